//! Work through what waits for a judgement: keys from standard input, undo, and what a judgement changes.

mod common;

use common::Place;

/// Two invented articles that name different numbers of one departure.
fn case() -> Place {
    let place = Place::new();
    place.file(
        "a.txt",
        "Départ à Brizane\n\nSelon la préfecture, 120 combattants ont quitté Brizane lundi, à bord de cars. \
         Le préfet n'a rien dit.\n",
    );
    place.file(
        "b.txt",
        "Brizane se vide\n\nSelon la milice, 4 000 combattants ont quitté Brizane lundi. Les habitants sont \
         restés chez eux.\n",
    );
    place.run(&["add", "a.txt", "b.txt"]).done();
    place
}

#[test]
fn a_dispute_waits_until_it_is_judged_and_waits_again_when_that_is_undone() {
    let place = case();
    let waiting = place.run(&["review", "--json"]).json();
    assert_eq!(waiting[0]["kind"], "dispute", "{waiting:?}");
    let about = |items: &[serde_json::Value]| -> Vec<String> {
        let asked = items.iter().filter(|item| item["reason"] == waiting[0]["reason"]);
        asked.map(|item| item["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(about(&waiting), ["dispute", "claim", "claim"], "the dispute, then the claims that answer it");
    assert_eq!(waiting[0]["sides"].as_array().unwrap().len(), 2);
    let ran = place.run_with(&["review", "--author", "Ana"], "n");
    assert!(ran.out.contains("Do these exclude each other"), "{}", ran.out);
    assert!(ran.err.contains("1 judgement made"), "{}", ran.err);
    let left = place.run(&["review", "--json"]).json();
    assert!(about(&left).is_empty(), "claims of a rejected dispute do not wait: {left:?}");
    assert_eq!(place.run(&["disputes", "--json"]).done(), "", "a rejected dispute is not shown");
    let log = place.run(&["judgements", "--json"]).json();
    let id = log[0]["id"].as_str().unwrap();
    place.run(&["judge", "undo", id, "--author", "Ana"]).done();
    assert_eq!(place.run(&["review", "--json"]).json(), waiting);
    assert_eq!(place.run(&["disputes", "--json"]).json().len(), 1);
}

#[test]
fn z_takes_back_and_unknown_keys_do_nothing() {
    let place = case();
    let ran = place.run_with(&["review", "--author", "Ana"], "x?kyzjq");
    let out = ran.done();
    assert!(out.contains("x does nothing"), "{out}");
    assert!(out.contains("is taken back"), "{out}");
    let log = place.run(&["judgements", "--json"]).json();
    assert_eq!(log.len(), 2);
    assert!(log.iter().all(|judgement| judgement["holds"] == false), "{log:?}");
}

#[test]
fn a_claim_that_is_rejected_answers_nothing() {
    let place = case();
    let disputes = place.run(&["disputes", "--json"]).json();
    let claim = disputes[0]["answers"][0]["claims"][0].as_str().unwrap().to_owned();
    place.run(&["judge", "reject", &claim, "--author", "Ana", "--reason", "a drill"]).done();
    assert_eq!(place.run(&["disputes", "--json"]).done(), "");
    let log = place.run(&["judgements", "--json"]).json();
    place.run(&["judge", "undo", log[0]["id"].as_str().unwrap(), "--author", "Ana"]).done();
    assert_eq!(place.run(&["disputes", "--json"]).json(), disputes);
}
