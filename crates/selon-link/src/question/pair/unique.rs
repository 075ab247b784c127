//! What only one can be.
//!
//! *X est le premier producteur mondial*, *Y est le premier producteur mondial*; *2003 a été l'année la plus chaude*, *2019 a
//! été l'année la plus chaude*. Look-alikes: *le premier producteur d'X*, *le premier producteur d'Y* (the first among
//! others: a name behind a preposition), *X est le premier producteur*, *Y est le premier exportateur* (of something else).
//!
//! **Cost.** One pass over both sentences.

use super::align::{Alignment, is_time};
use super::{Comparison, Reason, Sentence};
use crate::question::words::fold;

/// Share of both sentences' content that the other must have, the names left out being the rest.
const LEAST_SHARED: f64 = 0.5;

/// Two names for the only one.
pub fn conflict(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    if a.negations.any() || b.negations.any() {
        return None;
    }
    let shared = alignment.covered_first(a).min(alignment.covered_second(b));
    if shared < LEAST_SHARED || alignment.has_opposites() {
        return None;
    }
    let x = the_one(a, &alignment.left_first(a))?;
    let y = the_one(b, &alignment.left_second(b))?;
    let (is_year, is_other_year) = (is_time(a, x), is_time(b, y));
    if is_year != is_other_year || !is_year && alignment.other_time(a, b) {
        return None;
    }
    let is_only = is_only_one(a, &|at| alignment.of_first(at).is_some())
        && is_only_one(b, &|at| alignment.of_second(at).is_some());
    is_only.then(|| Comparison::conflict(Reason::Name, a.words[x].text.clone(), b.words[y].text.clone()))
}

/// The name, or year, that is all the other sentence lacks; none behind a preposition.
fn the_one(sentence: &Sentence<'_>, left: &[usize]) -> Option<usize> {
    let is_name = |at: usize| sentence.is_name(at) || is_time(sentence, at);
    let is_behind = |at: usize| {
        sentence.words[at.saturating_sub(2)..at].iter().any(|word| matches!(word.pos.as_str(), "ADP"))
    };
    let first = *left.first()?;
    left.iter().all(|at| is_name(*at) && !is_behind(*at)).then_some(first)
}

/// *est le premier N*, *est la plus chaude*, of what both speak of.
fn is_only_one(sentence: &Sentence<'_>, is_met: &dyn Fn(usize) -> bool) -> bool {
    const MARKS: &[&str] =
        &["plus", "moins", "premier", "premiere", "dernier", "derniere", "seul", "seule", "unique"];
    const REACH: usize = 4;
    let text = |at: usize| fold(&sentence.words[at].text);
    let n = sentence.words.len();
    let is = sentence.lemmas.iter().any(|lemma| lemma == "etre");
    is && (1..n).any(|at| {
        MARKS.contains(&text(at).as_str())
            && matches!(text(at - 1).as_str(), "le" | "la" | "l")
            && (at + 1..n.min(at + REACH)).find(|next| sentence.is_content[*next]).is_some_and(is_met)
    })
}
