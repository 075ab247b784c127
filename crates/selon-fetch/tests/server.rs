//! Manners and safety, against a server of our own on this machine.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use selon_fetch::{Answer, FetchError, Fetched, Fetcher, Settings, Validators};

/// What was asked: the path, and the headers in lower case.
type Asked = Arc<Mutex<Vec<(String, String)>>>;

struct Server {
    address: String,
    asked: Asked,
}

/// A server that answers with what is said for each path, status line and headers with it.
fn serve(answers: &[(&str, Vec<u8>)]) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let answers: HashMap<String, Vec<u8>> =
        answers.iter().map(|(path, answer)| ((*path).to_owned(), answer.clone())).collect();
    let asked = Asked::default();
    let seen = asked.clone();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = lines.next().and_then(Result::ok).unwrap_or_default();
            let headers: Vec<String> = lines
                .map_while(Result::ok)
                .take_while(|line| !line.is_empty())
                .map(|line| line.to_lowercase())
                .collect();
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            let headers = headers.join("\n");
            let is_known = headers.contains("if-none-match: \"v1\"");
            let answer = match answers.get(&path) {
                Some(_) if is_known => b"HTTP/1.1 304 Not Modified\r\n".to_vec(),
                Some(answer) => answer.clone(),
                None => b"HTTP/1.1 404 Not Found\r\n".to_vec(),
            };
            seen.lock().unwrap().push((path, headers));
            let end = answer.windows(4).position(|window| window == b"\r\n\r\n");
            let (head, body) =
                end.map_or((&answer[..], &b""[..]), |end| (&answer[..end + 2], &answer[end + 4..]));
            let _ = stream.write_all(head);
            let _ = write!(stream, "Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(body);
            let _ = stream.flush();
            // What is not read would reset the connection under the answer.
            let _ = stream.set_read_timeout(Some(Duration::from_millis(20)));
            let _ = stream.read(&mut [0; 64]);
        }
    });
    Server { address, asked }
}

fn page(headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(), body].concat()
}

fn fetcher() -> Fetcher {
    Fetcher::new(Settings {
        allow_private: true,
        pause: Duration::from_millis(50),
        timeout: Duration::from_secs(20),
        max_bytes: 1 << 20,
        ..Settings::default()
    })
}

fn get(server: &Server, path: &str) -> Result<Answer, FetchError> {
    fetcher().get(&format!("{}{path}", server.address), &Validators::default())
}

#[test]
fn a_page_comes_with_its_provenance() {
    let server = serve(&[
        ("/a", b"HTTP/1.1 301 Moved\r\nLocation: b#part\r\n\r\n".to_vec()),
        ("/b", page("Content-Type: text/html; charset=utf-8\r\nETag: \"v1\"", b"<p>Un.")),
    ]);
    let answer = get(&server, "/a").unwrap();
    let validators = Validators { etag: Some("\"v1\"".to_owned()), last_modified: None };
    assert_eq!(
        answer,
        Answer::Page(Fetched {
            address: format!("{}/b", server.address),
            bytes: b"<p>Un.".to_vec(),
            content_type: Some("text/html; charset=utf-8".to_owned()),
            validators: validators.clone(),
        })
    );
    assert!(server.asked.lock().unwrap()[0].1.contains("user-agent: selon/"));
    let again = fetcher().get(&format!("{}/b", server.address), &validators).unwrap();
    assert_eq!(again, Answer::NotModified);
}

#[test]
fn this_machine_and_private_networks_are_refused_in_every_spelling() {
    let server = serve(&[("/", page("Content-Type: text/plain", b"Un."))]);
    let port = server.address.rsplit(':').next().unwrap();
    let mut careful = Fetcher::new(Settings { timeout: Duration::from_secs(5), ..Settings::default() });
    for host in [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0",
    ] {
        let refused = careful.get(&format!("http://{host}:{port}/"), &Validators::default());
        assert!(matches!(refused, Err(FetchError::Private { .. })), "{host}: {refused:?}");
    }
    assert!(server.asked.lock().unwrap().is_empty(), "nothing was asked");
}

#[test]
fn only_web_addresses_are_fetched_and_followed() {
    let server = serve(&[
        ("/file", b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n".to_vec()),
        ("/round", b"HTTP/1.1 302 Found\r\nLocation: /round\r\n\r\n".to_vec()),
    ]);
    assert!(matches!(get(&server, "/file"), Err(FetchError::Address { .. })));
    assert!(matches!(get(&server, "/round"), Err(FetchError::Redirections { .. })));
    assert!(matches!(get(&server, "/none"), Err(FetchError::Status { status: 404 })));
    for address in
        ["ftp://a.example/", "file:///etc/passwd", "http://", "a.example", "http://user:word@a.example/"]
    {
        let refused = fetcher().get(address, &Validators::default());
        assert!(matches!(refused, Err(FetchError::Address { .. })), "{address}: {refused:?}");
    }
}

#[test]
fn robots_txt_is_obeyed() {
    let rules = page("Content-Type: text/plain", b"User-agent: selon\nDisallow: /closed\nCrawl-delay: 0.2\n");
    let text = || page("Content-Type: text/plain", b"Un.");
    let server = serve(&[("/robots.txt", rules), ("/open", text()), ("/closed/a", text())]);
    assert!(matches!(get(&server, "/closed/a"), Err(FetchError::Robots)));
    let mut fetcher = fetcher();
    let begun = Instant::now();
    for _ in 0..2 {
        fetcher.get(&format!("{}/open", server.address), &Validators::default()).unwrap();
    }
    assert!(begun.elapsed() >= Duration::from_millis(100), "a pause before each request to a host");
    let broken = serve(&[("/robots.txt", b"HTTP/1.1 503 Busy\r\n\r\n".to_vec()), ("/open", text())]);
    assert!(matches!(get(&broken, "/open"), Err(FetchError::NoRobots { .. })));
    assert_eq!(broken.asked.lock().unwrap().len(), 1);
}

#[test]
fn pages_that_are_too_large_and_bombs_are_stopped() {
    let large = page("Content-Type: text/plain", &vec![b'a'; 2 << 20]);
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    bomb.write_all(&vec![0; 50 << 20]).unwrap();
    let bomb = bomb.finish().unwrap();
    assert!(bomb.len() < 1 << 20);
    let bomb = page("Content-Type: text/html\r\nContent-Encoding: gzip", &bomb);
    let server = serve(&[("/large", large), ("/bomb", bomb)]);
    for path in ["/large", "/bomb"] {
        let stopped = get(&server, path);
        assert!(
            matches!(stopped, Err(FetchError::TooLarge { max }) if max == 1 << 20),
            "{path}: {:?}",
            stopped.err()
        );
    }
}
