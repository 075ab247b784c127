//! MHTML: a saved page with its pictures, as browsers write it, in the form of a mail (RFC 2557).
//!
//! The page is the part that the headers name as the start, else the first HTML; pictures and styles are passed over.

use mailparse::{MailHeaderMap, ParsedMail, parse_mail};

use super::{Event, Fault, Hints, Item, Place, web_address};
use crate::hints::iso_date;

/// Parts inside parts are looked into so deep.
const MAX_DEPTH: usize = 8;

/// The page that was saved.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Vec<Event> {
    let fault = |message: String| vec![Event::Fault(Fault { name: "mime-broken", record: None, message })];
    // The parser follows parts into parts without an end; a page that is hostile has thousands.
    let boundaries = bytes.windows(9).filter(|window| window.eq_ignore_ascii_case(b"boundary=")).count();
    if boundaries > MAX_DEPTH {
        return fault(format!("expected a saved page, found {boundaries} parts that have parts"));
    }
    let mail = match parse_mail(bytes) {
        Ok(mail) => mail,
        Err(error) => return fault(format!("expected a saved page in the form of a mail, found {error}")),
    };
    let start = mail.ctype.params.get("start").map(|id| id.trim_matches(['<', '>']));
    let parts = leaves(&mail);
    let has_id = |part: &&&ParsedMail| {
        let id = part.headers.get_first_value("Content-ID");
        start.is_some() && id.as_deref().map(|id| id.trim_matches(['<', '>'])) == start
    };
    let is_html =
        |part: &&&ParsedMail| matches!(&*part.ctype.mimetype, "text/html" | "application/xhtml+xml");
    let page = parts.iter().find(has_id).or_else(|| parts.iter().find(is_html));
    let page = page.or_else(|| parts.iter().find(|part| part.ctype.mimetype == "text/plain"));
    let Some(page) = page else {
        let found: Vec<&str> = parts.iter().map(|part| &*part.ctype.mimetype).take(5).collect();
        return fault(format!("expected a part that is a page, found {}", found.join(", ")));
    };
    let body = match page.get_body_raw() {
        Ok(body) => body,
        Err(error) => return fault(format!("the page in it cannot be decoded: {error}")),
    };
    let value = |name: &str| mail.headers.get_first_value(name).filter(|value| !value.trim().is_empty());
    let address = value("Snapshot-Content-Location")
        .or_else(|| page.headers.get_first_value("Content-Location"))
        .or_else(|| value("Content-Location"));
    let address = address.as_deref().and_then(web_address);
    let hints = Hints {
        address: address.clone(),
        content_type: page.headers.get_first_value("Content-Type"),
        retrieved: value("Date").as_deref().and_then(iso_date),
        ..Hints::default()
    };
    let item = Item {
        doc: address.unwrap_or_else(|| name.to_owned()),
        record: "page".to_owned(),
        bytes: body,
        hints,
        place: Place { offset: 0, length: bytes.len() as u64 },
        warnings: Vec::new(),
        is_extract: false,
    };
    vec![Event::Item(Box::new(item))]
}

fn leaves<'m, 'b>(mail: &'m ParsedMail<'b>) -> Vec<&'m ParsedMail<'b>> {
    if mail.subparts.is_empty() {
        return vec![mail];
    }
    mail.subparts.iter().flat_map(leaves).collect()
}
