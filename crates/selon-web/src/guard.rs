//! Who may ask, and what a browser may do with the answer.
//!
//! The room is on the user's own machine, where any web page that is open in the same browser could try to
//! reach it. So the `Host` header must name this room (else a foreign name could be rebound to it), a change
//! must come from a page of this room (`Origin`, `Sec-Fetch-Site`) and carry the run's token, and the content
//! policy starts from nothing. A room that others can reach asks for the token on every page.

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use crate::ask::{cookie, text};

/// The name of the cookie that holds the token where others can reach the room.
pub const TOKEN_COOKIE: &str = "selon_token";

/// Who may ask.
#[derive(Clone, Debug)]
pub struct Guard {
    /// The values of `Host` that name this room.
    pub hosts: Vec<String>,
    /// The run's token.
    pub token: String,
    /// Every page asks for the token.
    pub asks_token: bool,
    /// Nothing may be changed.
    pub read_only: bool,
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// `Host` names another room.
    Host,
    /// The token is missing or wrong.
    Token,
    /// A change that comes from elsewhere.
    Elsewhere,
    /// A change where nothing may be changed.
    ReadOnly,
    /// A method that no page has.
    Method,
}

impl Guard {
    /// Whether a request may pass; its body's token is checked by [`Guard::is_token`] once it is read.
    pub fn check(&self, method: &Method, headers: &HeaderMap) -> Result<(), Refusal> {
        let host = text(headers, &header::HOST).to_lowercase();
        if !self.hosts.contains(&host) {
            return Err(Refusal::Host);
        }
        if self.asks_token {
            let cookies = text(headers, &header::COOKIE);
            if !cookie(&cookies, TOKEN_COOKIE).is_some_and(|token| self.is_token(&token)) {
                return Err(Refusal::Token);
            }
        }
        if *method == Method::GET || *method == Method::HEAD {
            return Ok(());
        }
        if *method != Method::POST {
            return Err(Refusal::Method);
        }
        if self.read_only {
            return Err(Refusal::ReadOnly);
        }
        let origin = text(headers, &header::ORIGIN);
        let is_own = origin.is_empty() || origin.strip_prefix("http://").is_some_and(|origin| origin == host);
        let site = text(headers, &HeaderName::from_static("sec-fetch-site"));
        if !is_own || !matches!(site.as_str(), "" | "same-origin") {
            return Err(Refusal::Elsewhere);
        }
        Ok(())
    }

    /// Compares every byte whatever the first ones are, so that time tells nothing.
    pub fn is_token(&self, token: &str) -> bool {
        let differs = token.bytes().zip(self.token.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b));
        !self.token.is_empty() && token.len() == self.token.len() && differs == 0
    }
}

/// What a browser may do with a page: show it, with the style and the scripts of this room, and no more.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Puts the headers on an answer that every answer has.
pub fn seal(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard() -> Guard {
        Guard {
            hosts: vec!["127.0.0.1:7357".to_owned(), "localhost:7357".to_owned()],
            token: "secret".to_owned(),
            asks_token: false,
            read_only: false,
        }
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_this_room_is_answered() {
        let check = |host: &str| guard().check(&Method::GET, &headers(&[("host", host)]));
        assert_eq!(check("LOCALHOST:7357"), Ok(()));
        for host in ["evil.example:7357", "127.0.0.1", "", "localhost:7357.evil.example"] {
            assert_eq!(check(host), Err(Refusal::Host), "{host}");
        }
    }

    #[test]
    fn a_change_comes_from_a_page_of_this_room() {
        let check = |pairs: &[(&'static str, &str)]| {
            let all = [&[("host", "localhost:7357")], pairs].concat();
            guard().check(&Method::POST, &headers(&all))
        };
        assert_eq!(check(&[("origin", "http://localhost:7357"), ("sec-fetch-site", "same-origin")]), Ok(()));
        assert_eq!(check(&[("origin", "http://evil.example")]), Err(Refusal::Elsewhere));
        assert_eq!(check(&[("origin", "http://127.0.0.1:7357")]), Err(Refusal::Elsewhere));
        assert_eq!(check(&[("origin", "null")]), Err(Refusal::Elsewhere));
        assert_eq!(check(&[("sec-fetch-site", "cross-site")]), Err(Refusal::Elsewhere));
        let read_only = Guard { read_only: true, ..guard() };
        assert_eq!(
            read_only.check(&Method::POST, &headers(&[("host", "localhost:7357")])),
            Err(Refusal::ReadOnly)
        );
        assert_eq!(
            guard().check(&Method::PUT, &headers(&[("host", "localhost:7357")])),
            Err(Refusal::Method)
        );
    }

    #[test]
    fn a_room_that_others_can_reach_asks_for_the_token() {
        let open = Guard { asks_token: true, ..guard() };
        let check = |cookie: &str| {
            open.check(&Method::GET, &headers(&[("host", "localhost:7357"), ("cookie", cookie)]))
        };
        assert_eq!(check("lang=fr; selon_token=secret"), Ok(()));
        for cookie in ["", "selon_token=", "selon_token=secre", "selon_token=secreT", "selon_token=secrets"] {
            assert_eq!(check(cookie), Err(Refusal::Token), "{cookie}");
        }
        assert!(!Guard { token: String::new(), ..guard() }.is_token(""));
    }
}
