//! HTML pages: what they show, and marks on it.
//!
//! Bytes are decoded ([`crate::decode`]), parsed into a tree whose texts know their place in the source
//! ([`tree`]), and laid out as the page shows them ([`visible`]). All that is found are marks on that text: the
//! body ([`body`]), and headline, byline, dates, credits, links and captions ([`marks`]), read from what the
//! page declares for machines ([`meta`]) and from its visible lines.
//!
//! Pages are hostile. What is read of one is bounded: [`MAX_BYTES`], [`tree::MAX_NODES`], [`tree::MAX_DEPTH`];
//! behind a bound a warning names the place, and everything before it is read. The work is done on a thread with
//! a stack of its own, as the extractor that is asked for the body calls itself for each level of nesting.
//!
//! Cost: about 10 ms a page of 150 kB, nine tenths of which is that extractor; linear in the page otherwise.

use selon_text::{ByteSpan, CharSpan, Sha256, Text};

use crate::outlet::host_of;
use crate::{Article, Format, Input, PageError, TextRun, Warning, decode};

mod align;
mod body;
mod cards;
mod dates;
mod marks;
mod meta;
mod names;
mod refine;
mod tag;
mod times;
mod token;
mod tree;
mod visible;

use marks::{Marks, Page, Role};
use meta::Meta;
use tree::Tree;
use visible::Visible;

/// What is read of a page, in bytes. The largest of 1,200 news pages has 4 MB, most of it scripts.
const MAX_BYTES: usize = 32 * 1024 * 1024;

/// Stack of the thread that a page is read on; the extractor overflows 2 MB at 20,000 levels.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Bytes that are looked at for what a file is and for the encoding that it declares.
const HEAD_BYTES: usize = 4 * 1024;

/// True where the bytes are a page of HTML, by their first tag; a file that is named `.html` may begin with
/// any, others only with those that begin whole pages.
pub(crate) fn is_html(bytes: &[u8], input: &Input) -> bool {
    let is_type = |kind: &str| {
        let given = input.content_type.and_then(|given| given.split(';').next());
        given.is_some_and(|given| given.trim().eq_ignore_ascii_case(kind))
    };
    if decode::known_format(bytes).is_some_and(|found| !found.contains("HTML") && !found.contains("XML")) {
        return false;
    }
    if is_type("text/html") || is_type("application/xhtml+xml") {
        return true;
    }
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    // UTF-16 has zero bytes between its letters.
    let head: Vec<u8> = head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let start = head.iter().position(|byte| *byte == b'<').unwrap_or(head.len());
    let is_first = head[..start].iter().all(|byte| byte.is_ascii_whitespace() || *byte >= 0x80);
    let mut rest = &head[start..];
    if !is_first || input.content_type.is_some_and(|_| is_type("text/plain")) {
        return false;
    }
    // Comments and an XML declaration may stand before the page.
    for _ in 0..8 {
        let end: &[u8] = match rest {
            _ if rest.starts_with(b"<!--") => b"-->",
            _ if rest.starts_with(b"<?xml") => b"?>",
            _ => break,
        };
        let Some(at) = rest.windows(end.len()).position(|window| window == end) else { break };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
    let starts_with = |names: &[&str]| {
        names.iter().any(|name| {
            let behind = rest.strip_prefix(name.as_bytes());
            behind.is_some_and(|behind| {
                behind.first().is_none_or(|b| b.is_ascii_whitespace() || b"/>".contains(b))
            })
        })
    };
    let path = input.name.unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
    let has_end = |ends: &[&str]| {
        ends.iter()
            .any(|end| path.len() > end.len() && path[path.len() - end.len()..].eq_ignore_ascii_case(end))
    };
    let path_is_html = path.is_char_boundary(path.len().saturating_sub(6))
        && path.is_ascii()
        && has_end(&[".html", ".htm", ".xhtml"]);
    starts_with(&["<!doctype html", "<html", "<head"])
        || (path_is_html && rest.len() > 1 && (rest[1].is_ascii_alphabetic() || rest[1] == b'!'))
        || (input.name.is_some_and(|name| name.contains("://"))
            && starts_with(&[
                "<body", "<title", "<meta", "<script", "<div", "<p", "<table", "<h1", "<article",
            ]))
}

/// Reads a page of HTML; see [`crate::read`].
pub(crate) fn read(bytes: &[u8], input: &Input) -> Result<Article, PageError> {
    if bytes.is_empty() {
        return Err(PageError::Empty);
    }
    let sha256 = Sha256::of(bytes);
    let cut = &bytes[..bytes.len().min(MAX_BYTES)];
    let host = input.name.filter(|name| name.contains("://")).and_then(host_of);
    let tld = host.and_then(|host| host.rsplit('.').next());
    let in_page = declared_charset(cut);
    let declared: Vec<&str> =
        input.content_type.and_then(charset_of).into_iter().chain(in_page.as_deref()).collect();
    let mut decoded = decode::decode_html(cut, &declared, tld)?;
    let mut warnings = std::mem::take(&mut decoded.warnings);
    if cut.len() < bytes.len() {
        let message = format!("the page has {} bytes, of which the first {MAX_BYTES} are read", bytes.len());
        warnings.push(Warning { name: "page-cut", message });
    }
    let source = decoded.text.as_str();
    let work = || read_source(source, input, sha256, bytes.len());
    let read = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
        match thread {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            // No thread to be had: the caller's stack is as deep as most pages need.
            Err(_) => read_source(source, input, sha256, bytes.len()),
        }
    });
    let mut article = read?;
    article.encoding = decoded.encoding;
    warnings.append(&mut article.warnings);
    article.warnings = warnings;
    Ok(article)
}

fn read_source(source: &str, input: &Input, sha256: Sha256, n_bytes: usize) -> Result<Article, PageError> {
    let tree = Tree::parse(source);
    let visible = Visible::of(&tree);
    if visible.lines.is_empty() {
        return Err(PageError::NoText { n_elements: tree.nodes.len() - 1, n_bytes });
    }
    let mut warnings = Vec::new();
    if let Some(byte) = tree.too_deep {
        let message =
            format!("elements nest deeper than {} at byte {byte}; read as if they did not", tree::MAX_DEPTH);
        warnings.push(Warning { name: "deep-nesting", message });
    }
    if let Some(byte) = tree.cut {
        let message = format!(
            "the page has more than {} elements and texts; not read from byte {byte} on",
            tree::MAX_NODES
        );
        warnings.push(Warning { name: "page-cut", message });
    }
    let meta = Meta::of(&tree);
    let found = body::find(&tree, &visible, &meta, input.name);
    let text = Text::new(visible.text.as_str());
    let page = Page { tree: &tree, visible: &visible, meta: &meta, text: &text, input };
    let mut marks = page.marks(&found.is_body, found.day);
    warnings.append(&mut marks.warnings);
    let span = |start: u32, end: u32| text.to_chars(ByteSpan::new(start, end)).unwrap_or_default();
    let with_role = |wanted: Role| -> Vec<CharSpan> {
        let lines = visible
            .lines
            .iter()
            .zip(&marks.roles)
            .filter(|(line, role)| **role == wanted && line.end > line.start);
        lines.map(|(line, _)| span(line.start, line.end)).collect()
    };
    let (body, boilerplate, captions) =
        (with_role(Role::Body), with_role(Role::Boilerplate), with_role(Role::Caption));
    let runs = visible.runs.iter().map(|run| TextRun {
        text: span(run.text.0, run.text.1),
        source: ByteSpan::new(run.source.0, run.source.1),
        verbatim: run.verbatim,
    });
    let runs = runs.collect();
    let Marks { language, canonical, outlet, title, byline, published, other_dates, credits, links, .. } =
        marks;
    Ok(Article {
        format: Format::Html,
        language,
        canonical,
        outlet,
        title,
        byline,
        published,
        other_dates,
        body,
        boilerplate,
        credits,
        links,
        captions,
        runs,
        warnings,
        ..Article::new(text, sha256)
    })
}

/// The encoding in a content type: `text/html; charset=utf-8`.
fn charset_of(content_type: &str) -> Option<&str> {
    let lower = content_type.to_ascii_lowercase();
    let at = lower.find("charset")? + "charset".len();
    let value = content_type.get(at..)?.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| c.is_whitespace() || ";\"'/>".contains(c)).unwrap_or(value.len());
    (end > 0).then_some(&value[..end])
}

/// The encoding that the page declares in its head: `<meta charset=…>`, `<meta http-equiv …>`, `<?xml encoding=…?>`.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2 * HEAD_BYTES)]).into_owned();
    let lower = head.to_ascii_lowercase();
    let metas = lower.match_indices("<meta").filter_map(|(at, _)| {
        let end = at + lower[at..].find('>')?;
        charset_of(&head[at..end]).map(str::to_owned)
    });
    let xml = || {
        let rest = lower.trim_start().strip_prefix("<?xml")?;
        let value =
            rest[..rest.find("?>")?].split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        Some(value[..value.find(['"', '\''])?].to_owned())
    };
    metas.into_iter().next().or_else(xml)
}
