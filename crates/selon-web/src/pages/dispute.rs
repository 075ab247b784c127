//! A dispute: the question, and its rival answers side by side, each with what it rests on.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use askama::Template;
use selon_case::{AnswerClaim, Case, ClaimId, Dispute, DisputeAnswer, Folded, JudgedKind};
use selon_link::origin::OriginCount;
use selon_link::question::Note;
use serde::Serialize;

use super::review::{JudgementView, standing_of};
use super::{Answer, PageError, answer};
use crate::Lang;
use crate::ask::Ask;
use crate::draw::dispute::{Meeting, THROUGH, Way, Ways, drawing, ways};
use crate::ui::Ui;
use crate::views::{Span, spans};

/// Answers that a page shows with their claims, those that the most give; the others stand in a list behind them.
pub const N_ANSWERS: usize = 40;

/// The same, where the dispute is beside the matter of a page.
pub const N_ANSWERS_BESIDE: usize = 12;

/// Claims that a page shows of all answers together, and of one at least and at most; it says how many there are.
const N_CLAIMS: usize = 160;
const N_CLAIMS_OF_ONE: (usize, usize) = (4, 40);

/// Claims of an answer whose origins are counted on the page: each reads its document. Of all answers together no more
/// than so many: where there are more claims, those with the most have some of them counted, and the page says so.
const N_COUNTED: usize = 60;
const N_COUNTED_OF_ALL: usize = 240;

/// A dispute with all that is shown of it.
#[derive(Clone, Debug, Serialize)]
pub struct DisputeView {
    pub id: String,
    pub kind: String,
    pub event: Option<String>,
    pub question: String,
    pub about: Vec<(String, Option<String>)>,
    pub n_answers: usize,
    pub answers: Vec<AnswerView>,
    /// The other answers.
    pub more: Vec<MoreView>,
    pub documents: u32,
    pub outlets: u32,
}

/// One answer.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerView {
    pub number: usize,
    pub value: String,
    pub n_claims: usize,
    pub claims: Vec<AnswerClaimView>,
    pub documents: Vec<String>,
    pub outlets: Vec<String>,
    pub origins: OriginsView,
}

/// An answer that is only named.
#[derive(Clone, Debug, Serialize)]
pub struct MoreView {
    pub number: usize,
    pub value: String,
    pub n_claims: usize,
}

/// On how many independent origins claims rest.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OriginsView {
    pub articles: usize,
    pub outlets: usize,
    pub independent: usize,
    pub origins: Vec<OriginView>,
    /// Why what looks like several was counted once.
    pub collapses: Vec<String>,
    /// Claims beyond the first so many were not followed.
    pub is_all: bool,
}

/// Where chains end.
#[derive(Clone, Debug, Serialize)]
pub struct OriginView {
    pub key: String,
    pub name: String,
    pub kind: &'static str,
    pub claims: Vec<String>,
    pub only_through: Vec<String>,
    /// It stands below the relay that is the only way to it.
    #[serde(skip)]
    pub is_within: bool,
}

/// Origins with those that come through one of the others only behind that one, and all else in the order it had.
fn under_relays(origins: Vec<OriginView>) -> Vec<OriginView> {
    let (own, mut through): (Vec<_>, Vec<_>) =
        origins.into_iter().partition(|origin| origin.only_through.is_empty());
    let mut ordered = Vec::with_capacity(own.len() + through.len());
    for origin in own {
        let name = origin.name.clone();
        ordered.push(origin);
        let below;
        (below, through) = through.into_iter().partition(|other| other.only_through.contains(&name));
        ordered.extend(below.into_iter().map(|other: OriginView| OriginView { is_within: true, ..other }));
    }
    ordered.extend(through);
    ordered
}

impl OriginView {
    /// What it is called.
    pub fn shown(&self, ui: &Ui) -> String {
        crate::draw::dispute::origin_name(ui, &self.name, self.kind)
    }

    /// The relays that are the only way to it, but for those that it is called by already.
    pub fn relays(&self) -> Option<String> {
        let (_, called_by) = self.name.split_once(THROUGH).unwrap_or_default();
        let others: Vec<&str> =
            self.only_through.iter().map(String::as_str).filter(|relay| *relay != called_by).collect();
        (!others.is_empty()).then(|| others.join(", "))
    }
}

/// A claim that gives an answer.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerClaimView {
    pub id: String,
    pub document: String,
    pub doc: String,
    pub outlet: Option<String>,
    pub answer: String,
    pub answer_at: Vec<Span>,
    pub words: String,
    pub chain: Vec<String>,
    pub hedged: bool,
    pub denied: bool,
    pub modality: &'static str,
    pub evidence: Vec<String>,
    pub reason: &'static str,
}

impl AnswerClaimView {
    /// The view of a claim.
    pub fn of(claim: &AnswerClaim) -> Self {
        Self {
            id: claim.claim.to_string(),
            document: claim.document.to_string(),
            doc: claim.doc.clone(),
            outlet: claim.outlet.clone(),
            answer: claim.answer.words.clone(),
            answer_at: spans(&claim.answer.at),
            words: claim.words.clone(),
            chain: claim.chain.clone(),
            hedged: claim.is_hedged,
            denied: claim.is_denied,
            modality: claim.modality.as_str(),
            evidence: claim.evidence.clone(),
            reason: claim.reason,
        }
    }

    /// Why it stands here, where its own words do not say it all.
    pub fn note<'a>(&self, ui: &'a Ui) -> Option<&'a str> {
        (self.reason != Note::Own.reason()).then(|| ui.word("note", self.reason))
    }

    /// Its outlet, or the last part of its path.
    pub fn outlet_or_doc(&self) -> &str {
        let file = self.doc.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&self.doc);
        self.outlet.as_deref().unwrap_or(file)
    }
}

impl OriginsView {
    /// Counts the origins of sets of claims, of each set of at most the first `n_counted`.
    fn of_each(
        case: &Case,
        ui: &Ui,
        sets: &[Vec<ClaimId>],
        n_counted: usize,
    ) -> Result<Vec<Self>, PageError> {
        let counted: Vec<&[ClaimId]> =
            sets.iter().map(|claims| &claims[..claims.len().min(n_counted)]).collect();
        let counts = case.origins_of_each(&counted)?;
        let view = |(claims, count): (&Vec<ClaimId>, &OriginCount)| {
            Self::of_count(ui, count, claims.len() <= n_counted)
        };
        Ok(sets.iter().zip(&counts).map(view).collect())
    }

    /// Counts the origins of claims.
    pub fn of(case: &Case, ui: &Ui, claims: &[ClaimId]) -> Result<Self, PageError> {
        let is_all = claims.len() <= N_COUNTED;
        Ok(Self::of_count(ui, &case.origins_of(&claims[..claims.len().min(N_COUNTED)])?, is_all))
    }

    fn of_count(ui: &Ui, count: &OriginCount, is_all: bool) -> Self {
        Self {
            articles: count.n_articles,
            outlets: count.n_outlets,
            independent: count.n_independent,
            origins: under_relays(
                count
                    .origins
                    .iter()
                    .map(|origin| OriginView {
                        key: origin.key.clone(),
                        name: origin.name.clone(),
                        kind: origin.kind.as_str(),
                        claims: origin.claims.clone(),
                        only_through: origin.only_through.clone(),
                        is_within: false,
                    })
                    .collect(),
            ),
            collapses: count
                .collapses
                .iter()
                .map(|collapse| crate::reason::worded(ui, &collapse.reason))
                .collect(),
            is_all,
        }
    }
}

/// Claims of each answer that are counted: the greatest number by which all answers together stay within their bound.
fn most_counted(sizes: &[usize]) -> usize {
    let n_counted = |most: usize| sizes.iter().map(|n| n.min(&most)).sum::<usize>();
    (1..=N_COUNTED).rev().find(|&most| n_counted(most) <= N_COUNTED_OF_ALL).unwrap_or(1)
}

/// What is shown of a dispute: of its answers the `most` that the most claims give, in their order.
pub fn view(case: &Case, ui: &Ui, id: &str, most: usize) -> Result<Option<DisputeView>, PageError> {
    let Some(known) = case.dispute_line(id)? else { return Ok(None) };
    let Some(dispute) = case.dispute_uncounted(&known.id)? else { return Ok(None) };
    Ok(Some(viewed(case, ui, &dispute, most, None)?))
}

/// Answer number `kept`, where there is one, is shown whoever else gives it.
fn viewed(
    case: &Case,
    ui: &Ui,
    dispute: &Dispute,
    most: usize,
    kept: Option<usize>,
) -> Result<DisputeView, PageError> {
    let numbered: Vec<(usize, &DisputeAnswer)> = (1..).zip(&dispute.answers).collect();
    let mut by_claims = numbered.clone();
    by_claims.sort_by_key(|(number, answer)| (Some(*number) != kept, Reverse(answer.claims.len()), *number));
    let whole: BTreeSet<usize> = by_claims.iter().take(most).map(|(number, _)| *number).collect();
    let (shown, others): (Vec<_>, Vec<_>) =
        numbered.into_iter().partition(|(number, _)| whole.contains(number));
    let (least_of_one, most_of_one) = N_CLAIMS_OF_ONE;
    let n_of_one = (N_CLAIMS / shown.len().max(1)).clamp(least_of_one, most_of_one);
    let ids = |(_, answer): &(usize, &DisputeAnswer)| {
        answer.claims.iter().map(|claim| claim.claim.clone()).collect()
    };
    let ids: Vec<Vec<ClaimId>> = shown.iter().map(ids).collect();
    // Who asks for all answers has time, and wants the whole count.
    let sizes: Vec<usize> = ids.iter().map(Vec::len).collect();
    let n_counted = if most == usize::MAX { usize::MAX } else { most_counted(&sizes) };
    let origins = OriginsView::of_each(case, ui, &ids, n_counted)?;
    let mut answers = Vec::new();
    for ((number, answer), origins) in shown.into_iter().zip(origins) {
        answers.push(AnswerView {
            number,
            value: ui.answer(&answer.value),
            n_claims: answer.claims.len(),
            claims: answer.claims.iter().take(n_of_one).map(AnswerClaimView::of).collect(),
            documents: answer.documents.clone(),
            outlets: answer.outlets.clone(),
            origins,
        });
    }
    let more = |(number, answer): (usize, &DisputeAnswer)| MoreView {
        number,
        value: ui.answer(&answer.value),
        n_claims: answer.claims.len(),
    };
    let question = &dispute.question;
    let about = question.about.iter();
    Ok(DisputeView {
        id: dispute.id.to_string(),
        kind: question.kind.as_str().to_owned(),
        event: question.event.map(|event| event.as_str().to_owned()),
        question: if ui.lang == Lang::Fr { question.french.clone() } else { question.english.clone() },
        about: about
            .map(|party| (ui.named(&party.name).to_owned(), party.entity.as_ref().map(ToString::to_string)))
            .collect(),
        n_answers: dispute.answers.len(),
        answers,
        more: others.into_iter().map(more).collect(),
        documents: dispute.n_documents,
        outlets: dispute.n_outlets,
    })
}

#[derive(Template, Serialize)]
#[template(path = "dispute.html")]
struct DisputePage {
    #[serde(skip)]
    ui: Ui,
    dispute: DisputeView,
    /// What an analyst judged of it.
    seen: Option<JudgementView>,
    #[serde(skip)]
    drawing: String,
    /// The same in words, for narrow screens.
    #[serde(skip)]
    ways: Vec<Ways>,
}

/// The page.
pub fn page(case: &Case, ask: &Ask, id: &str) -> Result<Answer, PageError> {
    let dispute = view(case, &ask.ui, id, N_ANSWERS)?.ok_or(PageError::Missing)?;
    let meetings = meetings(&dispute);
    let drawing = drawing(&ask.ui, &dispute.question, &meetings);
    let ways = ways(&ask.ui, &meetings);
    let seen = standing_of(case, JudgedKind::Dispute, id)?;
    answer(&DisputePage { ui: ask.ui.clone(), dispute, seen, drawing, ways })
}

/// By which ways the claims of each answer came, for the drawing.
pub fn meetings(dispute: &DisputeView) -> Vec<Meeting> {
    let of_answer = |answer: &AnswerView| {
        let way = |claim: &AnswerClaimView| {
            let origins = &answer.origins.origins;
            let origin = origins.iter().find(|origin| origin.claims.contains(&claim.id))?;
            let mut relays = claim.chain.clone();
            // The voice closest to the fact is the origin, but for what was traced further than the article tells.
            if relays.last().is_some_and(|last| is_origin(last, origin)) {
                relays.pop();
            }
            Some(Way {
                outlet: claim.outlet_or_doc().to_owned(),
                relays,
                origin: (origin.key.clone(), origin.name.clone(), origin.kind),
            })
        };
        let ways = answer.claims.iter().filter_map(way).collect();
        Meeting { answer: answer.value.clone(), n_claims: answer.n_claims, ways }
    };
    dispute.answers.iter().map(of_answer).collect()
}

fn is_origin(voice: &str, origin: &OriginView) -> bool {
    let (voice, name) = (Folded::new(voice), Folded::new(&origin.name));
    voice.as_str().is_empty() || voice.has_words(&name) || name.has_words(&voice)
}

/// The disputes that a claim is part of, each with the number of its answer and `most` answers.
pub fn of_claim(
    case: &Case,
    ui: &Ui,
    claim: &ClaimId,
    most: usize,
) -> Result<Vec<(DisputeView, usize)>, PageError> {
    let mut found = Vec::new();
    for id in case.disputes_of_claims([claim])?.iter().take(4) {
        let Some(dispute) = case.dispute_uncounted(id)? else { continue };
        let gives = |answer: &DisputeAnswer| answer.claims.iter().any(|other| other.claim == *claim);
        let number = dispute.answers.iter().position(gives).map(|at| at + 1);
        found.push((viewed(case, ui, &dispute, most, number)?, number.unwrap_or_default()));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_claims_are_all_counted_and_many_in_equal_parts() {
        assert_eq!(most_counted(&[3, 50, 60]), N_COUNTED);
        assert_eq!(most_counted(&[2, 200, 200, 200]), N_COUNTED);
        assert_eq!(most_counted(&[20, 100, 100, 100, 100]), 55);
        assert_eq!(most_counted(&[1; 400]), 1);
    }

    #[test]
    fn origins_stand_below_their_only_relay() {
        let origin = |name: &str, only_through: &[&str]| OriginView {
            key: name.to_owned(),
            name: name.to_owned(),
            kind: "voice",
            claims: Vec::new(),
            only_through: only_through.iter().map(|relay| (*relay).to_owned()).collect(),
            is_within: false,
        };
        let ordered = under_relays(vec![
            origin("un témoin, through Le Fanal", &["Le Fanal"]),
            origin("Le Fanal", &[]),
            origin("la préfecture", &["La Vigie"]),
            origin("Radio Brizane", &[]),
            origin("le maire", &["Le Fanal", "Radio Brizane"]),
        ]);
        let shown: Vec<(&str, bool)> =
            ordered.iter().map(|origin| (origin.name.as_str(), origin.is_within)).collect();
        assert_eq!(
            shown,
            [
                ("Le Fanal", false),
                ("un témoin, through Le Fanal", true),
                ("le maire", true),
                ("Radio Brizane", false),
                ("la préfecture", false),
            ]
        );
        // A relay that it is called by already is not named once more.
        assert_eq!(ordered[1].relays(), None);
        assert_eq!(ordered[4].relays().as_deref(), Some("La Vigie"));
    }
}
