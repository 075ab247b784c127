//! `selon annotate`: tokens in the shape of spaCy's `Doc.to_json()`.

use std::io::{self, BufRead, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::{Error, Result};
use selon_spacy::json::DocJson;
use selon_text::Text;
use serde::Deserialize;

use crate::cli::input::AnnotateArgs;
use crate::inputs::{self, Input};
use crate::model::Model;
use crate::out::Out;
use crate::parallel::in_order;
use crate::{Ended, complain};

/// The longest text that spaCy takes, in Unicode scalar values (`Language.max_length`); parse and entities of
/// a longer one would need more memory than most machines have.
const MAX_CHARS: u32 = 1_000_000;

/// A line of `--jsonl`.
#[derive(Deserialize)]
struct Line {
    text: String,
}

/// What goes out for one text, or why nothing does.
type Annotated = Result<Vec<u8>, (String, String)>;

/// Runs the command.
pub fn run(args: AnnotateArgs) -> Result<Ended> {
    let model = Model::named(&args.model.name)?;
    let mut out = Out::new();
    let mut ended = Ended::Done;
    // Loaded before the first text, so that a pipeline which is missing is said once.
    model.pipeline()?;
    let mut emit = |annotated: Annotated| {
        match annotated {
            Ok(json) => out.bytes(&json)?,
            Err((name, message)) => {
                complain(&name, &message);
                ended = Ended::SomeFailed;
                if args.jsonl {
                    out.bytes(b"null\n")?;
                }
            }
        }
        if args.jsonl { Ok(()) } else { out.flush() }
    };
    if args.jsonl {
        let lines = BufReader::new(io::stdin()).split(b'\n').enumerate();
        let work = |(nth, line): (usize, io::Result<Vec<u8>>)| {
            let name = format!("line {}", nth + 1);
            let parse = || {
                let line = line.map_err(|error| error.to_string())?;
                serde_json::from_slice::<Line>(&line)
                    .map_err(|error| format!("expected an object with a \"text\", found {error}"))
            };
            parse().and_then(|line| annotate(&model, line.text)).map_err(|message| (name, message))
        };
        in_order(until_error(lines), work, &mut emit)?;
    } else {
        let work = |input: Input| {
            let text = || text_of(input.bytes()?);
            text().and_then(|text| annotate(&model, text)).map_err(|message| (input.doc.clone(), message))
        };
        in_order(inputs::expand(&args.paths).into_iter(), work, &mut emit)?;
    }
    out.flush()?;
    Ok(ended)
}

/// UTF-8 as it is, whatever characters it has; other bytes as a page of text is decoded, and a PDF as what it shows.
fn text_of(bytes: Vec<u8>) -> Result<String, String> {
    match String::from_utf8(bytes) {
        Ok(text) if !text.is_empty() && !text.starts_with("%PDF-") => Ok(text),
        decoded => {
            let bytes = decoded.map_or_else(|error| error.into_bytes(), String::into_bytes);
            let page = selon_page::read(&bytes, &selon_page::Input::default());
            page.map(|article| article.text.as_str().to_owned()).map_err(|error| error.to_string())
        }
    }
}

/// The lines up to the first that could not be read, that one with them: the next would fail as well.
pub(super) fn until_error<T>(
    lines: impl Iterator<Item = (usize, io::Result<T>)>,
) -> impl Iterator<Item = (usize, io::Result<T>)> {
    lines.scan(false, |has_failed, line| {
        let is_behind = std::mem::replace(has_failed, line.1.is_err());
        (!is_behind).then_some(line)
    })
}

fn annotate(model: &Model, text: String) -> Result<Vec<u8>, String> {
    let text = Text::new(text);
    if text.n_chars() > MAX_CHARS {
        return Err(format!(
            "expected a text of at most {MAX_CHARS} characters, as spaCy does, found {}; give it in parts",
            text.n_chars()
        ));
    }
    let pipeline = model.pipeline().map_err(|error: Error| format!("{error:#}"))?;
    let json = catch_unwind(AssertUnwindSafe(|| {
        let doc = pipeline.annotate(&text);
        let mut json = serde_json::to_vec(&DocJson::from(&doc)).expect("a document has no odd keys");
        json.push(b'\n');
        json
    }));
    json.map_err(|_| "selon itself failed on this text; please report it".to_owned())
}
