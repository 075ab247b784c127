//! The little that is needed of URLs (RFC 3986): credentials, relative references, percent signs.

use std::path::PathBuf;

/// Scheme, and what stands behind `://`.
fn split_scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let is_scheme = scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    (is_scheme && !scheme.is_empty()).then_some((scheme, rest))
}

/// Host and port, and what stands behind them.
fn split_host(rest: &str) -> (&str, &str) {
    rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()))
}

/// The URL without user and password, and these as `user:password`, percent signs decoded.
pub(super) fn split_credentials(url: &str) -> (String, Option<String>) {
    if let Some((scheme, rest)) = split_scheme(url) {
        let (authority, path) = split_host(rest);
        if let Some((credentials, host)) = authority.rsplit_once('@') {
            return (format!("{scheme}://{host}{path}"), Some(decode(credentials)));
        }
    }
    (url.to_owned(), None)
}

/// The URL as it may be shown.
pub(super) fn without_credentials(url: &str) -> String {
    split_credentials(url).0
}

/// Scheme, host and port.
pub(super) fn origin(url: &str) -> Option<(String, String)> {
    let url = without_credentials(url);
    let (scheme, rest) = split_scheme(&url)?;
    Some((scheme.to_lowercase(), split_host(rest).0.to_lowercase()))
}

/// The host alone.
pub(super) fn host(url: &str) -> Option<String> {
    let (_, authority) = origin(url)?;
    let end = if authority.starts_with('[') {
        authority.find(']')? + 1
    } else {
        authority.find(':').unwrap_or(authority.len())
    };
    Some(authority[..end].to_owned())
}

/// `reference` as it is meant on the page at `base`.
pub(super) fn join(base: &str, reference: &str) -> String {
    let reference = reference.trim();
    if split_scheme(reference).is_some() {
        return reference.to_owned();
    }
    let Some((scheme, rest)) = split_scheme(base) else { return reference.to_owned() };
    if let Some(rest) = reference.strip_prefix("//") {
        return format!("{scheme}://{rest}");
    }
    let (authority, path) = split_host(rest);
    let path = &path[..path.find(['?', '#']).unwrap_or(path.len())];
    let end = reference.find(['?', '#']).unwrap_or(reference.len());
    let (reference, behind) = reference.split_at(end);
    let joined = if reference.starts_with('/') {
        reference.to_owned()
    } else {
        format!("{}/{reference}", path.rsplit_once('/').map_or("", |(folder, _)| folder))
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in joined.split('/').skip(1) {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("{scheme}://{authority}/{}{behind}", parts.join("/"))
}

/// The last part of a URL's path.
pub(super) fn file_name(url: &str) -> String {
    let path = &url[..url.find(['?', '#']).unwrap_or(url.len())];
    decode(path.rsplit('/').next().unwrap_or(""))
}

/// The path that a `file:` URL or a plain path means.
pub(super) fn local_path(place: &str) -> Option<PathBuf> {
    match place.strip_prefix("file://") {
        Some(rest) => Some(PathBuf::from(decode(rest.strip_prefix("localhost").unwrap_or(rest)))),
        None if split_scheme(place).is_none() => Some(PathBuf::from(place)),
        None => None,
    }
}

/// Percent signs decoded; a wrong one stays.
pub(super) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = text.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (bytes[at], digits) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                at += 3;
            }
            (byte, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// `text` in base 64 (RFC 4648), for basic authentication.
pub(super) fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let bits =
            chunk.iter().fold(0u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i) & 63) as usize];
            encoded.push(if i <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    encoded
}
