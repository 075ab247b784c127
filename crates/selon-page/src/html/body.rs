//! Which lines of a page are the article.
//!
//! The crate `trafilatura` says which words are the article's; they are found again on the page ([`align`]),
//! and lines are taken or left as a whole.

use super::align::{align, words};
use super::meta::Meta;
use super::refine;
use super::tree::Tree;
use super::visible::Visible;

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Body {
    /// For each line, whether it is the article's.
    pub(crate) is_body: Vec<bool>,
    /// The day that the extractor found on the page, ISO 8601.
    pub(crate) day: Option<String>,
}

/// Finds the body.
pub(crate) fn find(tree: &Tree, visible: &Visible, meta: &Meta) -> Body {
    let page = words(&visible.text);
    let (extracted, day) = extract(tree.source);
    let is_found = align(&page, &words(&extracted));
    let mut at = 0;
    let is_body = visible.lines.iter().map(|line| {
        let start = at;
        at += page[at..].partition_point(|word| word.range.end <= line.end as usize);
        let n_found = is_found[start..at].iter().filter(|found| **found).count();
        2 * n_found > at - start
    });
    let is_body = is_body.collect();
    let descriptions: Vec<String> = ["og:description", "description", "twitter:description"]
        .iter()
        .filter_map(|key| meta.get(&[key]).map(str::to_owned))
        .collect();
    let body = refine::Body { tree, visible, is_body };
    Body { is_body: body.refine(&descriptions), day }
}

fn extract(source: &str) -> (String, Option<String>) {
    let options = trafilatura::Options::default().with_fallback(true);
    match trafilatura::extract(source, &options) {
        Ok(result) => (result.content_text, result.metadata.date.map(|day| day.to_string())),
        Err(_) => Default::default(),
    }
}
