//! A document's names, counted in and out.

use rusqlite::{Transaction, named_params};
use selon_link::Document;
use selon_link::entity::{DocumentNames, Named, Reason, blocks_of};

use super::relink::Touched;
use super::{Result, entity_id, execute, rows, spans, words};

/// Words that stand for somebody for these reasons are no names of theirs.
const NO_NAMES: [Reason; 4] = [Reason::Coreference, Reason::Office, Reason::Surname, Reason::Metonym];

/// Keys of capitals that the gazetteer does not have. Their entries are named as each document writes them, so the
/// commonest way to write it is shown.
const CAPITAL: &str = "capital:";

/// Adds a document's names to the sums.
pub(super) fn count_in(
    transaction: &Transaction<'_>,
    document: &Document,
    found: &DocumentNames,
    touched: &mut Touched,
) -> Result<()> {
    for named in &found.named {
        touched.name(transaction, &named.key)?;
        write_named(transaction, document, named)?;
    }
    touched.documents.push((1, found.named.iter().map(|named| named.key.clone()).collect()));
    for (mention, named) in &found.of_mention {
        let Some(mention) = document.mention_ids.get(*mention) else { continue };
        execute(
            transaction,
            "INSERT OR IGNORE INTO mention_name (document, mention, key) VALUES (:document, :mention, :key)",
            named_params! { ":document": document.id, ":mention": mention, ":key": found.named[*named].key },
        )?;
    }
    for equation in &found.equations {
        execute(
            transaction,
            "INSERT OR IGNORE INTO name_equation (document, short, long, words, words_at) \
             VALUES (:document, :short, :long, :words, :words_at)",
            named_params! {
                ":document": document.id,
                ":short": equation.short,
                ":long": equation.long,
                ":words": document.words(&[equation.span]),
                ":words_at": spans(&[equation.span]),
            },
        )?;
        touched.acronyms.insert(equation.short.clone());
    }
    Ok(())
}

/// Takes a document's names out of the sums.
pub(super) fn count_out(transaction: &Transaction<'_>, id: &str, touched: &mut Touched) -> Result<()> {
    let named: Vec<(String, String, i64)> = rows(
        transaction,
        "SELECT key, type, n_mentions FROM document_name WHERE document = :document",
        &[(":document", id)],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let forms: Vec<(String, String, i64)> = rows(
        transaction,
        "SELECT key, text, n_mentions FROM document_form WHERE document = :document",
        &[(":document", id)],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let short: Vec<String> = rows(
        transaction,
        "SELECT short FROM name_equation WHERE document = :document",
        &[(":document", id)],
        |row| row.get(0),
    )?;
    for key in named.iter().map(|(key, ..)| key) {
        touched.name(transaction, key)?;
    }
    touched.acronyms.extend(short);
    touched.documents.push((-1, named.iter().map(|(key, ..)| key.clone()).collect()));
    for (key, text, n) in &forms {
        execute(
            transaction,
            "UPDATE name_form SET n_mentions = n_mentions - :n, n_documents = n_documents - 1 WHERE key = :key AND text = :text",
            named_params! { ":n": n, ":key": key, ":text": text },
        )?;
        execute(
            transaction,
            "DELETE FROM name_form WHERE key = :key AND text = :text AND n_documents = 0",
            named_params! { ":key": key, ":text": text },
        )?;
    }
    for (key, kind, n) in &named {
        execute(
            transaction,
            "UPDATE name_type SET n_documents = n_documents - 1 WHERE key = :key AND type = :type",
            named_params! { ":key": key, ":type": kind },
        )?;
        execute(
            transaction,
            "UPDATE name SET n_mentions = n_mentions - :n, n_documents = n_documents - 1 WHERE key = :key",
            named_params! { ":n": n, ":key": key },
        )?;
    }
    for table in ["mention_name", "document_form", "document_name", "name_equation"] {
        transaction
            .prepare_cached(&format!("DELETE FROM {table} WHERE document = :document"))?
            .execute(named_params! { ":document": id })?;
    }
    // What only this document took for a name is none any more.
    let no_names = serde_json::Value::from(NO_NAMES.map(Reason::as_str).to_vec()).to_string();
    for (key, text, _) in &forms {
        execute(
            transaction,
            "UPDATE name_form SET is_name = EXISTS ( \
               SELECT 1 FROM document_name d JOIN document_form f ON f.document = d.document AND f.key = d.key \
               WHERE d.key = :key AND f.text = :text AND f.reason NOT IN (SELECT value FROM json_each(:no_names))) \
             WHERE key = :key AND text = :text AND is_name = 1",
            named_params! { ":key": key, ":text": text, ":no_names": no_names },
        )?;
    }
    Ok(())
}

fn write_named(transaction: &Transaction<'_>, document: &Document, named: &Named) -> Result<()> {
    let n: u64 = named.forms.iter().map(|form| form.count).sum();
    let entry = named.entry.as_ref();
    let origin = match entry {
        Some(_) => "entry",
        None if named.described => "described",
        None => "spelling",
    };
    let place = entry.and_then(|entry| entry.place);
    execute(
        transaction,
        "INSERT INTO name (key, entity, origin, shown, type, country, geonames, lat, lon, n_mentions, n_documents) \
         VALUES (:key, :entity, :origin, :shown, :type, :country, :geonames, :lat, :lon, :n, 1) \
         ON CONFLICT (key) DO UPDATE SET n_mentions = n_mentions + :n, n_documents = n_documents + 1",
        named_params! {
            ":key": named.key,
            ":entity": entity_id(&named.key, entry.is_some()).as_str(),
            ":origin": origin,
            ":shown": entry.filter(|entry| !entry.key.starts_with(CAPITAL)).map(|entry| &entry.name),
            ":type": entry.map(|entry| entry.kind.as_str()),
            ":country": entry.and_then(|entry| entry.country.as_ref()),
            ":geonames": place.and_then(|place| place.geonames),
            ":lat": place.map(|place| place.lat),
            ":lon": place.map(|place| place.lon),
            ":n": n as i64,
        },
    )?;
    if origin == "spelling" {
        for block in blocks_of(&named.key) {
            execute(
                transaction,
                "INSERT OR IGNORE INTO name_block (block, key) VALUES (:block, :key)",
                named_params! { ":block": block, ":key": named.key },
            )?;
        }
    }
    execute(
        transaction,
        "INSERT INTO name_type (key, type, n_documents) VALUES (:key, :type, 1) \
         ON CONFLICT (key, type) DO UPDATE SET n_documents = n_documents + 1",
        named_params! { ":key": named.key, ":type": named.kind.as_str() },
    )?;
    execute(
        transaction,
        "INSERT INTO document_name (document, key, type, n_mentions) VALUES (:document, :key, :type, :n)",
        named_params! { ":document": document.id, ":key": named.key, ":type": named.kind.as_str(), ":n": n as i64 },
    )?;
    for (nth, form) in named.forms.iter().enumerate() {
        execute(
            transaction,
            "INSERT INTO document_form (document, key, nth, text, n_mentions, reason, detail, because, because_at) \
             VALUES (:document, :key, :nth, :text, :n, :reason, :detail, :because, :because_at)",
            named_params! {
                ":document": document.id,
                ":key": named.key,
                ":nth": nth as i64,
                ":text": form.text,
                ":n": form.count as i64,
                ":reason": form.reason.as_str(),
                ":detail": form.detail,
                ":because": words(&document.text, &form.because),
                ":because_at": spans(&form.because),
            },
        )?;
        let is_name = !NO_NAMES.contains(&form.reason);
        execute(
            transaction,
            "INSERT INTO name_form (key, text, is_name, n_mentions, n_documents) VALUES (:key, :text, :is_name, :n, 1) \
             ON CONFLICT (key, text) DO UPDATE SET n_mentions = n_mentions + :n, n_documents = n_documents + 1, \
             is_name = max(is_name, :is_name)",
            named_params! { ":key": named.key, ":text": form.text, ":is_name": is_name, ":n": form.count as i64 },
        )?;
    }
    Ok(())
}
