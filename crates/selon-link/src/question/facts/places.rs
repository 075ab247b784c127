//! Where to, and with whom it was agreed.

use selon_text::CharSpan;

use super::super::lexicon::Act;
use super::super::party::Party;
use super::super::{Answer, Note, Topic};
use super::{NEIGHBOURS, Reader};

/// Sentences between an agreement and the departure that it is about.
const AGREED_NEAR: usize = 2;

impl Reader<'_> {
    pub(super) fn places(&mut self, at: usize) {
        self.destination(at);
        self.partner(at);
    }

    fn destination(&mut self, at: usize) {
        let seen = &self.claims[at];
        let is_go = match seen.act {
            Some(Act::Leave) => false,
            Some(Act::Go) => true,
            _ => return,
        };
        if seen.is_denied() {
            return;
        }
        let Some(who) = self.leaver(at) else { return };
        let own = seen.origin.clone();
        let (origin, note) = match own {
            Some(origin) => (origin, Note::Own),
            None => match self.origin_near(at) {
                Some(origin) => (origin, Note::PlaceBefore),
                None => return,
            },
        };
        let from = seen.claim.predicate.span.last().map_or(seen.hull.start, |span| span.end);
        let after = CharSpan::new(from.min(seen.hull.end), seen.hull.end);
        for (span, place) in self.places_to(after, is_go) {
            if place.key == origin.key {
                continue;
            }
            let is_country = place.key.starts_with("s:");
            let mut question =
                self.question(at, Topic::Destination, Act::Leave.as_str(), vec![who.clone(), origin.clone()]);
            // A country and a town in it do not conflict.
            question.unit = if is_country { "country".to_owned() } else { String::new() };
            let answer = Answer::Party { key: place.key, name: place.name, is_so: true };
            self.add(at, question, answer, vec![span], note);
        }
    }

    /// The place left, told by a departure in the same sentence or before.
    fn origin_near(&self, at: usize) -> Option<Party> {
        let here = self.neighbours(at).find_map(|other| self.claims[other].origin.clone());
        here.or_else(|| self.origin_before(at))
    }

    /// Named places that words lead to: behind *vers*, *en direction de*; of a going also behind *à*, *dans*, *en*.
    fn places_to(&self, span: CharSpan, is_go: bool) -> Vec<(CharSpan, Party)> {
        let words = self.words_in(span);
        let mut found: Vec<(CharSpan, Party)> = Vec::new();
        for (named, mention) in self.parties.names_in(span).take(8) {
            if found.last().is_some_and(|(last, _)| last.contains(named)) {
                continue;
            }
            let n_before = words.partition_point(|word| span.start + word.start < named.start);
            let before: Vec<_> =
                words[..n_before].iter().rev().take(7).map(|word| word.word.as_str()).collect();
            let leads =
                before.iter().any(|word| matches!(*word, "vers" | "direction" | "destination" | "jusqu"));
            let near = before
                .iter()
                .take(5)
                .position(|word| matches!(*word, "a" | "au" | "aux" | "dans" | "en" | "pour"));
            let joined = before.first() == Some(&"et") || before.get(1) == Some(&"et");
            let leaves = before.iter().take(4).any(|word| matches!(*word, "depuis" | "quitter" | "partir"));
            let is_to =
                leads || (is_go && (near.is_some() || n_before == 0)) || (joined && !found.is_empty());
            if !is_to || leaves || self.document.extraction.mentions[mention].label == "PER" {
                continue;
            }
            // What stands behind `où`, `pour combattre` is told of the place, not gone to.
            let breaks = words[..n_before]
                .iter()
                .any(|word| matches!(word.word.as_str(), "qui" | "dont" | "combattre" | "selon"));
            if breaks {
                break;
            }
            if let Some(place) = self.parties.place(mention) {
                found.push((named, place));
            }
        }
        found
    }

    /// With whom a group agreed on leaving a place.
    fn partner(&mut self, at: usize) {
        let seen = &self.claims[at];
        let (sides, span) = match seen.act {
            Some(Act::Deal) => {
                let mut sides: Vec<Party> = Vec::new();
                for party in seen
                    .agents
                    .iter()
                    .chain(&seen.patients)
                    .chain(&seen.recipients)
                    .filter(|party| party.is_actor())
                {
                    if !sides.iter().any(|known| known.key == party.key) {
                        sides.push(party.clone());
                    }
                }
                (sides, seen.claim.predicate.span.clone())
            }
            Some(Act::Leave) => match self.talks_inside(at) {
                Some((partner, span)) => {
                    let mut sides: Vec<_> =
                        seen.agents.iter().filter(|party| party.is_actor()).take(1).cloned().collect();
                    sides.push(partner);
                    (sides, vec![span])
                }
                None => return,
            },
            _ => return,
        };
        if seen.is_denied() || sides.len() < 2 {
            return;
        }
        let Some((place, note)) = self.agreed_place(at) else { return };
        for group in sides.iter().filter(|party| party.is_group()).take(3) {
            for partner in sides.iter().filter(|party| party.key != group.key).take(3) {
                // Of two groups the question is asked of the one that leaves.
                if partner.is_group() && !self.leaves(at, group) {
                    continue;
                }
                let question =
                    self.question(at, Topic::Partner, Act::Deal.as_str(), vec![group.clone(), place.clone()]);
                let answer =
                    Answer::Party { key: partner.key.clone(), name: partner.name.clone(), is_so: true };
                self.add(at, question, answer, span.clone(), note);
            }
        }
    }

    /// True where the party leaves in a claim near `at`.
    fn leaves(&self, at: usize, party: &Party) -> bool {
        let sentence = self.claims[at].sentence;
        let near = self.claims.iter().skip(at.saturating_sub(NEIGHBOURS)).take(2 * NEIGHBOURS);
        near.filter(|seen| seen.act == Some(Act::Leave) && seen.sentence.abs_diff(sentence) <= AGREED_NEAR)
            .any(|seen| seen.agents.iter().any(|agent| agent.key == party.key))
    }

    /// The place whose leaving is agreed: of the nearest departure.
    fn agreed_place(&self, at: usize) -> Option<(Party, Note)> {
        let seen = &self.claims[at];
        if let Some(origin) = &seen.origin {
            return Some((origin.clone(), Note::Own));
        }
        let near = self.claims.iter().enumerate().skip(at.saturating_sub(NEIGHBOURS)).take(2 * NEIGHBOURS);
        let mut near: Vec<_> = near
            .filter_map(|(n, other)| Some((other.sentence.abs_diff(seen.sentence), n, other.origin.clone()?)))
            .filter(|(distance, _, _)| *distance <= AGREED_NEAR)
            .collect();
        near.sort_by_key(|(distance, n, _)| (*distance, *n));
        near.into_iter().next().map(|(_, _, place)| (place, Note::PlaceBefore))
    }

    /// `l'évacuation au terme de négociations avec X`.
    fn talks_inside(&self, at: usize) -> Option<(Party, CharSpan)> {
        let seen = &self.claims[at];
        let words = self.words_in(seen.hull);
        let talk = words.iter().position(|word| self.lexicon.act_of_word(&word.word) == Some(Act::Deal))?;
        let with = words[talk..].iter().take(8).position(|word| word.word == "avec")? + talk;
        let from = seen.hull.start + words.get(with + 1)?.start;
        let span = CharSpan::new(from, seen.hull.end);
        let party = self.parties.of_span(&[span], None).into_iter().find(Party::is_actor)?;
        Some((party, CharSpan::new(seen.hull.start + words[talk].start, seen.hull.end)))
    }
}
