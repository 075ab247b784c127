//! Finds the `que` clause of a cue: by the tree, else by the words between.

use selon_spacy::Pos;

use crate::context::Context;
use crate::lexicon::Frame;
use crate::parse::{Dep, Form, Tok};
use crate::phrase::is_conjunctive;

impl Context<'_> {
    /// The complementiser and the head of the `que` clause that verb or noun `tok` takes.
    pub(crate) fn que_clause(&self, tok: Tok) -> Option<(Tok, Tok)> {
        let parse = &self.parse;
        let is_que = |t: Tok| matches!(parse.low(t), "que" | "qu'");
        let sentence = parse.sentence(tok);
        // By the tree: a clause below the cue with its mark.
        for child in parse.children(tok).filter(|&child| child > tok) {
            if !matches!(
                parse.dep(child),
                Dep::Ccomp
                    | Dep::Xcomp
                    | Dep::Advcl
                    | Dep::Acl
                    | Dep::AclRelcl
                    | Dep::Parataxis
                    | Dep::Obj
                    | Dep::Other
                    | Dep::Conj
            ) {
                continue;
            }
            let first = parse.edges(child).0;
            if let Some(mark) = (first.max(tok + 1)..child)
                .find(|&t| is_que(t) && parse.nodes[t].pos == Pos::SCONJ && parse.is_under(t, child))
                && self.que_is_close(tok, mark)
            {
                return Some((mark, child));
            }
        }
        // By the surface: « que » right behind the cue, with adverbs, a short complement or a bracketed phrase between.
        let mut at = tok + 1;
        while at < sentence.end.min(tok + 14) {
            if is_que(at) {
                // « a confié à ses proches qu'il songeait à partir »: behind whom it is said to, it is no relative.
                let addressee = parse.prev(at).is_some_and(|noun| {
                    parse.head(noun) == tok
                        && parse.children(noun).any(|case| matches!(parse.low(case), "à" | "au" | "aux"))
                        && !parse.has_child(tok, Dep::Obj)
                });
                if parse.pos(at) == Pos::PRON
                    && !addressee
                    && parse.dep(at) == Dep::Obj
                    && parse.head(at) != at
                    && parse.head(at) > at + 1
                    && at > tok + 1
                    && matches!(parse.pos(at - 1), Pos::NOUN | Pos::PROPN | Pos::PRON | Pos::ADJ)
                    && !matches!(
                        parse.low(at - 1),
                        "outre"
                            | "effet"
                            | "particulier"
                            | "revanche"
                            | "substance"
                            | "fait"
                            | "conclusion"
                            | "passant"
                            | "résumé"
                    )
                {
                    return None;
                }
                return self.que_is_close(tok, at).then(|| (at, self.clause_head(at)));
            }
            at += 1;
        }
        None
    }

    /// Nothing but adverbs, complements of the cue and set-off phrases stands between cue and `que`.
    pub(crate) fn que_is_close(&self, tok: Tok, que: Tok) -> bool {
        let parse = &self.parse;
        // « a « regretté » que P »: the marks hold the cue alone.
        let alone = self.quotes.at(tok).is_some_and(|quote| self.quotes.all[quote].inner.len() <= 2);
        if self.quotes.at(tok) != self.quotes.at(que) && self.quotes.at(tok).is_some() && !alone {
            return false;
        }
        if parse.prev(que).is_some_and(|prev| is_conjunctive(parse.low(prev))) {
            return false;
        }
        // « dévoile une note indiquant que P »: the nearer verb has the clause.
        if (tok + 1..que).any(|t| {
            parse.nodes[t].form == Form::PresentParticiple
                && parse.dep(t) == Dep::Acl
                && self.cue(t, &[Frame::Que]).is_some()
        }) {
            return false;
        }
        // « a salué l'effort et souhaité que P »: the clause is the second verb's.
        if (tok + 1..que).any(|t| {
            parse.nodes[t].form == Form::PastParticiple
                && parse.dep(t) == Dep::Conj
                && self.cue(t, &[Frame::Que]).is_some()
                && parse.prev(t).is_some_and(|prev| matches!(parse.low(prev), "et" | "mais" | "puis"))
        }) {
            return false;
        }
        // « on y entend le ministre déclarer que P »: the clause is the infinitive's, where the two are no locution.
        if (tok + 1..que).any(|t| {
            parse.nodes[t].form == Form::Infinitive
                && self.cue(t, &[Frame::Que]).is_some()
                && parse.next(t) == Some(que)
                && !self
                    .cues(tok)
                    .iter()
                    .any(|cue| self.rest_tokens(tok, cue).is_some_and(|rest| rest.contains(&t)))
        }) {
            return false;
        }
        // « X dit que les élus ont protesté et qu'ils … »: the second clause is the first one's fellow.
        let joined =
            parse.prev(que).is_some_and(|prev| matches!(parse.low(prev), "et" | "ou" | "mais" | "ni"));
        let start = parse.sentence(tok).start;
        let fellow = joined
            && (start..tok).any(|t| matches!(parse.low(t), "que" | "qu'") && parse.pos(t) == Pos::SCONJ)
            && !(tok + 1..que)
                .any(|t| parse.nodes[t].form == Form::Infinitive || matches!(parse.low(t), "que" | "qu'"));
        if fellow {
            return false;
        }
        let mut commas = 0;
        let mut finite = 0;
        for t in tok + 1..que {
            if self.is_comma(t) {
                commas += 1;
            }
            if matches!(parse.low(t), ";" | ":" | "." | "!" | "?") {
                return false;
            }
            if parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional) {
                finite += 1;
            }
        }
        if commas == 0 {
            return finite == 0;
        }
        // A set-off phrase has a comma at either end: right behind the cue, or an adverb of it, and right before « que ».
        let first = (tok + 1..que).find(|&t| self.is_comma(t)).unwrap_or(que);
        let closes = parse.prev(que).is_some_and(|prev| self.is_comma(prev));
        commas == 2 && finite <= 1 && closes && first <= tok + 4
    }

    /// The head of the clause that begins at `start`: the first finite verb's clause head on the way up.
    pub(crate) fn clause_head(&self, start: Tok) -> Tok {
        let parse = &self.parse;
        let end = parse.sentence(start).end;
        let finite = (start..end)
            .find(|&t| parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional));
        let mut at = finite.unwrap_or(start);
        while matches!(parse.dep(at), Dep::Aux | Dep::AuxPass | Dep::Cop) && parse.head(at) > start {
            at = parse.head(at);
        }
        at
    }
}
