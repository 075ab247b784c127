//! The headline of a plain text.

use std::collections::HashSet;
use std::ops::Range;

use super::{MENU_LINES, Page, Role};
use crate::Found;
use crate::byline::find_byline;
use crate::credit;
use crate::date::find_dates;
use crate::line::{Shape, is_truncated};
use crate::outlet::{outlet_by_domain, outlet_by_name};
use crate::phrase::{fold, tokens};
use crate::published::{is_bare_date, is_date_line};
use crate::residue::Kind;

/// A headline has no more characters.
const HEADLINE_CHARS: usize = 250;

/// Paragraphs that the words of a headline are looked for in.
const HEADLINE_PARAGRAPHS: usize = 4;

/// A line that shares nearly as much with the text as the best one, and stands above it, is the headline:
/// the other one is the standfirst.
const NEAR_BEST: f32 = 0.75;

impl Page<'_> {
    /// Finds the headline, and leaves it out where `known` is another: then the text is what stands below it.
    pub(super) fn find_title_or(&mut self, known: Option<&str>) {
        let (first, roles) = (self.zones.first, self.roles.clone());
        self.find_title();
        let Some((_, found)) = &self.title else { return };
        if known.is_some_and(|known| fold(known.trim()) != fold(found.value.trim())) {
            (self.zones.first, self.roles, self.title) = (first, roles, None);
        }
    }

    /// Finds the headline, and moves the first paragraph behind it where it looks like one itself.
    fn find_title(&mut self) {
        let above = self.zones.first.min(self.lines.len().saturating_sub(1));
        let candidates: Vec<usize> = (0..=above).filter(|&idx| self.may_be_title(idx)).collect();
        let n_residue = self.kinds[..above].iter().filter(|kind| **kind != Kind::Unknown).count();
        let n_words = |idx: usize| self.words(idx).split_whitespace().count();
        let longer_than = |least: usize| candidates.iter().copied().find(move |&idx| n_words(idx) >= least);
        let by_words = (candidates.len() > 1).then(|| self.headline_by_words(&candidates)).flatten();
        let in_menu = by_words.filter(|_| n_residue >= MENU_LINES);
        let first = [3, 2, 1].into_iter().find_map(longer_than);
        // The site's name above the headline shares no word with the text; the headline does.
        let is_foreign = first.is_some_and(|first| self.headline_by_words(&[first]).is_none());
        let found = in_menu.or(by_words.filter(|_| is_foreign)).or(first);
        let Some(idx) = found else { return };
        self.set_title(idx);
    }

    /// Takes line `idx` for the headline, unless it is all there is.
    pub(super) fn set_title(&mut self, idx: usize) {
        if idx == self.zones.first {
            let is_paragraph =
                |idx: &usize| self.lines[*idx].shape == Shape::Prose && self.kinds[*idx] == Kind::Unknown;
            let Some(first) = (idx + 1..self.zones.tail).find(is_paragraph) else { return };
            self.zones.first = first;
        }
        let words = self.words(idx);
        let start = words.len() - words.trim_start_matches(['#', '*', '_', ' ', '=']).len();
        let end = words.trim_end_matches(['#', '*', '_', ' ', '=']).len().max(start);
        let range = self.without_outlet(idx, start..end);
        self.roles[idx] = Role::Title;
        self.title = Some((idx, self.found(idx, range)));
    }

    /// Of the lines below a menu, the one that shares most with the first paragraphs: menus and headlines of
    /// other articles share little, and a headline that the page repeats counts where it stands last.
    fn headline_by_words(&self, candidates: &[usize]) -> Option<usize> {
        let content = |words: &str| -> HashSet<String> {
            let tokens = tokens(words).tokens.into_iter().map(|token| token.text.into_owned());
            tokens.filter(|word| word.chars().count() > 3).collect()
        };
        let is_paragraph =
            |idx: &usize| self.lines[*idx].shape == Shape::Prose && self.kinds[*idx] == Kind::Unknown;
        let paragraphs = (self.zones.first..self.zones.tail).filter(is_paragraph).take(HEADLINE_PARAGRAPHS);
        let said: HashSet<String> = paragraphs.flat_map(|idx| content(self.words(idx))).collect();
        let score = |idx: usize| {
            let own = content(self.words(idx));
            let n_shared = own.intersection(&said).count();
            let is_cut = is_truncated(self.words(idx));
            if n_shared < 2 || is_cut { 0.0 } else { n_shared as f32 / (own.len() as f32).sqrt() }
        };
        let scores: Vec<f32> = candidates.iter().map(|&idx| score(idx)).collect();
        let best = scores.iter().copied().fold(0.0, f32::max);
        let nth = scores.iter().position(|score| best > 0.0 && *score >= NEAR_BEST * best)?;
        let words = self.words(candidates[nth]);
        candidates.iter().copied().rev().find(|&idx| self.words(idx) == words)
    }

    fn may_be_title(&self, idx: usize) -> bool {
        let (line, words) = (&self.lines[idx], self.words(idx));
        let is_markdown = words.starts_with('#') && words.trim_start_matches('#').starts_with(' ');
        if self.kinds[idx] != Kind::Unknown
            || line.shape == Shape::Rule
            || words.chars().count() > HEADLINE_CHARS
        {
            return false;
        }
        if is_markdown {
            return true;
        }
        let ends_like_one = !words.ends_with(['.', ':', ';', ',']) || words.ends_with("...");
        // A question or exclamation as long as a paragraph is a headline where it is one sentence.
        let shape_fits = match line.shape {
            Shape::Prose => {
                idx == self.zones.first && !words.contains(". ") && words.ends_with(['?', '!', '»', '…'])
            }
            _ => true,
        };
        let dates = find_dates(words, self.order);
        let is_date = !dates.is_empty()
            && is_date_line(words, &dates)
            && (dates.iter().any(|d| d.label.is_some())
                || is_bare_date(words, &dates)
                || words.contains('|'));
        ends_like_one
            && shape_fits
            && !is_date
            && find_byline(words, &[]).is_none()
            && credit::read_line(words).is_none()
            && credit::read_bare(words).is_none()
    }

    /// `range` of a headline without the outlet's name behind it: *Le port rouvre | Press TV*.
    fn without_outlet(&mut self, idx: usize, range: Range<usize>) -> Range<usize> {
        let words = &self.words(idx)[range.clone()];
        for bar in [" | ", " - ", " – ", " — ", " :: ", " « "] {
            let Some((headline, name)) = words.rsplit_once(bar) else { continue };
            let known = outlet_by_name(name.trim())
                .or_else(|| credit::domain_of(name.trim()).and_then(outlet_by_domain));
            if let Some(known) = known.filter(|_| headline.split_whitespace().count() >= 2) {
                let start = range.start + words.len() - name.len();
                let span = self.span(idx, start..range.start + words.len());
                self.outlet.get_or_insert(Found { value: known.name.to_owned(), span: Some(span) });
                return range.start..range.start + headline.trim_end().len();
            }
        }
        range
    }
}
