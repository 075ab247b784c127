//! Figures on the project's corpus of real pages, which lies beside the checkout and is not part of it.
//!
//! Where it is absent the tests say so and measure nothing; under `CI=true` its absence is an error.

use std::fs;
use std::path::{Path, PathBuf};

use selon_page::{Article, Input, read};
use selon_text::CharSpan;
use serde_json::Value;

/// Boilerplate lines are found at least this well (F1 over all lines of the seeds that have gold).
const MIN_BOILERPLATE_F1: f64 = 0.90;

#[test]
fn boilerplate_of_the_seeds() {
    let Some(shared) = shared() else { return };
    let gold = fs::read_to_string(shared.join("gold/seeds/corpus-dev.json")).unwrap();
    let gold: Value = serde_json::from_str(&gold).unwrap();
    let (mut n_right, mut n_gold, mut n_marked) = (0, 0, 0);
    for document in gold["documents"].as_array().unwrap() {
        let article = article(&shared.join("seeds").join(document["doc"].as_str().unwrap()));
        let numbers = |name: &str| -> Vec<usize> {
            let listed = document[name].as_array().into_iter().flatten();
            listed.map(|number| number.as_u64().unwrap() as usize).collect()
        };
        let residue = numbers("boilerplate_lines");
        let left_out = [numbers("credit_lines"), numbers("unclear_lines")].concat();
        for (nth, line) in document["lines"].as_array().unwrap().iter().enumerate() {
            let end = |idx: usize| line[idx].as_u64().unwrap() as u32;
            let line = CharSpan::new(end(0), end(1));
            if line.is_empty() || left_out.contains(&nth) {
                continue;
            }
            let n_covered: u32 = article
                .boilerplate
                .iter()
                .map(|span| span.end.min(line.end).saturating_sub(span.start.max(line.start)))
                .sum();
            let (is_gold, is_marked) = (residue.contains(&nth), 2 * n_covered >= line.len());
            n_gold += usize::from(is_gold);
            n_marked += usize::from(is_marked);
            n_right += usize::from(is_gold && is_marked);
        }
        for nth in numbers("credit_lines") {
            let line = &document["lines"][nth];
            let start = line[0].as_u64().unwrap() as u32;
            let is_found = article.credits.iter().any(|credit| credit.span.start == start);
            assert!(is_found, "the credit in line {nth} of {} is found", document["doc"]);
        }
    }
    let f1 = 2.0 * n_right as f64 / (n_gold + n_marked) as f64;
    println!("boilerplate lines: {n_right} right, {n_gold} in the gold, {n_marked} marked, F1 {f1:.3}");
    assert!(f1 >= MIN_BOILERPLATE_F1, "boilerplate F1 is {f1:.3}");
}

/// The visitor's day above a page is not its publication, and translations credit their source.
#[test]
fn dates_and_credits_of_the_seeds() {
    let Some(shared) = shared() else { return };
    let translated = article(&seed(&shared, "004"));
    assert_eq!(translated.published.map(|date| date.from).as_deref(), Some("2017-12-22T21:15"));
    assert_eq!(translated.outlet.map(|outlet| outlet.value).as_deref(), Some("www.zejournal.mobi"));
    let others: Vec<String> = translated.other_dates.into_iter().map(|date| date.from).collect();
    assert_eq!(others, ["2024-03-28"]);
    let credits = |article: &Article| -> Vec<String> {
        article.credits.iter().map(|credit| credit.text.clone()).collect()
    };
    assert_eq!(credits(&article(&seed(&shared, "004"))).len(), 2);
    assert_eq!(credits(&article(&seed(&shared, "002"))), ["Press TV"]);
    for undated in ["000", "001", "002", "003"] {
        assert_eq!(article(&seed(&shared, undated)).published, None, "{undated} gives no date");
    }
    assert_eq!(article(&seed(&shared, "001")).title, None);
}

/// Of clean articles nothing is taken for residue, and each has its headline and its language.
#[test]
fn clean_articles_stay_whole() {
    let Some(shared) = shared() else { return };
    let mut n_articles = 0;
    for entry in fs::read_dir(shared.join("gold/fr")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let article = article(&path);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(article.boilerplate, [], "{}", path.display());
        assert_eq!(article.credits, [], "{}", path.display());
        assert_eq!(
            article.title.map(|title| title.value).as_deref(),
            text.lines().next(),
            "{}",
            path.display()
        );
        assert_eq!(article.language, Some("fr"), "{}", path.display());
        n_articles += 1;
    }
    assert!(n_articles > 20);
}

fn article(path: &Path) -> Article {
    let bytes = fs::read(path).unwrap();
    read(&bytes, &Input { name: path.to_str(), retrieved: None, ..Input::default() }).unwrap()
}

fn seed(shared: &Path, number: &str) -> PathBuf {
    let entries = fs::read_dir(shared.join("seeds")).unwrap().map(|entry| entry.unwrap().path());
    let is_it = |path: &PathBuf| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(number));
    entries.into_iter().find(is_it).unwrap()
}

/// The folder with the corpus, or a notice that it is absent.
fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "the corpus is absent: {}", folder.display());
    eprintln!("NOTICE: nothing measured, the corpus is absent: {}", folder.display());
    None
}
