//! `selon claims`: who claims what, a line each.

use std::collections::HashMap;

use anyhow::Result;
use selon_case::{Case, CaseError, Claim, DocumentId, EntityId, MentionId, Reading};
use selon_extract::{Modality, Polarity};

use super::{file_name, short_id};
use crate::Ended;
use crate::cli::table::TableArgs;
use crate::out::Out;
use crate::records::ClaimRecord;

/// Runs the command.
pub fn run(args: TableArgs) -> Result<Ended> {
    let case = Case::open(&args.case.file)?;
    let filter = args.filter.into_filter();
    let mut out = Out::new();
    if args.json {
        let mut entities_of = EntitiesOf::new(&case);
        case.for_each_claim(&filter, |reading, claim| {
            let entity_of = entities_of.of(&reading.document.id)?;
            let entity = |mention: &_| entity_of.get(mention);
            out.json(&ClaimRecord::of(reading, claim, &entity))
        })?;
    } else {
        let mut rows = Vec::new();
        case.for_each_claim(&filter, |reading, claim| {
            rows.push(row(reading, claim));
            anyhow::Ok(())
        })?;
        out.table(HEADINGS, &rows)?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// The entities of one document after the other.
struct EntitiesOf<'a> {
    case: &'a Case,
    of: Option<(DocumentId, HashMap<MentionId, EntityId>)>,
}

impl<'a> EntitiesOf<'a> {
    fn new(case: &'a Case) -> Self {
        Self { case, of: None }
    }

    fn of(&mut self, document: &DocumentId) -> Result<&HashMap<MentionId, EntityId>, CaseError> {
        if self.of.as_ref().is_none_or(|(other, _)| other != document) {
            self.of = Some((document.clone(), self.case.entities_of(document)?));
        }
        Ok(&self.of.get_or_insert_with(|| (document.clone(), HashMap::new())).1)
    }
}

/// The first mention of the one that `mention` refers to.
pub fn first_of<'a>(reading: &'a Reading, mention: &MentionId) -> Option<&'a MentionId> {
    reading.mentions.iter().find(|other| other.id == *mention).map(|mention| &mention.first)
}

/// The columns of a table of claims.
pub const HEADINGS: [&str; 6] = ["id", "document", "said by", "event", "as", "claim"];

/// A claim's line in a table.
pub fn row(reading: &Reading, claim: &Claim) -> [String; 6] {
    [
        short_id(claim.id.as_str()).to_owned(),
        file_name(&reading.document.doc).to_owned(),
        said_by(reading, claim),
        claim.event.map_or("–", |event| event.as_str()).to_owned(),
        marks(claim).join(", "),
        claim.words.words.clone(),
    ]
}

/// The voice closest to the fact; in the article's own voice its outlet.
pub fn said_by(reading: &Reading, claim: &Claim) -> String {
    let attribution = claim.attribution.as_ref().and_then(|id| reading.attribution(id));
    match (attribution, &reading.document.outlet) {
        (Some(attribution), _) if attribution.source_name.is_empty() => "(nobody is named)".to_owned(),
        (Some(attribution), _) => attribution.source_name.clone(),
        (None, Some(outlet)) => outlet.value.clone(),
        (None, None) => "(the article)".to_owned(),
    }
}

/// How a claim is marked: denied, hedged, possible and so on; what is plainly asserted says so.
pub fn marks(claim: &Claim) -> Vec<&'static str> {
    let mut marks = Vec::new();
    if claim.polarity == Polarity::Denied {
        marks.push("denied");
    }
    if claim.modality != Modality::Asserted || marks.is_empty() {
        marks.push(claim.modality.as_str());
    }
    marks
}
