//! What a page declares for machines: `meta` elements, JSON-LD, canonical address, title.
//!
//! Sites declare much, and not all of it of the article: their own name, a search box, the articles beside it.
//! Of JSON-LD only objects of an article's type are read, and of several the one whose headline is the page's
//! title, else the first.
//!
//! Cost: linear in the head; JSON-LD of more than [`MAX_JSON`] bytes is not read.

use serde_json::Value;

use super::tag::Tag;
use super::tree::{NodeId, Tree};
use crate::phrase::fold;

/// Larger blocks of JSON-LD are catalogues.
const MAX_JSON: usize = 1 << 20;

/// What is declared.
#[derive(Debug, Default)]
pub(crate) struct Meta {
    /// Lower-case `property`, `name` or `itemprop`, and content, in the page's order.
    pub(crate) metas: Vec<(String, String)>,
    /// Objects of JSON-LD, outermost first, in the page's order.
    objects: Vec<Value>,
    /// The words of `<title>`.
    pub(crate) title: Option<String>,
    pub(crate) canonical: Option<String>,
    pub(crate) base: Option<String>,
    /// Primary language subtag, lower case.
    pub(crate) language: Option<String>,
}

impl Meta {
    /// Reads what `tree` declares.
    pub(crate) fn of(tree: &Tree) -> Self {
        let mut meta = Self::default();
        let mut in_svg_to = 0;
        for id in 0..tree.nodes.len() as NodeId {
            match tree.tag(id) {
                Some(Tag::Svg) => in_svg_to = tree.nodes[id as usize].end,
                Some(Tag::Meta) => meta.read_meta(tree, id),
                Some(Tag::Link) => meta.read_link(tree, id),
                Some(Tag::Base) => {
                    meta.base = meta.base.take().or_else(|| tree.attr(id, "href").map(|h| h.into_owned()))
                }
                Some(Tag::Title) if id >= in_svg_to && meta.title.is_none() => {
                    meta.title = Some(tree.text_of(id)).filter(|title| !title.is_empty());
                }
                Some(Tag::Script) => {
                    let kind = tree.attr(id, "type").unwrap_or_default();
                    if kind.trim().eq_ignore_ascii_case("application/ld+json") {
                        meta.read_json(tree, id);
                    }
                }
                _ => {}
            }
        }
        let lang = tree.html_attr("lang").or_else(|| tree.html_attr("xml:lang"));
        let lang = lang
            .map(|lang| lang.into_owned())
            .or_else(|| meta.get(&["og:locale", "content-language"]).map(str::to_owned));
        meta.language = lang.and_then(|lang| {
            let primary = lang.trim().split(['-', '_', ',']).next()?.to_ascii_lowercase();
            (primary.len() == 2).then_some(primary)
        });
        meta
    }

    fn read_meta(&mut self, tree: &Tree, id: NodeId) {
        let (mut key, mut content) = (None, None);
        for (name, value) in tree.attributes(id) {
            match name.to_ascii_lowercase().as_str() {
                "property" | "name" | "itemprop" | "http-equiv" if key.is_none() => {
                    key = Some(value.trim().to_ascii_lowercase());
                }
                "content" if content.is_none() => content = Some(htmlize::unescape_attribute(value)),
                _ => {}
            }
        }
        let content = content.map(|content| content.split_whitespace().collect::<Vec<_>>().join(" "));
        if let (Some(key), Some(content)) = (key, content.filter(|content| !content.is_empty())) {
            self.metas.push((key, content));
        }
    }

    fn read_link(&mut self, tree: &Tree, id: NodeId) {
        let is_canonical = tree.attr(id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        if is_canonical && self.canonical.is_none() {
            let href = tree.attr(id, "href").map(|href| href.trim().to_owned());
            self.canonical = href.filter(|href| !href.is_empty());
        }
    }

    fn read_json(&mut self, tree: &Tree, id: NodeId) {
        let Some(text) = tree.below(id).next().filter(|text| tree.tag(*text).is_none()) else { return };
        let text = tree.written(text).trim();
        if text.len() > MAX_JSON {
            return;
        }
        let text = text.trim_start_matches("<!--").trim_end_matches("-->");
        let text = text.trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
        let text = text.trim().trim_end_matches("]]>").trim_end_matches("//").trim().trim_end_matches(';');
        // Raw line ends inside of strings are wrong and common.
        let read = serde_json::from_str::<Value>(text).or_else(|_| {
            let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            serde_json::from_str(&clean)
        });
        if let Ok(value) = read {
            self.collect(value, 0);
        }
    }

    /// Objects of a value, and of the lists that hold the page's objects.
    fn collect(&mut self, value: Value, depth: usize) {
        match value {
            Value::Array(values) => values.into_iter().for_each(|value| self.collect(value, depth)),
            Value::Object(mut object) if depth < 4 => {
                let inner: Vec<Value> = ["@graph", "mainEntity", "mainEntityOfPage"]
                    .iter()
                    .filter_map(|key| {
                        object.get_mut(*key).filter(|value| !value.is_string()).map(Value::take)
                    })
                    .collect();
                self.objects.push(Value::Object(object));
                inner.into_iter().for_each(|value| self.collect(value, depth + 1));
            }
            _ => {}
        }
    }

    /// The content of the first `meta` with one of these keys, in the keys' order.
    pub(crate) fn get(&self, keys: &[&str]) -> Option<&str> {
        keys.iter()
            .find_map(|key| self.metas.iter().find(|(other, _)| other == key))
            .map(|(_, content)| content.as_str())
    }

    /// The article that JSON-LD describes, with the name of its type.
    pub(crate) fn article(&self) -> Option<(&str, &Value)> {
        let title = fold(self.title.as_deref().or(self.get(&["og:title"])).unwrap_or_default());
        let articles = || self.objects.iter().filter_map(|object| Some((article_type(object)?, object)));
        let is_page = |object: &Value| {
            let headline = text_at(object, "headline").or_else(|| text_at(object, "name"));
            headline
                .map(|headline| fold(&headline))
                .is_some_and(|headline| headline.len() > 8 && title.contains(headline.trim()))
        };
        articles().find(|(_, object)| is_page(object)).or_else(|| articles().next())
    }

    /// Other objects of this type.
    pub(crate) fn objects_of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Value> + 'a {
        self.objects.iter().filter(move |object| types(object).any(|name| name == kind))
    }

    /// Titles that the page declares, the most exact first.
    pub(crate) fn titles(&self) -> Vec<String> {
        let json = self.article().and_then(|(_, article)| text_at(article, "headline"));
        let titles = [
            json,
            self.get(&["og:title"]).map(str::to_owned),
            self.get(&["twitter:title", "dc.title"]).map(str::to_owned),
            self.title.clone(),
        ];
        titles.into_iter().flatten().filter(|title| !title.trim().is_empty()).collect()
    }
}

/// The text under a key of an object, without references and mark-up.
pub(crate) fn text_at(object: &Value, key: &str) -> Option<String> {
    let text = match object.get(key)? {
        Value::String(text) => text.as_str(),
        Value::Array(values) => values.first()?.as_str()?,
        Value::Object(inner) => inner.get("@value")?.as_str()?,
        _ => return None,
    };
    let text = htmlize::unescape(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The names under a key: of one person or organisation, or of several.
pub(crate) fn names_at(object: &Value, key: &str) -> Vec<String> {
    let name = |value: &Value| match value {
        Value::String(_) => text_at(&serde_json::json!({ "name": value }), "name"),
        _ => text_at(value, "name"),
    };
    match object.get(key) {
        Some(Value::Array(values)) => values.iter().filter_map(name).collect(),
        Some(value) => name(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn types(object: &Value) -> impl Iterator<Item = &str> {
    let (one, several) = match object.get("@type") {
        Some(Value::String(name)) => (Some(name.as_str()), [].iter()),
        Some(Value::Array(names)) => (None, names.iter()),
        _ => (None, [].iter()),
    };
    let bare = |name: &'_ str| name.rsplit(['/', ':']).next().map_or(0, str::len);
    one.into_iter().chain(several.filter_map(Value::as_str)).map(move |name| &name[name.len() - bare(name)..])
}

fn article_type(object: &Value) -> Option<&str> {
    types(object).find(|name| {
        name.ends_with("Article")
            || matches!(*name, "BlogPosting" | "LiveBlogPosting" | "SocialMediaPosting" | "Report" | "Review")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_s_own_article_is_read() {
        let source = r#"<html lang="fr-FR"><title>Le port rouvre - Le Fanal</title>
            <meta property="og:title" content="Le port &amp; la ville"><link rel=canonical href=" /a ">
            <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Le Fanal"},
              {"@type": "NewsArticle", "headline": "Autre chose"},
              {"@type": ["Thing", "http://schema.org/NewsArticle"], "headline": "Le port
               rouvre", "author": [{"name": "Lise Arvan"}, "Jo Vau"]}]}</script>"#;
        let meta = Meta::of(&Tree::parse(source));
        let (kind, article) = meta.article().unwrap();
        assert_eq!((kind, text_at(article, "headline").as_deref()), ("NewsArticle", Some("Le port rouvre")));
        assert_eq!(names_at(article, "author"), ["Lise Arvan", "Jo Vau"]);
        assert_eq!(meta.get(&["og:title"]), Some("Le port & la ville"));
        assert_eq!((meta.canonical.as_deref(), meta.language.as_deref()), (Some("/a"), Some("fr")));
    }

    #[test]
    fn broken_json_is_passed_over() {
        let source = "<script type='application/ld+json'>{ \"a\": [</script><title>t";
        let meta = Meta::of(&Tree::parse(source));
        assert!(meta.article().is_none());
        assert_eq!(meta.title.as_deref(), Some("t"));
    }
}
