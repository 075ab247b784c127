//! What a noun phrase names by itself: `l'armée syrienne`, `l'organisation État islamique`, `le président russe`.
//!
//! Tried in this order, each with the words that it rests on:
//! 1. a name of the lists (`les Forces démocratiques syriennes`, `la coalition internationale de …`);
//! 2. a kind and a name (`l'agence Anadolu`, `l'organisation terroriste ISIS`), where the name can be of that kind;
//! 3. an institution and its state (`le ministère russe de la Défense`, `les forces d'Assad`, `the Turkish army`);
//!    one without its state (`le régime`) is bare, and the article tells whose it is;
//! 4. for names, a spelling of a name of the lists (`Deach`).
//!
//! **Look-alikes.** `les combattants de l'EI`, `le chef de l'EI`, `l'ancienne armée syrienne`, `les forces syriennes
//! soutenues par …`: they are not what they contain.

use super::EntityType;
use super::known::{Known, Meaning};
use super::words::{Word, joined, n_before, part, words};

/// What a phrase names, with the words that name it, as a range of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Read {
    pub sense: Sense,
    pub from: usize,
    pub to: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// An entry of the lists by one of its names; with the noun that names its kind in front, or not.
    Entry {
        at: usize,
        with_kind: bool,
    },
    /// An entry of the lists in another spelling.
    Spelling {
        at: usize,
        listed: String,
    },
    Country(String),
    Capital(String),
    Building(String),
    Nation(String),
    People(String),
    /// An institution of a country.
    Institution {
        at: usize,
        country: String,
    },
    /// An institution without its country.
    Bare {
        at: usize,
    },
}

/// Words behind which a name has ended.
const ENDS: &[&str] = &[
    "en",
    "a",
    "au",
    "aux",
    "et",
    "qui",
    "dont",
    "mene",
    "menee",
    "menes",
    "dirige",
    "dirigee",
    "contre",
    "base",
    "basee",
    "present",
    "presente",
    "presents",
    "presentes",
    "elu",
    "elue",
    "in",
    "led",
    "backed",
    "and",
    "ou",
    "sur",
    "dans",
    "par",
    "pour",
    "avec",
    "deploye",
    "deployes",
    "deployees",
    "stationnes",
    "stationnees",
    "actuel",
    "actuelle",
    "lui",
    "elle",
    "eux",
];

/// Prepositions and articles that join an institution to its state.
const JOINS: &[&str] = &["de", "du", "des", "d", "la", "le", "les", "l", "of", "the", "s"];

/// Adjectives that leave an institution what it is.
const MODIFIERS: &[&str] = &[
    "modere",
    "moderee",
    "moderes",
    "arme",
    "armee",
    "regulier",
    "reguliere",
    "regulieres",
    "arabe",
    "national",
    "nationale",
    "nationales",
    "nationaux",
    "federal",
    "federale",
    "federales",
    "gouvernemental",
    "gouvernementale",
    "gouvernementales",
    "legitime",
    "interimaire",
    "provisoire",
    "actuel",
    "actuelle",
    "officiel",
    "officielle",
    "officielles",
    "militaire",
    "militaires",
    "autoproclame",
    "de",
    "transition",
    "central",
    "centrale",
    "politique",
    "loyaliste",
    "loyalistes",
    "terrestre",
    "terrestres",
];

/// Adjectives in front that leave an office what it is.
const IN_FRONT: &[&str] =
    &["actuel", "actuelle", "nouveau", "nouvel", "nouvelle", "propre", "propres", "current", "new"];

/// Heads under which a people acts.
const PEOPLE_HEADS: &[&str] = &[
    "forces",
    "milices",
    "milice",
    "troupes",
    "allies",
    "autorites",
    "administration",
    "groupes",
    "factions",
    "militia",
    "militias",
    "fighters",
    "allie",
    "unites",
];

/// Reads a phrase. `is_name` tells a name from a description; `named`, whether a country is named in the article.
pub(crate) fn read(phrase: &str, is_name: bool, named: &dyn Fn(&str) -> bool) -> Option<Read> {
    let known = Known::lists();
    let all = words(phrase);
    let from = n_before(&all);
    let rest = &all[from..];
    if rest.is_empty() {
        return None;
    }
    let phrase = Phrase { known, text: phrase, all: &all, from, is_name, named };
    phrase
        .listed()
        .or_else(|| phrase.kind_and_name())
        .or_else(|| phrase.institution())
        .or_else(|| phrase.of_people())
        .or_else(|| phrase.spelling())
}

struct Phrase<'a> {
    known: &'static Known,
    text: &'a str,
    all: &'a [Word],
    from: usize,
    is_name: bool,
    named: &'a dyn Fn(&str) -> bool,
}

impl Phrase<'_> {
    fn meaning(&self, from: usize, to: usize) -> Option<&'static Meaning> {
        let folded = joined(&self.all[from..to]);
        let written = part(self.text, self.all, from, to);
        let mut meanings = self.known.meanings(&folded, &written, self.named);
        // `la coalition international`: a slip of gender at the end of a name of several words.
        if meanings.is_empty() && to - from > 1 {
            let other = folded.strip_suffix('e').map_or_else(|| format!("{folded}e"), str::to_owned);
            meanings = self.known.meanings(&other, &written, self.named);
        }
        meanings.into_iter().find(|meaning| match meaning {
            // `une grenade`, `la réunion` are no countries.
            Meaning::Country(_) | Meaning::Capital(_) | Meaning::Building(_)
                if !self.all[from..to].iter().any(|word| word.capital) =>
            {
                false
            }
            // `le plus tranquillement du monde` names no newspaper.
            Meaning::Entry(_) if to - from == 1 && !self.all[from].capital => false,
            // `les Américains`, never `un Américain` or `américain`.
            Meaning::Nation(_) | Meaning::People(_) => {
                self.is_name && self.all[from].capital && (folded.ends_with(['s', 'x']) || written.is_ascii())
            }
            _ => true,
        })
    }

    /// The whole phrase, or its beginning where the name ends there.
    fn listed(&self) -> Option<Read> {
        let last = self.all.len().min(self.from + self.known.longest());
        for to in (self.from + 1..=last).rev() {
            let whole = to == self.all.len();
            let ended = whole || self.ends_at(to);
            let Some(meaning) = self.meaning(self.from, to) else { continue };
            let folded_words = to - self.from;
            if !ended && !self.goes_on(meaning, to) {
                continue;
            }
            let sense = match meaning {
                Meaning::Entry(at) => {
                    let follows_of = !whole && JOINS.contains(&self.all[to].folded.as_str());
                    if follows_of && folded_words == 1 && !self.all[self.from].capitals {
                        continue;
                    }
                    Sense::Entry { at: *at, with_kind: false }
                }
                Meaning::Country(code) if !whole && !self.ends_at(to) => Sense::Country(code.clone()),
                _ if !whole => continue,
                Meaning::Country(code) => Sense::Country(code.clone()),
                Meaning::Capital(code) => Sense::Capital(code.clone()),
                Meaning::Building(code) => Sense::Building(code.clone()),
                Meaning::Nation(code) => Sense::Nation(code.clone()),
                Meaning::People(key) => Sense::People(key.clone()),
            };
            return Some(Read { sense, from: self.from, to });
        }
        None
    }

    /// What is said of a name behind it: `le Hamas palestinien`, `Emmanuel Macron jusqu’ici sourd`, `le Mali voisin`. Not
    /// `la Croix-Rouge française`, which is another than the Red Cross.
    fn goes_on(&self, meaning: &Meaning, to: usize) -> bool {
        let rest = &self.all[to..];
        if rest.iter().any(|word| word.capital) {
            return false;
        }
        match meaning {
            Meaning::Entry(at) => {
                let entry = self.known.at(*at);
                let of_country = |word: &Word| {
                    let adjective = self.known.adjective(&word.folded);
                    entry.country.as_ref().is_some_and(|country| adjective.contains(country))
                };
                entry.kind == EntityType::Person && to - self.from > 1
                    || self.all[self.from].capital && rest.iter().all(of_country)
            }
            Meaning::Country(_) => {
                matches!(rest, [one] if matches!(one.folded.as_str(), "voisin" | "voisine"))
            }
            _ => false,
        }
    }

    fn ends_at(&self, to: usize) -> bool {
        let next = self.all[to].folded.as_str();
        ENDS.contains(&next) || JOINS.contains(&next) || self.between(to).contains('(')
    }

    /// What stands in the text before word `at`.
    fn between(&self, at: usize) -> String {
        let start = self.all[at - 1].end;
        self.text.chars().skip(start).take(self.all[at].start - start).collect()
    }

    /// `l'agence Anadolu`, `l'organisation terroriste ISIS`, `le journal régional Al-Masdar`.
    fn kind_and_name(&self) -> Option<Read> {
        let first = self.all.get(self.from)?;
        let types = self.known.noun(&first.folded)?;
        let last = self.all.len().min(self.from + 7);
        for from in self.from + 1..last {
            if !self.all[from].capital {
                continue;
            }
            for to in (from + 1..=self.all.len()).rev() {
                if to < self.all.len() && !self.ends_at(to) {
                    continue;
                }
                let listed = match self.meaning(from, to) {
                    Some(Meaning::Entry(at)) => Some(*at),
                    // `le quotidien Le Soir`: a name that is too common to tell by itself.
                    None if types.contains(&EntityType::Outlet.as_str()) => self.common_outlet(from, to),
                    _ => None,
                };
                let Some(at) = listed else { continue };
                let kind = self.known.at(at).kind;
                // `le chef de l'EI`, `un camp de l'ONU` are of them, not they.
                if types.contains(&kind.as_str()) {
                    let sense = Sense::Entry { at, with_kind: true };
                    return Some(Read { sense, from: self.from, to });
                }
                return None;
            }
        }
        None
    }

    fn common_outlet(&self, from: usize, to: usize) -> Option<usize> {
        // The article is part of the name or not: *Le Soir*, *La Croix*.
        let with_article = from.checked_sub(1).filter(|before| *before > self.from);
        with_article
            .into_iter()
            .chain([from])
            .find_map(|from| self.known.common_outlet(&joined(&self.all[from..to])))
    }

    fn institution(&self) -> Option<Read> {
        let mut from = self.from;
        if IN_FRONT.contains(&self.all[from].folded.as_str()) && from + 1 < self.all.len() {
            from += 1;
        }
        // English puts the state in front: `the Syrian army`.
        let (in_front, head_from) = match self.known.adjective(&self.all[from].folded) {
            [country] if from + 1 < self.all.len() => (Some(country.clone()), from + 1),
            _ => (None, from),
        };
        let (at, to) = self.head(head_from)?;
        if let Some(country) = in_front {
            return (to == self.all.len() || self.ends_at(to)).then_some(Read {
                sense: Sense::Institution { at, country },
                from: self.from,
                to,
            });
        }
        let mut here = to;
        while here < self.all.len() {
            let word = &self.all[here];
            if let Some((country, end)) = self.state_at(at, here) {
                if end < self.all.len() {
                    let next = self.all[end].folded.as_str();
                    let complement = JOINS.contains(&next) && self.completes(at, end);
                    if let Some(whole) = complement.then_some(self.all.len()) {
                        return Some(Read {
                            sense: Sense::Institution { at: self.completed(at, here, end), country },
                            from: self.from,
                            to: whole,
                        });
                    }
                    if next.starts_with("soutenu") || !(self.ends_at(end) || MODIFIERS.contains(&next)) {
                        return None;
                    }
                }
                return Some(Read { sense: Sense::Institution { at, country }, from: self.from, to: end });
            }
            if MODIFIERS.contains(&word.folded.as_str()) || JOINS.contains(&word.folded.as_str()) {
                here += 1;
                continue;
            }
            break;
        }
        let bare = (to..self.all.len()).all(|at| MODIFIERS.contains(&self.all[at].folded.as_str()));
        let ended = bare || ENDS.contains(&self.all[to].folded.as_str());
        ended.then_some(Read { sense: Sense::Bare { at }, from: self.from, to })
    }

    /// `le ministère russe de la Défense`: the head goes on behind the state.
    fn completes(&self, _at: usize, end: usize) -> bool {
        self.rejoined(end).is_some()
    }

    fn completed(&self, at: usize, _state: usize, end: usize) -> usize {
        self.rejoined(end).unwrap_or(at)
    }

    fn rejoined(&self, end: usize) -> Option<usize> {
        // The head is the words before the state and those behind it.
        let state =
            (self.from..end).rev().find(|&word| !self.known.adjective(&self.all[word].folded).is_empty())?;
        let head = format!("{} {}", joined(&self.all[self.from..state]), joined(&self.all[end..]));
        self.known.institution(&head)
    }

    /// The longest head of an institution at word `from`.
    fn head(&self, from: usize) -> Option<(usize, usize)> {
        let last = self.all.len().min(from + 6);
        let plain = (from + 1..=last)
            .rev()
            .find_map(|to| Some((self.known.institution(&joined(&self.all[from..to]))?, to)));
        // `le ministère russe de la Défense`: `ministère` alone is no head.
        plain.or_else(|| {
            let state =
                (from + 1..last).find(|&word| !self.known.adjective(&self.all[word].folded).is_empty())?;
            (state + 1..=self.all.len()).rev().find_map(|to| {
                let head = format!("{} {}", joined(&self.all[from..state]), joined(&self.all[state + 1..to]));
                self.known.institution(head.trim_end()).filter(|_| to > state + 1).map(|at| (at, state))
            })
        })
    }

    /// The state at word `here`: an adjective, a name, a capital, or who holds its highest office.
    fn state_at(&self, institution: usize, here: usize) -> Option<(String, usize)> {
        if let [country] = self.known.adjective(&self.all[here].folded) {
            return Some((country.clone(), here + 1));
        }
        let last = self.all.len().min(here + 5);
        (here + 1..=last).rev().find_map(|to| match self.meaning(here, to)? {
            Meaning::Country(code) | Meaning::Capital(code) => Some((code.clone(), to)),
            Meaning::Entry(at) => {
                let rules = matches!(self.known.institution_kind(institution), "government" | "army");
                let office = self.known.offices(*at).iter().find(|office| {
                    matches!(
                        office.office.as_str(),
                        "president" | "prime-minister" | "king" | "leader" | "emir"
                    ) && !office.country.is_empty()
                })?;
                rules.then(|| (office.country.clone(), to))
            }
            _ => None,
        })
    }

    /// `les forces kurdes`, `leurs alliés kurdes`.
    fn of_people(&self) -> Option<Read> {
        let [head, adjective, ..] = &self.all[self.from..] else { return None };
        let ended = self.all.len() == self.from + 2
            || self.ends_at(self.from + 2) && !self.all[self.from + 2].folded.starts_with("soutenu");
        let people = self.known.people(&adjective.folded)?;
        (PEOPLE_HEADS.contains(&head.folded.as_str()) && ended).then(|| Read {
            sense: Sense::People(people.to_owned()),
            from: self.from,
            to: self.from + 2,
        })
    }

    /// A name of the lists in another spelling, where it is the only one so spelt.
    fn spelling(&self) -> Option<Read> {
        if !self.is_name || !self.all[self.from].capital {
            return None;
        }
        let folded = joined(&self.all[self.from..]);
        match self.known.spelt_like(&folded)[..] {
            [(listed, at)] => Some(Read {
                sense: Sense::Spelling { at, listed: listed.to_owned() },
                from: self.from,
                to: self.all.len(),
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(phrase: &str, is_name: bool) -> String {
        let known = Known::lists();
        let anywhere = |_: &str| true;
        match read(phrase, is_name, &anywhere).map(|read| read.sense) {
            None => "-".to_owned(),
            Some(Sense::Entry { at, .. } | Sense::Spelling { at, .. }) => known.at(at).key.clone(),
            Some(Sense::Institution { at, country }) => known.of_country(at, &country).key,
            Some(Sense::Country(code)) => format!("country:{code}"),
            Some(Sense::Capital(code)) => format!("capital:{code}"),
            Some(Sense::Building(code)) => format!("building:{code}"),
            Some(Sense::Nation(code)) => format!("nation:{code}"),
            Some(Sense::People(key)) => format!("people:{key}"),
            Some(Sense::Bare { at }) => format!("bare:{}", known.institution_kind(at)),
        }
    }

    #[test]
    fn phrases_name_what_they_name() {
        for (phrase, is_name, wanted) in [
            ("l’armée syrienne", false, "army:SY"),
            ("les troupes gouvernementales syriennes", false, "army:SY"),
            ("troupes de Damas", false, "army:SY"),
            ("les forces d’Assad", false, "army:SY"),
            ("les forces du régime d’Assad", false, "army:SY"),
            ("l’aviation russe", false, "airforce:RU"),
            ("le gouvernement américain", false, "state:US"),
            ("l’administration Obama", false, "state:US"),
            ("régime de Damas", false, "state:SY"),
            ("le ministère russe de la Défense", false, "ministry-defence:RU"),
            ("le ministère de la Défense turc", false, "ministry-defence:TR"),
            ("la Défense américaine", true, "list:pentagon"),
            ("l’actuel président syrien", false, "president:SY"),
            ("l’organisation terroriste ISIS", false, "list:isil"),
            ("l’agence Anadolu", false, "list:anadolu"),
            ("le journal régional Al-Masdar", false, "list:masdar"),
            ("la coalition internationale", false, "list:anti-isis-coalition"),
            ("les forces kurdes", false, "people:kurds"),
            ("les Kurdes", true, "people:kurds"),
            ("les Américains", true, "nation:US"),
            ("Washington", true, "capital:US"),
            ("le régime", false, "bare:government"),
            ("the Turkish army", false, "army:TR"),
            ("l’opposition modérée syrienne", false, "opposition:SY"),
            ("l’Armée syrienne libre", true, "list:fsa"),
            ("le Hamas palestinien", true, "list:hamas"),
            ("le Mali voisin", true, "country:ML"),
            ("Emmanuel Macron jusqu’ici silencieux", true, "person:emmanuel macron"),
            ("la Croix-Rouge française", true, "red-crescent:FR"),
            ("le quotidien La Montagne", true, "outlet:montagne"),
        ] {
            assert_eq!(key(phrase, is_name), wanted, "{phrase}");
        }
    }

    #[test]
    fn what_only_contains_a_name_is_not_it() {
        for phrase in [
            "les combattants de l’EI",
            "le chef de l’EI",
            "l’ancienne armée syrienne",
            "les forces syriennes soutenues par Ankara",
            "un convoi de Daech",
            "une délégation tribale",
        ] {
            assert_eq!(key(phrase, false), "-", "{phrase}");
        }
        for phrase in ["une grenade", "la réunion", "La Montagne"] {
            assert_eq!(key(phrase, true), "-", "{phrase}");
        }
    }
}
