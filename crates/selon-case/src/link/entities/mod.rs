//! Entities of the newest versions of documents, kept as documents come and go.
//!
//! A document's names are counted in and out; names that no list knows are compared again in their blocks, and the
//! entities that hold a touched name are made anew. What is stored is a function of the documents: sums, the links
//! of whole blocks, and components of links.
//!
//! | file | does |
//! | --- | --- |
//! | `write` | counts a document's names in and out |
//! | `relink` | links names that are new, gone or taken for something else, and gives them their entities |
//! | `judged` | what the analyst decided about names |
//! | `summary` | the rows of entities |
//! | `names` | whom mentions name, for questions and origins |
//!
//! Cost: the names of the document. A name that was known, for what it is taken for now, changes sums alone; a new one
//! is compared in its blocks (each bounded, see `selon_link::entity`). An entity whose names stay the same is
//! counted on; one that gains or loses a name counts the documents of all its names but the commonest.

mod judged;
mod names;
mod relink;
mod summary;
mod write;

use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use selon_link::Document;
use selon_link::entity::{DocumentNames, EntityType, main_type};
use selon_text::{CharSpan, Text};

use crate::{DocumentId, EntityId};

pub(crate) use names::NamesOf;
use relink::{Touched, relink};

type Result<T> = std::result::Result<T, rusqlite::Error>;

/// Counts in whom the documents name, and joins names across documents.
pub(super) fn link(transaction: &Transaction<'_>, documents: &[(Document, DocumentNames)]) -> Result<()> {
    let mut touched = Touched::default();
    for (document, names) in documents {
        write::count_in(transaction, document, names, &mut touched)?;
    }
    relink(transaction, touched)
}

/// Takes back whom a document names.
pub(super) fn unlink(transaction: &Transaction<'_>, document: &DocumentId) -> Result<()> {
    let mut touched = Touched::default();
    write::count_out(transaction, document.as_str(), &mut touched)?;
    relink(transaction, touched)
}

/// Joins anew what a judgement on these names is about; empty ones are none.
pub(crate) fn rejudge(transaction: &Transaction<'_>, names: &[&str]) -> Result<()> {
    let mut touched = Touched::default();
    for name in names.iter().filter(|name| !name.is_empty()) {
        for key in judged::keys_of(transaction, name)? {
            touched.name(transaction, &key)?;
            touched.judged.insert(key);
        }
    }
    relink(transaction, touched)
}

fn entity_id(key: &str, is_entry: bool) -> EntityId {
    EntityId::of(&[if is_entry { "entry" } else { "name" }, key])
}

/// What most documents take a spelling for.
pub(crate) fn type_of_name(connection: &Connection, key: &str) -> Result<EntityType> {
    let votes: Vec<(String, i64)> = rows(
        connection,
        "SELECT type, n_documents FROM name_type WHERE key = :key",
        &[(":key", key)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(type_of(votes.iter().map(|(kind, n)| (kind.as_str(), n.unsigned_abs()))))
}

fn type_of<'a>(votes: impl Iterator<Item = (&'a str, u64)>) -> EntityType {
    let votes: Vec<(EntityType, u64)> =
        votes.filter_map(|(kind, n)| Some((EntityType::from_name(kind)?, n))).collect();
    main_type(&votes)
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
