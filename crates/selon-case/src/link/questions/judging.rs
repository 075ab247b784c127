//! Questions judged from what answers them, and the disputes that come of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension, Transaction, named_params};
use selon_extract::Event;
use selon_link::question::{
    Answer, Given, Language, MOST_FACTS, Note, Question, Ruling, Rulings, Topic, Verdict, judge,
};
use serde_json::{Value, json};

use super::{answer_at, kind_name, parties_from_json};
use crate::{Case, CaseError, DisputeId, Folded, Verb};

/// Judges anew the questions that `claims` answer, and `other`, where one was moved to or from.
pub(crate) fn rejudge(
    transaction: &Transaction<'_>,
    claims: &[&str],
    other: Option<&str>,
) -> Result<(), rusqlite::Error> {
    let mut statement =
        transaction.prepare_cached(include_str!("../../../sql/query/questions_of_claim.sql"))?;
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

/// What analysts decided about pairs of claims.
pub(in crate::link) fn rulings(connection: &Connection) -> Result<Rulings, rusqlite::Error> {
    let mut statement = connection.prepare_cached(include_str!("../../../sql/query/judged_claims.sql"))?;
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
pub(in crate::link) struct Judged {
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

    /// Writes what is new or has become another, and takes back what is no more: of a question that hundreds answer
    /// one more article changes a few rows.
    fn write(&self, transaction: &Transaction<'_>) -> Result<(), rusqlite::Error> {
        let mut gone = disputes_of(transaction, &self.key)?;
        if let Some(question) = &self.question {
            for verdict in &self.verdicts {
                let id = DisputeId::of(&[&self.key, &verdict.part]);
                gone.remove(id.as_str());
                write_dispute(transaction, &id, &self.key, question, &self.found, verdict)?;
            }
        }
        gone.iter().try_for_each(|id| forget(transaction, id))
    }
}

/// Judges questions.
pub(in crate::link) fn judged(case: &Case, keys: &[String]) -> Result<Vec<Judged>, CaseError> {
    let judged = || {
        let rulings = rulings(&case.connection)?;
        keys.iter().map(|key| Judged::of(&case.connection, key, &rulings)).collect::<Result<Vec<_>, _>>()
    };
    judged().map_err(|cause| case.error(cause))
}

/// Writes the disputes of questions in place of those that were there.
pub(in crate::link) fn write_disputes(
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

/// The disputes that a question has.
fn disputes_of(connection: &Connection, key: &str) -> Result<BTreeSet<String>, rusqlite::Error> {
    let mut statement = connection.prepare_cached("SELECT id FROM dispute WHERE question = :question")?;
    statement.query_map(named_params! { ":question": key }, |row| row.get(0))?.collect()
}

fn forget(transaction: &Transaction<'_>, dispute: &str) -> Result<(), rusqlite::Error> {
    const STATEMENTS: [&str; 3] = [
        "DELETE FROM dispute_claim WHERE dispute = :dispute",
        "DELETE FROM dispute_answer WHERE dispute = :dispute",
        "DELETE FROM dispute WHERE id = :dispute",
    ];
    for sql in STATEMENTS {
        transaction.prepare_cached(sql)?.execute(named_params! { ":dispute": dispute })?;
    }
    Ok(())
}

fn answers(connection: &Connection, key: &str) -> Result<Vec<Found>, rusqlite::Error> {
    let mut statement =
        connection.prepare_cached(include_str!("../../../sql/query/answers_of_question.sql"))?;
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
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0usize) += 1;
    }
    // `max_by_key` would take the last of several.
    counts.into_iter().rev().max_by_key(|(_, n)| *n).map(|(value, _)| value)
}

fn write_dispute(
    transaction: &Transaction<'_>,
    id: &DisputeId,
    key: &str,
    question: &Question,
    found: &[Found],
    verdict: &Verdict,
) -> Result<(), rusqlite::Error> {
    let about: Vec<Value> = question
        .about
        .iter()
        .map(|party| json!({ "key": party.key, "name": party.name, "kind": kind_name(party.kind) }))
        .collect();
    let given = verdict.answers.iter().flat_map(|answer| &answer.given);
    let noun = commonest(given.clone().filter_map(|at| noun(&found[*at].given)));
    let noun = noun.unwrap_or_default();
    let claims: BTreeSet<_> = given.map(|at| &found[*at].given.claim).collect();
    transaction.prepare_cached(include_str!("../../../sql/write/dispute.sql"))?.execute(named_params! {
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
    write_answers(transaction, id, verdict)?;
    write_claims(transaction, id, found, verdict)
}

fn write_answers(
    transaction: &Transaction<'_>,
    id: &DisputeId,
    verdict: &Verdict,
) -> Result<(), rusqlite::Error> {
    const FORMER: &str = "SELECT value FROM dispute_answer WHERE dispute = :dispute ORDER BY nth";
    const WRITE: &str =
        "INSERT OR REPLACE INTO dispute_answer (dispute, nth, value) VALUES (:dispute, :nth, :value)";
    const CUT: &str = "DELETE FROM dispute_answer WHERE dispute = :dispute AND nth >= :n";
    let former = transaction
        .prepare_cached(FORMER)?
        .query_map(named_params! { ":dispute": id.as_str() }, |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    for (nth, answer) in verdict.answers.iter().enumerate() {
        if former.get(nth) != Some(&answer.value) {
            let params =
                named_params! { ":dispute": id.as_str(), ":nth": nth as i64, ":value": answer.value };
            transaction.prepare_cached(WRITE)?.execute(params)?;
        }
    }
    let n = verdict.answers.len() as i64;
    transaction.prepare_cached(CUT)?.execute(named_params! { ":dispute": id.as_str(), ":n": n }).map(|_| ())
}

/// A row of `dispute_claim` behind its key: document, words, where they stand, and why.
type ClaimRow = (String, String, String, String);

fn write_claims(
    transaction: &Transaction<'_>,
    id: &DisputeId,
    found: &[Found],
    verdict: &Verdict,
) -> Result<(), rusqlite::Error> {
    const FORMER: &str =
        "SELECT nth, claim, document, words, words_at, note FROM dispute_claim WHERE dispute = :dispute";
    const WRITE: &str = "INSERT OR REPLACE INTO dispute_claim (dispute, nth, claim, document, words, words_at, note) \
                         VALUES (:dispute, :nth, :claim, :document, :words, :words_at, :note)";
    const TAKE: &str = "DELETE FROM dispute_claim WHERE dispute = :dispute AND nth = :nth AND claim = :claim";
    let mut former = transaction
        .prepare_cached(FORMER)?
        .query_map(named_params! { ":dispute": id.as_str() }, |row| {
            let behind: ClaimRow = (row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
            Ok(((row.get(0)?, row.get(1)?), behind))
        })?
        .collect::<Result<HashMap<(i64, String), ClaimRow>, _>>()?;
    let mut wanted: BTreeMap<(i64, &str), &Found> = BTreeMap::new();
    for (nth, answer) in (0_i64..).zip(&verdict.answers) {
        for at in &answer.given {
            wanted.entry((nth, &found[*at].given.claim)).or_insert(&found[*at]);
        }
    }
    for ((nth, claim), Found { given, words_at, .. }) in wanted {
        let note = given.note.as_str();
        let is_there = |(document, words, at, former_note): &ClaimRow| {
            *document == given.document && *words == given.words && at == words_at && former_note == note
        };
        if former.remove(&(nth, claim.to_owned())).as_ref().is_some_and(is_there) {
            continue;
        }
        transaction.prepare_cached(WRITE)?.execute(named_params! {
            ":dispute": id.as_str(),
            ":nth": nth,
            ":claim": claim,
            ":document": given.document,
            ":words": given.words,
            ":words_at": words_at,
            ":note": note,
        })?;
    }
    for (nth, claim) in former.keys() {
        let params = named_params! { ":dispute": id.as_str(), ":nth": nth, ":claim": claim };
        transaction.prepare_cached(TAKE)?.execute(params)?;
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
