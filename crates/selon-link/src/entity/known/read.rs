//! Reading the word lists.

use std::collections::{BTreeMap, HashMap};

use selon_page::OutletKind;

use super::{Alias, Country, Entry, Institution, Known, Meaning, Office, Place};
use crate::entity::EntityType;
use crate::entity::skeleton::skeleton;
use crate::entity::words::{folded_name, joined, words};

const COUNTRIES: &str = include_str!("../../../data/countries.tsv");
const ENTITIES: &str = include_str!("../../../data/entities.tsv");
const INSTITUTIONS: &str = include_str!("../../../data/institutions.tsv");
const PEOPLES: &str = include_str!("../../../data/peoples.tsv");
const PERSONS: &str = include_str!("../../../data/persons.tsv");
const PLACES: &str = include_str!("../../../data/places.tsv");
const NOUNS: &str = include_str!("../../../data/nouns.tsv");

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
    pub(super) fn read() -> Self {
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
            common_outlets: HashMap::new(),
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
            let (telling, common): (Vec<&str>, Vec<&str>) =
                names().filter(|name| !name.contains('(')).partition(|name| is_telling(name));
            if telling.is_empty() && common.is_empty() {
                continue;
            }
            let key = format!("outlet:{}", folded_name(outlet.name));
            if self.by_key.contains_key(&key) {
                continue;
            }
            let at = self.entry(Entry {
                key,
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
            for name in common {
                for folded in [folded_name(name), joined(&words(name))] {
                    self.common_outlets.entry(folded).or_insert(at);
                }
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
        if let Some(known) = aliases.iter_mut().find(|alias| alias.meaning == meaning && alias.only == only) {
            // `GSIM` and `Gsim` are both listed.
            known.capitals = known.capitals.take().filter(|_| capitals.is_some());
        } else {
            aliases.push(Alias { meaning, capitals, only });
        }
    }
}

/// True for the name of an outlet that is no word of the language and no region: two words with capitals behind its
/// article (*Middle East Eye*), or a capital inside (*Nice-Matin*). *Le Point* and *Sud Ouest* say too little.
pub(super) fn is_telling(name: &str) -> bool {
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
