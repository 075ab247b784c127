//! Whom the case names, the most often first, narrowed by type.

use askama::Template;
use selon_case::{Case, EntityRow, EntityType, Slice};
use serde::Serialize;

use super::{Answer, PageError, ROWS, answer};
use crate::ask::Ask;
use crate::ui::{Leaf, Ui};
use crate::views::{country_name, entity_href};

/// An entity in a list.
#[derive(Clone, Debug, Serialize)]
pub struct EntityView {
    pub id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub country: Option<String>,
    pub mentions: u64,
    pub documents: u64,
}

impl From<EntityRow> for EntityView {
    fn from(row: EntityRow) -> Self {
        Self {
            id: row.id.to_string(),
            name: row.name,
            kind: row.kind.as_str(),
            country: row.country,
            mentions: row.n_mentions,
            documents: row.n_documents,
        }
    }
}

impl EntityView {
    /// Its page.
    pub fn href(&self) -> String {
        entity_href(&self.id)
    }

    /// Its name, that of a country in the page's language.
    pub fn shown<'a>(&'a self, ui: &Ui) -> &'a str {
        match self.kind {
            "state" | "place" => ui.named(&self.name),
            _ => &self.name,
        }
    }

    /// Its country's name; nothing for a country itself, whose name says it.
    pub fn country_name(&self, ui: &Ui) -> Option<String> {
        let name = country_name(ui, self.country.as_deref()?);
        (name != self.shown(ui)).then_some(name)
    }
}

#[derive(Template, Serialize)]
#[template(path = "entities.html")]
struct EntitiesPage {
    #[serde(skip)]
    ui: Ui,
    kind: Option<&'static str>,
    #[serde(skip)]
    kinds: Vec<&'static str>,
    entities: Vec<EntityView>,
    leaf: Leaf,
}

/// The page; `?type=` narrows it.
pub fn page(case: &Case, ask: &Ask) -> Result<Answer, PageError> {
    let mut leaf = Leaf::of(ask);
    let kind = ask.get("type").and_then(EntityType::from_name);
    let rows = case.entity_lines(kind, Slice { skip: leaf.skip(ROWS), most: ROWS + 1 })?;
    let mut entities: Vec<EntityView> = rows.into_iter().map(Into::into).collect();
    leaf.cut(&mut entities, ROWS);
    answer(&EntitiesPage {
        ui: ask.ui.clone(),
        kind: kind.map(EntityType::as_str),
        kinds: EntityType::ALL.iter().map(|kind| kind.as_str()).collect(),
        entities,
        leaf,
    })
}
