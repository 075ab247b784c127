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

use crate::ask::Ask;
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
    /// The request asks for something that cannot be done.
    #[error("{0}")]
    Asked(String),
    /// Somebody else was faster.
    #[error("{0}")]
    Overtaken(String),
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
            PageError::Asked(_) => 400,
            PageError::Overtaken(_) => 409,
            PageError::Case(CaseError::Locked { .. }) => 503,
            PageError::Case(_) | PageError::Render(_) | PageError::Twin(_) => 500,
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
        ["judge"] => review::change(case, ask, change),
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
    status: u16,
    error: String,
}

/// What is shown where there is no page: a status, a reason and a way on.
pub fn error_page(ask: &Ask, error: &PageError) -> Answer {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(deeper) = cause {
        words = format!("{words}: {deeper}");
        cause = deeper.source();
    }
    let page = ErrorPage { ui: ask.ui.clone(), status: error.status(), error: words };
    answer(&page).unwrap_or(Answer::Page { html: String::new(), json: String::new() })
}
