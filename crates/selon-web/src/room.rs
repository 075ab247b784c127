//! The server: routes, the guard before them, and case files that are open.
//!
//! Pages are made on threads that may wait, one open case each, so that a slow page holds up nobody and two
//! people can read at once.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use selon_case::{Case, CaseError};

use crate::ask::{Ask, Form, Wanted, pairs};
use crate::assets;
use crate::guard::{Guard, Refusal, TOKEN_COOKIE, seal};
use crate::html::in_address;
use crate::pages::{self, Answer, PageError};

/// Bytes of a form at most: a judgement with its reason.
const FORM_BYTES: usize = 64 * 1024;

/// What tells the time, ISO 8601 in UTC.
pub type Clock = fn() -> String;

/// Where causes of failures are told that no reader can do anything about.
pub type Log = fn(&str);

/// How the room is run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The case file.
    pub case: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// Further names that `Host` may have.
    pub hosts: Vec<String>,
    /// The run's token: unguessable, new each time.
    pub token: String,
    /// Nothing may be changed.
    pub read_only: bool,
    /// What tells when a judgement is made.
    pub clock: Clock,
    /// Who judges, where the form does not say.
    pub author: String,
    /// Where causes of failures are told.
    pub log: Log,
}

/// A room that listens.
#[derive(Debug)]
pub struct Server {
    runtime: tokio::runtime::Runtime,
    listener: tokio::net::TcpListener,
    router: Router,
    address: String,
}

impl Server {
    /// The address to open in a browser.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Answers until the process ends.
    ///
    /// # Errors
    /// Where the operating system takes the port away.
    pub fn run(self) -> std::io::Result<()> {
        self.runtime.block_on(async { axum::serve(self.listener, self.router).await })
    }
}

/// Why a room cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The case file cannot be used.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The system's reason.
        #[source]
        cause: std::io::Error,
    },
}

/// Where nothing may be written, a file of an older program is not brought up to date either.
fn open(settings: &Settings) -> Result<Case, CaseError> {
    if settings.read_only { Case::open_current(&settings.case) } else { Case::open(&settings.case) }
}

/// Opens a room; [`Server::run`] answers.
///
/// # Errors
/// Where the case file cannot be opened or the address not listened on.
pub fn serve(settings: Settings) -> Result<Server, ServeError> {
    let first = open(&settings)?;
    let listen = |cause| ServeError::Listen { address: settings.address, cause };
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_io().build().map_err(listen)?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind(settings.address)).map_err(listen)?;
    let bound = listener.local_addr().map_err(listen)?;
    let is_own = bound.ip().is_loopback();
    let mut hosts: Vec<String> = settings.hosts.iter().map(|host| host.to_lowercase()).collect();
    hosts.push(bound.to_string());
    hosts.push(format!("localhost:{}", bound.port()));
    hosts.push(format!("127.0.0.1:{}", bound.port()));
    let with_port: Vec<String> =
        settings.hosts.iter().map(|host| format!("{}:{}", host.to_lowercase(), bound.port())).collect();
    hosts.extend(with_port);
    let query = if is_own { String::new() } else { format!("?token={}", settings.token) };
    let address = format!("http://{bound}/{query}");
    let guard =
        Guard { hosts, token: settings.token.clone(), asks_token: !is_own, read_only: settings.read_only };
    let room = Room { guard, settings, cases: Mutex::new(vec![first]) };
    let router = Router::new().fallback(answer).with_state(Arc::new(room));
    Ok(Server { runtime, listener, router, address })
}

/// What every request is answered from.
struct Room {
    guard: Guard,
    settings: Settings,
    /// Open cases that nobody uses.
    cases: Mutex<Vec<Case>>,
}

impl Room {
    fn with_case<T>(&self, work: impl FnOnce(&mut Case) -> Result<T, PageError>) -> Result<T, PageError> {
        let lock = || self.cases.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = lock().pop();
        let mut case = match waiting {
            Some(case) => case,
            None => open(&self.settings)?,
        };
        let done = work(&mut case);
        lock().push(case);
        done
    }
}

async fn answer(State(room): State<Arc<Room>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let mut response = match room.guard.check(&parts.method, &parts.headers) {
        Err(Refusal::Token) if is_offered(&room, &parts.uri) => welcome(&room, parts.uri.path()),
        Err(refusal) => {
            let is_outside = matches!(refusal, Refusal::Host | Refusal::Token);
            failed(&room, &ask_of(&room, &parts), &PageError::Guarded(refusal), is_outside)
        }
        Ok(()) => match assets::asset(parts.uri.path()) {
            Some(asset) => asset,
            None => page(room, parts, body).await,
        },
    };
    seal(response.headers_mut());
    response
}

fn ask_of(room: &Room, parts: &Parts) -> Ask {
    let mut ask = Ask::of(&parts.uri, &parts.headers);
    ask.ui.case_name =
        room.settings.case.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !room.settings.read_only {
        ask.ui.token = room.settings.token.clone();
    }
    ask
}

async fn page(room: Arc<Room>, parts: Parts, body: Body) -> Response {
    let mut ask = ask_of(&room, &parts);
    let mut form = Vec::new();
    if parts.method == Method::POST {
        let Ok(bytes) = to_bytes(body, FORM_BYTES).await else {
            return failed(&room, &ask, &PageError::TooLarge, false);
        };
        form = pairs(&String::from_utf8_lossy(&bytes));
        ask.wanted = Wanted::of(&form);
        let token = form.iter().find(|(key, _)| key == "token").map_or("", |(_, value)| value);
        if !room.guard.is_token(token) {
            return failed(&room, &ask, &PageError::Guarded(Refusal::Token), false);
        }
    }
    let is_head = parts.method == Method::HEAD;
    let ask = Arc::new(ask);
    let (its_room, its_ask) = (room.clone(), ask.clone());
    let made = tokio::task::spawn_blocking(move || make(&its_room, &its_ask, &parts.method, &form)).await;
    let response = made.unwrap_or_else(|_| failed(&room, &ask, &PageError::NotMade, false));
    if is_head { response.map(|_| Body::empty()) } else { response }
}

fn make(room: &Room, ask: &Ask, method: &Method, form: &[(String, String)]) -> Response {
    let made = room.with_case(|case| {
        if *method == Method::POST {
            let change = pages::Change { form, now: (room.settings.clock)(), author: &room.settings.author };
            pages::change(case, ask, &change)
        } else {
            case.at_once(|| pages::page(case, ask, &room.settings.author))
        }
    });
    let mut response = match made {
        Ok(answer) => response(ask, answer),
        Err(error) => failed(room, ask, &error, false),
    };
    // Who judged last from this browser judges next, unless the form says otherwise.
    let author = form.iter().find(|(key, value)| key == "author" && !value.trim().is_empty());
    if let Some((_, author)) = author {
        let cookie = format!(
            "author={}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly",
            in_address(author.trim())
        );
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    for (name, value) in &ask.chosen {
        let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Strict");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

fn response(ask: &Ask, answer: Answer) -> Response {
    let html = || {
        [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::VARY, "Accept, Accept-Language, Cookie"),
        ]
    };
    let json = || {
        [
            (header::CONTENT_TYPE, "application/json; charset=utf-8"),
            (header::VARY, "Accept, Accept-Language, Cookie"),
        ]
    };
    match answer {
        Answer::Page { html: page, .. } if ask.form == Form::Html => (html(), page).into_response(),
        Answer::Page { json: twin, .. } => (json(), twin).into_response(),
        Answer::File { content_type, name, bytes } => {
            let as_file = format!("attachment; filename=\"{name}\"");
            ([(header::CONTENT_TYPE, content_type.to_owned()), (header::CONTENT_DISPOSITION, as_file)], bytes)
                .into_response()
        }
        Answer::To(address) => (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response(),
    }
}

/// True where the address carries the token, which a first visit from elsewhere does.
fn is_offered(room: &Room, uri: &axum::http::Uri) -> bool {
    let pairs = pairs(uri.query().unwrap_or_default());
    pairs.iter().any(|(key, value)| key == "token" && room.guard.is_token(value))
}

/// Keeps the token in a cookie and goes on without it in the address.
fn welcome(room: &Room, path: &str) -> Response {
    let cookie = format!("{TOKEN_COOKIE}={}; Path=/; HttpOnly; SameSite=Strict", room.settings.token);
    let path = if path.starts_with("//") { "/" } else { path };
    (StatusCode::SEE_OTHER, [(header::LOCATION, path.to_owned()), (header::SET_COOKIE, cookie)])
        .into_response()
}

/// What is answered where there is no page. Causes that no reader can do anything about go to the log.
fn failed(room: &Room, ask: &Ask, error: &PageError, is_outside: bool) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if status.is_server_error() {
        let mut words = error.to_string();
        let mut cause = std::error::Error::source(error);
        while let Some(deeper) = cause {
            words = format!("{words}: {deeper}");
            cause = deeper.source();
        }
        (room.settings.log)(&format!("{}: {words}", ask.ui.path));
    }
    let mut response = response(ask, pages::error_page(ask, error, is_outside));
    *response.status_mut() = status;
    response
}
