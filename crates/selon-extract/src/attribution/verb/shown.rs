//! What images, recordings, documents and witnesses show: `sur des images, on voit Y tomber`, `la vidéo montre Y`.

use selon_spacy::Pos;

use crate::attribution::draft::Source;
use crate::attribution::verb::{Complement, is_phase};
use crate::context::Context;
use crate::lexicon::{Class, Cue, Frame};
use crate::parse::{Dep, Form, Tok};
use crate::phrase::Reach;

impl Context<'_> {
    /// `on voit X entrer`, `les images montrent un policier épauler`.
    pub(crate) fn perceived_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        let parse = &self.parse;
        if !cue.takes_any(&[Frame::XInf, Frame::Obj])
            || !matches!(cue.class, Class::Perception | Class::Showing)
        {
            return None;
        }
        // « on voit », « l'on peut entendre »
        let carriers = [verb, parse.head(verb)];
        let on = carriers.iter().any(|&carrier| {
            (carrier == verb || is_phase(self.lemma(carrier)))
                && parse.children(carrier).any(|child| {
                    parse.dep(child) == Dep::Nsubj && matches!(parse.low(child), "on" | "-on" | "-t-on")
                })
        });
        if !on {
            return self.shown_complement(verb, cue);
        }
        // Only where an image or recording is what one sees it in.
        let artefact = self.artefact_in_sentence(verb)?;
        let object = parse
            .children(verb)
            .find(|&child| child > verb && matches!(parse.dep(child), Dep::Obj | Dep::Ccomp | Dep::Xcomp))
            .or_else(|| (verb + 1..parse.sentence(verb).end).find(|&t| self.is_nominal(t)))?;
        let first = parse.edges(object).0.max(verb + 1);
        let last = self.sentence_clause_end(verb, first, object);
        let mut complement = Complement::new(vec![(first, last)], Frame::XInf, "perception");
        complement.source = Some(Some(artefact));
        complement.cue = parse.children(verb).filter(|&child| parse.dep(child) == Dep::Nsubj).collect();
        Some(complement)
    }

    /// `les images montrent un policier épauler son arme`: an artefact shows somebody act.
    pub(crate) fn shown_complement(&self, verb: Tok, cue: &'static Cue) -> Option<Complement> {
        let parse = &self.parse;
        let source = self.subject(verb)?;
        let artefact = self.is_artefact(source.head);
        let witness =
            cue.class == Class::Perception && cue.takes(Frame::XInf) && self.is_source_like(source.head);
        if !(witness || artefact && cue.takes_any(&[Frame::XInf, Frame::Obj, Frame::Que])) {
            return None;
        }
        let object = parse
            .children(verb)
            .find(|&child| child > verb && parse.dep(child) == Dep::Obj && self.is_nominal(child))?;
        let first = parse.edges(object).0.max(verb + 1);
        let last = self.clause_end(verb, first, object, Reach::Narrow);
        if !artefact {
            // « ont vu l'hélicoptère tomber »: what witnesses saw somebody do.
            let acts = (object + 1..=last).any(|t| {
                parse.nodes[t].form == Form::Infinitive
                    && parse.prev(t).is_some_and(|prev| parse.pos(prev) != Pos::ADP)
            });
            return acts.then(|| Complement::new(vec![(first, last)], Frame::XInf, "perception"));
        }
        Some(Complement::new(vec![(first, last)], Frame::XInf, "artefact-shows"))
    }

    pub(crate) fn sentence_clause_end(&self, verb: Tok, first: Tok, head: Tok) -> Tok {
        let end = self.parse.sentence(verb).end - 1;
        let last = self.clause_end(verb, first, head, Reach::Narrow).max(end.min(self.parse.edges(verb).1));
        // A relative clause behind a comma is the writer's.
        let relative = (first..last)
            .find(|&t| self.is_comma(t) && matches!(self.parse.low(t + 1), "qui" | "dont" | "où"));
        relative.map_or(last, |comma| comma - 1)
    }

    /// A document, image or recording named in the sentence of `verb`, before it.
    pub(crate) fn artefact_in_sentence(&self, verb: Tok) -> Option<Source> {
        use crate::record::SourceKind;
        let parse = &self.parse;
        let sentence = parse.sentence(verb);
        let noun = (sentence.start..verb).find(|&t| {
            parse.pos(t) == Pos::NOUN
                && self.lexicon.source_noun(self.lemma(t)).is_some_and(|noun| {
                    matches!(noun.singular, SourceKind::Image | SourceKind::Intercept | SourceKind::Document)
                })
        })?;
        let mut source = self.source_at(noun);
        // « des enregistrements où l'on peut entendre »: the clause itself stays outside.
        if source.run.1 >= verb {
            let mut last = verb - 1;
            while last > noun && !self.is_nominal(last) {
                last -= 1;
            }
            source.run.1 = last.max(noun);
            if let Some(pronoun) =
                (noun + 1..verb).find(|&t| matches!(parse.low(t), "où" | "que" | "qu'" | "dans"))
            {
                source.run.1 = pronoun - 1;
            }
        }
        Some(source)
    }
}
