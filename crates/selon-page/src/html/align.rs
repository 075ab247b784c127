//! Where the words that an extractor returned stand on the page.
//!
//! Extractors return text, not places. Their words are the page's, in nearly the page's order, with what they
//! left out missing; so runs of words are looked for on the page, each as near behind the one before as it can
//! be found, and from there followed as long as both go on alike. Words that stand nowhere on the page (they
//! come from attributes or scripts) have no place.
//!
//! Cost: linear in both, as a run of [`SEED`] words has at most [`MAX_PLACES`] places that are looked at.

use std::collections::HashMap;
use std::ops::Range;

/// So many words in a row begin a match. Three are too common (*a-t-il déclaré*), with five short headings
/// between paragraphs are lost.
const SEED: usize = 4;

/// Places of one run of words that are kept: words that a page repeats more often are its menus.
const MAX_PLACES: usize = 32;

/// Words between two matches that may be matched one by one.
const MAX_GAP: usize = 64;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Bytes in the text.
    pub(crate) range: Range<usize>,
    /// A digest of its characters.
    hash: u64,
}

/// The words of a text: runs of letters and digits.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut word: Option<(usize, u64)> = None;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            let (start, hash) = word.unwrap_or((at, 0xcbf2_9ce4_8422_2325));
            word = Some((start, (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)));
        } else if let Some((start, hash)) = word.take() {
            words.push(Word { range: start..at, hash });
        }
    }
    words.extend(word.map(|(start, hash)| Word { range: start..text.len(), hash }));
    words
}

/// For each word of the page, whether the extractor returned it.
pub(crate) fn align(page: &[Word], extracted: &[Word]) -> Vec<bool> {
    let mut is_found = vec![false; page.len()];
    let mut places: HashMap<u64, Vec<u32>> = HashMap::with_capacity(page.len());
    for (at, seed) in page.windows(SEED).enumerate() {
        let places = places.entry(digest(seed)).or_default();
        if places.len() < MAX_PLACES {
            places.push(at as u32);
        }
    }
    // Behind the last match, on the page and in what was extracted.
    let (mut page_at, mut extracted_at) = (0, 0);
    let mut at = 0;
    while at + SEED <= extracted.len() {
        let known = places.get(&digest(&extracted[at..at + SEED]));
        let Some(place) = known.and_then(|known| nearest(known, page_at, &is_found)) else {
            at += 1;
            continue;
        };
        let n = run_length(&page[place..], &extracted[at..]);
        if place >= page_at {
            fill(page, page_at..place, &extracted[extracted_at..at], &mut is_found);
        }
        is_found[place..place + n].fill(true);
        (page_at, extracted_at) = (place + n, at + n);
        at = extracted_at;
    }
    let end = (page_at + MAX_GAP).min(page.len());
    fill(page, page_at..end, &extracted[extracted_at..], &mut is_found);
    is_found
}

fn digest(words: &[Word]) -> u64 {
    words
        .iter()
        .fold(0, |digest: u64, word| digest.rotate_left(17).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word.hash)
}

fn run_length(page: &[Word], extracted: &[Word]) -> usize {
    page.iter().zip(extracted).take_while(|(page, extracted)| page.hash == extracted.hash).count().max(SEED)
}

/// The first place at or behind `from`, else the first one that was not found yet.
fn nearest(places: &[u32], from: usize, is_found: &[bool]) -> Option<usize> {
    let places = || places.iter().map(|place| *place as usize);
    places().find(|place| *place >= from).or_else(|| places().find(|place| !is_found[*place]))
}

/// Words between two matches, each at its first place behind the one before.
fn fill(page: &[Word], gap: Range<usize>, extracted: &[Word], is_found: &mut [bool]) {
    if extracted.is_empty() || extracted.len() > MAX_GAP || gap.len() > MAX_GAP {
        return;
    }
    let mut from = gap.start;
    for word in extracted {
        let Some(n) = page[from..gap.end].iter().position(|other| other.hash == word.hash) else { continue };
        is_found[from + n] = true;
        from += n + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(page: &str, extracted: &str) -> String {
        let page_words = words(page);
        let is_found = align(&page_words, &words(extracted));
        let shown = page_words.iter().zip(is_found).filter(|(_, is_found)| *is_found);
        shown.map(|(word, _)| &page[word.range.clone()]).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_found_where_they_stand() {
        for (page, extracted, expected) in [
            (
                "Menu Le port rouvre. Partager Le port a rouvert mardi, dit-on. Inter Il avait fermé en mai 2020. Lire aussi",
                "Le port a rouvert mardi, dit-on.\nInter\nIl avait fermé en mai 2020.",
                "Le port a rouvert mardi dit on Inter Il avait fermé en mai 2020",
            ),
            // What is nowhere on the page has no place.
            ("un deux trois quatre cinq", "zéro un deux trois quatre six", "un deux trois quatre"),
            // Out of order, and twice on the page.
            ("e f g h x a b c d y a b c d", "a b c d e f g h", "e f g h a b c d"),
            ("", "a b c d", ""),
            ("a b", "a b", "a b"),
        ] {
            assert_eq!(found(page, extracted), expected, "{page}");
        }
    }
}
