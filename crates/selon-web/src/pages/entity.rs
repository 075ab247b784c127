//! An entity: all its names with why each is one of them, its claims by the part that it has in them, its
//! disputes, and who speaks of it.

use askama::Template;
use selon_case::{Case, DocumentId, EntityForm, EntityRow, NameLink, PartOfClaim, Speaker};
use serde::Serialize;

use super::disputes::DisputeRow;
use super::entities::EntityView;
use super::{Answer, PageError, answer};
use crate::ask::Ask;
use crate::html::in_address;
use crate::ui::{Leaf, Ui};
use crate::views::{ClaimView, Span, outlet_href, source_href, spans};

/// Names that are shown.
const NAMES: u32 = 80;

/// Disputes that are shown.
const DISPUTES: usize = 12;

/// Speakers that are shown.
const SPEAKERS: usize = 16;

/// Claims on one leaf.
const CLAIMS: usize = 30;

/// Words that name it.
#[derive(Serialize)]
struct NameView {
    text: String,
    mentions: u64,
    documents: u64,
    is_name: bool,
    reasons: Vec<ReasonView>,
}

/// Why words name it, with the words of a document that it rests on.
#[derive(Serialize)]
struct ReasonView {
    reason: &'static str,
    detail: String,
    doc: String,
    document: String,
    because: Option<String>,
    at: Vec<Span>,
}

impl ReasonView {
    /// The words in their article.
    fn href(&self) -> String {
        match self.at.first() {
            Some([start, end]) => format!("/article/{}?mark={start}-{end}#mark", self.document),
            None => format!("/article/{}", self.document),
        }
    }

    /// The last part of the document's path.
    fn file(&self) -> &str {
        self.doc.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&self.doc)
    }
}

impl From<EntityForm> for NameView {
    fn from(form: EntityForm) -> Self {
        let reasons = form.reasons.into_iter().map(|reason| ReasonView {
            reason: reason.reason.as_str(),
            detail: reason.detail,
            doc: reason.doc,
            document: reason.document.to_string(),
            at: reason.because.as_ref().map(|because| spans(&because.at)).unwrap_or_default(),
            because: reason.because.map(|because| because.words),
        });
        Self {
            text: form.text,
            mentions: form.n_mentions,
            documents: form.n_documents,
            is_name: form.is_name,
            reasons: reasons.collect(),
        }
    }
}

/// Two spellings that are one name.
#[derive(Serialize)]
struct LinkView {
    a: String,
    b: String,
    reason: &'static str,
}

impl LinkView {
    /// Where an analyst says whether the two are one.
    fn review(&self) -> String {
        format!("/review?item={}&other={}", in_address(&self.a), in_address(&self.b))
    }
}

impl From<NameLink> for LinkView {
    fn from(link: NameLink) -> Self {
        Self { a: link.a, b: link.b, reason: link.reason.as_str() }
    }
}

/// Who speaks of it.
#[derive(Serialize)]
struct SpeakerView {
    name: String,
    is_outlet: bool,
    claims: u64,
    #[serde(skip)]
    href: String,
}

impl From<(Speaker, u64)> for SpeakerView {
    fn from((speaker, claims): (Speaker, u64)) -> Self {
        let href = match &speaker.document {
            Some(document) => format!("/article/{document}"),
            None if speaker.is_outlet => outlet_href(&speaker.name),
            None => source_href(&speaker.name),
        };
        let file = speaker.name.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&speaker.name);
        let name = if speaker.document.is_some() { file.to_owned() } else { speaker.name };
        Self { name, is_outlet: speaker.is_outlet, claims, href }
    }
}

/// Where it lies.
#[derive(Serialize)]
struct PlaceView {
    geonames: Option<u32>,
    /// What GeoNames calls it, where that is another name.
    gazetteer_name: Option<String>,
    lat: f64,
    lon: f64,
}

#[derive(Template, Serialize)]
#[template(path = "entity.html")]
struct EntityPage {
    #[serde(skip)]
    ui: Ui,
    entity: EntityView,
    described: bool,
    place: Option<PlaceView>,
    names: Vec<NameView>,
    links: Vec<LinkView>,
    /// How many of its claims it has each part in.
    parts: Vec<(&'static str, usize)>,
    part: Option<&'static str>,
    claims: Vec<ClaimView>,
    speakers: Vec<SpeakerView>,
    disputes: Vec<DisputeRow>,
    n_disputes: usize,
    /// Documents in which claims were looked for, and whether that is all that name it.
    looked_at: usize,
    is_all: bool,
    leaf: Leaf,
}

/// The page; `?part=` shows the claims in which it has one part.
pub fn page(case: &Case, ask: &Ask, id: &str) -> Result<Answer, PageError> {
    let row: EntityRow = case.entity_row(id)?.ok_or(PageError::Missing)?;
    let found = case.claims_about(&row.id)?;
    let of_part = |part: PartOfClaim| found.claims.iter().filter(move |claim| claim.part == part);
    let parts = PartOfClaim::ALL.map(|part| (part.as_str(), of_part(part).count()));
    let part = ask.get("part").and_then(PartOfClaim::from_name);
    let mut leaf = Leaf::of(ask);
    let mut shown: Vec<(&DocumentId, u32)> = found
        .claims
        .iter()
        .filter(|claim| part.is_none_or(|part| claim.part == part))
        .map(|claim| (&claim.document, claim.nth))
        .collect();
    // Where it has two parts in a claim, the claim is one.
    shown.dedup();
    let mut claims = Vec::new();
    for (document, nth) in shown.iter().skip(leaf.skip(CLAIMS as u32) as usize).take(CLAIMS) {
        claims.extend(case.claim_line(document, *nth)?.map(ClaimView::from));
    }
    leaf.has_next = shown.len() > (leaf.skip(CLAIMS as u32) as usize).saturating_add(CLAIMS);
    let ids = case.disputes_of_claims(found.claims.iter().map(|claim| &claim.claim))?;
    let mut disputes = Vec::new();
    for id in ids.iter().take(DISPUTES) {
        disputes.extend(case.dispute_line(id.as_str())?.map(|line| DisputeRow::of(&ask.ui, line)));
    }
    let listed = case.gazetteer_name(&row.id)?;
    answer(&EntityPage {
        described: row.described,
        place: row.place.as_ref().map(|place| PlaceView {
            geonames: place.geonames,
            gazetteer_name: listed.filter(|listed| *listed != row.name),
            lat: place.lat,
            lon: place.lon,
        }),
        names: case.entity_forms(&row.id, NAMES)?.into_iter().map(Into::into).collect(),
        links: case.name_links(&row.id)?.into_iter().take(NAMES as usize).map(Into::into).collect(),
        parts: parts.into_iter().filter(|(_, n)| *n > 0).collect(),
        part: part.map(PartOfClaim::as_str),
        claims,
        speakers: found.speakers.into_iter().take(SPEAKERS).map(Into::into).collect(),
        n_disputes: ids.len(),
        disputes,
        looked_at: found.n_documents,
        is_all: found.is_all,
        entity: row.into(),
        ui: ask.ui.clone(),
        leaf,
    })
}

impl EntityPage {
    fn with_part(&self, part: &str) -> String {
        format!("/entity/{}?part={}#claims", in_address(&self.entity.id), part)
    }

    /// Degrees as people write them.
    fn degrees(&self, place: &PlaceView) -> String {
        crate::draw::map::degrees(&self.ui, place.lat, place.lon)
    }
}
