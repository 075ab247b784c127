//! Addresses, feeds, versions and outlets: fetched from a server of our own, on this machine.

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use common::{ARTICLE, Place};

/// What each path answers; it may change while the server runs.
type Pages = Arc<Mutex<Vec<(String, String)>>>;

fn serve(pages: &Pages) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let pages = pages.clone();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = lines.next().and_then(Result::ok).unwrap_or_default();
            let _headers: Vec<String> =
                lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            let body =
                pages.lock().unwrap().iter().find(|(page, _)| *page == path).map(|(_, body)| body.clone());
            let status = if body.is_some() { "200 OK" } else { "404 Not Found" };
            let kind =
                if path.ends_with(".xml") { "application/rss+xml" } else { "text/plain; charset=utf-8" };
            let body = body.unwrap_or_default();
            let _ = write!(
                stream,
                "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
            let _ = stream.set_read_timeout(Some(Duration::from_millis(20)));
            let _ = stream.read(&mut [0; 64]);
        }
    });
    address
}

fn put(pages: &Pages, path: &str, body: &str) {
    let mut pages = pages.lock().unwrap();
    pages.retain(|(page, _)| page != path);
    pages.push((path.to_owned(), body.to_owned()));
}

#[test]
fn a_page_that_changes_is_compared_with_what_it_was() {
    let (pages, place) = (Pages::default(), Place::new());
    let address = serve(&pages) + "/port";
    put(&pages, "/port", ARTICLE);
    let add = ["add", "--allow-private", "--pause", "0", &address];
    let added = place.run(&add).done();
    assert!(added.starts_with(&format!("added        {address}: ")), "{added}");
    let documents = place.run(&["documents", "--json"]).json();
    assert_eq!(documents[0]["retrieved"], "2022-05-16T08:00:00Z");
    assert!(place.run(&add).err.ends_with("0 added, 1 unchanged, 0 failed\n"));
    assert!(place.run(&["diff", &address]).some_failed().err.contains("has one version"));

    put(
        &pages,
        "/port",
        &ARTICLE.replace("trois conseillers", "deux conseillers").replace("Brizane s’en va", "Brizane part"),
    );
    assert!(place.run(&add).done().starts_with("new version  "));
    let diff = &place.run(&["diff", "--json", &address]).json()[0];
    assert_eq!((&diff["before"]["version"], &diff["after"]["version"]), (&1.into(), &2.into()));
    let changed = diff["changed"].as_array().unwrap();
    let of_three = changed
        .iter()
        .find(|changed| changed["before"]["text"].as_str().unwrap().contains("trois conseillers"));
    let of_three = of_three.unwrap_or_else(|| panic!("{diff}"));
    assert!(of_three["after"]["text"].as_str().unwrap().contains("deux conseillers"));
    assert!(of_three["fields"].as_array().unwrap().contains(&"words".into()));
    assert!(diff["same"].as_u64().unwrap() >= 1, "what stayed is the same, though it moved: {diff}");
    let lines: Vec<&str> =
        diff["lines"].as_array().unwrap().iter().map(|line| line["change"].as_str().unwrap()).collect();
    assert!(lines.contains(&"came") && lines.contains(&"went"));
    let shown = place.run(&["diff", "port", "1", "2"]).done();
    assert!(shown.contains("deux conseillers") && shown.contains("changed: "), "{shown}");
    assert!(
        place.run(&["diff", "port", "1", "7"]).some_failed().err.contains("has no version 7; it has 1, 2")
    );
}

#[test]
fn private_addresses_are_refused_unless_allowed() {
    let (pages, place) = (Pages::default(), Place::new());
    let address = serve(&pages) + "/";
    put(&pages, "/", ARTICLE);
    let ran = place.run(&["add", &address]).some_failed();
    assert!(ran.err.contains("is not on the public internet; --allow-private"), "{}", ran.err);
    let ran = place.run(&["read", &address]).some_failed();
    assert!(ran.err.contains("an address; `selon add`"), "{}", ran.err);
}

#[test]
fn a_feed_is_watched() {
    let (pages, place) = (Pages::default(), Place::new());
    let server = serve(&pages);
    let feed = |items: &[&str]| {
        let items: String = items
            .iter()
            .map(|nth| {
                format!("<item><title>Article {nth}</title><link>{server}/{nth}</link><pubDate>Mon, 16 May 2022 08:00:00 GMT</pubDate>\
                    <description>Le maire de Brizane aurait négocié son départ, selon la radio.</description></item>")
            })
            .collect();
        format!(
            "<rss version=\"2.0\"><channel><title>La Gazette</title><link>{server}</link><description>x</description>{items}</channel></rss>"
        )
    };
    put(&pages, "/rss.xml", &feed(&["1", "gone"]));
    put(&pages, "/1", ARTICLE);
    let address = format!("{server}/rss.xml");
    let watch = ["watch", "--rounds", "1", "--allow-private", "--pause", "0", &address];
    let ran = place.run(&watch);
    assert!(
        ran.err.contains("not-fetched: the server answered with status 404; read from the feed"),
        "{}",
        ran.err
    );
    assert!(ran.err.ends_with("round 1: 2 added, 0 unchanged, 0 failed\n"), "{}", ran.err);
    put(&pages, "/rss.xml", &feed(&["2", "1", "gone"]));
    put(&pages, "/2", &ARTICLE.replace("Brizane", "Zérane"));
    let ran = place.run(&watch);
    assert!(ran.err.ends_with("round 1: 1 added, 0 unchanged, 0 failed\n"), "{}", ran.err);
    let documents = place.run(&["documents", "--json"]).json();
    assert_eq!(documents.len(), 3);
    assert!(
        documents.iter().all(|document| document["published"]["from"] == "2022-05-16T08:00"),
        "{documents:?}"
    );
}

#[test]
fn outlets_are_facts_that_a_case_may_know_better() {
    let place = Place::new();
    let all = place.run(&["outlets", "--all", "--json"]).json();
    assert!(all.len() >= 300);
    assert!(all.iter().all(|outlet| outlet["source"].is_string() && outlet["year"].is_string()));
    let add = ["outlets", "add", "Le Fanal", "--domain", "https://www.fanal.example/", "--kind", "ngo"];
    assert!(place.run(&add).some_failed().err.contains("--source"));
    place.run(&[&add[..], &["--source", "its imprint", "--year", "2022"]].concat()).done();
    assert!(place.run(&add).some_failed().err.contains("Le Fanal is known"));
    place.run(&["outlets", "edit", "le fanal", "--owner", "Port & Mer", "--alias", "Fanal"]).done();
    place.file("a.jsonl", serde_json::json!({"text": ARTICLE, "url": "https://fanal.example/1"}).to_string());
    place.run(&["add", "a.jsonl"]).done();
    let row = &place.run(&["outlets", "--json"]).json()[0];
    assert_eq!(
        (&row["name"], &row["owner"], &row["documents"]),
        (&"Le Fanal".into(), &"Port & Mer".into(), &1.into())
    );
    let document = &place.run(&["documents", "--json"]).json()[0];
    assert_eq!(
        (&document["outlet"], &document["outlet_facts"]["kinds"][0]),
        (&"Le Fanal".into(), &"ngo".into())
    );
    assert_eq!(place.run(&["outlets", "edit", "Personne"]).status, 1);
}
