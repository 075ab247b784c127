//! Claims along time: what they say happened, as a span as wide as it is vague, and when they were published.
//!
//! A day is a dot, a longer time a bar, an open one fades out; publication is a hollow diamond, tied to the
//! event by a thin line. Time runs evenly from the first to the last day that is shown.

use super::{Svg, clip, day_behind, day_number};
use crate::ui::Ui;
use crate::views::ClaimView;

const WIDTH: f64 = 1000.0;
/// Where time begins; left of it stand the claims' words.
const LEFT: f64 = 400.0;
const RIGHT: f64 = 985.0;
const ROW: f64 = 24.0;
const TOP: f64 = 34.0;

/// The drawing; nothing where there are no claims.
pub fn timeline(ui: &Ui, claims: &[ClaimView]) -> String {
    let event = |claim: &ClaimView| {
        let time = claim.time.as_ref()?;
        let from = time.from.as_deref().and_then(day_number)?;
        let to = time.to.as_deref().and_then(day_behind);
        Some((from, to))
    };
    let published = |claim: &ClaimView| claim.document.day().and_then(day_number);
    let rows: Vec<_> =
        claims.iter().filter_map(|claim| Some((claim, event(claim)?, published(claim)))).collect();
    let days = rows.iter().flat_map(|(_, (from, to), published)| [Some(*from), *to, *published]).flatten();
    let (start, end) = days.fold((f64::MAX, f64::MIN), |(start, end), day| (start.min(day), end.max(day)));
    if rows.is_empty() {
        return String::new();
    }
    let scale = (RIGHT - LEFT) / (end - start).max(1.0);
    let x = |day: f64| LEFT + (day - start) * scale;
    let bottom = TOP + ROW * rows.len() as f64;
    let mut svg = Svg::default();
    let first = rows.iter().filter_map(|(claim, ..)| claim.time.as_ref()?.from.as_deref()).min();
    let last = rows
        .iter()
        .flat_map(|(claim, ..)| {
            [claim.time.as_ref().and_then(|time| time.to.as_deref()), claim.document.day()]
        })
        .flatten()
        .max();
    svg.text(LEFT, 16.0, "note", &first.map(|day| ui.date(day)).unwrap_or_default());
    svg.text(RIGHT, 16.0, "note end", &last.map(|day| ui.date(day)).unwrap_or_default());
    svg.line((LEFT, TOP - 8.0), (RIGHT, TOP - 8.0), "axis");
    let mut told = Vec::new();
    for (i, (claim, (from, to), published)) in rows.iter().enumerate() {
        let y = TOP + ROW * (i as f64 + 0.5);
        let time = claim.time.as_ref();
        let when =
            ui.dates(time.and_then(|time| time.from.as_deref()), time.and_then(|time| time.to.as_deref()));
        let reported = claim.document.day().map(|day| ui.date(day)).unwrap_or_default();
        svg.line((LEFT, y + ROW / 2.0), (RIGHT, y + ROW / 2.0), "grid");
        if let Some(published) = published {
            svg.line((x(*from), y), (x(*published), y), "tie");
        }
        svg.link(&claim.href(), &format!("{when} · {} · {}", claim.words, claim.document.outlet_or_doc()));
        svg.text(0.0, y + 5.0, "words", &clip(&claim.words, 50));
        match to {
            Some(to) if to - from > 1.0 => svg.push(&format!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"10\" rx=\"3\" class=\"span\"/>",
                x(*from),
                y - 5.0,
                ((to - from) * scale).max(3.0)
            )),
            Some(_) => {
                svg.push(&format!(
                    "<circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"5\" class=\"stop full\"/>",
                    x(*from)
                ));
            }
            None => svg.line((x(*from), y), ((x(*from) + 40.0).min(RIGHT), y), "rail broken"),
        }
        svg.end_link();
        if let Some(published) = published {
            let x = x(*published);
            svg.push(&format!("<path d=\"M{:.1} {y:.1}l5 -5l5 5l-5 5z\" class=\"report\"/>", x - 5.0));
        }
        told.push(format!("{when}: {} ({reported})", claim.words));
    }
    svg.finish("timeline", (WIDTH, bottom + 6.0), ui.t("timeline.title"), &told.join("; "))
}
