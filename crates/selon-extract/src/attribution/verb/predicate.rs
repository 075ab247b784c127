//! Predicates as content: `qualifie Y de Z`, `considère Y comme Z`, `juge Y inacceptable`, `se dit prêt`.

use selon_spacy::Pos;

use crate::attribution::verb::Complement;
use crate::context::{Context, Run};
use crate::lexicon::{Cue, Frame};
use crate::parse::{Dep, Form, Tok};
use crate::phrase::Reach;

impl Context<'_> {
    /// `qualifie Y de Z`, `considère Y comme Z`, `juge Y inacceptable`, `se dit prêt à`.
    pub(crate) fn predicate_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        let parse = &self.parse;
        if cue.takes(Frame::Adj) {
            let predicate = parse
                .children(verb)
                .find(|&child| {
                    child > verb
                        && child <= verb + 4
                        && matches!(
                            parse.dep(child),
                            Dep::Xcomp
                                | Dep::Obj
                                | Dep::Amod
                                | Dep::Acl
                                | Dep::Advcl
                                | Dep::Ccomp
                                | Dep::Other
                        )
                        && (parse.pos(child) == Pos::ADJ || parse.nodes[child].form == Form::PastParticiple)
                })
                .or_else(|| {
                    parse.next(verb).filter(|&next| {
                        parse.pos(next) == Pos::ADJ
                            || self.quotes.opened_by(next).is_some()
                            || parse.pos(next) == Pos::NOUN
                            // « se dit à l'écoute », « se déclare en faveur de P »
                            || cue.reflexive
                                && matches!(cue.lemma, "dire" | "déclarer")
                                && matches!(parse.low(next), "à" | "en" | "au" | "aux")
                            || (parse.nodes[next].form == Form::PastParticiple
                                && parse.pos(next) == Pos::VERB)
                    })
                });
            // « se montre plus dure » says nothing that it does not say of a conviction.
            let predicate =
                predicate.filter(|&predicate| cue.lemma != "montrer" || self.is_conviction(predicate));
            if let Some(predicate) = predicate {
                let first = parse.edges(predicate).0.max(verb + 1);
                let last = self.clause_end(verb, first, predicate, Reach::Narrow);
                return Some(Complement::new(vec![(first, last)], Frame::Adj, "verb-adjective"));
            }
        }
        if !cue.takes_any(&[Frame::XComme, Frame::XDePred, Frame::XAdj]) {
            return None;
        }
        let object = parse.children(verb).find(|&child| parse.dep(child) == Dep::Obj && child > verb);
        // « juge probable la présence d'explosifs »
        if let Some(adjective) =
            parse.next(verb).filter(|&next| cue.takes(Frame::XAdj) && parse.pos(next) == Pos::ADJ)
        {
            let noun = parse
                .next(adjective)
                .filter(|&det| parse.pos(det) == Pos::DET)
                .map(|det| parse.head(det))
                .filter(|&noun| noun > adjective && self.is_nominal(noun));
            if let Some(noun) = noun {
                let last = self.clause_end(verb, adjective, noun, Reach::Narrow);
                return Some(Complement::new(vec![(adjective, last)], Frame::XAdj, "verb-predicate"));
            }
        }
        // « juge « prématuré » de lever les sanctions »
        let bare = (verb + 1..parse.sentence(verb).end.min(verb + 4))
            .find(|&t| !self.quotes.is_mark(parse, t))
            .filter(|&t| cue.takes(Frame::XAdj) && parse.pos(t) == Pos::ADJ);
        if let Some(adjective) = bare
            && let Some(of) = (adjective + 1..parse.sentence(verb).end.min(adjective + 3))
                .find(|&t| matches!(parse.low(t), "de" | "d'"))
            && let Some((_, head)) = self.infinitive_at(of + 1, parse.sentence(verb).end)
        {
            let first = self.with_mark(adjective, verb);
            let last = self.clause_end(verb, first, head, Reach::Narrow);
            return Some(Complement::new(vec![(first, last)], Frame::XAdj, "verb-predicate"));
        }
        // « juge la sanction disproportionnée », the adjective read as one of the sanction
        if let Some(object) = object.filter(|_| cue.takes(Frame::XAdj)) {
            let last = self.noun_phrase(object).1;
            let adjective = parse.children(object).any(|child| {
                child == last
                    && child > object
                    && matches!(parse.dep(child), Dep::Amod | Dep::Acl)
                    && (parse.pos(child) == Pos::ADJ || parse.nodes[child].form == Form::PastParticiple)
            });
            if adjective && matches!(cue.lemma, "juger" | "estimer" | "trouver" | "considérer") {
                let first = self.noun_phrase(object).0;
                return Some(Complement::new(vec![(first, last)], Frame::XAdj, "verb-predicate"));
            }
        }
        let clitic =
            (self.verb_start(verb)..verb).find(|&t| matches!(parse.low(t), "l'" | "le" | "la" | "les"));
        let clitic = clitic.or_else(|| {
            let participle = parse.nodes[verb].form == Form::PresentParticiple;
            parse.prev(verb).filter(|&t| participle && matches!(parse.low(t), "l'" | "le" | "la" | "les"))
        });
        let object = object.filter(|_| clitic.is_none());
        let (run, frame) = self.predicate_of(verb, cue, object.unwrap_or(verb))?;
        let mut content = Vec::new();
        match (object, clitic) {
            (Some(object), _) if object < run.0 => content.push(self.noun_phrase(object)),
            (_, Some(clitic)) if frame != Frame::XAdj => content.push((clitic, clitic)),
            _ if cue.reflexive => {}
            _ => return None,
        }
        content.push(run);
        if content.len() == 2 && frame == Frame::XDePred && content[0].1 + 1 >= content[1].0 {
            content[0].1 = content[1].0.saturating_sub(2).max(content[0].0);
        } else if content.len() == 2 && content[1].0 <= content[0].1 + 2 {
            content = vec![(content[0].0, content[1].1)];
        }
        Some(Complement::new(content, frame, "verb-predicate"))
    }

    /// The predicate behind `comme`, `de` or nothing.
    pub(crate) fn predicate_of(&self, verb: Tok, cue: &'static Cue, from: Tok) -> Option<(Run, Frame)> {
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        if cue.takes(Frame::XComme) {
            let limit = if from == verb { verb + 6 } else { self.noun_phrase(from).1 + 8 };
            if let Some(comme) = (verb + 1..end.min(limit)).find(|&t| parse.low(t) == "comme") {
                let head = parse.head(comme);
                let head = if head > comme { head } else { parse.next(comme)? };
                let last = self.clause_end(verb, comme, head, Reach::Narrow);
                return Some(((comme, last), Frame::XComme));
            }
        }
        if cue.takes(Frame::XDePred) {
            let limit = if from == verb { verb + 4 } else { self.noun_phrase(from).1 + 4 };
            let start = if from == verb { verb } else { from };
            if let Some(de) = (start + 1..end.min(limit))
                .rfind(|&t| matches!(parse.low(t), "de" | "d'" | "d"))
                .filter(|&de| from == verb || parse.head(parse.head(de)) == verb)
                .or_else(|| (start + 1..end.min(limit)).rfind(|&t| matches!(parse.low(t), "de" | "d'" | "d")))
            {
                let head = parse.head(de);
                let head = if head > de { head } else { parse.next(de)? };
                // An apostrophe that the tokenizer parted: « d'« absurdes » ».
                let first = if parse.low(de + 1) == "'" && de + 2 < end { de + 2 } else { de + 1 };
                let last = self.clause_end(verb, first, head.max(first), Reach::Narrow);
                return Some(((first, last), Frame::XDePred));
            }
        }
        if cue.takes(Frame::XAdj) {
            let adjective = parse.children(verb).find(|&child| {
                child > verb
                    && matches!(parse.dep(child), Dep::Xcomp | Dep::Amod | Dep::Advcl)
                    && (parse.pos(child) == Pos::ADJ || self.quotes.at(child).is_some())
            });
            // « est jugée fragile par les observateurs »
            let adjective = adjective.or_else(|| {
                parse
                    .next(verb)
                    .filter(|&next| from == verb && parse.pos(next) == Pos::ADJ && self.is_passive(verb))
            });
            if let Some(adjective) = adjective {
                let first = parse.edges(adjective).0.max(verb + 1);
                return Some(((first, self.clause_end(verb, first, adjective, Reach::Narrow)), Frame::XAdj));
            }
        }
        None
    }
}
