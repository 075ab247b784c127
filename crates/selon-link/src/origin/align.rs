//! The passages that two texts share, word by word.
//!
//! Runs of equal words are found through short runs of one text, the longest first as the other is read from the
//! front (greedy tiling; Wise 1993). Runs that follow each other in both texts with few words between them are one
//! passage: a changed name, a dropped clause.
//!
//! Two pieces made from one template (weather, markets, results) share long runs, and differ in each name and
//! number between them. A passage in which much of the facts disagrees is therefore not shared text.
//!
//! Cost: the words times the logarithm of their number; of words that repeat [`MOST_PLACES`] places are tried.

use std::collections::BTreeSet;

use super::hash::mix;
use super::words::{Fact, Word};

/// Equal words that begin a run.
const SEED: usize = 4;

/// Runs shorter than this are phrases of the language.
const LEAST_RUN: usize = 5;

/// Words between two runs of one passage, in either text.
const GAP: usize = 14;

/// Places of the same seed that are tried.
const MOST_PLACES: usize = 8;

/// A passage stands where at most this share of its facts disagrees. Copies with changed names and days stay below
/// 0.2; pieces from one template are above 0.4 (generated collection).
const DISAGREEING: f64 = 0.3;

/// Facts of the one and of the other that stand in one place and differ; a name that is misspelt throughout is one.
type Disagreements = BTreeSet<(u64, u64)>;

/// A stretch of both texts with mostly equal words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// First and behind the last word in the one.
    pub(crate) a: (usize, usize),
    /// In the other.
    pub(crate) b: (usize, usize),
    /// Equal words that are the own words of one of the texts: the other may quote it.
    pub(crate) n_own: usize,
    /// Equal words that both quote.
    pub(crate) n_quoted: usize,
    /// Numbers and names among the equal words that not both quote.
    pub(crate) n_facts: usize,
    /// Numbers and names between the runs that differ.
    pub(crate) n_disagreeing: usize,
}

impl Stretch {
    /// The texts say different things in the same form.
    pub(crate) fn is_template(&self) -> bool {
        self.n_disagreeing as f64 > DISAGREEING * (self.n_facts + self.n_disagreeing) as f64
    }
}

/// A run of equal words.
#[derive(Clone, Copy, Debug)]
struct Run {
    a: usize,
    b: usize,
    len: usize,
}

/// The stretches that two texts share, in order of the second.
pub(crate) fn align(a: &[Word], b: &[Word]) -> Vec<Stretch> {
    let runs = runs(a, b);
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut last: Option<Run> = None;
    let mut met = Disagreements::new();
    for run in runs {
        let follows = last.filter(|last| {
            let (a_end, b_end) = (last.a + last.len, last.b + last.len);
            run.a >= a_end && run.a - a_end <= GAP && run.b >= b_end && run.b - b_end <= GAP
        });
        if follows.is_none() {
            met.clear();
            stretches.push(Stretch {
                a: (run.a, run.a),
                b: (run.b, run.b),
                n_own: 0,
                n_quoted: 0,
                n_facts: 0,
                n_disagreeing: 0,
            });
        }
        if let Some(stretch) = stretches.last_mut() {
            if let Some(last) = follows {
                let (a_gap, b_gap) = (&a[last.a + last.len..run.a], &b[last.b + last.len..run.b]);
                note_disagreeing(a_gap, b_gap, &mut met);
                stretch.n_disagreeing = met.len();
            }
            let mut was_name = false;
            for (x, y) in a[run.a..run.a + run.len].iter().zip(&b[run.b..run.b + run.len]) {
                if x.is_quoted && y.is_quoted {
                    stretch.n_quoted += 1;
                } else {
                    stretch.n_own += 1;
                    let is_fact = x.fact != Fact::None && y.fact != Fact::None;
                    // *Agence Dravec* is one name.
                    let goes_on = was_name && x.fact == Fact::Name;
                    stretch.n_facts += usize::from(is_fact && !goes_on);
                    was_name = is_fact && x.fact == Fact::Name;
                }
            }
            (stretch.a.1, stretch.b.1) = (run.a + run.len, run.b + run.len);
        }
        last = Some(run);
    }
    // A frame that ends in other figures in each text goes on to disagree there.
    let differs = |x: Option<&Word>, y: Option<&Word>| {
        x.zip(y).is_some_and(|(x, y)| x.fact != Fact::None && x.fact == y.fact && x.cognate != y.cognate)
    };
    for stretch in &mut stretches {
        let before = |words: &'_ [Word], at: usize| at.checked_sub(1).map(|at| words[at]);
        let (x, y) = (before(a, stretch.a.0), before(b, stretch.b.0));
        stretch.n_disagreeing += usize::from(differs(x.as_ref(), y.as_ref()));
        stretch.n_disagreeing += usize::from(differs(a.get(stretch.a.1), b.get(stretch.b.1)));
    }
    stretches
}

/// Notes facts of the two gaps that are not in both. Spellings of one name do not disagree, and what one text has and
/// the other leaves out disagrees with nothing.
fn note_disagreeing(a: &[Word], b: &[Word], met: &mut Disagreements) {
    let facts = |words: &[Word]| {
        words.iter().filter(|word| word.fact != Fact::None).map(|word| word.cognate).collect::<Vec<_>>()
    };
    let (mut a, mut b) = (facts(a), facts(b));
    a.retain(|fact| match b.iter().position(|other| other == fact) {
        Some(at) => {
            b.remove(at);
            false
        }
        None => true,
    });
    met.extend(a.into_iter().zip(b));
}

fn runs(a: &[Word], b: &[Word]) -> Vec<Run> {
    // By seed, then by place: the first places of a seed are tried.
    let n_seeds = (a.len() + 1).saturating_sub(SEED);
    let mut seeds: Vec<(u64, usize)> = (0..n_seeds).map(|at| (seed(a, at), at)).collect();
    seeds.sort_unstable();
    let mut is_used = vec![false; a.len()];
    let mut found: Vec<Run> = Vec::new();
    let mut at = 0;
    while at + SEED <= b.len() {
        let longest = {
            let wanted = seed(b, at);
            let first = seeds.partition_point(|(seed, _)| *seed < wanted);
            let places = seeds[first..].iter().take_while(|(seed, _)| *seed == wanted).take(MOST_PLACES);
            let run = |&(_, start): &(u64, usize)| {
                let pairs = a[start..].iter().zip(&b[at..]).zip(&is_used[start..]);
                let len = pairs.take_while(|((x, y), used)| x.hash == y.hash && !**used).count();
                Run { a: start, b: at, len }
            };
            // Of runs of one length the one that goes on where the last ended.
            let next = found.last().map_or(0, |last| last.a + last.len);
            places.map(run).max_by_key(|run| (run.len, std::cmp::Reverse(run.a.abs_diff(next))))
        };
        match longest.filter(|run| run.len >= LEAST_RUN) {
            Some(run) => {
                is_used[run.a..run.a + run.len].iter_mut().for_each(|used| *used = true);
                found.push(run);
                at += run.len;
            }
            None => at += 1,
        }
    }
    found
}

/// The words of a seed in one number: equal words have equal ones.
fn seed(words: &[Word], at: usize) -> u64 {
    words[at..at + SEED].iter().fold(0, |seed, word| mix(seed ^ word.hash))
}
