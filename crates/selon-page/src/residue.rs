//! Which lines of a page are not the article.
//!
//! A crawl leaves menus above a text, links between its paragraphs, and comment forms, share buttons and
//! lists of other articles below it. Two things tell them: the words that sites use for them, which are data
//! (`lang/*/residue.txt`), and where they stand.
//!
//! | zone | from, to | what is marked |
//! | --- | --- | --- |
//! | head | above the first paragraph | lines that a phrase knows; above the headline also what stands among them |
//! | middle | first to last paragraph | lines that a phrase knows for certain; words that are also headings (*Commentaires*, *Facebook*) only beside other residue |
//! | tail | behind the last paragraph, or from the heading of the comments on | what a phrase knows, and behind the first of them everything short |
//!
//! So *Relations tendues* between two paragraphs is a heading, and *Fermé* behind a comment form is not the
//! article. A line that begins with a quotation mark is somebody's words and never residue by its words. A
//! paragraph is marked only where a whole-sentence phrase knows it (*Nous utilisons des cookies …*) or where
//! the comments have begun.
//!
//! Cost: linear in the number of lines.

use std::sync::LazyLock;

use crate::line::{Line, Shape, is_truncated};
use crate::phrase::{Phrases, tokens};

/// The comments close an article only behind this many characters of paragraphs: above the text the same
/// words are a link to them.
const CLOSABLE_CHARS: u32 = 250;

/// So many lines without a paragraph between them, some of them known residue, part the article from a notice
/// above it and from the teasers below it. Articles have lists too, but no share buttons among their items.
const GULF_LINES: usize = 10;

/// Known residue lines that make a stretch without paragraphs a gulf.
const GULF_RESIDUE: usize = 3;

/// What lies beyond a gulf is not the article where it has less than one in this many of its characters.
const FAR_SHARE: u32 = 4;

/// More characters of paragraphs than this, a hundred pages of a book, are no comments and no teasers: the text
/// is a collection of articles in one file, and what closes one of them closes not the rest.
const APART_CHARS: u32 = 200_000;

/// Behind a list of links the article goes on within this many lines, or not at all.
const LOOK_AHEAD_LINES: usize = 400;

/// Longer lines are not headlines of other articles.
const LINK_CHARS: u32 = 320;

/// What the words of a line say, by the section of `residue.txt` that they stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Unknown,
    Comments,
    CommentsHeading,
    Related,
    SeeAlso,
    Link,
    Notice,
    Line,
    Weak,
    Section,
}

/// Where the article's paragraphs stand among the lines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Zones {
    /// The first paragraph of the article; the number of lines where there is none.
    pub(crate) first: usize,
    /// The first line behind its last paragraph.
    pub(crate) tail: usize,
    /// The first line of the comments, or of what else closes the article; the number of lines where nothing does.
    pub(crate) close: usize,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::read(&[
        include_str!("../lang/fr/residue.txt"),
        include_str!("../lang/en/residue.txt"),
        include_str!("../lang/de/residue.txt"),
    ])
});

/// What `words` say, wherever they stand.
pub(crate) fn kind_of_words(words: &str) -> Kind {
    PHRASES.find(&tokens(words)).map_or(Kind::Unknown, |hit| Kind::of_section(hit.section))
}

/// What the words of `line` say.
pub(crate) fn kind_of(words: &str, line: &Line) -> Kind {
    if line.shape == Shape::Rule || words.starts_with(['«', '“', '"', '”', '„', '‘']) {
        return Kind::Unknown;
    }
    // A paragraph of news is longer than all notices, and most of a long text is paragraphs.
    if line.span.len() > 1200 {
        return Kind::Unknown;
    }
    let kind = match kind_of_words(words) {
        Kind::Unknown if line.shape == Shape::Short && is_row(words) => Kind::Section,
        kind => kind,
    };
    let has_sign = || {
        let (end, _) = words.char_indices().nth(40).unwrap_or((words.len(), ' '));
        words[..end].contains([':', '>', '→', '|', '←', '©'])
    };
    let fits = match (kind, line.shape) {
        (Kind::Notice, _) => true,
        (Kind::Comments, _) => line.span.len() < LINK_CHARS,
        (Kind::Link, Shape::Prose) => has_sign() && line.span.len() < LINK_CHARS,
        (_, Shape::Prose) => false,
        _ => true,
    };
    if fits { kind } else { Kind::Unknown }
}

impl Kind {
    fn of_section(name: &str) -> Self {
        match name {
            "comments" => Self::Comments,
            "comments-heading" => Self::CommentsHeading,
            "related" => Self::Related,
            "see-also" => Self::SeeAlso,
            "link" => Self::Link,
            "notice" => Self::Notice,
            "line" => Self::Line,
            "weak" => Self::Weak,
            _ => Self::Section,
        }
    }
}

/// True for a row of menu words on one line: *Politique, Monde*, *Accueil | Contact*.
fn is_row(words: &str) -> bool {
    let mut parts = words.split([',', '|', '/', '>', '›', '•', '·', '»', '-']).map(str::trim);
    let is_menu_word = |part: &str| matches!(kind_of_words(part), Kind::Line | Kind::Weak | Kind::Section);
    words.contains([',', '|', '/', '>', '›', '•', '·'])
        && parts.all(|part| part.is_empty() || is_menu_word(part))
}

impl Zones {
    /// Finds the article among `lines`, of which `kinds` are the kinds.
    pub(crate) fn find(text: &str, lines: &[Line], kinds: &[Kind]) -> Self {
        let is_paragraph = |idx: usize| lines[idx].shape == Shape::Prose && kinds[idx] == Kind::Unknown;
        let (begin, mut close) = main_part(lines, kinds, is_paragraph);
        let paragraphs = (begin..close).filter(|&idx| is_paragraph(idx));
        let total: u32 = paragraphs.map(|idx| lines[idx].span.len()).sum();
        let mut before = 0;
        for idx in begin..close {
            if is_paragraph(idx) {
                before += lines[idx].span.len();
                continue;
            }
            let after = total - before;
            let closes = before >= CLOSABLE_CHARS
                && (total <= APART_CHARS || after == 0)
                && match kinds[idx] {
                    Kind::Comments => after <= 3 * before,
                    Kind::CommentsHeading => {
                        let known = kinds[idx + 1..].iter().any(|kind| *kind != Kind::Unknown);
                        after == 0 || (known && after <= before)
                    }
                    Kind::Related => after * 2 <= before && !resumes(text, lines, kinds, idx + 1),
                    _ => false,
                };
            if closes {
                close = idx;
                break;
            }
        }
        let paragraphs = |shape: Shape| {
            (begin..close).filter(move |&idx| lines[idx].shape == shape && kinds[idx] == Kind::Unknown)
        };
        // A page without a paragraph may still have sentences.
        let (first, last) = [Shape::Prose, Shape::Sentence]
            .into_iter()
            .find_map(|shape| Some((paragraphs(shape).next()?, paragraphs(shape).next_back()?)))
            .unwrap_or((close, close.saturating_sub(1)));
        Self { first, tail: if first == close { close } else { last + 1 }, close }
    }
}

/// The lines from the last gulf above most of the text to the first one below it.
fn main_part(lines: &[Line], kinds: &[Kind], is_paragraph: impl Fn(usize) -> bool) -> (usize, usize) {
    // Stretches of paragraphs: first line, first line behind, characters.
    let mut parts: Vec<(usize, usize, u32)> = Vec::new();
    let mut n_residue = 0;
    for idx in 0..lines.len() {
        if !is_paragraph(idx) {
            n_residue += usize::from(kinds[idx] != Kind::Unknown);
            continue;
        }
        let n_chars = lines[idx].span.len();
        match parts.last_mut() {
            Some((_, end, sum)) if idx - *end < GULF_LINES || n_residue < GULF_RESIDUE => {
                *end = idx + 1;
                *sum += n_chars;
            }
            _ => parts.push((idx, idx + 1, n_chars)),
        }
        n_residue = 0;
    }
    let total: u32 = parts.iter().map(|(_, _, sum)| sum).sum();
    let (mut first, mut last) = (0, parts.len());
    let (mut above, mut below) = (0, 0);
    let is_far = |n_chars: u32| n_chars <= APART_CHARS && n_chars * FAR_SHARE < total;
    while first + 1 < last && is_far(above + parts[first].2) {
        above += parts[first].2;
        first += 1;
    }
    while last > first + 1 && is_far(below + parts[last - 1].2) {
        below += parts[last - 1].2;
        last -= 1;
    }
    let begin = if first == 0 { 0 } else { parts[first].0 };
    // Short sentences behind the last paragraph are still the article's, until something else begins.
    let behind = parts.get(last.wrapping_sub(1)).filter(|_| last < parts.len());
    let next =
        |&(_, end, _): &(usize, usize, u32)| (end..lines.len()).find(|&idx| kinds[idx] != Kind::Unknown);
    let close = behind.and_then(next).unwrap_or(lines.len());
    (begin, close)
}

/// True where the article goes on behind a list of links that begins before `start`: two paragraphs in a
/// row, or one that is no teaser and no site's own notice follows.
fn resumes(text: &str, lines: &[Line], kinds: &[Kind], start: usize) -> bool {
    let mut n_in_row = 0;
    let mut n_closing = 0;
    for idx in start..lines.len().min(start + LOOK_AHEAD_LINES) {
        match kinds[idx] {
            Kind::Unknown if lines[idx].shape == Shape::Prose => {
                let words = &text[lines[idx].span.range()];
                n_in_row = if is_truncated(words) { 0 } else { n_in_row + 1 };
                if n_in_row == 2 || (n_in_row == 1 && n_closing == 0) {
                    return true;
                }
            }
            Kind::Unknown => n_in_row = 0,
            Kind::Comments | Kind::CommentsHeading | Kind::Related | Kind::Notice => {
                n_in_row = 0;
                n_closing += 1;
            }
            _ => n_in_row = 0,
        }
    }
    false
}

/// Marks residue between the first paragraph and the last: `true` for each line of `zone` that is residue.
pub(crate) fn mark_middle(text: &str, lines: &[Line], kinds: &[Kind], zones: &Zones) -> Vec<bool> {
    let (from, to) = (zones.first, zones.tail);
    let mut marked: Vec<bool> = (from..to)
        .map(|idx| {
            use Kind::*;
            matches!(kinds[idx], Comments | Related | SeeAlso | Link | Notice | Line)
        })
        .collect();
    let could_be = |idx: usize| !matches!(kinds[idx], Kind::Unknown);
    for (here, idx) in (from..to).enumerate() {
        let is_heading_too = matches!(kinds[idx], Kind::Weak | Kind::Section | Kind::CommentsHeading);
        let beside = [idx.checked_sub(1), Some(idx + 1)].into_iter().flatten();
        if is_heading_too && beside.filter(|&other| other >= from && other < to).any(could_be) {
            marked[here] = true;
        }
        // The link that a bare *Lire aussi* announces stands right below it.
        if matches!(kinds[idx], Kind::SeeAlso | Kind::Related) {
            let mut next = idx + 1;
            while next < to && (next == idx + 1 || !lines[next].after_gap) && is_headline(text, &lines[next])
            {
                marked[next - from] = true;
                next += 1;
            }
        }
    }
    // One unknown label in a row of residue belongs to it: a share button with a new name.
    for (here, idx) in (from..to).enumerate().skip(1) {
        if idx + 1 == to {
            break;
        }
        let is_label =
            lines[idx].shape == Shape::Short && lines[idx].span.len() <= 24 && !lines[idx].after_gap;
        if is_label && marked[here - 1] && could_be(idx - 1) && could_be(idx + 1) && marked[here + 1] {
            marked[here] = true;
        }
    }
    marked
}

/// True for what may be the headline of another article: several words that do not end with a full stop.
fn is_headline(text: &str, line: &Line) -> bool {
    let words = &text[line.span.range()];
    let n_words = words.split_whitespace().count();
    line.shape != Shape::Prose && n_words >= 4 && !words.ends_with('.') && line.span.len() <= LINK_CHARS
}

/// Marks residue behind the last paragraph. `is_kept(line)` is true for credits, dates and signatures,
/// which are not residue wherever they stand.
pub(crate) fn mark_tail(
    lines: &[Line],
    kinds: &[Kind],
    zones: &Zones,
    is_kept: impl Fn(usize) -> bool,
) -> Vec<bool> {
    // How sure it is that the article is over: sentences count as its words until it is certain.
    let mut n_signs = 0;
    (zones.tail..lines.len())
        .map(|idx| {
            if idx >= zones.close {
                n_signs = 2;
            }
            if is_kept(idx) {
                n_signs = n_signs.max(1);
                return false;
            }
            match kinds[idx] {
                Kind::Unknown if lines[idx].shape == Shape::Rule => n_signs >= 2,
                Kind::Unknown => n_signs >= 2 || (n_signs == 1 && lines[idx].shape == Shape::Short),
                Kind::Comments | Kind::CommentsHeading | Kind::Related | Kind::Notice => {
                    n_signs = 2;
                    true
                }
                _ => {
                    n_signs += 1;
                    true
                }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    /// Comments close an article, and not the file that holds a thousand of them.
    #[test]
    fn a_collection_of_articles_is_read_to_its_end() {
        let paragraph = "Le conseil de Valdombre a voté mardi la fermeture du port, après douze heures de débat et \
            trois suspensions de séance, par douze voix contre neuf.";
        let article =
            format!("Le port ferme\n\n{paragraph}\n{paragraph}\n{paragraph}\n\nLaisser un commentaire\n\n");
        let n_body = |n_articles: usize| {
            let page = crate::read(article.repeat(n_articles).as_bytes(), &crate::Input::default()).unwrap();
            page.body.iter().filter(|line| line.len() > 100).count()
        };
        assert_eq!(n_body(1), 3);
        assert_eq!(n_body(1000), 3000);
    }
}
