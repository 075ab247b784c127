//! Writing: one article, one transaction.

use std::collections::HashSet;
use std::path::Path;

use rusqlite::{OptionalExtension, Params, Transaction, TransactionBehavior, named_params};
use selon_text::{CharSpan, Sha256};

use crate::case::sqlite_error;
use crate::reading::spans_as_json;
use crate::record::{Claim, Document, Named};
use crate::{Case, CaseError, DocumentId, Reading, RunId};

/// One execution of the program: what it was, and when it began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// When it began, ISO 8601, UTC.
    pub started: String,
    /// The program and its version.
    pub program: String,
    /// The trained pipeline, its version and its SHA-256.
    pub model: String,
    /// The version of the extraction's word lists.
    pub lexicon: String,
}

impl Run {
    /// Made from all its fields.
    pub fn id(&self) -> RunId {
        RunId::of(&[&self.started, &self.program, &self.model, &self.lexicon])
    }
}

/// What adding an article changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// The first state of this path.
    New {
        /// Another path in the case under which the same bytes were added.
        copy_of: Option<String>,
    },
    /// Another state of a path that was there; both are kept.
    NewVersion {
        /// Its number.
        version: u32,
    },
    /// Nothing: these bytes are there under this path.
    Unchanged {
        /// The version that they are.
        version: u32,
    },
}

/// Executes a statement of `sql/write`, kept prepared.
macro_rules! write_row {
    ($transaction:expr, $name:literal, $($param:literal: $value:expr),+ $(,)?) => {
        execute($transaction, include_str!(concat!("../sql/write/", $name, ".sql")), named_params! { $($param: $value),+ })
    };
}

fn execute(transaction: &Transaction<'_>, sql: &str, params: impl Params) -> Result<(), rusqlite::Error> {
    transaction.prepare_cached(sql)?.execute(params).map(|_| ())
}

impl Case {
    /// The path and the SHA-256 of every page that is in the case.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn known_pages(&self) -> Result<HashSet<(String, Sha256)>, CaseError> {
        let rows = || {
            let mut statement =
                self.connection.prepare_cached(include_str!("../sql/query/known_pages.sql"))?;
            let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
            let rows = statement.query_map([], read)?;
            rows.collect::<Result<Vec<_>, _>>()
        };
        let rows = rows().map_err(|cause| self.error(cause))?;
        rows.into_iter()
            .map(|(doc, digest)| {
                let sha256 = crate::load::digest_from_hex(&digest)
                    .ok_or_else(|| self.broken(&doc, "a SHA-256", &digest))?;
                Ok((doc, sha256))
            })
            .collect()
    }

    /// Keeps a reading, the bytes it was read from, and the run where it is the run's first. When this
    /// returns, all of it is on the disk; where it fails, none of it is in the file.
    ///
    /// # Errors
    /// Where the file cannot be written, or another program holds it.
    pub fn add(
        &mut self,
        run: &Run,
        reading: &Reading,
        bytes: &[u8],
        added: &str,
    ) -> Result<Added, CaseError> {
        let mut adding = self.begin(run, reading, bytes, added)?;
        adding.append(reading)?;
        adding.commit()
    }

    /// Begins to keep a document; what was found in it follows by [`Adding::append`], and nothing stays in the
    /// file before [`Adding::commit`].
    ///
    /// # Errors
    /// As [`Case::add`].
    pub fn begin(
        &mut self,
        run: &Run,
        reading: &Reading,
        bytes: &[u8],
        added: &str,
    ) -> Result<Adding<'_>, CaseError> {
        let file = &self.file;
        let begin = |connection| {
            let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
            let added = write_page(&transaction, run, reading, bytes, added)?;
            let document = reading.document.id.clone();
            Ok(Adding { file, transaction, document, added, counts: Counts::default() })
        };
        begin(&mut self.connection).map_err(|cause| sqlite_error(file, cause))
    }

    /// Keeps the fact that a page could not be read at all. The same reason for the same path is kept once.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn add_failure(&mut self, run: &Run, doc: &str, message: &str) -> Result<(), CaseError> {
        let file = self.file.clone();
        let mut write = || {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let known = transaction
                .prepare_cached(include_str!("../sql/query/known_failure.sql"))?
                .exists(named_params! { ":doc": doc, ":message": message })?;
            if known {
                return Ok(());
            }
            write_run(&transaction, run)?;
            write_row!(&transaction, "failure", ":doc": doc, ":message": message, ":run": run.id().as_str())?;
            transaction.commit()
        };
        write().map_err(|cause| sqlite_error(&file, cause))
    }

    /// Notes when a run ended; nothing happens where the run added nothing.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn finish_run(&mut self, run: &Run, finished: &str) -> Result<(), CaseError> {
        let sql = include_str!("../sql/write/run_finished.sql");
        let id = run.id();
        let params = named_params! { ":id": id.as_str(), ":finished": finished };
        self.connection.execute(sql, params).map(|_| ()).map_err(|cause| self.error(cause))
    }
}

/// A document on its way into a case. Dropped without [`Adding::commit`], it leaves no trace.
#[derive(Debug)]
pub struct Adding<'a> {
    file: &'a Path,
    transaction: Transaction<'a>,
    document: DocumentId,
    added: Added,
    counts: Counts,
}

/// Numbers of the records that were written, which are the places of the next.
#[derive(Debug, Default)]
struct Counts {
    n_attributions: i64,
    n_mentions: i64,
    n_claims: i64,
}

impl Adding<'_> {
    /// Writes what was found in the document, or in a section of it.
    ///
    /// # Errors
    /// As [`Case::add`].
    pub fn append(&mut self, reading: &Reading) -> Result<(), CaseError> {
        if matches!(self.added, Added::Unchanged { .. }) {
            return Ok(());
        }
        let Self { file, transaction, counts, .. } = self;
        write_findings(transaction, reading, counts).map_err(|cause| sqlite_error(file, cause))
    }

    /// Ends the transaction. When this returns, all is on the disk.
    ///
    /// # Errors
    /// As [`Case::add`].
    pub fn commit(self) -> Result<Added, CaseError> {
        let commit = || {
            if !matches!(self.added, Added::Unchanged { .. }) {
                crate::search::index(&self.transaction, &self.document)?;
            }
            self.transaction.commit()
        };
        commit().map_err(|cause| sqlite_error(self.file, cause))?;
        Ok(self.added)
    }
}

/// Writes the document and its page, unless these bytes are there under this path.
fn write_page(
    transaction: &Transaction<'_>,
    run: &Run,
    reading: &Reading,
    bytes: &[u8],
    added: &str,
) -> Result<Added, rusqlite::Error> {
    let Document { doc, sha256, .. } = &reading.document;
    let sha256 = sha256.to_string();
    let known = transaction
        .prepare_cached(include_str!("../sql/query/known_version.sql"))?
        .query_row(named_params! { ":doc": doc, ":sha256": sha256 }, |row| row.get(0))
        .optional()?;
    if let Some(version) = known {
        return Ok(Added::Unchanged { version });
    }
    let newest: Option<(String, u32, String)> = transaction
        .prepare_cached(include_str!("../sql/query/newest_version.sql"))?
        .query_row(named_params! { ":doc": doc }, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    // Other bytes that show the same text (a counter, a token in a script) are no new version.
    if let Some((_, version, text)) = &newest
        && *text == reading.document.text_sha256.to_string()
    {
        return Ok(Added::Unchanged { version: *version });
    }
    let copy_of = transaction
        .prepare_cached(include_str!("../sql/query/copy_of.sql"))?
        .query_row(named_params! { ":sha256": sha256, ":doc": doc }, |row| row.get(0))
        .optional()?;
    let version = newest.as_ref().map_or(1, |(_, version, _)| version + 1);
    let replaces = newest.map(|(id, ..)| DocumentId::stored(id));
    write_run(transaction, run)?;
    write_document(transaction, reading, bytes, &run.id(), added, version, replaces.as_ref())?;
    Ok(if version == 1 { Added::New { copy_of } } else { Added::NewVersion { version } })
}

fn write_run(transaction: &Transaction<'_>, run: &Run) -> Result<(), rusqlite::Error> {
    write_row!(transaction, "run",
        ":id": run.id().as_str(), ":started": run.started, ":program": run.program,
        ":model": run.model, ":lexicon": run.lexicon)
}

fn write_document(
    transaction: &Transaction<'_>,
    reading: &Reading,
    bytes: &[u8],
    run: &RunId,
    added: &str,
    version: u32,
    replaces: Option<&DocumentId>,
) -> Result<(), rusqlite::Error> {
    let document = &reading.document;
    let id = document.id.as_str();
    let text_sha256 = document.text_sha256.to_string();
    let at = |span: Option<CharSpan>| span.map(|span| spans_as_json(&[span]));
    let value = |named: &Option<Named>| named.as_ref().map(|named| named.value.clone());
    let place = |named: &Option<Named>| named.as_ref().and_then(|named| at(named.at));
    let published = document.published.as_ref();
    write_row!(transaction, "text",
        ":sha256": text_sha256, ":n_chars": reading.text.n_chars(), ":text": reading.text.as_str())?;
    if document.sha256 != document.text_sha256 {
        write_row!(transaction, "page", ":sha256": document.sha256.to_string(), ":bytes": bytes)?;
    }
    write_row!(transaction, "document",
        ":id": id, ":doc": document.doc, ":version": version,
        ":replaces": replaces.map(DocumentId::as_str), ":run": run.as_str(), ":added": added,
        ":sha256": document.sha256.to_string(), ":text_sha256": text_sha256,
        ":encoding": document.encoding, ":status": document.status.as_str(), ":language": document.language,
        ":outlet": value(&document.outlet), ":outlet_at": place(&document.outlet),
        ":title": value(&document.title), ":title_at": place(&document.title),
        ":byline": value(&document.byline), ":byline_at": place(&document.byline),
        ":published_from": published.map(|published| &published.from),
        ":published_to": published.map(|published| &published.to),
        ":published_at": published.and_then(|published| at(published.at)),
        ":published_element": published.and_then(|published| published.element.as_deref()),
        ":format": document.format.as_str(),
        ":canonical": document.canonical,
        ":captions_at": spans_as_json(&document.captions),
        ":published_source": published.map(|published| published.source.as_str()),
        ":retrieved": document.retrieved,
        ":container": document.container.as_ref().map(|container| &container.name),
        ":container_offset": document.container.as_ref().map(|container| container.offset as i64),
        ":container_length": document.container.as_ref().map(|container| container.length as i64),
        ":body_at": spans_as_json(&document.body),
        ":boilerplate_at": spans_as_json(&document.boilerplate))?;
    for (nth, credit) in (0_i64..).zip(&document.credits) {
        write_row!(transaction, "credit",
            ":document": id, ":nth": nth, ":credited": credit.credited, ":words": credit.line.words,
            ":words_at": spans_as_json(&credit.line.at), ":name_at": spans_as_json(&[credit.name]))?;
    }
    for (nth, date) in (0_i64..).zip(&document.other_dates) {
        write_row!(transaction, "other_date",
            ":document": id, ":nth": nth, ":kind": date.kind.as_str(), ":date_from": date.from,
            ":date_to": date.to, ":words": date.words.words, ":words_at": spans_as_json(&date.words.at),
            ":element": date.element)?;
    }
    for (nth, link) in (0_i64..).zip(&document.links) {
        write_row!(transaction, "link",
            ":document": id, ":nth": nth, ":words": link.words.words,
            ":words_at": spans_as_json(&link.words.at), ":href": link.href)?;
    }
    for (nth, warning) in (0_i64..).zip(&document.warnings) {
        write_row!(transaction, "warning",
            ":document": id, ":nth": nth, ":name": warning.name, ":message": warning.message)?;
    }
    Ok(())
}

fn write_findings(
    transaction: &Transaction<'_>,
    reading: &Reading,
    counts: &mut Counts,
) -> Result<(), rusqlite::Error> {
    let id = reading.document.id.as_str();
    for (nth, mention) in (counts.n_mentions..).zip(&reading.mentions) {
        write_row!(transaction, "mention",
            ":id": mention.id.as_str(), ":document": id, ":nth": nth, ":words": mention.words.words,
            ":words_at": spans_as_json(&mention.words.at), ":kind": mention.kind.as_str(),
            ":label": mention.label, ":first": mention.first.as_str())?;
    }
    for (nth, attribution) in (counts.n_attributions..).zip(&reading.attributions) {
        write_row!(transaction, "attribution",
            ":id": attribution.id.as_str(), ":document": id, ":nth": nth,
            ":parent": attribution.parent.as_ref().map(|parent| parent.as_str()),
            ":source": attribution.source.words, ":source_at": spans_as_json(&attribution.source.at),
            ":source_name": attribution.source_name,
            ":cue": attribution.cue.words, ":cue_at": spans_as_json(&attribution.cue.at),
            ":content": attribution.content.words, ":content_at": spans_as_json(&attribution.content.at),
            ":kind": attribution.kind.as_str(), ":stance": attribution.stance.as_str(),
            ":hedged": attribution.hedged, ":source_kind": attribution.source_kind.as_str(),
            ":rule": attribution.rule)?;
    }
    for (nth, claim) in (counts.n_claims..).zip(&reading.claims) {
        write_claim(transaction, &reading.document.id, nth, claim)?;
    }
    counts.n_mentions += reading.mentions.len() as i64;
    counts.n_attributions += reading.attributions.len() as i64;
    counts.n_claims += reading.claims.len() as i64;
    Ok(())
}

fn write_claim(
    transaction: &Transaction<'_>,
    document: &DocumentId,
    nth: i64,
    claim: &Claim,
) -> Result<(), rusqlite::Error> {
    let id = claim.id.as_str();
    let time = claim.time.as_ref();
    write_row!(transaction, "claim",
        ":id": id, ":document": document.as_str(), ":nth": nth,
        ":attribution": claim.attribution.as_ref().map(|attribution| attribution.as_str()),
        ":words": claim.words.words, ":words_at": spans_as_json(&claim.words.at),
        ":predicate": claim.predicate.words, ":predicate_at": spans_as_json(&claim.predicate.at),
        ":lemma": claim.lemma, ":event": claim.event.map(|event| event.as_str()),
        ":time": time.map(|time| &time.words.words),
        ":time_at": time.map(|time| spans_as_json(&time.words.at)),
        ":time_from": time.and_then(|time| time.from.as_ref()),
        ":time_to": time.and_then(|time| time.to.as_ref()),
        ":polarity": claim.polarity.as_str(), ":modality": claim.modality.as_str())?;
    for (name, role) in claim.roles() {
        write_row!(transaction, "role",
            ":document": document.as_str(), ":claim": id, ":role": name, ":words": role.words.words,
            ":words_at": spans_as_json(&role.words.at),
            ":mention": role.mention.as_ref().map(|mention| mention.as_str()))?;
    }
    for (nth, quantity) in (0_i64..).zip(&claim.quantities) {
        write_row!(transaction, "quantity",
            ":document": document.as_str(), ":claim": id, ":nth": nth, ":words": quantity.words.words,
            ":words_at": spans_as_json(&quantity.words.at), ":min": quantity.min, ":max": quantity.max,
            ":approximate": quantity.approximate, ":unit": quantity.unit)?;
    }
    for (nth, voice) in (0_i64..).zip(&claim.voices) {
        write_row!(transaction, "voice",
            ":document": document.as_str(), ":claim": id, ":nth": nth, ":words": voice.words.words,
            ":words_at": spans_as_json(&voice.words.at),
            ":mention": voice.mention.as_ref().map(|mention| mention.as_str()),
            ":kind": voice.kind.as_str(),
            ":attribution": voice.attribution.as_ref().map(|attribution| attribution.as_str()))?;
    }
    for (nth, evidence) in (0_i64..).zip(&claim.evidence) {
        write_row!(transaction, "evidence",
            ":document": document.as_str(), ":claim": id, ":nth": nth, ":kind": evidence.kind.as_str(), ":words": evidence.words.words,
            ":words_at": spans_as_json(&evidence.words.at))?;
    }
    Ok(())
}
