//! Who accuses whom of what: claims that accuse in so many words, and claims that say of somebody else that they
//! attack, coerce, threaten, arm or support.
//!
//! Cost: the newest claims of these events up to a bound, some twenty look-ups each.

use rusqlite::{Row, named_params};

use crate::{Case, CaseError, ClaimId, DocumentId, EntityId, Folded};

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

/// A claim that accuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accusation {
    /// The claim.
    pub claim: ClaimId,
    /// Its document.
    pub document: DocumentId,
    /// Its place there.
    pub nth: u32,
    /// Of what: `ACCUSE` where that is all that is told.
    pub event: String,
    /// The outlet that tells it.
    pub outlet: Option<String>,
    /// Who accuses: the voice closest to the fact, else the outlet.
    pub by: Party,
    /// Whom.
    pub on: Party,
}

/// The newest accusations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accusations {
    /// Newest first.
    pub list: Vec<Accusation>,
    /// Claims that do not tell whom they are about, or name nobody.
    pub n_untold: usize,
    /// Claims that were looked at.
    pub n_looked_at: usize,
    /// False where there are more.
    pub is_all: bool,
}

/// The event of claims that accuse in so many words.
const ACCUSE: &str = "ACCUSE";

impl Case {
    /// The accusations among the newest `most` claims with one of these events. Denied ones and what somebody says
    /// of themselves are none.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn accusations(&self, events: &[&str], most: u32) -> Result<Accusations, CaseError> {
        let facets: Vec<String> =
            events.iter().map(|event| format!("\"e{}\"", event.replace('"', ""))).collect();
        if facets.is_empty() {
            return Ok(Accusations { is_all: true, ..Accusations::default() });
        }
        let query = format!("facets : ({})", facets.join(" OR "));
        let sql = include_str!("../sql/query/accusing_places.sql");
        let mut places: Vec<i64> =
            self.list(sql, named_params! { ":match": query, ":most": most + 1 }, |row| row.get(0))?;
        let is_all = places.len() <= most as usize;
        places.truncate(most as usize);
        let mut found = Accusations { n_looked_at: places.len(), is_all, ..Accusations::default() };
        for place in places {
            let sql = include_str!("../sql/search/place.sql");
            let at: Option<(String, i64)> =
                self.one(sql, named_params! { ":place": place }, |row| Ok((row.get(0)?, row.get(1)?)))?;
            let Some((document, nth)) = at else { continue };
            let Ok(nth) = u32::try_from(nth) else { continue };
            let sql = include_str!("../sql/query/accusation.sql");
            let params = named_params! { ":document": document, ":nth": nth };
            let Some(row) = self.one(sql, params, |row| accusation(row, &document, nth))? else { continue };
            match row {
                Told::Accusation(accusation) => found.list.push(*accusation),
                Told::Untold => found.n_untold += 1,
                Told::None => {}
            }
        }
        Ok(found)
    }
}

/// What a claim comes to.
enum Told {
    Accusation(Box<Accusation>),
    /// It does not tell whom.
    Untold,
    /// It is denied, or said of oneself.
    None,
}

fn accusation(row: &Row<'_>, document: &str, nth: u32) -> rusqlite::Result<Told> {
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
    let denied: bool = row.get("denied")?;
    if denied {
        return Ok(Told::None);
    }
    // Words that name nobody (*ils*, *qui*) are no column.
    let Some(on) = on.filter(|on| on.entity.is_some()) else { return Ok(Told::Untold) };
    let by = match by {
        Some(by) => by,
        None => {
            let doc: String = row.get("doc")?;
            let file = doc.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&doc).to_owned();
            Party { entity: None, name: outlet.clone().unwrap_or(file) }
        }
    };
    if by.key() == on.key() {
        return Ok(Told::None);
    }
    Ok(Told::Accusation(Box::new(Accusation {
        claim: ClaimId::stored(row.get("id")?),
        document: DocumentId::stored(document.to_owned()),
        nth,
        event,
        outlet,
        by,
        on,
    })))
}
