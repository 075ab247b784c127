//! Words compared without case, accents and punctuation.

/// Words as they are compared: lower case, without accents, one space between them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Folded(String);

impl Folded {
    /// Folds `text`: *Deir ez-Zor* and *DEIR EZ ZOR* give `deir ez zor`.
    pub fn new(text: &str) -> Self {
        Self(selon_text::fold(text))
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
    fn every_wanted_word_begins_a_word() {
        let words = Folded::new("une délégation tribale mandatée par Daech");
        assert!(words.has_words(&Folded::new("Daech déleg")));
        assert!(!words.has_words(&Folded::new("legation")));
        assert!(words.has_words(&Folded::new("")));
    }
}
