//! Mentions that the word lists know by themselves, countries that the article names, and acronyms that it introduces.

use std::collections::{BTreeMap, HashMap};

use selon_extract::MentionKind;
use selon_text::CharSpan;

use super::{Decided, Equation, Reader};
use crate::entity::acronym::{Introduced, introduced};
use crate::entity::phrase::{Read, Sense, read};
use crate::entity::skeleton::is_article;
use crate::entity::words::{joined, n_before, part, words};
use crate::entity::{EntityType, Reason};

impl Reader<'_> {
    pub(super) fn read_mentions(&mut self) {
        let nowhere = |_: &str| false;
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for (at, phrase) in self.phrases.iter().enumerate() {
            let is_name = self.kind(at) == MentionKind::Name;
            for word in words(phrase) {
                if let [code] = self.known.adjective(&word.folded) {
                    *counts.entry(code.clone()).or_default() += 1;
                }
            }
            let sense = if is_name { read(phrase, true, &nowhere).map(|read| read.sense) } else { None };
            let code = match sense {
                Some(Sense::Country(code) | Sense::Capital(code)) => Some(code),
                _ => None,
            };
            if let Some(code) = code {
                *counts.entry(code).or_default() += 2;
            }
        }
        let mut countries: Vec<(u64, String)> = counts.into_iter().map(|(code, n)| (n, code)).collect();
        countries.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        self.countries = countries.into_iter().map(|(_, code)| code).collect();
        let named = |code: &str| self.countries.iter().any(|other| other == code);
        self.reads = (0..self.phrases.len())
            .map(|at| match self.kind(at) {
                MentionKind::Pronoun => None,
                kind => read(&self.phrases[at], kind == MentionKind::Name, &named),
            })
            .collect();
        for at in 0..self.reads.len() {
            let Some(read) = self.reads[at].clone() else { continue };
            match &read.sense {
                Sense::Entry { at: entry, .. } if self.state_of_leader(at, *entry).is_some() => {
                    let code = self.state_of_leader(at, *entry).unwrap_or_default();
                    let entry = self.known.state(&code);
                    let detail = entry.name.clone();
                    self.decide(at, entry, &read, Reason::Metonym, detail);
                }
                Sense::Entry { at: entry, with_kind } => {
                    let entry = self.known.at(*entry).clone();
                    // The pipeline's persons are no places, and its places no persons.
                    let reason = if *with_kind { Reason::KindAndName } else { Reason::Listed };
                    let detail = entry.name.clone();
                    self.decide(at, entry, &read, reason, detail);
                }
                Sense::Spelling { at: entry, listed } => {
                    let entry = self.known.at(*entry).clone();
                    // One word alone is no whole name: `Orbéna` is not somebody called Orbán.
                    if entry.kind != EntityType::Person || self.phrases[at].trim().contains(' ') {
                        let detail = format!("{} ({listed})", entry.name);
                        self.decide(at, entry, &read, Reason::OtherSpelling, detail);
                    }
                }
                Sense::Institution { at: institution, country } => {
                    let entry = self.known.of_country(*institution, country);
                    let detail = entry.name.clone();
                    self.decide(at, entry, &read, Reason::Institution, detail);
                }
                Sense::People(key) => {
                    let entry = self.known.people_entry(key);
                    let detail = entry.name.clone();
                    self.decide(at, entry, &read, Reason::Listed, detail);
                }
                Sense::Building(code) => {
                    let entry = self.known.state(code);
                    let detail = entry.name.clone();
                    self.decide(at, entry, &read, Reason::Metonym, detail);
                }
                _ => {}
            }
        }
    }

    /// `une coopération entre al-Assad et le Hezbollah`: a leader by his bare last name, joined with a state or a group,
    /// stands for his government.
    pub(super) fn state_of_leader(&self, mention: usize, person: usize) -> Option<String> {
        let office = self.known.offices(person).iter();
        let mut office = office.filter(|held| matches!(held.office.as_str(), "president" | "prime-minister"));
        let code = office.next()?.country.clone();
        let all = words(&self.phrases[mention]);
        let name: Vec<_> = all.iter().filter(|word| !is_article(&word.folded)).collect();
        let span = self.span(mention)?;
        let before = CharSpan::new(span.start.saturating_sub(8), span.start);
        let is_between =
            words(self.document.text.slice(before)?).last().is_some_and(|word| word.folded == "entre");
        if name.len() != 1 || !is_between {
            return None;
        }
        let reach = 1..8;
        let other = (mention + 1..(mention + 4).min(self.phrases.len())).find(|other| {
            self.kind(*other) == MentionKind::Name
                && self.span(*other).is_some_and(|next| {
                    next.start > span.end
                        && reach.contains(&(next.start - span.end))
                        && self.are_joined(mention, *other)
                })
        })?;
        let is_party = match self.reads[other].as_ref().map(|read| &read.sense) {
            Some(Sense::Entry { at, .. }) => self.known.at(*at).kind != EntityType::Person,
            Some(Sense::Country(_) | Sense::Capital(_) | Sense::Institution { .. } | Sense::Building(_)) => {
                true
            }
            _ => false,
        };
        is_party.then_some(code)
    }

    /// Acronyms that the text introduces hold in the whole article.
    pub(super) fn introduce(&mut self) {
        let named = |code: &str| self.countries.iter().any(|other| other == code);
        let mut meant: HashMap<String, (String, Introduced)> = HashMap::new();
        for introduced in introduced(self.document) {
            let long = self.document.text.slice(introduced.long).unwrap_or_default().to_owned();
            let all = words(&long);
            let whole = |read: &Read| read.to == all.len() || read.from == 0;
            let key = match read(&long, true, &named).filter(whole).map(|read| read.sense) {
                Some(Sense::Entry { at, .. } | Sense::Spelling { at, .. }) => {
                    let entry = self.known.at(at).clone();
                    let key = entry.key.clone();
                    self.entries.entry(key.clone()).or_insert(entry);
                    key
                }
                Some(Sense::Institution { at, country }) => {
                    let entry = self.known.of_country(at, &country);
                    let key = entry.key.clone();
                    self.entries.entry(key.clone()).or_insert(entry);
                    key
                }
                Some(Sense::Country(_) | Sense::Capital(_) | Sense::Nation(_) | Sense::Building(_)) => {
                    continue;
                }
                _ => {
                    let key = joined(&all);
                    let kind = match introduced.is_other_name {
                        true => EntityType::Other,
                        false => EntityType::Organisation,
                    };
                    *self.kinds.entry(key.clone()).or_default().entry(kind).or_default() += 1;
                    let equation = Equation {
                        short: introduced.short.clone(),
                        long: key.clone(),
                        span: introduced.span,
                        is_other_name: introduced.is_other_name,
                    };
                    self.equations.push(equation);
                    key
                }
            };
            meant.insert(introduced.short.clone(), (key, introduced));
        }
        if meant.is_empty() {
            return;
        }
        for at in 0..self.phrases.len() {
            if self.kind(at) != MentionKind::Name {
                continue;
            }
            let all = words(&self.phrases[at]);
            let core = &all[n_before(&all)..];
            let folded = joined(core);
            let capitals = core.iter().any(|word| word.capitals);
            // The long form itself may be a name that no list knows.
            let found = match meant.get(&folded) {
                Some(found) if found.1.is_other_name => Some((found, Reason::OtherName)),
                Some(found) if capitals => Some((found, Reason::Acronym)),
                _ => {
                    meant.values().find(|(key, _)| *key == folded).map(|found| (found, Reason::SameSpelling))
                }
            };
            if let Some(((key, introduced), reason)) = found {
                let text = part(&self.phrases[at], &all, n_before(&all), all.len());
                let detail = self.document.text.slice(introduced.long).unwrap_or_default().to_owned();
                let because = vec![introduced.span];
                self.decided[at] = Some(Decided { key: key.clone(), text, reason, detail, because });
            }
        }
    }
}
