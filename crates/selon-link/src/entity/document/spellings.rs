//! Names of one article that no list knows and that are one: last names, other spellings.

use std::collections::{BTreeMap, HashMap};

use super::unknown::Unlisted;
use super::{Decided, Reader};
use crate::entity::compare::{alike, person_words, same_word};
use crate::entity::words::folded_name;
use crate::entity::{EntityType, Reason, main_type};

/// Unknown names of one article that are compared with each other.
const MOST_NAMES: usize = 400;

impl Reader<'_> {
    /// Unknown names of one article that are one.
    pub(super) fn spellings(&mut self, names: Vec<Unlisted>) {
        let mut kinds: BTreeMap<String, BTreeMap<EntityType, u64>> = BTreeMap::new();
        for Unlisted { folded, kind, .. } in &names {
            *kinds.entry(folded.clone()).or_default().entry(*kind).or_default() += 1;
        }
        // A single name that stands where places or ships do is one everywhere, unless somebody bears it.
        let bearers: Vec<String> = kinds
            .iter()
            .filter(|(name, votes)| votes.contains_key(&EntityType::Person) && person_words(name).len() > 1)
            .filter_map(|(name, _)| person_words(name).last().map(|last| (*last).to_owned()))
            .collect();
        for (name, votes) in &mut kinds {
            let told =
                [EntityType::Artefact, EntityType::Place].into_iter().find(|kind| votes.contains_key(kind));
            if let Some(told) = told
                && !name.contains(' ')
                && !bearers.iter().any(|last| same_word(last, name))
            {
                let person = votes.remove(&EntityType::Person).unwrap_or_default();
                let other = votes.remove(&EntityType::Other).unwrap_or_default();
                *votes.entry(told).or_default() += person + other;
            }
        }
        let kind_of = |folded: &str| {
            let votes: Vec<(EntityType, u64)> =
                kinds.get(folded).into_iter().flatten().map(|(kind, n)| (*kind, *n)).collect();
            main_type(&votes)
        };
        // Which names of the article a shorter or other spelling goes to, with the reason.
        let all: Vec<&String> = kinds.keys().take(MOST_NAMES).collect();
        let mut goes: BTreeMap<&str, (&str, Reason)> = BTreeMap::new();
        for name in &all {
            let own = person_words(name);
            if own.len() == 1 && matches!(kind_of(name), EntityType::Person | EntityType::Other) {
                let bearers: Vec<&str> = all
                    .iter()
                    .filter(|full| {
                        let words = person_words(full);
                        words.len() > 1
                            && kind_of(full) == EntityType::Person
                            && words.last().is_some_and(|last| same_word(last, own[0]))
                    })
                    .map(|full| full.as_str())
                    .collect();
                if let [bearer] = bearers[..] {
                    goes.insert(name, (bearer, Reason::Surname));
                }
                continue;
            }
            if let Some(whole) = whole_name(&all, name, &kind_of) {
                goes.insert(name, (whole, Reason::Coreference));
                continue;
            }
            // The first of several spellings stands for all.
            if let Some(other) = all.iter().take_while(|other| *other != name).find(|other| {
                let kind = kind_of(name);
                kind_of(other) == kind && !goes.contains_key(other.as_str()) && alike(other, name, kind)
            }) {
                goes.insert(name, (other, Reason::OtherSpelling));
            }
        }
        // Known persons of the article bear last names, too.
        let known: Vec<(String, String)> = self
            .decided
            .iter()
            .flatten()
            .filter(|decided| decided.key.starts_with("person:"))
            .map(|decided| (decided.key.clone(), folded_name(&decided.text)))
            .collect();
        let mut decisions = Vec::new();
        for Unlisted { at, folded, text, .. } in &names {
            let (mut key, mut reason) = (folded.as_str(), Reason::SameSpelling);
            while let Some((other, why)) = goes.get(key) {
                (key, reason) = (other, *why);
            }
            let mut key = key.to_owned();
            let own = person_words(folded);
            if reason == Reason::SameSpelling && own.len() == 1 && kind_of(folded) == EntityType::Person {
                let bearers: Vec<&(String, String)> = known
                    .iter()
                    .filter(|(_, full)| {
                        person_words(full).len() > 1
                            && person_words(full).last().is_some_and(|last| same_word(last, own[0]))
                    })
                    .collect();
                if let Some(((bearer, _), rest)) = bearers.split_first().map(|(first, rest)| (*first, rest))
                    && rest.iter().all(|(other, _)| other == bearer)
                {
                    (key, reason) = (bearer.clone(), Reason::Surname);
                }
            }
            let text = text.clone();
            decisions.push((*at, Decided { key, text, reason, detail: String::new(), because: Vec::new() }));
        }
        let spelt: HashMap<String, usize> =
            names.iter().rev().map(|name| (name.folded.clone(), name.at)).collect();
        for (at, mut decided) in decisions {
            if decided.reason != Reason::SameSpelling {
                let because = spelt.get(&decided.key).copied();
                decided.because = match because {
                    Some(because) => self.document.extraction.mentions[because].span.clone(),
                    None => self.first_span(&decided.key),
                };
            }
            if !self.entries.contains_key(&decided.key) {
                *self
                    .kinds
                    .entry(decided.key.clone())
                    .or_default()
                    .entry(kind_of(&folded_name(&decided.text)))
                    .or_default() += 1;
            }
            self.decided[at] = Some(decided);
        }
    }
}

/// `Musée juif` where the article also has `Musée juif de Belgique`, and no other that goes on so.
fn whole_name<'n>(all: &[&'n String], name: &str, kind_of: &dyn Fn(&str) -> EntityType) -> Option<&'n str> {
    let kind = kind_of(name);
    if kind == EntityType::Person || !name.contains(' ') {
        return None;
    }
    let goes_on = |other: &&&String| {
        let rest = other.strip_prefix(name).and_then(|rest| rest.strip_prefix(' '));
        let next = rest.and_then(|rest| rest.split(' ').next());
        kind_of(other) == kind && matches!(next, Some("de" | "du" | "des" | "d"))
    };
    let mut whole = all.iter().filter(goes_on);
    match (whole.next(), whole.next()) {
        (Some(only), None) => Some(only.as_str()),
        _ => None,
    }
}
