//! What the word lists know: countries, institutions, groups, organisations, media, persons, peoples.
//!
//! The lists lie under `data/`, each with a line on where its facts come from. They are read once, at the
//! first name that is looked up. Keys of entries are for good: ids of entities are made from them.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use selon_page::OutletKind;

use super::EntityType;
use super::compare;
use super::skeleton::skeleton;
use super::words::{folded_name, words};

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
    longest: usize,
}

static KNOWN: LazyLock<Known> = LazyLock::new(Known::read);

const COUNTRIES: &str = include_str!("../../data/countries.tsv");
const ENTITIES: &str = include_str!("../../data/entities.tsv");
const INSTITUTIONS: &str = include_str!("../../data/institutions.tsv");
const PEOPLES: &str = include_str!("../../data/peoples.tsv");
const PERSONS: &str = include_str!("../../data/persons.tsv");
const PLACES: &str = include_str!("../../data/places.tsv");
const NOUNS: &str = include_str!("../../data/nouns.tsv");

/// Rows of a list: what stands behind the comments and the line of columns.
fn rows<const N: usize>(list: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    list.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| {
        let mut fields = line.split('\t');
        std::array::from_fn(|_| fields.next().unwrap_or_default())
    })
}

fn parts(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split('|').filter(|part| !part.is_empty())
}

impl Known {
    /// The lists.
    pub fn lists() -> &'static Known {
        &KNOWN
    }

    fn read() -> Self {
        let mut known = Self {
            entries: Vec::new(),
            by_key: HashMap::new(),
            aliases: HashMap::new(),
            skeletons: HashMap::new(),
            countries: BTreeMap::new(),
            adjectives: HashMap::new(),
            peoples: HashMap::new(),
            people_names: HashMap::new(),
            heads: HashMap::new(),
            institutions: Vec::new(),
            own_institutions: HashMap::new(),
            offices: HashMap::new(),
            nouns: HashMap::new(),
            longest: 1,
        };
        known.read_countries();
        known.read_entities();
        known.read_persons();
        known.read_places();
        known.read_outlets();
        for [kind, of, name, heads] in rows::<4>(INSTITUTIONS) {
            let at = known.institutions.len();
            known.institutions.push(Institution {
                kind: kind.to_owned(),
                of: EntityType::from_name(of).unwrap_or(EntityType::Organisation),
                name: name.to_owned(),
            });
            for head in parts(heads) {
                let head = folded_name(head);
                known.longest = known.longest.max(head.split(' ').count());
                known.heads.entry(head).or_insert(at);
            }
        }
        for [key, name, forms] in rows::<3>(PEOPLES) {
            known.people_names.insert(key.to_owned(), name.to_owned());
            for form in parts(forms).flat_map(numbers) {
                let form = folded_name(&form);
                known.alias(&form, Meaning::People(key.to_owned()), None, Vec::new());
                known.peoples.entry(form).or_insert_with(|| key.to_owned());
            }
        }
        for [types, nouns] in rows::<2>(NOUNS) {
            for noun in parts(nouns) {
                let types = types.split(',');
                known.nouns.entry(folded_name(noun)).or_default().extend(types);
            }
        }
        known
    }

    fn read_countries(&mut self) {
        for [code, fr, en, names, seats, adjectives, english, people, buildings] in rows::<9>(COUNTRIES) {
            self.countries.insert(code.to_owned(), Country { fr: fr.to_owned(), en: en.to_owned() });
            for name in [fr, en].into_iter().chain(parts(names)) {
                self.named(name, || Meaning::Country(code.to_owned()));
            }
            for name in parts(seats) {
                self.named(name, || Meaning::Capital(code.to_owned()));
            }
            for name in parts(buildings) {
                self.named(name, || Meaning::Building(code.to_owned()));
            }
            for adjective in parts(adjectives).chain(parts(english)) {
                for form in numbers(adjective) {
                    let form = folded_name(&form);
                    let codes = self.adjectives.entry(form.clone()).or_default();
                    if !codes.contains(&code.to_owned()) {
                        codes.push(code.to_owned());
                    }
                    if form.len() > 3 {
                        self.alias(&form, Meaning::Nation(code.to_owned()), None, Vec::new());
                    }
                }
            }
            for name in parts(people) {
                let name = folded_name(name);
                self.adjectives.entry(name.clone()).or_insert_with(|| vec![code.to_owned()]);
                self.alias(&name, Meaning::Nation(code.to_owned()), None, Vec::new());
            }
        }
    }

    fn read_entities(&mut self) {
        for [key, kind, country, name, aliases] in rows::<5>(ENTITIES) {
            let of = match kind {
                "armed" | "movement" => EntityType::Group,
                "outlet" => EntityType::Outlet,
                "region" => EntityType::Place,
                _ => EntityType::Organisation,
            };
            let at = self.entry(Entry {
                key: format!("list:{key}"),
                kind: of,
                name: name.to_owned(),
                country: (!country.is_empty()).then(|| country.to_owned()),
                place: None,
                armed: kind == "armed",
            });
            self.named_entry(name, at);
            for alias in parts(aliases) {
                match alias.strip_prefix('=') {
                    Some(institution) => {
                        self.own_institutions.insert(institution.to_owned(), at);
                    }
                    None => self.named_entry(alias, at),
                }
            }
        }
    }

    fn read_persons(&mut self) {
        for [name, country, offices, aliases, short] in rows::<5>(PERSONS) {
            let at = self.entry(Entry {
                key: format!("person:{}", folded_name(name)),
                kind: EntityType::Person,
                name: name.to_owned(),
                country: (!country.is_empty()).then(|| country.to_owned()),
                place: None,
                armed: false,
            });
            for name in [name].into_iter().chain(parts(aliases)).chain(parts(short)) {
                self.named_entry(name, at);
                // `al-Assad`, `el-Assad`: the article may stand before a surname.
                if parts(short).any(|short| short == name) {
                    for article in ["al", "el"] {
                        self.named_entry(&format!("{article}-{name}"), at);
                    }
                }
            }
            for office in parts(offices) {
                let mut fields = office.split(':').map(str::to_owned);
                let (Some(office), Some(from), to) = (fields.next(), fields.next(), fields.next()) else {
                    continue;
                };
                let to = to.unwrap_or_default();
                let country = country.to_owned();
                self.offices.entry(at).or_default().push(Office { office, country, from, to });
            }
        }
    }

    fn read_places(&mut self) {
        for [key, country, name, aliases, lat, lon] in rows::<6>(PLACES) {
            let place = match (lat.parse(), lon.parse()) {
                (Ok(lat), Ok(lon)) => Some(Place { geonames: None, lat, lon }),
                _ => None,
            };
            let at = self.entry(Entry {
                key: format!("place:{key}"),
                kind: EntityType::Place,
                name: name.to_owned(),
                country: (!country.is_empty()).then(|| country.to_owned()),
                place,
                armed: false,
            });
            for name in [name].into_iter().chain(parts(aliases)) {
                self.named_entry(name, at);
            }
        }
    }

    /// Outlets of the list of pages that are not in `entities.tsv`, under those of their names that nothing else has.
    fn read_outlets(&mut self) {
        for outlet in selon_page::outlets() {
            let names = || [outlet.name].into_iter().chain(outlet.aliases.iter().copied());
            let is_known = names().any(|name| self.aliases.contains_key(&folded_name(name)));
            if is_known || outlet.kinds.contains(&OutletKind::BlogPlatform) {
                continue;
            }
            let telling: Vec<&str> = names().filter(|name| is_telling(name)).collect();
            if telling.is_empty() {
                continue;
            }
            let at = self.entry(Entry {
                key: format!("outlet:{}", folded_name(outlet.name)),
                kind: EntityType::Outlet,
                name: outlet.name.to_owned(),
                country: (!outlet.country.is_empty()).then(|| outlet.country.to_owned()),
                place: None,
                armed: false,
            });
            for name in telling {
                let folded = folded_name(name);
                self.longest = self.longest.max(folded.split(' ').count());
                self.alias(&folded, Meaning::Entry(at), None, Vec::new());
            }
        }
    }

    fn entry(&mut self, entry: Entry) -> usize {
        let at = self.entries.len();
        self.by_key.insert(entry.key.clone(), at);
        self.entries.push(entry);
        at
    }

    fn named_entry(&mut self, alias: &str, at: usize) {
        self.named(alias, || Meaning::Entry(at));
        let folded = folded_name(alias.split('@').next().unwrap_or_default());
        // Short keys say too little.
        let key = skeleton(&folded);
        if folded.len() >= 5 && !alias.contains('@') {
            let spellings = self.skeletons.entry(key).or_default();
            if !spellings.iter().any(|(spelling, other)| *spelling == folded && *other == at) {
                spellings.push((folded, at));
            }
        }
    }

    /// `EI@SY,IQ`: a name and where it holds.
    fn named(&mut self, alias: &str, meaning: impl Fn() -> Meaning) {
        let (name, only) = alias.split_once('@').unwrap_or((alias, ""));
        let only: Vec<String> = only.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect();
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = name.chars().filter(|c| c.is_uppercase()).count();
        let has_space = name.contains(' ');
        let acronym = !has_space && letters <= 5 && capitals * 2 > letters;
        let folded = folded_name(name);
        self.longest = self.longest.max(folded.split(' ').count());
        self.alias(&folded, meaning(), acronym.then(|| name.to_owned()), only);
    }

    fn alias(&mut self, folded: &str, meaning: Meaning, capitals: Option<String>, only: Vec<String>) {
        let aliases = self.aliases.entry(folded.to_owned()).or_default();
        if !aliases.iter().any(|alias| alias.meaning == meaning && alias.only == only) {
            aliases.push(Alias { meaning, capitals, only });
        }
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

/// True for the name of an outlet that is no word of the language and no region: two words with capitals behind its
/// article (*Middle East Eye*), or a capital inside (*Nice-Matin*). *Le Point* and *Sud Ouest* say too little.
fn is_telling(name: &str) -> bool {
    const ARTICLES: &[&str] = &["le", "la", "les", "the", "el", "al", "il"];
    const REGIONS: &[&str] = &["nord", "sud", "est", "ouest"];
    let words: Vec<&str> =
        name.split(' ').filter(|word| !ARTICLES.contains(&&*word.to_lowercase())).collect();
    let is_capital = |word: &&&str| word.chars().next().is_some_and(char::is_uppercase);
    let is_region = words.iter().all(|word| REGIONS.contains(&&*word.to_lowercase()));
    let has_inner = |word: &&str| {
        let inner = word.chars().skip(1).any(char::is_uppercase);
        inner && word.chars().any(char::is_lowercase) && word.chars().count() >= 6
    };
    !is_region
        && !name.contains('(')
        && (words.iter().filter(is_capital).count() >= 2 || words.iter().any(has_inner))
}

fn sorted(word: &str) -> Vec<u8> {
    let mut letters = word.as_bytes().to_vec();
    letters.sort_unstable();
    letters
}

/// A French or English adjective in the singular and in the regular plural.
fn numbers(adjective: &str) -> Vec<String> {
    let mut forms = vec![adjective.to_owned()];
    if words(adjective).iter().all(|word| word.capitals) {
        return forms;
    }
    if let Some(stem) = adjective.strip_suffix("al") {
        forms.push(format!("{stem}aux"));
    }
    if !adjective.ends_with(['s', 'x']) {
        forms.push(format!("{adjective}s"));
    }
    forms
}

#[cfg(test)]
mod tests {
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
