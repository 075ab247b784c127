//! Linking what the case holds: new documents are linked to what is there, replaced ones are unlinked.
//!
//! A document is added in one transaction and linked in a later one; what is not linked yet is found again
//! after any interruption. Only the newest version of a document takes part.

pub(crate) mod company;
mod document;
pub(crate) mod entities;
mod origins;
pub(crate) mod questions;
mod texts;

use rusqlite::{Connection, Transaction, TransactionBehavior, named_params};
use selon_link::Document;
use selon_link::entity::names_of;

use crate::{Case, CaseError, DocumentId};

/// Documents that are linked in one transaction: their readings are in memory together.
const BATCH: usize = 64;

impl Case {
    /// Links the documents that have not been linked, and unlinks those that a newer version replaced.
    /// Returns how many were linked. `progress` hears of each batch.
    ///
    /// # Errors
    /// Where the file cannot be read or written.
    pub fn link(&mut self, progress: &mut dyn FnMut(usize)) -> Result<usize, CaseError> {
        let outdated = self.ids(include_str!("../../sql/query/outdated_links.sql"), None)?;
        if !outdated.is_empty() {
            self.in_transaction(|transaction| {
                for id in &outdated {
                    unlink_document(transaction, id)?;
                }
                Ok(())
            })?;
        }
        self.link_texts()?;
        let mut n_linked = 0;
        loop {
            let pending = self.ids(include_str!("../../sql/query/pending_links.sql"), Some(BATCH))?;
            if pending.is_empty() {
                break;
            }
            let documents = pending.iter().map(|id| self.link_document(id)).collect::<Result<Vec<_>, _>>()?;
            self.in_transaction(|transaction| link_documents(transaction, &documents))?;
            n_linked += documents.len();
            progress(documents.len());
        }
        self.answer_again()?;
        Ok(n_linked)
    }

    /// Reads again what the claims of documents answer whose entities have become others.
    fn answer_again(&mut self) -> Result<(), CaseError> {
        const SQL: &str = "SELECT document FROM stale_answer ORDER BY document LIMIT :most";
        // What was replaced meanwhile has no answers.
        const GONE: &str = "DELETE FROM stale_answer WHERE document NOT IN (SELECT document FROM linked)";
        self.in_transaction(|transaction| transaction.execute(GONE, []).map(|_| ()))?;
        loop {
            let stale = self.ids(SQL, Some(BATCH))?;
            if stale.is_empty() {
                return Ok(());
            }
            let documents = stale.iter().map(|id| self.link_document(id)).collect::<Result<Vec<_>, _>>()?;
            let names: Vec<_> = documents.iter().map(names_of).collect();
            self.in_transaction(|transaction| questions::link(transaction, &documents, &names))?;
        }
    }

    /// A document as linking sees it.
    ///
    /// # Errors
    /// As [`Case::reading`].
    pub fn link_document(&self, id: &DocumentId) -> Result<Document, CaseError> {
        Ok(document::of(&self.reading(id)?))
    }

    fn ids(&self, sql: &str, most: Option<usize>) -> Result<Vec<DocumentId>, CaseError> {
        let read = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            let read = |row: &rusqlite::Row<'_>| row.get(0).map(DocumentId::stored);
            let rows = match most {
                Some(most) => statement.query_map(named_params! { ":most": most as i64 }, read)?,
                None => statement.query_map([], read)?,
            };
            rows.collect::<Result<Vec<_>, _>>()
        };
        read().map_err(|cause| self.error(cause))
    }

    fn in_transaction<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, rusqlite::Error>,
    ) -> Result<T, CaseError> {
        let begin = |connection: &mut Connection| {
            let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        begin(&mut self.connection).map_err(|cause| crate::case::sqlite_error(&self.file, cause))
    }
}

/// Each part of linking reads what the parts before it wrote.
fn link_documents(transaction: &Transaction<'_>, documents: &[Document]) -> Result<(), rusqlite::Error> {
    for document in documents {
        transaction
            .prepare_cached("INSERT INTO linked (document) VALUES (:document)")?
            .execute(named_params! { ":document": document.id })?;
    }
    let linked = entities::link(transaction, documents)?;
    questions::link(transaction, documents, &linked.names)
}

/// Takes back what [`link_documents`] wrote for a document.
fn unlink_document(transaction: &Transaction<'_>, id: &DocumentId) -> Result<(), rusqlite::Error> {
    questions::unlink(transaction, id)?;
    texts::unlink(transaction, id)?;
    entities::unlink(transaction, id)?;
    transaction
        .prepare_cached("DELETE FROM linked WHERE document = :document")?
        .execute(named_params! { ":document": id.as_str() })
        .map(|_| ())
}
