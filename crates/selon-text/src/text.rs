use std::fmt;
use std::sync::Arc;

use sha2::Digest;

use crate::{ByteSpan, CharSpan};

/// One in this many scalar values has its byte offset stored.
const STRIDE: usize = 64;

/// A text that never changes, with the map between its bytes and its scalar values.
///
/// Cloning is cheap. Making one costs a pass over the bytes; the map takes 4 bytes for every 64 scalar
/// values, and a look-up reads at most 64 of them. Texts of 4 GiB and more are cut off by the 32-bit
/// offsets: [`Text::new`] panics on them, and readers refuse such files before.
#[derive(Clone)]
pub struct Text {
    inner: Arc<Inner>,
}

struct Inner {
    text: Box<str>,
    /// Byte offset of scalar values 0, STRIDE, 2·STRIDE …; empty where the text is ASCII.
    marks: Box<[u32]>,
    n_chars: u32,
}

impl Text {
    /// Takes the text as it is.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        let text: Box<str> = text.into();
        assert!(u32::try_from(text.len()).is_ok(), "a text has fewer than 4 GiB");
        let (marks, n_chars) = if text.is_ascii() {
            (Box::default(), text.len())
        } else {
            let mut n_chars = 0;
            let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
            for (byte, _) in text.char_indices() {
                if n_chars % STRIDE == 0 {
                    marks.push(byte as u32);
                }
                n_chars += 1;
            }
            (marks.into_boxed_slice(), n_chars)
        };
        Self { inner: Arc::new(Inner { text, marks, n_chars: n_chars as u32 }) }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.inner.text
    }

    /// Number of Unicode scalar values.
    pub fn n_chars(&self) -> u32 {
        self.inner.n_chars
    }

    /// The span of the whole text.
    pub fn span(&self) -> CharSpan {
        CharSpan::new(0, self.inner.n_chars)
    }

    /// The words in `span`, or `None` where it ends behind the text.
    pub fn slice(&self, span: CharSpan) -> Option<&str> {
        self.inner.text.get(self.to_bytes(span)?.range())
    }

    /// The same place in bytes, or `None` where it ends behind the text.
    pub fn to_bytes(&self, span: CharSpan) -> Option<ByteSpan> {
        Some(ByteSpan::new(self.byte_of(span.start)?, self.byte_of(span.end)?))
    }

    /// The same place in scalar values, or `None` where an end lies outside the text or inside a character.
    pub fn to_chars(&self, span: ByteSpan) -> Option<CharSpan> {
        Some(CharSpan::new(self.char_of(span.start)?, self.char_of(span.end)?))
    }

    /// Byte offset of scalar value number `char`; the text's length for the one behind the last.
    pub fn byte_of(&self, char: u32) -> Option<u32> {
        if char > self.inner.n_chars {
            return None;
        }
        if self.inner.marks.is_empty() {
            return Some(char);
        }
        if char == self.inner.n_chars {
            return Some(self.inner.text.len() as u32);
        }
        let mark = self.inner.marks[char as usize / STRIDE] as usize;
        let rest = &self.inner.text[mark..];
        let (byte, _) = rest.char_indices().nth(char as usize % STRIDE)?;
        Some((mark + byte) as u32)
    }

    /// Number of the scalar value that begins at `byte`, or `None` where none does.
    pub fn char_of(&self, byte: u32) -> Option<u32> {
        if !self.inner.text.is_char_boundary(byte as usize) {
            return None;
        }
        if self.inner.marks.is_empty() {
            return Some(byte);
        }
        let mark_idx = self.inner.marks.partition_point(|&mark| mark <= byte) - 1;
        let mark = self.inner.marks[mark_idx] as usize;
        let behind = self.inner.text[mark..byte as usize].chars().count();
        Some((mark_idx * STRIDE + behind) as u32)
    }

    /// SHA-256 of the text's UTF-8 bytes.
    pub fn sha256(&self) -> Sha256 {
        Sha256::of(self.as_str().as_bytes())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Text").field(&self.as_str()).finish()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

/// A SHA-256 digest (FIPS 180-4); shown as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256(pub [u8; 32]);

impl Sha256 {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
        f.write_str(&self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect::<String>())
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha256({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every boundary of every sample, both ways, against a plain count.
    #[test]
    fn offsets_agree_with_a_plain_count() {
        let long: String = (0..300).map(|i| ['a', 'é', '€', '🤣', '\u{a0}'][i % 5]).collect();
        for sample in ["", "abc", "é", "aé€🤣b", long.as_str()] {
            let text = Text::new(sample);
            let bounds: Vec<usize> =
                sample.char_indices().map(|(byte, _)| byte).chain([sample.len()]).collect();
            for (char, &byte) in bounds.iter().enumerate() {
                assert_eq!(text.byte_of(char as u32), Some(byte as u32), "{sample:?}");
                assert_eq!(text.char_of(byte as u32), Some(char as u32), "{sample:?}");
            }
            assert_eq!(text.n_chars() as usize, sample.chars().count());
            assert_eq!(text.byte_of(text.n_chars() + 1), None);
            assert_eq!(text.char_of(sample.len() as u32 + 1), None);
        }
    }

    #[test]
    fn a_byte_inside_a_character_is_no_place() {
        assert_eq!(Text::new("é").char_of(1), None);
    }

    #[test]
    fn sha256_of_the_standard_example() {
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Text::new("abc").sha256().to_string(), digest);
    }
}
