//! The case: what is disputed most, when was published, where it lies, who accuses whom, and counts that lead on.

use askama::Template;
use selon_case::{Case, Slice, Tally};
use serde::Serialize;

use super::disputes::DisputeRow;
use super::entities::EntityView;
use super::map::Places;
use super::matrix::{Pair, pairs};
use super::{Answer, PageError, answer};
use crate::ask::Ask;
use crate::draw::bars::{Bars, bars};
use crate::ui::Ui;

/// Disputes on the first page.
const N_DISPUTES: u32 = 8;

/// Places on its small map.
const N_PLACES: u32 = 60;

/// Pairs of accuser and accused.
const N_PAIRS: u32 = 10;

#[derive(Template, Serialize)]
#[template(path = "case.html")]
struct CasePage {
    #[serde(skip)]
    ui: Ui,
    documents: u64,
    attributions: u64,
    claims: u64,
    disputes: Vec<DisputeRow>,
    outlets: Vec<(String, u64)>,
    events: Vec<(String, u64)>,
    modalities: Vec<(String, u64)>,
    languages: Vec<(String, u64)>,
    sources: Vec<crate::views::SourceView>,
    published: Bars,
    entities: Vec<EntityView>,
    accusations: Vec<Pair>,
    #[serde(skip)]
    map: String,
    failures: Vec<(String, String)>,
    n_failures: usize,
}

/// The page.
pub fn page(case: &Case, ask: &Ask) -> Result<Answer, PageError> {
    let named = |what| -> Result<Vec<(String, u64)>, PageError> {
        Ok(case.tally(what, 13)?.into_iter().filter(|(key, _)| !key.is_empty()).take(12).collect())
    };
    let failures = case.failures()?;
    let places = Places::of(case, &ask.ui, N_PLACES)?;
    let map = if places.is_empty() {
        String::new()
    } else {
        places.draw(&ask.ui, "smallmap", (420.0, 320.0), None).0
    };
    let entities = case.entity_lines(None, Slice { skip: 0, most: 12 })?;
    answer(&CasePage {
        documents: case.count(Tally::Documents)?,
        attributions: case.count(Tally::Attributions)?,
        claims: case.count(Tally::Claims)?,
        disputes: case
            .dispute_lines(Slice { skip: 0, most: N_DISPUTES })?
            .into_iter()
            .map(|line| DisputeRow::of(&ask.ui, line))
            .collect(),
        outlets: named(Tally::Outlets)?,
        events: named(Tally::Events)?,
        modalities: named(Tally::Modalities)?,
        languages: named(Tally::Languages)?,
        sources: case
            .source_lines(Slice { skip: 0, most: 13 })?
            .into_iter()
            .filter(|line| !line.folded.is_empty())
            .take(12)
            .map(Into::into)
            .collect(),
        published: bars(&case.tally_in_order(Tally::Published)?, "/articles"),
        entities: entities.into_iter().map(Into::into).collect(),
        accusations: pairs(case, &ask.ui, N_PAIRS)?,
        map,
        n_failures: failures.len(),
        failures: failures.into_iter().take(20).collect(),
        ui: ask.ui.clone(),
    })
}
