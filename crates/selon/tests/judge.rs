//! Judgements on the command line: made, listed, taken back, refused.

mod common;

use common::{ARTICLE, Place};

fn case() -> Place {
    let place = Place::new();
    place.file("a.txt", ARTICLE);
    place.run(&["add", "a.txt"]).done();
    place
}

#[test]
fn a_judgement_names_its_author_and_can_be_taken_back() {
    let place = case();
    let made = ["judge", "same", "Brizane", "Brizanne", "--author", "Ana", "--reason", "one town"];
    let line = place.run(&made).done();
    assert!(line.ends_with("Ana: “Brizane” and “Brizanne” are one\n"), "{line}");
    let id = line.split_whitespace().next().unwrap().to_owned();
    let log = place.run(&["judgements", "--json"]).json();
    assert_eq!(log.len(), 1);
    assert_eq!((&log[0]["verb"], &log[0]["subject"]), (&"same".into(), &"brizane".into()));
    assert_eq!(log[0]["made"], "2022-05-16T08:00:00Z");
    place.run(&["judge", "undo", &id, "--author", "Ben"]).done();
    let log = place.run(&["judgements", "--json"]).json();
    assert_eq!(log.len(), 2);
    assert_eq!(log[0]["undoes"], log[1]["id"]);
    assert_eq!(log[1]["holds"], false);
    assert_eq!(place.run(&["judgements", "--holding", "--json"]).done(), "");
    let again = place.run(&["judge", "undo", &id, "--author", "Ben"]).some_failed();
    assert!(again.err.contains("was undone before"), "{}", again.err);
}

#[test]
fn a_claim_is_judged_by_the_beginning_of_its_id_and_keeps_its_words() {
    let place = case();
    let claims = place.run(&["claims", "--json"]).json();
    let id = claims[0]["id"].as_str().unwrap();
    place.run(&["judge", "reject", &id[..9], "--author", "Ana"]).done();
    let log = place.run(&["judgements", "--json", "--kind", "claim"]).json();
    assert_eq!((&log[0]["subject"], &log[0]["subject_text"]), (&claims[0]["id"], &claims[0]["text"]));
}

#[test]
fn what_cannot_be_done_is_refused_with_a_word() {
    let place = case();
    for (args, word) in [
        (&["judge", "same", "Brizane", "--author", "Ana"][..], "expected two names"),
        (&["judge", "same", "Brizane", "BRIZANE", "--author", "Ana"], "spelt the same"),
        (&["judge", "reliability", "Vastrel-Info", "--author", "Ana"], "expected a value"),
        (&["judge", "undo", "j0000", "--author", "Ana"], "there is no judgement j0000"),
    ] {
        let ran = place.run(args).some_failed();
        assert!(ran.err.contains(word), "{args:?}: {}", ran.err);
    }
    let mut nobody = place.command(&["judge", "accept", "Brizane"]);
    let ran = nobody.env_remove("USER").env_remove("LOGNAME").env_remove("SELON_AUTHOR").output().unwrap();
    assert!(String::from_utf8_lossy(&ran.stderr).contains("expected who judges"));
    assert_eq!(place.run(&["judgements", "--json"]).done(), "");
}
