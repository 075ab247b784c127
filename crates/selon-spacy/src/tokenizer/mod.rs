//! From text to tokens.
//!
//! Follows `spacy/tokenizer.pyx`: text is cut at white space, each chunk loses prefixes and suffixes, what is left is
//! cut at infixes; listed special cases go before all that. A second pass over the whole text finds special cases
//! that affix rules have broken up ([`special`]). Splitting a chunk is a function of the chunk alone, so chunks are
//! remembered.

mod patterns;
mod rewrite;
mod special;

use std::path::Path;

use rustc_hash::FxHashMap;

use crate::chars::is_space;
use crate::error::LoadError;
use crate::lexeme::{LexemeSource, Lexicon, Piece, hash_str};
use crate::msgpack::Reader;
use crate::package::PackageFile;
use patterns::Patterns;
use special::Specials;

/// Numbers of the attributes in an exception's tokens (`spacy/attrs.pyx`).
const ORTH: u64 = 65;
const NORM: u64 = 67;

/// A chunk that is longer is split anew each time.
const LONGEST_KEPT: usize = 128;

/// A token before annotation. Offsets count from the start of the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tok {
    pub lexeme: u32,
    pub start: u32,
    pub n_bytes: u32,
    pub char_start: u32,
    pub n_chars: u32,
    pub space_after: bool,
}

/// A token of a special case: its text and, where it is set, its norm.
#[derive(Clone, Debug)]
struct SpecialToken {
    orth: Box<str>,
    norm: Option<Box<str>>,
}

/// spaCy's rule tokenizer.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    patterns: Patterns,
    special_cases: FxHashMap<Box<str>, Vec<SpecialToken>>,
    longest_special: usize,
    specials: Specials,
}

/// A piece of a chunk before it has a lexeme: byte range in the chunk, and its norm if it is set.
#[derive(Clone, Debug)]
struct Part<'a> {
    start: usize,
    end: usize,
    norm: Option<&'a str>,
}

impl Tokenizer {
    /// Reads the model directory's `tokenizer` and enters the first words of special cases in `source`.
    ///
    /// # Errors
    /// Where the file is damaged or a pattern is none that can be compiled.
    pub(crate) fn open(dir: &Path, source: &mut LexemeSource) -> Result<Self, LoadError> {
        let file = PackageFile::open(dir, "tokenizer")?;
        let mut reader = Reader::new(file.bytes());
        let wrong = file.wrong("the map");
        let mut texts: FxHashMap<&str, &str> = FxHashMap::default();
        let mut special_cases = FxHashMap::default();
        for _ in 0..reader.map().map_err(&wrong)? {
            let key = reader.str().map_err(&wrong)?;
            match key {
                "exceptions" => special_cases = read_special_cases(&mut reader, &file)?,
                "faster_heuristics" => reader.skip().map_err(&wrong)?,
                _ if reader.nil() => {}
                _ => {
                    texts.insert(key, reader.str().map_err(file.wrong(key))?);
                }
            }
        }
        drop(wrong);
        let patterns = Patterns::compile(&texts, &file)?;
        let longest_special = special_cases.keys().map(|text| text.len()).max().unwrap_or(0);
        let specials = Specials::default();
        let mut tokenizer = Self { patterns, special_cases, longest_special, specials };
        tokenizer.specials = Specials::build(&tokenizer);
        source.specials = tokenizer.specials.first_words();
        Ok(tokenizer)
    }

    /// Appends the tokens of `text`, which begins at byte `byte` and scalar value `char` of the whole text.
    pub(crate) fn tokenize(
        &self,
        text: &str,
        (byte, char): (u32, u32),
        source: &LexemeSource,
        lexicon: &mut Lexicon,
        tokens: &mut Vec<Tok>,
    ) {
        let first = tokens.len();
        let mut place = (byte, char);
        let mut rest = text;
        // The chunk that just ended was no white space: a U+0020 now belongs to it.
        let mut takes_space = false;
        while let Some(c) = rest.chars().next() {
            if takes_space && c == ' ' {
                if let Some(last) = tokens.last_mut() {
                    last.space_after = true;
                }
                place = (place.0 + 1, place.1 + 1);
                rest = &rest[1..];
                takes_space = false;
                continue;
            }
            let in_space = is_space(c);
            let end = rest.find(|c| is_space(c) != in_space).unwrap_or(rest.len());
            place = self.add_chunk(&rest[..end], place, source, lexicon, tokens);
            rest = &rest[end..];
            takes_space = !in_space;
        }
        self.specials.apply(self, text, byte, first, source, lexicon, tokens);
    }

    /// Appends the tokens of one chunk and returns the place behind it.
    fn add_chunk(
        &self,
        chunk: &str,
        mut place: (u32, u32),
        source: &LexemeSource,
        lexicon: &mut Lexicon,
        tokens: &mut Vec<Tok>,
    ) -> (u32, u32) {
        let mut push = |piece: &Piece| {
            tokens.push(Tok {
                lexeme: piece.lexeme,
                start: place.0,
                n_bytes: piece.n_bytes,
                char_start: place.1,
                n_chars: piece.n_chars,
                space_after: false,
            });
            place = (place.0 + piece.n_bytes, place.1 + piece.n_chars);
        };
        let hash = hash_str(chunk);
        if let Some(pieces) = lexicon.chunk(chunk, hash) {
            pieces.iter().for_each(push);
            return place;
        }
        let mut parts = Vec::new();
        self.split(chunk, true, &mut parts);
        let pieces: Vec<Piece> = parts
            .iter()
            .map(|part| {
                let text = &chunk[part.start..part.end];
                Piece {
                    lexeme: lexicon.intern(text, part.norm, source),
                    n_bytes: text.len() as u32,
                    n_chars: text.chars().count() as u32,
                }
            })
            .collect();
        if chunk.len() <= LONGEST_KEPT {
            lexicon.keep_chunk(chunk, hash, &pieces);
        }
        pieces.iter().for_each(&mut push);
        place
    }

    fn special_case(&self, text: &str) -> Option<&[SpecialToken]> {
        if text.len() > self.longest_special {
            return None;
        }
        self.special_cases.get(text).map(Vec::as_slice)
    }

    /// Splits one chunk into `parts`, with or without regard for special cases.
    fn split<'a>(&'a self, chunk: &str, with_special: bool, parts: &mut Vec<Part<'a>>) {
        let special = |text: &str| if with_special { self.special_case(text) } else { None };
        let matcher = &self.patterns;
        let is_turkish = chunk.contains(['İ', 'ı']);
        let (mut start, mut end) = (0, chunk.len());
        let mut suffixes = Vec::new();
        if special(chunk).is_none() {
            let mut last_len = usize::MAX;
            while start < end && end - start != last_len {
                last_len = end - start;
                let s = &chunk[start..end];
                if matcher.token_match(s, is_turkish) || special(s).is_some() {
                    break;
                }
                let p = matcher.prefix(s);
                if p > 0 && p < s.len() && special(&s[p..]).is_some() {
                    parts.push(Part { start, end: start + p, norm: None });
                    start += p;
                    break;
                }
                let q = matcher.suffix(&s[p..]);
                if q > 0 && q < s.len() && special(&s[..s.len() - q]).is_some() {
                    suffixes.push((end - q, end));
                    end -= q;
                    break;
                }
                if p > 0 {
                    parts.push(Part { start, end: start + p, norm: None });
                    start += p;
                }
                if q > 0 {
                    suffixes.push((end - q, end));
                    end -= q;
                }
            }
        }
        if start < end {
            self.split_middle(chunk, start..end, special(&chunk[start..end]), matcher, parts);
        }
        parts.extend(suffixes.into_iter().rev().map(|(start, end)| Part { start, end, norm: None }));
    }

    /// Splits what is left of a chunk when its affixes are off.
    fn split_middle<'a>(
        &'a self,
        chunk: &str,
        range: std::ops::Range<usize>,
        special: Option<&'a [SpecialToken]>,
        matcher: &Patterns,
        parts: &mut Vec<Part<'a>>,
    ) {
        let s = &chunk[range.clone()];
        let is_turkish = s.contains(['İ', 'ı']);
        if let Some(tokens) = special {
            let mut start = range.start;
            for token in tokens {
                let end = start + token.orth.len();
                parts.push(Part { start, end, norm: token.norm.as_deref() });
                start = end;
            }
            return;
        }
        if matcher.token_match(s, is_turkish) || matcher.url_match(s) {
            parts.push(Part { start: range.start, end: range.end, norm: None });
            return;
        }
        let mut cut = range.start;
        matcher.infixes(s, |infix| {
            let (start, end) = (range.start + infix.start, range.start + infix.end);
            if infix.start == 0 {
                return;
            }
            if cut < start {
                parts.push(Part { start: cut, end: start, norm: None });
            }
            if start < end {
                parts.push(Part { start, end, norm: None });
            }
            cut = end;
        });
        if cut < range.end {
            parts.push(Part { start: cut, end: range.end, norm: None });
        }
    }
}

fn read_special_cases(
    reader: &mut Reader,
    file: &PackageFile,
) -> Result<FxHashMap<Box<str>, Vec<SpecialToken>>, LoadError> {
    let mut cases = FxHashMap::default();
    let wrong = file.wrong("exceptions");
    for _ in 0..reader.map().map_err(&wrong)? {
        let text = reader.str().map_err(&wrong)?;
        let mut tokens = Vec::new();
        for _ in 0..reader.list().map_err(&wrong)? {
            let (mut orth, mut norm) = ("", None);
            for _ in 0..reader.map().map_err(&wrong)? {
                match reader.uint().map_err(&wrong)? {
                    ORTH => orth = reader.str().map_err(&wrong)?,
                    NORM => norm = Some(reader.str().map_err(&wrong)?.into()),
                    other => {
                        let what = format!("attribute {other} in the special case {text:?}");
                        return Err(LoadError::unsupported(file.path(), what));
                    }
                }
            }
            tokens.push(SpecialToken { orth: orth.into(), norm });
        }
        if text.is_empty() || tokens.iter().map(|token| &*token.orth).collect::<String>() != text {
            let field = format!("exceptions[{text:?}]");
            return Err(LoadError::format(
                file.path(),
                &field,
                "tokens that make up the text",
                format!("{tokens:?}"),
            ));
        }
        tokens.retain(|token| !token.orth.is_empty());
        cases.insert(text.into(), tokens);
    }
    Ok(cases)
}
