//! Entities as people ask for them: lists by filter, one with all its names and their reasons, and whom the
//! mentions of a document name.
//!
//! Cost: a list reads as many rows as it shows, but for a filter by words or document, which looks at each entity
//! before the last shown; one entity reads its names in all documents that name it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Row, named_params};
use selon_link::entity::{EntityType, Place, Reason, entry_key, place_name_key};
use selon_text::CharSpan;

use crate::reading::spans_from_json;
use crate::{Anchor, Case, CaseError, DocumentId, EntityId, Folded, MentionId, Slice};

/// Which entities to list. All that is `None` lets everything pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityFilter {
    /// Words of one of its names, each as the beginning of a word.
    pub about: Option<String>,
    /// Its type.
    pub kind: Option<EntityType>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Part of the path of a document that names it, or the beginning of the document's id.
    pub doc: Option<String>,
    /// Those without a name, too: of one document, known by what it calls them.
    pub described: bool,
    /// At most so many.
    pub limit: u32,
    /// Behind so many.
    pub offset: u32,
}

impl Default for EntityFilter {
    fn default() -> Self {
        Self {
            about: None,
            kind: None,
            country: None,
            doc: None,
            described: false,
            limit: u32::MAX,
            offset: 0,
        }
    }
}

/// An entity in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityRow {
    /// Made from its entry in the lists, else from its first spelling.
    pub id: EntityId,
    /// The name that is shown.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Where it lies.
    pub place: Option<Place>,
    /// Without a name, of one document.
    pub described: bool,
    /// Number of mentions by words.
    pub n_mentions: u64,
    /// Number of documents.
    pub n_documents: u64,
}

/// An entity with all its names.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What lists show of it.
    pub row: EntityRow,
    /// Its names, commonest first.
    pub names: Vec<EntityName>,
    /// What joins names of different spelling.
    pub links: Vec<NameLink>,
}

/// Words that name an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityName {
    /// The words.
    pub text: String,
    /// How often.
    pub count: u64,
    /// Paths of the documents, sorted.
    pub docs: Vec<String>,
    /// Why these words stand for the entity, each reason once, with one place.
    pub reasons: Vec<NameReason>,
}

/// Why words stand for an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct NameReason {
    /// The reason.
    pub reason: Reason,
    /// What it rests on: the name in the list, who holds the office; may be empty.
    pub detail: String,
    /// The first document in which it holds, by path.
    pub document: DocumentId,
    /// Its path.
    pub doc: String,
    /// The words there that it rests on.
    pub because: Option<Anchor>,
    /// In how many documents it holds.
    pub n_documents: u64,
}

/// Two spellings that are one name across documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameLink {
    /// Folded.
    pub a: String,
    /// Folded.
    pub b: String,
    /// Why.
    pub reason: Reason,
}

impl Case {
    /// The entities that pass, those with the most mentions first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn entities(&self, filter: &EntityFilter) -> Result<Vec<EntityRow>, CaseError> {
        let read = || {
            // Those with names lie in an index by their number of mentions.
            let sql = if filter.described {
                include_str!("../sql/query/entities_and_described.sql")
            } else {
                include_str!("../sql/query/entities.sql")
            };
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(
                named_params! {
                    ":about": filter.about,
                    ":type": filter.kind.map(EntityType::as_str),
                    ":country": filter.country,
                    ":doc": filter.doc,
                    ":limit": i64::from(filter.limit),
                    ":offset": i64::from(filter.offset),
                },
                entity_row,
            )?;
            rows.collect::<Result<Vec<_>, _>>()
        };
        read().map_err(|cause| self.error(cause))
    }

    /// Entities that have a name, those with the most mentions first: all, or those of one type. Reads what it gives
    /// and what it passes over, through an index.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn entity_lines(&self, kind: Option<EntityType>, slice: Slice) -> Result<Vec<EntityRow>, CaseError> {
        match kind {
            None => self.list(
                include_str!("../sql/query/entity_lines.sql"),
                named_params! { ":most": slice.most, ":skip": slice.skip },
                entity_row,
            ),
            Some(kind) => self.list(
                include_str!("../sql/query/entity_lines_of_type.sql"),
                named_params! { ":type": kind.as_str(), ":most": slice.most, ":skip": slice.skip },
                entity_row,
            ),
        }
    }

    /// Entities of a name: the one that the lists know by it, then those with a spelling that begins so.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn entities_named(&self, words: &str, most: u32) -> Result<Vec<EntityRow>, CaseError> {
        let folded = place_name_key(words);
        if folded.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        // The lists know names as articles write them: with a capital, or as an acronym.
        let capital: String = words.chars().take(1).flat_map(char::to_uppercase).collect();
        let written = [
            words.to_owned(),
            format!("{capital}{}", words.chars().skip(1).collect::<String>()),
            words.to_uppercase(),
        ];
        for key in written.iter().filter_map(|words| entry_key(words)) {
            found.extend(self.entity_row(EntityId::of(&["entry", &key]).as_str())?);
        }
        let to = format!("{folded}\u{10ffff}");
        let sql = include_str!("../sql/query/entities_by_spelling.sql");
        let params = named_params! { ":from": folded, ":to": to, ":most": most };
        found.extend(self.list(sql, params, entity_row)?);
        let mut seen = BTreeSet::new();
        found.retain(|row| seen.insert(row.id.clone()));
        found.truncate(most as usize);
        Ok(found)
    }

    /// The entities whose id begins with `prefix`; at most twenty.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn entities_by_id(&self, prefix: &str) -> Result<Vec<EntityRow>, CaseError> {
        self.entity_rows(
            "SELECT id, name, type, country, geonames, lat, lon, described, n_mentions, n_documents FROM entity \
             WHERE substr(id, 1, length(:value)) = :value ORDER BY id LIMIT 20",
            prefix,
        )
    }

    /// One entity with all its names, where the case has it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn entity(&self, id: &EntityId) -> Result<Option<Entity>, CaseError> {
        let found = self.entity_rows(
            "SELECT id, name, type, country, geonames, lat, lon, described, n_mentions, n_documents FROM entity \
             WHERE id = :value",
            id.as_str(),
        )?;
        found.into_iter().next().map(|row| self.named(row)).transpose()
    }

    /// Hands each entity to `each`, in the order of their ids.
    ///
    /// # Errors
    /// As [`Case::entities`], and those of `each`.
    pub fn for_each_entity<E: From<CaseError>>(
        &self,
        mut each: impl FnMut(&Entity) -> Result<(), E>,
    ) -> Result<(), E> {
        let ids: Vec<String> =
            self.read_rows("SELECT id FROM entity WHERE :value = '' ORDER BY id", "", |row| row.get(0))?;
        for id in ids {
            if let Some(entity) = self.entity(&EntityId::stored(id))? {
                each(&entity)?;
            }
        }
        Ok(())
    }

    /// Whom the mentions of a document name or refer to.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn entities_of(&self, document: &DocumentId) -> Result<HashMap<MentionId, EntityId>, CaseError> {
        let rows = self.read_rows(
            "SELECT m.mention, n.entity FROM mention_name m JOIN name n ON n.key = m.key WHERE m.document = :value",
            document.as_str(),
            |row| Ok((MentionId::stored(row.get(0)?), EntityId::stored(row.get(1)?))),
        )?;
        Ok(rows.into_iter().collect())
    }

    /// The row of one entity, where the case has it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn entity_row(&self, id: &str) -> Result<Option<EntityRow>, CaseError> {
        let sql = "SELECT id, name, type, country, geonames, lat, lon, described, n_mentions, n_documents FROM entity \
                   WHERE id = :value";
        Ok(self.entity_rows(sql, id)?.into_iter().next())
    }

    /// The documents that name an entity, by id.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn documents_naming(&self, id: &EntityId) -> Result<Vec<DocumentId>, CaseError> {
        self.read_rows(
            "SELECT DISTINCT d.document FROM name n JOIN document_name d ON d.key = n.key WHERE n.entity = :value \
             ORDER BY d.document",
            id.as_str(),
            |row| row.get(0).map(DocumentId::stored),
        )
    }

    /// What joins names of different spelling in an entity.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn name_links(&self, id: &EntityId) -> Result<Vec<NameLink>, CaseError> {
        self.read_rows(
            "SELECT DISTINCT l.a, l.b, l.reason FROM name n JOIN name_link l ON l.a = n.key \
             JOIN name m ON m.key = l.b AND m.entity = n.entity WHERE n.entity = :value ORDER BY l.a, l.b, l.reason",
            id.as_str(),
            |found| {
                let reason: String = found.get(2)?;
                let reason = Reason::from_name(&reason).unwrap_or(Reason::OtherSpelling);
                Ok(NameLink { a: found.get(0)?, b: found.get(1)?, reason })
            },
        )
    }

    fn entity_rows(&self, sql: &str, value: &str) -> Result<Vec<EntityRow>, CaseError> {
        self.read_rows(sql, value, entity_row)
    }

    fn read_rows<T>(
        &self,
        sql: &str,
        value: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, CaseError> {
        let rows = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_map(named_params! { ":value": value }, read)?.collect::<Result<Vec<_>, _>>()
        };
        rows().map_err(|cause| self.error(cause))
    }

    fn named(&self, row: EntityRow) -> Result<Entity, CaseError> {
        struct FormRow {
            text: String,
            n: u64,
            reason: Reason,
            detail: String,
            document: DocumentId,
            doc: String,
            because: Option<Anchor>,
        }
        let forms = self.read_rows(
            "SELECT f.text, f.n_mentions, f.reason, f.detail, f.document, d.doc, f.because, f.because_at \
             FROM name n JOIN document_name m ON m.key = n.key \
             JOIN document_form f ON f.document = m.document AND f.key = m.key \
             JOIN document d ON d.id = f.document WHERE n.entity = :value ORDER BY d.doc, f.key, f.nth",
            row.id.as_str(),
            |found| {
                let reason: String = found.get(2)?;
                let (because, because_at): (String, String) = (found.get(6)?, found.get(7)?);
                let at: Vec<CharSpan> = spans_from_json(&because_at).unwrap_or_default();
                Ok(FormRow {
                    text: found.get(0)?,
                    n: found.get::<_, i64>(1)?.unsigned_abs(),
                    reason: Reason::from_name(&reason).unwrap_or(Reason::SameSpelling),
                    detail: found.get(3)?,
                    document: DocumentId::stored(found.get(4)?),
                    doc: found.get(5)?,
                    because: (!at.is_empty()).then_some(Anchor { words: because, at }),
                })
            },
        )?;
        let mut names: BTreeMap<String, (u64, BTreeSet<String>, Vec<NameReason>)> = BTreeMap::new();
        for form in forms {
            let (count, docs, reasons) = names.entry(form.text).or_default();
            *count += form.n;
            docs.insert(form.doc.clone());
            match reasons.iter_mut().find(|other| other.reason == form.reason && other.detail == form.detail)
            {
                Some(reason) => reason.n_documents += 1,
                None => reasons.push(NameReason {
                    reason: form.reason,
                    detail: form.detail,
                    document: form.document,
                    doc: form.doc,
                    because: form.because,
                    n_documents: 1,
                }),
            }
        }
        let mut names: Vec<EntityName> = names
            .into_iter()
            .map(|(text, (count, docs, reasons))| EntityName {
                text,
                count,
                docs: docs.into_iter().collect(),
                reasons,
            })
            .collect();
        names.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        let links = self.name_links(&row.id)?;
        Ok(Entity { row, names, links })
    }
}

fn entity_row(row: &Row<'_>) -> rusqlite::Result<EntityRow> {
    let kind: String = row.get(2)?;
    let (lat, lon): (Option<f64>, Option<f64>) = (row.get(5)?, row.get(6)?);
    let geonames: Option<i64> = row.get(4)?;
    let place = lat.zip(lon).map(|(lat, lon)| Place {
        geonames: geonames.and_then(|id| u32::try_from(id).ok()),
        lat,
        lon,
    });
    Ok(EntityRow {
        id: EntityId::stored(row.get(0)?),
        name: row.get(1)?,
        kind: EntityType::from_name(&kind).unwrap_or(EntityType::Other),
        country: row.get(3)?,
        place,
        described: row.get(7)?,
        n_mentions: row.get::<_, i64>(8)?.unsigned_abs(),
        n_documents: row.get::<_, i64>(9)?.unsigned_abs(),
    })
}

impl Entity {
    /// True where one of its names has all the words, each as the beginning of a word.
    pub fn has_words(&self, wanted: &Folded) -> bool {
        self.names.iter().any(|name| Folded::new(&name.text).has_words(wanted))
    }
}
