//! `selon judge` and `selon judgements`: what an analyst decided, made and listed.

use anyhow::{Context, Result, bail};
use selon_case::{Case, JudgedKind, Judgement, Matter, NewJudgement, RecordId, Verb};
use serde::Serialize;

use super::short_id;
use crate::Ended;
use crate::cli::judge::{AuthorArg, JudgeArgs, JudgementsArgs};
use crate::clock::now;
use crate::out::Out;

/// A judgement as it leaves the program.
#[derive(Serialize)]
struct JudgementRecord<'a> {
    id: &'a str,
    made: &'a str,
    author: &'a str,
    verb: &'static str,
    kind: &'static str,
    subject: &'a str,
    object: Option<&'a str>,
    subject_text: &'a str,
    object_text: Option<&'a str>,
    value: Option<&'a str>,
    reason: &'a str,
    undoes: Option<&'a str>,
    holds: bool,
}

impl<'a> JudgementRecord<'a> {
    fn of(judgement: &'a Judgement) -> Self {
        let some = |words: &'a String| Some(words.as_str()).filter(|words| !words.is_empty());
        Self {
            id: judgement.id.as_str(),
            made: &judgement.made,
            author: &judgement.author,
            verb: judgement.verb.as_str(),
            kind: judgement.kind.as_str(),
            subject: &judgement.subject,
            object: some(&judgement.object),
            subject_text: &judgement.subject_words,
            object_text: some(&judgement.object_words),
            value: judgement.value.as_deref(),
            reason: &judgement.reason,
            undoes: judgement.undoes.as_ref().map(|id| id.as_str()),
            holds: judgement.holds,
        }
    }
}

/// Runs `selon judge`.
pub fn run(args: JudgeArgs) -> Result<Ended> {
    let mut case = Case::open(&args.case.file)?;
    let author = author(&args.author)?;
    let verb = Verb::from(args.verb);
    let made = if verb == Verb::Undo {
        let undone = case.judgement(&args.subject)?;
        case.undo(&undone.id, &author, &now(), &args.reason)?
    } else {
        let (kind, subject, subject_words) = named(&case, verb, &args.subject)?;
        let object = args.object.as_deref().map(|object| named(&case, verb, object)).transpose()?;
        if let Some((other, ..)) = object.as_ref().filter(|(other, ..)| *other != kind && verb != Verb::Move)
        {
            bail!("expected two things of one kind, found a {} and a {}", kind.as_str(), other.as_str());
        }
        let (object, object_words) = object.map(|(_, object, words)| (object, words)).unzip();
        let matter = Matter { kind, subject, object };
        let seen = case.standing(&matter, verb)?.map(|standing| standing.id);
        let new = NewJudgement {
            verb,
            matter,
            words: (subject_words, object_words.unwrap_or_default()),
            value: args.value,
            author,
            made: now(),
            reason: args.reason,
        };
        case.judge(&new, seen.as_ref())?
    };
    case.link(&mut |_| ())?;
    let mut out = Out::new();
    out.line(crate::visible::visible(&sentence(&made)))?;
    out.flush()?;
    Ok(Ended::Done)
}

/// Who judges.
///
/// # Errors
/// Where nothing tells.
pub fn author(author: &AuthorArg) -> Result<String> {
    author.name().context("expected who judges, found nothing: give --author NAME or set SELON_AUTHOR")
}

/// What `words` name: a record by its id or the beginning of one, else a name.
fn named(case: &Case, verb: Verb, words: &str) -> Result<(JudgedKind, String, String)> {
    if verb == Verb::Reliability {
        return Ok((JudgedKind::Source, words.to_owned(), words.to_owned()));
    }
    let may_be_id = words.len() >= 5
        && words.starts_with(['c', 'a', 'd', 'q'])
        && words[1..].chars().all(|c| c.is_ascii_hexdigit());
    if may_be_id {
        if let [(record, document)] = case.records_by_id(words)?.as_slice() {
            let reading = case.reading(document)?;
            let kind = match record {
                RecordId::Claim(_) => JudgedKind::Claim,
                RecordId::Attribution(_) => JudgedKind::Attribution,
            };
            let said = match record {
                RecordId::Claim(id) => {
                    reading.claims.iter().find(|claim| claim.id == *id).map(|claim| &claim.words)
                }
                RecordId::Attribution(id) => reading.attribution(id).map(|attribution| &attribution.content),
            };
            let said = said.map(|anchor| anchor.words.clone()).unwrap_or_default();
            return Ok((kind, record.as_str().to_owned(), said));
        }
        if words.len() == 17 && words.starts_with(['d', 'q']) {
            let kind = if words.starts_with('d') { JudgedKind::Document } else { JudgedKind::Dispute };
            return Ok((kind, words.to_owned(), String::new()));
        }
    }
    Ok((JudgedKind::Name, words.to_owned(), words.to_owned()))
}

/// What was decided, in one line.
pub fn sentence(judgement: &Judgement) -> String {
    let id = short_id(judgement.id.as_str());
    let subject = &judgement.subject_words;
    let object = &judgement.object_words;
    let value = judgement.value.as_deref().unwrap_or_default();
    let what = match judgement.verb {
        Verb::Same => format!("“{subject}” and “{object}” are one"),
        Verb::Different => format!("“{subject}” and “{object}” are not one"),
        Verb::Unsure if object.is_empty() => format!("“{subject}” cannot be told"),
        Verb::Unsure => format!("“{subject}” and “{object}” cannot be told"),
        Verb::Accept => format!("“{subject}” is right"),
        Verb::Reject => format!("“{subject}” is wrong"),
        Verb::Rename => format!("“{subject}” is called “{value}”"),
        Verb::Split => format!("“{subject}” stands apart"),
        Verb::Move => format!("“{subject}” belongs to {object}"),
        Verb::Reliability => format!("“{subject}” is graded {value}"),
        Verb::Undo => {
            let undone = judgement.undoes.as_ref().map_or("", |id| short_id(id.as_str()));
            format!("{undone} is taken back")
        }
    };
    format!("{id}  {}: {what}", judgement.author)
}

/// Runs `selon judgements`.
pub fn list(args: JudgementsArgs) -> Result<Ended> {
    let case = Case::open(&args.case.file)?;
    let mut judgements = case.judgements(args.kind, None)?;
    judgements.retain(|judgement| judgement.holds || !args.holding);
    let mut out = Out::new();
    if args.json {
        for judgement in &judgements {
            out.json(&JudgementRecord::of(judgement))?;
        }
    } else {
        let rows: Vec<[String; 5]> = judgements.iter().map(row).collect();
        out.table(["made", "holds", "judgement", "why", "what"], &rows)?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn row(judgement: &Judgement) -> [String; 5] {
    let sentence = sentence(judgement);
    let (id, what) = sentence.split_once("  ").unwrap_or_default();
    let holds = if judgement.holds { "yes" } else { "no" };
    [judgement.made.clone(), holds.to_owned(), id.to_owned(), judgement.reason.clone(), what.to_owned()]
}
