//! Why: what caused an explosion, a fire, a sinking, or somebody's death.
//!
//! Causes are compared by class (`data/causes.tsv`): an attack is no accident, and neither is an earthquake; a short
//! circuit and a leak are both accidents and conflict with nothing here. Where a cause is told:
//!
//! | words | |
//! | --- | --- |
//! | `en raison d'un court-circuit`, `provoqué par un missile`, `dû à une fuite` | behind the link |
//! | `un court-circuit a provoqué l'incendie` | in front of the verb |
//! | `il s'agit d'un sabotage`, `l'explosion est un accident` | behind the copula |
//! | `X accuse Y de sabotage`, `évoque un attentat` | behind who says so |
//!
//! *Ce n'est pas un accident* is an answer, too: not that.

use selon_extract::Event;

use super::super::lexicon::Act;
use super::super::party::PartyKind;
use super::super::words::{Word, singular};
use super::super::{Answer, Note, Topic};
use super::Reader;
use super::blame::is_other_act;

/// Words between a link and the cause.
const NEAR: usize = 6;

impl Reader<'_> {
    pub(super) fn causes(&mut self, at: usize) {
        if !self.is_said(at) {
            return;
        }
        let Some((class, noun)) = self.cause(at) else { return };
        let seen = &self.claims[at];
        let is_so = !seen.is_denied();
        let span = seen.claim.span.clone();
        let person = [&seen.patients, &seen.agents].into_iter().flatten();
        let person = person.into_iter().find(|party| party.kind == PartyKind::Person).cloned();
        let question = match (seen.act, person) {
            (Some(Act::Die), Some(person)) => {
                Some(self.question(at, Topic::Cause, Act::Die.as_str(), vec![person]))
            }
            _ => self.deed_question(at, Topic::Cause),
        };
        let Some(question) = question else { return };
        let answer = Answer::Party { key: format!("w:{class}"), name: noun, is_so };
        self.add(at, question, answer, span, Note::Own);
    }

    fn cause(&self, at: usize) -> Option<(&'static str, String)> {
        let seen = &self.claims[at];
        let words = self.words_in(seen.hull);
        let lemma = super::fold(&seen.claim.predicate.lemma);
        let class = |word: &Word| self.lexicon.cause(&singular(&word.word));
        let named = |word: &Word, class| Some((class, word.word.clone()));
        let is_event = matches!(seen.act, Some(Act::Explode | Act::Die));
        // Behind a link.
        for (nth, word) in words.iter().enumerate() {
            let next = words.get(nth + 1).map_or("", |word| word.word.as_str());
            let is_link = match word.word.as_str() {
                "cause" | "raison" | "suite" | "consequence" => matches!(next, "de" | "d" | "du" | "des"),
                "du" | "due" | "dus" | "dues" | "imputable" | "imputee" | "lie" | "liee" => {
                    matches!(next, "a" | "au" | "aux")
                }
                "provoque" | "provoquee" | "causee" | "declenche" | "declenchee" | "caus" | "victime" => {
                    matches!(next, "par" | "d" | "de")
                }
                _ => false,
            };
            if !is_link {
                continue;
            }
            let behind = words[nth + 1..].iter().take(NEAR);
            if let Some((word, class)) = behind.filter_map(|word| Some((word, class(word)?))).next() {
                return named(word, class);
            }
        }
        // In front of a verb of causing, whose object is what happened.
        if matches!(lemma.as_str(), "provoquer" | "causer" | "declencher" | "entrainer" | "occasionner")
            && let (Some(agent), Some(patient)) = (&seen.claim.agent, &seen.claim.patient)
        {
            let object = super::words(&self.document.words(&patient.span));
            let is_deed = object
                .iter()
                .any(|word| matches!(self.lexicon.act_of_word(&word.word), Some(Act::Explode | Act::Die)));
            let subject = super::words(&self.document.words(&agent.span));
            let found = subject.iter().find_map(|word| Some((word, class(word)?)));
            if let (true, Some((word, class))) = (is_deed, found) {
                return named(word, class);
            }
        }
        // « l'incendie est un sabotage »: the cause is what is said of it.
        if let Some(class) = self.lexicon.cause(&singular(&lemma)) {
            let predicate = super::words(&self.document.words(&seen.claim.predicate.span));
            let is_said_of = predicate.iter().any(|word| {
                matches!(word.word.as_str(), "est" | "etait" | "serait" | "fut" | "ete" | "sont" | "reste")
            });
            let subject =
                seen.claim.agent.as_ref().map(|role| super::words(&self.document.words(&role.span)));
            let is_deed = subject.is_none_or(|words| {
                words.iter().any(|word| {
                    matches!(self.lexicon.act_of_word(&word.word), Some(Act::Explode | Act::Die))
                        || matches!(word.word.as_str(), "ce" | "c" | "il" | "catastrophe" | "drame")
                })
            });
            if is_said_of && is_deed {
                return Some((class, lemma));
            }
        }
        let is_copula = matches!(lemma.as_str(), "etre" | "s agir" | "agir" | "constituer");
        let is_told = seen.claim.predicate.event == Some(Event::Accuse)
            || matches!(lemma.as_str(), "evoquer" | "privilegier" | "ecarter" | "exclure" | "denoncer");
        if is_copula || is_told || is_event && lemma.contains("accident") {
            let from = seen.claim.predicate.span.last().map_or(0, |span| span.end);
            let behind: Vec<&Word> =
                words.iter().filter(|word| seen.hull.start + word.start >= from).take(NEAR + 2).collect();
            // « accuse l'armée d'entreposer des roquettes »: of another act.
            let other = behind.windows(2).position(is_other_act).unwrap_or(behind.len());
            let behind = behind[..other].iter();
            let (word, class) = behind.filter_map(|word| Some((word, class(word)?))).next()?;
            return named(word, class);
        }
        None
    }
}
