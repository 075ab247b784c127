//! Opposites and words for the same thing.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::{PairWord, Sentence};
use crate::question::lexicon::{Lexicon, StateName};
use crate::question::words::fold;

struct Vocabulary {
    /// A folded lemma → rows and sides of `opposites.tsv`.
    sides: HashMap<String, Vec<(usize, bool)>>,
    /// A folded lemma → sets of `same.tsv`.
    sets: HashMap<String, Vec<usize>>,
}

fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let mut vocabulary = Vocabulary { sides: HashMap::new(), sets: HashMap::new() };
        for (row, line) in lines(include_str!("../data/opposites.tsv")).enumerate() {
            let (left, right) = line.split_once('\t').unwrap_or((line, ""));
            for (side, words) in [(false, left), (true, right)] {
                for word in words.split(',') {
                    vocabulary.sides.entry(bare(&fold(word)).to_owned()).or_default().push((row, side));
                }
            }
        }
        for (row, line) in lines(include_str!("../data/same.tsv")).enumerate() {
            for word in line.split(',') {
                vocabulary.sets.entry(bare(&fold(word)).to_owned()).or_default().push(row);
            }
        }
        vocabulary
    })
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Lemmas of parses have no reflexive.
fn bare(word: &str) -> &str {
    word.strip_prefix("s ").or_else(|| word.strip_prefix("se ")).unwrap_or(word)
}

/// Number of words with an opposite.
pub fn vocabulary_size() -> usize {
    vocabulary().sides.len()
}

/// Prefixes that turn a word round: *in*efficace, *dé*stabiliser.
const TURNING: &[&str] = &["in", "im", "il", "ir", "de", "des", "non", "mal", "anti", "a", "dis", "mes"];

/// True where both cannot be true of one thing.
pub fn are_opposites(a: &str, b: &str) -> bool {
    if a == b {
        return false;
    }
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    if short.len() >= 5 {
        let rest = TURNING.iter().find_map(|prefix| long.strip_prefix(prefix).map(|rest| rest.trim_start()));
        if rest == Some(short) {
            return true;
        }
    }
    let sides = &vocabulary().sides;
    let (Some(of_a), Some(of_b)) = (sides.get(a), sides.get(b)) else { return false };
    let opposite = of_a.iter().any(|(row, side)| of_b.contains(&(*row, !*side)));
    // A word that stands beside the other somewhere is no clear opposite.
    let beside = of_a.iter().any(|(row, side)| of_b.contains(&(*row, *side)));
    opposite && !beside
}

/// How much two folded lemmas say the same: 1 the same word, less the farther; 0 nothing.
pub fn likeness(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let sets = &vocabulary().sets;
    if let (Some(of_a), Some(of_b)) = (sets.get(a), sets.get(b))
        && of_a.iter().any(|set| of_b.contains(set))
    {
        return 0.8;
    }
    let sides = &vocabulary().sides;
    if let (Some(of_a), Some(of_b)) = (sides.get(a), sides.get(b))
        && of_a.iter().any(|side| of_b.contains(side))
        && !are_opposites(a, b)
    {
        return 0.7;
    }
    let lexicon = Lexicon::french();
    let act = lexicon.act_of_word(a);
    if act.is_some() && act == lexicon.act_of_word(b) {
        return 0.7;
    }
    if let (Some((_, x)), Some((_, y))) = (lexicon.state(a), lexicon.state(b))
        && x == y
    {
        return 0.9;
    }
    // *modifier*, *modification*: alike for long enough; *karvanien*, *Karvanie* too.
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let shorter = a.chars().count().min(b.chars().count());
    if shared >= 5 && shared * 10 >= shorter * 7 { 0.7 } else { 0.0 }
}

/// True for words that say something of their own.
pub fn is_content(word: &PairWord, lemma: &str) -> bool {
    const EMPTY: &[&str] = &[
        "etre",
        "avoir",
        "faire",
        "pouvoir",
        "devoir",
        "aller",
        "aussi",
        "tres",
        "plus",
        "moins",
        "pas",
        "ne",
        "jamais",
        "aucun",
        "tout",
        "meme",
        "selon",
        "ainsi",
        "alors",
        "encore",
        "deja",
        "toujours",
        "rien",
        "personne",
        "seul",
        "seulement",
        "cela",
        "ca",
        "falloir",
        "y",
        "en",
        "certain",
        "autre",
        "venir",
        "sembler",
        "annee",
        "dire",
        "affirmer",
        "indiquer",
        "declarer",
        "annoncer",
        "ni",
        "non",
        "guere",
        "nullement",
    ];
    matches!(word.pos.as_str(), "NOUN" | "VERB" | "ADJ" | "PROPN" | "NUM" | "ADV" | "X")
        && lemma.len() > 1
        && !EMPTY.contains(&lemma)
        && !matches!(word.dep.as_str(), "aux" | "aux:tense" | "aux:pass" | "cop")
}

/// `karvanien`: an adjective with such an ending, or a known adjective of origin.
pub fn is_demonym(sentence: &Sentence<'_>, at: usize) -> bool {
    const ENDINGS: &[&str] = &["ien", "ais", "ois", "ain", "ienne", "aise", "oise", "aine"];
    let text = fold(&sentence.words[at].text);
    let known = Lexicon::french().state(&text).is_some_and(|(kind, _)| kind == StateName::Demonym);
    let bare = text.strip_suffix('s').unwrap_or(&text);
    let ends = ENDINGS.iter().any(|ending| text.ends_with(ending) || bare.ends_with(ending));
    known || ends && sentence.words[at].pos == "ADJ" && text.len() > 5 && !is_common(bare)
}

/// Adjectives with such an ending that tell no origin.
fn is_common(word: &str) -> bool {
    const COMMON: &[&str] = &[
        "humain",
        "humaine",
        "certain",
        "prochain",
        "prochaine",
        "ancien",
        "ancienne",
        "quotidien",
        "quotidienne",
        "mauvai",
        "mauvais",
        "urbain",
        "urbaine",
        "souverain",
        "soudain",
        "mauvaise",
        "contemporain",
        "aerien",
        "aerienne",
        "moyen",
        "moyenne",
    ];
    COMMON.contains(&word)
}

/// Verbs that are as true the other way round.
pub fn is_mutual(lemma: &str) -> bool {
    const MUTUAL: &[&str] = &[
        "rencontrer",
        "affronter",
        "epouser",
        "cooperer",
        "negocier",
        "discuter",
        "signer",
        "combattre",
        "ressembler",
        "differer",
        "echanger",
        "etre",
    ];
    MUTUAL.contains(&lemma)
}

/// Words that deny what hangs on them.
pub fn denies(lemma: &str) -> bool {
    static DENIALS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let denials = DENIALS.get_or_init(|| {
        [
            "nier",
            "dementir",
            "refuter",
            "contester",
            "refuser",
            "exclure",
            "empecher",
            "interdire",
            "eviter",
            "faux",
            "mensonge",
            "impossible",
            "incapable",
            "absence",
            "rejeter",
            "renoncer",
            "ignorer",
            "cesser",
            "echouer",
            "infirmer",
            "manquer",
            "mythe",
            "rumeur",
            "contredire",
            "dementi",
            "inexact",
            "fausse",
            "recuser",
            "improbable",
            "invraisemblable",
            "omettre",
            "oublier",
            "abstenir",
        ]
        .into_iter()
        .collect()
    });
    denials.contains(lemma)
}
