//! Which lines of a page are the article.
//!
//! The crate `trafilatura` says which words are the article's; they are found again on the page ([`align`]),
//! and lines are taken or left as a whole.

use url::Url;

use super::align::{align, words};
use super::meta::Meta;
use super::refine;
use super::tree::Tree;
use super::visible::{Line, Visible};
use crate::line::Shape;

/// The extractor copies the page several times and compares its elements with each other, and the attributes of one
/// element: it is asked about pages of up to so many bytes, elements and texts, and nested so deep. The largest of 1,200
/// news pages has a quarter of each.
const MAX_BYTES: usize = 8 * 1024 * 1024;
const MAX_NODES: usize = 100_000;
const MAX_DEPTH: usize = 200;

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Body {
    /// For each line, whether it is the article's.
    pub(crate) is_body: Vec<bool>,
    /// The day that the extractor found on the page, ISO 8601.
    pub(crate) day: Option<String>,
}

/// Finds the body; `address` is where the page came from.
pub(crate) fn find(tree: &Tree, visible: &Visible, meta: &Meta, address: Option<&str>) -> Body {
    let page = words(&visible.text);
    let (extracted, day) = extract(tree);
    let is_found = align(&page, &words(&extracted));
    let mut at = 0;
    let is_body = visible.lines.iter().map(|line| {
        let start = at;
        at += page[at..].partition_point(|word| word.range.end <= line.end as usize);
        let n_found = is_found[start..at].iter().filter(|found| **found).count();
        2 * n_found > at - start
    });
    let mut is_body: Vec<bool> = is_body.collect();
    if !is_body.contains(&true) {
        is_body = by_shape(visible);
    }
    let descriptions: Vec<String> = ["og:description", "description", "twitter:description"]
        .iter()
        .filter_map(|key| meta.get(&[key]).map(str::to_owned))
        .collect();
    let addresses = [address, meta.canonical.as_deref(), meta.get(&["og:url"])];
    let own = addresses.into_iter().flatten().find_map(|own| Url::parse(own).ok().filter(Url::has_host));
    let body = refine::Body { tree, visible, is_body };
    Body { is_body: body.refine(&descriptions, own.as_ref().and_then(Url::host_str)), day }
}

/// The words of the article and the day of the page, by the extractor; nothing where the page is too large for it.
fn extract(tree: &Tree) -> (String, Option<String>) {
    let options = trafilatura::Options::default().with_fallback(true);
    if tree.nodes.len() > MAX_NODES {
        return Default::default();
    }
    let is_large =
        tree.too_deep.is_some() || tree.cut.is_some() || tree.is_crowded || tree.source.len() > MAX_BYTES;
    let spared = is_large.then(|| tree.to_html(MAX_DEPTH));
    let html = spared.as_deref().unwrap_or(tree.source);
    if html.len() > MAX_BYTES {
        return Default::default();
    }
    match trafilatura::extract(html, &options) {
        Ok(result) => (result.content_text, result.metadata.date.map(|day| day.to_string())),
        Err(_) => Default::default(),
    }
}

/// Where the extractor finds nothing: paragraphs and sentences that are no links.
fn by_shape(visible: &Visible) -> Vec<bool> {
    let shape = |line: &Line| Shape::of(visible.words(line));
    let is_free = |line: &Line| 2 * line.n_linked < line.end - line.start;
    let has_prose = visible.lines.iter().any(|line| shape(line) == Shape::Prose && is_free(line));
    let fits = |line: &Line| match shape(line) {
        Shape::Prose => true,
        Shape::Sentence => !has_prose,
        _ => false,
    };
    visible.lines.iter().map(|line| is_free(line) && fits(line)).collect()
}
