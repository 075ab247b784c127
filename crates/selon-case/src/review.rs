//! What waits for an analyst: where the machine decided on thin grounds, or left something open, the most
//! consequential first.

use rusqlite::named_params;

use crate::judgement::{JudgedKind, Matter, Verb};
use crate::{Case, CaseError, DisputeId};

/// Claims that are shown for a side.
const N_WORDS: usize = 2;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Two names were left apart, or joined on thin grounds: are they one?
    SameEntity,
    /// Answers were put side by side: do they exclude each other?
    Dispute,
    /// Two texts were taken for copies of one: are they?
    SharedText,
}

/// One question to an analyst.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewItem {
    /// What kind of question.
    pub doubt: Doubt,
    /// What a judgement would be about.
    pub matter: Matter,
    /// What *yes* decides.
    pub yes: Verb,
    /// What *no* decides.
    pub no: Verb,
    /// The names, answers or texts, with their words.
    pub sides: Vec<ReviewSide>,
    /// Why it is asked.
    pub reason: String,
    /// Number of claims that depend on it.
    pub weight: u64,
}

/// One side of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewSide {
    /// The name, the answer, the headline.
    pub name: String,
    /// Documents, and words in them that show it.
    pub words: Vec<(String, String)>,
}

impl ReviewItem {
    /// The question, in words.
    pub fn question(&self) -> String {
        let name = |i: usize| self.sides.get(i).map_or("", |side| &side.name);
        match self.doubt {
            Doubt::SameEntity => format!("Are “{}” and “{}” one and the same?", name(0), name(1)),
            Doubt::Dispute => {
                let names: Vec<_> = self.sides.iter().map(|side| side.name.as_str()).collect();
                format!("Do these exclude each other: {}?", names.join(" / "))
            }
            Doubt::SharedText => format!("Is “{}” the same text as “{}”?", name(0), name(1)),
        }
    }
}

impl Case {
    /// The judgements that wait, at most `most`: disputes that nobody has judged, and texts that were taken for one
    /// on thin grounds. Those that the most claims hang on come first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn review_queue(&self, most: usize) -> Result<Vec<ReviewItem>, CaseError> {
        let mut items = self.waiting_disputes(most)?;
        items.extend(self.waiting_reuse(most)?);
        items.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.doubt.cmp(&b.doubt)));
        items.truncate(most);
        Ok(items)
    }

    fn waiting_disputes(&self, most: usize) -> Result<Vec<ReviewItem>, CaseError> {
        let sql = include_str!("../sql/query/waiting_disputes.sql");
        let ids = self.waiting(sql, most, |row| row.get(0).map(DisputeId::stored))?;
        let disputes = ids.iter().filter_map(|id| self.dispute(id).transpose());
        disputes
            .map(|dispute| {
                let dispute = dispute?;
                let n_claims: usize = dispute.answers.iter().map(|answer| answer.claims.len()).sum();
                let side = |answer: &crate::DisputeAnswer| ReviewSide {
                    name: answer.value.clone(),
                    words: answer
                        .claims
                        .iter()
                        .take(N_WORDS)
                        .map(|claim| (claim.doc.clone(), claim.words.clone()))
                        .collect(),
                };
                Ok(ReviewItem {
                    doubt: Doubt::Dispute,
                    matter: Matter {
                        kind: JudgedKind::Dispute,
                        subject: dispute.id.to_string(),
                        object: None,
                    },
                    yes: Verb::Accept,
                    no: Verb::Reject,
                    sides: dispute.answers.iter().map(side).collect(),
                    reason: dispute.question.french,
                    weight: n_claims as u64,
                })
            })
            .collect()
    }

    fn waiting_reuse(&self, most: usize) -> Result<Vec<ReviewItem>, CaseError> {
        self.waiting(include_str!("../sql/query/waiting_reuse.sql"), most, |row| {
            let text = |column| row.get::<_, Option<String>>(column);
            let (doc, other_doc): (String, String) = (row.get("doc")?, row.get("other_doc")?);
            let side = |doc: &String, title: Option<String>, words: Option<String>| ReviewSide {
                name: title.unwrap_or_else(|| doc.clone()),
                words: words.map(|words| (doc.clone(), words)).into_iter().collect(),
            };
            let (share, n_words): (u32, u32) = (row.get("share")?, row.get("n_words")?);
            let kind: String = row.get("kind")?;
            Ok(ReviewItem {
                doubt: Doubt::SharedText,
                matter: Matter {
                    kind: JudgedKind::Document,
                    subject: row.get("document")?,
                    object: Some(row.get("other")?),
                },
                yes: Verb::Same,
                no: Verb::Different,
                sides: vec![
                    side(&doc, text("title")?, text("words")?),
                    side(&other_doc, text("other_title")?, text("other_words")?),
                ],
                reason: format!("taken for a {kind}: {n_words} words, {share} percent of the first"),
                weight: row.get::<_, u32>("n_claims")?.into(),
            })
        })
    }

    fn waiting<T>(
        &self,
        sql: &str,
        most: usize,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, CaseError> {
        let rows = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(named_params! { ":most": most as i64 }, read)?;
            rows.collect::<Result<Vec<_>, _>>()
        };
        rows().map_err(|cause| self.error(cause))
    }
}
