//! Infinitives as content: `dit combattre`, `promet de revenir`, `ordonne à Y de partir`, `appelle Y à partir`.
//!
//! The addressee stays outside. Look-alikes: a will (`souhaite poursuivre`), a purpose (`pour partir`).

use selon_spacy::Pos;

use crate::attribution::is_day;
use crate::attribution::verb::Complement;
use crate::context::Context;
use crate::lexicon::{Class, Cue, Frame};
use crate::parse::{Dep, Form, Tok};
use crate::phrase::Reach;

impl Context<'_> {
    pub(crate) fn infinitive_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        const FRAMES: [Frame; 6] =
            [Frame::Inf, Frame::DeInf, Frame::AInf, Frame::AXDeInf, Frame::XAInf, Frame::XDeInf];
        if !cue.takes_any(&FRAMES) {
            return None;
        }
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        let mut at = verb + 1;
        let mut gap = 0;
        while at < end {
            let low = parse.low(at);
            if matches!(low, ";" | ":" | "." | "!" | "?" | "que" | "qu'") {
                return None;
            }
            let preposition = matches!(low, "de" | "d'" | "à");
            let from = if preposition { at + 1 } else { at };
            if let Some((inf, head)) = self.infinitive_at(from, end) {
                let object = parse.children(verb).find(|&child| {
                    parse.dep(child) == Dep::Obj
                        && child > verb
                        && child < at
                        && self.is_nominal(child)
                        && !is_day(parse.lemma(child))
                });
                let addressed = |plain: Frame, of_object: Frame| {
                    if object.is_some() { [of_object, plain] } else { [plain, of_object] }
                };
                let frame = match (preposition, low) {
                    (false, _)
                        if gap == 0
                            || self.closes_set_off(verb, at)
                            || self.is_far_infinitive(verb, inf, head) =>
                    {
                        Some(Frame::Inf)
                    }
                    (true, "à") => {
                        addressed(Frame::AInf, Frame::XAInf).into_iter().find(|&frame| cue.takes(frame))
                    }
                    (true, _) => [Frame::AXDeInf]
                        .into_iter()
                        .chain(addressed(Frame::DeInf, Frame::XDeInf))
                        .find(|&frame| cue.takes(frame)),
                    _ => None,
                };
                // « souhaite poursuivre »: a will, not a request.
                let will = frame == Some(Frame::Inf) && matches!(cue.class, Class::Request);
                if let Some(frame) = frame.filter(|&frame| cue.takes(frame) && !will) {
                    // « réclame la fin de X et de … »: the object comes first.
                    let joined = gap > 0
                        && parse
                            .prev(at)
                            .is_some_and(|prev| prev > verb && matches!(parse.low(prev), "et" | "ou" | "ni"));
                    if joined || object.is_some() && matches!(frame, Frame::Inf | Frame::DeInf | Frame::AInf)
                    {
                        return None;
                    }
                    if cue.ambiguity(frame) > 1 && !self.is_quoted_in(inf, verb) {
                        return None;
                    }
                    let last = self.without_adjunct(head, self.clause_end(verb, from, head, Reach::Narrow));
                    // « reproche à la ville de fermer l'école »: the accused is inside.
                    let from = match (frame, cue.class) {
                        (Frame::AXDeInf, Class::Accusation) => self.accused_before(verb, at).unwrap_or(from),
                        _ => from,
                    };
                    return Some(Complement::new(vec![(from, last)], frame, "verb-infinitive"));
                }
                if !preposition && gap == 0 {
                    return None;
                }
            }
            // « a ordonné la fermeture et menacé de … »: another verb begins.
            let coordinated = parse.nodes[at].form == Form::PastParticiple
                && parse.prev(at).is_some_and(|prev| matches!(parse.low(prev), "et" | "puis" | "ou"));
            if coordinated {
                return None;
            }
            // Over adverbs, times and addressees; a finite verb ends the search.
            let relative =
                (verb + 1..at).any(|t| matches!(parse.low(t), "qui" | "que" | "qu'" | "dont" | "où"));
            if parse.is_verbal(at)
                && matches!(parse.nodes[at].form, Form::Finite | Form::Conditional)
                && !relative
            {
                return None;
            }
            gap += usize::from(!matches!(parse.pos(at), Pos::ADV | Pos::SPACE | Pos::PUNCT));
            if gap > 30 {
                return None;
            }
            at += 1;
        }
        None
    }

    /// The first token behind `à` of whom an accusation is made, right behind its verb.
    fn accused_before(&self, verb: Tok, at: Tok) -> Option<Tok> {
        let parse = &self.parse;
        let to = parse.next(verb).filter(|&to| to < at && matches!(parse.low(to), "à" | "au" | "aux"))?;
        if parse.low(to) == "à" { parse.next(to).filter(|&first| first < at) } else { Some(to) }
    }

    /// An infinitive ends before a circumstance that a comma sets behind it: `a promis de revoir la loi, en guise de réponse`.
    pub(crate) fn without_adjunct(&self, head: Tok, last: Tok) -> Tok {
        let parse = &self.parse;
        let comma = (head + 1..last).find(|&t| {
            self.is_comma(t)
                && self.quotes.at(t) == self.quotes.at(head)
                && parse.next(t).is_some_and(|next| {
                    matches!(
                        parse.low(next),
                        "en" | "lors" | "après" | "avant" | "afin" | "dans" | "alors" | "tandis" | "tout"
                    )
                })
        });
        // A second comma may close what is set in.
        match comma {
            Some(comma) if !(comma + 1..last).any(|t| self.is_comma(t)) || parse.low(comma + 1) == "en" => {
                comma - 1
            }
            _ => last,
        }
    }

    /// `a affirmé à X avoir subi`: a perfect infinitive, or one that the tree gives to the verb, behind an addressee.
    pub(crate) fn is_far_infinitive(&self, verb: Tok, inf: Tok, head: Tok) -> bool {
        let parse = &self.parse;
        let perfect = matches!(parse.low(inf), "avoir" | "être") && head > inf;
        let before = parse.prev(inf).map_or("", |prev| parse.low(prev));
        !matches!(before, "de" | "d'" | "à" | "pour" | "sans" | "après" | "par")
            && (perfect || parse.head(head) == verb && matches!(parse.dep(head), Dep::Xcomp | Dep::Ccomp))
    }

    /// The token before closes a phrase that commas set off right behind the verb.
    pub(crate) fn closes_set_off(&self, verb: Tok, at: Tok) -> bool {
        let commas: Vec<Tok> = (verb + 1..at).filter(|&t| self.is_comma(t)).collect();
        commas.len() == 2
            && self.parse.next(verb) == Some(commas[0])
            && self.parse.next(commas[1]) == Some(at)
    }

    /// An infinitive at `from`, over clitics, negation and marks: its own token and the head of its clause.
    pub(crate) fn infinitive_at(&self, from: Tok, end: Tok) -> Option<(Tok, Tok)> {
        let parse = &self.parse;
        let mut at = from;
        while at < end {
            if parse.nodes[at].form == Form::Infinitive {
                let head = parse.head(at);
                let carries = matches!(parse.dep(at), Dep::Aux | Dep::AuxPass | Dep::Cop) && head > at;
                return Some((at, if carries { head } else { at }));
            }
            let passes = matches!(
                parse.low(at),
                "ne" | "n'"
                    | "pas"
                    | "plus"
                    | "jamais"
                    | "l'"
                    | "le"
                    | "la"
                    | "les"
                    | "se"
                    | "s'"
                    | "y"
                    | "en"
                    | "lui"
                    | "leur"
                    | "nous"
                    | "vous"
                    | "me"
                    | "m'"
                    | "ensuite"
                    | "aussi"
                    | "tout"
                    | "rien"
                    | "bien"
                    | "mieux"
                    | "également"
                    | "immédiatement"
            ) || parse.is_space(at)
                || self.quotes.is_mark(parse, at);
            if !passes || at > from + 5 {
                return None;
            }
            at += 1;
        }
        None
    }
}
