//! Who accuses whom of what, and from which outlet's country: cells that each lead to their claims.
//!
//! What counts as an accusation is told by [`selon_case::Case::accusations`]: claims that accuse in so many words, and claims
//! that say of somebody else that they attack, coerce, threaten, arm or support. The newest [`LOOKED_AT`] of them
//! are counted, and the page says so where there are more.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use selon_case::{Accusation, Accusations, Case, OutletBook};
use serde::Serialize;

use super::{Answer, PageError, ROWS, answer};
use crate::ask::Ask;
use crate::draw::matrix::{MatrixRow, matrix};
use crate::html::in_address;
use crate::ui::{Leaf, Ui};
use crate::views::{ClaimView, country_name, entity_href};

/// Claims that are counted: in a case of a million each costs 0.17 milliseconds, for its parts lie far apart.
const LOOKED_AT: u32 = 250;

/// Rows and columns at most.
const MOST: usize = 14;

/// Of what somebody is accused.
pub const EVENTS: [&str; 6] = ["ACCUSE", "ASSAULT", "COERCE", "THREATEN", "AID", "SUPPORT"];

/// The key of outlets whose country is not known.
const UNKNOWN: &str = "--";

/// Somebody with a row or a column.
#[derive(Clone, Debug, Serialize)]
struct PartyView {
    key: String,
    name: String,
    entity: Option<String>,
}

impl PartyView {
    fn href(&self) -> Option<String> {
        self.entity.as_deref().map(entity_href)
    }
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    party: PartyView,
    /// For each column the number of claims and of outlets that report them.
    cells: Vec<(u64, usize)>,
}

#[derive(Template, Serialize)]
#[template(path = "matrix.html")]
struct MatrixPage {
    #[serde(skip)]
    ui: Ui,
    accused: Vec<PartyView>,
    rows: Vec<Row>,
    /// Rows by the country of the outlet.
    countries: Vec<Row>,
    /// How many accuse of what.
    events: Vec<(&'static str, u64)>,
    counted: usize,
    untold: usize,
    is_all: bool,
    of: Option<&'static str>,
    from: Option<String>,
    by: Option<PartyView>,
    on: Option<PartyView>,
    claims: Vec<ClaimView>,
    leaf: Leaf,
    #[serde(skip)]
    drawing: String,
    #[serde(skip)]
    by_country: String,
}

/// Who accuses whom most often: for the first page of the case.
#[derive(Serialize)]
pub struct Pair {
    pub by: String,
    pub on: String,
    pub claims: u64,
    #[serde(skip)]
    pub href: String,
}

/// The pairs with the most claims, and whether all accusations were counted.
pub fn pairs(case: &Case, most: usize) -> Result<(Vec<Pair>, bool), PageError> {
    let found = case.accusations(&EVENTS, LOOKED_AT)?;
    let mut counts: BTreeMap<(String, String), (u64, &Accusation)> = BTreeMap::new();
    for one in &found.list {
        counts.entry((one.by.key(), one.on.key())).or_insert((0, one)).0 += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, (n, _))| std::cmp::Reverse(*n));
    let pairs = counts.into_iter().take(most).map(|((by, on), (claims, one))| Pair {
        by: one.by.name.clone(),
        on: one.on.name.clone(),
        claims,
        href: format!("/matrix?by={}&on={}#claims", in_address(&by), in_address(&on)),
    });
    Ok((pairs.collect(), found.is_all))
}

/// Country codes of outlets, looked up once each.
struct Countries {
    book: OutletBook,
    known: BTreeMap<String, String>,
}

impl Countries {
    fn of(&mut self, outlet: Option<&str>) -> String {
        let Some(outlet) = outlet else { return UNKNOWN.to_owned() };
        if let Some(code) = self.known.get(outlet) {
            return code.clone();
        }
        let code = self.book.by_name(outlet).map(|outlet| outlet.country).filter(|code| !code.is_empty());
        let code = code.unwrap_or_else(|| UNKNOWN.to_owned());
        self.known.insert(outlet.to_owned(), code.clone());
        code
    }
}

/// The page; `?of=` one event, `?from=` one country; `?by=` and `?on=` list the claims of a row, a column or a cell.
pub fn page(case: &Case, ask: &Ask) -> Result<Answer, PageError> {
    let ui = &ask.ui;
    let Accusations { list, n_untold, is_all, .. } = case.accusations(&EVENTS, LOOKED_AT)?;
    let mut countries = Countries { book: OutletBook::new(case.outlets()?), known: BTreeMap::new() };
    let of = ask.get("of").and_then(|of| EVENTS.into_iter().find(|event| *event == of));
    let from = ask.get("from").map(str::to_owned);
    let events = EVENTS.map(|event| (event, list.iter().filter(|one| one.event == event).count() as u64));
    let all: Vec<(&Accusation, String)> =
        list.iter().map(|one| (one, countries.of(one.outlet.as_deref()))).collect();
    let counted: Vec<&(&Accusation, String)> = all
        .iter()
        .filter(|(one, country)| {
            of.is_none_or(|of| one.event == of) && from.as_ref().is_none_or(|from| country == from)
        })
        .collect();
    let mut parties: BTreeMap<String, PartyView> = BTreeMap::new();
    for (one, _) in &all {
        for party in [&one.by, &one.on] {
            let key = party.key();
            parties.entry(key.clone()).or_insert_with(|| PartyView {
                key,
                name: party.name.clone(),
                entity: party.entity.as_ref().map(ToString::to_string),
            });
        }
    }
    for (_, code) in &all {
        let name = if code == UNKNOWN { ui.t("matrix.unknown").to_owned() } else { country_name(ui, code) };
        parties.entry(format!("from {code}")).or_insert_with(|| PartyView {
            key: code.clone(),
            name,
            entity: None,
        });
    }
    let accused = most_often(counted.iter().map(|(one, _)| one.on.key()));
    let by = |(one, _): &&(&Accusation, String)| one.by.key();
    let country = |(_, code): &&(&Accusation, String)| format!("from {code}");
    let rows = rows(&counted, &accused, &parties, by);
    let of_countries = self::rows(&counted, &accused, &parties, country);
    let party = |key: Option<&str>| key.and_then(|key| parties.get(key)).cloned();
    let (asked_by, asked_on) = (ask.get("by"), ask.get("on"));
    let mut leaf = Leaf::of(ask);
    let mut listed = Vec::new();
    let is_asked = |one: &Accusation| {
        asked_by.is_none_or(|by| one.by.key() == by) && asked_on.is_none_or(|on| one.on.key() == on)
    };
    let asked = counted.iter().filter(|(one, _)| is_asked(one));
    for (one, _) in asked.skip(leaf.skip(ROWS) as usize).take(ROWS as usize + 1) {
        listed.extend(case.claim_line(&one.document, one.nth)?.map(ClaimView::from));
    }
    leaf.cut(&mut listed, ROWS);
    let accused: Vec<PartyView> = accused.iter().filter_map(|key| parties.get(key)).cloned().collect();
    let mut page = MatrixPage {
        events: events.into_iter().filter(|(_, n)| *n > 0).collect(),
        counted: counted.len(),
        untold: n_untold,
        is_all,
        of,
        from,
        by: party(asked_by),
        on: party(asked_on),
        claims: listed,
        leaf,
        accused,
        rows,
        countries: of_countries,
        drawing: String::new(),
        by_country: String::new(),
        ui: ui.clone(),
    };
    page.drawing =
        page.draw(&page.rows, ui.t("nav.matrix"), |row, on| page.cell(Some(&row.key), Some(&on.key)));
    page.by_country = page
        .draw(&page.countries, ui.t("matrix.countries"), |row, on| {
            page.link(page.of, Some(&row.key), None, Some(&on.key))
        })
        // Two drawings of one kind on a page.
        .replace("\"matrix-", "\"countries-");
    answer(&page)
}

/// Keys, those that come most often first, at most [`MOST`].
fn most_often(keys: impl Iterator<Item = String>) -> Vec<String> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts.into_iter().take(MOST).map(|(key, _)| key).collect()
}

fn rows(
    counted: &[&(&Accusation, String)],
    accused: &[String],
    parties: &BTreeMap<String, PartyView>,
    key: impl Fn(&&(&Accusation, String)) -> String,
) -> Vec<Row> {
    let mut cells: BTreeMap<(String, String), (u64, BTreeSet<&str>)> = BTreeMap::new();
    for one in counted {
        let cell = cells.entry((key(one), one.0.on.key())).or_default();
        cell.0 += 1;
        cell.1.insert(one.0.outlet.as_deref().unwrap_or(one.0.document.as_str()));
    }
    let columns: BTreeSet<&String> = accused.iter().collect();
    let shown = counted.iter().filter(|one| columns.contains(&one.0.on.key()));
    let rows = most_often(shown.map(&key));
    let row = |by: &String| {
        let cell = |on: &String| {
            cells.get(&(by.clone(), on.clone())).map_or((0, 0), |(n, outlets)| (*n, outlets.len()))
        };
        Some(Row { party: parties.get(by)?.clone(), cells: accused.iter().map(cell).collect() })
    };
    rows.iter().filter_map(row).collect()
}

impl MatrixPage {
    fn draw(&self, rows: &[Row], name: &str, href: impl Fn(&PartyView, &PartyView) -> String) -> String {
        let columns: Vec<String> = self.accused.iter().map(|party| party.name.clone()).collect();
        let rows = rows.iter().map(|row| {
            let cells = row.cells.iter().zip(&self.accused);
            MatrixRow {
                name: row.party.name.clone(),
                cells: cells.map(|((n, _), on)| (*n, href(&row.party, on))).collect(),
            }
        });
        matrix(&self.ui, name, &columns, &rows.collect::<Vec<_>>())
    }

    fn link(&self, of: Option<&str>, from: Option<&str>, by: Option<&str>, on: Option<&str>) -> String {
        let parts = [("of", of), ("from", from), ("by", by), ("on", on)];
        let parts =
            parts.into_iter().filter_map(|(key, value)| Some(format!("{key}={}", in_address(value?))));
        let query = parts.collect::<Vec<_>>().join("&");
        let place = if by.is_some() || on.is_some() { "#claims" } else { "" };
        format!("/matrix{}{query}{place}", if query.is_empty() { "" } else { "?" })
    }

    fn cell(&self, by: Option<&str>, on: Option<&str>) -> String {
        self.link(self.of, self.from.as_deref(), by, on)
    }

    fn with_event(&self, of: &str) -> String {
        self.link(Some(of), self.from.as_deref(), None, None)
    }

    fn without_event(&self) -> String {
        self.link(None, self.from.as_deref(), None, None)
    }

    fn with_country(&self, from: &str) -> String {
        self.link(self.of, Some(from), None, None)
    }

    fn without_country(&self) -> String {
        self.link(self.of, None, None, None)
    }

    fn country(&self, code: &str) -> String {
        if code == UNKNOWN { self.ui.t("matrix.unknown").to_owned() } else { country_name(&self.ui, code) }
    }
}
