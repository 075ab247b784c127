//! What the claims of a document answer, written and taken back.

use std::collections::BTreeSet;

use rusqlite::{Transaction, named_params};
use selon_extract::Modality;
use selon_link::Document;
use selon_link::entity::names_of;
use selon_link::question::{Answer, Fact, Side, facts_of};
use serde_json::{Value, json};

use super::kind_name;
use crate::link::entities::NamesOf;
use crate::reading::spans_as_json;
use crate::{Case, CaseError, DocumentId};

/// Documents and what their claims answer.
pub(in crate::link) type Answered = Vec<(Document, Vec<Fact>)>;

/// Reads what the claims of documents answer.
pub(in crate::link) fn answered(case: &Case, ids: &[String]) -> Result<Answered, CaseError> {
    let read = |id: &String| {
        let document = case.link_document(&DocumentId::stored(id.clone()))?;
        let names = names_of(&document);
        let facts = facts_of(&document, &NamesOf::of(&case.connection, &names));
        Ok((document, facts))
    };
    ids.iter().map(read).collect()
}

/// Writes what the claims of documents answer; the questions that are touched wait to be judged.
pub(in crate::link) fn write(
    transaction: &Transaction<'_>,
    answered: &Answered,
) -> Result<(), rusqlite::Error> {
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

/// Takes back what the claims of a document answer.
pub(in crate::link) fn unlink(
    transaction: &Transaction<'_>,
    document: &DocumentId,
) -> Result<(), rusqlite::Error> {
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
    let mut statement = transaction.prepare_cached(include_str!("../../../sql/write/answer.sql"))?;
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
