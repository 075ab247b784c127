//! Who accuses whom, of the documents that are linked: written when a document's answers are, since both depend on
//! which entities its names are. Triggers of the schema keep the sums.
//!
//! Cost: some twenty look-ups for each claim that may accuse, and twelve sums.

use rusqlite::{Connection, Transaction, named_params};
use selon_page::OutletBook;

use crate::accusations::{Accusation, EVENTS};
use crate::{Case, CaseError};

/// The country of an outlet that the lists do not know.
const UNKNOWN: &str = "--";

/// The accusations of documents.
pub(super) fn found(case: &Case, ids: &[String]) -> Result<Vec<(String, Vec<Accusation>)>, CaseError> {
    let events = serde_json::Value::from(EVENTS.to_vec()).to_string();
    let of_document = |id: &String| {
        let sql = include_str!("../../sql/query/grave_claims.sql");
        let params = named_params! { ":document": id, ":events": events };
        let claims: Vec<u32> = case.list(sql, params, |row| row.get(0))?;
        let mut found = Vec::new();
        for nth in claims {
            found.extend(case.accusation(id, nth)?);
        }
        Ok((id.clone(), found))
    };
    ids.iter().map(of_document).collect()
}

/// Writes the accusations of documents in place of those that were there.
pub(super) fn write(
    transaction: &Transaction<'_>,
    found: &[(String, Vec<Accusation>)],
) -> Result<(), rusqlite::Error> {
    for (document, accusations) in found {
        unlink(transaction, document)?;
        let mut statement = transaction.prepare_cached(include_str!("../../sql/write/accusation.sql"))?;
        for accusation in accusations {
            let by = accusation.by.key();
            statement.execute(named_params! {
                ":document": document,
                ":nth": accusation.nth,
                ":event": accusation.event,
                ":outlet": accusation.outlet.as_deref().unwrap_or(document),
                ":accuser": by,
                ":accuser_name": accusation.by.name,
                ":accused": accusation.on.as_ref().map_or("-", |on| on.as_str()),
            })?;
        }
    }
    Ok(())
}

/// Takes back the accusations of a document.
pub(super) fn unlink(transaction: &Transaction<'_>, document: &str) -> Result<(), rusqlite::Error> {
    transaction
        .prepare_cached("DELETE FROM accusation WHERE document = :document")?
        .execute(named_params! { ":document": document })
        .map(|_| ())
}

impl Case {
    /// Notes where outlets are based: those that are not known yet, or all, where what is known of one was changed.
    pub(crate) fn place_outlets(&mut self, all: bool) -> Result<(), CaseError> {
        const NEW: &str = "SELECT key FROM tally WHERE what = 'outlet' AND key <> '' \
                           AND (?1 OR key NOT IN (SELECT outlet FROM outlet_country)) ORDER BY key";
        let outlets: Vec<String> = self.list(NEW, [all], |row| row.get(0))?;
        if outlets.is_empty() {
            return Ok(());
        }
        let book = OutletBook::new(self.outlets()?);
        self.in_transaction(|transaction| {
            outlets.iter().try_for_each(|outlet| place(transaction, outlet, &book))
        })
    }

    /// Fills the table for what an older program linked.
    pub(crate) fn accuse_anew(&mut self) -> Result<(), CaseError> {
        const LINKED: &str = "SELECT document FROM linked \
                              WHERE NOT EXISTS (SELECT 1 FROM accusation) ORDER BY document";
        let linked: Vec<String> = self.list(LINKED, [], |row| row.get(0))?;
        self.place_outlets(false)?;
        let accusations = found(self, &linked)?;
        self.in_transaction(|transaction| write(transaction, &accusations))
    }
}

fn place(connection: &Connection, outlet: &str, book: &OutletBook) -> Result<(), rusqlite::Error> {
    let country = book.by_name(outlet).map(|outlet| outlet.country).filter(|country| !country.is_empty());
    let country = country.unwrap_or_else(|| UNKNOWN.to_owned());
    for sql in [
        "INSERT INTO outlet_country (outlet, country) VALUES (:outlet, :country) \
         ON CONFLICT (outlet) DO UPDATE SET country = excluded.country",
        "UPDATE accusation SET country = :country WHERE outlet = :outlet AND country <> :country",
    ] {
        connection.prepare_cached(sql)?.execute(named_params! { ":outlet": outlet, ":country": country })?;
    }
    Ok(())
}
