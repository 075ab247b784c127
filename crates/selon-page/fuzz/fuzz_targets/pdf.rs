//! Any bytes behind the beginning of a PDF document: nothing panics, and spans lie in the text.
#![no_main]

#[path = "../check.rs"]
mod check;

use selon_page::{Input, PageError, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let file = [&b"%PDF-1.5\n"[..], bytes].concat();
    match read(&file, &Input::default()) {
        Ok(article) => check::check(&article),
        Err(PageError::Empty | PageError::Blank { .. } | PageError::Format { .. }) => panic!("what begins so is a PDF"),
        Err(_) => {}
    }
});
