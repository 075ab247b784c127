//! Bytes as they came, read as a news article.
//!
//! In: the bytes of a page and the name or address that they came under. Out: an [`Article`]: the text,
//! unchanged, and marks on it (headline, byline, dates, body, credits, boilerplate), the outlet and the
//! language. What is not the article is marked, never cut.
//!
//! ```
//! use selon_page::{Input, read};
//!
//! let page = "International\n\nLe port de Valdombre rouvre\n\nPublié le 3 mars 2021 à 14h05\n\n\
//!     Le port a rouvert mardi, a annoncé la mairie, après six semaines de travaux et deux reports.\n\n\
//!     Source : Agence du Littoral\n\nLaisser un commentaire\n";
//! let article = read(page.as_bytes(), &Input::default())?;
//! assert_eq!(article.title.unwrap().value, "Le port de Valdombre rouvre");
//! assert_eq!(article.published.unwrap().from, "2021-03-03T14:05");
//! assert_eq!(article.credits[0].text, "Agence du Littoral");
//! assert_eq!(article.text.slice(article.boilerplate[1]), Some("Laisser un commentaire"));
//! # Ok::<(), selon_page::PageError>(())
//! ```
//!
//! The words that pages use are data: `lang/` has one folder a language, `data/outlets.tsv` the outlets.
//! One format is one file; what holds many pages, or wraps one, is opened by [`container`].
//!
//! This crate knows no grammar, reads no clock, and fetches nothing. Its cost is linear in the page, and its
//! memory is about twice the page.

mod article;
mod byline;
pub mod container;
mod credit;
mod date;
mod decode;
mod error;
mod hints;
mod html;
mod language;
mod line;
mod outlet;
mod outlet_book;
mod pdf;
mod phrase;
mod plain;
mod published;
mod residue;

pub use article::{
    Article, Credit, DateKind, DateSource, Format, Found, Link, OtherDate, Published, TextRun, Warning,
};
pub use date::{DateLabel, DayOrder, WrittenDate, find_dates};
pub use error::PageError;
pub use outlet::{Outlet, OutletKind, outlet_by_domain, outlet_by_name, outlet_names, outlets};
pub use outlet_book::{OutletBook, OwnOutlet};

/// What is known of a page besides its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'a> {
    /// The path or the URL that it came under, as given. Of a URL the host and the date in it are read.
    pub name: Option<&'a str>,
    /// Its headline, as a feed or data set has it.
    pub title: Option<&'a str>,
    /// When it was published, ISO 8601, as a feed or data set has it.
    pub published: Option<&'a str>,
    /// Who signs, as a feed or data set has it.
    pub byline: Option<&'a str>,
    /// BCP 47, as a feed, data set or server has it.
    pub language: Option<&'a str>,
    /// The medium, as a feed or data set has it.
    pub outlet: Option<&'a str>,
    /// When it was retrieved, ISO 8601, where the caller knows: a bare date above everything else that is the
    /// same day is the day of the visit.
    pub retrieved: Option<&'a str>,
    /// The `Content-Type` that it was sent with, where it was: `text/html; charset=iso-8859-1`.
    pub content_type: Option<&'a str>,
}

/// Reads one page: PDF and HTML where the bytes, the content type or the name say so, else plain text.
///
/// # Errors
/// Where the bytes are empty, blank, of another format or too many; see [`PageError`]. A page that can be
/// read in part is read, with warnings.
pub fn read(bytes: &[u8], input: &Input) -> Result<Article, PageError> {
    let mut article = if let Some(pdf) = pdf::find(bytes, input) {
        pdf::read(bytes, pdf, input)?
    } else if html::is_html(bytes, input) {
        html::read(bytes, input)?
    } else {
        plain::read(bytes, input)?
    };
    hints::apply(&mut article, input);
    Ok(article)
}

/// Reads a page of HTML, whatever its first bytes look like; see [`read`].
///
/// # Errors
/// Where the bytes are empty or show no text.
pub fn read_html(bytes: &[u8], input: &Input) -> Result<Article, PageError> {
    let mut article = html::read(bytes, input)?;
    hints::apply(&mut article, input);
    Ok(article)
}
