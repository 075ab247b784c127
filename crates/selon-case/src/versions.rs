//! Two versions of a page side by side: which claims came, which went, which changed, and which lines.
//!
//! A changed page is read anew, so its claims have other ids and other places. They are compared by what they say:
//!
//! 1. claims with the same words, who says them, predicate, polarity and modality are the same, wherever they stand;
//! 2. of the rest, one is the other changed where they share most of their words (a number, a hedge or a voice is
//!    another), best pairs first;
//! 3. what is left came or went.
//!
//! Cost: linear, but for pairs that share an uncommon word; lines are compared by Myers' algorithm.

use std::collections::{BTreeSet, HashMap};

use similar::{ChangeTag, TextDiff};

use crate::Reading;
use crate::record::Claim;

/// Claims that share fewer of their words than this are two claims. Of a page whose numbers and hedges were changed by
/// hand, pairs have 0.6 and more; two claims of one sentence have 0.4 and less.
const MIN_SHARED: f32 = 0.5;

/// A word in more claims than this pairs nothing.
const COMMON: usize = 64;

/// What became of the claims and lines of one version in another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Claims of the later version that the earlier one has not: their places in its list.
    pub came: Vec<usize>,
    /// Claims of the earlier version that the later one has not.
    pub went: Vec<usize>,
    /// Claims that changed.
    pub changed: Vec<ChangedClaim>,
    /// Claims that are as they were.
    pub n_same: usize,
    /// Lines of headline and body, in order; those that stayed are left out.
    pub lines: Vec<ChangedLine>,
}

/// A claim in two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedClaim {
    /// Its place in the list of the earlier version.
    pub before: usize,
    /// Its place in the list of the later one.
    pub after: usize,
    /// What is another: `words`, `said_by`, `predicate`, `event`, `polarity`, `modality`, `quantities`, `time`.
    pub fields: Vec<&'static str>,
}

/// A line that one version has and the other has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedLine {
    /// True where the later version has it.
    pub is_new: bool,
    /// The line.
    pub words: String,
}

/// Compares two versions of a page.
pub fn compare(before: &Reading, after: &Reading) -> Comparison {
    let mut comparison = Comparison { lines: changed_lines(before, after), ..Comparison::default() };
    let mut left: HashMap<String, Vec<usize>> = HashMap::new();
    for (nth, claim) in after.claims.iter().enumerate().rev() {
        left.entry(key(after, claim)).or_default().push(nth);
    }
    let mut gone = Vec::new();
    for (nth, claim) in before.claims.iter().enumerate() {
        match left.get_mut(&key(before, claim)).and_then(Vec::pop) {
            Some(_) => comparison.n_same += 1,
            None => gone.push(nth),
        }
    }
    let mut new: Vec<usize> = left.into_values().flatten().collect();
    new.sort_unstable();
    for (from, to) in pairs(before, &gone, after, &new) {
        let fields = differing(before, &before.claims[from], after, &after.claims[to]);
        comparison.changed.push(ChangedClaim { before: from, after: to, fields });
    }
    comparison.changed.sort_by_key(|changed| (changed.after, changed.before));
    let is_paired =
        |nth: usize, of: fn(&ChangedClaim) -> usize| comparison.changed.iter().any(|c| of(c) == nth);
    comparison.went = gone.into_iter().filter(|nth| !is_paired(*nth, |c| c.before)).collect();
    comparison.came = new.into_iter().filter(|nth| !is_paired(*nth, |c| c.after)).collect();
    comparison
}

/// Who says a claim: the source of its innermost attribution; empty where it is the page's own.
fn said_by(reading: &Reading, claim: &Claim) -> String {
    let attribution = claim.attribution.as_ref().and_then(|id| reading.attribution(id));
    attribution.map(|attribution| attribution.source_name.clone()).unwrap_or_default()
}

/// What a claim says, in one string.
fn key(reading: &Reading, claim: &Claim) -> String {
    let parts = [
        &words(claim).join(" "),
        &words_of(&said_by(reading, claim)).join(" "),
        &claim.lemma,
        claim.polarity.as_str(),
        claim.modality.as_str(),
    ];
    parts.join("\n")
}

fn words(claim: &Claim) -> Vec<String> {
    words_of(&claim.words.words)
}

fn words_of(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Pairs of claims that share most of their words, best first, none in two pairs.
fn pairs(before: &Reading, gone: &[usize], after: &Reading, new: &[usize]) -> Vec<(usize, usize)> {
    let bags: HashMap<usize, BTreeSet<String>> =
        new.iter().map(|nth| (*nth, words(&after.claims[*nth]).into_iter().collect())).collect();
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for nth in new {
        for word in &bags[nth] {
            by_word.entry(word).or_default().push(*nth);
        }
    }
    let mut scored = Vec::new();
    for from in gone {
        let bag: BTreeSet<String> = words(&before.claims[*from]).into_iter().collect();
        let rows = bag.iter().filter_map(|word| by_word.get(word.as_str()));
        let candidates: BTreeSet<usize> = rows.filter(|row| row.len() <= COMMON).flatten().copied().collect();
        for to in candidates {
            let n_shared = bag.intersection(&bags[&to]).count();
            let n_all = bag.len() + bags[&to].len() - n_shared;
            let shared = n_shared as f32 / n_all.max(1) as f32;
            let is_same_predicate = before.claims[*from].lemma == after.claims[to].lemma;
            if shared >= MIN_SHARED {
                scored.push((shared + f32::from(u8::from(is_same_predicate)), *from, to));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut from_taken, mut to_taken) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, from, to) in scored {
        if !from_taken.contains(&from) && !to_taken.contains(&to) {
            from_taken.insert(from);
            to_taken.insert(to);
            pairs.push((from, to));
        }
    }
    pairs
}

fn differing(before: &Reading, a: &Claim, after: &Reading, b: &Claim) -> Vec<&'static str> {
    let quantities = |claim: &Claim| -> Vec<(Option<String>, Option<u64>, Option<u64>)> {
        let bits = |bound: Option<f64>| bound.map(f64::to_bits);
        claim.quantities.iter().map(|q| (q.unit.clone(), bits(q.min), bits(q.max))).collect()
    };
    let time = |claim: &Claim| claim.time.as_ref().map(|time| (time.from.clone(), time.to.clone()));
    [
        ("words", words(a) != words(b)),
        ("said_by", words_of(&said_by(before, a)) != words_of(&said_by(after, b))),
        ("predicate", a.lemma != b.lemma),
        ("event", a.event != b.event),
        ("polarity", a.polarity != b.polarity),
        ("modality", a.modality != b.modality),
        ("quantities", quantities(a) != quantities(b)),
        ("time", time(a) != time(b)),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect()
}

fn changed_lines(before: &Reading, after: &Reading) -> Vec<ChangedLine> {
    let lines = |reading: &Reading| -> Vec<String> {
        let title = reading.document.title.as_ref().map(|title| title.value.clone());
        let body =
            reading.document.body.iter().filter_map(|line| reading.text.slice(*line)).map(str::to_owned);
        title.into_iter().chain(body).collect()
    };
    let (a, b) = (lines(before), lines(after));
    let (a, b): (Vec<&str>, Vec<&str>) =
        (a.iter().map(String::as_str).collect(), b.iter().map(String::as_str).collect());
    let diff = TextDiff::from_slices(&a, &b);
    let changes = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    changes
        .map(|change| ChangedLine {
            is_new: change.tag() == ChangeTag::Insert,
            words: change.value().to_string(),
        })
        .collect()
}
