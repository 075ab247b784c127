//! Makes a large case of invented words, to measure how fast it is searched and shown.
//!
//! `cargo run --release -p selon-case --example large -- large.selon 100000 10` makes one of 100,000 articles
//! with ten claims each; `… -- large.selon` times searches in it, `… -- FILE search WORDS…` those for some words in any
//! case, and `… -- FILE pages` what the pages of the reading room ask of it.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use selon_case::{Accusing, Case, EntityType, Reading, Run, Search, Slice, Stretch, Tally};
use selon_extract::{
    Attribution, Claim, Event, Extraction, Kind, Modality, Polarity, Predicate, SourceKind, Stance, Time,
    Voice,
};
use selon_page::{Article, DateSource, Found, Published};
use selon_text::{CharSpan, Sha256, Text};

const WHEN: &str = "2022-05-16T08:00:00Z";

/// Words by how common they are: the first stand in every second sentence, the last in one of many thousands.
const SYLLABLES: [&str; 12] = ["ba", "ré", "do", "mi", "tu", "ka", "lé", "so", "vi", "nor", "pel", "chy"];

/// A sequence of numbers that is the same each time (a linear congruential generator, Knuth's constants).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// A number below `n`, small ones far more often, as words are.
    fn skewed(&mut self, n: u64) -> u64 {
        let share = (self.next() % 1_000_000) as f64 / 1_000_000.0;
        ((n as f64).powf(share) - 1.0) as u64
    }

    fn word(&mut self) -> String {
        spelt(self.skewed(60_000))
    }
}

/// Word number `n`.
fn spelt(mut n: u64) -> String {
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[(n % 12) as usize]);
        n /= 12;
        if n == 0 {
            return word;
        }
    }
}

fn reading(number: u64, n_claims: u64) -> Reading {
    let mut numbers = Numbers(number);
    let outlet = format!("Journal {}", spelt(numbers.skewed(400)));
    let mut text = format!("{} {}\n\n", numbers.word(), numbers.word());
    let mut extraction = Extraction::default();
    let mut n_chars = text.chars().count() as u32;
    for nth in 0..n_claims as usize {
        let source = format!("M. {} {}", spelt(numbers.skewed(3000)), spelt(numbers.skewed(3000)));
        let words: Vec<String> = (0..14).map(|_| numbers.word()).collect();
        let sentence = format!("{source} affirme que {}.\n", words.join(" "));
        let len = |text: &str| text.chars().count() as u32;
        let span = |start: u32, end: u32| vec![CharSpan::new(n_chars + start, n_chars + end)];
        let cue = len(&source) + 1;
        let content = span(cue + 12, len(&sentence) - 2);
        extraction.attributions.push(Attribution {
            source: span(0, len(&source)),
            cue: span(cue, cue + 7),
            content: content.clone(),
            parent: None,
            kind: Kind::Indirect,
            stance: Stance::Asserts,
            hedged: numbers.next().is_multiple_of(4),
            source_kind: SourceKind::Person,
            rule: "reporting-clause",
        });
        let day = format!(
            "20{:02}-{:02}-{:02}",
            10 + numbers.next() % 12,
            1 + numbers.next() % 12,
            1 + numbers.next() % 28
        );
        extraction.claims.push(Claim {
            attribution: Some(nth),
            span: content,
            predicate: Predicate {
                span: span(cue + 12, cue + 13),
                lemma: words[0].clone(),
                event: Event::ALL.get(numbers.skewed(24) as usize).copied(),
            },
            agent: None,
            patient: None,
            recipient: None,
            place: None,
            time: numbers.next().is_multiple_of(3).then(|| Time {
                span: span(cue + 12, cue + 14),
                from: Some(day.clone()),
                to: Some(day),
            }),
            quantities: Vec::new(),
            polarity: Polarity::Affirmed,
            modality: Modality::ALL[numbers.skewed(6) as usize],
            voices: vec![
                Voice { span: Vec::new(), mention: None, kind: SourceKind::Outlet, attribution: None },
                Voice {
                    span: span(0, len(&source)),
                    mention: None,
                    kind: SourceKind::Person,
                    attribution: Some(nth),
                },
            ],
            evidence: Vec::new(),
        });
        n_chars += len(&sentence);
        text.push_str(&sentence);
    }
    let day = format!("20{:02}-{:02}-{:02}", 10 + number % 12, 1 + number % 12, 1 + number % 28);
    let text = Text::new(text);
    let body = vec![text.span()];
    let sha256 = Sha256::of(text.as_str().as_bytes());
    let mut article = Article::new(text, sha256);
    article.language = Some("fr");
    article.outlet = Some(Found { value: outlet, span: None });
    article.title = Some(Found { value: format!("Article {number}"), span: None });
    article.published = Some(Published {
        from: day.clone(),
        to: day,
        span: None,
        source: DateSource::Declared,
        element: String::new(),
    });
    article.body = body;
    Reading::of(&format!("large/{number:06}.txt"), &article, Ok(&extraction))
}

/// How long this thread has run (Linux): what others do on the machine does not count.
fn cpu_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split(' ').next().and_then(|field| field.parse().ok()).unwrap_or(0);
    Duration::from_nanos(nanoseconds)
}

/// Prints the median of five times that `ask` takes.
fn time<T, E: Error + 'static>(
    what: &str,
    mut ask: impl FnMut() -> Result<T, E>,
) -> Result<T, Box<dyn Error>> {
    let (mut times, mut cpu) = (Vec::new(), Vec::new());
    let mut found = None;
    for _ in 0..5 {
        let (begun, running) = (Instant::now(), cpu_time());
        found = Some(ask()?);
        times.push(begun.elapsed());
        cpu.push(cpu_time() - running);
    }
    times.sort();
    cpu.sort();
    println!(
        "{what:36} {:9.2?} median, {:9.2?} at most; {:9.2?} of processor time",
        times[2], times[4], cpu[2]
    );
    found.ok_or_else(|| "nothing was asked".into())
}

/// Times what the pages of the reading room ask of a case.
fn pages(case: &Case) -> Result<(), Box<dyn Error>> {
    let slice = Slice { skip: 0, most: 51 };
    let all = Stretch::default();
    for what in [Tally::Published, Tally::Happened, Tally::Outlets] {
        time(&format!("tally {what:?}"), || case.tally_in_order(what))?;
    }
    time("failures", || case.failures())?;
    let documents = time("articles", || case.document_lines(None, &all, slice))?;
    let Some(document) = documents.get(3) else { return Err("expected a case with articles".into()) };
    let year = Stretch { from: Some("2021-06".to_owned()), to: Some("2021-07".to_owned()) };
    time("articles of a month", || case.document_lines(None, &year, slice))?;
    let far = Slice { skip: 50_000, most: 51 };
    time("articles, a page far behind", || case.document_lines(None, &all, far))?;
    let outlet = document.outlet.clone().unwrap_or_default();
    time("articles of an outlet", || case.document_lines(Some(&outlet), &all, slice))?;
    let reading = time("an article", || case.reading(&document.id))?;
    time("what it shares", || case.reuse_of(&document.id))?;
    time("whom it names", || case.named_in(&document.id, 40))?;
    time("timeline", || case.claims_by_time(&all, slice))?;
    time("timeline of a month", || case.claims_by_time(&year, slice))?;
    let sources = time("sources", || case.source_lines(slice))?;
    if let Some(source) = sources.first() {
        time("the commonest source", || case.source_named(&source.folded))?;
        time("what it says", || case.said_by(&source.folded, slice))?;
    }
    let entities = time("entities", || case.entity_lines(None, slice))?;
    time("places", || case.entity_lines(Some(EntityType::Place), slice))?;
    time("entities by name", || case.entities_named("halv", 20))?;
    if let Some(entity) = entities.first() {
        time("the commonest entity, its forms", || case.entity_forms(&entity.id, 60))?;
        time("its claims", || case.claims_about(&entity.id))?;
        time("its links", || case.name_links(&entity.id))?;
    }
    time("map", || case.places(500))?;
    time("countries", || case.countries())?;
    time("rival places", || case.rival_places(40))?;
    let all = Accusing::default();
    time("who accuses whom", || case.accusation_matrix(&all, 14))?;
    time("accusations, a page far behind", || case.accusing_claims(&all, None, None, far))?;
    let disputes = time("disputes", || case.dispute_lines(slice))?;
    if let Some(dispute) = disputes.first() {
        let found = time("the weightiest dispute", || case.dispute_uncounted(&dispute.id))?;
        let answers = found.map(|found| found.answers).unwrap_or_default();
        let claims: Vec<_> = answers.iter().flat_map(|answer| answer.claims.iter().take(60)).collect();
        println!("  {} answers, {} claims", answers.len(), claims.len());
        let claims: Vec<_> = claims.into_iter().map(|claim| claim.claim.clone()).collect();
        time("its origins", || case.origins_of(&claims))?;
        if let Some(claim) = claims.first() {
            time("company of a claim", || case.company_of(claim))?;
            time("disputes of a claim", || case.disputes_of_claim(claim))?;
        }
    }
    println!("  {} claims in the article", reading.claims.len());
    time("review", || case.review_queue(40))?;
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let file = Path::new(args.first().map_or("large.selon", String::as_str));
    if let [_, n_articles, n_claims] = args.as_slice()
        && n_articles != "search"
    {
        let mut case = Case::open_or_create(file)?;
        let run = Run {
            started: WHEN.to_owned(),
            program: "large".to_owned(),
            model: "none".to_owned(),
            lexicon: "none".to_owned(),
        };
        let begun = Instant::now();
        for number in 0..n_articles.parse()? {
            let reading = reading(number, n_claims.parse()?);
            case.add(&run, &reading, reading.text.as_str().as_bytes(), WHEN)?;
        }
        println!("{n_articles} articles added in {:.1?}", begun.elapsed());
    }
    let begun = Instant::now();
    let case = Case::open(file)?;
    println!("opened in {:.1?}", begun.elapsed());
    if args.get(1).is_some_and(|mode| mode == "pages") {
        return pages(&case);
    }
    let asked = match args.as_slice() {
        [_, search, words @ ..] if search == "search" => words.iter().map(String::as_str).collect(),
        _ => vec!["ba", "re", "do mi", "bare", "kalenor", "« ba re »", "chychy", "vinorka sole", "zzz", ""],
    };
    for words in asked {
        for event in [None, Some("ACCUSE".to_owned())] {
            let search = Search { words: words.to_owned(), event, most: 20, ..Search::default() };
            let what = format!("{words:20} {:6}", search.event.as_deref().unwrap_or(""));
            let found = time(&what, || case.search(&search))?;
            println!("  {} hits{}", found.n_hits, if found.is_counted { "" } else { " at least" });
        }
    }
    Ok(())
}
