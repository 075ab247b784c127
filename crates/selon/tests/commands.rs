//! Each command on a small article: what it prints, and that its records point at their words.

mod common;

use std::io::Read;
use std::process::Stdio;

use common::{ARTICLE, ENGLISH, Place, words_at};
use serde_json::Value;

/// A place with a case of one article.
fn case() -> Place {
    let place = Place::new();
    place.file("a.txt", ARTICLE);
    place.run(&["add", "a.txt"]).done();
    place
}

fn id_of(claims: &[Value], words: &str) -> String {
    let claim = claims.iter().find(|claim| claim["text"].as_str().unwrap().contains(words));
    claim.unwrap_or_else(|| panic!("a claim with {words}"))["id"].as_str().unwrap().to_owned()
}

#[test]
fn annotate_prints_a_document_as_spacy_has_it() {
    let place = Place::new();
    place.file("a.txt", "Le maire a parlé.\n");
    let docs = place.run(&["annotate", "a.txt"]).json();
    let doc = &docs[0];
    assert_eq!(doc["text"], "Le maire a parlé.\n");
    let keys: Vec<_> = doc.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["text", "ents", "sents", "tokens"]);
    let token = &doc["tokens"][1];
    assert_eq!((&token["start"], &token["end"], &token["lemma"]), (&3.into(), &8.into(), &"maire".into()));
    let keys: Vec<_> = token.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["id", "start", "end", "tag", "pos", "morph", "lemma", "dep", "head"]);
}

#[test]
fn annotate_keeps_the_order_of_lines_and_has_a_line_for_each() {
    let place = Place::new();
    let lines: String = (0..200).map(|i| format!("{{\"text\": \"Texte {i}.\", \"id\": {i}}}\n")).collect();
    let docs = place.run_with(&["annotate", "--jsonl"], &lines).json();
    let texts: Vec<_> = docs.iter().map(|doc| doc["text"].as_str().unwrap().to_owned()).collect();
    assert_eq!(texts, (0..200).map(|i| format!("Texte {i}.")).collect::<Vec<_>>());
    assert!(docs[0].get("id").is_none(), "other fields are not passed on");

    let ran =
        place.run_with(&["annotate", "--jsonl"], "{\"text\": \"Un.\"}\nnonsense\n{\"text\": \"Deux.\"}\n");
    let ran = ran.some_failed();
    let lines: Vec<_> = ran.out.lines().collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1], "null");
    assert!(ran.err.contains("line 2: expected an object with a \"text\""), "{}", ran.err);
}

#[test]
fn read_prints_records_that_point_at_their_words() {
    let place = Place::new();
    place.file("a.txt", ARTICLE);
    let attributions = place.run(&["read", "--json", "--only", "attributions", "a.txt"]).json();
    assert!(attributions.len() >= 3, "{attributions:?}");
    for attribution in &attributions {
        assert_eq!(attribution["doc"], "a.txt");
        for field in ["source", "cue", "content"] {
            let words = words_at(ARTICLE, &attribution[field]);
            assert_eq!(words, attribution[format!("{field}_text")].as_str().unwrap());
        }
    }
    let radio = attributions.iter().find(|a| a["cue_text"] == "Selon").unwrap();
    assert_eq!(radio["hedged"], true);
    assert_eq!(radio["source_kind"], "outlet");

    let claims = place.run(&["read", "--json", "--only", "claims", "a.txt"]).json();
    for claim in &claims {
        assert_eq!(words_at(ARTICLE, &claim["span"]), claim["text"].as_str().unwrap());
        assert!(claim["voices"][0]["text"].is_string());
        for role in ["agent", "patient", "recipient", "place"].map(|role| &claim[role]) {
            assert!(role.is_null() || words_at(ARTICLE, &role["span"]) == role["text"].as_str().unwrap());
        }
    }
    let both = place.run(&["read", "--json", "a.txt"]).json();
    assert_eq!(both.len(), attributions.len() + claims.len());
}

#[test]
fn read_prints_a_page_for_people() {
    let place = Place::new();
    place.file("a.txt", ARTICLE);
    let page = place.run(&["read", "a.txt"]).done();
    assert!(page.contains("la radio Vastrel-Info · Selon"), "{page}");
    assert!(page.contains("hedged: the writer keeps a distance"), "{page}");
    let only = ["read", "--only", "attributions"];
    let from_file = place.run(&[&only[..], &["a.txt"]].concat()).done();
    let from_stdin = place.run_with(&[&only[..], &["-"]].concat(), ARTICLE).done();
    assert_eq!(from_stdin, from_file.replace("a.txt", "-"));
}

#[test]
fn read_explains_rule_words_and_parse() {
    let place = Place::new();
    place.file("a.txt", ARTICLE);
    let page = place.run(&["read", "--explain", "a.txt"]).done();
    assert!(page.contains("\npreposition  a source behind a preposition"), "{page}");
    assert!(page.contains("\n  source   la radio Vastrel-Info\n  cue      Selon\n"), "{page}");
    let row =
        page.lines().find(|line| line.starts_with("cue") && line.contains("Selon")).expect("the cue's row");
    let cells: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(cells, ["cue", "Selon", "selon", "ADP", "case", "radio"]);
    assert_eq!(place.run(&["read", "--explain", "--json", "a.txt"]).status, 2);
    place.file("e.txt", ENGLISH);
    assert!(place.run(&["read", "--explain", "e.txt"]).done().contains("not read: its language is en"));
}

#[test]
fn adding_twice_changes_nothing_and_a_changed_file_is_a_version() {
    let place = case();
    let before = std::fs::read(place.path("case.selon")).unwrap();
    let again = place.run(&["add", "./a.txt"]);
    assert!(again.err.contains("0 added, 1 unchanged, 0 failed"), "{}", again.err);
    assert_eq!(again.done(), "unchanged    a.txt\n");
    assert_eq!(std::fs::read(place.path("case.selon")).unwrap(), before);

    place.file("a.txt", ARTICLE.replace("trois", "quatre"));
    let added = place.run(&["add", "a.txt"]).done();
    assert!(added.starts_with("new version  a.txt: version 2, "), "{added}");
    assert_eq!(place.run(&["documents", "--json"]).json().len(), 1);
    let versions = place.run(&["documents", "--json", "--all-versions"]).json();
    assert_eq!(versions.iter().map(|d| d["version"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 2]);
    assert!(versions[0]["text"].as_str().unwrap().contains("trois"));

    place.file("b.txt", ARTICLE);
    let copy = place.run(&["add", "b.txt"]).done();
    assert!(copy.contains("same bytes as a.txt"), "{copy}");
}

#[test]
fn tables_and_records_come_out_of_a_case() {
    let place = case();
    assert!(place.run(&["documents"]).done().contains("a.txt"));
    let claims = place.run(&["claims", "--about", "NEGOCIE", "--json"]).json();
    assert_eq!(claims[0]["modality"], "hedged");
    assert!(place.run(&["claims", "--about", "negocie"]).done().contains("hedged"));
    assert!(place.run(&["claims", "--by", "prefet"]).done().lines().count() >= 1);
    assert_eq!(place.run(&["claims", "--about", "zèbre", "--json"]).json().len(), 0);
    let sources = place.run(&["sources", "--json"]).json();
    assert!(sources.iter().any(|source| source["name"] == "Vastrel-Info"), "{sources:?}");
    assert!(place.run(&["sources"]).done().contains("Alban Coursel"));
}

#[test]
fn trace_shows_a_chain() {
    let place = case();
    let id = id_of(&place.run(&["claims", "--json"]).json(), "aurait négocié");
    let tree = place.run(&["trace", &id[..10]]).done();
    let place_of = |words: &str| tree.find(words).unwrap_or_else(|| panic!("{words} in\n{tree}"));
    assert!(place_of("a.txt") < place_of("la radio Vastrel-Info · Selon"));
    assert!(place_of("la radio Vastrel-Info · Selon") < place_of("└▸ le maire de Brizane · aurait négocié"));
    assert!(tree.contains("agent of the claim"), "{tree}");
    assert!(tree.contains("hedged: the writer keeps a distance"), "{tree}");
    assert!(tree.contains("evidence   none given"), "{tree}");
    let chain = place.run(&["trace", &id, "--json"]).json();
    assert_eq!(chain[0]["claim"]["id"], id.as_str());
    assert_eq!(chain[0]["chain"][0]["cue_text"], "Selon");

    let unknown = place.run(&["trace", "c0000000000000000"]).some_failed();
    assert!(unknown.err.contains("found none that begins with c0000000000000000"), "{}", unknown.err);
    let several = place.run(&["trace", "c"]).some_failed();
    assert!(several.err.contains("found several that begin with c"), "{}", several.err);
}

#[test]
fn export_writes_five_files_with_the_ids_that_read_has() {
    let place = case();
    place.run(&["export", "jsonl", "--to", "out"]).done();
    let lines = |name: &str| -> Vec<Value> {
        let text = std::fs::read_to_string(place.path("out").join(name)).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let documents = lines("documents.jsonl");
    assert_eq!(documents[0]["text"], ARTICLE);
    assert_eq!(lines("disputes.jsonl").len(), 0);
    assert!(!lines("entities.jsonl").is_empty());
    let read = place.run(&["read", "--json", "--only", "attributions", "a.txt"]).json();
    assert_eq!(lines("attributions.jsonl"), read);
    let ids = |claims: &[Value]| claims.iter().map(|claim| claim["id"].clone()).collect::<Vec<_>>();
    let read = place.run(&["read", "--json", "--only", "claims", "a.txt"]).json();
    assert_eq!(ids(&lines("claims.jsonl")), ids(&read));
}

#[test]
fn two_cases_of_the_same_files_are_the_same_bytes() {
    let [one, two] = [case(), case()];
    assert_eq!(
        std::fs::read(one.path("case.selon")).unwrap(),
        std::fs::read(two.path("case.selon")).unwrap()
    );
}

#[test]
fn the_demo_needs_nothing_and_changes_nothing_the_second_time() {
    let place = Place::new();
    let first = place.run(&["demo", "--no-serve"]).done();
    assert!(first.starts_with("demo.selon: 12 documents, "), "{first}");
    assert!(first.contains("en: only kept"), "{first}");
    let before = std::fs::read(place.path("demo.selon")).unwrap();
    assert_eq!(place.run(&["demo"]).done(), first);
    assert_eq!(std::fs::read(place.path("demo.selon")).unwrap(), before);
}

#[test]
fn models_are_listed_and_there_after_fetching() {
    let place = Place::new();
    let folder = place.run(&["model", "fetch"]).done();
    assert!(std::path::Path::new(folder.trim()).is_dir(), "{folder}");
    let models = place.run(&["model", "list", "--json"]).json();
    let model = models.iter().find(|model| model["name"] == "fr-core-news-md").unwrap();
    assert_eq!(model["folder"].as_str(), Some(folder.trim()));
    assert!(place.run(&["model", "list"]).done().contains("fr-core-news-sm"));
    let unknown = place.run(&["model", "fetch", "xx-nothing"]).some_failed();
    assert!(unknown.err.contains("selon model list"), "{}", unknown.err);
    let unknown = place.run(&["read", "--model", "xx-nothing", "a.txt"]).some_failed();
    assert!(unknown.err.contains("found xx-nothing"), "{}", unknown.err);
}

#[test]
fn completions_name_the_commands() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(place.run(&["completions", shell]).done().contains("documents"), "{shell}");
    }
}

#[test]
fn wrong_use_is_told_apart_from_failure() {
    let place = Place::new();
    for args in [&["read"][..], &["nothing"], &["claims", "--event", "DANCE"], &["claims", "--since", "mai"]]
    {
        assert_eq!(place.run(args).status, 2, "{args:?}");
    }
    let missing = place.run(&["claims"]).some_failed();
    assert!(missing.err.contains("expected a case file at case.selon, found nothing"), "{}", missing.err);
}

#[test]
fn nothing_steers_a_terminal() {
    let place = Place::new();
    let hostile =
        ARTICLE.replace("le maire de Brizane aurait", "le maire\u{1b}[31m de \u{202e}Brizane aurait");
    place.file("h.txt", &hostile);
    place.run(&["add", "h.txt"]).done();
    for args in
        [&["read", "h.txt"][..], &["read", "--explain", "h.txt"], &["claims"], &["sources"], &["documents"]]
    {
        let shown = place.run(args).done();
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{args:?}: {shown:?}");
    }
    assert!(place.run(&["claims"]).done().contains("␛[31m"));
    let exact = place.run(&["documents", "--json"]).json();
    assert_eq!(exact[0]["text"], hostile.as_str());
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let place = Place::new();
    let lines = "{\"text\": \"Le maire a parlé.\"}\n".repeat(2000);
    let input = place.file("lines.jsonl", lines);
    let mut child = place
        .command(&["annotate", "--jsonl"])
        .stdin(std::fs::File::open(input).unwrap())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_text_that_is_not_french_is_kept_and_marked() {
    let place = Place::new();
    place.file("e.txt", ENGLISH);
    let added = place.run(&["add", "e.txt"]).done();
    assert!(added.contains("kept, not read: its language is en, not French"), "{added}");
    let documents = place.run(&["documents", "--json"]).json();
    assert_eq!((&documents[0]["status"], &documents[0]["claims"]), (&"not-french".into(), &0.into()));
    assert_eq!(documents[0]["text"], ENGLISH);
    assert!(place.run(&["read", "e.txt"]).done().contains("not read: its language is en"));
}
