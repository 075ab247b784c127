//! The disputes of the case, those on which most hangs first.

use askama::Template;
use selon_case::{Case, DisputeLine, Slice};
use serde::Serialize;

use super::{Answer, PageError, ROWS, answer};
use crate::Lang;
use crate::ask::Ask;
use crate::ui::{Leaf, Ui};

/// A dispute in a list.
#[derive(Clone, Debug, Serialize)]
pub struct DisputeRow {
    pub id: String,
    pub kind: String,
    pub event: Option<String>,
    pub question: String,
    pub answers: Vec<(String, u64)>,
    pub claims: u32,
    pub documents: u32,
    pub outlets: u32,
}

impl DisputeRow {
    /// The row, with the question in the page's language.
    pub fn of(ui: &Ui, line: DisputeLine) -> Self {
        Self {
            id: line.id.to_string(),
            kind: line.kind,
            event: line.event,
            question: if ui.lang == Lang::Fr { line.french } else { line.english },
            answers: line.answers.iter().map(|(value, n)| (ui.answer(value), *n)).collect(),
            claims: line.n_claims,
            documents: line.n_documents,
            outlets: line.n_outlets,
        }
    }

    /// Its page.
    pub fn href(&self) -> String {
        format!("/dispute/{}", self.id)
    }
}

#[derive(Template, Serialize)]
#[template(path = "disputes.html")]
struct DisputesPage {
    #[serde(skip)]
    ui: Ui,
    disputes: Vec<DisputeRow>,
    leaf: Leaf,
}

/// The page.
pub fn page(case: &Case, ask: &Ask) -> Result<Answer, PageError> {
    let mut leaf = Leaf::of(ask);
    let lines = case.dispute_lines(Slice { skip: leaf.skip(ROWS), most: ROWS + 1 })?;
    let mut disputes: Vec<DisputeRow> = lines.into_iter().map(|line| DisputeRow::of(&ask.ui, line)).collect();
    leaf.cut(&mut disputes, ROWS);
    answer(&DisputesPage { ui: ask.ui.clone(), disputes, leaf })
}
