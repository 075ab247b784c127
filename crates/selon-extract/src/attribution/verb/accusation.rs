//! Accusations: the accused and the charge are both content: `accuse Y de Z`, `blâme Y pour Z`.
//!
//! The charge hangs on the verb, on the object, or, as an infinitive, wherever the parser put it.

use selon_spacy::Pos;

use crate::attribution::is_day;
use crate::attribution::verb::Complement;
use crate::context::Context;
use crate::lexicon::{Cue, Frame};
use crate::parse::{Dep, Form, Tok};
use crate::phrase::Reach;

impl Context<'_> {
    /// `accuse Y de Z`, `soupçonne Y d'avoir`.
    pub(crate) fn accusation_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        [Frame::XDe, Frame::XPour, Frame::XA]
            .into_iter()
            .filter(|&frame| cue.takes(frame))
            .find_map(|frame| self.accusation_in(verb, cue, frame))
    }

    fn accusation_in(&self, verb: Tok, cue: &'static Cue, frame: Frame) -> Option<Complement> {
        let parse = &self.parse;
        let preposition: &[&str] = match frame {
            Frame::XDe => &["de", "d'", "du", "des"],
            Frame::XA => &["à", "au", "aux"],
            _ => &["pour"],
        };
        let charge = self.charge(verb, preposition);
        let object = parse.children(verb).find(|&child| {
            parse.dep(child) == Dep::Obj && child > verb && charge.is_none_or(|(first, _)| child < first)
        });
        let clitic = (self.verb_start(verb)..verb)
            .find(|&t| matches!(parse.low(t), "l'" | "le" | "la" | "les" | "m'" | "me" | "nous"))
            .or_else(|| {
                parse.children(verb).find(|&t| t < verb && matches!(parse.low(t), "l'" | "le" | "la" | "les"))
            });
        let follows = parse.next(verb).filter(|&next| {
            next == verb + 1
                && matches!(parse.low(next), "l'" | "le" | "la" | "les")
                && parse.pos(next) == Pos::PRON
        });
        match (object, charge) {
            (Some(object), Some((_, head))) => {
                let from = self.noun_phrase(object).0;
                let last = self.clause_end(verb, from, head, Reach::Narrow);
                Some(Complement::new(vec![(from, last)], frame, "accusation"))
            }
            (Some(object), None) if frame == Frame::XDe && parse.nodes[verb].form != Form::Infinitive => {
                // « accuse Y »: the accused alone.
                let run = self.noun_phrase(object);
                (cue.ambiguity(frame) == 0 && self.is_source_like(object))
                    .then(|| Complement::new(vec![run], frame, "accusation"))
            }
            (None, Some((first, head))) => {
                let last = self.clause_end(verb, first, head, Reach::Narrow);
                let mut content = Vec::new();
                if let Some(clitic) = clitic.or(follows) {
                    content.push((clitic, clitic));
                } else if frame != Frame::XDe {
                    return None;
                } else if let Some(noun) = (verb + 1..first).find(|&t| self.is_nominal(t)) {
                    content.push((self.noun_phrase(noun).0, last));
                    return Some(Complement::new(content, frame, "accusation"));
                }
                content.push((first + 1, last));
                Some(Complement::new(content, frame, "accusation"))
            }
            _ => None,
        }
    }

    /// The charge behind an accusation: first token, preposition included, and head.
    pub(crate) fn charge(&self, verb: Tok, prepositions: &[&str]) -> Option<(Tok, Tok)> {
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        let by_tree = parse.children(verb).filter(|&child| child > verb && child < end).find_map(|child| {
            let case = parse.children(child).find(|&case| {
                case < child
                    && matches!(parse.dep(case), Dep::Case | Dep::Mark)
                    && prepositions.contains(&parse.low(case))
            })?;
            (case > verb
                && !is_day(parse.lemma(child))
                && matches!(
                    parse.dep(child),
                    Dep::Xcomp
                        | Dep::Ccomp
                        | Dep::OblArg
                        | Dep::OblMod
                        | Dep::Advcl
                        | Dep::Acl
                        | Dep::OblAgent
                ))
            .then_some((case, child))
        });
        // « le ministère du Renseignement d'avoir fomenté »: an infinitive hung on the object.
        let by_surface = || {
            (verb + 1..end.saturating_sub(1)).find_map(|t| {
                if !prepositions.contains(&parse.low(t)) {
                    return None;
                }
                let mut inf = t + 1;
                while inf < end
                    && (matches!(
                        parse.low(inf),
                        "ne" | "pas" | "l'" | "le" | "la" | "les" | "se" | "s'" | "y" | "en" | "lui" | "leur"
                    ) || parse.is_space(inf)
                        || self.quotes.is_mark(parse, inf))
                {
                    inf += 1;
                }
                (inf < end && parse.nodes[inf].form == Form::Infinitive).then(|| {
                    let head = if matches!(parse.dep(inf), Dep::Aux | Dep::AuxPass | Dep::Cop) {
                        parse.head(inf)
                    } else {
                        inf
                    };
                    (t, head)
                })
            })
        };
        // « accuse le semencier de publicité trompeuse »: a noun hung on the object.
        let on_object = || {
            let object = parse.children(verb).find(|&child| parse.dep(child) == Dep::Obj && child > verb)?;
            parse.children(object).filter(|&child| child > object && child < end).find_map(|child| {
                let case = parse.children(child).find(|&case| {
                    case < child && parse.dep(case) == Dep::Case && prepositions.contains(&parse.low(case))
                })?;
                let charged =
                    !self.is_human(child) && (self.is_source_like(object) || self.looks_human(object));
                charged.then_some((case, child))
            })
        };
        by_tree
            .filter(|&(_, head)| parse.is_verbal(head) || parse.dep(head) != Dep::OblMod)
            .or_else(by_surface)
            .or(by_tree)
            .or_else(on_object)
    }
}
