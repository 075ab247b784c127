//! JSON Lines, and JSON objects over several lines or in a list: one object, one article.
//!
//! A broken line costs itself. Of a list the objects are cut out by their braces, so that a dump of any size is read
//! object by object; where one is broken, reading goes on at the next brace.
//!
//! Cost: linear. Memory: one object.

use serde_json::{Map, Value};

use super::columns::Columns;
use super::stream::Stream;
use super::{Event, Fault, Item, MAX_ITEM_BYTES, Place, name_of};

/// Bytes of a value that a message shows.
const SHOWN: usize = 40;

/// How many times the bytes of a file may be looked at again, where objects in it are broken.
const AGAIN_RATIO: u64 = 4;

/// A file with an object a line.
pub(crate) struct Lines {
    name: String,
    stream: Stream,
    columns: Columns,
    n_lines: u64,
    faults: Vec<Fault>,
}

impl Lines {
    pub(crate) fn new(name: String, stream: Stream, columns: Columns) -> Self {
        Self { name, stream, columns, n_lines: 0, faults: Vec::new() }
    }
}

impl Iterator for Lines {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(fault) = self.faults.pop() {
                return Some(Event::Fault(fault));
            }
            let offset = self.stream.offset();
            let line = self.stream.line(MAX_ITEM_BYTES);
            self.faults = self.stream.take_faults();
            let Some((line, n_bytes)) = line else {
                if self.faults.is_empty() {
                    return None;
                }
                continue;
            };
            self.n_lines += 1;
            let record = self.n_lines.to_string();
            let at = format!("line {record}, byte {offset}");
            let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
            if line.trim_ascii().is_empty() {
                continue;
            }
            if n_bytes > MAX_ITEM_BYTES as u64 {
                let message =
                    format!("expected a line of at most {MAX_ITEM_BYTES} bytes, found {n_bytes} ({at})");
                return Some(Event::Fault(Fault { name: "too-large", record: Some(record), message }));
            }
            let place = Place { offset, length: n_bytes };
            return Some(object(&self.name, record, line, place, &at, &self.columns));
        }
    }
}

/// A file with objects over several lines, perhaps in a list.
pub(crate) struct Values {
    name: String,
    stream: Stream,
    columns: Columns,
    n_values: u64,
    /// Bytes that were looked at twice so far.
    n_again: u64,
    faults: Vec<Fault>,
}

impl Values {
    pub(crate) fn new(name: String, stream: Stream, columns: Columns) -> Self {
        Self { name, stream, columns, n_values: 0, n_again: 0, faults: Vec::new() }
    }

    /// The bytes from the next brace to the one that closes it, and where they begin.
    fn cut_out(&mut self) -> Option<(u64, Vec<u8>)> {
        loop {
            let next = self.stream.peek(1);
            if next.is_empty() {
                return None;
            }
            match next.iter().position(|byte| *byte == b'{') {
                Some(at) => {
                    self.stream.consume(at);
                    break;
                }
                None => {
                    let n = next.len();
                    self.stream.consume(n);
                }
            }
        }
        let start = self.stream.offset();
        let mut value = Vec::new();
        let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
        loop {
            let next = self.stream.peek(1);
            if next.is_empty() || value.len() > MAX_ITEM_BYTES {
                return Some((start, value));
            }
            let mut n = 0;
            let mut is_whole = false;
            for byte in next {
                n += 1;
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if in_string => escaped = true,
                    b'"' => in_string = !in_string,
                    b'{' if !in_string => depth += 1,
                    b'}' if !in_string => {
                        depth -= 1;
                        is_whole = depth == 0;
                    }
                    _ => {}
                }
                if is_whole {
                    break;
                }
            }
            value.extend_from_slice(&next[..n]);
            self.stream.consume(n);
            if is_whole {
                return Some((start, value));
            }
        }
    }
}

impl Iterator for Values {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(fault) = self.faults.pop() {
                return Some(Event::Fault(fault));
            }
            let value = self.cut_out();
            self.faults = self.stream.take_faults();
            let Some((offset, value)) = value else {
                if self.faults.is_empty() {
                    return None;
                }
                continue;
            };
            self.n_values += 1;
            let record = self.n_values.to_string();
            let place = Place { offset, length: value.len() as u64 };
            let at = format!("object {record}, byte {offset}");
            let event = object(&self.name, record, &value, place, &at, &self.columns);
            let is_broken = matches!(&event, Event::Fault(fault) if fault.name == "json-broken");
            if is_broken && value.len() > 1 {
                // One quotation mark too many swallows what follows: look again, a line further.
                // A file of nothing but such is not read again and again.
                let line = value.iter().position(|byte| *byte == b'\n').map_or(value.len(), |at| at + 1);
                let rest = &value[line..];
                if self.n_again + rest.len() as u64 <= AGAIN_RATIO * self.stream.offset() {
                    self.n_again += rest.len() as u64;
                    self.stream.give_back(rest);
                }
            }
            return Some(event);
        }
    }
}

/// The article that one object is.
fn object(name: &str, record: String, json: &[u8], place: Place, at: &str, columns: &Columns) -> Event {
    let fault = |name, message: String| Event::Fault(Fault { name, record: Some(record.clone()), message });
    let value: Map<String, Value> = match serde_json::from_slice(json) {
        Ok(value) => value,
        Err(error) => {
            let start = String::from_utf8_lossy(&json[..json.len().min(SHOWN)]).into_owned();
            // Where in the line it went wrong, without serde's own line number, which is always 1.
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default();
            let column = error.column();
            let what = format!("expected a JSON object, found {reason} at its byte {column}: {start} ({at})");
            return fault("json-broken", what);
        }
    };
    let mut fields: Vec<(String, String)> = Vec::new();
    for (key, value) in &value {
        match value {
            Value::Object(inner) => fields.extend(
                inner.iter().filter_map(|(inner, value)| Some((format!("{key}.{inner}"), words(value)?))),
            ),
            value => fields.extend(words(value).map(|value| (key.clone(), value))),
        }
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(key, value)| (&**key, &**value)).collect();
    let (text, hints) = columns.read(&fields);
    let Some(text) = text else {
        let keys: Vec<&str> = value.keys().map(String::as_str).take(8).collect();
        let wanted = columns.text_name();
        let message = format!("expected a field “{wanted}” with words, found {} ({at})", keys.join(", "));
        return fault("no-text", message);
    };
    Event::Item(Box::new(Item {
        doc: hints.address.clone().unwrap_or_else(|| name_of(name, &record)),
        record,
        bytes: text.into_bytes(),
        hints,
        place,
        warnings: Vec::new(),
        is_extract: false,
    }))
}

/// A value in words: a list is its words with commas between.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => {
            let words: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            (!words.is_empty()).then(|| words.join(", "))
        }
        _ => None,
    }
}
