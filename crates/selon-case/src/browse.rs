//! What lists and pages show: small rows, found through indices, so that no page reads the whole case.
//!
//! Words come as they are stored; a page about one document or claim reads it by [`Case::reading`], which
//! checks every anchor.

use rusqlite::{OptionalExtension, Params, Row, named_params};

use crate::{AttributionId, Case, CaseError, ClaimId, DisputeId, DocumentId, Folded};

/// Something, and how often it comes.
pub type Counted = (String, u64);

/// A document in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLine {
    /// The document.
    pub id: DocumentId,
    /// Path or address as given.
    pub doc: String,
    /// Number of the version, from 1.
    pub version: u32,
    /// The medium.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// First and last day or moment of publication, ISO 8601.
    pub published: Option<(String, String)>,
    /// BCP 47.
    pub language: Option<String>,
    /// `read`, or why it was only kept.
    pub status: String,
}

impl DocumentLine {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let from: Option<String> = row.get("published_from")?;
        let to: Option<String> = row.get("published_to")?;
        Ok(Self {
            id: DocumentId::stored(row.get("id")?),
            doc: row.get("doc")?,
            version: row.get("version")?,
            outlet: row.get("outlet")?,
            title: row.get("title")?,
            published: from.zip(to),
            language: row.get("language")?,
            status: row.get("status")?,
        })
    }
}

/// A claim in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimLine {
    /// The claim.
    pub id: ClaimId,
    /// Where it is made.
    pub document: DocumentLine,
    /// The clause.
    pub words: String,
    /// PLOVER type.
    pub event: Option<String>,
    /// Who does it, in the clause's words.
    pub agent: Option<String>,
    /// Who or what it is done to.
    pub patient: Option<String>,
    /// `affirmed` or `denied`.
    pub polarity: String,
    /// `asserted`, `hedged` …
    pub modality: String,
    /// When it is said to have happened: as written, first and last day or moment.
    pub time: Option<(String, Option<String>, Option<String>)>,
    /// From the outlet to the voice closest to the fact.
    pub voices: Vec<VoiceLine>,
}

/// A voice in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceLine {
    /// Its name, or its words; empty where nobody is named.
    pub name: String,
    /// What kind of source.
    pub kind: String,
    /// The attribution that brings it in; `None` for the outlet.
    pub attribution: Option<AttributionId>,
    /// The words of the attribution's cue.
    pub cue: String,
    /// The attribution's stance; empty for the outlet.
    pub stance: String,
    /// The writer keeps a distance.
    pub hedged: bool,
}

/// A source in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// Its name without case, accents and marks: what its page is found by. Empty where nobody is named.
    pub folded: String,
    /// The commonest spelling.
    pub name: String,
    /// Number of attributions.
    pub n_attributions: u64,
}

/// Something that a source is said to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidLine {
    /// The attribution.
    pub id: AttributionId,
    /// Where it stands.
    pub document: DocumentLine,
    /// The source's words there.
    pub source: String,
    /// What kind of source.
    pub source_kind: String,
    /// The cue's words.
    pub cue: String,
    /// The content's words.
    pub content: String,
    /// How the source stands to it.
    pub stance: String,
    /// The writer keeps a distance.
    pub hedged: bool,
    /// `direct`, `indirect` or `mixed`.
    pub kind: String,
    /// Within whose words.
    pub within: Option<String>,
}

/// A dispute in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputeLine {
    /// The dispute.
    pub id: DisputeId,
    /// Who, how many, …
    pub kind: String,
    /// PLOVER type of most of its claims.
    pub event: Option<String>,
    /// The question as a French sentence.
    pub french: String,
    /// The question as an English sentence.
    pub english: String,
    /// Its answers, and how many claims give each.
    pub answers: Vec<Counted>,
    /// Number of claims.
    pub n_claims: u32,
    /// Number of documents.
    pub n_documents: u32,
    /// Number of outlets.
    pub n_outlets: u32,
}

/// How a document came to be what it is in the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunLine {
    /// When the run began.
    pub started: String,
    /// The program and its version.
    pub program: String,
    /// The trained pipeline.
    pub model: String,
    /// The word lists.
    pub lexicon: String,
}

/// What is counted in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tally {
    /// Documents.
    Documents,
    /// Attributions.
    Attributions,
    /// Claims.
    Claims,
    /// Documents by outlet; the empty key has those of no known outlet.
    Outlets,
    /// Documents by language.
    Languages,
    /// Documents by day of publication (month or year where the page states no more).
    Published,
    /// Claims by type of event; the empty key has those of none.
    Events,
    /// Claims by modality.
    Modalities,
    /// Claims by the first day of their time.
    Happened,
}

impl Tally {
    fn as_str(self) -> &'static str {
        match self {
            Tally::Documents => "document",
            Tally::Attributions => "attribution",
            Tally::Claims => "claim",
            Tally::Outlets => "outlet",
            Tally::Languages => "language",
            Tally::Published => "published",
            Tally::Events => "event",
            Tally::Modalities => "modality",
            Tally::Happened => "happened",
        }
    }
}

/// A piece of a list: so many rows, behind so many others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Rows before the first.
    pub skip: u32,
    /// Rows at most.
    pub most: u32,
}

/// A stretch of time: from a day (inside) to a day (outside), ISO 8601; `None` is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub from: Option<String>,
    /// The first day behind.
    pub to: Option<String>,
}

impl Case {
    /// How many there are of each, the most first, at most `most`.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn tally(&self, what: Tally, most: u32) -> Result<Vec<Counted>, CaseError> {
        let sql = include_str!("../sql/query/tally.sql");
        self.list(sql, named_params! { ":what": what.as_str(), ":most": most }, |row| {
            Ok((row.get(0)?, number(row, 1)?))
        })
    }

    /// How many there are of each, in the order of what is counted: of days, from the first to the last.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn tally_in_order(&self, what: Tally) -> Result<Vec<Counted>, CaseError> {
        let sql = include_str!("../sql/query/tally_by_key.sql");
        self.list(sql, named_params! { ":what": what.as_str() }, |row| Ok((row.get(0)?, number(row, 1)?)))
    }

    /// How many there are in all of what is not counted by a key: documents, attributions, claims.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn count(&self, what: Tally) -> Result<u64, CaseError> {
        Ok(self.tally(what, 1)?.first().map_or(0, |(_, n)| *n))
    }

    /// The document with this id.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn document_line(&self, id: &str) -> Result<Option<DocumentLine>, CaseError> {
        let sql = include_str!("../sql/query/document_line.sql");
        self.one(sql, named_params! { ":document": id }, DocumentLine::of)
    }

    /// Newest versions of documents, newest publication first, of one outlet or of all.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn document_lines(
        &self,
        outlet: Option<&str>,
        stretch: &Stretch,
        slice: Slice,
    ) -> Result<Vec<DocumentLine>, CaseError> {
        let (skip, most) = (slice.skip, slice.most);
        if let Some(outlet) = outlet {
            let sql = include_str!("../sql/query/document_lines_of_outlet.sql");
            let params = named_params! {
                ":outlet": outlet, ":from": stretch.from, ":to": stretch.to, ":skip": skip, ":most": most,
            };
            return self.list(sql, params, DocumentLine::of);
        }
        if *stretch != Stretch::default() {
            let sql = include_str!("../sql/query/document_lines_between.sql");
            let params = named_params! {
                ":from": stretch.from, ":to": stretch.to, ":skip": skip, ":most": most,
            };
            return self.list(sql, params, DocumentLine::of);
        }
        let sql = include_str!("../sql/query/document_lines.sql");
        let params = named_params! { ":skip": skip, ":most": most };
        self.list(sql, params, DocumentLine::of)
    }

    /// The versions of a document, oldest first, and when each was added.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn versions(&self, id: &DocumentId) -> Result<Vec<(DocumentLine, String)>, CaseError> {
        let sql = include_str!("../sql/query/version_lines.sql");
        self.list(sql, named_params! { ":document": id.as_str() }, |row| {
            Ok((DocumentLine::of(row)?, row.get("added")?))
        })
    }

    /// Documents with the same bytes under other paths; at most fifty.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn copies(&self, id: &DocumentId) -> Result<Vec<DocumentLine>, CaseError> {
        let sql = include_str!("../sql/query/copies.sql");
        self.list(sql, named_params! { ":document": id.as_str() }, DocumentLine::of)
    }

    /// The run that added a document.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn run_of(&self, id: &DocumentId) -> Result<Option<RunLine>, CaseError> {
        let sql = include_str!("../sql/query/run.sql");
        self.one(sql, named_params! { ":document": id.as_str() }, |row| {
            Ok(RunLine {
                started: row.get(0)?,
                program: row.get(1)?,
                model: row.get(2)?,
                lexicon: row.get(3)?,
            })
        })
    }

    /// The document and the place in it of the claim with this id.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn claim_place(&self, id: &str) -> Result<Option<(DocumentId, u32)>, CaseError> {
        let sql = include_str!("../sql/query/claim_place.sql");
        self.one(sql, named_params! { ":id": id }, |row| Ok((DocumentId::stored(row.get(0)?), row.get(1)?)))
    }

    /// Claim number `nth` of a document.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn claim_line(&self, document: &DocumentId, nth: u32) -> Result<Option<ClaimLine>, CaseError> {
        let Some(line) = self.document_line(document.as_str())? else { return Ok(None) };
        let sql = include_str!("../sql/query/claim_line.sql");
        let claim = self.one(sql, named_params! { ":document": document.as_str(), ":nth": nth }, |row| {
            let time: Option<String> = row.get("time")?;
            let (from, to) = (row.get("time_from")?, row.get("time_to")?);
            Ok(ClaimLine {
                id: ClaimId::stored(row.get("id")?),
                document: line.clone(),
                words: row.get("words")?,
                event: row.get("event")?,
                agent: row.get("agent")?,
                patient: row.get("patient")?,
                polarity: row.get("polarity")?,
                modality: row.get("modality")?,
                time: time.map(|words| (words, from, to)),
                voices: Vec::new(),
            })
        })?;
        let Some(mut claim) = claim else { return Ok(None) };
        let sql = include_str!("../sql/query/voice_lines.sql");
        let params = named_params! { ":document": document.as_str(), ":claim": claim.id.as_str() };
        claim.voices = self.list(sql, params, |row| {
            Ok(VoiceLine {
                name: row.get("name")?,
                kind: row.get("kind")?,
                attribution: row.get::<_, Option<_>>("attribution")?.map(AttributionId::stored),
                cue: row.get::<_, Option<_>>("cue")?.unwrap_or_default(),
                stance: row.get::<_, Option<_>>("stance")?.unwrap_or_default(),
                hedged: row.get::<_, Option<_>>("hedged")?.unwrap_or_default(),
            })
        })?;
        Ok(Some(claim))
    }

    /// Claims about what is said to have begun in a stretch of time, in its order; newest versions only.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn claims_by_time(&self, stretch: &Stretch, slice: Slice) -> Result<Vec<ClaimLine>, CaseError> {
        let sql = include_str!("../sql/query/claims_by_time.sql");
        let params = named_params! {
            ":from": stretch.from, ":to": stretch.to, ":skip": slice.skip, ":most": slice.most,
        };
        let places: Vec<(String, u32)> = self.list(sql, params, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let claims =
            places.into_iter().map(|(document, nth)| self.claim_line(&DocumentId::stored(document), nth));
        claims.filter_map(Result::transpose).collect()
    }

    /// Disputes, those on which most hangs first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn dispute_lines(&self, slice: Slice) -> Result<Vec<DisputeLine>, CaseError> {
        let sql = include_str!("../sql/query/dispute_lines.sql");
        let params = named_params! { ":skip": slice.skip, ":most": slice.most };
        let ids: Vec<String> = self.list(sql, params, |row| row.get(0))?;
        ids.iter().map(|id| self.dispute_line(id)).filter_map(Result::transpose).collect()
    }

    /// The dispute with this id.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn dispute_line(&self, id: &str) -> Result<Option<DisputeLine>, CaseError> {
        let sql = include_str!("../sql/query/dispute_answers.sql");
        let answers =
            self.list(sql, named_params! { ":id": id }, |row| Ok((row.get(0)?, number(row, 1)?)))?;
        let sql = include_str!("../sql/query/dispute_line.sql");
        self.one(sql, named_params! { ":id": id }, |row| {
            Ok(DisputeLine {
                id: DisputeId::stored(row.get("id")?),
                kind: row.get("kind")?,
                event: row.get("event")?,
                french: row.get("french")?,
                english: row.get("english")?,
                answers,
                n_claims: row.get("n_claims")?,
                n_documents: row.get("n_documents")?,
                n_outlets: row.get("n_outlets")?,
            })
        })
    }

    /// Sources, those with the most attributions first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn source_lines(&self, slice: Slice) -> Result<Vec<SourceLine>, CaseError> {
        let sql = include_str!("../sql/query/source_lines.sql");
        let ids: Vec<i64> =
            self.list(sql, named_params! { ":skip": slice.skip, ":most": slice.most }, |row| row.get(0))?;
        ids.into_iter().map(|id| self.source_line(id)).filter_map(Result::transpose).collect()
    }

    /// The source of this name, without regard to case, accents and marks, and its spellings.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn source_named(&self, name: &str) -> Result<Option<(SourceLine, Vec<Counted>)>, CaseError> {
        let Some(id) = self.source_id(name)? else { return Ok(None) };
        let Some(line) = self.source_line(id)? else { return Ok(None) };
        let sql = include_str!("../sql/query/spellings.sql");
        let spellings =
            self.list(sql, named_params! { ":source": id }, |row| Ok((row.get(0)?, number(row, 1)?)))?;
        Ok(Some((line, spellings)))
    }

    /// What the source of this name is said to say, document by document.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn said_by(&self, name: &str, slice: Slice) -> Result<Vec<SaidLine>, CaseError> {
        let Some(id) = self.source_id(name)? else { return Ok(Vec::new()) };
        let sql = include_str!("../sql/query/said_lines.sql");
        let params = named_params! { ":source": id, ":skip": slice.skip, ":most": slice.most };
        let rows: Vec<(String, SaidLine)> = self.list(sql, params, |row| {
            let document: String = row.get("document")?;
            let line = SaidLine {
                id: AttributionId::stored(row.get("id")?),
                document: DocumentLine {
                    id: DocumentId::stored(document.clone()),
                    doc: String::new(),
                    version: 0,
                    outlet: None,
                    title: None,
                    published: None,
                    language: None,
                    status: String::new(),
                },
                source: row.get("source")?,
                source_kind: row.get("source_kind")?,
                cue: row.get("cue")?,
                content: row.get("content")?,
                stance: row.get("stance")?,
                hedged: row.get("hedged")?,
                kind: row.get("kind")?,
                within: row.get("within")?,
            };
            Ok((document, line))
        })?;
        let mut said = Vec::with_capacity(rows.len());
        for (document, mut line) in rows {
            let Some(found) = self.document_line(&document)? else { continue };
            line.document = found;
            said.push(line);
        }
        Ok(said)
    }

    fn source_id(&self, name: &str) -> Result<Option<i64>, CaseError> {
        let sql = include_str!("../sql/query/source_by_name.sql");
        self.one(sql, named_params! { ":folded": Folded::new(name).as_str() }, |row| row.get(0))
    }

    pub(crate) fn source_line(&self, id: i64) -> Result<Option<SourceLine>, CaseError> {
        let sql = include_str!("../sql/query/source_line.sql");
        self.one(sql, named_params! { ":source": id }, |row| {
            Ok(SourceLine {
                folded: row.get(0)?,
                name: row.get::<_, Option<_>>(1)?.unwrap_or_default(),
                n_attributions: number(row, 2)?,
            })
        })
    }

    pub(crate) fn list<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, CaseError> {
        let rows = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(params, read)?;
            rows.collect::<Result<Vec<_>, _>>()
        };
        rows().map_err(|cause| self.error(cause))
    }

    pub(crate) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, CaseError> {
        let row = || self.connection.prepare_cached(sql)?.query_row(params, read).optional();
        row().map_err(|cause| self.error(cause))
    }
}

/// A count, which SQLite keeps as a signed number.
fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(|n| n.max(0) as u64)
}
