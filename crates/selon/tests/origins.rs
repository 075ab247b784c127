//! One voice under two names counts once, and what an analyst says of claims, documents and names is followed.

mod common;

use common::Place;
use serde_json::Value;

const OTHER: (&str, &str) = ("z.txt", "Quatre mille combattants ont quitté Brizane, affirme un témoin.\n");

fn disputes(place: &Place) -> Vec<Value> {
    place.run(&["disputes", "--json"]).json()
}

/// Independent origins of the answer that `part` is in.
fn origins(place: &Place, part: &str) -> u64 {
    let found = disputes(place);
    let answers = found.iter().flat_map(|dispute| dispute["answers"].as_array().unwrap());
    let mut answers = answers.filter(|answer| answer["value"].as_str().unwrap().contains(part));
    let answer = answers.next().unwrap_or_else(|| panic!("no answer {part} in {found:#?}"));
    answer["origins"].as_u64().unwrap()
}

fn judge(place: &Place, args: &[&str]) {
    let mut all = vec!["judge"];
    all.extend(args);
    all.extend(["--author", "Ana"]);
    place.run(&all).done();
}

fn undo_last(place: &Place) {
    let log = place.run(&["judgements", "--json"]).json();
    judge(place, &["undo", log[0]["id"].as_str().unwrap()]);
}

#[test]
fn a_voice_under_two_spellings_is_one_origin() {
    let one = [
        ("a.txt", "Selon Emrat Zoulvane, 120 combattants ont quitté Brizane.\n"),
        ("b.txt", "D'après Emrat Zulvan, 120 combattants ont quitté Brizane ce matin.\n"),
        OTHER,
    ];
    assert_eq!(origins(&Place::with_articles(&one), "120"), 1);
    let two = [
        ("a.txt", "Selon Emrat Zoulvane, 120 combattants ont quitté Brizane.\n"),
        ("b.txt", "D'après Orsola Halvess, 120 combattants ont quitté Brizane ce matin.\n"),
        OTHER,
    ];
    assert_eq!(origins(&Place::with_articles(&two), "120"), 2);
}

#[test]
fn names_are_joined_parted_and_called_as_the_analyst_says() {
    let place = Place::with_articles(&[
        ("a.txt", "Selon Emrat Zoulvane, 120 combattants ont quitté Brizane.\n"),
        ("b.txt", "D'après Emrat Zulvan, 120 combattants ont quitté Brizane ce matin.\n"),
        OTHER,
    ]);
    let waiting = place.run(&["review", "--json"]).json();
    let asked = waiting.iter().find(|item| item["kind"] == "name").expect("a pair of names waits");
    assert!(asked["reason"].as_str().unwrap().contains("they differ in"), "{asked}");
    judge(&place, &["different", "Emrat Zoulvane", "Emrat Zulvan"]);
    assert_eq!(origins(&place, "120"), 2, "they are two for the analyst");
    place.file("c.txt", "Emrat Zulvan s'est rendu à Brizane.\n");
    place.run(&["add", "c.txt"]).done();
    assert_eq!(origins(&place, "120"), 2, "and stay two when more is linked");
    let waiting = place.run(&["review", "--json"]).json();
    assert!(waiting.iter().all(|item| item["kind"] != "name"), "what was judged waits no longer");
    undo_last(&place);
    assert_eq!(origins(&place, "120"), 1);
    judge(&place, &["rename", "Emrat Zulvan", "--value", "le porte-parole Zulvan"]);
    let names = place.run(&["entities", "--json"]).done();
    assert!(names.contains("le porte-parole Zulvan"), "{names}");
    judge(&place, &["split", "Emrat Zulvan"]);
    assert_eq!(origins(&place, "120"), 2);
}

#[test]
fn documents_are_one_text_or_two_as_the_analyst_says() {
    let text = "120 combattants ont quitté Brizane lundi à bord de douze cars blancs. Les habitants les ont regardés partir \
                depuis les balcons de la rue du Marché, et personne n'a dit un mot pendant que le convoi passait le pont.\n";
    let place = Place::with_articles(&[("a.txt", text), ("b.txt", text), OTHER]);
    assert_eq!(origins(&place, "120"), 1);
    let documents = place.run(&["documents", "--json"]).json();
    let id = |doc: &str| {
        documents.iter().find(|row| row["doc"] == doc).unwrap()["id"].as_str().unwrap().to_owned()
    };
    judge(&place, &["different", &id("a.txt"), &id("b.txt")]);
    assert_eq!(origins(&place, "120"), 2);
    undo_last(&place);
    assert_eq!(origins(&place, "120"), 1);
    let apart = Place::with_articles(&[
        ("a.txt", "120 combattants ont quitté Brizane lundi.\n"),
        ("b.txt", "Brizane : quelque 120 combattants ont quitté Brizane hier, écrit le journal.\n"),
        OTHER,
    ]);
    let before = origins(&apart, "120");
    let documents = apart.run(&["documents", "--json"]).json();
    let id = |doc: &str| {
        documents.iter().find(|row| row["doc"] == doc).unwrap()["id"].as_str().unwrap().to_owned()
    };
    judge(&apart, &["same", &id("a.txt"), &id("b.txt")]);
    assert!(origins(&apart, "120") < before, "one text has one origin");
}

#[test]
fn claims_that_the_analyst_holds_for_the_same_are_no_rivals() {
    let place = Place::with_articles(&[("a.txt", "120 combattants ont quitté Brizane lundi.\n"), OTHER]);
    let before = disputes(&place);
    assert_eq!(before.len(), 1, "{before:?}");
    let claim = |n: usize| before[0]["answers"][n]["claims"][0].as_str().unwrap().to_owned();
    for verb in ["same", "unsure"] {
        judge(&place, &[verb, &claim(0), &claim(1)]);
        assert!(disputes(&place).is_empty(), "{verb}");
        undo_last(&place);
        assert_eq!(disputes(&place), before, "{verb}");
    }
    judge(&place, &["different", &claim(0), &claim(1)]);
    assert_eq!(disputes(&place), before);
}

#[test]
fn what_would_change_nothing_is_refused_with_a_word() {
    let place = Place::with_articles(&[("a.txt", "120 combattants ont quitté Brizane lundi.\n"), OTHER]);
    let dispute = disputes(&place)[0]["id"].as_str().unwrap().to_owned();
    for (args, word) in [
        (vec!["judge", "same", &dispute, &dispute, "--author", "Ana"], "same"),
        (vec!["judge", "accept", "Brizane", "--author", "Ana"], "expected same, different or unsure"),
        (vec!["judge", "unsure", "Brizane", "--author", "Ana"], "found one"),
    ] {
        let ran = place.run(&args);
        assert!(ran.err.contains(word), "{args:?}: {}", ran.err);
    }
}
