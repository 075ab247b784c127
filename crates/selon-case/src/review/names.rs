//! Names that wait for an analyst: those joined by their spelling alone, and those left apart that may be one.
//!
//! Cost: the links of the [`MOST_LINKED`] names that name most, and the blocks of the [`MOST_NAMES`] spellings that do;
//! nothing else of the case is looked at.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, named_params};
use selon_link::entity::{BlockName, Doubt as NameDoubt, Reason, differing_words, doubts_of_block};
use selon_text::CharSpan;

use super::{Differing, Doubt, ReviewItem, ReviewSide, Why};
use crate::judgement::{JudgedKind, Matter, Verb};
use crate::link::entities::block_names;
use crate::reading::spans_from_json;
use crate::{Case, CaseError};

/// Spellings, those that name most, whose blocks are looked through for names that may be one.
const MOST_NAMES: usize = 400;

/// Names, those that name most, among whose links those are looked for that rest on spelling alone.
const MOST_LINKED: i64 = 2000;

/// Scalar values shown before and behind a name.
const AROUND: u32 = 70;

/// Two names, and why they are asked about.
struct Pair {
    a: String,
    b: String,
    ground: Ground,
}

/// Why two names are asked about.
enum Ground {
    TakenForOne(Reason),
    LeftApart(NameDoubt),
}

impl Case {
    /// Pairs of names that nobody has judged, at most `most` of each kind.
    pub(super) fn waiting_names(&self, most: usize) -> Result<Vec<ReviewItem>, CaseError> {
        let mut pairs = self.thin_links(most)?;
        let seen: BTreeSet<_> = pairs.iter().map(|pair| (pair.a.clone(), pair.b.clone())).collect();
        let near = self.near_misses()?;
        pairs.extend(near.into_iter().filter(|pair| !seen.contains(&(pair.a.clone(), pair.b.clone()))));
        let mut weighed = Vec::new();
        for pair in pairs {
            let weight = self.mentions_of_name(&pair.a)?.min(self.mentions_of_name(&pair.b)?);
            weighed.push((std::cmp::Reverse(weight), pair));
        }
        weighed.sort_by(|(n, a), (m, b)| n.cmp(m).then_with(|| (&a.a, &a.b).cmp(&(&b.a, &b.b))));
        let mut items = Vec::new();
        for (std::cmp::Reverse(weight), pair) in weighed {
            if items.len() == most {
                break;
            }
            items.extend(self.name_item(pair, weight)?);
        }
        Ok(items)
    }

    fn thin_links(&self, most: usize) -> Result<Vec<Pair>, CaseError> {
        // What was judged is left out below.
        let params = named_params! { ":most": 2 * most as i64 + 100, ":names": MOST_LINKED };
        self.list(include_str!("../../sql/query/thin_links.sql"), params, |row| {
            let reason = Reason::from_name(&row.get::<_, String>(2)?).unwrap_or(Reason::OtherSpelling);
            Ok(Pair { a: row.get(0)?, b: row.get(1)?, ground: Ground::TakenForOne(reason) })
        })
    }

    fn near_misses(&self) -> Result<Vec<Pair>, CaseError> {
        let sql = include_str!("../../sql/query/blocks_of_most.sql");
        let blocks: Vec<String> = self.waiting(sql, MOST_NAMES, |row| row.get(0))?;
        let mut found: BTreeMap<(String, String), NameDoubt> = BTreeMap::new();
        for block in blocks {
            let names: Vec<BlockName> =
                block_names(&self.connection, &block).map_err(|cause| self.error(cause))?;
            let mut entities: BTreeMap<&str, Option<String>> = BTreeMap::new();
            for name in &names {
                let entity = self
                    .connection
                    .prepare_cached("SELECT entity FROM name WHERE key = :key")
                    .and_then(|mut statement| {
                        statement
                            .query_row(named_params! { ":key": name.key }, |row| row.get::<_, String>(0))
                            .optional()
                    });
                entities.insert(&name.key, entity.map_err(|cause| self.error(cause))?);
            }
            let are_one = |a: &str, b: &str| entities.get(a) == entities.get(b);
            for (a, b, doubt) in doubts_of_block(&block, &names, &are_one) {
                found.entry((a, b)).or_insert(doubt);
            }
        }
        let pair = |((a, b), doubt)| Pair { a, b, ground: Ground::LeftApart(doubt) };
        Ok(found.into_iter().map(pair).collect())
    }

    fn name_item(&self, pair: Pair, weight: u64) -> Result<Option<ReviewItem>, CaseError> {
        let matter = Matter { kind: JudgedKind::Name, subject: pair.a.clone(), object: Some(pair.b.clone()) };
        if self.standing(&matter, Verb::Same)?.is_some() {
            return Ok(None);
        }
        let (only_a, only_b) = differing_words(&pair.a, &pair.b);
        let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
        let differing = Differing { first: owned(only_a), second: owned(only_b) };
        let reason = match pair.ground {
            Ground::TakenForOne(reason) => Why::TakenForOne { reason, differing },
            Ground::LeftApart(doubt) => Why::LeftApart { doubt, differing },
        };
        let sides = vec![self.name_side(&pair.a)?, self.name_side(&pair.b)?];
        Ok(Some(ReviewItem {
            doubt: Doubt::SameEntity,
            matter,
            yes: Verb::Same,
            no: Verb::Different,
            sides,
            reason,
            weight,
        }))
    }

    /// How often a name is mentioned.
    fn mentions_of_name(&self, key: &str) -> Result<u64, CaseError> {
        let sql = include_str!("../../sql/query/mentions_of_name.sql");
        let n: Option<i64> = self.one(sql, named_params! { ":key": key }, |row| row.get(0))?;
        Ok(n.unwrap_or_default().unsigned_abs())
    }

    fn name_side(&self, key: &str) -> Result<ReviewSide, CaseError> {
        let found = self
            .connection
            .prepare_cached(include_str!("../../sql/query/name_side.sql"))
            .and_then(|mut statement| {
                statement
                    .query_row(named_params! { ":key": key }, |row| {
                        let name: Option<String> = row.get(0)?;
                        Ok((name, row.get(1)?, row.get(2)?, row.get(3)?))
                    })
                    .optional()
            })
            .map_err(|cause| self.error(cause))?;
        let side = |(name, doc, text, at): (Option<String>, String, String, String)| ReviewSide {
            name: name.unwrap_or_else(|| key.to_owned()),
            words: spans_from_json(&at)
                .and_then(|spans| spans.first().copied())
                .map(|at| (doc, around(&text, at)))
                .into_iter()
                .collect(),
        };
        Ok(found.map_or_else(|| ReviewSide { name: key.to_owned(), words: Vec::new() }, side))
    }
}

/// The words around a place, on its line.
fn around(text: &str, at: CharSpan) -> String {
    let from = at.start.saturating_sub(AROUND);
    let shown: Vec<char> = text.chars().skip(from as usize).take((at.end + AROUND - from) as usize).collect();
    let (start, end) = ((at.start - from) as usize, ((at.end - from) as usize).min(shown.len()));
    let is_line = |c: &char| *c == '\n';
    let first = shown[..start.min(shown.len())].iter().rposition(is_line).map_or(0, |at| at + 1);
    let last = shown[end..].iter().position(is_line).map_or(shown.len(), |at| end + at);
    let words: String = shown[first..last].iter().collect();
    let before = if from > 0 && first == 0 { "… " } else { "" };
    let behind =
        if last == shown.len() && (at.end + AROUND) < text.chars().count() as u32 { " …" } else { "" };
    format!("{before}{}{behind}", words.trim())
}
