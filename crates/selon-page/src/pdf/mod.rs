//! PDF documents with a text layer: their text in reading order, read on as plain text.
//!
//! The library `lopdf` reads the objects; what the pages draw ([`drawn`]), with which letters ([`font`], [`cmap`]), in
//! which columns and lines ([`layout`]) and in which paragraphs ([`flow`]) is read here, since the library's own text has
//! neither paragraphs nor columns. The text so made is the article's text, in which all spans count: a PDF has no text of
//! its own that they could lead back to. Running heads and page numbers in it are boilerplate, the largest line at the
//! head of the first page is the headline, and everything else is told as in plain text.
//!
//! | document | becomes |
//! | --- | --- |
//! | encrypted, opens without a password | is read: any viewer shows it |
//! | encrypted with a password | [`PageError::PdfLocked`] |
//! | pictures of pages (a scan) | [`PageError::PdfNoText`] |
//! | scan with recognised text behind the pictures | is read |
//! | damaged | what can be found is read, with the warning `pdf-repaired`; else [`PageError::PdfDamaged`] |
//! | page that cannot be read | the warning `pdf-page`, the others are read |
//! | letters that no table names | U+FFFD, with the warning `pdf-letters` |
//! | bomb | read up to a bound, with the warning `pdf-cut`, or [`PageError::PdfDamaged`] |
//!
//! The day on which the file was made is a guess of its publication where the text states none.
//!
//! Cost: about 3 ms a page; memory about ten times the file, bounded by [`MAX_BYTES`], [`MAX_STREAM`] and
//! [`drawn::Budget`]. The work is done on a thread of its own: what the library does not survive ends there.

use lopdf::{Document, LoadOptions, Object};
use selon_text::{Sha256, Text};

use crate::hints::iso_moment;
use crate::plain::{self, Set};
use crate::{Article, DateSource, Format, Found, Input, PageError, Published, Warning};

mod cmap;
mod drawn;
mod flow;
mod font;
mod layout;

use drawn::{Budget, Fonts};

/// The largest file that is read.
const MAX_BYTES: usize = 512 << 20;

/// What the streams that hold objects may swell to, together and each, in bytes.
const MAX_STREAMS: usize = 512 << 20;
const MAX_STREAM: usize = 64 << 20;
const MIN_STREAM: usize = 256 << 10;

/// Pages that are read.
const MAX_PAGES: usize = 20_000;

/// Stack of the thread that a document is read on; the library follows objects into each other.
const STACK_BYTES: usize = 64 << 20;

/// Where a document may begin: some have a few lines in front.
const HEAD_BYTES: usize = 1024;

/// A page with fewer letters than this on average is a picture with a stamp on it.
const MIN_LETTERS: usize = 12;

/// A document with more unknown letters than this to each known one has no text that could be read.
const MAX_UNKNOWN: usize = 4;

/// The bytes from where a PDF begins, where they are one.
pub(crate) fn find<'a>(bytes: &'a [u8], input: &Input) -> Option<&'a [u8]> {
    const MAGIC: &[u8] = b"%PDF-";
    if bytes.trim_ascii_start().starts_with(MAGIC) {
        return Some(bytes.trim_ascii_start());
    }
    let path = input.name.unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
    let is_said = path.to_ascii_lowercase().ends_with(".pdf")
        || input
            .content_type
            .is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("application/pdf"));
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let at = head.windows(MAGIC.len()).position(|window| window == MAGIC).filter(|_| is_said)?;
    Some(&bytes[at..])
}

/// Reads a document; `pdf` are the bytes from where it begins.
pub(crate) fn read(bytes: &[u8], pdf: &[u8], input: &Input) -> Result<Article, PageError> {
    if bytes.len() > MAX_BYTES {
        return Err(PageError::PdfDamaged { found: format!("{} bytes, more than {MAX_BYTES}", bytes.len()) });
    }
    let sha256 = Sha256::of(bytes);
    std::thread::scope(|scope| {
        let work = || read_document(pdf, sha256, input);
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
        let failed = |found: &str| PageError::PdfDamaged { found: found.to_owned() };
        match thread {
            // The library has failed on hostile documents before; what it does there costs this document alone.
            Ok(thread) => thread.join().unwrap_or_else(|_| Err(failed("what the reader fails on"))),
            Err(_) => Err(failed("no memory to read it with")),
        }
    })
}

fn read_document(pdf: &[u8], sha256: Sha256, input: &Input) -> Result<Article, PageError> {
    let doc = load(pdf)?;
    let mut warnings = Vec::new();
    if doc.xref_recovery.is_some() {
        let message = "the table of objects is damaged; read by looking for them".to_owned();
        warnings.push(Warning { name: "pdf-repaired", message });
    }
    let (mut fonts, mut budget) = (Fonts::default(), Budget::default());
    let (mut pages, mut n_pages, mut n_pictures, mut n_unknown, mut n_glyphs) = (Vec::new(), 0, 0, 0, 0);
    let mut cut: Option<usize> = None;
    for id in doc.page_iter() {
        n_pages += 1;
        if n_pages > MAX_PAGES {
            cut = cut.or(Some(n_pages));
            break;
        }
        match drawn::page(&doc, id, &mut fonts, &mut budget) {
            Ok(drawn) => {
                if drawn.is_cut {
                    cut = cut.or(Some(n_pages));
                }
                n_pictures += drawn.n_pictures;
                n_unknown += drawn.n_unknown;
                n_glyphs += drawn.n_glyphs;
                pages.push(layout::columns(drawn.pieces));
            }
            Err(error) => {
                let message = format!("page {n_pages} cannot be read: {error}");
                warnings.push(Warning { name: "pdf-page", message });
                pages.push(Vec::new());
            }
        }
    }
    if n_pages == 0 {
        return Err(PageError::PdfDamaged { found: "no pages".to_owned() });
    }
    if let Some(page) = cut {
        let message = format!("page {page} holds more than is read of a document; not all of it is");
        warnings.push(Warning { name: "pdf-cut", message });
    }
    let n_known = n_glyphs - n_unknown;
    let is_picture = n_known < MIN_LETTERS * n_pages && (n_pictures > 0 || n_known == 0);
    if is_picture || MAX_UNKNOWN * n_known < n_unknown {
        return Err(PageError::PdfNoText { n_pages, n_pictures, n_unknown });
    }
    if n_unknown > 0 {
        let message = format!(
            "{n_unknown} of {n_glyphs} letters are not named in the document; U+FFFD stands for each"
        );
        warnings.push(Warning { name: "pdf-letters", message });
    }
    let flow = flow::flow(pages);
    if flow.text.trim().is_empty() {
        return Err(PageError::PdfNoText { n_pages, n_pictures, n_unknown });
    }
    let set = Set { repeated: flow.repeated, title: flow.title };
    let mut article = plain::read_text(Text::new(flow.text), sha256, &set, input);
    article.format = Format::Pdf;
    warnings.append(&mut article.warnings);
    article.warnings = warnings;
    declared(&doc, &mut article);
    Ok(article)
}

fn load(pdf: &[u8]) -> Result<Document, PageError> {
    // Streams of objects swell while the document is opened; their number tells how far each may.
    let n_streams = count(pdf, b"ObjStm") + count(pdf, b"#");
    let limit = (MAX_STREAMS / n_streams.max(1)).clamp(MIN_STREAM, MAX_STREAM);
    let options = LoadOptions::with_max_decompressed_size(limit);
    match Document::load_mem_with_options(pdf, options) {
        Ok(doc) if doc.trailer.has(b"Encrypt") && doc.encryption_state.is_none() => Err(PageError::PdfLocked),
        Ok(doc) => Ok(doc),
        Err(
            lopdf::Error::InvalidPassword
            | lopdf::Error::Decryption(_)
            | lopdf::Error::UnsupportedSecurityHandler(_),
        ) => Err(PageError::PdfLocked),
        Err(error) => Err(PageError::PdfDamaged { found: error.to_string() }),
    }
}

fn count(bytes: &[u8], needle: &[u8]) -> usize {
    memchr::memmem::find_iter(bytes, needle).count()
}

/// What the document says of itself, where its text leaves it open.
fn declared(doc: &Document, article: &mut Article) {
    let info = doc.trailer.get_deref(b"Info", doc).and_then(Object::as_dict).ok();
    let string = |key: &[u8]| {
        let object = info?.get_deref(key, doc).ok()?;
        lopdf::decode_text_string(object).ok().map(|words| words.trim().to_owned())
    };
    if article.title.is_none() {
        let title = string(b"Title").filter(|title| title.contains(' ') && title.chars().count() <= 250);
        article.title = title.map(|value| Found { value, span: None });
    }
    if article.published.is_none() {
        article.published = string(b"CreationDate").as_deref().and_then(moment).map(|from| Published {
            to: from.clone(),
            from,
            span: None,
            source: DateSource::Guessed,
            element: "pdf CreationDate".to_owned(),
        });
    }
}

/// `D:20210303140533+01'00'`, to the minute or day that it gives.
fn moment(date: &str) -> Option<String> {
    let digits: String = date.trim_start_matches("D:").chars().take_while(char::is_ascii_digit).collect();
    let part = |range: std::ops::Range<usize>| digits.get(range);
    let day = format!("{}-{}-{}", part(0..4)?, part(4..6)?, part(6..8)?);
    let clock = part(8..10).zip(part(10..12)).map(|(hour, minute)| format!("T{hour}:{minute}"));
    iso_moment(&(day.clone() + &clock.unwrap_or_default())).or_else(|| iso_moment(&day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_documents() {
        for (date, expected) in [
            ("D:20210303140533+01'00'", Some("2021-03-03T14:05")),
            ("20210303", Some("2021-03-03")),
            ("D:2021", None),
            ("D:20210231", None),
            ("hier", None),
        ] {
            assert_eq!(moment(date).as_deref(), expected, "{date}");
        }
    }
}
