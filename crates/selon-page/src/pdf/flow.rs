//! Paragraphs of a PDF out of the lines of its pages, and the text that they make.
//!
//! A line goes on in the next one unless something says that it ends:
//!
//! | ends a paragraph | by |
//! | --- | --- |
//! | more space than between other lines | [`LEADING`] |
//! | another size | a tenth of it |
//! | an indent that the line before has not | [`INDENT`] |
//! | a line that ends early, where the first word of the next one would have had room | the column's right margin; behind the end of a sentence, or where the font changes |
//! | a bullet or a dash at the head of the next line | `•`, `–` |
//!
//! A paragraph that stops in a sentence at the end of a column or page goes on in the next one, past what repeats there.
//! What repeats (running heads, page numbers: the same words at the top or bottom of pages, with other figures) and what
//! the PDF itself marks as an artifact are lines of their own, behind such a paragraph.
//!
//! A hyphen at the end of a line goes with the break, unless the word has it elsewhere in the document, or one of its
//! parts is known to have one (`lang/hyphens.tsv`): *porte-parole*, *est-il*. A soft hyphen always goes.
//!
//! The text: paragraphs with a blank line between them; U+000C stands before the first line that begins on a page, so
//! that the page of any words is one more than there are of them before it.
//!
//! Cost: linear in the lines.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use selon_text::ByteSpan;

use super::layout::{Column, PageLine};
use crate::phrase::fold;

/// Lines further apart than this, in distances of lines of the column, do not follow each other in a paragraph.
const LEADING: f32 = 1.35;

/// The least distance of lines in sizes that is taken for one, where a column has too few to tell.
const USUAL_LEADING: f32 = 1.2;

/// Lines begin a paragraph where they are indented by this, in sizes.
const INDENT: f32 = 0.8;

/// Lines at the top and bottom of a page that may repeat.
const EDGE_LINES: usize = 2;

/// A line that repeats is no longer, in characters.
const REPEATED_CHARS: usize = 160;

/// The headline is larger than the text by this.
const TITLE_SIZE: f32 = 1.2;

/// The headline is no longer, in characters.
const TITLE_CHARS: usize = 250;

/// The text of a document, and what is known of its lines by how they are set.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    pub(crate) text: String,
    /// Running heads and page numbers.
    pub(crate) repeated: Vec<ByteSpan>,
    /// The largest line at the head of the first page.
    pub(crate) title: Option<ByteSpan>,
}

/// Words that are hyphenated by nature.
struct Hyphens {
    first: HashSet<String>,
    second: HashSet<String>,
}

static HYPHENS: LazyLock<Hyphens> = LazyLock::new(|| {
    let of = |wanted: &str| {
        let rows = include_str!("../../lang/hyphens.tsv").lines().filter(|row| !row.starts_with('#'));
        let forms = rows.filter_map(|row| {
            let mut cells = row.split('\t');
            (cells.next() == Some(wanted)).then(|| cells.nth(1).unwrap_or_default())
        });
        forms.flat_map(|forms| forms.split('|')).map(str::to_owned).collect()
    };
    Hyphens { first: of("first"), second: of("second") }
});

/// The text of pages, each its columns in reading order.
pub(crate) fn flow(pages: Vec<Vec<Column>>) -> Flow {
    let repeated = repeated(&pages);
    let hyphenated = hyphenated(&pages);
    let mut writer = Writer { flow: Flow::default(), hyphenated, open: None, aside: Vec::new(), n_pages: 0 };
    let mut sizes: Vec<(f32, u32, u32)> = Vec::new();
    for (page, columns) in pages.iter().enumerate() {
        writer.begin_page(page > 0);
        for (n, column) in columns.iter().enumerate() {
            let leading = leading(column);
            let mut before: Option<&PageLine> = None;
            for (idx, line) in column.lines.iter().enumerate() {
                if repeated.contains(&(page, n, idx)) {
                    writer.put_aside(&line.words);
                    continue;
                }
                let goes_on = match before {
                    Some(before) => goes_on(before, line, column, leading),
                    None => writer.open.as_ref().is_some_and(|open| open.may_go_on(line)),
                };
                if goes_on {
                    writer.append(&line.words);
                } else {
                    sizes.extend(writer.close());
                    writer.begin(line, page);
                }
                if let Some(open) = &mut writer.open {
                    open.ends_early = line.x.1 < column.x.1 - 3.0 * line.size;
                }
                before = Some(line);
            }
        }
    }
    sizes.extend(writer.close());
    writer.flush();
    let mut flow = writer.flow;
    flow.title = title(&flow, &sizes, &pages);
    flow
}

/// The usual distance of lines of a column.
fn leading(column: &Column) -> f32 {
    let mut gaps: Vec<f32> = column
        .lines
        .windows(2)
        .map(|pair| (pair[0].y - pair[1].y) / pair[0].size.max(0.1))
        .filter(|gap| (0.8..2.2).contains(gap))
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(USUAL_LEADING)
}

/// True where `line` goes on with what `before` says.
fn goes_on(before: &PageLine, line: &PageLine, column: &Column, leading: f32) -> bool {
    let size = before.size.max(0.1);
    let gap = (before.y - line.y) / size;
    if gap > LEADING * leading || (before.size - line.size).abs() > 0.1 * size {
        return false;
    }
    if line.words.starts_with(['•', '▪', '■', '‣', '●'])
        || line.words.starts_with("– ")
        || line.words.starts_with("- ")
    {
        return false;
    }
    let (own, other) = (line.x.0 - column.x.0, before.x.0 - column.x.0);
    let is_indented = own > INDENT * size && own - other > INDENT * size;
    let is_hanging = other - own > INDENT * size && own < INDENT * size;
    if is_indented && own < 6.0 * size && !is_hanging {
        return false;
    }
    // Would the next word have had room?
    let first = line.words.split(' ').next().unwrap_or_default().chars().count();
    let n_chars = line.words.chars().count().max(1);
    let width = (line.x.1 - line.x.0) / n_chars as f32 * (first + 1) as f32;
    let had_room = before.x.1 + width + 0.5 * size < column.x.1;
    !(had_room && (ends_sentence(&before.words) || before.font != line.font))
}

fn ends_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(|c: char| "»”“\"’')]".contains(c) || c.is_whitespace());
    bare.ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Lines that repeat at the top or bottom of pages: page, column, line.
fn repeated(pages: &[Vec<Column>]) -> HashSet<(usize, usize, usize)> {
    let mut found = HashSet::new();
    let mut places: HashMap<String, Vec<(usize, usize, usize)>> = HashMap::new();
    for (page, columns) in pages.iter().enumerate() {
        let mut lines: Vec<(usize, usize, &PageLine)> = Vec::new();
        for (n, column) in columns.iter().enumerate() {
            lines.extend(column.lines.iter().enumerate().map(|(idx, line)| (n, idx, line)));
        }
        lines.sort_by(|a, b| b.2.y.total_cmp(&a.2.y));
        let n_lines = lines.len();
        for (nth, (n, idx, line)) in lines.into_iter().enumerate() {
            let place = (page, n, idx);
            let is_edge = nth < EDGE_LINES || nth + EDGE_LINES >= n_lines;
            if line.is_artifact || (is_edge && n_lines > 1 && is_page_number(&line.words)) {
                found.insert(place);
            } else if is_edge && line.words.chars().count() <= REPEATED_CHARS {
                places.entry(without_figures(&line.words)).or_default().push(place);
            }
        }
    }
    for same in places.into_values() {
        let mut on: Vec<usize> = same.iter().map(|place| place.0).collect();
        on.dedup();
        if on.len() >= 2 && 3 * on.len() >= pages.len() {
            found.extend(same);
        }
    }
    found
}

/// *12*, *- 12 -*, *Page 12*, *12/34*, *Page 12 sur 34*, *xii*.
fn is_page_number(words: &str) -> bool {
    let mut has_number = false;
    let parts = words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let mut n_parts = 0;
    for part in parts {
        n_parts += 1;
        let is_number = part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_roman = part.len() <= 6 && part.bytes().all(|byte| b"ivxlc".contains(&byte));
        has_number |= is_number || is_roman;
        let is_word =
            ["page", "seite", "p", "s", "sur", "of", "von", "de", "pg"].contains(&&*part.to_lowercase());
        if !(is_number || is_roman || is_word) {
            return false;
        }
    }
    has_number && n_parts <= 4
}

fn without_figures(words: &str) -> String {
    let mut bare = String::new();
    for c in words.chars() {
        match c {
            c if c.is_numeric() && bare.ends_with('0') => {}
            c if c.is_numeric() => bare.push('0'),
            c => bare.extend(c.to_lowercase()),
        }
    }
    bare
}

/// Words that are written with a hyphen inside of a line.
fn hyphenated(pages: &[Vec<Column>]) -> HashSet<String> {
    let lines = pages.iter().flatten().flat_map(|column| &column.lines);
    let words = lines.flat_map(|line| line.words.split(|c: char| !(c.is_alphanumeric() || c == '-')));
    let is_one = |word: &&str| {
        word.split_once('-').is_some_and(|(first, second)| !first.is_empty() && !second.is_empty())
    };
    words.filter(is_one).map(str::to_lowercase).collect()
}

/// A paragraph that is being written.
struct Open {
    words: String,
    size: f32,
    page: usize,
    ends_early: bool,
}

impl Open {
    /// True where `line` at the head of another column or page goes on with it.
    fn may_go_on(&self, line: &PageLine) -> bool {
        let first = line.words.chars().find(|c| c.is_alphanumeric());
        let begins_low = first.is_some_and(|c| c.is_lowercase() || c.is_numeric());
        let is_cut = self.words.ends_with(['-', '\u{ad}', ','])
            || (!ends_sentence(&self.words) && (begins_low || !self.ends_early));
        let is_text = self.words.chars().count() > 40 || begins_low;
        is_cut && is_text && (self.size - line.size).abs() <= 0.05 * self.size
    }
}

struct Writer {
    flow: Flow,
    hyphenated: HashSet<String>,
    open: Option<Open>,
    /// Lines that wait for the paragraph to end.
    aside: Vec<Aside>,
    /// Pages that have begun and have no line yet.
    n_pages: usize,
}

enum Aside {
    Line(String),
    Page,
}

impl Writer {
    fn begin_page(&mut self, is_behind: bool) {
        match (is_behind, &self.open) {
            (true, Some(_)) => self.aside.push(Aside::Page),
            (true, None) => self.n_pages += 1,
            _ => {}
        }
    }

    fn put_aside(&mut self, words: &str) {
        match &self.open {
            Some(_) => self.aside.push(Aside::Line(words.to_owned())),
            None => self.repeat(words),
        }
    }

    fn begin(&mut self, line: &PageLine, page: usize) {
        self.open = Some(Open { words: line.words.clone(), size: line.size, page, ends_early: false });
    }

    fn append(&mut self, words: &str) {
        let Some(open) = &mut self.open else { return };
        if open.words.ends_with('\u{ad}') {
            open.words.pop();
        } else if is_broken(&open.words, words) {
            if !is_compound(&open.words, words, &self.hyphenated) {
                open.words.pop();
            }
        } else {
            open.words.push(' ');
        }
        open.words.push_str(words);
    }

    /// Ends the paragraph: its size, and its place in the text, where it began on the first page.
    fn close(&mut self) -> Option<(f32, u32, u32)> {
        let open = self.open.take();
        let place = open.and_then(|open| {
            let words: String = open.words.chars().filter(|c| *c != '\u{ad}').collect();
            let span = self.write(words.trim());
            (open.page == 0).then_some((open.size, span.start, span.end))
        });
        self.flush();
        place
    }

    fn flush(&mut self) {
        for aside in std::mem::take(&mut self.aside) {
            match aside {
                Aside::Page => self.n_pages += 1,
                Aside::Line(words) => self.repeat(&words),
            }
        }
    }

    fn repeat(&mut self, words: &str) {
        let span = self.write(words.trim());
        self.flow.repeated.push(span);
    }

    fn write(&mut self, words: &str) -> ByteSpan {
        let text = &mut self.flow.text;
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.extend(std::iter::repeat_n('\u{c}', std::mem::take(&mut self.n_pages)));
        let start = text.len() as u32;
        text.push_str(words);
        ByteSpan::new(start, text.len() as u32)
    }
}

/// True where a word is parted by a hyphen between two lines.
fn is_broken(before: &str, words: &str) -> bool {
    let mut last = before.chars().rev();
    let is_hyphen =
        matches!(last.next(), Some('-' | '\u{2010}')) && last.next().is_some_and(char::is_alphabetic);
    is_hyphen && words.chars().next().is_some_and(char::is_alphanumeric)
}

/// True where the hyphen between two lines is the word's own.
fn is_compound(before: &str, words: &str, hyphenated: &HashSet<String>) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '\'' || c == '’';
    let first = before[..before.len() - 1].trim_end_matches('\u{2010}');
    let first = first.rsplit(|c: char| !is_part(c)).next().unwrap_or_default();
    let second = words.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default();
    let last_of_first = first.rsplit(['-', '\'', '’']).next().unwrap_or_default();
    // A capital or a figure behind the hyphen: *Deir-* / *Ezzor*, *G-* / *20*.
    if second.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) {
        return !last_of_first.chars().all(char::is_uppercase) || second.starts_with(char::is_numeric);
    }
    hyphenated.contains(&format!("{first}-{second}").to_lowercase())
        || hyphenated.contains(&format!("{last_of_first}-{second}").to_lowercase())
        || HYPHENS.first.contains(&fold(last_of_first))
        || HYPHENS.second.contains(&fold(second))
}

/// The paragraph of the first page that is set largest, where it is larger than the text and stands in its upper part.
fn title(flow: &Flow, sizes: &[(f32, u32, u32)], pages: &[Vec<Column>]) -> Option<ByteSpan> {
    let mut all: Vec<(f32, usize)> = Vec::new();
    for line in pages.iter().flatten().flat_map(|column| &column.lines) {
        all.push((line.size, line.words.len()));
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = all.iter().map(|line| line.1).sum::<usize>() / 2;
    let mut sum = 0;
    let usual = all.iter().find(|line| {
        sum += line.1;
        sum > half
    });
    let usual = usual?.0;
    let may_be_one = |(size, start, end): &&(f32, u32, u32)| {
        let words = &flow.text[*start as usize..*end as usize];
        let n_chars = words.chars().count();
        *size >= TITLE_SIZE * usual && (8..=TITLE_CHARS).contains(&n_chars) && words.contains(' ')
    };
    let largest =
        sizes.iter().filter(may_be_one).reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    Some(ByteSpan::new(largest.1, largest.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(&str, f32, f32)]) -> Vec<Column> {
        let mut y = 700.0;
        let lines = lines.iter().map(|(words, indent, gap)| {
            y -= gap;
            let x = (50.0 + indent, 50.0 + indent + 5.0 * words.chars().count() as f32);
            PageLine { words: (*words).to_owned(), x, y, size: 10.0, font: 1, is_artifact: false }
        });
        vec![Column { lines: lines.collect(), x: (50.0, 300.0) }]
    }

    #[test]
    fn lines_are_paragraphs() {
        let flow = flow(vec![page(&[
            ("La réouverture du port a été saluée par le porte-", 0.0, 12.0),
            ("parole de la mairie, qui y voit un sou-", 0.0, 12.0),
            ("tien à la pêche. Le quai est ouvert.", 0.0, 12.0),
            ("Le deuxième paragraphe suit sans blanc entre eux.", 0.0, 12.0),
            ("  Le troisième est rentré et ne tient que par cela.", 15.0, 12.0),
            ("Le dernier est plus bas.", 0.0, 24.0),
        ])]);
        let paragraphs: Vec<&str> = flow.text.split("\n\n").collect();
        assert_eq!(paragraphs.len(), 4, "{paragraphs:#?}");
        assert!(
            paragraphs[0].contains("le porte-parole de la mairie") && paragraphs[0].contains("un soutien à")
        );
    }

    #[test]
    fn running_heads_stand_apart_and_paragraphs_go_on_past_them() {
        let flow = flow(vec![
            page(&[
                ("Le Fanal du Littoral", 0.0, 0.0),
                ("La mairie a annoncé mardi que le port de la ville", 0.0, 30.0),
                ("avait rouvert, et que les bateaux de pêche de la", 0.0, 12.0),
                ("- 1 -", 100.0, 60.0),
            ]),
            page(&[
                ("Le Fanal du Littoral", 0.0, 0.0),
                ("rive gauche y avaient déjà accosté dans la nuit.", 0.0, 30.0),
                ("- 2 -", 100.0, 60.0),
            ]),
        ]);
        let lines: Vec<&str> = flow.text.split("\n\n").collect();
        assert_eq!(lines[0], "Le Fanal du Littoral");
        assert!(
            lines[1].ends_with("bateaux de pêche de la rive gauche y avaient déjà accosté dans la nuit.")
        );
        assert_eq!(lines[2..], ["- 1 -", "\u{c}Le Fanal du Littoral", "- 2 -"]);
        assert_eq!(flow.repeated.len(), 4);
    }

    #[test]
    fn page_numbers_and_look_alikes() {
        for (words, is_one) in [
            ("12", true),
            ("- 12 -", true),
            ("Page 3 sur 12", true),
            ("xii", true),
            ("12 morts", false),
            ("Seite", false),
            ("2021", true),
        ] {
            assert_eq!(is_page_number(words), is_one, "{words}");
        }
    }
}
