//! Pages over HTTP: each answers, has its twin, holds no markup of articles, and is guarded.

mod common;

use common::{HOSTILE, Place, TOKEN};
use serde_json::Value;

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into()
}

fn get(url: &str) -> (u16, String) {
    let mut response = agent().get(url).call().unwrap();
    (response.status().as_u16(), response.body_mut().read_to_string().unwrap())
}

#[test]
fn every_page_answers_and_has_its_twin() {
    let place = Place::new();
    for page in place.pages() {
        let (status, html) = get(&format!("{}{page}", place.base));
        assert_eq!(status, if page == "/nothing" { 404 } else { 200 }, "{page}");
        assert!(html.len() < 200_000, "{page} has {} bytes", html.len());
        let (path, query) = page.split_once('?').unwrap_or((&page, ""));
        let path = if path == "/" { "/index" } else { path };
        let (_, twin) = get(&format!("{}{path}.json?{query}", place.base));
        assert!(serde_json::from_str::<Value>(&twin).is_ok_and(|twin| twin.is_object()), "{page}: {twin}");
        for hostile in HOSTILE.iter().filter(|words| words.contains('<')) {
            assert!(!html.contains(hostile), "{hostile} in {page}");
        }
        let by_header = agent().get(&format!("{}{page}", place.base)).header("accept", "application/json");
        let kind = by_header.call().unwrap().headers()["content-type"].to_str().unwrap().to_owned();
        assert!(kind.starts_with("application/json"), "{page}: {kind}");
    }
}

#[test]
fn every_answer_is_sealed() {
    let place = Place::new();
    for page in ["/", "/assets/room.css", "/nothing", "/index.json"] {
        let response = agent().get(&format!("{}{page}", place.base)).call().unwrap();
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{page}: {policy}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    }
}

#[test]
fn only_this_room_and_its_own_forms_are_answered() {
    let place = Place::new();
    let foreign = agent().get(&place.base).header("host", "evil.example").call().unwrap();
    assert_eq!(foreign.status(), 421);
    let judge = |token: &str, origin: &str, seen: &str| {
        let claim = place.claim(0);
        let form = [
            ("token", token),
            ("verb", "accept"),
            ("kind", "claim"),
            ("subject", &claim),
            ("seen", seen),
            ("author", "A"),
            ("reason", "<i>why</i>"),
        ];
        let request = agent().post(&format!("{}/judge", place.base)).header("origin", origin);
        let mut response = request.send_form(form).unwrap();
        (response.status().as_u16(), response.body_mut().read_to_string().unwrap())
    };
    assert_eq!(judge("wrong", &place.base, "").0, 403);
    assert_eq!(judge(TOKEN, "http://evil.example", "").0, 403);
    assert_eq!(judge(TOKEN, &place.base, "").0, 303);
    let (status, page) = judge(TOKEN, &place.base, "");
    assert_eq!(status, 409, "a change under the other's feet is refused");
    assert!(page.contains("accepted (A, ") && page.contains("Nothing was changed"), "{page}");
    let (_, log) = get(&format!("{}/review.json", place.base));
    let log: Value = serde_json::from_str(&log).unwrap();
    assert_eq!(log["log"].as_array().unwrap().len(), 1);
    assert_eq!(log["log"][0]["reason"], "<i>why</i>");
}

#[test]
fn both_languages_are_spoken() {
    let place = Place::new();
    let (_, english) = get(&format!("{}/articles?lang=en", place.base));
    let (_, french) = get(&format!("{}/articles?lang=fr", place.base));
    assert!(english.contains("<html lang=\"en\"") && english.contains(">Disputes</a>"));
    assert!(french.contains("<html lang=\"fr\"") && french.contains(">Litiges</a>"));
}
