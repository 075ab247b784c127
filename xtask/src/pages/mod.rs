//! Article bodies on the public benchmark in `../shared/bench`, through our reader, scored as it scores ([`score`]); and any
//! pages of which somebody has written down what they state ([`truth`]).

mod score;
pub mod truth;

use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;
use selon_page::{Article, Input};
use serde_json::Value;

use score::Score;

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
        scores.push((score, page["url"].as_str().unwrap_or_default().to_owned()));
    }
    let (precision, recall, f1) = Score::means(scores.iter().map(|(score, _)| score));
    list(&mut scores, show);
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

/// Prints the pages, the worst first, where they are to be shown.
fn list(scores: &mut [(Score, String)], show: bool) {
    scores.sort_by(|(a, _), (b, _)| a.lesser().total_cmp(&b.lesser()));
    for (score, name) in scores.iter().filter(|_| show) {
        let shown = |rate: Option<f64>| rate.map_or("    –".to_owned(), |rate| format!("{rate:.3}"));
        println!("{} {} {name}", shown(score.precision()), shown(score.recall()));
    }
}

fn body(bytes: &[u8]) -> String {
    selon_page::read_html(bytes, &Input::default()).as_ref().map(body_of).unwrap_or_default()
}

fn body_of(article: &Article) -> String {
    let lines: Vec<&str> = article.body.iter().filter_map(|line| article.text.slice(*line)).collect();
    lines.join("\n")
}
