//! WARC 1.0 and 1.1 (ISO 28500): what crawlers and archives keep, record by record, plain or compressed.
//!
//! `response` records with a page, `resource` and `conversion` records are items. Requests, metadata and pictures are
//! passed over. A `revisit` record says that an address had the same content as once before; it has no page of its own
//! and is counted. Digests are checked, and a record whose digest does not fit is read, with the warning `warc-digest`.
//!
//! A wrong `Content-Length` costs nothing: where no record begins behind the stated length, the next one is looked for,
//! first within what was taken, then further on. The same finds the way behind a damaged gzip member.
//!
//! Cost: each byte is copied twice; searches happen only where lengths are wrong. Memory: one record, at most
//! [`MAX_ITEM_BYTES`]; longer ones are passed over and named.

use std::collections::VecDeque;

use super::digest::{Check, check};
use super::http::{self, header, headers_end};
use super::stream::Stream;
use super::{Event, Fault, Hints, Item, MAX_ITEM_BYTES, name_of, web_address};
use crate::Warning;
use crate::hints::iso_moment;

/// Headers of a record have no more bytes.
const MAX_HEADER_BYTES: usize = 64 * 1024;

/// How many times the bytes of an archive may be looked at again, where lengths in it are wrong, and how many at least.
const AGAIN_RATIO: u64 = 4;
const AGAIN_BYTES: u64 = 256 << 20;

/// Begins every record.
const MAGIC: &[u8] = b"WARC/1.";

/// Media types that may be articles.
const PAGES: &[&str] =
    &["text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf"];

/// The records of an archive.
pub(crate) struct Records {
    name: String,
    stream: Stream,
    waiting: VecDeque<Event>,
    /// Revisits, and where the first is.
    revisits: Option<(u64, u64)>,
    /// Bytes that were looked at twice so far.
    n_again: u64,
    has_ended: bool,
}

/// What was found of one record's content.
struct Block {
    bytes: Vec<u8>,
    warnings: Vec<Warning>,
    is_too_large: bool,
}

impl Records {
    pub(crate) fn new(name: String, stream: Stream) -> Self {
        Self { name, stream, waiting: VecDeque::new(), revisits: None, n_again: 0, has_ended: false }
    }

    /// Goes to the next record; false at the end of the file.
    fn find_record(&mut self) -> bool {
        let start = self.stream.offset();
        let mut n_odd = 0;
        loop {
            let next = self.stream.peek(MAGIC.len());
            if next.is_empty() {
                break;
            }
            if next.starts_with(MAGIC) {
                break;
            }
            let at = next.windows(MAGIC.len()).position(|window| window == MAGIC);
            let n = at.unwrap_or_else(|| next.len().saturating_sub(MAGIC.len() - 1).max(1));
            n_odd += next[..n].iter().filter(|byte| !byte.is_ascii_whitespace() && **byte != 0).count();
            self.stream.consume(n);
        }
        let is_found = !self.stream.is_at_end();
        if n_odd > 0 {
            let behind = if is_found {
                format!("read on at byte {}", self.stream.offset())
            } else {
                "nothing follows".to_owned()
            };
            let message =
                format!("expected a WARC record at byte {start}, found {n_odd} other bytes; {behind}");
            self.waiting.push_back(Event::Fault(Fault { name: "warc-damaged", record: None, message }));
        }
        is_found
    }

    /// Reads one record.
    fn record(&mut self) {
        let start = self.stream.offset();
        let record = format!("byte {start}");
        let peeked = self.stream.peek(MAX_HEADER_BYTES);
        let window = &peeked[..peeked.len().min(MAX_HEADER_BYTES)];
        let Some(end) = headers_end(window) else {
            let what = if window.len() < MAX_HEADER_BYTES { "the end of the file" } else { "no end of them" };
            let message = format!("expected the headers of a WARC record at byte {start}, found {what}");
            self.stream.consume(MAGIC.len());
            self.waiting.push_back(Event::Fault(Fault {
                name: "warc-truncated",
                record: Some(record),
                message,
            }));
            return;
        };
        let headers = self.stream.take(end);
        let length = header(&headers, "content-length").and_then(|value| value.parse::<u64>().ok());
        let block = self.block(length, start);
        let kind = header(&headers, "warc-type").unwrap_or_default().to_ascii_lowercase();
        let place = self.stream.place(start);
        let address = header(&headers, "warc-target-uri");
        let address = address.as_deref().map(|a| a.trim_matches(['<', '>'])).and_then(web_address);
        match &*kind {
            "response" | "resource" | "conversion" => {}
            "revisit" => {
                let (first, n) = self.revisits.unwrap_or((start, 0));
                self.revisits = Some((first, n + 1));
                return;
            }
            _ => return,
        }
        if block.is_too_large {
            let message = format!(
                "expected a record of at most {MAX_ITEM_BYTES} bytes, found {} at byte {start}",
                length.map_or("more".to_owned(), |length| length.to_string())
            );
            self.waiting.push_back(Event::Fault(Fault { name: "too-large", record: Some(record), message }));
            return;
        }
        let mut warnings = block.warnings;
        self.check_digests(&headers, &block.bytes, start, &mut warnings);
        if let Some(why) = header(&headers, "warc-truncated") {
            let message = format!("the crawler cut the record at byte {start}: {why}");
            warnings.push(Warning { name: "warc-truncated", message });
        }
        let mut hints = Hints {
            address: address.clone(),
            retrieved: header(&headers, "warc-date").as_deref().and_then(iso_moment),
            ..Hints::default()
        };
        let stated = header(&headers, "content-type");
        let is_http =
            stated.as_deref().is_none_or(|t| t.to_ascii_lowercase().starts_with("application/http"));
        let bytes = if kind == "response" && is_http {
            match http::read(&block.bytes) {
                Ok(response) if !(200..300).contains(&response.status) => return,
                Ok(mut response) => {
                    warnings.append(&mut response.warnings);
                    hints.content_type = response.content_type;
                    response.body
                }
                Err(error) => {
                    let message = format!("{error} (record at byte {start})");
                    self.waiting.push_back(Event::Fault(Fault {
                        name: "http-broken",
                        record: Some(record),
                        message,
                    }));
                    return;
                }
            }
        } else {
            hints.content_type = stated;
            block.bytes
        };
        if bytes.trim_ascii().is_empty() || !is_page(hints.content_type.as_deref(), &bytes) {
            return;
        }
        let doc = address.unwrap_or_else(|| name_of(&self.name, &record));
        self.waiting.push_back(Event::Item(Box::new(Item {
            doc,
            record,
            bytes,
            hints,
            place,
            warnings,
            is_extract: false,
        })));
    }

    /// The content of a record whose headers were taken, of the length that they state; elsewhere where that is wrong.
    fn block(&mut self, length: Option<u64>, start: u64) -> Block {
        let begin = self.stream.offset();
        // An archive in which most lengths are wrong is read by where records begin, not again and again.
        let is_trusted = self.n_again <= AGAIN_BYTES.max(AGAIN_RATIO * begin);
        let wanted = length.filter(|_| is_trusted).unwrap_or(0);
        let n_taken = usize::try_from(wanted).unwrap_or(usize::MAX).min(MAX_ITEM_BYTES);
        let mut bytes = self.stream.take(n_taken);
        let mut warnings = Vec::new();
        let mut is_too_large = false;
        if length.is_some() && wanted > MAX_ITEM_BYTES as u64 && bytes.len() == MAX_ITEM_BYTES {
            is_too_large = self.cut_at_record(&mut bytes, begin).is_none();
            if is_too_large {
                bytes.clear();
                self.pass_over(wanted - MAX_ITEM_BYTES as u64);
                return Block { bytes, warnings, is_too_large };
            }
        }
        if length.is_some() && is_trusted && bytes.len() as u64 == wanted && self.is_between_records() {
            return Block { bytes, warnings, is_too_large };
        }
        let mut message = match length {
            Some(length) => format!("expected {length} bytes in the record at byte {start}"),
            None => format!("expected a Content-Length in the record at byte {start}"),
        };
        let n_before = bytes.len();
        if self.cut_at_record(&mut bytes, begin).is_none() && !self.stream.is_at_end() {
            // Too short a length: what follows, up to the next record, belongs to this one.
            if !self.take_up_to_record(&mut bytes) {
                bytes.truncate(n_before);
            }
        }
        let name =
            if bytes.len() < n_before || !self.stream.is_at_end() { "warc-length" } else { "warc-truncated" };
        if bytes.ends_with(b"\r\n\r\n") {
            bytes.truncate(bytes.len() - 4);
        }
        message += &format!(", found {}", bytes.len());
        if Some(bytes.len() as u64) != length {
            warnings.push(Warning { name, message });
        }
        Block { bytes, warnings, is_too_large }
    }

    /// True where the file ends or a record begins behind white space.
    fn is_between_records(&mut self) -> bool {
        let next = self.stream.peek(4 + MAGIC.len());
        let rest = next.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(next.len());
        let (white, rest) = (rest, &next[rest..]);
        rest.is_empty()
            || white > 0 && rest.len() >= MAGIC.len() && rest.starts_with(MAGIC)
            || rest.starts_with(MAGIC)
    }

    /// Cuts `bytes`, which begin at offset `begin`, where another record begins in them, and gives the rest back.
    fn cut_at_record(&mut self, bytes: &mut Vec<u8>, begin: u64) -> Option<()> {
        let member = self.stream.member_within(begin, begin + bytes.len() as u64);
        let member = member.map(|at| (at - begin) as usize).filter(|at| bytes[*at..].starts_with(MAGIC));
        let at = member.or_else(|| find_record_in(bytes))?;
        let rest = bytes.split_off(at);
        self.n_again += rest.len() as u64;
        self.stream.give_back(&rest);
        Some(())
    }

    /// Takes what comes up to the next record; false where that is more than a record may have.
    fn take_up_to_record(&mut self, bytes: &mut Vec<u8>) -> bool {
        loop {
            let next = self.stream.peek(MAX_HEADER_BYTES);
            if next.is_empty() {
                return true;
            }
            let found = find_record_in(next);
            // A record may begin in what is not there yet.
            let n =
                found.unwrap_or_else(|| next.len().saturating_sub(MAGIC.len() + 16).max(1).min(next.len()));
            if bytes.len() + n > MAX_ITEM_BYTES {
                return false;
            }
            bytes.extend_from_slice(&next[..n]);
            self.stream.consume(n);
            if found.is_some() {
                return true;
            }
        }
    }

    /// Passes over `n_bytes`, but not over the beginning of another record.
    fn pass_over(&mut self, mut n_bytes: u64) {
        while n_bytes > 0 {
            let next = self.stream.peek(MAX_HEADER_BYTES);
            if next.is_empty() {
                return;
            }
            let found = find_record_in(next);
            let n =
                found.unwrap_or_else(|| next.len().saturating_sub(MAGIC.len() + 16).max(1).min(next.len()));
            let n = n.min(usize::try_from(n_bytes).unwrap_or(usize::MAX));
            self.stream.consume(n);
            n_bytes -= n as u64;
            if found == Some(n) {
                return;
            }
        }
    }

    fn check_digests(&self, headers: &[u8], block: &[u8], start: u64, warnings: &mut Vec<Warning>) {
        let wrong = |which: &str| Warning {
            name: "warc-digest",
            message: format!("the {which} of the record at byte {start} is not what its digest says"),
        };
        let block_digest = header(headers, "warc-block-digest");
        if block_digest.is_some_and(|stated| check(&stated, block) == Check::Wrong) {
            warnings.push(wrong("content"));
        }
        if let Some(stated) = header(headers, "warc-payload-digest") {
            // Tools differ in whether the payload is what was sent or what it means.
            let sent = headers_end(block).map_or(&[][..], |end| &block[end..]);
            let is_wrong = check(&stated, sent) == Check::Wrong
                && check(&stated, block) == Check::Wrong
                && http::read(block).is_ok_and(|response| check(&stated, &response.body) == Check::Wrong);
            if is_wrong {
                warnings.push(wrong("payload"));
            }
        }
    }
}

impl Iterator for Records {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        while self.waiting.is_empty() && !self.has_ended {
            if self.find_record() {
                self.record();
            } else {
                self.has_ended = true;
                if let Some((first, n)) = self.revisits {
                    let message = format!(
                        "{n} revisit records (the first at byte {first}) say that a page was unchanged; they have no page of their own"
                    );
                    self.waiting.push_back(Event::Note(Fault {
                        name: "warc-revisit",
                        record: None,
                        message,
                    }));
                }
            }
            let faults = self.stream.take_faults();
            self.waiting.extend(faults.into_iter().map(Event::Fault));
        }
        self.waiting.pop_front()
    }
}

/// Where a record begins in `bytes`: its magic, a version, and the end of that line.
fn find_record_in(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(n) = bytes[from..].windows(MAGIC.len()).position(|window| window == MAGIC) {
        let at = from + n;
        let rest = &bytes[at + MAGIC.len()..];
        let line = &rest[..rest.len().min(3)];
        let is_line = matches!(line, [digit, b'\r', b'\n'] | [digit, b'\n', _] if digit.is_ascii_digit());
        let next = rest.get(2..).unwrap_or_default().trim_ascii_start();
        let names = ["warc-", "content-"];
        let is_header = names.iter().any(|name| {
            next.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
        });
        if is_line && is_header {
            return Some(at);
        }
        from = at + MAGIC.len();
    }
    None
}

/// True for what may be an article: by its type, or by its first bytes where no type is stated.
fn is_page(content_type: Option<&str>, bytes: &[u8]) -> bool {
    match content_type {
        Some(stated) => {
            let stated = stated.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            PAGES.contains(&&*stated)
        }
        None => {
            let start = bytes.trim_ascii_start();
            start.starts_with(b"<") || start.starts_with(b"%PDF-")
        }
    }
}
