//! Chains: the voices of a claim, with what tells one origin from another.

use selon_extract::{EvidenceKind, SourceKind};
use selon_text::CharSpan;

use crate::Document;
use selon_text::fold;

/// One voice of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainVoice {
    /// The name, else the words.
    pub name: String,
    /// The entity, where linking knows it.
    pub entity: Option<String>,
    /// What kind of source it is.
    pub kind: SourceKind,
}

impl ChainVoice {
    /// True for a voice that can be told from all others: named, or an entity.
    pub fn is_named(&self) -> bool {
        use SourceKind::*;
        match self.kind {
            Person | State | Organisation | Outlet | Official => !self.name.is_empty(),
            Group => self.entity.is_some() && !self.name.is_empty(),
            Anonymous | Unknown | Document | Image | Intercept => false,
        }
    }

    /// True for a thing that does not speak by itself: a recording, a picture, a paper.
    pub fn is_artefact(&self) -> bool {
        matches!(self.kind, SourceKind::Document | SourceKind::Image | SourceKind::Intercept)
    }

    /// What is the same for all names of the voice.
    pub(crate) fn key(&self) -> String {
        self.entity.clone().unwrap_or_else(|| fold(&self.name))
    }
}

/// How a claim reached the reader: the document, and the voices in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The claim's id.
    pub claim: String,
    /// The document's id.
    pub document: String,
    /// From the first word of the claim to the last.
    pub at: CharSpan,
    /// Behind the article, outermost first; none where the article says it in its own voice.
    pub voices: Vec<ChainVoice>,
    /// The last voice is a thing, and this document says elsewhere who holds it: that voice stands before it.
    pub held: bool,
}

/// A claim of a document, as chains are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainClaim {
    /// The claim's id.
    pub id: String,
    /// From the first word of the claim to the last.
    pub at: CharSpan,
    /// Behind the article, outermost first.
    pub voices: Vec<ChainVoice>,
    /// What it is said to rest on.
    pub evidence: Vec<EvidenceKind>,
}

impl ChainClaim {
    /// The claims of a document, in its order. `name_of` gives the name and the entity of a mention.
    pub fn all_of(
        document: &Document,
        name_of: &dyn Fn(usize) -> (Option<String>, Option<String>),
    ) -> Vec<Self> {
        let claims = document.extraction.claims.iter().zip(&document.claim_ids);
        claims
            .map(|(claim, id)| {
                let voice = |voice: &selon_extract::Voice| {
                    let (name, entity) = voice.mention.map_or((None, None), name_of);
                    let words = || document.words(&voice.span);
                    ChainVoice { name: name.unwrap_or_else(words), entity, kind: voice.kind }
                };
                Self {
                    id: id.clone(),
                    at: hull(&claim.span),
                    voices: claim.voices.iter().skip(1).map(voice).collect(),
                    evidence: claim.evidence.iter().map(|evidence| evidence.kind).collect(),
                }
            })
            .collect()
    }
}

/// From the first scalar value to the last.
pub fn hull(spans: &[CharSpan]) -> CharSpan {
    let start = spans.iter().map(|span| span.start).min().unwrap_or_default();
    CharSpan::new(start, spans.iter().map(|span| span.end).max().unwrap_or(start))
}

impl Chain {
    /// The chain of claim `claim` of a document. `name_of` gives the name and the entity of a mention,
    /// or of the one that it refers to. For several
    /// claims of one document, [`Chain::among`] is cheaper.
    pub fn of(
        document: &Document,
        claim: usize,
        name_of: &dyn Fn(usize) -> (Option<String>, Option<String>),
    ) -> Self {
        Self::among(&document.id, &ChainClaim::all_of(document, name_of), claim)
    }

    /// The chain of claim number `claim` of a document.
    ///
    /// A recording, picture or paper that speaks for itself (*Ces échanges montrent …*) is followed to who is said
    /// to hold it: the voice of another claim of the same document that rests on evidence of that kind
    /// (*les services ont enregistré des échanges attestant …*), the nearest before, else the nearest behind.
    pub fn among(document: &str, claims: &[ChainClaim], claim: usize) -> Self {
        let mut voices = claims[claim].voices.clone();
        let mut held = false;
        if let [artefact] = &voices[..]
            && artefact.is_artefact()
        {
            let kind = artefact.kind;
            let holds = |other: &&ChainClaim| {
                other.evidence.iter().any(|evidence| evidence_is(*evidence, kind)) && !other.voices.is_empty()
            };
            let before = claims[..claim].iter().rev().filter(holds);
            let behind = claims[claim + 1..].iter().filter(holds);
            let holder = before
                .chain(behind)
                .map(|other| &other.voices)
                .find(|found| found.last().is_some_and(|voice| !voice.is_artefact() && voice.is_named()));
            if let Some(holder) = holder {
                voices.splice(..0, holder.iter().cloned());
                held = true;
            }
        }
        let ChainClaim { id, at, .. } = &claims[claim];
        Self { claim: id.clone(), document: document.to_owned(), at: *at, voices, held }
    }
}

fn evidence_is(evidence: EvidenceKind, kind: SourceKind) -> bool {
    use EvidenceKind as Evidence;
    match kind {
        SourceKind::Intercept => evidence == Evidence::Intercept,
        SourceKind::Image => matches!(evidence, Evidence::Photo | Evidence::Video),
        SourceKind::Document => matches!(evidence, Evidence::Document | Evidence::Dataset),
        _ => false,
    }
}
