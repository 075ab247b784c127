//! How long a page takes to read, and how much it holds: `cargo run --release -p selon-page --example time -- FILE…`

use std::time::Instant;

use selon_page::{Input, read};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let start = Instant::now();
        let article = read(&bytes, &Input { name: Some(&path), retrieved: None, ..Input::default() });
        let seconds = start.elapsed().as_secs_f64();
        let megabytes = bytes.len() as f64 / 1e6;
        match article {
            Ok(article) => println!(
                "{path}: {megabytes:.1} MB in {seconds:.3} s, {} body lines, {} of residue",
                article.body.len(),
                article.boilerplate.len()
            ),
            Err(error) => println!("{path}: {error}"),
        }
    }
    Ok(())
}
