//! A document's body as words that can be compared with another's.
//!
//! Words are compared by a hash of their letters without case, accents and punctuation; numbers by their digits,
//! whatever stands between thousands (*1 200*, *1.200*, *1,200*). Of each word it is known whether it stands in a
//! quotation, whether it is a fact (a number, or a capitalised word inside a sentence), and in which sentence it is.
//!
//! Quotations are what stands between « », “ ” or straight double quotation marks within one paragraph, five words
//! and more; shorter ones are the writer's choice of words. A quotation that is not closed goes on to the end of its
//! paragraph, as in statements of several paragraphs.
//!
//! Cost: one pass over the body.

use selon_text::CharSpan;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::hash::{Hasher, mix};
use crate::Document;

/// Shorter quotations are words in inverted commas.
const QUOTED_WORDS: usize = 5;

/// Above this share of capitalised words a paragraph is a headline in English title case: capitals tell nothing.
const TITLE_CASE: f64 = 0.6;

/// What a word is a sign of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    /// Nothing by itself.
    None,
    /// A number with digits.
    Number,
    /// A capitalised word inside a sentence.
    Name,
}

/// One word of the body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// The same for the same word.
    pub(crate) hash: u64,
    /// The same for words that may be one word in another language: the consonants of a name, the digits of a
    /// number, the first letters of other long words; 0 for short words.
    pub(crate) cognate: u64,
    /// Where it stands.
    pub(crate) at: CharSpan,
    /// Inside a quotation.
    pub(crate) is_quoted: bool,
    /// A number or name.
    pub(crate) fact: Fact,
    /// Number of its sentence.
    pub(crate) sentence: u32,
}

/// The words of a document's body, in order.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub(crate) words: Vec<Word>,
    /// Two letters of the document's language; empty where it is not known.
    pub(crate) language: String,
}

impl Words {
    /// The words of a document.
    pub fn of(document: &Document) -> Self {
        Self::new(document.text.as_str(), &document.body, document.language.as_deref().unwrap_or_default())
    }

    /// The words of `body`, spans of `text` in scalar values, in order.
    pub fn new(text: &str, body: &[CharSpan], language: &str) -> Self {
        let mut reader = Reader::default();
        let mut chars = (0_u32..).zip(text.chars()).peekable();
        for paragraph in body {
            while chars.next_if(|(at, _)| *at < paragraph.start).is_some() {}
            reader.begin();
            while let Some((at, c)) = chars.next_if(|(at, _)| *at < paragraph.end) {
                reader.push(at, c);
            }
            reader.end(paragraph.end);
        }
        // Thousands of texts are in memory together while they are compared.
        reader.words.shrink_to_fit();
        Self { words: reader.words, language: short(language) }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True where the body has no words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Number of words outside quotations.
    pub(crate) fn n_own(&self) -> usize {
        self.words.iter().filter(|word| !word.is_quoted).count()
    }
}

/// The first two letters of the name of a language: `fr` of *fr-CA*.
pub fn short(language: &str) -> String {
    language.get(..2).unwrap_or_default().to_lowercase()
}

#[derive(Default)]
struct Reader {
    words: Vec<Word>,
    /// The word being read.
    letters: String,
    start: u32,
    is_capital: bool,
    sentence: u32,
    /// The next word begins a sentence or a quotation.
    is_first: bool,
    /// A stop was met; a space behind it ends the sentence.
    is_stopped: bool,
    /// First word of the paragraph.
    paragraph: usize,
    /// First word of the quotation that is open, and its opening mark.
    quote: Option<(usize, char)>,
}

impl Reader {
    fn begin(&mut self) {
        self.paragraph = self.words.len();
        (self.is_first, self.is_stopped, self.quote) = (true, false, None);
        self.sentence += 1;
    }

    fn push(&mut self, at: u32, c: char) {
        if c.is_alphanumeric() {
            if self.is_stopped {
                self.is_stopped = false;
            }
            let is_digit = c.is_ascii_digit();
            // Letters behind digits are a word of their own: *18h20*, *120km*.
            let ends_number = !is_digit && self.letters.bytes().last().is_some_and(|b| b.is_ascii_digit());
            if ends_number {
                self.word(at);
            }
            if self.letters.is_empty() {
                self.start = at;
                self.is_capital = c.is_uppercase();
            }
            if c.is_ascii() {
                self.letters.push(c.to_ascii_lowercase());
            } else {
                for c in c.nfkd().filter(|c| !is_combining_mark(*c)) {
                    self.letters.extend(c.to_lowercase());
                }
            }
            return;
        }
        if is_combining_mark(c) || matches!(c, '\u{ad}' | '\u{200b}') {
            return;
        }
        let n_before = self.words.len();
        if !self.letters.is_empty() {
            self.word(at);
        }
        // *M. Zulvan* goes on.
        let last_is_short = self.words.len() > n_before
            && self.is_capital
            && self.words.last().is_some_and(|word| word.at.len() <= 2 && word.fact != Fact::Number);
        match c {
            '.' | '!' | '?' | '…' => self.is_stopped = !last_is_short,
            '«' | '“' | '„' => {
                if self.quote.is_none() {
                    self.quote = Some((self.words.len(), c));
                }
                self.is_first = true;
            }
            '»' | '”' => self.close(),
            '"' => match self.quote {
                Some((_, '"')) => self.close(),
                None => (self.quote, self.is_first) = (Some((self.words.len(), '"')), true),
                _ => {}
            },
            _ if c.is_whitespace() && self.is_stopped => {
                (self.is_stopped, self.is_first) = (false, true);
                self.sentence += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, at: u32) {
        if !self.letters.is_empty() {
            self.word(at);
        }
        if let Some((first, mark)) = self.quote
            && mark != '"'
        {
            self.mark(first);
        }
        let words = &mut self.words[self.paragraph..];
        let n_names = words.iter().filter(|word| word.fact == Fact::Name).count();
        if words.len() > 3 && n_names as f64 > TITLE_CASE * words.len() as f64 {
            for word in words.iter_mut().filter(|word| word.fact == Fact::Name) {
                word.fact = Fact::None;
            }
        }
    }

    fn close(&mut self) {
        if let Some((first, _)) = self.quote.take() {
            self.mark(first);
        }
    }

    fn mark(&mut self, first: usize) {
        if self.words.len() - first >= QUOTED_WORDS {
            self.words[first..].iter_mut().for_each(|word| word.is_quoted = true);
        }
    }

    /// Ends the word being read before `end`.
    fn word(&mut self, end: u32) {
        let letters = std::mem::take(&mut self.letters);
        let is_number = letters.bytes().all(|b| b.is_ascii_digit());
        if is_number && letters.len() == 3 && self.is_group() {
            // *1 200*: three digits behind one to three digits and one separator.
            if let Some(last) = self.words.last_mut() {
                last.hash = extend_number(last.hash, &letters);
                last.cognate = last.hash;
                last.at.end = end;
            }
            return;
        }
        let hash = if is_number { extend_number(0, &letters) } else { Hasher::of(letters.as_bytes()) };
        let is_name = self.is_capital && !self.is_first && letters.len() > 1;
        let fact = if is_number {
            Fact::Number
        } else if is_name {
            Fact::Name
        } else {
            Fact::None
        };
        let cognate = match fact {
            Fact::Number => hash,
            _ => super::bridge::cognate(&letters, is_name),
        };
        let at = CharSpan::new(self.start, end);
        self.words.push(Word { hash, cognate, at, is_quoted: false, fact, sentence: self.sentence });
        (self.is_first, self.is_stopped) = (false, false);
    }

    /// The last word is a number of at most three digits, or groups of them, one character before.
    fn is_group(&self) -> bool {
        self.words.len() > self.paragraph
            && self.words.last().is_some_and(|last| {
                last.fact == Fact::Number && last.at.end + 1 == self.start && (last.at.len() % 4) != 0
            })
    }
}

/// The hash of a number whose digits go on.
fn extend_number(hash: u64, digits: &str) -> u64 {
    digits
        .bytes()
        .fold(hash, |hash, digit| mix(hash.wrapping_mul(16).wrapping_add(u64::from(digit - b'0') + 1)))
}

/// The hash of a number that is written in these digits.
pub(crate) fn number_hash(digits: &str) -> u64 {
    extend_number(0, digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use selon_text::Text;

    fn words(text: &str) -> Vec<Word> {
        let text = Text::new(text);
        Words::new(text.as_str(), &[text.span()], "fr").words
    }

    #[test]
    fn case_accents_and_thousands_do_not_count() {
        let hashes = |text: &str| words(text).iter().map(|word| word.hash).collect::<Vec<_>>();
        assert_eq!(hashes("L’État compte 1 200 MORTS"), hashes("l'etat compte 1.200 morts"));
        assert_eq!(hashes("1,200 dead"), hashes("1200 dead"));
        assert_ne!(hashes("en 2021 300 morts"), hashes("en 2021300 morts"));
        assert_ne!(hashes("12 mars"), hashes("13 mars"));
    }

    #[test]
    fn long_quotations_are_not_the_writers_words() {
        let quoted = |text: &str| words(text).iter().filter(|word| word.is_quoted).count();
        assert_eq!(quoted("Il a dit : « nous ne savons rien de tout cela »."), 7);
        assert_eq!(quoted("Il parle d’un « marché » conclu."), 0);
        assert_eq!(quoted("He said \"we know nothing at all\" twice."), 5);
        assert_eq!(quoted("« Nous ne savons rien de tout cela"), 7);
    }

    #[test]
    fn names_stand_inside_sentences() {
        let names = |text: &str| words(text).iter().filter(|word| word.fact == Fact::Name).count();
        assert_eq!(names("Hier Orbéna a nié. Le port de Khaldoveï brûle, dit M. Zulvan."), 3);
    }
}
