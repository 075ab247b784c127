//! Lines of a plain text, and what can be seen of one without reading it: its length, how it ends.
//!
//! A line ends at `\n` or at a `\r` that no `\n` follows. Blank lines are left out; white space and a byte
//! order mark around a line are not part of it. Cost: one pass, 12 bytes a line that is not blank.

use selon_text::ByteSpan;

/// A paragraph has at least this many characters: in 26 French news texts 97 % of the lines that end like a
/// sentence do.
const PARAGRAPH_CHARS: usize = 90;

/// From here on a line is a paragraph however it ends, unless it is a row of links.
const LONG_CHARS: usize = 200;

/// Fewer words than this are no sentence, whatever stands behind them: *Fermé.*
const SENTENCE_WORDS: usize = 5;

/// One line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Its bytes, without the white space around it.
    pub(crate) span: ByteSpan,
    pub(crate) shape: Shape,
    /// True where a blank line, or nothing, stands before it.
    pub(crate) after_gap: bool,
}

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// No letter and no digit: `***`.
    Rule,
    /// A headline, heading, label, name: words that do not end as a sentence does.
    Short,
    /// One short sentence.
    Sentence,
    /// A paragraph.
    Prose,
}

/// The lines of `text` that are not blank.
pub(crate) fn split_lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_gap = true;
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let n_inside = rest.bytes().position(|byte| byte == b'\n' || byte == b'\r').unwrap_or(rest.len());
        let inside = &rest[..n_inside];
        let words = inside.trim_matches(is_blank);
        if words.is_empty() {
            after_gap = true;
        } else {
            let begin = start + (inside.len() - inside.trim_start_matches(is_blank).len());
            let span = ByteSpan::new(begin as u32, (begin + words.len()) as u32);
            lines.push(Line { span, shape: Shape::of(words), after_gap });
            after_gap = false;
        }
        start += n_inside + if rest[n_inside..].starts_with("\r\n") { 2 } else { 1 };
    }
    lines
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}')
}

impl Shape {
    pub(crate) fn of(words: &str) -> Self {
        if !words.chars().any(char::is_alphanumeric) {
            return Self::Rule;
        }
        let n_chars = words.chars().count();
        let n_words = words.split_whitespace().count();
        let n_bars = words.matches(['|', '›', '>', '•', '·']).count();
        let ends = ends_as_sentence(words);
        // Chinese and Japanese write no spaces, and say more in fewer characters.
        let is_compact = n_words * 20 < n_chars && !words.is_ascii();
        if (n_chars >= LONG_CHARS && (ends || (n_bars < 4 && !is_row_of_names(words))))
            || (n_chars >= PARAGRAPH_CHARS && ends)
            || (is_compact && n_chars >= PARAGRAPH_CHARS / 3 && ends)
        {
            Self::Prose
        } else if ends && n_words >= SENTENCE_WORDS {
            Self::Sentence
        } else {
            Self::Short
        }
    }
}

/// True where most words have a capital, as in a menu that lost its line breaks.
fn is_row_of_names(words: &str) -> bool {
    let firsts = words.split_whitespace().filter_map(|word| word.chars().next());
    let (n_upper, n_lower) = firsts.fold((0, 0), |(upper, lower), c| {
        (upper + usize::from(c.is_uppercase()), lower + usize::from(c.is_lowercase()))
    });
    n_upper > n_lower
}

/// True where the line ends with a full stop or its like, perhaps inside closing marks.
pub(crate) fn ends_as_sentence(words: &str) -> bool {
    let bare =
        |words: &str| words.trim_end_matches(|c: char| c.is_whitespace() || "»”“\"’')]*_".contains(c)).len();
    // A bracket behind the full stop, *(AFP)*, does not make the sentence another one.
    let before = words.rfind('(').filter(|_| words.trim_end().ends_with(')')).map_or("", |at| &words[..at]);
    let ends_before = before[..bare(before)].ends_with(['.', '!', '?', '…']);
    let end = &words[..bare(words)];
    ends_before || end.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}

/// True where what the line begins was cut off: teasers of other articles end so.
pub(crate) fn is_truncated(words: &str) -> bool {
    let end = words.trim_end();
    end.ends_with(['…', ']']) || end.ends_with("...") || end.ends_with("[…") || end.ends_with("»»")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_gaps() {
        let text = "\u{feff}Un\r\ndeux \r\r trois\n\n***\n";
        let lines = split_lines(text);
        let words: Vec<&str> = lines.iter().map(|line| &text[line.span.range()]).collect();
        assert_eq!(words, ["Un", "deux", "trois", "***"]);
        let gaps: Vec<bool> = lines.iter().map(|line| line.after_gap).collect();
        assert_eq!(gaps, [true, false, true, true]);
        assert_eq!(lines[3].shape, Shape::Rule);
    }

    #[test]
    fn shapes() {
        for (words, shape) in [
            ("Relations tendues", Shape::Short),
            ("Fermé.", Shape::Short),
            ("Il est revenu le soir même.", Shape::Sentence),
            (
                "Le conseil municipal de Valdombre a voté mardi, par douze voix contre neuf, la fermeture du port.",
                Shape::Prose,
            ),
            ("市议会星期二以十二票对九票通过了关闭港口的决定，反对派宣布将提起上诉。", Shape::Prose),
        ] {
            assert_eq!(Shape::of(words), shape, "{words}");
        }
    }
}
