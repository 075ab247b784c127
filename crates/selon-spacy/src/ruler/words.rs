//! Which rules a word can pass: words that pass the same tests are one class.
//!
//! The tests of a word are run once a word type, and a token's class is looked up after that.

use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::chars;

/// A test of a word alone.
#[derive(Debug)]
pub(super) struct WordTest {
    pub lower: bool,
    pub words: Vec<Box<str>>,
    /// True for `IN` and equality, false for `NOT_IN`.
    pub among: bool,
    pub regex: Option<Regex>,
}

impl WordTest {
    fn holds(&self, orth: &str, lower: &str) -> bool {
        let word = if self.lower { lower } else { orth };
        match &self.regex {
            Some(regex) => regex.is_match(word),
            None => self.words.iter().any(|listed| **listed == *word) == self.among,
        }
    }
}

/// The word tests of all rules. Words that pass the same ones are one class; class 0 passes what no listed word does.
#[derive(Debug, Default)]
pub(crate) struct WordTests {
    tests: Vec<WordTest>,
    /// Classes by the numbers of the tests that are passed. Complete only for words that rules list.
    classes: FxHashMap<Box<[u64]>, u32>,
    passed: Vec<Box<[u64]>>,
    /// Classes of the words that rules list, by lower-cased word; others are tested by the regular expressions alone.
    listed: FxHashSet<Box<str>>,
}

impl WordTests {
    fn passed_by(&self, orth: &str) -> Box<[u64]> {
        let lower = chars::lower(orth);
        let mut passed = vec![0u64; self.tests.len().div_ceil(64)];
        for (i, test) in self.tests.iter().enumerate() {
            if test.holds(orth, &lower) {
                passed[i / 64] |= 1 << (i % 64);
            }
        }
        passed.into()
    }

    /// The class of a word.
    pub(crate) fn class_of(&self, orth: &str) -> u32 {
        if self.tests.is_empty() {
            return 0;
        }
        let lower = chars::lower(orth);
        let is_ordinary = !self.listed.contains(&*lower)
            && self.tests.iter().all(|test| test.regex.as_ref().is_none_or(|_| !test.holds(orth, &lower)));
        if is_ordinary { 0 } else { self.classes.get(&self.passed_by(orth)).copied().unwrap_or(0) }
    }

    pub(super) fn passes(&self, class: u32, test: usize) -> bool {
        self.passed[class as usize][test / 64] >> (test % 64) & 1 == 1
    }
}

impl WordTests {
    /// Numbers the classes once all tests are known: every listed word, alone and with every regular expression
    /// that unlisted words may pass.
    pub(super) fn close(&mut self) {
        if self.tests.is_empty() {
            return;
        }
        // A word in no list: NOT_IN tests hold, all others fail. Then with each set of regular expressions.
        let ordinary: Vec<usize> = (0..self.tests.len())
            .filter(|&i| self.tests[i].regex.is_none() && !self.tests[i].among)
            .collect();
        let regexes: Vec<usize> = (0..self.tests.len()).filter(|&i| self.tests[i].regex.is_some()).collect();
        let n_words = self.tests.len().div_ceil(64);
        for set in 0..1u64 << regexes.len() {
            let mut passed = vec![0u64; n_words];
            let chosen =
                regexes.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1).map(|(_, &test)| test);
            for test in ordinary.iter().copied().chain(chosen) {
                passed[test / 64] |= 1 << (test % 64);
            }
            self.number(passed.into());
        }
        let listed: Vec<Box<str>> = self.tests.iter().flat_map(|test| test.words.iter().cloned()).collect();
        for word in &listed {
            // Listed in lower case, a word may be written otherwise; listed as written, it has a lower case too.
            let lower = chars::lower(word).into_owned();
            self.listed.insert(lower.as_str().into());
            for form in [&**word, &lower, "\u{0}"] {
                let passed =
                    if form == "\u{0}" { self.passed_as_lower(&lower) } else { self.passed_by(form) };
                self.number(passed);
            }
        }
    }

    /// The tests that a word passes whose lower case is `lower` and whose own form no rule lists.
    fn passed_as_lower(&self, lower: &str) -> Box<[u64]> {
        let mut passed = vec![0u64; self.tests.len().div_ceil(64)];
        for (i, test) in self.tests.iter().enumerate() {
            let holds = if test.lower { test.holds("", lower) } else { test.regex.is_none() && !test.among };
            if holds {
                passed[i / 64] |= 1 << (i % 64);
            }
        }
        passed.into()
    }

    fn number(&mut self, passed: Box<[u64]>) {
        if !self.classes.contains_key(&passed) {
            self.classes.insert(passed.clone(), self.passed.len() as u32);
            self.passed.push(passed);
        }
    }

    /// Number of regular expressions so far.
    pub(super) fn n_regexes(&self) -> usize {
        self.tests.iter().filter(|test| test.regex.is_some()).count()
    }

    pub(super) fn add(&mut self, test: WordTest) -> usize {
        self.tests.push(test);
        self.tests.len() - 1
    }
}
