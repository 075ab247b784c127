//! Measures what linking costs on a generated case: ten claims an article about persons, groups and places, copies and
//! translations among the articles, no parser.
//!
//! `cargo run --release -p selon-case --example link_cost -- fill FILE 100000` fills FILE with 100,000 articles;
//! `… link FILE` links what waits in it; `… one FILE` adds and links single articles, others
//! with another seed behind it. Each prints wall time, time of all
//! threads, the most memory that was resident (Linux), and the size of the file. On a file system in memory, nothing
//! waits for a disk.

#[path = "../../selon-link/tests/collection/mod.rs"]
mod collection;
mod newsroom;

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use collection::Collection;
use newsroom::{LARGE, reading};
use selon_case::{Case, Run};

const WHEN: &str = "2022-05-16T08:00:00Z";

/// Single articles that are added at the end; the median counts.
const N_SINGLE: usize = 25;

/// Their numbers begin behind those of any case.
const FIRST_SINGLE: usize = 10_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["fill", file, n_articles] => fill(file, n_articles.parse()?),
        ["link", file] => link(file),
        ["one", file] => one(file, 8),
        ["one", file, seed] => one(file, seed.parse()?),
        _ => {
            Err("expected fill FILE and a number of articles, link FILE, or one FILE and perhaps a seed"
                .into())
        }
    }
}

fn run() -> Run {
    Run {
        started: WHEN.to_owned(),
        program: "link_cost".to_owned(),
        model: "none".to_owned(),
        lexicon: "none".to_owned(),
    }
}

fn fill(file: &str, n_articles: usize) -> Result<(), Box<dyn Error>> {
    let collection = Collection::new(n_articles, 7);
    let mut case = Case::open_or_create(Path::new(file))?;
    let begun = Instant::now();
    let mut n_claims = 0;
    for article in &collection.articles {
        let reading =
            reading(article, article.number, &format!("generated/{:06}.txt", article.number), &LARGE);
        n_claims += reading.claims.len();
        case.add(&run(), &reading, reading.text.as_str().as_bytes(), WHEN)?;
    }
    println!(
        "filled: {n_articles} articles, {n_claims} claims in {:.1?}, {} MB",
        begun.elapsed(),
        megabytes(file)
    );
    Ok(())
}

fn link(file: &str) -> Result<(), Box<dyn Error>> {
    let mut case = Case::open(Path::new(file))?;
    let (begun, cpu) = (Instant::now(), cpu_seconds());
    let n_linked = case.link(&mut |_| ())?;
    println!(
        "linked {n_linked}: {:.1?} wall, {:.1} s of all threads, {} MB resident at most, {} MB on disk",
        begun.elapsed(),
        cpu_seconds() - cpu,
        most_memory(),
        megabytes(file)
    );
    Ok(())
}

/// Adds articles that `seed` makes; those that are there already cost nothing.
fn one(file: &str, seed: u64) -> Result<(), Box<dyn Error>> {
    let mut case = Case::open(Path::new(file))?;
    let collection = Collection::new(N_SINGLE, seed);
    let cpu = cpu_seconds();
    let (mut adding, mut linking): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
    for article in &collection.articles {
        let number = FIRST_SINGLE * seed as usize + article.number;
        let doc = format!("single/{number:09}.txt");
        let reading = reading(article, number, &doc, &LARGE);
        let begun = Instant::now();
        case.add(&run(), &reading, reading.text.as_str().as_bytes(), WHEN)?;
        adding.push(begun.elapsed());
        let begun = Instant::now();
        case.link(&mut |_| ())?;
        linking.push(begun.elapsed());
    }
    adding.sort();
    linking.sort();
    println!(
        "one article more: {:.2?} to add, {:.2?} to link (median of {N_SINGLE}), {:.2?} and {:.2?} at most, {:.0} ms of \
         all threads on average",
        adding[N_SINGLE / 2],
        linking[N_SINGLE / 2],
        adding[N_SINGLE - 1],
        linking[N_SINGLE - 1],
        1000.0 * (cpu_seconds() - cpu) / N_SINGLE as f64
    );
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
