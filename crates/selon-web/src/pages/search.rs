//! Search over articles, claims and sources, narrowed by facets.

use askama::Template;
use selon_case::{Case, Hit, HitKind, Search};
use serde::Serialize;

use super::entities::EntityView;
use super::{Answer, PageError, answer};
use crate::ask::Ask;
use crate::html::in_address;
use crate::ui::{Leaf, Ui};
use crate::views::{ClaimView, DocumentView, SourceView};

/// Hits of a page.
const HITS: u32 = 20;

/// Values of a facet that are shown.
const N_VALUES: usize = 12;

/// Entities of the name that was typed.
const N_ENTITIES: u32 = 8;

/// A hit.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant)] // A page of them at a time.
enum HitView {
    Article { document: DocumentView, excerpt: String },
    Claim { claim: ClaimView },
}

/// A facet: what hits can be narrowed by.
#[derive(Serialize)]
struct Facet {
    key: &'static str,
    /// What it is narrowed to.
    chosen: Option<String>,
    values: Vec<(String, u64)>,
}

#[derive(Template, Serialize)]
#[template(path = "search.html")]
struct SearchPage {
    #[serde(skip)]
    ui: Ui,
    words: String,
    hits: Vec<HitView>,
    n_hits: usize,
    /// False where there may be more.
    is_counted: bool,
    /// Hits that are in order and counted by their marks: the newest.
    n_ranked: usize,
    sources: Vec<SourceView>,
    entities: Vec<EntityView>,
    facets: Vec<Facet>,
    leaf: Leaf,
    #[serde(skip)]
    address: Vec<(String, String)>,
}

/// The page.
pub fn page(case: &Case, ask: &Ask) -> Result<Answer, PageError> {
    let get = |key: &str| ask.get(key).map(str::to_owned);
    let mut leaf = Leaf::of(ask);
    let search = Search {
        words: get("q").unwrap_or_default(),
        kind: ask.get("kind").and_then(HitKind::from_name),
        event: get("event"),
        modality: get("modality"),
        outlet: get("outlet"),
        when: get("when"),
        language: get("language"),
        skip: leaf.skip(HITS) as usize,
        most: HITS as usize,
    };
    let found = case.search(&search)?;
    leaf.has_next = search.skip + search.most < found.n_ranked;
    let entities = case.entities_named(&search.words, N_ENTITIES)?;
    let hits = found.hits.into_iter().map(|hit| match hit {
        Hit::Article { document, excerpt } => HitView::Article { document: document.into(), excerpt },
        Hit::Claim(claim) => HitView::Claim { claim: claim.into() },
    });
    let facet = |key, chosen: &Option<String>, mut values: Vec<(String, u64)>| {
        values.truncate(N_VALUES);
        Facet { key, chosen: chosen.clone(), values }
    };
    let kind = search.kind.map(|kind| kind.as_str().to_owned());
    let facets = vec![
        facet("kind", &kind, found.facets.kinds),
        facet("event", &search.event, found.facets.events),
        facet("modality", &search.modality, found.facets.modalities),
        facet("outlet", &search.outlet, found.facets.outlets),
        facet("when", &search.when, found.facets.years),
        facet("language", &search.language, found.facets.languages),
    ];
    let address = ask.query.iter().filter(|(key, _)| !matches!(key.as_str(), "page" | "lang" | "theme"));
    answer(&SearchPage {
        ui: ask.ui.clone(),
        words: search.words,
        hits: hits.collect(),
        n_hits: found.n_hits,
        is_counted: found.is_counted,
        n_ranked: found.n_ranked,
        sources: found.sources.into_iter().map(Into::into).collect(),
        entities: entities.into_iter().map(Into::into).collect(),
        facets,
        leaf,
        address: address.cloned().collect(),
    })
}

impl SearchPage {
    /// The address of this search with `key` set to `value`, or without it.
    fn with(&self, key: &str, value: &str) -> String {
        let others = self.address.iter().filter(|(other, _)| other != key);
        let mut pairs: Vec<String> =
            others.map(|(key, value)| format!("{}={}", in_address(key), in_address(value))).collect();
        if !value.is_empty() {
            pairs.push(format!("{key}={}", in_address(value)));
        }
        format!("/search?{}", pairs.join("&"))
    }

    /// A facet's value as it is shown.
    fn worded<'a>(&self, key: &str, value: &'a str) -> &'a str {
        self.ui.word(key, value)
    }
}
