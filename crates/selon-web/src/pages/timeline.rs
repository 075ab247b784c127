//! When things are said to have happened, and when that was published: two times, kept apart.

use askama::Template;
use selon_case::{Case, Slice, Stretch, Tally};
use serde::Serialize;

use super::articles::stretch_of;
use super::{Answer, PageError, answer};
use crate::ask::Ask;
use crate::draw::bars::{Bars, bars};
use crate::draw::timeline::timeline;
use crate::ui::{Leaf, Ui};
use crate::views::ClaimView;

/// Claims on one page.
const CLAIMS: u32 = 60;

#[derive(Template, Serialize)]
#[template(path = "timeline.html")]
struct TimelinePage {
    #[serde(skip)]
    ui: Ui,
    when: Option<String>,
    happened: Bars,
    published: Bars,
    claims: Vec<ClaimView>,
    leaf: Leaf,
    #[serde(skip)]
    drawing: String,
    #[serde(skip)]
    narrow: String,
}

/// The page.
pub fn page(case: &Case, ask: &Ask) -> Result<Answer, PageError> {
    let mut leaf = Leaf::of(ask);
    let when = ask.get("when").map(str::to_owned);
    let stretch: Stretch = when.as_deref().map(stretch_of).unwrap_or_default();
    let slice = Slice { skip: leaf.skip(CLAIMS), most: CLAIMS + 1 };
    let mut claims: Vec<ClaimView> =
        case.claims_by_time(&stretch, slice)?.into_iter().map(Into::into).collect();
    leaf.cut(&mut claims, CLAIMS);
    let (drawing, narrow) = timeline(&ask.ui, &claims);
    answer(&TimelinePage {
        happened: bars(&case.tally_in_order(Tally::Happened)?, "/timeline"),
        published: bars(&case.tally_in_order(Tally::Published)?, "/articles"),
        drawing,
        narrow,
        ui: ask.ui.clone(),
        when,
        claims,
        leaf,
    })
}
