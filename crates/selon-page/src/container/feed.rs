//! RSS, Atom and JSON Feed, as they really come.
//!
//! `feed-rs` reads what is well formed, and much that is not. Where it refuses, the feed is repaired and tried again:
//! bare ampersands are written out, what XML does not allow is taken out, and what stands behind the last whole entry is
//! cut. Whatever was repaired is said, in the warnings of every entry.
//!
//! An entry is an item: its content, else its summary. It may be all of the article or its first lines, so the item is
//! marked as an extract of what stands at its address.

use chrono::{DateTime, NaiveDateTime, Utc};
use feed_rs::model::{Entry, Feed};

use super::sniff::contains;
use super::{Event, Fault, Hints, Item, Place, name_of, web_address};
use crate::Warning;
use crate::hints::iso_date;

/// A feed has no more entries.
const MAX_ENTRIES: usize = 100_000;

/// The entries of a feed.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Vec<Event> {
    let mut warnings = Vec::new();
    let feed = match parse(bytes) {
        Ok(feed) => feed,
        Err(first) => match repaired(bytes, &first, &mut warnings) {
            Some(feed) => feed,
            None => {
                let start = bytes.trim_ascii_start();
                let is_page = [&b"<!doctype html"[..], b"<html"]
                    .iter()
                    .any(|tag| start.len() >= tag.len() && start[..tag.len()].eq_ignore_ascii_case(tag));
                let found = if is_page { "an HTML page".to_owned() } else { first };
                let message = format!("expected a feed, found {found}");
                return vec![Event::Fault(Fault { name: "feed-broken", record: None, message })];
            }
        },
    };
    let outlet = feed.title.as_ref().map(|title| words(&title.content)).filter(|title| !title.is_empty());
    let length = bytes.len() as u64;
    let mut events = Vec::new();
    for (nth, entry) in (1..).zip(&feed.entries).take(MAX_ENTRIES) {
        let Some(mut item) = item(name, nth, entry, &feed, length) else {
            let message = format!("expected words or an address in entry {nth} of the feed, found neither");
            events.push(Event::Fault(Fault { name: "no-text", record: Some(nth.to_string()), message }));
            continue;
        };
        item.hints.outlet.clone_from(&outlet);
        item.warnings.clone_from(&warnings);
        events.push(Event::Item(Box::new(item)));
    }
    events
}

fn parse(bytes: &[u8]) -> Result<Feed, String> {
    let parser = feed_rs::parser::Builder::new().timestamp_parser(moment).build();
    parser.parse(bytes).map_err(|error| error.to_string())
}

/// The clock that the feed shows, in whatever words, without its zone.
fn moment(written: &str) -> Option<DateTime<Utc>> {
    let iso = iso_date(written)?;
    let with_clock = if iso.len() == 10 { format!("{iso}T00:00") } else { iso };
    NaiveDateTime::parse_from_str(&with_clock, "%Y-%m-%dT%H:%M").ok().map(|moment| moment.and_utc())
}

/// Tries the repairs one upon the other.
fn repaired(bytes: &[u8], first: &str, warnings: &mut Vec<Warning>) -> Option<Feed> {
    let mut bytes = bytes.to_vec();
    let mut done = Vec::new();
    for (what, repair) in REPAIRS {
        let mended = repair(&bytes);
        if mended != bytes {
            bytes = mended;
            done.push(*what);
            if let Ok(feed) = parse(&bytes) {
                let message = format!("expected a well-formed feed, found {first}; {}", done.join(", "));
                warnings.push(Warning { name: "feed-repaired", message });
                return Some(feed);
            }
        }
    }
    None
}

type Repair = fn(&[u8]) -> Vec<u8>;

const REPAIRS: &[(&str, Repair)] = &[
    ("what stands before the first element was taken out", from_first_tag),
    ("bare ampersands were written out", escape_ampersands),
    ("characters that XML does not allow were taken out", without_controls),
    ("what stands behind the last whole entry was cut", cut_at_last_entry),
];

fn from_first_tag(bytes: &[u8]) -> Vec<u8> {
    let at = bytes.iter().position(|byte| *byte == b'<').unwrap_or(0);
    bytes[at..].to_vec()
}

/// Writes `&amp;` for every ampersand that begins no reference, outside of CDATA.
fn escape_ampersands(bytes: &[u8]) -> Vec<u8> {
    let mut mended = Vec::with_capacity(bytes.len() + 64);
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(b"<![CDATA[") {
            let end =
                bytes[at..].windows(3).position(|window| window == b"]]>").map_or(bytes.len(), |n| at + n);
            mended.extend_from_slice(&bytes[at..end]);
            at = end;
        }
        let Some(byte) = bytes.get(at) else { break };
        mended.push(*byte);
        at += 1;
        if *byte == b'&' {
            let name =
                bytes[at..].iter().take(32).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
            if name == 0 || bytes.get(at + name) != Some(&b';') {
                mended.extend_from_slice(b"amp;");
            }
        }
    }
    mended
}

fn without_controls(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().filter(|byte| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r')).collect()
}

/// Ends the feed behind its last whole entry.
fn cut_at_last_entry(bytes: &[u8]) -> Vec<u8> {
    let forms: [(&[u8], &[u8]); 2] = [(b"</item>", b"</channel></rss>"), (b"</entry>", b"</feed>")];
    for (end, closing) in forms {
        if let Some(at) = bytes.windows(end.len()).rposition(|window| window == end) {
            let mut cut = bytes[..at + end.len()].to_vec();
            let closing = if contains(&cut, b"<rdf:RDF") { &b"</rdf:RDF>"[..] } else { closing };
            cut.extend_from_slice(closing);
            return cut;
        }
    }
    bytes.to_vec()
}

fn item(name: &str, nth: usize, entry: &Entry, feed: &Feed, length: u64) -> Option<Item> {
    let links = entry.links.iter().filter(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let address = links.map(|link| &*link.href).chain([&*entry.id]).find_map(web_address);
    let content = entry.content.as_ref().and_then(|content| {
        Some((content.body.clone().filter(|body| !body.trim().is_empty())?, content.content_type.to_string()))
    });
    let summary = || {
        let summary = entry.summary.as_ref().filter(|summary| !summary.content.trim().is_empty())?;
        Some((summary.content.clone(), summary.content_type.to_string()))
    };
    let title = entry.title.as_ref().map(|title| words(&title.content)).filter(|title| !title.is_empty());
    let (body, content_type) = content.or_else(summary).or_else(|| {
        // An entry that has only a headline still has its address.
        address.as_ref().and(title.clone()).map(|title| (title, "text/plain".to_owned()))
    })?;
    // RSS says of everything that it is text; what has tags is markup.
    let has_tags = body.contains("</") || body.contains("/>") || body.contains("<p") || body.contains("<br");
    let content_type = if has_tags { "text/html; charset=utf-8".to_owned() } else { content_type };
    let byline: Vec<String> =
        entry.authors.iter().filter_map(|author| author.name.as_deref().map(words)).collect();
    let published = entry.published.or(entry.updated);
    let record = nth.to_string();
    let body = if has_tags { body } else { unescape(&body) };
    Some(Item {
        doc: address.clone().unwrap_or_else(|| name_of(name, &record)),
        record,
        bytes: body.into_bytes(),
        hints: Hints {
            address,
            title,
            published: published.map(|moment| {
                let iso = moment.format("%Y-%m-%dT%H:%M").to_string();
                // Midnight is what a date without a clock became.
                iso.strip_suffix("T00:00").unwrap_or(&iso).to_owned()
            }),
            byline: Some(byline.join(", ")).filter(|byline| !byline.is_empty() && byline != "unknown"),
            language: entry.language.clone().or_else(|| feed.language.clone()),
            outlet: None,
            content_type: Some(content_type),
            retrieved: None,
        },
        place: Place { offset: 0, length },
        warnings: Vec::new(),
        is_extract: true,
    })
}

/// A title in words: references are resolved, tags taken out.
fn words(title: &str) -> String {
    let mut plain = String::with_capacity(title.len());
    let mut in_tag = false;
    for c in unescape(title).chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            c if !in_tag => plain.push(c),
            _ => {}
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The references that feeds use beyond those of XML.
fn unescape(text: &str) -> String {
    const NAMES: &[(&str, &str)] = &[
        ("&nbsp;", "\u{a0}"),
        ("&laquo;", "«"),
        ("&raquo;", "»"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&hellip;", "…"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&eacute;", "é"),
        ("&egrave;", "è"),
        ("&ecirc;", "ê"),
        ("&agrave;", "à"),
        ("&ccedil;", "ç"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&#8217;", "’"),
        ("&#160;", "\u{a0}"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    if !text.contains('&') {
        return text.to_owned();
    }
    NAMES.iter().fold(text.to_owned(), |text, (name, c)| text.replace(name, c))
}
