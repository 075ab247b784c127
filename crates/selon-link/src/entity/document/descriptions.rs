//! Descriptions and pronouns by the chain that they stand in; chains without any name.

use std::collections::BTreeMap;

use selon_extract::MentionKind;
use selon_text::CharSpan;

use super::{Decided, Reader, pronoun};
use crate::entity::words::{folded_name, n_before, part, words};
use crate::entity::{EntityType, Reason};

impl Reader<'_> {
    /// Descriptions by the chain that they stand in.
    pub(super) fn descriptions(&mut self) {
        let mut chains: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, &root) in self.roots.iter().enumerate() {
            chains.entry(root).or_default().push(at);
        }
        let mut found: Vec<(usize, String, Vec<CharSpan>)> = Vec::new();
        for at in 0..self.phrases.len() {
            if self.decided[at].is_some() || self.kind(at) != MentionKind::Description || self.is_owned(at) {
                continue;
            }
            let all = words(&self.phrases[at]);
            let from = n_before(&all);
            let Some(types) = self.known.noun(&all[from].folded) else { continue };
            let armed = all[from + 1..].iter().any(|word| {
                let singular = word.folded.trim_end_matches('s');
                let masculine = singular.strip_suffix('e').unwrap_or(singular);
                [singular, masculine]
                    .iter()
                    .any(|word| self.known.noun(word).is_some_and(|types| types.contains(&"armed")))
            });
            let fits = |key: &str| {
                let kind = self.kind_of_key(key);
                let is_armed =
                    self.entries.get(key).is_none_or(|entry| entry.armed || entry.kind != EntityType::Group);
                types.contains(&kind.as_str()) && (!armed || is_armed && kind == EntityType::Group)
            };
            // The chain's names before this mention, else behind it; the commonest of them.
            let chain = &chains[&self.roots[at]];
            let mut counts: BTreeMap<&str, (usize, std::cmp::Reverse<usize>)> = BTreeMap::new();
            for &member in chain.iter().filter(|&&member| member != at) {
                if let Some(decided) = &self.decided[member]
                    && self.kind(member) == MentionKind::Name
                    && fits(&decided.key)
                {
                    let entry = counts.entry(decided.key.as_str()).or_insert((0, std::cmp::Reverse(member)));
                    entry.0 += 1;
                }
            }
            let best =
                counts.iter().max_by_key(|(_, rank)| **rank).map(|(key, rank)| ((*key).to_owned(), rank.1.0));
            // `l'ancien …`, `la ville de X`: words of their own name somebody else.
            let told = all[from + 1..].iter().any(|word| word.capital);
            let best = best.or_else(|| {
                if !armed || told || !self.is_definite(at) {
                    return None;
                }
                let last = (0..at).rev().find(|&before| {
                    self.decided[before].as_ref().is_some_and(|decided| {
                        matches!(
                            decided.reason,
                            Reason::Listed
                                | Reason::Acronym
                                | Reason::KindAndName
                                | Reason::SameSpelling
                                | Reason::OtherSpelling
                        ) && self.entries.get(&decided.key).is_some_and(|entry| entry.armed)
                            && fits(&decided.key)
                    })
                })?;
                Some((self.decided[last].as_ref()?.key.clone(), last))
            });
            if let Some((key, because)) = best {
                found.push((at, key, self.document.extraction.mentions[because].span.clone()));
            }
        }
        for (at, key, because) in found {
            let all = words(&self.phrases[at]);
            let text = part(&self.phrases[at], &all, n_before(&all), all.len());
            let detail = self.entries.get(&key).map(|entry| entry.name.clone()).unwrap_or_default();
            self.decided[at] = Some(Decided { key, text, reason: Reason::Coreference, detail, because });
        }
        self.same_heads();
    }

    pub(super) fn is_definite(&self, mention: usize) -> bool {
        let own = words(&self.phrases[mention]);
        let definite = |word: &str| {
            matches!(word, "le" | "la" | "l" | "ce" | "cet" | "cette" | "the" | "this" | "du" | "au")
        };
        own.first().is_some_and(|word| definite(&word.folded))
            || self.span(mention).is_some_and(|span| {
                let start = span.start.saturating_sub(4);
                let before = self.document.text.slice(CharSpan::new(start, span.start)).unwrap_or_default();
                words(before).last().is_some_and(|word| definite(&word.folded))
            })
    }

    /// `la coalition`, `l'opposition`, alone: the only one that the article has named with this noun.
    pub(super) fn same_heads(&mut self) {
        let mut heads: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
        for (at, decided) in self.decided.iter().enumerate() {
            let Some(decided) = decided else { continue };
            let core = words(&decided.text);
            let from = n_before(&core);
            if core.len() > from + 1 && decided.reason != Reason::Coreference && self.reads[at].is_some() {
                heads.entry(core[from].folded.clone()).or_default().push((at, decided.key.clone()));
            }
        }
        let mut found = Vec::new();
        for at in 0..self.phrases.len() {
            if self.decided[at].is_some()
                || self.kind(at) != MentionKind::Description
                || !self.is_definite(at)
            {
                continue;
            }
            let all = words(&self.phrases[at]);
            let [only] = &all[n_before(&all)..] else { continue };
            let Some(named) = heads.get(&only.folded) else { continue };
            let group = self.known.noun(&only.folded).is_some_and(|types| {
                !["person", "place", "portfolio"].iter().any(|kind| types.contains(kind))
            }) || self.known.institution(&only.folded).is_some();
            let (first, key) = &named[0];
            if group && named.iter().all(|(_, other)| other == key) {
                found.push((at, key.clone(), self.document.extraction.mentions[*first].span.clone()));
            }
        }
        for (at, key, because) in found {
            let all = words(&self.phrases[at]);
            let text = part(&self.phrases[at], &all, n_before(&all), all.len());
            let detail = self.entries.get(&key).map(|entry| entry.name.clone()).unwrap_or_default();
            self.decided[at] = Some(Decided { key, text, reason: Reason::Coreference, detail, because });
        }
    }

    /// Pronouns refer to what the chain has named last; the head of a chain to what it names most.
    pub(super) fn pronouns(&mut self) {
        let mut last: BTreeMap<usize, String> = BTreeMap::new();
        let mut most: BTreeMap<usize, BTreeMap<String, usize>> = BTreeMap::new();
        for at in 0..self.phrases.len() {
            let root = self.roots[at];
            if let Some(decided) = &self.decided[at] {
                last.insert(root, decided.key.clone());
                *most.entry(root).or_default().entry(decided.key.clone()).or_default() += 1;
            } else if self.kind(at) == MentionKind::Pronoun
                && let Some(key) = last.get(&root)
            {
                self.decided[at] = Some(pronoun(key));
            }
        }
        for at in 0..self.phrases.len() {
            // A first person may stand before its speaker's name; a phrase around a name is what it is a phrase of.
            let root = self.roots[at];
            let open = self.decided[at].is_none();
            if open
                && (self.kind(at) == MentionKind::Pronoun || at == root && self.holds_member(at))
                && let Some(key) = most.get(&root).and_then(|keys| {
                    keys.iter().max_by_key(|(key, n)| (**n, std::cmp::Reverse((*key).clone())))
                })
            {
                self.decided[at] = Some(pronoun(key.0));
            }
        }
    }

    /// `la région de Deyru’z Zor` around `Deyru’z Zor`.
    pub(super) fn holds_member(&self, root: usize) -> bool {
        let Some(outer) = self.span(root) else { return false };
        (root + 1..(root + 4).min(self.phrases.len())).any(|member| {
            self.roots[member] == root
                && self.decided[member].is_some()
                && self.span(member).is_some_and(|span| outer.contains(span))
        })
    }

    /// Chains without a name that the article speaks of more than once, in other words.
    pub(super) fn described(&mut self) {
        let mut chains: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, &root) in self.roots.iter().enumerate() {
            if self.kind(at) == MentionKind::Description && self.decided[at].is_none() {
                chains.entry(root).or_default().push(at);
            }
        }
        let sources: Vec<usize> = {
            let sources = self.document.extraction.attributions.iter().map(|attribution| &attribution.source);
            let of = |span: &Vec<CharSpan>| {
                self.document.extraction.mentions.iter().position(|mention| mention.span == *span)
            };
            sources.filter_map(of).map(|mention| self.roots[mention]).collect()
        };
        for (root, members) in chains {
            let mut forms: Vec<String> = members.iter().map(|&at| folded_name(&self.phrases[at])).collect();
            forms.sort();
            forms.dedup();
            if forms.len() < 2 || !sources.contains(&root) {
                continue;
            }
            let Some(id) = self.document.mention_ids.get(root) else { continue };
            let key = format!("here:{}:{id}", self.document.id);
            let types = words(&self.phrases[root]);
            let noun = types
                .get(n_before(&types))
                .and_then(|word| self.known.noun(&word.folded))
                .unwrap_or_default();
            let kind = noun.first().and_then(|name| EntityType::from_name(name)).unwrap_or(EntityType::Other);
            self.described.insert(key.clone(), kind);
            let because = self.document.extraction.mentions[root].span.clone();
            for at in members {
                let all = words(&self.phrases[at]);
                let text = part(&self.phrases[at], &all, n_before(&all), all.len());
                let detail = String::new();
                self.decided[at] = Some(Decided {
                    key: key.clone(),
                    text,
                    reason: Reason::Coreference,
                    detail,
                    because: because.clone(),
                });
            }
            for at in 0..self.phrases.len() {
                if self.roots[at] == root
                    && self.kind(at) == MentionKind::Pronoun
                    && self.decided[at].is_none()
                {
                    self.decided[at] = Some(pronoun(&key));
                }
            }
        }
    }
}
