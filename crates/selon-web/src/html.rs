//! Text as HTML, and as part of an address.
//!
//! An article's text stands on its page as it is, character for character ([`escape_into`]). Wherever else words of articles stand, in a list, a heading, a drawing, a sentence of ours, what
//! would turn the words around them is shown instead ([`shown`], and [`Shown`], which all templates use): an override
//! of direction (Unicode Standard Annex 9) makes *⟨U+202E⟩* and not a name that reads backwards. Joiners, marks of
//! direction and isolates stay: whole scripts need them, and an element or an isolate of its own holds them in.

use std::fmt::{self, Write};

use askama::filters::Escaper;

/// How templates escape.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown;

impl Escaper for Shown {
    fn write_escaped_str<W: Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        let mut rest = text;
        // Most texts have nothing to escape: they are written whole.
        while let Some(at) = rest.find(is_shown_otherwise) {
            dest.write_str(&rest[..at])?;
            let c = rest[at..].chars().next().unwrap_or_default();
            match c {
                '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' => {
                    write!(dest, "⟨U+{:04X}⟩", u32::from(c))?;
                }
                _ => dest.write_str(entity(c).unwrap_or_default())?,
            }
            rest = &rest[at + c.len_utf8()..];
        }
        dest.write_str(rest)
    }
}

/// What is markup, or would steer the line that it stands in.
fn is_shown_otherwise(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' => true,
        c => entity(c).is_some(),
    }
}

fn entity(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    }
}

/// `text` as templates would put it in.
pub fn shown(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 16);
    Shown.write_escaped_str(&mut html, text).expect("writing to a string");
    html
}

/// Appends text, as it is, with everything that could be markup written out. Control characters, which no HTML may
/// hold, become U+FFFD. An override of direction stands in an element of its own that holds it in, and that the style
/// sheet gives a sign: the text stays character for character, and is read in the order in which it is stored.
pub fn escape_into(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            // A carriage return in a page would arrive as a line feed.
            '\r' => html.push_str("&#13;"),
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' => html.push('\u{fffd}'),
            '\u{202a}'..='\u{202e}' => {
                write!(html, "<bdi class=\"turn\" data-char=\"U+{:04X}\">{c}</bdi>", u32::from(c))
                    .expect("writing to a string");
            }
            c => match entity(c) {
                Some(entity) => html.push_str(entity),
                None => html.push(c),
            },
        }
    }
}

/// Words inside a sentence of ours, in an isolate of their own (Unicode Standard Annex 9): whichever way they run, the
/// sentence around them runs on as it was.
pub fn isolated(words: &str) -> String {
    let mut isolated = String::with_capacity(words.len() + 6);
    isolated.push('\u{2068}');
    for c in words.chars() {
        match c {
            // What would end the isolate, or begin one that does not end.
            '\u{2066}'..='\u{2069}' => {
                write!(isolated, "⟨U+{:04X}⟩", u32::from(c)).expect("writing to a string");
            }
            c => isolated.push(c),
        }
    }
    isolated.push('\u{2069}');
    isolated
}

/// `text` as one part of a path or query: all but unreserved characters (RFC 3986) in percent encoding.
pub fn in_address(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => address.push(byte.into()),
            _ => write!(address, "%{byte:02X}").expect("writing to a string"),
        }
    }
    address
}

/// The text of a part of a path or query; `+` is a space in a query. What is no UTF-8 is replaced.
pub fn from_address(part: &str, is_query: bool) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let hex = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match (byte, hex.and_then(|digits| u8::from_str_radix(digits, 16).ok())) {
            (b'%', Some(value)) => {
                bytes.push(value);
                rest = &behind[2..];
            }
            (b'+', _) if is_query => {
                bytes.push(b' ');
                rest = behind;
            }
            _ => {
                bytes.push(byte);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        let markup = "<b a='1' c=\"&\">\0";
        let mut escaped = String::new();
        escape_into(&mut escaped, markup);
        assert_eq!(escaped, "&lt;b a=&#39;1&#39; c=&quot;&amp;&quot;&gt;\u{fffd}");
        assert_eq!(shown(markup), "&lt;b a=&#39;1&#39; c=&quot;&amp;&quot;&gt;⟨U+0000⟩");
    }

    #[test]
    fn nothing_turns_the_words_around_it() {
        assert_eq!(shown("a\u{202e}b\u{1b}[31m\u{85}"), "a⟨U+202E⟩b⟨U+001B⟩[31m⟨U+0085⟩");
        let mut exact = String::new();
        escape_into(&mut exact, "a\u{202e}b");
        assert_eq!(exact, "a<bdi class=\"turn\" data-char=\"U+202E\">\u{202e}</bdi>b");
        assert_eq!(shown("👩\u{200d}👧 می\u{200c}خواهم\n"), "👩\u{200d}👧 می\u{200c}خواهم\n");
        assert_eq!(isolated("a\u{2069}b"), "\u{2068}a⟨U+2069⟩b\u{2069}");
    }

    #[test]
    fn addresses_come_back() {
        for text in ["la Gazette d’à côté", "a/b?c=d&e#f", "%41+ +", "🤣"] {
            assert_eq!(from_address(&in_address(text), true), text);
            assert_eq!(from_address(&in_address(text), false), text);
        }
        assert_eq!(from_address("a+b%zz%4", true), "a b%zz%4");
    }
}
