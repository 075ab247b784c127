//! What the analyst decided about names: pairs that are one, pairs that are two, names that stand alone, and what
//! entities are to be called.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Transaction;
use selon_link::entity::{Link, Reason};

use super::relink::replace_links;
use super::{Result, one, rows};
use crate::Verb;

/// Links that the analyst made.
const JUDGED: &str = "judgement";

/// What the analyst decided about names.
pub(super) struct Judged {
    same: Vec<(String, String)>,
    different: Vec<(String, String)>,
    /// Keys that stand apart from all others.
    alone: BTreeSet<String>,
    /// What the entity of a key is to be called.
    pub renamed: BTreeMap<String, String>,
}

impl Judged {
    pub(super) fn read(transaction: &Transaction<'_>) -> Result<Self> {
        let pairs = |verb: Verb| -> Result<Vec<(String, String)>> {
            let names: Vec<(String, String)> = rows(
                transaction,
                include_str!("../../../sql/query/judged_names.sql"),
                &[(":verb", verb.as_str())],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            let mut pairs = Vec::new();
            for (a, b) in names {
                for a in keys_of(transaction, &a)? {
                    for b in keys_of(transaction, &b)? {
                        if a != b {
                            pairs.push((a.clone(), b));
                        }
                    }
                }
            }
            Ok(pairs)
        };
        let single = |verb: Verb| -> Result<Vec<(String, String)>> {
            let judged: Vec<(String, String)> = rows(
                transaction,
                include_str!("../../../sql/query/judged_single_names.sql"),
                &[(":verb", verb.as_str())],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            let mut keys = Vec::new();
            for (name, value) in judged {
                keys.extend(keys_of(transaction, &name)?.into_iter().map(|key| (key, value.clone())));
            }
            Ok(keys)
        };
        Ok(Self {
            same: pairs(Verb::Same)?,
            different: pairs(Verb::Different)?,
            alone: single(Verb::Split)?.into_iter().map(|(key, _)| key).collect(),
            renamed: single(Verb::Rename)?.into_iter().collect(),
        })
    }

    /// Writes the links that judgements make.
    pub(super) fn links(&self, transaction: &Transaction<'_>, dirty: &mut BTreeSet<String>) -> Result<()> {
        let links = self.same.iter().map(|(a, b)| Link::new(a, b, Reason::Judgement)).collect();
        replace_links(transaction, JUDGED, links, dirty)?;
        for (a, b) in &self.different {
            dirty.extend([a.clone(), b.clone()]);
        }
        dirty.extend(self.alone.iter().cloned());
        Ok(())
    }

    /// The members in groups that links join, judgements first; a link that would put two in one group that the
    /// analyst keeps apart joins nothing.
    pub(super) fn groups(&self, members: &BTreeSet<String>, links: &BTreeSet<Link>) -> Vec<Vec<String>> {
        let at: BTreeMap<&str, usize> =
            members.iter().enumerate().map(|(n, key)| (key.as_str(), n)).collect();
        // Each member points at a smaller one of its group, the smallest at itself.
        let mut group: Vec<usize> = (0..members.len()).collect();
        let apart: Vec<(usize, usize)> = self
            .different
            .iter()
            .filter_map(|(a, b)| Some((*at.get(a.as_str())?, *at.get(b.as_str())?)))
            .collect();
        let mut links: Vec<&Link> = links.iter().collect();
        links.sort_by_key(|link| (link.reason != Reason::Judgement, link.reason == Reason::Surname));
        for link in links {
            let is_judged = link.reason == Reason::Judgement;
            if !is_judged && (self.alone.contains(&link.a) || self.alone.contains(&link.b)) {
                continue;
            }
            let (Some(&a), Some(&b)) = (at.get(link.a.as_str()), at.get(link.b.as_str())) else { continue };
            let (a, b) = (first_of(&mut group, a), first_of(&mut group, b));
            let are_apart = apart.iter().any(|&(x, y)| {
                let (x, y) = (first_of(&mut group, x), first_of(&mut group, y));
                (x, y) == (a, b) || (x, y) == (b, a)
            });
            if !are_apart {
                group[a.max(b)] = a.min(b);
            }
        }
        let mut groups: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (n, key) in members.iter().enumerate() {
            groups.entry(first_of(&mut group, n)).or_default().push(key.clone());
        }
        groups.into_values().collect()
    }
}

/// The smallest member of a group; ways to it are made shorter.
fn first_of(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

/// The keys that words of a judgement name: a spelling of the case, or whatever a document calls so.
pub(super) fn keys_of(transaction: &Transaction<'_>, words: &str) -> Result<Vec<String>> {
    let folded = selon_link::entity::place_name_key(words);
    let spelling: Option<String> =
        one(transaction, "SELECT key FROM name WHERE key = :key", &[(":key", &folded)], |row| row.get(0))?;
    if let Some(key) = spelling {
        return Ok(vec![key]);
    }
    Ok(selon_link::entity::entry_key(words).into_iter().collect())
}
