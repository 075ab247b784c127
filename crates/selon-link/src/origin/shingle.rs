//! Keys of a text, such that texts that share a passage share a key.
//!
//! **Words.** Runs of [`RUN`] words are hashed, and of every window of runs the smallest hash is kept (winnowing;
//! Schleimer, Wilkerson, Aiken 2003): two texts that share [`RUN`] + window − 1 words in a row share a key, and where
//! they share one window more, two. Quoted words and the article's own are keyed apart, each quotation by itself, so
//! that a copy without quotation marks still meets its original; windows are narrow in quotations, since they
//! are short.
//!
//! **Names and numbers**, for other languages: minima of hashes over the set of a text's facts, two to a key (MinHash
//! with banding; Broder 1997): texts that share half of their facts share one of [`BANDS`] keys in 99 of 100
//! cases, those that share a tenth in 15.
//!
//! A text of 500 words has about 80 keys, 48 bits each.

use super::hash::mix;
use super::words::{Fact, Words};

/// Words in a run. Shorter runs are common phrases; longer ones break at each changed word.
const RUN: usize = 6;

/// Runs in a window, outside quotations: 29 words in a row share two keys.
const WINDOW: usize = 12;

/// Runs in a window inside a quotation: 9 words in a row share a key.
const QUOTED_WINDOW: usize = 4;

/// Keys of names and numbers.
const BANDS: u64 = 16;

/// Fewer different facts say too little about a text.
const LEAST_FACTS: usize = 8;

/// What a key was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// The article's own words.
    Own = 0,
    /// Quoted words.
    Quoted = 1,
    /// Names and numbers.
    Facts = 2,
}

impl KeyKind {
    /// The kind with this number.
    pub fn from_number(number: i64) -> Option<Self> {
        [Self::Own, Self::Quoted, Self::Facts].into_iter().find(|kind| *kind as i64 == number)
    }
}

/// A key of a text: 48 bits, and what it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The hash.
    pub hash: u64,
    /// What it is of.
    pub kind: KeyKind,
}

/// The keys of a text, sorted, each hash once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// The keys.
    pub keys: Vec<Key>,
}

impl Signature {
    /// The keys of these words.
    pub fn of(words: &Words) -> Self {
        let mut keys = Vec::new();
        let own: Vec<u64> = words.words.iter().filter(|word| !word.is_quoted).map(|word| word.hash).collect();
        winnow(&own, WINDOW, KeyKind::Own, &mut keys);
        for quotation in words.words.chunk_by(|a, b| a.is_quoted == b.is_quoted) {
            if quotation[0].is_quoted {
                let quoted: Vec<u64> = quotation.iter().map(|word| word.hash).collect();
                winnow(&quoted, QUOTED_WINDOW, KeyKind::Quoted, &mut keys);
            }
        }
        let mut facts: Vec<u64> = words
            .words
            .iter()
            .filter(|word| word.fact != Fact::None && word.cognate != 0)
            .map(|word| word.cognate)
            .collect();
        facts.sort_unstable();
        facts.dedup();
        if facts.len() >= LEAST_FACTS {
            let least = |seed: u64| facts.iter().map(|fact| mix(fact ^ mix(seed))).min().unwrap_or_default();
            for band in 0..BANDS {
                let hash = mix(least(2 * band) ^ mix(least(2 * band + 1)) ^ mix(band));
                keys.push(Key { hash: hash >> 16, kind: KeyKind::Facts });
            }
        }
        // A hash that is of both kinds counts as the article's own words.
        keys.sort_unstable();
        keys.dedup_by_key(|key| key.hash);
        Self { keys }
    }
}

fn winnow(hashes: &[u64], window: usize, kind: KeyKind, keys: &mut Vec<Key>) {
    let runs: Vec<u64> = hashes
        .windows(RUN)
        .map(|run| run.iter().fold(0, |hash: u64, word| mix(hash.rotate_left(7) ^ word)) >> 16)
        .collect();
    let mut last = usize::MAX;
    let mut keep = |at: usize| {
        if at != last {
            keys.push(Key { hash: runs[at], kind });
            last = at;
        }
    };
    if runs.is_empty() {
        return;
    }
    let mut least = 0;
    for end in window.min(runs.len())..=runs.len() {
        let start = end - window.min(runs.len());
        // The rightmost of the smallest, so that neighbouring windows keep the same one.
        if least < start || end == window.min(runs.len()) {
            least = (start..end).rev().min_by_key(|&at| runs[at]).unwrap_or(start);
        } else if runs[end - 1] <= runs[least] {
            least = end - 1;
        }
        keep(least);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_passage_shares_keys() {
        let keys = |hashes: &[u64]| {
            let mut keys = Vec::new();
            winnow(hashes, WINDOW, KeyKind::Own, &mut keys);
            keys
        };
        let text = |seed: u64, n: u64| (0..n).map(move |i| mix(seed * 10_000 + i)).collect::<Vec<_>>();
        for seed in 0..200 {
            let passage = text(seed, (RUN + 2 * WINDOW - 1) as u64);
            let a = [text(1000 + seed, 40), passage.clone(), text(2000 + seed, 7)].concat();
            let b = [text(3000 + seed, 3), passage, text(4000 + seed, 90)].concat();
            let (a, b) = (keys(&a), keys(&b));
            assert!(a.iter().filter(|key| b.contains(key)).count() >= 2, "{seed}");
        }
        assert!(keys(&text(9, 500)).len() < 100);
    }
}
