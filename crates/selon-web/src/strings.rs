//! What the pages say in French and English: `strings/fr.txt` and `strings/en.txt`.
//!
//! A line is `key = words`. `{}` stands for a number or a name; a key that counts has two forms, `key.one` and
//! `key.many` (French counts 0 as one). Tests check that both files hold the same keys and that every key
//! that pages use is there.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A language of the pages; articles stay in theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

impl Lang {
    /// BCP 47.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
        }
    }

    /// The language with this code, or the first of an `Accept-Language` list that there is.
    pub fn from_code(code: &str) -> Option<Self> {
        code.split(',').find_map(|part| match part.trim().get(..2) {
            Some("fr") => Some(Lang::Fr),
            Some("en") => Some(Lang::En),
            _ => None,
        })
    }
}

type Strings = HashMap<&'static str, &'static str>;

static FRENCH: LazyLock<Strings> = LazyLock::new(|| parse(include_str!("../strings/fr.txt")));
static ENGLISH: LazyLock<Strings> = LazyLock::new(|| parse(include_str!("../strings/en.txt")));

fn parse(file: &'static str) -> Strings {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = ")).map(|(key, words)| (key.trim(), words.trim())).collect()
}

/// The words for `key`; where there are none, the key itself.
pub fn say(lang: Lang, key: &str) -> Option<&'static str> {
    match lang {
        Lang::Fr => FRENCH.get(key).copied(),
        Lang::En => ENGLISH.get(key).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn keys(strings: &Strings) -> BTreeSet<&'static str> {
        strings.keys().copied().collect()
    }

    #[test]
    fn both_languages_hold_the_same_keys() {
        assert_eq!(keys(&FRENCH), keys(&ENGLISH));
        for (key, words) in FRENCH.iter() {
            let holes = |words: &str| words.matches("{}").count();
            assert_eq!(holes(words), holes(ENGLISH[key]), "{key}");
        }
        let is_entry = |line: &&str| !line.starts_with('#') && line.contains(" = ");
        let lines = |file: &str| file.lines().filter(is_entry).count();
        assert_eq!(lines(include_str!("../strings/fr.txt")), FRENCH.len(), "a key stands twice");
        assert_eq!(lines(include_str!("../strings/en.txt")), ENGLISH.len(), "a key stands twice");
    }

    /// Words between quotation marks behind `t(`, `n(` and `with(` in templates and sources.
    fn used() -> BTreeSet<(String, bool)> {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/");
        let mut used = BTreeSet::new();
        for folder in ["src", "src/pages", "src/draw", "templates"] {
            for entry in std::fs::read_dir(format!("{root}{folder}")).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                for (call, counts) in [("ui.t(\"", false), ("ui.n(\"", true), ("ui.with(\"", false)] {
                    for rest in text.split(call).skip(1) {
                        used.insert((rest.split('"').next().unwrap().to_owned(), counts));
                    }
                }
            }
        }
        used
    }

    #[test]
    fn every_key_that_is_used_is_there() {
        let used = used();
        assert!(used.len() > 50);
        for (key, counts) in used {
            let forms = if counts { vec![format!("{key}.one"), format!("{key}.many")] } else { vec![key] };
            for form in forms {
                assert!(ENGLISH.contains_key(form.as_str()), "{form} is missing");
            }
        }
    }
    /// Names of warnings in the sources of what reads pages: lower case, with a hyphen.
    fn warnings(folder: &std::path::Path, names: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                warnings(&path, names);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for before in ["name: \"", "fault(\""] {
                let found = text.split(before).skip(1).filter_map(|rest| rest.split('"').next());
                let is_name = |name: &&str| {
                    name.contains('-')
                        && name.chars().all(|c| c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit())
                };
                names.extend(found.filter(is_name).map(str::to_owned));
            }
        }
    }

    #[test]
    fn every_warning_has_its_words() {
        let mut names = BTreeSet::new();
        let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/../selon-page/src");
        warnings(std::path::Path::new(sources), &mut names);
        assert!(names.len() > 20, "{names:?}");
        names.retain(|name| !FRENCH.contains_key(format!("warning.{name}").as_str()));
        assert!(names.is_empty(), "{names:?}");
    }

    #[test]
    fn every_word_of_the_records_has_its_words() {
        use selon_extract::{Event, EvidenceKind, Modality, Polarity, SourceKind, Stance};
        use selon_link::{entity, origin, question};
        macro_rules! words {
            ($($group:literal $set:ty),+ $(,)?) => {
                [$(($group, <$set>::ALL.iter().map(|word| word.as_str()).collect::<Vec<&str>>())),+]
            };
        }
        let mut missing = Vec::new();
        for (group, words) in words![
            "evidence" EvidenceKind, "event" Event, "modality" Modality, "source_kind" SourceKind, "stance" Stance,
            "entity_type" entity::EntityType, "entity_types" entity::EntityType, "name_reason" entity::Reason,
            "reuse" origin::ReuseKind, "question" question::QuestionKind, "verb" selon_case::Verb,
            "judged" selon_case::JudgedKind,
        ] {
            missing.extend(words.iter().map(|word| format!("{group}.{word}")));
        }
        missing.extend(question::Note::ALL.iter().map(|note| format!("note.{}", note.reason())));
        missing.push(format!("modality.{}", Polarity::Denied.as_str()));
        // What stands here for itself is said by no words of its own.
        let own = format!("note.{}", question::Note::Own.reason());
        missing.retain(|key| !ENGLISH.contains_key(key.as_str()) && *key != own);
        assert!(missing.is_empty(), "{missing:?}");
    }
}
