//! One request at a time: which one, when, how far, and what came of it.

use std::collections::HashMap;
use std::io::Read as _;
use std::thread;
use std::time::{Duration, Instant};

use robotxt::{AccessResult, Robots};
use ureq::Agent;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use crate::FetchError;
use crate::address::{NOT_PUBLIC, Resolver};
use crate::host::Host;

/// The name by which `robots.txt` may address this program.
const ROBOT: &str = "selon";

/// Redirections that are followed, as RFC 9309 has it for `robots.txt` and browsers have more of.
const MAX_REDIRECTIONS: usize = 5;

/// Bytes of a `robots.txt` that are read (RFC 9309: at least 500 kibibytes).
const MAX_ROBOTS_BYTES: u64 = 512 * 1024;

/// Nobody waits longer for a host.
const MAX_PAUSE: Duration = Duration::from_secs(120);

/// How pages are fetched.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who asks, with a way to find out more.
    pub user_agent: String,
    /// Fetch from private networks and this machine, too.
    pub allow_private: bool,
    /// The largest page, after decompression.
    pub max_bytes: u64,
    /// How long one request may take, all in all.
    pub timeout: Duration,
    /// How long a host is left alone between two requests.
    pub pause: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            user_agent: format!(
                "selon/{} (reads news for fact-checkers; one request at a time)",
                env!("CARGO_PKG_VERSION")
            ),
            allow_private: false,
            max_bytes: 32 << 20,
            timeout: Duration::from_secs(60),
            pause: Duration::from_secs(2),
        }
    }
}

/// What tells a server which state of a page is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub last_modified: Option<String>,
}

/// A page as the server sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The address, after redirections.
    pub address: String,
    /// The bytes, decompressed.
    pub bytes: Vec<u8>,
    /// What the server says that they are.
    pub content_type: Option<String>,
    /// What to ask with the next time.
    pub validators: Validators,
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A page.
    Page(Fetched),
    /// It is as it was.
    NotModified,
}

/// Fetches pages, one at a time.
#[derive(Debug)]
pub struct Fetcher {
    settings: Settings,
    agent: Agent,
    hosts: HashMap<String, Host>,
}

impl Fetcher {
    /// A fetcher that knows no host yet.
    pub fn new(settings: Settings) -> Self {
        let config = Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(settings.timeout))
            .user_agent(&settings.user_agent)
            .build();
        let resolver = Resolver::new(settings.allow_private);
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Self { settings, agent, hosts: HashMap::new() }
    }

    /// Fetches the page at `address`, unless it is in the state that `known` names. Waits where the host was asked a
    /// moment ago.
    ///
    /// # Errors
    /// Where it must not be fetched, cannot be, or is too large.
    pub fn get(&mut self, address: &str, known: &Validators) -> Result<Answer, FetchError> {
        let mut url = parse(address)?;
        for _ in 0..=MAX_REDIRECTIONS {
            self.ask_host(&url)?;
            let response = self.request(&url, known)?;
            let status = response.status().as_u16();
            match (status, header(&response, "location")) {
                (304, _) => return Ok(Answer::NotModified),
                (301 | 302 | 303 | 307 | 308, Some(location)) => url = join(&url, &location)?,
                (200..=299, _) => return self.page(&url, response).map(Answer::Page),
                _ => return Err(FetchError::Status { status }),
            }
        }
        Err(FetchError::Redirections { max: MAX_REDIRECTIONS, last: url.to_string() })
    }

    /// Reads the host's rules where they are not known, obeys them, and waits.
    fn ask_host(&mut self, url: &Url) -> Result<(), FetchError> {
        let key = url.origin().ascii_serialization();
        if !self.hosts.contains_key(&key) {
            let robots = self.robots(url)?;
            self.hosts.insert(key.clone(), Host { robots, last: Some(Instant::now()) });
        }
        let name = url.host_str().unwrap_or_default().to_owned();
        let host = self.hosts.get_mut(&key).expect("it was put there above");
        if !host.robots.is_url_allowed(url) {
            return Err(FetchError::Robots);
        }
        let pause = host.pause(self.settings.pause);
        if pause > MAX_PAUSE {
            return Err(FetchError::TooSlow { host: name, pause });
        }
        thread::sleep(host.wait(self.settings.pause, Instant::now()));
        host.last = Some(Instant::now());
        Ok(())
    }

    fn robots(&self, url: &Url) -> Result<Robots, FetchError> {
        let host = url.host_str().unwrap_or_default().to_owned();
        let no_robots = |reason: String| FetchError::NoRobots { host: host.clone(), reason };
        let mut at = join(url, "/robots.txt")?;
        for _ in 0..=MAX_REDIRECTIONS {
            let response = match self.request(&at, &Validators::default()) {
                Ok(response) => response,
                Err(error @ FetchError::Private { .. }) => return Err(error),
                Err(error) => return Err(no_robots(error.to_string())),
            };
            let status = response.status().as_u16();
            match (status, header(&response, "location")) {
                (301 | 302 | 303 | 307 | 308, Some(location)) => at = join(&at, &location)?,
                (200..=299, _) => {
                    let reader = response.into_body().into_reader();
                    let mut rules = Vec::new();
                    std::io::Read::read_to_end(
                        &mut std::io::Read::take(reader, MAX_ROBOTS_BYTES),
                        &mut rules,
                    )
                    .map_err(|error| no_robots(error.to_string()))?;
                    return Ok(Robots::from_access(AccessResult::Successful(&rules), ROBOT));
                }
                (400..=499, _) => return Ok(Robots::from_access(AccessResult::Unavailable, ROBOT)),
                _ => return Err(no_robots(format!("status {status}"))),
            }
        }
        Ok(Robots::from_access(AccessResult::TooManyRedirects, ROBOT))
    }

    fn request(&self, url: &Url, known: &Validators) -> Result<Response<ureq::Body>, FetchError> {
        let mut request = self
            .agent
            .get(url.as_str())
            .header("Accept", "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5");
        if let Some(etag) = &known.etag {
            request = request.header("If-None-Match", etag);
        }
        if let Some(last_modified) = &known.last_modified {
            request = request.header("If-Modified-Since", last_modified);
        }
        request.call().map_err(|error| refusal(url, &error.to_string()))
    }

    fn page(&self, url: &Url, response: Response<ureq::Body>) -> Result<Fetched, FetchError> {
        let content_type = header(&response, "content-type");
        let validators =
            Validators { etag: header(&response, "etag"), last_modified: header(&response, "last-modified") };
        let max = self.settings.max_bytes;
        let mut body = response.into_body();
        // The client counts what comes over the wire; what is counted here is what comes out of its decompression.
        let mut bytes = Vec::new();
        let reader = body.with_config().limit(max).reader();
        reader.take(max + 1).read_to_end(&mut bytes).map_err(|error| match ureq::Error::from(error) {
            ureq::Error::BodyExceedsLimit(_) => FetchError::TooLarge { max },
            error => FetchError::Connection(error.to_string()),
        })?;
        if bytes.len() as u64 > max {
            return Err(FetchError::TooLarge { max });
        }
        Ok(Fetched { address: url.to_string(), bytes, content_type, validators })
    }
}

fn header<B>(response: &Response<B>, name: &str) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

/// An address, without what stands behind `#` and without credentials.
fn parse(address: &str) -> Result<Url, FetchError> {
    let wrong = || FetchError::Address { found: address.chars().take(80).collect() };
    let mut url = Url::parse(address).map_err(|_| wrong())?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return Err(wrong());
    }
    url.set_fragment(None);
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong());
    }
    Ok(url)
}

fn join(url: &Url, location: &str) -> Result<Url, FetchError> {
    let joined =
        url.join(location).map_err(|_| FetchError::Address { found: location.chars().take(80).collect() })?;
    parse(joined.as_str())
}

fn refusal(url: &Url, message: &str) -> FetchError {
    let host = url.host_str().unwrap_or_default().to_owned();
    let refused = message.split_once(NOT_PUBLIC).and_then(|(_, address)| address.trim().parse().ok());
    match refused {
        Some(at) => FetchError::Private { host, at },
        None => FetchError::Connection(message.to_owned()),
    }
}
