//! Review: what waits for a judgement, one at a time, words and record on one screen.
//!
//! The queue is the case's ([`Case::review_queue`]), the same that `selon review` works through: what most hangs on
//! comes first. What was judged waits no longer; the log below shows it, and takes it back. A form carries the
//! judgement that its page was made with: where another has come since, the change is refused and the other one
//! shown.

use askama::Template;
use selon_case::{
    Case, CaseError, Doubt, JudgedKind, Judgement, Matter, NewJudgement, Refused, ReviewItem, ReviewSide,
    Verb, Why,
};
use serde::Serialize;

use super::claim::ClaimFull;
use super::dispute::{DisputeView, N_ANSWERS_BESIDE, view};
use super::{Answer, Change, PageError, answer};
use crate::Lang;
use crate::ask::Ask;
use crate::draw::chain::chain;
use crate::html::{in_address, shown};
use crate::reason::{asked, with_differing};
use crate::ui::{Number, Ui};
use crate::views::DocumentView;

/// Items in the queue that a page looks through; behind them come the next once these are judged.
const QUEUE: usize = 60;

/// Judgements in the log.
const LOG: usize = 20;

/// Passages of two texts that are shown side by side.
const PASSAGES: usize = 4;

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

/// What holds about a claim or a dispute.
pub fn standing_of(case: &Case, kind: JudgedKind, id: &str) -> Result<Option<JudgementView>, PageError> {
    let matter = Matter { kind, subject: id.to_owned(), object: None };
    Ok(case.standing(&matter, Verb::Accept)?.map(Into::into))
}

/// The grade that an analyst gave a source.
pub fn grade_of(case: &Case, source: &str) -> Result<Option<JudgementView>, PageError> {
    let matter = Matter { kind: JudgedKind::Source, subject: source.to_owned(), object: None };
    Ok(case.standing(&matter, Verb::Reliability)?.map(Into::into))
}

/// What waits.
#[derive(Clone, Debug, Serialize)]
struct Waiting {
    kind: &'static str,
    id: String,
    /// The other one of a pair.
    other: Option<String>,
    words: String,
    other_words: String,
    yes: &'static str,
    no: &'static str,
    /// Why it waits; empty where it was asked for by its id.
    reason: String,
    #[serde(skip)]
    why: String,
    /// Claims that hang on it.
    weight: u64,
    sides: Vec<SideView>,
}

/// One side of a pair of names, with words that show it.
#[derive(Clone, Debug, Serialize)]
struct SideView {
    name: String,
    /// HTML: the name with the words that the other one has not marked.
    #[serde(skip)]
    marked: String,
    words: Vec<(String, String)>,
}

/// Two texts that were taken for one.
#[derive(Serialize)]
struct PairView {
    kind: &'static str,
    ground: Option<&'static str>,
    n_words: u32,
    first: DocumentView,
    second: DocumentView,
    /// Passages of both, one beside the other.
    passages: Vec<(String, String)>,
}

impl Waiting {
    fn of(ui: &Ui, item: ReviewItem) -> Self {
        let differing = item.reason.differing();
        let differing =
            differing.map_or([&[][..], &[][..]], |differing| [&differing.first, &differing.second]);
        let side = |(side, differing): (&ReviewSide, &[String])| SideView {
            name: side.name.clone(),
            marked: with_differing(&side.name, differing),
            words: side.words.clone(),
        };
        let name =
            |i: usize| item.sides.get(i).map(|side: &ReviewSide| side.name.clone()).unwrap_or_default();
        let (words, other_words) = match item.doubt {
            Doubt::Dispute => (question(ui, &item.reason), String::new()),
            Doubt::Claim => (name(0), String::new()),
            Doubt::SameEntity | Doubt::SharedText => (name(0), name(1)),
        };
        Self {
            kind: item.matter.kind.as_str(),
            sides: item
                .sides
                .iter()
                .zip(differing.into_iter().chain(std::iter::repeat(&[][..])))
                .map(side)
                .collect(),
            reason: item.reason.to_string(),
            why: asked(ui, item.doubt, &item.reason),
            id: item.matter.subject,
            other: item.matter.object,
            words,
            other_words,
            yes: item.yes.as_str(),
            no: item.no.as_str(),
            weight: item.weight,
        }
    }

    fn is(&self, id: &str, other: Option<&str>) -> bool {
        self.id == id && self.other.as_deref() == other
    }
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
    pair: Option<PairView>,
    /// The standing judgement of the item; none, unless it was asked for by its id.
    seen: Option<JudgementView>,
    log: Vec<JudgementView>,
    author: String,
    #[serde(skip)]
    drawing: String,
}

/// The page; `?item=` (and `?other=`) shows one thing, `?at=` one place of the queue.
pub fn page(case: &Case, ask: &Ask, default_author: &str) -> Result<Answer, PageError> {
    let waiting: Vec<Waiting> =
        case.review_queue(QUEUE)?.into_iter().map(|item| Waiting::of(&ask.ui, item)).collect();
    let other = ask.get("other");
    let asked = ask.get("item").and_then(|id| waiting.iter().position(|item| item.is(id, other)));
    let at = ask.get("at").and_then(|at| at.parse::<usize>().ok()).map(|at| at.saturating_sub(1));
    let at = asked.or(at).unwrap_or(0).min(waiting.len().saturating_sub(1));
    let item = match ask.get("item") {
        Some(id) if asked.is_none() => Some(named(case, &ask.ui, id, other)?),
        _ => waiting.get(at).cloned(),
    };
    let kind = item.as_ref().map_or("", |item| item.kind);
    let id = item.as_ref().map_or("", |item| item.id.as_str());
    let dispute = if kind == "dispute" { view(case, &ask.ui, id, N_ANSWERS_BESIDE)? } else { None };
    let claim = if kind == "claim" { full(case, id)? } else { None };
    let pair = match &item {
        Some(Waiting { kind: "document", id, other: Some(other), .. }) => pair(case, id, other)?,
        _ => None,
    };
    let seen = match &item {
        Some(item) => {
            let verb = Verb::from_name(item.yes).unwrap_or(Verb::Accept);
            case.standing(&matter(item)?, verb)?.map(Into::into)
        }
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
        pair,
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

/// Two documents and what they share.
fn pair(case: &Case, id: &str, other: &str) -> Result<Option<PairView>, PageError> {
    let (Some(first), Some(second)) = (case.document_line(id)?, case.document_line(other)?) else {
        return Ok(None);
    };
    let (text, other_text) = (case.reading(&first.id)?.text, case.reading(&second.id)?.text);
    let Some(reuse) = case.reuse_between(&first.id, &second.id)?.into_iter().next() else { return Ok(None) };
    let is_first = reuse.document == id;
    let passages = reuse.passages.iter().take(PASSAGES).map(|passage| {
        let (at, other_at) =
            if is_first { (passage.at, passage.other_at) } else { (passage.other_at, passage.at) };
        let words = |found: Option<&str>| found.unwrap_or_default().to_owned();
        (words(text.slice(at)), words(other_text.slice(other_at)))
    });
    Ok(Some(PairView {
        kind: reuse.kind.as_str(),
        ground: reuse.ground.map(|ground| ground.as_str()),
        n_words: reuse.n_words,
        passages: passages.collect(),
        first: first.into(),
        second: second.into(),
    }))
}

/// Something that does not wait, or not among the first.
fn named(case: &Case, ui: &Ui, id: &str, other: Option<&str>) -> Result<Waiting, PageError> {
    let one = |kind: &'static str, words: String| Waiting {
        kind,
        id: id.to_owned(),
        other: other.map(str::to_owned),
        words,
        other_words: other.unwrap_or_default().to_owned(),
        yes: Verb::Accept.as_str(),
        no: Verb::Reject.as_str(),
        reason: String::new(),
        why: String::new(),
        weight: 0,
        sides: Vec::new(),
    };
    let two = |kind, words: String, other_words: String| {
        let side = |name: &String| SideView { name: name.clone(), marked: shown(name), words: Vec::new() };
        Waiting {
            yes: Verb::Same.as_str(),
            no: Verb::Different.as_str(),
            sides: vec![side(&words), side(&other_words)],
            other_words,
            ..one(kind, words)
        }
    };
    if let Some(other) = other {
        let lines = case.document_line(id)?.zip(case.document_line(other)?);
        return Ok(match lines {
            Some((first, second)) => {
                let name = |line| DocumentView::from(line).name().to_owned();
                two("document", name(first), name(second))
            }
            None => two("name", id.to_owned(), other.to_owned()),
        });
    }
    if let Some(line) = case.dispute_line(id)? {
        return Ok(one("dispute", if ui.lang == Lang::Fr { line.french } else { line.english }));
    }
    let claim = full(case, id)?.ok_or(PageError::Missing)?;
    Ok(one("claim", claim.claim.words))
}

fn matter(item: &Waiting) -> Result<Matter, PageError> {
    let kind = JudgedKind::from_name(item.kind).ok_or(PageError::Missing)?;
    Ok(Matter { kind, subject: item.id.clone(), object: item.other.clone() })
}

/// Makes a judgement, or takes one back.
pub fn change(case: &mut Case, change: &Change<'_>) -> Result<Answer, PageError> {
    let get =
        |name: &str| change.form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim());
    let author = if get("author").is_empty() { change.author } else { get("author") };
    if author.trim().is_empty() {
        return Err(CaseError::Judgement(Refused::NoAuthor).into());
    }
    let back = match get("back") {
        back if back.starts_with('/') && !back.starts_with("//") => back.to_owned(),
        _ => "/review".to_owned(),
    };
    if get("verb") == "undo" {
        let id = match get("judgement") {
            "" => case.last_judgement_of(author)?,
            id => Some(case.judgement(id)?.id),
        };
        let Some(id) = id else {
            return Err(CaseError::Judgement(Refused::NothingToUndo).into());
        };
        let undone = case.judgement(id.as_str())?;
        case.undo(&id, author, &change.now, get("reason"))?;
        relink(case, undone.kind)?;
        let pair =
            matches!(undone.verb, Verb::Same | Verb::Different | Verb::Unsure) && !undone.object.is_empty();
        let other = if pair { format!("&other={}", in_address(&undone.object)) } else { String::new() };
        return Ok(Answer::To(match undone.kind {
            JudgedKind::Claim | JudgedKind::Dispute => {
                format!("/review?item={}", in_address(&undone.subject))
            }
            JudgedKind::Name | JudgedKind::Document if pair => {
                format!("/review?item={}{other}", in_address(&undone.subject))
            }
            _ => "/review".to_owned(),
        }));
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
        return Err(CaseError::Overtaken { by: standing.map(Box::new) }.into());
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
    case.judge(&new, standing_id.as_ref())?;
    relink(case, kind)?;
    Ok(Answer::To(back))
}

/// Names that were joined or parted change what is linked; other judgements take effect as they are made.
fn relink(case: &mut Case, kind: JudgedKind) -> Result<(), PageError> {
    if kind == JudgedKind::Name {
        case.link(&mut |_| ())?;
    }
    Ok(())
}

/// The question of a dispute in the page's language.
fn question(ui: &Ui, why: &Why) -> String {
    match (why, ui.lang) {
        (Why::Question { french, .. }, Lang::Fr) => french.clone(),
        (Why::Question { english, .. }, Lang::En) => english.clone(),
        (why, _) => why.to_string(),
    }
}

impl ReviewPage {
    /// The address of the item at a place of the queue.
    fn place(&self, at: impl Number) -> String {
        let at = at.number();
        format!("/review?at={at}")
    }
}
