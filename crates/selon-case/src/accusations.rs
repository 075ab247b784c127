//! Who accuses whom of what: claims that accuse in so many words, and claims that say of somebody else that they
//! attack, coerce, threaten, arm or support.
//!
//! Linking keeps every accusation and its sums (`link/accusations.rs`). Cost of a matrix: its cells, each a look-up, and
//! the accusers of each column down to the [`ACCUSERS`]th; a list costs what it passes over.

use std::collections::BTreeMap;

use rusqlite::{Row, named_params};

use crate::{Case, CaseError, ClaimLine, DocumentId, EntityId, Folded, Slice};

/// Events of claims that may accuse. That of the first does so in so many words.
pub const EVENTS: [&str; 6] = [ACCUSE, "ASSAULT", "COERCE", "THREATEN", "AID", "SUPPORT"];

/// The event of claims that accuse in so many words.
const ACCUSE: &str = "ACCUSE";

/// Accusers of one accused among whom the rows of a matrix are chosen.
const ACCUSERS: u32 = 200;

/// Somebody who accuses or is accused.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Party {
    /// The entity, where the words name one.
    pub entity: Option<EntityId>,
    /// Its name, else the words.
    pub name: String,
}

impl Party {
    /// What it is found by again: the entity's id, else the folded words behind `w-`.
    pub fn key(&self) -> String {
        match &self.entity {
            Some(entity) => entity.to_string(),
            None => format!("w-{}", Folded::new(&self.name).as_str()),
        }
    }
}

/// A claim that accuses, on its way into the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Accusation {
    /// Its place in its document.
    pub nth: u32,
    /// Of what: `ACCUSE` where that is all that is told.
    pub event: String,
    /// The outlet that tells it.
    pub outlet: Option<String>,
    /// Who accuses: the voice closest to the fact, else the outlet.
    pub by: Party,
    /// Whom; `None` where nobody is named.
    pub on: Option<EntityId>,
}

/// A party and what it is found by again.
pub type KeyedParty = (String, Party);

/// A row of a matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accuser {
    /// Who accuses.
    pub party: KeyedParty,
    /// For each of the accused the number of claims, and of outlets that report them.
    pub cells: Vec<(u64, u64)>,
}

/// Which accusations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accusing {
    /// Of what: one of [`EVENTS`].
    pub event: Option<String>,
    /// The outlet's country, ISO 3166-1 alpha-2; `--` where it is not known.
    pub country: Option<String>,
}

/// Who accuses whom how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccusationMatrix {
    /// Accusations that pass.
    pub n_told: u64,
    /// Claims that do not tell whom they are about, or name nobody.
    pub n_untold: u64,
    /// Accusations by event, from all countries and in the order of [`EVENTS`].
    pub events: Vec<(&'static str, u64)>,
    /// Keys and names of the accused, the most often accused first.
    pub accused: Vec<KeyedParty>,
    /// Those who accuse.
    pub accusers: Vec<Accuser>,
    /// Countries of outlets, those that accuse most first; for each of the accused the number of claims.
    pub countries: Vec<(String, Vec<u64>)>,
}

impl Case {
    /// The accusations that pass as a matrix of at most `most` rows and columns. Denied ones and what somebody says of
    /// themselves are none.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn accusation_matrix(&self, which: &Accusing, most: u32) -> Result<AccusationMatrix, CaseError> {
        let (country, event) = which.as_keys();
        let n = |country: &str, event: &str, accused: &str, by: &str| self.sum(country, event, accused, by);
        let n_untold = n(country, event, "-", "")?;
        let mut found = AccusationMatrix {
            n_told: n(country, event, "", "")?.saturating_sub(n_untold),
            n_untold,
            ..AccusationMatrix::default()
        };
        for event in EVENTS {
            let told = n("", event, "", "")?.saturating_sub(n("", event, "-", "")?);
            if told > 0 {
                found.events.push((event, told));
            }
        }
        let sql = include_str!("../sql/query/accused.sql");
        let params = named_params! { ":country": country, ":event": event, ":most": most };
        let accused: Vec<String> = self.list(sql, params, |row| row.get(0))?;
        let mut accusers: BTreeMap<String, u64> = BTreeMap::new();
        for on in &accused {
            let sql = include_str!("../sql/query/accusers.sql");
            let params = named_params! {
                ":country": country, ":event": event, ":accused": on, ":most": ACCUSERS,
            };
            let of_column: Vec<(String, i64)> =
                self.list(sql, params, |row| Ok((row.get(0)?, row.get(1)?)))?;
            for (by, n) in of_column {
                *accusers.entry(by).or_default() += n.unsigned_abs();
            }
        }
        let mut accusers: Vec<(String, u64)> = accusers.into_iter().collect();
        accusers.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        for (by, _) in accusers.into_iter().take(most as usize) {
            let mut cells = Vec::with_capacity(accused.len());
            for on in &accused {
                let n = n(country, event, on, &by)?;
                let sql = include_str!("../sql/query/accusing_outlets.sql");
                let params = named_params! {
                    ":country": country, ":event": event, ":accused": on, ":accuser": by,
                };
                let outlets = match n {
                    0 => Some(0),
                    _ => self.one(sql, params, |row| row.get::<_, i64>(0))?,
                };
                cells.push((n, outlets.unwrap_or_default().unsigned_abs()));
            }
            if let Some(party) = self.accusing_party(&by)? {
                found.accusers.push(Accuser { party: (by, party), cells });
            }
        }
        let sql = include_str!("../sql/query/accusing_countries.sql");
        let countries: Vec<String> = self.list(sql, named_params! { ":event": event }, |row| row.get(0))?;
        let countries =
            countries.into_iter().filter(|one| which.country.as_ref().is_none_or(|only| only == one));
        for code in countries.take(most as usize) {
            let cells = accused.iter().map(|on| n(&code, event, on, "")).collect::<Result<Vec<_>, _>>()?;
            if cells.iter().any(|n| *n > 0) {
                found.countries.push((code, cells));
            }
        }
        for key in accused {
            let party = self.accusing_party(&key)?;
            let party = party.unwrap_or_else(|| Party { entity: None, name: key.clone() });
            found.accused.push((key, party));
        }
        Ok(found)
    }

    /// Who accuses whom most often: keys and names of both, and how often.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn accusing_pairs(&self, most: u32) -> Result<Vec<(KeyedParty, KeyedParty, u64)>, CaseError> {
        let sql = include_str!("../sql/query/accusing_pairs.sql");
        let pairs: Vec<(String, String, i64)> = self
            .list(sql, named_params! { ":most": most }, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut found = Vec::new();
        for (by, on, n) in pairs {
            if let Some(accuser) = self.accusing_party(&by)?
                && let Some(accused) = self.accusing_party(&on)?
            {
                found.push(((by, accuser), (on, accused), n.unsigned_abs()));
            }
        }
        Ok(found)
    }

    /// Somebody who accuses or is accused, by their key.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn accusing_party(&self, key: &str) -> Result<Option<Party>, CaseError> {
        let sql = include_str!("../sql/query/party_name.sql");
        let name: Option<Option<String>> = self.one(sql, named_params! { ":key": key }, |row| row.get(0))?;
        let entity = (!key.starts_with("w-")).then(|| EntityId::stored(key.to_owned()));
        Ok(name.flatten().map(|name| Party { entity, name }))
    }

    /// Claims that accuse, the last added first: those of one accuser, on one accused, or all.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn accusing_claims(
        &self,
        which: &Accusing,
        by: Option<&str>,
        on: Option<&str>,
        slice: Slice,
    ) -> Result<Vec<ClaimLine>, CaseError> {
        let (country, event) = which.as_keys();
        let Slice { skip, most } = slice;
        let read = |row: &Row<'_>| Ok((DocumentId::stored(row.get(0)?), row.get(1)?));
        macro_rules! list {
            ($name:literal, $($key:literal: $value:expr),*) => {
                self.list(include_str!(concat!("../sql/query/", $name, ".sql")),
                    named_params! { ":country": country, ":event": event, ":skip": skip, ":most": most, $($key: $value),* },
                    read)?
            };
        }
        let places: Vec<(DocumentId, u32)> = match (by, on) {
            (Some(by), Some(on)) => list!("accusations_of_pair", ":accuser": by, ":accused": on),
            (Some(by), None) => list!("accusations_of_accuser", ":accuser": by),
            (None, Some(on)) => list!("accusations_of_accused", ":accused": on),
            (None, None) if !country.is_empty() && !event.is_empty() => list!("accusations_from",),
            (None, None) => list!("accusations_of_all",),
        };
        let lines = places.into_iter().map(|(document, nth)| self.claim_line(&document, nth));
        lines.filter_map(Result::transpose).collect()
    }

    fn sum(&self, country: &str, event: &str, accused: &str, accuser: &str) -> Result<u64, CaseError> {
        let sql = include_str!("../sql/query/accusation_sum.sql");
        let params = named_params! {
            ":country": country, ":event": event, ":accused": accused, ":accuser": accuser,
        };
        let n: Option<i64> = self.one(sql, params, |row| row.get(0))?;
        Ok(n.unwrap_or_default().unsigned_abs())
    }

    /// What a claim accuses of; `None` where it is denied, or said of oneself.
    pub(crate) fn accusation(&self, document: &str, nth: u32) -> Result<Option<Accusation>, CaseError> {
        let sql = include_str!("../sql/query/accusation.sql");
        let params = named_params! { ":document": document, ":nth": nth };
        Ok(self.one(sql, params, |row| accusation(row, nth))?.flatten())
    }
}

impl Accusing {
    /// Country and event as the sums have them.
    fn as_keys(&self) -> (&str, &str) {
        (self.country.as_deref().unwrap_or_default(), self.event.as_deref().unwrap_or_default())
    }
}

fn accusation(row: &Row<'_>, nth: u32) -> rusqlite::Result<Option<Accusation>> {
    let party = |words: &str, entity: &str, name: &str| -> rusqlite::Result<Option<Party>> {
        let entity: Option<String> = row.get(entity)?;
        let words: Option<String> = row.get(words)?;
        let name: Option<String> = row.get(name)?;
        let name = name.or(words).filter(|name| !name.trim().is_empty());
        Ok(name.map(|name| Party { entity: entity.map(EntityId::stored), name }))
    };
    let event: String = row.get("event")?;
    let outlet: Option<String> = row.get("outlet")?;
    let voice = party("voice", "voice_entity", "voice_name")?;
    // A pronoun that nobody is known for (*ses accusations*) accuses no less, but names nobody.
    let kind: Option<String> = row.get("agent_kind")?;
    let agent = party("agent", "agent_entity", "agent_name")?.filter(|_| kind.as_deref() != Some("pronoun"));
    let patient = party("patient", "patient_entity", "patient_name")?;
    let (by, on) = if event == ACCUSE { (agent.or(voice), patient) } else { (voice, agent) };
    if row.get("denied")? {
        return Ok(None);
    }
    // Words that name nobody (*ils*, *qui*) are no column.
    let on = on.and_then(|on| on.entity);
    let by = match by {
        Some(by) => by,
        None => {
            let doc: String = row.get("doc")?;
            let file = doc.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&doc).to_owned();
            Party { entity: None, name: outlet.clone().unwrap_or(file) }
        }
    };
    if on.is_some() && by.entity == on {
        return Ok(None);
    }
    Ok(Some(Accusation { nth, event, outlet, by, on }))
}
