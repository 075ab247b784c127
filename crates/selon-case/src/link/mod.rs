//! Linking what the case holds: new documents are linked to what is there, replaced ones are unlinked.
//!
//! A document is added in one transaction and linked in later ones; what is not linked yet is found again
//! after any interruption. Only the newest version of a document takes part. Four stages, each over all that
//! waits for it, so that each reads what the one before has settled and does its work once:
//!
//! | stage | waits in | settles |
//! | --- | --- | --- |
//! | texts | `unlinked` | who shares text with whom |
//! | names | `unlinked` | entities |
//! | answers | `stale_answer` | which questions claims answer and whom they accuse, by the entities as they are |
//! | questions | `stale_question` | disputes |
//!
//! Where much waits, one thread reads and thinks on a connection of its own while the other writes ([`stage`]); what is
//! written, and in which order, is the same.
//!
//! Cost of one more article: its keys, names and claims, each through an index, and the questions that it answers,
//! of which at most `MOST_FACTS` answers are judged. On generated cases with ten claims an article
//! (`examples/link_cost.rs`, two cores, a disk): 100,000 articles are linked in 19 minutes and 630 MB; one article more
//! takes 26 to 35 ms at the median, adding and linking, in a case of 1,000 and 66 to 79 ms in one of 100,000, where more lies on the disk.

mod accusations;
pub(crate) mod company;
mod document;
pub(crate) mod entities;
mod origins;
pub(crate) mod questions;
mod stage;
mod texts;

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::{Connection, Transaction, TransactionBehavior, named_params};
use selon_link::Document;
use selon_link::entity::{DocumentNames, names_of, place_name_key};

use self::stage::keys_of;

use crate::{Case, CaseError, DocumentId};

/// Documents that are linked in one transaction: their readings are in memory together.
const BATCH: usize = 128;

/// Questions that are judged in one transaction.
const QUESTIONS: usize = 512;

impl Case {
    /// Links the documents that have not been linked, and unlinks those that a newer version replaced.
    /// Returns how many were linked. `progress` hears of each batch.
    ///
    /// # Errors
    /// Where the file cannot be read or written.
    pub fn link(&mut self, progress: &mut dyn FnMut(usize)) -> Result<usize, CaseError> {
        let outdated =
            self.list(include_str!("../../sql/query/outdated_links.sql"), [], |row| row.get::<_, String>(0))?;
        for batch in outdated.chunks(BATCH) {
            self.in_transaction(|transaction| {
                for id in batch {
                    unlink_document(transaction, &DocumentId::stored(id.clone()))?;
                }
                Ok(())
            })?;
        }
        self.place_outlets(false)?;
        self.link_texts()?;
        let mut n_linked = 0;
        let pending = include_str!("../../sql/query/pending_links.sql");
        self.stage(keys_of(pending, BATCH), with_names, |transaction, documents| {
            link_names(transaction, &documents)?;
            n_linked += documents.len();
            progress(documents.len());
            Ok(())
        })?;
        self.answer_again()?;
        self.judge_again()?;
        Ok(n_linked)
    }

    /// Reads what claims answer: of new documents, and of those whose entities have become others.
    pub(crate) fn answer_again(&mut self) -> Result<(), CaseError> {
        const STALE: &str =
            "SELECT document FROM stale_answer WHERE document > :after ORDER BY document LIMIT :most";
        // What was replaced meanwhile has no answers.
        const GONE: &str = "DELETE FROM stale_answer WHERE document NOT IN (SELECT document FROM linked)";
        self.in_transaction(|transaction| transaction.execute(GONE, []).map(|_| ()))?;
        let think = |case: &Case, ids: &[String]| {
            Ok((questions::answered(case, ids)?, accusations::found(case, ids)?))
        };
        self.stage(keys_of(STALE, BATCH), think, |transaction, (answered, accused)| {
            questions::write(transaction, &answered)?;
            accusations::write(transaction, &accused)
        })
    }

    /// Judges the questions whose answers changed.
    pub(crate) fn judge_again(&mut self) -> Result<(), CaseError> {
        const STALE: &str =
            "SELECT question FROM stale_question WHERE question > :after ORDER BY question LIMIT :most";
        self.stage(keys_of(STALE, QUESTIONS), questions::judged, |transaction, judged| {
            questions::write_disputes(transaction, &judged)
        })
    }

    /// A document as linking sees it.
    ///
    /// # Errors
    /// As [`Case::reading`].
    pub fn link_document(&self, id: &DocumentId) -> Result<Document, CaseError> {
        Ok(document::of(&self.reading(id)?, Arc::new(self.own_outlets()?)))
    }

    fn own_outlets(&self) -> Result<BTreeMap<String, String>, CaseError> {
        own_outlets(&self.connection).map_err(|cause| self.error(cause))
    }

    pub(crate) fn in_transaction<T>(
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

/// Names of the outlets of the case's own list, folded, with the name that is shown.
fn own_outlets(connection: &Connection) -> Result<BTreeMap<String, String>, rusqlite::Error> {
    let mut statement = connection.prepare_cached("SELECT name, aliases FROM outlet ORDER BY name DESC")?;
    let mut rows = statement.query([])?;
    let mut outlets = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (name, aliases): (String, String) = (row.get(0)?, row.get(1)?);
        let names = aliases.split('|').filter(|alias| !alias.is_empty()).chain([name.as_str()]);
        outlets.extend(names.map(|alias| (place_name_key(alias), name.clone())));
    }
    Ok(outlets)
}

/// Documents and whom they name.
type Named = Vec<(Document, DocumentNames)>;

fn with_names(case: &Case, ids: &[String]) -> Result<Named, CaseError> {
    let read = |id: &String| {
        let document = case.link_document(&DocumentId::stored(id.clone()))?;
        let names = names_of(&document);
        Ok((document, names))
    };
    ids.iter().map(read).collect()
}

/// Links whom documents name; what their claims answer waits.
fn link_names(transaction: &Transaction<'_>, documents: &Named) -> Result<(), rusqlite::Error> {
    for (document, _) in documents {
        for sql in [
            "INSERT INTO linked (document) VALUES (:document)",
            "INSERT OR IGNORE INTO stale_answer (document) VALUES (:document)",
        ] {
            transaction.prepare_cached(sql)?.execute(named_params! { ":document": document.id })?;
        }
    }
    entities::link(transaction, documents)
}

/// Takes back what linking wrote for a document.
fn unlink_document(transaction: &Transaction<'_>, id: &DocumentId) -> Result<(), rusqlite::Error> {
    questions::unlink(transaction, id)?;
    accusations::unlink(transaction, id.as_str())?;
    texts::unlink(transaction, id)?;
    entities::unlink(transaction, id)?;
    transaction
        .prepare_cached("DELETE FROM linked WHERE document = :document")?
        .execute(named_params! { ":document": id.as_str() })
        .map(|_| ())
}
