//! `selon compare`: do two sentences contradict each other?

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use anyhow::Result;
use selon_link::question::pair::{Comparison, PairVerdict, PairWord, compare};
use selon_text::Text;
use serde::{Deserialize, Serialize};

use crate::cli::input::CompareArgs;
use crate::model::Model;
use crate::out::Out;
use crate::parallel::in_order;
use crate::{Ended, complain};

/// A line that comes in.
#[derive(Deserialize)]
struct Pair {
    a: String,
    b: String,
}

/// A line that goes out.
#[derive(Serialize)]
struct Record<'a> {
    verdict: &'static str,
    reason: Option<&'static str>,
    words: Option<[&'a str; 2]>,
}

/// Runs the command.
pub fn run(args: CompareArgs) -> Result<Ended> {
    let model = Model::named(&args.model.name)?;
    // Loaded before the first pair, so that a pipeline which is missing is said once.
    model.pipeline()?;
    let mut out = Out::new();
    let mut ended = Ended::Done;
    if let [a, b] = args.pair.as_slice() {
        match compared(&model, a, b) {
            Ok(comparison) => print(&mut out, &comparison)?,
            Err(message) => {
                complain("--pair", &message);
                ended = Ended::SomeFailed;
            }
        }
    }
    for path in &args.paths {
        let name = path.display().to_string();
        let reader: Box<dyn BufRead + Send> = if path.as_os_str() == "-" {
            Box::new(BufReader::new(io::stdin()))
        } else {
            match open(path) {
                Ok(file) => Box::new(BufReader::new(file)),
                Err(error) => {
                    complain(&name, &error.to_string());
                    ended = Ended::SomeFailed;
                    continue;
                }
            }
        };
        let work = |(nth, line): (usize, io::Result<Vec<u8>>)| {
            let read = || {
                let line = line.map_err(|error| error.to_string())?;
                let pair = serde_json::from_slice::<Pair>(&line)
                    .map_err(|error| format!("expected an object with \"a\" and \"b\", found {error}"))?;
                compared(&model, &pair.a, &pair.b)
            };
            read().map_err(|message| format!("line {}: {message}", nth + 1))
        };
        let lines = super::annotate::until_error(reader.split(b'\n').enumerate());
        in_order(lines, work, |compared| match compared {
            Ok(comparison) => print(&mut out, &comparison),
            Err(message) => {
                complain(&name, &message);
                ended = Ended::SomeFailed;
                out.bytes(b"null\n")
            }
        })?;
    }
    out.flush()?;
    Ok(ended)
}

fn open(path: &Path) -> io::Result<File> {
    if path.is_dir() {
        return Err(io::Error::other("expected a file of JSON Lines, found a folder"));
    }
    File::open(path)
}

fn print(out: &mut Out, comparison: &Comparison) -> Result<()> {
    let (verdict, reason) = match comparison.verdict {
        PairVerdict::Contradiction(reason) => ("contradiction", Some(reason.as_str())),
        PairVerdict::Agreement => ("agreement", None),
        PairVerdict::None => ("none", None),
    };
    let words = reason.map(|_| [comparison.first.as_str(), comparison.second.as_str()]);
    out.json(&Record { verdict, reason, words })
}

/// The longest sentence, in Unicode scalar values; longer ones are no sentences.
const MAX_CHARS: usize = 20_000;

fn compared(model: &Model, a: &str, b: &str) -> Result<Comparison, String> {
    if let Some(long) = [a, b].iter().map(|text| text.chars().count()).find(|n| *n > MAX_CHARS) {
        return Err(format!("expected a sentence of at most {MAX_CHARS} characters, found {long}"));
    }
    let pipeline = model.pipeline().map_err(|error| format!("{error:#}"))?;
    let words = |text: &str| -> Vec<PairWord> {
        let doc = pipeline.annotate(&Text::new(text));
        let tokens = doc.tokens().filter(|token| !token.text().trim().is_empty()).collect::<Vec<_>>();
        // Spaces are tokens too: indices are counted anew without them.
        let place = |i: usize| tokens.partition_point(|token| token.i() < i);
        let word = |token: &selon_spacy::Token<'_>| PairWord {
            text: token.text().to_owned(),
            lemma: token.lemma().to_owned(),
            pos: token.pos().as_str().to_owned(),
            dep: if token.is_root() { "ROOT".to_owned() } else { token.dep().to_owned() },
            head: place(token.head().i()),
            morph: token.morph().to_owned(),
        };
        tokens.iter().map(word).collect()
    };
    catch_unwind(AssertUnwindSafe(|| compare(&words(a), &words(b))))
        .map_err(|_| "selon itself failed on this pair; please report it".to_owned())
}
