//! Who is said to say something, the most often first.

use askama::Template;
use selon_case::{Case, Slice};
use serde::Serialize;

use super::{Answer, PageError, ROWS, answer};
use crate::ask::Ask;
use crate::ui::{Leaf, Ui};
use crate::views::SourceView;

#[derive(Template, Serialize)]
#[template(path = "sources.html")]
struct SourcesPage {
    #[serde(skip)]
    ui: Ui,
    sources: Vec<SourceView>,
    leaf: Leaf,
}

/// The page.
pub fn page(case: &Case, ask: &Ask) -> Result<Answer, PageError> {
    let mut leaf = Leaf::of(ask);
    let lines = case.source_lines(Slice { skip: leaf.skip(ROWS), most: ROWS + 1 })?;
    let mut sources: Vec<SourceView> = lines.into_iter().map(Into::into).collect();
    leaf.cut(&mut sources, ROWS);
    answer(&SourcesPage { ui: ask.ui.clone(), sources, leaf })
}
