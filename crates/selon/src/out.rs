//! Standard output, and the difference between a terminal and a pipe.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anyhow::Result;
use serde::Serialize;

use crate::visible::{fit, visible, width};

/// Columns where the terminal does not tell.
const COLUMNS: usize = 100;

/// Results go here; everything else goes to standard error.
pub struct Out {
    writer: BufWriter<StdoutLock<'static>>,
    is_terminal: bool,
    has_colour: bool,
}

/// How words stand out on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As they are.
    Plain,
    /// What a reader looks for first.
    Strong,
    /// What a reader may pass over.
    Faint,
    /// Who speaks.
    Voice,
    /// The writer keeps a distance.
    Hedge,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Strong => "\x1b[1m",
            Style::Faint => "\x1b[2m",
            Style::Voice => "\x1b[36m",
            Style::Hedge => "\x1b[33m",
        }
    }
}

impl Out {
    /// Standard output, coloured where it is a terminal and `NO_COLOR` is not set.
    pub fn new() -> Self {
        let stdout = io::stdout().lock();
        let is_terminal = stdout.is_terminal();
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self {
            writer: BufWriter::new(stdout),
            is_terminal,
            has_colour: is_terminal && !no_colour && !is_dumb,
        }
    }

    /// Columns that a line may take, or `None` where nobody looks and nothing is to be cut.
    pub fn columns(&self) -> Option<usize> {
        let told = || std::env::var("COLUMNS").ok()?.parse().ok();
        self.is_terminal.then(|| told().or_else(terminal_columns).unwrap_or(COLUMNS).max(40))
    }

    /// Columns to wrap prose to.
    pub fn prose_columns(&self) -> usize {
        self.columns().unwrap_or(COLUMNS).min(COLUMNS)
    }

    /// The words in their style, with nothing in them that steers a terminal.
    pub fn paint(&self, style: Style, words: &str) -> String {
        let words = visible(words);
        if self.has_colour && style != Style::Plain {
            format!("{}{words}\x1b[0m", style.code())
        } else {
            words.into_owned()
        }
    }

    /// One line.
    pub fn line(&mut self, line: impl Display) -> Result<()> {
        Ok(writeln!(self.writer, "{line}")?)
    }

    /// One JSON object on a line of its own.
    pub fn json(&mut self, record: &impl Serialize) -> Result<()> {
        serde_json::to_writer(&mut self.writer, record).map_err(io::Error::from)?;
        Ok(self.writer.write_all(b"\n")?)
    }

    /// Bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        Ok(self.writer.write_all(bytes)?)
    }

    /// Sends on what was written.
    pub fn flush(&mut self) -> Result<()> {
        Ok(self.writer.flush()?)
    }

    /// Rows below their headings, in columns. The last column takes what is left of a terminal's line; in a
    /// pipe it is whole.
    pub fn table<const N: usize>(&mut self, headings: [&str; N], rows: &[[String; N]]) -> Result<()> {
        let rows: Vec<[String; N]> =
            rows.iter().map(|row| row.each_ref().map(|cell| visible(cell).into_owned())).collect();
        let mut widths = headings.map(width);
        for row in &rows {
            for (column, cell) in row.iter().enumerate() {
                widths[column] = widths[column].max(width(cell));
            }
        }
        if let Some(columns) = self.columns() {
            share(&mut widths, columns);
        }
        self.row(&headings.map(str::to_owned), &widths, Style::Faint)?;
        for row in &rows {
            self.row(row, &widths, Style::Plain)?;
        }
        Ok(())
    }

    fn row(&mut self, cells: &[String], widths: &[usize], style: Style) -> Result<()> {
        let mut line = String::new();
        for (column, (cell, &columns)) in cells.iter().zip(widths).enumerate() {
            let cell = fit(cell, columns);
            let is_last = column + 1 == cells.len();
            let n_spaces = if is_last { 0 } else { columns - width(&cell) + 2 };
            let is_number = !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit());
            if is_number && !is_last {
                line.extend(std::iter::repeat_n(' ', n_spaces - 2));
                line.push_str(&cell);
                line.push_str("  ");
            } else {
                line.push_str(&cell);
                line.extend(std::iter::repeat_n(' ', n_spaces));
            }
        }
        let line = self.paint(style, line.trim_end());
        self.line(line)
    }
}

/// Narrows columns until a row fits: the last one down to 20, then the widest of the others.
fn share(widths: &mut [usize], columns: usize) {
    let (last, others) = widths.split_last_mut().expect("one column at least");
    let gaps = 2 * others.len();
    while others.iter().sum::<usize>() + gaps + (*last).min(20) > columns {
        let widest = others.iter_mut().max().expect("more than one column");
        if *widest <= 8 {
            break;
        }
        *widest -= 1;
    }
    let left = columns.saturating_sub(others.iter().sum::<usize>() + gaps);
    *last = (*last).min(left.max(8));
}

/// What the terminal says of its width.
fn terminal_columns() -> Option<usize> {
    let (terminal_size::Width(columns), _) = terminal_size::terminal_size()?;
    Some(columns.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_a_narrow_line() {
        let mut widths = [10, 60, 90];
        share(&mut widths, 80);
        assert_eq!(widths.iter().sum::<usize>() + 4, 80);
        assert_eq!(widths[2], 20);
    }
}
