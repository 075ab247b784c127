//! Lines that the extractor took and that are not the article, and lines of the article that it left.
//!
//! Extractors decide by elements; here the decision is looked at again line by line, by what extractors do not
//! see: the words of a line (the same phrases as in plain text), its share of links, the names that the site
//! gives to the boxes around it, and the lines beside it.
//!
//! | left out | by |
//! | --- | --- |
//! | share buttons, calls to subscribe, cookie notices, *Lire aussi …* | phrases of `lang/*/residue.txt` |
//! | related articles, comments, newsletters, tags | the name of a box that holds less than [`SMALL_SHARE`] of the body |
//! | rows of boxes that lead to other articles | [`super::cards`] |
//! | what stands behind the heading of the comments, in its box | [`CLOSABLE_BYTES`] of the article before it |
//! | lists of nothing but links | [`LINK_ROWS`] in a row |
//! | the same short line again and again | [`REPEATS`] times |
//!
//! | taken in | by |
//! | --- | --- |
//! | the standfirst | a paragraph under the headline that the page's description repeats, that stands in the body's box, or that the site calls so |
//! | paragraphs, headings, quotes, list items between paragraphs of the body | the same box as one of its neighbours |
//! | a list right behind the body | the same box as its last paragraph |
//!
//! Cost: linear in elements and lines.

use std::collections::HashMap;
use std::ops::Range;

use super::marks::kind_of;
use super::names;
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use super::visible::Visible;
use crate::line::Shape;
use crate::phrase::fold;
use crate::residue::Kind;

/// A box that holds more of the body than this is the article's, whatever it is called.
const SMALL_SHARE: f32 = 0.4;

/// So many lines of nothing but links in a row are a list of other pages.
const LINK_ROWS: usize = 3;

/// So many boxes stand around a table at most in the one that its article is in.
const TABLE_BOXES: usize = 3;

/// A short line that stands in the body so often is a button.
const REPEATS: usize = 3;

/// The comments close an article only behind so many bytes of it: above it, and on a page that asks for comments, the
/// same words are a heading.
const CLOSABLE_BYTES: usize = 250;

/// A line with this share of its bytes in links is a link.
const LINKED: f32 = 0.8;

/// Lines of a body while it is looked at again.
pub(crate) struct Body<'a> {
    pub(crate) tree: &'a Tree<'a>,
    pub(crate) visible: &'a Visible,
    pub(crate) is_body: Vec<bool>,
}

impl Body<'_> {
    /// Leaves out and takes in; `descriptions` are what the page says that it is about, `site` its host.
    pub(crate) fn refine(mut self, descriptions: &[String], site: Option<&str>) -> Vec<bool> {
        self.drop_boxes();
        self.drop_cards(site);
        self.drop_comments();
        self.drop_phrases();
        self.drop_link_rows();
        self.drop_repeats();
        self.trim();
        self.take_between();
        self.take_list();
        self.take_lead(descriptions);
        self.is_body
    }

    pub(super) fn words(&self, idx: usize) -> &str {
        self.visible.words(&self.visible.lines[idx])
    }

    pub(super) fn len(&self, idx: usize) -> usize {
        let line = &self.visible.lines[idx];
        (line.end - line.start) as usize
    }

    pub(super) fn is_linked(&self, idx: usize) -> bool {
        self.visible.lines[idx].n_linked as f32 >= LINKED * self.len(idx) as f32
    }

    fn body_len(&self) -> usize {
        (0..self.is_body.len()).filter(|idx| self.is_body[*idx]).map(|idx| self.len(idx)).sum()
    }

    /// Lines in boxes that their names say are something else.
    fn drop_boxes(&mut self) {
        let mut sums = vec![0; self.is_body.len() + 1];
        for idx in 0..self.is_body.len() {
            sums[idx + 1] = sums[idx] + if self.is_body[idx] { self.len(idx) } else { 0 };
        }
        let total = sums[self.is_body.len()];
        let mut dropped_to = 0;
        for id in 1..self.tree.nodes.len() as NodeId {
            let Some(tag) = self.tree.tag(id).filter(|_| id >= dropped_to) else { continue };
            if tag.is_void() || matches!(tag, Tag::Body | Tag::Html | Tag::A | Tag::P) {
                continue;
            }
            let is_one =
                matches!(tag, Tag::Nav | Tag::Footer | Tag::Form) || names::is_boilerplate(self.tree, id);
            if !is_one {
                continue;
            }
            let Some((start, end)) = self.visible.range_of(self.tree, id) else { continue };
            let (first, last) = (self.visible.line_at(start), self.visible.line_at(end - 1) + 1);
            let inside = sums[last.min(sums.len() - 1)] - sums[first];
            // What is called a teaser and leads nowhere, at the head of the body, is the standfirst.
            let is_head = sums[first] == 0 && names::is_teaser(self.tree, id);
            let n_linked = |idx: usize| self.visible.lines[idx].n_linked;
            if is_head && (first..last.min(self.is_body.len())).all(|idx| n_linked(idx) == 0) {
                continue;
            }
            if inside > 0 && (inside as f32) < SMALL_SHARE * total as f32 {
                // Lines that only begin or end in the box are not all of it.
                for idx in first..last.min(self.is_body.len()) {
                    let line = &self.visible.lines[idx];
                    if line.start >= start && line.end <= end {
                        self.is_body[idx] = false;
                    }
                }
                dropped_to = self.tree.nodes[id as usize].end;
            }
        }
    }

    /// What stands behind the heading of the comments, as far as the box that it heads, or the one around that where it heads
    /// nothing in its own.
    fn drop_comments(&mut self) {
        let mut n_before = 0;
        for idx in 0..self.is_body.len() {
            if self.is_body[idx] {
                n_before += self.len(idx);
            }
            let block = self.visible.lines[idx].block;
            let is_heading = self.tree.tag(block).is_some_and(|tag| tag.heading().is_some());
            if n_before < CLOSABLE_BYTES || !is_heading || kind_of(self.visible, idx) != Kind::CommentsHeading
            {
                continue;
            }
            let mut id = self.tree.nodes[block as usize].parent;
            let mut last = idx;
            for _ in 0..2 {
                let range = self.visible.range_of(self.tree, id).filter(|_| id != 0);
                last = range.map_or(last, |(_, end)| self.visible.line_at(end - 1));
                if last > idx {
                    break;
                }
                id = self.tree.nodes[id as usize].parent;
            }
            self.is_body[idx..=last.min(self.visible.lines.len() - 1)].fill(false);
            return;
        }
    }

    fn drop_phrases(&mut self) {
        let n_lines = self.is_body.len();
        let body: Vec<usize> = (0..n_lines).filter(|idx| self.is_body[*idx]).collect();
        let kinds: Vec<Kind> = body.iter().map(|idx| kind_of(self.visible, *idx)).collect();
        for (nth, &idx) in body.iter().enumerate() {
            let beside = [nth.checked_sub(1), Some(nth + 1)].into_iter().flatten();
            let is_beside =
                || beside.clone().filter_map(|other| kinds.get(other)).any(|kind| *kind != Kind::Unknown);
            let is_heading = self.visible.lines[idx].block != 0
                && self.tree.tag(self.visible.lines[idx].block).is_some_and(|tag| tag.heading().is_some());
            let is_residue = match kinds[nth] {
                Kind::Unknown => false,
                // A paragraph that begins like a link is one where it has one.
                Kind::Link if Shape::of(self.words(idx)) == Shape::Prose => {
                    3 * self.visible.lines[idx].n_linked as usize > self.len(idx)
                }
                Kind::Comments | Kind::Related | Kind::SeeAlso | Kind::Link | Kind::Notice | Kind::Line => {
                    true
                }
                Kind::CommentsHeading => nth + 1 == body.len() || is_beside(),
                Kind::Weak | Kind::Section => !is_heading && is_beside(),
            };
            if is_residue {
                self.is_body[idx] = false;
            }
        }
    }

    /// Rows of lines that are nothing but links, where they are the lesser part of the body.
    fn drop_link_rows(&mut self) {
        let total = self.body_len();
        let body: Vec<usize> = (0..self.is_body.len()).filter(|idx| self.is_body[*idx]).collect();
        let is_row = |idx: &usize| self.is_linked(*idx) && self.len(*idx) < 200;
        let mut rows: Vec<&[usize]> =
            body.chunk_by(|a, b| is_row(a) == is_row(b)).filter(|run| is_row(&run[0])).collect();
        rows.retain(|run| {
            let is_last = run.last() == body.last();
            run.len() >= LINK_ROWS || is_last
        });
        let n_linked: usize = rows.iter().flat_map(|run| run.iter()).map(|idx| self.len(*idx)).sum();
        if 2 * n_linked < total {
            for idx in rows.into_iter().flatten() {
                self.is_body[*idx] = false;
            }
        }
    }

    fn drop_repeats(&mut self) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let is_button = |idx: usize| {
            2 * self.visible.lines[idx].n_linked as usize > self.len(idx)
                || kind_of(self.visible, idx) != Kind::Unknown
        };
        let is_short = |idx: &usize| self.is_body[*idx] && self.len(*idx) < 80 && is_button(*idx);
        let short: Vec<usize> = (0..self.is_body.len()).filter(is_short).collect();
        for idx in &short {
            *counts.entry(self.words(*idx)).or_default() += 1;
        }
        let repeated: Vec<usize> =
            short.iter().copied().filter(|idx| counts[self.words(*idx)] >= REPEATS).collect();
        for idx in repeated {
            self.is_body[idx] = false;
        }
    }

    /// Headings behind which nothing stands, and short lines with links at either end.
    fn trim(&mut self) {
        let body: Vec<usize> = (0..self.is_body.len()).filter(|idx| self.is_body[*idx]).collect();
        let is_loose = |idx: usize| {
            let is_short = Shape::of(self.words(idx)) == Shape::Short;
            is_short && 3 * self.visible.lines[idx].n_linked as usize > self.len(idx) && !self.is_quoted(idx)
        };
        let is_heading = |idx: usize| {
            self.tree.tag(self.visible.lines[idx].block).is_some_and(|tag| tag.heading().is_some())
        };
        let n_behind = body.iter().rev().take_while(|&&idx| is_heading(idx) || is_loose(idx)).count();
        let n_before = body.iter().take_while(|&&idx| is_loose(idx) && !is_heading(idx)).count();
        if n_behind + n_before < body.len() {
            for &idx in body[..n_before].iter().chain(&body[body.len() - n_behind..]) {
                self.is_body[idx] = false;
            }
        }
    }

    /// True for a line of a block quotation, as embedded posts are.
    fn is_quoted(&self, idx: usize) -> bool {
        let up = |id: &NodeId| Some(self.tree.nodes[*id as usize].parent).filter(|id| *id != 0);
        let mut boxes = std::iter::successors(Some(self.visible.lines[idx].block), up).take(4);
        boxes.any(|id| self.tree.tag(id) == Some(Tag::Blockquote))
    }

    /// The box that a line stands in: the parent of its block, or of the list that it is an item of.
    fn container(&self, idx: usize) -> NodeId {
        let block = self.visible.lines[idx].block;
        let parent = self.tree.nodes[block as usize].parent;
        match (self.tree.tag(block), self.tree.tag(parent)) {
            (Some(Tag::Li), Some(Tag::Ul | Tag::Ol)) => self.tree.nodes[parent as usize].parent,
            _ => parent,
        }
    }

    fn may_be_body(&self, idx: usize) -> bool {
        let line = &self.visible.lines[idx];
        let words = self.words(idx);
        let is_text = Shape::of(words) != Shape::Rule && 4 * line.n_linked as usize <= self.len(idx);
        is_text && kind_of(self.visible, idx) == Kind::Unknown
    }

    /// True where a box around a line, up to `outer`, says that it holds something else.
    fn is_in_box(&self, idx: usize, outer: NodeId) -> bool {
        let mut id = self.visible.lines[idx].block;
        for _ in 0..64 {
            if id == outer || id == 0 {
                return false;
            }
            let tag = self.tree.tag(id);
            let is_one = matches!(
                tag,
                Some(
                    Tag::Nav
                        | Tag::Footer
                        | Tag::Form
                        | Tag::Aside
                        | Tag::Figure
                        | Tag::Figcaption
                        | Tag::Button
                )
            );
            if is_one || names::is_boilerplate(self.tree, id) || super::marks::is_caption(self.tree, id) {
                return true;
            }
            id = self.tree.nodes[id as usize].parent;
        }
        false
    }

    /// Paragraphs, headings, quotes and items between lines of the body, in the same box as one of them.
    fn take_between(&mut self) {
        let body: Vec<usize> = (0..self.is_body.len()).filter(|idx| self.is_body[*idx]).collect();
        let mut taken = Vec::new();
        for pair in body.windows(2) {
            let (before, behind) = (pair[0], pair[1]);
            if behind - before > 40 {
                continue;
            }
            let boxes = [self.container(before), self.container(behind)];
            self.take_boxed_lists(before + 1..behind, boxes, &mut taken);
            for idx in before + 1..behind {
                let is_beside =
                    boxes.contains(&self.container(idx)) || boxes.contains(&self.visible.lines[idx].block);
                let is_paragraph = matches!(Shape::of(self.words(idx)), Shape::Prose | Shape::Sentence);
                let tag = self.tree.tag(self.visible.lines[idx].block);
                let is_part = is_paragraph
                    || tag.is_some_and(|tag| {
                        tag.heading().is_some() || matches!(tag, Tag::Blockquote | Tag::Li)
                    });
                if is_beside && is_part && self.may_be_body(idx) && !self.is_in_box(idx, boxes[0]) {
                    taken.push(idx);
                }
            }
        }
        for idx in taken {
            self.is_body[idx] = true;
        }
    }

    /// Lists and tables among `lines` beside the body or in boxes of their own beside it, with the headings over them: what
    /// a live blog sums up, what a study counts.
    fn take_boxed_lists(&self, lines: Range<usize>, boxes: [NodeId; 2], taken: &mut Vec<usize>) {
        let parent = |id: NodeId| self.tree.nodes[id as usize].parent;
        let is_boxed = |idx: usize, outer: NodeId| {
            boxes.contains(&outer) && self.may_be_body(idx) && !self.is_in_box(idx, outer)
        };
        let mut is_list = false;
        for idx in lines.rev() {
            let tag = self.tree.tag(self.visible.lines[idx].block);
            let is_free = self.visible.lines[idx].n_linked == 0;
            let outer = parent(self.container(idx));
            let is_item = tag == Some(Tag::Li)
                && is_free
                && Shape::of(self.words(idx)) != Shape::Short
                && is_boxed(idx, outer);
            let is_row = tag == Some(Tag::Tr)
                && is_free
                && self.table_of(idx).is_some_and(|table| {
                    std::iter::successors(Some(parent(table)), |id| Some(parent(*id)))
                        .take(TABLE_BOXES)
                        .any(|id| is_boxed(idx, id))
                });
            let is_heading =
                is_list && tag.is_some_and(|tag| tag.heading().is_some()) && is_boxed(idx, outer);
            if is_item || is_row || is_heading {
                taken.push(idx);
            }
            is_list = is_item || is_row;
        }
    }

    /// The table that a row stands in.
    fn table_of(&self, idx: usize) -> Option<NodeId> {
        let up = |id: &NodeId| Some(self.tree.nodes[*id as usize].parent).filter(|id| *id != 0);
        let mut around = std::iter::successors(Some(self.visible.lines[idx].block), up).take(3);
        around.find(|id| self.tree.tag(*id) == Some(Tag::Table))
    }

    /// A list right behind the body, in the same box.
    fn take_list(&mut self) {
        let Some(last) = self.is_body.iter().rposition(|body| *body) else { return };
        let container = self.container(last);
        let is_item = |idx: &usize| {
            let tag = self.tree.tag(self.visible.lines[*idx].block);
            tag == Some(Tag::Li)
                && self.container(*idx) == container
                && self.visible.lines[*idx].n_linked == 0
                && self.may_be_body(*idx)
                && !self.is_in_box(*idx, container)
        };
        let items: Vec<usize> = (last + 1..self.is_body.len()).take_while(is_item).collect();
        for idx in items {
            self.is_body[idx] = true;
        }
    }

    /// The standfirst above the body.
    fn take_lead(&mut self, descriptions: &[String]) {
        let Some(first) = self.is_body.iter().position(|body| *body) else { return };
        let descriptions: Vec<String> =
            descriptions.iter().map(|text| bare(text)).filter(|text| text.len() > 40).collect();
        let container = self.container(first);
        let mut taken = Vec::new();
        for idx in (first.saturating_sub(12)..first).rev() {
            let words = self.words(idx);
            if !self.may_be_body(idx) || Shape::of(words) != Shape::Prose || self.is_in_box(idx, container) {
                continue;
            }
            let own = bare(words);
            let is_described = descriptions
                .iter()
                .any(|text| text.starts_with(&own) || own.starts_with(text.trim_end_matches("...")));
            let is_called_so = own.len() > 40 && self.is_lead(idx);
            if self.container(idx) == container || (is_described && own.len() > 40) || is_called_so {
                taken.push(idx);
            }
        }
        for idx in taken {
            self.is_body[idx] = true;
        }
    }
}

impl Body<'_> {
    /// True where the site calls a line's box the standfirst.
    fn is_lead(&self, idx: usize) -> bool {
        let up = |id: &NodeId| Some(self.tree.nodes[*id as usize].parent).filter(|id| *id != 0);
        let mut boxes = std::iter::successors(Some(self.visible.lines[idx].block), up).take(3);
        boxes.any(|id| names::is_lead(self.tree, id))
    }
}

/// Letters and digits alone.
fn bare(words: &str) -> String {
    fold(words).chars().filter(|c| c.is_alphanumeric()).collect()
}
