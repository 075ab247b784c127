//! Who accuses whom: a row for each accuser, a column for each accused, a square as large as many claims say so.

use super::{Svg, clip};
use crate::html::isolated;
use crate::ui::Ui;

/// A row: its name, and of each column the number of claims and the address of their list.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    pub name: String,
    pub cells: Vec<(u64, String)>,
}

/// From one column, and one row, to the next.
const CELL: f64 = 46.0;
/// Pixels of a letter of a name at the sizes of the style sheet.
const LETTER: f64 = 8.6;
/// The columns' names lean: how much of their length goes up, and how much to the right (40°).
const LEAN: (f64, f64) = (0.643, 0.766);
/// Letters of a name.
const CHARS: usize = 27;

/// The drawing; nothing where there is nothing to draw.
pub fn matrix(ui: &Ui, name: &str, columns: &[String], rows: &[MatrixRow]) -> String {
    if columns.is_empty() || rows.is_empty() {
        return String::new();
    }
    let most = rows.iter().flat_map(|row| &row.cells).map(|(n, _)| *n).max().unwrap_or(1).max(1) as f64;
    let longest = |names: &mut dyn Iterator<Item = &String>, most| {
        names.map(|name| clip(name, most).chars().count()).max().unwrap_or(0) as f64 * LETTER
    };
    // Left of the grid stand the rows' names, above it the columns'.
    let left = longest(&mut rows.iter().map(|row| &row.name), CHARS) + 16.0;
    let above = longest(&mut columns.iter(), CHARS - 3);
    let top_of_grid = above * LEAN.0 + 24.0;
    let (right, bottom) = (left + CELL * columns.len() as f64, top_of_grid + CELL * rows.len() as f64);
    let mut svg = Svg::default();
    for (i, column) in columns.iter().enumerate() {
        let x = left + CELL * (i as f64 + 0.5);
        svg.push(&format!("<g transform=\"translate({x:.1} {:.1}) rotate(-40)\">", top_of_grid - 10.0));
        svg.text(0.0, 0.0, "name", &clip(column, CHARS - 3));
        svg.push("</g>");
    }
    let mut told = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let top = top_of_grid + CELL * i as f64;
        svg.text(left - 12.0, top + CELL / 2.0 + 5.0, "name end", &clip(&row.name, CHARS));
        for (j, (n, href)) in row.cells.iter().enumerate() {
            let (x, y) = (left + CELL * (j as f64 + 0.5), top + CELL / 2.0);
            if *n == 0 {
                continue;
            }
            let label = format!(
                "{} → {}{} {}",
                isolated(&row.name),
                isolated(&columns[j]),
                ui.colon(),
                ui.n("claims", *n)
            );
            let half = (5.0 + (CELL / 2.0 - 7.0) * (*n as f64 / most).sqrt()).min(CELL / 2.0 - 2.0);
            svg.link(href, &label);
            svg.push(&format!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{CELL}\" height=\"{CELL}\" class=\"field\"/>",
                x - CELL / 2.0,
                y - CELL / 2.0
            ));
            svg.push(&format!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" class=\"bar\"/>",
                x - half,
                y - half,
                half * 2.0,
                half * 2.0
            ));
            svg.text(x, y + 5.0, if half < 9.0 { "count small" } else { "count" }, &ui.number(*n));
            svg.end_link();
            told.push(label);
        }
    }
    for i in 0..=columns.len() {
        let x = left + CELL * i as f64;
        svg.line((x, top_of_grid), (x, bottom), "grid");
    }
    for i in 0..=rows.len() {
        let y = top_of_grid + CELL * i as f64;
        svg.line((left, y), (right, y), "grid");
    }
    // The last columns' names lean beyond the grid.
    let beyond = above * LEAN.1 - CELL / 2.0 + 12.0;
    svg.finish("matrix", (right + beyond.max(4.0), bottom + 4.0), name, &told.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_and_empty_cells_lead_nowhere() {
        let rows = [MatrixRow {
            name: "<i>".to_owned(),
            cells: vec![(3, "/a?b=1&c=2".to_owned()), (0, String::new())],
        }];
        let svg = matrix(&Ui::default(), "x", &["A".to_owned(), "B".to_owned()], &rows);
        assert!(!svg.contains("<i>") && svg.contains("/a?b=1&amp;c=2"));
        assert_eq!(svg.matches("<a ").count(), 1);
        assert_eq!(matrix(&Ui::default(), "x", &[], &rows), "");
    }
}
