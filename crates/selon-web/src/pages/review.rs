//! Review: what waits for a judgement, one at a time, words and record on one screen.
//!
//! Disputes come first, those on which most hangs before others; then the claims that answer them; then claims of
//! accusation, violence and support, newest first. What was judged waits no longer; the log below shows it, and
//! takes it back. A form carries the judgement that its page was made with: where another has come since, the
//! change is refused and the other one shown.

use askama::Template;
use selon_case::{
    Case, CaseError, HitKind, JudgedKind, Judgement, Matter, NewJudgement, Search, Slice, Verb,
};
use serde::Serialize;

use super::claim::ClaimFull;
use super::dispute::{DisputeView, view};
use super::{Answer, Change, PageError, answer};
use crate::ask::Ask;
use crate::draw::chain::chain;
use crate::html::in_address;
use crate::ui::{Number, Ui};

/// Items in the queue that a page looks through; behind them come the next once these are judged.
const QUEUE: usize = 60;

/// Judgements in the log.
const LOG: usize = 20;

/// Events whose claims wait, in this order.
const EVENTS: [&str; 7] = ["ACCUSE", "ASSAULT", "AID", "SUPPORT", "COERCE", "THREATEN", "YIELD"];

/// A judgement in the log.
#[derive(Clone, Debug, Serialize)]
pub struct JudgementView {
    pub id: String,
    pub made: String,
    pub author: String,
    pub verb: &'static str,
    pub kind: &'static str,
    pub subject: String,
    pub subject_words: String,
    pub object_words: String,
    pub value: Option<String>,
    pub reason: String,
    pub holds: bool,
    pub is_undoing: bool,
}

impl From<Judgement> for JudgementView {
    fn from(judgement: Judgement) -> Self {
        Self {
            id: judgement.id.to_string(),
            made: judgement.made,
            author: judgement.author,
            verb: judgement.verb.as_str(),
            kind: judgement.kind.as_str(),
            subject: judgement.subject,
            subject_words: judgement.subject_words,
            object_words: judgement.object_words,
            value: judgement.value,
            reason: judgement.reason,
            holds: judgement.holds,
            is_undoing: judgement.verb == Verb::Undo,
        }
    }
}

impl JudgementView {
    /// The page of what was judged.
    pub fn href(&self) -> Option<String> {
        match self.kind {
            "dispute" => Some(format!("/dispute/{}", self.subject)),
            "claim" => Some(format!("/claim/{}", self.subject)),
            "document" => Some(format!("/article/{}", self.subject)),
            "source" | "name" => Some(crate::views::source_href(&self.subject)),
            _ => None,
        }
    }
}

/// What waits.
#[derive(Clone, Debug, Serialize)]
struct Waiting {
    kind: &'static str,
    id: String,
    words: String,
}

#[derive(Template, Serialize)]
#[template(path = "review.html")]
struct ReviewPage {
    #[serde(skip)]
    ui: Ui,
    /// Place of the item among those that wait, from 1.
    at: usize,
    waiting: Vec<Waiting>,
    /// There may be more than those.
    is_more: bool,
    item: Option<Waiting>,
    dispute: Option<DisputeView>,
    claim: Option<ClaimFull>,
    /// The standing judgement of the item; none, unless it was asked for by its id.
    seen: Option<JudgementView>,
    log: Vec<JudgementView>,
    author: String,
    #[serde(skip)]
    drawing: String,
}

/// The page; `?item=` shows one thing, `?at=` one place of the queue.
pub fn page(case: &Case, ask: &Ask, default_author: &str) -> Result<Answer, PageError> {
    let waiting = waiting(case, &ask.ui)?;
    let asked = ask.get("item").and_then(|id| waiting.iter().position(|item| item.id == id));
    let at = ask.get("at").and_then(|at| at.parse::<usize>().ok()).map(|at| at.saturating_sub(1));
    let at = asked.or(at).unwrap_or(0).min(waiting.len().saturating_sub(1));
    let item = match ask.get("item") {
        Some(id) if asked.is_none() => named(case, id)?,
        _ => waiting.get(at).cloned(),
    };
    let dispute = match &item {
        Some(item) if item.kind == "dispute" => view(case, &ask.ui, &item.id)?,
        _ => None,
    };
    let claim = match &item {
        Some(item) if item.kind == "claim" => full(case, &item.id)?,
        _ => None,
    };
    let seen = match &item {
        Some(item) => case.standing(&matter(item)?, Verb::Accept)?.map(Into::into),
        None => None,
    };
    let author =
        crate::ask::cookie(&ask.cookies, "author").map(|name| crate::html::from_address(&name, false));
    answer(&ReviewPage {
        at: at + 1,
        is_more: waiting.len() >= QUEUE,
        drawing: claim.as_ref().map(|full| chain(&ask.ui, &full.claim)).unwrap_or_default(),
        waiting,
        item,
        dispute,
        claim,
        seen,
        log: case.judgements(None, None)?.into_iter().take(LOG).map(Into::into).collect(),
        author: author.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| default_author.to_owned()),
        ui: ask.ui.clone(),
    })
}

fn full(case: &Case, id: &str) -> Result<Option<ClaimFull>, PageError> {
    let Some((document, _)) = case.claim_place(id)? else { return Ok(None) };
    let reading = case.reading(&document)?;
    let claim = reading.claims.iter().find(|claim| claim.id.as_str() == id);
    Ok(claim.map(|claim| ClaimFull::of(&reading, claim)))
}

fn named(case: &Case, id: &str) -> Result<Option<Waiting>, PageError> {
    if let Some(line) = case.dispute_line(id)? {
        return Ok(Some(Waiting { kind: "dispute", id: id.to_owned(), words: line.english }));
    }
    let claim = full(case, id)?.ok_or(PageError::Missing)?;
    Ok(Some(Waiting { kind: "claim", id: id.to_owned(), words: claim.claim.words }))
}

fn matter(item: &Waiting) -> Result<Matter, PageError> {
    let kind = JudgedKind::from_name(item.kind).ok_or(PageError::Missing)?;
    Ok(Matter { kind, subject: item.id.clone(), object: None })
}

/// What waits for a judgement, at most [`QUEUE`].
fn waiting(case: &Case, ui: &Ui) -> Result<Vec<Waiting>, PageError> {
    let mut waiting: Vec<Waiting> = Vec::new();
    let push = |item: Waiting, waiting: &mut Vec<Waiting>| -> Result<(), PageError> {
        let is_known = waiting.iter().any(|other| other.id == item.id);
        if !is_known && case.standing(&matter(&item)?, Verb::Accept)?.is_none() {
            waiting.push(item);
        }
        Ok(())
    };
    let disputes = case.dispute_lines(Slice { skip: 0, most: QUEUE as u32 })?;
    for line in &disputes {
        let words = if ui.lang == crate::Lang::Fr { &line.french } else { &line.english };
        push(Waiting { kind: "dispute", id: line.id.to_string(), words: words.clone() }, &mut waiting)?;
    }
    for line in disputes.iter().take(8) {
        let Some(dispute) = case.dispute(&line.id)? else { continue };
        for claim in dispute.answers.iter().flat_map(|answer| answer.claims.iter().take(4)) {
            let item = Waiting { kind: "claim", id: claim.claim.to_string(), words: claim.words.clone() };
            push(item, &mut waiting)?;
        }
    }
    for event in EVENTS {
        if waiting.len() >= QUEUE {
            break;
        }
        let found = case.search(&Search {
            kind: Some(HitKind::Claim),
            event: Some(event.to_owned()),
            most: QUEUE,
            ..Search::default()
        })?;
        for hit in found.hits {
            let selon_case::Hit::Claim(claim) = hit else { continue };
            let item = Waiting { kind: "claim", id: claim.id.to_string(), words: claim.words };
            push(item, &mut waiting)?;
        }
    }
    waiting.truncate(QUEUE);
    Ok(waiting)
}

/// Makes a judgement, or takes one back.
pub fn change(case: &mut Case, ask: &Ask, change: &Change<'_>) -> Result<Answer, PageError> {
    let get =
        |name: &str| change.form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim());
    let author = if get("author").is_empty() { change.author } else { get("author") };
    if author.trim().is_empty() {
        return Err(PageError::Asked(ask.ui.t("review.no_author").to_owned()));
    }
    let back = match get("back") {
        back if back.starts_with('/') && !back.starts_with("//") => back.to_owned(),
        _ => "/review".to_owned(),
    };
    if get("verb") == "undo" {
        let id = match get("judgement") {
            "" => case.last_judgement_of(author)?,
            id => Some(case.judgement(id).map_err(refused(&ask.ui))?.id),
        };
        let Some(id) = id else {
            return Err(PageError::Asked(ask.ui.t("review.nothing_to_undo").to_owned()));
        };
        let undone = case.judgement(id.as_str()).map_err(refused(&ask.ui))?;
        case.undo(&id, author, &change.now, get("reason")).map_err(refused(&ask.ui))?;
        return Ok(Answer::To(format!("/review?item={}", in_address(&undone.subject))));
    }
    let verb = Verb::from_name(get("verb")).ok_or(PageError::Missing)?;
    let kind = JudgedKind::from_name(get("kind")).ok_or(PageError::Missing)?;
    let matter = Matter {
        kind,
        subject: get("subject").to_owned(),
        object: Some(get("object").to_owned()).filter(|object| !object.is_empty()),
    };
    let standing = case.standing(&matter, verb)?;
    let standing_id = standing.as_ref().map(|standing| standing.id.clone());
    if standing_id.as_ref().map_or("", |id| id.as_str()) != get("seen") {
        return Err(refused(&ask.ui)(CaseError::Overtaken { by: standing.map(Box::new) }));
    }
    let new = NewJudgement {
        verb,
        matter,
        words: (get("words").to_owned(), get("object_words").to_owned()),
        value: Some(get("value").to_owned()).filter(|value| !value.is_empty()),
        author: author.to_owned(),
        made: change.now.clone(),
        reason: get("reason").to_owned(),
    };
    case.judge(&new, standing_id.as_ref()).map_err(refused(&ask.ui))?;
    Ok(Answer::To(back))
}

/// What is said where a judgement was refused.
fn refused(ui: &Ui) -> impl Fn(CaseError) -> PageError + '_ {
    |error| match error {
        CaseError::Overtaken { by: Some(by) } => PageError::Overtaken(format!(
            "{} {} ({}, {}). {}",
            ui.t("review.overtaken"),
            ui.word("verb", by.verb.as_str()),
            by.author,
            ui.date(&by.made),
            ui.t("review.overtaken.nothing_lost")
        )),
        CaseError::Overtaken { by: None } => PageError::Overtaken(ui.t("review.taken_back").to_owned()),
        CaseError::Judgement(why) => PageError::Asked(why),
        error => PageError::Case(error),
    }
}

impl ReviewPage {
    /// The address of the item at a place of the queue.
    fn place(&self, at: impl Number) -> String {
        let at = at.number();
        format!("/review?at={at}")
    }
}
