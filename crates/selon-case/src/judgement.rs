//! Judgements: the analyst has the last word.
//!
//! A judgement is a row that is added and never changed: who decided what about which thing, when and why. It
//! names what it is about by what survives a new reading: a name by its folded spelling, everything else by an
//! id that is made from content. Undoing adds a row, too. What holds about a matter is its newest judgement that
//! was not undone; `v_judgements` says the same in SQL.

use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, named_params};
use selon_text::word_set;

use crate::link::{entities, questions};
use crate::{Case, CaseError, Folded, JudgementId, Refused};

word_set! {
    /// What is decided.
    Verb {
        /// The two are one: one entity, one statement, one text.
        Same = "same",
        /// The two are not one.
        Different = "different",
        /// It was looked at and cannot be told.
        Unsure = "unsure",
        /// The machine is right about it.
        Accept = "accept",
        /// The machine is wrong about it; it is shown no longer but in the log.
        Reject = "reject",
        /// It is to be called otherwise.
        Rename = "rename",
        /// A name is taken out of its entity.
        Split = "split",
        /// A claim belongs to another dispute.
        Move = "move",
        /// How far a source can be relied on, in the analyst's own grades.
        Reliability = "reliability",
        /// A judgement is taken back.
        Undo = "undo",
    }
}

impl Verb {
    /// Verbs of one matter replace each other.
    fn matter(self) -> &'static str {
        match self {
            Verb::Same | Verb::Different | Verb::Accept | Verb::Reject | Verb::Unsure => "verdict",
            _ => self.as_str(),
        }
    }
}

word_set! {
    /// What kind of thing is judged.
    JudgedKind {
        /// A name, or a pair of names, folded.
        Name = "name",
        /// A claim, or a pair of claims, by id.
        Claim = "claim",
        /// An attribution, by id.
        Attribution = "attribution",
        /// A dispute, by id.
        Dispute = "dispute",
        /// A document, or a pair of documents, by id.
        Document = "document",
        /// A source, by its folded name.
        Source = "source",
    }
}

impl JudgedKind {
    /// What is stored for `words`: names are folded, ids stand as they are.
    fn key(self, words: &str) -> String {
        match self {
            JudgedKind::Name | JudgedKind::Source => Folded::new(words).as_str().to_owned(),
            _ => words.to_owned(),
        }
    }
}

/// What is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// The kind of thing.
    pub kind: JudgedKind,
    /// A name or an id.
    pub subject: String,
    /// The other one of a pair, or where a claim is moved to.
    pub object: Option<String>,
}

impl Matter {
    /// Subject and object as they are stored; of *same*, *different* and *unsure* the smaller one first, so that
    /// the pair is one whichever way round it is named.
    fn keys(&self, verb: Verb) -> (String, String) {
        let subject = self.kind.key(&self.subject);
        let object = self.object.as_deref().map(|object| self.kind.key(object)).unwrap_or_default();
        let is_pair = matches!(verb, Verb::Same | Verb::Different | Verb::Unsure) && !object.is_empty();
        if is_pair && object < subject { (object, subject) } else { (subject, object) }
    }
}

/// A judgement that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJudgement {
    /// What is decided.
    pub verb: Verb,
    /// About what.
    pub matter: Matter,
    /// What the analyst saw of subject and object, where they are ids.
    pub words: (String, String),
    /// A new name, a grade.
    pub value: Option<String>,
    /// Who decides.
    pub author: String,
    /// When, ISO 8601, UTC.
    pub made: String,
    /// Why; may be empty.
    pub reason: String,
}

/// A judgement that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Made from all that it says and its place in the log.
    pub id: JudgementId,
    /// Its place in the log, from 1.
    pub nth: u64,
    /// When, ISO 8601, UTC.
    pub made: String,
    /// Who decided.
    pub author: String,
    /// What.
    pub verb: Verb,
    /// About what kind of thing.
    pub kind: JudgedKind,
    /// A folded name or an id.
    pub subject: String,
    /// The other one of a pair; empty where there is none.
    pub object: String,
    /// What the analyst saw.
    pub subject_words: String,
    /// What the analyst saw.
    pub object_words: String,
    /// A new name, a grade.
    pub value: Option<String>,
    /// Why.
    pub reason: String,
    /// The judgement that it takes back.
    pub undoes: Option<JudgementId>,
    /// It was neither taken back nor replaced.
    pub holds: bool,
}

impl Case {
    /// Adds a judgement. `seen` is the judgement on this matter that its author had in view, or `None` where
    /// there was none; pass what [`Case::standing`] gives where nobody else can have the case open.
    ///
    /// # Errors
    /// [`CaseError::Overtaken`] where another judgement on the matter has come since, [`CaseError::Judgement`] where
    /// it says nothing that can be done; and where the file cannot be written.
    pub fn judge(&mut self, new: &NewJudgement, seen: Option<&JudgementId>) -> Result<Judgement, CaseError> {
        let (subject, object) = new.matter.keys(new.verb);
        self.check(new, &subject, &object)?;
        let file = self.file.clone();
        let begin = |cause| crate::case::sqlite_error(&file, cause);
        let transaction =
            Transaction::new(&mut self.connection, TransactionBehavior::Immediate).map_err(begin)?;
        let standing =
            standing(&transaction, new.matter.kind, &subject, &object, new.verb.matter()).map_err(begin)?;
        if standing.as_ref().map(|standing| &standing.id) != seen {
            return Err(CaseError::Overtaken { by: standing.map(Box::new) });
        }
        let mut new = new.clone();
        if new.verb == Verb::Move {
            // A dispute's id may go with its answers; the key of its question stays.
            let Some(key) = questions::key_of(&transaction, &object).map_err(begin)? else {
                return Err(CaseError::Judgement(Refused::NoDispute(object)));
            };
            new.value = Some(key);
        }
        let written = write(&transaction, &new, &subject, &object, None).map_err(begin)?;
        apply(&transaction, &written).map_err(begin)?;
        transaction.commit().map_err(begin)?;
        self.answer_again()?;
        self.judge_again()?;
        Ok(written)
    }

    /// Takes a judgement back by adding another.
    ///
    /// # Errors
    /// [`CaseError::Judgement`] where it was taken back before or is an undoing itself, or there is none with this
    /// id; and where the file cannot be written.
    pub fn undo(
        &mut self,
        id: &JudgementId,
        author: &str,
        made: &str,
        reason: &str,
    ) -> Result<Judgement, CaseError> {
        let undone = self.judgement(id.as_str())?;
        if undone.verb == Verb::Undo {
            return Err(CaseError::Judgement(Refused::UndoesUndoing));
        }
        let new = NewJudgement {
            verb: Verb::Undo,
            matter: Matter { kind: undone.kind, subject: undone.subject.clone(), object: None },
            words: (undone.subject_words.clone(), undone.object_words.clone()),
            value: None,
            author: author.to_owned(),
            made: made.to_owned(),
            reason: reason.to_owned(),
        };
        let file = self.file.clone();
        let error = |cause: rusqlite::Error| match cause.sqlite_error_code() {
            Some(rusqlite::ErrorCode::ConstraintViolation) => {
                CaseError::Judgement(Refused::UndoneBefore(id.to_string()))
            }
            _ => crate::case::sqlite_error(&file, cause),
        };
        let transaction =
            Transaction::new(&mut self.connection, TransactionBehavior::Immediate).map_err(error)?;
        let written =
            write(&transaction, &new, &undone.subject, &undone.object, Some(&undone.id)).map_err(error)?;
        apply(&transaction, &undone).map_err(error)?;
        transaction.commit().map_err(error)?;
        self.answer_again()?;
        self.judge_again()?;
        Ok(written)
    }

    /// The newest judgement of an author that was not taken back.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn last_judgement_of(&self, author: &str) -> Result<Option<JudgementId>, CaseError> {
        let sql = include_str!("../sql/query/last_judgement_of.sql");
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| {
                statement.query_row(named_params! { ":author": author }, |row| row.get(0)).optional()
            })
            .map(|id| id.map(JudgementId::stored))
            .map_err(|cause| self.error(cause))
    }

    /// The judgement whose id begins with `id`.
    ///
    /// # Errors
    /// [`CaseError::Judgement`] where none or several do; and where the file cannot be read.
    pub fn judgement(&self, id: &str) -> Result<Judgement, CaseError> {
        let found = self.judgement_rows(include_str!("../sql/query/judgement.sql"), &[(":id", &id)])?;
        match <[Judgement; 1]>::try_from(found) {
            Ok([judgement]) => Ok(judgement),
            Err(found) if found.is_empty() => Err(CaseError::Judgement(Refused::NoJudgement(id.to_owned()))),
            Err(_) => Err(CaseError::Judgement(Refused::SeveralJudgements(id.to_owned()))),
        }
    }

    /// Every judgement, newest first: all, those on a kind of thing, those on one thing.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn judgements(
        &self,
        kind: Option<JudgedKind>,
        subject: Option<&str>,
    ) -> Result<Vec<Judgement>, CaseError> {
        let subject = subject.map(|subject| kind.map_or(subject.to_owned(), |kind| kind.key(subject)));
        let kind = kind.map(JudgedKind::as_str);
        let sql = include_str!("../sql/query/judgements.sql");
        self.judgement_rows(sql, &[(":kind", &kind), (":subject", &subject)])
    }

    /// What holds about a kind of thing, in the order in which it was decided.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn standing_judgements(&self, kind: JudgedKind) -> Result<Vec<Judgement>, CaseError> {
        let sql = include_str!("../sql/query/standing_judgements.sql");
        self.judgement_rows(sql, &[(":kind", &kind.as_str())])
    }

    /// What holds about one matter, as far as `verb` could replace it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn standing(&self, matter: &Matter, verb: Verb) -> Result<Option<Judgement>, CaseError> {
        let (subject, object) = matter.keys(verb);
        standing(&self.connection, matter.kind, &subject, &object, verb.matter())
            .map_err(|cause| self.error(cause))
    }

    fn judgement_rows(
        &self,
        sql: &str,
        params: &[(&str, &dyn rusqlite::ToSql)],
    ) -> Result<Vec<Judgement>, CaseError> {
        let rows = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_map(params, read)?.collect::<Result<Vec<_>, _>>()
        };
        rows().map_err(|cause| self.error(cause))
    }

    fn check(&self, new: &NewJudgement, subject: &str, object: &str) -> Result<(), CaseError> {
        let refuse = |why| Err(CaseError::Judgement(why));
        let needs_object = matches!(new.verb, Verb::Same | Verb::Different | Verb::Move);
        let needs_value = matches!(new.verb, Verb::Rename | Verb::Reliability);
        let has_value = new.value.as_deref().is_some_and(|value| !value.trim().is_empty());
        match new.verb {
            Verb::Undo => refuse(Refused::UndoesNothing),
            _ if subject.is_empty() => refuse(Refused::NothingNamed),
            _ if needs_object && object.is_empty() => refuse(Refused::OneNamed),
            Verb::Same | Verb::Different if subject == object => refuse(Refused::SpeltTheSame),
            _ if needs_value && !has_value => refuse(Refused::NoValue),
            Verb::Split | Verb::Rename if new.matter.kind != JudgedKind::Name => refuse(Refused::NotAName),
            Verb::Move if new.matter.kind != JudgedKind::Claim => refuse(Refused::NotAClaim),
            Verb::Reliability if new.matter.kind != JudgedKind::Source => refuse(Refused::NotASource),
            _ => self.check_kind(new, object),
        }
    }

    /// Refuses what would change nothing.
    fn check_kind(&self, new: &NewJudgement, object: &str) -> Result<(), CaseError> {
        let refuse = |why| Err(CaseError::Judgement(why));
        let is_pair = matches!(new.verb, Verb::Same | Verb::Different);
        let is_verdict = matches!(new.verb, Verb::Accept | Verb::Reject);
        match new.matter.kind {
            JudgedKind::Attribution | JudgedKind::Dispute if is_pair => refuse(Refused::NoPair),
            JudgedKind::Source if is_pair || is_verdict || new.verb == Verb::Unsure => {
                refuse(Refused::OnlyGraded)
            }
            JudgedKind::Name | JudgedKind::Document if is_verdict => refuse(Refused::OnlyPairs),
            JudgedKind::Name | JudgedKind::Document if new.verb == Verb::Unsure && object.is_empty() => {
                refuse(Refused::OneNamed)
            }
            _ if is_verdict && !object.is_empty() => refuse(Refused::TwoNamed),
            _ if new.author.trim().is_empty() => refuse(Refused::NoAuthor),
            _ => Ok(()),
        }
    }
}

/// Lets what was linked follow a judgement that was made or taken back.
fn apply(transaction: &Transaction<'_>, judgement: &Judgement) -> Result<(), rusqlite::Error> {
    match judgement.kind {
        JudgedKind::Claim => {
            let moved = judgement.value.as_deref().filter(|_| judgement.verb == Verb::Move);
            questions::rejudge(transaction, &[&judgement.subject, &judgement.object], moved)
        }
        JudgedKind::Name => entities::rejudge(transaction, &[&judgement.subject, &judgement.object]),
        // Copies are counted, and disputes and sources shown, as judgements stand at that moment.
        _ => Ok(()),
    }
}

fn write(
    transaction: &Transaction<'_>,
    new: &NewJudgement,
    subject: &str,
    object: &str,
    undoes: Option<&JudgementId>,
) -> Result<Judgement, rusqlite::Error> {
    let nth: i64 =
        transaction.query_row("SELECT coalesce(max(nth), 0) + 1 FROM judgement", [], |row| row.get(0))?;
    let verb = new.verb.as_str();
    let kind = new.matter.kind.as_str();
    let (mut subject_words, mut object_words) = new.words.clone();
    if subject_words.is_empty() {
        subject_words.clone_from(&new.matter.subject);
    }
    if object_words.is_empty() {
        object_words = new.matter.object.clone().unwrap_or_default();
    }
    let value = new.value.as_deref().unwrap_or_default();
    let undone = undoes.map(JudgementId::as_str);
    let parts = [&nth.to_string(), &new.made, &new.author, verb, kind, subject, object, value, &new.reason];
    let id = JudgementId::of(&parts);
    transaction.prepare_cached(include_str!("../sql/write/judgement.sql"))?.execute(named_params! {
        ":id": id.as_str(), ":made": new.made, ":author": new.author, ":verb": verb, ":kind": kind,
        ":subject": subject, ":object": object, ":subject_words": subject_words, ":object_words": object_words,
        ":value": new.value, ":reason": new.reason, ":undoes": undone,
    })?;
    Ok(Judgement {
        id,
        nth: nth as u64,
        made: new.made.clone(),
        author: new.author.clone(),
        verb: new.verb,
        kind: new.matter.kind,
        subject: subject.to_owned(),
        object: object.to_owned(),
        subject_words,
        object_words,
        value: new.value.clone(),
        reason: new.reason.clone(),
        undoes: undoes.cloned(),
        holds: new.verb != Verb::Undo,
    })
}

fn standing(
    connection: &rusqlite::Connection,
    kind: JudgedKind,
    subject: &str,
    object: &str,
    matter: &str,
) -> Result<Option<Judgement>, rusqlite::Error> {
    let sql = include_str!("../sql/query/standing_judgement.sql");
    let params =
        named_params! { ":kind": kind.as_str(), ":subject": subject, ":object": object, ":matter": matter };
    connection.prepare_cached(sql)?.query_row(params, read).optional()
}

fn read(row: &Row<'_>) -> Result<Judgement, rusqlite::Error> {
    let word = |column: &str| row.get::<_, String>(column);
    let unknown = |column: &str, found: String| {
        let message = format!("expected a known {column}, found {found}");
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, message.into())
    };
    let (verb, kind) = (word("verb")?, word("kind")?);
    Ok(Judgement {
        id: JudgementId::stored(word("id")?),
        nth: row.get::<_, u32>("nth")?.into(),
        made: word("made")?,
        author: word("author")?,
        verb: Verb::from_name(&verb).ok_or_else(|| unknown("verb", verb))?,
        kind: JudgedKind::from_name(&kind).ok_or_else(|| unknown("kind", kind))?,
        subject: word("subject")?,
        object: word("object")?,
        subject_words: word("subject_words")?,
        object_words: word("object_words")?,
        value: row.get("value")?,
        reason: word("reason")?,
        undoes: row.get::<_, Option<_>>("undoes")?.map(JudgementId::stored),
        holds: row.get("holds")?,
    })
}
