//! Why there is no page, or why a change was refused, in the page's language.
//!
//! What a reader can do something about is said in full; what only the program's authors could is said in one sentence,
//! and its cause goes to where `selon serve` runs.

use std::path::Path;

use selon_case::{CaseError, Judgement, Refused};

use crate::guard::Refusal;
use crate::html::isolated;
use crate::pages::PageError;
use crate::ui::Ui;

/// The heading of the page that is shown instead.
pub fn heading(ui: &Ui, error: &PageError) -> &'static str {
    match error.status() {
        404 => ui.t("error.404"),
        409 => ui.t("error.409"),
        400 => ui.t("error.400"),
        403 | 405 | 413 | 421 => ui.t("error.403"),
        _ => ui.t("error.other"),
    }
}

/// What is said under it.
pub fn told(ui: &Ui, error: &PageError) -> String {
    match error {
        PageError::Missing => ui.t("failure.missing").to_owned(),
        PageError::TooLarge => ui.t("failure.too_large").to_owned(),
        PageError::Guarded(refusal) => guarded(ui, *refusal).to_owned(),
        PageError::NotMade | PageError::Render(_) | PageError::Twin(_) => ui.t("failure.not_made").to_owned(),
        PageError::Case(error) => of_case(ui, error),
    }
}

fn guarded(ui: &Ui, refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Host => ui.t("failure.host"),
        Refusal::Token => ui.t("failure.token"),
        Refusal::Elsewhere => ui.t("failure.elsewhere"),
        Refusal::ReadOnly => ui.t("review.read_only"),
        Refusal::Method => ui.t("failure.method"),
    }
}

fn of_case(ui: &Ui, error: &CaseError) -> String {
    let name = |file: &Path| {
        isolated(&file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default())
    };
    match error {
        CaseError::Missing { file } => ui.with("failure.no_case", name(file)),
        CaseError::NotACase { file, .. } => ui.with("failure.not_a_case", name(file)),
        CaseError::NewerSchema { file, .. } => ui.with("failure.newer", name(file)),
        CaseError::OlderSchema { file, .. } => ui.with("failure.older", name(file)),
        CaseError::Locked { file, .. } => ui.with("failure.locked", name(file)),
        CaseError::Broken { file, record, .. } => {
            ui.with("failure.broken", name(file)).replacen("{}", &isolated(record), 1)
        }
        CaseError::Sqlite { file, .. } | CaseError::Upgrade { file, .. } => {
            ui.with("failure.unusable", name(file))
        }
        CaseError::Judgement(why) => refused(ui, why),
        CaseError::Overtaken { by } => overtaken(ui, by.as_deref()),
    }
}

fn overtaken(ui: &Ui, by: Option<&Judgement>) -> String {
    let Some(by) = by else { return ui.t("review.taken_back").to_owned() };
    format!(
        "{} {} ({}, {}). {}",
        ui.t("review.overtaken"),
        ui.word("verb", by.verb.as_str()),
        isolated(&by.author),
        ui.date(&by.made),
        ui.t("review.overtaken.nothing_lost")
    )
}

fn refused(ui: &Ui, why: &Refused) -> String {
    let words = match why {
        Refused::UndoesNothing => ui.t("refused.undoes_nothing"),
        Refused::UndoesUndoing => ui.t("refused.undoes_undoing"),
        Refused::UndoneBefore(_) => ui.t("refused.undone_before"),
        Refused::NothingToUndo => ui.t("review.nothing_to_undo"),
        Refused::NoJudgement(_) => ui.t("refused.no_judgement"),
        Refused::SeveralJudgements(_) => ui.t("refused.several_judgements"),
        Refused::NoDispute(_) => ui.t("refused.no_dispute"),
        Refused::NothingNamed => ui.t("refused.nothing_named"),
        Refused::OneNamed => ui.t("refused.one_named"),
        Refused::TwoNamed => ui.t("refused.two_named"),
        Refused::SpeltTheSame => ui.t("refused.spelt_the_same"),
        Refused::NoValue => ui.t("refused.no_value"),
        Refused::NoAuthor => ui.t("review.no_author"),
        Refused::NotAName => ui.t("refused.not_a_name"),
        Refused::NotAClaim => ui.t("refused.not_a_claim"),
        Refused::NotASource => ui.t("refused.not_a_source"),
        Refused::NoPair => ui.t("refused.no_pair"),
        Refused::OnlyPairs => ui.t("refused.only_pairs"),
        Refused::OnlyGraded => ui.t("refused.only_graded"),
    };
    words.replacen("{}", &isolated(why.id()), 1)
}
