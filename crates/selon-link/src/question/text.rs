//! Questions as sentences, in French and English.

use super::answer::Side;
use super::{Question, Topic};

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
        let name = |n: usize| self.about.get(n).map_or("…", |party| party.name.as_str());
        let (a, b) = (name(0), name(1));
        match (language, self.topic) {
            (Language::French, Topic::Relation) => {
                format!("{a} et {b} : se combattent-ils ou coopèrent-ils ?")
            }
            (Language::English, Topic::Relation) => format!("{a} and {b}: do they fight or work together?"),
            (Language::French, Topic::Backing) => format!("Qui soutient, arme ou ravitaille {a} ?"),
            (Language::English, Topic::Backing) => format!("Who backs, arms or supplies {a}?"),
            (Language::French, Topic::Partner) => {
                format!("Avec qui {a} s’est entendu sur le départ de {b} ?")
            }
            (Language::English, Topic::Partner) => format!("With whom did {a} agree on leaving {b}?"),
            (Language::French, Topic::Destination) => format!("Vers où {a} est parti de {b} ?"),
            (Language::English, Topic::Destination) => format!("Where did {a} go from {b}?"),
            (Language::French, Topic::Office) => format!("{a} doit partir, ou peut rester ?"),
            (Language::English, Topic::Office) => format!("Must {a} go, or may {a} stay?"),
            (Language::French, Topic::Service) => format!("Pour {b}, ou non : {a} ?"),
            (Language::English, Topic::Service) => format!("Working for {b}, or not: {a}?"),
            (Language::French, Topic::Fact) => format!("« {} » : {a}, {b}, oui ou non ?", self.shown_act()),
            (Language::English, Topic::Fact) => format!("“{}”: {a}, {b}, yes or no?", self.shown_act()),
            (Language::French, Topic::Doer) => format!("Qui {} {a} ?", self.done(language)),
            (Language::English, Topic::Doer) => format!("Who {} {a}?", self.done(language)),
            (Language::French, Topic::Cause) => format!("Quelle est la cause, à {a} ?"),
            (Language::English, Topic::Cause) => format!("What was the cause, in {a}?"),
            (Language::French, Topic::Date) => format!("À quelle date {} ?", self.happened(language, a, b)),
            (Language::English, Topic::Date) => format!("When {}?", self.happened(language, a, b)),
            (language, Topic::Count) => self.count(language, noun),
        }
    }

    fn count(&self, language: Language, noun: &str) -> String {
        let place = self.about.first().map_or("…", |party| party.name.as_str());
        let french = language == Language::French;
        let noun = if noun.is_empty() { if french { "personnes" } else { "people" } } else { noun };
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
                let about: Vec<_> = self.about.iter().map(|party| party.name.as_str()).collect();
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
            ("die", Language::French) => format!("la mort de {a}"),
            ("die", Language::English) => format!("did {a} die"),
            ("seize", Language::French) => format!("{a} a pris {b}"),
            ("seize", Language::English) => format!("did {a} take {b}"),
            ("deal", Language::French) => format!("l’accord entre {a} et {b}"),
            ("deal", Language::English) => format!("did {a} and {b} agree"),
            ("detain", Language::French) => format!("l’arrestation de {a}"),
            ("detain", Language::English) => format!("was {a} arrested"),
            ("release", Language::French) => format!("la libération de {a}"),
            ("release", Language::English) => format!("was {a} released"),
            (_, Language::French) => format!("le départ de {a}"),
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

fn starts_with_vowel(noun: &str) -> bool {
    let first = super::words::fold(noun);
    first.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h'])
}

/// What a side says, in French.
pub(super) fn side(question: &Question, side: Side) -> &'static str {
    match (question.topic, side) {
        (Topic::Relation, Side::Yes) => "ils coopèrent ou se soutiennent",
        (Topic::Relation, Side::No) => "ils se combattent ou refusent de coopérer",
        (Topic::Office, Side::Yes) => "peut rester",
        (Topic::Office, Side::No) => "doit partir",
        (_, Side::Yes) => "oui",
        (_, Side::No) => "non",
    }
}
