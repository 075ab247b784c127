//! Words of articles on a terminal: whatever could steer it, or hide among the letters, is made visible.
//!
//! Articles are hostile input. An escape sequence could recolour or rewrite the screen, a bidirectional
//! override could show a sentence in another order than it is stored in, a zero-width character could make
//! two names look alike. JSON output is left exact; tables and trees show these characters as what they are.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `text` on one line, with control characters, bidirectional controls and invisible characters written out:
/// ESC as `␛`, U+202E as `⟨U+202E⟩`. Line breaks and tabs become spaces.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            // The Unicode block Control Pictures has one for each of these, in the same order.
            '\0'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7f}' => shown.push('␡'),
            c if is_plain(c) => shown.push(c),
            c => write!(shown, "⟨U+{:04X}⟩", u32::from(c)).expect("writing to a string"),
        }
    }
    Cow::Owned(shown)
}

fn is_plain(c: char) -> bool {
    !matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' // C0, delete, C1
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' // soft hyphen, marks, zero width
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}') // tags and variation selectors that nothing shows
}

/// Number of columns that `text` takes, once it is [`visible`].
pub fn width(text: &str) -> usize {
    text.width()
}

/// As much of `text` as fits into `columns`, with `…` where something is cut.
pub fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut n_columns = 0;
    let mut cut = String::new();
    for c in text.chars() {
        n_columns += c.width().unwrap_or(0);
        if n_columns >= columns {
            break;
        }
        cut.push(c);
    }
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    Cow::Owned(cut)
}

/// `text` in lines of at most `columns`, broken at spaces; a longer word, of which only addresses are, is cut.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()).flat_map(|word| pieces(word, columns)) {
        let line = lines.last_mut().expect("one line at least");
        if !line.is_empty() && width(line) + 1 + width(word) > columns {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// A word in pieces of at most `columns`; a character that nothing is wide enough for has one of its own.
fn pieces(word: &str, columns: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut from, mut taken) = (0, 0);
    for (at, c) in word.char_indices() {
        let wide = c.width().unwrap_or(0);
        if taken + wide > columns && at > from {
            pieces.push(&word[from..at]);
            (from, taken) = (at, 0);
        }
        taken += wide;
    }
    pieces.push(&word[from..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_written_out() {
        assert_eq!(visible("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(visible("\u{202e}abc\u{9b}2J"), "⟨U+202E⟩abc⟨U+009B⟩2J");
        assert_eq!(visible("Da\u{200b}ech\nquitte"), "Da⟨U+200B⟩ech quitte");
        assert_eq!(visible("l’été « à » Raqqa\u{a0}!"), "l’été « à » Raqqa\u{a0}!");
    }

    #[test]
    fn wide_and_combining_characters_are_counted_as_they_show() {
        assert_eq!(width("北京"), 4);
        assert_eq!(width("e\u{301}te\u{301}"), 3);
        assert_eq!(fit("北京大学", 5), "北京…");
        assert_eq!(fit("abc", 3), "abc");
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("un deux trois", 7), ["un deux", "trois"]);
        assert_eq!(wrap("un https://x.org", 7), ["un", "https:/", "/x.org"]);
        assert_eq!(wrap("北京大学", 5), ["北京", "大学"]);
    }
}
