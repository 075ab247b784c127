//! The five patterns that split a chunk.

use std::ops::Range;
use std::sync::OnceLock;

use fancy_regex::Regex;
use rustc_hash::FxHashMap;

use crate::error::LoadError;
use crate::package::PackageFile;

/// The compiled patterns of a tokenizer.
#[derive(Debug)]
pub(super) struct Patterns {
    prefix: Option<Regex>,
    suffix: Option<Regex>,
    infix: Option<Regex>,
    url_match: Option<Regex>,
    token_match: Option<LazyPattern>,
    /// No pattern matches anywhere in a chunk of letters only.
    pub letters_stay_whole: bool,
}

/// A pattern that is compiled at its first use.
#[derive(Debug)]
struct LazyPattern {
    text: Box<str>,
    compiled: OnceLock<Option<Regex>>,
}

impl LazyPattern {
    fn get(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(&self.text).ok()).as_ref()
    }
}

impl Patterns {
    pub(super) fn compile(texts: &FxHashMap<&str, &str>, file: &PackageFile) -> Result<Self, LoadError> {
        let compile = |key: &str| match texts.get(key) {
            None => Ok(None),
            Some(text) => Regex::new(text).map(Some).map_err(|error| {
                LoadError::format(file.path(), key, "a pattern that can be compiled", error.to_string())
            }),
        };
        Ok(Self {
            prefix: compile("prefix_search")?,
            suffix: compile("suffix_search")?,
            infix: compile("infix_finditer")?,
            url_match: compile("url_match")?,
            token_match: texts
                .get("token_match")
                .map(|&text| LazyPattern { text: text.into(), compiled: OnceLock::new() }),
            letters_stay_whole: false,
        })
    }

    /// The patterns, prepared for one chunk and its parts.
    pub(super) fn for_chunk(&self, _chunk: &str) -> ChunkMatcher<'_> {
        ChunkMatcher { patterns: self }
    }
}

/// The patterns as they apply to one chunk. A search that goes over the engine's limit counts as no match.
pub(super) struct ChunkMatcher<'a> {
    patterns: &'a Patterns,
}

impl ChunkMatcher<'_> {
    /// Bytes of the prefix of `s`.
    pub(super) fn prefix(&self, s: &str) -> usize {
        find(self.patterns.prefix.as_ref(), s).map_or(0, |found| found.len())
    }

    /// Bytes of the suffix of `s`.
    pub(super) fn suffix(&self, s: &str) -> usize {
        find(self.patterns.suffix.as_ref(), s).map_or(0, |found| found.len())
    }

    /// True where `s` begins with what is to stay one token.
    pub(super) fn token_match(&self, s: &str) -> bool {
        let pattern = self.patterns.token_match.as_ref().and_then(LazyPattern::get);
        find(pattern, s).is_some_and(|found| found.start == 0)
    }

    /// True where `s` begins with a URL.
    pub(super) fn url_match(&self, s: &str) -> bool {
        find(self.patterns.url_match.as_ref(), s).is_some_and(|found| found.start == 0)
    }

    /// Calls `each` for every infix of `s`, left to right.
    pub(super) fn infixes(&self, s: &str, mut each: impl FnMut(Range<usize>)) {
        if let Some(pattern) = &self.patterns.infix {
            pattern.find_iter(s).map_while(Result::ok).for_each(|found| each(found.range()));
        }
    }
}

fn find(pattern: Option<&Regex>, s: &str) -> Option<Range<usize>> {
    pattern?.find(s).ok().flatten().map(|found| found.range())
}
