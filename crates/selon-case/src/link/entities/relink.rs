//! Links between names that no list knows, and the entities that they make.
//!
//! Cost: a known name that is taken for the same thing as before is looked at once. Blocks of the others are compared
//! anew, each once for all documents that are linked together, and the components of what differs are walked through.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Transaction, named_params};
use selon_link::entity::{BlockName, EntityType, Link, Reason, blocks_of, links_of_block};

use super::judged::Judged;
use super::summary::summarise;
use super::{Result, entity_id, execute, one, rows, type_of, type_of_name};
use crate::EntityId;

/// What a change of documents has touched.
#[derive(Default)]
pub(super) struct Touched {
    /// Keys, and what most documents took each for before; none where it was not there.
    keys: BTreeMap<String, Option<EntityType>>,
    /// Keys that a judgement is about.
    pub judged: BTreeSet<String>,
    /// Acronyms that documents introduce.
    pub acronyms: BTreeSet<String>,
    /// Documents that came (1) or went (-1), with the keys that they name.
    pub documents: Vec<(i64, Vec<String>)>,
}

impl Touched {
    /// Notes what a name is before it is counted in or out.
    pub(super) fn name(&mut self, transaction: &Transaction<'_>, key: &str) -> Result<()> {
        if self.keys.contains_key(key) {
            return Ok(());
        }
        let origin: Option<String> =
            one(transaction, "SELECT origin FROM name WHERE key = :key", &[(":key", key)], |row| row.get(0))?;
        let before = match origin.as_deref() {
            Some("spelling") => Some(type_of_name(transaction, key)?),
            Some(_) => Some(EntityType::Other),
            None => None,
        };
        self.keys.insert(key.to_owned(), before);
        Ok(())
    }
}

/// What happened to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Its names are the same; they are counted anew.
    Sums,
    /// It has other names.
    Members,
}

#[derive(Default)]
struct Changed(BTreeMap<EntityId, Change>);

impl Changed {
    fn note(&mut self, id: EntityId, change: Change) {
        let known = self.0.entry(id).or_insert(change);
        *known = change.max(*known);
    }
}

/// Joins what is touched anew.
pub(super) fn relink(transaction: &Transaction<'_>, touched: Touched) -> Result<()> {
    let mut dirty: BTreeSet<String> = touched.judged;
    let mut blocks: BTreeSet<String> = BTreeSet::new();
    let mut acronyms = touched.acronyms;
    let mut changed = Changed::default();
    for (key, before) in touched.keys {
        let now: Option<(String, i64, String)> = one(
            transaction,
            "SELECT origin, n_documents, entity FROM name WHERE key = :key",
            &[(":key", &key)],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let Some((origin, n_documents, entity)) = now else { continue };
        let is_gone = n_documents == 0;
        let is_other = match before {
            None => true,
            Some(kind) => origin == "spelling" && kind != type_of_name(transaction, &key)?,
        };
        if origin == "spelling" && (is_gone || is_other) {
            blocks.extend(blocks_of(&key));
            acronyms.insert(key.clone());
        }
        if is_gone {
            changed.note(EntityId::stored(entity), Change::Members);
            forget(transaction, &key, &mut dirty)?;
        } else if before.is_none() {
            dirty.insert(key);
        } else {
            changed.note(EntityId::stored(entity), Change::Sums);
        }
    }
    for block in blocks {
        let names = block_names(transaction, &block)?;
        replace_links(transaction, &block, links_of_block(&block, &names), &mut dirty)?;
    }
    for short in acronyms {
        link_acronym(transaction, &short, &mut dirty)?;
    }
    let judged = Judged::read(transaction)?;
    judged.links(transaction, &mut dirty)?;
    let mut done: BTreeSet<String> = BTreeSet::new();
    for key in &dirty {
        if !done.contains(key) {
            component(transaction, key, &judged, &mut done, &mut changed)?;
        }
    }
    let more = more_documents(transaction, &touched.documents)?;
    for (id, change) in &changed.0 {
        let more = match change {
            Change::Sums => Some(more.get(id).copied().unwrap_or_default()),
            Change::Members => None,
        };
        summarise(transaction, id, more, &judged)?;
    }
    Ok(())
}

/// Takes a name away that no document has any more. Whoever was linked to it is looked at again.
fn forget(transaction: &Transaction<'_>, key: &str, dirty: &mut BTreeSet<String>) -> Result<()> {
    dirty.extend(
        neighbours(transaction, key)?.into_iter().map(|link| if link.a == key { link.b } else { link.a }),
    );
    for block in blocks_of(key) {
        execute(
            transaction,
            "DELETE FROM name_block WHERE block = :block AND key = :key",
            named_params! { ":block": block, ":key": key },
        )?;
    }
    for sql in [
        "DELETE FROM name_type WHERE key = :key",
        "DELETE FROM name_form WHERE key = :key",
        "DELETE FROM name_link WHERE a = :key OR b = :key",
        "DELETE FROM name WHERE key = :key",
    ] {
        execute(transaction, sql, named_params! { ":key": key })?;
    }
    Ok(())
}

/// How many documents more name each entity.
fn more_documents(
    transaction: &Transaction<'_>,
    documents: &[(i64, Vec<String>)],
) -> Result<BTreeMap<EntityId, i64>> {
    let mut entity_of: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut more: BTreeMap<EntityId, i64> = BTreeMap::new();
    for (sign, keys) in documents {
        let mut of_document: BTreeSet<&str> = BTreeSet::new();
        for key in keys {
            if !entity_of.contains_key(key.as_str()) {
                let entity =
                    one(transaction, "SELECT entity FROM name WHERE key = :key", &[(":key", key)], |row| {
                        row.get(0)
                    })?;
                entity_of.insert(key, entity);
            }
        }
        for key in keys {
            of_document.extend(entity_of.get(key.as_str()).and_then(|entity| entity.as_deref()));
        }
        for entity in of_document {
            *more.entry(EntityId::stored(entity.to_owned())).or_default() += sign;
        }
    }
    Ok(more)
}

/// The names of a block, and what most documents take them for.
fn block_names(connection: &Connection, block: &str) -> Result<Vec<BlockName>> {
    let votes: Vec<(String, String, u64)> = rows(
        connection,
        "SELECT b.key, t.type, t.n_documents FROM name_block b JOIN name_type t ON t.key = b.key \
         WHERE b.block = :block ORDER BY b.key, t.type",
        &[(":block", block)],
        |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?.unsigned_abs())),
    )?;
    Ok(votes
        .chunk_by(|a, b| a.0 == b.0)
        .map(|of_key| BlockName {
            key: of_key[0].0.clone(),
            kind: type_of(of_key.iter().map(|(_, kind, n)| (kind.as_str(), *n))),
        })
        .collect())
}

/// Links an acronym to the name that documents introduce it for, if they agree.
fn link_acronym(transaction: &Transaction<'_>, short: &str, dirty: &mut BTreeSet<String>) -> Result<()> {
    let longs: Vec<(String, String)> = rows(
        transaction,
        "SELECT e.long, min(e.words) FROM name_equation e JOIN name n ON n.key = e.long WHERE e.short = :short \
         GROUP BY e.long ORDER BY e.long",
        &[(":short", short)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let is_name =
        one(transaction, "SELECT 1 FROM name WHERE key = :key", &[(":key", short)], |_| Ok(()))?.is_some();
    let links = match &longs[..] {
        [(long, words)] if is_name && long != short => {
            // An acronym stands in capitals where it is introduced; what does not is another name.
            let is_acronym = words
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word.chars().filter(|c| c.is_uppercase()).count() > 1);
            let reason = if is_acronym { Reason::Acronym } else { Reason::OtherName };
            vec![Link::new(short, long, reason)]
        }
        _ => Vec::new(),
    };
    replace_links(transaction, &format!("acronym {short}"), links, dirty)
}

/// Writes the links of a block in place of those that were there; what differs is dirty.
pub(super) fn replace_links(
    transaction: &Transaction<'_>,
    block: &str,
    links: Vec<Link>,
    dirty: &mut BTreeSet<String>,
) -> Result<()> {
    let old: BTreeSet<(String, String, String)> = rows(
        transaction,
        "SELECT a, b, reason FROM name_link WHERE block = :block",
        &[(":block", block)],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?
    .into_iter()
    .collect();
    let new: BTreeSet<(String, String, String)> =
        links.into_iter().map(|link| (link.a, link.b, link.reason.as_str().to_owned())).collect();
    for (a, b, _) in old.difference(&new) {
        execute(
            transaction,
            "DELETE FROM name_link WHERE block = :block AND a = :a AND b = :b",
            named_params! { ":block": block, ":a": a, ":b": b },
        )?;
        dirty.extend([a.clone(), b.clone()]);
    }
    for (a, b, reason) in new.difference(&old) {
        execute(
            transaction,
            "INSERT OR REPLACE INTO name_link (block, a, b, reason) VALUES (:block, :a, :b, :reason)",
            named_params! { ":block": block, ":a": a, ":b": b, ":reason": reason },
        )?;
        dirty.extend([a.clone(), b.clone()]);
    }
    Ok(())
}

fn neighbours(transaction: &Transaction<'_>, key: &str) -> Result<Vec<Link>> {
    rows(
        transaction,
        "SELECT a, b, reason FROM name_link WHERE a = :key UNION SELECT a, b, reason FROM name_link WHERE b = :key",
        &[(":key", key)],
        |row| {
            let reason: String = row.get(2)?;
            let reason = Reason::from_name(&reason).unwrap_or(Reason::OtherSpelling);
            Ok(Link { a: row.get(0)?, b: row.get(1)?, reason })
        },
    )
}

/// Gives the names that links join with `key` their entities.
fn component(
    transaction: &Transaction<'_>,
    key: &str,
    judged: &Judged,
    done: &mut BTreeSet<String>,
    changed: &mut Changed,
) -> Result<()> {
    let mut members: BTreeSet<String> = BTreeSet::new();
    let mut links: BTreeSet<Link> = BTreeSet::new();
    let mut open = vec![key.to_owned()];
    while let Some(key) = open.pop() {
        if !members.insert(key.clone()) {
            continue;
        }
        for link in neighbours(transaction, &key)? {
            open.extend([link.a.clone(), link.b.clone()]);
            links.insert(link);
        }
    }
    done.extend(members.iter().cloned());
    for group in judged.groups(&members, &links) {
        let mut of_group: Vec<(String, String, String)> = Vec::new();
        for key in &group {
            let row = one(
                transaction,
                "SELECT key, origin, entity FROM name WHERE key = :key",
                &[(":key", key)],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?;
            of_group.extend(row);
        }
        let entry = of_group.iter().find(|(_, origin, _)| origin == "entry").or(of_group.first());
        let Some((first, origin, _)) = entry else { continue };
        let id = entity_id(first, origin == "entry");
        let is_same = of_group.iter().all(|(.., old)| old == id.as_str());
        changed.note(id.clone(), if is_same { Change::Sums } else { Change::Members });
        for (key, _, old) in &of_group {
            if old != id.as_str() {
                changed.note(EntityId::stored(old.clone()), Change::Members);
                execute(
                    transaction,
                    "UPDATE name SET entity = :entity WHERE key = :key",
                    named_params! { ":entity": id.as_str(), ":key": key },
                )?;
            }
        }
    }
    Ok(())
}
