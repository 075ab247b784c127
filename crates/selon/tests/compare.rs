//! Sentence pairs: how often the program is right on invented pairs, against two simple rules.
//!
//! Odd blocks of `cases/pairs.tsv` were looked at while the rules were made, even blocks were not.

mod common;

use common::Place;
use serde_json::json;

/// Share of pairs judged rightly that even blocks must reach; measured 0.84.
const LEAST_RIGHT: f64 = 0.80;

/// Share of contradictions found that are some; measured 0.92.
const LEAST_PRECISE: f64 = 0.85;

const PAIRS: &str = include_str!("cases/pairs.tsv");

/// Pairs that nothing was tuned on, with the same floors as the issue has for pairs from outside; measured 0.79
/// and 0.96.
const HELD: &str = include_str!("cases/pairs_held.tsv");
const LEAST_HELD: (f64, f64) = (0.70, 0.85);

/// Pairs that were held once and are not any more; measured 0.91 and 0.97.
const TUNED: &str = include_str!("cases/pairs_tuned.tsv");
const LEAST_TUNED: (f64, f64) = (0.86, 0.93);

/// A pair with its verdict.
struct Pair {
    is_contradiction: bool,
    first: &'static str,
    second: &'static str,
}

fn pairs(table: &'static str) -> Vec<Pair> {
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| {
        let cells: Vec<_> = row.split('\t').collect();
        let [verdict, _, first, second] = cells[..] else { panic!("four columns in {row:?}") };
        Pair { is_contradiction: verdict == "contradiction", first, second }
    })
    .collect()
}

/// Shares of right verdicts, and of right ones among contradictions, on odd (0) or even (1) blocks.
fn shares(pairs: &[Pair], says: &[bool], block: usize) -> (f64, f64) {
    let rows: Vec<_> = pairs.iter().zip(says).enumerate().filter(|(row, _)| (row / 2) % 2 == block).collect();
    let right = rows.iter().filter(|(_, (pair, says))| pair.is_contradiction == **says).count();
    let said: Vec<_> = rows.iter().filter(|(_, (_, says))| **says).collect();
    let found = said.iter().filter(|(_, (pair, _))| pair.is_contradiction).count();
    (right as f64 / rows.len() as f64, found as f64 / said.len().max(1) as f64)
}

fn verdicts(pairs: &[Pair]) -> Vec<serde_json::Value> {
    let lines: String =
        pairs.iter().map(|pair| json!({ "a": pair.first, "b": pair.second }).to_string() + "\n").collect();
    Place::new().run_with(&["compare", "-"], lines).json()
}

#[test]
fn pairs_that_nothing_was_tuned_on_stay_above_their_floors() {
    for (table, (least_right, least_precise)) in [(HELD, LEAST_HELD), (TUNED, LEAST_TUNED)] {
        let pairs = pairs(table);
        assert!(pairs.len() >= 40, "{} pairs", pairs.len());
        let says: Vec<bool> =
            verdicts(&pairs).iter().map(|verdict| verdict["verdict"] == "contradiction").collect();
        let n_right = pairs.iter().zip(&says).filter(|(pair, says)| pair.is_contradiction == **says).count();
        let n_said = says.iter().filter(|says| **says).count();
        let n_found = pairs.iter().zip(&says).filter(|(pair, says)| pair.is_contradiction && **says).count();
        let (right, precise) = (n_right as f64 / pairs.len() as f64, n_found as f64 / n_said.max(1) as f64);
        assert!(right >= least_right && precise >= least_precise, "{right:.3} right, {precise:.3} precise");
    }
}

#[test]
fn contradictions_are_found_and_look_alikes_passed_by() {
    let pairs = pairs(PAIRS);
    assert!(pairs.len() >= 200, "{} pairs", pairs.len());
    let verdicts = verdicts(&pairs);
    let says: Vec<bool> = verdicts.iter().map(|verdict| verdict["verdict"] == "contradiction").collect();
    let (right, precise) = shares(&pairs, &says, 1);
    assert!(right >= LEAST_RIGHT && precise >= LEAST_PRECISE, "{right:.3} right, {precise:.3} precise");

    let negates = |text: &str| {
        let words = text.to_lowercase();
        [" ne ", " n'", " aucun", " pas ", " jamais "].iter().any(|word| format!(" {words}").contains(word))
    };
    let rule: Vec<bool> = pairs.iter().map(|pair| negates(pair.first) != negates(pair.second)).collect();
    let (by_negation, _) = shares(&pairs, &rule, 1);
    assert!(right >= by_negation + 0.1, "{right:.3} against {by_negation:.3} of a negation rule");
    for (says, verdict) in says.iter().zip(&verdicts) {
        assert_eq!(*says, verdict["reason"].is_string(), "{verdict}");
    }
}

#[test]
fn two_sentences_are_compared_as_arguments() {
    let place = Place::new();
    let verdicts =
        place.run(&["compare", "--pair", "Le pont est ouvert.", "Le pont n'est pas ouvert."]).json();
    assert_eq!(verdicts[0]["verdict"], "contradiction");
    assert_eq!(verdicts[0]["reason"], "negation");
}

#[test]
fn a_line_that_is_no_pair_is_named_and_comes_out_as_null() {
    let place = Place::new();
    let ran = place
        .run_with(&["compare", "-"], "{\"a\": \"Il pleut.\"}\n{\"a\": \"\", \"b\": \"\"}\n")
        .some_failed();
    assert!(ran.err.contains("-: line 1: expected an object with \"a\" and \"b\""), "{}", ran.err);
    let lines: Vec<_> = ran.out.lines().collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0], "null");
    assert!(lines[1].contains("\"none\""));
    assert!(place.run(&["compare", "nowhere.jsonl"]).some_failed().err.contains("nowhere.jsonl"));
}
