//! What only one can have done, and what can only have been in one place.
//!
//! *La digue a été détruite par X*, *ce sont les Y qui ont détruit la digue*: a thing is destroyed, discovered or founded
//! by one. *Il est né à X*, *il est né à Y*: what happens once happens somewhere. The verbs are in `data/once.tsv`.
//! Look-alikes: *a été touchée par X*, *touchée par Y* (both may have), *un médecin de X*, *l'hôpital de X* (one of the
//! other), *à X*, *en Y* (X may lie in Y: only two of one kind, both towns with *à*, conflict).

use std::collections::HashSet;
use std::sync::OnceLock;

use super::align::Alignment;
use super::{Comparison, Reason, Sentence, Slot};
use crate::question::words::fold;

/// Share of the shorter sentence, who did it and where left out, that the other must have.
const SAME_DEED: f64 = 0.6;

/// Verbs of `data/once.tsv`.
struct Once {
    done: HashSet<String>,
    happens: HashSet<String>,
}

fn once() -> &'static Once {
    static ONCE: OnceLock<Once> = OnceLock::new();
    ONCE.get_or_init(|| {
        let mut once = Once { done: HashSet::new(), happens: HashSet::new() };
        let rows = include_str!("../data/once.tsv").lines().filter(|line| !line.starts_with('#'));
        for row in rows {
            let Some((kind, verbs)) = row.split_once('\t') else { continue };
            let set = if kind == "done" { &mut once.done } else { &mut once.happens };
            set.extend(verbs.split(',').map(fold));
        }
        once
    })
}

/// Two who cannot both have done it, or two places where it cannot both have been.
pub fn conflict(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    if a.negations.any() || b.negations.any() || alignment.other_time(a, b) {
        return None;
    }
    agents(a, b, alignment).or_else(|| places(a, b, alignment))
}

fn agents(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    for x in verbs(a) {
        for y in verbs(b).into_iter().filter(|y| alignment.first_meets(x, *y) || a.lemmas[x] == b.lemmas[*y])
        {
            let is_once = is_done_once(a, x) && is_done_once(b, y);
            let (Some(p), Some(q)) = (doer(a, x), doer(b, y)) else { continue };
            if !is_once || !(is_patient_met(a, b, alignment, x, y)) {
                continue;
            }
            let (of_a, of_b) = (party(a, p, x), party(b, q, y));
            let shares =
                of_a.iter().any(|at| alignment.of_first(*at).is_some_and(|other| of_b.contains(&other)));
            let spoken = of_a.iter().any(|at| a.is_content[*at] && alignment.of_first(*at).is_some())
                || of_b.iter().any(|at| b.is_content[*at] && alignment.of_second(*at).is_some());
            // « l'armée d'X », « les forces d'Y »: alike but for whose they are.
            let is_others = names_differ(a, b, alignment, &of_a, &of_b);
            if !is_others && (shares || spoken) || rest_met(a, b, alignment, &of_a, &of_b) < SAME_DEED {
                continue;
            }
            return Some(Comparison::conflict(
                Reason::Name,
                a.words[p].text.clone(),
                b.words[q].text.clone(),
            ));
        }
    }
    None
}

/// A verb of `data/once.tsv`, or *mettre au point*.
fn is_done_once(sentence: &Sentence<'_>, verb: usize) -> bool {
    let behind = sentence.words[verb + 1..].iter().take(2).map(|word| fold(&word.text)).collect::<Vec<_>>();
    once().done.contains(&sentence.lemmas[verb])
        || sentence.lemmas[verb] == "mettre" && behind == ["au", "point"]
}

/// Both name somebody, and none of the names is the other's.
fn names_differ(
    a: &Sentence<'_>,
    b: &Sentence<'_>,
    alignment: &Alignment,
    of_a: &[usize],
    of_b: &[usize],
) -> bool {
    let is_name = |sentence: &Sentence<'_>, at: usize| {
        sentence.is_name(at) || super::vocabulary::is_demonym(sentence, at)
    };
    let named_a: Vec<usize> = of_a.iter().copied().filter(|at| is_name(a, *at)).collect();
    let named_b: Vec<usize> = of_b.iter().copied().filter(|at| is_name(b, *at)).collect();
    !named_a.is_empty()
        && !named_b.is_empty()
        && named_a.iter().all(|at| alignment.of_first(*at).is_none())
        && named_b.iter().all(|at| alignment.of_second(*at).is_none())
}

fn places(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    let happens = |sentence: &Sentence<'_>| {
        let mut all = 0..sentence.words.len();
        all.any(|at| once().happens.contains(&sentence.lemmas[at]))
            || sentence.words.windows(2).any(|pair| {
                fold(&pair[0].text) == "premiere" && fold(&pair[1].text) == "fois"
                    || fold(&pair[0].text) == "aura" && fold(&pair[1].text) == "lieu"
            })
    };
    if !happens(a) || !happens(b) {
        return None;
    }
    for p in there(a) {
        for q in there(b) {
            let (of_a, of_b) = (subtree(a, p.name), subtree(b, q.name));
            let is_left = alignment.of_first(p.name).is_none() && alignment.of_second(q.name).is_none();
            let named = |sentence: &Sentence<'_>, at: usize| {
                (0..sentence.words.len())
                    .filter(|other| {
                        sentence.is_name(*other) && sentence.lemmas[*other] == sentence.lemmas[at]
                    })
                    .count()
                    == 1
            };
            let (of_a, of_b): (Vec<usize>, Vec<usize>) = (
                of_a.into_iter().chain(p.from..=p.name).collect(),
                of_b.into_iter().chain(q.from..=q.name).collect(),
            );
            if is_left
                && p.is_town == q.is_town
                && named(a, p.name)
                && named(b, q.name)
                && rest_met(a, b, alignment, &of_a, &of_b) >= SAME_DEED
                && no_other_names(a, b, alignment, &of_a, &of_b)
            {
                return Some(Comparison::conflict(
                    Reason::Name,
                    a.words[p.name].text.clone(),
                    b.words[q.name].text.clone(),
                ));
            }
        }
    }
    None
}

/// A name behind a preposition of place.
struct There {
    /// The preposition.
    from: usize,
    name: usize,
    /// *à*, *au port de*: a town and not a land.
    is_town: bool,
}

fn there(sentence: &Sentence<'_>) -> Vec<There> {
    const REACH: usize = 7;
    let text = |at: usize| fold(&sentence.words[at].text);
    let mut found = Vec::new();
    for name in 0..sentence.words.len() {
        // The first word of a name of several.
        if !sentence.is_name(name) || name > 0 && sentence.is_name(name - 1) {
            continue;
        }
        let before = name.saturating_sub(REACH)..name;
        let is_clean = |from: usize| {
            (from + 1..name).all(|at| !matches!(sentence.words[at].pos.as_str(), "VERB" | "PUNCT" | "PROPN"))
        };
        let from = before.rev().find(|at| {
            matches!(text(*at).as_str(), "a" | "au" | "aux" | "en" | "dans" | "sur" | "pres")
                && sentence.words[*at].pos == "ADP"
        });
        if let Some(from) = from.filter(|from| is_clean(*from)) {
            found.push(There { from, name, is_town: text(from) != "en" });
        }
    }
    found
}

fn verbs(sentence: &Sentence<'_>) -> Vec<usize> {
    (0..sentence.words.len()).filter(|at| sentence.words[*at].pos == "VERB").collect()
}

/// Who does what a verb says: its agent, or who stands before *qui*: *ce sont les X qui ont détruit*.
fn doer(sentence: &Sentence<'_>, verb: usize) -> Option<usize> {
    let agent = sentence.children(verb).find(|child| sentence.slot(*child) == Some(Slot::Agent));
    match agent {
        Some(agent) if sentence.lemmas[agent] == "qui" => (0..agent)
            .rev()
            .find(|at| matches!(sentence.words[*at].pos.as_str(), "NOUN" | "PROPN"))
            .map(|last| head_of_phrase(sentence, last, agent)),
        Some(agent) if sentence.words[agent].pos != "PRON" => Some(agent),
        _ => None,
    }
}

/// The noun that `last` hangs on, inside the same phrase.
fn head_of_phrase(sentence: &Sentence<'_>, last: usize, end: usize) -> usize {
    let mut at = last;
    while sentence.head(at) != at
        && sentence.head(at) < end
        && matches!(sentence.dep(at), "nmod" | "amod" | "appos" | "flat")
        && matches!(sentence.words[sentence.head(at)].pos.as_str(), "NOUN" | "PROPN")
    {
        at = sentence.head(at);
    }
    at
}

/// *un vaccin*, not *le vaccin*.
fn is_any(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.children(at).any(|child| sentence.words[child].morph.contains("Definite=Ind"))
}

fn is_patient_met(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment, x: usize, y: usize) -> bool {
    let patient = |sentence: &Sentence<'_>, verb: usize| {
        sentence.children(verb).find(|child| sentence.slot(*child) == Some(Slot::Patient))
    };
    match (patient(a, x), patient(b, y)) {
        // « a mis au point un vaccin »: each may have one of its own.
        (Some(p), Some(q)) => alignment.first_meets(p, q) && !(is_any(a, p) && is_any(b, q)),
        _ => false,
    }
}

/// Who does it, with what hangs on them; not the deed: in *c'est X qui a tué Y* that hangs on X.
fn party(sentence: &Sentence<'_>, top: usize, verb: usize) -> Vec<usize> {
    let mut found = subtree(sentence, top);
    found.retain(|at| !sentence.is_under(*at, verb) || sentence.is_under(top, verb));
    found
}

fn subtree(sentence: &Sentence<'_>, top: usize) -> Vec<usize> {
    (0..sentence.words.len()).filter(|at| sentence.is_under(*at, top)).collect()
}

/// Share of the shorter sentence's content, some of it left out, that the other has.
fn rest_met(
    a: &Sentence<'_>,
    b: &Sentence<'_>,
    alignment: &Alignment,
    without_a: &[usize],
    without_b: &[usize],
) -> f64 {
    let share = |sentence: &Sentence<'_>, without: &[usize], is_met: &dyn Fn(usize) -> bool| {
        let all: Vec<usize> = (0..sentence.words.len())
            .filter(|at| sentence.is_content[*at] && !without.contains(at))
            .collect();
        let met = all.iter().filter(|at| is_met(**at)).count();
        if all.is_empty() { 0.0 } else { met as f64 / all.len() as f64 }
    };
    let of_a = share(a, without_a, &|at| alignment.of_first(at).is_some());
    let of_b = share(b, without_b, &|at| alignment.of_second(at).is_some());
    of_a.max(of_b).min(of_a.min(of_b) + 0.3)
}

/// No name that the other lacks stands elsewhere: *le sommet de X à Y*, *le sommet de Z à W* are two summits.
fn no_other_names(
    a: &Sentence<'_>,
    b: &Sentence<'_>,
    alignment: &Alignment,
    without_a: &[usize],
    without_b: &[usize],
) -> bool {
    let is_name = |sentence: &Sentence<'_>, at: usize| sentence.words[at].pos == "PROPN";
    let left_a = alignment.left_first(a).into_iter().any(|at| is_name(a, at) && !without_a.contains(&at));
    let left_b = alignment.left_second(b).into_iter().any(|at| is_name(b, at) && !without_b.contains(&at));
    !left_a && !left_b
}
