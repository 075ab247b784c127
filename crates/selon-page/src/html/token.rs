//! The source of a page as tags and text, each with its bytes.
//!
//! Follows the tokenizer of the HTML standard (13.2.5) as far as text, tags and attributes need it; comments,
//! doctypes, processing instructions and broken markup are passed over as the standard says. A tag that the
//! source breaks off in is dropped, as there.
//!
//! Cost: linear in the source; nothing is copied.

use std::ops::Range;

use super::tag::Tag;

/// One piece of source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// Text, with character references as they are written.
    Text(Range<usize>),
    /// A start tag: its name, the bytes of its attributes, and whether it ends with `/>`.
    Start { tag: Tag, name: Range<usize>, attrs: Range<usize>, end: usize, closes_itself: bool },
    /// An end tag, with the bytes of its name.
    End { tag: Tag, name: Range<usize> },
}

/// Reads tokens of `source` one by one.
pub(crate) struct Tokens<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        Self { source, at: 0 }
    }

    /// The rest up to the end tag of a raw text element, as text; the end tag is the next token.
    pub(crate) fn raw_text(&mut self, name: &str) -> Range<usize> {
        let bytes = self.source.as_bytes();
        let start = self.at;
        let mut from = start;
        while let Some(found) = find(bytes, from, b'<') {
            let is_end = bytes.get(found + 1) == Some(&b'/')
                && bytes
                    .get(found + 2..found + 2 + name.len())
                    .is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
                && bytes
                    .get(found + 2 + name.len())
                    .is_none_or(|b| b.is_ascii_whitespace() || b"/>".contains(b));
            if is_end {
                self.at = found;
                return start..found;
            }
            from = found + 1;
        }
        self.at = bytes.len();
        start..bytes.len()
    }

    fn tag(&self, open: usize) -> Option<(Token, usize)> {
        let bytes = self.source.as_bytes();
        let is_end = bytes[open + 1] == b'/';
        let name_start = open + 1 + usize::from(is_end);
        let ends_name = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
        let name_end = name_start + bytes[name_start..].iter().position(ends_name)?;
        let name = name_start..name_end;
        let mut at = name_end;
        // To the closing bracket; quotes count only as an attribute's value.
        let (end, closes_itself) = loop {
            match *bytes.get(at)? {
                b'>' => break (at + 1, bytes[at - 1] == b'/'),
                b'=' => {
                    at += 1;
                    while bytes.get(at)?.is_ascii_whitespace() {
                        at += 1;
                    }
                    match bytes[at] {
                        quote @ (b'"' | b'\'') => at = find(bytes, at + 1, quote)? + 1,
                        b'>' => {}
                        _ => at += bytes[at..].iter().position(|b| b.is_ascii_whitespace() || *b == b'>')?,
                    }
                }
                _ => at += 1,
            }
        };
        let tag = Tag::of(&self.source[name.clone()]);
        let token = if is_end {
            Token::End { tag, name }
        } else {
            Token::Start { tag, name, attrs: name_end..end - 1, end, closes_itself }
        };
        Some((token, end))
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let bytes = self.source.as_bytes();
        let start = self.at;
        let mut at = start;
        loop {
            let Some(open) = find(bytes, at, b'<') else {
                self.at = bytes.len();
                return (start < bytes.len()).then_some(Token::Text(start..bytes.len()));
            };
            let is_markup = match bytes.get(open + 1) {
                Some(b'!' | b'?') => true,
                Some(b'/') => bytes.get(open + 2).is_some(),
                Some(next) => next.is_ascii_alphabetic(),
                None => false,
            };
            if !is_markup {
                at = open + 1;
                continue;
            }
            if open > start {
                self.at = open;
                return Some(Token::Text(start..open));
            }
            let letter = bytes[open + 1 + usize::from(bytes[open + 1] == b'/')];
            if letter.is_ascii_alphabetic() {
                let Some((token, end)) = self.tag(open) else {
                    self.at = bytes.len();
                    return None;
                };
                self.at = end;
                return Some(token);
            }
            self.at = end_of_comment(self.source, open);
            return self.next_behind_comment();
        }
    }
}

impl Tokens<'_> {
    /// The next token, where comments stand one behind another without end.
    fn next_behind_comment(&mut self) -> Option<Token> {
        let bytes = self.source.as_bytes();
        while bytes.get(self.at) == Some(&b'<') {
            let is_comment = match (bytes.get(self.at + 1), bytes.get(self.at + 2)) {
                (Some(b'!' | b'?'), _) => true,
                (Some(b'/'), Some(next)) => !next.is_ascii_alphabetic(),
                _ => false,
            };
            if !is_comment {
                break;
            }
            self.at = end_of_comment(self.source, self.at);
        }
        self.next()
    }
}

/// The byte behind the comment, doctype or other declaration that begins at `open`.
fn end_of_comment(source: &str, open: usize) -> usize {
    let rest = &source[open..];
    if let Some(inside) = rest.strip_prefix("<!--") {
        // `<!-->` and `<!--->` are whole comments.
        if inside.starts_with('>') || inside.starts_with("->") {
            return open + 4 + inside.find('>').unwrap_or(0) + 1;
        }
        let mut from = open + 4;
        let bytes = source.as_bytes();
        while let Some(close) = find(bytes, from, b'>') {
            if bytes[..close].ends_with(b"--") || bytes[..close].ends_with(b"--!") {
                return close + 1;
            }
            from = close + 1;
        }
        return source.len();
    }
    rest.find('>').map_or(source.len(), |close| open + close + 1)
}

fn find(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    memchr::memchr(byte, bytes.get(from..)?).map(|at| from + at)
}

/// The attributes written in `attrs`: names and values, with character references as they are written.
pub(crate) fn attributes(attrs: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = attrs;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        // An equals sign that begins a name belongs to it.
        let behind = rest.char_indices().skip(1);
        let mut behind = behind.filter(|(_, c)| c.is_ascii_whitespace() || matches!(c, '=' | '/'));
        let name_end = behind.next().map_or(rest.len(), |(at, _)| at);
        let name = &rest[..name_end];
        rest = rest[name_end..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        let Some(value) = rest.strip_prefix('=') else { return Some((name, "")) };
        let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let quoted = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, behind) = match quoted {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => {
                let end = value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len());
                value.split_at(end)
            }
        };
        rest = behind;
        Some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        let tokens = Tokens::new(source).map(|token| match token {
            Token::Text(range) => source[range].to_owned(),
            Token::Start { tag, attrs, .. } => format!("[{tag:?}{}]", &source[attrs]),
            Token::End { tag, .. } => format!("[/{tag:?}]"),
        });
        tokens.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn tags_text_and_what_is_passed_over() {
        for (source, expected) in [
            ("<p class=a>un<br/>deux</P >", "[P class=a]|un|[Br/]|deux|[/P]"),
            ("1 < 2 <3 & <b>x", "1 < 2 <3 & |[B]|x"),
            ("<!doctype html><!-- <p> --><?xml ?><i>", "[I]"),
            ("<!--><b><!---><i><!-- a --!><u>", "[B]|[I]|[U]"),
            ("a<!-- never closed <p>", "a"),
            ("a</ b>c</3>d", "a|c|d"),
            ("<a title='1 > 2' href=\"x\">y", "[A title='1 > 2' href=\"x\"]|y"),
            ("fin <p class=\"never", "fin "),
            ("<é>x<p", "<é>x"),
        ] {
            assert_eq!(shown(source), expected, "{source}");
        }
    }

    #[test]
    fn raw_text_ends_at_its_own_end_tag() {
        let source = "<script>if (a</b>c) '</scripts>' </SCRIPT >x";
        let mut tokens = Tokens::new(source);
        tokens.next();
        let text = tokens.raw_text("script");
        assert_eq!(&source[text], "if (a</b>c) '</scripts>' ");
        assert!(matches!(tokens.next(), Some(Token::End { tag: Tag::Script, .. })));
        assert_eq!(&source[Tokens::new(source).raw_text("style")], source);
    }

    #[test]
    fn attributes_as_they_are_written() {
        let found: Vec<_> = attributes(" a=1 b = 'x y' C hidden/ =d=\"é\"e='open").collect();
        assert_eq!(found, [("a", "1"), ("b", "x y"), ("C", ""), ("hidden", ""), ("=d", "é"), ("e", "open")]);
    }
}
