//! Disputes out of invented articles, with look-alikes that are none: `cases/disputes.txt`.

mod common;

use common::Place;
use serde_json::Value;

const CASES: &str = include_str!("cases/disputes.txt");

#[derive(Default)]
struct Case {
    name: String,
    articles: Vec<(String, String)>,
    /// Kind, part of the question, parts of answers.
    expected: Vec<Vec<String>>,
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in CASES.lines() {
        if let Some(name) = line.strip_prefix("== ") {
            cases.push(Case { name: name.to_owned(), ..Case::default() });
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(file) = line.strip_prefix("-- ") {
            case.articles.push((file.to_owned(), String::new()));
        } else if let Some(expected) = line.strip_prefix("?? ") {
            case.expected.push(expected.split(" | ").map(|part| part.trim().to_owned()).collect());
        } else if !line.starts_with("== ")
            && let Some((_, text)) = case.articles.last_mut()
        {
            *text += line;
            *text += "\n";
        }
    }
    cases
}

fn is_expected(dispute: &Value, expected: &[String]) -> bool {
    let text = dispute["question"]["text"].as_str().unwrap();
    let values: Vec<_> = dispute["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|answer| answer["value"].as_str().unwrap())
        .collect();
    dispute["question"]["kind"] == expected[0].as_str()
        && text.contains(&expected[1])
        && expected[2..].iter().all(|part| values.iter().any(|value| value.contains(part.as_str())))
}

/// The disputes of articles added in this order.
fn disputes(articles: &[(String, String)]) -> Vec<Value> {
    Place::with_articles(articles).run(&["disputes", "--json"]).json()
}

#[test]
fn articles_make_the_disputes_that_a_reader_sees_and_no_others() {
    let mut wrong = Vec::new();
    for case in cases() {
        let found = disputes(&case.articles);
        let missing = case
            .expected
            .iter()
            .filter(|expected| !found.iter().any(|dispute| is_expected(dispute, expected)));
        wrong.extend(missing.map(|expected| format!("{}: no dispute {expected:?}", case.name)));
        let odd = found
            .iter()
            .filter(|dispute| !case.expected.iter().any(|expected| is_expected(dispute, expected)));
        wrong.extend(
            odd.map(|dispute| format!("{}: {} {}", case.name, dispute["question"], dispute["answers"])),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_order_of_articles_does_not_count() {
    for case in cases().iter().filter(|case| !case.expected.is_empty()).take(5) {
        let mut turned = case.articles.clone();
        turned.reverse();
        assert_eq!(disputes(&case.articles), disputes(&turned), "{}", case.name);
    }
}

#[test]
fn a_new_version_takes_its_answers_back() {
    let place = Place::with_articles(&cases()[0].articles);
    assert_eq!(place.run(&["disputes", "--json"]).json().len(), 1);
    place.file("b.txt", "La mairie d'Orvelle a fermé lundi.\n");
    place.run(&["add", "b.txt"]).done();
    assert!(place.run(&["disputes", "--json"]).json().is_empty());
    assert!(place.run(&["disputes", "--about", "nowhere"]).done().is_empty());
}

#[test]
fn a_text_is_screened_and_not_kept() {
    let place = Place::with_articles(&cases()[0].articles);
    place.file("draft.txt", "Deux cents combattants ont quitté Orvelle, écrit un blogueur.\n");
    let screened = place.run(&["screen", "--json", "draft.txt"]).json();
    let claim = &screened[0]["claims"][0];
    assert_eq!(claim["same"].as_array().unwrap().len(), 1, "{claim}");
    assert_eq!(claim["against"].as_array().unwrap().len(), 1, "{claim}");
    assert_eq!(screened[0]["disputes"].as_array().unwrap().len(), 1);
    assert!(!place.run(&["documents"]).done().contains("draft.txt"));
    let dispute = &place.run(&["disputes", "--json"]).json()[0];
    let id = dispute["answers"][0]["claims"][0].as_str().unwrap();
    let traced = &place.run(&["trace", "--json", id]).json()[0];
    assert_eq!(traced["company"][0]["against"].as_array().unwrap().len(), 1, "{traced}");
}

/// The demo's disputes: kind, part of the question, parts of answers; nothing else may be there.
const DEMO: &[&[&str]] = &[
    &["how_many", "perdu la vie", "six", "onze", "ingt-trois", "27", "quarante"],
    &["how_many", "blessures", "trente et un", "soixantaine"],
    &["how_many", "partir de chez eux", "200 évacués", "trois mille"],
    &["who", "derrière", "FLOD", "armée"],
    &["who", "ravitaille", "Pélendra", "pas Pélendra"],
    &["why", "cause", "sabotage", "fuite"],
];

#[test]
fn the_demo_has_the_disputes_that_its_articles_make() {
    let place = Place::new();
    let shown = place.run(&["demo", "--no-serve"]).done();
    assert!(shown.contains("questions with rival answers"), "{shown}");
    let found = place.run(&["disputes", "--case", "demo.selon", "--json"]).json();
    let expected: Vec<Vec<String>> =
        DEMO.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    for row in &expected {
        assert!(found.iter().any(|dispute| is_expected(dispute, row)), "{row:?} not among {found:#?}");
    }
    for dispute in &found {
        assert!(expected.iter().any(|row| is_expected(dispute, row)), "{dispute:#?}");
    }
    let circles = place.run(&["disputes", "--case", "demo.selon", "--circular", "--json"]).json();
    assert_eq!(circles.len(), 1, "{circles:?}");
    assert_eq!(circles[0]["outlets"][0], "Sentinelle mersove");
    assert_eq!(circles[0]["outlets"][1], "Télé-Mersove Info");
    let shown = place.run(&["disputes", "--case", "demo.selon", "--circular"]).done();
    assert!(shown.contains("have it from each other"), "{shown}");
}
