//! Noun phrases behind a preposition as content: `fait état de Z`, `appelle à la fin de Z`, `se félicite de Z`.

use selon_spacy::Pos;

use crate::attribution::is_day;
use crate::attribution::verb::Complement;
use crate::context::Context;
use crate::lexicon::{Class, Cue, Frame};
use crate::parse::{Dep, Form, Tok};

/// What people are called to, beside acts: `invite les grévistes à la retenue`, not `au banquet`.
const ATTITUDES: [&str; 14] = [
    "calme",
    "retenue",
    "dialogue",
    "sang-froid",
    "paix",
    "raison",
    "grève",
    "boycott",
    "révolte",
    "vote",
    "ordre",
    "respect",
    "sagesse",
    "courage",
];

impl Context<'_> {
    /// `fait état de`, `appelle à la fin`, `se félicite de`.
    pub(crate) fn oblique_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        const FRAMES: [(Frame, &[&str]); 6] = [
            (Frame::DeN, &["de", "d'", "du", "des"]),
            (Frame::AN, &["à", "au", "aux"]),
            (Frame::SurN, &["sur"]),
            (Frame::PourN, &["pour"]),
            (Frame::ContreN, &["contre"]),
            (Frame::EnN, &["en"]),
        ];
        let parse = &self.parse;
        let end = parse.sentence(verb).end;
        let from = self.rest_tokens(verb, cue).and_then(|rest| rest.last().copied()).unwrap_or(verb);
        for (frame, words) in FRAMES {
            if !cue.takes(frame) {
                continue;
            }
            if from > verb && words.contains(&parse.low(from)) {
                // The locution ends in the preposition itself.
                let Some(next) = parse.next(from).filter(|&next| next < end) else { continue };
                if parse.nodes[next].form == Form::Infinitive {
                    continue;
                }
                let head = parse.head(from);
                let head = if head > from && self.is_nominal(head) { head } else { next };
                let quoted = (next..=parse.edges(head).1.min(end - 1)).any(|t| self.is_quoted_in(t, verb));
                let certain = cue.ambiguity(frame) == 0 && cue.lemma != "être";
                if !(certain || quoted || self.is_event_noun(head))
                    || cue.lemma == "être" && cue.rest.len() < 2
                {
                    continue;
                }
                let last = self.cut_object(verb, next, head, parse.edges(head).1.min(end - 1));
                return Some(Complement::new(vec![(next, last)], frame, "verb-prepositional"));
            }
            // The preposition right behind the cue, or one whose phrase the tree gives to it.
            let mut at = from + 1;
            let mut found = None;
            while at < end && at < from + 8 {
                let low = parse.low(at);
                if words.contains(&low) {
                    let head = parse.head(at);
                    let near = (from + 1..at)
                        .all(|t| matches!(parse.pos(t), Pos::ADV | Pos::SPACE) || self.is_temporal(t));
                    let governed = head > at && (parse.head(head) == verb || parse.head(head) == from);
                    if near || governed {
                        found = Some((at, if head > at { head } else { parse.next(at)? }));
                    }
                    break;
                }
                if matches!(low, "," | ";" | ":" | "." | "que" | "qu'") {
                    break;
                }
                at += 1;
            }
            let Some((preposition, head)) = found else { continue };
            // « n'a pas conclu d'entente à cette occasion »: an object stands between.
            let object = parse.children(verb).find(|&child| {
                parse.dep(child) == Dep::Obj
                    && child > verb
                    && child < preposition
                    && self.is_nominal(child)
                    && !is_day(parse.lemma(child))
            });
            // « appelle ses administrés au calme »: the object is whom it is said to.
            let addressed = frame == Frame::AN
                && cue.takes(Frame::XAInf)
                && parse.head(head) == verb
                && object.is_some_and(|object| !self.is_event_noun(object));
            if object.is_some() && cue.rest.is_empty() && !addressed {
                continue;
            }
            let first = if is_fused(parse.low(preposition)) { preposition } else { preposition + 1 };
            let first = if is_fused(parse.low(preposition)) { first + 1 } else { first };
            if parse.nodes[first.min(end - 1)].form == Form::Infinitive {
                continue;
            }
            let quoted = parse.edges(head).0 <= head
                && (first..=parse.edges(head).1.min(end - 1)).any(|t| self.is_quoted_in(t, verb));
            let event = self.is_event_noun(head);
            let locution = !cue.rest.is_empty();
            let wanted =
                matches!(cue.class, Class::Request | Class::Order | Class::Promise) && !self.is_human(head);
            let accepted = match cue.ambiguity(frame) {
                0 => event || quoted || locution || wanted || !self.is_human(head),
                1 => {
                    event
                        || quoted
                        || addressed && ATTITUDES.contains(&self.lemma(head))
                        || matches!(cue.class, Class::Emotion | Class::Evaluation | Class::Denial)
                            && !self.is_human(head)
                }
                // « parle d'un acte isolé » characterises; « parle de la météo » names a topic.
                _ => {
                    quoted
                        || cue.class == Class::Speech
                            && frame == Frame::DeN
                            && (matches!(parse.low(first), "un" | "une") || event && self.is_past(verb))
                }
            };
            if !accepted {
                continue;
            }
            let last = self.cut_object(verb, first, head, parse.edges(head).1.min(end - 1));
            return Some(Complement::new(vec![(first, last)], frame, "verb-prepositional"));
        }
        None
    }

    pub(crate) fn is_temporal(&self, tok: Tok) -> bool {
        is_day(self.parse.lemma(tok)) || matches!(self.parse.low(tok), "dernier" | "dernière" | "prochain")
    }
}

fn is_fused(low: &str) -> bool {
    matches!(low, "du" | "des" | "au" | "aux")
}
