//! Acronyms that a text introduces: `Front de libération d'Orbéna (FLO)`, `le FLO (Front de libération …)`.
//!
//! The long form is found by its initials, from the last letter back, after A. Schwartz and M. Hearst, *A simple
//! algorithm for identifying abbreviation definitions in biomedical text* (2003). Small words may be skipped, and
//! a long form has at most twice as many words as the acronym has letters, and two.
//!
//! Cost: linear in the text.

use selon_text::CharSpan;

use super::words::{Word, joined, n_before, words};
use crate::Document;

/// An acronym with its long form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Introduced {
    /// The acronym, folded.
    pub short: String,
    /// The words of the long form.
    pub long: CharSpan,
    /// Long form and acronym.
    pub span: CharSpan,
    /// No acronym: another name of the same, *Vastrel (Wastral dans l'orthographe locale)*.
    pub is_other_name: bool,
}

/// All acronyms that a document introduces, in text order, the first introduction of each.
pub(crate) fn introduced(document: &Document) -> Vec<Introduced> {
    let mut found: Vec<Introduced> = Vec::new();
    let chars: Vec<char> = document.text.as_str().chars().collect();
    for open in (0..chars.len()).filter(|&at| chars[at] == '(') {
        let reach = chars.len().min(open + 90);
        let Some(close) = (open + 1..reach).find(|&at| matches!(chars[at], ')' | '(' | '\n')) else {
            continue;
        };
        if chars[close] != ')' {
            continue;
        }
        let inside: String = chars[open + 1..close].iter().collect();
        let introduced = if is_acronym(inside.trim()) {
            behind(&chars, open, close, inside.trim())
        } else {
            before(&chars, open, close).or_else(|| other_name(&chars, open, close))
        };
        if let Some(introduced) = introduced
            && !found.iter().any(|other| other.short == introduced.short)
        {
            found.push(introduced);
        }
    }
    found
}

/// Two to eight letters, most of them capitals, in one word.
fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let one_word = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'));
    one_word && (2..=8).contains(&letters) && capitals >= 2 && capitals * 2 > letters
}

fn letters_of(acronym: &str) -> Vec<char> {
    words(acronym).iter().flat_map(|word| word.folded.chars().collect::<Vec<_>>()).collect()
}

/// `long form (SHORT)`.
fn behind(chars: &[char], open: usize, close: usize, short: &str) -> Option<Introduced> {
    let letters = letters_of(short);
    let most_words = 2 * letters.len() + 2;
    let start = (open.saturating_sub(150)..open)
        .rev()
        .find(|&at| matches!(chars[at], '\n' | '.' | ';' | '(' | ')' | ':' | '«'))
        .map_or(open.saturating_sub(150), |at| at + 1);
    let text: String = chars[start..open].iter().collect();
    let all = words(&text);
    let window = &all[all.len().saturating_sub(most_words)..];
    let from = window.len() - spelt_by(window, &letters)?;
    let long = CharSpan::new((start + window[from].start) as u32, (start + window.last()?.end) as u32);
    Some(Introduced {
        short: joined(&words(short)),
        long,
        span: CharSpan::new(long.start, close as u32 + 1),
        is_other_name: false,
    })
}

/// `SHORT (long form)`.
fn before(chars: &[char], open: usize, close: usize) -> Option<Introduced> {
    let end = (0..open).rev().take(3).find(|&at| chars[at].is_alphanumeric())? + 1;
    let start =
        (0..end).rev().find(|&at| !chars[at].is_alphanumeric() && chars[at] != '-').map_or(0, |at| at + 1);
    let short: String = chars[start..end].iter().collect();
    if !is_acronym(&short) {
        return None;
    }
    let inside: String = chars[open + 1..close].iter().collect();
    let all = words(&inside);
    let skip = n_before(&all);
    let n = spelt_by(&all[skip..], &letters_of(&short))?;
    (n == all.len() - skip).then(|| Introduced {
        short: joined(&words(&short)),
        long: CharSpan::new((open + 1 + all[skip].start) as u32, (open + 1 + all[all.len() - 1].end) as u32),
        span: CharSpan::new(start as u32, close as u32 + 1),
        is_other_name: false,
    })
}

/// `Vastrel (Wastral dans l'orthographe locale)`, `Vastrel (en turc Vastrul)`.
fn other_name(chars: &[char], open: usize, close: usize) -> Option<Introduced> {
    const SAYS_SO: &[&str] = &[
        "orthographe",
        "graphie",
        "forme",
        "transcription",
        "langue",
        "anglais",
        "arabe",
        "turc",
        "kurde",
        "russe",
        "ukrainien",
        "persan",
        "francais",
        "hebreu",
        "local",
        "locale",
        "officielle",
        "anciennement",
        "alias",
        "autrefois",
        "dit",
        "dite",
    ];
    const MOST_WORDS: usize = 8;
    let inside: String = chars[open + 1..close].iter().collect();
    let all = words(&inside);
    let is_told = all.iter().any(|word| !word.capital && SAYS_SO.contains(&word.folded.as_str()));
    if !is_told || all.len() > MOST_WORDS {
        return None;
    }
    let is_name = |word: &&Word| word.capital && word.folded.len() > 2;
    let mut named = all.iter().filter(is_name);
    let (name, rest) = (named.next()?, named.next());
    if rest.is_some() {
        return None;
    }
    let start = open.saturating_sub(60);
    let text: String = chars[start..open].iter().collect();
    let before = words(&text);
    let last = before.last().filter(|word| is_name(word) && text.trim_end().chars().count() == word.end)?;
    let long = CharSpan::new((start + last.start) as u32, (start + last.end) as u32);
    let short = joined(std::slice::from_ref(name));
    (short != last.folded).then(|| Introduced {
        short,
        long,
        span: CharSpan::new(long.start, close as u32 + 1),
        is_other_name: true,
    })
}

/// How many of the last words the letters are initials of, in order; the first letter that of the first word.
/// Small words count where the others alone do not spell it: `de l'Outre-Dulve` ends in OD.
fn spelt_by(words: &[Word], letters: &[char]) -> Option<usize> {
    spelt(words, letters, false).or_else(|| spelt(words, letters, true))
}

fn spelt(words: &[Word], letters: &[char], small_count: bool) -> Option<usize> {
    let mut letter = letters.len();
    for (n, word) in words.iter().rev().enumerate() {
        let initial = word.folded.chars().next()?;
        if !small_count && n > 0 && super::words::is_small(&word.folded) {
            continue;
        }
        if letter > 0 && initial == letters[letter - 1] {
            letter -= 1;
        } else if letter > 1
            && word.folded.len() > 6
            && word.folded.contains(letters[letter - 1])
            && Some(&initial) == letters.get(letter - 2)
        {
            // `cryptomonnaie (CM)`: two letters out of one word.
            letter -= 2;
        } else if n == 0 || !super::words::is_small(&word.folded) {
            return None;
        }
        if letter == 0 {
            return (n > 0).then_some(n + 1);
        }
    }
    None
}
