//! Words as questions compare them: without case and accents, a token each.

pub use selon_text::fold;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded.
    pub word: String,
    /// Begins with a capital letter.
    pub is_capital: bool,
    /// Place of its first scalar value in the phrase.
    pub start: u32,
    /// Behind its last.
    pub end: u32,
}

/// The words of `text`, hyphenated ones whole (`etat-major`, `ez-zor`), elided ones apart.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open: Option<Word> = None;
    let mut count = 0;
    for (at, c) in (0u32..).zip(text.chars()) {
        count = at + 1;
        let joins = matches!(c, '-' | '‑') && open.is_some();
        if c.is_alphanumeric() || joins {
            let word = open.get_or_insert_with(|| Word {
                word: String::new(),
                is_capital: c.is_uppercase(),
                start: at,
                end: at,
            });
            if joins {
                word.word.push('-');
            } else {
                let letters = c.nfkd().filter(|c| !is_combining_mark(*c));
                word.word.extend(letters.flat_map(char::to_lowercase));
            }
            word.end = at + 1;
        } else {
            words.extend(open.take());
        }
    }
    words.extend(open.take());
    for word in &mut words {
        let trimmed = word.word.trim_end_matches('-').len();
        word.word.truncate(trimmed);
        word.end = word.end.min(count);
    }
    words.retain(|word| !word.word.is_empty());
    words
}

/// The singular of a folded French noun or adjective, roughly: `drapeaux`, `chars` and `navals` lose their ending.
pub fn singular(word: &str) -> String {
    if word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("eaux") {
        return format!("{stem}eau");
    }
    if let Some(stem) = word.strip_suffix("aux") {
        return format!("{stem}al");
    }
    word.strip_suffix(['s', 'x']).unwrap_or(word).to_owned()
}

/// Words that carry nothing of what a phrase is about.
pub fn is_small(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "des",
        "du",
        "de",
        "d",
        "au",
        "aux",
        "ce",
        "cet",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "notre",
        "nos",
        "votre",
        "vos",
        "mon",
        "ma",
        "mes",
        "et",
        "ou",
        "en",
        "a",
        "par",
        "sur",
        "dans",
        "pour",
        "qui",
        "que",
        "qu",
        "ne",
        "n",
        "se",
        "s",
        "y",
        "est",
        "pas",
        "plus",
        "moins",
        "tres",
        "tout",
        "tous",
        "toute",
        "toutes",
        "quelque",
        "quelques",
        "plusieurs",
        "certain",
        "certains",
        "certaine",
        "certaines",
        "environ",
        "pres",
        "avec",
        "sans",
        "sous",
        "c",
        "il",
        "elle",
        "ils",
        "elles",
        "on",
        "nous",
        "vous",
        "je",
        "j",
        "lui",
        "eux",
        "deux",
    ];
    SMALL.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_hyphens_and_drop_elisions() {
        let found: Vec<_> = words("l’état-major d'Ez-Zôr, 120").into_iter().map(|word| word.word).collect();
        assert_eq!(found, ["l", "etat-major", "d", "ez-zor", "120"]);
    }

    #[test]
    fn plurals_lose_their_ending() {
        assert_eq!(singular("drapeaux"), "drapeau");
        assert_eq!(singular("generaux"), "general");
        assert_eq!(singular("chars"), "char");
        assert_eq!(singular("pays"), "pay");
        assert_eq!(singular("virus"), "virus");
    }
}
