//! Word types: what is the same wherever a word stands.
//!
//! Follows `spacy/lang/lex_attrs.py` and `spacy/vocab.pyx`. A [`Lexicon`] belongs to one worker, grows with the text
//! and is emptied when it is full, so that memory stays bounded and annotating a known word allocates nothing.

use hashbrown::HashTable;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

use crate::chars;
use crate::hash::string_id;
use crate::vectors::Vectors;

/// A string in a [`Lexicon`]'s buffer: start and end in bytes.
pub(crate) type Stored = (u32, u32);

/// No row, no number.
pub(crate) const NONE: u32 = u32::MAX;

/// Norms of characters and digraphs that spaCy sets for every language (`spacy/lang/norm_exceptions.py`).
const BASE_NORMS: [(&str, &str); 45] = [
    ("'s", "'s"),
    ("'S", "'s"),
    ("’s", "'s"),
    ("’S", "'s"),
    ("’", "'"),
    ("‘", "'"),
    ("´", "'"),
    ("`", "'"),
    ("”", "\""),
    ("“", "\""),
    ("''", "\""),
    ("``", "\""),
    ("´´", "\""),
    ("„", "\""),
    ("»", "\""),
    ("«", "\""),
    ("‘‘", "\""),
    ("’’", "\""),
    ("？", "?"),
    ("！", "!"),
    ("，", ","),
    ("；", ";"),
    ("：", ":"),
    ("。", "."),
    ("।", "."),
    ("…", "..."),
    ("—", "-"),
    ("–", "-"),
    ("--", "-"),
    ("---", "-"),
    ("——", "-"),
    ("€", "$"),
    ("£", "$"),
    ("¥", "$"),
    ("฿", "$"),
    ("US$", "$"),
    ("C$", "$"),
    ("A$", "$"),
    ("₺", "$"),
    ("₹", "$"),
    ("৳", "$"),
    ("₩", "$"),
    ("Mex$", "$"),
    ("₣", "$"),
    ("E£", "$"),
];

/// An attribute that an embedding table is indexed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Orth,
    Lower,
    Norm,
    Prefix,
    Suffix,
    Shape,
    Spacy,
    IsSpace,
}

impl Column {
    /// The column of spaCy's name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "ORTH" => Self::Orth,
            "LOWER" => Self::Lower,
            "NORM" => Self::Norm,
            "PREFIX" => Self::Prefix,
            "SUFFIX" => Self::Suffix,
            "SHAPE" => Self::Shape,
            "SPACY" => Self::Spacy,
            "IS_SPACE" => Self::IsSpace,
            _ => return None,
        })
    }
}

/// What is known of a word type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexeme {
    pub text: Stored,
    pub norm: Stored,
    /// Row of the word's vector, or [`NONE`].
    pub vector: u32,
    /// Number of the group of special-case sequences that begin with this word, or [`NONE`].
    pub special: u32,
    /// Number of what the attribute ruler sees in the word, or 0 where that is nothing.
    pub ruled: u32,
    /// All characters are white space.
    pub is_space: bool,
}

/// What a lexicon asks of the pipeline when it meets a new word.
#[derive(Debug)]
pub(crate) struct LexemeSource {
    /// The language's norms, by string id.
    norms: FxHashMap<u64, Box<str>>,
    base_norms: FxHashMap<&'static str, &'static str>,
    /// First words of special-case sequences.
    pub specials: FxHashMap<Box<str>, u32>,
    pub vectors: Vectors,
    pub ruler_words: crate::ruler::WordTests,
}

impl LexemeSource {
    pub(crate) fn new(norms: FxHashMap<u64, Box<str>>, vectors: Vectors) -> Self {
        Self {
            norms,
            base_norms: BASE_NORMS.into_iter().collect(),
            specials: FxHashMap::default(),
            vectors,
            ruler_words: Default::default(),
        }
    }

    fn norm<'a>(&'a self, text: &'a str) -> std::borrow::Cow<'a, str> {
        let listed =
            if self.norms.is_empty() { None } else { self.norms.get(&string_id(text)).map(|norm| &**norm) };
        match listed.or_else(|| self.base_norms.get(text).copied()) {
            Some(norm) => norm.into(),
            None => chars::lower(text),
        }
    }
}

/// A chunk of text between spaces that was split before: its tokens, first to last.
#[derive(Clone, Copy, Debug)]
struct Chunk {
    text: Stored,
    pieces: (u32, u32),
}

/// A token of a chunk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub lexeme: u32,
    pub n_bytes: u32,
    pub n_chars: u32,
}

/// The word types, chunks and lemmas that a worker has met.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    strings: String,
    lexemes: Vec<Lexeme>,
    table: HashTable<u32>,
    chunks: HashTable<Chunk>,
    pieces: Vec<Piece>,
    lemmas: FxHashMap<u64, Stored>,
}

/// Bounds of a lexicon: at about 100 bytes a word type, 12 MB.
const MAX_LEXEMES: usize = 60_000;
const MAX_CHUNKS: usize = 60_000;
const MAX_STRINGS: usize = 4 << 20;

pub(crate) fn hash_str(string: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(string.as_bytes());
    hasher.finish()
}

impl Lexicon {
    /// True where it is time to [`Lexicon::clear`].
    pub(crate) fn is_full(&self) -> bool {
        self.lexemes.len() > MAX_LEXEMES || self.chunks.len() > MAX_CHUNKS || self.strings.len() > MAX_STRINGS
    }

    /// Forgets everything; numbers of lexemes lose their meaning.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(crate) fn get(&self, lexeme: u32) -> &Lexeme {
        &self.lexemes[lexeme as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.lexemes.len()
    }

    pub(crate) fn text(&self, lexeme: u32) -> &str {
        self.stored(self.get(lexeme).text)
    }

    pub(crate) fn stored(&self, (start, end): Stored) -> &str {
        &self.strings[start as usize..end as usize]
    }

    fn store(&mut self, string: &str) -> Stored {
        let start = self.strings.len();
        self.strings.push_str(string);
        (start as u32, self.strings.len() as u32)
    }

    /// The number of the word type `text`, whose norm a special case may have set.
    pub(crate) fn intern(&mut self, text: &str, norm: Option<&str>, source: &LexemeSource) -> u32 {
        let hash = hash_str(text);
        let same = |&lexeme: &u32| {
            let known = &self.lexemes[lexeme as usize];
            self.stored(known.text) == text && norm.is_none_or(|norm| self.stored(known.norm) == norm)
        };
        // A word with a set norm and the same word without one are two entries; the plain one is found first
        // only where both norms are equal, so that it does not matter which is taken.
        if norm.is_none()
            && let Some(&lexeme) = self.table.find(hash, |&lexeme| {
                let known = &self.lexemes[lexeme as usize];
                self.stored(known.text) == text && self.stored(known.norm) == source.norm(text)
            })
        {
            return lexeme;
        }
        if norm.is_some()
            && let Some(&lexeme) = self.table.find(hash, same)
        {
            return lexeme;
        }
        let stored_text = self.store(text);
        let norm = match norm {
            Some(norm) => self.store(norm),
            None => match source.norm(text) {
                norm if norm == text => stored_text,
                norm => self.store(&norm),
            },
        };
        let lexeme = Lexeme {
            text: stored_text,
            norm,
            vector: source.vectors.row(text).unwrap_or(NONE),
            special: source.specials.get(text).copied().unwrap_or(NONE),
            ruled: source.ruler_words.class_of(text),
            is_space: text.chars().all(chars::is_space),
        };
        let number = self.lexemes.len() as u32;
        self.lexemes.push(lexeme);
        let Self { table, lexemes, strings, .. } = self;
        table.insert_unique(hash, number, |&lexeme| {
            let (start, end) = lexemes[lexeme as usize].text;
            hash_str(&strings[start as usize..end as usize])
        });
        number
    }

    /// The tokens of a chunk that was split before.
    pub(crate) fn chunk(&self, text: &str, hash: u64) -> Option<&[Piece]> {
        let chunk = self.chunks.find(hash, |chunk| self.stored(chunk.text) == text)?;
        Some(&self.pieces[chunk.pieces.0 as usize..chunk.pieces.1 as usize])
    }

    /// Remembers how a chunk was split.
    pub(crate) fn keep_chunk(&mut self, text: &str, hash: u64, pieces: &[Piece]) {
        let first = self.pieces.len() as u32;
        self.pieces.extend_from_slice(pieces);
        // A chunk of one token shares the token's text.
        let text = match pieces {
            [piece] if self.text(piece.lexeme) == text => self.get(piece.lexeme).text,
            _ => self.store(text),
        };
        let chunk = Chunk { text, pieces: (first, self.pieces.len() as u32) };
        let Self { chunks, strings, .. } = self;
        chunks.insert_unique(hash, chunk, |chunk| {
            hash_str(&strings[chunk.text.0 as usize..chunk.text.1 as usize])
        });
    }

    /// The lemma that is kept under `key`, or else what `find` gives.
    pub(crate) fn lemma(&mut self, key: u64, find: impl FnOnce(&mut String, &Self)) -> Stored {
        if let Some(&stored) = self.lemmas.get(&key) {
            return stored;
        }
        let mut lemma = String::new();
        find(&mut lemma, self);
        let stored = self.store(&lemma);
        self.lemmas.insert(key, stored);
        stored
    }

    /// The number that an embedding table hashes for a word.
    pub(crate) fn column(&self, column: Column, lexeme: u32, space_after: bool) -> u64 {
        let lexeme = self.get(lexeme);
        let text = self.stored(lexeme.text);
        match column {
            Column::Orth => string_id(text),
            Column::Lower => string_id(&chars::lower(text)),
            Column::Norm => string_id(self.stored(lexeme.norm)),
            Column::Prefix => string_id(prefix(text)),
            Column::Suffix => string_id(suffix(text)),
            Column::Shape => string_id(&shape(text)),
            Column::Spacy => u64::from(space_after),
            Column::IsSpace => u64::from(lexeme.is_space),
        }
    }
}

/// The first character.
fn prefix(text: &str) -> &str {
    text.chars().next().map_or("", |c| &text[..c.len_utf8()])
}

/// The last three characters.
fn suffix(text: &str) -> &str {
    text.char_indices().rev().nth(2).map_or(text, |(at, _)| &text[at..])
}

/// The word's outline: `Xxxxx` of `Macron`, `dd/dd` of `11/09`; of a run of equal signs four are kept.
fn shape(text: &str) -> String {
    if text.len() >= 100 && text.chars().nth(99).is_some() {
        return "LONG".to_owned();
    }
    let mut shape = String::new();
    let mut last = None;
    let mut n_equal = 0;
    for c in text.chars() {
        let sign = match c {
            c if chars::is_alpha(c) && chars::is_upper(c) => 'X',
            c if chars::is_alpha(c) => 'x',
            c if chars::is_digit(c) => 'd',
            c => c,
        };
        n_equal = if last == Some(sign) { n_equal + 1 } else { 1 };
        last = Some(sign);
        if n_equal <= 4 {
            shape.push(sign);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_spacys() {
        let cases = [
            ("Macron", "Xxxxx"),
            ("X", "X"),
            ("aujourd'hui", "xxxx'xxx"),
            ("1234567", "dddd"),
            ("m²", "xd"),
            ("......", "...."),
            ("Ⅷ", "Ⅷ"),
        ];
        for (text, want) in cases {
            assert_eq!(shape(text), want, "{text:?}");
        }
        assert_eq!(shape(&"é".repeat(99)), "xxxx");
        assert_eq!(shape(&"é".repeat(100)), "LONG");
    }

    #[test]
    fn affixes_count_characters() {
        assert_eq!((prefix("Évian"), suffix("Évian"), suffix("né")), ("É", "ian", "né"));
    }
}
