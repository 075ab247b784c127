//! An outlet: its articles, newest first, and what kind of claims it makes.

use askama::Template;
use selon_case::{Case, Found, Search, Slice, Stretch};
use serde::Serialize;

use super::{Answer, PageError, ROWS, answer};
use crate::ask::Ask;
use crate::html::in_address;
use crate::ui::{Leaf, Ui};
use crate::views::DocumentView;

#[derive(Template, Serialize)]
#[template(path = "outlet.html")]
struct OutletPage {
    #[serde(skip)]
    ui: Ui,
    outlet: String,
    articles: Vec<DocumentView>,
    events: Vec<(String, u64)>,
    modalities: Vec<(String, u64)>,
    /// Claims and articles that were counted, and whether that is all of them.
    counted: usize,
    is_all: bool,
    leaf: Leaf,
}

/// The page.
pub fn page(case: &Case, ask: &Ask, name: &str) -> Result<Answer, PageError> {
    let mut leaf = Leaf::of(ask);
    let slice = Slice { skip: leaf.skip(ROWS), most: ROWS + 1 };
    let lines = case.document_lines(Some(name), &Stretch::default(), slice)?;
    let mut articles: Vec<DocumentView> = lines.into_iter().map(Into::into).collect();
    if articles.is_empty() && leaf.page == 1 {
        return Err(PageError::Missing);
    }
    leaf.cut(&mut articles, ROWS);
    let Found { facets, n_hits, is_all, .. } =
        case.search(&Search { outlet: Some(name.to_owned()), ..Search::default() })?;
    answer(&OutletPage {
        ui: ask.ui.clone(),
        outlet: name.to_owned(),
        articles,
        events: facets.events,
        modalities: facets.modalities,
        counted: n_hits,
        is_all,
        leaf,
    })
}

impl OutletPage {
    fn search(&self, key: &str, value: &str) -> String {
        format!("/search?kind=claim&outlet={}&{key}={}", in_address(&self.outlet), in_address(value))
    }
}
