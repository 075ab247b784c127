//! Claims along time: what they say happened, as a span as wide as it is vague, and when they were published.
//!
//! A day is a dot, a longer time a bar, an open one fades out; publication is a hollow diamond, tied to the
//! event by a thin line. Time runs evenly; where a few claims lie far off from all others, it begins or ends with the
//! others, and those few stand at the edge behind an arrow, with their time in words.

use super::{Svg, clip, day_behind, day_number, ticks};
use crate::html::isolated;
use crate::ui::Ui;
use crate::views::ClaimView;

/// Where things stand in the drawing.
struct Layout {
    id: &'static str,
    width: f64,
    /// Where time begins and ends.
    left: f64,
    right: f64,
    /// From one claim to the next.
    row: f64,
    /// Letters of a claim's words.
    chars: usize,
    /// From the words down to the time.
    below: f64,
    /// Dates along the top at most.
    ticks: i64,
}

/// Words left of time.
const WIDE: Layout = Layout {
    id: "timeline",
    width: 1000.0,
    left: 400.0,
    right: 985.0,
    row: 24.0,
    chars: 50,
    below: 0.0,
    ticks: 5,
};

/// Words above time: for a telephone.
const NARROW: Layout = Layout {
    id: "timeline-narrow",
    width: 340.0,
    left: 8.0,
    right: 332.0,
    row: 46.0,
    chars: 46,
    below: 18.0,
    ticks: 2,
};

const TOP: f64 = 34.0;

/// Pixels of a letter of a date at the sizes of the style sheet.
const LETTER: f64 = 7.2;

/// The first and the last day, or of most where the rest lies far off: where the middle five sixths take up less than
/// a third of the whole.
fn most_of(mut days: Vec<f64>) -> Option<(f64, f64)> {
    days.sort_by(f64::total_cmp);
    let (first, last) = (*days.first()?, *days.last()?);
    let far = days.len() / 12;
    let (low, high) = (days[far], days[days.len() - 1 - far]);
    if days.len() < 12 || (high - low) * 3.0 > last - first {
        return Some((first, last));
    }
    let pad = ((high - low) * 0.15).max(3.0);
    Some(((low - pad).max(first), (high + pad).min(last)))
}

/// The drawing, for wide screens and for narrow ones; nothing where there are no claims.
pub fn timeline(ui: &Ui, claims: &[ClaimView]) -> (String, String) {
    (drawn(ui, claims, &WIDE), drawn(ui, claims, &NARROW))
}

fn drawn(ui: &Ui, claims: &[ClaimView], layout: &Layout) -> String {
    let Layout { left: l, right: r, row: h, .. } = *layout;
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
    let Some((start, end)) = most_of(days.collect()) else { return String::new() };
    let scale = (r - l) / (end - start).max(1.0);
    let x = |day: f64| l + (day.clamp(start, end) - start) * scale;
    let bottom = TOP + h * rows.len() as f64;
    let mut svg = Svg::default();
    for (day, iso) in ticks(start, end, layout.ticks) {
        // At either end a date would reach beyond the drawing.
        let shown = ui.date(&iso);
        let half = shown.chars().count() as f64 * LETTER / 2.0;
        svg.text(x(day).clamp(half, layout.width - half), 16.0, "note middle", &shown);
        svg.line((x(day), TOP - 12.0), (x(day), bottom), "grid");
    }
    svg.line((l, TOP - 8.0), (r, TOP - 8.0), "axis");
    let mut told = Vec::new();
    for (i, (claim, (from, to), published)) in rows.iter().enumerate() {
        let middle = TOP + h * (i as f64 + 0.5);
        // The words above the middle, and time below it, where both share the width.
        let (words, y) = (middle - layout.below / 2.0, middle + layout.below / 2.0);
        let time = claim.time.as_ref();
        let when =
            ui.dates(time.and_then(|time| time.from.as_deref()), time.and_then(|time| time.to.as_deref()));
        let reported = claim.document.day().map(|day| ui.date(day)).unwrap_or_default();
        svg.line((l, middle + h / 2.0), (r, middle + h / 2.0), "grid");
        let (is_before, is_behind) = (to.unwrap_or(*from) < start, *from > end);
        if let Some(published) = published.filter(|_| !is_before && !is_behind) {
            svg.line((x(*from), y), (x(published), y), "tie");
        }
        svg.link(
            &claim.href(),
            &format!("{when} · {} · {}", isolated(&claim.words), isolated(claim.document.outlet_or_doc())),
        );
        svg.text(0.0, words + 5.0, "words", &clip(&claim.words, layout.chars));
        match to {
            _ if is_before || is_behind => {
                // An arrow to where it lies, and when that is.
                let (edge, step, class) = if is_before { (l, -7.0, "note") } else { (r, 7.0, "note end") };
                svg.push(&format!(
                    "<path d=\"M{:.1} {y:.1}l{:.1} -5v10z\" class=\"stop full\"/>",
                    edge + step,
                    -step
                ));
                // Beside the publication there may be no room; the table has the time as well.
                let room = published.map_or(r - l, |published| (x(published) - edge).abs());
                if room > when.chars().count() as f64 * LETTER + 20.0 {
                    svg.text(edge - step * 1.4, y + 5.0, class, &when);
                }
            }
            Some(to) if to - from > 1.0 => svg.push(&format!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"10\" rx=\"3\" class=\"span\"/>",
                x(*from),
                y - 5.0,
                (x(*to) - x(*from)).max(3.0)
            )),
            Some(_) => {
                svg.push(&format!(
                    "<circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"5\" class=\"stop full\"/>",
                    x(*from)
                ));
            }
            None => svg.line((x(*from), y), ((x(*from) + 40.0).min(r), y), "rail broken"),
        }
        svg.end_link();
        if let Some(published) = published {
            let x = x(*published);
            svg.push(&format!("<path d=\"M{:.1} {y:.1}l5 -5l5 5l-5 5z\" class=\"report\"/>", x - 5.0));
        }
        told.push(format!("{when}{} {} ({reported})", ui.colon(), isolated(&claim.words)));
    }
    svg.finish(layout.id, (layout.width, bottom + 6.0), ui.t("timeline.title"), &told.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_far_off_does_not_crowd_the_rest() {
        let mut days: Vec<f64> = (0..24).map(|day| 1000.0 + f64::from(day)).collect();
        assert_eq!(most_of(days.clone()), Some((1000.0, 1023.0)));
        days.push(10.0);
        let (start, end) = most_of(days).unwrap();
        assert!(start > 990.0 && end <= 1023.0, "{start} {end}");
        assert_eq!(most_of(vec![1.0, 900.0]), Some((1.0, 900.0)));
        assert_eq!(most_of(Vec::new()), None);
    }
}
