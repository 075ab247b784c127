//! Plain text and Markdown, as archives and crawls leave them: one paragraph a line, perhaps with residue.
//!
//! The text is the file's, unchanged. Reading goes by lines: what each looks like ([`crate::line`]), what its
//! words say and in which zone it stands ([`crate::residue`]), and then who signs, who is credited and which
//! dates it has. A line ends as one of these:
//!
//! - the headline: the first line above the text that is no menu, date, name or domain;
//! - byline, date line, credit: marked as such, and neither body nor boilerplate;
//! - the site's own lines above the headline (its domain or name, the day of the visit, the section):
//!   boilerplate, after the outlet and the day were read from them;
//! - boilerplate; body; or a rule (`***`), which is none of them.
//!
//! Cost: linear in the bytes. Memory: the text, 12 bytes a line, 8 bytes a span.

mod headline;

use std::ops::Range;

use selon_text::{ByteSpan, CharSpan, Sha256, Text};

use crate::byline::{find_byline, is_byline_lead, is_initials, looks_like_name, segments};
use crate::credit::{self, LineCredit};
use crate::date::{DateLabel, DayOrder, WrittenDate, find_dates, may_have_numeric_date};
use crate::decode::decode;
use crate::line::{Line, Shape, split_lines};
use crate::outlet::{host_of, is_domain, outlet_by_domain, outlet_by_name};
use crate::phrase::fold;
use crate::published::{self, PageDate, Place, date_in_address, find_dateline, is_bare_date, is_date_line};
use crate::residue::{Kind, Zones, kind_of, kind_of_words, mark_middle, mark_tail};
use crate::{Article, Credit, Found, Input, PageError, Warning, language};

/// A page with this many lines of residue above its text has a menu there.
const MENU_LINES: usize = 4;

/// Lines longer than this in bytes are not read for dates, names and credits.
const META_BYTES: usize = 300;

/// What a line is in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Body,
    Title,
    /// Byline, date line, credit.
    Meta,
    Boilerplate,
    Rule,
}

/// Bytes of the first word.
fn first_word_len(words: &str) -> usize {
    words.find(|c: char| !c.is_alphabetic()).unwrap_or(words.len())
}

/// What is known of lines by how they are set, where a text comes out of something that is set.
#[derive(Debug, Default)]
pub(crate) struct Set {
    /// Lines that repeat on every page.
    pub(crate) repeated: Vec<ByteSpan>,
    /// The headline.
    pub(crate) title: Option<ByteSpan>,
}

/// Reads a page of plain text; see [`crate::read`].
pub(crate) fn read(bytes: &[u8], input: &Input) -> Result<Article, PageError> {
    let sha256 = Sha256::of(bytes);
    let host = input.name.filter(|name| name.contains("://")).and_then(host_of);
    let tld = host.and_then(|host| host.rsplit('.').next());
    let decoded = decode(bytes, tld)?;
    let mut article = read_text(Text::new(decoded.text), sha256, &Set::default(), input);
    article.encoding = decoded.encoding;
    article.warnings.splice(0..0, decoded.warnings);
    Ok(article)
}

/// Reads a text; `sha256` is that of the bytes that it came out of.
pub(crate) fn read_text(text: Text, sha256: Sha256, set: &Set, input: &Input) -> Article {
    let host = input.name.filter(|name| name.contains("://")).and_then(host_of);
    let lines = split_lines(text.as_str());
    let mut page = Page::new(&text, lines, set, input);
    match set.title.and_then(|title| page.lines.iter().position(|line| line.span == title)) {
        Some(idx) => page.set_title(idx),
        None => page.find_title_or(input.title),
    }
    page.read_metadata(host);
    page.mark_residue();
    page.mark_repeated(set);
    let (body, boilerplate) = page.spans();
    let language = page.language();
    let address_date = input.name.and_then(date_in_address);
    let Page { title, byline, outlet, dates, credits, warnings, .. } = page;
    let (published, other_dates) = published::choose(dates, address_date, input.retrieved);
    Article {
        language,
        outlet,
        title: title.map(|(_, found)| found),
        byline,
        published,
        other_dates,
        body,
        boilerplate,
        credits,
        warnings,
        ..Article::new(text, sha256)
    }
}

/// The lines of a page while it is read.
struct Page<'a> {
    text: &'a Text,
    lines: Vec<Line>,
    kinds: Vec<Kind>,
    roles: Vec<Role>,
    zones: Zones,
    /// The first line behind the text that begins a list of other articles or a form.
    list: usize,
    /// Line of the headline, and the headline.
    title: Option<(usize, Found)>,
    byline: Option<Found>,
    outlet: Option<Found>,
    dates: Vec<PageDate>,
    credits: Vec<Credit>,
    warnings: Vec<Warning>,
    order: DayOrder,
}

impl<'a> Page<'a> {
    fn new(text: &'a Text, lines: Vec<Line>, set: &Set, input: &Input) -> Self {
        let words = |line: &Line| &text.as_str()[line.span.range()];
        let mut kinds: Vec<Kind> = lines.iter().map(|line| kind_of(words(line), line)).collect();
        for (kind, line) in kinds.iter_mut().zip(&lines) {
            if set.repeated.binary_search_by_key(&line.span.start, |span| span.start).is_ok() {
                *kind = Kind::Line;
            }
        }
        let zones = Zones::find(text.as_str(), &lines, &kinds);
        let (n_lines, roles) = (lines.len(), vec![Role::Body; lines.len()]);
        let mut page = Self {
            text,
            lines,
            kinds,
            roles,
            zones,
            list: n_lines,
            title: None,
            byline: None,
            outlet: None,
            dates: Vec::new(),
            credits: Vec::new(),
            warnings: Vec::new(),
            order: DayOrder::DayFirst,
        };
        page.order = page.day_order(input);
        page
    }

    fn words(&self, idx: usize) -> &'a str {
        &self.text.as_str()[self.lines[idx].span.range()]
    }

    /// The place of bytes `range` of line `idx`.
    fn span(&self, idx: usize, range: Range<usize>) -> CharSpan {
        let start = self.lines[idx].span.start;
        let bytes = ByteSpan::new(start + range.start as u32, start + range.end as u32);
        self.text.to_chars(bytes).expect("ranges of a line end between characters")
    }

    fn found(&self, idx: usize, range: Range<usize>) -> Found {
        Found { value: self.words(idx)[range.clone()].to_owned(), span: Some(self.span(idx, range)) }
    }

    /// English pages of no known country may write either order; those of the United States the month first.
    fn day_order(&self, input: &Input) -> DayOrder {
        // The language is asked for only where a date depends on it: that costs more than all else here.
        if !may_have_numeric_date(self.text.as_str()) || self.language() != Some("en") {
            return DayOrder::DayFirst;
        }
        match input.name.and_then(outlet_by_domain).map(|outlet| outlet.country) {
            Some("US") => DayOrder::MonthFirst,
            Some(_) => DayOrder::DayFirst,
            None => DayOrder::Unknown,
        }
    }

    /// The language of the body, or before it is known of the paragraphs.
    fn language(&self) -> Option<&'static str> {
        let is_read = |idx: &usize| {
            self.roles[*idx] == Role::Body && self.kinds[*idx] == Kind::Unknown
                || self.roles[*idx] == Role::Title
        };
        let has_paragraphs = self.zones.first < self.zones.tail;
        let from = if has_paragraphs { self.zones.first } else { 0 };
        let paragraphs = language::detect((from..self.zones.tail).filter(is_read).map(|idx| self.words(idx)));
        paragraphs
            .or_else(|| language::detect((0..self.lines.len()).filter(is_read).map(|idx| self.words(idx))))
    }

    /// Reads outlet, byline, dates and credits, and sets the roles of their lines.
    fn read_metadata(&mut self, host: Option<&str>) {
        if let Some(host) = host {
            let value = outlet_by_domain(host).map_or(host, |outlet| outlet.name).to_owned();
            self.outlet = Some(Found { value, span: None });
        }
        let n_lines = self.lines.len();
        let title_idx = self.title.as_ref().map(|(idx, _)| *idx);
        let headline = title_idx.unwrap_or(0);
        let n_above = (0..headline).filter(|&idx| self.kinds[idx] != Kind::Unknown).count();
        let mut under_menu = n_above >= MENU_LINES;
        for idx in 0..headline {
            under_menu |= self.read_above_headline(idx, under_menu);
        }
        let text_starts = self.zones.first.min(n_lines);
        let below = title_idx.map_or(0, |idx| idx + 1);
        for idx in below..text_starts {
            self.read_meta_line(idx, Place::UnderHeadline, host);
        }
        self.find_lone_name(below, text_starts);
        if self.zones.first < n_lines {
            self.read_first_paragraph(self.zones.first);
        }
        if let Some(last) =
            (self.zones.first..self.zones.tail).rev().find(|&idx| self.lines[idx].shape == Shape::Prose)
        {
            let found = credit::read_end(self.words(last));
            self.push_credit(last, found);
        }
        let is_list = |idx: &usize| {
            matches!(self.kinds[*idx], Kind::Comments | Kind::CommentsHeading | Kind::Related | Kind::SeeAlso)
        };
        self.list = (self.zones.tail..n_lines).find(is_list).unwrap_or(n_lines);
        for idx in self.zones.tail..n_lines {
            self.read_meta_line(idx, Place::BehindText, host);
        }
    }

    /// A line above the headline; true where it is the site's name, under which a date is that of the visit.
    fn read_above_headline(&mut self, idx: usize, under_menu: bool) -> bool {
        let words = self.words(idx);
        if words.len() > META_BYTES || self.lines[idx].shape == Shape::Rule {
            return false;
        }
        let bare = words.trim_matches(|c: char| c.is_whitespace() || "#*_[]()".contains(c));
        let by_name = outlet_by_name(bare).map(|outlet| outlet.name.to_owned());
        let by_domain = || {
            let host = host_of(bare).filter(|host| is_domain(host) || host.starts_with("www."))?;
            Some(outlet_by_domain(host).map_or(host, |outlet| outlet.name).to_owned())
        };
        if let Some(value) = by_name.or_else(by_domain) {
            let span = Some(self.span(idx, 0..words.len()));
            self.outlet.get_or_insert(Found { value, span });
            self.roles[idx] = Role::Boilerplate;
            return true;
        }
        let dates = find_dates(words, self.order);
        if !dates.is_empty() && is_date_line(words, &dates) {
            let is_labelled = dates.iter().any(|date| date.label == Some(DateLabel::Published));
            let byline = self.read_byline(idx, &dates);
            let is_meta = is_labelled || byline;
            let place = if byline { Place::UnderHeadline } else { Place::AboveHeadline { under_menu } };
            self.push_dates(idx, dates, place);
            self.roles[idx] = if is_meta { Role::Meta } else { Role::Boilerplate };
        } else if self.kinds[idx] == Kind::Unknown && self.read_byline(idx, &[]) {
            self.roles[idx] = Role::Meta;
        }
        false
    }

    /// A line between headline and text, or behind the text.
    fn read_meta_line(&mut self, idx: usize, place: Place, host: Option<&str>) {
        let words = self.words(idx);
        if words.len() > META_BYTES || self.lines[idx].shape == Shape::Rule {
            return;
        }
        let is_behind = place == Place::BehindText;
        let is_closed = idx >= self.zones.close;
        if is_behind {
            self.read_copyright(idx);
        }
        let mut credit = None;
        if !is_closed && (is_behind || !words.starts_with('©')) {
            credit = credit::read_line(words);
        }
        let is_short = self.lines[idx].shape == Shape::Short && self.kinds[idx] == Kind::Unknown;
        if credit.is_none() && is_short && !is_closed && idx < self.list {
            credit = credit::read_bare(words).filter(|credit| {
                // The page's own address behind its text credits nobody.
                let named = host_of(&words[credit.name.clone()]);
                !(named.is_some() && named == host)
            });
        }
        if credit.is_some() {
            self.push_credit(idx, credit);
            self.roles[idx] = Role::Meta;
            return;
        }
        let dates = find_dates(words, self.order);
        let is_labelled = dates.iter().any(|date| date.label.is_some());
        let is_line = !dates.is_empty() && (is_date_line(words, &dates) || is_bare_date(words, &dates));
        let is_near = self.zones.tail + 3 > idx && is_short;
        let is_read = match place {
            Place::BehindText => {
                (is_labelled && (is_line || self.kinds[idx] != Kind::Unknown)) || (is_line && is_near)
            }
            _ => is_line || (is_labelled && self.lines[idx].shape != Shape::Prose),
        };
        let is_byline = (!is_behind || (is_near && !is_closed)) && self.read_byline(idx, &dates);
        if is_read && (is_labelled || !is_closed) {
            if !is_behind {
                self.read_outlet_segment(idx, &dates);
            }
            self.read_credit_segment(idx, &dates);
            let is_bare = is_labelled && is_bare_date(words, &dates);
            self.push_dates(idx, dates, place);
            if self.kinds[idx] == Kind::Unknown || is_bare {
                self.roles[idx] = Role::Meta;
            }
        } else if is_byline || (is_behind && is_near && is_initials(words)) {
            self.roles[idx] = Role::Meta;
        }
    }

    /// A name alone on its line between headline and text signs where *Par* or *By* stands above it, or where a
    /// date line stands beside it.
    fn find_lone_name(&mut self, from: usize, to: usize) {
        if self.byline.is_some() {
            return;
        }
        let has_date = |idx: usize| {
            (from..to).contains(&idx)
                && self.roles[idx] == Role::Meta
                && !find_dates(self.words(idx), self.order).is_empty()
        };
        let is_name = |idx: usize| {
            (from..to).contains(&idx)
                && self.roles[idx] == Role::Body
                && self.kinds[idx] == Kind::Unknown
                && (1..=5).contains(&self.words(idx).split_whitespace().count())
                && looks_like_name(self.words(idx))
        };
        let found = (from..to).find(|&idx| {
            let is_led = idx > from && is_byline_lead(self.words(idx - 1));
            // Between name and date the paper's name may stand.
            let is_beside = has_date(idx + 1)
                || (is_name(idx + 1) && has_date(idx + 2))
                || (idx > from && has_date(idx - 1));
            is_name(idx) && (is_led || (self.words(idx).contains(' ') && is_beside))
        });
        let Some(idx) = found else { return };
        if is_name(idx + 1) && has_date(idx + 2) {
            self.roles[idx + 1] = Role::Meta;
        }
        self.byline = Some(self.found(idx, 0..self.words(idx).len()));
        self.roles[idx] = Role::Meta;
        if idx > from && is_byline_lead(self.words(idx - 1)) {
            self.roles[idx - 1] = Role::Meta;
        }
    }

    /// Date and credit of the dateline.
    fn read_first_paragraph(&mut self, idx: usize) {
        let words = self.words(idx);
        if let Some(date) = find_dateline(words, self.order) {
            self.push_dates(idx, vec![date], Place::Dateline);
        }
        let credit = credit::read_dateline(words);
        self.push_credit(idx, credit);
    }

    /// Sets the byline from line `idx`; true where the line is one, even where another was found before.
    fn read_byline(&mut self, idx: usize, dates: &[WrittenDate]) -> bool {
        let words = self.words(idx);
        let ranges: Vec<Range<usize>> = dates.iter().map(|date| date.labelled_range.clone()).collect();
        let found = find_byline(words, &ranges).or_else(|| {
            // A signature alone: *Lise Arvan* under the text, right behind it.
            let is_signature = (self.zones.tail..self.zones.tail + 3).contains(&idx)
                && self.lines[idx].shape == Shape::Short
                && self.kinds[idx] == Kind::Unknown
                && (2..=4).contains(&words.split_whitespace().count())
                && looks_like_name(words);
            is_signature.then_some(0..words.len())
        });
        let Some(range) = found else { return false };
        if self.byline.is_none() {
            self.byline = Some(self.found(idx, range));
        }
        true
    }

    /// The credit in a line such as *Par Dana Holt – 7 août 2018 – Source Le Fanal*.
    fn read_credit_segment(&mut self, idx: usize, dates: &[WrittenDate]) {
        let words = self.words(idx);
        let ranges: Vec<Range<usize>> = dates.iter().map(|date| date.labelled_range.clone()).collect();
        for range in segments(words, &ranges) {
            let found = credit::read_line(&words[range.clone()]);
            let moved = |inner: Range<usize>| range.start + inner.start..range.start + inner.end;
            let found =
                found.map(|credit| LineCredit { range: moved(credit.range), name: moved(credit.name) });
            self.push_credit(idx, found);
        }
    }

    /// The outlet in a line such as *Le Fanal, 12 mars 2015*, where it is a known one or a domain.
    fn read_outlet_segment(&mut self, idx: usize, dates: &[WrittenDate]) {
        if self.outlet.is_some() {
            return;
        }
        let words = self.words(idx);
        let ranges: Vec<Range<usize>> = dates.iter().map(|date| date.labelled_range.clone()).collect();
        for range in segments(words, &ranges) {
            let segment = &words[range.clone()];
            let by_domain = || credit::domain_of(segment).map(credit::name_of);
            if let Some(value) = outlet_by_name(segment).map(|o| o.name.to_owned()).or_else(by_domain) {
                self.outlet = Some(Found { value, span: Some(self.span(idx, range)) });
                return;
            }
        }
    }

    /// The outlet in *© 2017 Le Fanal. Tous droits réservés.*
    fn read_copyright(&mut self, idx: usize) {
        let words = self.words(idx);
        let is_notice = words.starts_with('©') || fold(&words[..first_word_len(words)]) == "copyright";
        if self.outlet.is_some() || !is_notice {
            return;
        }
        let known = |piece: &str| {
            let by_domain = || credit::domain_of(piece).map(credit::name_of);
            outlet_by_name(piece).map(|outlet| outlet.name.to_owned()).or_else(by_domain)
        };
        // *© 2021 Zérane Matin. Tous droits réservés.*: behind a year a name stands, known or not.
        let named = |piece: &str| {
            let behind_year = words[..words.find(piece)?].trim_end().ends_with(|c: char| c.is_ascii_digit());
            let n_words = piece.split_whitespace().count();
            let is_name = behind_year
                && n_words <= 5
                && looks_like_name(piece)
                && kind_of_words(piece) == Kind::Unknown;
            is_name.then(|| piece.to_owned())
        };
        let pieces = words.split(['©', '|', '.', ',', '-', '–', '(', ')']).chain(words.split_whitespace());
        let pieces =
            pieces.map(|piece| piece.trim_matches(|c: char| !c.is_alphabetic())).filter(|p| !p.is_empty());
        let found = pieces.clone().find_map(|piece| Some((piece, known(piece)?)));
        let Some((piece, value)) =
            found.or_else(|| pieces.clone().find_map(|piece| Some((piece, named(piece)?))))
        else {
            return;
        };
        let start = words.find(piece).unwrap_or(0);
        self.outlet = Some(Found { value, span: Some(self.span(idx, start..start + piece.len())) });
    }

    fn push_credit(&mut self, idx: usize, credit: Option<LineCredit>) {
        let Some(LineCredit { range, name }) = credit else { return };
        let text = credit::name_of(&self.words(idx)[name.clone()]);
        let (span, name) = (self.span(idx, range), self.span(idx, name));
        self.credits.push(Credit { text, span, name });
    }

    fn push_dates(&mut self, idx: usize, dates: Vec<WrittenDate>, place: Place) {
        for date in dates {
            let span = self.span(idx, date.range);
            if !date.weekday_fits {
                let message = format!("the weekday is not that of {} (character {})", date.from, span.start);
                self.warnings.push(Warning { name: "weekday-mismatch", message });
            }
            if date.from != date.to {
                let message = format!(
                    "day and month of {} or {} (character {}) may be swapped",
                    date.from, date.to, span.start
                );
                self.warnings.push(Warning { name: "ambiguous-date", message });
            }
            let place = match (date.label, place) {
                (Some(DateLabel::Published), _) => Place::Labelled,
                (_, place) => place,
            };
            self.dates.push(PageDate { place, label: date.label, from: date.from, to: date.to, span });
        }
    }

    /// Sets the roles of residue and rules.
    fn mark_residue(&mut self) {
        let zones = self.zones;
        let headline = self.title.as_ref().map_or(0, |(idx, _)| *idx);
        let is_residue =
            |idx: &usize| self.kinds[*idx] != Kind::Unknown || self.roles[*idx] == Role::Boilerplate;
        let n_residue = (0..headline).filter(is_residue).count();
        for idx in 0..zones.first.min(self.lines.len()) {
            let known = self.kinds[idx] != Kind::Unknown;
            let in_menu = idx < headline
                && (n_residue >= MENU_LINES || (n_residue > 0 && self.lines[idx].shape == Shape::Short));
            if self.roles[idx] == Role::Body && (known || in_menu) {
                self.roles[idx] = Role::Boilerplate;
            }
        }
        if zones.first < zones.tail {
            let marked = mark_middle(self.text.as_str(), &self.lines, &self.kinds, &zones);
            for (idx, is_residue) in (zones.first..zones.tail).zip(marked) {
                if is_residue && self.roles[idx] == Role::Body {
                    self.roles[idx] = Role::Boilerplate;
                }
            }
        }
        let marked = mark_tail(&self.lines, &self.kinds, &zones, |idx| self.roles[idx] != Role::Body);
        for (idx, is_residue) in (zones.tail..self.lines.len()).zip(marked) {
            if is_residue {
                self.roles[idx] = Role::Boilerplate;
            }
        }
        for (role, line) in self.roles.iter_mut().zip(&self.lines) {
            if *role == Role::Body && line.shape == Shape::Rule {
                *role = Role::Rule;
            }
        }
    }

    /// Lines that repeat on every page are no part of the article, wherever they stand.
    fn mark_repeated(&mut self, set: &Set) {
        for (role, line) in self.roles.iter_mut().zip(&self.lines) {
            if set.repeated.binary_search_by_key(&line.span.start, |span| span.start).is_ok() {
                *role = Role::Boilerplate;
            }
        }
    }

    /// Body and boilerplate, each a span a line, in text order.
    fn spans(&self) -> (Vec<CharSpan>, Vec<CharSpan>) {
        let (mut body, mut boilerplate) = (Vec::new(), Vec::new());
        for (line, role) in self.lines.iter().zip(&self.roles) {
            let spans = match role {
                Role::Body => &mut body,
                Role::Boilerplate => &mut boilerplate,
                _ => continue,
            };
            spans.extend(self.text.to_chars(line.span));
        }
        (body, boilerplate)
    }
}
