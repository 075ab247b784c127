//! Words compared without case, accents and punctuation.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words as they are compared: lower case, without accents, one space between them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Folded(String);

impl Folded {
    /// Folds `text`: *Deir ez-Zor* and *DEIR EZ ZOR* give `deir ez zor`.
    pub fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
            if c.is_alphanumeric() {
                folded.extend(c.to_lowercase());
            } else if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
        folded.truncate(folded.trim_end().len());
        Self(folded)
    }

    /// The folded words.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True where each word of `wanted` begins a word here; *kurde* finds *Kurdes*.
    pub fn has_words(&self, wanted: &Folded) -> bool {
        let begins = |wanted: &str| self.0.split(' ').any(|word| word.starts_with(wanted));
        wanted.0.split(' ').all(begins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_marks_do_not_count() {
        assert_eq!(Folded::new("« L’État  ISLAMIQUE »").as_str(), "l etat islamique");
        assert_eq!(Folded::new("Deir ez-Zor"), Folded::new("DEIR EZ ZOR"));
    }

    #[test]
    fn every_wanted_word_begins_a_word() {
        let words = Folded::new("une délégation tribale mandatée par Daech");
        assert!(words.has_words(&Folded::new("Daech déleg")));
        assert!(!words.has_words(&Folded::new("legation")));
        assert!(words.has_words(&Folded::new("")));
    }
}
