//! Questions in the case: what claims answer, by key, and the disputes that come of it.
//!
//! A document's answers are written when it is linked and taken back when it is replaced. Each key that was touched
//! waits in `stale_question` and is judged anew from at most [`MOST_FACTS`] rows, once for all documents that are
//! linked together; nothing else is read, so that adding an article costs what it touches. A dispute's id is made
//! from its question's key.

mod answers;
mod judging;

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Row, named_params};
use selon_extract::{Event, Modality};
use selon_link::origin::OriginCount;
use selon_link::question::{Answer, Moment, Note, Number, Party, PartyKind, QuestionKind, Side};
use serde_json::Value;

use crate::reading::spans_from_json;
use crate::{Anchor, Case, CaseError, ClaimId, DisputeId, DocumentId, EntityId, Filter};

pub(super) use answers::{answered, unlink, write};
pub(super) use judging::{judged, rulings, write_disputes};
pub(crate) use judging::{key_of, rejudge};

/// A question with rival answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// Made from the question.
    pub id: DisputeId,
    /// What is asked.
    pub question: AskedQuestion,
    /// Rival answers: numbers and dates by size, others by how many say so.
    pub answers: Vec<DisputeAnswer>,
    /// How much hangs on it; lists begin with the greatest.
    pub weight: u32,
    /// Documents with an answer.
    pub n_documents: u32,
    /// Outlets with an answer.
    pub n_outlets: u32,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedQuestion {
    /// Who, how many, …
    pub kind: QuestionKind,
    /// PLOVER type of most of its claims.
    pub event: Option<Event>,
    /// About whom and what.
    pub about: Vec<QuestionParty>,
    /// The question as a French sentence.
    pub french: String,
    /// The question as an English sentence.
    pub english: String,
}

/// A party that a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionParty {
    /// What it is called.
    pub name: String,
    /// Its entity, where it has one.
    pub entity: Option<EntityId>,
}

/// One answer and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct DisputeAnswer {
    /// The answer in words.
    pub value: String,
    /// The claims that give it, by document and place.
    pub claims: Vec<AnswerClaim>,
    /// Paths of the documents, sorted.
    pub documents: Vec<String>,
    /// Outlets, sorted; a document without one stands for itself.
    pub outlets: Vec<String>,
    /// Where the claims come from: independent origins, and what was counted once, with the reason.
    pub origins: OriginCount,
}

/// A claim that gives an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerClaim {
    /// The claim.
    pub claim: ClaimId,
    /// Its document.
    pub document: DocumentId,
    /// The document's path.
    pub doc: String,
    /// The document's outlet.
    pub outlet: Option<String>,
    /// The words that give the answer.
    pub answer: Anchor,
    /// The claim's words.
    pub words: String,
    /// Voices behind the article, outermost first; none where it speaks for itself.
    pub chain: Vec<String>,
    /// The writer keeps a distance.
    pub is_hedged: bool,
    /// The claim denies.
    pub is_denied: bool,
    /// Its mode.
    pub modality: Modality,
    /// Kinds of evidence.
    pub evidence: Vec<String>,
    /// Why it stands here.
    pub reason: &'static str,
}

impl Case {
    /// The disputes that pass, the most consequential first. A dispute passes by its question, or by a claim that
    /// answers it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn disputes(&self, filter: &Filter) -> Result<Vec<Dispute>, CaseError> {
        let ids = self.filtered(include_str!("../../../sql/query/disputes.sql"), filter, |row| {
            row.get::<_, String>(0)
        })?;
        ids.into_iter().filter_map(|id| self.dispute(&DisputeId::stored(id)).transpose()).collect()
    }

    /// A dispute by its id; `None` where there is none.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn dispute(&self, id: &DisputeId) -> Result<Option<Dispute>, CaseError> {
        let Some(mut dispute) = self.dispute_uncounted(id)? else { return Ok(None) };
        let ids = |answer: &DisputeAnswer| answer.claims.iter().map(|claim| claim.claim.clone()).collect();
        let claims: Vec<Vec<ClaimId>> = dispute.answers.iter().map(ids).collect();
        let sets: Vec<&[ClaimId]> = claims.iter().map(Vec::as_slice).collect();
        for (answer, origins) in dispute.answers.iter_mut().zip(self.origins_of_each(&sets)?) {
            answer.origins = origins;
        }
        Ok(Some(dispute))
    }

    /// A dispute by its id, without its answers' origins: for whoever shows only some of it, or counts the origins
    /// of only some claims.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn dispute_uncounted(&self, id: &DisputeId) -> Result<Option<Dispute>, CaseError> {
        let read = || {
            let mut statement =
                self.connection.prepare_cached(include_str!("../../../sql/query/dispute.sql"))?;
            let Some(mut dispute) =
                statement.query_row(named_params! { ":id": id.as_str() }, dispute_row).optional()?
            else {
                return Ok(None);
            };
            let mut statement =
                self.connection.prepare_cached(include_str!("../../../sql/query/dispute_claims.sql"))?;
            let rows = statement.query_map(named_params! { ":id": id.as_str() }, |row| {
                Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?, claim_at(row, 2)?))
            })?;
            let mut last = None;
            for row in rows {
                let (nth, value, claim) = row?;
                if last != Some(nth) {
                    dispute.answers.push(DisputeAnswer {
                        value,
                        claims: Vec::new(),
                        documents: Vec::new(),
                        outlets: Vec::new(),
                        origins: OriginCount::default(),
                    });
                    last = Some(nth);
                }
                if let Some(answer) = dispute.answers.last_mut() {
                    answer.claims.push(claim);
                }
            }
            Ok(Some(dispute))
        };
        let Some(mut dispute) = read().map_err(|cause| self.error(cause))? else { return Ok(None) };
        dispute.answers.iter_mut().for_each(DisputeAnswer::count);
        Ok(Some(dispute))
    }

    /// The disputes that a claim has a part in, the most consequential first; the origins of their answers are not
    /// counted.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn disputes_of_claim(&self, claim: &ClaimId) -> Result<Vec<Dispute>, CaseError> {
        const SQL: &str = "SELECT DISTINCT x.dispute, d.weight FROM dispute_claim x JOIN dispute d ON d.id = x.dispute \
                           WHERE x.claim = :claim ORDER BY d.weight DESC, d.id";
        let ids = self.dispute_ids(SQL, named_params! { ":claim": claim.as_str() })?;
        ids.iter().filter_map(|id| self.dispute_uncounted(id).transpose()).collect()
    }

    /// The disputes whose id begins with `prefix`; at most twenty.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn disputes_by_id(&self, prefix: &str) -> Result<Vec<DisputeId>, CaseError> {
        const SQL: &str =
            "SELECT id FROM dispute WHERE substr(id, 1, length(:prefix)) = :prefix ORDER BY id LIMIT 20";
        self.dispute_ids(SQL, named_params! { ":prefix": prefix })
    }

    fn dispute_ids(
        &self,
        sql: &str,
        params: &[(&str, &dyn rusqlite::ToSql)],
    ) -> Result<Vec<DisputeId>, CaseError> {
        let read = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(params, |row| row.get(0).map(DisputeId::stored))?;
            rows.collect::<Result<Vec<_>, _>>()
        };
        read().map_err(|cause| self.error(cause))
    }
}

impl DisputeAnswer {
    fn count(&mut self) {
        let documents: BTreeSet<_> = self.claims.iter().map(|claim| claim.doc.clone()).collect();
        let outlets: BTreeSet<_> = self
            .claims
            .iter()
            .map(|claim| claim.outlet.clone().unwrap_or_else(|| claim.doc.clone()))
            .collect();
        self.documents = documents.into_iter().collect();
        self.outlets = outlets.into_iter().collect();
    }
}

fn dispute_row(row: &Row<'_>) -> Result<Dispute, rusqlite::Error> {
    let about: String = row.get(4)?;
    let parties = parties_from_json(&about);
    let entity = |party: &Party| party.key.strip_prefix("e:").map(|id| EntityId::stored(id.to_owned()));
    Ok(Dispute {
        id: DisputeId::stored(row.get(0)?),
        question: AskedQuestion {
            kind: QuestionKind::from_name(&row.get::<_, String>(1)?).unwrap_or(QuestionKind::Whether),
            event: row.get::<_, Option<String>>(3)?.as_deref().and_then(Event::from_name),
            about: parties
                .iter()
                .map(|party| QuestionParty { name: party.name.clone(), entity: entity(party) })
                .collect(),
            french: row.get(5)?,
            english: row.get(6)?,
        },
        answers: Vec::new(),
        n_documents: row.get(9)?,
        n_outlets: row.get(10)?,
        weight: row.get(12)?,
    })
}

/// The claim in the thirteen columns from `first` on.
pub(super) fn claim_at(row: &Row<'_>, first: usize) -> Result<AnswerClaim, rusqlite::Error> {
    let list = |json: String| serde_json::from_str::<Vec<String>>(&json).unwrap_or_default();
    let at: String = row.get(first + 5)?;
    let note: String = row.get(first + 6)?;
    Ok(AnswerClaim {
        claim: ClaimId::stored(row.get(first)?),
        document: DocumentId::stored(row.get(first + 1)?),
        doc: row.get(first + 2)?,
        outlet: row.get(first + 3)?,
        answer: Anchor { words: row.get(first + 4)?, at: spans_from_json(&at).unwrap_or_default() },
        words: row.get(first + 7)?,
        is_denied: row.get::<_, String>(first + 8)? == "denied",
        modality: Modality::from_name(&row.get::<_, String>(first + 9)?).unwrap_or(Modality::Asserted),
        is_hedged: row.get(first + 10)?,
        evidence: list(row.get(first + 11)?),
        chain: list(row.get(first + 12)?),
        reason: Note::from_name(&note).unwrap_or(Note::Own).reason(),
    })
}

fn kind_name(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::State => "state",
        PartyKind::Group => "group",
        PartyKind::Organisation => "organisation",
        PartyKind::Person => "person",
        PartyKind::Place => "place",
        PartyKind::Thing => "thing",
    }
}

fn kind_from_name(name: &str) -> PartyKind {
    match name {
        "state" => PartyKind::State,
        "group" => PartyKind::Group,
        "organisation" => PartyKind::Organisation,
        "person" => PartyKind::Person,
        "place" => PartyKind::Place,
        _ => PartyKind::Thing,
    }
}

fn parties_from_json(json: &str) -> Vec<Party> {
    let values: Vec<Value> = serde_json::from_str(json).unwrap_or_default();
    let text = |value: &Value, field: &str| value[field].as_str().unwrap_or_default().to_owned();
    let party = |value: &Value| Party {
        key: text(value, "key"),
        name: text(value, "name"),
        kind: kind_from_name(&text(value, "kind")),
    };
    values.iter().map(party).collect()
}

/// The answer in the nine columns from `first` on.
pub(super) fn answer_at(row: &Row<'_>, first: usize) -> Result<Answer, rusqlite::Error> {
    let text = |at: usize| row.get::<_, Option<String>>(first + at).map(Option::unwrap_or_default);
    if let Some(key) = row.get::<_, Option<String>>(first)? {
        let is_so = row.get::<_, Option<bool>>(first + 2)?.unwrap_or(true);
        return Ok(Answer::Party { key, name: text(1)?, is_so });
    }
    if let Some(side) = row.get::<_, Option<String>>(first + 3)? {
        return Ok(Answer::Side(if side == "yes" { Side::Yes } else { Side::No }));
    }
    if let Some(min) = row.get::<_, Option<f64>>(first + 4)? {
        let max = row.get::<_, Option<f64>>(first + 5)?.unwrap_or(f64::INFINITY);
        return Ok(Answer::Number(Number { min, max, unit: text(6)? }));
    }
    Ok(Answer::Time(Moment { from: text(7)?, to: text(8)? }))
}
