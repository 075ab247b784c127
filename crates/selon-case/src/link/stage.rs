//! A stage of linking: read and think about what waits, then write, batch by batch.
//!
//! Little is done here and now. Where more than one batch waits, a second thread reads and thinks on a connection
//! of its own, a batch or two ahead, while this one writes: SQLite lets others read until the moment of a commit. So
//! thinking may see the file before or after any batch in between, and must only read what its stage does not write.

use std::sync::mpsc::sync_channel;
use std::time::Duration;

use rusqlite::{Transaction, named_params};

use crate::{Case, CaseError};

/// Batches that are thought about and wait to be written; one more is being written, and one thought about.
const AHEAD: usize = 1;

/// Seconds that the reading thread waits for the writing one: a large batch on a slow disk.
const PATIENCE: Duration = Duration::from_secs(600);

impl Case {
    /// Hands all that waits to `think` and what comes of it to `write`, batch by batch, in order. `waiting` gives the
    /// keys of the next batch, none at the end.
    pub(super) fn stage<T: Send>(
        &mut self,
        mut waiting: impl FnMut(&Case) -> Result<Vec<String>, CaseError> + Send,
        think: impl Fn(&Case, &[String]) -> Result<T, CaseError> + Send,
        mut write: impl FnMut(&Transaction<'_>, T) -> Result<(), rusqlite::Error>,
    ) -> Result<(), CaseError> {
        let first = waiting(self)?;
        if first.is_empty() {
            return Ok(());
        }
        let thought = think(self, &first)?;
        self.in_transaction(|transaction| write(transaction, thought))?;
        let second = waiting(self)?;
        if second.is_empty() {
            return Ok(());
        }
        let reader = self.beside(PATIENCE)?;
        std::thread::scope(|scope| {
            let (send, receive) = sync_channel(AHEAD);
            scope.spawn(move || {
                let mut keys = Ok(second);
                loop {
                    let thought = keys.and_then(|keys| {
                        if keys.is_empty() { Ok(None) } else { think(&reader, &keys).map(Some) }
                    });
                    let is_last = !matches!(thought, Ok(Some(_)));
                    // The other thread has stopped where it takes nothing more.
                    if send.send(thought).is_err() || is_last {
                        return;
                    }
                    keys = waiting(&reader);
                }
            });
            for thought in receive {
                let Some(thought) = thought? else { break };
                self.in_transaction(|transaction| write(transaction, thought))?;
            }
            Ok(())
        })
    }
}

/// The keys that `sql` finds, `most` at a time: a query for keys behind `:after`, `:most` of them.
pub(super) fn keys_of(sql: &str, most: usize) -> impl FnMut(&Case) -> Result<Vec<String>, CaseError> + Send {
    let mut after = String::new();
    move |case| {
        let params = named_params! { ":after": after, ":most": most as i64 };
        let keys: Vec<String> = case.list(sql, params, |row| row.get(0))?;
        if let Some(last) = keys.last() {
            after.clone_from(last);
        }
        Ok(keys)
    }
}
