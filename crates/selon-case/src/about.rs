//! What the case has about one entity: the claims in which it stands, by role, who makes them, and its disputes.
//!
//! Cost: the entity's documents up to [`ABOUT_DOCUMENTS`], and in each the roles and voices of its claims. What
//! lies beyond is not counted, and [`EntityClaims::is_all`] says so.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::named_params;

use selon_link::entity::Reason;

use crate::reading::spans_from_json;
use crate::{
    Anchor, AttributionId, Case, CaseError, ClaimId, DisputeId, DocumentId, EntityId, EntityType, NameReason,
};

/// Documents of an entity that are looked at. One has about a hundred roles, a microsecond each.
const ABOUT_DOCUMENTS: u32 = 200;

/// Claims of an entity whose disputes are looked up.
const DISPUTED_CLAIMS: usize = 2000;

/// The part that an entity has in a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartOfClaim {
    /// It does it.
    Agent,
    /// It is done to it.
    Patient,
    /// It gets it.
    Recipient,
    /// It happens there.
    Place,
    /// It says it, or hands it on.
    Voice,
}

impl PartOfClaim {
    /// All parts.
    pub const ALL: [Self; 5] = [Self::Agent, Self::Patient, Self::Recipient, Self::Place, Self::Voice];

    /// The word for it, as in the case file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Patient => "patient",
            Self::Recipient => "recipient",
            Self::Place => "place",
            Self::Voice => "voice",
        }
    }

    /// The part that is spelt so.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == name)
    }
}

/// A claim in which an entity stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityClaim {
    /// The part that it has.
    pub part: PartOfClaim,
    /// Its document.
    pub document: DocumentId,
    /// Its place in the document.
    pub nth: u32,
    /// The claim.
    pub claim: ClaimId,
}

/// Who speaks of an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speaker {
    /// The voice closest to the fact, by its name there; of an article's own voice its outlet or path.
    pub name: String,
    /// It is the article's own voice.
    pub is_outlet: bool,
    /// The article, where its outlet is not known.
    pub document: Option<DocumentId>,
}

/// The claims in which an entity stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityClaims {
    /// Newest publication first.
    pub claims: Vec<EntityClaim>,
    /// Who makes the claims in which it stands otherwise than as a voice, the most first.
    pub speakers: Vec<(Speaker, u64)>,
    /// Documents that were looked at.
    pub n_documents: usize,
    /// False where more documents name it.
    pub is_all: bool,
}

/// Keys of an entity whose reasons are looked up.
const KEYS: u32 = 60;

/// Documents of each key in which reasons are looked up.
const KEY_DOCUMENTS: u32 = 80;

/// Words that name an entity, in all documents.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityForm {
    /// The words.
    pub text: String,
    /// How often.
    pub n_mentions: u64,
    /// In how many documents.
    pub n_documents: u64,
    /// False for a description, an office, a surname.
    pub is_name: bool,
    /// Why these words stand for the entity, each reason once with one place, out of some of the documents; none
    /// where these were not among them.
    pub reasons: Vec<NameReason>,
}

/// Whom a document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedEntity {
    /// The entity.
    pub id: EntityId,
    /// The name that is shown.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// Mentions by words.
    pub n_mentions: u64,
}

impl Case {
    /// The claims in which an entity stands, in its newest documents.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn claims_about(&self, entity: &EntityId) -> Result<EntityClaims, CaseError> {
        let sql = include_str!("../sql/query/entity_documents.sql");
        let params = named_params! { ":entity": entity.as_str(), ":most": ABOUT_DOCUMENTS + 1 };
        let mut documents: Vec<String> = self.list(sql, params, |row| row.get(0))?;
        let is_all = documents.len() <= ABOUT_DOCUMENTS as usize;
        documents.truncate(ABOUT_DOCUMENTS as usize);
        let mut found = EntityClaims { n_documents: documents.len(), is_all, ..EntityClaims::default() };
        let mut speakers: BTreeMap<Speaker, u64> = BTreeMap::new();
        for document in documents {
            let sql = include_str!("../sql/query/entity_claims.sql");
            let params = named_params! { ":document": document, ":entity": entity.as_str() };
            let rows: Vec<(String, String, u32, Option<String>)> =
                self.list(sql, params, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
            let mut own = None;
            let mut counted: BTreeSet<u32> = BTreeSet::new();
            for (part, claim, nth, voice) in rows {
                let Some(part) = PartOfClaim::from_name(&part) else { continue };
                found.claims.push(EntityClaim {
                    part,
                    document: DocumentId::stored(document.clone()),
                    nth,
                    claim: ClaimId::stored(claim),
                });
                if part == PartOfClaim::Voice || !counted.insert(nth) {
                    continue;
                }
                let speaker = match voice {
                    Some(name) => Speaker { name, is_outlet: false, document: None },
                    None => {
                        if own.is_none() {
                            let line = self.document_line(&document)?;
                            own = line.map(|line| match line.outlet {
                                Some(name) => Speaker { name, is_outlet: true, document: None },
                                None => Speaker { name: line.doc, is_outlet: true, document: Some(line.id) },
                            });
                        }
                        let Some(own) = own.clone() else { continue };
                        own
                    }
                };
                *speakers.entry(speaker).or_default() += 1;
            }
        }
        found.speakers = speakers.into_iter().collect();
        found.speakers.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        Ok(found)
    }

    /// The words that name an entity, the commonest first, at most `most`, with why they do.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn entity_forms(&self, entity: &EntityId, most: u32) -> Result<Vec<EntityForm>, CaseError> {
        let sql = include_str!("../sql/query/entity_keys.sql");
        let params = named_params! { ":entity": entity.as_str(), ":most": KEYS };
        let keys: Vec<String> = self.list(sql, params, |row| row.get(0))?;
        let mut reasons: BTreeMap<String, Vec<NameReason>> = BTreeMap::new();
        for key in keys {
            let sql = include_str!("../sql/query/form_reasons.sql");
            let found = self.list(sql, named_params! { ":key": key, ":most": KEY_DOCUMENTS }, |row| {
                let reason: String = row.get(1)?;
                let because_at: String = row.get(6)?;
                let at = spans_from_json(&because_at).unwrap_or_default();
                let words: String = row.get(5)?;
                let reason = NameReason {
                    reason: Reason::from_name(&reason).unwrap_or(Reason::SameSpelling),
                    detail: row.get(2)?,
                    document: DocumentId::stored(row.get(3)?),
                    doc: row.get(4)?,
                    because: (!at.is_empty()).then_some(Anchor { words, at }),
                    n_documents: 1,
                };
                Ok((row.get::<_, String>(0)?, reason))
            })?;
            for (text, reason) in found {
                let of_form = reasons.entry(text).or_default();
                let same =
                    |other: &&mut NameReason| other.reason == reason.reason && other.detail == reason.detail;
                match of_form.iter_mut().find(same) {
                    Some(known) => known.n_documents += 1,
                    None => of_form.push(reason),
                }
            }
        }
        let sql = include_str!("../sql/query/entity_forms.sql");
        self.list(sql, named_params! { ":entity": entity.as_str(), ":most": most }, |row| {
            let text: String = row.get(0)?;
            Ok(EntityForm {
                n_mentions: row.get::<_, i64>(1)?.unsigned_abs(),
                n_documents: row.get::<_, i64>(2)?.unsigned_abs(),
                is_name: row.get(3)?,
                reasons: reasons.remove(&text).unwrap_or_default(),
                text,
            })
        })
    }

    /// The disputes that claims are part of, those on which most hangs first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn disputes_of_claims<'c>(
        &self,
        claims: impl IntoIterator<Item = &'c ClaimId>,
    ) -> Result<Vec<DisputeId>, CaseError> {
        let sql = include_str!("../sql/query/disputes_of_claim_id.sql");
        let mut found: BTreeSet<(std::cmp::Reverse<i64>, String)> = BTreeSet::new();
        for claim in claims.into_iter().take(DISPUTED_CLAIMS) {
            let rows: Vec<(String, i64)> =
                self.list(sql, named_params! { ":claim": claim.as_str() }, |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?;
            found.extend(rows.into_iter().map(|(id, weight)| (std::cmp::Reverse(weight), id)));
        }
        Ok(found.into_iter().map(|(_, id)| DisputeId::stored(id)).collect())
    }

    /// Whom a document names, the most often first; nobody whom it only describes.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn named_in(&self, document: &DocumentId, most: u32) -> Result<Vec<NamedEntity>, CaseError> {
        let sql = include_str!("../sql/query/document_entities.sql");
        self.list(sql, named_params! { ":document": document.as_str(), ":most": most }, |row| {
            let kind: String = row.get(2)?;
            Ok(NamedEntity {
                id: EntityId::stored(row.get(0)?),
                name: row.get(1)?,
                kind: EntityType::from_name(&kind).unwrap_or(EntityType::Other),
                n_mentions: row.get::<_, i64>(3)?.unsigned_abs(),
            })
        })
    }

    /// Whom the source of an attribution names, where that is known.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn entity_of_source(&self, attribution: &AttributionId) -> Result<Option<EntityId>, CaseError> {
        let sql = include_str!("../sql/query/entity_of_attribution.sql");
        self.one(sql, named_params! { ":attribution": attribution.as_str() }, |row| {
            row.get(0).map(EntityId::stored)
        })
    }
}
