//! The pipelines that tests need.
#![allow(dead_code)]

use std::path::PathBuf;

use selon_spacy::Pipeline;
use selon_spacy::fetch;

/// The folder of a pipeline, fetched at first use into the models' folder.
pub fn model_dir(package: &str) -> PathBuf {
    let dir = fetch::default_models_dir(|name| std::env::var_os(name)).expect("a folder for models");
    let known = fetch::find(package).expect("a known package");
    fetch::ensure(known, &dir, &mut |_| {}).unwrap_or_else(|error| panic!("{package}: {error}"))
}

/// A pipeline, fetched at first use.
pub fn pipeline(package: &str) -> Pipeline {
    Pipeline::load(&model_dir(package)).unwrap_or_else(|error| panic!("{package}: {error}"))
}
