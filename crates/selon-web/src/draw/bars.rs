//! How many a day, a month or a year: bars along time.

use serde::Serialize;

use super::{Svg, day_behind, day_number};
use crate::ui::Ui;

/// Counts along time, in days, months or years, whichever gives no more than [`MOST`] bars.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Bars {
    /// `day`, `month` or `year`.
    pub unit: &'static str,
    /// The days, months or years for which something is counted, in order.
    pub bars: Vec<(String, u64)>,
    /// Those without a date.
    pub undated: u64,
    #[serde(skip)]
    path: &'static str,
}

/// Bars at most, unless there are more years.
const MOST: usize = 62;

/// Narrow enough for a telephone.
const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 80.0;

/// Adds up counts by day. A bar leads to `path?when=…`.
pub fn bars(counts: &[(String, u64)], path: &'static str) -> Bars {
    let undated = counts.iter().filter(|(key, _)| key.is_empty()).map(|(_, n)| n).sum();
    let dated: Vec<&(String, u64)> = counts.iter().filter(|(key, _)| day_number(key).is_some()).collect();
    let mut found = Bars { unit: "day", bars: Vec::new(), undated, path };
    for (unit, len) in [("day", 10), ("month", 7), ("year", 4)] {
        found.unit = unit;
        found.bars.clear();
        for (key, n) in dated.iter().copied() {
            let key = key.get(..len).unwrap_or(key);
            match found.bars.last_mut() {
                Some((last, sum)) if last == key => *sum += n,
                _ => found.bars.push((key.to_owned(), *n)),
            }
        }
        let width = match unit {
            "day" => 1.0,
            "month" => 30.4,
            _ => 365.2,
        };
        let ends = found.bars.first().zip(found.bars.last());
        let ends = ends.and_then(|((first, _), (last, _))| Some((day_number(first)?, day_behind(last)?)));
        if ends.is_none_or(|(start, end)| (end - start) / width <= MOST as f64) {
            break;
        }
    }
    found
}

impl Bars {
    /// The drawing; nothing where nothing is dated.
    pub fn draw(&self, ui: &Ui, id: &str, name: &str) -> String {
        let Some(((first, _), (last, _))) = self.bars.first().zip(self.bars.last()) else {
            return String::new();
        };
        let (Some(start), Some(end)) = (day_number(first), day_behind(last)) else { return String::new() };
        let most = self.bars.iter().map(|(_, n)| *n).max().unwrap_or(1).max(1) as f64;
        let scale = WIDTH / (end - start).max(1.0);
        let mut svg = Svg::default();
        for (key, n) in &self.bars {
            let (Some(from), Some(to)) = (day_number(key), day_behind(key)) else { continue };
            let height = (*n as f64 / most * HEIGHT).max(2.0);
            // At most 24 units wide: a single day is no wall.
            let width = ((to - from) * scale - 1.5).clamp(1.5, 24.0);
            let label = format!("{}{} {}", ui.date(key), ui.colon(), ui.number(*n));
            svg.link(&format!("{}?when={key}", self.path), &label);
            let x = (from - start) * scale;
            svg.push(&format!(
                "<rect x=\"{x:.1}\" y=\"0\" width=\"{width:.1}\" height=\"{:.0}\" class=\"field\"/>",
                HEIGHT + 20.0
            ));
            svg.push(&format!(
                "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" class=\"bar\"/>",
                HEIGHT - height + 16.0
            ));
            svg.end_link();
        }
        svg.line((0.0, HEIGHT + 16.5), (WIDTH, HEIGHT + 16.5), "axis");
        svg.text(0.0, HEIGHT + 34.0, "note", &ui.date(first));
        if first != last {
            svg.text(WIDTH, HEIGHT + 34.0, "note end", &ui.date(last));
        }
        let told: Vec<String> = self
            .bars
            .iter()
            .take(60)
            .map(|(key, n)| format!("{}{} {}", ui.date(key), ui.colon(), ui.number(*n)))
            .collect();
        svg.finish(id, (WIDTH, HEIGHT + 40.0), name, &told.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(days: &[&str]) -> Vec<(String, u64)> {
        days.iter().map(|day| ((*day).to_owned(), 2)).collect()
    }

    #[test]
    fn the_unit_suits_the_stretch() {
        assert_eq!(bars(&counts(&["2022-05-13", "2022-05-14"]), "/").unit, "day");
        let months = bars(&counts(&["", "2021-05-13", "2022-05-13", "2022-05-14"]), "/");
        assert_eq!((months.unit, months.undated, months.bars.len()), ("month", 2, 2));
        assert_eq!(months.bars[1], ("2022-05".to_owned(), 4));
        assert_eq!(bars(&counts(&["1990", "2022-05-14"]), "/").unit, "year");
        assert_eq!(bars(&[], "/").draw(&Ui::default(), "x", "x"), "");
    }
}
