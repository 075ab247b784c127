//! Pairs of names, same and different: the held half must stay above its floors.
//!
//! `data/bench/name_pairs.tsv` says what is in it. A pair is found the same by the word lists, the gazetteer or its
//! spelling alone; in articles, countries and company tell more. `benches/names/floor.py` measures what token
//! ratios of rapidfuzz reach on the same pairs.

use selon_link::entity::{EntityType, same_name};

/// Measured on the held half: see the floors' test for what it prints.
const PRECISION: f64 = 0.95;
const RECALL: f64 = 0.75;

struct Pair {
    half: String,
    kind: EntityType,
    same: bool,
    a: String,
    b: String,
}

fn pairs() -> Vec<Pair> {
    let list = include_str!("../data/bench/name_pairs.tsv");
    let rows = list.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [half, kind, verdict, a, b] = fields[..] else { panic!("expected five fields in {line}") };
        let kind = EntityType::from_name(kind).unwrap_or_else(|| panic!("expected a type in {line}"));
        Pair { half: half.into(), kind, same: verdict == "same", a: a.into(), b: b.into() }
    })
    .collect()
}

/// Precision and recall of *same* on one half, and the pairs that were told wrong.
fn measure(half: &str) -> (f64, f64, Vec<String>) {
    let (mut right, mut told, mut same) = (0.0, 0.0, 0.0);
    let mut wrong = Vec::new();
    for pair in pairs().into_iter().filter(|pair| pair.half == half) {
        let found = same_name(&pair.a, &pair.b, pair.kind);
        same += f64::from(u8::from(pair.same));
        told += f64::from(u8::from(found));
        right += f64::from(u8::from(found && pair.same));
        if found != pair.same {
            let verdict = if pair.same { "same" } else { "different" };
            wrong.push(format!("{verdict}: {} / {}", pair.a, pair.b));
        }
    }
    (right / told, right / same, wrong)
}

#[test]
fn the_held_half_stays_above_its_floors() {
    let (precision, recall, _) = measure("held");
    println!("held: precision {precision:.3}, recall {recall:.3}");
    assert!(precision >= PRECISION, "precision {precision:.3}");
    assert!(recall >= RECALL, "recall {recall:.3}");
}

#[test]
fn the_tuning_half_tells_what_is_wrong() {
    let (precision, recall, wrong) = measure("tuning");
    println!("tuning: precision {precision:.3}, recall {recall:.3}\n{}", wrong.join("\n"));
    assert!(precision >= PRECISION && recall >= RECALL, "precision {precision:.3}, recall {recall:.3}");
}

#[test]
fn names_are_the_same_both_ways_round() {
    for pair in pairs() {
        let there = same_name(&pair.a, &pair.b, pair.kind);
        assert_eq!(there, same_name(&pair.b, &pair.a, pair.kind), "{} / {}", pair.a, pair.b);
    }
}
