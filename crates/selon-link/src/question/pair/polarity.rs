//! What a sentence denies: negations, with what they stand on, and words that deny what hangs on them.
//!
//! Where a negation stands is read off the words, not off the parse, which errs here: behind *ne* the next verb is
//! denied, and with a helper (*n'a pas démissionné*, *ne peut pas modifier*) the word that it helps.

use super::vocabulary::denies;
use super::{PairWord, Sentence};
use crate::question::words::fold;

/// Which words of a sentence are denied.
pub struct Negations {
    denied: Vec<bool>,
    restricted: bool,
    /// Words that a negation stands on directly.
    on: Vec<usize>,
}

/// Words that only help the one that is denied.
const HELPERS: &[&str] = &[
    "avoir", "etre", "pouvoir", "devoir", "vouloir", "aller", "falloir", "sembler", "paraitre", "faire",
    "exister",
];

/// Clitics between *ne* and its verb.
const CLITICS: &[&str] =
    &["le", "la", "les", "l", "lui", "leur", "se", "s", "y", "en", "me", "te", "nous", "vous", "m", "t"];

impl Negations {
    /// Finds them in a parsed sentence.
    pub fn find(words: &[PairWord], lemmas: &[String]) -> Self {
        let n = words.len();
        let folded: Vec<String> = words.iter().map(|word| fold(&word.text)).collect();
        let mut own = vec![false; n];
        let mut restricted = false;
        let mut at = 0;
        while at < n {
            match folded[at].as_str() {
                "ne" | "n" => match behind_ne(words, lemmas, &folded, at) {
                    Found::Denied(targets) => targets.into_iter().for_each(|target| own[target] = true),
                    Found::Partly => restricted = true,
                    Found::Nothing => {}
                },
                // « sans danger », « pas dangereux », « non fondé ».
                "sans" | "non" => {
                    let target = (at + 1..n.min(at + 4))
                        .find(|next| matches!(words[*next].pos.as_str(), "NOUN" | "ADJ" | "VERB"));
                    if let Some(target) = target {
                        own[target] = true;
                    }
                }
                "pas" if at > 0 && !has_ne_before(&folded, at) => {
                    if let Some(next) = (at + 1..n.min(at + 3))
                        .find(|next| matches!(words[*next].pos.as_str(), "ADJ" | "VERB"))
                    {
                        own[next] = true;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        let head = |at: usize| words[at].head.min(n - 1);
        // « refuse de reconnaître », « il est faux que »: what hangs on the word is denied.
        let mut denied = own.clone();
        for (at, denied) in denied.iter_mut().enumerate() {
            let mut here = at;
            for _ in 0..n {
                let up = head(here);
                if up == here {
                    break;
                }
                let dep = words[here].dep.split(':').next().unwrap_or_default();
                let is_clause = matches!(dep, "xcomp" | "ccomp" | "csubj" | "acl")
                    || dep == "obl" && words[here].pos == "VERB";
                let is_object = matches!(dep, "obj" | "nmod") && denies(&lemmas[up]) && here == at;
                if !is_clause && !is_object {
                    break;
                }
                if denies(&lemmas[up]) {
                    *denied = !*denied;
                }
                if own[up] && !own[at] && !HELPERS.contains(&lemmas[up].as_str()) && dep != "acl" {
                    *denied = !*denied;
                }
                here = up;
            }
        }
        // « X dément avoir fait »: the words behind are denied however they are parsed.
        for (at, word) in folded.iter().enumerate() {
            let is_denial = matches!(
                word.as_str(),
                "dement"
                    | "dementi"
                    | "nie"
                    | "nient"
                    | "dementent"
                    | "refuse"
                    | "refusent"
                    | "refute"
                    | "conteste"
                    | "refusait"
                    | "niait"
            );
            if !is_denial {
                continue;
            }
            let verb = (at + 1..n.min(at + 5)).find(|next| {
                words[*next].pos == "VERB"
                    && (words[*next].morph.contains("Inf") || words[*next].morph.contains("Part"))
            });
            if let Some(verb) = verb {
                denied[verb] = !own[verb];
            }
        }
        if let Some(verb) = behind_false_claim(words, &folded) {
            denied[verb] = !own[verb];
        }
        let on = (0..n).filter(|at| own[*at]).collect();
        Self { denied, restricted, on }
    }

    /// True where the sentence says that it is not so.
    pub fn is_denied(&self, at: usize) -> bool {
        self.denied[at]
    }

    /// True where only a part is denied: *pas seulement*, *pas à eux seuls*.
    pub fn is_restricted(&self) -> bool {
        self.restricted
    }

    /// Words that a negation stands on.
    pub fn on(&self) -> &[usize] {
        &self.on
    }

    /// Number of words that a negation stands on.
    pub fn count(&self) -> usize {
        self.on.len()
    }

    /// True where any word is denied.
    pub fn any(&self) -> bool {
        self.denied.iter().any(|is| *is)
    }

    /// The word with its negation, for people.
    pub fn shown(&self, sentence: &Sentence<'_>, at: usize) -> String {
        let text = &sentence.words[at].text;
        if self.denied[at] { format!("pas : {text}") } else { text.clone() }
    }

    /// The first word that is denied, or the root.
    pub fn first(&self, sentence: &Sentence<'_>) -> String {
        let at = (0..sentence.words.len()).find(|at| self.denied[*at]);
        let at = at.or_else(|| (0..sentence.words.len()).find(|at| sentence.head(*at) == *at));
        at.map_or_else(String::new, |at| self.shown(sentence, at))
    }
}

/// The verb of what is called false: *l'affirmation selon laquelle la ville abrite un dépôt est fausse*.
fn behind_false_claim(words: &[PairWord], folded: &[String]) -> Option<usize> {
    const CLAIMS: &[&str] = &[
        "affirmation",
        "affirmations",
        "allegation",
        "allegations",
        "assertion",
        "information",
        "informations",
        "annonce",
        "these",
        "theorie",
        "idee",
        "accusation",
        "accusations",
    ];
    const FALSE: &[&str] = &[
        "faux",
        "fausse",
        "fausses",
        "infondee",
        "infondees",
        "erronee",
        "erronees",
        "mensongere",
        "mensongeres",
        "inexacte",
        "inexactes",
        "dementie",
        "dementies",
        "refutee",
        "refutees",
    ];
    const IS: &[&str] = &["est", "sont", "etait", "etaient", "serait", "seraient", "ete", "avere", "averee"];
    let is_one_of = |at: usize, list: &[&str]| list.contains(&folded[at].as_str());
    let claim = (0..words.len()).find(|at| is_one_of(*at, CLAIMS))?;
    let link = (claim + 1..words.len().min(claim + 4))
        .find(|at| is_one_of(*at, &["laquelle", "lesquelles", "que", "qu"]))?;
    let end = (link + 3..words.len())
        .rev()
        .find(|at| is_one_of(*at, FALSE) && (at - 3..*at).any(|before| is_one_of(before, IS)))?;
    (link + 1..end).find(|at| words[*at].pos == "VERB")
}

/// What stands behind *ne*.
enum Found {
    Denied(Vec<usize>),
    /// *pas seulement*: something is left.
    Partly,
    /// *ne … que*, *ne* alone.
    Nothing,
}

/// Words behind *ne* among which its partner stands.
const REACH: usize = 9;

fn behind_ne(words: &[PairWord], lemmas: &[String], folded: &[String], at: usize) -> Found {
    let end = words.len().min(at + REACH);
    let Some(verb) = (at + 1..end).find(|next| !CLITICS.contains(&folded[*next].as_str())) else {
        return Found::Nothing;
    };
    let before = folded[at.saturating_sub(4)..at].iter().any(|word| {
        matches!(
            word.as_str(),
            "aucun" | "aucune" | "nul" | "nulle" | "personne" | "rien" | "jamais" | "ni" | "pas"
        )
    });
    let mut partner = None;
    let mut only = None;
    for (next, word) in folded.iter().enumerate().take(end).skip(at + 1) {
        match word.as_str() {
            "pas" | "jamais" | "rien" | "aucun" | "aucune" | "nul" | "nulle" | "guere" | "nullement"
            | "aucunement" | "point" | "ni" | "personne" | "plus" => {
                partner = Some(next);
                break;
            }
            "que" | "qu" if only.is_none() => only = Some(next),
            _ => {}
        }
    }
    if partner.is_none() && !before {
        // « ne peut », « ne cesse » deny without a partner; « ne … que » affirms.
        let is_formal = matches!(lemmas[verb].as_str(), "pouvoir" | "savoir" | "oser");
        if !is_formal || only.is_some() {
            return Found::Nothing;
        }
    }
    if let Some(partner) = partner {
        let behind: Vec<&str> =
            folded[partner + 1..words.len().min(partner + 6)].iter().map(String::as_str).collect();
        let partly = behind.iter().take(2).any(|word| {
            matches!(
                *word,
                "seulement" | "uniquement" | "que" | "forcement" | "necessairement" | "simplement"
            )
        }) || behind.iter().any(|word| matches!(*word, "seul" | "seuls" | "seule" | "seules"));
        if folded[partner] == "pas" && partly {
            return Found::Partly;
        }
    }
    let mut targets = vec![verb];
    if HELPERS.contains(&lemmas[verb].as_str()) {
        let from = partner.map_or(verb, |partner| partner.max(verb));
        let helped = (from + 1..words.len().min(from + 6)).find(|next| {
            matches!(words[*next].pos.as_str(), "VERB" | "ADJ" | "NOUN" | "PROPN")
                && !HELPERS.contains(&lemmas[*next].as_str())
        });
        targets.extend(helped);
    }
    Found::Denied(targets)
}

fn has_ne_before(folded: &[String], at: usize) -> bool {
    folded[at.saturating_sub(8)..at].iter().any(|word| matches!(word.as_str(), "ne" | "n"))
}
