//! `ToUnicode` maps: which letters the codes of a font stand for (ISO 32000-1, 9.10.3).
//!
//! Read here, not by the library, since a range of a map may claim four thousand million codes in twenty bytes, and the
//! library writes each of them down. Ranges are kept as ranges; what is kept is bounded by [`MAX_ENTRIES`].
//!
//! Cost: linear in the map; a look-up is a binary search.

/// More lines than this are no map of a font: fonts have at most 65,536 glyphs.
const MAX_ENTRIES: usize = 70_000;

/// What the codes of a font stand for.
#[derive(Debug, Default)]
pub(crate) struct ToUnicode {
    /// First code, last code, letters of the first; sorted by first code.
    ranges: Vec<(u32, u32, String)>,
}

impl ToUnicode {
    /// Reads a map.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut ranges: Vec<(u32, u32, String)> = Vec::new();
        let mut tokens = Tokens { bytes, at: 0 };
        let mut section: Option<bool> = None;
        let mut open: Vec<Token> = Vec::new();
        while let Some(token) = tokens.next().filter(|_| ranges.len() < MAX_ENTRIES) {
            match token {
                Token::Word(b"beginbfchar") => (section, open) = (Some(false), Vec::new()),
                Token::Word(b"beginbfrange") => (section, open) = (Some(true), Vec::new()),
                Token::Word(b"endbfchar" | b"endbfrange") => section = None,
                Token::Word(_) => {}
                token => open.push(token),
            }
            match (section, open.as_slice()) {
                (Some(false), [Token::Hex(code), Token::Hex(letters)]) => {
                    let code = number(code);
                    ranges.push((code, code, utf16(letters)));
                    open.clear();
                }
                (Some(true), [Token::Hex(first), Token::Hex(last), Token::Hex(letters)]) => {
                    ranges.push((number(first), number(last), utf16(letters)));
                    open.clear();
                }
                (Some(true), [Token::Hex(first), Token::Hex(_), Token::Open, .., Token::Close]) => {
                    let first = number(first);
                    let letters = open[3..].iter().filter_map(|token| match token {
                        Token::Hex(letters) => Some(utf16(letters)),
                        _ => None,
                    });
                    let codes = (0u32..).map_while(|n| first.checked_add(n));
                    ranges.extend(codes.zip(letters).map(|(code, letters)| (code, code, letters)));
                    open.clear();
                }
                (None, _) => open.clear(),
                _ => {}
            }
        }
        ranges.sort_by_key(|range| range.0);
        Self { ranges }
    }

    /// The letters of a code.
    pub(crate) fn letters(&self, code: u32) -> Option<String> {
        let behind = self.ranges.partition_point(|range| range.0 <= code);
        let (first, _, letters) = self.ranges[..behind].last().filter(|range| code <= range.1)?;
        if code == *first {
            return Some(letters.clone());
        }
        // Behind the first code the last letter is counted on.
        let last = letters.chars().next_back()?;
        let counted = u32::from(last).checked_add(code - first).and_then(char::from_u32)?;
        Some(letters[..letters.len() - last.len_utf8()].chars().chain([counted]).collect())
    }
}

fn number(hex: &[u8]) -> u32 {
    hex.iter().fold(0u32, |sum, byte| (sum << 8) | u32::from(*byte))
}

fn utf16(hex: &[u8]) -> String {
    let units: Vec<u16> = match hex {
        [one] => vec![u16::from(*one)],
        _ => hex.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    };
    String::from_utf16_lossy(&units)
}

#[derive(Debug)]
enum Token<'a> {
    Hex(Vec<u8>),
    Word(&'a [u8]),
    Open,
    Close,
}

struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    fn skip_to(&mut self, is_end: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let n = rest.iter().position(|byte| is_end(*byte)).unwrap_or(rest.len());
        self.at += n;
        &rest[..n]
    }

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.skip_to(|byte| !byte.is_ascii_whitespace() && byte != 0);
            let first = *self.rest().first()?;
            match first {
                b'%' => _ = self.skip_to(|byte| byte == b'\n' || byte == b'\r'),
                b'<' if self.rest().get(1) != Some(&b'<') => {
                    self.at += 1;
                    let inside = self.skip_to(|byte| byte == b'>');
                    self.at = (self.at + 1).min(self.bytes.len());
                    return Some(Token::Hex(hex(inside)));
                }
                b'[' | b']' => {
                    self.at += 1;
                    return Some(if first == b'[' { Token::Open } else { Token::Close });
                }
                b'<' | b'>' | b'(' | b')' | b'{' | b'}' => self.at += 1,
                _ => {
                    let start = self.at;
                    self.at += 1;
                    self.skip_to(|byte| byte.is_ascii_whitespace() || b"<>[](){}/%\0".contains(&byte));
                    return Some(Token::Word(&self.bytes[start..self.at]));
                }
            }
        }
    }
}

/// The bytes of hexadecimal digits; an odd one at the end counts as if a zero followed.
fn hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> =
        digits.iter().filter_map(|digit| char::from(*digit).to_digit(16)).map(|value| value as u8).collect();
    values.chunks(2).map(|pair| (pair[0] << 4) | pair.get(1).unwrap_or(&0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_their_letters() {
        let map = ToUnicode::read(
            b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <ffff> endcodespacerange\n\
            % nothing\n2 beginbfchar <0003> <0020> <0005> <00660069> endbfchar\n\
            2 beginbfrange <0010> <0012> <0041> <0020><0021>[<00e9> <D83DDE00>] endbfrange\n\
            1 beginbfrange <00000100> <fffffffe> <0061> endbfrange",
        );
        for (code, letters) in [
            (0x03, Some(" ")),
            (0x05, Some("fi")),
            (0x12, Some("C")),
            (0x13, None),
            (0x20, Some("é")),
            (0x21, Some("😀")),
            (0x101, Some("b")),
            (0xffff_fff0, None),
        ] {
            assert_eq!(map.letters(code).as_deref(), letters, "{code:x}");
        }
        assert_eq!(ToUnicode::read(b"beginbfchar <00").letters(0), None);
    }
}
