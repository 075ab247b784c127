//! A claim: its words where they stand, its chain as a drawing, what it rests on, who else says it and who
//! says otherwise.

use askama::Template;
use selon_case::{Case, Claim, DocumentId, JudgedKind, Quantity, Reading};
use serde::Serialize;

use super::dispute::{AnswerClaimView, DisputeView, N_ANSWERS_BESIDE, OriginsView, of_claim};
use super::review::{JudgementView, standing_of};
use super::{Answer, PageError, answer};
use crate::ask::Ask;
use crate::draw::chain::chain;
use crate::mark::context;
use crate::ui::Ui;
use crate::views::{ClaimView, Span, spans};

/// Claims of others that say the same.
const COMPANY: usize = 12;

/// A claim with all that is shown of it.
#[derive(Debug, Serialize)]
pub struct ClaimFull {
    #[serde(flatten)]
    pub claim: ClaimView,
    pub span: Vec<Span>,
    pub predicate: (String, Vec<Span>),
    pub lemma: String,
    pub roles: Vec<RoleView>,
    pub quantities: Vec<QuantityView>,
    pub evidence: Vec<EvidenceView>,
    pub sha256: String,
    pub text_sha256: String,
    pub line: usize,
    pub rules: Vec<String>,
    #[serde(skip)]
    pub context: Vec<String>,
}

/// A participant.
#[derive(Debug, Serialize)]
pub struct RoleView {
    pub role: &'static str,
    pub words: String,
    pub at: Vec<Span>,
    /// The name that the article gives it elsewhere.
    pub name: Option<String>,
    /// The entity, where the case knows one.
    pub entity: Option<String>,
    #[serde(skip)]
    mention: Option<selon_case::MentionId>,
}

/// A number.
#[derive(Debug, Serialize)]
pub struct QuantityView {
    pub words: String,
    pub at: Vec<Span>,
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub approximate: bool,
    pub unit: Option<String>,
}

impl QuantityView {
    /// Its bounds: *120*, *2000–9999*, *≥ 61*.
    pub fn bounds(&self) -> String {
        let about = if self.approximate { "≈ " } else { "" };
        match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => format!("{about}{min}"),
            (Some(min), Some(max)) => format!("{about}{min}–{max}"),
            (Some(min), None) => format!("{about}≥ {min}"),
            (None, Some(max)) => format!("{about}≤ {max}"),
            (None, None) => String::new(),
        }
    }
}

/// What it is said to rest on.
#[derive(Debug, Serialize)]
pub struct EvidenceView {
    pub kind: &'static str,
    pub words: String,
    pub at: Vec<Span>,
}

impl ClaimFull {
    /// The view of a claim of a reading.
    pub fn of(reading: &Reading, claim: &Claim) -> Self {
        let name_of = |mention: &selon_case::MentionId| {
            let first = &reading.mentions.iter().find(|other| other.id == *mention)?.first;
            let first = reading.mentions.iter().find(|other| other.id == *first)?;
            Some(first.words.words.clone())
        };
        let roles = claim.roles().map(|(role, filled)| RoleView {
            role,
            words: filled.words.words.clone(),
            at: spans(&filled.words.at),
            name: filled.mention.as_ref().and_then(name_of).filter(|name| *name != filled.words.words),
            entity: None,
            mention: filled.mention.clone(),
        });
        let quantity = |quantity: &Quantity| QuantityView {
            words: quantity.words.words.clone(),
            at: spans(&quantity.words.at),
            min: quantity.min,
            max: quantity.max,
            approximate: quantity.approximate,
            unit: quantity.unit.clone(),
        };
        let evidence = claim.evidence.iter().map(|evidence| EvidenceView {
            kind: evidence.kind.as_str(),
            words: evidence.words.words.clone(),
            at: spans(&evidence.words.at),
        });
        let attributions =
            claim.voices.iter().filter_map(|voice| reading.attribution(voice.attribution.as_ref()?));
        Self {
            claim: ClaimView::of(reading, claim),
            span: spans(&claim.words.at),
            predicate: (claim.predicate.words.clone(), spans(&claim.predicate.at)),
            lemma: claim.lemma.clone(),
            roles: roles.collect(),
            quantities: claim.quantities.iter().map(quantity).collect(),
            evidence: evidence.collect(),
            sha256: reading.document.sha256.to_string(),
            text_sha256: reading.document.text_sha256.to_string(),
            line: claim.words.hull().map_or(0, |hull| reading.line_of(hull.start)),
            rules: attributions.map(|attribution| attribution.rule.clone()).collect(),
            context: context(reading, &claim.words.at),
        }
    }
}

impl ClaimFull {
    /// Where it stands, for whoever checks it: *claim c1…: line 11, characters 345–402, rules …*.
    pub fn place(&self, ui: &Ui) -> String {
        let span: Vec<String> = self.span.iter().map(|[start, end]| format!("{start}–{end}")).collect();
        let mut place = format!(
            "{} {}{} {}, {} {}",
            ui.t("claim.id"),
            self.claim.id,
            ui.colon(),
            ui.with("meta.line", self.line),
            ui.t("claim.span"),
            span.join(", ")
        );
        if !self.rules.is_empty() {
            place.push_str(&format!(", {} {}", ui.t("claim.rules"), self.rules.join(", ")));
        }
        place
    }

    /// Looks up whom its roles name.
    pub fn name_entities(&mut self, case: &Case, document: &DocumentId) -> Result<(), PageError> {
        let entities = case.entities_of(document)?;
        for role in &mut self.roles {
            let entity = role.mention.as_ref().and_then(|mention| entities.get(mention));
            role.entity = entity.map(ToString::to_string);
        }
        Ok(())
    }
}

/// A dispute that the claim is part of.
#[derive(Serialize)]
struct Part {
    dispute: DisputeView,
    /// Number of the answer that the claim gives.
    answer: usize,
}

#[derive(Template, Serialize)]
#[template(path = "claim.html")]
struct ClaimPage {
    #[serde(skip)]
    ui: Ui,
    #[serde(flatten)]
    full: ClaimFull,
    #[serde(skip)]
    drawing: String,
    disputes: Vec<Part>,
    /// What an analyst judged of it.
    seen: Option<JudgementView>,
    /// Who else says it, where nobody says otherwise.
    company: Vec<AnswerClaimView>,
    /// What the claim and its company rest on.
    origins: OriginsView,
}

/// The page.
pub fn page(case: &Case, ask: &Ask, id: &str) -> Result<Answer, PageError> {
    let (document, _) = case.claim_place(id)?.ok_or(PageError::Missing)?;
    let reading = case.reading(&document)?;
    let claim = reading.claims.iter().find(|claim| claim.id.as_str() == id).ok_or(PageError::Missing)?;
    let mut full = ClaimFull::of(&reading, claim);
    full.name_entities(case, &document)?;
    let disputes = of_claim(case, &ask.ui, &claim.id, N_ANSWERS_BESIDE)?;
    let mut company: Vec<AnswerClaimView> = Vec::new();
    let mut origins = OriginsView::default();
    if disputes.is_empty() {
        let found = case.company_of(&claim.id)?;
        let mut ids = vec![claim.id.clone()];
        for same in found.iter().flat_map(|company| &company.same) {
            if company.len() < COMPANY && !ids.contains(&same.claim) {
                ids.push(same.claim.clone());
                company.push(AnswerClaimView::of(same));
            }
        }
        if !company.is_empty() {
            origins = OriginsView::of(case, &ask.ui, &ids)?;
        }
    }
    let seen = standing_of(case, JudgedKind::Claim, id)?;
    answer(&ClaimPage {
        drawing: chain(&ask.ui, &full.claim),
        full,
        seen,
        company,
        origins,
        disputes: disputes.into_iter().map(|(dispute, answer)| Part { dispute, answer }).collect(),
        ui: ask.ui.clone(),
    })
}
