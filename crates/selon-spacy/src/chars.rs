//! Character classes and lower case as the Python that spaCy's reference output was made with sees them.
//!
//! Python's `isalpha` is general category L, not Rust's `is_alphabetic`; its `isdigit` includes `²` and `①`; its
//! `isspace` adds U+001C–U+001F. Python 3.11 has Unicode 14, Rust a newer one: 55 capitals that Unicode 14 does
//! not know keep their form here.

use std::borrow::Cow;

#[path = "data/unicode.rs"]
mod unicode;

fn in_ranges(ranges: &[(u32, u32)], c: char) -> bool {
    let code = c as u32;
    let after = ranges.partition_point(|&(start, _)| start <= code);
    after > 0 && code <= ranges[after - 1].1
}

/// `str.isalpha` of one character.
pub(crate) fn is_alpha(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { in_ranges(&unicode::ALPHA, c) }
}

/// `str.isdigit` of one character.
pub(crate) fn is_digit(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { in_ranges(&unicode::DIGIT, c) }
}

/// `str.isupper` of one character.
pub(crate) fn is_upper(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_uppercase() } else { in_ranges(&unicode::UPPER, c) }
}

/// `str.isspace` of one character.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// `str.isalpha`: not empty, and letters only.
pub(crate) fn all_alpha(string: &str) -> bool {
    !string.is_empty() && string.chars().all(is_alpha)
}

/// Capitals that came after Unicode 14.
fn is_newer_capital(c: char) -> bool {
    matches!(c,
        '\u{1c89}' | '\u{a7cb}' | '\u{a7cc}' | '\u{a7ce}' | '\u{a7d2}' | '\u{a7d4}' | '\u{a7da}' | '\u{a7dc}'
        | '\u{10d50}'..='\u{10d65}' | '\u{16ea0}'..='\u{16eb8}')
}

/// `str.lower`.
pub(crate) fn lower(string: &str) -> Cow<'_, str> {
    if string.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(string);
    }
    if !string.contains(is_newer_capital) {
        return Cow::Owned(string.to_lowercase());
    }
    let mut lower = String::with_capacity(string.len());
    for piece in string.split_inclusive(is_newer_capital) {
        let last = piece.char_indices().next_back().filter(|&(_, c)| is_newer_capital(c));
        let end = last.map_or(piece.len(), |(at, _)| at);
        lower.push_str(&piece[..end].to_lowercase());
        lower.push_str(&piece[end..]);
    }
    Cow::Owned(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_pythons() {
        assert!(is_alpha('é') && is_alpha('ʰ') && !is_alpha('Ⅷ') && !is_alpha('ⓐ') && !is_alpha('\u{345}'));
        assert!(is_digit('²') && is_digit('①') && is_digit('٣') && !is_digit('½'));
        assert!(is_upper('É') && is_upper('Ⅷ') && !is_upper('ǅ'));
        assert!(is_space('\u{1c}') && is_space('\u{a0}') && is_space('\u{85}') && !is_space('\u{200b}'));
    }

    #[test]
    fn lower_case_is_pythons() {
        assert_eq!(lower("ÉTÉ ΣΑΣ İ"), "été σας i\u{307}");
        assert_eq!(lower("A\u{a7cb}B"), "a\u{a7cb}b");
        assert!(matches!(lower("déjà"), Cow::Owned(_)) && matches!(lower("deja"), Cow::Borrowed(_)));
    }
}
