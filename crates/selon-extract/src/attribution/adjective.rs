//! Adjectives whose subject holds what follows: `X est persuadé que P`, `X, conscient de P`, `convaincue que P, X …`.
//!
//! Look-alikes: the same adjectives without what is believed (`un homme sûr`), and of things (`il est certain que`).

use selon_spacy::Pos;

use crate::attribution::draft::{Draft, Source};
use crate::context::Context;
use crate::lexicon::{Cue, Frame};
use crate::parse::{Dep, Form, Tok};
use crate::phrase::Reach;

impl Context<'_> {
    /// A draft for every such adjective with its content.
    pub(crate) fn find_adjectives(&self, is_taken: &dyn Fn(Tok) -> bool) -> Vec<Draft> {
        (0..self.parse.len())
            .filter(|&tok| !is_taken(tok))
            .filter_map(|tok| self.read_adjective(tok))
            .collect()
    }

    /// The entry of an adjective or participle, by its masculine singular.
    fn adjective(&self, tok: Tok) -> Option<&'static Cue> {
        let parse = &self.parse;
        if !matches!(parse.pos(tok), Pos::ADJ | Pos::VERB | Pos::NOUN) {
            return None;
        }
        let low = parse.low(tok);
        let bare = low.trim_end_matches('s');
        let forms = [low, bare, bare.trim_end_matches('e'), parse.lemma(tok)];
        let lexicon: &'static crate::lexicon::Lexicon = self.lexicon;
        forms.iter().find_map(|form| lexicon.adjectives.get(*form as &str)).and_then(|cues| cues.first())
    }

    /// The form of *être* that the adjective stands behind, whatever the tree calls it.
    fn copula(&self, tok: Tok) -> Option<Tok> {
        let parse = &self.parse;
        parse.children(tok).find(|&child| {
            child < tok
                && (matches!(parse.dep(child), Dep::Cop | Dep::AuxPass)
                    || parse.dep(child) == Dep::Aux && parse.lemma(child) == "être")
        })
    }

    /// An adjective that may hold something: `sceptique`, `favorable`.
    pub(crate) fn is_conviction(&self, tok: Tok) -> bool {
        self.adjective(tok).is_some()
    }

    /// `sont persuadés que`, `était convaincue de`: a state of mind read as a passive or a perfect.
    pub(crate) fn is_state_of_mind(&self, tok: Tok) -> bool {
        self.parse.nodes[tok].form == Form::PastParticiple
            && self.copula(tok).is_some()
            && self.adjective(tok).is_some()
            && !self.is_reflexive(tok)
            && self.agent(tok).is_none()
    }

    fn read_adjective(&self, tok: Tok) -> Option<Draft> {
        let parse = &self.parse;
        let cue = self.adjective(tok)?;
        let sentence = parse.sentence(tok);
        let next = parse.next(tok).filter(|&next| next < sentence.end)?;
        let copula = self.copula(tok);
        let head = parse.head(tok);
        let (frame, run) = match parse.low(next) {
            "que" | "qu'" if cue.takes(Frame::Que) => {
                let (que, clause) = self.que_clause(tok)?;
                (Frame::Que, (que + 1, self.clause_end(tok, que + 1, clause, Reach::Wide)))
            }
            "de" | "d'" | "du" | "des" => {
                let from = parse.next(next).filter(|&from| from < sentence.end)?;
                let infinitive = parse.nodes[from].form == Form::Infinitive;
                let frame = if infinitive { Frame::DeInf } else { Frame::DeN };
                use crate::lexicon::Class::{Belief, Emotion, Knowledge};
                let infinitive_next =
                    parse.next(next).is_some_and(|from| parse.nodes[from].form == Form::Infinitive);
                let apart = parse.prev(tok).is_none_or(|prev| {
                    self.is_comma(prev)
                        || parse.pos(prev) == Pos::ADV
                            && parse.prev(prev).is_some_and(|comma| self.is_comma(comma))
                });
                if !matches!(cue.class, Belief | Knowledge | Emotion)
                    || infinitive_next && cue.class == Emotion
                    || copula.is_none() && !apart
                {
                    return None;
                }
                let object = parse.head(next);
                let object = if object > next && object < sentence.end { object } else { from };
                if !cue.takes(frame)
                    || (!infinitive
                        && cue.ambiguity(frame) > 0
                        && !self.is_event_noun(object)
                        && self.quotes.at(object).is_none())
                {
                    return None;
                }
                (frame, (from, self.clause_end(tok, from, object, Reach::Narrow)))
            }
            _ => return None,
        };
        let source = self.holder(tok, copula, head)?;
        // « il est certain que » is nobody's conviction.
        if copula.is_some()
            && matches!(parse.low(source.head), "il" | "ce" | "c'" | "cela")
            && parse.dep(source.head) == Dep::ExplSubj
        {
            return None;
        }
        let first_person = matches!(parse.low(source.head), "je" | "j'" | "nous" | "on");
        if first_person || !self.is_source_like(source.head) {
            return None;
        }
        let mut tokens: Vec<Tok> = copula.into_iter().chain([tok]).collect();
        tokens.sort_unstable();
        Some(Draft {
            source: Some(source),
            cue: tokens,
            cue_head: Some(tok),
            content: vec![run],
            stance: if self.is_negated(tok) { crate::record::Stance::Denies } else { cue.stance(frame) },
            hedged: self.is_conditional(tok),
            class: Some(cue.class),
            rule: "adjective",
        })
    }

    /// Whose adjective it is: the subject of its copula, of the verb above, or the noun it stands by.
    fn holder(&self, tok: Tok, copula: Option<Tok>, head: Tok) -> Option<Source> {
        let parse = &self.parse;
        if copula.is_some() {
            return self.subject(tok);
        }
        if self.is_nominal(head) && head < tok {
            let mut source = self.source_at(head);
            if source.run.1 >= tok {
                source.run.1 = (source.run.0..tok).rev().find(|&t| self.is_nominal(t))?;
            }
            return Some(source);
        }
        parse.is_verbal(head).then(|| self.subject(head)).flatten()
    }
}
