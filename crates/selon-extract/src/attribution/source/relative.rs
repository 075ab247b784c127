//! Sources of relative clauses: the noun that `qui a déclaré` belongs to, and who holds the artefact that speaks.

use selon_spacy::Pos;

use crate::attribution::draft::Source;
use crate::attribution::source::{MAX_STEPS, is_month};
use crate::attribution::speech::is_day;
use crate::context::Context;
use crate::parse::{Dep, Entity, Tok};

impl Context<'_> {
    /// `possède des preuves indiquant que`, `comprennent une phrase qui annonce que`: who holds the artefact says it.
    pub(super) fn holder_of(&self, noun: Tok) -> Option<Source> {
        let verb = self.parse.head(noun);
        let holds = matches!(
            self.lemma(verb),
            "posséder"
                | "détenir"
                | "avoir"
                | "enregistrer"
                | "recueillir"
                | "contenir"
                | "comprendre"
                | "disposer"
                | "renfermer"
                | "obtenir"
                | "intercepter"
                | "comporter"
        );
        (matches!(self.parse.dep(noun), Dep::Obj | Dep::OblArg) && verb < noun && holds)
            .then(|| self.own_subject(verb))
            .flatten()
    }

    pub(super) fn antecedent_of_relative(&self, pronoun: Tok, verb: Tok) -> Option<Source> {
        // « ce qui », « Qui » at the head of a sentence have none inside it.
        let prev = self.parse.prev(pronoun)?;
        if matches!(self.parse.low(prev), "ce" | "celui" | "celle" | "ceux" | "celles") {
            return Some(Source { run: (prev, prev), head: prev });
        }
        self.antecedent(verb).or_else(|| Some(self.source_at(self.noun_before(pronoun)?)))
    }

    /// The noun phrase in front of a relative pronoun, over times and dates.
    pub(crate) fn noun_before(&self, pronoun: Tok) -> Option<Tok> {
        let parse = &self.parse;
        let start = parse.sentence(pronoun).start;
        let mut at = pronoun;
        for _ in 0..4 {
            let noun = (start..at).rev().find(|&t| self.is_nominal(t) && parse.pos(t) != Pos::NUM)?;
            let top = self.nominal_top(noun);
            let timed = is_day(parse.lemma(top)) || is_month(parse.low(top));
            if !timed && top < pronoun {
                return Some(top);
            }
            at = top.min(noun);
        }
        None
    }

    /// The noun that the relative clause of `verb` belongs to.
    pub(crate) fn antecedent(&self, verb: Tok) -> Option<Source> {
        let parse = &self.parse;
        let mut at = verb;
        for _ in 0..MAX_STEPS {
            match parse.dep(at) {
                Dep::AclRelcl | Dep::Acl => {
                    let head = parse.head(at);
                    let head = if self.is_nominal(head) && !self.is_source_like(head) {
                        self.name_over_gloss(head).unwrap_or(head)
                    } else {
                        head
                    };
                    let head = self.voice_before(at).filter(|_| !self.is_source_like(head)).unwrap_or(head);
                    let head =
                        if self.is_nominal(head) { head } else { self.name_over_gloss(parse.edges(at).0)? };
                    if let Some(holder) = self.holder_of(head) {
                        return Some(holder);
                    }
                    return self.is_nominal(head).then(|| {
                        let mut source = self.source_at(head);
                        // The relative clause itself stays outside.
                        let first = parse.edges(at).0;
                        if source.run.1 >= first && first > source.run.0 {
                            source.run.1 = first - 1;
                        }
                        source
                    });
                }
                Dep::Conj | Dep::Xcomp | Dep::Ccomp | Dep::Aux | Dep::AuxPass => at = parse.head(at),
                _ => return None,
            }
        }
        None
    }

    /// `Ils étaient 10 500 selon la préfecture, qui …`: the phrase right in front of the pronoun, where it names a source.
    fn voice_before(&self, relative: Tok) -> Option<Tok> {
        let parse = &self.parse;
        let comma = parse.prev(parse.edges(relative).0).filter(|&comma| self.is_comma(comma))?;
        let noun = parse.prev(comma).filter(|&noun| self.is_nominal(noun))?;
        let top = self.nominal_top(noun);
        (self.is_source_like(top) && self.noun_phrase(top).1 + 1 >= comma).then_some(top)
    }

    /// `Nicolas R., 49 ans, qui …`: the name in front of a gloss.
    pub(super) fn name_over_gloss(&self, gloss: Tok) -> Option<Tok> {
        let parse = &self.parse;
        let start = parse.sentence(gloss).start;
        (start..gloss).rev().take(9).filter(|&t| self.is_comma(t)).find_map(|comma| {
            let name = parse
                .prev(comma)
                .filter(|&name| name >= start && parse.nodes[name].entity == Entity::Person)?;
            let mut top = self.nominal_top(name);
            if parse.nodes[top].entity != Entity::Person {
                top = name;
            }
            Some(top)
        })
    }

    /// The noun phrase between a relative pronoun and its verb.
    pub(super) fn subject_behind_relative(&self, verb: Tok) -> Option<Source> {
        let source = self.surface_subject(verb)?;
        let before = self.parse.prev(source.run.0)?;
        matches!(self.parse.low(before), "où" | "que" | "qu'" | "dont")
            .then_some(source)
            .filter(|source| self.agrees(source, verb))
    }
}
