//! What two documents have in common, and who has it from whom.

use selon_text::CharSpan;

/// How the text of one document stands in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReuseKind {
    /// Most of the shorter one's own words.
    Copy,
    /// Some passages.
    Excerpt,
    /// The same sentences in another language.
    Translation,
    /// Nothing but words that both quote from a third party.
    Quotation,
}

impl ReuseKind {
    /// All values.
    pub const ALL: &'static [Self] = &[Self::Copy, Self::Excerpt, Self::Translation, Self::Quotation];

    /// The word as it leaves the program.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Excerpt => "excerpt",
            Self::Translation => "translation",
            Self::Quotation => "quotation",
        }
    }

    /// The value that is spelt so.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.as_str() == name)
    }

    /// True where one article's text was taken over into the other.
    pub fn is_syndication(self) -> bool {
        self != Self::Quotation
    }
}

/// What tells who has a text from whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// The one that has it credits the other's outlet.
    Credit,
    /// The one that has it names the other's outlet as a source.
    Citation,
    /// The other was published earlier.
    Date,
    /// The other has all of it and much more.
    Containment,
}

impl Ground {
    /// All values.
    pub const ALL: &'static [Self] = &[Self::Credit, Self::Citation, Self::Date, Self::Containment];

    /// The word as it leaves the program.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Credit => "credit",
            Self::Citation => "citation",
            Self::Date => "date",
            Self::Containment => "containment",
        }
    }

    /// The value that is spelt so.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.as_str() == name)
    }
}

/// The same words, or the same sentence in two languages, in both documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// In [`Reuse::document`].
    pub at: CharSpan,
    /// In [`Reuse::other`].
    pub other_at: CharSpan,
}

/// Text that two documents share.
#[derive(Clone, Debug, PartialEq)]
pub struct Reuse {
    /// Id of the document that has it from the other, where that is known; else the smaller id.
    pub document: String,
    /// Id of the other.
    pub other: String,
    /// How.
    pub kind: ReuseKind,
    /// What tells that `document` has it from `other`; `None` where nothing tells who has it from whom.
    pub ground: Option<Ground>,
    /// Number of words that are shared; of a translation, of `document`'s words in shared sentences.
    pub n_words: u32,
    /// Their share of the words of `document`, in percent, rounded down.
    pub share: u8,
    /// Their share of the words of `other`.
    pub other_share: u8,
    /// Where, in order of `document`'s text.
    pub passages: Vec<Passage>,
}

impl Reuse {
    /// The same, told from the other side: what nobody has from anybody may be told either way.
    pub(crate) fn turned(self) -> Self {
        let mut passages: Vec<Passage> =
            self.passages.iter().map(|p| Passage { at: p.other_at, other_at: p.at }).collect();
        passages.sort_unstable();
        Self {
            document: self.other,
            other: self.document,
            share: self.other_share,
            other_share: self.share,
            passages,
            ..self
        }
    }

    /// The document that is not `id`.
    pub fn partner(&self, id: &str) -> &str {
        if self.document == id { &self.other } else { &self.document }
    }

    /// Where `span` of document `id` stands in the partner: the span itself shifted, as far as passages hold it.
    /// `None` where less than half of it is shared.
    pub fn map(&self, id: &str, span: CharSpan) -> Option<CharSpan> {
        let mut n_covered = 0;
        let mut mapped: Option<CharSpan> = None;
        for passage in &self.passages {
            let (mine, theirs) = if self.document == id {
                (passage.at, passage.other_at)
            } else {
                (passage.other_at, passage.at)
            };
            let (start, end) = (span.start.max(mine.start), span.end.min(mine.end));
            if start >= end {
                continue;
            }
            n_covered += end - start;
            let place = |char: u32| {
                let along = u64::from(char - mine.start) * u64::from(theirs.len());
                theirs.start + (along / u64::from(mine.len().max(1))) as u32
            };
            // Sentences of a translation correspond as wholes, words do not.
            let part = if self.kind == ReuseKind::Translation {
                theirs
            } else {
                CharSpan::new(place(start), place(end).max(place(start)))
            };
            mapped =
                Some(mapped.map_or(part, |whole| {
                    CharSpan::new(whole.start.min(part.start), whole.end.max(part.end))
                }));
        }
        if 2 * n_covered >= span.len() && n_covered > 0 { mapped } else { None }
    }
}

/// What counting is told of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleCard {
    /// The document's id.
    pub id: String,
    /// Its path or address.
    pub doc: String,
    /// The outlet, where the page or its address tells.
    pub outlet: Option<String>,
    /// First and last moment of publication, ISO 8601.
    pub published: Option<(String, String)>,
    /// Whom the whole page credits.
    pub credits: Vec<String>,
}

impl ArticleCard {
    /// What to call it: its outlet, else the last part of its path.
    pub fn name(&self) -> &str {
        let file = || self.doc.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&self.doc);
        self.outlet.as_deref().unwrap_or_else(file)
    }
}
