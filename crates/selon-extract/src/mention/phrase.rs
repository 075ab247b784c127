//! Noun phrases: where one begins and ends.
//!
//! The words of a mention are the head with its article, numbers, adjectives, the parts of a name, and the
//! complements with *de*: `les terroristes de Daech`, `le Conseil de sécurité de l’ONU`. What else hangs on it
//! stays out: the preposition, clauses and participles, brackets, other members of a coordination, complements
//! of place (`des équipes techniques [à Brunac]`). `toute la Syrie` and `seul le peuple` are named without the
//! word that only sizes them.

use selon_spacy::{EntIob, Pos};

use crate::claims::tree::{Dep, Tree};

/// The tokens of the noun phrase that `head` heads: first and last.
pub(crate) fn phrase(tree: &Tree, head: usize) -> (usize, usize) {
    if tree.nodes[head].pos == Pos::PRON
        && tree.children(head).all(|child| tree.nodes[child].dep != Dep::Nmod)
    {
        return (head, head);
    }
    let mut first = head;
    while let Some(before) = first.checked_sub(1).filter(|&at| belongs_before(tree, at, head)) {
        first = before;
    }
    // `toute la Syrie`, `même les Kurdes`: from the article on.
    let article = (first..head).find(|&at| tree.nodes[at].pos == Pos::DET);
    let sizes = |at: usize| {
        matches!(
            &*tree.nodes[at].low,
            "tout" | "toute" | "tous" | "toutes" | "seul" | "seule" | "seuls" | "seules" | "même"
        )
    };
    if let Some(article) = article
        && (first..article).all(sizes)
    {
        first = article;
    }
    while first < head && (tree.nodes[first].dep == Dep::Punct || tree.nodes[first].pos == Pos::SPACE) {
        first += 1;
    }
    let mut last = head;
    while last + 1 < tree.len() && belongs_behind(tree, last + 1, head) {
        last += 1;
    }
    while last > head
        && (matches!(tree.nodes[last].pos, Pos::PUNCT | Pos::SPACE | Pos::ADP | Pos::DET | Pos::CCONJ)
            || tree.nodes[last].dep == Dep::Case)
    {
        last -= 1;
    }
    (first, last)
}

/// The phrase of `head` with all members of the coordination that it heads.
pub(crate) fn coordination(tree: &Tree, head: usize) -> (usize, usize) {
    let (first, mut last) = phrase(tree, head);
    for member in tree.conjuncts(head) {
        if member > last && member < last + 12 && tree.nodes[member].line == tree.nodes[head].line {
            last = phrase(tree, member).1.max(last);
        }
    }
    (first, last)
}

fn belongs_before(tree: &Tree, at: usize, head: usize) -> bool {
    let node = &tree.nodes[at];
    if node.line != tree.nodes[head].line {
        return false;
    }
    if tree.head(at) == head {
        return match node.dep {
            Dep::Det | Dep::Amod | Dep::Nummod | Dep::Flat => !node.low.contains(','),
            Dep::Nmod => !has_case(tree, at) && node.pos != Pos::PUNCT && !tree.is_verb(at),
            Dep::Advmod => {
                matches!(&*node.low, "plus" | "très" | "moins" | "environ" | "même" | "non" | "quelque")
            }
            Dep::Punct => matches!(&*node.low, "«" | "\"" | "“" | "-") && at + 1 < head,
            _ => false,
        };
    }
    // A word inside an adjective or number phrase before the head.
    let parent = tree.head(at);
    parent > at
        && parent < head
        && tree.head(parent) == head
        && matches!(tree.nodes[parent].dep, Dep::Amod | Dep::Nummod | Dep::Det | Dep::Flat)
        && matches!(
            node.dep,
            Dep::Advmod | Dep::Nummod | Dep::Flat | Dep::Fixed | Dep::Cc | Dep::Conj | Dep::Other
        )
        || node.pos == Pos::SPACE && at + 1 < head && tree.nodes[at + 1].line == node.line
}

fn belongs_behind(tree: &Tree, at: usize, head: usize) -> bool {
    let node = &tree.nodes[at];
    if node.line != tree.nodes[head].line {
        return false;
    }
    if node.pos == Pos::SPACE {
        return true;
    }
    // `deux gendarmes samedi`: a day is no part of the phrase.
    if is_day(&node.low) && !has_case(tree, at) {
        return false;
    }
    // The rest of a name that the pipeline took as one.
    let continues = |at: usize| {
        tree.doc.token(at).ent_iob() == EntIob::I && !matches!(node.pos, Pos::PUNCT | Pos::ADP | Pos::DET)
    };
    if continues(at)
        && !tree.ent_type(head).is_empty()
        && (head + 1..=at).all(|between| tree.doc.token(between).ent_iob() == EntIob::I)
    {
        return true;
    }
    // Climb to the head through what belongs to a phrase.
    let mut here = at;
    for _ in 0..8 {
        let parent = tree.head(here);
        if here == parent || here < head {
            return false;
        }
        let node = &tree.nodes[here];
        let joined = match node.dep {
            Dep::Det | Dep::Amod | Dep::Nummod | Dep::Flat | Dep::Fixed => {
                !has_case(tree, here) && node.form != Form::Present
            }
            Dep::Case => matches!(&*node.low, "de" | "d'" | "du" | "des" | "d’"),
            Dep::Nmod => match case_of(tree, here) {
                Some(case) => {
                    matches!(&*tree.nodes[case].low, "de" | "d'" | "du" | "des") && !tree.is_verb(here)
                }
                // An adjective in the form of a participle (`les chefs daechistes`) may be read as a verb.
                None => {
                    (!tree.is_verb(here) || node.form == Form::Past && tree.children(here).next().is_none())
                        && node.pos != Pos::DET
                        && node.pos != Pos::ADV
                }
            },
            Dep::Appos => node.pos == Pos::PROPN && here > 0 && tree.nodes[here - 1].pos != Pos::PUNCT,
            Dep::Conj => {
                matches!(node.pos, Pos::ADJ) && tree.nodes[parent].pos == Pos::ADJ
                    || within_complement(tree, here, head)
            }
            Dep::Cc => true,
            Dep::Punct => {
                matches!(&*node.low, "-" | "/" | "'" | "«" | "»" | "\"") && parent != head
                    || &*node.low == "-"
            }
            Dep::Other => {
                matches!(node.pos, Pos::NOUN | Pos::PROPN | Pos::X | Pos::SYM | Pos::ADJ) && here == at
            }
            Dep::Advmod => tree.nodes[parent].pos == Pos::ADJ || &*node.low == "non",
            _ => false,
        };
        if !joined {
            return false;
        }
        if parent == head {
            return true;
        }
        here = parent;
    }
    false
}

use crate::claims::tree::Form;

/// A conjunct inside a complement with *de* (`un convoi d’armes et de munitions`), not beside the head.
fn within_complement(tree: &Tree, conjunct: usize, head: usize) -> bool {
    let parent = tree.head(conjunct);
    parent != head
        && case_of(tree, conjunct).is_some()
        && tree.nodes[parent].dep == Dep::Nmod
        && conjunct < parent + 6
}

fn case_of(tree: &Tree, i: usize) -> Option<usize> {
    tree.children(i).find(|&child| tree.nodes[child].dep == Dep::Case && child < i)
}

fn is_day(low: &str) -> bool {
    matches!(
        low,
        "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
            | "hier"
            | "demain"
            | "aujourd'hui"
    )
}

fn has_case(tree: &Tree, i: usize) -> bool {
    case_of(tree, i).is_some()
}
