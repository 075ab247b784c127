//! A noun phrase as far as it is about one party: without what counts it, and cut where it goes over to another.

use selon_text::CharSpan;

use super::lexicon::{Lexicon, StateName};
use super::words::{Word, is_small, singular};

/// A phrase: its first word is its head.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Never empty; places are those of the whole text.
    pub words: Vec<Word>,
    /// Who leads it: *dirigée par X*.
    pub led_by: Option<Box<Phrase>>,
}

/// The longest name of a state, in words.
const STATE_WORDS: usize = 5;

impl Phrase {
    /// The folded head.
    pub fn head(&self) -> &str {
        &self.words[0].word
    }

    /// From the head to the last word.
    pub fn span(&self) -> CharSpan {
        CharSpan::new(self.words[0].start, self.words[self.words.len() - 1].end)
    }

    /// The longest name of a state that begins with the word at `at`.
    pub fn state_at<'l>(&self, lexicon: &'l Lexicon, at: usize) -> Option<(StateName, &'l str)> {
        let most = (self.words.len() - at).min(STATE_WORDS);
        (1..=most).rev().find_map(|n| {
            let name: Vec<_> = self.words[at..at + n].iter().map(|word| word.word.as_str()).collect();
            lexicon.state(&name.join(" ").replace('-', " "))
        })
    }
}

/// The members of a coordination. `is_apart` tells whether a comma or bracket stands between two words.
pub fn members(words: Vec<Word>, is_apart: &dyn Fn(&Word, &Word) -> bool) -> Vec<Phrase> {
    let mut members = Vec::new();
    let mut open: Vec<Word> = Vec::new();
    let words = words.into_iter();
    for word in words {
        let apart = open.last().is_some_and(|last| is_apart(last, &word));
        // « négociations entre A et B » has one head.
        let is_between = open.iter().skip(1).any(|word| word.word == "entre") && members.is_empty();
        let is_and = !is_between && matches!(word.word.as_str(), "et" | "ainsi" | "comme");
        if (apart || is_and) && !open.is_empty() {
            members.push(std::mem::take(&mut open));
        }
        if !is_and {
            open.push(word);
        }
        if apart && members.len() == 1 && is_aside(&open) {
            // An aside behind a comma is no further member.
            break;
        }
    }
    members.push(open);
    let is_its = |words: &[Word]| {
        words
            .first()
            .is_some_and(|word| matches!(word.word.as_str(), "ses" | "leurs" | "son" | "sa" | "leur"))
    };
    let mut first = true;
    members.into_iter().filter(|words| std::mem::take(&mut first) || !is_its(words)).filter_map(one).collect()
}

fn is_aside(words: &[Word]) -> bool {
    let Some(first) = words.first() else { return false };
    let small =
        ["qui", "que", "dont", "ou", "une", "un", "en", "a", "au", "dans", "sur", "present", "presente"];
    small.contains(&first.word.as_str()) || is_participle(&first.word)
}

/// Cuts a member where it goes over to somebody else, and takes off what counts and points.
fn one(words: Vec<Word>) -> Option<Phrase> {
    let from = words.iter().position(|word| !is_lead(&word.word))?;
    let mut kept = Vec::new();
    let mut led_by = None;
    let mut rest = words.into_iter().skip(from);
    while let Some(word) = rest.next() {
        let is_first = kept.is_empty();
        match word.word.as_str() {
            "qui" | "que" | "dont" | "selon" | "par" | "pour" | "contre" | "vers" | "lors" | "avec"
            | "face"
                if !is_first =>
            {
                break;
            }
            participle if !is_first && is_led(participle) => {
                led_by = one(rest.skip_while(|word| word.word == "par").collect()).map(Box::new);
                break;
            }
            participle if !is_first && is_backed(participle) => break,
            _ => kept.push(word),
        }
    }
    (!kept.is_empty()).then_some(Phrase { words: kept, led_by })
}

/// What stands before a head: articles, numbers, `des centaines de`.
fn is_lead(word: &str) -> bool {
    const COUNTS: &[&str] = &[
        "nombre",
        "centaine",
        "millier",
        "dizaine",
        "vingtaine",
        "trentaine",
        "quarantaine",
        "cinquantaine",
        "soixantaine",
        "douzaine",
        "quinzaine",
        "million",
        "majorite",
        "plupart",
        "partie",
        "moitie",
        "tiers",
        "quart",
        "total",
        "ensemble",
        "quelque",
        "seul",
        "seuls",
        "seule",
        "principal",
        "principaux",
        "autre",
        "autres",
        "ancien",
        "nouveau",
        "nouvelle",
        "grand",
        "grande",
        "petit",
        "haut",
        "hauts",
        "un",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "vingt",
        "trente",
        "cent",
        "cents",
        "mille",
        "premier",
        "dernier",
        "simple",
        "propre",
        "meme",
        "mêmes",
        "importante",
        "important",
        "jeune",
        "violent",
        "violents",
        "recente",
        "recentes",
        "au",
        "moins",
        "encore",
    ];
    is_small(word)
        || word.chars().all(|c| c.is_ascii_digit())
        || COUNTS.contains(&word)
        || COUNTS.contains(&singular(word).as_str())
}

/// `dirigée`, `mandaté`: who does it stands behind *par*, and acts through the one led.
pub fn is_led(word: &str) -> bool {
    const LED: &[&str] =
        &["dirige", "mene", "conduit", "emmene", "commande", "mandate", "envoye", "pilote", "controle"];
    LED.iter()
        .any(|stem| word.strip_prefix(stem).is_some_and(|ending| matches!(ending, "" | "e" | "s" | "es")))
}

fn is_backed(word: &str) -> bool {
    const BACKED: &[&str] = &[
        "soutenu",
        "appuye",
        "arme",
        "finance",
        "protege",
        "aide",
        "forme",
        "entraine",
        "designe",
        "accuse",
        "suspecte",
        "soupconne",
        "tue",
        "arrete",
        "blesse",
        "publie",
        "utilise",
        "detenu",
        "proche",
        "favorable",
        "hostile",
        "oppose",
        "situe",
        "base",
        "installe",
        "deploye",
        "elu",
        "implique",
        "capture",
        "recupere",
    ];
    BACKED
        .iter()
        .any(|stem| word.strip_prefix(stem).is_some_and(|ending| matches!(ending, "" | "e" | "s" | "es")))
}

fn is_participle(word: &str) -> bool {
    is_led(word) || is_backed(word)
}
