//! Cards: boxes made alike and side by side, each of which leads to another page of the site and tells in a few words
//! what stands there.
//!
//! | is one | is none |
//! | --- | --- |
//! | a headline that is a link, and the first sentence of the article behind it | the posts of a live blog, which lead nowhere or to a place on this page |
//! | a link and behind it on the same line a text that is cut short: *La digue sera relevée Le conseil a voté …* | the things of a list of the best, which lead to other sites |
//!
//! They are left out of a body that has a paragraph beside them: where a page has nothing else, they are what it is for.
//!
//! Cost: linear in elements and lines.

use std::collections::HashMap;
use std::ops::Range;

use url::Url;

use super::refine::Body;
use super::tag::Tag;
use super::tree::NodeId;
use crate::line::{Shape, is_truncated};

/// So many boxes made alike are a row of cards.
const ROW: usize = 2;

/// Cards are small, in bytes and lines.
const CARD_BYTES: usize = 700;
const CARD_LINES: usize = 6;

/// A headline is longer, in bytes: *Lire la suite* is none.
const HEADLINE_BYTES: usize = 18;

/// The article beside cards has at least so many bytes.
const ARTICLE_BYTES: usize = 80;

/// What boxes of a row have in common: their parent, their tag and their class.
type RowKey<'a> = (NodeId, Tag, &'a str);

/// Boxes made alike and side by side.
#[derive(Default)]
struct Row {
    n_boxes: usize,
    /// The lines of those that are cards.
    cards: Vec<Range<usize>>,
    /// One of them has more than a link.
    is_telling: bool,
}

impl Body<'_> {
    /// Takes rows of cards out of the body; `site` is the host of the page, which where it is not known is the one that most
    /// links lead to.
    pub(super) fn drop_cards(&mut self, site: Option<&str>) {
        let linked = site.is_none().then(|| self.most_linked()).flatten();
        let site = site.or(linked.as_deref());
        let mut rows: HashMap<RowKey<'_>, Row> = HashMap::new();
        for id in 1..self.tree.nodes.len() as NodeId {
            let Some(tag) = self.tree.tag(id) else { continue };
            if !matches!(tag, Tag::Div | Tag::Article | Tag::Section | Tag::Li | Tag::Td | Tag::Aside) {
                continue;
            }
            let class = self.tree.attributes(id).find(|(name, _)| name.eq_ignore_ascii_case("class"));
            let key = (self.tree.nodes[id as usize].parent, tag, class.map_or("", |(_, value)| value));
            let row = rows.entry(key).or_default();
            row.n_boxes += 1;
            if let Some(lines) = self.card(id, site) {
                row.is_telling |= !lines.clone().all(|idx| self.is_linked(idx));
                row.cards.push(lines);
            }
        }
        let mut is_card = vec![false; self.is_body.len()];
        for row in rows.into_values() {
            if row.is_telling && row.cards.len() >= ROW && 2 * row.cards.len() > row.n_boxes {
                row.cards.into_iter().flatten().for_each(|idx| is_card[idx] = true);
            }
        }
        let article = (0..self.is_body.len()).filter(|idx| self.is_body[*idx] && !is_card[*idx]);
        let n_bytes =
            article.filter(|idx| Shape::of(self.words(*idx)) == Shape::Prose).map(|idx| self.len(idx));
        if n_bytes.sum::<usize>() >= ARTICLE_BYTES {
            for (is_body, is_card) in self.is_body.iter_mut().zip(is_card) {
                *is_body &= !is_card;
            }
        }
    }

    /// The lines of a box, where it is a card with some of the body in it.
    fn card(&self, id: NodeId, site: Option<&str>) -> Option<Range<usize>> {
        let (start, end) = self.visible.range_of(self.tree, id)?;
        let lines = self.visible.line_at(start)..self.visible.line_at(end - 1) + 1;
        let is_small = (end - start) as usize <= CARD_BYTES && lines.len() <= CARD_LINES;
        let is_whole = self.visible.lines.get(lines.start).is_some_and(|line| line.start >= start)
            && self.visible.lines.get(lines.end - 1).is_some_and(|line| line.end <= end);
        if !is_small || !is_whole || !lines.clone().any(|idx| self.is_body[idx]) {
            return None;
        }
        let is_headline = |idx: usize| self.is_linked(idx) && self.len(idx) >= HEADLINE_BYTES;
        let has_headline = lines.clone().take(3).any(is_headline);
        let is_cut = lines.len() == 1
            && is_truncated(self.words(lines.start))
            && self.visible.lines[lines.start].n_linked as usize >= HEADLINE_BYTES;
        ((has_headline || is_cut) && self.leads_on(id, site)).then_some(lines)
    }

    /// The host that most links of the page lead to, where it is more than half of them.
    fn most_linked(&self) -> Option<String> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut n_links = 0;
        for id in self.tree.with_tag(Tag::A) {
            let url = self.tree.attr(id, "href").and_then(|href| Url::parse(href.trim()).ok());
            let Some(host) = url.as_ref().and_then(Url::host_str) else { continue };
            n_links += 1;
            match counts.get_mut(host) {
                Some(n) => *n += 1,
                None => _ = counts.insert(host.to_owned(), 1),
            }
        }
        counts.into_iter().find(|(_, n)| 2 * n > n_links).map(|(host, _)| host)
    }

    /// True where the first link of a box leads to another page of the site.
    fn leads_on(&self, id: NodeId, site: Option<&str>) -> bool {
        // A link may stand around the box as well as in it.
        let up = |id: &NodeId| Some(self.tree.nodes[*id as usize].parent).filter(|id| *id != 0);
        let around = std::iter::successors(Some(id), up).take(3);
        let mut links = self.tree.below(id).chain(around).filter(|id| self.tree.tag(*id) == Some(Tag::A));
        let Some(href) = links.find_map(|id| self.tree.attr(id, "href")) else { return false };
        let href = href.trim();
        if href.is_empty() || href.contains('#') || href.starts_with("javascript:") {
            return false;
        }
        match Url::parse(href) {
            Ok(url) => url.host_str().is_some_and(|host| site == Some(host)),
            Err(url::ParseError::RelativeUrlWithoutBase) => !href.starts_with("//") || site.is_some(),
            Err(_) => false,
        }
    }
}
