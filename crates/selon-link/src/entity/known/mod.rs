//! What the word lists know: countries, institutions, groups, organisations, media, persons, peoples.
//!
//! The lists lie under `data/`, each with a line on where its facts come from. They are read once, at the
//! first name that is looked up. Keys of entries are for good: ids of entities are made from them.

mod read;

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::EntityType;
use super::compare;
use super::skeleton::skeleton;
use super::words::folded_name;

/// Something that the lists or the gazetteer know.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is called for good.
    pub key: String,
    /// What it is.
    pub kind: EntityType,
    /// The name that is shown.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Where it lies.
    pub place: Option<Place>,
    /// An armed group.
    pub armed: bool,
}

/// Where a place lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// GeoNames' number of it, where GeoNames has it.
    pub geonames: Option<u32>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// What a folded name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// An entry of the lists.
    Entry(usize),
    /// A country by its name.
    Country(String),
    /// The capital of a country.
    Capital(String),
    /// A building that stands for a government.
    Building(String),
    /// The people of a country.
    Nation(String),
    /// A people without a state: its key.
    People(String),
}

struct Alias {
    meaning: Meaning,
    /// Capitals must be written as capitals.
    capitals: Option<String>,
    /// Holds only where one of these countries is named.
    only: Vec<String>,
}

/// An office: president of Syria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Office {
    pub office: String,
    pub country: String,
    pub from: String,
    pub to: String,
}

struct Institution {
    kind: String,
    of: EntityType,
    name: String,
}

/// Country codes with their names.
struct Country {
    fr: String,
    en: String,
}

/// The lists, ready for looking up.
pub(crate) struct Known {
    entries: Vec<Entry>,
    by_key: HashMap<String, usize>,
    aliases: HashMap<String, Vec<Alias>>,
    /// Key of a spelling → folded alias and entry.
    skeletons: HashMap<String, Vec<(String, usize)>>,
    countries: BTreeMap<String, Country>,
    /// Folded adjective → country codes.
    adjectives: HashMap<String, Vec<String>>,
    /// Folded adjective → people.
    peoples: HashMap<String, String>,
    people_names: HashMap<String, String>,
    /// Folded head → institution.
    heads: HashMap<String, usize>,
    institutions: Vec<Institution>,
    /// `army:IL` → the entry that is this institution.
    own_institutions: HashMap<String, usize>,
    offices: HashMap<usize, Vec<Office>>,
    nouns: HashMap<String, Vec<&'static str>>,
    /// Folded names of outlets that are words of the language: *La Montagne*, *Marianne*.
    common_outlets: HashMap<String, usize>,
    longest: usize,
}

static KNOWN: LazyLock<Known> = LazyLock::new(Known::read);

impl Known {
    /// The lists.
    pub fn lists() -> &'static Known {
        &KNOWN
    }

    /// What folded words stand for. `written` are the words as they stand; `named` tells whether a country is
    /// named in the article. An alias that holds only where a country is named comes before one that holds
    /// everywhere.
    pub fn meanings(&self, folded: &str, written: &str, named: &dyn Fn(&str) -> bool) -> Vec<&Meaning> {
        let Some(aliases) = self.aliases.get(folded) else { return Vec::new() };
        let fits = |alias: &&Alias| {
            let capitals = alias.capitals.as_ref().is_none_or(|_| {
                let letters = written.chars().filter(|c| c.is_alphabetic()).count();
                let upper = written.chars().filter(|c| c.is_uppercase()).count();
                upper * 2 > letters || upper >= 2 && letters <= 4 || upper >= 1 && letters >= 5
            });
            capitals && (alias.only.is_empty() || alias.only.iter().any(|code| named(code)))
        };
        let mut meanings: Vec<&Alias> = aliases.iter().filter(fits).collect();
        meanings.sort_by_key(|alias| alias.only.is_empty());
        meanings.into_iter().map(|alias| &alias.meaning).collect()
    }

    /// The country of an outlet of the lists.
    pub fn home_of_outlet(&self, name: &str) -> Option<&str> {
        let folded = folded_name(name);
        let listed = self.aliases.get(&folded).into_iter().flatten().find_map(|alias| match alias.meaning {
            Meaning::Entry(at) if self.entries[at].kind == EntityType::Outlet => Some(at),
            _ => None,
        });
        let at = listed.or_else(|| self.common_outlet(&folded))?;
        self.entries[at].country.as_deref()
    }

    /// The outlet of a name that is told from other words only by the noun before it: *le quotidien La Montagne*.
    pub fn common_outlet(&self, folded: &str) -> Option<usize> {
        self.common_outlets.get(folded).copied()
    }

    /// Entries of which `folded` is another spelling, with the spelling in the list.
    pub fn spelt_like(&self, folded: &str) -> Vec<(&str, usize)> {
        if folded.len() < 5 {
            return Vec::new();
        }
        let key = skeleton(folded);
        let mut found: Vec<(&str, usize)> = Vec::new();
        for (spelling, at) in self.skeletons.get(&key).into_iter().flatten() {
            let kind = self.entries[*at].kind;
            // Surnames alone, and keys of two consonants, say too little for anything but a slip.
            let weak = key.len() < 3 || !spelling.contains(' ') && kind == EntityType::Person;
            let alike = if weak {
                spelling.len() == folded.len()
                    && compare::same_word(spelling, folded)
                    && sorted(spelling) == sorted(folded)
            } else {
                compare::alike(spelling, folded, kind)
            };
            if alike && !found.iter().any(|(_, other)| other == at) {
                found.push((spelling, *at));
            }
        }
        found
    }

    /// An entry.
    pub fn at(&self, at: usize) -> &Entry {
        &self.entries[at]
    }

    /// The offices that an entry has held.
    pub fn offices(&self, at: usize) -> &[Office] {
        self.offices.get(&at).map_or(&[], Vec::as_slice)
    }

    /// The entry with a key.
    pub fn by_key(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// Countries that an adjective belongs to.
    pub fn adjective(&self, folded: &str) -> &[String] {
        self.adjectives.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The people that an adjective belongs to.
    pub fn people(&self, folded: &str) -> Option<&str> {
        self.peoples.get(folded).map(String::as_str)
    }

    /// The institution that a head names.
    pub fn institution(&self, folded: &str) -> Option<usize> {
        self.heads.get(folded).copied()
    }

    /// What an institution is called in the lists: `army`, `government`.
    pub fn institution_kind(&self, at: usize) -> &str {
        &self.institutions[at].kind
    }

    /// Types that a noun can describe; `None` for other words.
    pub fn noun(&self, folded: &str) -> Option<&[&'static str]> {
        self.nouns.get(folded).map(Vec::as_slice)
    }

    /// The number of words in the longest name.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// A country's government.
    pub fn state(&self, code: &str) -> Entry {
        Entry {
            key: format!("state:{code}"),
            kind: EntityType::State,
            name: self.country_name(code),
            country: Some(code.to_owned()),
            place: None,
            armed: false,
        }
    }

    /// A country's land.
    pub fn land(&self, code: &str) -> Entry {
        Entry { key: format!("land:{code}"), kind: EntityType::Place, ..self.state(code) }
    }

    /// A country's people.
    pub fn nation(&self, code: &str) -> Entry {
        let name = format!("Peuple ({})", self.country_name(code));
        Entry { key: format!("people:{code}"), kind: EntityType::Group, name, ..self.state(code) }
    }

    /// A people without a state.
    pub fn people_entry(&self, key: &str) -> Entry {
        Entry {
            key: format!("nation:{key}"),
            kind: EntityType::Group,
            name: self.people_names.get(key).cloned().unwrap_or_else(|| key.to_owned()),
            country: None,
            place: None,
            armed: false,
        }
    }

    /// An institution of a country: of the list where it has an entry of its own.
    pub fn of_country(&self, institution: usize, code: &str) -> Entry {
        let Institution { kind, of, name } = &self.institutions[institution];
        if kind == "government" {
            return self.state(code);
        }
        if let Some(&at) = self.own_institutions.get(&format!("{kind}:{code}")) {
            return self.entries[at].clone();
        }
        Entry {
            key: format!("{kind}:{code}"),
            kind: *of,
            name: name.replace("{}", &self.country_name(code)),
            country: Some(code.to_owned()),
            place: None,
            armed: false,
        }
    }

    /// The name of a country in French and in English.
    pub fn country(&self, code: &str) -> Option<(&str, &str)> {
        self.countries.get(code).map(|country| (country.fr.as_str(), country.en.as_str()))
    }

    /// The English name of a country by its French one, with or without its article; the countries are looked through.
    pub fn country_in_english(&self, french: &str) -> Option<&str> {
        let articles = ["les ", "le ", "la ", "l’"];
        let french = articles.iter().find_map(|article| french.strip_prefix(article)).unwrap_or(french);
        self.countries.values().find(|country| country.fr == french).map(|country| country.en.as_str())
    }

    fn country_name(&self, code: &str) -> String {
        self.countries.get(code).map_or_else(|| code.to_owned(), |country| country.fr.clone())
    }
}

fn sorted(word: &str) -> Vec<u8> {
    let mut letters = word.as_bytes().to_vec();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::read::is_telling;
    use super::*;

    #[test]
    fn every_key_is_there_once() {
        let known = Known::lists();
        assert_eq!(known.by_key.len(), known.entries.len());
        assert!(known.entries.len() > 500, "{}", known.entries.len());
    }

    #[test]
    fn acronyms_keep_their_capitals() {
        let nowhere = |_: &str| false;
        let known = Known::lists();
        assert!(!known.meanings("ei", "EI", &nowhere).is_empty());
        assert!(known.meanings("ei", "ei", &nowhere).is_empty());
        assert!(known.meanings("rpf", "RPF", &nowhere).is_empty(), "holds only with Rwanda");
    }

    #[test]
    fn outlets_are_known_by_telling_names() {
        let known = Known::lists();
        let kind_of = |folded: &str| match known.meanings(folded, folded, &|_| false)[..] {
            [Meaning::Entry(at), ..] => Some(known.at(*at).kind),
            _ => None,
        };
        assert_eq!(kind_of(&folded_name("Middle East Eye")), Some(EntityType::Outlet));
        assert_eq!(kind_of(&folded_name("Press TV")), Some(EntityType::Outlet));
        assert_eq!(kind_of(&folded_name("Sud Ouest")), None);
        for (name, is_one) in
            [("Nice-Matin", true), ("The Jordan Times", true), ("Le Point", false), ("Vox", false)]
        {
            assert_eq!(is_telling(name), is_one, "{name}");
        }
    }

    #[test]
    fn a_misspelling_is_met() {
        let known = Known::lists();
        let found: Vec<&str> =
            known.spelt_like("deach").iter().map(|(_, at)| known.at(*at).name.as_str()).collect();
        assert_eq!(found, ["État islamique"]);
    }
}
