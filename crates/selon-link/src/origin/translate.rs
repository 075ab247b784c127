//! Translations between French and English: sentences of one text that follow those of another.
//!
//! Sentences are aligned in order, one to one or one to two, by the words that may be one in the other language
//! ([`super::bridge`]): numbers weigh most, then names, then long words with one beginning (after Gale and Church 1993
//! and Simard, Foster, Isabelle 1992). A translation has most of its sentences aligned, and its numbers agree. Two
//! reports on one event share names, but neither order nor sentences.
//!
//! Cost: words, the places where both have one word, and a sum for each pair of sentences; sentences are looked at word
//! by word only where that sum allows them to be alike, and not at all where those that it allows are too few for a
//! translation. Only documents that share keys of names and numbers come here.

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
    let (a_weighed, b_weighed) = (Weighed::new(a, &a_sentences), Weighed::new(b, &b_sentences));
    let bound = Bound::new(&a_weighed, &b_weighed);
    if is_hopeless(&bound, &a_weighed, &b_weighed, a.len(), b.len()) {
        return None;
    }
    let pairs = aligned(&bound, &a_weighed, &b_weighed);
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
    let all = sum(a) + sum(b);
    if all > 0.0 { 2.0 * shared / all } else { 0.0 }
}

fn sum(weights: &[(u64, f64)]) -> f64 {
    weights.iter().map(|(_, weight)| weight).sum()
}

/// The sentences of one text, alone and with the next, as they are weighed.
struct Weighed<'a> {
    /// First and behind the last word of each sentence.
    at: &'a [(usize, usize)],
    /// Those of one sentence and of two, by the first.
    of: [Vec<Vec<(u64, f64)>>; 2],
    /// Their sums.
    sums: [Vec<f64>; 2],
}

impl<'a> Weighed<'a> {
    fn new(words: &[Word], at: &'a [(usize, usize)]) -> Self {
        let of = [1, 2].map(|n: usize| -> Vec<_> {
            at.windows(n).map(|at| weights(&words[at[0].0..at[n - 1].1])).collect()
        });
        let sums = [0, 1].map(|n: usize| of[n].iter().map(|weights| sum(weights)).collect());
        Self { at, of, sums }
    }

    /// The weight of each cognate in each sentence: cognate, sentence, weight.
    fn postings(&self) -> Vec<(u64, usize, f64)> {
        let mut postings: Vec<(u64, usize, f64)> = Vec::new();
        for (sentence, weights) in self.of[0].iter().enumerate() {
            for same in weights.chunk_by(|a, b| a.0 == b.0) {
                postings.push((same[0].0, sentence, sum(same)));
            }
        }
        postings.sort_unstable_by_key(|(cognate, sentence, _)| (*cognate, *sentence));
        postings
    }

    /// Words of the sentences that are marked.
    fn n_words(&self, is_marked: &[bool]) -> usize {
        self.at
            .iter()
            .zip(is_marked)
            .filter(|(_, marked)| **marked)
            .map(|((start, end), _)| end - start)
            .sum()
    }
}

/// What sentences of two texts share at most: two sentences share no more than each of them alone together, and a
/// word that stands twice counts as often as it can.
struct Bound {
    shared: Vec<f64>,
    width: usize,
}

impl Bound {
    fn new(a: &Weighed<'_>, b: &Weighed<'_>) -> Self {
        let width = b.at.len();
        let mut shared = vec![0.0_f64; a.at.len() * width];
        let (a, b) = (a.postings(), b.postings());
        let mut others = b.chunk_by(|x, y| x.0 == y.0).peekable();
        for same in a.chunk_by(|x, y| x.0 == y.0) {
            while others.next_if(|other| other[0].0 < same[0].0).is_some() {}
            let Some(other) = others.next_if(|other| other[0].0 == same[0].0) else { continue };
            for (_, i, x) in same {
                for (_, j, y) in other {
                    shared[i * width + j] += x.min(*y);
                }
            }
        }
        Self { shared, width }
    }

    /// `n_a` sentences from `i` on and `n_b` from `j` on may be alike enough to be aligned.
    fn allows(
        &self,
        a: &Weighed<'_>,
        b: &Weighed<'_>,
        (i, n_a): (usize, usize),
        (j, n_b): (usize, usize),
    ) -> bool {
        let row = |i: usize| self.shared[i * self.width + j..][..n_b].iter().sum::<f64>();
        let shared: f64 = (i..i + n_a).map(row).sum();
        // A little more, as the sums are made in another order.
        2.0 * shared * (1.0 + 1e-9) >= ALIKE * (a.sums[n_a - 1][i] + b.sums[n_b - 1][j]) && shared > 0.0
    }
}

/// One sentence for one, one for two, two for one; those that have no counterpart.
const STEPS: [(usize, usize); 5] = [(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)];

/// The sentences that have a counterpart anywhere are too few for a translation.
fn is_hopeless(bound: &Bound, a: &Weighed<'_>, b: &Weighed<'_>, n_a: usize, n_b: usize) -> bool {
    let (mut a_may, mut b_may) = (vec![false; a.at.len()], vec![false; b.at.len()]);
    for (di, dj) in STEPS.into_iter().filter(|(di, dj)| di * dj > 0) {
        for i in 0..(a.at.len() + 1).saturating_sub(di) {
            for j in 0..(b.at.len() + 1).saturating_sub(dj) {
                if bound.allows(a, b, (i, di), (j, dj)) {
                    a_may[i..i + di].fill(true);
                    b_may[j..j + dj].fill(true);
                }
            }
        }
    }
    (a.n_words(&a_may) as f64) < LEAST_SHARE * n_a as f64
        && (b.n_words(&b_may) as f64) < LEAST_SHARE * n_b as f64
}

/// The alignment with the greatest sum of likeness above [`ALIKE`], weighed by words.
fn aligned(bound: &Bound, a: &Weighed<'_>, b: &Weighed<'_>) -> Vec<Pair> {
    let width = b.at.len() + 1;
    let mut best = vec![0.0_f64; (a.at.len() + 1) * width];
    let mut step = vec![usize::MAX; best.len()];
    for i in 0..=a.at.len() {
        for j in 0..=b.at.len() {
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
                    if !bound.allows(a, b, (i - di, di), (j - dj, dj)) {
                        continue;
                    }
                    let alike = likeness(&a.of[di - 1][i - di], &b.of[dj - 1][j - dj]);
                    if alike < ALIKE {
                        continue;
                    }
                    let weight = a.sums[di - 1][i - di] + b.sums[dj - 1][j - dj];
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
    let (mut i, mut j, mut pairs) = (a.at.len(), b.at.len(), Vec::new());
    while i + j > 0 {
        let Some(&(di, dj)) = STEPS.get(step[i * width + j]) else { break };
        if di * dj > 0 {
            pairs.push(((a.at[i - di].0, a.at[i - 1].1), (b.at[j - dj].0, b.at[j - 1].1)));
        }
        (i, j) = (i - di, j - dj);
    }
    pairs.reverse();
    pairs
}
