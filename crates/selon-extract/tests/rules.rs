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
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/attribution");
    let mut in_source = BTreeSet::new();
    for entry in std::fs::read_dir(&source).expect("the attribution modules") {
        let path = entry.expect("a file").path();
        let code = std::fs::read_to_string(&path).expect("a module in UTF-8");
        in_source.extend(rule_names(&code));
    }
    let pages: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    let without_page: Vec<_> = in_source.difference(&pages).collect();
    let without_rule: Vec<_> = pages.difference(&in_source).collect();
    assert!(without_page.is_empty(), "rules without a page in rules.rs: {without_page:?}");
    assert!(without_rule.is_empty(), "pages without a rule in the source: {without_rule:?}");
}

/// The names that a module gives drafts: literals behind `rule:`, `rule =`, and those that complements and tuples
/// hand on as the last part of an expression (`…, "noun-que")`).
fn rule_names(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for line in code.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
        let sets_rule =
            (line.contains("rule: ") || line.contains("rule = ") || line.contains("Complement::new("))
                && !line.contains("rule == ")
                && !line.contains("rule.starts_with");
        let hands_on = line.contains("return Some((cue, ");
        if sets_rule || hands_on {
            // Behind the word that sets it: lists of words in front are no names.
            let from = line.find("rule").or_else(|| line.find("Complement::new(")).unwrap_or(0);
            let literals = line[from..].split('"').skip(1).step_by(2);
            names.extend(literals.filter(|literal| is_rule_name(literal)).map(str::to_owned));
        }
    }
    names
}

fn is_rule_name(literal: &str) -> bool {
    literal.len() > 3 && literal.chars().all(|c| c.is_ascii_lowercase() || c == '-')
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
