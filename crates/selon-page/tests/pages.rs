//! The pages of HTML under `pages/`: invented, each laid out as sites of its kind are (a blog, a forum, a wiki, a town
//! hall, a shop, tables instead of style sheets), in German, English and French.
//!
//! `NAME.html` is the page, `NAME.txt` what is read in it: facts, a blank line, and the text, each line with its mark before
//! the bar, as under `cases/`.
//!
//! `UPDATE_CASES=1 cargo test -p selon-page --test pages` rewrites what is read; read the difference before keeping it.

use std::fs;
use std::path::Path;

use selon_page::{Input, read_html};

#[path = "common/marks.rs"]
mod marks;

#[test]
fn pages_are_read_as_marked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pages");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "html")).collect();
    paths.sort();
    assert!(paths.len() >= 10, "expected at least 10 pages, found {}", paths.len());
    let mut wrong = Vec::new();
    for path in paths {
        let article = read_html(&fs::read(&path).unwrap(), &Input::default()).unwrap();
        let found = format!("{}\n{}", marks::facts(&article), marks::marked_text(&article));
        let expected = fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
        if std::env::var_os("UPDATE_CASES").is_some() {
            fs::write(path.with_extension("txt"), &found).unwrap();
        } else if found != expected {
            let differences =
                expected.lines().zip(found.lines()).filter(|(expected, found)| expected != found);
            let differences: Vec<String> = differences
                .take(5)
                .map(|(expected, found)| format!("  expected {expected}\n  found    {found}"))
                .collect();
            wrong.push(format!("{}:\n{}", path.display(), differences.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
