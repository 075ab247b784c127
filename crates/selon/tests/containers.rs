//! Archives, feeds and tables: each article in them is a document, with its place; what is broken is named.

mod common;

use common::{ARTICLE, Place, words_at};
use serde_json::json;

fn record(address: &str, body: &str) -> String {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{body}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2021-03-03T14:05:33Z\r\n\
         Content-Type: application/http\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
}

#[test]
fn articles_of_an_archive_are_documents() {
    let place = Place::new();
    let second = ARTICLE.replace("Brizane", "Zérane");
    place.file("a.warc", record("https://a.example/1", ARTICLE) + &record("https://a.example/2", &second));
    let added = place.run(&["add", "./a.warc"]).done();
    assert!(
        added.starts_with("added        https://a.example/1: ") && added.contains("https://a.example/2"),
        "{added}"
    );
    let documents = place.run(&["documents", "--json"]).json();
    assert_eq!(documents.len(), 2);
    assert_eq!(documents[1]["retrieved"], "2021-03-03T14:05");
    let container = &documents[1]["container"];
    assert_eq!(container["doc"], "a.warc");
    let archive = std::fs::read(place.path("a.warc")).unwrap();
    let at = container["offset"].as_u64().unwrap() as usize;
    assert!(
        archive[at..].starts_with(b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/2")
    );
    let again = place.run(&["add", "a.warc"]);
    assert!(again.err.ends_with("0 added, 2 unchanged, 0 failed\n"), "{}", again.err);
}

#[test]
fn lines_of_a_data_set_are_documents() {
    let place = Place::new();
    let good =
        json!({"url": "https://a.example/1", "headline": "Brizane", "body": ARTICLE, "date": "16 mai 2022"});
    let other = json!({"body": ARTICLE.replace("Brizane", "Zérane")});
    place.file("set.jsonl", format!("{good}\n{{\"body\": \n{other}\n"));
    let ran = place.run(&["add", "set.jsonl"]).some_failed();
    assert!(ran.err.contains("selon: set.jsonl#2: json-broken: expected a JSON object"), "{}", ran.err);
    assert!(ran.err.ends_with("2 added, 0 unchanged, 1 failed\n"), "{}", ran.err);
    let documents = place.run(&["documents", "--json"]).json();
    let docs: Vec<_> = documents.iter().map(|document| document["doc"].as_str().unwrap()).collect();
    assert_eq!(docs, ["https://a.example/1", "set.jsonl#3"]);
    assert_eq!(
        (&documents[0]["title"], &documents[0]["published"]["from"]),
        (&"Brizane".into(), &"2022-05-16".into())
    );
    let claims = place.run(&["read", "--json", "--only", "claims", "set.jsonl"]).some_failed();
    let claim: serde_json::Value = serde_json::from_str(claims.out.lines().next().unwrap()).unwrap();
    assert_eq!(words_at(ARTICLE, &claim["span"]), claim["text"].as_str().unwrap());
}

#[test]
fn rows_come_through_a_pipe_and_columns_are_named() {
    let place = Place::new();
    let rows = format!("nr,inhalt\n1,\"{ARTICLE}\"\n2\n");
    let ran = place.run_with(&["add", "--columns", "text=inhalt", "-"], &rows).some_failed();
    assert!(ran.out.starts_with("added        -#1: "), "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("selon: -#2: no-text: "), "{}", ran.err);
    assert_eq!(place.run(&["read", "--columns", "body=x", "-"]).status, 2);
}

#[test]
fn an_address_with_a_changed_text_is_a_new_version() {
    let place = Place::new();
    place.file("1.warc", record("https://a.example/1", ARTICLE));
    place.file("2.warc", record("https://a.example/1", &ARTICLE.replace("trois", "deux")));
    let added = place.run(&["add", "1.warc", "2.warc"]).done();
    assert!(added.contains("new version  https://a.example/1: version 2, "), "{added}");
}

#[test]
fn patterns_are_expanded() {
    let place = Place::new();
    for name in ["b.txt", "a.txt", "a.md"] {
        place.file(name, ARTICLE);
    }
    let added = place.run(&["add", "*.txt"]).done();
    assert_eq!(added.lines().count(), 2);
    assert!(added.starts_with("added        a.txt: "));
}
