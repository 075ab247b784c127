//! Shared text: which documents run the same, found through the keys in `shingle`.
//!
//! All documents that wait are keyed and compared in large batches, since keys lie all over their table: a batch
//! passes once through it from its front to its back. Their ids are in memory meanwhile, 50 bytes each.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Transaction, named_params};
use selon_link::origin::{
    KeyKind, NewText, Posting, Reuse, Side, Signature, TextStore, Words, add_texts, credits_translator,
    number_of, outlet_key, remove_text, short_language,
};

use crate::reading::{spans_as_json, spans_from_json};
use crate::{Case, CaseError, DocumentId};

/// Documents that are keyed in one transaction; their words take about 16 kB each.
const BATCH: usize = 4096;

/// Words of texts that are kept in memory for comparing, twice over: 32 bytes each, so about 200 MB whatever the case.
const KEPT_WORDS: usize = 3_000_000;

impl Case {
    /// Compares the texts of documents that have not been compared yet with those of all others.
    pub(super) fn link_texts(&mut self) -> Result<(), CaseError> {
        let pending = self.list(include_str!("../../sql/query/pending_texts.sql"), [], |row| row.get(0))?;
        self.compare(pending)
    }

    /// Compares the texts of linked documents that an older program compared in another way.
    pub(crate) fn compare_anew(&mut self) -> Result<(), CaseError> {
        const LINKED: &str = "SELECT l.document FROM linked l \
                              WHERE NOT EXISTS (SELECT 1 FROM text_key k WHERE k.document = l.document)";
        let pending = self.list(LINKED, [], |row| row.get(0))?;
        self.compare(pending)
    }

    fn compare(&mut self, mut pending: Vec<String>) -> Result<(), CaseError> {
        // In the order of the store, so that no new text takes the place of a hub.
        pending.sort_by_cached_key(|id| number_of(id));
        let mut pending = pending.into_iter();
        let waiting = move |_: &Case| Ok(pending.by_ref().take(BATCH).collect());
        let mut kept = Kept::default();
        self.stage(waiting, sides, |transaction, sides| {
            for side in &sides {
                kept.put(number_of(&side.id), (side.clone(), true));
            }
            add_texts(&mut CaseTexts { transaction, kept: &mut kept }, &sides)
        })
    }
}

/// Documents as they are compared.
fn sides(case: &Case, ids: &[String]) -> Result<Vec<Arc<Side>>, CaseError> {
    let whole = |id: &String| -> Result<Option<Arc<Side>>, rusqlite::Error> {
        let Some(mut side) = read_side(&case.connection, id)? else { return Ok(None) };
        read_sources(&case.connection, &mut side)?;
        Ok(Some(Arc::new(side)))
    };
    ids.iter()
        .filter_map(|id| whole(id).transpose())
        .collect::<Result<Vec<_>, _>>()
        .map_err(|cause| case.error(cause))
}

/// Takes a document out of the comparison.
pub(super) fn unlink(transaction: &Transaction<'_>, id: &DocumentId) -> Result<(), rusqlite::Error> {
    let mut texts = CaseTexts { transaction, kept: &mut Kept::default() };
    let number = number_of(id.as_str());
    if let Some(side) = texts.side(number)? {
        remove_text(&mut texts, &side)?;
    }
    transaction
        .prepare_cached("DELETE FROM outdated WHERE document = :document")?
        .execute(named_params! { ":document": id.as_str() })
        .map(|_| ())
}

/// A text, and whether it is known whom it credits and cites.
type KeptSide = (Arc<Side>, bool);

/// Texts that were compared lately. When the young ones are many they become the old ones, and the old ones go.
#[derive(Default)]
struct Kept {
    young: HashMap<i64, KeptSide>,
    old: HashMap<i64, KeptSide>,
    n_young_words: usize,
    /// Languages of all that were asked for.
    languages: HashMap<i64, String>,
}

impl Kept {
    fn put(&mut self, number: i64, side: KeptSide) {
        if self.n_young_words > KEPT_WORDS {
            self.old = std::mem::take(&mut self.young);
            self.n_young_words = 0;
        }
        self.n_young_words += side.0.words.len();
        self.young.insert(number, side);
    }

    fn get(&mut self, number: i64) -> Option<KeptSide> {
        if let Some(side) = self.young.get(&number) {
            return Some(side.clone());
        }
        let side = self.old.remove(&number)?;
        self.put(number, side.clone());
        Some(side)
    }
}

struct CaseTexts<'a> {
    transaction: &'a Transaction<'a>,
    kept: &'a mut Kept,
}

/// A document's words, outlet and dates.
fn read_side(connection: &Connection, id: &str) -> Result<Option<Side>, rusqlite::Error> {
    let params = named_params! { ":document": id };
    connection
        .prepare_cached(include_str!("../../sql/query/text_side.sql"))?
        .query_row(params, |row| {
            let (text, body, language): (String, String, Option<String>) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let (outlet, from, to): (Option<String>, Option<String>, Option<String>) =
                (row.get(3)?, row.get(4)?, row.get(5)?);
            let body = spans_from_json(&body).unwrap_or_default();
            Ok(Side {
                id: id.to_owned(),
                words: Words::new(&text, &body, language.as_deref().unwrap_or_default()),
                outlet: outlet.as_deref().map(outlet_key),
                published: from.map(|from| (from.clone(), to.unwrap_or(from))),
                credits: Vec::new(),
                cited: Vec::new(),
            })
        })
        .optional()
}

/// Whom it credits and cites.
fn read_sources(connection: &Connection, side: &mut Side) -> Result<(), rusqlite::Error> {
    let id = side.id.clone();
    let params = named_params! { ":document": id };
    let mut statement = connection.prepare_cached(include_str!("../../sql/query/credits.sql"))?;
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        let (credited, line): (String, String) = (row.get("credited")?, row.get("words")?);
        if !credits_translator(&line) {
            side.credits.push(outlet_key(&credited));
        }
    }
    let mut statement = connection.prepare_cached(include_str!("../../sql/query/cited_outlets.sql"))?;
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        let (name, at): (String, String) = (row.get(0)?, row.get(1)?);
        let at = spans_from_json(&at).and_then(|spans| spans.first().copied());
        side.cited.extend(at.map(|at| (outlet_key(&name), at)));
    }
    Ok(())
}

impl TextStore for CaseTexts<'_> {
    type Error = rusqlite::Error;

    fn first(&mut self, hash: u64, most: Option<usize>) -> Result<Vec<Posting>, rusqlite::Error> {
        // Below zero means all.
        let most = most.map_or(-1, |most| most as i64);
        self.transaction
            .prepare_cached(include_str!("../../sql/query/shingles.sql"))?
            .query_map(named_params! { ":hash": hash as i64, ":most": most }, |row| {
                let kind = KeyKind::from_number(row.get(1)?).unwrap_or(KeyKind::Own);
                Ok(Posting { number: row.get(0)?, kind })
            })?
            .collect()
    }

    fn insert(&mut self, texts: &[NewText<'_>]) -> Result<(), rusqlite::Error> {
        let mut write = self.transaction.prepare_cached(include_str!("../../sql/write/text_key.sql"))?;
        for text in texts {
            write.execute(named_params! { ":key": text.number, ":document": text.id })?;
        }
        let mut rows: Vec<(i64, i64, i64)> = texts
            .iter()
            .flat_map(|text| {
                text.signature.keys.iter().map(|key| (key.hash as i64, text.number, key.kind as i64))
            })
            .collect();
        rows.sort_unstable();
        let mut write = self.transaction.prepare_cached(include_str!("../../sql/write/shingle.sql"))?;
        for (hash, key, kind) in rows {
            write.execute(named_params! { ":hash": hash, ":key": key, ":kind": kind })?;
        }
        Ok(())
    }

    fn remove(&mut self, number: i64, signature: &Signature) -> Result<(), rusqlite::Error> {
        let mut take =
            self.transaction.prepare_cached("DELETE FROM shingle WHERE hash = :hash AND key = :key")?;
        for key in &signature.keys {
            take.execute(named_params! { ":hash": key.hash as i64, ":key": number })?;
        }
        self.transaction
            .prepare_cached("DELETE FROM text_key WHERE key = :key")?
            .execute(named_params! { ":key": number })
            .map(|_| ())
    }

    fn side(&mut self, number: i64) -> Result<Option<Arc<Side>>, rusqlite::Error> {
        if let Some((side, _)) = self.kept.get(number) {
            return Ok(Some(side));
        }
        let Some(id) = self.id(number)? else { return Ok(None) };
        let Some(side) = read_side(self.transaction, &id)?.map(Arc::new) else { return Ok(None) };
        self.kept.put(number, (side.clone(), false));
        Ok(Some(side))
    }

    fn whole_side(&mut self, number: i64) -> Result<Option<Arc<Side>>, rusqlite::Error> {
        let Some(mut side) = self.side(number)? else { return Ok(None) };
        if !self.kept.get(number).is_some_and(|(_, is_whole)| is_whole) {
            read_sources(self.transaction, Arc::make_mut(&mut side))?;
            self.kept.put(number, (side.clone(), true));
        }
        Ok(Some(side))
    }

    fn language(&mut self, number: i64) -> Result<Option<String>, rusqlite::Error> {
        if let Some(language) = self.kept.languages.get(&number) {
            return Ok(Some(language.clone()));
        }
        let language = self
            .transaction
            .prepare_cached(include_str!("../../sql/query/text_language.sql"))?
            .query_row(named_params! { ":key": number }, |row| row.get::<_, Option<String>>(0))
            .optional()?
            .map(|language| short_language(&language.unwrap_or_default()));
        if let Some(language) = &language {
            self.kept.languages.insert(number, language.clone());
        }
        Ok(language)
    }

    fn partners(&mut self, number: i64) -> Result<Vec<i64>, rusqlite::Error> {
        let Some(id) = self.id(number)? else { return Ok(Vec::new()) };
        let mut statement = self.transaction.prepare_cached(include_str!("../../sql/query/partners.sql"))?;
        let rows = statement.query_map(named_params! { ":document": id }, |row| row.get::<_, String>(0))?;
        rows.map(|id| Ok(number_of(&id?))).collect()
    }

    fn put(&mut self, a: i64, b: i64, reuses: &[Reuse]) -> Result<(), rusqlite::Error> {
        let (Some(a), Some(b)) = (self.id(a)?, self.id(b)?) else { return Ok(()) };
        let mut take = self
            .transaction
            .prepare_cached("DELETE FROM reuse WHERE document = :document AND other = :other")?;
        take.execute(named_params! { ":document": a, ":other": b })?;
        take.execute(named_params! { ":document": b, ":other": a })?;
        let mut write = self.transaction.prepare_cached(include_str!("../../sql/write/reuse.sql"))?;
        for reuse in reuses {
            let at: Vec<_> = reuse.passages.iter().map(|passage| passage.at).collect();
            let other_at: Vec<_> = reuse.passages.iter().map(|passage| passage.other_at).collect();
            write.execute(named_params! {
                ":document": reuse.document, ":other": reuse.other, ":kind": reuse.kind.as_str(),
                ":ground": reuse.ground.map(|ground| ground.as_str()), ":n_words": reuse.n_words,
                ":share": reuse.share, ":other_share": reuse.other_share,
                ":at": spans_as_json(&at), ":other_at": spans_as_json(&other_at),
            })?;
        }
        Ok(())
    }
}

impl CaseTexts<'_> {
    fn id(&mut self, number: i64) -> Result<Option<String>, rusqlite::Error> {
        if let Some((side, _)) = self.kept.get(number) {
            return Ok(Some(side.id.clone()));
        }
        self.transaction
            .prepare_cached("SELECT document FROM text_key WHERE key = :key")?
            .query_row(named_params! { ":key": number }, |row| row.get(0))
            .optional()
    }
}
