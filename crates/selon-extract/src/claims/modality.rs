//! Polarity and modality: is it so, and in which mode is it said.
//!
//! **Polarity.** `ne … pas`, `plus`, `jamais`, `rien`, `aucun`, `personne`, `ni`, `sans` with an infinitive; a
//! source that denies. `ne … que` affirms, so does `ne` alone behind `avant que`, `de peur que`, `plus … que`
//! (nothing is denied there), and `ne cesse de`. A negated matrix denies the clause (`n’ont pas pu entrer`).
//!
//! **Modality.** In this order: what is asked (a question, what a source asks for), obliged (an order, `devoir`),
//! possible (`pouvoir`, `peut-être`, a condition, a belief), intended (`vouloir`, a future, a purpose, a
//! promise), hedged (the conditional of hearsay, `semble`, `prétendument`), else asserted.
//!
//! The conditional hedges unless it stands in an *if*-frame (possible), with `pouvoir` or `devoir`, or inside a
//! report that is not hedged, where it is a future told from the past (intended).
//!
//! **Look-alikes.** `il voudrait` is a wish; `s’il venait` frames; `aurait négocié` inside a hedged report stays
//! hedged; `à peine`, `pas seulement` deny nothing.

use selon_spacy::Pos;

use crate::claims::clause::{Clause, Kind, finite, marked, matrix};
use crate::claims::tree::{Dep, Form, Mood, Tree};
use crate::record::{Attribution, Modality, Polarity, Stance};

/// Adverbs and adjectives by which the writer keeps a distance.
const HEDGES: &[&str] = &[
    "prétendument",
    "soi-disant",
    "apparemment",
    "vraisemblablement",
    "supposément",
    "présumément",
    "censément",
    "présumé",
    "présumée",
    "présumés",
    "présumées",
    "prétendu",
    "prétendue",
    "prétendus",
    "prétendues",
];

/// Adverbs that leave it open.
const MAYBES: &[&str] = &["peut-être", "probablement", "éventuellement", "possiblement", "potentiellement"];

/// Verbs above an infinitive or a complement that ask for it.
const ASKING: &[&str] = &[
    "demander",
    "appeler",
    "proposer",
    "exiger",
    "réclamer",
    "inviter",
    "exhorter",
    "prier",
    "suggérer",
    "recommander",
    "conseiller",
    "presser",
    "implorer",
    "supplier",
    "sommer",
    "encourager",
    "inciter",
];
const ORDERING: &[&str] =
    &["ordonner", "enjoindre", "imposer", "commander", "obliger", "contraindre", "forcer", "interdire"];
const INTENDING: &[&str] = &[
    "promettre",
    "menacer",
    "décider",
    "accepter",
    "s'engager",
    "engager",
    "jurer",
    "planifier",
    "consentir",
    "convenir",
    "choisir",
    "renoncer",
    "avoir",
];
const ALLOWING: &[&str] = &["permettre", "autoriser", "laisser", "offrir", "donner"];
const PREVENTING: &[&str] = &["empêcher", "éviter", "interdire", "dissuader", "refuser", "renoncer"];

/// Whether the clause denies.
pub(crate) fn polarity(
    tree: &Tree,
    clause: &Clause,
    attribution: Option<&Attribution>,
    outermost: bool,
) -> Polarity {
    let mut denied = clause
        .matrix
        .iter()
        .chain([&clause.head])
        .any(|&word| &*tree.nodes[word].lemma != "cesser" && is_negated(tree, word));
    let top = clause.top();
    if marked(tree, top) == "sans" || &*tree.nodes[top.saturating_sub(1)].low == "sans" {
        denied = !denied;
    }
    let above = tree.head(top);
    if clause.kind == Kind::Infinitive && above != top && PREVENTING.contains(&&*tree.nodes[above].lemma) {
        denied = !denied;
    }
    if clause.subject.is_some_and(|subject| {
        tree.has_child_word(subject, &["aucun", "aucune", "nul", "nulle"])
            || matches!(&*tree.nodes[subject].low, "personne" | "rien" | "aucun" | "aucune" | "nul")
                && tree.child(subject, Dep::Det).is_none()
    }) {
        denied = true;
    }
    if outermost && attribution.is_some_and(|attribution| attribution.stance == Stance::Denies) {
        denied = !denied;
    }
    if denied { Polarity::Denied } else { Polarity::Affirmed }
}

/// `ne` with a second word of negation, or that second word alone before an infinitive.
fn is_negated(tree: &Tree, word: usize) -> bool {
    let second = |low: &str| {
        matches!(
            low,
            "pas"
                | "plus"
                | "jamais"
                | "rien"
                | "aucun"
                | "aucune"
                | "personne"
                | "guère"
                | "nullement"
                | "ni"
                | "point"
                | "nul"
                | "nulle"
                | "aucunement"
        )
    };
    // The particle hangs on the verb, on its auxiliary or copula.
    let near = tree.children(word).chain(
        tree.children(word)
            .filter(|&child| {
                matches!(tree.nodes[child].dep, Dep::Aux | Dep::AuxPass | Dep::Cop | Dep::Xcomp)
                    && child < word
            })
            .flat_map(|child| tree.children(child)),
    );
    let ne = near.filter(|&child| child < word).find(|&child| matches!(&*tree.nodes[child].low, "ne" | "n'"));
    let Some(ne) = ne else {
        // `n’ont-ils pas frappé`, a lost particle: look right before the verb group.
        let from = word.saturating_sub(5);
        let lost = (from..word).rev().take_while(|&at| {
            matches!(tree.nodes[at].pos, Pos::ADV | Pos::AUX | Pos::PRON | Pos::PART)
                && tree.nodes[at].line == tree.nodes[word].line
        });
        let mut seen = (false, false);
        for at in lost {
            seen.0 |= matches!(&*tree.nodes[at].low, "ne" | "n'");
            seen.1 |= second(&tree.nodes[at].low);
        }
        return seen.0 && seen.1;
    };
    let line = tree.nodes[word].line;
    for at in ne + 1..tree.len().min(word + 8) {
        let node = &tree.nodes[at];
        if node.line != line
            || matches!(&*node.low, "." | ";" | ":")
            || at > word && node.form == Form::Finite && tree.is_verb(at)
        {
            break;
        }
        if second(&node.low) {
            // `pas seulement`, `plus de 60` behind the verb are something else.
            let next = tree.nodes.get(at + 1).map_or("", |next| &*next.low);
            let counts = &*node.low == "plus" && matches!(next, "de" | "d'" | "que" | "qu'") && at > word + 1
                || &*node.low == "pas" && matches!(next, "plus" | "moins");
            return !matches!(next, "seulement" | "uniquement" | "que" | "qu'") && !counts;
        }
        if matches!(&*node.low, "que" | "qu'") {
            return false;
        }
    }
    false
}

/// In which mode the clause is said.
pub(crate) fn modality(
    tree: &Tree,
    clause: &Clause,
    attribution: Option<&Attribution>,
    outermost: bool,
) -> Modality {
    let top = clause.top();
    let above = tree.head(top);
    let governor = if above == top { "" } else { &*tree.nodes[above].lemma };
    let stance = attribution.filter(|_| outermost).map(|attribution| attribution.stance);
    match stance {
        Some(Stance::Asks) => return Modality::Asked,
        Some(Stance::Orders) => return Modality::Obliged,
        Some(Stance::Intends) => return Modality::Intended,
        _ => {}
    }
    if is_question(tree, clause) {
        return Modality::Asked;
    }
    // The outermost word that says something decides: `pourrait vouloir` is possible.
    let by_matrix = clause.matrix.iter().filter_map(|&word| matrix(tree, word)?.modality).next();
    if let Some(modality) = by_matrix {
        let goes = &*tree.nodes[top].lemma == "aller";
        // `allait attaquer` may have come to pass; `va attaquer` is to come.
        if !(goes && clause.matrix.len() == 1 && motion(tree, top)) {
            return modality;
        }
    }
    let finite = finite(tree, top);
    let mood = finite.map(|finite| tree.nodes[finite].mood);
    let framed = in_frame(tree, clause);
    let hedge_word = hedged_by_word(tree, clause);
    match mood {
        Some(Mood::Imperative) => return Modality::Asked,
        Some(Mood::Conditional) => {
            let reported = attribution.is_some_and(|attribution| !attribution.hedged);
            let under = (clause.kind == Kind::Relative && above != top)
                .then(|| governing_modality(tree, above))
                .flatten();
            return match under {
                _ if framed => Modality::Possible,
                Some(modality) => modality,
                None if reported && !is_compound(tree, top) => Modality::Intended,
                None => Modality::Hedged,
            };
        }
        Some(Mood::Future) => return if framed { Modality::Possible } else { Modality::Intended },
        Some(Mood::Subjunctive)
            if ASKING.contains(&governor) || matches!(governor, "vouloir" | "souhaiter" | "falloir") =>
        {
            return Modality::Asked;
        }
        _ => {}
    }
    if hedge_word {
        return Modality::Hedged;
    }
    if by_maybe(tree, clause) {
        return Modality::Possible;
    }
    if clause.kind == Kind::Infinitive {
        if matches!(marked(tree, top), "pour" | "afin") || fixed_purpose(tree, top) {
            return Modality::Intended;
        }
        if ASKING.contains(&governor) {
            return Modality::Asked;
        }
        if ORDERING.contains(&governor) && !matches!(governor, "forcer" | "contraindre" | "obliger") {
            return Modality::Obliged;
        }
        if INTENDING.contains(&governor) {
            return Modality::Intended;
        }
        if ALLOWING.contains(&governor) {
            return Modality::Possible;
        }
        if matches!(tree.nodes[above].pos, Pos::NOUN)
            && above != top
            && matches!(governor, "ordre" | "obligation" | "consigne")
        {
            return Modality::Obliged;
        }
        if matches!(tree.nodes[above].pos, Pos::NOUN) && above != top {
            return Modality::Possible;
        }
    }
    if framed && finite.is_some_and(|finite| tree.nodes[finite].mood == Mood::Imperfect) && has_si(tree, top)
    {
        return Modality::Possible;
    }
    match stance {
        Some(Stance::Supposes) => Modality::Possible,
        _ if attribution.is_some_and(|attribution| attribution.hedged) && outermost => Modality::Hedged,
        _ => Modality::Asserted,
    }
}

/// `aller` with a place is motion.
fn motion(tree: &Tree, top: usize) -> bool {
    tree.nodes[top].form == Form::Finite
        && matches!(tree.nodes[top].mood, Mood::Imperfect)
        && tree.children(top).any(|child| tree.ent_type(child) == "LOC")
}

/// `aurait négocié`: the conditional of an auxiliary.
fn is_compound(tree: &Tree, top: usize) -> bool {
    tree.nodes[top].form == Form::Past
        && tree.children(top).any(|child| {
            matches!(tree.nodes[child].dep, Dep::Aux | Dep::AuxPass)
                && tree.nodes[child].mood == Mood::Conditional
        })
        && tree.child(top, Dep::Aux).is_some()
}

/// The modality that the clause around word `i` has from its own verb.
fn governing_modality(tree: &Tree, i: usize) -> Option<Modality> {
    let mut here = i;
    for _ in 0..6 {
        if tree.is_verb(here) || tree.child(here, Dep::Cop).is_some() {
            if let Some(modality) = matrix(tree, here).and_then(|matrix| matrix.modality) {
                return Some(if modality == Modality::Intended { Modality::Possible } else { modality });
            }
            let above = tree.head(here);
            if let Some(modality) =
                matrix(tree, above).and_then(|matrix| matrix.modality).filter(|_| above != here)
            {
                return Some(if modality == Modality::Intended { Modality::Possible } else { modality });
            }
            return None;
        }
        let above = tree.head(here);
        if above == here {
            return None;
        }
        here = above;
    }
    None
}

/// The main clause of a sentence that ends in a question mark, or an indirect question.
fn is_question(tree: &Tree, clause: &Clause) -> bool {
    let top = clause.top();
    if !matches!(clause.kind, Kind::Finite) || matches!(tree.nodes[top].dep, Dep::Advcl) {
        return false;
    }
    let sentence = tree.nodes[top].sentence;
    let end = (top..tree.len().min(top + 80)).take_while(|&at| tree.nodes[at].sentence == sentence).last();
    end.is_some_and(|end| (end.saturating_sub(2)..=end).any(|at| at > top && &*tree.nodes[at].low == "?"))
}

/// `si`, `en cas de`, `à moins que`, `sans` around the clause.
fn in_frame(tree: &Tree, clause: &Clause) -> bool {
    let top = clause.top();
    if has_si(tree, top) {
        return true;
    }
    tree.children(top).any(|child| {
        let node = &tree.nodes[child];
        let clause_below =
            matches!(node.dep, Dep::Advcl | Dep::Parataxis | Dep::Ccomp) && has_si(tree, child);
        let phrase = tree.preposition(child) == "en" && &*node.low == "cas"
            || matches!(tree.preposition(child), "sans" | "faute")
                && matches!(node.dep, Dep::OblMod | Dep::OblArg);
        clause_below || phrase
    }) || {
        let above = tree.head(top);
        above != top && clause.kind == Kind::Finite && tree.nodes[top].dep == Dep::Conj && has_si(tree, above)
    }
}

fn has_si(tree: &Tree, top: usize) -> bool {
    tree.children(top).any(|child| {
        matches!(&*tree.nodes[child].low, "si" | "s'") && matches!(tree.nodes[child].dep, Dep::Mark) && {
            // `même si` grants.
            !(child > 0 && &*tree.nodes[child - 1].low == "même") && &*tree.nodes[child].low == "si"
                || &*tree.nodes[child].low == "s'"
        }
    })
}

fn hedged_by_word(tree: &Tree, clause: &Clause) -> bool {
    let words = |word: usize| {
        tree.children(word).any(|child| {
            HEDGES.contains(&&*tree.nodes[child].low)
                && matches!(tree.nodes[child].dep, Dep::Advmod | Dep::Amod | Dep::OblMod)
        })
    };
    words(clause.head) || clause.matrix.iter().any(|&word| words(word)) || {
        // `selon toute vraisemblance`, `à en croire`
        tree.children(clause.top())
            .any(|child| &*tree.nodes[child].low == "vraisemblance" || &*tree.nodes[child].low == "apparence")
    }
}

fn by_maybe(tree: &Tree, clause: &Clause) -> bool {
    let top = clause.top();
    let maybe = |word: usize| {
        tree.has_child_word(word, MAYBES) || {
            tree.children(word)
                .any(|child| &*tree.nodes[child].low == "doute" && tree.preposition(child) == "sans")
        }
    };
    let above = tree.head(top);
    maybe(top)
        || maybe(clause.head)
        || above != top
            && matches!(&*tree.nodes[above].low, "possible" | "probable")
            && matches!(tree.nodes[top].dep, Dep::Ccomp | Dep::Xcomp)
}

fn fixed_purpose(tree: &Tree, top: usize) -> bool {
    (top.saturating_sub(3)..top).any(|at| &*tree.nodes[at].low == "afin")
}
