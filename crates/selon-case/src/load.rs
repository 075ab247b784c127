//! Reading back: records as they were, with every anchor checked against its text.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, Row, named_params};
use selon_extract::{Event, EvidenceKind, Kind, MentionKind, Modality, Polarity, SourceKind, Stance};
use selon_page::{DateKind, DateSource, Format};
use selon_text::{CharSpan, Sha256, Text};

use crate::reading::spans_from_json;
use crate::record::{
    Anchor, AnchoredTime, Attribution, Claim, Container, Credit, Document, Evidence, Link, Mention, Named,
    OtherDate, Published, Quantity, Role, Status, Stored, Voice, Warning,
};
use crate::{AttributionId, Case, CaseError, ClaimId, DocumentId, MentionId, Reading, RunId};

impl Case {
    /// Everything that the case holds of one document.
    ///
    /// # Errors
    /// Where there is no such document, or where its text or an anchor is no longer what was stored: nothing
    /// is moved to words that look alike.
    pub fn reading(&self, id: &DocumentId) -> Result<Reading, CaseError> {
        let loader = self.loader(id)?;
        let document = self.document(&loader)?;
        let claims = self.claims_of(&loader)?;
        let sql = include_str!("../sql/query/mentions.sql");
        let mentions = self.rows(sql, id, |row| {
            Ok(Mention {
                id: MentionId::stored(row.get("id")?),
                words: loader.anchor(row, "words")?,
                kind: loader.word(row, "kind", MentionKind::from_name)?,
                label: row.get("label")?,
                first: MentionId::stored(row.get("first")?),
            })
        })?;
        let sql = include_str!("../sql/query/attributions.sql");
        let attributions = self.rows(sql, id, |row| {
            Ok(Attribution {
                id: AttributionId::stored(row.get("id")?),
                parent: row.get::<_, Option<_>>("parent")?.map(AttributionId::stored),
                source: loader.anchor(row, "source")?,
                source_name: row.get("source_name")?,
                cue: loader.anchor(row, "cue")?,
                content: loader.anchor(row, "content")?,
                kind: loader.word(row, "kind", Kind::from_name)?,
                stance: loader.word(row, "stance", Stance::from_name)?,
                hedged: row.get("hedged")?,
                source_kind: loader.word(row, "source_kind", SourceKind::from_name)?,
                rule: row.get("rule")?,
            })
        })?;
        let mut reading = Reading::stored(document, loader.text);
        (reading.attributions, reading.mentions, reading.claims) = (attributions, mentions, claims);
        Ok(reading)
    }

    pub(crate) fn document_of(&self, id: &DocumentId) -> Result<Document, CaseError> {
        self.document(&self.loader(id)?)
    }

    /// The bytes of a document's page, as they came.
    ///
    /// # Errors
    /// As [`Case::reading`].
    pub fn page(&self, id: &DocumentId) -> Result<Vec<u8>, CaseError> {
        let loader = self.loader(id)?;
        let sql = include_str!("../sql/query/page.sql");
        let bytes: Option<Vec<u8>> = self
            .connection
            .query_row(sql, named_params! { ":sha256": loader.sha256.to_string() }, |row| row.get(0))
            .optional()
            .map_err(|cause| self.error(cause))?;
        let bytes = bytes.unwrap_or_else(|| loader.text.as_str().as_bytes().to_vec());
        let found = Sha256::of(&bytes);
        if found != loader.sha256 {
            let expected = format!("bytes with SHA-256 {}", loader.sha256);
            return Err(self.broken(id.as_str(), &expected, &found.to_string()));
        }
        Ok(bytes)
    }

    pub(crate) fn broken(&self, record: &str, expected: &str, found: &str) -> CaseError {
        CaseError::Broken {
            file: self.file.clone(),
            record: record.to_owned(),
            expected: expected.to_owned(),
            found: found.to_owned(),
        }
    }

    fn loader(&self, id: &DocumentId) -> Result<Loader, CaseError> {
        let sql = include_str!("../sql/query/document.sql");
        let read = |row: &Row<'_>| {
            Ok((row.get("text")?, row.get::<_, String>("text_sha256")?, row.get::<_, String>("sha256")?))
        };
        let found = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_row(named_params! { ":document": id.as_str() }, read).optional()
        };
        let found: Option<(String, String, String)> = found().map_err(|cause| self.error(cause))?;
        let (text, text_sha256, sha256) =
            found.ok_or_else(|| self.broken(id.as_str(), "a document", "none"))?;
        let text = Text::new(text);
        let found = text.sha256().to_string();
        if found != text_sha256 {
            let expected = format!("a text with SHA-256 {text_sha256}");
            return Err(self.broken(id.as_str(), &expected, &found));
        }
        let sha256 =
            digest_from_hex(&sha256).ok_or_else(|| self.broken(id.as_str(), "a SHA-256", &sha256))?;
        Ok(Loader { id: id.clone(), sha256, text })
    }

    fn document(&self, loader: &Loader) -> Result<Document, CaseError> {
        let id = &loader.id;
        let credits = self.rows(include_str!("../sql/query/credits.sql"), id, |row| {
            let name = loader.spans(row, "name_at")?;
            Ok(Credit {
                credited: row.get("credited")?,
                line: loader.anchor(row, "words")?,
                name: name.first().copied().unwrap_or_default(),
            })
        })?;
        let other_dates = self.rows(include_str!("../sql/query/other_dates.sql"), id, |row| {
            Ok(OtherDate {
                kind: loader.word(row, "kind", DateKind::from_name)?,
                from: row.get("date_from")?,
                to: row.get("date_to")?,
                words: loader.anchor(row, "words")?,
                element: row.get("element")?,
            })
        })?;
        let links = self.rows(include_str!("../sql/query/links.sql"), id, |row| {
            Ok(Link { words: loader.anchor(row, "words")?, href: row.get("href")? })
        })?;
        let warnings = self.rows(include_str!("../sql/query/warnings.sql"), id, |row| {
            Ok(Warning { name: row.get("name")?, message: row.get("message")? })
        })?;
        let documents = self.rows(include_str!("../sql/query/document.sql"), id, |row| {
            Ok(Document {
                id: id.clone(),
                doc: row.get("doc")?,
                sha256: loader.sha256,
                text_sha256: loader.text.sha256(),
                encoding: row.get("encoding")?,
                format: loader.word(row, "format", Format::from_name)?,
                canonical: row.get("canonical")?,
                status: loader.word(row, "status", Status::from_name)?,
                language: row.get("language")?,
                outlet: loader.named(row, "outlet")?,
                title: loader.named(row, "title")?,
                byline: loader.named(row, "byline")?,
                published: loader.published(row)?,
                retrieved: row.get("retrieved")?,
                container: match row.get("container")? {
                    Some(name) => Some(Container {
                        name,
                        offset: row.get::<_, Option<i64>>("container_offset")?.unwrap_or_default() as u64,
                        length: row.get::<_, Option<i64>>("container_length")?.unwrap_or_default() as u64,
                    }),
                    None => None,
                },
                body: loader.spans(row, "body_at")?,
                boilerplate: loader.spans(row, "boilerplate_at")?,
                credits: credits.clone(),
                other_dates: other_dates.clone(),
                links: links.clone(),
                captions: loader.spans(row, "captions_at")?,
                warnings: warnings.clone(),
                stored: Some(Stored {
                    version: row.get("version")?,
                    replaces: row.get::<_, Option<_>>("replaces")?.map(DocumentId::stored),
                    run: RunId::stored(row.get("run")?),
                    added: row.get("added")?,
                }),
            })
        })?;
        documents.into_iter().next().ok_or_else(|| self.broken(id.as_str(), "a document", "none"))
    }

    fn claims_of(&self, loader: &Loader) -> Result<Vec<Claim>, CaseError> {
        let id = &loader.id;
        let owner = |row: &Row<'_>| row.get::<_, String>("claim").map_err(Fault::from);
        let mut roles: HashMap<(String, String), Role> = HashMap::new();
        let rows = self.rows(include_str!("../sql/query/roles.sql"), id, |row| {
            let mention = row.get::<_, Option<_>>("mention")?.map(MentionId::stored);
            Ok(((owner(row)?, row.get("role")?), Role { words: loader.anchor(row, "words")?, mention }))
        })?;
        roles.extend(rows);
        let mut quantities = grouped(self.rows(include_str!("../sql/query/quantities.sql"), id, |row| {
            let quantity = Quantity {
                words: loader.anchor(row, "words")?,
                min: row.get("min")?,
                max: row.get("max")?,
                approximate: row.get("approximate")?,
                unit: row.get("unit")?,
            };
            Ok((owner(row)?, quantity))
        })?);
        let mut voices = grouped(self.rows(include_str!("../sql/query/voices.sql"), id, |row| {
            let voice = Voice {
                words: loader.anchor(row, "words")?,
                mention: row.get::<_, Option<_>>("mention")?.map(MentionId::stored),
                kind: loader.word(row, "kind", SourceKind::from_name)?,
                attribution: row.get::<_, Option<_>>("attribution")?.map(AttributionId::stored),
            };
            Ok((owner(row)?, voice))
        })?);
        let mut evidence = grouped(self.rows(include_str!("../sql/query/evidence.sql"), id, |row| {
            let kind = loader.word(row, "kind", EvidenceKind::from_name)?;
            Ok((owner(row)?, Evidence { kind, words: loader.anchor(row, "words")? }))
        })?);
        self.rows(include_str!("../sql/query/claims_of.sql"), id, |row| {
            let id: String = row.get("id")?;
            let mut role = |name: &str| roles.remove(&(id.clone(), name.to_owned()));
            let event: Option<String> = row.get("event")?;
            Ok(Claim {
                attribution: row.get::<_, Option<_>>("attribution")?.map(AttributionId::stored),
                words: loader.anchor(row, "words")?,
                predicate: loader.anchor(row, "predicate")?,
                lemma: row.get("lemma")?,
                event: event.as_deref().and_then(Event::from_name),
                agent: role("agent"),
                patient: role("patient"),
                recipient: role("recipient"),
                place: role("place"),
                time: match row.get::<_, Option<String>>("time")? {
                    Some(_) => Some(AnchoredTime {
                        words: loader.anchor(row, "time")?,
                        from: row.get("time_from")?,
                        to: row.get("time_to")?,
                    }),
                    None => None,
                },
                quantities: quantities.remove(&id).unwrap_or_default(),
                polarity: loader.word(row, "polarity", Polarity::from_name)?,
                modality: loader.word(row, "modality", Modality::from_name)?,
                voices: voices.remove(&id).unwrap_or_default(),
                evidence: evidence.remove(&id).unwrap_or_default(),
                id: ClaimId::stored(id),
            })
        })
    }

    fn rows<T>(
        &self,
        sql: &str,
        document: &DocumentId,
        mut read: impl FnMut(&Row<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, CaseError> {
        let mut read_all = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query(named_params! { ":document": document.as_str() })?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(read(row)?);
            }
            Ok(found)
        };
        read_all().map_err(|fault: Fault| match fault {
            Fault::Sqlite(cause) => self.error(cause),
            Fault::Broken { record, expected, found } => self.broken(&record, &expected, &found),
        })
    }
}

enum Fault {
    Sqlite(rusqlite::Error),
    Broken { record: String, expected: String, found: String },
}

impl From<rusqlite::Error> for Fault {
    fn from(cause: rusqlite::Error) -> Self {
        Fault::Sqlite(cause)
    }
}

fn grouped<T>(rows: Vec<(String, T)>) -> HashMap<String, Vec<T>> {
    let mut groups: HashMap<String, Vec<T>> = HashMap::new();
    for (owner, value) in rows {
        groups.entry(owner).or_default().push(value);
    }
    groups
}

/// A document's text, and reading columns against it.
struct Loader {
    id: DocumentId,
    sha256: Sha256,
    text: Text,
}

impl Loader {
    fn fault(&self, row: &Row<'_>, expected: String, found: String) -> Fault {
        let record = row.get("id").or_else(|_| row.get("claim"));
        Fault::Broken { record: record.unwrap_or_else(|_| self.id.to_string()), expected, found }
    }

    fn spans(&self, row: &Row<'_>, column: &str) -> Result<Vec<CharSpan>, Fault> {
        let json: String = row.get(column)?;
        spans_from_json(&json)
            .filter(|spans| spans.iter().all(|span| span.end <= self.text.n_chars()))
            .ok_or_else(|| self.fault(row, format!("spans of the text in {column}"), json))
    }

    fn optional_span(&self, row: &Row<'_>, column: &str) -> Result<Option<CharSpan>, Fault> {
        match row.get::<_, Option<String>>(column)? {
            Some(_) => Ok(self.spans(row, column)?.first().copied()),
            None => Ok(None),
        }
    }

    /// The words in `column` and their spans in `column_at`, which must be those words in the text.
    fn anchor(&self, row: &Row<'_>, column: &str) -> Result<Anchor, Fault> {
        let words: String = row.get(column)?;
        let spans = self.spans(row, &format!("{column}_at"))?;
        let anchor = Anchor::new(&self.text, &spans).unwrap_or_default();
        if anchor.words != words {
            return Err(self.fault(row, format!("the words “{words}” in {column}"), anchor.words));
        }
        Ok(anchor)
    }

    fn named(&self, row: &Row<'_>, column: &str) -> Result<Option<Named>, Fault> {
        let Some(value) = row.get::<_, Option<String>>(column)? else { return Ok(None) };
        Ok(Some(Named { value, at: self.optional_span(row, &format!("{column}_at"))? }))
    }

    fn published(&self, row: &Row<'_>) -> Result<Option<Published>, Fault> {
        let Some(from) = row.get::<_, Option<String>>("published_from")? else { return Ok(None) };
        Ok(Some(Published {
            from,
            to: row.get("published_to")?,
            at: self.optional_span(row, "published_at")?,
            source: self.word(row, "published_source", DateSource::from_name)?,
            element: row.get("published_element")?,
        }))
    }

    fn word<T>(
        &self,
        row: &Row<'_>,
        column: &str,
        from_name: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Fault> {
        let word: String = row.get(column)?;
        from_name(&word).ok_or_else(|| self.fault(row, format!("a known {column}"), word))
    }
}

/// The digest that is spelt so in hexadecimal.
pub(crate) fn digest_from_hex(hex: &str) -> Option<Sha256> {
    let mut digest = [0; 32];
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    for (i, byte) in digest.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(Sha256(digest))
}
