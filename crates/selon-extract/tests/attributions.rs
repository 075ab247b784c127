//! The case files of `cases/attributions`: texts, and who is said to say what in them.
//!
//! `SELON_CASES=show` prints what differs in every case that fails, `SELON_CASES=raise` raises the floors to what
//! passes now, `SELON_CASES=lower` lowers them as well; `SELON_CASES_OF=que` looks at one file alone and leaves the
//! floors as they are.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use common::cases::{Case, Chars, Expected};
use selon_extract::Attribution;
use selon_spacy::{CharSpan, Doc};

/// Least overlap of contents that counts as the same attribution.
const CONTENT_OVERLAP: f64 = 0.8;
/// Least overlap of sources that counts as the same source.
const SOURCE_OVERLAP: f64 = 0.5;

/// The properties that are counted one by one.
const FIELDS: [&str; 7] = ["source", "cue", "parent", "kind", "stance", "hedged", "source kind"];

#[test]
fn attributions_of_the_cases_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/attributions");
    let wish = std::env::var("SELON_CASES").unwrap_or_default();
    let only = std::env::var("SELON_CASES_OF").ok();
    let (files, problems) = common::cases::read_folder(&folder);
    assert!(problems.is_empty(), "case files:\n{}", problems.join("\n"));
    let pipeline = common::french();
    let mut floors = Floors::read(&folder);
    let mut counts = Counts::default();
    let (mut failures, mut shown) = (String::new(), String::new());
    let mut still_open = BTreeSet::new();
    let mut results = BTreeMap::new();
    for file in files.iter().filter(|file| only.as_ref().is_none_or(|only| *only == file.name)) {
        let (mut n_passing, mut changes) = (0, String::new());
        for case in &file.cases {
            let doc = common::annotate_lines(&pipeline, &case.text);
            let found = selon_extract::find_attributions(&doc);
            let difference = differences(case, &doc, &found, &mut counts);
            let key = (file.name.clone(), case.name.clone());
            if difference.is_empty() {
                n_passing += 1;
                if floors.open.contains(&key) {
                    let _ = writeln!(changes, "  passes now: {}", case.name);
                }
                continue;
            }
            let page = format!("== {}: {}\n{}\n{difference}", file.name, case.name, case.text);
            if !floors.open.contains(&key) {
                let _ = writeln!(changes, "  fails now: {}\n{page}", case.name);
            }
            let _ = writeln!(shown, "{page}");
            still_open.insert(key);
        }
        let floor = floors.rows.get(&file.name).map(|row| row.floor);
        if floor.is_none_or(|floor| n_passing < floor) {
            let floor = floor.map_or("no floor".to_owned(), |floor| format!("floor {floor}"));
            let _ = writeln!(
                failures,
                "{}: {n_passing} of {} cases pass, {floor}\n{changes}",
                file.name,
                file.cases.len()
            );
        }
        results.insert(file.name.clone(), Row { n_cases: file.cases.len(), floor: n_passing });
    }
    if wish == "show" {
        eprintln!("{shown}");
    }
    let n_cases: usize = results.values().map(|row| row.n_cases).sum();
    let n_passing: usize = results.values().map(|row| row.floor).sum();
    eprintln!("{n_passing} of {n_cases} cases pass\n{}", counts.lines());
    if only.is_none() && ["raise", "lower"].contains(&wish.as_str()) {
        floors.update(results, still_open, wish == "lower");
        floors.write(&folder);
        return;
    }
    assert!(only.is_some() || failures.is_empty(), "{failures}");
}

/// How often each property of a matched attribution is right.
#[derive(Default)]
struct Counts {
    n_expected: usize,
    n_found: usize,
    n_matched: usize,
    right: [usize; FIELDS.len()],
}

impl Counts {
    fn lines(&self) -> String {
        let mut lines = format!(
            "attributions: {} expected, {} found, {} with the same content",
            self.n_expected, self.n_found, self.n_matched
        );
        for (field, right) in FIELDS.iter().zip(self.right) {
            let _ = write!(lines, "\n  {field}: {right}");
        }
        lines
    }
}

/// What differs between the attributions expected and found, in lines; empty where nothing does.
fn differences(case: &Case, doc: &Doc, found: &[Attribution], counts: &mut Counts) -> String {
    let text: Vec<char> = case.text.chars().collect();
    let found_chars: Vec<[Chars; 3]> =
        found.iter().map(|a| [chars(&a.source), chars(&a.cue), chars(&a.content)]).collect();
    let partners = match_contents(&case.expected, &found_chars);
    counts.n_expected += case.expected.len();
    counts.n_found += found.len();
    let mut lines = String::new();
    for (expected, partner) in case.expected.iter().zip(&partners) {
        let Some(partner) = *partner else {
            let _ = writeln!(lines, "  missing  {}", line_of_expected(expected, &text));
            let _ = writeln!(lines, "    parse    {}", parse_of(&expected.cue, doc));
            continue;
        };
        counts.n_matched += 1;
        let attribution = &found[partner];
        let [source, cue, content] = &found_chars[partner];
        let parent = expected.parent.map(|parent| partners[parent]);
        let checks = [
            overlap(&expected.source, source) >= SOURCE_OVERLAP,
            (expected.cue.is_empty() && cue.is_empty()) || !expected.cue.is_disjoint(cue),
            match parent {
                None => attribution.parent.is_none(),
                Some(parent) => parent.is_some() && parent == attribution.parent,
            },
            expected.kind == attribution.kind,
            expected.stance == attribution.stance,
            expected.hedged == attribution.hedged,
            expected.source_kind == attribution.source_kind,
        ];
        for (right, check) in counts.right.iter_mut().zip(checks) {
            *right += usize::from(check);
        }
        let wrong: Vec<&str> =
            FIELDS.iter().zip(checks).filter(|(_, check)| !check).map(|(field, _)| *field).collect();
        if !wrong.is_empty() {
            let _ = writeln!(lines, "  wrong {}", wrong.join(", "));
            let _ = writeln!(lines, "    expected {}", line_of_expected(expected, &text));
            let _ =
                writeln!(lines, "    found    {}", line_of_found(attribution, [source, cue, content], &text));
        }
    }
    for (index, attribution) in found.iter().enumerate() {
        if !partners.contains(&Some(index)) {
            let [source, cue, content] = &found_chars[index];
            let _ =
                writeln!(lines, "  besides  {}", line_of_found(attribution, [source, cue, content], &text));
        }
    }
    lines
}

/// For each attribution expected the one found, by greatest overlap of contents, then of sources and cues.
fn match_contents(expected: &[Expected], found: &[[Chars; 3]]) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    for (i, expected) in expected.iter().enumerate() {
        for (j, [source, cue, content]) in found.iter().enumerate() {
            let content = overlap(&expected.content, content);
            if content >= CONTENT_OVERLAP {
                let rest = overlap(&expected.source, source) + overlap(&expected.cue, cue);
                pairs.push((content, rest, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| (b.0, b.1).partial_cmp(&(a.0, a.1)).expect("overlaps are numbers"));
    let mut partners = vec![None; expected.len()];
    for (_, _, i, j) in pairs {
        if partners[i].is_none() && !partners.contains(&Some(j)) {
            partners[i] = Some(j);
        }
    }
    partners
}

/// Characters in both by characters in either; two empty sets agree.
fn overlap(a: &Chars, b: &Chars) -> f64 {
    let union = a.union(b).count();
    if union == 0 { 1.0 } else { a.intersection(b).count() as f64 / union as f64 }
}

fn chars(spans: &[CharSpan]) -> Chars {
    spans.iter().flat_map(|span| span.start..span.end).collect()
}

/// How the words of a cue were parsed.
fn parse_of(cue: &Chars, doc: &Doc) -> String {
    let tokens = doc.tokens().filter(|token| cue.contains(&token.chars().start));
    let parses = tokens.map(|token| {
        format!(
            "{} {} {} {}→{}",
            token.text(),
            token.lemma(),
            token.pos().as_str(),
            token.dep(),
            token.head().text()
        )
    });
    parses.collect::<Vec<_>>().join(", ")
}

/// The words of a set of characters, ` … ` where some are left out.
fn words(chars: &Chars, text: &[char]) -> String {
    let mut words = String::new();
    let mut previous = None;
    for &char in chars {
        if previous.is_some_and(|previous| previous + 1 != char) {
            words.push_str(" … ");
        }
        let char_here = text[char as usize];
        words.push(if char_here == '\n' { '¶' } else { char_here });
        previous = Some(char);
    }
    if words.is_empty() { "-".to_owned() } else { words }
}

fn line_of_expected(a: &Expected, text: &[char]) -> String {
    let depth = if a.parent.is_some() { "nested" } else { "" };
    let properties = properties(a.kind.as_str(), a.stance.as_str(), a.hedged, a.source_kind.as_str(), depth);
    format!(
        "{} | {} | {} | {properties}",
        words(&a.source, text),
        words(&a.cue, text),
        words(&a.content, text)
    )
}

fn line_of_found(a: &Attribution, [source, cue, content]: [&Chars; 3], text: &[char]) -> String {
    let depth = if a.parent.is_some() { "nested" } else { "" };
    let properties = properties(a.kind.as_str(), a.stance.as_str(), a.hedged, a.source_kind.as_str(), depth);
    format!(
        "{} | {} | {} | {properties} ({})",
        words(source, text),
        words(cue, text),
        words(content, text),
        a.rule
    )
}

fn properties(kind: &str, stance: &str, hedged: bool, source_kind: &str, depth: &str) -> String {
    let hedged = if hedged { "hedged" } else { "" };
    let words = [kind, stance, hedged, source_kind, depth];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What must pass, and what is known to fail.
struct Floors {
    rows: BTreeMap<String, Row>,
    /// File and name of each case that failed when the floors were written.
    open: BTreeSet<(String, String)>,
}

struct Row {
    n_cases: usize,
    floor: usize,
}

impl Floors {
    fn read(folder: &Path) -> Self {
        let rows_of = |path: PathBuf| {
            let content = std::fs::read_to_string(path).unwrap_or_default();
            let rows = content.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
            rows.map(|row| row.split('\t').map(str::to_owned).collect()).collect::<Vec<Vec<String>>>()
        };
        let mut floors = Self { rows: BTreeMap::new(), open: BTreeSet::new() };
        for row in rows_of(folder.join("floors.tsv")) {
            let [name, n_cases, floor] = &row[..] else { panic!("floors.tsv: expected three columns") };
            let number = |word: &String| word.parse().expect("floors.tsv: expected a number");
            floors.rows.insert(name.clone(), Row { n_cases: number(n_cases), floor: number(floor) });
        }
        for row in rows_of(folder.join("open.tsv")) {
            let [file, name] = &row[..] else { panic!("open.tsv: expected two columns") };
            floors.open.insert((file.clone(), name.clone()));
        }
        floors
    }

    /// Takes over what passes now; a floor sinks only where `lower` says so.
    fn update(
        &mut self,
        results: BTreeMap<String, Row>,
        still_open: BTreeSet<(String, String)>,
        lower: bool,
    ) {
        let mut rows = results;
        for (name, row) in &mut rows {
            if let Some(old) = self.rows.get(name).filter(|_| !lower) {
                row.floor = row.floor.max(old.floor);
            }
        }
        self.rows = rows;
        self.open = still_open;
    }

    fn write(&self, folder: &Path) {
        let mut floors = "# Construction, cases, cases that must pass. Written by the test.\n".to_owned();
        for (name, row) in &self.rows {
            let _ = writeln!(floors, "{name}\t{}\t{}", row.n_cases, row.floor);
        }
        std::fs::write(folder.join("floors.tsv"), floors).expect("floors.tsv can be written");
        let mut open = "# Cases that fail today: construction, case. Written by the test.\n".to_owned();
        for (file, name) in &self.open {
            let _ = writeln!(open, "{file}\t{name}");
        }
        std::fs::write(folder.join("open.tsv"), open).expect("open.tsv can be written");
    }
}
