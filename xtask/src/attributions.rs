//! How near found attributions are to those that careful readers marked.
//!
//! The measures are those of the annotation's own scorer: contents are matched one to one within an article,
//! greedily from the largest overlap (characters in both by characters in either) down, ties to the pair whose
//! sources and cues agree better. On the pairs matched at [`LOOSE`] the other parts are judged; a *whole*
//! attribution has content at [`TIGHT`], source, cue and parent right.

use std::collections::{BTreeMap, BTreeSet};

/// Least overlap of contents that speak of the same.
pub const LOOSE: f64 = 0.3;
/// Least overlap of contents that say the same.
pub const TIGHT: f64 = 0.8;
/// Least overlap of sources that are the same.
const SOURCE_MIN: f64 = 0.5;

/// What is judged on matched pairs.
pub const PARTS: [&str; 7] = ["source", "cue", "parent", "kind", "stance", "hedged", "source_kind"];

/// An attribution, read by people or found by the program.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    /// Its number in the article.
    pub id: String,
    /// The number of the one that it lies in.
    pub parent: Option<String>,
    /// Characters of the source.
    pub source: BTreeSet<u32>,
    /// Characters of the cue.
    pub cue: BTreeSet<u32>,
    /// Characters of the content.
    pub content: BTreeSet<u32>,
    /// kind, stance, hedged, source kind, as words.
    pub fields: [String; 4],
}

/// Counts of one article, or their sum over several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Attributions that people marked.
    pub gold: usize,
    /// Attributions found.
    pub found: usize,
    /// Pairs at [`LOOSE`].
    pub loose: usize,
    /// Pairs at [`TIGHT`].
    pub tight: usize,
    /// Whole attributions.
    pub whole: usize,
    /// Of the pairs at [`LOOSE`], those with each of [`PARTS`] right.
    pub right: [usize; PARTS.len()],
}

impl Tally {
    /// Adds the counts of another article.
    pub fn add(&mut self, other: &Tally) {
        self.gold += other.gold;
        self.found += other.found;
        self.loose += other.loose;
        self.tight += other.tight;
        self.whole += other.whole;
        for (mine, theirs) in self.right.iter_mut().zip(other.right) {
            *mine += theirs;
        }
    }

    /// The figures that have floors: F1 of contents and wholes, shares of matched pairs.
    pub fn figures(&self) -> Vec<(String, f64)> {
        let mut figures = vec![
            (format!("content F1 at {LOOSE}"), self.f1(self.loose)),
            (format!("content F1 at {TIGHT}"), self.f1(self.tight)),
            ("whole F1".to_owned(), self.f1(self.whole)),
        ];
        let shares = PARTS.iter().zip(self.right);
        figures.extend(shares.map(|(part, right)| (format!("on matched: {part}"), ratio(right, self.loose))));
        figures
    }

    /// Precision and recall of `right` attributions.
    pub fn precision_recall(&self, right: usize) -> (f64, f64) {
        (ratio(right, self.found), ratio(right, self.gold))
    }

    fn f1(&self, right: usize) -> f64 {
        let (precision, recall) = self.precision_recall(right);
        if right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Compares what was found in one article with what people marked in it.
pub fn score(gold: &[Marked], found: &[Marked]) -> Tally {
    let loose = match_contents(gold, found, LOOSE, |_, _| true);
    let partner: BTreeMap<&str, &str> =
        loose.iter().map(|&(g, f)| (found[f].id.as_str(), gold[g].id.as_str())).collect();
    let parent_right = |g: &Marked, f: &Marked| match (&g.parent, &f.parent) {
        (None, None) => true,
        (Some(wanted), Some(made)) => partner.get(made.as_str()) == Some(&wanted.as_str()),
        _ => false,
    };
    let mut tally = Tally {
        gold: gold.len(),
        found: found.len(),
        loose: loose.len(),
        tight: match_contents(gold, found, TIGHT, |_, _| true).len(),
        ..Tally::default()
    };
    for &(g, f) in &loose {
        let (g, f) = (&gold[g], &found[f]);
        let fields: [bool; 4] = std::array::from_fn(|i| g.fields[i] == f.fields[i]);
        let parts = [source_right(g, f), cue_right(g, f), parent_right(g, f)];
        for (right, is_right) in tally.right.iter_mut().zip(parts.into_iter().chain(fields)) {
            *right += usize::from(is_right);
        }
    }
    let agreed = match_contents(gold, found, TIGHT, |g, f| source_right(g, f) && cue_right(g, f));
    tally.whole = agreed.iter().filter(|&&(g, f)| parent_right(&gold[g], &found[f])).count();
    tally
}

/// Pairs of indices, one to one, from the largest overlap of contents down.
fn match_contents(
    gold: &[Marked],
    found: &[Marked],
    least: f64,
    keep: impl Fn(&Marked, &Marked) -> bool,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (g, wanted) in gold.iter().enumerate() {
        for (f, made) in found.iter().enumerate() {
            let size = overlap(&wanted.content, &made.content);
            if !wanted.content.is_disjoint(&made.content) && size >= least && keep(wanted, made) {
                let agreement =
                    overlap(&wanted.source, &made.source) + f64::from(u8::from(cue_right(wanted, made)));
                pairs.push((size, agreement, g, f));
            }
        }
    }
    pairs.sort_by(|a, b| {
        b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3))
    });
    let mut matched: Vec<(usize, usize)> = Vec::new();
    for (_, _, g, f) in pairs {
        if !matched.iter().any(|&(taken_g, taken_f)| taken_g == g || taken_f == f) {
            matched.push((g, f));
        }
    }
    matched
}

fn source_right(gold: &Marked, found: &Marked) -> bool {
    overlap(&gold.source, &found.source) >= SOURCE_MIN
}

fn cue_right(gold: &Marked, found: &Marked) -> bool {
    !gold.cue.is_disjoint(&found.cue) || (gold.cue.is_empty() && found.cue.is_empty())
}

/// Characters in both by characters in either; two empty sets agree.
fn overlap(a: &BTreeSet<u32>, b: &BTreeSet<u32>) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let both = a.intersection(b).count();
    both as f64 / (a.len() + b.len() - both) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(id: &str, parent: Option<&str>, source: u32, content: std::ops::Range<u32>) -> Marked {
        Marked {
            id: id.to_owned(),
            parent: parent.map(str::to_owned),
            source: (source..source + 4).collect(),
            cue: (source + 5..source + 8).collect(),
            content: content.collect(),
            fields: ["indirect", "asserts", "false", "person"].map(str::to_owned),
        }
    }

    #[test]
    fn what_is_marked_is_all_right_against_itself() {
        let gold = [marked("a1", None, 0, 10..50), marked("a2", Some("a1"), 12, 20..40)];
        let tally = score(&gold, &gold);
        assert!(tally.figures().iter().all(|(_, figure)| (*figure - 1.0).abs() < 1e-12));
    }

    #[test]
    fn nothing_found_is_nothing_right() {
        let tally = score(&[marked("a1", None, 0, 10..50)], &[]);
        assert!(tally.figures().iter().all(|(_, figure)| *figure == 0.0));
    }

    #[test]
    fn the_larger_overlap_takes_the_partner_and_parents_go_by_partners() {
        let gold = [marked("a1", None, 0, 10..50), marked("a2", Some("a1"), 12, 20..40)];
        // Half of the first, and the second with a parent that is matched to nothing.
        let found = [
            marked("x", None, 0, 10..30),
            marked("y", Some("z"), 12, 20..40),
            marked("z", None, 90, 100..110),
        ];
        let tally = score(&gold, &found);
        assert_eq!((tally.loose, tally.tight, tally.whole), (2, 1, 0));
        assert_eq!(tally.right[2], 1, "the top-level pair has its parent right, the nested one has not");
    }
}
