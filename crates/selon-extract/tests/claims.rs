//! The case files of `cases/claims`: invented texts, and what is claimed in them.
//!
//! `SELON_CLAIMS=show` prints every claim of each case that fails; `SELON_CLAIMS_OF=times` looks at one file alone.
//! The format is described in `cases/claims/README.md`.

// Parts of it serve the other tests of this crate.
#[allow(dead_code)]
mod common;

use std::fmt::Write as _;
use std::path::Path;

use selon_extract::{Claim, Extraction, MentionKind};
use selon_page::{Article, DateSource, Published};
use selon_spacy::{CharSpan, Doc, Pipeline};
use selon_text::Sha256;

/// A text with what it claims.
struct Case<'a> {
    name: &'a str,
    text: String,
    published: Option<&'a str>,
    /// Each with its line of the case file.
    expected: Vec<Expected<'a>>,
}

/// One line behind a text.
struct Expected<'a> {
    /// `>` is found so, `!` no such claim is found, `~` is not read so yet.
    sign: char,
    lemma: &'a str,
    fields: Vec<(&'a str, &'a str)>,
}

#[test]
fn claims_of_the_cases_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/claims");
    let only = std::env::var("SELON_CLAIMS_OF").ok();
    let show = std::env::var("SELON_CLAIMS").is_ok_and(|wish| wish == "show");
    let pipeline = common::french();
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let (mut n_cases, mut failures) = (0, String::new());
    for path in paths {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        if only.as_ref().is_some_and(|only| *only != file) {
            continue;
        }
        let content = std::fs::read_to_string(&path).unwrap();
        for case in read_cases(&content) {
            n_cases += 1;
            let (article, doc) = annotate(&pipeline, &case);
            let found = selon_extract::extract(&article, &doc);
            let wrong = check(&case, &article, &found);
            if wrong.is_empty() {
                continue;
            }
            let _ = writeln!(failures, "== {file}: {}\n{}\n{wrong}", case.name, case.text);
            if show {
                for claim in &found.claims {
                    let _ = writeln!(failures, "    {}", describe(&article, &found, claim));
                }
            }
        }
    }
    assert!(failures.is_empty(), "of {n_cases} cases:\n{failures}");
    assert!(only.is_some() || n_cases >= 120, "{n_cases} cases");
}

/// Extraction of any text neither panics nor gives a span outside of it.
#[test]
fn any_text_is_read() {
    let pipeline = common::french();
    let texts = [
        "",
        " ",
        "\n\n",
        "?",
        "« »",
        "et et et",
        "12 12 12/12/12 12%",
        "le la les l’",
        "(((",
        "A",
        "ne pas",
        "entre",
        "Il y a.",
        "de de de de",
        "🤣 🤣",
        "que qui dont où",
        "The army attacked the town on Monday, officials said.",
        "Qu’est-ce que c’est que ça ?!",
        "plus de",
        "depuis depuis le le 31 février",
        "le 31 février 2015, en 99999",
        "999999999999999999999999 morts il y a 99999999999 ans",
    ];
    let long = "Le convoi de l’armée de la ville de la région, ".repeat(400);
    for text in texts.iter().copied().chain([long.as_str()]) {
        let case =
            Case { name: "", text: text.to_owned(), published: Some("2020-02-29"), expected: Vec::new() };
        let (article, doc) = annotate(&pipeline, &case);
        let found = selon_extract::extract(&article, &doc);
        let inside = |spans: &[CharSpan]| {
            spans.iter().all(|span| span.start < span.end && span.end <= article.text.n_chars())
        };
        for claim in &found.claims {
            assert!(!claim.span.is_empty() && inside(&claim.span) && inside(&claim.predicate.span), "{text}");
            let roles = [&claim.agent, &claim.patient, &claim.recipient, &claim.place];
            assert!(roles.into_iter().flatten().all(|role| inside(&role.span)), "{text}");
            assert!(claim.voices.first().is_some_and(|voice| voice.span.is_empty()), "{text}");
        }
        for (at, mention) in found.mentions.iter().enumerate() {
            assert!(inside(&mention.span), "{text}");
            let first = mention.antecedent.map_or(at, |first| first);
            assert!(found.mentions[first].antecedent.is_none(), "{text}: a chain of chains at {at}");
        }
    }
}

fn read_cases(content: &str) -> Vec<Case<'_>> {
    content.split("\n== ").skip(1).map(read_case).collect()
}

fn read_case(block: &str) -> Case<'_> {
    let (name, body) = block.split_once('\n').unwrap_or((block, ""));
    let mut case = Case { name: name.trim(), text: String::new(), published: None, expected: Vec::new() };
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        let sign = line.chars().next().unwrap_or(' ');
        let rest = line.get(1..).unwrap_or_default().trim();
        match sign {
            '@' => case.published = Some(rest),
            '>' | '!' | '~' => {
                let mut cells = rest.split('|').map(str::trim);
                let lemma = cells.next().unwrap_or_default();
                let fields = cells.map(|cell| cell.split_once('=').unwrap_or((cell, "")));
                let fields = fields.map(|(key, value)| (key.trim(), value.trim())).collect();
                case.expected.push(Expected { sign, lemma, fields });
            }
            _ => {
                if !case.text.is_empty() {
                    case.text.push('\n');
                }
                case.text.push_str(line);
            }
        }
    }
    assert!(!case.text.is_empty() && !case.expected.is_empty(), "{name}: expected a text and an answer");
    case
}

fn annotate(pipeline: &Pipeline, case: &Case) -> (Article, Doc) {
    let doc = common::annotate_lines(pipeline, &case.text);
    let published = case.published.map(|day| Published {
        from: day.to_owned(),
        to: day.to_owned(),
        span: None,
        source: DateSource::Declared,
        element: String::new(),
    });
    let sha256 = Sha256::of(case.text.as_bytes());
    let article = Article { language: Some("fr"), published, ..Article::new(doc.text().clone(), sha256) };
    (article, doc)
}

/// What is wrong with a case, a line each.
fn check(case: &Case, article: &Article, found: &Extraction) -> String {
    let mut wrong = String::new();
    for expected in &case.expected {
        let with_lemma: Vec<&Claim> =
            found.claims.iter().filter(|claim| claim.predicate.lemma == expected.lemma).collect();
        let fits = |claim: &&&Claim| {
            expected.fields.iter().all(|(key, value)| field_fits(article, found, claim, key, value))
        };
        let right = with_lemma.iter().any(|claim| fits(&claim));
        if right == (expected.sign == '>') {
            continue;
        }
        let fields: Vec<String> =
            expected.fields.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let what = match expected.sign {
            '>' => "expected",
            '!' => "expected no",
            _ => "is read now, and marked as not read yet:",
        };
        let _ = writeln!(wrong, "  {what} {} | {}", expected.lemma, fields.join(" | "));
        for claim in with_lemma {
            let _ = writeln!(wrong, "    found {}", describe(article, found, claim));
        }
    }
    wrong
}

fn field_fits(article: &Article, found: &Extraction, claim: &Claim, key: &str, value: &str) -> bool {
    let role = |role: &Option<selon_extract::Role>| match role {
        None => value == "-",
        Some(role) => {
            words(article, &role.span) == value
                || names(article, found, role.mention).iter().any(|name| name == value)
        }
    };
    match key {
        "agent" => role(&claim.agent),
        "patient" => role(&claim.patient),
        "recipient" => role(&claim.recipient),
        "place" => role(&claim.place),
        "event" => claim.predicate.event.map_or("-", |event| event.as_str()) == value,
        "polarity" => claim.polarity.as_str() == value,
        "modality" => claim.modality.as_str() == value,
        "text" => words(article, &claim.span) == value,
        "time" => claim.time.as_ref().map_or("-".to_owned(), |time| words(article, &time.span)) == value,
        "days" => match &claim.time {
            None => value == "-",
            Some(time) => {
                value
                    == format!("{}..{}", time.from.as_deref().unwrap_or(""), time.to.as_deref().unwrap_or(""))
            }
        },
        "quantity" => {
            let shown = |number: Option<f64>| number.map_or(String::new(), |number| number.to_string());
            let all = claim.quantities.iter().map(|quantity| {
                let unit = quantity.unit.as_deref().unwrap_or("-");
                format!("{}..{} {unit}", shown(quantity.min), shown(quantity.max))
            });
            if value == "-" {
                claim.quantities.is_empty()
            } else {
                all.into_iter().any(|quantity| quantity == value)
            }
        }
        "voice" => {
            let last = claim.voices.last().filter(|voice| voice.attribution.is_some());
            last.map_or("-".to_owned(), |voice| words(article, &voice.span)) == value
        }
        "evidence" => {
            let kinds: Vec<&str> = claim.evidence.iter().map(|evidence| evidence.kind.as_str()).collect();
            if value == "-" { kinds.is_empty() } else { kinds.contains(&value) }
        }
        other => panic!("{other:?} is no field of a case"),
    }
}

/// Names and descriptions of the chain of a mention.
fn names(article: &Article, found: &Extraction, mention: Option<usize>) -> Vec<String> {
    let Some(mention) = mention else { return Vec::new() };
    let root = |at: usize| found.mentions[at].antecedent.unwrap_or(at);
    let same = |at: &usize| root(*at) == root(mention) && found.mentions[*at].kind != MentionKind::Pronoun;
    (0..found.mentions.len()).filter(same).map(|at| words(article, &found.mentions[at].span)).collect()
}

fn words(article: &Article, spans: &[CharSpan]) -> String {
    let part = |span: &CharSpan| {
        article.text.to_bytes(*span).map_or("", |bytes| &article.text.as_str()[bytes.range()])
    };
    spans.iter().map(part).collect::<Vec<_>>().join(" … ")
}

fn describe(article: &Article, found: &Extraction, claim: &Claim) -> String {
    let role = |role: &Option<selon_extract::Role>| {
        role.as_ref().map_or("-".to_owned(), |role| {
            format!("{} {:?}", words(article, &role.span), names(article, found, role.mention))
        })
    };
    format!(
        "{} | agent={} | patient={} | recipient={} | place={} | event={} | polarity={} | modality={} | time={:?} | quantities={:?} | voices={:?} | text={}",
        claim.predicate.lemma,
        role(&claim.agent),
        role(&claim.patient),
        role(&claim.recipient),
        role(&claim.place),
        claim.predicate.event.map_or("-", |event| event.as_str()),
        claim.polarity.as_str(),
        claim.modality.as_str(),
        claim.time.as_ref().map(|time| (words(article, &time.span), time.from.clone(), time.to.clone())),
        claim
            .quantities
            .iter()
            .map(|quantity| (quantity.min, quantity.max, quantity.unit.clone()))
            .collect::<Vec<_>>(),
        claim.voices.iter().map(|voice| words(article, &voice.span)).collect::<Vec<_>>(),
        words(article, &claim.span),
    )
}
