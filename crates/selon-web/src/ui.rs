//! What every page needs beside its own content: language, theme, where it stands, and how things are worded.

use serde::Serialize;

use crate::html::{in_address, isolated};
use crate::strings::{Lang, say};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme that is spelt so.
    pub fn from_name(name: &str) -> Option<Self> {
        [Theme::Auto, Theme::Light, Theme::Dark].into_iter().find(|theme| theme.as_str() == name)
    }
}

/// A count of any width; templates hand them over as references.
pub trait Number {
    /// The count.
    fn number(self) -> u64;
}

macro_rules! numbers {
    ($($kind:ty),+) => {$(
        impl Number for $kind {
            fn number(self) -> u64 {
                self as u64
            }
        }

        impl Number for &$kind {
            fn number(self) -> u64 {
                *self as u64
            }
        }

        impl Number for &&$kind {
            fn number(self) -> u64 {
                **self as u64
            }
        }
    )+};
}

numbers!(u32, u64, usize);

/// Language, theme and place of a page.
#[derive(Clone, Debug, Default)]
pub struct Ui {
    /// Language.
    pub lang: Lang,
    /// Light or dark.
    pub theme: Theme,
    /// The page's path, without `.json`.
    pub path: String,
    /// What follows its `?`, without language and theme; empty where nothing does.
    pub query: String,
    /// The name of the case file.
    pub case_name: String,
    /// What a form must carry to change something; empty where nothing may be changed.
    pub token: String,
}

impl Ui {
    /// The words for `key`.
    pub fn t<'a>(&self, key: &'a str) -> &'a str {
        say(self.lang, key).unwrap_or(key)
    }

    /// The words for `key` with `value` in their hole.
    pub fn with(&self, key: &str, value: impl std::fmt::Display) -> String {
        self.t(key).replacen("{}", &value.to_string(), 1)
    }

    /// So many of `key`: *1 claim*, *2 claims*.
    pub fn n(&self, key: &str, n: impl Number) -> String {
        let n = n.number();
        let is_one = n == 1 || (n == 0 && self.lang == Lang::Fr);
        let form = format!("{key}.{}", if is_one { "one" } else { "many" });
        let words = say(self.lang, &form).unwrap_or("{}");
        words.replacen("{}", &self.number(n), 1)
    }

    /// A colon, as the language sets it.
    pub fn colon(&self) -> &'static str {
        match self.lang {
            Lang::En => ":",
            Lang::Fr => "\u{a0}:",
        }
    }

    /// The language's quotation marks.
    pub fn quotes(&self) -> (&'static str, &'static str) {
        match self.lang {
            Lang::En => ("“", "”"),
            Lang::Fr => ("«\u{a0}", "\u{a0}»"),
        }
    }

    /// Words in the language's quotation marks, in an isolate of their own.
    pub fn quoted(&self, words: &str) -> String {
        let (open, close) = self.quotes();
        format!("{open}{}{close}", isolated(words))
    }

    /// A number with its thousands apart.
    pub fn number(&self, n: impl Number) -> String {
        let digits = n.number().to_string();
        let gap = match self.lang {
            Lang::En => ",",
            Lang::Fr => "\u{202f}",
        };
        let mut shown = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                shown.push_str(gap);
            }
            shown.push(digit);
        }
        shown
    }

    /// A word of the records (*hedged*, *official*, *ACCUSE*) in the page's language; unknown ones as they are.
    pub fn word<'a>(&self, group: &str, word: &'a str) -> &'a str {
        say(self.lang, &format!("{group}.{word}")).unwrap_or(word)
    }

    /// What a warning of this name says, where its message is in another language than the page. Messages are kept in
    /// English, with what they were found at.
    pub fn warned(&self, name: &str) -> Option<&'static str> {
        match self.lang {
            Lang::En => None,
            Lang::Fr => say(self.lang, &format!("warning.{name}")),
        }
    }

    /// A name as the page's language has it: that of a country; all others are the articles'.
    pub fn named<'a>(&self, name: &'a str) -> &'a str {
        match self.lang {
            Lang::En => selon_link::entity::country_in_english(name).unwrap_or(name),
            Lang::Fr => name,
        }
    }

    /// An answer, with what it says in words of our own in the page's language.
    pub fn answer(&self, value: &str) -> String {
        match self.lang {
            Lang::En => selon_link::question::in_english(value),
            Lang::Fr => value.to_owned(),
        }
    }

    /// A day, month or year out of an ISO 8601 date or moment.
    pub fn date(&self, iso: &str) -> String {
        let part = |from: usize, to: usize| iso.get(from..to).and_then(|part| part.parse::<u32>().ok());
        let Some(year) = part(0, 4) else { return iso.to_owned() };
        let month = part(5, 7).and_then(|month| {
            let key = format!("month.{month}");
            say(self.lang, &key)
        });
        let time = iso.get(11..16).map(|time| format!(", {time}")).unwrap_or_default();
        match (month, part(8, 10)) {
            (Some(month), Some(1)) if self.lang == Lang::Fr => format!("1er\u{a0}{month} {year}{time}"),
            (Some(month), Some(day)) => format!("{day}\u{a0}{month} {year}{time}"),
            (Some(month), None) => format!("{month} {year}"),
            _ => year.to_string(),
        }
    }

    /// A stretch of time.
    pub fn dates(&self, from: Option<&str>, to: Option<&str>) -> String {
        match (from, to) {
            (Some(from), Some(to)) if from == to => self.date(from),
            (Some(from), Some(to)) => format!("{} – {}", self.date(from), self.date(to)),
            (Some(from), None) => format!("{} –", self.date(from)),
            (None, Some(to)) => format!("– {}", self.date(to)),
            (None, None) => String::new(),
        }
    }

    /// The page's address with one more thing in its query.
    pub fn here_with(&self, key: &str, value: &str) -> String {
        let gap = if self.query.is_empty() { "" } else { "&" };
        format!("{}?{}{gap}{key}={}", self.path, self.query, in_address(value))
    }

    /// The address of the page's JSON twin.
    pub fn json(&self) -> String {
        let path = if self.path == "/" { "/index" } else { &self.path };
        let query = if self.query.is_empty() { String::new() } else { format!("?{}", self.query) };
        format!("{path}.json{query}")
    }

    /// True where something may be changed.
    pub fn may_judge(&self) -> bool {
        !self.token.is_empty()
    }

    /// True on pages below `path`: which part of the navigation is here.
    pub fn is_at(&self, path: &str) -> bool {
        self.path == path
            || self.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/') && path != "/")
    }

    /// The other language.
    pub fn other(&self) -> Lang {
        match self.lang {
            Lang::En => Lang::Fr,
            Lang::Fr => Lang::En,
        }
    }
}

/// Leafing: which rows are shown, and where the others are.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Leaf {
    /// Number of the leaf, from 1.
    pub page: u32,
    /// There is one behind.
    pub has_next: bool,
    #[serde(skip)]
    query: String,
    #[serde(skip)]
    path: String,
}

impl Leaf {
    /// The leaf that is asked for.
    pub fn of(ask: &crate::ask::Ask) -> Self {
        let page = ask.get("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 100_000);
        let others = ask.query.iter().filter(|(key, _)| key != "page" && key != "lang" && key != "theme");
        let query =
            others.map(|(key, value)| format!("{}={}&", in_address(key), in_address(value))).collect();
        Self { page, has_next: false, query, path: ask.ui.path.clone() }
    }

    /// Rows to pass over, `most` a leaf.
    pub fn skip(&self, most: u32) -> u32 {
        (self.page - 1).saturating_mul(most)
    }

    /// Keeps `most` rows of one more than that, and notes whether there was one more.
    pub fn cut<T>(&mut self, rows: &mut Vec<T>, most: u32) {
        self.has_next = rows.len() > most as usize;
        rows.truncate(most as usize);
    }

    /// The address of the leaf before, where there is one.
    pub fn before(&self) -> Option<String> {
        (self.page > 1).then(|| format!("{}?{}page={}", self.path, self.query, self.page - 1))
    }

    /// The address of the leaf behind.
    pub fn next(&self) -> Option<String> {
        self.has_next.then(|| format!("{}?{}page={}", self.path, self.query, self.page + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_are_worded() {
        let en = Ui::default();
        let fr = Ui { lang: Lang::Fr, ..Ui::default() };
        assert_eq!(en.date("2022-05-13"), "13\u{a0}May 2022");
        assert_eq!(fr.date("2022-05-01"), "1er\u{a0}mai 2022");
        assert_eq!(fr.date("2022-05"), "mai 2022");
        assert_eq!(en.date("2022-05-13T13:42:00"), "13\u{a0}May 2022, 13:42");
        assert_eq!(en.date("2022"), "2022");
        assert_eq!(en.date("yesterday"), "yesterday");
        assert_eq!((en.named("Turquie"), fr.named("Turquie")), ("Turkey", "Turquie"));
        assert_eq!((en.answer("oui"), fr.answer("oui")), ("yes".to_owned(), "oui".to_owned()));
        assert_eq!(en.number(1_234_567_u64), "1,234,567");
        assert_eq!(fr.n("claims", 0_u64), "0 affirmation");
        assert_eq!(en.n("claims", 0_u64), "0 claims");
    }
}
