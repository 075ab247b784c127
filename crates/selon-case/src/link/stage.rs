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
    /// Hands all that waits to `think` and what comes of it to `write`, `n_batch` at a time, in order. `waiting` is
    /// a query for keys behind `:after`, `:most` of them.
    pub(super) fn stage<T: Send>(
        &mut self,
        waiting: &str,
        n_batch: usize,
        think: impl Fn(&Case, &[String]) -> Result<T, CaseError> + Send,
        mut write: impl FnMut(&Transaction<'_>, T) -> Result<(), rusqlite::Error>,
    ) -> Result<(), CaseError> {
        let first = self.keys_behind(waiting, "", n_batch)?;
        let Some(last) = first.last().cloned() else { return Ok(()) };
        let thought = think(self, &first)?;
        self.in_transaction(|transaction| write(transaction, thought))?;
        if first.len() < n_batch {
            return Ok(());
        }
        let reader = self.beside(PATIENCE)?;
        std::thread::scope(|scope| {
            let (send, receive) = sync_channel(AHEAD);
            scope.spawn(move || {
                let mut after = last;
                loop {
                    let thought = reader.keys_behind(waiting, &after, n_batch).and_then(|keys| {
                        let Some(last) = keys.last() else { return Ok(None) };
                        after.clone_from(last);
                        think(&reader, &keys).map(Some)
                    });
                    let is_last = !matches!(thought, Ok(Some(_)));
                    // The other thread has stopped where it takes nothing more.
                    if send.send(thought).is_err() || is_last {
                        return;
                    }
                }
            });
            for thought in receive {
                let Some(thought) = thought? else { break };
                self.in_transaction(|transaction| write(transaction, thought))?;
            }
            Ok(())
        })
    }

    fn keys_behind(&self, sql: &str, after: &str, most: usize) -> Result<Vec<String>, CaseError> {
        self.list(sql, named_params! { ":after": after, ":most": most as i64 }, |row| row.get(0))
    }
}
