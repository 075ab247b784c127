//! What a file is, by its first bytes; its name decides only where these leave it open.

use super::columns::{self, Columns};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Warc,
    Zip,
    Mime,
    Feed,
    Sitemap,
    /// One object a line.
    Lines,
    /// Objects over several lines, or in a list.
    Json,
    Table {
        delimiter: u8,
    },
    Page,
}

/// Characters that may stand between the cells of a table.
const DELIMITERS: &[u8] = b",\t;|";

/// A header has no more bytes.
const HEADER_BYTES: usize = 8 * 1024;

pub(crate) fn is_zip(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
}

/// What the file `name` is that begins with `start`.
pub(crate) fn kind_of(name: &str, start: &[u8], columns: &Columns) -> Kind {
    if start.starts_with(b"WARC/") {
        return Kind::Warc;
    }
    if is_zip(start) {
        return Kind::Zip;
    }
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let has_ending = |endings: &[&str]| {
        let name = name.to_ascii_lowercase();
        endings.iter().any(|ending| name.ends_with(ending))
    };
    match text.first() {
        Some(b'<') => match first_element(text) {
            Some(b"rss" | b"feed" | b"rdf:RDF" | b"RDF") => return Kind::Feed,
            Some(b"urlset" | b"sitemapindex") => return Kind::Sitemap,
            _ => return Kind::Page,
        },
        Some(b'{') => {
            let head = &text[..text.len().min(4096)];
            if contains(head, b"jsonfeed.org/version") {
                return Kind::Feed;
            }
            let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
            let is_object = serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
            let is_cut = line.len() == text.len();
            if is_object || is_cut || has_ending(&[".jsonl", ".ndjson"]) {
                return Kind::Lines;
            }
            // A text may begin with a brace; JSON goes on with a name in quotes.
            if text[1..].trim_ascii_start().starts_with(b"\"") {
                return Kind::Json;
            }
        }
        Some(b'[') if text[1..].trim_ascii_start().starts_with(b"{") => return Kind::Json,
        _ => {}
    }
    if has_ending(&[".jsonl", ".ndjson"]) {
        return Kind::Lines;
    }
    if is_mime(start) {
        return Kind::Mime;
    }
    let is_named = has_ending(&[".csv", ".tsv", ".tab"]);
    match table(text, columns) {
        Some(delimiter) => Kind::Table { delimiter },
        None if is_named => Kind::Table { delimiter: likeliest_delimiter(text) },
        None => Kind::Page,
    }
}

/// The name of the first element behind prolog, comments and document type.
fn first_element(mut text: &[u8]) -> Option<&[u8]> {
    loop {
        text = text.trim_ascii_start();
        let rest = text.strip_prefix(b"<")?;
        let end: &[u8] = match rest.first()? {
            b'?' => b"?>",
            b'!' if rest.starts_with(b"!--") => b"-->",
            b'!' => b">",
            _ => {
                let n = rest.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))?;
                return Some(&rest[..n]);
            }
        };
        let at = rest.windows(end.len()).position(|window| window == end)?;
        text = &rest[at + end.len()..];
    }
}

/// Saved pages begin as mail does: headers, among them what parts there are.
fn is_mime(start: &[u8]) -> bool {
    let head = &start[..start.len().min(HEADER_BYTES)];
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let is_header = first.iter().position(|byte| *byte == b':').is_some_and(|at| {
        at > 0 && first[..at].iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    });
    let head = head.to_ascii_lowercase();
    let n =
        head.windows(4).position(|w| w == b"\r\n\r\n").or_else(|| head.windows(2).position(|w| w == b"\n\n"));
    let headers = &head[..n.unwrap_or(head.len())];
    is_header && contains(headers, b"mime-version:") && contains(headers, b"content-type:")
}

/// The delimiter of a table whose header names a text and something else that is known.
fn table(text: &[u8], columns: &Columns) -> Option<u8> {
    let header = text.split(|byte| *byte == b'\n').next().filter(|header| header.len() < HEADER_BYTES)?;
    let header = std::str::from_utf8(header).ok()?;
    DELIMITERS.iter().copied().find(|delimiter| {
        let cells: Vec<&str> =
            header.split(char::from(*delimiter)).map(|cell| cell.trim().trim_matches('"')).collect();
        cells.len() > 1 && columns::is_header(&cells, columns)
    })
}

fn likeliest_delimiter(text: &[u8]) -> u8 {
    let header = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| header.iter().filter(|byte| **byte == delimiter).count();
    DELIMITERS.iter().copied().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

pub(crate) fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_what_their_first_bytes_say() {
        for (name, start, kind) in [
            ("a", "WARC/1.0\r\n", Kind::Warc),
            ("a.txt", "<?xml version='1.0'?>\n<!-- un -->\n<rss version='2.0'>", Kind::Feed),
            ("a.xml", "\u{feff}<feed xmlns='http://www.w3.org/2005/Atom'>", Kind::Feed),
            ("a.xml", "<urlset xmlns='x'>", Kind::Sitemap),
            ("rss.xml", "<!DOCTYPE html><html>", Kind::Page),
            ("a.json", "{\"version\": \"https://jsonfeed.org/version/1.1\"", Kind::Feed),
            ("a", "{\"text\": \"Un.\"}\n{", Kind::Lines),
            ("a", "{\n  \"text\": \"Un.\"\n}", Kind::Json),
            ("a", "[{\"text\": \"Un.\"}]", Kind::Json),
            ("a", "[Note] Un.\n", Kind::Page),
            ("a", "{Note} Un.\nDeux.", Kind::Page),
            ("a", "title,text,url\n", Kind::Table { delimiter: b',' }),
            ("a", "titre;texte;date\n", Kind::Table { delimiter: b';' }),
            ("a.csv", "a\tb\tc,d\n", Kind::Table { delimiter: b'\t' }),
            ("a.txt", "Text, url et date\n\nUn.", Kind::Page),
            (
                "a",
                "From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
                Kind::Mime,
            ),
            (
                "a.txt",
                "Port : le maire dément\n\nMIME-Version: c'est un mot. Content-Type: aussi.",
                Kind::Page,
            ),
        ] {
            assert_eq!(kind_of(name, start.as_bytes(), &Columns::default()), kind, "{start}");
        }
    }
}
