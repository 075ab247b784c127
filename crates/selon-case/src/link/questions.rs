//! Questions in the case: what claims answer, by key, and the disputes that come of it.
//!
//! A document's answers are written when it is linked and taken back when it is replaced. Each key that was touched
//! waits in `stale_question` and is judged anew from at most [`MOST_FACTS`] rows, once for all documents that are
//! linked together; nothing else is read, so that adding an article costs what it touches. A dispute's id is made
//! from its question's key.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use selon_extract::{Event, Modality};
use selon_link::Document;
use selon_link::entity::names_of;
use selon_link::origin::OriginCount;
use selon_link::question::{
    Answer, Fact, Given, Language, MOST_FACTS, Moment, Note, Number, Party, PartyKind, Question,
    QuestionKind, Ruling, Rulings, Side, Topic, Verdict, facts_of, judge,
};
use serde_json::{Value, json};

use super::entities::NamesOf;
use crate::reading::{spans_as_json, spans_from_json};
use crate::{Anchor, Case, CaseError, ClaimId, DisputeId, DocumentId, EntityId, Filter, Folded, Verb};

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
        let ids = self
            .filtered(include_str!("../../sql/query/disputes.sql"), filter, |row| row.get::<_, String>(0))?;
        ids.into_iter().filter_map(|id| self.dispute(&DisputeId::stored(id)).transpose()).collect()
    }

    /// A dispute by its id; `None` where there is none.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn dispute(&self, id: &DisputeId) -> Result<Option<Dispute>, CaseError> {
        let Some(mut dispute) = self.dispute_uncounted(id)? else { return Ok(None) };
        for answer in &mut dispute.answers {
            let claims: Vec<_> = answer.claims.iter().map(|claim| claim.claim.clone()).collect();
            answer.origins = self.origins_of(&claims)?;
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
                self.connection.prepare_cached(include_str!("../../sql/query/dispute.sql"))?;
            let Some(mut dispute) =
                statement.query_row(named_params! { ":id": id.as_str() }, dispute_row).optional()?
            else {
                return Ok(None);
            };
            let mut statement =
                self.connection.prepare_cached(include_str!("../../sql/query/dispute_claims.sql"))?;
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

/// Documents and what their claims answer.
pub(super) type Answered = Vec<(Document, Vec<Fact>)>;

/// Reads what the claims of documents answer.
pub(super) fn answered(case: &Case, ids: &[String]) -> Result<Answered, CaseError> {
    let read = |id: &String| {
        let document = case.link_document(&DocumentId::stored(id.clone()))?;
        let names = names_of(&document);
        let facts = facts_of(&document, &NamesOf::of(&case.connection, &names));
        Ok((document, facts))
    };
    ids.iter().map(read).collect()
}

/// Writes what the claims of documents answer; the questions that are touched wait to be judged.
pub(super) fn write(transaction: &Transaction<'_>, answered: &Answered) -> Result<(), rusqlite::Error> {
    let mut touched = BTreeSet::new();
    for (document, facts) in answered {
        write_answers(transaction, document, facts, &mut touched)?;
        fresh(transaction, &document.id)?;
    }
    wait_for_judging(transaction, &touched)
}

fn wait_for_judging(
    transaction: &Transaction<'_>,
    touched: &BTreeSet<String>,
) -> Result<(), rusqlite::Error> {
    const SQL: &str = "INSERT OR IGNORE INTO stale_question (question) VALUES (:question)";
    let mut statement = transaction.prepare_cached(SQL)?;
    for key in touched {
        statement.execute(named_params! { ":question": key })?;
    }
    Ok(())
}

/// The answers of a document are those of its entities as they are.
fn fresh(transaction: &Transaction<'_>, document: &str) -> Result<(), rusqlite::Error> {
    transaction
        .prepare_cached("DELETE FROM stale_answer WHERE document = :document")?
        .execute(named_params! { ":document": document })
        .map(|_| ())
}

/// Judges anew the questions that `claims` answer, and `other`, where one was moved to or from.
pub(crate) fn rejudge(
    transaction: &Transaction<'_>,
    claims: &[&str],
    other: Option<&str>,
) -> Result<(), rusqlite::Error> {
    let mut statement = transaction.prepare_cached(include_str!("../../sql/query/questions_of_claim.sql"))?;
    let mut touched: BTreeSet<String> = other.map(str::to_owned).into_iter().collect();
    for claim in claims {
        let keys = statement.query_map(named_params! { ":claim": claim }, |row| row.get::<_, String>(0))?;
        for key in keys {
            touched.insert(key?);
        }
    }
    judge_all(transaction, &touched)
}

/// The key of a dispute's question.
pub(crate) fn key_of(
    transaction: &Transaction<'_>,
    dispute: &str,
) -> Result<Option<String>, rusqlite::Error> {
    const SQL: &str = "SELECT question FROM dispute WHERE id = :id";
    transaction.prepare_cached(SQL)?.query_row(named_params! { ":id": dispute }, |row| row.get(0)).optional()
}

/// Takes back what the claims of a document answer.
pub(super) fn unlink(transaction: &Transaction<'_>, document: &DocumentId) -> Result<(), rusqlite::Error> {
    let mut touched = BTreeSet::new();
    forget(transaction, document.as_str(), &mut touched)?;
    fresh(transaction, document.as_str())?;
    wait_for_judging(transaction, &touched)
}

fn forget(
    transaction: &Transaction<'_>,
    document: &str,
    touched: &mut BTreeSet<String>,
) -> Result<(), rusqlite::Error> {
    let mut statement =
        transaction.prepare_cached("SELECT DISTINCT question FROM answer WHERE document = :document")?;
    let keys = statement.query_map(named_params! { ":document": document }, |row| row.get::<_, String>(0))?;
    for key in keys {
        touched.insert(key?);
    }
    transaction
        .prepare_cached("DELETE FROM answer WHERE document = :document")?
        .execute(named_params! { ":document": document })?;
    Ok(())
}

fn write_answers(
    transaction: &Transaction<'_>,
    document: &Document,
    facts: &[Fact],
    touched: &mut BTreeSet<String>,
) -> Result<(), rusqlite::Error> {
    forget(transaction, &document.id, touched)?;
    let mut statement = transaction.prepare_cached(include_str!("../../sql/write/answer.sql"))?;
    for (nth, fact) in facts.iter().enumerate() {
        let question = &fact.question;
        let key = question.key();
        let about: Vec<Value> = question
            .about
            .iter()
            .map(|party| json!({ "key": party.key, "name": party.name, "kind": kind_name(party.kind) }))
            .collect();
        let claim = &document.extraction.claims[fact.claim];
        let hedged = claim.modality == Modality::Hedged
            || claim.attribution.is_some_and(|at| document.extraction.attributions[at].hedged);
        let stored = Stored::of(&fact.answer);
        statement.execute(named_params! {
            ":document": document.id,
            ":nth": nth as i64,
            ":claim": document.claim_ids[fact.claim],
            ":question": key,
            ":topic": question.topic.as_str(),
            ":act": question.act,
            ":event": question.event.map(|event| event.as_str()),
            ":about": Value::Array(about).to_string(),
            ":unit": question.unit,
            ":year": question.year,
            ":party": stored.party,
            ":party_name": stored.party_name,
            ":is_so": stored.is_so,
            ":side": stored.side,
            ":min": stored.min,
            ":max": stored.max,
            ":counted": stored.counted,
            ":day_from": stored.day_from,
            ":day_to": stored.day_to,
            ":words": document.words(&fact.span),
            ":words_at": spans_as_json(&fact.span),
            ":voice": fact.voice,
            ":hedged": hedged,
            ":day": fact.day,
            ":note": fact.note.as_str(),
        })?;
        touched.insert(key);
    }
    Ok(())
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

/// The columns of an answer.
#[derive(Default)]
struct Stored {
    party: Option<String>,
    party_name: Option<String>,
    is_so: Option<bool>,
    side: Option<&'static str>,
    min: Option<f64>,
    max: Option<f64>,
    counted: Option<String>,
    day_from: Option<String>,
    day_to: Option<String>,
}

impl Stored {
    fn of(answer: &Answer) -> Self {
        match answer {
            Answer::Number(number) => Self {
                min: Some(number.min),
                max: Some(number.max).filter(|max| max.is_finite()),
                counted: Some(number.unit.clone()),
                ..Self::default()
            },
            Answer::Time(when) => {
                Self { day_from: Some(when.from.clone()), day_to: Some(when.to.clone()), ..Self::default() }
            }
            Answer::Party { key, name, is_so } => Self {
                party: Some(key.clone()),
                party_name: Some(name.clone()),
                is_so: Some(*is_so),
                ..Self::default()
            },
            Answer::Side(side) => {
                Self { side: Some(if *side == Side::Yes { "yes" } else { "no" }), ..Self::default() }
            }
        }
    }
}

/// What analysts decided about pairs of claims.
pub(super) fn rulings(connection: &Connection) -> Result<Rulings, rusqlite::Error> {
    let mut statement = connection.prepare_cached(include_str!("../../sql/query/judged_claims.sql"))?;
    let mut rows = statement.query([])?;
    let mut rulings = Rulings::default();
    while let Some(row) = rows.next()? {
        let (a, b, verb): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let ruling = match Verb::from_name(&verb) {
            Some(Verb::Same) => Ruling::Same,
            Some(Verb::Different) => Ruling::Different,
            _ => Ruling::Unsure,
        };
        rulings.insert(&a, &b, ruling);
    }
    Ok(rulings)
}

/// A row of `answers_of_question.sql`.
struct Found {
    given: Given,
    words_at: String,
    question: Question,
}

/// A question with the answers that are compared, and what they come to.
pub(super) struct Judged {
    key: String,
    found: Vec<Found>,
    /// None where fewer than two answer.
    question: Option<Question>,
    verdicts: Vec<Verdict>,
}

impl Judged {
    fn of(connection: &Connection, key: &str, rulings: &Rulings) -> Result<Self, rusqlite::Error> {
        let found = answers(connection, key)?;
        let question = (found.len() > 1).then(|| shown(&found));
        let given: Vec<Given> = found.iter().map(|found| found.given.clone()).collect();
        let verdicts = question.as_ref().map(|question| judge(question, &given, rulings)).unwrap_or_default();
        Ok(Self { key: key.to_owned(), found, question, verdicts })
    }

    fn write(&self, transaction: &Transaction<'_>) -> Result<(), rusqlite::Error> {
        clear(transaction, &self.key)?;
        let Some(question) = &self.question else { return Ok(()) };
        for verdict in &self.verdicts {
            write_dispute(transaction, &self.key, question, &self.found, verdict)?;
        }
        Ok(())
    }
}

/// Judges questions.
pub(super) fn judged(case: &Case, keys: &[String]) -> Result<Vec<Judged>, CaseError> {
    let judged = || {
        let rulings = rulings(&case.connection)?;
        keys.iter().map(|key| Judged::of(&case.connection, key, &rulings)).collect::<Result<Vec<_>, _>>()
    };
    judged().map_err(|cause| case.error(cause))
}

/// Writes the disputes of questions in place of those that were there.
pub(super) fn write_disputes(
    transaction: &Transaction<'_>,
    judged: &[Judged],
) -> Result<(), rusqlite::Error> {
    const DONE: &str = "DELETE FROM stale_question WHERE question = :question";
    for judged in judged {
        judged.write(transaction)?;
        transaction.prepare_cached(DONE)?.execute(named_params! { ":question": judged.key })?;
    }
    Ok(())
}

fn judge_all(transaction: &Transaction<'_>, touched: &BTreeSet<String>) -> Result<(), rusqlite::Error> {
    let rulings = rulings(transaction)?;
    touched.iter().try_for_each(|key| Judged::of(transaction, key, &rulings)?.write(transaction))
}

fn clear(transaction: &Transaction<'_>, key: &str) -> Result<(), rusqlite::Error> {
    const STATEMENTS: [&str; 3] = [
        "DELETE FROM dispute_claim WHERE dispute IN (SELECT id FROM dispute WHERE question = :question)",
        "DELETE FROM dispute_answer WHERE dispute IN (SELECT id FROM dispute WHERE question = :question)",
        "DELETE FROM dispute WHERE question = :question",
    ];
    for sql in STATEMENTS {
        transaction.prepare_cached(sql)?.execute(named_params! { ":question": key })?;
    }
    Ok(())
}

fn answers(connection: &Connection, key: &str) -> Result<Vec<Found>, rusqlite::Error> {
    let mut statement = connection.prepare_cached(include_str!("../../sql/query/answers_of_question.sql"))?;
    let rows =
        statement.query_map(named_params! { ":question": key, ":most": MOST_FACTS as i64 }, |row| {
            let answer = answer_at(row, 5)?;
            let topic: String = row.get(18)?;
            let topic = Topic::from_name(&topic).unwrap_or(Topic::Fact);
            let question = Question {
                kind: topic.kind(),
                topic,
                act: row.get(19)?,
                event: row.get::<_, Option<String>>(20)?.as_deref().and_then(Event::from_name),
                about: parties_from_json(&row.get::<_, String>(21)?),
                unit: row.get(22)?,
                year: row.get(23)?,
            };
            let note: String = row.get(17)?;
            let given = Given {
                claim: row.get(0)?,
                document: row.get(1)?,
                outlet: row.get(2)?,
                voice: row.get(3)?,
                is_hedged: row.get(4)?,
                answer,
                words: row.get(14)?,
                day: row.get(16)?,
                note: Note::from_name(&note).unwrap_or(Note::Own),
            };
            Ok(Found { given, words_at: row.get(15)?, question })
        })?;
    rows.collect()
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

/// The question with the names and the event that most articles have.
fn shown(found: &[Found]) -> Question {
    let mut question = found[0].question.clone();
    question.event = commonest(found.iter().filter_map(|found| found.question.event));
    for (nth, party) in question.about.iter_mut().enumerate() {
        let names = found.iter().filter_map(|found| Some(found.question.about.get(nth)?.name.clone()));
        party.name = commonest(names).unwrap_or_default();
    }
    question
}

/// The value that comes most; of several the first in order.
fn commonest<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts = std::collections::BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0usize) += 1;
    }
    // `max_by_key` would take the last of several.
    counts.into_iter().rev().max_by_key(|(_, n)| *n).map(|(value, _)| value)
}

fn write_dispute(
    transaction: &Transaction<'_>,
    key: &str,
    question: &Question,
    found: &[Found],
    verdict: &Verdict,
) -> Result<(), rusqlite::Error> {
    let id = DisputeId::of(&[key, &verdict.part]);
    let about: Vec<Value> = question
        .about
        .iter()
        .map(|party| json!({ "key": party.key, "name": party.name, "kind": kind_name(party.kind) }))
        .collect();
    let given = verdict.answers.iter().flat_map(|answer| &answer.given);
    let noun = commonest(given.clone().filter_map(|at| noun(&found[*at].given)));
    let noun = noun.unwrap_or_default();
    let claims: BTreeSet<_> = given.map(|at| &found[*at].given.claim).collect();
    transaction.prepare_cached(include_str!("../../sql/write/dispute.sql"))?.execute(named_params! {
        ":id": id.as_str(),
        ":question": key,
        ":kind": question.kind.as_str(),
        ":topic": question.topic.as_str(),
        ":event": question.event.map(|event| event.as_str()),
        ":about": Value::Array(about).to_string(),
        ":french": question.text(Language::French, &noun),
        ":english": question.text(Language::English, if question.unit == "people" { "" } else { &noun }),
        ":n_answers": verdict.answers.len() as i64,
        ":n_claims": claims.len() as i64,
        ":n_documents": verdict.n_documents as i64,
        ":n_outlets": verdict.n_outlets as i64,
        ":n_voices": verdict.n_voices as i64,
        ":weight": verdict.weight,
    })?;
    for (nth, answer) in verdict.answers.iter().enumerate() {
        transaction
            .prepare_cached(
                "INSERT INTO dispute_answer (dispute, nth, value) VALUES (:dispute, :nth, :value)",
            )?
            .execute(named_params! { ":dispute": id.as_str(), ":nth": nth as i64, ":value": answer.value })?;
        for at in &answer.given {
            let Found { given, words_at, .. } = &found[*at];
            transaction
                .prepare_cached(
                    "INSERT OR IGNORE INTO dispute_claim (dispute, nth, claim, document, words, words_at, note) \
                     VALUES (:dispute, :nth, :claim, :document, :words, :words_at, :note)",
                )?
                .execute(named_params! {
                    ":dispute": id.as_str(),
                    ":nth": nth as i64,
                    ":claim": given.claim,
                    ":document": given.document,
                    ":words": given.words,
                    ":words_at": words_at,
                    ":note": given.note.as_str(),
                })?;
        }
    }
    Ok(())
}

/// The noun that a number counts, as it is written.
fn noun(given: &Given) -> Option<String> {
    let Answer::Number(number) = &given.answer else { return None };
    let written = given.words.split_whitespace().last()?;
    let folded = Folded::new(written);
    (!number.unit.is_empty() && folded.as_str().starts_with(number.unit.as_str()))
        .then(|| written.to_lowercase())
}
