//! What waits for an analyst: where the machine decided on thin grounds, or left something open, the most
//! consequential first.

mod names;
mod why;

use std::cmp::Reverse;

use rusqlite::named_params;
use selon_link::origin::ReuseKind;

pub use why::{Differing, Why};

use crate::judgement::{JudgedKind, Matter, Verb};
use crate::{Case, CaseError, ClaimLine, DisputeId, DocumentId};

/// Answers of a dispute that are shown as sides, those with the most claims.
const MOST_SIDES: usize = 8;

/// Claims that are shown for a side.
const N_WORDS: usize = 2;

/// Events whose claims wait though no question is disputed about them: whoever reads acts on these first.
const GRAVE: [&str; 6] = ["eACCUSE", "eASSAULT", "eAID", "eSUPPORT", "eCOERCE", "eTHREATEN"];

/// Grave claims that are looked at for those that nobody has judged.
const GRAVE_LOOKED_AT: usize = 400;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Two names were left apart, or joined on thin grounds: are they one?
    SameEntity,
    /// Answers were put side by side: do they exclude each other?
    Dispute,
    /// Two texts were taken for copies of one: are they?
    SharedText,
    /// A claim was read out of words that much hangs on: is it what they say, and is it who says it?
    Claim,
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
    /// Number of answers beyond those: of many, the ones that the most claims give are sides.
    pub n_more: usize,
    /// Why it is asked.
    pub reason: Why,
    /// Number of claims that depend on it; of two names, how often the less frequent is mentioned.
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
                let more =
                    if self.n_more == 0 { String::new() } else { format!(", and {} more", self.n_more) };
                format!("Do these exclude each other: {}{more}?", names.join(" / "))
            }
            Doubt::SharedText => format!("Is “{}” the same text as “{}”?", name(0), name(1)),
            Doubt::Claim => format!("Does {} say that: “{}”?", name(1), name(0)),
        }
    }
}

impl Case {
    /// The judgements that wait, at most `most`: disputes that nobody has judged, names that were joined by their
    /// spelling alone or left apart although they are near each other, texts that were taken for one on thin
    /// grounds, claims that answer what is disputed, and the newest grave claims. Those that the most claims hang on
    /// come first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn review_queue(&self, most: usize) -> Result<Vec<ReviewItem>, CaseError> {
        let mut items = self.waiting_disputes(most)?;
        items.extend(self.waiting_names(most)?);
        items.extend(self.waiting_reuse(most)?);
        items.extend(self.waiting_claims(most.saturating_sub(items.len()))?);
        items.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.doubt.cmp(&b.doubt)));
        items.truncate(most);
        Ok(items)
    }

    fn waiting_disputes(&self, most: usize) -> Result<Vec<ReviewItem>, CaseError> {
        let sql = include_str!("../sql/query/waiting_disputes.sql");
        let ids = self.waiting(sql, most, |row| row.get(0).map(DisputeId::stored))?;
        let mut items = Vec::new();
        for id in ids {
            let Some(line) = self.dispute_line(id.as_str())? else { continue };
            let mut answers: Vec<(u32, String, u64)> =
                (0..).zip(line.answers).map(|(nth, (value, n_claims))| (nth, value, n_claims)).collect();
            let n_more = answers.len().saturating_sub(MOST_SIDES);
            answers.sort_by_key(|(nth, _, n_claims)| (Reverse(*n_claims), *nth));
            answers.truncate(MOST_SIDES);
            answers.sort_by_key(|(nth, ..)| *nth);
            let mut sides = Vec::new();
            for (nth, value, _) in answers {
                let sql = include_str!("../sql/query/answer_words.sql");
                let params = named_params! { ":dispute": id.as_str(), ":nth": nth, ":most": N_WORDS as i64 };
                let words = self.list(sql, params, |row| Ok((row.get(0)?, row.get(1)?)))?;
                sides.push(ReviewSide { name: value, words });
            }
            items.push(ReviewItem {
                doubt: Doubt::Dispute,
                matter: Matter { kind: JudgedKind::Dispute, subject: id.to_string(), object: None },
                yes: Verb::Accept,
                no: Verb::Reject,
                sides,
                n_more,
                reason: Why::Question { french: line.french, english: line.english },
                weight: line.n_claims.into(),
            });
        }
        Ok(items)
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
            let kind = ReuseKind::from_name(&row.get::<_, String>("kind")?).unwrap_or(ReuseKind::Copy);
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
                n_more: 0,
                reason: Why::SharedText { kind, n_words, share },
                weight: row.get::<_, u32>("n_claims")?.into(),
            })
        })
    }

    fn waiting_claims(&self, most: usize) -> Result<Vec<ReviewItem>, CaseError> {
        let mut items: Vec<ReviewItem> = Vec::new();
        let answers = self.waiting(include_str!("../sql/query/waiting_claims.sql"), most, |row| {
            Ok((row.get::<_, String>(0)?, Why::Question { french: row.get(3)?, english: row.get(4)? }))
        })?;
        for (claim, why) in answers {
            let Some((document, nth)) = self.claim_place(&claim)? else { continue };
            self.push_claim(&mut items, &document, nth, Some(why))?;
        }
        if items.len() < most {
            for (document, nth) in self.newest_with(&GRAVE, GRAVE_LOOKED_AT)? {
                if items.len() >= most {
                    break;
                }
                self.push_claim(&mut items, &document, nth, None)?;
            }
        }
        Ok(items)
    }

    /// Adds a claim that nobody has judged and that is not there yet; without a question it waits for its event.
    fn push_claim(
        &self,
        items: &mut Vec<ReviewItem>,
        document: &DocumentId,
        nth: u32,
        why: Option<Why>,
    ) -> Result<(), CaseError> {
        let Some(claim) = self.claim_line(document, nth)? else { return Ok(()) };
        let matter = Matter { kind: JudgedKind::Claim, subject: claim.id.to_string(), object: None };
        let is_there = items.iter().any(|item| item.matter == matter);
        if is_there || self.standing(&matter, Verb::Accept)?.is_some() {
            return Ok(());
        }
        let event = claim.event.clone().unwrap_or_default();
        let reason = why.unwrap_or(Why::Grave { event });
        items.push(ReviewItem {
            doubt: Doubt::Claim,
            matter,
            yes: Verb::Accept,
            no: Verb::Reject,
            sides: vec![
                ReviewSide {
                    name: claim.words.clone(),
                    words: vec![(claim.document.doc.clone(), claim.words.clone())],
                },
                ReviewSide { name: who_says(&claim), words: Vec::new() },
            ],
            n_more: 0,
            reason,
            weight: 1,
        });
        Ok(())
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

/// The voice closest to the fact, and through whom: *the governor (Gazette › Agency)*.
fn who_says(claim: &ClaimLine) -> String {
    let outlet = claim.document.outlet.as_deref().unwrap_or(&claim.document.doc);
    let voices: Vec<&str> = claim.voices.iter().skip(1).map(|voice| voice.name.as_str()).collect();
    match voices.split_last() {
        None => outlet.to_owned(),
        Some((last, relays)) => {
            let last = if last.is_empty() { "somebody unnamed" } else { last };
            let through: Vec<&str> = std::iter::once(outlet).chain(relays.iter().copied()).collect();
            format!("{last} ({})", through.join(" › "))
        }
    }
}
