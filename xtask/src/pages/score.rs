//! How much of a body was found, as the public benchmark counts it.
//!
//! Words are runs of letters, digits and underscores, case kept; of the multisets of four words in a row (of fewer, where
//! a text has fewer), shared and surplus ones are counted; precision and recall are means over the pages where their
//! denominator is not zero, F1 is of the two means.

use std::collections::HashMap;

/// Words in a shingle.
const SHINGLE: usize = 4;

/// Shingles of one page.
pub(super) struct Score {
    n_shared: usize,
    n_found: usize,
    n_true: usize,
}

impl Score {
    pub(super) fn of(truth: &str, found: &str) -> Self {
        let (truth, found) = (shingles(truth), shingles(found));
        let shared = truth.iter().map(|(shingle, n)| n.min(found.get(shingle).unwrap_or(&0)));
        Self { n_shared: shared.sum(), n_found: found.values().sum(), n_true: truth.values().sum() }
    }

    pub(super) fn precision(&self) -> Option<f64> {
        (self.n_found > 0).then(|| self.n_shared as f64 / self.n_found as f64)
    }

    pub(super) fn recall(&self) -> Option<f64> {
        (self.n_true > 0).then(|| self.n_shared as f64 / self.n_true as f64)
    }

    pub(super) fn lesser(&self) -> f64 {
        self.precision().unwrap_or(0.0).min(self.recall().unwrap_or(0.0))
    }

    /// Precision, recall and F1 of many pages.
    pub(super) fn means<'a>(scores: impl Iterator<Item = &'a Self> + Clone) -> (f64, f64, f64) {
        let mean = |rates: Vec<f64>| rates.iter().sum::<f64>() / rates.len().max(1) as f64;
        let precision = mean(scores.clone().filter_map(Self::precision).collect());
        let recall = mean(scores.filter_map(Self::recall).collect());
        let sum = precision + recall;
        (precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
    }
}

fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let mut shingles = HashMap::new();
    if !words.is_empty() {
        for shingle in words.windows(SHINGLE.min(words.len())) {
            *shingles.entry(shingle.to_vec()).or_default() += 1;
        }
    }
    shingles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shingles_are_counted_as_the_benchmark_counts_them() {
        let score = Score::of("a b c d e", "x a b c d");
        assert_eq!((score.n_shared, score.n_found, score.n_true), (1, 2, 2));
        let short = Score::of("a b", "a b");
        assert_eq!((short.n_shared, short.n_found, short.n_true), (1, 1, 1));
        assert_eq!(Score::of("", "a").recall(), None);
    }

    #[test]
    fn means_leave_out_what_has_no_rate() {
        let scores = [Score::of("a b c d", "a b c d"), Score::of("", "a b c d")];
        assert_eq!(Score::means(scores.iter()), (0.5, 1.0, 2.0 / 3.0));
        assert_eq!(Score::means([].iter()), (0.0, 0.0, 0.0));
    }
}
