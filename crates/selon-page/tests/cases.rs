//! The pages under `cases/`: invented, each as sites of its kind leave them.
//!
//! A case file is remarks (`//`), what is known besides the text (`name:`, `line ends: crlf`), the facts that
//! are read (title, byline, dates, credits …), a blank line, and the page, each line with its mark before
//! the bar: `title`, `body`, `boiler`, `credit`, `byline`, `date`, or nothing.
//!
//! `UPDATE_CASES=1 cargo test -p selon-page --test cases` rewrites facts and marks as they are read now; read
//! the difference before keeping it.

use std::fs;
use std::path::Path;

use selon_page::{Input, read};

#[path = "common/marks.rs"]
mod marks;

#[test]
fn pages_are_read_as_marked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 25, "expected at least 25 cases, found {}", paths.len());
    let wrong: Vec<String> = paths.iter().filter_map(|path| check(path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Reads the page of one case, and says where it differs from what the case says.
fn check(path: &Path) -> Option<String> {
    let case = fs::read_to_string(path).unwrap();
    let (head, page) = case.split_once("\n\n").expect("a blank line stands before the page");
    let given = |line: &&str| ["//", "name:", "line ends:"].iter().any(|start| line.starts_with(start));
    let head_given: Vec<&str> = head.lines().filter(given).collect();
    let line_end = if head_given.contains(&"line ends: crlf") { "\r\n" } else { "\n" };
    let name = head_given.iter().find_map(|line| line.strip_prefix("name: "));
    let text: String = page
        .lines()
        .map(|line| line.split_once('|').expect("each line has a bar").1.to_owned() + line_end)
        .collect();
    let article = read(text.as_bytes(), &Input { name, retrieved: None, ..Input::default() }).unwrap();
    assert_eq!(article.text.as_str(), text);
    let found =
        format!("{}\n{}\n{}", head_given.join("\n"), marks::facts(&article), marks::marked_text(&article));
    if found == case {
        return None;
    }
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(path, &found).unwrap();
        return None;
    }
    let differences = case.lines().zip(found.lines()).filter(|(case, found)| case != found).take(5);
    let differences: Vec<String> =
        differences.map(|(case, found)| format!("  expected {case}\n  found    {found}")).collect();
    Some(format!("{}:\n{}", path.display(), differences.join("\n")))
}
