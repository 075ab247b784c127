//! What a case knows of addresses that were fetched: when, and what to ask the server with the next time.

use std::collections::HashMap;

use rusqlite::named_params;

use crate::{Case, CaseError};

/// The last fetch of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetch {
    /// The address as it was asked for.
    pub address: String,
    /// The server's `ETag`.
    pub etag: Option<String>,
    /// The server's `Last-Modified`.
    pub last_modified: Option<String>,
    /// When, ISO 8601, UTC.
    pub fetched: String,
}

impl Case {
    /// The last fetch of each address.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn fetches(&self) -> Result<HashMap<String, Fetch>, CaseError> {
        let rows = || {
            let mut statement = self.connection.prepare_cached(include_str!("../sql/query/fetches.sql"))?;
            let read = |row: &rusqlite::Row<'_>| {
                Ok(Fetch {
                    address: row.get("address")?,
                    etag: row.get("etag")?,
                    last_modified: row.get("last_modified")?,
                    fetched: row.get("fetched")?,
                })
            };
            statement.query_map([], read)?.collect::<Result<Vec<_>, _>>()
        };
        let rows = rows().map_err(|cause| self.error(cause))?;
        Ok(rows.into_iter().map(|fetch| (fetch.address.clone(), fetch)).collect())
    }

    /// Keeps fetches, in place of earlier ones of the same addresses.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn note_fetches(&mut self, fetches: &[Fetch]) -> Result<(), CaseError> {
        let file = self.file.clone();
        let mut write = || {
            let transaction = self.connection.transaction()?;
            for fetch in fetches {
                transaction.prepare_cached(include_str!("../sql/write/fetch.sql"))?.execute(
                    named_params! {
                        ":address": fetch.address, ":etag": fetch.etag,
                        ":last_modified": fetch.last_modified, ":fetched": fetch.fetched,
                    },
                )?;
            }
            transaction.commit()
        };
        write().map_err(|cause| crate::case::sqlite_error(&file, cause))
    }
}
