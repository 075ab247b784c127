//! What came before what.
//!
//! *La digue a cédé avant l'attaque*, *la digue a cédé après l'attaque*; *X a tiré avant que Y ne charge*, *Y a chargé avant
//! que X ne tire*. Look-alikes: *le maire a parlé avant le vote*, *l'évêque a parlé après le vote* (of others), *avant le
//! vote*, *après la crue* (of other events).
//!
//! **Cost.** Words behind each *avant* and *après* of one sentence times those of the other.

use super::align::Alignment;
use super::{Comparison, Reason, SAME_ALL_ELSE, Sentence, of_others, same_subject};
use crate::question::words::fold;

/// Words behind *avant* or *après* among which the other event stands.
const REACH: usize = 8;

/// Two events and which of them came first.
struct Order {
    link: usize,
    /// The verb before the link.
    verb: usize,
    /// A word of the event behind it.
    event: usize,
    is_before: bool,
}

/// The same two events, the other way round.
pub fn conflict(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    if a.negations.any()
        || b.negations.any()
        || same_subject(a, b, alignment) < SAME_ALL_ELSE
        || alignment.lacks_names(a, b)
    {
        return None;
    }
    let of_b = orders(b);
    for p in orders(a) {
        for q in &of_b {
            let meets = |x: usize, y: usize| alignment.first_meets(x, y);
            let is_turned = p.is_before != q.is_before
                && meets(p.verb, q.verb)
                && meets(p.event, q.event)
                && !of_others(a, b, alignment, p.verb, q.verb);
            let is_crossed = p.is_before == q.is_before && meets(p.verb, q.event) && meets(p.event, q.verb);
            if is_turned || is_crossed {
                let reason = if is_turned { Reason::Opposite } else { Reason::Roles };
                let shown = |sentence: &Sentence<'_>, at: usize| sentence.words[at].text.clone();
                return Some(Comparison::conflict(reason, shown(a, p.link), shown(b, q.link)));
            }
        }
    }
    None
}

fn orders(sentence: &Sentence<'_>) -> Vec<Order> {
    let mut found = Vec::new();
    for link in 0..sentence.words.len() {
        let is_before = match fold(&sentence.words[link].text).as_str() {
            "avant" => true,
            "apres" => false,
            _ => continue,
        };
        let Some(verb) = (0..link).rev().find(|at| sentence.words[*at].pos == "VERB") else { continue };
        let behind = link + 1..sentence.words.len().min(link + 1 + REACH);
        let events = behind.take_while(|at| sentence.words[*at].pos != "PUNCT").filter(|at| {
            sentence.is_content[*at]
                && matches!(sentence.words[*at].pos.as_str(), "NOUN" | "VERB" | "PROPN" | "NUM")
        });
        found.extend(events.map(|event| Order { link, verb, event, is_before }));
    }
    found
}
