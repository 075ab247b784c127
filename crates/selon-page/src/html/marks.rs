//! Headline, byline, outlet, dates, credits, links and captions of a page, as marks on what it shows.
//!
//! Each is looked for in what the page declares ([`super::meta`]) and in its visible lines, with the same words
//! and rules as in plain text; where both have it, the span is that of the visible words. Lines are looked at
//! in three places only: above and under the headline up to the body, and a few behind the body. What stands
//! in menus, comments and lists of other articles says nothing of this one.
//!
//! Cost: linear in the lines that are looked at, and in the elements.

use std::collections::HashSet;
use std::ops::Range;

use selon_text::{ByteSpan, CharSpan, Text};
use url::Url;

use super::dates::{self, Candidate, Strength};
use super::meta::{Meta, names_at};
use super::names;
use super::tag::Tag;
use super::times::is_dated_row;
use super::tree::{NodeId, Tree};
use super::visible::{Visible, is_hidden};
use crate::byline::{find_byline, looks_like_name};
use crate::credit::{self, LineCredit};
use crate::date::{DayOrder, find_dates};
use crate::line::{self, Shape};
use crate::outlet::{host_of, outlet_by_domain, outlet_by_name};
use crate::phrase::{fold, tokens};
use crate::published::{date_in_address, find_dateline, is_bare_date, is_date_line};
use crate::residue::{self, Kind};
use crate::{Credit, DateSource, Found, Input, Link, OtherDate, Published, Warning, language};

/// Lines above the headline, and behind the body, that are looked at.
pub(super) const N_ABOVE: usize = 6;
const N_BEHIND: usize = 8;

/// Lines, blank ones too, from the first of a body to the second that are looked at.
const N_BETWEEN: usize = 14;

/// Links of fewer bytes are names and buttons.
const HEADLINE_BYTES: usize = 20;

/// Longer lines, in bytes, are not read for dates, names and credits.
const META_BYTES: usize = 300;

/// A heading is the page's headline where it shares this much with a title that the page declares.
const TITLE_SHARE: f32 = 0.5;

/// Links of a body that are kept.
const MAX_LINKS: usize = 500;

/// Names of what stands under pictures.
const CAPTION_NAMES: &[&str] =
    &["caption", "captions", "figcaption", "legend", "legende", "bildunterschrift", "bildtext"];

/// A caption has no more lines; a box with more is a gallery.
const CAPTION_LINES: usize = 6;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Body,
    Title,
    /// Byline, date line, credit.
    Meta,
    Caption,
    Boilerplate,
}

/// A page while it is read.
pub(crate) struct Page<'a> {
    pub(crate) tree: &'a Tree<'a>,
    pub(crate) visible: &'a Visible,
    pub(crate) meta: &'a Meta,
    pub(crate) text: &'a Text,
    pub(crate) input: &'a Input<'a>,
}

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    pub(crate) roles: Vec<Role>,
    pub(crate) language: Option<&'static str>,
    pub(crate) canonical: Option<String>,
    pub(crate) outlet: Option<Found>,
    pub(crate) title: Option<Found>,
    pub(crate) byline: Option<Found>,
    pub(crate) published: Option<Published>,
    pub(crate) other_dates: Vec<OtherDate>,
    pub(crate) credits: Vec<Credit>,
    pub(crate) links: Vec<Link>,
    pub(crate) warnings: Vec<Warning>,
}

/// Where things stand: lines by number.
pub(super) struct Places {
    /// Lines of the headline.
    pub(super) title: Option<Range<usize>>,
    /// Lines that may tell of the article: around the headline up to the body, and behind it.
    pub(super) above: Range<usize>,
    pub(super) under: Range<usize>,
    pub(super) behind: Range<usize>,
    pub(super) first: usize,
    pub(super) last: usize,
    /// The second paragraph of the body, where it is near the first line: between a standfirst and the text may stand what
    /// tells of both.
    pub(super) second: usize,
}

impl<'a> Page<'a> {
    /// Reads the marks of a page of which `is_body` are the lines of the body, and `guess` is the day that the
    /// extractor found on it.
    pub(crate) fn marks(&self, is_body: &[bool], guess: Option<String>) -> Marks {
        let roles = is_body.iter().map(|body| if *body { Role::Body } else { Role::Boilerplate }).collect();
        let mut marks = Marks { roles, ..Marks::default() };
        self.mark_captions(&mut marks);
        let title_lines = self.find_title(&mut marks);
        let places = self.places(title_lines, &marks.roles);
        marks.language = self.language(&marks.roles);
        marks.canonical = self.canonical();
        marks.outlet = self.outlet();
        self.read_lines(&places, &mut marks, guess);
        self.find_byline_elements(&places, &mut marks);
        self.find_links(&mut marks);
        marks
    }

    fn words(&self, idx: usize) -> &'a str {
        self.visible.words(&self.visible.lines[idx])
    }

    pub(super) fn span(&self, start: usize, end: usize) -> CharSpan {
        self.text.to_chars(ByteSpan::new(start as u32, end as u32)).unwrap_or_default()
    }

    /// The place of bytes `range` of line `idx`.
    pub(super) fn line_span(&self, idx: usize, range: Range<usize>) -> CharSpan {
        let start = self.visible.lines[idx].start as usize;
        self.span(start + range.start, start + range.end)
    }

    fn found(&self, idx: usize, range: Range<usize>) -> Found {
        Found { value: self.words(idx)[range.clone()].to_owned(), span: Some(self.line_span(idx, range)) }
    }

    /// The lines that an element shows, where it shows whole ones.
    fn lines_of(&self, id: NodeId) -> Option<Range<usize>> {
        let (start, end) = self.visible.range_of(self.tree, id)?;
        let first = self.visible.line_at(start);
        let last = self.visible.line_at(end - 1);
        Some(first..last + 1)
    }

    fn mark_captions(&self, marks: &mut Marks) {
        for id in 1..self.tree.nodes.len() as NodeId {
            if self.tree.tag(id).is_none_or(Tag::is_void) || !is_caption(self.tree, id) {
                continue;
            }
            let Some((start, end)) = self.visible.range_of(self.tree, id) else { continue };
            for idx in self.lines_of(id).filter(|lines| lines.len() <= CAPTION_LINES).into_iter().flatten() {
                // A paragraph may go on where its picture ends.
                let line = &self.visible.lines[idx];
                let n_inside = line.end.min(end).saturating_sub(line.start.max(start));
                if 2 * n_inside > line.end - line.start {
                    marks.roles[idx] = Role::Caption;
                }
            }
        }
    }

    /// Finds the headline and sets the roles of its lines.
    fn find_title(&self, marks: &mut Marks) -> Option<Range<usize>> {
        let titles = self.meta.titles();
        // With the site's name, and without it.
        let parts = titles.iter().filter_map(|title| longest_part(title));
        let titles: Vec<HashSet<String>> =
            titles.iter().map(String::as_str).chain(parts).map(word_set).collect();
        let share = |words: &str| -> f32 {
            let own = word_set(words);
            let shares = titles.iter().map(|title| {
                let n_shared = own.intersection(title).count() as f32;
                2.0 * n_shared / (own.len() + title.len()).max(1) as f32
            });
            shares.fold(0.0, f32::max)
        };
        let mut best: Option<(f32, Range<usize>)> = None;
        let mut headings: Vec<Range<usize>> = Vec::new();
        for id in 1..self.tree.nodes.len() as NodeId {
            let Some(level @ 1..=3) = self.tree.tag(id).and_then(Tag::heading) else { continue };
            let Some(lines) = self.lines_of(id).filter(|lines| lines.len() <= 4) else { continue };
            if level == 1 {
                headings.push(lines.clone());
            }
            let words = lines.clone().map(|idx| self.words(idx)).collect::<Vec<_>>().join(" ");
            let score = share(&words) + if level == 1 { 0.1 } else { 0.0 };
            if score >= TITLE_SHARE && best.as_ref().is_none_or(|(least, _)| score > *least) {
                best = Some((score, lines));
            }
        }
        let n_lines = self.visible.lines.len();
        let by_line = || {
            let scored = (0..n_lines).filter(|&idx| self.words(idx).len() <= META_BYTES);
            let scored = scored.map(|idx| (share(self.words(idx)), idx)).filter(|(score, _)| *score >= 0.8);
            scored.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, idx)| idx..idx + 1)
        };
        let only = || {
            let first_body = marks.roles.iter().position(|role| *role == Role::Body).unwrap_or(n_lines);
            let mut above = headings.iter().filter(|lines| lines.start <= first_body);
            above.next_back().or(headings.first()).cloned()
        };
        let lines = best.map(|(_, lines)| lines).or_else(by_line).or_else(only);
        let Some(lines) = lines else {
            let declared = self.meta.titles().into_iter().next();
            marks.title = declared.map(|title| Found { value: without_site(&title).to_owned(), span: None });
            return None;
        };
        let start = self.visible.lines[lines.start].start as usize;
        let end = self.visible.lines[lines.end - 1].end as usize;
        let words = &self.visible.text[start..end];
        let value = words.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        marks.title = Some(Found { value, span: Some(self.span(start, end)) });
        marks.roles[lines.clone()].fill(Role::Title);
        // What stands shortly above the headline is a kicker or a section.
        for idx in lines.start.saturating_sub(N_ABOVE)..lines.start {
            if marks.roles[idx] == Role::Body && Shape::of(self.words(idx)) == Shape::Short {
                marks.roles[idx] = Role::Boilerplate;
            }
        }
        Some(lines)
    }

    fn places(&self, title: Option<Range<usize>>, roles: &[Role]) -> Places {
        let n_lines = roles.len();
        let first = roles.iter().position(|role| *role == Role::Body).unwrap_or(n_lines);
        let last = roles.iter().rposition(|role| *role == Role::Body).unwrap_or(0);
        // A headline far from the text is that of a menu, or stands in the text.
        let near = title.clone().filter(|lines| lines.end <= first);
        let under = near.as_ref().map_or(first.saturating_sub(N_ABOVE), |lines| lines.end)..first;
        let above_end = near.as_ref().map_or(under.start, |lines| lines.start);
        let above = above_end.saturating_sub(N_ABOVE)..above_end;
        let behind_end = if first == n_lines { 0 } else { (last + 1 + N_BEHIND).min(n_lines) };
        let is_list = |idx: &usize| {
            matches!(self.kind(*idx), Kind::Comments | Kind::CommentsHeading | Kind::Related | Kind::SeeAlso)
        };
        let behind_end = (last + 1..behind_end).find(is_list).unwrap_or(behind_end);
        let is_text = |idx: &usize| roles[*idx] == Role::Body && Shape::of(self.words(*idx)) != Shape::Short;
        let second = (first + 1..(first + N_BETWEEN).min(n_lines)).find(is_text);
        // A headline that leads elsewhere between the two: a list of articles.
        let is_headline = |idx: usize| {
            let line = &self.visible.lines[idx];
            let n_bytes = (line.end - line.start) as usize;
            n_bytes >= HEADLINE_BYTES && 2 * line.n_linked as usize > n_bytes
        };
        let second = second.filter(|second| !(first..*second).any(is_headline)).unwrap_or(first);
        Places { title, above, under, behind: (last + 1).min(behind_end)..behind_end, first, last, second }
    }

    /// What the words of a line say.
    pub(crate) fn kind(&self, idx: usize) -> Kind {
        kind_of(self.visible, idx)
    }

    /// The language of the body, else of the title, else what the page declares.
    fn language(&self, roles: &[Role]) -> Option<&'static str> {
        let of = |wanted: Role| {
            let lines = roles.iter().enumerate().filter(move |(_, role)| **role == wanted);
            language::detect(lines.map(|(idx, _)| self.words(idx)))
        };
        of(Role::Body)
            .or_else(|| self.meta.language.as_deref().and_then(language::known))
            .or_else(|| of(Role::Title))
    }

    fn address(&self) -> Option<&'a str> {
        self.input.name.filter(|name| name.contains("://"))
    }

    /// True for the page that a site begins with: its dates are those of what it leads to.
    fn is_front_page(&self, canonical: Option<&str>) -> bool {
        let address = self.address().or(canonical).and_then(|address| Url::parse(address).ok());
        address.is_some_and(|address| address.path() == "/" && address.query().is_none())
    }

    fn base(&self) -> Option<Url> {
        let own = self.address().and_then(|address| Url::parse(address).ok());
        let own = own.or_else(|| Url::parse(self.meta.canonical.as_deref()?).ok());
        let own = own.or_else(|| Url::parse(self.meta.get(&["og:url"])?).ok());
        match (self.meta.base.as_deref(), own) {
            (Some(base), Some(own)) => own.join(base).ok().or(Some(own)),
            (Some(base), None) => Url::parse(base).ok(),
            (None, own) => own,
        }
    }

    fn canonical(&self) -> Option<String> {
        let given = self.meta.canonical.as_deref().or_else(|| self.meta.get(&["og:url"]))?;
        match Url::parse(given) {
            Ok(url) => Some(url.into()),
            Err(_) => self.base()?.join(given).ok().map(String::from),
        }
    }

    fn outlet(&self) -> Option<Found> {
        let canonical = self.canonical();
        let addresses = [self.address(), canonical.as_deref()];
        let by_domain = addresses.into_iter().flatten().find_map(outlet_by_domain);
        let publisher =
            self.meta.article().and_then(|(_, article)| names_at(article, "publisher").into_iter().next());
        let names = [
            publisher,
            self.meta
                .get(&["og:site_name", "application-name", "dc.publisher", "publisher"])
                .map(str::to_owned),
        ];
        let names: Vec<String> =
            names.into_iter().flatten().filter(|name| name.len() <= 80 && !name.contains("://")).collect();
        let by_name = || names.iter().find_map(|name| outlet_by_name(name));
        let value = by_domain.or_else(by_name).map(|outlet| outlet.name.to_owned());
        let host = || {
            addresses
                .into_iter()
                .flatten()
                .find_map(host_of)
                .map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned())
        };
        let value = value.or_else(|| names.first().cloned()).or_else(host)?;
        Some(Found { value, span: None })
    }

    fn day_order(&self, language: Option<&str>) -> DayOrder {
        if language != Some("en") {
            return DayOrder::DayFirst;
        }
        let known = self.address().or(self.meta.canonical.as_deref()).and_then(outlet_by_domain);
        let region = self.tree.html_attr("lang").map(|lang| lang.to_ascii_uppercase());
        let region = region.or_else(|| self.meta.get(&["og:locale"]).map(str::to_ascii_uppercase));
        let region = region.and_then(|lang| lang.split(['-', '_']).nth(1).map(str::to_owned));
        match known.map(|outlet| outlet.country.to_owned()).or(region).as_deref() {
            Some("US") => DayOrder::MonthFirst,
            Some(_) => DayOrder::DayFirst,
            None => DayOrder::Unknown,
        }
    }

    /// Reads dates, byline and credits from the lines around the body.
    fn read_lines(&self, places: &Places, marks: &mut Marks, guess: Option<String>) {
        let order = self.day_order(marks.language);
        let (mut candidates, mut others) = dates::declared(self.meta, order);
        for idx in places.under.clone() {
            self.read_meta_line(idx, Strength::Placed, order, &mut candidates, &mut others, marks);
        }
        // The extractor may have taken the line under the headline for the body's first.
        let is_edge = |idx: &usize| *idx < places.second || marks.roles[*idx] == Role::Body;
        let edges: Vec<usize> = (places.first..places.second.max(places.first + 3))
            .filter(|idx| *idx < places.last)
            .filter(is_edge)
            .collect();
        for idx in edges {
            self.read_meta_line(idx, Strength::Placed, order, &mut candidates, &mut others, marks);
        }
        for idx in places.behind.clone().chain(places.above.clone().rev()) {
            self.read_meta_line(idx, Strength::Guess, order, &mut candidates, &mut others, marks);
        }
        let body = |idx: &usize| marks.roles[*idx] == Role::Body;
        let first = (0..marks.roles.len()).find(body);
        let last = (0..marks.roles.len()).rev().find(body);
        if let Some(idx) = first {
            if let Some(date) = find_dateline(self.words(idx), order) {
                let span = Some(self.line_span(idx, date.range.clone()));
                candidates.push(Candidate {
                    to: date.to,
                    ..Candidate::new(Strength::Placed, "dateline", date.from, span)
                });
            }
            self.push_credit(idx, credit::read_dateline(self.words(idx)), marks);
        }
        let tail = last.into_iter().flat_map(|last| last.saturating_sub(2)..=last);
        let tail: Vec<usize> = tail.filter(|idx| Some(*idx) > first).collect();
        for &idx in &tail {
            if marks.roles[idx] == Role::Body && Shape::of(self.words(idx)) == Shape::Short {
                self.read_meta_line(idx, Strength::Guess, order, &mut candidates, &mut others, marks);
            }
        }
        for idx in tail {
            let found = if marks.roles[idx] == Role::Body && self.words(idx).len() <= META_BYTES {
                credit::read_line(self.words(idx))
            } else {
                None
            };
            if found.is_some() {
                marks.roles[idx] = Role::Meta;
            }
            self.push_credit(idx, found, marks);
        }
        if let Some(idx) = last.filter(|idx| marks.roles[*idx] == Role::Body) {
            self.push_credit(idx, credit::read_end(self.words(idx)), marks);
        }
        self.time_elements(places, order, &mut candidates, &mut others);
        let address = self.address().or(marks.canonical.as_deref()).and_then(date_in_address);
        candidates.extend(address.map(|day| Candidate::new(Strength::Guess, "address", day, None)));
        // Where only a year is found, it is told as its first day.
        let guess = guess.filter(|day| !day.ends_with("-01-01"));
        candidates.extend(guess.map(|day| Candidate::new(Strength::Last, "page", day, None)));
        (marks.published, marks.other_dates) = dates::choose(&candidates, others);
        let published = marks.published.as_mut().filter(|_| self.is_front_page(marks.canonical.as_deref()));
        if let Some(published) = published {
            published.source = DateSource::Guessed;
        }
        marks.credits.sort_by_key(|credit| (credit.span.start, credit.span.end));
        marks.credits.dedup();
    }

    fn read_meta_line(
        &self,
        idx: usize,
        strength: Strength,
        order: DayOrder,
        candidates: &mut Vec<Candidate>,
        others: &mut Vec<OtherDate>,
        marks: &mut Marks,
    ) {
        let words = self.words(idx);
        if words.len() > META_BYTES || marks.roles[idx] == Role::Caption {
            return;
        }
        let dates = find_dates(words, order);
        let is_line = !dates.is_empty()
            && (is_date_line(words, &dates)
                || is_bare_date(words, &dates)
                || (strength == Strength::Placed && is_dated_row(words, &dates)));
        let is_labelled = dates.iter().any(|date| date.label.is_some());
        let is_text = marks.roles[idx] == Role::Body && Shape::of(words) != Shape::Short && !is_line;
        if is_text {
            return;
        }
        if is_line || is_labelled {
            self.push_dates(idx, &dates, strength, candidates, others);
        }
        let is_behind = strength == Strength::Guess;
        let ranges: Vec<Range<usize>> = dates.iter().map(|date| date.labelled_range.clone()).collect();
        let byline = find_byline(words, &ranges).filter(|_| words.len() <= 160);
        if let Some(range) = byline.clone().filter(|_| marks.byline.is_none()) {
            marks.byline = Some(self.found(idx, range));
        }
        let mut found = credit::read_line(words);
        if found.is_none() && is_behind && Shape::of(words) == Shape::Short {
            found = credit::read_bare(words).filter(|credit| {
                let named = host_of(&words[credit.name.clone()]);
                named.is_none() || named != self.address().and_then(host_of)
            });
        }
        if is_line || byline.is_some() || found.is_some() {
            marks.roles[idx] = Role::Meta;
        }
        self.push_credit(idx, found, marks);
    }

    fn push_credit(&self, idx: usize, credit: Option<LineCredit>, marks: &mut Marks) {
        let Some(LineCredit { range, name }) = credit else { return };
        let text = credit::name_of(&self.words(idx)[name.clone()]);
        let (span, name) = (self.line_span(idx, range), self.line_span(idx, name));
        marks.credits.push(Credit { text, span, name });
    }

    /// Who signs, where no line says so: elements that are marked as authors, then what is declared.
    fn find_byline_elements(&self, places: &Places, marks: &mut Marks) {
        if marks.byline.is_some() {
            return;
        }
        let from = self.visible.lines.get(places.above.start).map_or(0, |line| line.start);
        let to = self.visible.lines.get(places.behind.end).map_or(u32::MAX, |line| line.start);
        for id in 1..self.tree.nodes.len() as NodeId {
            if self.tree.tag(id).is_none_or(Tag::is_void) || !is_author(self.tree, id) {
                continue;
            }
            let Some((start, end)) = self.visible.range_of(self.tree, id) else { continue };
            let words = &self.visible.text[start as usize..end as usize];
            if !(from..to).contains(&start) || words.len() > 120 || words.contains('\n') {
                continue;
            }
            let range = find_byline(words, &[]).unwrap_or_else(|| {
                let bare = words.trim();
                let at = words.find(bare).unwrap_or(0);
                at..at + bare.len()
            });
            if looks_like_name(&words[range.clone()]) && words[range.clone()].contains(' ') {
                let span = self.span(start as usize + range.start, start as usize + range.end);
                marks.byline = Some(Found { value: words[range].to_owned(), span: Some(span) });
                let idx = self.visible.line_at(start);
                let is_whole = self.words(idx).len() <= words.len() + 40;
                if is_whole && matches!(marks.roles[idx], Role::Boilerplate | Role::Body) {
                    marks.roles[idx] = Role::Meta;
                }
                return;
            }
        }
        let declared = self.meta.article().map(|(_, article)| names_at(article, "author").join(", "));
        let declared = declared.filter(|names| !names.is_empty());
        let declared = declared.or_else(|| {
            let keys = ["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"];
            self.meta.get(&keys).map(str::to_owned)
        });
        let Some(value) = declared.filter(|value| value.len() <= 120 && !value.contains("://")) else {
            return;
        };
        let start = (from as usize).min(self.visible.text.len());
        let place =
            self.visible.text[start..(to as usize).min(self.visible.text.len()).max(start)].find(&value);
        let span = place.map(|at| self.span(start + at, start + at + value.len()));
        marks.byline = Some(Found { value, span });
    }

    fn find_links(&self, marks: &mut Marks) {
        let base = self.base();
        for id in self.tree.with_tag(Tag::A) {
            let Some((start, end)) = self.visible.range_of(self.tree, id) else { continue };
            let idx = self.visible.line_at(start);
            if marks.roles.get(idx) != Some(&Role::Body) || marks.links.len() == MAX_LINKS {
                continue;
            }
            let Some(href) = self.tree.attr(id, "href") else { continue };
            let href = href.trim();
            let absolute = match (Url::parse(href), &base) {
                (Ok(url), _) => Some(url),
                (Err(_), Some(base)) if !href.starts_with('#') => base.join(href).ok(),
                _ => None,
            };
            let is_page = |url: &Url| matches!(url.scheme(), "http" | "https");
            let href = match absolute {
                Some(url) if is_page(&url) => String::from(url),
                None if !href.is_empty() && !href.starts_with('#') && !href.contains(':') => href.to_owned(),
                _ => continue,
            };
            let words = &self.visible.text[start as usize..end as usize];
            let bare = words.trim();
            if !bare.is_empty() {
                let at = start as usize + words.len() - words.trim_start().len();
                marks.links.push(Link { span: self.span(at, at + bare.len()), href });
            }
        }
    }
}

/// What the words of a line say.
pub(crate) fn kind_of(visible: &Visible, idx: usize) -> Kind {
    let line = &visible.lines[idx];
    let words = visible.words(line);
    let plain = line::Line {
        span: ByteSpan::new(line.start, line.end),
        shape: Shape::of(words),
        after_gap: line.after_gap,
    };
    residue::kind_of(words, &plain)
}

/// True for what stands under a picture or a video.
pub(crate) fn is_caption(tree: &Tree, id: NodeId) -> bool {
    if tree.tag(id) == Some(Tag::Figcaption) {
        return true;
    }
    let is_name = |name: &str| {
        let pieces = names::pieces(name);
        let is_one = |piece: &String| CAPTION_NAMES.contains(&piece.as_str());
        let is_box = |piece: &String| {
            matches!(piece.as_str(), "wp" | "has" | "no" | "with" | "wrap" | "wrapper" | "video" | "videos")
        };
        pieces.iter().any(is_one) && (!pieces.iter().any(is_box) || name == "wp-caption-text")
    };
    let is_block = tree
        .tag(id)
        .is_some_and(|tag| !matches!(tag, Tag::Body | Tag::Html | Tag::Article | Tag::Main | Tag::Section));
    is_block && names::names_of(tree, id).any(is_name) && !is_hidden(tree, id)
}

fn is_author(tree: &Tree, id: NodeId) -> bool {
    tree.attributes(id).any(|(name, value)| match name.to_ascii_lowercase().as_str() {
        "rel" | "itemprop" => value.eq_ignore_ascii_case("author"),
        "class" | "id" => {
            let value = value.to_ascii_lowercase();
            ["author", "byline", "auteur", "autor", "signature", "journalist"]
                .iter()
                .any(|word| value.contains(word))
        }
        _ => false,
    })
}

/// The words of a title, without case, accents and short ones.
fn word_set(words: &str) -> HashSet<String> {
    tokens(words)
        .tokens
        .into_iter()
        .map(|token| token.text.into_owned())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect()
}

/// The longest of the parts of a title between bars, the first of those that are as long.
fn longest_part(title: &str) -> Option<&str> {
    const BARS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " « ", " » "];
    let mut parts = vec![title];
    for bar in BARS {
        parts = parts.into_iter().flat_map(|part| part.split(bar)).collect();
    }
    let n_parts = parts.len();
    let longest = parts.into_iter().rev().max_by_key(|part| part.chars().count())?.trim();
    (n_parts > 1 && longest.contains(' ')).then_some(longest)
}

/// A title without the site's name behind it.
fn without_site(title: &str) -> &str {
    for bar in [" | ", " - ", " – ", " — ", " :: ", " « "] {
        if let Some((headline, site)) = title.rsplit_once(bar) {
            let is_site = outlet_by_name(site).is_some() || site.split_whitespace().count() <= 3;
            if is_site && headline.split_whitespace().count() >= 3 && fold(site) != fold(headline) {
                return headline;
            }
        }
    }
    title
}
