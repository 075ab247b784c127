//! One page all the way: bytes, article, tokens, extraction, records.

use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::Result;
use selon_case::{Named, NotRead, Reading};
use selon_extract::Extraction;
use selon_page::{Article, Format, OutletBook};
use selon_spacy::Doc;
use selon_text::ByteSpan;

use crate::inputs::PageBytes;
use crate::model::Model;
use crate::parallel::in_order;
use crate::sections::{self, SECTION_CHARS};

/// The version of the extraction and of its word lists, which are compiled in.
pub fn lexicon() -> String {
    format!("selon-extract {} {}", env!("CARGO_PKG_VERSION"), selon_extract::lexicon_version())
}

/// What is said where the program fails on a text.
const OWN_FAULT: &str = "selon itself failed on this text; please report it";

/// A page, read.
pub struct Page {
    /// Its records; those of a long one are still to be found, see [`Page::for_each_section`].
    reading: Reading,
    /// The article, where it is too long to be read in one piece.
    long: Option<Article>,
}

/// Why a page was not read.
#[derive(Debug)]
pub enum Failure {
    /// This page cannot be read; others may.
    Page(String),
    /// No page can be read.
    All(anyhow::Error),
}

/// The article in the bytes of a page that goes by `doc`.
///
/// # Errors
/// Where the bytes are no article.
pub fn article(doc: &str, page: &PageBytes) -> Result<Article, Failure> {
    // A fault of the program costs this page, not the thousand others.
    let read = || selon_page::read(&page.bytes, &page.hints.input(doc));
    let read = catch_unwind(AssertUnwindSafe(read)).map_err(|_| Failure::Page(OWN_FAULT.to_owned()))?;
    let mut article = read.map_err(|error| Failure::Page(error.to_string()))?;
    article.warnings.splice(0..0, page.warnings.iter().cloned());
    Ok(article)
}

/// The records of an article before anything is found in it, with where it comes from.
pub fn records(
    doc: &str,
    page: &PageBytes,
    article: &Article,
    found: Result<&Extraction, NotRead>,
) -> Reading {
    let mut reading = Reading::of(doc, article, found);
    reading.document.retrieved.clone_from(&page.hints.retrieved);
    reading.document.container.clone_from(&page.container);
    reading
}

/// Reads the bytes of a page as the article `doc`.
///
/// # Errors
/// Where the bytes are no article, or there is no pipeline to read it with.
pub fn read(doc: &str, page: &PageBytes, model: &Model) -> Result<Page, Failure> {
    let article = article(doc, page)?;
    if article.language.is_some_and(|language| language != "fr") {
        let reading = records(doc, page, &article, Err(NotRead::NotFrench));
        return Ok(Page { reading, long: None });
    }
    if article.text.n_chars() > SECTION_CHARS {
        let reading = records(doc, page, &article, Ok(&Extraction::default()));
        return Ok(Page { reading, long: Some(article) });
    }
    let extraction = extract(model, &article)?;
    Ok(Page { reading: records(doc, page, &article, Ok(&extraction)), long: None })
}

impl Page {
    /// The document; of a long page nothing is found yet.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Names the outlet as the case's own outlets do: by the page's address, by the head of a plain text, or by the
    /// name that the page gives.
    pub fn name_outlet(&mut self, book: &OutletBook) {
        if book.own().is_empty() {
            return;
        }
        let document = &mut self.reading.document;
        let by_address = if document.doc.contains("://") { book.by_domain(&document.doc) } else { None };
        if let Some(known) = by_address {
            let at = document.outlet.take().and_then(|outlet| outlet.at);
            document.outlet = Some(Named { value: known.name, at });
        } else if document.format == Format::Text && document.outlet.is_none() {
            document.outlet =
                book.in_head(&self.reading.text).map(|found| Named { value: found.value, at: found.span });
        } else if let Some(outlet) = &mut document.outlet
            && let Some(known) = book.by_name(&outlet.value)
        {
            outlet.value = known.name;
        }
    }

    /// Hands on what was found: once for an ordinary page, section by section for a long one, which is read on
    /// all cores meanwhile.
    ///
    /// # Errors
    /// Where a section cannot be read, and those of `each`.
    pub fn for_each_section(
        mut self,
        model: &Model,
        mut each: impl FnMut(&Reading) -> Result<()>,
    ) -> Result<(), Failure> {
        let Some(article) = &self.long else {
            return each(&self.reading).map_err(Failure::All);
        };
        let read = |lines: Vec<_>| {
            let (start, section) = sections::section(article, &lines);
            extract(model, &section).map(|found| sections::shifted(start, found))
        };
        in_order(sections::split(article, SECTION_CHARS), read, |found| {
            self.reading.refill(&found?);
            each(&self.reading).map_err(Failure::All)
        })
    }
}

fn extract(model: &Model, article: &Article) -> Result<Extraction, Failure> {
    parse(model, article).map(|(_, extraction)| extraction)
}

/// The tokens of an article and what is found in them. A fault of the program costs this article, not the
/// thousand others.
///
/// # Errors
/// Where there is no pipeline, or the program fails on this text.
pub fn parse(model: &Model, article: &Article) -> Result<(Doc, Extraction), Failure> {
    let pipeline = model.pipeline().map_err(Failure::All)?;
    let parse = || {
        let lines: Vec<ByteSpan> = article.reading().filter_map(|line| article.text.to_bytes(line)).collect();
        let tokens = pipeline.annotate_parts(&article.text, &lines);
        let extraction = selon_extract::extract(article, &tokens);
        (tokens, extraction)
    };
    catch_unwind(AssertUnwindSafe(parse)).map_err(|_| Failure::Page(OWN_FAULT.to_owned()))
}
