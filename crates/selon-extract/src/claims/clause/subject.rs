//! Of whom a clause says something: the subject that is there, shared, controlled, or lost by the parser.

use selon_spacy::Pos;

use crate::claims::clause::{OBJECT_CONTROL, finite, is_passive, marked, matrices};
use crate::claims::lexicon::Lexicon;
use crate::claims::tree::{Dep, Form, Mood, Tree};
use crate::mention::fold;

/// The subject of the clause whose outermost word is `top`; `known` remembers what was asked before.
pub(super) fn subject_of(
    tree: &Tree,
    top: usize,
    known: &mut [Option<Option<usize>>],
    depth: usize,
) -> Option<usize> {
    if let Some(subject) = known[top] {
        return subject;
    }
    if depth > 12 {
        return None;
    }
    let subject = find_subject(tree, top, known, depth);
    known[top] = Some(subject);
    subject
}

pub(super) fn find_subject(
    tree: &Tree,
    top: usize,
    known: &mut [Option<Option<usize>>],
    depth: usize,
) -> Option<usize> {
    let node = &tree.nodes[top];
    // `bombardaient-ils`
    let inverted = tree.children(top).find(|&child| {
        matches!(&*tree.nodes[child].low, "-il" | "-elle" | "-ils" | "-elles" | "-t-il" | "-t-elle")
    });
    let own = tree.children(top).find(|&child| {
        matches!(tree.nodes[child].dep, Dep::Nsubj | Dep::NsubjPass)
            && tree.nodes[child].pos != Pos::SCONJ
            && &*tree.nodes[child].low != "-t"
    });
    if let Some(own) = own.or(inverted) {
        return Some(relative_noun(tree, own, top));
    }
    let finite = finite(tree, top);
    let infinitive = tree.is_infinitive(top);
    let participle = matches!(node.form, Form::Past | Form::Present) && finite.is_none() && !infinitive;
    match node.dep {
        Dep::Acl | Dep::Amod | Dep::Appos | Dep::Relcl if participle => return Some(tree.head(top)),
        Dep::Conj => {
            let first = tree.head(top);
            let alike = tree.is_verb(first) || tree.child(first, Dep::Cop).is_some();
            if alike && (finite.is_none() || agrees(tree, finite, subject_of(tree, first, known, depth + 1)))
            {
                return subject_of(tree, climb(tree, first), known, depth + 1);
            }
        }
        _ => {}
    }
    if let Some(finite) = finite {
        if tree.nodes[finite].mood == Mood::Imperative {
            return None;
        }
        return before(tree, top, finite);
    }
    // Infinitives, gerunds: the verb above decides.
    let above = tree.head(top);
    if above == top {
        return None;
    }
    if tree.is_verb(above) || tree.child(above, Dep::Cop).is_some() {
        let complement = matches!(node.dep, Dep::Xcomp | Dep::Ccomp | Dep::Obj | Dep::OblArg)
            || matches!(marked(tree, top), "à" | "de");
        if infinitive && complement && OBJECT_CONTROL.contains(&&*tree.nodes[above].lemma) {
            if let Some(object) = controller(tree, above, top) {
                return Some(object);
            }
            if is_passive(tree, above) {
                return subject_of(tree, climb(tree, above), known, depth + 1);
            }
            return None;
        }
        return subject_of(tree, climb(tree, above), known, depth + 1);
    }
    // `sa volonté de partir`, `la décision du gouvernement de partir`; in `l’ordre de partir` nobody is named.
    if node.dep == Dep::Acl || node.dep == Dep::Nmod {
        let owner =
            tree.children(above).find(|&child| child < above && crate::mention::is_possessive(tree, child));
        let of = || {
            tree.children(above).find(|&child| {
                child > above
                    && child < top
                    && tree.nodes[child].dep == Dep::Nmod
                    && tree.preposition(child) == "de"
                    && tree.is_nominal(child)
            })
        };
        return owner.or_else(of);
    }
    None
}

/// The object or the complement with *à* before an infinitive.
pub(super) fn controller(tree: &Tree, verb: usize, infinitive: usize) -> Option<usize> {
    let nominal =
        |child: usize| tree.is_nominal(child) && !matches!(&*tree.nodes[child].low, "se" | "s'" | "en" | "y");
    let by_dep = tree.children(verb).find(|&child| {
        child < infinitive
            && nominal(child)
            && (matches!(tree.nodes[child].dep, Dep::Obj | Dep::Iobj)
                || tree.nodes[child].dep == Dep::OblArg && tree.preposition(child) == "à")
    });
    by_dep.or_else(|| {
        // `a permis [à X] de`: the complement may hang on another word.
        (verb + 1..infinitive).find(|&at| nominal(at) && tree.preposition(at) == "à")
    })
}

/// The outermost word of the clause that `word` belongs to.
pub(super) fn climb(tree: &Tree, word: usize) -> usize {
    matrices(tree, word).first().copied().unwrap_or(word)
}

/// The noun that a relative pronoun stands for.
pub(crate) fn relative_noun(tree: &Tree, pronoun: usize, verb: usize) -> usize {
    if !matches!(
        &*tree.nodes[pronoun].low,
        "qui" | "que" | "qu'" | "lequel" | "laquelle" | "lesquels" | "lesquelles"
    ) {
        return pronoun;
    }
    let mut here = verb;
    for _ in 0..4 {
        if tree.nodes[here].dep == Dep::Relcl && tree.head(here) < pronoun {
            return tree.head(here);
        }
        here = tree.head(here);
    }
    let before = (pronoun.saturating_sub(3)..pronoun).rev().find(|&at| tree.is_nominal(at));
    before.unwrap_or(pronoun)
}

/// Verb and subject can agree in number.
pub(super) fn agrees(tree: &Tree, finite: Option<usize>, subject: Option<usize>) -> bool {
    let Some((finite, subject)) = finite.zip(subject) else { return true };
    let group = tree.conjuncts(subject).next().is_some();
    match (tree.nodes[finite].plural, tree.nodes[subject].plural) {
        (Some(verb), Some(noun)) => verb == noun || group && verb || tree.nodes[subject].pos == Pos::PROPN,
        _ => true,
    }
}

/// The last noun phrase without a preposition before a finite verb, in its sentence.
pub(super) fn before(tree: &Tree, top: usize, finite: usize) -> Option<usize> {
    let node = &tree.nodes[finite];
    let mut at = finite.min(top);
    let mut crossed = 0;
    for _ in 0..40 {
        at = at.checked_sub(1)?;
        let here = &tree.nodes[at];
        if here.line != node.line
            || here.sentence != node.sentence
            || matches!(&*here.low, ":" | ";" | "que" | "qu'" | "si") && crossed == 0
        {
            return None;
        }
        if here.form == Form::Finite && tree.is_verb(at) && here.dep != Dep::Relcl {
            crossed += 1;
            if crossed > 1 {
                return None;
            }
        }
        if &*here.low == "qui" && at + 4 >= finite {
            let noun = relative_noun(tree, at, at);
            return (noun != at).then_some(noun);
        }
        let pronoun = here.pos == Pos::PRON
            && !matches!(
                &*here.low,
                "il" | "elle" | "ils" | "elles" | "on" | "nous" | "ceci" | "cela" | "tous" | "personne"
            );
        let phrase = tree.is_nominal(at)
            && !pronoun
            && here.pos != Pos::NUM
            && here.pos != Pos::SYM
            && tree.preposition(at).is_empty()
            && tree.child(at, Dep::Cop).is_none()
            && !(here.dep == Dep::OblMod && Lexicon::french().is_no_actor(&fold(&here.lemma)))
            && !matches!(
                here.dep,
                Dep::Relcl | Dep::Nmod | Dep::Amod | Dep::Flat | Dep::Fixed | Dep::Appos | Dep::Case
            )
            && !tree.children(at).any(|child| tree.nodes[child].dep == Dep::Mark);
        // A subject or object of another finite verb stays with it.
        let taken = matches!(here.dep, Dep::Nsubj | Dep::NsubjPass | Dep::Obj)
            && crossed > 0
            && finite > tree.head(at)
            && tree.nodes[tree.head(at)].form == Form::Finite
            && tree.nodes[tree.head(at)].dep != Dep::Relcl;
        if phrase && !taken && agrees(tree, Some(finite), Some(at)) {
            return Some(first_member(tree, at));
        }
    }
    None
}

/// The head of the coordination that `i` is a member of.
pub(super) fn first_member(tree: &Tree, i: usize) -> usize {
    let head = tree.head(i);
    if tree.nodes[i].dep == Dep::Conj
        && head < i
        && tree.is_nominal(head)
        && tree.preposition(head).is_empty()
    {
        return head;
    }
    i
}
