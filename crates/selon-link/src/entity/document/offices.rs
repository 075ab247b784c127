//! Offices by who holds them, if the article names him or her; `le régime` by whose the article has said it is.

use selon_extract::MentionKind;
use selon_text::CharSpan;

use super::Reader;
use crate::entity::phrase::{Read, Sense};
use crate::entity::words::{joined, n_before, words};
use crate::entity::{EntityType, Reason};

impl Reader<'_> {
    /// `le président syrien`, where the article names the president.
    pub(super) fn offices(&mut self) {
        let persons: Vec<usize> = {
            let mut found: Vec<usize> = self
                .decided
                .iter()
                .flatten()
                .filter(|decided| decided.key.starts_with("person:"))
                .filter_map(|decided| self.known.by_key(&decided.key))
                .collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let published =
            self.document.published.as_ref().map(|(from, _)| from.get(..7).unwrap_or(from).to_owned());
        for at in 0..self.reads.len() {
            let Some(read) = self.reads[at].clone() else { continue };
            let Sense::Institution { at: institution, country } = &read.sense else { continue };
            let office = self.known.institution_kind(*institution);
            let holders: Vec<(usize, String, String)> = persons
                .iter()
                .flat_map(|&person| self.known.offices(person).iter().map(move |office| (person, office)))
                .filter(|(_, held)| held.office == office && held.country == *country)
                .map(|(person, held)| (person, held.from.clone(), held.to.clone()))
                .collect();
            let then: Vec<&(usize, String, String)> = holders
                .iter()
                .filter(|(_, from, to)| {
                    published.as_ref().is_some_and(|day| from <= day && (to.is_empty() || day <= to))
                })
                .collect();
            let person = match (&then[..], &holders[..]) {
                ([(person, ..)], _) => *person,
                ([], [(person, ..), rest @ ..]) if rest.iter().all(|(other, ..)| other == person) => *person,
                _ => continue,
            };
            let entry = self.known.at(person).clone();
            let detail = entry.name.clone();
            let because = self.first_span(&entry.key);
            self.decide(at, entry, &read, Reason::Office, detail);
            if let Some(decided) = &mut self.decided[at] {
                decided.because = because;
            }
        }
    }

    /// `le régime`, `l'armée`: whose the article says they are.
    pub(super) fn bare(&mut self) {
        // Institution, country and mention, in text order.
        let told: Vec<(usize, String, usize)> = self
            .reads
            .iter()
            .enumerate()
            .filter_map(|(at, read)| match &read.as_ref()?.sense {
                Sense::Institution { at: institution, country } => Some((*institution, country.clone(), at)),
                _ => None,
            })
            .collect();
        for at in 0..self.reads.len() {
            let Some(read) = self.reads[at].clone() else { continue };
            let Sense::Bare { at: institution } = read.sense else { continue };
            if self.is_owned(at) || self.document.extraction.mentions[at].kind == MentionKind::Pronoun {
                continue;
            }
            let Some((country, because)) = self.whose(at, institution, &read, &told) else { continue };
            let entry = self.known.of_country(institution, &country);
            if entry.kind == EntityType::Person {
                continue;
            }
            let detail = entry.name.clone();
            self.decide(at, entry, &read, Reason::Coreference, detail);
            if let Some(decided) = &mut self.decided[at] {
                decided.because = self.document.extraction.mentions[because].span.clone();
            }
        }
    }

    /// `un gouvernement`, `leur armée`: nobody's, or somebody's that is not told here.
    pub(super) fn is_owned(&self, mention: usize) -> bool {
        let all = words(&self.phrases[mention]);
        matches!(
            all.first().map(|word| word.folded.as_str()),
            Some(
                "un" | "une"
                    | "des"
                    | "son"
                    | "sa"
                    | "ses"
                    | "leur"
                    | "leurs"
                    | "notre"
                    | "nos"
                    | "aucun"
                    | "tout"
                    | "chaque"
            )
        )
    }

    pub(super) fn whose(
        &self,
        mention: usize,
        institution: usize,
        read: &Read,
        told: &[(usize, String, usize)],
    ) -> Option<(String, usize)> {
        // `le gouvernement et l'opposition syrienne`: the adjective is for both.
        let span = self.span(mention)?;
        let next = told
            .iter()
            .find(|(_, _, at)| *at > mention && self.span(*at).is_some_and(|next| next.start >= span.end));
        if let Some((_, country, at)) = next
            && let Some(next) = self.span(*at)
            && next.start - span.end <= 4
            && let Some(between) = self.document.text.slice(CharSpan::new(span.end, next.start))
            && matches!(
                words(between).iter().map(|word| word.folded.as_str()).collect::<Vec<_>>()[..],
                ["et"] | ["and"]
            )
        {
            return Some((country.clone(), *at));
        }
        let head = |at: usize, to: usize| {
            let all = words(&self.phrases[at]);
            joined(&all[n_before(&all).min(to)..to.min(n_before(&all) + 1)])
        };
        let own = head(mention, read.to);
        let same: Vec<&(usize, String, usize)> = told
            .iter()
            .filter(|(other, _, at)| {
                *other == institution && head(*at, words(&self.phrases[*at]).len()) == own
            })
            .collect();
        let any: Vec<&(usize, String, usize)> =
            told.iter().filter(|(other, ..)| *other == institution).collect();
        for candidates in [&same, &any] {
            let Some((_, country, first)) = candidates.first() else { continue };
            if candidates.iter().all(|(_, other, _)| other == country) {
                return Some((country.clone(), *first));
            }
            // The one told last before.
            if let Some((_, country, at)) = candidates.iter().rev().find(|(_, _, at)| *at < mention) {
                return Some((country.clone(), *at));
            }
        }
        None
    }
}
