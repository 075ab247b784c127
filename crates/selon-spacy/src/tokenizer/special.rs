//! Special cases that contain affixes or spaces, found after the text is split.
//!
//! Follows `Tokenizer._apply_special_cases` and `_filter_special_spans` of `spacy/tokenizer.pyx`. For each such case the
//! sequence of tokens that plain splitting makes of it is looked for in the text; the longest match wins, then the
//! first. Each match that is considered marks its tokens, the rejected ones too.

use rustc_hash::FxHashMap;

use super::{Part, Tok, Tokenizer};
use crate::chars::is_space;
use crate::lexeme::{LexemeSource, Lexicon, NONE};

/// Token sequences, grouped by their first token.
#[derive(Debug, Default)]
pub(super) struct Specials {
    groups: Vec<Vec<Vec<Box<str>>>>,
    first: FxHashMap<Box<str>, u32>,
}

impl Specials {
    pub(super) fn build(tokenizer: &Tokenizer) -> Self {
        let mut specials = Self::default();
        let mut texts: Vec<&str> = tokenizer.special_cases.keys().map(|text| &**text).collect();
        texts.sort_unstable();
        for text in texts {
            let matcher = &tokenizer.patterns;
            let mut has_infix = false;
            matcher.infixes(text, |_| has_infix = true);
            if !(has_infix || matcher.prefix(text) > 0 || matcher.suffix(text) > 0 || text.contains(' ')) {
                continue;
            }
            let sequence = plain_split(tokenizer, text);
            if sequence.is_empty() {
                continue;
            }
            let next = specials.groups.len() as u32;
            let group = *specials.first.entry(sequence[0].clone()).or_insert(next);
            if group == next {
                specials.groups.push(Vec::new());
            }
            specials.groups[group as usize].push(sequence);
        }
        specials
    }

    pub(super) fn first_words(&self) -> FxHashMap<Box<str>, u32> {
        self.first.clone()
    }

    /// Replaces the matches among `tokens[first..]`, the tokens of `text`, which begins at byte `byte`.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn apply(
        &self,
        tokenizer: &Tokenizer,
        text: &str,
        byte: u32,
        first: usize,
        source: &LexemeSource,
        lexicon: &mut Lexicon,
        tokens: &mut Vec<Tok>,
    ) {
        let mut found = Vec::new();
        for i in first..tokens.len() {
            let group = lexicon.get(tokens[i].lexeme).special;
            if group == NONE {
                continue;
            }
            for sequence in &self.groups[group as usize] {
                let window = tokens.get(i..i + sequence.len());
                let same = |window: &[Tok]| {
                    window.iter().zip(sequence).all(|(token, word)| lexicon.text(token.lexeme) == &**word)
                };
                if window.is_some_and(same) {
                    found.push((i, sequence.len()));
                }
            }
        }
        if found.is_empty() {
            return;
        }
        found.sort_unstable_by_key(|&(start, n)| (std::cmp::Reverse(n), start));
        found.dedup();
        let mut marked = vec![false; tokens.len() - first];
        let mut replaced = Vec::new();
        for (start, n) in found {
            let span = start - first..start - first + n;
            if !marked[span.start] && !marked[span.end - 1] {
                let last = tokens[start + n - 1];
                let words =
                    &text[(tokens[start].start - byte) as usize..(last.start + last.n_bytes - byte) as usize];
                if let Some(special) = tokenizer.special_case(words) {
                    replaced.push((start, n, special));
                }
            }
            marked[span].fill(true);
        }
        replaced.sort_unstable_by_key(|&(start, ..)| start);
        let old = tokens.split_off(first);
        let mut copied = first;
        for (start, n, special) in replaced {
            tokens.extend_from_slice(&old[copied - first..start - first]);
            let mut place = (old[start - first].start, old[start - first].char_start);
            for token in special {
                let n_chars = token.orth.chars().count() as u32;
                tokens.push(Tok {
                    lexeme: lexicon.intern(&token.orth, token.norm.as_deref(), source),
                    start: place.0,
                    n_bytes: token.orth.len() as u32,
                    char_start: place.1,
                    n_chars,
                    space_after: false,
                });
                place = (place.0 + token.orth.len() as u32, place.1 + n_chars);
            }
            if let Some(last) = tokens.last_mut() {
                last.space_after = old[start + n - 1 - first].space_after;
            }
            copied = start + n;
        }
        tokens.extend_from_slice(&old[copied - first..]);
    }
}

/// The token texts that splitting without special cases makes of `text`.
fn plain_split(tokenizer: &Tokenizer, text: &str) -> Vec<Box<str>> {
    let mut words = Vec::new();
    let mut rest = text;
    let mut takes_space = false;
    while let Some(c) = rest.chars().next() {
        if takes_space && c == ' ' {
            rest = &rest[1..];
            takes_space = false;
            continue;
        }
        let in_space = is_space(c);
        let end = rest.find(|c| is_space(c) != in_space).unwrap_or(rest.len());
        let mut parts: Vec<Part> = Vec::new();
        tokenizer.split(&rest[..end], false, &mut parts);
        words.extend(parts.iter().map(|part| rest[part.start..part.end].into()));
        rest = &rest[end..];
        takes_space = !in_space;
    }
    words
}
