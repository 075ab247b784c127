//! Clauses as content: `que P`, `à ce que P`, `si P`, and `Y, que X dément`.
//!
//! Look-alikes: `ne … que` restricts, `plus que` compares, `ce que` of a question about a thing.

use selon_spacy::Pos;

use crate::attribution::draft::Source;
use crate::attribution::verb::Complement;
use crate::context::Context;
use crate::lexicon::{Cue, Frame};
use crate::parse::{Dep, Form, Tok};
use crate::phrase::Reach;

impl Context<'_> {
    pub(crate) fn que_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        if !cue.takes(Frame::Que) {
            return None;
        }
        let (que, head) = self.que_clause(verb)?;
        let parse = &self.parse;
        // « s'est dit ouvert à une prime que des entreprises verseraient »: the adjective is what is said.
        if cue.reflexive
            && matches!(cue.lemma, "dire" | "déclarer" | "montrer" | "avouer")
            && parse.next(verb).is_some_and(|next| {
                next < que
                    && parse.next(next) != Some(que)
                    && (parse.pos(next) == Pos::ADJ || parse.nodes[next].form == Form::PastParticiple)
            })
        {
            return None;
        }
        // « rejette l'idée que P »: the clause is the noun's; the phrase as a whole is the verb's object.
        let noun = parse
            .prev(que)
            .filter(|&noun| noun > verb && parse.pos(noun) == Pos::NOUN && parse.dep(noun) == Dep::Obj);
        let in_locution = |noun: &Tok| self.rest_tokens(verb, cue).is_some_and(|rest| rest.contains(noun));
        if noun.is_some_and(|noun| {
            self.lexicon.nouns.contains_key(self.lemma(noun)) && !in_locution(&noun) && cue.takes(Frame::Obj)
        }) {
            return None;
        }
        // « ne … que » restricts.
        let start = self.verb_start(verb);
        if (start..verb).any(|t| matches!(parse.low(t), "ne" | "n'"))
            && !self.is_negated(verb)
            && !self.has_finite(que, parse.sentence(que).end)
        {
            return None;
        }
        let mut last = self.clause_end(verb, que + 1, head, Reach::Wide);
        // « Le témoin qui a dit que P s'est rétracté »
        let restrictive = parse.dep(verb) == Dep::AclRelcl
            && !(parse.sentence(verb).start..verb)
                .rev()
                .find(|&t| matches!(parse.low(t), "qui" | "que" | "qu'" | "dont"))
                .and_then(|pronoun| parse.prev(pronoun))
                .is_some_and(|before| self.is_comma(before));
        if restrictive {
            last = self.before_second_verb(que + 1, last);
        }
        // « a indiqué avoir identifié l'homme et qu'il s'agissait de … »: the infinitive in front is said too.
        let mut first = que + 1;
        if parse.prev(que).is_some_and(|prev| matches!(parse.low(prev), "et" | "ou" | "mais"))
            && let Some((inf, _)) = parse.next(verb).and_then(|next| self.infinitive_at(next, que))
        {
            first = parse.next(verb).unwrap_or(inf).min(inf);
        }
        Some(Complement::new(vec![(first, last)], Frame::Que, "verb-que"))
    }

    /// `il ressort du rapport que P`: the source is what stands behind `de`.
    pub(crate) fn impersonal_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        if !cue.takes(Frame::ImpersQue) {
            return None;
        }
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        let il = parse.children(verb).any(|child| child < verb && parse.low(child) == "il");
        let que = (verb + 1..end.min(verb + 14)).find(|&t| matches!(parse.low(t), "que" | "qu'"))?;
        let clause = (que + 1..end).find(|&t| {
            parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional)
        })?;
        if !il {
            return None;
        }
        let de = (verb + 1..que).find(|&t| matches!(parse.low(t), "de" | "d'" | "du" | "des"));
        let named = de.and_then(|de| (de + 1..que).find(|&t| self.is_nominal(t)));
        let source = named.map(|noun| {
            let mut source = self.source_at(noun);
            source.run = (source.run.0.max(de.map_or(0, |de| de + 1)), source.run.1.min(que - 1));
            source
        });
        let last = self.clause_end(verb, que + 1, clause, Reach::Wide);
        let mut complement = Complement::new(vec![(que + 1, last)], Frame::ImpersQue, "impersonal");
        complement.source = Some(source);
        Some(complement)
    }

    /// `appelle à ce que P`, `se félicite de ce que P`.
    pub(crate) fn ce_que_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        if !cue.takes_any(&[Frame::AInf, Frame::DeInf, Frame::XAInf, Frame::AN, Frame::DeN]) {
            return None;
        }
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        let ce = (verb + 1..end.min(verb + 8)).find(|&t| {
            parse.low(t) == "ce"
                && parse.prev(t).is_some_and(|prev| matches!(parse.low(prev), "à" | "de"))
                && parse.next(t).is_some_and(|next| matches!(parse.low(next), "que" | "qu'"))
        })?;
        let que = parse.next(ce)?;
        let head = (que + 1..end).find(|&t| {
            parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional)
        })?;
        Some(Complement::new(
            vec![(que + 1, self.clause_end(verb, que + 1, head, Reach::Wide))],
            Frame::AInf,
            "verb-que",
        ))
    }

    pub(crate) fn wh_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        if !cue.takes(Frame::Wh) {
            return None;
        }
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        let mut at = verb + 1;
        while at < end.min(verb + 5) {
            let low = parse.low(at);
            let is_si = matches!(low, "si" | "s'")
                && parse.next(at).is_some_and(|next| self.is_nominal(next) || parse.pos(next) == Pos::DET);
            let is_wh = matches!(
                low,
                "comment" | "pourquoi" | "combien" | "quand" | "où" | "quel" | "quelle" | "quels" | "quelles"
            );
            let ce_que = low == "ce"
                && parse.next(at).is_some_and(|next| matches!(parse.low(next), "que" | "qu'" | "qui"));
            if is_si || is_wh || ce_que {
                let head = self
                    .parse
                    .children(verb)
                    .find(|&child| child > at && parse.is_verbal(child))
                    .unwrap_or(at);
                let first = if is_si { at + 1 } else { at };
                let last = self.clause_end(verb, first, head.max(at), Reach::Wide);
                let last = if last <= at { self.parse.sentence(at).end - 1 } else { last };
                return Some(Complement::new(vec![(first, last)], Frame::Wh, "verb-wh"));
            }
            if !matches!(parse.pos(at), Pos::ADV | Pos::SPACE | Pos::ADP) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// `Y, que X dément`, `ce que X a confirmé`, `l'aide qu'il considère comme`.
    pub(crate) fn relative_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        if !cue.takes_any(&[Frame::Obj, Frame::Que, Frame::XComme, Frame::XDePred, Frame::XAdj]) {
            return None;
        }
        let parse = &self.parse;
        let start = self.verb_start(verb);
        let sentence = parse.sentence(verb);
        let pronoun = (sentence.start.max(start.saturating_sub(8))..start).rev().find(|&t| {
            matches!(parse.low(t), "que" | "qu'")
                && parse.pos(t) == Pos::PRON
                && (parse.head(t) == verb || parse.is_under(parse.head(t), verb))
        })?;
        let before = parse.prev(pronoun)?;
        if parse.low(before) == "ce" {
            let ce = before;
            // « C'est ce que souligne X »: the sentence before.
            let at_start = parse.prev(ce).is_none_or(|prev| {
                prev < sentence.start
                    || matches!(
                        parse.low(prev),
                        "est" | "était" | "c'" | "voilà" | "tout" | "moins" | "cas" | "fait"
                    )
            });
            if at_start {
                let last = sentence
                    .start
                    .checked_sub(1)
                    .filter(|&last| parse.nodes[last].para + 1 >= parse.nodes[verb].para)?;
                let previous = parse.sentence(last);
                let reported = previous
                    .clone()
                    .filter(|&t| !self.cues(t).is_empty() && self.is_finite(t) && !self.is_own_voice(t))
                    .find_map(|t| {
                        self.cues(t)
                            .iter()
                            .find_map(|cue| self.complement(t, cue))
                            .filter(|complement| complement.frame != Frame::Obj)
                    });
                let content = reported.map_or(
                    vec![(self.skip_connectors(previous.start, previous.end), previous.end - 1)],
                    |complement| complement.content,
                );
                let mut complement = Complement::new(content, Frame::Obj, "verb-by-reference");
                complement.source = Some(self.subject_beside(verb, pronoun));
                return Some(complement);
            }
            // « …, ce que X dément »: what stands before in the sentence.
            let comma = parse.prev(ce).filter(|&comma| self.is_comma(comma) && comma > sentence.start)?;
            let from = self.skip_connectors(sentence.start, comma);
            // What the main clause reports, where it reports.
            let main = (from..comma)
                .filter(|&t| {
                    t != verb && !self.cues(t).is_empty() && self.is_finite(t) && !self.is_own_voice(t)
                })
                .find_map(|t| {
                    self.cues(t)
                        .iter()
                        .find_map(|cue| self.complement(t, cue))
                        .filter(|complement| complement.frame != Frame::Obj)
                });
            let content = main.map_or(vec![(from, comma - 1)], |complement| {
                complement.content.iter().map(|&(a, z)| (a, z.min(comma - 1))).collect()
            });
            let mut complement = Complement::new(content, Frame::Obj, "verb-by-reference");
            complement.source = Some(self.subject_beside(verb, pronoun));
            return Some(complement);
        }
        let antecedent = self
            .antecedent(verb)
            .or_else(|| self.is_nominal(before).then(|| self.source_at(self.nominal_top(before))))?;
        let mut content = vec![(antecedent.run.0, antecedent.run.1.min(pronoun - 1))];
        let frame = if let Some((run, frame)) = self.predicate_of(verb, cue, verb) {
            content.push(run);
            frame
        } else if cue.takes(Frame::Obj) && cue.ambiguity(Frame::Obj) == 0 {
            Frame::Obj
        } else {
            return None;
        };
        let mut complement = Complement::new(content, frame, "verb-relative");
        complement.source = Some(self.subject_beside(verb, pronoun));
        Some(complement)
    }

    /// The subject between a relative pronoun and its verb, or behind the verb.
    pub(crate) fn subject_beside(&self, verb: Tok, pronoun: Tok) -> Option<Source> {
        let parse = &self.parse;
        let by_tree = parse
            .children(verb)
            .filter(|&child| matches!(parse.dep(child), Dep::Nsubj | Dep::NsubjPass) && child > pronoun)
            .map(|child| self.source_at(child))
            .next();
        by_tree
            .or_else(|| {
                (pronoun + 1..verb).find(|&t| self.is_nominal(t)).map(|t| self.source_at(self.nominal_top(t)))
            })
            .or_else(|| self.subject_after(verb, parse.sentence(verb).end))
    }
}
