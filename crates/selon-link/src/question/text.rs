//! Questions as sentences, in French and English.

use super::answer::Side;
use super::{Question, Topic};

/// What an explosion, a fire, a sinking at a place is called in questions.
const DEED_FR: &str = "ce qui est arrivé à ";
const DEED_EN: &str = "what happened in ";

/// A language that questions are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// French.
    French,
    /// English.
    English,
}

impl Question {
    /// The question as a sentence; `noun` is what is counted as most articles have it, in the plural.
    pub fn text(&self, language: Language, noun: &str) -> String {
        let name = |n: usize| self.about.get(n).map_or("…", |party| party.shown(language));
        let with = |n: usize| match language {
            Language::French => with_article(name(n)),
            Language::English => name(n).to_owned(),
        };
        let (a, b) = (with(0), with(1));
        let (a, b) = (a.as_str(), b.as_str());
        match (language, self.topic) {
            (Language::French, Topic::Relation) => {
                format!("{a} et {b} : se combattent-ils ou coopèrent-ils ?")
            }
            (Language::English, Topic::Relation) => format!("{a} and {b}: do they fight or work together?"),
            (Language::French, Topic::Backing) => format!("Qui soutient, arme ou ravitaille {a} ?"),
            (Language::English, Topic::Backing) => format!("Who backs, arms or supplies {a}?"),
            (Language::French, Topic::Partner) => {
                format!("Avec qui {a} s’est entendu sur le départ {} ?", of(b))
            }
            (Language::English, Topic::Partner) => format!("With whom did {a} agree on leaving {b}?"),
            (Language::French, Topic::Destination) => format!("Vers où {a} est parti {} ?", of(b)),
            (Language::English, Topic::Destination) => format!("Where did {a} go from {b}?"),
            (Language::French, Topic::Office) => format!("{a} doit partir, ou peut rester ?"),
            (Language::English, Topic::Office) => format!("Must {a} go, or may {a} stay?"),
            (Language::French, Topic::Service) => format!("Pour {b}, ou non : {a} ?"),
            (Language::English, Topic::Service) => format!("Working for {b}, or not: {a}?"),
            (Language::French, Topic::Fact) => format!("« {} » : {a}, {b}, oui ou non ?", self.shown_act()),
            (Language::English, Topic::Fact) => format!("“{}”: {a}, {b}, yes or no?", self.shown_act()),
            (Language::French, Topic::Doer) if self.is_of_place() => {
                format!("Qui est derrière {}{a} ?", DEED_FR)
            }
            (Language::English, Topic::Doer) if self.is_of_place() => {
                format!("Who is behind {}{a}?", DEED_EN)
            }
            (Language::French, Topic::Doer) => format!("Qui {} {a} ?", self.done(language)),
            (Language::English, Topic::Doer) => format!("Who {} {a}?", self.done(language)),
            (Language::French, Topic::Cause) if self.is_of_place() => {
                format!("Quelle est la cause de {}{a} ?", DEED_FR)
            }
            (Language::English, Topic::Cause) if self.is_of_place() => format!("What caused {}{a}?", DEED_EN),
            (Language::French, Topic::Cause) => format!("De quoi {a} est mort ?"),
            (Language::English, Topic::Cause) => format!("What did {a} die of?"),
            (Language::French, Topic::Date) => format!("À quelle date {} ?", self.happened(language, a, b)),
            (Language::English, Topic::Date) => format!("When {}?", self.happened(language, a, b)),
            (language, Topic::Count) => self.count(language, noun),
        }
    }

    /// What happened at a place, as against to somebody or something.
    fn is_of_place(&self) -> bool {
        self.about.first().is_some_and(|party| party.kind == super::PartyKind::Place)
    }

    fn count(&self, language: Language, noun: &str) -> String {
        let place = self.about.first().map_or("…", |party| party.shown(language));
        let french = language == Language::French;
        // « Combien de morts ont perdu la vie ? » asks about people.
        let is_told = matches!(self.act.as_str(), "die" | "injure" | "miss" | "detain" | "displace")
            && super::words::singular(&super::words::fold(noun)).chars().count() > 2
            && super::facts::tells_act(noun);
        let noun = match noun.is_empty() || is_told {
            true if french => "personnes",
            true => "people",
            false => noun,
        };
        let of = if french && starts_with_vowel(noun) { format!("d’{noun}") } else { format!("de {noun}") };
        let what = match (self.act.as_str(), french) {
            ("leave", true) => format!("ont quitté {place}"),
            ("leave", false) => format!("left {place}"),
            ("die", true) => format!("ont perdu la vie à {place}"),
            ("die", false) => format!("died in {place}"),
            ("injure", true) => format!("ont subi des blessures à {place}"),
            ("injure", false) => format!("were injured in {place}"),
            ("miss", true) => format!("manquent à {place}"),
            ("miss", false) => format!("are missing in {place}"),
            ("detain", true) => format!("sont aux mains d’autrui à {place}"),
            ("detain", false) => format!("were detained in {place}"),
            ("displace", true) => format!("ont dû partir de chez eux à {place}"),
            ("displace", false) => format!("had to leave their homes in {place}"),
            ("protest", true) => format!("ont manifesté à {place}"),
            ("protest", false) => format!("protested in {place}"),
            _ => {
                let about: Vec<_> = self.about.iter().map(|party| party.shown(language)).collect();
                return if french {
                    format!("Combien {of} ({} : {}) ?", self.shown_act(), about.join(", "))
                } else {
                    format!("How many {noun} ({}: {})?", self.shown_act(), about.join(", "))
                };
            }
        };
        if french { format!("Combien {of} {what} ?") } else { format!("How many {noun} {what}?") }
    }

    fn done(&self, language: Language) -> &'static str {
        match (self.act.as_str(), language) {
            ("explode", Language::French) => "a détruit",
            ("explode", Language::English) => "destroyed",
            ("die", Language::French) => "a tué",
            ("die", Language::English) => "killed",
            ("detain", Language::French) => "a arrêté ou enlevé",
            ("detain", Language::English) => "seized",
            (_, Language::French) => "a attaqué",
            (_, Language::English) => "attacked",
        }
    }

    fn happened(&self, language: Language, a: &str, b: &str) -> String {
        match (self.act.as_str(), language) {
            ("leave", Language::French) => format!("{a} a quitté {b}"),
            ("leave", Language::English) => format!("did {a} leave {b}"),
            ("explode", Language::French) => format!("l’explosion ou l’incendie à {a}"),
            ("explode", Language::English) => format!("was the explosion or fire in {a}"),
            ("die", Language::French) => format!("la mort {}", of(a)),
            ("die", Language::English) => format!("did {a} die"),
            ("seize", Language::French) => format!("{a} a pris {b}"),
            ("seize", Language::English) => format!("did {a} take {b}"),
            ("deal", Language::French) => format!("l’accord entre {a} et {b}"),
            ("deal", Language::English) => format!("did {a} and {b} agree"),
            ("detain", Language::French) => format!("l’arrestation {}", of(a)),
            ("detain", Language::English) => format!("was {a} arrested"),
            ("release", Language::French) => format!("la libération {}", of(a)),
            ("release", Language::English) => format!("was {a} released"),
            (_, Language::French) => format!("le départ {}", of(a)),
            (_, Language::English) => format!("did {a} step down"),
        }
    }

    fn shown_act(&self) -> &str {
        match self.act.as_str() {
            "leave" => "quitter",
            "go" => "aller",
            "let" => "permettre",
            "die" => "tuer",
            "injure" => "blesser",
            "miss" => "disparaître",
            "detain" => "arrêter",
            "release" => "libérer",
            "displace" => "déplacer",
            "protest" => "manifester",
            "explode" => "exploser",
            "fight" => "attaquer",
            "seize" => "prendre",
            "lose" => "perdre",
            "help" => "aider",
            "cooperate" => "coopérer",
            "deal" => "s’accorder",
            "punish" => "sanctionner",
            "serve" => "servir",
            "send" => "envoyer",
            "stay" => "rester",
            "step_down" => "démissionner",
            "warn" => "prévenir",
            "search" => "chercher",
            "carry" => "transporter",
            "arm_use" => "avoir",
            "open" => "ouvrir",
            "close" => "fermer",
            lemma => lemma,
        }
    }
}

/// `de Raqqa`, `d’Alep`, `du Caire`, `des Mureaux`.
fn of(name: &str) -> String {
    if let Some(rest) = name.strip_prefix("le ").or_else(|| name.strip_prefix("Le ")) {
        return format!("du {rest}");
    }
    if let Some(rest) = name.strip_prefix("les ").or_else(|| name.strip_prefix("Les ")) {
        return format!("des {rest}");
    }
    if starts_with_vowel(name) && !name.starts_with(['h', 'H', 'y', 'Y']) {
        return format!("d’{name}");
    }
    format!("de {name}")
}

/// A name that is a common noun takes its article: *l’État islamique*, *le Front de Vastrel*.
fn with_article(name: &str) -> String {
    const NOUNS: &[(&str, &str)] = &[
        ("État ", "l’"),
        ("Etat ", "l’"),
        ("Armée ", "l’"),
        ("Organisation ", "l’"),
        ("Union ", "l’"),
        ("Alliance ", "l’"),
        ("Agence ", "l’"),
        ("Opposition ", "l’"),
        ("Autorité ", "l’"),
        ("Front ", "le "),
        ("Mouvement ", "le "),
        ("Parti ", "le "),
        ("Groupe ", "le "),
        ("Conseil ", "le "),
        ("Comité ", "le "),
        ("Ministère ", "le "),
        ("Gouvernement ", "le "),
        ("Coalition ", "la "),
        ("Brigade ", "la "),
        ("Ligue ", "la "),
        ("Garde ", "la "),
        ("Résistance ", "la "),
        ("Forces ", "les "),
        ("Brigades ", "les "),
        ("Unités ", "les "),
        ("Gardiens ", "les "),
        ("Comités ", "les "),
        ("Frères ", "les "),
        ("Talibans", "les "),
        ("Kurdes", "les "),
    ];
    let article = NOUNS.iter().find(|(noun, _)| name.starts_with(noun)).map_or("", |(_, article)| article);
    format!("{article}{name}")
}

fn starts_with_vowel(noun: &str) -> bool {
    let first = super::words::fold(noun);
    first.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h'])
}

impl super::Party {
    /// What it is called in a question; a state by its name in the question's language.
    fn shown(&self, language: Language) -> &str {
        let state = self.key.strip_prefix("s:").and_then(crate::entity::country_name);
        match (language, state) {
            (Language::English, Some((_, english))) => english,
            _ => &self.name,
        }
    }
}

/// What sides say, in French and English.
const SIDES: [(&str, &str); 6] = [
    ("ils coopèrent ou se soutiennent", "they work together or back each other"),
    ("ils se combattent ou refusent de coopérer", "they fight or refuse to work together"),
    ("peut rester", "may stay"),
    ("doit partir", "must go"),
    ("oui", "yes"),
    ("non", "no"),
];

/// What stands before somebody whom an answer rules out.
pub(super) const NOT: (&str, &str) = ("pas ", "not ");

/// What stands behind a date that only the report has.
pub(super) const OF_REPORT: (&str, &str) = (" (date du récit)", " (date of the report)");

/// What a side says, in French.
pub(super) fn side(question: &Question, side: Side) -> &'static str {
    let nth = match (question.topic, side) {
        (Topic::Relation, Side::Yes) => 0,
        (Topic::Relation, Side::No) => 1,
        (Topic::Office, Side::Yes) => 2,
        (Topic::Office, Side::No) => 3,
        (_, Side::Yes) => 4,
        (_, Side::No) => 5,
    };
    SIDES[nth].0
}

/// An answer's value in English: what is said in words of our own and the names of states; words of articles stay.
///
/// ```
/// use selon_link::question::in_english;
///
/// assert_eq!(in_english("pas la Turquie"), "not Turkey");
/// assert_eq!(in_english("fin juin (date du récit)"), "fin juin (date of the report)");
/// assert_eq!(in_english("4 000 combattants"), "4 000 combattants");
/// ```
pub fn in_english(value: &str) -> String {
    if let Some((_, english)) = SIDES.iter().find(|(french, _)| *french == value) {
        return (*english).to_owned();
    }
    let (rest, end) = match value.strip_suffix(OF_REPORT.0) {
        Some(rest) => (rest, OF_REPORT.1),
        None => (value, ""),
    };
    let (start, name) = match rest.strip_prefix(NOT.0) {
        Some(name) => (NOT.1, name),
        None => ("", rest),
    };
    let name = crate::entity::country_in_english(name).unwrap_or(name);
    format!("{start}{name}{end}")
}
