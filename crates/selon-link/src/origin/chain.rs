//! Chains: the voices of a claim, with what tells one origin from another.

use selon_extract::SourceKind;
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

impl Chain {
    /// The chain of claim `claim` of a document. `name_of` gives the name and the entity of a mention.
    ///
    /// A recording, picture or paper that speaks for itself (*Ces échanges montrent …*) is followed to who is said
    /// to hold it: the voice of another claim of the same document that rests on evidence of that kind
    /// (*les services ont enregistré des échanges attestant …*), the nearest before, else the nearest behind.
    pub fn of(
        document: &Document,
        claim: usize,
        name_of: &dyn Fn(usize) -> (Option<String>, Option<String>),
    ) -> Self {
        let claims = &document.extraction.claims;
        let mut voices = voices_of(document, claim, name_of);
        let mut held = false;
        if let [artefact] = &voices[..]
            && artefact.is_artefact()
        {
            let kind = artefact.kind;
            let holds = |other: &usize| {
                claims[*other].evidence.iter().any(|evidence| evidence_is(evidence.kind, kind))
                    && claims[*other].voices.len() > 1
            };
            let before = (0..claim).rev().filter(holds);
            let behind = (claim + 1..claims.len()).filter(holds);
            let holder = before
                .chain(behind)
                .map(|other| voices_of(document, other, name_of))
                .find(|found| found.last().is_some_and(|voice| !voice.is_artefact() && voice.is_named()));
            if let Some(mut holder) = holder {
                holder.append(&mut voices);
                (voices, held) = (holder, true);
            }
        }
        let span = &claims[claim].span;
        let start = span.iter().map(|span| span.start).min().unwrap_or_default();
        let end = span.iter().map(|span| span.end).max().unwrap_or(start);
        Self {
            claim: document.claim_ids[claim].clone(),
            document: document.id.clone(),
            at: CharSpan::new(start, end),
            voices,
            held,
        }
    }
}

fn voices_of(
    document: &Document,
    claim: usize,
    name_of: &dyn Fn(usize) -> (Option<String>, Option<String>),
) -> Vec<ChainVoice> {
    let voice = |voice: &selon_extract::Voice| {
        let (name, entity) =
            voice.mention.map_or((None, None), |mention| name_of(document.referent(mention)));
        let words = || document.words(&voice.span);
        ChainVoice { name: name.unwrap_or_else(words), entity, kind: voice.kind }
    };
    document.extraction.claims[claim].voices.iter().skip(1).map(voice).collect()
}

fn evidence_is(evidence: selon_extract::EvidenceKind, kind: SourceKind) -> bool {
    use selon_extract::EvidenceKind as Evidence;
    match kind {
        SourceKind::Intercept => evidence == Evidence::Intercept,
        SourceKind::Image => matches!(evidence, Evidence::Photo | Evidence::Video),
        SourceKind::Document => matches!(evidence, Evidence::Document | Evidence::Dataset),
        _ => false,
    }
}
