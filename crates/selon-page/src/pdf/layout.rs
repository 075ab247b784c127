//! The lines of a page of a PDF in reading order, out of pieces of text and their places.
//!
//! Pieces on one baseline are a row. Where a gutter runs through at least [`COLUMN_ROWS`] rows, with text of column width
//! on both sides, the rows are two columns: first the left one is read, then the right one. A headline across both, and
//! what stands below them, are rows of their own. Tables are no columns: their cells are short, and are read row by row.
//!
//! Cost: rows times gutters tried, at most [`MAX_GUTTERS`]; linear in the pieces otherwise.

use super::drawn::Piece;

/// Baselines within this share of the size are one row: the numbers of notes stand so far above it.
const SAME_ROW: f32 = 0.45;

/// A gutter is at least this wide, in sizes. Spaces between words grow to 0.8 in justified lines.
const GUTTER: f32 = 0.9;

/// A column has so many rows.
const COLUMN_ROWS: usize = 4;

/// The rows of a column have so many characters on average; the cells of a table have fewer.
const COLUMN_CHARS: usize = 14;

/// Places at which a right column may begin that are tried.
const MAX_GUTTERS: usize = 24;

/// Columns in columns: a page has up to eight.
const MAX_SPLITS: usize = 4;

/// A line of a page.
#[derive(Clone, Debug)]
pub(crate) struct PageLine {
    pub(crate) words: String,
    pub(crate) x: (f32, f32),
    pub(crate) y: f32,
    pub(crate) size: f32,
    pub(crate) font: usize,
    pub(crate) is_artifact: bool,
}

/// A column: its lines, and where its text begins and ends on the left and right.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    pub(crate) lines: Vec<PageLine>,
    pub(crate) x: (f32, f32),
}

/// Pieces on one baseline, from left to right.
#[derive(Clone, Debug)]
struct Row {
    y: f32,
    pieces: Vec<Piece>,
}

impl Row {
    /// Pieces that are no gutter apart, as their ends.
    fn extents(&self) -> Vec<(f32, f32, usize)> {
        let mut extents: Vec<(f32, f32, usize)> = Vec::new();
        for piece in &self.pieces {
            let n_chars = piece.words.chars().count();
            match extents.last_mut() {
                Some(last) if piece.x.0 - last.1 < GUTTER * piece.size => {
                    last.1 = last.1.max(piece.x.1);
                    last.2 += n_chars;
                }
                _ => extents.push((piece.x.0, piece.x.1, n_chars)),
            }
        }
        extents
    }
}

/// The columns of a page in reading order: text that runs as most of the page does first, turned text behind it.
pub(crate) fn columns(pieces: Vec<Piece>) -> Vec<Column> {
    let mut by_turn: [Vec<Piece>; 4] = Default::default();
    for piece in pieces {
        by_turn[usize::from(piece.turn % 4)].push(piece);
    }
    let n_chars = |pieces: &Vec<Piece>| pieces.iter().map(|piece| piece.words.len()).sum::<usize>();
    by_turn.sort_by_key(|pieces| std::cmp::Reverse(n_chars(pieces)));
    let mut columns = Vec::new();
    for pieces in by_turn {
        split(rows(pieces), MAX_SPLITS, &mut columns);
    }
    columns
}

fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.0.total_cmp(&b.x.0)));
    let mut rows: Vec<Row> = Vec::new();
    // The size of a row is that of its longest piece, not of a capital that drops over three lines.
    let (mut longest, mut size) = (0, 0.0);
    for piece in pieces {
        let is_first = rows.last().is_none_or(|row| row.y - piece.y > SAME_ROW * piece.size.max(size));
        if is_first || piece.words.len() > longest {
            (longest, size) = (piece.words.len(), piece.size);
        }
        match rows.last_mut().filter(|_| !is_first) {
            Some(row) => row.pieces.push(piece),
            None => rows.push(Row { y: piece.y, pieces: vec![piece] }),
        }
    }
    for row in &mut rows {
        row.pieces.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
    }
    rows
}

/// Appends the columns of `rows`.
fn split(rows: Vec<Row>, depth: usize, columns: &mut Vec<Column>) {
    if rows.is_empty() {
        return;
    }
    let Some((range, at)) = find_gutter(&rows).filter(|_| depth > 0) else {
        columns.push(column(rows));
        return;
    };
    let mut above = rows;
    let mut between = above.split_off(range.start);
    let below = between.split_off(range.len());
    split(above, depth - 1, columns);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in between {
        let (a, b): (Vec<Piece>, Vec<Piece>) = row.pieces.into_iter().partition(|piece| piece.x.0 < at);
        for (side, pieces) in [(&mut left, a), (&mut right, b)] {
            if !pieces.is_empty() {
                side.push(Row { y: row.y, pieces });
            }
        }
    }
    split(left, depth - 1, columns);
    split(right, depth - 1, columns);
    split(below, depth - 1, columns);
}

/// The rows that a gutter runs through, and where the right column begins.
fn find_gutter(rows: &[Row]) -> Option<(std::ops::Range<usize>, f32)> {
    if rows.len() < COLUMN_ROWS {
        return None;
    }
    let extents: Vec<Vec<(f32, f32, usize)>> = rows.iter().map(Row::extents).collect();
    let mut starts: Vec<f32> = extents.iter().flatten().map(|extent| extent.0).collect();
    starts.sort_by(f32::total_cmp);
    let leftmost = *starts.first()?;
    // Places where several rows have text that begins there.
    let mut places: Vec<(usize, f32)> = Vec::new();
    for start in starts {
        match places.last_mut() {
            Some((n, at)) if start - *at <= 2.0 => *n += 1,
            _ => places.push((1, start)),
        }
    }
    let size = rows[rows.len() / 2].pieces[0].size;
    places.retain(|(n, at)| *n >= COLUMN_ROWS && *at > leftmost + 4.0 * size);
    places.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    places.truncate(MAX_GUTTERS);
    let runs = places.into_iter().filter_map(|(_, at)| Some((longest_run(rows, &extents, at, size)?, at)));
    runs.reduce(|best, next| if next.0.len() > best.0.len() { next } else { best })
}

/// The longest run of rows that leave a gutter before `at` free, where columns stand on both sides.
fn longest_run(
    rows: &[Row],
    extents: &[Vec<(f32, f32, usize)>],
    at: f32,
    size: f32,
) -> Option<std::ops::Range<usize>> {
    let gutter = at - GUTTER * size..at - 0.1;
    let is_free = |row: &Vec<(f32, f32, usize)>| {
        row.iter().all(|(from, to, _)| *to <= gutter.start || *from >= gutter.end)
    };
    let mut best: Option<std::ops::Range<usize>> = None;
    let mut start = 0;
    while start < rows.len() {
        let n_free = extents[start..].iter().take_while(|row| is_free(row)).count();
        let run = trimmed(rows, extents, start..start + n_free, at);
        let (mut n_rows, mut n_chars, mut n_placed) = ([0; 2], [0; 2], 0);
        for (from, _, n) in extents[run.clone()].iter().flatten() {
            let side = usize::from(*from >= gutter.end);
            n_rows[side] += 1;
            n_chars[side] += n;
            n_placed += usize::from(side == 1 && (from - at).abs() <= size);
        }
        let is_wide =
            (0..2).all(|side| n_rows[side] >= COLUMN_ROWS && n_chars[side] >= COLUMN_CHARS * n_rows[side]);
        let is_longest = best.as_ref().is_none_or(|best| run.len() > best.len());
        if is_wide && 2 * n_placed >= n_rows[1] && is_longest {
            best = Some(run);
        }
        start += n_free + 1;
    }
    best
}

/// A run without the rows at either end that have text on one side only and stand apart from the rest.
fn trimmed(
    rows: &[Row],
    extents: &[Vec<(f32, f32, usize)>],
    run: std::ops::Range<usize>,
    at: f32,
) -> std::ops::Range<usize> {
    let has_right = |row: &usize| extents[*row].iter().any(|(from, ..)| *from >= at - 0.1);
    let (Some(first), Some(last)) = (run.clone().find(has_right), run.clone().rfind(has_right)) else {
        return run.start..run.start;
    };
    let is_near = |above: usize| {
        let size = rows[above].pieces[0].size.min(rows[above + 1].pieces[0].size);
        rows[above].y - rows[above + 1].y <= 1.8 * size
    };
    let start = (run.start..first).rev().take_while(|row| is_near(*row)).last().unwrap_or(first);
    let end = (last + 1..run.end).take_while(|row| is_near(*row - 1)).last().unwrap_or(last);
    start..end + 1
}

fn column(rows: Vec<Row>) -> Column {
    let lines: Vec<PageLine> = rows.into_iter().filter_map(|row| line(row.pieces)).collect();
    let mut ends: Vec<f32> = lines.iter().map(|line| line.x.1).collect();
    ends.sort_by(f32::total_cmp);
    // One line that runs over the margin is not the margin.
    let right = ends.get(ends.len().saturating_sub(1 + ends.len() / 20)).copied().unwrap_or_default();
    let left = lines.iter().map(|line| line.x.0).fold(f32::INFINITY, f32::min);
    Column { lines, x: (left, right) }
}

/// The pieces of a row as a line, with its largest piece's size and baseline.
fn line(pieces: Vec<Piece>) -> Option<PageLine> {
    let main = pieces.iter().max_by(|a, b| weight(a).total_cmp(&weight(b)))?;
    let mut line = PageLine {
        words: String::new(),
        x: (pieces[0].x.0, pieces[0].x.1),
        y: main.y,
        size: main.size,
        font: main.font,
        is_artifact: pieces.iter().all(|piece| piece.is_artifact),
    };
    for piece in &pieces {
        let gap = piece.x.0 - line.x.1;
        if !line.words.is_empty() && gap > 0.12 * piece.size && !line.words.ends_with(' ') {
            line.words.push(' ');
        }
        line.words.push_str(&piece.words);
        line.x.1 = line.x.1.max(piece.x.1);
    }
    Some(line)
}

fn weight(piece: &Piece) -> f32 {
    piece.size * piece.words.len() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(words: &str, x: f32, y: f32) -> Piece {
        let end = x + 5.0 * words.chars().count() as f32;
        Piece { words: words.to_owned(), x: (x, end), y, size: 10.0, font: 1, turn: 0, is_artifact: false }
    }

    fn read(pieces: Vec<Piece>) -> Vec<String> {
        columns(pieces).into_iter().flat_map(|column| column.lines).map(|line| line.words).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut pieces = vec![piece("Un titre qui court sur les deux colonnes de la page", 50.0, 700.0)];
        for n in 0..5 {
            let y = 670.0 - 12.0 * n as f32;
            pieces.push(piece(&format!("ligne de droite numéro {n}"), 250.0, y - 1.0));
            pieces.push(piece(&format!("ligne de gauche numéro {n}"), 50.0, y));
        }
        pieces.push(piece("Une note qui court sous les deux colonnes, plus bas", 50.0, 560.0));
        let lines = read(pieces);
        assert_eq!(lines.len(), 12);
        assert!(lines[0].starts_with("Un titre") && lines[11].starts_with("Une note"), "{lines:?}");
        assert!(lines[1..6].iter().all(|line| line.contains("gauche")), "{lines:?}");
    }

    #[test]
    fn tables_are_read_row_by_row() {
        let rows = (0..6).flat_map(|n| {
            [piece("Port", 50.0, 700.0 - 12.0 * n as f32), piece("12", 250.0, 700.0 - 12.0 * n as f32)]
        });
        assert_eq!(read(rows.collect()), vec!["Port 12"; 6]);
    }

    #[test]
    fn a_note_s_number_belongs_to_its_line() {
        let mut note = piece("2", 95.5, 704.0);
        note.size = 6.0;
        note.x.1 = 99.0;
        let row = vec![piece("a rouvert", 50.0, 700.0), note, piece("mardi", 103.0, 700.0)];
        assert_eq!(read(row), ["a rouvert2 mardi"]);
    }
}
