//! An outlet: who owns it as far as the lists know, its articles, newest first, and what kind of claims it makes.

use askama::Template;
use selon_case::{Case, EntityType, Found, OutletBook, OwnOutlet, Search, Slice, Stretch};
use serde::Serialize;

use super::{Answer, PageError, ROWS, answer};
use crate::ask::Ask;
use crate::html::in_address;
use crate::ui::{Leaf, Ui};
use crate::views::{DocumentView, country_name, source_href};

/// What is known of who publishes: facts with where they can be looked up, no grade.
#[derive(Serialize)]
struct FactsView {
    name: String,
    country: Option<String>,
    owner: Option<String>,
    kinds: Vec<&'static str>,
    domains: Vec<String>,
    reference: Option<String>,
    year: Option<String>,
}

impl From<OwnOutlet> for FactsView {
    fn from(outlet: OwnOutlet) -> Self {
        let known = |word: String| Some(word).filter(|word| !word.is_empty());
        Self {
            name: outlet.name,
            country: known(outlet.country),
            owner: known(outlet.owner),
            kinds: outlet.kinds.iter().map(|kind| kind.name()).collect(),
            domains: outlet.domains,
            reference: known(outlet.reference),
            year: known(outlet.year),
        }
    }
}

#[derive(Template, Serialize)]
#[template(path = "outlet.html")]
struct OutletPage {
    #[serde(skip)]
    ui: Ui,
    outlet: String,
    facts: Option<FactsView>,
    /// The entity of this name.
    entity: Option<String>,
    /// It is also a source: what it is said to say, and how often.
    as_source: Option<u64>,
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
    let Found { facets, n_hits, n_ranked, .. } =
        case.search(&Search { outlet: Some(name.to_owned()), ..Search::default() })?;
    let facts = OutletBook::new(case.outlets()?).by_name(name).map(Into::into);
    let as_source = case.source_named(name)?.map(|(line, _)| line.n_attributions);
    let named = case.entities_named(name, 4)?;
    let entity = named.into_iter().find(|row| row.kind == EntityType::Outlet).map(|row| row.id.to_string());
    answer(&OutletPage {
        entity,
        ui: ask.ui.clone(),
        outlet: name.to_owned(),
        facts,
        as_source,
        articles,
        events: facets.events,
        modalities: facets.modalities,
        counted: n_ranked,
        is_all: n_ranked == n_hits,
        leaf,
    })
}

impl OutletPage {
    fn country(&self, code: &str) -> String {
        country_name(&self.ui, code)
    }

    fn source(&self) -> String {
        source_href(&self.outlet)
    }

    fn search(&self, key: &str, value: &str) -> String {
        format!("/search?kind=claim&outlet={}&{key}={}", in_address(&self.outlet), in_address(value))
    }
}
