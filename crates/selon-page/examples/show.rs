//! Shows how pages are read, line by line: `cargo run -p selon-page --example show -- FILE…`
//!
//! Each line has its mark in front, as in the files under `cases/`; the language, outlet, dates and names
//! stand above.

use std::io::{self, Write};

use selon_page::{Input, read};

#[path = "../tests/common/marks.rs"]
mod marks;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        writeln!(out, "== {path}")?;
        match read(&bytes, &Input { name: Some(&path), retrieved: None, ..Input::default() }) {
            Ok(article) => write!(out, "{}\n{}", marks::facts(&article), marks::marked_text(&article))?,
            Err(error) => writeln!(out, "{error}")?,
        }
    }
    Ok(())
}
