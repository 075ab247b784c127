//! The annotated text: what a pipeline writes and everything downstream reads.
//!
//! A [`Doc`] holds one flat record a token; strings live once, in the pipeline's label table or in a buffer
//! of the document, so that annotating a token allocates nothing of its own.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use selon_text::{ByteSpan, CharSpan, Text};

/// A universal part-of-speech tag, with spaCy's spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Pos {
    #[default]
    None,
    ADJ,
    ADP,
    ADV,
    AUX,
    CONJ,
    CCONJ,
    DET,
    INTJ,
    NOUN,
    NUM,
    PART,
    PRON,
    PROPN,
    PUNCT,
    SCONJ,
    SYM,
    VERB,
    X,
    EOL,
    SPACE,
}

impl Pos {
    /// All tags, in the order of spaCy's symbol numbers (83 is [`Pos::None`], 84 is ADJ …).
    pub const ALL: [Pos; 21] = [
        Pos::None,
        Pos::ADJ,
        Pos::ADP,
        Pos::ADV,
        Pos::AUX,
        Pos::CONJ,
        Pos::CCONJ,
        Pos::DET,
        Pos::INTJ,
        Pos::NOUN,
        Pos::NUM,
        Pos::PART,
        Pos::PRON,
        Pos::PROPN,
        Pos::PUNCT,
        Pos::SCONJ,
        Pos::SYM,
        Pos::VERB,
        Pos::X,
        Pos::EOL,
        Pos::SPACE,
    ];

    /// The tag as spaCy writes it; empty for [`Pos::None`].
    pub fn as_str(self) -> &'static str {
        const NAMES: [&str; 21] = [
            "", "ADJ", "ADP", "ADV", "AUX", "CONJ", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
            "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X", "EOL", "SPACE",
        ];
        NAMES[self as usize]
    }

    /// The tag that is spelt so.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pos| pos.as_str() == name)
    }
}

/// The number of a string in a [`Labels`] table; 0 is the empty string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(pub u16);

/// The strings that a pipeline can give as tag, morphology, dependency or entity type.
#[derive(Clone, Debug)]
pub struct Labels {
    names: Vec<Box<str>>,
    numbers: HashMap<Box<str>, Label>,
}

impl Default for Labels {
    fn default() -> Self {
        let mut labels = Self { names: Vec::new(), numbers: HashMap::new() };
        labels.intern("");
        labels
    }
}

impl Labels {
    /// The label of `name`, entered where it is new; that of the empty string where the table is full.
    pub fn intern(&mut self, name: &str) -> Label {
        if let Some(&label) = self.numbers.get(name) {
            return label;
        }
        if self.is_full() {
            return Label(0);
        }
        let label = Label(self.names.len() as u16);
        self.names.push(name.into());
        self.numbers.insert(name.into(), label);
        label
    }

    /// True where no string can be entered any more: at 65,536.
    pub fn is_full(&self) -> bool {
        self.names.len() > usize::from(u16::MAX)
    }

    /// The label of `name`, if it is in the table.
    pub fn get(&self, name: &str) -> Option<Label> {
        self.numbers.get(name).copied()
    }

    /// The string of `label`.
    pub fn name(&self, label: Label) -> &str {
        &self.names[label.0 as usize]
    }
}

/// Whether a token begins, continues or lies outside an entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum EntIob {
    B,
    I,
    #[default]
    O,
}

impl EntIob {
    /// `B`, `I` or `O`.
    pub fn as_str(self) -> &'static str {
        match self {
            EntIob::B => "B",
            EntIob::I => "I",
            EntIob::O => "O",
        }
    }
}

/// What a pipeline says of one token; the strings are kept by the document.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokenFields {
    /// The token's place in bytes.
    pub bytes: ByteSpan,
    /// The token's place in Unicode scalar values.
    pub chars: CharSpan,
    /// A U+0020 follows and belongs to the token.
    pub space_after: bool,
    /// Coarse part of speech.
    pub pos: Pos,
    /// Fine-grained tag.
    pub tag: Label,
    /// Morphological features, `A=b|C=d`, sorted.
    pub morph: Label,
    /// Dependency label.
    pub dep: Label,
    /// Index of the head; the token itself for a root.
    pub head: u32,
    /// The token begins a sentence.
    pub sent_start: bool,
    /// Place in an entity.
    pub ent_iob: EntIob,
    /// Type of the entity; the empty label outside of one.
    pub ent_type: Label,
    /// Range of the lemma in the document's buffer.
    pub(crate) lemma: (u32, u32),
    /// Range of the norm in the document's buffer.
    pub(crate) norm: (u32, u32),
}

/// An annotated text, in spaCy's sense of the word. Cheap to share, never changed.
#[derive(Clone, Debug)]
pub struct Doc {
    text: Text,
    labels: Arc<Labels>,
    tokens: Vec<TokenFields>,
    strings: String,
    children: OnceLock<Children>,
}

/// Children of every token in text order: those of `i` are `list[start[i]..start[i + 1]]`.
#[derive(Clone, Debug)]
struct Children {
    start: Vec<u32>,
    list: Vec<u32>,
}

/// An entity: a run of tokens with a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity<'a> {
    /// The tokens' indices.
    pub tokens: Range<usize>,
    /// `PER`, `LOC`, `ORG`, `MISC` or another of the pipeline's types.
    pub label: &'a str,
}

impl Doc {
    /// The text that was annotated.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The table of the pipeline's labels.
    pub fn labels(&self) -> &Arc<Labels> {
        &self.labels
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// True where the text was empty.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Token number `i`.
    ///
    /// # Panics
    /// Where `i` is not below [`Doc::len`].
    pub fn token(&self, i: usize) -> Token<'_> {
        assert!(i < self.tokens.len(), "token {i} of {}", self.tokens.len());
        Token { doc: self, i }
    }

    /// All tokens in text order.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = Token<'_>> + ExactSizeIterator {
        (0..self.tokens.len()).map(|i| Token { doc: self, i })
    }

    /// The flat records of all tokens.
    pub fn fields(&self) -> &[TokenFields] {
        &self.tokens
    }

    /// The sentences as ranges of token indices; they tile the document.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut start = 0;
        std::iter::from_fn(move || {
            if start >= self.tokens.len() {
                return None;
            }
            let rest = self.tokens[start + 1..].iter().position(|token| token.sent_start);
            let end = rest.map_or(self.tokens.len(), |offset| start + 1 + offset);
            Some(std::mem::replace(&mut start, end)..end)
        })
    }

    /// The entities in text order.
    pub fn entities(&self) -> impl Iterator<Item = Entity<'_>> + '_ {
        let mut i = 0;
        std::iter::from_fn(move || {
            while i < self.tokens.len() && self.tokens[i].ent_iob == EntIob::O {
                i += 1;
            }
            let first = self.tokens.get(i)?;
            let start = i;
            i += 1;
            while i < self.tokens.len() && self.tokens[i].ent_iob == EntIob::I {
                i += 1;
            }
            Some(Entity { tokens: start..i, label: self.labels.name(first.ent_type) })
        })
    }

    /// The children of token `i` in text order.
    pub fn children(&self, i: usize) -> &[u32] {
        let children = self.children.get_or_init(|| Children::of(&self.tokens));
        &children.list[children.start[i] as usize..children.start[i + 1] as usize]
    }

    /// Token `i` and all that depends on it, in text order.
    pub fn subtree(&self, i: usize) -> Vec<usize> {
        let mut found = vec![i];
        let mut next = 0;
        while next < found.len() {
            found.extend(self.children(found[next]).iter().map(|&child| child as usize));
            next += 1;
        }
        found.sort_unstable();
        found
    }
}

impl Children {
    fn of(tokens: &[TokenFields]) -> Self {
        let mut start = vec![0u32; tokens.len() + 1];
        let heads = || tokens.iter().enumerate().filter(|(i, token)| token.head as usize != *i);
        for (_, token) in heads() {
            start[token.head as usize + 1] += 1;
        }
        for i in 0..tokens.len() {
            start[i + 1] += start[i];
        }
        let mut next = start.clone();
        let mut list = vec![0u32; start[tokens.len()] as usize];
        for (i, token) in heads() {
            let slot = &mut next[token.head as usize];
            list[*slot as usize] = i as u32;
            *slot += 1;
        }
        Self { start, list }
    }
}

/// One token of a [`Doc`].
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    doc: &'a Doc,
    i: usize,
}

impl<'a> Token<'a> {
    /// The token's index in its document.
    pub fn i(self) -> usize {
        self.i
    }

    /// The flat record.
    pub fn fields(self) -> &'a TokenFields {
        &self.doc.tokens[self.i]
    }

    /// The token's words.
    pub fn text(self) -> &'a str {
        &self.doc.text.as_str()[self.fields().bytes.range()]
    }

    /// The base form.
    pub fn lemma(self) -> &'a str {
        self.stored(self.fields().lemma)
    }

    /// The normalised form (spaCy's NORM).
    pub fn norm(self) -> &'a str {
        self.stored(self.fields().norm)
    }

    fn stored(self, range: (u32, u32)) -> &'a str {
        &self.doc.strings[range.0 as usize..range.1 as usize]
    }

    /// The place in Unicode scalar values.
    pub fn chars(self) -> CharSpan {
        self.fields().chars
    }

    /// The place in bytes.
    pub fn bytes(self) -> ByteSpan {
        self.fields().bytes
    }

    /// A U+0020 follows and belongs to the token.
    pub fn space_after(self) -> bool {
        self.fields().space_after
    }

    /// Coarse part of speech.
    pub fn pos(self) -> Pos {
        self.fields().pos
    }

    /// Fine-grained tag.
    pub fn tag(self) -> &'a str {
        self.doc.labels.name(self.fields().tag)
    }

    /// Morphological features, `A=b|C=d`; empty where there are none.
    pub fn morph(self) -> &'a str {
        self.doc.labels.name(self.fields().morph)
    }

    /// Dependency label.
    pub fn dep(self) -> &'a str {
        self.doc.labels.name(self.fields().dep)
    }

    /// The head; the token itself for a root.
    pub fn head(self) -> Token<'a> {
        Token { doc: self.doc, i: self.fields().head as usize }
    }

    /// True for a root of the tree.
    pub fn is_root(self) -> bool {
        self.fields().head as usize == self.i
    }

    /// The token begins a sentence.
    pub fn is_sent_start(self) -> bool {
        self.fields().sent_start
    }

    /// Place in an entity.
    pub fn ent_iob(self) -> EntIob {
        self.fields().ent_iob
    }

    /// Type of the entity; empty outside of one.
    pub fn ent_type(self) -> &'a str {
        self.doc.labels.name(self.fields().ent_type)
    }

    /// The tokens that depend on this one directly, in text order.
    pub fn children(self) -> impl DoubleEndedIterator<Item = Token<'a>> + ExactSizeIterator {
        self.doc.children(self.i).iter().map(move |&i| Token { doc: self.doc, i: i as usize })
    }

    /// This token and all that depends on it, directly or not, in text order.
    pub fn subtree(self) -> impl DoubleEndedIterator<Item = Token<'a>> + ExactSizeIterator {
        self.doc.subtree(self.i).into_iter().map(move |i| Token { doc: self.doc, i })
    }
}

/// Fills a [`Doc`] token by token.
#[derive(Debug)]
pub struct DocBuilder {
    doc: Doc,
}

impl DocBuilder {
    /// Begins the annotation of `text`.
    pub fn new(text: Text, labels: Arc<Labels>) -> Self {
        let doc = Doc { text, labels, tokens: Vec::new(), strings: String::new(), children: OnceLock::new() };
        Self { doc }
    }

    /// Makes room for `n_tokens` more.
    pub fn reserve(&mut self, n_tokens: usize) {
        self.doc.tokens.reserve(n_tokens);
        self.doc.strings.reserve(n_tokens * 12);
    }

    /// Number of tokens so far.
    pub fn len(&self) -> usize {
        self.doc.tokens.len()
    }

    /// True before the first token.
    pub fn is_empty(&self) -> bool {
        self.doc.tokens.is_empty()
    }

    /// Adds the next token; the strings may be anything.
    pub fn push(&mut self, fields: TokenFields, lemma: &str, norm: &str) {
        let lemma = self.store(lemma);
        let norm = self.store(norm);
        self.doc.tokens.push(TokenFields { lemma, norm, ..fields });
    }

    fn store(&mut self, string: &str) -> (u32, u32) {
        let start = self.doc.strings.len() as u32;
        self.doc.strings.push_str(string);
        (start, self.doc.strings.len() as u32)
    }

    /// The finished document.
    ///
    /// # Panics
    /// Where a head is not the index of a token.
    pub fn finish(self) -> Doc {
        let n_tokens = self.doc.tokens.len();
        assert!(self.doc.tokens.iter().all(|token| (token.head as usize) < n_tokens));
        self.doc
    }
}
