//! `comme l'a rapporté X`, `comme le prétendait hier encore le régime`, `comme elle l'avait annoncé`: the clause that it
//! stands with is what X says.
//!
//! Look-alikes: `comme` of comparison (`comme il le voulait` without a reporting verb), of manner, of cause.

use selon_spacy::Pos;

use crate::attribution::draft::{Draft, Source};
use crate::attribution::is_day;
use crate::attribution::source::is_month;
use crate::attribution::speech::Incise;
use crate::context::Context;
use crate::lexicon::{Class, Frame};
use crate::parse::Tok;

/// The words of such a clause.
pub(crate) struct CommeClause {
    clitic: Tok,
    verb: Tok,
}

impl Context<'_> {
    /// The clause that begins with `comme` at `at`, if a reporting verb with `le` stands in it.
    pub(crate) fn comme_clause(&self, at: Tok) -> Option<CommeClause> {
        const LONGEST: usize = 9;
        let parse = &self.parse;
        if parse.low(at) != "comme" {
            return None;
        }
        let end = parse.sentence(at).end.min(at + LONGEST);
        let clitic = (at + 1..end).take_while(|&t| !parse.is_verbal(t) && !self.is_comma(t)).find(|&t| {
            matches!(parse.low(t), "l'" | "le") && parse.next(t).is_some_and(|next| parse.is_verbal(next))
        })?;
        let verb = (clitic + 1..end).find(|&t| !matches!(parse.pos(t), Pos::AUX | Pos::ADV | Pos::SPACE))?;
        let cue = self.cue(verb, &[Frame::Que])?;
        let reports = matches!(
            cue.class,
            Class::Speech
                | Class::Writing
                | Class::Showing
                | Class::Knowledge
                | Class::Belief
                | Class::Accusation
        );
        let reports =
            reports && !matches!(self.lemma(verb), "prévoir" | "exiger" | "vouloir" | "permettre" | "savoir");
        (reports && parse.pos(verb) == Pos::VERB && self.is_finite(verb))
            .then_some(CommeClause { clitic, verb })
    }

    /// A draft for the clause at `at`.
    pub(crate) fn read_comme(&self, at: Tok, incises: &[Incise], earlier: Option<Tok>) -> Option<Draft> {
        let CommeClause { clitic, verb } = self.comme_clause(at)?;
        let cue = self.cue(verb, &[Frame::Que])?;
        let parse = &self.parse;
        let end = parse.sentence(at).end;
        let before = (clitic > at + 1)
            .then(|| self.subject(verb))
            .flatten()
            .filter(|source| at < source.run.0 && source.run.1 < clitic);
        let source = before
            .or_else(|| self.own_subject(verb).filter(|source| source.run.0 > verb && source.head < end))
            .or_else(|| self.phrase_behind(verb, end))?;
        if !self.is_source_like(source.head) || matches!(parse.low(source.head), "je" | "j'" | "nous" | "on")
        {
            return None;
        }
        let mut source = source;
        if source.head > verb {
            source.run.0 = source.run.0.max(verb + 1);
            // « Comme l'a rappelé la présidente, le délai expire »
            let comma = (source.head + 1..source.run.1).find(|&t| self.is_comma(t));
            if let Some(comma) =
                comma.filter(|_| parse.prev(at).is_none_or(|prev| prev < parse.sentence(at).start))
            {
                source.run.1 = comma - 1;
            }
        }
        let last = source.run.1.max(verb);
        let mut content = self.clause_around(at, last, incises, earlier)?;
        // « X a expliqué que P, comme le rapportait Y »: P, not X's saying so.
        if let [(from, to)] = &mut content[..]
            && *to < at
        {
            *from = self.innermost_que(*from, *to).map_or(*from, |que| que + 1);
            *from = self.last_clause(*from, *to);
        }
        let mut tokens = self.cue_tokens(verb, cue);
        tokens.extend([at, clitic]);
        tokens.sort_unstable();
        tokens.dedup();
        Some(Draft {
            source: Some(source),
            cue: tokens,
            cue_head: Some(verb),
            content,
            stance: self.stance_of(verb, cue, Frame::Que),
            hedged: cue.hedged || self.is_conditional(verb),
            class: Some(cue.class),
            rule: "preposition",
        })
    }

    /// `P, mais Q, comme l'explique X`: the last clause with a subject of its own behind a comma and a conjunction.
    fn last_clause(&self, from: Tok, to: Tok) -> Tok {
        let parse = &self.parse;
        let begins = |t: &Tok| {
            matches!(parse.low(*t), "mais" | "et" | "or" | "car")
                && parse.prev(*t).is_some_and(|comma| self.is_comma(comma))
                && parse
                    .next(*t)
                    .is_some_and(|next| matches!(parse.pos(next), Pos::DET | Pos::PRON | Pos::PROPN))
                && self.has_finite(*t, to + 1)
        };
        (from + 1..to).rev().find(begins).map_or(from, |conjunction| conjunction + 1)
    }

    /// The complementiser of the last reporting verb's clause that begins in the run.
    fn innermost_que(&self, from: Tok, to: Tok) -> Option<Tok> {
        (from..to).rev().filter(|&t| self.is_finite(t) && self.cue(t, &[Frame::Que]).is_some()).find_map(
            |t| {
                let (que, _) = self.que_clause(t)?;
                (que < to).then_some(que)
            },
        )
    }

    /// The first noun phrase behind a verb, over times and prepositional phrases, up to the next comma.
    fn phrase_behind(&self, verb: Tok, end: Tok) -> Option<Source> {
        let parse = &self.parse;
        let mut at = verb + 1;
        while at < end && !self.is_comma(at) {
            let head = parse.head(at);
            if parse.pos(at) == Pos::ADP {
                at = if head > at && head < at + 6 { head + 1 } else { at + 2 };
                continue;
            }
            if self.is_nominal(at) && !is_day(parse.lemma(at)) && !is_month(parse.low(at)) {
                let top = self.nominal_top(at);
                return Some(self.source_at(if top > verb && top < end { top } else { at }));
            }
            at += 1;
        }
        None
    }
}
