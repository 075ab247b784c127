//! Who accuses whom of what, and from which outlet's country: cells that each lead to their claims.
//!
//! What counts as an accusation is told by [`selon_case::Case::accusation_matrix`]: claims that accuse in so many words,
//! and claims that say of somebody else that they attack, coerce, threaten, arm or support. All of them are counted.

use askama::Template;
use selon_case::{ACCUSING_EVENTS, AccusationMatrix, Accusing, Case, Party, Slice};
use serde::Serialize;

use super::{Answer, PageError, ROWS, answer};
use crate::ask::Ask;
use crate::draw::matrix::{MatrixRow, matrix};
use crate::html::in_address;
use crate::ui::{Leaf, Ui};
use crate::views::{ClaimView, country_name, entity_href};

/// Rows and columns at most.
const MOST: u32 = 14;

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
    fn of(ui: &Ui, key: String, party: Party) -> Self {
        Self {
            key,
            name: ui.named(&party.name).to_owned(),
            entity: party.entity.map(|entity| entity.to_string()),
        }
    }

    fn href(&self) -> Option<String> {
        self.entity.as_deref().map(entity_href)
    }
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    party: PartyView,
    /// For each column the number of claims and of outlets that report them.
    cells: Vec<(u64, u64)>,
}

/// What outlets of a country report.
#[derive(Serialize)]
struct CountryRow {
    code: String,
    name: String,
    /// For each column the number of claims.
    cells: Vec<u64>,
}

#[derive(Template, Serialize)]
#[template(path = "matrix.html")]
struct MatrixPage {
    #[serde(skip)]
    ui: Ui,
    accused: Vec<PartyView>,
    rows: Vec<Row>,
    /// Rows by the country of the outlet.
    countries: Vec<CountryRow>,
    /// How many accuse of what.
    events: Vec<(&'static str, u64)>,
    counted: u64,
    untold: u64,
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

/// The pairs with the most claims.
pub fn pairs(case: &Case, ui: &Ui, most: u32) -> Result<Vec<Pair>, PageError> {
    let pairs = case.accusing_pairs(most)?.into_iter().map(|((by, accuser), (on, accused), claims)| Pair {
        by: ui.named(&accuser.name).to_owned(),
        on: ui.named(&accused.name).to_owned(),
        claims,
        href: format!("/matrix?by={}&on={}#claims", in_address(&by), in_address(&on)),
    });
    Ok(pairs.collect())
}

/// The page; `?of=` one event, `?from=` one country; `?by=` and `?on=` list the claims of a row, a column or a cell.
pub fn page(case: &Case, ask: &Ask) -> Result<Answer, PageError> {
    let ui = &ask.ui;
    let of = ask.get("of").and_then(|of| ACCUSING_EVENTS.into_iter().find(|event| *event == of));
    let from = ask.get("from").map(str::to_owned);
    let which = Accusing { event: of.map(str::to_owned), country: from.clone() };
    let AccusationMatrix { n_told, n_untold, events, accused, accusers, countries } =
        case.accusation_matrix(&which, MOST)?;
    let party = |key: Option<&str>| -> Result<Option<PartyView>, PageError> {
        let Some(key) = key else { return Ok(None) };
        Ok(case.accusing_party(key)?.map(|party| PartyView::of(ui, key.to_owned(), party)))
    };
    let (by, on) = (ask.get("by"), ask.get("on"));
    let mut leaf = Leaf::of(ask);
    let slice = Slice { skip: leaf.skip(ROWS), most: ROWS + 1 };
    let mut claims: Vec<ClaimView> =
        case.accusing_claims(&which, by, on, slice)?.into_iter().map(ClaimView::from).collect();
    leaf.cut(&mut claims, ROWS);
    let country = |code: String, cells| CountryRow {
        name: if code == UNKNOWN { ui.t("matrix.unknown").to_owned() } else { country_name(ui, &code) },
        code,
        cells,
    };
    let mut page = MatrixPage {
        events,
        counted: n_told,
        untold: n_untold,
        of,
        from,
        by: party(by)?,
        on: party(on)?,
        claims,
        leaf,
        accused: accused.into_iter().map(|(key, party)| PartyView::of(ui, key, party)).collect(),
        rows: accusers
            .into_iter()
            .map(|row| Row { party: PartyView::of(ui, row.party.0, row.party.1), cells: row.cells })
            .collect(),
        countries: countries.into_iter().map(|(code, cells)| country(code, cells)).collect(),
        drawing: String::new(),
        by_country: String::new(),
        ui: ui.clone(),
    };
    let rows = page.rows.iter().map(|row| {
        let cells = row.cells.iter().zip(&page.accused);
        let cells = cells.map(|((n, _), on)| (*n, page.cell(Some(&row.party.key), Some(&on.key))));
        MatrixRow { name: row.party.name.clone(), cells: cells.collect() }
    });
    page.drawing = page.draw(ui.t("nav.matrix"), rows);
    let rows = page.countries.iter().map(|row| {
        let cells = row.cells.iter().zip(&page.accused);
        let cells = cells.map(|(n, on)| (*n, page.link(page.of, Some(&row.code), None, Some(&on.key))));
        MatrixRow { name: row.name.clone(), cells: cells.collect() }
    });
    // Two drawings of one kind on a page.
    page.by_country = page.draw(ui.t("matrix.countries"), rows).replace("\"matrix-", "\"countries-");
    answer(&page)
}

impl MatrixPage {
    fn draw(&self, name: &str, rows: impl Iterator<Item = MatrixRow>) -> String {
        let columns: Vec<String> = self.accused.iter().map(|party| party.name.clone()).collect();
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
