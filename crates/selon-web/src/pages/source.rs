//! A source: what it is said to say, where, in which stance, and how it is spelt.

use askama::Template;
use selon_case::{Case, SaidLine, Slice};
use serde::Serialize;

use super::review::{JudgementView, grade_of};
use super::{Answer, PageError, ROWS, answer};
use crate::ask::Ask;
use crate::ui::{Leaf, Ui};
use crate::views::DocumentView;

/// Something that the source is said to say.
#[derive(Serialize)]
struct SaidView {
    id: String,
    source: String,
    kind: String,
    source_kind: String,
    cue: String,
    content: String,
    stance: String,
    hedged: bool,
    within: Option<String>,
    document: DocumentView,
}

impl From<SaidLine> for SaidView {
    fn from(line: SaidLine) -> Self {
        Self {
            id: line.id.to_string(),
            source: line.source,
            kind: line.kind,
            source_kind: line.source_kind,
            cue: line.cue,
            content: line.content,
            stance: line.stance,
            hedged: line.hedged,
            within: line.within,
            document: line.document.into(),
        }
    }
}

impl SaidView {
    fn in_article(&self) -> String {
        format!("/article/{}?mark={}#mark", self.document.id, self.id)
    }
}

#[derive(Template, Serialize)]
#[template(path = "source.html")]
struct SourcePage {
    #[serde(skip)]
    ui: Ui,
    name: String,
    attributions: u64,
    /// How far an analyst found that it can be relied on; never computed.
    grade: Option<JudgementView>,
    /// Whom it names, where the case knows.
    entity: Option<String>,
    spellings: Vec<(String, u64)>,
    said: Vec<SaidView>,
    leaf: Leaf,
}

/// The page.
pub fn page(case: &Case, ask: &Ask, slug: &str) -> Result<Answer, PageError> {
    let (line, spellings) = case.source_named(slug)?.ok_or(PageError::Missing)?;
    let mut leaf = Leaf::of(ask);
    let slice = Slice { skip: leaf.skip(ROWS), most: ROWS + 1 };
    let lines = case.said_by(slug, slice)?;
    let entity = match lines.iter().find(|line| !line.source.is_empty()) {
        Some(line) => case.entity_of_source(&line.id)?.map(|entity| entity.to_string()),
        None => None,
    };
    let mut said: Vec<SaidView> = lines.into_iter().map(Into::into).collect();
    leaf.cut(&mut said, ROWS);
    answer(&SourcePage {
        ui: ask.ui.clone(),
        name: line.name,
        attributions: line.n_attributions,
        grade: grade_of(case, slug)?,
        entity,
        spellings,
        said,
        leaf,
    })
}
