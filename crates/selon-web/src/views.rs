//! What lists and drawings show of documents, claims, voices and sources: the fields of the JSON twins.

use selon_case::{Attribution, Claim, ClaimLine, DocumentLine, Reading, SourceLine, VoiceLine};
use selon_extract::{Modality, Polarity};
use selon_text::CharSpan;
use serde::Serialize;

use crate::Lang;
use crate::html::in_address;
use crate::ui::Ui;

/// A span as it leaves the program.
pub type Span = [u32; 2];

/// Spans as they leave the program.
pub fn spans(at: &[CharSpan]) -> Vec<Span> {
    at.iter().map(|span| [span.start, span.end]).collect()
}

/// A document in a list.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentView {
    pub id: String,
    pub doc: String,
    pub version: u32,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub published: Option<[String; 2]>,
    pub language: Option<String>,
    pub status: String,
}

impl From<DocumentLine> for DocumentView {
    fn from(line: DocumentLine) -> Self {
        Self {
            id: line.id.to_string(),
            doc: line.doc,
            version: line.version,
            outlet: line.outlet,
            title: line.title,
            published: line.published.map(|(from, to)| [from, to]),
            language: line.language,
            status: line.status,
        }
    }
}

impl DocumentView {
    /// The document of a reading.
    pub fn of(reading: &Reading) -> Self {
        let document = &reading.document;
        let value = |named: &Option<selon_case::Named>| named.as_ref().map(|named| named.value.clone());
        Self {
            id: document.id.to_string(),
            doc: document.doc.clone(),
            version: document.stored.as_ref().map_or(1, |stored| stored.version),
            outlet: value(&document.outlet),
            title: value(&document.title),
            published: document
                .published
                .as_ref()
                .map(|published| [published.from.clone(), published.to.clone()]),
            language: document.language.clone(),
            status: document.status.as_str().to_owned(),
        }
    }

    /// Its page.
    pub fn href(&self) -> String {
        format!("/article/{}", self.id)
    }

    /// Its headline, or its path.
    pub fn name(&self) -> &str {
        self.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&self.doc)
    }

    /// Its outlet, or its path's last part.
    pub fn outlet_or_doc(&self) -> &str {
        let file = self.doc.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&self.doc);
        self.outlet.as_deref().unwrap_or(file)
    }

    /// The first day or moment of its publication.
    pub fn day(&self) -> Option<&str> {
        self.published.as_ref().map(|published| published[0].as_str())
    }
}

/// One link of a chain.
#[derive(Clone, Debug, Serialize)]
pub struct VoiceView {
    /// Its name; of the first the outlet or path.
    pub name: String,
    pub kind: String,
    pub attribution: Option<String>,
    pub cue: String,
    pub stance: String,
    pub hedged: bool,
}

impl VoiceView {
    fn of(line: VoiceLine) -> Self {
        Self {
            name: line.name,
            kind: line.kind,
            attribution: line.attribution.map(|attribution| attribution.to_string()),
            cue: line.cue,
            stance: line.stance,
            hedged: line.hedged,
        }
    }

    /// The voice that an attribution brings in.
    pub fn of_attribution(attribution: &Attribution) -> Self {
        Self {
            name: attribution.source_name.clone(),
            kind: attribution.source_kind.as_str().to_owned(),
            attribution: Some(attribution.id.to_string()),
            cue: attribution.cue.words.clone(),
            stance: attribution.stance.as_str().to_owned(),
            hedged: attribution.hedged,
        }
    }

    /// The page of the source; `None` for the outlet or the article itself.
    pub fn href(&self) -> Option<String> {
        self.attribution.as_ref().map(|_| source_href(&self.name))
    }

    pub fn denies(&self) -> bool {
        self.stance == "denies"
    }
}

/// The chain that leads to a claim: the outlet, then the voices behind it.
pub fn chain_of(reading: &Reading, claim: &Claim) -> Vec<VoiceView> {
    let mut chain = vec![outlet_voice(&DocumentView::of(reading))];
    let attributions =
        claim.voices.iter().filter_map(|voice| reading.attribution(voice.attribution.as_ref()?));
    chain.extend(attributions.map(VoiceView::of_attribution));
    chain
}

/// The chain that leads to what an attribution attributes.
pub fn chain_to(reading: &Reading, attribution: &Attribution) -> Vec<VoiceView> {
    let mut voices = vec![VoiceView::of_attribution(attribution)];
    let mut next = attribution.parent.as_ref();
    while let Some(parent) = next.and_then(|id| reading.attribution(id)) {
        if voices.len() > reading.attributions.len() {
            break;
        }
        voices.push(VoiceView::of_attribution(parent));
        next = parent.parent.as_ref();
    }
    voices.push(outlet_voice(&DocumentView::of(reading)));
    voices.reverse();
    voices
}

fn outlet_voice(document: &DocumentView) -> VoiceView {
    VoiceView {
        name: document.outlet_or_doc().to_owned(),
        kind: "outlet".to_owned(),
        attribution: None,
        cue: String::new(),
        stance: String::new(),
        hedged: false,
    }
}

/// A claim in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimView {
    pub id: String,
    pub words: String,
    pub event: Option<String>,
    pub agent: Option<String>,
    pub patient: Option<String>,
    pub polarity: String,
    pub modality: String,
    pub time: Option<TimeView>,
    pub chain: Vec<VoiceView>,
    pub document: DocumentView,
}

/// When something is said to have happened.
#[derive(Clone, Debug, Serialize)]
pub struct TimeView {
    pub words: String,
    pub from: Option<String>,
    pub to: Option<String>,
}

impl From<ClaimLine> for ClaimView {
    fn from(line: ClaimLine) -> Self {
        let document = DocumentView::from(line.document);
        let mut chain: Vec<VoiceView> = line.voices.into_iter().map(VoiceView::of).collect();
        chain.retain(|voice| voice.attribution.is_some());
        chain.insert(0, outlet_voice(&document));
        Self {
            id: line.id.to_string(),
            words: line.words,
            event: line.event,
            agent: line.agent,
            patient: line.patient,
            polarity: line.polarity,
            modality: line.modality,
            time: line.time.map(|(words, from, to)| TimeView { words, from, to }),
            chain,
            document,
        }
    }
}

impl ClaimView {
    /// The view of a claim that was read with its document.
    pub fn of(reading: &Reading, claim: &Claim) -> Self {
        Self {
            id: claim.id.to_string(),
            words: claim.words.words.clone(),
            event: claim.event.map(|event| event.as_str().to_owned()),
            agent: claim.agent.as_ref().map(|role| role.words.words.clone()),
            patient: claim.patient.as_ref().map(|role| role.words.words.clone()),
            polarity: claim.polarity.as_str().to_owned(),
            modality: claim.modality.as_str().to_owned(),
            time: claim.time.as_ref().map(|time| TimeView {
                words: time.words.words.clone(),
                from: time.from.clone(),
                to: time.to.clone(),
            }),
            chain: chain_of(reading, claim),
            document: DocumentView::of(reading),
        }
    }

    /// Its page.
    pub fn href(&self) -> String {
        format!("/claim/{}", self.id)
    }

    /// Its words in the article.
    pub fn in_article(&self) -> String {
        format!("/article/{}?mark={}#mark", self.document.id, self.id)
    }

    /// How it is marked: denied, hedged, possible …; nothing where it is plainly asserted.
    pub fn marks(&self) -> Vec<&str> {
        let mut marks = Vec::new();
        if self.polarity == Polarity::Denied.as_str() {
            marks.push("denied");
        }
        if self.modality != Modality::Asserted.as_str() {
            marks.push(&self.modality);
        }
        marks
    }
}

/// A source in a list.
#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    pub name: String,
    pub attributions: u64,
    #[serde(skip)]
    pub href: String,
}

impl From<SourceLine> for SourceView {
    fn from(line: SourceLine) -> Self {
        let href = source_href(&line.name);
        Self { name: line.name, attributions: line.n_attributions, href }
    }
}

/// The page of a source.
pub fn source_href(name: &str) -> String {
    let folded = selon_case::Folded::new(name);
    let slug = folded.as_str().replace(' ', "-");
    format!("/source/{}", in_address(if slug.is_empty() { "-" } else { &slug }))
}

/// The page of an outlet.
pub fn outlet_href(name: &str) -> String {
    format!("/outlet/{}", in_address(name))
}

/// The page of an entity.
pub fn entity_href(id: &str) -> String {
    format!("/entity/{}", in_address(id))
}

/// The name of a country (ISO 3166-1 alpha-2) in the page's language; the code where the lists have no name.
pub fn country_name(ui: &Ui, code: &str) -> String {
    let names = selon_link::entity::country_name(code);
    names.map_or(code, |(french, english)| if ui.lang == Lang::Fr { french } else { english }).to_owned()
}
