//! Finding a wheel: in a folder, on a page of links, or on a simple index (PEP 503 in HTML, PEP 691 in JSON).

use std::fs::File;
use std::io::Read;

use super::settings::{Place, Settings};
use super::{Known, http, url};

/// JSON is asked for and HTML taken.
const ACCEPT: &str = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1, */*;q=0.01";

/// Opens the wheel at `place`; an error says why it is not there, without credentials.
pub(super) fn open(package: &Known, place: &Place, settings: &Settings) -> Result<Box<dyn Read>, String> {
    if let Some(path) = url::local_path(&place.url) {
        let path = match place.is_index {
            true => path.join(package.name).join(package.file),
            false if path.is_dir() => path.join(package.file),
            false => path,
        };
        if path.file_name().is_none_or(|name| name != package.file) {
            return Err("not this wheel".to_owned());
        }
        let file = File::open(&path).map_err(|error| error.to_string())?;
        return Ok(Box::new(file));
    }
    if url::file_name(&place.url) == package.file {
        return Ok(Box::new(http::get(&place.url, None, "*/*", settings)?.body));
    }
    let page_url = match place.is_index {
        true => format!("{}/{}/", place.url.trim_end_matches('/'), package.name),
        false => place.url.clone(),
    };
    let page = http::get(&page_url, None, ACCEPT, settings)?;
    let (is_json, base) = (page.is_json, page.url.clone());
    let text = page.text()?;
    let link = if is_json { link_in_json(&text, package.file) } else { link_in_html(&text, package.file) };
    let link = link.ok_or_else(|| format!("no link to {}", package.file))?;
    let wheel_url = url::join(&base, &link);
    Ok(Box::new(http::get(&wheel_url, Some(&page_url), "*/*", settings)?.body))
}

/// The URL of `file` in a PEP 691 page.
pub(super) fn link_in_json(page: &str, file: &str) -> Option<String> {
    let page: serde_json::Value = serde_json::from_str(page).ok()?;
    let entry = page
        .get("files")?
        .as_array()?
        .iter()
        .find(|entry| entry.get("filename").and_then(|name| name.as_str()) == Some(file))?;
    Some(entry.get("url")?.as_str()?.to_owned())
}

/// The URL of `file` in a page of anchors.
pub(super) fn link_in_html(page: &str, file: &str) -> Option<String> {
    let mut rest = page;
    while let Some(at) = rest.to_ascii_lowercase().find("href") {
        rest = rest[at + 4..].trim_start();
        let Some(value) = rest.strip_prefix('=') else { continue };
        let value = value.trim_start();
        let (value, end) = match value.chars().next()? {
            quote @ ('"' | '\'') => (&value[1..], value[1..].find(quote)?),
            _ => (value, value.find(|c: char| c.is_whitespace() || c == '>')?),
        };
        let link = value[..end].replace("&amp;", "&");
        if url::file_name(&link) == file {
            return Some(link);
        }
        rest = &value[end..];
    }
    None
}
