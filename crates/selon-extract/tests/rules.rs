//! The pages of the rules hold: what they say fires does fire, by that rule, and what looks alike does not.

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use selon_extract::Attribution;
use selon_extract::rules::RULES;
use selon_spacy::{CharSpan, Pipeline};

/// Least overlap of the content that a page gives with the one found.
const CONTENT_OVERLAP: f64 = 0.8;

#[test]
fn examples_fire_by_their_rule_and_look_alikes_do_not() {
    let pipeline = common::french();
    let mut wrong = String::new();
    for rule in RULES {
        for (text, content) in rule.fires {
            let expected = locate(text, content);
            let found = find(&pipeline, text);
            let hits = found
                .iter()
                .any(|a| a.rule == rule.name && overlap(&expected, &chars(&a.content)) >= CONTENT_OVERLAP);
            if !hits {
                let _ = writeln!(
                    wrong,
                    "{} does not find `{content}` in: {text}{}",
                    rule.name,
                    lines(text, &found)
                );
            }
        }
        for text in rule.look_alikes {
            let found = find(&pipeline, text);
            if found.iter().any(|a| a.rule == rule.name) {
                let _ =
                    writeln!(wrong, "{} fires in its look-alike: {text}{}", rule.name, lines(text, &found));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn pages_are_complete() {
    let mut names = BTreeSet::new();
    for rule in RULES {
        assert!(names.insert(rule.name), "{} has two pages", rule.name);
        assert!(rule.fires.len() >= 2, "{} needs two examples", rule.name);
        assert!(!rule.look_alikes.is_empty(), "{} needs a look-alike", rule.name);
        assert!(
            !rule.finds.contains('\n') && !rule.finds.ends_with('.'),
            "{}: `finds` is one line",
            rule.name
        );
        assert!(rule.why.ends_with('.'), "{}: `why` is a sentence", rule.name);
    }
}

#[test]
fn every_rule_of_the_source_has_a_page_and_every_page_a_rule() {
    let mut code = String::new();
    read_modules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/attribution"), &mut code);
    let in_source = rule_names(&code);
    let pages: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    let without_page: Vec<_> = in_source.difference(&pages).collect();
    let without_rule: Vec<_> = pages.difference(&in_source).collect();
    assert!(without_page.is_empty(), "rules without a page in rules.rs: {without_page:?}");
    assert!(without_rule.is_empty(), "pages without a rule in the source: {without_rule:?}");
}

/// However the source gives names: what fires in the texts of the cases has a page.
#[test]
fn what_fires_in_the_cases_has_a_page() {
    let pipeline = common::french();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/attributions");
    let (files, _) = common::cases::read_folder(&folder);
    let texts: Vec<&str> = files.iter().flat_map(|file| &file.cases).map(|case| case.text.as_str()).collect();
    let without_page: BTreeSet<&str> = find(&pipeline, &texts.join("\n\n"))
        .iter()
        .map(|attribution| attribution.rule)
        .filter(|rule| selon_extract::rules::find(rule).is_none())
        .collect();
    assert!(without_page.is_empty(), "rules without a page in rules.rs: {without_page:?}");
}

/// The code of a folder's modules without its comments.
fn read_modules(folder: &Path, code: &mut String) {
    for entry in std::fs::read_dir(folder).expect("the attribution modules") {
        let path = entry.expect("a module").path();
        if path.is_dir() {
            read_modules(&path, code);
        } else {
            let module = std::fs::read_to_string(&path).expect("a module in UTF-8");
            code.extend(module.lines().filter(|line| !line.trim_start().starts_with("//")));
        }
    }
}

/// The names that the code gives drafts: in a field or an assignment `rule`, and as the last part of what hands a
/// complement on (`Complement::new(…, "verb-que")`, `Some((cue, …, "noun-que"))`).
fn rule_names(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for setter in ["rule: ", ".rule = "] {
        for (at, _) in code.match_indices(setter) {
            let rest = &code[at + setter.len()..];
            let value = rest.split([',', ';']).next().unwrap_or(rest);
            names.extend(literals(value));
        }
    }
    for opener in ["Complement::new(", "Some((cue, "] {
        for (at, _) in code.match_indices(opener) {
            let inner = &code[at + opener.len()..];
            let mut depth = 1;
            let end = inner.find(|c| {
                depth += i32::from(c == '(') - i32::from(c == ')');
                depth == 0
            });
            names.extend(literals(&inner[..end.unwrap_or(0)]).pop());
        }
    }
    names
}

/// The string literals that may be names of rules.
fn literals(code: &str) -> Vec<String> {
    let literals = code.split('"').skip(1).step_by(2);
    let is_name =
        |literal: &&str| literal.len() > 3 && literal.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    literals.filter(is_name).map(str::to_owned).collect()
}

fn find(pipeline: &Pipeline, text: &str) -> Vec<Attribution> {
    selon_extract::find_attributions(&common::annotate_lines(pipeline, text))
}

/// The characters of the pieces of a content, each sought behind the one before.
fn locate(text: &str, content: &str) -> BTreeSet<u32> {
    let mut from = 0;
    let mut chars = BTreeSet::new();
    for piece in content.split(" … ") {
        let at =
            from + text[from..].find(piece).unwrap_or_else(|| panic!("`{piece}` does not stand in: {text}"));
        from = at + piece.len();
        let start = text[..at].chars().count() as u32;
        chars.extend(start..start + piece.chars().count() as u32);
    }
    chars
}

fn chars(spans: &[CharSpan]) -> BTreeSet<u32> {
    spans.iter().flat_map(|span| span.start..span.end).collect()
}

fn overlap(a: &BTreeSet<u32>, b: &BTreeSet<u32>) -> f64 {
    a.intersection(b).count() as f64 / a.union(b).count().max(1) as f64
}

fn lines(text: &str, found: &[Attribution]) -> String {
    let text: Vec<char> = text.chars().collect();
    let words = |spans: &[CharSpan]| {
        let pieces = spans.iter().map(|s| text[s.start as usize..s.end as usize].iter().collect::<String>());
        pieces.collect::<Vec<_>>().join(" … ")
    };
    let line = |a: &Attribution| {
        format!("\n    {}: {} | {} | {}", a.rule, words(&a.source), words(&a.cue), words(&a.content))
    };
    found.iter().map(line).collect()
}
