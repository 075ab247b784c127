//! Entities of the newest versions of documents, kept as documents come and go.
//!
//! A document's names are counted in and out; names that no list knows are compared again in their blocks, and the
//! entities that hold a touched name are made anew. What is stored is a function of the documents: sums, the links
//! of whole blocks, and components of links.
//!
//! Cost: the names of the document, the blocks they are in (each bounded, see `selon_link::entity`), and the
//! names of the entities that changed.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use selon_link::Document;
use selon_link::entity::{
    BlockName, DocumentNames, EntityType, Link, Named, Reason, blocks_of, links_of_block, main_type, names_of,
};
use selon_link::question::{EntityFacts, Names};
use selon_text::{CharSpan, Text};

use crate::{DocumentId, EntityId, Verb};

type Result<T> = std::result::Result<T, rusqlite::Error>;

/// Links that acronyms make are no block's.
const ACRONYMS: &str = "acronym";
/// Links that the analyst made.
const JUDGED: &str = "judgement";

/// What linking a batch of documents did to entities.
pub(super) struct Linked {
    /// Whom each document names, in the order of the documents.
    pub names: Vec<DocumentNames>,
    /// Entities that were made, changed or are gone: what refers to them by id is to be looked at again.
    #[allow(dead_code)]
    pub changed: BTreeSet<EntityId>,
}

/// Counts in whom the documents name, and joins names across documents.
pub(super) fn link(transaction: &Transaction<'_>, documents: &[Document]) -> Result<Linked> {
    let mut touched = Touched::default();
    let mut names = Vec::new();
    for document in documents {
        let found = names_of(document);
        write(transaction, document, &found, &mut touched)?;
        names.push(found);
    }
    let changed = relink(transaction, touched)?;
    Ok(Linked { names, changed })
}

/// Takes back whom a document names.
pub(super) fn unlink(transaction: &Transaction<'_>, document: &DocumentId) -> Result<BTreeSet<EntityId>> {
    let id = document.as_str();
    let mut touched = Touched::default();
    let named: Vec<(String, String, i64)> = rows(
        transaction,
        "SELECT key, type, n_mentions FROM document_name WHERE document = :document",
        &[(":document", id)],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let forms: Vec<(String, String, i64)> = rows(
        transaction,
        "SELECT key, text, n_mentions FROM document_form WHERE document = :document",
        &[(":document", id)],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let short: Vec<String> = rows(
        transaction,
        "SELECT short FROM name_equation WHERE document = :document",
        &[(":document", id)],
        |row| row.get(0),
    )?;
    touched.acronyms.extend(short);
    for (key, text, n) in forms {
        execute(
            transaction,
            "UPDATE name_form SET n_mentions = n_mentions - :n, n_documents = n_documents - 1 WHERE key = :key AND text = :text",
            named_params! { ":n": n, ":key": key, ":text": text },
        )?;
        execute(
            transaction,
            "DELETE FROM name_form WHERE key = :key AND text = :text AND n_documents = 0",
            named_params! { ":key": key, ":text": text },
        )?;
    }
    for (key, kind, n) in &named {
        execute(
            transaction,
            "UPDATE name_type SET n_documents = n_documents - 1 WHERE key = :key AND type = :type",
            named_params! { ":key": key, ":type": kind },
        )?;
        execute(
            transaction,
            "UPDATE name SET n_mentions = n_mentions - :n, n_documents = n_documents - 1 WHERE key = :key",
            named_params! { ":n": n, ":key": key },
        )?;
    }
    for table in ["mention_name", "document_form", "document_name", "name_equation"] {
        transaction
            .prepare_cached(&format!("DELETE FROM {table} WHERE document = :document"))?
            .execute(named_params! { ":document": id })?;
    }
    for (key, ..) in named {
        touched.keys.insert(key);
    }
    relink(transaction, touched)
}

/// What a change of documents has touched.
#[derive(Default)]
struct Touched {
    keys: BTreeSet<String>,
    acronyms: BTreeSet<String>,
}

fn write(
    transaction: &Transaction<'_>,
    document: &Document,
    found: &DocumentNames,
    touched: &mut Touched,
) -> Result<()> {
    for named in &found.named {
        write_named(transaction, document, named)?;
        touched.keys.insert(named.key.clone());
    }
    for (mention, named) in &found.of_mention {
        let Some(mention) = document.mention_ids.get(*mention) else { continue };
        execute(
            transaction,
            "INSERT OR IGNORE INTO mention_name (document, mention, key) VALUES (:document, :mention, :key)",
            named_params! { ":document": document.id, ":mention": mention, ":key": found.named[*named].key },
        )?;
    }
    for equation in &found.equations {
        execute(
            transaction,
            "INSERT OR IGNORE INTO name_equation (document, short, long, words, words_at) \
             VALUES (:document, :short, :long, :words, :words_at)",
            named_params! {
                ":document": document.id,
                ":short": equation.short,
                ":long": equation.long,
                ":words": document.words(&[equation.span]),
                ":words_at": spans(&[equation.span]),
            },
        )?;
        touched.acronyms.insert(equation.short.clone());
    }
    Ok(())
}

fn write_named(transaction: &Transaction<'_>, document: &Document, named: &Named) -> Result<()> {
    let n: u64 = named.forms.iter().map(|form| form.count).sum();
    let entry = named.entry.as_ref();
    let origin = match entry {
        Some(_) => "entry",
        None if named.described => "described",
        None => "spelling",
    };
    let place = entry.and_then(|entry| entry.place);
    execute(
        transaction,
        "INSERT INTO name (key, entity, origin, shown, type, country, geonames, lat, lon, n_mentions, n_documents) \
         VALUES (:key, :entity, :origin, :shown, :type, :country, :geonames, :lat, :lon, :n, 1) \
         ON CONFLICT (key) DO UPDATE SET n_mentions = n_mentions + :n, n_documents = n_documents + 1",
        named_params! {
            ":key": named.key,
            ":entity": entity_id(&named.key, entry.is_some()).as_str(),
            ":origin": origin,
            ":shown": entry.map(|entry| &entry.name),
            ":type": entry.map(|entry| entry.kind.as_str()),
            ":country": entry.and_then(|entry| entry.country.as_ref()),
            ":geonames": place.and_then(|place| place.geonames),
            ":lat": place.map(|place| place.lat),
            ":lon": place.map(|place| place.lon),
            ":n": n as i64,
        },
    )?;
    if origin == "spelling" {
        for block in blocks_of(&named.key) {
            execute(
                transaction,
                "INSERT OR IGNORE INTO name_block (block, key) VALUES (:block, :key)",
                named_params! { ":block": block, ":key": named.key },
            )?;
        }
    }
    execute(
        transaction,
        "INSERT INTO name_type (key, type, n_documents) VALUES (:key, :type, 1) \
         ON CONFLICT (key, type) DO UPDATE SET n_documents = n_documents + 1",
        named_params! { ":key": named.key, ":type": named.kind.as_str() },
    )?;
    execute(
        transaction,
        "INSERT INTO document_name (document, key, type, n_mentions) VALUES (:document, :key, :type, :n)",
        named_params! { ":document": document.id, ":key": named.key, ":type": named.kind.as_str(), ":n": n as i64 },
    )?;
    for (nth, form) in named.forms.iter().enumerate() {
        execute(
            transaction,
            "INSERT INTO document_form (document, key, nth, text, n_mentions, reason, detail, because, because_at) \
             VALUES (:document, :key, :nth, :text, :n, :reason, :detail, :because, :because_at)",
            named_params! {
                ":document": document.id,
                ":key": named.key,
                ":nth": nth as i64,
                ":text": form.text,
                ":n": form.count as i64,
                ":reason": form.reason.as_str(),
                ":detail": form.detail,
                ":because": words(&document.text, &form.because),
                ":because_at": spans(&form.because),
            },
        )?;
        let is_name =
            !matches!(form.reason, Reason::Coreference | Reason::Office | Reason::Surname | Reason::Metonym);
        execute(
            transaction,
            "INSERT INTO name_form (key, text, is_name, n_mentions, n_documents) VALUES (:key, :text, :is_name, :n, 1) \
             ON CONFLICT (key, text) DO UPDATE SET n_mentions = n_mentions + :n, n_documents = n_documents + 1, \
             is_name = max(is_name, :is_name)",
            named_params! { ":key": named.key, ":text": form.text, ":is_name": is_name, ":n": form.count as i64 },
        )?;
    }
    Ok(())
}

fn entity_id(key: &str, is_entry: bool) -> EntityId {
    EntityId::of(&[if is_entry { "entry" } else { "name" }, key])
}

/// Joins what is touched anew. Returns the entities that changed.
fn relink(transaction: &Transaction<'_>, touched: Touched) -> Result<BTreeSet<EntityId>> {
    let mut dirty: BTreeSet<String> = BTreeSet::new();
    let mut blocks: BTreeSet<String> = BTreeSet::new();
    let mut acronyms = touched.acronyms;
    let mut changed: BTreeSet<EntityId> = BTreeSet::new();
    for key in touched.keys {
        let origin: Option<(String, i64, String)> = one(
            transaction,
            "SELECT origin, n_documents, entity FROM name WHERE key = :key",
            &[(":key", &key)],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let Some((origin, n_documents, entity)) = origin else { continue };
        let links = key.clone();
        if origin == "spelling" {
            blocks.extend(blocks_of(&key));
            acronyms.insert(key.clone());
        }
        dirty.insert(links);
        if n_documents == 0 {
            changed.insert(EntityId::stored(entity));
            // Whoever was linked to it is looked at again.
            dirty.extend(
                neighbours(transaction, &key)?
                    .into_iter()
                    .map(|link| if link.a == key { link.b } else { link.a }),
            );
            for sql in [
                "DELETE FROM name_block WHERE key = :key",
                "DELETE FROM name_type WHERE key = :key",
                "DELETE FROM name_form WHERE key = :key",
                "DELETE FROM name_link WHERE a = :key OR b = :key",
                "DELETE FROM name WHERE key = :key",
            ] {
                execute(transaction, sql, named_params! { ":key": key })?;
            }
        }
    }
    for block in blocks {
        let names = block_names(transaction, &block)?;
        replace_links(transaction, &block, "", links_of_block(&block, &names), &mut dirty)?;
    }
    for short in acronyms {
        let longs: Vec<String> = rows(
            transaction,
            "SELECT DISTINCT e.long FROM name_equation e JOIN name n ON n.key = e.long WHERE e.short = :short ORDER BY e.long",
            &[(":short", &short)],
            |row| row.get(0),
        )?;
        let is_name: bool =
            one(transaction, "SELECT 1 FROM name WHERE key = :key", &[(":key", &short)], |_| Ok(()))?
                .is_some();
        let links = match &longs[..] {
            [long] if is_name && *long != short => vec![Link::new(&short, long, Reason::Acronym)],
            _ => Vec::new(),
        };
        replace_links(transaction, ACRONYMS, &short, links, &mut dirty)?;
    }
    let judged = Judged::read(transaction)?;
    judged.links(transaction, &mut dirty)?;
    let mut done: BTreeSet<String> = BTreeSet::new();
    for key in &dirty {
        if !done.contains(key) {
            component(transaction, key, &judged, &mut done, &mut changed)?;
        }
    }
    for id in &changed {
        summarise(transaction, id)?;
    }
    Ok(changed)
}

fn block_names(transaction: &Transaction<'_>, block: &str) -> Result<Vec<BlockName>> {
    let votes: Vec<(String, String, u64)> = rows(
        transaction,
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

fn type_of<'a>(votes: impl Iterator<Item = (&'a str, u64)>) -> EntityType {
    let votes: Vec<(EntityType, u64)> =
        votes.filter_map(|(kind, n)| Some((EntityType::from_name(kind)?, n))).collect();
    main_type(&votes)
}

/// Writes the links of a block, or of one acronym, in place of those that were there; what differs is dirty.
fn replace_links(
    transaction: &Transaction<'_>,
    block: &str,
    of: &str,
    links: Vec<Link>,
    dirty: &mut BTreeSet<String>,
) -> Result<()> {
    let old: BTreeSet<(String, String, String)> = rows(
        transaction,
        "SELECT a, b, reason FROM name_link WHERE block = :block AND (:of = '' OR a = :of OR b = :of)",
        &[(":block", block), (":of", of)],
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
    changed: &mut BTreeSet<EntityId>,
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
        changed.insert(id.clone());
        for (key, _, old) in &of_group {
            if old != id.as_str() {
                changed.insert(EntityId::stored(old.clone()));
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

/// Writes the row of an entity by its names, or takes it away where it has none.
fn summarise(transaction: &Transaction<'_>, id: &EntityId) -> Result<()> {
    struct NameRow {
        key: String,
        origin: String,
        shown: Option<String>,
        kind: Option<String>,
        country: Option<String>,
        geonames: Option<i64>,
        lat: Option<f64>,
        lon: Option<f64>,
        n_mentions: i64,
        n_documents: i64,
    }
    let names: Vec<NameRow> = rows(
        transaction,
        "SELECT key, origin, shown, type, country, geonames, lat, lon, n_mentions, n_documents FROM name \
         WHERE entity = :entity ORDER BY key",
        &[(":entity", id.as_str())],
        |row| {
            Ok(NameRow {
                key: row.get(0)?,
                origin: row.get(1)?,
                shown: row.get(2)?,
                kind: row.get(3)?,
                country: row.get(4)?,
                geonames: row.get(5)?,
                lat: row.get(6)?,
                lon: row.get(7)?,
                n_mentions: row.get(8)?,
                n_documents: row.get(9)?,
            })
        },
    )?;
    if names.is_empty() {
        return execute(
            transaction,
            "DELETE FROM entity WHERE id = :id",
            named_params! { ":id": id.as_str() },
        );
    }
    let entry = names.iter().find(|name| name.origin == "entry");
    let kind = match entry.and_then(|entry| entry.kind.clone()) {
        Some(kind) => kind,
        None => {
            let mut votes: BTreeMap<String, u64> = BTreeMap::new();
            for name in &names {
                let of_name: Vec<(String, i64)> = rows(
                    transaction,
                    "SELECT type, n_documents FROM name_type WHERE key = :key",
                    &[(":key", &name.key)],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )?;
                for (kind, n) in of_name {
                    *votes.entry(kind).or_default() += n.unsigned_abs();
                }
            }
            type_of(votes.iter().map(|(kind, n)| (kind.as_str(), *n))).as_str().to_owned()
        }
    };
    let shown = match entry.and_then(|entry| entry.shown.clone()) {
        Some(shown) => shown,
        None => {
            commonest(transaction, &names.iter().map(|name| name.key.as_str()).collect::<Vec<_>>(), &kind)?
        }
    };
    let n_documents = match &names[..] {
        [name] => name.n_documents,
        _ => {
            let mut documents: BTreeSet<String> = BTreeSet::new();
            for name in &names {
                documents.extend(rows::<String>(
                    transaction,
                    "SELECT document FROM document_name WHERE key = :key",
                    &[(":key", &name.key)],
                    |row| row.get(0),
                )?);
            }
            documents.len() as i64
        }
    };
    execute(
        transaction,
        "INSERT OR REPLACE INTO entity (id, name, type, country, geonames, lat, lon, described, n_mentions, n_documents) \
         VALUES (:id, :name, :type, :country, :geonames, :lat, :lon, :described, :n_mentions, :n_documents)",
        named_params! {
            ":id": id.as_str(),
            ":name": shown,
            ":type": kind,
            ":country": entry.and_then(|entry| entry.country.as_ref()),
            ":geonames": entry.and_then(|entry| entry.geonames),
            ":lat": entry.and_then(|entry| entry.lat),
            ":lon": entry.and_then(|entry| entry.lon),
            ":described": names.iter().all(|name| name.origin == "described"),
            ":n_mentions": names.iter().map(|name| name.n_mentions).sum::<i64>(),
            ":n_documents": n_documents,
        },
    )
}

/// The commonest way to write the names: of a person a full one, where there is one.
fn commonest(transaction: &Transaction<'_>, keys: &[&str], kind: &str) -> Result<String> {
    #[allow(clippy::type_complexity)] // A rank and what has it.
    let mut best: Option<((bool, bool, i64, std::cmp::Reverse<String>), String)> = None;
    for key in keys {
        let forms: Vec<(String, bool, i64)> = rows(
            transaction,
            "SELECT text, is_name, n_mentions FROM name_form WHERE key = :key",
            &[(":key", *key)],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        for (text, is_name, n) in forms {
            let full = kind == "person" && key.contains(' ');
            let rank = (is_name, full, n, std::cmp::Reverse(text.clone()));
            if best.as_ref().is_none_or(|(other, _)| rank > *other) {
                best = Some((rank, text));
            }
        }
    }
    Ok(best.map_or_else(|| keys.first().copied().unwrap_or_default().to_owned(), |(_, text)| text))
}

/// What the analyst decided about names.
struct Judged {
    same: Vec<(String, String)>,
    different: Vec<(String, String)>,
}

impl Judged {
    fn read(transaction: &Transaction<'_>) -> Result<Self> {
        let pairs = |verb: Verb| -> Result<Vec<(String, String)>> {
            let names: Vec<(String, String)> = rows(
                transaction,
                include_str!("../../sql/query/judged_names.sql"),
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
        Ok(Self { same: pairs(Verb::Same)?, different: pairs(Verb::Different)? })
    }

    fn links(&self, transaction: &Transaction<'_>, dirty: &mut BTreeSet<String>) -> Result<()> {
        let links = self.same.iter().map(|(a, b)| Link::new(a, b, Reason::Judgement)).collect();
        replace_links(transaction, JUDGED, "", links, dirty)?;
        for (a, b) in &self.different {
            dirty.extend([a.clone(), b.clone()]);
        }
        Ok(())
    }

    /// The members in groups that links join, judgements first; a link that would put two in one group that the
    /// analyst keeps apart joins nothing.
    fn groups(&self, members: &BTreeSet<String>, links: &BTreeSet<Link>) -> Vec<Vec<String>> {
        let mut group_of: BTreeMap<&str, usize> =
            members.iter().enumerate().map(|(n, key)| (key.as_str(), n)).collect();
        let mut links: Vec<&Link> = links.iter().collect();
        links.sort_by_key(|link| (link.reason != Reason::Judgement, link.reason == Reason::Surname));
        for link in links {
            let (Some(&a), Some(&b)) = (group_of.get(link.a.as_str()), group_of.get(link.b.as_str())) else {
                continue;
            };
            let apart = self.different.iter().any(|(x, y)| {
                let of = |key: &str| group_of.get(key).copied();
                let (x, y) = (of(x), of(y));
                x == Some(a) && y == Some(b) || x == Some(b) && y == Some(a)
            });
            if a != b && !apart {
                for group in group_of.values_mut().filter(|group| **group == a.max(b)) {
                    *group = a.min(b);
                }
            }
        }
        let mut groups: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (key, group) in group_of {
            groups.entry(group).or_default().push(key.to_owned());
        }
        groups.into_values().collect()
    }
}

/// The keys that words of a judgement name: a spelling of the case, or whatever a document calls so.
fn keys_of(transaction: &Transaction<'_>, words: &str) -> Result<Vec<String>> {
    let folded = selon_link::entity::place_name_key(words);
    let spelling: Option<String> =
        one(transaction, "SELECT key FROM name WHERE key = :key", &[(":key", &folded)], |row| row.get(0))?;
    if let Some(key) = spelling {
        return Ok(vec![key]);
    }
    Ok(selon_link::entity::entry_key(words).into_iter().collect())
}

/// Whom the mentions of a document name, for questions and origins.
pub(crate) struct NamesOf<'a> {
    connection: &'a Connection,
    names: &'a DocumentNames,
}

impl<'a> NamesOf<'a> {
    /// `names` of a document, by the entities that `connection` has.
    pub fn of(connection: &'a Connection, names: &'a DocumentNames) -> Self {
        Self { connection, names }
    }
}

impl Names for NamesOf<'_> {
    fn entity(&self, mention: usize) -> Option<EntityFacts> {
        let named = self.names.of(mention)?;
        let kept = one(
            self.connection,
            "SELECT e.id, e.name, e.type, e.country FROM name n JOIN entity e ON e.id = n.entity WHERE n.key = :key",
            &[(":key", &named.key)],
            |row| {
                Ok(EntityFacts {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    kind: row.get(2)?,
                    country: row.get(3)?,
                })
            },
        );
        // What the case does not name yet is an entity of its own.
        kept.ok().flatten().or_else(|| {
            let entry = named.entry.as_ref();
            Some(EntityFacts {
                id: entity_id(&named.key, entry.is_some()).to_string(),
                name: entry
                    .map(|entry| entry.name.clone())
                    .or_else(|| named.forms.first().map(|form| form.text.clone()))?,
                kind: named.kind.as_str().to_owned(),
                country: entry.and_then(|entry| entry.country.clone()),
            })
        })
    }
}

fn spans(spans: &[CharSpan]) -> String {
    crate::reading::spans_as_json(spans)
}

fn words(text: &Text, spans: &[CharSpan]) -> String {
    spans.iter().filter_map(|span| text.slice(*span)).collect::<Vec<_>>().join(" … ")
}

fn rows<T>(
    connection: &Connection,
    sql: &str,
    params: &[(&str, &str)],
    read: impl FnMut(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    connection.prepare_cached(sql)?.query_map(params, read)?.collect()
}

fn one<T>(
    connection: &Connection,
    sql: &str,
    params: &[(&str, &str)],
    read: impl FnOnce(&Row<'_>) -> Result<T>,
) -> Result<Option<T>> {
    connection.prepare_cached(sql)?.query_row(params, read).optional()
}

fn execute(connection: &Connection, sql: &str, params: &[(&str, &dyn rusqlite::ToSql)]) -> Result<()> {
    connection.prepare_cached(sql)?.execute(params).map(|_| ())
}
