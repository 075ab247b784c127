//! What the rules for claims know of words: the tables under `lang/fr/`, read once.
//!
//! | file | says |
//! | --- | --- |
//! | `events.tsv` | a predicate's type of event, and which complement is the patient |
//! | `nominalisations.tsv` | a noun that names an event: its verb, whether *de* brings who does it or who it is done to |
//! | `light_verbs.tsv` | verbs that leave the saying to a noun: `mener une attaque`, `une attaque a lieu` |
//! | `descriptions.tsv` | nouns that describe somebody who has a name, and nouns that never act |
//! | `evidence.tsv` | nouns for what a claim may rest on |

use std::sync::OnceLock;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::record::{Event, EvidenceKind};

/// A predicate's type of event.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Words behind the verb that make it this predicate: `pour cible`; empty for a single word.
    pub words: Vec<&'static str>,
    /// `None` where the predicate is known but is no such event.
    pub event: Option<Event>,
    /// Where the patient stands, best first: `obj`, `inf`, or a preposition.
    pub patient: Vec<&'static str>,
    /// Lemmas of the object, one of which must be there; empty for any.
    pub objects: Vec<&'static str>,
    /// The entry is for the reflexive verb.
    pub reflexive: bool,
}

/// Whom *de* brings in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// Who does it: `le retrait des forces`.
    Agent,
    /// Who it is done to: `l’arrestation du chef`.
    Patient,
    /// Who does it, unless that is a place or another complement says so: `les frappes de Brunac`.
    Either,
}

/// A noun that names an event.
#[derive(Clone, Debug)]
pub(crate) struct Nominal {
    pub verb: &'static str,
    pub of: Of,
    /// Prepositions that bring in the patient.
    pub patient: Vec<&'static str>,
    pub event: Option<Event>,
}

/// How a light verb takes its noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Via {
    /// `mener une attaque`: the subject does it.
    Object,
    /// `subir une attaque`: it is done to the subject.
    Undergone,
    /// `une attaque a lieu`.
    Subject,
}

/// What kind of thing a description describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Person,
    Place,
    Group,
    State,
}

/// A noun that describes somebody who has a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Description {
    pub class: Class,
    /// Only with `ce`, `cette`.
    pub needs_pointer: bool,
}

/// All tables of one language.
pub(crate) struct Lexicon {
    verbs: HashMap<&'static str, Vec<Entry>>,
    nominals: HashMap<&'static str, Nominal>,
    light: HashMap<&'static str, Vec<Via>>,
    descriptions: HashMap<String, Description>,
    adjectives: HashSet<String>,
    offices: HashSet<&'static str>,
    places: HashSet<String>,
    things: HashSet<String>,
    aspects: HashSet<&'static str>,
    counts: HashSet<&'static str>,
    demonyms: HashSet<&'static str>,
    evidence: HashMap<&'static str, EvidenceKind>,
}

const EVENTS: &str = include_str!("../../lang/fr/events.tsv");
const NOMINALISATIONS: &str = include_str!("../../lang/fr/nominalisations.tsv");
const LIGHT_VERBS: &str = include_str!("../../lang/fr/light_verbs.tsv");
const DESCRIPTIONS: &str = include_str!("../../lang/fr/descriptions.tsv");
const EVIDENCE: &str = include_str!("../../lang/fr/evidence.tsv");

impl Lexicon {
    /// The French tables.
    pub fn french() -> &'static Self {
        static FRENCH: OnceLock<Lexicon> = OnceLock::new();
        FRENCH.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut lexicon = Self {
            verbs: HashMap::default(),
            nominals: HashMap::default(),
            light: HashMap::default(),
            descriptions: HashMap::default(),
            adjectives: HashSet::default(),
            offices: HashSet::default(),
            places: HashSet::default(),
            things: HashSet::default(),
            aspects: HashSet::default(),
            counts: HashSet::default(),
            demonyms: HashSet::default(),
            evidence: HashMap::default(),
        };
        for [predicate, event, patient, objects] in rows(EVENTS) {
            let (reflexive, predicate) =
                match predicate.strip_prefix("se ").or_else(|| predicate.strip_prefix("s'")) {
                    Some(rest) => (true, rest),
                    None => (false, predicate),
                };
            let mut words = predicate.split(' ');
            let verb = words.next().unwrap_or_default();
            let entry = Entry {
                words: words.collect(),
                event: Event::from_name(event),
                patient: list(patient),
                objects: list(objects),
                reflexive,
            };
            lexicon.verbs.entry(verb).or_default().push(entry);
        }
        for entries in lexicon.verbs.values_mut() {
            // The most particular entry first.
            entries.sort_by_key(|entry| {
                std::cmp::Reverse((entry.words.len(), entry.objects.len().min(1), entry.reflexive))
            });
        }
        for [noun, verb, of, patient, event] in rows(NOMINALISATIONS) {
            let of = match of {
                "agent" => Of::Agent,
                "patient" => Of::Patient,
                _ => Of::Either,
            };
            let event = match event {
                "" => lexicon.plain_event(verb),
                "-" => None,
                name => Event::from_name(name),
            };
            lexicon.nominals.insert(noun, Nominal { verb, of, patient: list(patient), event });
        }
        for [verb, via] in rows(LIGHT_VERBS) {
            let via = match via {
                "subject" => Via::Subject,
                "undergone" => Via::Undergone,
                _ => Via::Object,
            };
            lexicon.light.entry(verb).or_default().push(via);
        }
        for [words, class] in rows(DESCRIPTIONS) {
            let (class, needs_pointer) = match class.strip_suffix('*') {
                Some(class) => (class, true),
                None => (class, false),
            };
            let folded = crate::mention::fold(words);
            let class = match class {
                "person" => Class::Person,
                "place" => Class::Place,
                "group" => Class::Group,
                "state" => Class::State,
                other => {
                    match other {
                        "adjective" => drop(lexicon.adjectives.insert(folded)),
                        "office" => drop(lexicon.offices.insert(words)),
                        "names-its-place" => drop(lexicon.places.insert(folded)),
                        "demonym" => drop(lexicon.demonyms.insert(words)),
                        "count" => drop(lexicon.counts.insert(words)),
                        "thing" => drop(lexicon.things.insert(folded)),
                        _ => drop(lexicon.aspects.insert(words)),
                    }
                    continue;
                }
            };
            lexicon.descriptions.insert(folded, Description { class, needs_pointer });
        }
        for [noun, kind] in rows(EVIDENCE) {
            if let Some(kind) = EvidenceKind::from_name(kind) {
                lexicon.evidence.insert(noun, kind);
            }
        }
        lexicon
    }

    /// The event of a verb by itself.
    fn plain_event(&self, verb: &str) -> Option<Event> {
        let (reflexive, verb) = match verb.strip_prefix("se ").or_else(|| verb.strip_prefix("s'")) {
            Some(rest) => (true, rest),
            None => (false, verb),
        };
        let (verb, rest) = verb.split_once(' ').unwrap_or((verb, ""));
        let fits = |entry: &&Entry| {
            entry.objects.is_empty() && entry.reflexive == reflexive && entry.words.join(" ") == rest
        };
        self.verbs.get(verb)?.iter().find(fits)?.event
    }

    /// The entries of a verb, the most particular first.
    pub fn verb(&self, lemma: &str) -> &[Entry] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The event that a noun names.
    pub fn nominal(&self, lemma: &str) -> Option<&Nominal> {
        self.nominals.get(lemma)
    }

    /// Whether a verb takes its noun so.
    pub fn is_light(&self, lemma: &str, via: Via) -> bool {
        self.light.get(lemma).is_some_and(|ways| ways.contains(&via))
    }

    /// What a folded noun describes.
    pub fn description(&self, noun: &str) -> Option<Description> {
        self.descriptions.get(noun).copied()
    }

    /// A folded adjective that describes without telling one from another.
    pub fn describes(&self, adjective: &str) -> bool {
        self.adjectives.contains(adjective)
    }

    /// `porte-parole`, `ministre`: speaks for those behind `de`.
    pub fn speaks_for(&self, lemma: &str) -> bool {
        self.offices.contains(lemma)
    }

    /// `ville`, `province`: the name behind `de` is its own. Folded.
    pub fn names_its_place(&self, noun: &str) -> bool {
        self.places.contains(noun)
    }

    /// A folded noun for what never acts and is seldom spoken of again by a pronoun.
    pub fn is_no_actor(&self, noun: &str) -> bool {
        self.things.contains(noun)
    }

    /// `la position de X`, `les noms de X`: done to it is done to X.
    pub fn is_aspect(&self, lemma: &str) -> bool {
        self.aspects.contains(lemma)
    }

    /// `centaine`, `majorité`: only sizes what stands behind `de`.
    pub fn counts(&self, lemma: &str) -> bool {
        self.counts.contains(lemma)
    }

    /// `russe`, `américain`: said of a deed, who does it.
    pub fn is_demonym(&self, adjective: &str) -> bool {
        self.demonyms.contains(adjective)
    }

    /// What a noun is as evidence.
    pub fn evidence(&self, lemma: &str) -> Option<EvidenceKind> {
        self.evidence.get(lemma).copied()
    }
}

/// The rows of a table; a line that begins with `#` is a remark, a missing column is empty.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let mut row = [""; N];
        for (cell, text) in row.iter_mut().zip(line.split('\t')) {
            *cell = text.trim();
        }
        row
    })
}

fn list(cell: &'static str) -> Vec<&'static str> {
    cell.split(',').map(str::trim).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        for (name, table) in [("events", EVENTS), ("nominalisations", NOMINALISATIONS)] {
            let mut seen = HashSet::default();
            for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
                let cells: Vec<_> = line.split('\t').collect();
                assert!(cells.len() >= 2, "{name}: {line:?} has one column");
                let key = (cells[0], cells.get(3).copied().filter(|_| name == "events"));
                assert!(seen.insert(key), "{name}: {line:?} stands there twice");
            }
        }
        for [predicate, event, patient, _] in rows(EVENTS) {
            assert!(event == "-" || Event::from_name(event).is_some(), "{predicate}: {event:?} is no event");
            assert!(!patient.is_empty(), "{predicate} has no patient column");
        }
        for [noun, verb, of, _, event] in rows(NOMINALISATIONS) {
            assert!(!verb.is_empty() && ["agent", "patient", "either"].contains(&of), "{noun}: {of:?}");
            assert!(
                matches!(event, "" | "-") || Event::from_name(event).is_some(),
                "{noun}: {event:?} is no event"
            );
        }
        for [noun, kind] in rows(EVIDENCE) {
            assert!(EvidenceKind::from_name(kind).is_some(), "{noun}: {kind:?} is no kind of evidence");
        }
    }

    #[test]
    fn events_are_many() {
        let n_entries = rows::<4>(EVENTS).count() + rows::<5>(NOMINALISATIONS).count();
        assert!(n_entries >= 900, "{n_entries}");
    }
}
