//! Who accuses whom: a row for each accuser, a column for each accused, a list of claims in each cell.
//!
//! The newest [`LOOKED_AT`] claims of accusation are counted. Accuser is who the clause says accuses, else the voice
//! closest to the fact; names that differ in case, accents and marks alone are one. A claim whose accused is not
//! told stands in no cell.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use selon_case::{Case, Folded, Hit, HitKind, Search};
use serde::Serialize;

use super::{Answer, PageError, ROWS, answer};
use crate::ask::Ask;
use crate::html::in_address;
use crate::ui::{Leaf, Ui};
use crate::views::ClaimView;

/// Claims that are counted: reading one costs some tens of microseconds.
const LOOKED_AT: usize = 600;

/// Rows and columns at most.
const MOST: usize = 14;

#[derive(Serialize)]
struct Row {
    accuser: String,
    /// For each column the number of claims and of outlets that report them.
    cells: Vec<(usize, usize)>,
}

#[derive(Template, Serialize)]
#[template(path = "matrix.html")]
struct MatrixPage {
    #[serde(skip)]
    ui: Ui,
    accused: Vec<String>,
    rows: Vec<Row>,
    counted: usize,
    untold: usize,
    is_all: bool,
    by: Option<String>,
    on: Option<String>,
    claims: Vec<ClaimView>,
    leaf: Leaf,
}

/// The page; `?by=` and `?on=` list the claims of a row, a column or a cell.
pub fn page(case: &Case, ask: &Ask) -> Result<Answer, PageError> {
    let found = case.search(&Search {
        kind: Some(HitKind::Claim),
        event: Some("ACCUSE".to_owned()),
        most: LOOKED_AT,
        ..Search::default()
    })?;
    let is_all = found.is_all && found.n_hits <= LOOKED_AT;
    let claims = found.hits.into_iter().filter_map(|hit| match hit {
        Hit::Claim(claim) => Some(ClaimView::from(claim)),
        Hit::Article { .. } => None,
    });
    let (told, untold): (Vec<_>, Vec<_>) = claims.partition(|claim: &ClaimView| claim.patient.is_some());
    let key = |name: &str| Folded::new(name).as_str().to_owned();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut cells: BTreeMap<(String, String), Vec<&ClaimView>> = BTreeMap::new();
    for claim in &told {
        let (by, on) = (accuser(claim), claim.patient.as_deref().unwrap_or_default());
        names.entry(key(by)).or_insert_with(|| by.to_owned());
        names.entry(key(on)).or_insert_with(|| on.to_owned());
        cells.entry((key(by), key(on))).or_default().push(claim);
    }
    let most = |of: fn(&(String, String)) -> &String| {
        let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
        for (cell, claims) in &cells {
            *counts.entry(of(cell)).or_default() += claims.len();
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        counts.into_iter().take(MOST).map(|(key, _)| key.clone()).collect::<Vec<String>>()
    };
    let (by, on) = (most(|(by, _)| by), most(|(_, on)| on));
    let cell = |by: &String, on: &String| {
        let claims = cells.get(&(by.clone(), on.clone())).map_or(&[][..], Vec::as_slice);
        let outlets: BTreeSet<&str> = claims.iter().map(|claim| claim.document.outlet_or_doc()).collect();
        (claims.len(), outlets.len())
    };
    let rows = by
        .iter()
        .map(|by| Row { accuser: names[by].clone(), cells: on.iter().map(|on| cell(by, on)).collect() });
    let rows: Vec<Row> = rows.collect();
    let accused = on.iter().map(|on| names[on].clone()).collect();
    let (asked_by, asked_on) = (ask.get("by").map(key), ask.get("on").map(key));
    let is_asked = |claim: &&ClaimView| {
        asked_by.as_ref().is_none_or(|by| key(accuser(claim)) == *by)
            && asked_on.as_ref().is_none_or(|on| key(claim.patient.as_deref().unwrap_or_default()) == *on)
    };
    let mut leaf = Leaf::of(ask);
    let listed = told.iter().filter(is_asked).skip(leaf.skip(ROWS) as usize).take(ROWS as usize + 1);
    let mut listed: Vec<ClaimView> = listed.cloned().collect();
    leaf.cut(&mut listed, ROWS);
    answer(&MatrixPage {
        ui: ask.ui.clone(),
        accused,
        rows,
        counted: told.len(),
        untold: untold.len(),
        is_all,
        by: ask.get("by").map(str::to_owned),
        on: ask.get("on").map(str::to_owned),
        claims: listed,
        leaf,
    })
}

/// Who the clause says accuses, else the voice closest to the fact.
fn accuser(claim: &ClaimView) -> &str {
    let voice = claim.chain.last().map_or("", |voice| voice.name.as_str());
    claim.agent.as_deref().unwrap_or(voice)
}

impl MatrixPage {
    fn cell(&self, by: &str, on: &str) -> String {
        format!("/matrix?by={}&on={}#claims", in_address(by), in_address(on))
    }
}
