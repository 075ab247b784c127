//! A text with its marks: who is said to say what, line by line, as HTML.
//!
//! Spans of attributions lie in and across each other, so each line is cut at every end of a span that falls
//! into it, and each piece carries what covers it: `data-s`, `data-q` and `data-c` hold the numbers of the
//! attributions whose source, cue and content it is part of. The words between the tags are the text's own,
//! every one of them and nothing else; numbers and signs are drawn by the style sheet.
//!
//! Long texts are cut into parts of about [`PART_CHARS`] scalar values at ends of lines, so that a page stays
//! small; cost is one pass over the text for its lines, and marks only for the part that is shown.

use std::collections::HashMap;
use std::fmt::Write;

use selon_case::{Attribution, AttributionId, Reading};
use selon_text::CharSpan;

use crate::html::escape_into;

/// Scalar values of a part. With its marks and notes a part of a news article comes to about 120 kB of HTML.
pub const PART_CHARS: u32 = 16_000;

/// Underlines tell this many depths apart.
const DEPTHS: usize = 4;

/// A line of the text with its marks.
#[derive(Debug)]
pub struct MarkedLine {
    /// HTML; empty for an empty line.
    pub html: String,
    /// Indices of the attributions that begin here.
    pub begins: Vec<usize>,
    /// All of it is boilerplate.
    pub is_boilerplate: bool,
}

/// The lines of a part.
#[derive(Debug)]
pub struct Part {
    /// What the part covers.
    pub span: CharSpan,
    /// Its number, from 1.
    pub number: usize,
    /// How many there are.
    pub n_parts: usize,
    /// Its lines.
    pub lines: Vec<MarkedLine>,
}

/// Part `number` of a reading's text, or the one in which `wanted` begins. The words at `wanted` are marked.
pub fn part(reading: &Reading, number: usize, wanted: &[CharSpan]) -> Part {
    let parts = parts(reading);
    let holds =
        |at: u32| parts.iter().position(|lines| lines.iter().any(|line| line.start <= at && at < line.end));
    let chosen = match wanted.first() {
        Some(first) => holds(first.start).unwrap_or(0),
        None => number.clamp(1, parts.len()) - 1,
    };
    let lines = &parts[chosen];
    let span = CharSpan::new(lines[0].start, lines[lines.len() - 1].end);
    let marker = Marker::new(reading, span, wanted);
    Part {
        span,
        number: chosen + 1,
        n_parts: parts.len(),
        lines: lines.iter().map(|line| marker.line(*line)).collect(),
    }
}

/// Lines of the text, part by part; a line longer than a part is cut.
fn parts(reading: &Reading) -> Vec<Vec<CharSpan>> {
    let mut parts = vec![Vec::new()];
    let mut part_start = 0;
    let mut start = 0;
    let mut push = |start: &mut u32, end: u32| {
        if end - part_start > PART_CHARS && parts.last().is_some_and(|part: &Vec<_>| !part.is_empty()) {
            parts.push(Vec::new());
            part_start = *start;
        }
        parts.last_mut().expect("one part at least").push(CharSpan::new(*start, end));
        *start = end;
    };
    for (at, c) in (0_u32..).zip(reading.text.as_str().chars()) {
        if c == '\n' || at + 1 - start >= PART_CHARS {
            push(&mut start, at + 1);
        }
    }
    if start < reading.text.n_chars() || start == 0 {
        push(&mut start, reading.text.n_chars());
    }
    parts
}

/// How deep each attribution lies in others, from 1.
pub fn depths(reading: &Reading) -> Vec<usize> {
    let index: HashMap<&AttributionId, usize> =
        reading.attributions.iter().enumerate().map(|(i, attribution)| (&attribution.id, i)).collect();
    let parent = |i: usize| reading.attributions[i].parent.as_ref().and_then(|id| index.get(id)).copied();
    let depth = |i: usize| {
        // Parents that run in a circle end after every attribution was met.
        std::iter::successors(Some(i), |&i| parent(i)).take(reading.attributions.len()).count()
    };
    (0..reading.attributions.len()).map(depth).collect()
}

struct Marker<'a> {
    reading: &'a Reading,
    depths: Vec<usize>,
    /// Attributions with a span in the part.
    here: Vec<usize>,
    wanted: &'a [CharSpan],
}

impl<'a> Marker<'a> {
    fn new(reading: &'a Reading, part: CharSpan, wanted: &'a [CharSpan]) -> Self {
        let attributions = reading.attributions.iter().enumerate();
        let here = attributions
            .filter(|(_, attribution)| spans(attribution).any(|span| span.overlaps(part)))
            .map(|(i, _)| i)
            .collect();
        Self { reading, depths: depths(reading), here, wanted }
    }

    fn line(&self, line: CharSpan) -> MarkedLine {
        let attributions = &self.reading.attributions;
        let here: Vec<usize> = self
            .here
            .iter()
            .copied()
            .filter(|&i| spans(&attributions[i]).any(|span| span.overlaps(line)))
            .collect();
        let boilerplate: Vec<CharSpan> =
            self.reading.document.boilerplate.iter().copied().filter(|span| span.overlaps(line)).collect();
        let mut cuts = vec![line.start, line.end];
        let ends = |span: &CharSpan| [span.start, span.end];
        cuts.extend(here.iter().flat_map(|&i| spans(&attributions[i])).flat_map(|span| ends(&span)));
        cuts.extend(boilerplate.iter().flat_map(ends));
        cuts.extend(self.wanted.iter().flat_map(ends));
        cuts.retain(|cut| (line.start..=line.end).contains(cut));
        cuts.sort_unstable();
        cuts.dedup();
        let mut html = String::new();
        for ends in cuts.windows(2) {
            self.piece(&mut html, CharSpan::new(ends[0], ends[1]), &here, &boilerplate);
        }
        let words = self.reading.text.slice(line).unwrap_or_default();
        if words.trim().is_empty() {
            html.clear();
        }
        let begins = here
            .into_iter()
            .filter(|&i| anchor(&attributions[i]).is_some_and(|at| line.start <= at && at < line.end))
            .collect();
        let n_dim: u32 =
            boilerplate.iter().map(|span| span.end.min(line.end) - span.start.max(line.start)).sum();
        let is_boilerplate = n_dim > 0 && n_dim as usize >= words.trim().chars().count();
        MarkedLine { html, begins, is_boilerplate }
    }

    fn piece(&self, html: &mut String, piece: CharSpan, here: &[usize], boilerplate: &[CharSpan]) {
        let words = self.reading.text.slice(piece).unwrap_or_default();
        let attributions = &self.reading.attributions;
        let covers = |spans: &[CharSpan]| spans.iter().any(|span| span.contains(piece));
        let which = |part: fn(&Attribution) -> &[CharSpan]| -> Vec<usize> {
            here.iter().copied().filter(|&i| covers(part(&attributions[i]))).collect()
        };
        let sources = which(|attribution| &attribution.source.at);
        let cues = which(|attribution| &attribution.cue.at);
        let contents = which(|attribution| &attribution.content.at);
        let is_wanted = covers(self.wanted);
        let mut classes: Vec<String> = Vec::new();
        if let Some(&innermost) = contents.iter().max_by_key(|&&i| (self.depths[i], i)) {
            classes.push(format!("c d{}", self.depths[innermost].min(DEPTHS)));
            classes.push(attributions[innermost].stance.as_str().to_owned());
            if contents.iter().any(|&i| attributions[i].hedged) {
                classes.push("hedged".to_owned());
            }
        }
        if !sources.is_empty() {
            classes.push("s".to_owned());
        }
        if covers(boilerplate) {
            classes.push("b".to_owned());
        }
        let cue = cues.first().copied();
        if let Some(cue) = cue {
            classes.push("q".to_owned());
            if attributions[cue].hedged {
                classes.push("hedging".to_owned());
            }
            if attributions[cue].stance == selon_extract::Stance::Denies {
                classes.push("denying".to_owned());
            }
        }
        let mut attributes = String::new();
        for (name, numbers) in [("s", &sources), ("q", &cues), ("c", &contents)] {
            if !numbers.is_empty() {
                let numbers: Vec<String> = numbers.iter().map(|i| (i + 1).to_string()).collect();
                write!(attributes, " data-{name}=\"{}\"", numbers.join(" ")).expect("writing to a string");
            }
        }
        let tag = match cue {
            Some(cue) => {
                let number = cue + 1;
                let at = &attributions[cue].cue.at;
                if at.first().is_some_and(|first| first.start == piece.start) {
                    write!(attributes, " id=\"a{number}\"").expect("writing to a string");
                }
                if at.last().is_some_and(|last| last.end == piece.end) {
                    write!(attributes, " data-n=\"{number}\"").expect("writing to a string");
                }
                write!(attributes, " href=\"#n{number}\"").expect("writing to a string");
                "a"
            }
            None => "span",
        };
        let is_tagged = !classes.is_empty();
        if is_tagged {
            write!(html, "<{tag} class=\"{}\"{attributes}>", classes.join(" ")).expect("writing to a string");
        }
        if is_wanted {
            let is_first = self.wanted.first().is_some_and(|first| first.start == piece.start);
            html.push_str(if is_first { "<mark id=\"mark\">" } else { "<mark>" });
        }
        escape_into(html, words.trim_end_matches('\n'));
        if is_wanted {
            html.push_str("</mark>");
        }
        if is_tagged {
            write!(html, "</{tag}>").expect("writing to a string");
        }
    }
}

fn spans(attribution: &Attribution) -> impl Iterator<Item = CharSpan> + '_ {
    attribution.source.at.iter().chain(&attribution.cue.at).chain(&attribution.content.at).copied()
}

/// Where an attribution's note stands: beside its cue, else its source, else its content.
pub fn anchor(attribution: &Attribution) -> Option<u32> {
    let first = [&attribution.cue, &attribution.source, &attribution.content]
        .into_iter()
        .find(|part| !part.is_empty());
    first.and_then(|part| part.at.first()).map(|span| span.start)
}

/// The paragraphs around `wanted`, with the words marked, as HTML; what a page about one claim shows.
pub fn context(reading: &Reading, wanted: &[CharSpan]) -> Vec<String> {
    let Some(hull) = wanted.first().zip(wanted.last()).map(|(a, b)| CharSpan::new(a.start, b.end)) else {
        return Vec::new();
    };
    let lines: Vec<CharSpan> =
        parts(reading).into_iter().flatten().filter(|line| line.overlaps(hull)).collect();
    let nothing = [];
    let mut shown = Vec::new();
    for line in lines {
        let mut cuts = vec![line.start, line.end];
        cuts.extend(wanted.iter().flat_map(|span| [span.start, span.end]));
        cuts.retain(|cut| (line.start..=line.end).contains(cut));
        cuts.sort_unstable();
        cuts.dedup();
        let marker = Marker { reading, depths: Vec::new(), here: Vec::new(), wanted };
        let mut html = String::new();
        for ends in cuts.windows(2) {
            marker.piece(&mut html, CharSpan::new(ends[0], ends[1]), &nothing, &[]);
        }
        if !html.trim().is_empty() {
            shown.push(html);
        }
    }
    shown
}
