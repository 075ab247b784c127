//! The five patterns that split a chunk.
//!
//! They are Python's, and most look around, for which `fancy-regex` backtracks: tens of microseconds a chunk. So each has
//! a [`rewrite::looser`] form beside it, without looking around, which matches wherever the pattern itself does and runs
//! in one pass; only where that finds something is the pattern asked, and from there on. The special pattern for
//! words that stay whole, 1.4 MB of repeated character classes in French, is folded ([`rewrite::folded`]).

use std::ops::Range;
use std::sync::OnceLock;

use fancy_regex::Regex as Exact;
use regex::{Regex as Fast, RegexBuilder};
use rustc_hash::FxHashMap;

use super::rewrite;
use crate::error::LoadError;
use crate::package::PackageFile;

/// Bound of a compiled pattern; French needs 2 MB.
const SIZE_LIMIT: usize = 64 << 20;

/// How much of a long chunk is searched for a short ending, and how near to the beginning of that a match may begin
/// before the whole chunk is searched, in bytes.
const ENDING: usize = 400;
const MARGIN: usize = 100;

/// The compiled patterns of a tokenizer.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    prefix: Option<Pattern>,
    suffix: Option<Pattern>,
    /// What ends a chunk is short, so that a chunk of a megabyte need not be searched for it at every step.
    suffix_is_short: bool,
    infix: Option<Pattern>,
    url_match: Option<Pattern>,
    token_match: Option<Pattern>,
}

/// A pattern, compiled at its first use.
#[derive(Debug)]
struct Pattern {
    text: Box<str>,
    /// The pattern as it is; `None` where it is no pattern.
    exact: OnceLock<Option<Exact>>,
    /// The looser form; `None` where there is none, so that every chunk may match.
    looser: OnceLock<Option<Fast>>,
    /// A form that matches the same texts, though not necessarily as the same alternative.
    same: OnceLock<Option<Fast>>,
}

impl Pattern {
    fn new(text: &str) -> Self {
        let text = rewrite::anchored(text).unwrap_or_else(|| text.to_owned()).into();
        Self { text, exact: OnceLock::new(), looser: OnceLock::new(), same: OnceLock::new() }
    }

    fn exact(&self) -> Option<&Exact> {
        self.exact.get_or_init(|| Exact::new(&self.text).ok()).as_ref()
    }

    fn looser(&self) -> Option<&Fast> {
        self.looser.get_or_init(|| fast(&rewrite::looser(&self.text)?)).as_ref()
    }

    fn same(&self) -> Option<&Fast> {
        self.same.get_or_init(|| fast(&rewrite::folded(&self.text)?)).as_ref()
    }

    /// The first match. A search that goes over the engine's limit counts as none.
    fn find(&self, s: &str) -> Option<Range<usize>> {
        let start = match self.looser() {
            Some(looser) => looser.find(s)?.start(),
            None => 0,
        };
        let found = self.exact()?.find_from_pos(s, start).ok().flatten()?;
        Some(found.range())
    }

    /// True where a match begins with the text.
    fn matches_start(&self, s: &str) -> bool {
        if let Some(same) = self.same() {
            return same.is_match(s);
        }
        self.find(s).is_some_and(|found| found.start == 0)
    }
}

fn fast(text: &str) -> Option<Fast> {
    RegexBuilder::new(text).size_limit(SIZE_LIMIT).dfa_size_limit(4 << 20).build().ok()
}

impl Patterns {
    pub(super) fn compile(texts: &FxHashMap<&str, &str>, file: &PackageFile) -> Result<Self, LoadError> {
        let compile = |key: &str| {
            let Some(text) = texts.get(key) else { return Ok(None) };
            let pattern = Pattern::new(text);
            // The one pattern that is too long to be compiled twice has a form that stands for it.
            if text.len() > 1 << 16 && pattern.same().is_some() || pattern.exact().is_some() {
                return Ok(Some(pattern));
            }
            Err(LoadError::format(file.path(), key, "a pattern that can be compiled", format!("{text:.60}…")))
        };
        Ok(Self {
            prefix: compile("prefix_search")?,
            suffix: compile("suffix_search")?,
            suffix_is_short: texts.get("suffix_search").is_some_and(|text| rewrite::is_short_ending(text)),
            infix: compile("infix_finditer")?,
            url_match: compile("url_match")?,
            token_match: compile("token_match")?,
        })
    }

    /// Bytes of the prefix of `s`.
    pub(super) fn prefix(&self, s: &str) -> usize {
        self.prefix.as_ref().and_then(|pattern| pattern.find(s)).map_or(0, |found| found.len())
    }

    /// Bytes of the suffix of `s`.
    pub(super) fn suffix(&self, s: &str) -> usize {
        let Some(pattern) = &self.suffix else { return 0 };
        if self.suffix_is_short && s.len() > 2 * ENDING {
            let start = (s.len() - ENDING..s.len()).find(|&at| s.is_char_boundary(at)).unwrap_or(0);
            match pattern.find(&s[start..]) {
                None => return 0,
                Some(found) if found.start > MARGIN => return found.len(),
                Some(_) => {}
            }
        }
        pattern.find(s).map_or(0, |found| found.len())
    }

    /// True where `s` begins with what is to stay one token. `is_turkish` says that there is an `İ` or `ı` in the chunk:
    /// Python takes these for an i where it looks away from case, Unicode's simple folding does not.
    pub(super) fn token_match(&self, s: &str, is_turkish: bool) -> bool {
        let Some(pattern) = &self.token_match else { return false };
        if is_turkish {
            return pattern.matches_start(&s.replace(['İ', 'ı'], "i"));
        }
        pattern.matches_start(s)
    }

    /// True where `s` begins with a URL.
    pub(super) fn url_match(&self, s: &str) -> bool {
        self.url_match.as_ref().is_some_and(|pattern| pattern.matches_start(s))
    }

    /// Calls `each` for every infix of `s`, left to right.
    pub(super) fn infixes(&self, s: &str, mut each: impl FnMut(Range<usize>)) {
        let Some(pattern) = &self.infix else { return };
        if pattern.looser().is_some_and(|looser| !looser.is_match(s)) {
            return;
        }
        if let Some(exact) = pattern.exact() {
            exact.find_iter(s).map_while(Result::ok).for_each(|found| each(found.range()));
        }
    }
}
