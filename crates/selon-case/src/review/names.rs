//! Names that wait for an analyst: those joined by their spelling alone, and those left apart that may be one.
//!
//! Cost: the links of the [`MOST_LINKED`] names that name most; and of the [`MOST_NAMES`] spellings that name most, one
//! after the other, the pairs with those before it in its blocks, until enough are found. Nothing else of the case is
//! looked at.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{OptionalExtension, named_params};
use selon_link::entity::{BlockName, Doubt as NameDoubt, Reason, blocks_of, differing_words, doubt};
use selon_text::CharSpan;

use super::{Differing, Doubt, ReviewItem, ReviewSide, Why};
use crate::judgement::{JudgedKind, Matter, Verb};
use crate::link::entities::type_of_name;
use crate::reading::spans_from_json;
use crate::{Case, CaseError};

/// Spellings, those that name most, that are compared with each other where they share a block.
const MOST_NAMES: usize = 400;

/// Names of a block, those that name most, that another is compared with.
const MOST_IN_BLOCK: usize = 60;

/// Names, those that name most, among whose links those are looked for that rest on spelling alone.
const MOST_LINKED: i64 = 2000;

/// Scalar values shown before and behind a name.
const AROUND: u32 = 70;

/// Two names, why they are asked about, and how often the less frequent is mentioned.
struct Pair {
    a: String,
    b: String,
    ground: Ground,
    weight: u64,
}

impl Pair {
    /// In order of the names, which is how a judgement has them.
    fn of(a: &str, b: &str, ground: Ground, weight: u64) -> Self {
        Self { a: a.min(b).to_owned(), b: a.max(b).to_owned(), ground, weight }
    }

    fn matter(&self) -> Matter {
        Matter { kind: JudgedKind::Name, subject: self.a.clone(), object: Some(self.b.clone()) }
    }
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
        let near = self.near_misses(most)?;
        pairs.extend(near.into_iter().filter(|pair| !seen.contains(&(pair.a.clone(), pair.b.clone()))));
        pairs.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| (&a.a, &a.b).cmp(&(&b.a, &b.b))));
        let mut items = Vec::new();
        for pair in pairs {
            if items.len() == most {
                break;
            }
            if !self.is_judged(&pair)? {
                items.push(self.name_item(pair)?);
            }
        }
        Ok(items)
    }

    fn is_judged(&self, pair: &Pair) -> Result<bool, CaseError> {
        Ok(self.standing(&pair.matter(), Verb::Same)?.is_some())
    }

    fn thin_links(&self, most: usize) -> Result<Vec<Pair>, CaseError> {
        // What was judged is left out below.
        let params = named_params! { ":most": 2 * most as i64 + 100, ":names": MOST_LINKED };
        self.list(include_str!("../../sql/query/thin_links.sql"), params, |row| {
            let reason = Reason::from_name(&row.get::<_, String>(2)?).unwrap_or(Reason::OtherSpelling);
            let (a, b): (String, String) = (row.get(0)?, row.get(1)?);
            let weight = row.get::<_, i64>(3)?.unsigned_abs();
            Ok(Pair::of(&a, &b, Ground::TakenForOne(reason), weight))
        })
    }

    /// Pairs of names that are left apart and may be one, those that name most first, at most `most` that nobody has
    /// judged.
    fn near_misses(&self, most: usize) -> Result<Vec<Pair>, CaseError> {
        let sql = include_str!("../../sql/query/spellings_of_most.sql");
        let spellings = self.waiting(sql, MOST_NAMES, |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, i64>(2)?))
        })?;
        let mut names: Vec<(BlockName, Option<String>)> = Vec::new();
        let mut of_block: HashMap<String, Vec<usize>> = HashMap::new();
        let mut found = Vec::new();
        for (key, entity, n_mentions) in spellings {
            let kind = type_of_name(&self.connection, &key).map_err(|cause| self.error(cause))?;
            let name = BlockName { key, kind };
            let mut met = BTreeSet::new();
            for block in blocks_of(&name.key) {
                let here = of_block.entry(block.clone()).or_default();
                for &other in here.iter().take(MOST_IN_BLOCK) {
                    let (other_name, other_entity) = &names[other];
                    if *other_entity == entity || met.contains(&other) {
                        continue;
                    }
                    let Some(doubt) = doubt(&block, &name, other_name) else { continue };
                    met.insert(other);
                    let ground = Ground::LeftApart(doubt);
                    let pair = Pair::of(&name.key, &other_name.key, ground, n_mentions.unsigned_abs());
                    if !self.is_judged(&pair)? {
                        found.push(pair);
                    }
                }
                here.push(names.len());
            }
            names.push((name, entity));
            // What comes later is mentioned no more often.
            if found.len() >= most {
                break;
            }
        }
        Ok(found)
    }

    fn name_item(&self, pair: Pair) -> Result<ReviewItem, CaseError> {
        let matter = pair.matter();
        let (only_a, only_b) = differing_words(&pair.a, &pair.b);
        let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
        let differing = Differing { first: owned(only_a), second: owned(only_b) };
        let reason = match pair.ground {
            Ground::TakenForOne(reason) => Why::TakenForOne { reason, differing },
            Ground::LeftApart(doubt) => Why::LeftApart { doubt, differing },
        };
        let sides = vec![self.name_side(&pair.a)?, self.name_side(&pair.b)?];
        Ok(ReviewItem {
            doubt: Doubt::SameEntity,
            matter,
            yes: Verb::Same,
            no: Verb::Different,
            sides,
            n_more: 0,
            reason,
            weight: pair.weight,
        })
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
