//! The articles of the case, newest first.

use askama::Template;
use selon_case::{Case, Slice, Stretch};
use serde::Serialize;

use super::{Answer, PageError, ROWS, answer};
use crate::ask::Ask;
use crate::ui::{Leaf, Ui};
use crate::views::DocumentView;

#[derive(Template, Serialize)]
#[template(path = "articles.html")]
struct ArticlesPage {
    #[serde(skip)]
    ui: Ui,
    when: Option<String>,
    articles: Vec<DocumentView>,
    leaf: Leaf,
}

/// The page.
pub fn page(case: &Case, ask: &Ask) -> Result<Answer, PageError> {
    let mut leaf = Leaf::of(ask);
    let when = ask.get("when").map(str::to_owned);
    let stretch = when.as_deref().map(stretch_of).unwrap_or_default();
    let slice = Slice { skip: leaf.skip(ROWS), most: ROWS + 1 };
    let mut articles: Vec<DocumentView> =
        case.document_lines(None, &stretch, slice)?.into_iter().map(Into::into).collect();
    leaf.cut(&mut articles, ROWS);
    answer(&ArticlesPage { ui: ask.ui.clone(), when, articles, leaf })
}

/// The days of a year, a month or a day: all dates that begin so.
pub fn stretch_of(when: &str) -> Stretch {
    // ':' follows all digits and '-' in ASCII.
    Stretch { from: Some(when.to_owned()), to: Some(format!("{when}:")) }
}
