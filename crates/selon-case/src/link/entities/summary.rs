//! The rows of entities, from the rows of their names.

use std::collections::BTreeMap;

use rusqlite::{Transaction, named_params};

use super::judged::Judged;
use super::{Result, execute, one, rows, type_of};
use crate::EntityId;

/// A row of `name`.
struct NameRow {
    key: String,
    origin: String,
    shown: Option<String>,
    kind: Option<String>,
    country: Option<String>,
    geonames: Option<i64>,
    lat: Option<f64>,
    lon: Option<f64>,
    n_mentions: i64,
    n_documents: i64,
}

/// Writes the row of an entity by its names, or takes it away where it has none. `more` documents name it than
/// before where its names are the same; none where they are not.
pub(super) fn summarise(
    transaction: &Transaction<'_>,
    id: &EntityId,
    more: Option<i64>,
    judged: &Judged,
) -> Result<()> {
    let names: Vec<NameRow> = rows(
        transaction,
        "SELECT key, origin, shown, type, country, geonames, lat, lon, n_mentions, n_documents FROM name \
         WHERE entity = :entity ORDER BY key",
        &[(":entity", id.as_str())],
        |row| {
            Ok(NameRow {
                key: row.get(0)?,
                origin: row.get(1)?,
                shown: row.get(2)?,
                kind: row.get(3)?,
                country: row.get(4)?,
                geonames: row.get(5)?,
                lat: row.get(6)?,
                lon: row.get(7)?,
                n_mentions: row.get(8)?,
                n_documents: row.get(9)?,
            })
        },
    )?;
    if names.is_empty() {
        return execute(
            transaction,
            "DELETE FROM entity WHERE id = :id",
            named_params! { ":id": id.as_str() },
        );
    }
    let entry = names.iter().find(|name| name.origin == "entry");
    let kind = match entry.and_then(|entry| entry.kind.clone()) {
        Some(kind) => kind,
        None => {
            let mut votes: BTreeMap<String, u64> = BTreeMap::new();
            for name in &names {
                let of_name: Vec<(String, i64)> = rows(
                    transaction,
                    "SELECT type, n_documents FROM name_type WHERE key = :key",
                    &[(":key", &name.key)],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )?;
                for (kind, n) in of_name {
                    *votes.entry(kind).or_default() += n.unsigned_abs();
                }
            }
            type_of(votes.iter().map(|(kind, n)| (kind.as_str(), *n))).as_str().to_owned()
        }
    };
    let renamed = names.iter().find_map(|name| judged.renamed.get(&name.key).cloned());
    let listed = entry.and_then(|entry| entry.shown.clone());
    // A place of the gazetteer goes by what the texts call it: GeoNames spells *Ar Raqqah* what French papers call Raqqa.
    let is_of_gazetteer = entry.is_some_and(|entry| entry.geonames.is_some());
    let shown = match renamed.or_else(|| listed.clone().filter(|_| !is_of_gazetteer)) {
        Some(shown) => shown,
        None => {
            let keys: Vec<&str> = names.iter().map(|name| name.key.as_str()).collect();
            match (commonest(transaction, &keys, &kind)?, listed) {
                (Some((true, commonest)), _) | (Some((_, commonest)), None) => commonest,
                (_, Some(listed)) => listed,
                (None, None) => keys.first().copied().unwrap_or_default().to_owned(),
            }
        }
    };
    let n_documents = match &names[..] {
        [name] => name.n_documents,
        _ => n_documents(transaction, id, &names, more)?,
    };
    execute(
        transaction,
        "INSERT OR REPLACE INTO entity (id, name, type, country, geonames, lat, lon, described, n_mentions, n_documents) \
         VALUES (:id, :name, :type, :country, :geonames, :lat, :lon, :described, :n_mentions, :n_documents)",
        named_params! {
            ":id": id.as_str(),
            ":name": shown,
            ":type": kind,
            ":country": entry.and_then(|entry| entry.country.as_ref()),
            ":geonames": entry.and_then(|entry| entry.geonames),
            ":lat": entry.and_then(|entry| entry.lat),
            ":lon": entry.and_then(|entry| entry.lon),
            ":described": names.iter().all(|name| name.origin == "described"),
            ":n_mentions": names.iter().map(|name| name.n_mentions).sum::<i64>(),
            ":n_documents": n_documents,
        },
    )
}

/// In how many documents an entity of several names is.
fn n_documents(
    transaction: &Transaction<'_>,
    id: &EntityId,
    names: &[NameRow],
    more: Option<i64>,
) -> Result<i64> {
    if let Some(more) = more {
        let before: Option<i64> = one(
            transaction,
            "SELECT n_documents FROM entity WHERE id = :id",
            &[(":id", id.as_str())],
            |row| row.get(0),
        )?;
        if let Some(before) = before {
            return Ok(before + more);
        }
    }
    let Some(commonest) = names.iter().max_by_key(|name| name.n_documents) else { return Ok(0) };
    let others = names.iter().filter(|name| name.key != commonest.key).map(|name| name.key.as_str());
    let others = serde_json::Value::from(others.collect::<Vec<_>>()).to_string();
    let beside: Option<i64> = one(
        transaction,
        "SELECT count(DISTINCT o.document) FROM json_each(:others) k CROSS JOIN document_name o ON o.key = k.value \
         WHERE NOT EXISTS (SELECT 1 FROM document_name c WHERE c.document = o.document AND c.key = :commonest)",
        &[(":others", &others), (":commonest", &commonest.key)],
        |row| row.get(0),
    )?;
    Ok(commonest.n_documents + beside.unwrap_or_default())
}

/// The commonest way to write the names, of a person a full one, where there is one; and whether it is a name.
fn commonest(transaction: &Transaction<'_>, keys: &[&str], kind: &str) -> Result<Option<(bool, String)>> {
    #[allow(clippy::type_complexity)] // A rank and what has it.
    let mut best: Option<((bool, bool, bool, i64, std::cmp::Reverse<String>), String)> = None;
    for key in keys {
        let forms: Vec<(String, bool, i64)> = rows(
            transaction,
            "SELECT text, is_name, n_mentions FROM name_form WHERE key = :key",
            &[(":key", *key)],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        for (text, is_name, n) in forms {
            let full = kind == "person" && key.contains(' ');
            // « PARIS, 13 mai »: a town of a dateline is written otherwise elsewhere.
            let small = kind != "place" || text.chars().any(char::is_lowercase);
            let rank = (is_name, full, small, n, std::cmp::Reverse(text.clone()));
            if best.as_ref().is_none_or(|(other, _)| rank > *other) {
                best = Some((rank, text));
            }
        }
    }
    Ok(best.map(|((is_name, ..), text)| (is_name, text)))
}
