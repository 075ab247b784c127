//! Sources behind a preposition with a relative pronoun: `un plan d'après lequel P`, `les accusations selon lesquelles P`.

use selon_spacy::Pos;

use crate::attribution::draft::{Draft, Source};
use crate::context::Context;
use crate::lexicon::{Class, Frame, Introducer};
use crate::parse::{Dep, Entity, Tok};

impl Context<'_> {
    /// `un plan d'après lequel P`, `les accusations selon lesquelles P`, `les déclarations de X, selon qui « P »`.
    pub(super) fn relative_preposition(
        &self,
        at: Tok,
        pronoun: Tok,
        introducer: &Introducer,
    ) -> Option<Draft> {
        let parse = &self.parse;
        let sentence = parse.sentence(at);
        // « X, pour qui P », but not « les enfants pour qui il chante »
        if introducer.words.len() == 1
            && introducer.words[0] == "pour"
            && !(parse.low(pronoun) == "qui" && parse.prev(at).is_some_and(|comma| self.is_comma(comma)))
        {
            return None;
        }
        let from = parse.next(pronoun).filter(|&from| from < sentence.end)?;
        let content = vec![(from, self.relative_end(from, sentence.end))];
        let words = pronoun..pronoun + 1;
        let mut cue: Vec<Tok> = (at..at + introducer.words.len()).chain(words).collect();
        let plural = parse.low(pronoun).ends_with('s');
        let feminine =
            parse.low(pronoun).starts_with("laquelle") || parse.low(pronoun).starts_with("lesquelles");
        let is_qui = parse.low(pronoun) == "qui";
        let mut antecedent = None;
        let mut noun = None;
        for t in (sentence.start..at).rev() {
            if !self.is_nominal(t) {
                continue;
            }
            if is_qui {
                if self.is_source_like(t) && parse.nodes[t].entity != Entity::Place {
                    let mut top = t;
                    while matches!(parse.dep(top), Dep::Nmod | Dep::Appos | Dep::Flat | Dep::Amod)
                        && self.is_nominal(parse.head(top))
                        && parse.head(top) >= sentence.start
                        && !self.lexicon.nouns.contains_key(self.lemma(parse.head(top)))
                    {
                        top = parse.head(top);
                    }
                    antecedent = Some(top);
                }
            } else {
                let node = &parse.nodes[t];
                if node.pos != Pos::NOUN
                    || node.plural != plural
                    || (feminine && !node.feminine && parse.low(pronoun) == "laquelle")
                {
                    continue;
                }
                antecedent = Some(t);
            }
            if antecedent.is_some() {
                break;
            }
        }
        let antecedent = antecedent?;
        let mut source = None;
        let mut stance = introducer.stance;
        let lemma = self.lemma(antecedent);
        if is_qui {
            let top = antecedent;
            noun = self.statement_above(top, sentence.start);
            source = Some(self.source_before(top, at));
        } else if let Some(entry) = self.lexicon.nouns.get(lemma).and_then(|cues| cues.first()) {
            noun = Some(antecedent);
            stance = entry.stance(Frame::Selon);
            source = self.owner_of(antecedent, at);
        } else {
            let mut top = antecedent;
            while matches!(parse.dep(top), Dep::Nmod)
                && self.is_nominal(parse.head(top))
                && parse.head(top) > sentence.start
            {
                top = parse.head(top);
                if self.is_artefact(top) {
                    break;
                }
            }
            let best = if self.is_artefact(antecedent) { antecedent } else { top };
            source.get_or_insert(self.source_before(best, at));
        }
        if let Some(noun) = noun {
            cue.insert(0, noun);
        }
        Some(Draft {
            source,
            cue,
            cue_head: noun,
            content,
            stance,
            hedged: introducer.hedged,
            class: Some(Class::Speech),
            rule: "preposition-relative",
        })
    }

    /// The last token of the clause behind `selon lequel`.
    pub(crate) fn relative_end(&self, from: Tok, end: Tok) -> Tok {
        self.before_second_verb(from, self.initial_end(from, end))
    }

    pub(super) fn source_before(&self, head: Tok, at: Tok) -> Source {
        let mut source = self.source_at(head);
        if source.run.1 >= at {
            let prev = self.parse.prev(at).unwrap_or(head);
            source.run.1 = if self.is_comma(prev) { prev - 1 } else { prev };
        }
        source
    }

    /// The statement noun that a person in its `de` phrase made: `les déclarations d'un commandant`.
    pub(super) fn statement_above(&self, head: Tok, start: Tok) -> Option<Tok> {
        let mut at = head;
        for _ in 0..3 {
            let above = self.parse.head(at);
            if above == at || above < start {
                return None;
            }
            if self.lexicon.nouns.contains_key(self.lemma(above)) && self.parse.pos(above) == Pos::NOUN {
                return Some(above);
            }
            at = above;
        }
        None
    }
}
