//! Where the chains of rival answers meet: answers on the left, origins on the right.
//!
//! An origin that more than one answer goes back to is drawn strong: the rivals have it from one voice.

use super::{Svg, clip};
use crate::ui::Ui;

/// An answer and the origins that it goes back to.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// The answer.
    pub answer: String,
    /// How many claims give it.
    pub n_claims: usize,
    /// Key, name and kind of each origin, and how many of the claims end there.
    pub origins: Vec<(String, String, &'static str, usize)>,
}

const WIDTH: f64 = 760.0;
const LEFT: f64 = 250.0;
const RIGHT: f64 = 470.0;
const STEP: f64 = 40.0;

/// Origins that are drawn; the page lists all.
const MOST: usize = 24;

/// The drawing.
pub fn drawing(ui: &Ui, question: &str, answers: &[Meeting]) -> String {
    let mut origins: Vec<(&str, &str, &'static str)> = Vec::new();
    for (key, name, kind, _) in answers.iter().flat_map(|answer| &answer.origins) {
        if origins.len() < MOST && !origins.iter().any(|(known, ..)| known == key) {
            origins.push((key, name, kind));
        }
    }
    if origins.is_empty() {
        return String::new();
    }
    let height = STEP * answers.len().max(origins.len()) as f64 + 34.0;
    let place = |i: usize, n: usize| 34.0 + (height - 34.0) * (i as f64 + 0.5) / n as f64;
    let reach = |key: &str| {
        answers.iter().filter(|answer| answer.origins.iter().any(|(other, ..)| other == key)).count()
    };
    let mut svg = Svg::default();
    svg.text(LEFT, 14.0, "note end", ui.t("dispute.answers"));
    svg.text(RIGHT, 14.0, "note", ui.t("dispute.origins"));
    let mut told = Vec::new();
    for (i, answer) in answers.iter().enumerate() {
        let from = (LEFT + 10.0, place(i, answers.len()));
        let mut names = Vec::new();
        for (key, name, kind, _) in &answer.origins {
            names.push(origin_name(ui, name, kind));
            let Some(at) = origins.iter().position(|(known, ..)| known == key) else { continue };
            let to = (RIGHT - 12.0, place(at, origins.len()));
            let class = if reach(key) > 1 { "tie shared" } else { "tie" };
            let bend = (from.0 + to.0) / 2.0;
            svg.push(&format!(
                "<path d=\"M{:.1} {:.1}C{bend:.1} {:.1} {bend:.1} {:.1} {:.1} {:.1}\" class=\"{class}\"/>",
                from.0, from.1, from.1, to.1, to.0, to.1
            ));
        }
        told.push(format!("{}: {}", answer.answer, names.join(", ")));
    }
    for (i, answer) in answers.iter().enumerate() {
        let y = place(i, answers.len());
        svg.push(&format!("<circle cx=\"{}\" cy=\"{y:.1}\" r=\"6\" class=\"stop full\"/>", LEFT + 10.0));
        svg.text(LEFT - 4.0, y + 1.0, "name end", &clip(&answer.answer, 30));
        svg.text(LEFT - 4.0, y + 17.0, "note end", &ui.n("claims", answer.n_claims as u64));
    }
    for (i, (key, name, kind)) in origins.iter().enumerate() {
        let y = place(i, origins.len());
        let shape = match *kind {
            "anonymous" | "no_source_given" => "hollow",
            _ => "full",
        };
        let strong = if reach(key) > 1 { " shared" } else { "" };
        svg.push(&format!(
            "<circle cx=\"{}\" cy=\"{y:.1}\" r=\"6\" class=\"stop {shape}{strong}\"/>",
            RIGHT - 12.0
        ));
        svg.text(RIGHT + 2.0, y + 5.0, "name", &clip(&origin_name(ui, name, kind), 36));
    }
    svg.finish("dispute", (WIDTH, height), question, &told.join("; "))
}

/// An origin's name; what it is where it has none of its own.
pub fn origin_name(ui: &Ui, name: &str, kind: &str) -> String {
    match kind {
        "no_source_given" => format!("{name} ({})", ui.t("origin.no_source_given")),
        "anonymous" => format!("{name} ({})", ui.t("origin.anonymous")),
        _ => name.to_owned(),
    }
}
