//! The pages in a real browser: Chromium, driven through chromedriver's WebDriver protocol (W3C).
//!
//! Where there is no browser the tests say so and pass; under continuous integration (`CI`) that is an error.

mod common;

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};

use common::{HOSTILE, Place};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A browser with one window.
struct Browser {
    driver: Child,
    url: String,
    /// Kept open: the driver goes on writing.
    _output: BufReader<ChildStdout>,
    _profile: TempDir,
}

impl Browser {
    /// Starts one; `None` where none is installed.
    fn start(runs_scripts: bool) -> Option<Self> {
        let spawned =
            Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut driver = match spawned {
            Ok(driver) => driver,
            Err(error) => {
                assert!(std::env::var_os("CI").is_none(), "expected chromedriver, found none: {error}");
                eprintln!("NOT TESTED in a browser: chromedriver was not found ({error})");
                return None;
            }
        };
        let mut output = BufReader::new(driver.stdout.take().unwrap());
        let port = output
            .by_ref()
            .lines()
            .map_while(Result::ok)
            .find_map(|line| {
                line.split("on port ")
                    .nth(1)?
                    .trim_end_matches('.')
                    .parse::<u16>()
                    .ok()
                    .filter(|port| *port > 0)
            })
            .expect("chromedriver tells its port");
        let profile = tempfile::tempdir().unwrap();
        let mut args: Vec<String> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1024,900",
        ]
        .map(str::to_owned)
        .to_vec();
        args.push(format!("--user-data-dir={}", profile.path().display()));
        let mut options = json!({ "args": args });
        if !runs_scripts {
            options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
        }
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } } } });
        let url = format!("http://127.0.0.1:{port}/session");
        let session = send(&url, "POST", Some(&capabilities));
        let id = session["sessionId"].as_str().unwrap_or_else(|| panic!("a session: {session}")).to_owned();
        Some(Self { driver, url: format!("{url}/{id}"), _output: output, _profile: profile })
    }

    fn open(&self, address: &str) {
        send(&format!("{}/url", self.url), "POST", Some(&json!({ "url": address })));
    }

    fn run(&self, script: &str) -> Value {
        send(&format!("{}/execute/sync", self.url), "POST", Some(&json!({ "script": script, "args": [] })))
    }

    /// Shows pages as a screen of this width does; a window could not be as narrow as a telephone.
    fn resize(&self, width: u32) {
        let params = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        let command = json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": params });
        send(&format!("{}/goog/cdp/execute", self.url), "POST", Some(&command));
    }

    /// Presses a key on the page.
    fn press(&self, key: &str) {
        let actions = json!({ "actions": [{ "type": "key", "id": "keys", "actions": [
            { "type": "keyDown", "value": key }, { "type": "keyUp", "value": key } ] }] });
        send(&format!("{}/actions", self.url), "POST", Some(&actions));
    }

    /// Errors and warnings since the last time.
    fn complaints(&self) -> Vec<Value> {
        let log = send(&format!("{}/se/log", self.url), "POST", Some(&json!({ "type": "browser" })));
        log.as_array().cloned().unwrap_or_default()
    }

    /// The text of the first element that matches.
    fn text(&self, selector: &str) -> String {
        let id = self.element(selector);
        let text = send(&format!("{}/element/{id}/text", self.url), "GET", None);
        text.as_str().unwrap_or_default().to_owned()
    }

    fn click(&self, selector: &str) {
        let id = self.element(selector);
        send(&format!("{}/element/{id}/click", self.url), "POST", Some(&json!({})));
    }

    /// The id of the first element that matches, once there is one: a click may lead to another page.
    fn element(&self, selector: &str) -> String {
        let wanted = json!({ "using": "css selector", "value": selector });
        let mut found = Value::Null;
        for _ in 0..200 {
            found = send(&format!("{}/element", self.url), "POST", Some(&wanted));
            if found.get("error").is_none()
                && let Some(id) =
                    found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str)
            {
                return id.to_owned();
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("{selector}: {found}");
    }

    /// Waits until a script's value is true.
    fn wait_for(&self, script: &str) {
        for _ in 0..200 {
            if self.run(script) == true {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("waited in vain for {script}");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let _ = agent.delete(&self.url).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn send(url: &str, method: &str, body: Option<&Value>) -> Value {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let answer = match body {
        Some(body) if method == "POST" => {
            agent.post(url).header("content-type", "application/json").send(body.to_string())
        }
        _ => agent.get(url).call(),
    };
    let text = answer.unwrap().body_mut().read_to_string().unwrap();
    serde_json::from_str::<Value>(&text).unwrap_or_default()["value"].take()
}

/// What a page must be for those who do not see it or use no mouse; gives what is wrong.
const ACCESSIBLE: &str = r#"
const wrong = [];
const named = (e) => (e.getAttribute("aria-label") || e.textContent || e.title || "").trim();
if (!document.documentElement.lang) wrong.push("no language");
if (!document.title.trim()) wrong.push("no title");
if (document.querySelectorAll("main").length !== 1) wrong.push("not one main landmark");
if (document.querySelectorAll("h1").length !== 1) wrong.push("not one h1");
let last = 0;
for (const h of document.querySelectorAll("h1, h2, h3, h4")) {
  const level = +h.tagName[1];
  if (level > last + 1) wrong.push("heading skipped before " + h.textContent);
  if (!named(h)) wrong.push("empty heading");
  last = level;
}
for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
  if (!e.labels.length && !e.getAttribute("aria-label")) wrong.push("no label: " + e.name);
for (const e of document.querySelectorAll("main a[href], button, nav a")) if (!named(e)) wrong.push("no name: " + e.outerHTML);
for (const e of document.querySelectorAll("svg")) if (!e.querySelector("title")) wrong.push("drawing without a name");
for (const e of document.querySelectorAll("img")) if (!e.alt) wrong.push("image without alt");
const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) wrong.push("id twice: " + id);
for (const e of document.querySelectorAll("[aria-labelledby]"))
  for (const id of e.getAttribute("aria-labelledby").split(" "))
    if (!document.getElementById(id)) wrong.push("labelled by nothing: " + id);
for (const e of document.querySelectorAll("table")) if (!e.querySelector("th[scope]")) wrong.push("table without headings");
if (document.documentElement.scrollWidth > innerWidth + 1) wrong.push("wider than the window: " + document.documentElement.scrollWidth);
if (window.hit !== undefined) wrong.push("an article ran a script");
return wrong;
"#;

#[test]
fn every_page_is_sound() {
    let Some(browser) = Browser::start(true) else { return };
    let place = Place::new();
    for (lang, theme, width) in [("en", "light", 1024), ("fr", "dark", 360), ("en", "dark", 1920)] {
        browser.resize(width);
        for page in place.pages() {
            let gap = if page.contains('?') { '&' } else { '?' };
            browser.open(&format!("{}{page}{gap}lang={lang}&theme={theme}", place.base));
            assert_eq!(browser.run(ACCESSIBLE), json!([]), "{page} {lang} {theme} {width}");
            let complaints = browser.complaints();
            let expected = usize::from(page == "/nothing");
            assert_eq!(complaints.len(), expected, "{page}: {complaints:?}");
        }
    }
}

#[test]
fn marks_line_up_with_the_words() {
    let Some(browser) = Browser::start(true) else { return };
    let place = Place::new();
    for document in &place.documents {
        browser.open(&format!("{}/article/{document}", place.base));
        let script = r#"
            const joined = (part, n) => [...document.querySelectorAll(`.text [data-${part}~="${n}"]`)].map((e) => e.textContent).join("");
            return [1, 2].map((n) => ["s", "q", "c"].map((part) => joined(part, n)));"#;
        let shown = browser.run(script);
        let twin = browser.run(&format!(
            "const r = new XMLHttpRequest(); r.open('GET', '/article/{document}.json', false); r.send(); return JSON.parse(r.responseText);"
        ));
        for (i, attribution) in twin["attributions"].as_array().unwrap().iter().enumerate() {
            let told = json!([attribution["source"], attribution["cue"], attribution["content"]]);
            assert_eq!(shown[i], told, "{document}");
        }
        let text =
            browser.run("return [...document.querySelectorAll('.line')].map((e) => e.textContent).join('')");
        let whole = twin["text"].as_str().unwrap().replace('\n', "");
        assert_eq!(text.as_str().unwrap(), whole);
    }
    // Words behind an override of direction are read from left to right all the same.
    let places = browser.run(
        "const walk = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);\
         for (let n; (n = walk.nextNode());) {\
           const at = n.data.indexOf('tefér');\
           if (at < 0) continue;\
           const x = (i) => { const r = document.createRange(); r.setStart(n, i); r.setEnd(n, i + 1); return r.getBoundingClientRect().left; };\
           return [x(at), x(at + 4)];\
         }",
    );
    let at = |i: usize| places[i].as_f64().unwrap_or_else(|| panic!("{places}"));
    assert!(at(0) < at(1), "{places}");
    // The attribution under the cursor and its note stand out together.
    browser.press("j");
    assert_eq!(browser.run("return document.activeElement.dataset.n"), "1");
    assert_eq!(browser.run("return document.getElementById('n1').classList.contains('is-on')"), true);
    let outline = browser.run("return getComputedStyle(document.activeElement).outlineStyle");
    assert_eq!(outline, "solid", "focus is visible");
}

#[test]
fn ten_items_are_reviewed_by_keyboard() {
    let Some(browser) = Browser::start(true) else { return };
    let place = Place::new();
    browser.open(&format!("{}/review?lang=en", place.base));
    for (i, key) in ["y", "n", "u", "y", "y", "n", "y", "u", "y", "n"].into_iter().enumerate() {
        browser.press(key);
        browser.wait_for(&format!("return document.querySelectorAll('#log tbody tr').length === {}", i + 1));
    }
    assert!(browser.text("#log").contains("cannot be told"));
    browser.press("z");
    browser.wait_for("return document.querySelectorAll('#log tbody tr').length === 11");
    assert!(browser.text("#log").contains("taken back"));
    browser.open(&format!("{}/review", place.base));
    browser.press("j");
    browser.wait_for("return location.search === '?at=2'");
    browser.press("k");
    browser.wait_for("return location.search === '?at=1'");
    browser.press("?");
    assert_eq!(browser.run("return document.getElementById('help').open"), true);
}

#[test]
fn nothing_needs_script() {
    let Some(browser) = Browser::start(false) else { return };
    let place = Place::new();
    browser.open(&format!("{}/article/{}?lang=en", place.base, place.documents[0]));
    assert!(browser.text(".notes").contains("Radio Vastrel"));
    assert!(browser.text(".text").contains(HOSTILE[0]));
    let entity = &place.entities()[0];
    for (page, selector) in [
        ("/map".to_owned(), ".drawing-map .dot"),
        ("/matrix".to_owned(), ".drawing-matrix .bar"),
        (format!("/entity/{entity}"), ".names tbody tr"),
        (format!("/dispute/{}", place.dispute()), ".drawing-dispute .tie"),
        ("/".to_owned(), ".drawing-smallmap .land"),
    ] {
        browser.open(&format!("{}{page}?lang=en", place.base));
        browser.element(selector);
    }
    browser.open(&format!("{}/review", place.base));
    browser.click("button[data-key=y]");
    browser.element("#log tbody tr");
}

#[test]
fn pages_print() {
    let Some(browser) = Browser::start(true) else { return };
    let place = Place::new();
    for page in [
        "/".to_owned(),
        "/map".to_owned(),
        "/matrix".to_owned(),
        format!("/article/{}", place.documents[9]),
        format!("/claim/{}", place.claim(9)),
        format!("/entity/{}", place.entities()[0]),
        format!("/dispute/{}", place.dispute()),
    ] {
        browser.open(&format!("{}{page}", place.base));
        let printed = send(&format!("{}/print", browser.url), "POST", Some(&json!({})));
        assert!(printed.as_str().is_some_and(|pdf| pdf.starts_with("JVBERi0") && pdf.len() > 5000), "{page}");
    }
}
