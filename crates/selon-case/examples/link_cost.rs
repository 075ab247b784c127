//! Measures what linking costs on a generated case: a claim for each sentence, copies and translations among the
//! articles, no parser.
//!
//! `cargo run --release -p selon-case --example link_cost -- FILE 100000` fills FILE with 100,000 articles, links them
//! from scratch, and then adds and links single articles. It prints wall time, time of all threads, the most memory
//! that was resident (Linux), and the size of the file. On a file system in memory, filling does not wait for a disk.

#[path = "../../selon-link/tests/collection/mod.rs"]
mod collection;

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use collection::Collection;
use selon_case::{Case, Reading, Run};
use selon_page::{Credit, DateSource, Found, Published};

const WHEN: &str = "2022-05-16T08:00:00Z";

/// Single articles that are added at the end; the median counts.
const N_SINGLE: usize = 25;

fn reading(article: &collection::Article, doc: &str) -> Result<Reading, Box<dyn Error>> {
    let document = article.dense_document();
    let mut page = selon_page::read(document.text.as_str().as_bytes(), &selon_page::Input::default())?;
    page.language = Some(if article.english { "en" } else { "fr" });
    page.outlet = document.outlet.map(|value| Found { value, span: None });
    page.published = document.published.map(|(from, to)| Published {
        from,
        to,
        span: None,
        element: String::new(),
        source: DateSource::Declared,
    });
    page.body = document.body;
    page.credits = document
        .credits
        .into_iter()
        .map(|credit| Credit { text: credit.credited, span: credit.span, name: credit.span })
        .collect();
    Ok(Reading::of(doc, &page, Ok(&document.extraction)))
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [file, n_articles] = args.as_slice() else {
        return Err("expected FILE and a number of articles".into());
    };
    let n_articles: usize = n_articles.parse()?;
    let collection = Collection::new(n_articles + N_SINGLE, 7);
    let run = Run {
        started: WHEN.to_owned(),
        program: "link_cost".to_owned(),
        model: "none".to_owned(),
        lexicon: "none".to_owned(),
    };
    let mut case = Case::open_or_create(Path::new(file))?;
    let begun = Instant::now();
    let mut n_claims = 0;
    let mut add = |case: &mut Case, at: usize| -> Result<(), Box<dyn Error>> {
        let reading = reading(&collection.articles[at], &format!("generated/{at:06}.txt"))?;
        n_claims += reading.claims.len();
        case.add(&run, &reading, reading.text.as_str().as_bytes(), WHEN)?;
        Ok(())
    };
    for at in 0..n_articles {
        add(&mut case, at)?;
    }
    println!("filled: {n_articles} articles in {:.1?}, {} MB", begun.elapsed(), megabytes(file));
    let (begun, cpu) = (Instant::now(), cpu_seconds());
    let n_linked = case.link(&mut |_| ())?;
    println!(
        "linked {n_linked} from scratch: {:.1?} wall, {:.1} s of all threads, {} MB resident at most, {} MB on disk",
        begun.elapsed(),
        cpu_seconds() - cpu,
        most_memory(),
        megabytes(file)
    );
    let (mut adding, mut linking): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
    for at in n_articles..n_articles + N_SINGLE {
        let begun = Instant::now();
        add(&mut case, at)?;
        adding.push(begun.elapsed());
        let begun = Instant::now();
        case.link(&mut |_| ())?;
        linking.push(begun.elapsed());
    }
    adding.sort();
    linking.sort();
    println!(
        "one article more: {:.2?} to add, {:.2?} to link (median of {N_SINGLE}), {:.2?} at most",
        adding[N_SINGLE / 2],
        linking[N_SINGLE / 2],
        linking[N_SINGLE - 1]
    );
    println!("{n_claims} claims in all");
    Ok(())
}

fn megabytes(file: &str) -> u64 {
    std::fs::metadata(file).map_or(0, |metadata| metadata.len() / 1_000_000)
}

/// Processor time of this process, from Linux's table of processes; 0 elsewhere.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// Megabytes.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1000
}
