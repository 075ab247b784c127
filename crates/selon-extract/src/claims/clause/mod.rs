//! Clauses: which words predicate something, and of whom.
//!
//! **What it finds.** A clause for each finite verb, each participle that says something of its noun (`les
//! missiles utilisés par …`), each infinitive and gerund, each noun or adjective with *être*. Verbs that only
//! colour another (`pouvoir`, `devoir`, `vouloir`, `commencer à`, `être prêt à`, `avoir le droit de`) make one
//! clause with it: they are its *matrix*, and tell modality and subject.
//!
//! **Subjects.** The parser's subject; else the one of the clause that this one is coordinated with; the noun a
//! relative or participle hangs on; for infinitives the subject or the object of the verb above, as that verb
//! controls it (`permettre à X de`, `X promet de`); else, where the parser lost it, the last noun phrase
//! without a preposition before the verb.
//!
//! **Look-alikes.** Auxiliaries, copulas and adjectives in the form of participles are no clauses of their own.

mod subject;

use selon_spacy::Pos;

use crate::claims::clause::subject::subject_of;
use crate::claims::tree::{Dep, Form, Tree};
use crate::record::Modality;

pub(crate) use subject::relative_noun;

/// How a clause stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// With a finite verb: main, complement, adverbial.
    Finite,
    /// A relative clause.
    Relative,
    /// A participle on a noun.
    Participle,
    /// A participle or gerund on a verb.
    Gerund,
    /// An infinitive that is not one with the verb above.
    Infinitive,
}

/// One clause.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    /// The word that predicates: a verb, or a noun or adjective with *être*.
    pub head: usize,
    /// The verbs (and adjectives and nouns) above it that only colour it, outermost first.
    pub matrix: Vec<usize>,
    pub kind: Kind,
    /// The head of the subject's phrase.
    pub subject: Option<usize>,
    /// The subject is who it is done to.
    pub passive: bool,
    /// `il faut`, `il y a`.
    pub impersonal: bool,
}

impl Clause {
    /// The outermost word of the clause.
    pub fn top(&self) -> usize {
        self.matrix.first().copied().unwrap_or(self.head)
    }
}

/// What a verb that takes an infinitive says of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matrix {
    lemma: &'static str,
    /// `None`: that of the verb itself.
    pub modality: Option<Modality>,
}

const fn m(lemma: &'static str, modality: Modality) -> Matrix {
    Matrix { lemma, modality: Some(modality) }
}

const fn same(lemma: &'static str) -> Matrix {
    Matrix { lemma, modality: None }
}

/// Verbs, adjectives and nouns that make one clause with the infinitive behind them.
const MATRIX: &[Matrix] = &[
    m("pouvoir", Modality::Possible),
    m("devoir", Modality::Obliged),
    m("falloir", Modality::Obliged),
    m("vouloir", Modality::Intended),
    m("aller", Modality::Intended),
    m("compter", Modality::Intended),
    m("entendre", Modality::Intended),
    m("envisager", Modality::Intended),
    m("projeter", Modality::Intended),
    m("prévoir", Modality::Intended),
    m("souhaiter", Modality::Intended),
    m("espérer", Modality::Intended),
    m("désirer", Modality::Intended),
    m("ambitionner", Modality::Intended),
    m("chercher", Modality::Intended),
    m("tenter", Modality::Intended),
    m("essayer", Modality::Intended),
    m("efforcer", Modality::Intended),
    m("apprêter", Modality::Intended),
    m("préparer", Modality::Intended),
    m("viser", Modality::Intended),
    m("songer", Modality::Intended),
    m("penser", Modality::Intended),
    m("sembler", Modality::Hedged),
    m("paraître", Modality::Hedged),
    m("risquer", Modality::Possible),
    m("avérer", Modality::Asserted),
    same("venir"),
    same("commencer"),
    same("recommencer"),
    same("continuer"),
    same("mettre"),
    same("finir"),
    same("persister"),
    same("poursuivre"),
    same("achever"),
    same("tarder"),
    same("hésiter"),
    same("oser"),
    same("réussir"),
    same("parvenir"),
    same("arriver"),
    same("tendre"),
    same("contribuer"),
    same("obstiner"),
    same("acharner"),
    same("contenter"),
    same("cesser"),
    same("avoir"),
    same("occuper"),
    same("faire"),
    m("prêt", Modality::Intended),
    m("disposé", Modality::Intended),
    m("déterminé", Modality::Intended),
    m("résolu", Modality::Intended),
    m("décidé", Modality::Intended),
    m("capable", Modality::Possible),
    m("susceptible", Modality::Possible),
    m("tenu", Modality::Obliged),
    m("censé", Modality::Obliged),
    m("impatient", Modality::Intended),
    m("mesure", Modality::Possible),
    m("point", Modality::Intended),
    same("train"),
    same("droit"),
    m("possibilité", Modality::Possible),
    m("capacité", Modality::Possible),
    m("intention", Modality::Intended),
    m("volonté", Modality::Intended),
    m("obligation", Modality::Obliged),
    m("devoir", Modality::Obliged),
    same("habitude"),
    same("temps"),
];

/// What `word` says of the infinitive behind it, where it makes one clause with it.
pub(crate) fn matrix(tree: &Tree, word: usize) -> Option<Matrix> {
    let node = &tree.nodes[word];
    MATRIX.iter().copied().find(|matrix| matrix.lemma == &*node.lemma)
}

/// Who the subject of an infinitive is under such verbs: the object or the complement with *à*.
const OBJECT_CONTROL: &[&str] = &[
    "permettre",
    "demander",
    "ordonner",
    "interdire",
    "conseiller",
    "proposer",
    "suggérer",
    "recommander",
    "imposer",
    "enjoindre",
    "aider",
    "forcer",
    "obliger",
    "contraindre",
    "pousser",
    "inciter",
    "inviter",
    "appeler",
    "exhorter",
    "encourager",
    "autoriser",
    "accuser",
    "soupçonner",
    "empêcher",
    "dissuader",
    "convaincre",
    "persuader",
    "presser",
    "sommer",
    "prier",
    "charger",
    "laisser",
    "faire",
    "voir",
    "entendre",
    "condamner",
    "mandater",
    "éviter",
    "commander",
    "prescrire",
    "défendre",
    "reprocher",
    "pardonner",
    "offrir",
    "implorer",
    "supplier",
    "mettre",
    "envoyer",
    "priver",
    "blâmer",
];

/// All clauses, in text order of their heads.
pub(crate) fn find_clauses(tree: &Tree) -> Vec<Clause> {
    let mut found = Vec::new();
    let mut subjects = vec![None; tree.len()];
    for head in 0..tree.len() {
        if !predicates(tree, head) || is_matrix(tree, head) {
            continue;
        }
        let matrix = matrices(tree, head);
        let top = matrix.first().copied().unwrap_or(head);
        let kind = kind_of(tree, top);
        // `s’est fait arrêter`: it is done to the subject.
        let undergoes = matrix.iter().any(|&word| &*tree.nodes[word].lemma == "faire")
            || is_reflexive(tree, head)
                && tree.has_child_word(head, &["fait", "faire"])
                && tree.nodes[head].form == Form::Infinitive;
        let passive = is_passive(tree, head) || undergoes;
        let impersonal = is_impersonal(tree, top)
            || &*tree.nodes[head].lemma == "agir"
                && is_reflexive(tree, head)
                && tree.has_child_word(top, &["il", "-il"]);
        let subject = if impersonal { None } else { subject_of(tree, top, &mut subjects, 0) };
        let subject = subject.filter(|&subject| subject != head);
        found.push(Clause { head, matrix, kind, subject, passive, impersonal });
    }
    found
}

/// Whether a word predicates.
fn predicates(tree: &Tree, i: usize) -> bool {
    let node = &tree.nodes[i];
    if tree.child(i, Dep::Cop).is_some_and(|cop| tree.is_verb(cop)) && !tree.is_verb(i) {
        return true;
    }
    if !tree.is_verb(i)
        || matches!(
            node.dep,
            Dep::Aux | Dep::AuxPass | Dep::Cop | Dep::Case | Dep::Mark | Dep::Fixed | Dep::Flat
        )
    {
        return false;
    }
    // `Yasser` with an ending like a verb's is a name.
    let text = tree.doc.token(i).text();
    let capital =
        text.starts_with(char::is_uppercase) && !text.chars().nth(1).is_some_and(char::is_uppercase);
    let begins = i == 0
        || tree.nodes[i - 1].sentence != node.sentence
        || tree.nodes[i - 1].pos == Pos::PUNCT
        || tree.nodes[i - 1].pos == Pos::SPACE;
    if capital && !begins && node.form != Form::Finite {
        return false;
    }
    if node.dep == Dep::Amod {
        // `russes` and `présente` are read as verbs on nouns at times; with a complement they predicate.
        return node.form == Form::Past && tree.child(i, Dep::OblAgent).is_some();
    }
    node.form != Form::None || node.pos == Pos::VERB
}

/// The infinitive that word `i` makes one clause with.
fn infinitive_under(tree: &Tree, i: usize) -> Option<usize> {
    matrix(tree, i)?;
    let node = &tree.nodes[i];
    let infinitive = tree.children(i).find(|&child| {
        let below = &tree.nodes[child];
        child > i
            && tree.is_infinitive(child)
            && matches!(
                below.dep,
                Dep::Xcomp
                    | Dep::Ccomp
                    | Dep::Acl
                    | Dep::Advcl
                    | Dep::Obj
                    | Dep::OblArg
                    | Dep::Nmod
                    | Dep::Other
                    | Dep::OblMod
            )
            && marked(tree, child) != "pour"
            && marked(tree, child) != "sans"
            && marked(tree, child) != "avant"
    })?;
    let mark = marked(tree, infinitive);
    let fits = match &*node.lemma {
        "venir" | "train" => mark == "de",
        "mettre" => mark == "à" && is_reflexive(tree, i),
        "avoir" => mark == "à",
        "pouvoir" | "devoir" | "falloir" | "vouloir" | "sembler" | "paraître" => true,
        "aller" | "compter" | "entendre" | "oser" | "espérer" | "souhaiter" | "désirer" => mark.is_empty(),
        "faire" => is_reflexive(tree, i) && mark.is_empty(),
        "occuper" => mark == "à" && is_passive(tree, i),
        "préparer" | "apprêter" | "efforcer" => is_reflexive(tree, i),
        "arriver" => mark == "à",
        "tendre" => mark == "à",
        "penser" | "songer" => mark == "à" || mark.is_empty(),
        "finir" => mark == "par",
        "poursuivre" => false,
        "cesser" => is_negated_word(tree, i),
        _ => true,
    };
    fits.then_some(infinitive)
}

/// The verb that governs a nominal matrix: `avoir` above `droit`, `être` as its copula.
fn carrier(tree: &Tree, i: usize) -> Option<usize> {
    let node = &tree.nodes[i];
    if node.pos == Pos::NOUN && node.dep == Dep::Obj && &*tree.nodes[tree.head(i)].lemma == "avoir" {
        return Some(tree.head(i));
    }
    tree.child(i, Dep::Cop)
}

fn is_matrix(tree: &Tree, i: usize) -> bool {
    let node = &tree.nodes[i];
    // `avoir le droit de décider`: the noun below carries it.
    if &*node.lemma == "avoir"
        && let Some(object) = tree.child(i, Dep::Obj)
        && tree.nodes[object].pos == Pos::NOUN
        && infinitive_under(tree, object).is_some()
    {
        return true;
    }
    infinitive_under(tree, i).is_some() && (tree.is_verb(i) || carrier(tree, i).is_some())
}

/// The words above `head` that only colour it, outermost first.
fn matrices(tree: &Tree, head: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut here = head;
    for _ in 0..6 {
        let above = tree.head(here);
        if above == here || infinitive_under(tree, above) != Some(here) {
            break;
        }
        if !tree.is_verb(above) {
            let Some(carrier) = carrier(tree, above) else { break };
            found.push(above);
            if tree.nodes[carrier].dep != Dep::Cop {
                found.push(carrier);
                here = carrier;
                continue;
            }
        } else {
            found.push(above);
        }
        here = above;
    }
    found.reverse();
    found
}

/// The preposition that marks an infinitive.
pub(crate) fn marked<'t>(tree: &'t Tree, i: usize) -> &'t str {
    let mark = tree.children(i).find(|&child| {
        child < i && (tree.nodes[child].dep == Dep::Mark || tree.nodes[child].dep == Dep::Case)
    });
    mark.map_or("", |mark| crate::claims::tree::plain_preposition(&tree.nodes[mark].low))
}

pub(crate) fn is_reflexive(tree: &Tree, i: usize) -> bool {
    tree.children(i).any(|child| matches!(&*tree.nodes[child].low, "se" | "s'") && child < i)
}

fn is_negated_word(tree: &Tree, i: usize) -> bool {
    tree.has_child_word(i, &["ne", "n'"])
}

/// Verbs that take *être* in the active.
const ETRE: &[&str] = &[
    "aller",
    "venir",
    "partir",
    "mourir",
    "naître",
    "arriver",
    "entrer",
    "sortir",
    "tomber",
    "rester",
    "devenir",
    "parvenir",
    "intervenir",
    "retourner",
    "décéder",
    "survenir",
    "revenir",
    "rentrer",
    "monter",
    "descendre",
    "repartir",
    "apparaître",
    "advenir",
    "redevenir",
    "ressortir",
    "provenir",
    "convenir",
    "disparaître",
    "remonter",
    "retomber",
    "passer",
];

fn is_passive(tree: &Tree, i: usize) -> bool {
    let node = &tree.nodes[i];
    if node.form != Form::Past || is_reflexive(tree, i) || ETRE.contains(&&*node.lemma) {
        return false;
    }
    if tree.child(i, Dep::AuxPass).is_some() {
        return true;
    }
    // `a condamné l’attaque et rappelé son ambassadeur`: the first verb's auxiliary serves both.
    let first = tree.head(i);
    if node.dep == Dep::Conj
        && tree.child(i, Dep::Aux).is_none()
        && first < i
        && tree.nodes[first].form == Form::Past
    {
        return is_passive(tree, first);
    }
    let has_aux = tree.child(i, Dep::Aux);
    match has_aux {
        // `sont persuadés` with être as an auxiliary of tense.
        Some(aux) => &*tree.nodes[aux].lemma == "être",
        None => true,
    }
}

fn is_impersonal(tree: &Tree, top: usize) -> bool {
    let Some(il) = tree.children(top).find(|&child| {
        matches!(&*tree.nodes[child].low, "il" | "-il" | "ça" | "cela" | "c'")
            && matches!(tree.nodes[child].dep, Dep::ExplSubj | Dep::Nsubj | Dep::NsubjPass)
    }) else {
        return false;
    };
    let node = &tree.nodes[top];
    let il_word = matches!(&*tree.nodes[il].low, "il" | "-il");
    tree.nodes[il].dep == Dep::ExplSubj
        || matches!(&*node.lemma, "falloir" | "agir" if il_word)
        || il_word && tree.has_child_word(top, &["y"]) && &*node.lemma == "avoir"
        || il_word && tree.child(top, Dep::Ccomp).is_some() && tree.child(top, Dep::Cop).is_some()
}

fn kind_of(tree: &Tree, top: usize) -> Kind {
    let node = &tree.nodes[top];
    let finite = node.form == Form::Finite
        || tree.children(top).any(|child| {
            matches!(tree.nodes[child].dep, Dep::Aux | Dep::AuxPass | Dep::Cop)
                && tree.nodes[child].form == Form::Finite
        });
    match node.dep {
        Dep::Relcl if finite => Kind::Relative,
        _ if finite => Kind::Finite,
        _ if node.dep == Dep::Conj
            && node.form == Form::Past
            && tree.head(top) < top
            && tree.nodes[tree.head(top)].form == Form::Past
            && clause_finite(tree, tree.head(top)) =>
        {
            Kind::Finite
        }
        _ if tree.is_infinitive(top) => Kind::Infinitive,
        Dep::Acl | Dep::Amod | Dep::Appos | Dep::Relcl | Dep::Nmod if node.form != Form::None => {
            Kind::Participle
        }
        _ if node.form == Form::Past
            && node.dep == Dep::Conj
            && tree.nodes[tree.head(top)].dep == Dep::Acl =>
        {
            Kind::Participle
        }
        _ if matches!(node.form, Form::Present | Form::Past) => Kind::Gerund,
        _ => Kind::Finite,
    }
}

fn clause_finite(tree: &Tree, i: usize) -> bool {
    finite(tree, i).is_some()
}

/// The word of the verb group that carries mood and tense.
pub(crate) fn finite(tree: &Tree, top: usize) -> Option<usize> {
    if tree.nodes[top].form == Form::Finite && tree.is_verb(top) {
        return Some(top);
    }
    tree.children(top).find(|&child| {
        matches!(tree.nodes[child].dep, Dep::Aux | Dep::AuxPass | Dep::Cop)
            && tree.nodes[child].form == Form::Finite
    })
}
