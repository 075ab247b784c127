//! Makes a large case of invented words, to measure how fast it is searched and shown.
//!
//! `cargo run --release -p selon-case --example large -- large.selon 100000 10` makes one of 100,000 articles
//! with ten claims each; `… -- large.selon` times searches in it.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use selon_case::{Case, Reading, Run, Search};
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

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let file = Path::new(args.first().map_or("large.selon", String::as_str));
    if let [_, n_articles, n_claims] = args.as_slice() {
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
    for words in ["ba", "re", "do mi", "bare", "kalenor", "« ba re »", "chychy", "vinorka sole", "zzz", ""]
    {
        for event in [None, Some("ACCUSE".to_owned())] {
            let search = Search { words: words.to_owned(), event, most: 20, ..Search::default() };
            let mut times = Vec::new();
            let mut n_hits = 0;
            for _ in 0..5 {
                let begun = Instant::now();
                n_hits = case.search(&search)?.n_hits;
                times.push(begun.elapsed());
            }
            times.sort();
            println!(
                "{words:14} {:6} {n_hits:5} hits  first {:.1?}, median {:.1?}",
                search.event.as_deref().unwrap_or(""),
                times[4],
                times[2]
            );
        }
    }
    Ok(())
}
