//! The words of a line, as the readers of times and quantities see them.

use selon_text::CharSpan;

/// A run of letters, a run of digits, or one other sign.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    /// Lower case.
    pub lower: String,
    /// Its place.
    pub span: CharSpan,
    /// Written with a capital first.
    pub capital: bool,
}

impl Word {
    /// A run of digits.
    pub fn is_number(&self) -> bool {
        self.lower.starts_with(|c: char| c.is_ascii_digit())
    }

    /// The digits' value, where it is below 100,000.
    pub fn number(&self) -> Option<i64> {
        if self.is_number() && self.lower.len() <= 5 { self.lower.parse().ok() } else { None }
    }
}

/// Cuts `line` into words; blanks and apostrophes separate and are dropped.
pub(crate) fn words(line: &str, base: u32) -> Vec<Word> {
    #[derive(PartialEq, Clone, Copy)]
    enum Class {
        Letter,
        Digit,
        Sign,
        Gap,
    }
    let class = |c: char| match c {
        _ if c.is_ascii_digit() => Class::Digit,
        _ if c.is_alphabetic() => Class::Letter,
        '\'' | '’' | 'ʼ' => Class::Gap,
        _ if c.is_whitespace() => Class::Gap,
        _ => Class::Sign,
    };
    let mut found: Vec<Word> = Vec::new();
    let mut last = Class::Gap;
    for (offset, c) in line.chars().enumerate() {
        let here = class(c);
        let at = base + offset as u32;
        if here != Class::Gap {
            match found.last_mut() {
                Some(word) if here == last && here != Class::Sign => {
                    word.lower.extend(c.to_lowercase());
                    word.span.end = at + 1;
                }
                _ => found.push(Word {
                    lower: c.to_lowercase().collect(),
                    span: CharSpan::new(at, at + 1),
                    capital: c.is_uppercase(),
                }),
            }
        }
        last = here;
    }
    found
}
