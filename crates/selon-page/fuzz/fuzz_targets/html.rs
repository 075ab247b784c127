//! Any bytes as a page of HTML: nothing panics, and spans lie in the text.
#![no_main]

#[path = "../check.rs"]
mod check;

use selon_page::{Input, read_html};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let input = Input { name: Some("https://news.example/2021/03/03/a.html"), ..Input::default() };
    if let Ok(article) = read_html(bytes, &input) {
        check::check(&article);
    }
});
