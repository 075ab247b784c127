//! What people ask for, with filters.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Row, ToSql};

use crate::record::{Claim, Document};
use crate::{AttributionId, Case, CaseError, ClaimId, DocumentId, Filter, Folded, Reading};

/// A document and what was found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// The document.
    pub document: Document,
    /// No newer version of it is in the case.
    pub newest: bool,
    /// Number of attributions.
    pub n_attributions: u32,
    /// Number of claims.
    pub n_claims: u32,
    /// Number of documents with the same bytes under other paths.
    pub n_copies: u32,
}

/// A source, as it is written, and how often it is said to say something. Spellings that differ only in
/// case, accents and punctuation stand together; nothing else is merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// The commonest spelling; empty where nobody is named.
    pub name: String,
    /// The kinds of source it was taken for, commonest first.
    pub kinds: Vec<(String, u64)>,
    /// Number of attributions.
    pub n_attributions: u64,
    /// Number of those that are hedged.
    pub n_hedged: u64,
    /// Number of attributions for each stance, commonest first.
    pub stances: Vec<(String, u64)>,
    /// The documents' paths, sorted.
    pub docs: Vec<String>,
}

/// A record that an id, or the beginning of one, names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordId {
    /// A claim.
    Claim(ClaimId),
    /// An attribution.
    Attribution(AttributionId),
}

impl RecordId {
    /// The id.
    pub fn as_str(&self) -> &str {
        match self {
            RecordId::Claim(id) => id.as_str(),
            RecordId::Attribution(id) => id.as_str(),
        }
    }
}

impl Case {
    /// The documents that pass, by path and version.
    ///
    /// # Errors
    /// As [`Case::reading`].
    pub fn documents(&self, filter: &Filter) -> Result<Vec<DocumentRow>, CaseError> {
        let rows = self.filtered(include_str!("../sql/query/documents.sql"), filter, |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })?;
        let row = |(id, newest, n_attributions, n_claims, n_copies): (String, bool, u32, u32, u32)| {
            let document = self.document_of(&DocumentId::stored(id))?;
            Ok(DocumentRow { document, newest, n_attributions, n_claims, n_copies })
        };
        rows.into_iter().map(row).collect()
    }

    /// Hands each claim that passes to `each`, with the reading it is part of; by path, version and place.
    ///
    /// # Errors
    /// As [`Case::reading`], and those of `each`.
    pub fn for_each_claim<E: From<CaseError>>(
        &self,
        filter: &Filter,
        mut each: impl FnMut(&Reading, &Claim) -> Result<(), E>,
    ) -> Result<(), E> {
        let rows: Vec<(String, String)> =
            self.filtered(include_str!("../sql/query/claims.sql"), filter, |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        for of_document in rows.chunk_by(|a, b| a.0 == b.0) {
            let reading = self.reading(&DocumentId::stored(of_document[0].0.clone()))?;
            let claims: HashMap<_, _> =
                reading.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect();
            for claim in of_document.iter().filter_map(|(_, id)| claims.get(id.as_str())) {
                each(&reading, claim)?;
            }
        }
        Ok(())
    }

    /// The sources that pass, those with the most attributions first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn sources(&self, filter: &Filter) -> Result<Vec<SourceRow>, CaseError> {
        let rows = self.filtered(include_str!("../sql/query/sources.sql"), filter, |row| {
            let said = Said {
                name: row.get(0)?,
                kind: row.get(1)?,
                stance: row.get(2)?,
                hedged: row.get(3)?,
                doc: row.get(4)?,
            };
            Ok(said)
        })?;
        let mut groups: BTreeMap<Folded, Vec<Said>> = BTreeMap::new();
        for said in rows {
            groups.entry(Folded::new(&said.name)).or_default().push(said);
        }
        let mut sources: Vec<_> = groups.into_values().map(SourceRow::of).collect();
        sources.sort_by_key(|source| std::cmp::Reverse(source.n_attributions));
        Ok(sources)
    }

    /// Paths and reasons of what could not be read at all, sorted.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn failures(&self) -> Result<Vec<(String, String)>, CaseError> {
        self.filtered(include_str!("../sql/query/failures.sql"), &Filter::default(), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    /// The claims and attributions whose id begins with `prefix`, with their documents; at most twenty.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn records_by_id(&self, prefix: &str) -> Result<Vec<(RecordId, DocumentId)>, CaseError> {
        let sql = include_str!("../sql/query/records_by_id.sql");
        let read = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(&[(":prefix", prefix)], |row| {
                let (id, document): (String, String) = (row.get(0)?, row.get(1)?);
                let record = if id.starts_with('c') {
                    RecordId::Claim(ClaimId::stored(id))
                } else {
                    RecordId::Attribution(AttributionId::stored(id))
                };
                Ok((record, DocumentId::stored(document)))
            })?;
            rows.collect::<Result<Vec<_>, _>>()
        };
        read().map_err(|cause| self.error(cause))
    }

    /// The rows of a query that names some of the filter's parts as parameters.
    pub(crate) fn filtered<T>(
        &self,
        sql: &str,
        filter: &Filter,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, CaseError> {
        let params: [(&str, &dyn ToSql); 7] = [
            (":about", &filter.about),
            (":by", &filter.by),
            (":event", &filter.event),
            (":since", &filter.since),
            (":until", &filter.until),
            (":doc", &filter.doc),
            (":all_versions", &filter.all_versions),
        ];
        let rows = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            for (name, value) in params {
                if let Some(index) = statement.parameter_index(name)? {
                    statement.raw_bind_parameter(index, value)?;
                }
            }
            statement.raw_query().mapped(read).collect::<Result<Vec<_>, _>>()
        };
        rows().map_err(|cause| self.error(cause))
    }
}

struct Said {
    name: String,
    kind: String,
    stance: String,
    hedged: bool,
    doc: String,
}

impl SourceRow {
    fn of(said: Vec<Said>) -> Self {
        let docs: BTreeSet<_> = said.iter().map(|said| said.doc.clone()).collect();
        let names = counted(said.iter().map(|said| &said.name));
        Self {
            name: names.into_iter().next().map(|(name, _)| name).unwrap_or_default(),
            kinds: counted(said.iter().map(|said| &said.kind)),
            n_attributions: said.len() as u64,
            n_hedged: said.iter().filter(|said| said.hedged).count() as u64,
            stances: counted(said.iter().map(|said| &said.stance)),
            docs: docs.into_iter().collect(),
        }
    }
}

/// How often each value comes, commonest first, then in alphabetical order.
pub(crate) fn counted<'a>(values: impl Iterator<Item = &'a String>) -> Vec<(String, u64)> {
    let mut counts: BTreeMap<&String, u64> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().map(|(value, n)| (value.clone(), n)).collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts
}
