//! The pipelines that tests need.

use selon_spacy::Pipeline;
use selon_spacy::fetch;

/// A pipeline, fetched at first use into the models' folder.
pub fn pipeline(package: &str) -> Pipeline {
    let dir = fetch::default_models_dir(|name| std::env::var_os(name)).expect("a folder for models");
    let known = fetch::find(package).expect("a known package");
    let path = fetch::ensure(known, &dir, &mut |_| {}).unwrap_or_else(|error| panic!("{package}: {error}"));
    Pipeline::load(&path).unwrap_or_else(|error| panic!("{package}: {error}"))
}
