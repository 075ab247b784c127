//! The article: what the bytes of one page tell, as marks on a text that never changes.

use selon_text::{ByteSpan, CharSpan, Sha256, Text};

/// What the bytes of a page are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text or Markdown; the article's text is the file's.
    Text,
    /// HTML; the article's text is what the page shows, in reading order.
    Html,
    /// PDF; the article's text is what its pages draw, in reading order.
    Pdf,
}

impl Format {
    /// The word for it in records: `text`, `html`, `pdf`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Pdf => "pdf",
        }
    }

    /// The format that is spelt so.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Text, Self::Html, Self::Pdf].into_iter().find(|format| format.as_str() == name)
    }
}

/// A value with the words it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The value.
    pub value: String,
    /// Where it stands in the text; `None` where it comes from elsewhere (an address, a file name).
    pub span: Option<CharSpan>,
}

/// Where a publication date was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSource {
    /// The page states it as its date.
    Declared,
    /// Concluded from what the page shows.
    Guessed,
}

impl DateSource {
    /// The word for it in records: `declared`, `guessed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Guessed => "guessed",
        }
    }

    /// The source that is spelt so.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Declared, Self::Guessed].into_iter().find(|source| source.as_str() == name)
    }
}

/// A publication date, as precise as the page states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// First moment, ISO 8601 (`2017-12-22T21:15`, `2017-12-22`, `2017-12`): the clock that the page shows,
    /// without its zone.
    pub from: String,
    /// Last moment, of the same form; equal to `from` where the page gives one moment or day.
    pub to: String,
    /// Where it stands in the text.
    pub span: Option<CharSpan>,
    /// Declared or guessed.
    pub source: DateSource,
    /// What on the page gave it: `meta article:published_time`, `json-ld NewsArticle.datePublished`, `time`,
    /// `line`, `dateline`, `address`.
    pub element: String,
}

/// What a date that is not the publication date is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateKind {
    /// The day on which the page was looked at, as many sites print it above everything else.
    PageView,
    /// A later change of the article: *Mis à jour le …*.
    Update,
    /// The day on which a crawler or an archive took the page: *Archivé le …*.
    Crawl,
    /// The day of an event that the page announces.
    Event,
}

impl DateKind {
    /// The word for it in records: `page_view`, `update`, `crawl`, `event`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PageView => "page_view",
            Self::Update => "update",
            Self::Crawl => "crawl",
            Self::Event => "event",
        }
    }

    /// The kind that is spelt so.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::PageView, Self::Update, Self::Crawl, Self::Event]
            .into_iter()
            .find(|kind| kind.as_str() == name)
    }
}

/// A date that the page gives and that is not its publication date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherDate {
    /// What it is the date of.
    pub kind: DateKind,
    /// First moment, ISO 8601, as in [`Published::from`].
    pub from: String,
    /// Last moment, of the same form.
    pub to: String,
    /// Where it stands in the text; `None` where it stands in what the page does not show.
    pub span: Option<CharSpan>,
    /// What on the page gave it, as in [`Published::element`].
    pub element: String,
}

/// A line that credits somebody for the whole page: `Source : …`, `Traduction …`, a domain on the last line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Whom it credits: the name that the list of outlets has for it (*Press TV* for `presstv.ir`), else the
    /// words as they stand.
    pub text: String,
    /// The whole credit line; where the credit is a bracket inside a paragraph, *(AFP)*, the bracket.
    pub span: CharSpan,
    /// The words that name whom it credits.
    pub name: CharSpan,
}

/// A link in the article's body: words that lead to another page, and so may name a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words of the link.
    pub span: CharSpan,
    /// Where it leads, made absolute where the page's own address is known.
    pub href: String,
}

/// Where a run of the text stands in the page's source, so that any span can be shown on the page as it was.
///
/// Runs are in order, in the text and in the source, and do not overlap. Characters of the text that no run
/// covers (line ends, tabs between cells) stand nowhere in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextRun {
    /// The run in the text.
    pub text: CharSpan,
    /// The same in bytes of the source: the page's bytes, decoded to UTF-8 by [`Article::encoding`].
    pub source: ByteSpan,
    /// True where text and source are the same characters, so that a part of the one is a part of the other.
    /// Else the whole run stands for the whole of its source: a character reference, white space that a
    /// browser shows as one space.
    pub verbatim: bool,
}

/// Something that could not be read as it should; the rest was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// A stable name, `invalid-utf8`.
    pub name: &'static str,
    /// What happened, for people, with the place.
    pub message: String,
}

/// One page, read. All spans are scalar values of [`Article::text`].
#[derive(Clone, Debug)]
pub struct Article {
    /// The text; for a plain-text file the file's, unchanged; for HTML what the page shows, in reading order; for PDF
    /// what the pages draw, in paragraphs, with U+000C before the first line that begins on a page.
    pub text: Text,
    /// What the bytes are.
    pub format: Format,
    /// SHA-256 of the bytes as they came.
    pub sha256: Sha256,
    /// The character encoding that the bytes were read by, by its WHATWG name.
    pub encoding: &'static str,
    /// BCP 47 language of the body, where it could be told.
    pub language: Option<&'static str>,
    /// The address under which the page itself says that it is to be found.
    pub canonical: Option<String>,
    /// The medium that published it.
    pub outlet: Option<Found>,
    /// The headline.
    pub title: Option<Found>,
    /// Who signs.
    pub byline: Option<Found>,
    /// When it was published.
    pub published: Option<Published>,
    /// Dates of the page that are not its publication date, in text order.
    pub other_dates: Vec<OtherDate>,
    /// Paragraphs and headings of the article itself, one span a line, in text order, without the white space
    /// around it. The headline is not among them, see [`Article::reading`].
    pub body: Vec<CharSpan>,
    /// What is not the article: menus, comment forms, share links, related-article lines.
    pub boilerplate: Vec<CharSpan>,
    /// Credits of the whole page.
    pub credits: Vec<Credit>,
    /// Links of the body that lead elsewhere, in text order.
    pub links: Vec<Link>,
    /// Captions of pictures and videos, one span a line; never part of the body.
    pub captions: Vec<CharSpan>,
    /// Where the text stands in the page's source; empty for plain text, which is its own source, and for PDF, whose
    /// text stands nowhere in its bytes.
    pub runs: Vec<TextRun>,
    /// What could not be read as it should.
    pub warnings: Vec<Warning>,
}

impl Article {
    /// A text of which nothing else is known, as plain text.
    pub fn new(text: Text, sha256: Sha256) -> Self {
        Self {
            text,
            format: Format::Text,
            sha256,
            encoding: "UTF-8",
            language: None,
            canonical: None,
            outlet: None,
            title: None,
            byline: None,
            published: None,
            other_dates: Vec::new(),
            body: Vec::new(),
            boilerplate: Vec::new(),
            credits: Vec::new(),
            links: Vec::new(),
            captions: Vec::new(),
            runs: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// The places in the page's source that the words in `span` come from, in order; none where they come from
    /// nowhere, as in a plain text, whose source is the text itself.
    pub fn source_of(&self, span: CharSpan) -> Vec<ByteSpan> {
        let first = self.runs.partition_point(|run| run.text.end <= span.start);
        let mut places: Vec<ByteSpan> = Vec::new();
        for run in self.runs[first..].iter().take_while(|run| run.text.start < span.end) {
            let place = if run.verbatim { self.part_of(run, span) } else { run.source };
            match places.last_mut() {
                Some(last) if last.end == place.start => last.end = place.end,
                _ => places.push(place),
            }
        }
        places
    }

    /// The source of the part of a verbatim run that lies in `span`.
    fn part_of(&self, run: &TextRun, span: CharSpan) -> ByteSpan {
        let byte = |char: u32| self.text.byte_of(char).unwrap_or_default();
        let start = byte(run.text.start);
        let from = byte(span.start.max(run.text.start)) - start;
        let to = byte(span.end.min(run.text.end)) - start;
        ByteSpan::new(run.source.start + from, run.source.start + to)
    }

    /// What tells the story, in text order: the headline where it stands in the text, and the body.
    pub fn reading(&self) -> impl Iterator<Item = CharSpan> + '_ {
        let title = self.title.as_ref().and_then(|title| title.span);
        let n_before = title.map_or(0, |title| self.body.partition_point(|line| line.start < title.start));
        self.body[..n_before].iter().copied().chain(title).chain(self.body[n_before..].iter().copied())
    }
}
