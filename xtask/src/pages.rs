//! Article bodies on the public benchmark in `../shared/bench`, through our reader.
//!
//! The scoring is the benchmark's own: words are runs of letters, digits and underscores, case kept; of the
//! multisets of four words in a row (of fewer, where a text has fewer), shared and surplus ones are counted;
//! precision and recall are means over the pages where their denominator is not zero, F1 is of the two means.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;
use selon_page::Input;
use serde_json::Value;

/// Words in a shingle.
const SHINGLE: usize = 4;

/// The F1 of the 181 pages is at least this; the best published library has 0.962.
const MIN_F1: f64 = 0.97;

/// Measures, prints, and tells whether the figure is above its floor. `show` lists the pages, the worst first.
pub fn run(show: bool) -> Result<bool> {
    let folder = crate::root().join("../shared/bench/article-extraction");
    if !folder.is_dir() {
        ensure!(
            std::env::var("CI").as_deref() != Ok("true"),
            "the benchmark is absent: {}",
            folder.display()
        );
        eprintln!("NOTICE: nothing measured, the benchmark is absent: {}", folder.display());
        return Ok(true);
    }
    let truth = folder.join("ground-truth.json");
    let truth: Value =
        serde_json::from_slice(&fs::read(&truth)?).with_context(|| truth.display().to_string())?;
    let truth = truth.as_object().context("expected an object of pages in ground-truth.json")?;
    let mut scores = Vec::new();
    let mut seconds = 0.0;
    for (key, page) in truth {
        let path = folder.join("html").join(format!("{key}.html.gz"));
        let bytes = unpacked(&path).with_context(|| path.display().to_string())?;
        let start = Instant::now();
        let found = body(&bytes);
        seconds += start.elapsed().as_secs_f64();
        let score = Score::of(page["articleBody"].as_str().unwrap_or_default(), &found);
        scores.push((score, page["url"].as_str().unwrap_or_default()));
    }
    let mean = |rates: Vec<f64>| rates.iter().sum::<f64>() / rates.len().max(1) as f64;
    let precision = mean(scores.iter().filter_map(|(score, _)| score.precision()).collect());
    let recall = mean(scores.iter().filter_map(|(score, _)| score.recall()).collect());
    let f1 = 2.0 * precision * recall / (precision + recall);
    if show {
        scores.sort_by(|(a, _), (b, _)| a.lesser().total_cmp(&b.lesser()));
        for (score, url) in &scores {
            let shown = |rate: Option<f64>| rate.map_or("    –".to_owned(), |rate| format!("{rate:.3}"));
            println!("{} {} {url}", shown(score.precision()), shown(score.recall()));
        }
    }
    println!(
        "article bodies of {} pages: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4} (floor {MIN_F1}); {:.0} pages a second",
        scores.len(),
        scores.len() as f64 / seconds
    );
    Ok(f1 >= MIN_F1)
}

fn unpacked(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    GzDecoder::new(fs::File::open(path)?).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn body(bytes: &[u8]) -> String {
    let Ok(article) = selon_page::read_html(bytes, &Input::default()) else { return String::new() };
    let lines: Vec<&str> = article.body.iter().filter_map(|line| article.text.slice(*line)).collect();
    lines.join("\n")
}

/// Shingles of one page.
struct Score {
    n_shared: usize,
    n_found: usize,
    n_true: usize,
}

impl Score {
    fn of(truth: &str, found: &str) -> Self {
        let (truth, found) = (shingles(truth), shingles(found));
        let shared = truth.iter().map(|(shingle, n)| n.min(found.get(shingle).unwrap_or(&0)));
        Self { n_shared: shared.sum(), n_found: found.values().sum(), n_true: truth.values().sum() }
    }

    fn precision(&self) -> Option<f64> {
        (self.n_found > 0).then(|| self.n_shared as f64 / self.n_found as f64)
    }

    fn recall(&self) -> Option<f64> {
        (self.n_true > 0).then(|| self.n_shared as f64 / self.n_true as f64)
    }

    fn lesser(&self) -> f64 {
        self.precision().unwrap_or(0.0).min(self.recall().unwrap_or(0.0))
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
}
