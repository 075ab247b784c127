//! Whose weapons a group has: *des armes iraniennes*, *les transferts d'armes étatsuniennes*.

use selon_text::CharSpan;

use super::super::Note;
use super::super::lexicon::StateName;
use super::super::party::{Party, PartyKind};
use super::super::words::singular;
use super::Reader;
use crate::question::lexicon::Act;

/// Words between goods and the adjective that tells their origin.
const ORIGIN_NEAR: usize = 5;

impl Reader<'_> {
    pub(super) fn goods(&mut self, at: usize) {
        let seen = &self.claims[at];
        let is_use = matches!(seen.act, Some(Act::ArmUse | Act::Go | Act::Help))
            || seen.claim.predicate.event.is_none();
        if !is_use || seen.is_denied() || !self.is_said(at) {
            return;
        }
        let words = self.words_in(seen.hull);
        let Some(goods) = words.iter().position(|word| self.lexicon.is_weapon(&singular(&word.word))) else {
            return;
        };
        let origin = words[goods + 1..].iter().take(ORIGIN_NEAR).find_map(|word| {
            let (kind, code) = self.lexicon.state(&word.word)?;
            (kind == StateName::Demonym && !word.is_capital).then(|| code.to_owned())
        });
        let Some(code) = origin else { return };
        let user = seen
            .agents
            .iter()
            .chain(&seen.patients)
            .chain(&seen.recipients)
            .find(|party| party.is_group())
            .cloned()
            .or_else(|| self.group_beside(at, seen.hull));
        let Some(user) = user else { return };
        let supplier = Party {
            key: format!("s:{code}"),
            name: self.lexicon.country(&code).to_owned(),
            kind: PartyKind::State,
        };
        self.backing(at, user, &supplier, true, Note::OriginOfGoods);
    }

    /// The user of weapons, told by a claim inside the clause: *les missiles utilisés par X sont …*.
    fn group_beside(&self, at: usize, hull: CharSpan) -> Option<Party> {
        self.neighbours(at).find_map(|other| {
            let other = &self.claims[other];
            if other.act != Some(Act::ArmUse) || !(hull.contains(other.hull) || other.hull.end <= hull.start)
            {
                return None;
            }
            other.agents.iter().find(|party| party.is_group()).cloned()
        })
    }
}
