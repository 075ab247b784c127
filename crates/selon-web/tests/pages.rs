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
        // An override of direction stands in the texts of articles as it came, and turns nothing else.
        let shows_texts = ["/article/", "/claim/", "/review"].iter().any(|path| page.starts_with(path));
        assert!(shows_texts || !html.contains('\u{202e}'), "{page}");
        let heading = html.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap();
        assert!(!heading.contains('\u{202e}'), "{page}: {heading}");
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
    assert!(page.contains("accepted (\u{2068}A\u{2069}, ") && page.contains("Nothing was changed"), "{page}");
    assert!(page.contains("&lt;i&gt;why&lt;/i&gt;"), "the reason that was typed is not lost: {page}");
    let again = format!("href=\"/review?item={}\"", place.claim(0));
    assert!(page.contains(&again), "{page}");
    assert!(!page.contains("/judge?lang"), "the page in the other language is there: {page}");
    let (_, review) = get(&format!("{}/review?item={}&lang=en", place.base, place.claim(0)));
    assert!(review.contains("class=\"standing\""), "it is shown as it stands now: {review}");
    let (_, log) = get(&format!("{}/review.json", place.base));
    let log: Value = serde_json::from_str(&log).unwrap();
    assert_eq!(log["log"].as_array().unwrap().len(), 1);
    assert_eq!(log["log"][0]["reason"], "<i>why</i>");
}

#[test]
fn refusals_are_told_in_the_reader_s_language_and_twins_in_english() {
    let place = Place::new();
    let claim = place.claim(0);
    let post = |path: &str, language: &str, form: &[(&str, &str)]| {
        let request = agent().post(&format!("{}{path}", place.base)).header("origin", &place.base);
        let mut response =
            request.header("accept-language", language).send_form(form.iter().copied()).unwrap();
        (response.status().as_u16(), response.body_mut().read_to_string().unwrap())
    };
    let with = |pairs: &[(&'static str, &'static str)]| {
        let mut form = vec![("token", TOKEN), ("author", "A")];
        form.extend(pairs);
        form
    };
    let same = with(&[("verb", "same"), ("kind", "name"), ("subject", "Vastrel"), ("object", "VASTREL")]);
    let pair = with(&[("verb", "same"), ("kind", "dispute"), ("subject", "q1"), ("object", "q2")]);
    let nobody = vec![("token", TOKEN), ("author", ""), ("verb", "undo"), ("judgement", "jx")];
    for (form, status, french, english) in [
        (&same, 400, "ne diffèrent que par la casse", "differ only in case"),
        (&pair, 400, "Seuls des noms, des affirmations", "Only names, claims"),
        (&nobody, 400, "Il n’y a pas de jugement", "There is no judgement"),
        (&with(&[("verb", "undo")]), 400, "Il n’y a rien de vous", "There is nothing of yours"),
        (&vec![("token", "wrong")], 403, "Le jeton de cette séance", "This run’s token"),
    ] {
        let (found, page) = post("/judge", "fr", form);
        assert_eq!(found, status, "{page}");
        assert!(page.contains("<html lang=\"fr\"") && page.contains(french), "{french}: {page}");
        assert!(!page.contains(english), "{page}");
        let (_, page) = post("/judge", "en", form);
        assert!(page.contains(english), "{english}: {page}");
        let (_, twin) = post("/judge.json", "fr", form);
        let twin: Value = serde_json::from_str(&twin).unwrap();
        assert_eq!(twin["status"], status);
        assert!(twin["error"].as_str().unwrap().contains(english), "{twin}");
    }
    // Somebody else was faster: in French, with the name that somebody gave in an isolate of its own.
    let accept = |author: &str| {
        let form = [
            ("token", TOKEN),
            ("verb", "accept"),
            ("kind", "claim"),
            ("subject", &claim),
            ("seen", ""),
            ("author", author),
        ];
        post("/judge", "fr", &form)
    };
    assert_eq!(accept("Ana \u{202e}").0, 303);
    let (status, page) = accept("Ben");
    assert_eq!(status, 409);
    assert!(page.contains("Quelqu’un a été plus rapide") && page.contains("accepté (\u{2068}Ana"), "{page}");
    let foreign = agent().get(&place.base).header("host", "evil.example").header("accept-language", "fr");
    let page = foreign.call().unwrap().body_mut().read_to_string().unwrap();
    assert!(page.contains("Cette salle ne porte pas ce nom") && !page.contains("<link"), "{page}");
}

#[test]
fn a_case_that_cannot_be_read_is_told_in_the_reader_s_language() {
    let place = Place::new();
    place.damage();
    let (status, page) = get(&format!("{}/claims?lang=fr", place.base));
    assert_eq!(status, 404, "{page}");
    let (status, page) = get(&format!("{}/article/{}?lang=fr", place.base, place.documents[0]));
    assert_eq!(status, 500);
    assert!(page.contains("est abîmé") && page.contains("Vers le dossier"), "{page}");
    assert!(!page.contains("expected"), "{page}");
}

#[test]
fn both_languages_are_spoken() {
    let place = Place::new();
    let (_, english) = get(&format!("{}/articles?lang=en", place.base));
    let (_, french) = get(&format!("{}/articles?lang=fr", place.base));
    assert!(english.contains("<html lang=\"en\"") && english.contains(">Disputes</a>"));
    assert!(french.contains("<html lang=\"fr\"") && french.contains(">Litiges</a>"));
}

#[test]
fn a_room_that_is_read_only_changes_nothing() {
    let place = Place::open(true);
    let (status, page) = get(&format!("{}/review?lang=en", place.base));
    assert!(status == 200 && page.contains("This room is read-only") && !page.contains("id=\"judge\""));
    let form = [("token", TOKEN), ("verb", "accept"), ("kind", "claim"), ("subject", &place.claim(0))];
    let request = agent().post(&format!("{}/judge", place.base)).header("origin", &place.base);
    let mut refused = request.header("accept-language", "fr").send_form(form).unwrap();
    assert_eq!(refused.status(), 403);
    let page = refused.body_mut().read_to_string().unwrap();
    assert!(page.contains("Cette salle est en lecture seule."), "{page}");
    let (_, log) = get(&format!("{}/review.json", place.base));
    assert_eq!(serde_json::from_str::<Value>(&log).unwrap()["log"], serde_json::json!([]));
}

#[test]
fn an_entity_tells_its_names_its_claims_and_who_speaks_of_it() {
    let place = Place::new();
    let twins: Vec<Value> = place
        .entities()
        .iter()
        .map(|id| serde_json::from_str(&get(&format!("{}/entity/{id}.json", place.base)).1).unwrap())
        .collect();
    let radio = twins.iter().find(|twin| twin["entity"]["name"] == "Radio Vastrel").unwrap();
    assert!(radio["names"].as_array().unwrap().iter().all(|name| name["reasons"][0]["reason"].is_string()));
    assert!(radio["parts"].as_array().unwrap().iter().any(|part| part[0] == "agent"));
    assert!(!radio["speakers"].as_array().unwrap().is_empty());
    let town = twins.iter().find(|twin| twin["place"].is_object()).unwrap();
    assert_eq!(town["disputes"].as_array().unwrap().len(), 1, "{town}");
    let id = town["entity"]["id"].as_str().unwrap();
    let (_, map) = get(&format!("{}/map?place={id}", place.base));
    assert!(map.contains("class=\"dot\"") && map.contains("class=\"wanted\""));
}

#[test]
fn accusations_are_counted_by_entity_and_by_country_and_lead_to_their_claims() {
    let place = Place::new();
    let (_, twin) = get(&format!("{}/matrix.json", place.base));
    let twin: Value = serde_json::from_str(&twin).unwrap();
    // Eight articles tell of an attack by the radio; five more say that it is denied.
    assert_eq!((&twin["counted"], &twin["accused"][0]["name"]), (&8.into(), &"Radio Vastrel".into()));
    assert_eq!(twin["countries"][0]["cells"][0], 8);
    let on = twin["accused"][0]["key"].as_str().unwrap();
    let (_, listed) = get(&format!("{}/matrix.json?on={on}&of=ASSAULT&from=--", place.base));
    let listed: Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed["claims"].as_array().unwrap().len(), 8);
    let (_, none) = get(&format!("{}/matrix.json?of=AID", place.base));
    assert_eq!(serde_json::from_str::<Value>(&none).unwrap()["counted"], 0);
}

#[test]
fn names_that_are_judged_one_are_joined_and_parted_again() {
    let place = Place::new();
    let names = |of: &str| -> Vec<String> {
        let twins = place.entities().into_iter().map(|id| -> Value {
            serde_json::from_str(&get(&format!("{}/entity/{id}.json", place.base)).1).unwrap()
        });
        let texts = |twin: Value| -> Vec<String> {
            let names = twin["names"].as_array().unwrap().iter();
            names.map(|name| name["text"].as_str().unwrap().to_owned()).collect()
        };
        let mut found = twins.map(texts).find(|names| names.iter().any(|name| name == of)).unwrap();
        found.sort();
        found
    };
    assert_eq!(names("Anna Kolm"), ["Anna Kolm"]);
    let (_, asked) = get(&format!("{}/review?item=anna%20kolm&other=iver%20stahl&lang=en", place.base));
    assert!(asked.contains("Are these one and the same?"), "{asked}");
    let (_, waiting) = get(&format!("{}/review.json?lang=fr", place.base));
    let waiting: Value = serde_json::from_str(&waiting).unwrap();
    let reasons: Vec<&str> =
        waiting["waiting"].as_array().unwrap().iter().map(|item| item["reason"].as_str().unwrap()).collect();
    assert!(reasons.contains(&"ASSAULT"), "{reasons:?}");
    let at = reasons.iter().position(|reason| *reason == "ASSAULT").unwrap() + 1;
    let (_, asked) = get(&format!("{}/review?at={at}&lang=fr", place.base));
    assert!(asked.contains("class=\"because\">Personne n’a encore jugé"), "{asked}");
    let post = |form: &[(&str, &str)]| {
        let request = agent().post(&format!("{}/judge", place.base)).header("origin", &place.base);
        request.send_form(form.iter().copied()).unwrap()
    };
    let same = [
        ("token", TOKEN),
        ("verb", "same"),
        ("kind", "name"),
        ("subject", "anna kolm"),
        ("object", "iver stahl"),
        ("seen", ""),
        ("author", "A"),
    ];
    assert_eq!(post(&same).status(), 303);
    assert_eq!(names("Anna Kolm"), ["Anna Kolm", "Iver Stahl"]);
    let undone = post(&[("token", TOKEN), ("verb", "undo"), ("author", "A")]);
    assert_eq!(undone.status(), 303);
    let to = undone.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(get(&format!("{}{to}", place.base)).0, 200, "{to}");
    assert_eq!(names("Anna Kolm"), ["Anna Kolm"]);
}
