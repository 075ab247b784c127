//! The attribute ruler: rules that set attributes where a pattern of tokens matches.
//!
//! Follows `spacy/pipeline/attributeruler.py` and the token patterns of `spacy/matcher/matcher.pyx`, as far as trained
//! pipelines use them: equality, `IN`, `NOT_IN` and `REGEX` on `ORTH`, `LOWER`, `POS`, `TAG`, `DEP` and `IS_SPACE`, without
//! operators. All patterns are matched before anything is set; then rules apply in their order, each from left to
//! right, the later over the earlier.
//!
//! Whether a pattern of one token matches depends on few values, so what such rules set is kept per combination.

mod read;
mod words;

use rustc_hash::FxHashMap;

use crate::doc::{Label, Pos};
pub(crate) use words::WordTests;

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
