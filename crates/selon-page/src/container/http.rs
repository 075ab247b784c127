//! An HTTP response as archives and clients keep it: status, headers, and a body that may be chunked and compressed.
//!
//! Follows RFC 9112 where it can. Bodies are opened up to a size, and stop there.

use std::io::Read;

use flate2::read::{MultiGzDecoder, ZlibDecoder};

use super::MAX_ITEM_BYTES;
use crate::Warning;

/// A response, opened.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    /// The body, neither chunked nor compressed.
    pub(crate) body: Vec<u8>,
    pub(crate) warnings: Vec<Warning>,
}

/// Where headers end: the number of bytes up to and with the empty line.
pub(crate) fn headers_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(n) = bytes[at..].iter().position(|byte| *byte == b'\n') {
        let line = &bytes[at..at + n];
        at += n + 1;
        if line.is_empty() || line == b"\r" {
            return Some(at);
        }
    }
    None
}

/// The value of the header `name`, in lower case, among `lines`.
pub(crate) fn header(headers: &[u8], name: &str) -> Option<String> {
    headers.split(|byte| *byte == b'\n').find_map(|line| {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let is_it = line[..colon].trim_ascii().eq_ignore_ascii_case(name.as_bytes());
        let value = String::from_utf8_lossy(line[colon + 1..].trim_ascii()).into_owned();
        (is_it && !value.is_empty()).then_some(value)
    })
}

/// Reads a response, or says what is wrong with it.
pub(crate) fn read(bytes: &[u8]) -> Result<Response, String> {
    let end = headers_end(bytes);
    let (headers, start) = match end {
        Some(end) => (&bytes[..end], end),
        // Headers without a body, as a response to HEAD has them.
        None => (bytes, bytes.len()),
    };
    let line = headers.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = String::from_utf8_lossy(line.trim_ascii());
    let mut parts = line.split_ascii_whitespace();
    let is_http = parts.next().is_some_and(|version| version.starts_with("HTTP/") || version == "ICY");
    let status = parts.next().and_then(|status| status.parse().ok()).filter(|_| is_http);
    let status = status.ok_or_else(|| format!("expected a status line of HTTP, found “{}”", shown(&line)))?;
    let mut warnings = Vec::new();
    let mut body = bytes[start..].to_vec();
    let is = |name: &str, value: &str| {
        header(headers, name).is_some_and(|found| found.to_ascii_lowercase().contains(value))
    };
    if is("transfer-encoding", "chunked") {
        // Many archives keep the header and undo the chunks.
        if let Some(whole) = dechunk(&body, &mut warnings) {
            body = whole;
        }
    }
    let packing = header(headers, "content-encoding").map(|value| value.to_ascii_lowercase());
    if let Some(packing) = packing.filter(|packing| packing != "identity" && !body.is_empty()) {
        body = unpack(&packing, body, &mut warnings);
    }
    let content_type = header(headers, "content-type");
    Ok(Response { status, content_type, body, warnings })
}

fn shown(line: &str) -> String {
    line.chars().take(40).collect()
}

/// The chunks of a body joined; `None` where it is not chunked, whatever its headers say.
fn dechunk(body: &[u8], warnings: &mut Vec<Warning>) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    let mut at = 0;
    loop {
        let line = body[at..].iter().position(|byte| *byte == b'\n').map(|n| &body[at..at + n]);
        let size = line.and_then(|line| {
            let digits = line.split(|byte| *byte == b';').next()?.trim_ascii();
            let digits = std::str::from_utf8(digits).ok().filter(|digits| (1..=8).contains(&digits.len()))?;
            usize::from_str_radix(digits, 16).ok()
        });
        let (Some(line), Some(size)) = (line, size) else {
            if whole.is_empty() {
                return None;
            }
            let message = format!(
                "expected the size of a chunk at byte {at} of the body, found none; the rest is left out"
            );
            warnings.push(Warning { name: "http-chunks", message });
            return Some(whole);
        };
        at += line.len() + 1;
        if size == 0 {
            return Some(whole);
        }
        let end = body.len().min(at + size);
        whole.extend_from_slice(&body[at..end]);
        if end < at + size {
            let message =
                format!("expected a chunk of {size} bytes at byte {at} of the body, found {}", end - at);
            warnings.push(Warning { name: "http-chunks", message });
            return Some(whole);
        }
        at = end;
        at += usize::from(body[at..].starts_with(b"\r\n")) + 1;
        if at > body.len() {
            return Some(whole);
        }
    }
}

/// The body, decompressed as far as it goes; as it is where it is not compressed, whatever its headers say.
fn unpack(packing: &str, body: Vec<u8>, warnings: &mut Vec<Warning>) -> Vec<u8> {
    let reader: Box<dyn Read + '_> = match packing {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => Box::new(MultiGzDecoder::new(&*body)),
        "deflate" if body.first().is_some_and(|byte| byte & 0x0f == 8) => Box::new(ZlibDecoder::new(&*body)),
        "zstd" if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            match ruzstd::decoding::StreamingDecoder::new(&*body) {
                Ok(decoder) => Box::new(decoder),
                Err(_) => Box::new(std::io::empty()),
            }
        }
        "gzip" | "x-gzip" | "deflate" | "zstd" => return body,
        _ => {
            let message =
                format!("expected gzip, deflate or zstd, found the content encoding “{}”", shown(packing));
            warnings.push(Warning { name: "http-encoding", message });
            return body;
        }
    };
    let mut whole = Vec::new();
    let read = reader.take(MAX_ITEM_BYTES as u64 + 1).read_to_end(&mut whole);
    if whole.len() > MAX_ITEM_BYTES {
        whole.truncate(MAX_ITEM_BYTES);
        let message = format!(
            "the {packing} body of {} bytes swells to more than {MAX_ITEM_BYTES}; cut there",
            body.len()
        );
        warnings.push(Warning { name: "compressed-bomb", message });
    } else if let Err(error) = read {
        let message = format!("the {packing} body is damaged behind its byte {}: {error}", whole.len());
        warnings.push(Warning { name: "compressed-damaged", message });
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        let sent =
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nUn \r\n5;x=y\r\ndeux.\r\n0\r\n\r\n";
        let response = read(sent).unwrap();
        assert_eq!((response.status, &*response.body, response.warnings.len()), (200, &b"Un deux."[..], 0));
    }

    #[test]
    fn chunks_that_were_joined_before_are_left() {
        let response = read(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nUn deux.").unwrap();
        assert_eq!((&*response.body, response.warnings.len()), (&b"Un deux."[..], 0));
    }

    #[test]
    fn a_chunk_that_is_cut_is_said() {
        let response = read(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nUn de").unwrap();
        assert_eq!((&*response.body, response.warnings[0].name), (&b"Un de"[..], "http-chunks"));
    }

    #[test]
    fn headers_alone_are_a_response() {
        assert_eq!(read(b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n").unwrap().status, 304);
        assert!(read(b"Un texte.").is_err());
    }
}
