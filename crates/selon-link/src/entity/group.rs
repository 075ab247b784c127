//! Names that no list knows, joined across articles.
//!
//! Names meet in blocks: persons in that of their last word, all in that of their whole name, each by its
//! consonants ([`super::skeleton`]). Inside a block
//! - two full names that are spellings of one ([`super::compare`]) and can be the same kind of thing are linked;
//! - a last name alone is linked to the full name that it ends, where all full names in the block that it could end
//!   are one person: with a second bearer in the case, it stays by itself.
//!
//! Links depend on the names of the block only. Cost: quadratic in a block up to [`MOST_COMPARED`] names; larger
//! blocks are cut by the consonants of the whole name, and know no last names alone.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{alike, person_words, same_word};
use super::known::Known;
use super::phrase::{self, Sense};
use super::skeleton::skeleton;
use super::words::folded_name;
use super::{EntityType, Reason};

/// Blocks with more names are cut. A surname that two hundred names end in tells nobody apart.
pub const MOST_COMPARED: usize = 200;

/// A name in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockName {
    /// Folded.
    pub key: String,
    /// What most articles take it for.
    pub kind: EntityType,
}

/// Two names that are one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The smaller key.
    pub a: String,
    /// The other.
    pub b: String,
    /// Why.
    pub reason: Reason,
}

impl Link {
    /// Links two keys, the smaller one first.
    pub fn new(a: &str, b: &str, reason: Reason) -> Self {
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        Self { a: a.to_owned(), b: b.to_owned(), reason }
    }
}

/// The blocks in which a folded name meets others.
pub fn blocks_of(key: &str) -> Vec<String> {
    let words = person_words(key);
    let mut blocks = vec![block("whole", key, &skeleton(key))];
    if let Some(last) = words.last() {
        blocks.push(block("last", last, &skeleton(last)));
    }
    blocks
}

/// Keys of one consonant say too little: the name itself is the key.
fn block(kind: &str, name: &str, skeleton: &str) -> String {
    if skeleton.len() < 2 { format!("{kind} ={name}") } else { format!("{kind} {skeleton}") }
}

/// The links among the names of a block, sorted.
pub fn links_of_block(block: &str, names: &[BlockName]) -> Vec<Link> {
    let mut names: Vec<&BlockName> = names.iter().collect();
    names.sort_by(|a, b| a.key.cmp(&b.key));
    names.dedup_by(|a, b| a.key == b.key);
    let of_persons = block.starts_with("last ");
    let mut links = Vec::new();
    if names.len() > MOST_COMPARED {
        let mut parts: BTreeMap<String, Vec<&BlockName>> = BTreeMap::new();
        for name in names {
            parts.entry(skeleton(&name.key)).or_default().push(name);
        }
        for part in parts.into_values() {
            compare_all(&part[..part.len().min(MOST_COMPARED)], of_persons, &mut links);
        }
    } else {
        compare_all(&names, of_persons, &mut links);
        if of_persons {
            surnames(&names, &mut links);
        }
    }
    links.sort();
    links.dedup();
    links
}

fn compare_all(names: &[&BlockName], of_persons: bool, links: &mut Vec<Link>) {
    for (at, a) in names.iter().enumerate() {
        for b in &names[at + 1..] {
            let persons = a.kind == EntityType::Person || b.kind == EntityType::Person;
            if persons != of_persons || !can_be_one(a.kind, b.kind) {
                continue;
            }
            let kind = if persons { EntityType::Person } else { a.kind };
            // Last names alone are looked at by themselves.
            if persons && (person_words(&a.key).len() < 2 || person_words(&b.key).len() < 2) {
                continue;
            }
            if alike(&a.key, &b.key, kind) {
                links.push(Link::new(&a.key, &b.key, Reason::OtherSpelling));
            }
        }
    }
}

fn surnames(names: &[&BlockName], links: &mut Vec<Link>) {
    let full: Vec<&&BlockName> = names
        .iter()
        .filter(|name| name.kind == EntityType::Person && person_words(&name.key).len() > 1)
        .collect();
    let alone = names
        .iter()
        .filter(|name| can_be_one(name.kind, EntityType::Person) && person_words(&name.key).len() == 1);
    for name in alone {
        let bearers: Vec<&str> = full
            .iter()
            .filter(|full| match (person_words(&full.key).last(), person_words(&name.key).last()) {
                (Some(a), Some(b)) => same_word(a, b),
                _ => false,
            })
            .map(|full| full.key.as_str())
            .collect();
        let Some((first, others)) = bearers.split_first() else { continue };
        let mut reached = BTreeSet::from([*first]);
        // All bearers are one person where links join them.
        loop {
            let n_before = reached.len();
            for link in links.iter().filter(|link| link.reason == Reason::OtherSpelling) {
                if reached.contains(link.a.as_str()) || reached.contains(link.b.as_str()) {
                    reached.extend(bearers.iter().filter(|key| **key == link.a || **key == link.b));
                }
            }
            if reached.len() == n_before {
                break;
            }
        }
        if others.iter().all(|key| reached.contains(key)) {
            links.push(Link::new(&name.key, first, Reason::Surname));
        }
    }
}

/// A place is no person; what could not be told can be anything.
fn can_be_one(a: EntityType, b: EntityType) -> bool {
    use EntityType::{Group, Organisation, Other, Outlet};
    a == b
        || a == Other
        || b == Other
        || matches!((a, b), (Group | Outlet, Organisation) | (Organisation, Group | Outlet))
}

/// What most articles take a name for; the first of equals.
pub fn main_type(votes: &[(EntityType, u64)]) -> EntityType {
    let told = votes.iter().filter(|(kind, _)| *kind != EntityType::Other);
    let best = told.fold(None, |best: Option<(EntityType, u64)>, &(kind, n)| match best {
        Some((other, most)) if most > n || most == n && other <= kind => Some((other, most)),
        _ if n > 0 => Some((kind, n)),
        best => best,
    });
    best.map_or(EntityType::Other, |(kind, _)| kind)
}

pub(super) fn same_name(a: &str, b: &str, kind: EntityType) -> bool {
    let (folded_a, folded_b) = (folded_name(a), folded_name(b));
    if folded_a == folded_b {
        return true;
    }
    match (entry_of(a, kind), entry_of(b, kind)) {
        (Some(a), Some(b)) => a == b,
        // What the lists know and what they do not know under any spelling are two.
        (Some(_), None) | (None, Some(_)) => false,
        (None, None) => match kind {
            EntityType::Place => {
                super::gazetteer::same_place(a, b).unwrap_or_else(|| alike(&folded_a, &folded_b, kind))
            }
            _ => alike(&folded_a, &folded_b, kind),
        },
    }
}

/// The entry of the lists that a name stands for by itself.
pub(super) fn entry_of(name: &str, kind: EntityType) -> Option<String> {
    let known = Known::lists();
    let anywhere = |_: &str| true;
    let read = phrase::read(name, true, &anywhere)?;
    let whole = super::words::words(name);
    if read.to != whole.len() {
        return None;
    }
    let key = match read.sense {
        Sense::Entry { at, .. } | Sense::Spelling { at, .. } => known.at(at).key.clone(),
        Sense::Country(code) if kind == EntityType::Place => known.land(&code).key,
        Sense::Country(code) | Sense::Building(code) => known.state(&code).key,
        Sense::Capital(code) if kind != EntityType::Place => known.state(&code).key,
        Sense::Capital(_) => return None,
        Sense::Nation(code) => known.nation(&code).key,
        Sense::People(key) => known.people_entry(&key).key,
        Sense::Institution { at, country } => known.of_country(at, &country).key,
        Sense::Bare { .. } => return None,
    };
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(keys: &[&str]) -> Vec<BlockName> {
        keys.iter().map(|key| BlockName { key: (*key).to_owned(), kind: EntityType::Person }).collect()
    }

    #[test]
    fn a_last_name_goes_to_its_only_bearer() {
        let links = links_of_block("last hlvSn", &names(&["tibor halvessian", "halvessian"]));
        assert_eq!(links, [Link::new("halvessian", "tibor halvessian", Reason::Surname)]);
    }

    #[test]
    fn a_last_name_with_two_bearers_goes_to_none() {
        assert!(
            links_of_block("last hlvSn", &names(&["tibor halvessian", "orsola halvessian", "halvessian"]))
                .is_empty()
        );
    }

    #[test]
    fn spellings_of_one_bearer_are_one() {
        let links = links_of_block("last rbn", &names(&["abdel orbeni", "abdul orbeni", "orbeni"]));
        assert_eq!(links.len(), 2, "{links:?}");
    }
}
