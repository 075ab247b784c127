//! The pages, one file each: what it reads of the case, what its JSON twin holds, and its template.

mod article;
mod articles;
mod case;
pub(crate) mod claim;
pub(crate) mod dispute;
mod disputes;
mod entities;
mod entity;
mod map;
mod matrix;
mod outlet;
pub(crate) mod review;
mod search;
mod source;
mod sources;
mod timeline;

use askama::Template;
use selon_case::{Case, CaseError};
use serde::Serialize;

use crate::ask::{Ask, Wanted};
use crate::guard::Refusal;
use crate::refusal::{heading, told};
use crate::strings::Lang;
use crate::ui::Ui;

/// Rows of a list on one page.
const ROWS: u32 = 40;

/// What a request is answered with.
pub enum Answer {
    /// A page and its twin.
    Page {
        /// HTML.
        html: String,
        /// JSON.
        json: String,
    },
    /// Bytes as they came, never shown as a page.
    File {
        /// Media type.
        content_type: &'static str,
        /// Name to save it under.
        name: String,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// Another page.
    To(String),
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// Nothing is at this address.
    #[error("nothing is at this address")]
    Missing,
    /// The request may not pass.
    #[error("the request was refused")]
    Guarded(Refusal),
    /// The form is too large.
    #[error("the form is too large")]
    TooLarge,
    /// Making the page broke off.
    #[error("the page could not be made")]
    NotMade,
    /// The case file cannot be used.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// A page could not be written.
    #[error("the page could not be written: {0}")]
    Render(#[from] askama::Error),
    /// A twin could not be written.
    #[error("the record could not be written: {0}")]
    Twin(#[from] serde_json::Error),
}

impl PageError {
    /// The status of the answer.
    pub fn status(&self) -> u16 {
        match self {
            PageError::Missing => 404,
            PageError::Guarded(Refusal::Host) => 421,
            PageError::Guarded(Refusal::Method) => 405,
            PageError::Guarded(_) => 403,
            PageError::TooLarge => 413,
            PageError::Case(CaseError::Judgement(_)) => 400,
            PageError::Case(CaseError::Overtaken { .. }) => 409,
            PageError::Case(CaseError::Locked { .. }) => 503,
            PageError::Case(_) | PageError::Render(_) | PageError::Twin(_) | PageError::NotMade => 500,
        }
    }
}

/// A change that a form asks for.
pub struct Change<'a> {
    /// The form's fields.
    pub form: &'a [(String, String)],
    /// Now, ISO 8601, UTC.
    pub now: String,
    /// Who judges, where the form does not say.
    pub author: &'a str,
}

/// The page at an address.
pub fn page(case: &Case, ask: &Ask, author: &str) -> Result<Answer, PageError> {
    let parts: Vec<&str> = ask.parts.iter().map(String::as_str).collect();
    match parts.as_slice() {
        [] => case::page(case, ask),
        ["articles"] => articles::page(case, ask),
        ["article", id] => article::page(case, ask, id),
        ["article", id, "bytes"] => article::bytes(case, id),
        ["claim", id] => claim::page(case, ask, id),
        ["disputes"] => disputes::page(case, ask),
        ["dispute", id] => dispute::page(case, ask, id),
        ["entities"] => entities::page(case, ask),
        ["entity", id] => entity::page(case, ask, id),
        ["map"] => map::page(case, ask),
        ["matrix"] => matrix::page(case, ask),
        ["outlet", name] => outlet::page(case, ask, name),
        ["review"] => review::page(case, ask, author),
        ["search"] => search::page(case, ask),
        ["sources"] => sources::page(case, ask),
        ["source", name] => source::page(case, ask, name),
        ["timeline"] => timeline::page(case, ask),
        _ => Err(PageError::Missing),
    }
}

/// Changes something, and goes on to a page.
pub fn change(case: &mut Case, ask: &Ask, change: &Change<'_>) -> Result<Answer, PageError> {
    match ask.parts.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["judge"] => review::change(case, change),
        _ => Err(PageError::Missing),
    }
}

/// A page and its twin, out of one struct.
fn answer(page: &(impl Template + Serialize)) -> Result<Answer, PageError> {
    Ok(Answer::Page { html: page.render()?, json: serde_json::to_string(page)? })
}

#[derive(Template, Serialize)]
#[template(path = "error.html")]
struct ErrorPage {
    #[serde(skip)]
    ui: Ui,
    #[serde(skip)]
    heading: &'static str,
    #[serde(skip)]
    words: String,
    /// The judgement that was not made.
    #[serde(skip)]
    wanted: Option<Wanted>,
    status: u16,
    /// In English, for programs.
    error: String,
}

/// The same without the style and the links that whoever is kept out could not have.
#[derive(Template)]
#[template(path = "refused.html")]
struct OutsidePage<'a> {
    ui: &'a Ui,
    heading: &'static str,
    words: &'a str,
}

/// What is shown where there is no page: a reason, and a way on where there is one.
pub fn error_page(ask: &Ask, error: &PageError, is_outside: bool) -> Answer {
    let mut ui = ask.ui.clone();
    if let Some((path, query)) = ask.wanted.as_ref().and_then(|wanted| wanted.href.split_once('?')) {
        // A form's own address shows nothing; that of what was judged does, in another language as well.
        (ui.path, ui.query) = (path.to_owned(), query.to_owned());
    }
    let ui = &ui;
    let english = Ui { lang: Lang::En, ..Ui::default() };
    let page = ErrorPage {
        ui: ui.clone(),
        heading: heading(ui, error),
        words: told(ui, error),
        wanted: ask.wanted.clone(),
        status: error.status(),
        error: told(&english, error),
    };
    let outside = OutsidePage { ui, heading: page.heading, words: &page.words };
    let html = if is_outside { outside.render() } else { page.render() };
    let json = serde_json::to_string(&page).unwrap_or_default();
    Answer::Page { html: html.unwrap_or_default(), json }
}
