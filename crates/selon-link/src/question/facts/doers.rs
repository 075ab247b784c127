//! Who did it: one deed with several culprits named for it.

use super::super::lexicon::Act;
use super::super::party::PartyKind;
use super::super::{Answer, Note, Topic};
use super::Reader;

impl Reader<'_> {
    pub(super) fn doers(&mut self, at: usize) {
        let seen = &self.claims[at];
        let Some(act @ (Act::Explode | Act::Die | Act::Detain | Act::Fight)) = seen.act else { return };
        if !self.is_said(at) {
            return;
        }
        let Some(doer) = seen.agents.iter().find(|party| party.is_actor()).cloned() else { return };
        let Some(role) = &seen.claim.patient else { return };
        let target = seen.patients.first().filter(|party| party.key != doer.key);
        let target = match target {
            // A person; or a thing that a name tells from others of its kind: a town is attacked by many.
            Some(party) if party.kind == PartyKind::Person && act != Act::Fight => party.clone(),
            Some(party) if party.kind == PartyKind::Thing => {
                let hull = selon_text::CharSpan::new(role.span[0].start, role.span[role.span.len() - 1].end);
                if self.parties.names_in(hull).next().is_none() {
                    return;
                }
                party.clone()
            }
            _ => return,
        };
        let is_so = !seen.is_denied();
        let span = seen.claim.predicate.span.clone();
        let mut question = self.question(at, Topic::Doer, act.as_str(), vec![target]);
        question.year = self.year(at);
        let answer = Answer::Party { key: doer.key, name: doer.name, is_so };
        self.add(at, question, answer, span, Note::Own);
    }
}
