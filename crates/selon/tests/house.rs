//! The documents at the root and under `docs` say what is true.
//!
//! `SELON_BLESS=1 cargo test -p selon --test house` rewrites what is made by the program: `docs/commands.md`, and
//! the output of the examples in `README.md`. Read the difference before it is committed.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use common::{Place, root};
use toml::Table;

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Compares a file with what it should be, or writes it.
#[track_caller]
fn is_current(path: &str, expected: &str) {
    if std::env::var_os("SELON_BLESS").is_some() {
        fs::create_dir_all(root().join(path).parent().unwrap()).unwrap();
        fs::write(root().join(path), expected).unwrap();
    }
    let found = read(path);
    if found != expected {
        let differs = found.lines().zip(expected.lines()).find(|(a, b)| a != b);
        panic!(
            "{path} is out of date: {differs:?}; SELON_BLESS=1 cargo test -p selon --test house rewrites it"
        );
    }
}

#[test]
fn the_reference_of_commands_is_current() {
    is_current("docs/commands.md", &Place::new().run(&["manual"]).done());
}

/// Every block `console` is a command behind `$` and its output, run beside `demo.selon`.
#[test]
fn the_examples_of_the_readme_are_real() {
    let place = Place::new();
    place.run(&["demo"]).done();
    let has_sqlite = Command::new("sqlite3").arg("-version").output().is_ok();
    let readme = read("README.md");
    let mut expected = String::new();
    let mut lines = readme.lines();
    let mut n_examples = 0;
    while let Some(line) = lines.next() {
        expected += &format!("{line}\n");
        if line != "```console" {
            continue;
        }
        let command = lines.next().and_then(|line| line.strip_prefix("$ ")).expect("a command behind $");
        let shown: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
        let output = if command.starts_with("sqlite3 ") && !has_sqlite {
            shown.join("\n")
        } else {
            shell(&place, command)
        };
        expected += &format!("$ {command}\n{}\n```\n", output.trim_end());
        n_examples += 1;
    }
    assert!(n_examples >= 3);
    is_current("README.md", &expected);
}

fn shell(place: &Place, command: &str) -> String {
    let bin = PathBuf::from(env!("CARGO_BIN_EXE_selon"));
    let path = format!("{}:{}", bin.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    let ran =
        shell.args(["-c", command]).current_dir(place.path("")).env("PATH", path).env_remove("SELON_CASE");
    let output = ran.output().unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn continuous_integration_runs_what_the_readme_says() {
    let readme = read("README.md");
    assert!(readme.contains("```sh\ncargo run --release -- demo\n```"));
    assert!(readme.contains("```sh\ncargo test --workspace\n```"));
    assert!(read(".ci/run").contains("grep -m1 '^cargo test' README.md"));
}

/// The crates of the workspace, by the names of their folders.
fn crates() -> BTreeSet<String> {
    let folders = fs::read_dir(root().join("crates")).unwrap();
    folders
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect()
}

/// The rows of the table below a heading: its cells.
fn rows(document: &str, heading: &str) -> Vec<Vec<String>> {
    let section = document.split(&format!("## {heading}\n")).nth(1).unwrap_or_else(|| panic!("{heading}"));
    let section = section.split("\n## ").next().unwrap();
    let table = section.lines().filter(|line| line.starts_with('|')).skip(2);
    table.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// The words of a cell that stand in backticks.
fn code(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_architecture_lists_the_crates_and_their_dependencies() {
    let architecture = read("ARCHITECTURE.md");
    let listed: BTreeSet<_> = rows(&architecture, "Crates").iter().flat_map(|row| code(&row[0])).collect();
    assert_eq!(listed, crates());
    let dependencies = rows(&architecture, "Who depends on whom");
    assert_eq!(dependencies.len(), crates().len());
    for row in dependencies {
        let name = code(&row[0]).pop_first().unwrap();
        let manifest: Table = read(&format!("crates/{name}/Cargo.toml")).parse().unwrap();
        let found: BTreeSet<_> = manifest["dependencies"]
            .as_table()
            .unwrap()
            .keys()
            .filter(|key| crates().contains(*key))
            .cloned()
            .collect();
        assert_eq!(code(&row[1]), found, "{name}");
    }
}

#[test]
fn the_paths_that_the_documents_name_are_there() {
    let mut documents = vec!["README.md".into(), "ARCHITECTURE.md".into(), "CHANGELOG.md".into()];
    documents.extend(
        fs::read_dir(root().join("docs"))
            .unwrap()
            .map(|entry| format!("docs/{}", entry.unwrap().file_name().into_string().unwrap()))
            .filter(|path| path.ends_with(".md")),
    );
    for document in documents {
        let text = read(&document);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for path in links.filter(|path| !path.starts_with("http")) {
            assert!(root().join(path).exists(), "{document} links to {path}");
        }
        for path in code(&text.replace("```", "")) {
            if path.starts_with("crates/") || path.starts_with("docs/") {
                assert!(root().join(&path).exists(), "{document} names {path}");
            }
        }
    }
}

#[test]
fn every_table_view_and_record_has_its_place() {
    let files = fs::read_dir(root().join("crates/selon-case/sql/schema")).unwrap();
    let schema: String = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    let case_file = read("docs/case-file.md");
    for kind in ["CREATE TABLE ", "CREATE VIEW "] {
        for line in schema.lines().filter_map(|line| line.strip_prefix(kind)) {
            let name = line.split_whitespace().next().unwrap();
            assert!(case_file.contains(&format!("`{name}`")), "docs/case-file.md names {name}");
        }
    }
    let records = read("docs/records.md");
    for record in [
        "tokens",
        "document",
        "attribution",
        "claim",
        "entity",
        "dispute",
        "source",
        "chain",
        "judgement",
        "model",
    ] {
        assert!(records.contains(&format!("\n## {record}\n")), "docs/records.md describes {record}");
    }
    let place = Place::new();
    place.file("a.txt", common::ARTICLE);
    place.run(&["add", "a.txt"]).done();
    for args in [&["documents"][..], &["claims"], &["sources"], &["read", "a.txt"], &["annotate", "a.txt"]] {
        let args = if args[0] == "annotate" { args.to_vec() } else { [args, &["--json"]].concat() };
        for record in place.run(&args).json() {
            for key in record.as_object().unwrap().keys() {
                assert!(records.contains(&format!("`{key}`")), "docs/records.md describes {key} of {args:?}");
            }
        }
    }
}
