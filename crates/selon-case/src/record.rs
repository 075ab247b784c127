//! The records of a case. All spans are scalar values of the text whose SHA-256 the document names.

use selon_extract::{Event, EvidenceKind, Kind, MentionKind, Modality, Polarity, SourceKind, Stance};
use selon_page::{DateKind, DateSource, Format};
use selon_text::{CharSpan, Sha256, Text};

use crate::{AttributionId, ClaimId, DocumentId, MentionId, RunId};

/// Words and where they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The words; ranges that do not touch are joined by ` … `.
    pub words: String,
    /// The ranges, in scalar values; none where there are no words.
    pub at: Vec<CharSpan>,
}

impl Anchor {
    /// What joins ranges that do not touch.
    pub const GAP: &str = " … ";

    /// The words of `text` at `at`, or `None` where a range ends behind the text.
    pub fn new(text: &Text, at: &[CharSpan]) -> Option<Self> {
        let mut words = String::new();
        for (i, &span) in at.iter().enumerate() {
            if i > 0 && at[i - 1].end != span.start {
                words.push_str(Self::GAP);
            }
            words.push_str(text.slice(span)?);
        }
        Some(Self { words, at: at.to_vec() })
    }

    /// True where nothing is anchored.
    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// The range from the first word to the last.
    pub fn hull(&self) -> Option<CharSpan> {
        let start = self.at.iter().map(|span| span.start).min()?;
        let end = self.at.iter().map(|span| span.end).max()?;
        Some(CharSpan::new(start, end))
    }
}

/// A value and the words it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The value.
    pub value: String,
    /// Where it stands; `None` where it comes from an address or a file's name.
    pub at: Option<CharSpan>,
}

/// A publication date, ISO 8601, as precise as the page states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// First day or moment.
    pub from: String,
    /// Last day or moment.
    pub to: String,
    /// Where it stands.
    pub at: Option<CharSpan>,
    /// Stated by the page, or concluded.
    pub source: DateSource,
    /// What on the page gave it; `None` where that was not kept.
    pub element: Option<String>,
}

/// A link of the body that leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words of the link.
    pub words: Anchor,
    /// Where it leads.
    pub href: String,
}

/// A line that credits somebody for the whole page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Whom it credits.
    pub credited: String,
    /// The whole line.
    pub line: Anchor,
    /// The words in it that name whom.
    pub name: CharSpan,
}

/// A date of the page that is not its publication date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherDate {
    /// What it is the date of.
    pub kind: DateKind,
    /// First day or moment.
    pub from: String,
    /// Last day or moment.
    pub to: String,
    /// The words; none where the page does not show the date.
    pub words: Anchor,
    /// What on the page gave it; `None` where that was not kept.
    pub element: Option<String>,
}

/// Something that could not be read as it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// A stable name, `invalid-utf8`.
    pub name: String,
    /// What happened, with the place.
    pub message: String,
}

/// Whether a document was read, or why it was only kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Attributions, mentions and claims were extracted.
    Read,
    /// The language is not French; the text is kept and nothing was extracted.
    NotFrench,
}

impl Status {
    /// The word as it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Read => "read",
            Status::NotFrench => "not-french",
        }
    }

    /// The status that is spelt so.
    pub fn from_name(name: &str) -> Option<Self> {
        [Status::Read, Status::NotFrench].into_iter().find(|status| status.as_str() == name)
    }
}

/// How a document came into a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// 1 for the first state that was added under this path, then 2 and so on.
    pub version: u32,
    /// The version before.
    pub replaces: Option<DocumentId>,
    /// The run that added it.
    pub run: RunId,
    /// When, ISO 8601, UTC.
    pub added: String,
}

/// Where a document stands in the archive, feed or table that it was taken out of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// The path or address of the container, as given.
    pub name: String,
    /// First byte, in the file or in what is compressed in it; see `selon_page::container::Place`.
    pub offset: u64,
    /// Bytes.
    pub length: u64,
}

/// One page under one path, in one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Made from path and bytes.
    pub id: DocumentId,
    /// The path or address as given.
    pub doc: String,
    /// SHA-256 of the bytes as they came.
    pub sha256: Sha256,
    /// SHA-256 of the text that all spans lie in.
    pub text_sha256: Sha256,
    /// WHATWG name of the encoding that the bytes were read by.
    pub encoding: String,
    /// What the bytes are.
    pub format: Format,
    /// The address that the page gives itself.
    pub canonical: Option<String>,
    /// Read or only kept.
    pub status: Status,
    /// BCP 47.
    pub language: Option<String>,
    /// The medium.
    pub outlet: Option<Named>,
    /// The headline.
    pub title: Option<Named>,
    /// Who signs.
    pub byline: Option<Named>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was fetched, ISO 8601; `None` for files.
    pub retrieved: Option<String>,
    /// What it was taken out of; `None` for a file by itself.
    pub container: Option<Container>,
    /// Paragraphs and headings, one range a line.
    pub body: Vec<CharSpan>,
    /// Menus, comment forms, share links.
    pub boilerplate: Vec<CharSpan>,
    /// Credits of the whole page.
    pub credits: Vec<Credit>,
    /// Dates that are not the publication date.
    pub other_dates: Vec<OtherDate>,
    /// Links of the body that lead elsewhere, in text order.
    pub links: Vec<Link>,
    /// Captions of pictures and videos.
    pub captions: Vec<CharSpan>,
    /// What could not be read as it should.
    pub warnings: Vec<Warning>,
    /// How it came into the case; `None` for a reading that was not stored.
    pub stored: Option<Stored>,
}

/// Who is said to say what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Made from the document and the three spans.
    pub id: AttributionId,
    /// The innermost attribution whose content holds this one.
    pub parent: Option<AttributionId>,
    /// Who; empty where nobody is named.
    pub source: Anchor,
    /// The source by its name where the article names it elsewhere, else the source's words.
    pub source_name: String,
    /// The words that make it an attribution.
    pub cue: Anchor,
    /// What.
    pub content: Anchor,
    /// Direct, indirect, mixed.
    pub kind: Kind,
    /// How the source stands to the content.
    pub stance: Stance,
    /// The reporting writer keeps a distance.
    pub hedged: bool,
    /// What kind of source.
    pub source_kind: SourceKind,
    /// The rule that fired.
    pub rule: String,
}

/// A span that refers to somebody or something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Made from the document and the span.
    pub id: MentionId,
    /// The words.
    pub words: Anchor,
    /// Name, description, pronoun.
    pub kind: MentionKind,
    /// The pipeline's type of a name, else empty.
    pub label: String,
    /// The first mention of the same referent; its own id for that one.
    pub first: MentionId,
}

/// A participant of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The words.
    pub words: Anchor,
    /// The mention that they are.
    pub mention: Option<MentionId>,
}

/// A time as written and as an interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnchoredTime {
    /// The words.
    pub words: Anchor,
    /// First day or moment, ISO 8601.
    pub from: Option<String>,
    /// Last day or moment.
    pub to: Option<String>,
}

/// A quantity with its bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The words, with the unit noun.
    pub words: Anchor,
    /// Least value.
    pub min: Option<f64>,
    /// Greatest value; `None` where it is open.
    pub max: Option<f64>,
    /// The figure is rough.
    pub approximate: bool,
    /// The noun that is counted, or `%`.
    pub unit: Option<String>,
}

/// One link of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The words; empty for the article itself.
    pub words: Anchor,
    /// The mention that they are.
    pub mention: Option<MentionId>,
    /// What kind of source.
    pub kind: SourceKind,
    /// The attribution that brings it in.
    pub attribution: Option<AttributionId>,
}

/// What a claim is said to rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The kind.
    pub kind: EvidenceKind,
    /// The words that name it.
    pub words: Anchor,
}

/// One clause read as predicate and roles.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Made from the document and the spans of clause, predicate, agent and patient.
    pub id: ClaimId,
    /// The innermost attribution whose content holds it; `None` for the article's own.
    pub attribution: Option<AttributionId>,
    /// The clause.
    pub words: Anchor,
    /// The predicate's words.
    pub predicate: Anchor,
    /// Its base form.
    pub lemma: String,
    /// Its type of event.
    pub event: Option<Event>,
    /// Who does it.
    pub agent: Option<Role>,
    /// Who or what it is done to.
    pub patient: Option<Role>,
    /// To whom.
    pub recipient: Option<Role>,
    /// Where.
    pub place: Option<Role>,
    /// When.
    pub time: Option<AnchoredTime>,
    /// How many.
    pub quantities: Vec<Quantity>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// In which mode.
    pub modality: Modality,
    /// From the article to the voice closest to the fact.
    pub voices: Vec<Voice>,
    /// What it is said to rest on.
    pub evidence: Vec<Evidence>,
}

impl Claim {
    /// The roles that are filled, with their names.
    pub fn roles(&self) -> impl Iterator<Item = (&'static str, &Role)> {
        let roles = [
            ("agent", &self.agent),
            ("patient", &self.patient),
            ("recipient", &self.recipient),
            ("place", &self.place),
        ];
        roles.into_iter().filter_map(|(name, role)| Some((name, role.as_ref()?)))
    }
}
