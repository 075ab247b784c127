//! How near found claims are to those that careful readers marked.
//!
//! The measures are those of the annotation's own scorer. Claims are matched one to one within an article, greedily
//! from the largest overlap down (at least [`LEAST`] of the characters in either, or [`COVERED`] of the shorter
//! claim), ties to the pair with more roles right. Words are compared without case, accents, punctuation,
//! articles and prepositions; a role or voice is right where a name of the predicted entity, or its words, is a
//! name of the marked entity in that article.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Overlap of two claims that speak of the same.
const LEAST: f64 = 0.4;
/// Share of the shorter claim that does as well.
const COVERED: f64 = 0.6;
/// How far bounds of a quantity may be apart, of the larger.
const BOUNDS: f64 = 0.1;

const SMALL_WORDS: [&str; 35] = [
    "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "au", "aux", "ce", "cet", "cette", "ces",
    "son", "sa", "ses", "leur", "leurs", "et", "ou", "en", "par", "sur", "dans", "pour", "qui", "que", "the",
    "a", "an", "of", "and",
];

/// What is judged on matched claims.
const FIELDS: [&str; 9] =
    ["agent", "patient", "event", "polarity", "modality", "time", "quantities", "voices", "innermost voice"];

/// What people marked in a set of articles: claims, and the entities that they speak of.
pub struct Gold {
    claims: BTreeMap<String, Vec<Value>>,
    entities: BTreeMap<String, Value>,
    documents: BTreeMap<String, Value>,
    /// Entity and article to the entity's names there.
    forms: BTreeMap<(String, String), Vec<String>>,
}

impl Gold {
    /// Reads the files of a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut gold = Self {
            claims: BTreeMap::new(),
            entities: BTreeMap::new(),
            documents: BTreeMap::new(),
            forms: BTreeMap::new(),
        };
        for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
            let path = entry?.path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let file: Value = serde_json::from_slice(&fs::read(&path)?)?;
            if let Some(claims) = file["claims"].as_array() {
                gold.claims.insert(key(word(&file["doc"])), claims.clone());
            } else if file["entities"].is_array() {
                for entity in items(&file["entities"]) {
                    gold.entities.insert(word(&entity["id"]).to_owned(), entity.clone());
                }
                for document in items(&file["documents"]) {
                    gold.documents.insert(key(word(&document["doc"])), document.clone());
                }
            }
        }
        for (id, entity) in &gold.entities {
            for kind in ["names", "metonyms", "phrases"] {
                for (doc, forms) in entity[kind].as_object().into_iter().flatten() {
                    let known = gold.forms.entry((id.clone(), doc.clone())).or_default();
                    known.extend(items(forms).map(|form| word(form).to_owned()));
                }
            }
        }
        Ok(gold)
    }

    fn names<'a>(&self, ids: impl IntoIterator<Item = &'a str>, doc: &str) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for id in ids {
            names.insert(plain(word(&self.entities[id]["name"])));
            let forms = self.forms.get(&(id.to_owned(), doc.to_owned()));
            names.extend(forms.into_iter().flatten().map(|form| plain(form)));
        }
        names
    }
}

/// What the program wrote: claims by article, and the names of entities.
pub struct Found {
    claims: BTreeMap<String, Vec<Value>>,
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Found {
    /// Reads a folder of `selon export jsonl`.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut found = Self { claims: BTreeMap::new(), names: BTreeMap::new() };
        for entity in read_lines(&folder.join("entities.jsonl"))? {
            let names = items(&entity["names"]).map(|name| plain(word(&name["text"])));
            let names = names.chain([plain(word(&entity["name"]))]).collect();
            found.names.insert(word(&entity["id"]).to_owned(), names);
        }
        for claim in read_lines(&folder.join("claims.jsonl"))? {
            found.claims.entry(key(word(&claim["doc"]))).or_default().push(claim);
        }
        Ok(found)
    }

    /// All that a role or a voice is called.
    fn strings(&self, mention: &Value) -> BTreeSet<String> {
        if mention.is_null() {
            return BTreeSet::new();
        }
        let mut strings = BTreeSet::from([plain(word(&mention["text"]))]);
        strings.extend(self.names.get(word(&mention["entity"])).into_iter().flatten().cloned());
        strings.remove("");
        strings
    }
}

/// The figures that have floors, and how many claims were marked, found and matched.
pub struct Scores {
    /// Claims marked, found, matched.
    pub counts: [usize; 3],
    /// By name.
    pub figures: Vec<(String, f64)>,
}

/// Compares found claims with the marked ones.
pub fn score(gold: &Gold, found: &Found) -> Scores {
    let mut verdicts = Vec::new();
    let (mut right_kinds, mut gold_kinds, mut found_kinds) = (0, 0, 0);
    let mut n_found = 0;
    for (doc, golds) in &gold.claims {
        let none = Vec::new();
        let preds = found.claims.get(doc).unwrap_or(&none);
        n_found += preds.len();
        let judge = Judge::new(gold, found, doc);
        let mut pairs = Vec::new();
        for (i, g) in golds.iter().enumerate() {
            for (j, p) in preds.iter().enumerate() {
                let size = overlap(&g["span"], &p["span"]);
                if size > 0.0 {
                    let verdict = judge.verdict(g, p);
                    let n_roles = verdict[..2].iter().filter(|right| **right == Some(true)).count();
                    pairs.push((size, n_roles, i, j, verdict));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for (_, _, i, j, verdict) in pairs {
            if taken.iter().any(|&(g, p)| g == i || p == j) {
                continue;
            }
            taken.push((i, j));
            verdicts.push(verdict);
            let marked: BTreeSet<&str> = items(&golds[i]["evidence"]).map(word).collect();
            let made: BTreeSet<&str> = items(&preds[j]["evidence"]).map(|e| word(&e["kind"])).collect();
            right_kinds += marked.intersection(&made).count();
            gold_kinds += marked.len();
            found_kinds += made.len();
        }
    }
    let n_gold = gold.claims.values().map(Vec::len).sum();
    let mut figures = vec![("recall".to_owned(), ratio(verdicts.len(), n_gold))];
    for (field, name) in FIELDS.iter().enumerate() {
        let judged: Vec<bool> = verdicts.iter().filter_map(|verdict| verdict[field]).collect();
        let right = judged.iter().filter(|right| **right).count();
        figures.push((format!("on matched: {name}"), ratio(right, judged.len())));
    }
    let (precision, recall) = (ratio(right_kinds, found_kinds), ratio(right_kinds, gold_kinds));
    let f1 = if right_kinds == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    figures.push(("evidence F1".to_owned(), f1));
    Scores { counts: [n_gold, n_found, verdicts.len()], figures }
}

/// Judges the claims of one article.
struct Judge<'a> {
    gold: &'a Gold,
    found: &'a Found,
    doc: &'a str,
    all_names: BTreeSet<String>,
    /// What the article's outlet, and those it is copied from, are called.
    credit: BTreeSet<String>,
}

impl<'a> Judge<'a> {
    fn new(gold: &'a Gold, found: &'a Found, doc: &'a str) -> Self {
        let here = gold.forms.keys().filter(|(_, form_doc)| form_doc == doc).map(|(id, _)| id.as_str());
        let all_names = gold.names(here, doc);
        let document = gold.documents.get(doc).unwrap_or(&Value::Null);
        let outlets = items(&document["copied_from"]).chain([&document["outlet"]]);
        let mut credit: BTreeSet<String> = outlets.map(|outlet| plain(word(outlet))).collect();
        credit.remove("");
        let outlets = gold.entities.iter().filter(|(_, e)| credit.contains(&plain(word(&e["name"]))));
        let ids: Vec<&str> = outlets.map(|(id, _)| id.as_str()).collect();
        credit.extend(gold.names(ids, doc));
        Self { gold, found, doc, all_names, credit }
    }

    /// For each of [`FIELDS`] whether it is right; quantities only where some are marked.
    fn verdict(&self, g: &Value, p: &Value) -> [Option<bool>; FIELDS.len()] {
        let same = |field: &str| Some(g[field] == p[field]);
        let wanted: Vec<_> = items(&g["quantities"]).map(bounds).collect();
        let made: Vec<_> = items(&p["quantities"]).map(bounds).collect();
        let hits =
            |wanted: &(f64, f64)| made.iter().any(|made| close(wanted.0, made.0) && close(wanted.1, made.1));
        let quantities = (!wanted.is_empty()).then(|| wanted.iter().all(hits));
        let (voices, innermost) = self.voices(&g["voices"], &p["voices"]);
        [
            Some(self.role(g, p, "agent")),
            Some(self.role(g, p, "patient")),
            Some(g["event"] == p["predicate"]["event"]),
            same("polarity"),
            same("modality"),
            Some(time_right(&g["time"], &p["time"])),
            quantities,
            Some(voices),
            Some(innermost),
        ]
    }

    fn role(&self, g: &Value, p: &Value, role: &str) -> bool {
        let ids = |role: &str| items(&g[role]).map(word).collect::<BTreeSet<&str>>();
        let wanted = ids(role);
        if wanted.is_empty() {
            return self.found.strings(&p[role]).is_disjoint(&self.all_names);
        }
        let one_set = ids("agent") == ids("patient");
        let mut slots = vec![role];
        if role == "patient" {
            slots.push("recipient");
            if wanted.iter().any(|id| self.gold.entities[*id]["type"] == "place") {
                slots.push("place");
            }
            if one_set && p["patient"].is_null() {
                slots.push("agent");
            }
        } else if one_set {
            slots.push("patient");
        }
        let known = self.gold.names(wanted, self.doc);
        slots.iter().any(|slot| !self.found.strings(&p[*slot]).is_disjoint(&known))
    }

    fn voice(&self, g: &str, p: &Value) -> bool {
        let known = if self.gold.entities.contains_key(g) {
            self.gold.names([g], self.doc)
        } else {
            BTreeSet::from([plain(g)])
        };
        !known.is_disjoint(&self.found.strings(p)) || known.iter().any(|name| alike(name, word(&p["text"])))
    }

    /// Whether the whole chain is right, and whether its innermost voice is. The first found voice is the article.
    fn voices(&self, g: &Value, p: &Value) -> (bool, bool) {
        let golds: Vec<&str> = items(g).map(word).collect();
        let mut chain: Vec<&Value> = items(p).skip(1).collect();
        while chain.len() > golds.len() && !self.found.strings(chain[0]).is_disjoint(&self.credit) {
            chain.remove(0);
        }
        let (Some(last), Some(innermost)) = (golds.last(), chain.last()) else {
            let both = golds.is_empty() && chain.is_empty();
            return (both, both);
        };
        let all = golds.len() == chain.len() && golds.iter().zip(&chain).all(|(g, p)| self.voice(g, p));
        (all, self.voice(last, innermost))
    }
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The part of a file's name that names the article: up to its first `_`.
fn key(doc: &str) -> String {
    let stem = Path::new(doc).file_stem().unwrap_or_default().to_string_lossy();
    stem.split('_').next().unwrap_or_default().to_owned()
}

/// The words without case, accents, punctuation, articles and prepositions.
fn plain(text: &str) -> String {
    let bare: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let bare = bare.to_lowercase();
    let words: Vec<&str> =
        bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let large: Vec<&str> = words.iter().copied().filter(|word| !SMALL_WORDS.contains(word)).collect();
    if large.is_empty() { words.join(" ") } else { large.join(" ") }
}

/// Half of the words of the longer one are shared.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    let (a, b): (BTreeSet<&str>, BTreeSet<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let shared = a.intersection(&b).filter(|word| !word.is_empty()).count();
    shared > 0 && 2 * shared >= a.len().max(b.len())
}

fn chars(spans: &Value) -> BTreeSet<u64> {
    let end = |span: &Value, i: usize| span[i].as_u64().unwrap_or_default();
    items(spans).flat_map(|span| end(span, 0)..end(span, 1)).collect()
}

fn overlap(g: &Value, p: &Value) -> f64 {
    let (a, b) = (chars(g), chars(p));
    let both = a.intersection(&b).count();
    let size = ratio(both, a.len() + b.len() - both);
    if size >= LEAST || ratio(both, a.len().min(b.len())) >= COVERED { size } else { 0.0 }
}

/// First and last day as strings that compare.
fn interval(time: &Value) -> Option<(String, String)> {
    let end = |name: &str| time[name].as_str().filter(|date| !date.is_empty());
    let (from, to) = (end("from").or(end("to"))?, end("to").or(end("from"))?);
    let full = |date: &str, pad: &str| {
        let date = date.get(..10).unwrap_or(date);
        format!("{date}{}", pad.get(date.len()..).unwrap_or_default())
    };
    Some((full(from, "0000-01-01"), full(to, "9999-12-31")))
}

fn time_right(g: &Value, p: &Value) -> bool {
    let made = interval(p);
    if g.is_null() {
        return made.is_none();
    }
    match (interval(g), made) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        (None, Some(_)) => false,
        (_, None) => {
            !p.is_null()
                && g["inferred"].as_bool().unwrap_or(false)
                && alike(word(&g["text"]), word(&p["text"]))
        }
    }
}

fn bounds(quantity: &Value) -> (f64, f64) {
    (quantity["min"].as_f64().unwrap_or(0.0), quantity["max"].as_f64().unwrap_or(f64::INFINITY))
}

fn close(a: f64, b: f64) -> bool {
    a == b || a.is_finite() && b.is_finite() && (a - b).abs() <= BOUNDS * a.abs().max(b.abs())
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn read_lines(path: &Path) -> Result<Vec<Value>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_small_ones_and_accents() {
        assert_eq!(plain("L’Épée de la Liberté"), "epee liberte");
        assert_eq!(plain("Le"), "le");
        assert!(alike("le ministre Paul Durand", "Paul Durand"));
        assert!(!alike("", ""));
    }

    #[test]
    fn quantities_are_close_within_a_tenth_and_open_ends_are_equal() {
        assert!(close(100.0, 109.0) && close(f64::INFINITY, f64::INFINITY));
        assert!(!close(100.0, 120.0) && !close(100.0, f64::INFINITY));
    }

    #[test]
    fn times_meet_or_are_both_open() {
        let time = |from: &str, to: &str| serde_json::json!({"text": "mai", "from": from, "to": to});
        assert!(time_right(&time("2022-05", "2022-05"), &time("2022-05-13", "2022-05-13")));
        assert!(!time_right(&time("2022-05", "2022-05"), &time("2022-06-01", "2022-06-01")));
        assert!(time_right(&Value::Null, &Value::Null));
        assert!(!time_right(&Value::Null, &time("2022", "2022")));
    }
}
