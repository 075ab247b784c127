//! Whom the mentions of a document name, for questions and origins.

use rusqlite::Connection;
use selon_link::entity::{DocumentNames, Named};
use selon_link::question::{EntityFacts, Names};

use super::{entity_id, one};

/// Whom the mentions of a document name. Cost: a look-up for each whom it names.
pub(crate) struct NamesOf<'a> {
    names: &'a DocumentNames,
    /// By index of `names.named`.
    facts: Vec<Option<EntityFacts>>,
}

impl<'a> NamesOf<'a> {
    /// `names` of a document, by the entities that `connection` has.
    pub fn of(connection: &Connection, names: &'a DocumentNames) -> Self {
        Self { names, facts: names.named.iter().map(|named| facts_of(connection, named)).collect() }
    }
}

impl Names for NamesOf<'_> {
    fn entity(&self, mention: usize) -> Option<EntityFacts> {
        let of_mention = &self.names.of_mention;
        let at = of_mention.binary_search_by_key(&mention, |(mention, _)| *mention).ok()?;
        self.facts.get(of_mention[at].1)?.clone()
    }
}

fn facts_of(connection: &Connection, named: &Named) -> Option<EntityFacts> {
    let kept = one(
        connection,
        "SELECT e.id, e.name, e.type, e.country FROM name n JOIN entity e ON e.id = n.entity WHERE n.key = :key",
        &[(":key", &named.key)],
        |row| Ok(EntityFacts { id: row.get(0)?, name: row.get(1)?, kind: row.get(2)?, country: row.get(3)? }),
    );
    // What the case does not name yet is an entity of its own.
    kept.ok().flatten().or_else(|| {
        let entry = named.entry.as_ref();
        Some(EntityFacts {
            id: entity_id(&named.key, entry.is_some()).to_string(),
            name: entry
                .map(|entry| entry.name.clone())
                .or_else(|| named.forms.first().map(|form| form.text.clone()))?,
            kind: named.kind.as_str().to_owned(),
            country: entry.and_then(|entry| entry.country.clone()),
        })
    })
}
