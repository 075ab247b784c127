//! The tables under `data/`, read once.
//!
//! | file | says |
//! | --- | --- |
//! | `acts.tsv` | what a predicate does, so that claims with other words meet |
//! | `acts_for.tsv` | nouns for those who act for a state or a group |
//! | `units.tsv` | which counted things are comparable |
//! | `weapons.tsv` | goods whose origin tells who stands behind their user |
//! | `causes.tsv` | classes of causes |
//! | `leaders.tsv` | heads of state and of government |
//! | `usual.tsv` | what a state with several names is called |
//!
//! Names of states come from `selon-extract`.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use selon_extract::{Event, known_states};

use super::words::{fold, singular};

/// What a predicate does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Act {
    Leave,
    Go,
    Let,
    Die,
    Injure,
    Miss,
    Detain,
    Release,
    Displace,
    Protest,
    Explode,
    Fight,
    Seize,
    Lose,
    Help,
    Cooperate,
    Deal,
    Punish,
    Serve,
    Send,
    Stay,
    StepDown,
    Warn,
    Search,
    Carry,
    ArmUse,
    Date,
    Count,
    Open,
    Close,
}

impl Act {
    const NAMES: &'static [(&'static str, Act)] = &[
        ("leave", Act::Leave),
        ("go", Act::Go),
        ("let", Act::Let),
        ("die", Act::Die),
        ("injure", Act::Injure),
        ("miss", Act::Miss),
        ("detain", Act::Detain),
        ("release", Act::Release),
        ("displace", Act::Displace),
        ("protest", Act::Protest),
        ("explode", Act::Explode),
        ("fight", Act::Fight),
        ("seize", Act::Seize),
        ("lose", Act::Lose),
        ("help", Act::Help),
        ("cooperate", Act::Cooperate),
        ("deal", Act::Deal),
        ("punish", Act::Punish),
        ("serve", Act::Serve),
        ("send", Act::Send),
        ("stay", Act::Stay),
        ("step_down", Act::StepDown),
        ("warn", Act::Warn),
        ("search", Act::Search),
        ("carry", Act::Carry),
        ("arm_use", Act::ArmUse),
        ("date", Act::Date),
        ("count", Act::Count),
        ("open", Act::Open),
        ("close", Act::Close),
    ];

    /// The name in `acts.tsv` and in keys.
    pub fn as_str(self) -> &'static str {
        Self::NAMES.iter().find(|(_, act)| *act == self).map_or("", |(name, _)| name)
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, act)| *act)
    }
}

/// What a known name of a state is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateName {
    /// `les États-Unis`.
    Country,
    /// `Damas`: the government or the town.
    Capital,
    /// `le Kremlin`, `le Pentagone`.
    Seat,
    /// `syrien`.
    Demonym,
    /// A head of state or government.
    Leader,
}

/// All tables.
pub struct Lexicon {
    acts: HashMap<String, Act>,
    states: HashMap<String, (StateName, String)>,
    /// The usual name of each code, with its article.
    countries: HashMap<String, String>,
    for_state: HashSet<&'static str>,
    for_group: HashSet<&'static str>,
    itself: HashSet<&'static str>,
    people: HashSet<&'static str>,
    units: HashMap<&'static str, &'static str>,
    weapons: HashSet<&'static str>,
    causes: HashMap<&'static str, &'static str>,
}

impl Lexicon {
    /// The tables for French.
    pub fn french() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Self::read)
    }

    fn read() -> Self {
        let lists =
            |table: &'static str| rows(table).map(|(name, list)| (name, list.split(',').map(str::trim)));
        let set = |table, wanted: &str| {
            lists(table).filter(|(name, _)| *name == wanted).flat_map(|(_, words)| words).collect()
        };
        let acts_for = include_str!("data/acts_for.tsv");
        let acts = lists(include_str!("data/acts.tsv"))
            .flat_map(|(name, lemmas)| {
                let act = Act::from_name(name).unwrap_or_else(|| panic!("acts.tsv: {name:?} is no act"));
                lemmas.map(move |lemma| (fold(lemma), act))
            })
            .collect();
        let (states, countries) = states();
        Self {
            acts,
            states,
            countries,
            for_state: set(acts_for, "state"),
            for_group: set(acts_for, "group"),
            itself: set(acts_for, "itself"),
            people: set(acts_for, "people"),
            units: lists(include_str!("data/units.tsv"))
                .flat_map(|(class, nouns)| nouns.map(move |noun| (noun, class)))
                .collect(),
            weapons: lists(include_str!("data/weapons.tsv")).flat_map(|(_, nouns)| nouns).collect(),
            causes: lists(include_str!("data/causes.tsv"))
                .flat_map(|(class, nouns)| nouns.map(move |noun| (noun, class)))
                .collect(),
        }
    }

    /// What a predicate does: its lemma's act, else that of the noun at its end or its verb, else its event's.
    pub fn act(&self, lemma: &str, event: Option<Event>) -> Option<Act> {
        let folded = fold(lemma);
        if let Some(act) = self.acts.get(&folded) {
            return Some(*act);
        }
        if let Some((verb, noun)) = folded.rsplit_once(' ').filter(|(verb, _)| *verb != "se" && *verb != "s")
            && let Some(act) = self.acts.get(noun).or_else(|| self.acts.get(verb))
        {
            return Some(*act);
        }
        match event? {
            Event::Assault => Some(Act::Fight),
            Event::Sanction => Some(Act::Punish),
            Event::Aid | Event::Support => Some(Act::Help),
            Event::Cooperate => Some(Act::Cooperate),
            Event::Agree | Event::Consult => Some(Act::Deal),
            _ => None,
        }
    }

    /// The act that a single folded word names.
    pub fn act_of_word(&self, word: &str) -> Option<Act> {
        self.acts.get(word).or_else(|| self.acts.get(&singular(word))).copied()
    }

    /// A folded name of a state and its code; plurals of demonyms too.
    pub fn state(&self, name: &str) -> Option<(StateName, &str)> {
        let (kind, code) = self.named(name)?;
        (!code.is_empty()).then_some((kind, code))
    }

    /// `kurde`: an adjective of people without a state of their own; its singular.
    pub fn stateless<'a>(&self, word: &'a str) -> Option<&'a str> {
        let (kind, code) = self.named(word)?;
        (kind == StateName::Demonym && code.is_empty()).then(|| word.strip_suffix('s').unwrap_or(word))
    }

    fn named(&self, name: &str) -> Option<(StateName, &str)> {
        let demonym = |name: &str| self.states.get(name).filter(|(kind, _)| *kind == StateName::Demonym);
        let found = self.states.get(name).or_else(|| demonym(name.strip_suffix('s')?));
        found.map(|(kind, code)| (*kind, code.as_str()))
    }

    /// What a state is called.
    pub fn country<'a>(&'a self, code: &'a str) -> &'a str {
        self.countries.get(code).map_or(code, String::as_str)
    }

    /// `armée`, `régime`: acts for the state that stands with it. Folded singular.
    pub fn acts_for_state(&self, noun: &str) -> bool {
        self.for_state.contains(noun)
    }

    /// `combattant`, `convoi`: acts for the group that stands with it.
    pub fn acts_for_group(&self, noun: &str) -> bool {
        self.for_group.contains(noun)
    }

    /// `organisation`, `mouvement`: one that has a name.
    pub fn is_itself(&self, noun: &str) -> bool {
        self.itself.contains(noun)
    }

    /// `peuple`, `ville`: people and places that act for nobody.
    pub fn is_people(&self, noun: &str) -> bool {
        self.people.contains(noun)
    }

    /// The class of what is counted; a noun without a class is its own.
    pub fn unit<'a>(&self, noun: &'a str) -> &'a str
    where
        'static: 'a,
    {
        self.units.get(noun).copied().unwrap_or(noun)
    }

    /// The class of causes that a folded noun, in the singular, belongs to.
    pub fn cause(&self, noun: &str) -> Option<&'static str> {
        self.causes.get(noun).copied()
    }

    /// True for goods that arm somebody.
    pub fn is_weapon(&self, noun: &str) -> bool {
        self.weapons.contains(noun)
    }
}

type States = (HashMap<String, (StateName, String)>, HashMap<String, String>);

fn states() -> States {
    let mut states = HashMap::new();
    let mut countries: HashMap<String, String> = HashMap::new();
    for state in known_states() {
        let kind = match state.kind {
            "country" => StateName::Country,
            "capital" => StateName::Capital,
            "building" => StateName::Seat,
            _ => StateName::Demonym,
        };
        if state.code.contains(',') {
            continue;
        }
        let code = if state.code == "-" { String::new() } else { state.code.to_owned() };
        let bare = without_article(state.name);
        if kind == StateName::Country {
            // The shortest name with an article is the usual one; accents on capitals are kept.
            let rank = |name: &str| (name.chars().count() < 7, name.chars().count(), name.is_ascii());
            let known = countries.entry(code.clone()).or_insert_with(|| state.name.to_owned());
            if rank(state.name) < rank(known) {
                *known = state.name.to_owned();
            }
        }
        states.entry(fold(bare)).or_insert((kind, code));
    }
    for (code, name) in rows(include_str!("data/usual.tsv")) {
        countries.insert(code.to_owned(), name.to_owned());
    }
    for name in ["us", "usa", "u s"] {
        states.entry(name.to_owned()).or_insert((StateName::Country, "US".to_owned()));
    }
    for (code, names) in rows(include_str!("data/leaders.tsv")) {
        for name in names.split(',').map(str::trim) {
            states.entry(name.to_owned()).or_insert((StateName::Leader, code.to_owned()));
        }
    }
    (states, countries)
}

fn without_article(name: &str) -> &str {
    let articles = ["la ", "le ", "les ", "l'", "l’"];
    articles.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name)
}

/// The rows of a table of two columns; a line that begins with `#` is a remark.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lemmas_have_acts() {
        let lexicon = Lexicon::french();
        assert_eq!(lexicon.act("quitter", Some(Event::Yield)), Some(Act::Leave));
        assert_eq!(lexicon.act("effectuer patrouille", Some(Event::Mobilize)), None);
        assert_eq!(lexicon.act("fournir soutien", Some(Event::Aid)), Some(Act::Help));
        assert_eq!(lexicon.act("ovationner", Some(Event::Support)), Some(Act::Help));
        assert_eq!(lexicon.act("s'échapper", None), Some(Act::Leave));
    }

    #[test]
    fn states_are_known_by_all_their_names() {
        let lexicon = Lexicon::french();
        assert_eq!(lexicon.state("syriennes"), Some((StateName::Demonym, "SY")));
        assert_eq!(lexicon.state("etats unis"), Some((StateName::Country, "US")));
        assert_eq!(lexicon.state("pentagone"), Some((StateName::Seat, "US")));
        assert_eq!(lexicon.state("kurdes"), None);
        assert_eq!(lexicon.stateless("kurdes"), Some("kurde"));
        assert_eq!(lexicon.country("US"), "les États-Unis");
        assert_eq!(lexicon.country("SY"), "la Syrie");
    }
}
