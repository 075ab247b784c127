//! Sitemaps and news sitemaps (sitemaps.org 0.9, Google's news extension): addresses of pages, with titles and dates,
//! and no page. What is to be read has to be fetched, and that only when asked.
//!
//! What stands behind damage is lost; what stands before it is kept, and the place is said.

use quick_xml::Reader;
use quick_xml::events::Event as Xml;

use super::{Event, Fault, Hints, Link, web_address};
use crate::hints::iso_moment;

/// The addresses in a sitemap.
pub(crate) fn read(_name: &str, bytes: &[u8]) -> Vec<Event> {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut events = Vec::new();
    let mut current: Option<Link> = None;
    let mut words = String::new();
    let mut is_other_page = false;
    loop {
        let at = reader.buffer_position();
        match reader.read_event() {
            Ok(Xml::Start(element)) => {
                words.clear();
                match element.local_name().as_ref() {
                    name @ ("url" | "sitemap") => {
                        let is_sitemap = name == "sitemap";
                        current = Some(Link { address: String::new(), hints: Hints::default(), is_sitemap });
                    }
                    // Pictures and videos have a title and an address of their own.
                    "image" | "video" => is_other_page = true,
                    _ => {}
                }
            }
            Ok(Xml::Text(text)) => words.push_str(&text),
            Ok(Xml::CData(text)) => words.push_str(&text),
            Ok(Xml::GeneralRef(name)) => words.push_str(match &name[..] {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                _ => "\u{fffd}",
            }),
            Ok(Xml::End(element)) => {
                let word = words.trim().to_owned();
                words.clear();
                let name = element.local_name();
                if matches!(name.as_ref(), "image" | "video") {
                    is_other_page = false;
                }
                let Some(link) = current.as_mut().filter(|_| !is_other_page) else { continue };
                match name.as_ref() {
                    "loc" if link.address.is_empty() => link.address = word,
                    "title" => link.hints.title = Some(word).filter(|word| !word.is_empty()),
                    "publication_date" => link.hints.published = iso_moment(&word),
                    "language" => link.hints.language = Some(word),
                    "name" => link.hints.outlet = Some(word),
                    "url" | "sitemap" => {
                        let link = current.take();
                        events.extend(link.and_then(|link| finish(link, at)));
                    }
                    _ => {}
                }
            }
            Ok(Xml::Eof) => {
                if current.is_some() {
                    let message = format!("the sitemap ends in the middle of an entry, at byte {at}");
                    events.push(Event::Fault(Fault { name: "sitemap-truncated", record: None, message }));
                }
                return events;
            }
            Ok(_) => {}
            Err(error) => {
                let message =
                    format!("expected a sitemap, found {error} at byte {at}; what follows is not read");
                events.push(Event::Fault(Fault { name: "sitemap-damaged", record: None, message }));
                return events;
            }
        }
    }
}

fn finish(mut link: Link, at: u64) -> Option<Event> {
    match web_address(&link.address) {
        Some(address) => {
            link.hints.address = Some(address.clone());
            link.address = address;
            Some(Event::Link(Box::new(link)))
        }
        None => {
            let message =
                format!("expected an address, found “{}” in the entry that ends at byte {at}", link.address);
            Some(Event::Fault(Fault { name: "no-address", record: None, message }))
        }
    }
}
