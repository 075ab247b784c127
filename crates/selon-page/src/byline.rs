//! Who signs: *Par Lise Arvan*, *Auteur : D. Sorel (Valdombre) | …*, *By Tom Reed in Zerana*.
//!
//! A byline stands between headline and text, or behind the text. After a label (*Auteur :*) any name is
//! taken; after a bare *par* or *by*, and for a signature without a word before it, the words must look like
//! names: capitals, with particles between. *Par six voix contre neuf* is none.
//!
//! Cost: linear in the line.

use std::ops::Range;
use std::sync::LazyLock;

use crate::outlet::outlet_by_name;
use crate::phrase::{Phrases, tokens};

/// Longer lines are text.
const LINE_BYTES: usize = 240;

/// A name has no more words than this; a list of two or three reporters has fewer.
const NAME_WORDS: usize = 10;

/// Words inside names that have no capital.
const PARTICLES: &[&str] = &[
    "de", "du", "des", "la", "le", "les", "d", "l", "el", "al", "ad", "ben", "bin", "ibn", "ould", "von",
    "van", "der", "den", "di", "da", "dos", "y", "et", "and", "e", "ag",
];

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::read(&[
        include_str!("../lang/fr/bylines.txt"),
        include_str!("../lang/en/bylines.txt"),
        include_str!("../lang/de/bylines.txt"),
    ])
});

/// True for a line that is nothing but *Par* or *By*, the name on the next one.
pub(crate) fn is_byline_lead(line: &str) -> bool {
    line.len() <= LINE_BYTES && PHRASES.find(&tokens(line)).is_some_and(|hit| hit.section == "lead")
}

/// The bytes of `line` that name who signs it; `dates` are the dates in it, with their labels.
pub(crate) fn find_byline(line: &str, dates: &[Range<usize>]) -> Option<Range<usize>> {
    if line.len() > LINE_BYTES {
        return None;
    }
    segments(line, dates).into_iter().find_map(|segment| {
        let words = &line[segment.clone()];
        let hit = PHRASES.find(&tokens(words))?;
        let (start, end) = hit.captured?;
        let name = without_bracket(words, start..end);
        let name = without_outlet(words, name);
        let name = without_clock(words, name);
        // *Posté le 14 mai 2019 par vigie*: beside its date a nickname signs, too.
        let is_nickname = !dates.is_empty() && !words[name.clone()].contains(' ');
        let fits = hit.section == "label" || is_nickname || looks_like_name(&words[name.clone()]);
        let first = words[name.clone()].chars().next()?;
        (fits && !first.is_ascii_digit()).then(|| segment.start + name.start..segment.start + name.end)
    })
}

/// True for words that can be a person's or an outlet's name and nothing else.
pub(crate) fn looks_like_name(words: &str) -> bool {
    let parts: Vec<&str> = words
        .split(|c: char| c.is_whitespace() || "-’'.,&/".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    let has_capital = |part: &&str| part.chars().next().is_some_and(char::is_uppercase);
    let is_particle = |part: &&str| PARTICLES.contains(&part.to_lowercase().as_str());
    parts.len() <= NAME_WORDS
        && parts.first().is_some_and(|part| has_capital(part) || is_particle(part))
        && parts.iter().any(|part| has_capital(part) && part.chars().count() > 1)
        && parts.iter().all(|part| has_capital(part) || is_particle(part))
        && words.chars().all(|c| c.is_alphabetic() || " \u{a0}-’'.,&/".contains(c))
}

/// The parts of a line between bars, bullets and dates: `Auteur : X | Editeur : Y | 22 Déc. 2017`.
pub(crate) fn segments(line: &str, dates: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let words = &line[from..to];
        let trimmed = words.trim_matches(|c: char| c.is_whitespace() || "|•·–—-,;*_#\u{feff}".contains(c));
        if !trimmed.is_empty() {
            let begin = from + words.find(trimmed).unwrap_or(0);
            segments.push(begin..begin + trimmed.len());
        }
    };
    for (at, c) in line.char_indices() {
        let next = line[at + c.len_utf8()..].chars().next();
        let is_spaced = line[..at].ends_with(char::is_whitespace) && next.is_some_and(char::is_whitespace);
        let is_date = dates.iter().any(|date| date.contains(&at));
        if at >= start && (is_date || "|•·".contains(c) || ("–—-/".contains(c) && is_spaced)) {
            push(start, at);
            start = dates.iter().find(|date| date.contains(&at)).map_or(at + c.len_utf8(), |date| date.end);
        }
    }
    if start < line.len() {
        push(start, line.len());
    }
    segments
}

/// `name` of `words` without the outlet behind it: *Dana Holt, Le Fanal du Nord*.
fn without_outlet(words: &str, name: Range<usize>) -> Range<usize> {
    let text = &words[name.clone()];
    let Some((person, behind)) = text.split_once(", ") else { return name };
    let is_outlet = outlet_by_name(behind).is_some()
        || ["Le ", "La ", "Les ", "L’", "L'", "The "].iter().any(|article| behind.starts_with(article));
    if is_outlet { name.start..name.start + person.len() } else { name }
}

/// `name` of `words` without the time of day behind it: *Ann Low at 11:05 PM 3 comments*.
fn without_clock(words: &str, name: Range<usize>) -> Range<usize> {
    let text = &words[name.clone()];
    let Some(digit) = text.find(|c: char| c.is_ascii_digit()) else { return name };
    let before = text[..digit].trim_end();
    let Some((person, link)) = before.rsplit_once(' ') else { return name };
    let is_link = ["at", "on", "à", "le", "um", "am", "»"].contains(&link);
    if is_link && looks_like_name(person) { name.start..name.start + person.len() } else { name }
}

/// True for the initials that end a wire report: *abc/de/fg*.
pub(crate) fn is_initials(line: &str) -> bool {
    let mut n_parts = 0;
    line.split('/').all(|part| {
        n_parts += 1;
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase())
    }) && n_parts >= 2
}

/// `name` of `words` without a bracket at its end, *(Etats-Unis)*, and without what closes a sentence.
fn without_bracket(words: &str, name: Range<usize>) -> Range<usize> {
    let text = &words[name.clone()];
    let bare = text.split_once('(').map_or(text, |(bare, _)| bare);
    let bare = bare.trim_end_matches(|c: char| c.is_whitespace() || ",;:".contains(c));
    if bare.is_empty() { name } else { name.start..name.start + bare.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_and_their_look_alikes() {
        for (line, name) in [
            ("Par Lise Arvan", Some("Lise Arvan")),
            ("Par Lise Arvan et Jean-Marc d’Ossel", Some("Lise Arvan et Jean-Marc d’Ossel")),
            ("Auteur : D. Sorel (Valdombre) | Editeur : W", Some("D. Sorel")),
            ("By Tom Reed | March 3, 2021", Some("Tom Reed")),
            ("La rédaction | Rédigé par Lise Arvan", Some("Lise Arvan")),
            ("Posted by Ann Low at 11:05 PM 3 comments Labels: bridges", Some("Ann Low")),
            ("Par six voix contre neuf", None),
            ("Par ailleurs", None),
            ("De nouveaux combats", None),
        ] {
            let found = find_byline(line, &[]).map(|range| &line[range]);
            assert_eq!(found, name, "{line}");
        }
    }
}
