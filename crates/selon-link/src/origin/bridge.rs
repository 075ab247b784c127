//! Words that may be one word in French and English.
//!
//! Numbers, days and months by a list (`data/bridge.tsv`); names by their consonants, since transcriptions differ in
//! vowels first (*Khaldoveï*, *Haldovey*; *Bachar*, *Bashar*); other words of five letters and more by their first
//! four, as most words that the two languages share begin alike (Simard, Foster, Isabelle 1992).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::hash::{Hasher, mix};

/// Letters at the beginning by which long words are compared.
const STEM: usize = 4;

/// The hash of what a word may be in the other language; 0 where it says too little. `letters` are folded.
pub(crate) fn cognate(letters: &str, is_name: bool) -> u64 {
    if let Some(&listed) = LISTED.get(letters) {
        return listed;
    }
    if is_name {
        let skeleton = skeleton(letters);
        // One consonant is any name's.
        let letters = if skeleton.chars().count() > 1 { &skeleton } else { letters };
        return mix(Hasher::of(letters.as_bytes()) ^ 1);
    }
    match letters.char_indices().nth(STEM) {
        Some((end, _)) => mix(Hasher::of(&letters.as_bytes()[..end]) ^ 2),
        None => 0,
    }
}

static LISTED: LazyLock<HashMap<&'static str, u64>> = LazyLock::new(|| {
    let mut listed = HashMap::new();
    for row in include_str!("../../data/bridge.tsv").lines().filter(|row| !row.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [kind, value, forms] = cells[..] else { continue };
        let hash = match kind {
            "number" => super::words::number_hash(value),
            _ => mix(Hasher::of(value.as_bytes()) ^ 3),
        };
        listed.extend(forms.split('|').map(|form| (form, hash)));
    }
    listed
});

/// The consonants of a name, those that transcriptions take for each other as one; a vowel at the head stays.
fn skeleton(letters: &str) -> String {
    let mut skeleton = String::new();
    let mut chars = letters.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or_default();
        let sound = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' if skeleton.is_empty() => 'a',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => continue,
            'c' | 's' | 't' if next == 'h' => {
                chars.next();
                if c == 't' { 't' } else { 's' }
            }
            'k' | 'g' if next == 'h' => {
                chars.next();
                if c == 'k' { 'h' } else { 'g' }
            }
            'p' if next == 'h' => {
                chars.next();
                'f'
            }
            'c' if matches!(next, 'e' | 'i' | 'y') => 's',
            'c' | 'q' => 'k',
            'z' => 's',
            'w' => 'v',
            'g' if matches!(next, 'e' | 'i') => 'j',
            other => other,
        };
        if !skeleton.ends_with(sound) {
            skeleton.push(sound);
        }
    }
    skeleton
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_two_languages_meet() {
        for (french, english, is_name) in [
            ("khaldovei", "haldovey", true),
            ("bachar", "bashar", true),
            ("kordesie", "kordesia", true),
            ("neuf", "nine", false),
            ("vendredi", "friday", false),
            ("ministre", "minister", false),
        ] {
            assert_eq!(cognate(french, is_name), cognate(english, is_name), "{french}");
            assert_ne!(cognate(french, is_name), 0, "{french}");
        }
        for (one, other, is_name) in
            [("raqqa", "rome", true), ("dix", "onze", false), ("le", "la", true), ("lundi", "march", false)]
        {
            assert_ne!(cognate(one, is_name), cognate(other, is_name), "{one}");
        }
        assert_eq!(cognate("avec", false), 0);
    }
}
