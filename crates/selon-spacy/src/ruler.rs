//! The attribute ruler: rules that set attributes where a pattern of tokens matches.
//!
//! Follows `spacy/pipeline/attributeruler.py` and the token patterns of `spacy/matcher/matcher.pyx`, as far as trained
//! pipelines use them: equality, `IN`, `NOT_IN` and `REGEX` on `ORTH`, `LOWER`, `POS`, `TAG`, `DEP` and `IS_SPACE`, without
//! operators. All patterns are matched before anything is set; then rules apply in their order, each from left to
//! right, the later over the earlier.
//!
//! Whether a pattern of one token matches depends on few values, so what such rules set is kept per combination.

use regex::Regex;
use rustc_hash::FxHashMap;
use std::path::Path;

use crate::chars;
use crate::doc::{Label, Labels, Pos};
use crate::error::LoadError;
use crate::msgpack::Reader;
use crate::package::PackageFile;

/// What the ruler reads of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct View {
    /// [`WordTests::class_of`] the token's word.
    pub word: u32,
    pub pos: Pos,
    pub tag: Label,
    pub dep: Label,
    pub is_space: bool,
}

/// What rules set; the empty fields are left alone.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Changes {
    pub pos: Option<Pos>,
    pub tag: Option<Label>,
    pub dep: Option<Label>,
    pub morph: Option<Label>,
    /// Number of a lemma in [`Ruler::lemma`].
    pub lemma: Option<u32>,
}

impl Changes {
    fn over(self, earlier: Self) -> Self {
        Self {
            pos: self.pos.or(earlier.pos),
            tag: self.tag.or(earlier.tag),
            dep: self.dep.or(earlier.dep),
            morph: self.morph.or(earlier.morph),
            lemma: self.lemma.or(earlier.lemma),
        }
    }
}

/// A test of one token.
#[derive(Debug)]
enum Test {
    /// The word test of this number.
    Word(usize),
    Pos(Vec<Pos>, bool),
    Tag(Vec<Label>, bool),
    Dep(Vec<Label>, bool),
    IsSpace(bool),
}

/// A test of a word alone.
#[derive(Debug)]
struct WordTest {
    lower: bool,
    words: Vec<Box<str>>,
    /// True for `IN` and equality, false for `NOT_IN`.
    among: bool,
    regex: Option<Regex>,
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
    listed: FxHashMap<Box<str>, ()>,
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
        let is_ordinary = !self.listed.contains_key(&*lower)
            && self.tests.iter().all(|test| test.regex.as_ref().is_none_or(|_| !test.holds(orth, &lower)));
        if is_ordinary { 0 } else { self.classes.get(&self.passed_by(orth)).copied().unwrap_or(0) }
    }

    fn passes(&self, class: u32, test: usize) -> bool {
        self.passed[class as usize][test / 64] >> (test % 64) & 1 == 1
    }
}

/// One pattern of a rule: rules repeat themselves once a pattern.
#[derive(Debug)]
struct Rule {
    tokens: Vec<Vec<Test>>,
    /// Which token of the match is changed.
    index: usize,
    changes: Changes,
}

/// A trained pipeline's rules.
#[derive(Debug, Default)]
pub(crate) struct Ruler {
    rules: Vec<Rule>,
    lemmas: Vec<Box<str>>,
    n_long: usize,
}

/// What rules do to tokens that look alike.
#[derive(Clone, Debug)]
struct Outcome {
    changes: Changes,
    /// Rules of one token that match, for merging with longer ones.
    rules: Vec<u32>,
    /// Rules of several tokens whose first token matches.
    long: Vec<u32>,
}

/// Outcomes that are kept before the table is emptied.
const MAX_OUTCOMES: usize = 20_000;

/// A worker's memory for the ruler.
#[derive(Debug, Default)]
pub(crate) struct RulerScratch {
    outcomes: FxHashMap<View, u32>,
    list: Vec<Outcome>,
    long: Vec<(u32, u32, u32)>,
}

impl Ruler {
    /// Reads `attribute_ruler/patterns` of the model directory; the tests of words go into the second result.
    ///
    /// # Errors
    /// Where the file is damaged, or a pattern uses what is not supported.
    pub(crate) fn open(dir: &Path, labels: &mut Labels) -> Result<(Self, WordTests), LoadError> {
        let file = PackageFile::open(dir, "attribute_ruler/patterns")?;
        let mut ruler = Self::default();
        let mut words = WordTests::default();
        let mut reader = Reader::new(file.bytes());
        let n_rules = reader.list().map_err(file.wrong("the list"))?;
        for number in 0..n_rules {
            let field = format!("rule {number}");
            ruler.read_rule(&mut reader, &file, &field, labels, &mut words)?;
        }
        ruler.n_long = ruler.rules.iter().filter(|rule| rule.tokens.len() > 1).count();
        words.close();
        Ok((ruler, words))
    }

    fn read_rule(
        &mut self,
        reader: &mut Reader,
        file: &PackageFile,
        field: &str,
        labels: &mut Labels,
        words: &mut WordTests,
    ) -> Result<(), LoadError> {
        let wrong = file.wrong(field);
        let mut patterns = Vec::new();
        let mut changes = Changes::default();
        let mut index = 0;
        for _ in 0..reader.map().map_err(&wrong)? {
            match reader.str().map_err(&wrong)? {
                "patterns" => {
                    for _ in 0..reader.list().map_err(&wrong)? {
                        let mut tokens = Vec::new();
                        for _ in 0..reader.list().map_err(&wrong)? {
                            tokens.push(read_token(reader, file, field, labels, words)?);
                        }
                        patterns.push(tokens);
                    }
                }
                "attrs" => {
                    for _ in 0..reader.map().map_err(&wrong)? {
                        let key = reader.str().map_err(&wrong)?;
                        let value = reader.str().map_err(&wrong)?;
                        match key {
                            "POS" => changes.pos = Some(read_pos(value, file, field)?),
                            "TAG" => changes.tag = Some(labels.intern(value)),
                            "DEP" => changes.dep = Some(labels.intern(value)),
                            "MORPH" => changes.morph = Some(labels.intern(&sorted_features(value))),
                            "LEMMA" => {
                                changes.lemma = Some(self.lemmas.len() as u32);
                                self.lemmas.push(value.into());
                            }
                            _ => {
                                return Err(LoadError::unsupported(
                                    file.path(),
                                    format!("a rule that sets {key}"),
                                ));
                            }
                        }
                    }
                }
                "index" => index = reader.int().map_err(&wrong)?,
                _ => reader.skip().map_err(&wrong)?,
            }
        }
        for tokens in patterns {
            let n = tokens.len() as i64;
            let at = if index < 0 { index + n } else { index };
            if !(0..n).contains(&at) {
                return Err(LoadError::format(file.path(), field, "an index inside the pattern", index));
            }
            self.rules.push(Rule { tokens, index: at as usize, changes });
        }
        Ok(())
    }

    /// The lemma that a rule sets.
    pub(crate) fn lemma(&self, number: u32) -> &str {
        &self.lemmas[number as usize]
    }

    /// Calls `each` with what the rules set in the text whose tokens look like `views`.
    pub(crate) fn apply(
        &self,
        words: &WordTests,
        views: &[View],
        scratch: &mut RulerScratch,
        mut each: impl FnMut(usize, Changes),
    ) {
        scratch.long.clear();
        for (i, view) in views.iter().enumerate() {
            let outcome = self.outcome(words, view, scratch);
            let RulerScratch { list, long, .. } = &mut *scratch;
            let outcome = &list[outcome as usize];
            each(i, outcome.changes);
            for &rule in &outcome.long {
                let tokens = &self.rules[rule as usize].tokens;
                let matches = |window: &[View]| {
                    tokens
                        .iter()
                        .zip(window)
                        .all(|(tests, view)| tests.iter().all(|test| test.holds(words, view)))
                };
                if views.get(i..i + tokens.len()).is_some_and(matches) {
                    long.push(((i + self.rules[rule as usize].index) as u32, rule, i as u32));
                }
            }
        }
        // What longer rules touch is set anew, with all rules in their order.
        let mut long = std::mem::take(&mut scratch.long);
        long.sort_unstable();
        for matches in long.chunk_by(|a, b| a.0 == b.0) {
            let target = matches[0].0 as usize;
            let outcome = self.outcome(words, &views[target], scratch);
            let mut rules: Vec<(u32, u32)> = matches.iter().map(|&(_, rule, start)| (rule, start)).collect();
            rules.extend(scratch.list[outcome as usize].rules.iter().map(|&rule| (rule, target as u32)));
            rules.sort_unstable();
            let changes = |rule: u32| self.rules[rule as usize].changes;
            each(target, rules.iter().fold(Changes::default(), |all, &(rule, _)| changes(rule).over(all)));
        }
        scratch.long = long;
    }

    fn outcome(&self, words: &WordTests, view: &View, scratch: &mut RulerScratch) -> u32 {
        if let Some(&outcome) = scratch.outcomes.get(view) {
            return outcome;
        }
        // Emptying it is safe only here: numbers of outcomes are never kept over a call.
        if scratch.list.len() >= MAX_OUTCOMES {
            scratch.outcomes.clear();
            scratch.list.clear();
        }
        let mut outcome = Outcome { changes: Changes::default(), rules: Vec::new(), long: Vec::new() };
        for (number, rule) in self.rules.iter().enumerate() {
            let first_matches =
                rule.tokens.first().is_some_and(|tests| tests.iter().all(|test| test.holds(words, view)));
            match (first_matches, rule.tokens.len()) {
                (true, 1) => {
                    outcome.rules.push(number as u32);
                    outcome.changes = rule.changes.over(outcome.changes);
                }
                (true, _) => outcome.long.push(number as u32),
                _ => {}
            }
        }
        let number = scratch.list.len() as u32;
        scratch.list.push(outcome);
        scratch.outcomes.insert(*view, number);
        number
    }
}

impl Test {
    fn holds(&self, words: &WordTests, view: &View) -> bool {
        match self {
            Self::Word(test) => words.passes(view.word, *test),
            Self::Pos(list, among) => list.contains(&view.pos) == *among,
            Self::Tag(list, among) => list.contains(&view.tag) == *among,
            Self::Dep(list, among) => list.contains(&view.dep) == *among,
            Self::IsSpace(want) => view.is_space == *want,
        }
    }
}

impl WordTests {
    /// Numbers the classes once all tests are known: every listed word, alone and with every regular expression
    /// that unlisted words may pass.
    fn close(&mut self) {
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
            self.listed.insert(lower.as_str().into(), ());
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

    fn add(&mut self, test: WordTest) -> usize {
        self.tests.push(test);
        self.tests.len() - 1
    }
}

/// More regular expressions than this would make too many classes of words.
const MAX_REGEXES: usize = 8;

/// A value, or an object of one operator, as lists of strings.
enum Operand<'a> {
    In(Vec<&'a str>),
    NotIn(Vec<&'a str>),
    Regex(&'a str),
    Bool(bool),
}

fn read_operand<'a>(
    reader: &mut Reader<'a>,
    file: &PackageFile,
    field: &str,
) -> Result<Vec<Operand<'a>>, LoadError> {
    let wrong = file.wrong(field);
    if reader.at_bool() {
        return Ok(vec![Operand::Bool(reader.bool().map_err(&wrong)?)]);
    }
    if reader.at_str() {
        return Ok(vec![Operand::In(vec![reader.str().map_err(&wrong)?])]);
    }
    let mut operands = Vec::new();
    for _ in 0..reader.map().map_err(&wrong)? {
        let operator = reader.str().map_err(&wrong)?;
        if operator == "REGEX" {
            operands.push(Operand::Regex(reader.str().map_err(&wrong)?));
            continue;
        }
        if operator != "IN" && operator != "NOT_IN" {
            return Err(LoadError::unsupported(file.path(), format!("the pattern operator {operator}")));
        }
        let mut list = Vec::new();
        for _ in 0..reader.list().map_err(&wrong)? {
            list.push(reader.str().map_err(&wrong)?);
        }
        operands.push(if operator == "IN" { Operand::In(list) } else { Operand::NotIn(list) });
    }
    Ok(operands)
}

fn read_token(
    reader: &mut Reader,
    file: &PackageFile,
    field: &str,
    labels: &mut Labels,
    words: &mut WordTests,
) -> Result<Vec<Test>, LoadError> {
    let mut tests = Vec::new();
    for _ in 0..reader.map().map_err(file.wrong(field))? {
        let key = reader.str().map_err(file.wrong(field))?;
        for operand in read_operand(reader, file, field)? {
            let unsupported = || LoadError::unsupported(file.path(), format!("this test of {key} ({field})"));
            let (list, among, regex) = match operand {
                Operand::In(list) => (list, true, None),
                Operand::NotIn(list) => (list, false, None),
                Operand::Regex(text) => {
                    let n_regexes = words.tests.iter().filter(|test| test.regex.is_some()).count();
                    if n_regexes >= MAX_REGEXES {
                        return Err(LoadError::unsupported(
                            file.path(),
                            "so many regular expressions in rules",
                        ));
                    }
                    let regex = Regex::new(text).map_err(|error| {
                        LoadError::format(file.path(), field, "a regular expression", error.to_string())
                    })?;
                    (Vec::new(), true, Some(regex))
                }
                Operand::Bool(want) if key == "IS_SPACE" => {
                    tests.push(Test::IsSpace(want));
                    continue;
                }
                Operand::Bool(_) => return Err(unsupported()),
            };
            let mut numbers = |list: &[&str]| list.iter().map(|name| labels.intern(name)).collect();
            tests.push(match key {
                "ORTH" | "TEXT" if regex.is_some() => return Err(unsupported()),
                "ORTH" | "TEXT" | "LOWER" => Test::Word(words.add(WordTest {
                    lower: key == "LOWER",
                    words: list.iter().map(|&word| word.into()).collect(),
                    among,
                    regex,
                })),
                _ if regex.is_some() => return Err(unsupported()),
                "POS" => {
                    let poses: Result<_, _> = list.iter().map(|name| read_pos(name, file, field)).collect();
                    Test::Pos(poses?, among)
                }
                "TAG" => Test::Tag(numbers(&list), among),
                "DEP" => Test::Dep(numbers(&list), among),
                _ => return Err(unsupported()),
            });
        }
    }
    Ok(tests)
}

fn read_pos(name: &str, file: &PackageFile, field: &str) -> Result<Pos, LoadError> {
    Pos::from_name(name).ok_or_else(|| LoadError::format(file.path(), field, "a part of speech", name))
}

/// Features in the order of their names without regard to case; `_` is none (`spacy/morphology.pyx`).
fn sorted_features(features: &str) -> String {
    if features == "_" {
        return String::new();
    }
    let mut list: Vec<&str> = features.split('|').collect();
    list.sort_by_key(|feature| feature.split('=').next().unwrap_or("").to_lowercase());
    list.join("|")
}
