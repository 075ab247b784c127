//! Text as HTML, and as part of an address.

use std::fmt::Write;

/// `text` with everything that could be markup written out.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 16);
    escape_into(&mut html, text);
    html
}

/// Appends [`escape`]d text. Control characters, which no HTML may hold, become U+FFFD.
pub fn escape_into(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            // A carriage return in a page would arrive as a line feed.
            '\r' => html.push_str("&#13;"),
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' => html.push('\u{fffd}'),
            c => html.push(c),
        }
    }
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
        assert_eq!(escape("<b a='1' c=\"&\">\0"), "&lt;b a=&#39;1&#39; c=&quot;&amp;&quot;&gt;\u{fffd}");
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
