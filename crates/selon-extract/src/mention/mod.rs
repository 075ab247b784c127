//! Mentions: what refers to somebody or something, and to whom it goes back.
//!
//! **What it finds.** Names (`Daesh`, `le Conseil de sécurité de l’ONU`), descriptions (`le régime`, `cette
//! organisation terroriste`), pronouns and possessives (`il`, `leur`, `qui`, `ce dernier`, `sa`). Each points
//! at the first mention of the same referent, or at none.
//!
//! **Why.** *Who* did it is mostly said once by name and then by anything else. A claim whose agent is `il`
//! answers no question.
//!
//! **How.** From left to right, each mention is looked up once:
//! - a name by its words, a person also by the last of them; `État islamique (EI)` makes the acronym a name;
//!   a noun with its name (`l’agence Anadolu`, `la ville de Brunac`) is that name;
//! - a description by its noun, when its other words do not speak against it; else, where
//!   `lang/fr/descriptions.tsv` says what kind of thing the noun describes, by the last name of that kind;
//! - a relative pronoun by the noun it stands behind, other pronouns and possessives by gender and number among
//!   the last few mentions, subjects before others; `je` and `nous` in what somebody says, by the source.
//!
//! What does not fit is left open: a wrong antecedent puts a deed on the wrong person.
//!
//! **Look-alikes.** `il faut`, `il y a` (nobody), `un accord` behind `l’accord` (a new one), `le gouvernement
//! russe` behind `le gouvernement syrien` (another).
//!
//! Cost: each mention looks at a bounded number of earlier ones ([`WINDOW`]).

pub(crate) mod phrase;
mod resolve;

use selon_spacy::Pos;
use selon_text::CharSpan;

use crate::claims::tree::{Dep, Tree};
use crate::record::{Attribution, Mention, MentionKind};

/// How many earlier mentions a pronoun or description looks at.
pub(crate) const WINDOW: usize = 40;

/// All mentions of an article, with their places in the tree.
pub(crate) struct Mentions {
    /// In text order.
    pub list: Vec<Mention>,
    /// The head token of each.
    pub heads: Vec<usize>,
    /// The mention that each token heads.
    by_head: Vec<Option<u32>>,
}

/// What is known of a mention while resolving.
pub(crate) struct Features {
    pub head: usize,
    pub kind: MentionKind,
    pub plural: Option<bool>,
    pub feminine: Option<bool>,
    /// Folded words without articles.
    pub key: String,
    /// Folded lemma of the head.
    pub noun: String,
    /// Folded modifiers.
    pub modifiers: Vec<String>,
    /// `le`, `ce`, a possessive: not `un`.
    pub definite: bool,
    pub subject: bool,
    /// Stands as a complement of another noun.
    pub nested: bool,
    pub sentence: u32,
}

impl Mentions {
    /// Finds and resolves all mentions.
    pub fn find(tree: &Tree, attributions: &[Attribution]) -> Self {
        let mut found = Self { list: Vec::new(), heads: Vec::new(), by_head: vec![None; tree.len()] };
        let mut features: Vec<Features> = Vec::new();
        for i in 0..tree.len() {
            let Some(kind) = kind_of(tree, i) else { continue };
            let (first, last) = if is_possessive(tree, i) { (i, i) } else { phrase::phrase(tree, i) };
            let label = if kind == MentionKind::Name { tree.ent_type(i).to_owned() } else { String::new() };
            let span = vec![tree.chars(first, last)];
            found.by_head[i] = Some(found.list.len() as u32);
            found.heads.push(i);
            found.list.push(Mention { span, kind, antecedent: None, label });
            features.push(features_of(tree, i, kind, first, last));
        }
        resolve::resolve(tree, attributions, &features, &mut found);
        found
    }

    /// The mention that token `head` heads.
    pub fn at(&self, head: usize) -> Option<usize> {
        self.by_head[head].map(|mention| mention as usize)
    }

    /// The first mention of the referent of `mention`.
    pub fn root(&self, mention: usize) -> usize {
        self.list[mention].antecedent.unwrap_or(mention)
    }

    /// The mention whose words are `spans`, or the one that stands first in them.
    pub fn in_spans(&self, tree: &Tree, spans: &[CharSpan]) -> Option<usize> {
        let span = spans.first()?;
        let place = |at: usize| tree.nodes[self.heads[at]].chars;
        let from = self.heads.partition_point(|&head| tree.nodes[head].chars.end <= span.start);
        let inside: Vec<usize> = (from..self.list.len())
            .take_while(|&at| place(at).start < span.end)
            .filter(|&at| span.contains(place(at)))
            .take(WINDOW)
            .collect();
        // The head of the phrase depends on nothing inside it.
        let top = inside.iter().copied().find(|&at| {
            let mut here = self.heads[at];
            (0..8).all(|_| {
                let parent = tree.head(here);
                let free = parent == here || !span.contains(tree.nodes[parent].chars);
                here = parent;
                free || tree.nodes[here].pos == Pos::VERB
            })
        });
        top.or(inside.first().copied())
    }
}

/// Words of place and time, measures and the like never refer to who does something; articles of speech neither.
fn kind_of(tree: &Tree, i: usize) -> Option<MentionKind> {
    let node = &tree.nodes[i];
    match node.pos {
        Pos::DET if is_possessive(tree, i) => Some(MentionKind::Pronoun),
        Pos::PRON => {
            let personal = matches!(
                &*node.low,
                "il" | "elle"
                    | "ils"
                    | "elles"
                    | "le"
                    | "la"
                    | "les"
                    | "l'"
                    | "lui"
                    | "leur"
                    | "eux"
                    | "je"
                    | "j'"
                    | "nous"
                    | "qui"
                    | "que"
                    | "qu'"
                    | "dont"
                    | "où"
                    | "lequel"
                    | "laquelle"
                    | "lesquels"
                    | "lesquelles"
                    | "auquel"
                    | "duquel"
                    | "desquels"
                    | "celui-ci"
                    | "celle-ci"
                    | "ceux-ci"
                    | "celles-ci"
                    | "celui"
                    | "celle"
                    | "ceux"
                    | "celles"
                    | "un"
                    | "une"
                    | "certains"
                    | "d'autres"
                    | "dernier"
                    | "dernière"
                    | "-il"
                    | "-elle"
                    | "-ils"
                    | "-elles"
                    | "y"
                    | "m'"
                    | "me"
                    | "on"
            );
            (personal && node.dep != Dep::ExplSubj).then_some(MentionKind::Pronoun)
        }
        Pos::ADJ if is_this_last(tree, i) => Some(MentionKind::Pronoun),
        Pos::NOUN | Pos::PROPN | Pos::X if node.dep != Dep::Fixed && node.dep != Dep::Flat => {
            if !node.low.chars().any(char::is_alphabetic) || inside_name(tree, i) {
                return None;
            }
            let in_entity = !tree.ent_type(i).is_empty();
            let capital = tree.doc.token(i).text().chars().next().is_some_and(char::is_uppercase);
            let begins =
                i == 0 || tree.nodes[i - 1].sentence != node.sentence || &*tree.nodes[i - 1].low == "«";
            let named = node.pos == Pos::PROPN || node.pos == Pos::X || capital && (in_entity || !begins);
            Some(if named { MentionKind::Name } else { MentionKind::Description })
        }
        _ => None,
    }
}

/// The first part of the name that token `i` belongs to: `Deyru’z Zor` may be in pieces.
pub(crate) fn name_head(tree: &Tree, i: usize) -> usize {
    let mut here = i;
    for _ in 0..6 {
        if !inside_name(tree, here) {
            break;
        }
        here = tree.head(here);
    }
    here
}

/// A later part of a name whose first part heads it.
fn inside_name(tree: &Tree, i: usize) -> bool {
    let node = &tree.nodes[i];
    let parent = tree.head(i);
    parent < i
        && node.dep == Dep::Nmod
        && matches!(tree.nodes[parent].pos, Pos::PROPN | Pos::X)
        && matches!(node.pos, Pos::PROPN | Pos::X)
        && tree.children(i).all(|child| tree.nodes[child].dep != Dep::Case)
        && (parent..i).all(|at| tree.nodes[at].pos != Pos::PUNCT || &*tree.nodes[at].low == "-")
}

pub(crate) fn is_possessive(tree: &Tree, i: usize) -> bool {
    matches!(
        &*tree.nodes[i].low,
        "son" | "sa" | "ses" | "leur" | "leurs" | "notre" | "nos" | "mon" | "ma" | "mes"
    ) && tree.nodes[i].pos == Pos::DET
}

/// `ce dernier`, `cette dernière`.
pub(crate) fn is_this_last(tree: &Tree, i: usize) -> bool {
    matches!(&*tree.nodes[i].low, "dernier" | "dernière" | "derniers" | "dernières" | "premier" | "première")
        && i > 0
        && matches!(&*tree.nodes[i - 1].low, "ce" | "cette" | "ces")
        && tree.head(i - 1) == i
}

fn features_of(tree: &Tree, i: usize, kind: MentionKind, first: usize, last: usize) -> Features {
    let node = &tree.nodes[i];
    let determiner = tree.children(i).find(|&child| tree.nodes[child].dep == Dep::Det && child < i);
    let contracted = tree.children(i).any(|child| {
        matches!(&*tree.nodes[child].low, "du" | "au" | "aux" | "des") && tree.nodes[child].dep == Dep::Case
    });
    let definite = contracted
        || determiner.is_some_and(|at| {
            matches!(
                &*tree.nodes[at].low,
                "le" | "la"
                    | "les"
                    | "l'"
                    | "ce"
                    | "cet"
                    | "cette"
                    | "ces"
                    | "son"
                    | "sa"
                    | "ses"
                    | "leur"
                    | "leurs"
            )
        });
    let mut modifiers = Vec::new();
    for at in first..=last {
        let word = &tree.nodes[at];
        let content = matches!(word.pos, Pos::ADJ | Pos::NOUN | Pos::PROPN | Pos::NUM | Pos::X | Pos::VERB);
        if at != i && content && !matches!(&*word.low, "tout" | "toute" | "même" | "grand" | "seul") {
            modifiers.push(fold(&word.low));
        }
    }
    let plural = node.plural.or_else(|| {
        determiner.map(|at| &*tree.nodes[at].low).and_then(|low| match low {
            "les" | "des" | "ces" | "ses" | "leurs" | "plusieurs" => Some(true),
            "le" | "la" | "ce" | "cette" | "un" | "une" | "l'" => Some(false),
            _ => None,
        })
    });
    let feminine = determiner
        .and_then(|at| match &*tree.nodes[at].low {
            "la" | "une" | "cette" => Some(true),
            "le" | "un" | "ce" | "cet" => Some(false),
            _ => None,
        })
        .or(if kind == MentionKind::Name && node.pos == Pos::PROPN { None } else { node.feminine });
    let (plural, feminine) = match &*node.low {
        "il" | "-il" => (Some(false), Some(false)),
        "elle" | "-elle" => (Some(false), Some(true)),
        "ils" | "-ils" | "eux" => (Some(true), Some(false)),
        "elles" | "-elles" => (Some(true), Some(true)),
        "lui" => (Some(false), None),
        "les" => (Some(true), None),
        "leur" | "leurs" if kind == MentionKind::Pronoun => (Some(true), None),
        "son" | "sa" | "ses" => (Some(false), None),
        "le" => (Some(false), Some(false)),
        "la" => (Some(false), Some(true)),
        "l'" => (Some(false), None),
        "y" | "qui" | "que" | "qu'" | "dont" | "où" => (None, None),
        _ => (plural.or(if kind == MentionKind::Name { Some(false) } else { None }), feminine),
    };
    let words = tree.text(tree.chars(first, last));
    Features {
        head: i,
        kind,
        plural,
        feminine,
        key: key_of(words),
        noun: fold(&node.lemma),
        modifiers,
        definite,
        subject: matches!(node.dep, Dep::Nsubj | Dep::NsubjPass),
        nested: matches!(node.dep, Dep::Nmod | Dep::Appos | Dep::Flat),
        sentence: node.sentence,
    }
}

/// Lower case without accents.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => out.push('a'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'î' | 'ï' | 'í' | 'ì' => out.push('i'),
            'ô' | 'ö' | 'ó' | 'ò' | 'õ' => out.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => out.push('u'),
            'ç' => out.push('c'),
            'ñ' => out.push('n'),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            '’' => out.push('\''),
            c => out.push(c),
        }
    }
    out
}

/// The words of a phrase without articles, prepositions, punctuation and accents.
pub(crate) fn key_of(text: &str) -> String {
    const SMALL: &[&str] = &[
        "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "ce", "cet", "cette", "ces", "son",
        "sa", "ses", "leur", "leurs", "et", "toute", "tout", "tous",
    ];
    let folded = fold(text);
    let words =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !SMALL.contains(word));
    words.collect::<Vec<_>>().join(" ")
}
