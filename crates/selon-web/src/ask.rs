//! What a request asks for: which page, in which form, language and theme.

use axum::http::{HeaderMap, Uri, header};

use crate::html::{from_address, in_address};
use crate::strings::Lang;
use crate::ui::{Theme, Ui};

/// A page, or its JSON twin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Html,
    /// For programs.
    Json,
}

/// A request for a page.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Language, theme, place.
    pub ui: Ui,
    /// Page or twin.
    pub form: Form,
    /// The parts of the path between its slashes, decoded; the last without `.json`.
    pub parts: Vec<String>,
    /// What follows `?`, decoded.
    pub query: Vec<(String, String)>,
    /// The cookies that came with it.
    pub cookies: String,
    /// Language and theme where the query chose them: they are kept in cookies.
    pub chosen: Vec<(&'static str, &'static str)>,
    /// The judgement that a form asks for: where it is refused, its words are not lost.
    pub wanted: Option<Wanted>,
}

/// A judgement that is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// What is decided.
    pub verb: String,
    /// What was seen of it.
    pub words: Vec<String>,
    /// Why.
    pub reason: String,
    /// Where it is judged.
    pub href: String,
}

impl Wanted {
    /// What a form asks for; nothing where it names nothing.
    pub fn of(form: &[(String, String)]) -> Option<Self> {
        let get = |name: &str| form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim());
        let (subject, object) = (get("subject"), get("object"));
        if subject.is_empty() {
            return None;
        }
        let other = if object.is_empty() { String::new() } else { format!("&other={}", in_address(object)) };
        let words = [get("words"), get("object_words")].into_iter().filter(|words| !words.is_empty());
        Some(Self {
            verb: get("verb").to_owned(),
            words: words.map(str::to_owned).collect(),
            reason: get("reason").to_owned(),
            href: format!("/review?item={}{other}", in_address(subject)),
        })
    }
}

impl Ask {
    /// Reads a request's address and headers.
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let mut path = uri.path().to_owned();
        let mut form = Form::Html;
        if let Some(page) = path.strip_suffix(".json") {
            path = if page == "/index" { "/".to_owned() } else { page.to_owned() };
            form = Form::Json;
        } else if text(headers, &header::ACCEPT).starts_with("application/json") {
            form = Form::Json;
        }
        let parts = path.split('/').filter(|part| !part.is_empty()).map(|part| from_address(part, false));
        let query = pairs(uri.query().unwrap_or_default());
        let get = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let cookies = text(headers, &header::COOKIE);
        let (asked_lang, asked_theme) = (get("lang"), get("theme"));
        let lang = asked_lang
            .and_then(Lang::from_code)
            .or_else(|| Lang::from_code(&cookie(&cookies, "lang")?))
            .or_else(|| Lang::from_code(&text(headers, &header::ACCEPT_LANGUAGE)));
        let theme =
            asked_theme.and_then(Theme::from_name).or_else(|| Theme::from_name(&cookie(&cookies, "theme")?));
        let (lang, theme) = (lang.unwrap_or_default(), theme.unwrap_or_default());
        let mut chosen = Vec::new();
        chosen.extend(asked_lang.map(|_| ("lang", lang.code())));
        chosen.extend(asked_theme.map(|_| ("theme", theme.as_str())));
        let kept = uri.query().unwrap_or_default().split('&');
        let kept =
            kept.filter(|pair| !pair.is_empty() && !pair.starts_with("lang=") && !pair.starts_with("theme="));
        let ui = Ui {
            lang,
            theme,
            query: kept.collect::<Vec<_>>().join("&"),
            path: path.clone(),
            ..Ui::default()
        };
        Self { ui, form, parts: parts.collect(), query, cookies, chosen, wanted: None }
    }

    /// What the query gives `name`; `None` where that is nothing.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
        found.filter(|value| !value.is_empty())
    }
}

/// The pairs of a query or a form.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, value)| (from_address(key, true), from_address(value, true)))
        .collect()
}

/// A header as text; empty where there is none.
pub fn text(headers: &HeaderMap, name: &header::HeaderName) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// The value of a cookie.
pub fn cookie(cookies: &str, name: &str) -> Option<String> {
    let mut pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(address: &str, headers: &[(header::HeaderName, &str)]) -> Ask {
        let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect();
        Ask::of(&address.parse().unwrap(), &headers)
    }

    #[test]
    fn twin_language_and_theme_are_told() {
        let page = ask("/claim/c1.json?lang=fr&page=2", &[]);
        assert_eq!(
            (page.form, page.ui.lang, page.parts),
            (Form::Json, Lang::Fr, vec!["claim".to_owned(), "c1".to_owned()])
        );
        assert_eq!((page.ui.path.as_str(), page.ui.query.as_str()), ("/claim/c1", "page=2"));
        assert_eq!(ask("/index.json", &[]).ui.path, "/");
        assert_eq!(ask("/", &[(header::ACCEPT_LANGUAGE, "de, fr;q=0.8")]).ui.lang, Lang::Fr);
        let cookies = ask("/", &[(header::COOKIE, "theme=dark; lang=en"), (header::ACCEPT_LANGUAGE, "fr")]);
        assert_eq!((cookies.ui.theme, cookies.ui.lang), (Theme::Dark, Lang::En));
        assert_eq!(ask("/", &[(header::ACCEPT, "application/json")]).form, Form::Json);
        assert_eq!(ask("/source/a%2Fb", &[]).parts, ["source", "a/b"]);
    }
}
