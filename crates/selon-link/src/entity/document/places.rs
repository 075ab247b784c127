//! Countries, capitals and peoples: who governs, or where.

use std::collections::BTreeMap;

use selon_extract::MentionKind;
use selon_text::CharSpan;

use super::Reader;
use crate::entity::known::Entry;
use crate::entity::phrase::{Read, Sense};
use crate::entity::usage::{Facts, Usage, usage};
use crate::entity::words::{joined, part, words};
use crate::entity::{Reason, gazetteer};

impl Reader<'_> {
    /// Countries, capitals and peoples: who governs, or where.
    pub(super) fn use_of_places(&mut self) {
        let facts = Facts::of(self.document);
        let mut uses: Vec<(usize, Read, String, Usage)> = Vec::new();
        let mut clear: BTreeMap<(String, bool), [u32; 2]> = BTreeMap::new();
        for at in 0..self.reads.len() {
            if self.decided[at].is_some() {
                continue;
            }
            let Some(read) = self.reads[at].clone() else { continue };
            let (code, is_capital) = match &read.sense {
                Sense::Country(code) => (code.clone(), false),
                Sense::Capital(code) => (code.clone(), true),
                Sense::Nation(code) => {
                    let (entry, reason) = if self.speaks_or_acts(&facts, at) {
                        (self.known.state(code), Reason::Metonym)
                    } else {
                        (self.known.nation(code), Reason::Listed)
                    };
                    let detail = entry.name.clone();
                    self.decide(at, entry, &read, reason, detail);
                    continue;
                }
                _ => continue,
            };
            let mut usage = usage(self.document, at, &facts);
            // `la Russie et l'Iran ont critiqué`: what one does, both do.
            if usage == Usage::Unclear
                && let Some((before, .., other)) = uses.last()
                && self.are_joined(*before, at)
            {
                usage = *other;
            }
            let count = clear.entry((code.clone(), is_capital)).or_default();
            match usage {
                Usage::Actor => count[0] += 1,
                Usage::Place => count[1] += 1,
                Usage::Unclear => {}
            }
            uses.push((at, read, code, usage));
        }
        for (at, read, code, usage) in uses {
            let is_capital = matches!(read.sense, Sense::Capital(_));
            let [acting, lying] = clear.get(&(code.clone(), is_capital)).copied().unwrap_or_default();
            let acts = match usage {
                Usage::Actor => true,
                Usage::Place => false,
                Usage::Unclear => acting > lying || acting > 0 && acting == lying,
            };
            if acts {
                let entry = self.known.state(&code);
                let reason = if is_capital { Reason::Metonym } else { Reason::Listed };
                let detail = entry.name.clone();
                self.decide(at, entry, &read, reason, detail);
            } else if is_capital {
                let all = words(&self.phrases[at]);
                let folded = joined(&all[read.from..read.to]);
                let mut countries = vec![code.clone()];
                countries.extend(self.countries.iter().cloned());
                match gazetteer::place(&folded, &countries, self.home) {
                    Some(found) => {
                        let detail = found.entry.name.clone();
                        self.decide(at, found.entry, &read, Reason::Gazetteer, detail);
                    }
                    None => {
                        let entry = Entry {
                            key: format!("capital:{code}:{folded}"),
                            name: part(&self.phrases[at], &all, read.from, read.to),
                            ..self.known.land(&code)
                        };
                        let detail = entry.name.clone();
                        self.decide(at, entry, &read, Reason::Listed, detail);
                    }
                }
            } else {
                let entry = self.known.land(&code);
                let detail = entry.name.clone();
                self.decide(at, entry, &read, Reason::Listed, detail);
            }
        }
    }

    /// Only `et` or a comma stands between two mentions.
    pub(super) fn are_joined(&self, before: usize, at: usize) -> bool {
        let (Some(before), Some(span)) = (self.span(before), self.span(at)) else { return false };
        span.start >= before.end
            && span.start - before.end <= 6
            && self.document.text.slice(CharSpan::new(before.end, span.start)).is_some_and(|between| {
                words(between)
                    .iter()
                    .all(|word| matches!(word.folded.as_str(), "et" | "and" | "la" | "le" | "les" | "l"))
            })
    }

    /// `les Américains` act as their government does unless they are counted or live somewhere.
    pub(super) fn speaks_or_acts(&self, facts: &Facts, mention: usize) -> bool {
        let root = self.roots[mention];
        (0..self.roots.len()).any(|other| self.roots[other] == root && facts.acts(other))
            || matches!(usage(self.document, mention, facts), Usage::Actor)
            || self.kind(mention) == MentionKind::Name
    }
}
