//! Outlets as this case knows them: what an analyst added to the list that ships, or corrected in it.

use rusqlite::named_params;
use selon_page::{OutletKind, OwnOutlet};

use crate::{Case, CaseError};

impl Case {
    /// The case's own outlets, by name.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn outlets(&self) -> Result<Vec<OwnOutlet>, CaseError> {
        let list = |joined: String| -> Vec<String> {
            joined.split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let rows = || {
            let mut statement = self.connection.prepare_cached(include_str!("../sql/query/outlets.sql"))?;
            let read = |row: &rusqlite::Row<'_>| {
                Ok(OwnOutlet {
                    name: row.get("name")?,
                    domains: list(row.get("domains")?),
                    aliases: list(row.get("aliases")?),
                    country: row.get("country")?,
                    owner: row.get("owner")?,
                    kinds: list(row.get("kinds")?)
                        .iter()
                        .filter_map(|kind| OutletKind::from_name(kind))
                        .collect(),
                    reference: row.get("reference")?,
                    year: row.get("year")?,
                })
            };
            statement.query_map([], read)?.collect::<Result<Vec<_>, _>>()
        };
        rows().map_err(|cause| self.error(cause))
    }

    /// Keeps what the case knows of an outlet, in place of what it knew. `edited` is the time, ISO 8601.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn put_outlet(&mut self, outlet: &OwnOutlet, edited: &str) -> Result<(), CaseError> {
        let kinds: Vec<&str> = outlet.kinds.iter().map(|kind| kind.name()).collect();
        self.connection
            .execute(
                include_str!("../sql/write/outlet.sql"),
                named_params! {
                    ":name": outlet.name, ":domains": outlet.domains.join("|"), ":aliases": outlet.aliases.join("|"),
                    ":country": outlet.country, ":owner": outlet.owner, ":kinds": kinds.join("|"),
                    ":reference": outlet.reference, ":year": outlet.year, ":edited": edited,
                },
            )
            .map_err(|cause| self.error(cause))?;
        self.place_outlets(true)
    }
}
