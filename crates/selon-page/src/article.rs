//! The article: what the bytes of one page tell, as marks on a text that never changes.

use selon_text::{CharSpan, Sha256, Text};

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
    /// Where it stands in the text.
    pub span: CharSpan,
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
    /// The text; for a plain-text file the file's, unchanged.
    pub text: Text,
    /// SHA-256 of the bytes as they came.
    pub sha256: Sha256,
    /// The character encoding that the bytes were read by, by its WHATWG name.
    pub encoding: &'static str,
    /// BCP 47 language of the body, where it could be told.
    pub language: Option<&'static str>,
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
    /// What could not be read as it should.
    pub warnings: Vec<Warning>,
}

impl Article {
    /// What tells the story, in text order: the headline where it stands in the text, and the body.
    pub fn reading(&self) -> impl Iterator<Item = CharSpan> + '_ {
        let title = self.title.as_ref().and_then(|title| title.span);
        let n_before = title.map_or(0, |title| self.body.partition_point(|line| line.start < title.start));
        self.body[..n_before].iter().copied().chain(title).chain(self.body[n_before..].iter().copied())
    }
}
