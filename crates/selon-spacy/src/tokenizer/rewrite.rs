//! Other forms of a pattern, worked out on its text.
//!
//! The text is Python's regular expression syntax, read just far enough: escapes, character classes, groups. What is not
//! understood has no other form.

use std::collections::BTreeMap;

/// Where the top-level alternatives of `text` are cut, and groups that are not closed.
fn alternatives(text: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0usize);
    let mut scan = Scan { text, at: 0 };
    while let Some((at, piece)) = scan.next()? {
        match piece {
            "(" => depth += 1,
            ")" => depth = depth.checked_sub(1)?,
            "|" if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    (depth == 0).then_some(parts)
}

/// Cuts a pattern into characters, escapes and classes.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    /// The next piece and its place; the outer `None` is a piece without end.
    #[allow(clippy::type_complexity)]
    fn next(&mut self) -> Option<Option<(usize, &'a str)>> {
        let rest = &self.text[self.at..];
        let mut chars = rest.char_indices();
        let Some((_, first)) = chars.next() else { return Some(None) };
        let end = match first {
            '\\' => {
                let (at, escaped) = chars.next()?;
                at + escaped.len_utf8()
            }
            '[' => class_end(rest)?,
            first => first.len_utf8(),
        };
        let at = self.at;
        self.at += end;
        Some(Some((at, &rest[..end])))
    }
}

/// Where the character class that begins `text` ends.
fn class_end(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().skip(1).peekable();
    if chars.peek()?.1 == '^' {
        chars.next();
    }
    let mut is_first = true;
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()?),
            ']' if !is_first => return Some(at + 1),
            _ => {}
        }
        is_first = false;
    }
    None
}

/// The group that begins `text`: its opening sign, what is inside, and where it ends.
fn group(text: &str) -> Option<(&str, &str, usize)> {
    let opening =
        ["(?<=", "(?<!", "(?=", "(?!", "(?:", "("].into_iter().find(|sign| text.starts_with(sign))?;
    let mut scan = Scan { text, at: opening.len() };
    let mut depth = 1;
    while let Some((at, piece)) = scan.next()? {
        match piece {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((opening, &text[opening.len()..at], at + 1));
        }
    }
    None
}

/// A form without looking around that matches in every text in which `text` matches, at the same place or before it.
///
/// What is looked for behind the beginning or before the end of a top-level alternative becomes part of the match; other
/// conditions fall away.
pub(super) fn looser(text: &str) -> Option<String> {
    let (flags, body) = split_flags(text);
    let mut parts = Vec::new();
    for alternative in alternatives(body)? {
        let mut part = String::new();
        let mut rest = alternative;
        if let Some((sign @ ("(?<=" | "(?<!"), inside, end)) = group(rest) {
            if sign == "(?<=" {
                part.push_str(&format!("(?:{})", looser(inside)?));
            }
            rest = &rest[end..];
        }
        while !rest.is_empty() {
            match group(rest) {
                Some(("(?=", inside, end)) if end == rest.len() => {
                    part.push_str(&format!("(?:{})", looser(inside)?));
                    rest = "";
                }
                Some(("(?=" | "(?!" | "(?<=" | "(?<!", _, end)) => rest = &rest[end..],
                Some((sign, inside, end)) => {
                    part.push_str(sign);
                    part.push_str(&without_looking(inside)?);
                    part.push(')');
                    rest = &rest[end..];
                }
                None => {
                    let (_, piece) = Scan { text: rest, at: 0 }.next()??;
                    if piece == "(" {
                        return None;
                    }
                    part.push_str(piece);
                    rest = &rest[piece.len()..];
                }
            }
        }
        parts.push(part);
    }
    Some(format!("{flags}{}", parts.join("|")))
}

/// The inside of a group with all conditions taken out.
fn without_looking(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        match group(rest) {
            Some(("(?=" | "(?!" | "(?<=" | "(?<!", _, end)) => rest = &rest[end..],
            Some((sign, inside, end)) => {
                out.push_str(sign);
                out.push_str(&without_looking(inside)?);
                out.push(')');
                rest = &rest[end..];
            }
            None => {
                let (_, piece) = Scan { text: rest, at: 0 }.next()??;
                if piece == "(" {
                    return None;
                }
                out.push_str(piece);
                rest = &rest[piece.len()..];
            }
        }
    }
    Some(out)
}

fn split_flags(text: &str) -> (&str, &str) {
    for flags in ["(?iu)", "(?ui)", "(?u)", "(?i)"] {
        if let Some(rest) = text.strip_prefix(flags) {
            return (flags, rest);
        }
    }
    ("", text)
}

/// `^(?:a|b)` for `^a|^b`, which engines know to try at the beginning alone.
pub(super) fn anchored(text: &str) -> Option<String> {
    let (flags, body) = split_flags(text);
    let parts = alternatives(body)?;
    let inner: Option<Vec<&str>> = parts.iter().map(|part| part.strip_prefix('^')).collect();
    let inner = inner.filter(|inner| inner.len() > 1)?;
    Some(format!("{flags}^(?:{})", inner.join("|")))
}

/// True where every match ends with the text and is short, but for a run of dots: each alternative ends in `$`, and nothing
/// repeats without end except `\.+`.
pub(super) fn is_short_ending(text: &str) -> bool {
    let ends = |parts: Vec<&str>| parts.iter().all(|part| part.ends_with('$') && !part.ends_with("\\$"));
    if !alternatives(text).is_some_and(ends) {
        return false;
    }
    let mut scan = Scan { text, at: 0 };
    let mut before = "";
    while let Some(Some((_, piece))) = scan.next() {
        if matches!(piece, "*" | "{") || piece == "+" && before != "\\." {
            return false;
        }
        before = piece;
    }
    true
}

/// A longer class than this is worth folding.
const LONG_CLASS: usize = 500;

/// A short form of an alternation of whole texts, `(?:^…$)|(?:^…$)…`, that matches the same texts: alternatives that begin
/// and end with the same long classes become one, with an alternation between the classes.
pub(super) fn folded(text: &str) -> Option<String> {
    let (flags, body) = split_flags(text);
    let mut middles: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for alternative in alternatives(body)? {
        let (sign, inside, end) = group(alternative)?;
        let inside = inside.strip_prefix('^').and_then(|inside| inside.strip_suffix('$'));
        let inside = inside.filter(|_| sign == "(?:" && end == alternative.len())?;
        let mut pieces = Vec::new();
        let mut scan = Scan { text: inside, at: 0 };
        let mut depth = 0usize;
        while let Some((at, piece)) = scan.next()? {
            match piece {
                "(" => {
                    let (sign, ..) = group(&inside[at..])?;
                    if sign != "(?:" && sign != "(" {
                        return None;
                    }
                    depth += 1;
                }
                ")" => depth = depth.checked_sub(1)?,
                // At the top level, what is behind a bar would lose its place.
                "|" if depth == 0 => return None,
                "^" | "$" => return None,
                _ => {}
            }
            // Back references and the like.
            if piece.starts_with('\\') && piece.len() == 2 && piece.as_bytes()[1].is_ascii_alphanumeric() {
                return None;
            }
            pieces.push((at, piece));
        }
        let is_repeat = |piece: &str| matches!(piece, "*" | "+");
        // How many pieces at the beginning, and where the pieces at the end begin.
        let mut head = 0;
        while let Some((_, piece)) = pieces.get(head) {
            if piece.len() < LONG_CLASS && !(head > 0 && is_repeat(piece)) {
                break;
            }
            head += 1;
        }
        let mut tail = pieces.len();
        while tail > head {
            let piece = pieces[tail - 1].1;
            let before_repeat = tail >= 2 && is_repeat(piece) && pieces[tail - 2].1.len() >= LONG_CLASS;
            if piece.len() < LONG_CLASS && !before_repeat {
                break;
            }
            tail -= 1;
        }
        let place = |piece: usize| pieces.get(piece).map_or(inside.len(), |&(at, _)| at);
        // What follows a long class on the left must not be a repetition of it that was left out.
        if pieces.get(head).is_some_and(|(_, piece)| head > 0 && matches!(*piece, "?" | "{")) {
            return None;
        }
        let (left, middle, right) =
            (&inside[..place(head)], &inside[place(head)..place(tail)], &inside[place(tail)..]);
        middles.entry((left, right)).or_default().push(middle);
    }
    let parts: Vec<String> = middles
        .into_iter()
        .map(|((left, right), middle)| format!("(?:{left}(?:{}){right})", middle.join("|")))
        .collect();
    Some(format!("{flags}^(?:{})$", parts.join("|")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looser_forms_match_more() {
        let text = r"(?<=[0-9])\+$|a(?=b)c|\+(?![0-9])|(?<=[a-z]['’])(?=[a-z])|(?:x(?!y))+";
        assert_eq!(looser(text).unwrap(), r"(?:[0-9])\+$|ac|\+|(?:[a-z]['’])(?:[a-z])|(?:x)+");
        assert_eq!(looser(r"[(]\)|(a"), None);
    }

    #[test]
    fn anchors_are_taken_out() {
        assert_eq!(anchored(r"^a|^\|b|^[|]").unwrap(), r"^(?:a|\|b|[|])");
        assert_eq!(anchored("^a|b"), None);
    }

    #[test]
    fn short_endings_are_told() {
        assert!(is_short_ending(r"\.\.+$|(?<=[0-9])\+$|[a-z*]$"));
        assert!(!is_short_ending(r"a+$") && !is_short_ending(r"a$|b") && !is_short_ending(r"a\$"));
    }

    #[test]
    fn long_classes_are_folded() {
        let class = format!("[{}]", "a-z".repeat(200));
        let text =
            format!("(?iu)(?:^anti-{class}{class}*$)|(?:^ex-{class}{class}*$)|(?:^{class}+-la-{class}+$)");
        let short = folded(&text).unwrap();
        assert_eq!(
            short,
            format!("(?iu)^(?:(?:(?:anti-|ex-){class}{class}*)|(?:{class}+(?:-la-){class}+))$")
        );
        assert_eq!(folded("(?:^a$)|b"), None);
    }
}
