//! Translations between French and English: sentences of one text that follow those of another.
//!
//! Sentences are aligned in order, one to one or one to two, by the words that may be one in the other language
//! ([`super::bridge`]): numbers weigh most, then names, then long words with one beginning (after Gale and Church 1993
//! and Simard, Foster, Isabelle 1992). A translation has most of its sentences aligned, and its numbers agree. Two
//! reports on one event share names, but neither order nor sentences.
//!
//! Cost: sentences times sentences near the diagonal; only documents that share keys of names and numbers come here.

use super::words::{Fact, Word};

/// Weight of a number and of a name; other words weigh 1.
const NUMBER: f64 = 3.0;
const NAME: f64 = 2.0;

/// Sentences are aligned where this share of their weights agrees. On the invented translations of the demo and the
/// generated collection true pairs have 0.45 on average, sentences of reports on one event 0.1.
const ALIKE: f64 = 0.25;

/// Share of the shorter text's words in aligned sentences that makes a translation.
const LEAST_SHARE: f64 = 0.65;

/// Aligned pairs that make a translation.
const LEAST_PAIRS: usize = 4;

/// Share of the numbers in aligned sentences that must agree.
const LEAST_NUMBERS: f64 = 0.6;

/// Longer texts are compared up to here.
const MOST_SENTENCES: usize = 400;

/// Sentences of both texts that say the same: first and behind the last word of each.
pub(crate) type Pair = ((usize, usize), (usize, usize));

/// The aligned sentences of two texts, where the one is a translation of the other or of a part of it.
pub(crate) fn translated(a: &[Word], b: &[Word]) -> Option<Vec<Pair>> {
    let (a_sentences, b_sentences) = (sentences(a), sentences(b));
    let pairs = aligned(a, &a_sentences, b, &b_sentences);
    let n_words = |at: fn(&Pair) -> (usize, usize)| {
        pairs.iter().map(at).map(|(start, end)| end - start).sum::<usize>() as f64
    };
    let share = (n_words(|pair| pair.0) / a.len() as f64).max(n_words(|pair| pair.1) / b.len() as f64);
    let (mut n_numbers, mut n_agreeing) = (0, 0);
    for ((a_start, a_end), (b_start, b_end)) in &pairs {
        let numbers = |words: &[Word]| {
            let mut found: Vec<u64> =
                words.iter().filter(|w| w.fact == Fact::Number).map(|w| w.cognate).collect();
            found.sort_unstable();
            found
        };
        let (x, y) = (numbers(&a[*a_start..*a_end]), numbers(&b[*b_start..*b_end]));
        // Numbers in words count where the other text writes digits.
        let has = |words: &[Word], number: u64| words.iter().any(|word| word.cognate == number);
        n_numbers += x.len().max(y.len());
        n_agreeing += x
            .iter()
            .filter(|n| has(&b[*b_start..*b_end], **n))
            .count()
            .max(y.iter().filter(|n| has(&a[*a_start..*a_end], **n)).count());
    }
    let is_translation = pairs.len() >= LEAST_PAIRS
        && share >= LEAST_SHARE
        && n_agreeing as f64 >= LEAST_NUMBERS * n_numbers as f64;
    is_translation.then_some(pairs)
}

/// First and behind the last word of each sentence.
fn sentences(words: &[Word]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for sentence in words.chunk_by(|a, b| a.sentence == b.sentence).take(MOST_SENTENCES) {
        found.push((start, start + sentence.len()));
        start += sentence.len();
    }
    found
}

/// What the words of a sentence weigh: cognates, sorted, each with its weight.
fn weights(words: &[Word]) -> Vec<(u64, f64)> {
    let weight = |word: &Word| match word.fact {
        Fact::Number => NUMBER,
        Fact::Name => NAME,
        Fact::None => 1.0,
    };
    let mut found: Vec<(u64, f64)> =
        words.iter().filter(|word| word.cognate != 0).map(|word| (word.cognate, weight(word))).collect();
    found.sort_by_key(|(cognate, _)| *cognate);
    found
}

/// Twice the shared weight by all weight.
fn likeness(a: &[(u64, f64)], b: &[(u64, f64)]) -> f64 {
    let (mut i, mut j, mut shared) = (0, 0, 0.0);
    while let (Some((x, x_weight)), Some((y, y_weight))) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += x_weight.min(*y_weight);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    let all: f64 = a.iter().chain(b).map(|(_, weight)| weight).sum();
    if all > 0.0 { 2.0 * shared / all } else { 0.0 }
}

/// The alignment with the greatest sum of likeness above [`ALIKE`], weighed by words.
fn aligned(a: &[Word], a_at: &[(usize, usize)], b: &[Word], b_at: &[(usize, usize)]) -> Vec<Pair> {
    const STEPS: [(usize, usize); 5] = [(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)];
    let of = |words: &[Word], at: &[(usize, usize)], from: usize, n: usize| {
        weights(&words[at[from].0..at[from + n - 1].1])
    };
    let weights_of = |words: &[Word], at: &[(usize, usize)], n: usize| -> Vec<Vec<(u64, f64)>> {
        (0..(at.len() + 1).saturating_sub(n)).map(|from| of(words, at, from, n)).collect()
    };
    let (a_one, a_two) = (weights_of(a, a_at, 1), weights_of(a, a_at, 2));
    let (b_one, b_two) = (weights_of(b, b_at, 1), weights_of(b, b_at, 2));
    let width = b_at.len() + 1;
    let mut best = vec![0.0_f64; (a_at.len() + 1) * width];
    let mut step = vec![usize::MAX; best.len()];
    for i in 0..=a_at.len() {
        for j in 0..=b_at.len() {
            if i + j == 0 {
                continue;
            }
            let mut here = (f64::MIN, usize::MAX);
            for (nth, &(di, dj)) in STEPS.iter().enumerate() {
                if di > i || dj > j {
                    continue;
                }
                let gain = if di * dj == 0 {
                    0.0
                } else {
                    let x = if di == 1 { &a_one[i - 1] } else { &a_two[i - 2] };
                    let y = if dj == 1 { &b_one[j - 1] } else { &b_two[j - 2] };
                    let alike = likeness(x, y);
                    if alike < ALIKE {
                        continue;
                    }
                    let weight: f64 = x.iter().chain(y).map(|(_, weight)| weight).sum();
                    // Two sentences for one must gain something over one for one.
                    (alike - ALIKE) * weight * if di + dj == 2 { 1.0 } else { 0.95 }
                };
                let sum = best[(i - di) * width + j - dj] + gain;
                if sum > here.0 {
                    here = (sum, nth);
                }
            }
            (best[i * width + j], step[i * width + j]) = here;
        }
    }
    let (mut i, mut j, mut pairs) = (a_at.len(), b_at.len(), Vec::new());
    while i + j > 0 {
        let Some(&(di, dj)) = STEPS.get(step[i * width + j]) else { break };
        if di * dj > 0 {
            pairs.push(((a_at[i - di].0, a_at[i - 1].1), (b_at[j - dj].0, b_at[j - 1].1)));
        }
        (i, j) = (i - di, j - dj);
    }
    pairs.reverse();
    pairs
}
