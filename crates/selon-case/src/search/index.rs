//! Keeping what searching, counting and leafing need up to date, in the transaction that adds a document.
//!
//! A document costs what it holds: its words are cut once for the sets of places ([`super::postings`]) and once for the
//! full-text index, which finds phrases; its records are counted once. A version that is replaced is taken out again;
//! older versions stay in the case and are not found.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::postings::{Rows, forget, n_chunks};
use crate::{DocumentId, Folded};

macro_rules! run {
    ($connection:expr, $document:expr, $($name:literal),+) => {
        $($connection
            .prepare_cached(include_str!(concat!("../../sql/search/", $name, ".sql")))?
            .execute(named_params! { ":document": $document.as_str() })?;)+
    };
}

/// Makes a document findable, and takes out the version that it replaces.
pub(crate) fn index(connection: &Connection, document: &DocumentId) -> Result<(), rusqlite::Error> {
    let replaced: Option<String> = connection
        .prepare_cached(
            "SELECT s.document FROM document d JOIN searched s ON s.document = d.replaces WHERE d.id = ?1",
        )?
        .query_row([document.as_str()], |row| row.get(0))
        .optional()?;
    // Before the other is taken out, so that no place is given twice.
    run!(connection, document, "add_searched");
    if let Some(replaced) = replaced {
        remove(connection, &DocumentId::stored(replaced))?;
    }
    run!(connection, document, "add_text", "add_claims", "add_timed");
    let mut rows = Rows::default();
    add_postings(connection, document, &mut rows)?;
    rows.write(connection)?;
    run!(connection, document, "add_sources", "add_spellings", "add_said", "add_source_words");
    tally(connection, document, 1)
}

/// Adds the words and marks of all places of a document.
fn add_postings(
    connection: &Connection,
    document: &DocumentId,
    rows: &mut Rows,
) -> Result<(), rusqlite::Error> {
    let marks: String = connection
        .prepare_cached("SELECT outlet, published_from, language FROM document WHERE id = ?1")?
        .query_row([document.as_str()], |row| {
            let (outlet, published, language): (Option<String>, Option<String>, Option<String>) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(marks_of(outlet.as_deref(), published.as_deref(), language.as_deref()))
        })?;
    let mut statement = connection.prepare_cached(include_str!("../../sql/search/texts.sql"))?;
    let mut texts = statement.query(named_params! { ":document": document.as_str() })?;
    while let Some(row) = texts.next()? {
        let folded = Folded::new(row.get_ref(1)?.as_str()?);
        let of_place = format!("{} {marks}", row.get_ref(2)?.as_str()?);
        rows.add(connection, row.get(0)?, folded.as_str(), &of_place)?;
    }
    Ok(())
}

/// Makes findable what is not: an older program wrote it.
pub(crate) fn index_all(connection: &mut Connection) -> Result<(), rusqlite::Error> {
    let transaction = connection.transaction()?;
    let documents = |sql: &str| {
        let mut statement = transaction.prepare(sql)?;
        let rows = statement.query_map([], |row| row.get(0).map(DocumentId::stored))?;
        rows.collect::<Result<Vec<_>, _>>()
    };
    if n_chunks(&transaction)? == 0 {
        let mut rows = Rows::default();
        for document in documents("SELECT document FROM searched ORDER BY first")? {
            add_postings(&transaction, &document, &mut rows)?;
        }
        rows.write(&transaction)?;
    }
    for document in documents(include_str!("../../sql/search/not_searched.sql"))? {
        index(&transaction, &document)?;
    }
    transaction.commit()
}

fn remove(connection: &Connection, document: &DocumentId) -> Result<(), rusqlite::Error> {
    tally(connection, document, -1)?;
    run!(connection, document, "remove_spellings", "remove_sources", "remove_said");
    run!(connection, document, "clear_spellings", "clear_source_words", "clear_sources");
    let (first, n_claims): (i64, i64) = connection
        .prepare_cached("SELECT first, n_claims FROM searched WHERE document = ?1")?
        .query_row([document.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    forget(connection, first, 1 + n_claims)?;
    run!(connection, document, "remove_words", "remove_timed", "remove_searched");
    connection.prepare_cached(include_str!("../../sql/search/clear_tally.sql"))?.execute([]).map(|_| ())
}

fn tally(connection: &Connection, document: &DocumentId, sign: i64) -> Result<(), rusqlite::Error> {
    connection
        .prepare_cached(include_str!("../../sql/search/tally.sql"))?
        .execute(named_params! { ":document": document.as_str(), ":sign": sign })
        .map(|_| ())
}

/// The marks of a document by which searches are narrowed; `sql/schema/006_search.sql` tells their form.
fn marks_of(outlet: Option<&str>, published: Option<&str>, language: Option<&str>) -> String {
    let mut marks = Vec::new();
    marks.extend(outlet.map(outlet_mark));
    if let Some(published) = published {
        let digits: String = published.chars().take(10).filter(char::is_ascii_digit).collect();
        marks.extend(digits.get(..4).map(|year| format!("y{year}")));
        marks.extend(digits.get(..6).map(|month| format!("m{month}")));
    }
    marks.extend(language.map(|language| format!("l{}", language.split('-').next().unwrap_or(language))));
    marks.join(" ")
}

/// The mark of an outlet: a hash, for its name may be spelt in any way.
pub(crate) fn outlet_mark(outlet: &str) -> String {
    let digest = selon_text::Sha256::of(Folded::new(outlet).as_str().as_bytes()).to_string();
    format!("o{}", &digest[..12])
}
