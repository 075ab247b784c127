//! A case of invented articles, made by hand, in a room of its own.

#![allow(dead_code)] // Each test file uses some of it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use selon_case::{Case, Reading, Run};
use selon_extract::{
    Attribution, Claim, Event, Extraction, Kind, Modality, Polarity, Predicate, SourceKind, Stance, Voice,
};
use selon_page::{Article, DateSource, Found, Published};
use selon_text::{CharSpan, Sha256, Text};
use selon_web::{Settings, serve};
use tempfile::TempDir;

/// The token of the rooms of tests.
pub const TOKEN: &str = "0123456789abcdef";

const WHEN: &str = "2022-05-16T08:00:00Z";

/// Words that would do something if anything took them for markup, script or an address.
pub const HOSTILE: [&str; 8] = [
    "<script>window.hit=1</script>",
    "\"><img src=x onerror=window.hit=1>",
    "'-window.hit=1-'",
    "javascript:window.hit=1",
    "</textarea></title><svg onload=window.hit=1>",
    "{{ hit }}${window.hit=1}",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "<!-- --> ]]> <style>*{display:none}</style>",
];

/// Words whose characters are not one byte, one unit or one cell each.
pub const ODD: [&str; 5] = ["le préfet 🤣👩‍👩‍👧", "l’e\u{301}missaire", "الناطق باسم", "דובר הצבא", "𝒳 de la 𠜎"];

/// A room that answers, and the folder that its case is in.
pub struct Place {
    folder: TempDir,
    /// `http://127.0.0.1:…`, without a slash.
    pub base: String,
    /// Ids of the documents, in the order in which they were added.
    pub documents: Vec<String>,
}

impl Place {
    /// A room with hostile and odd articles.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("<b>case.selon");
        let mut case = Case::open_or_create(&file).unwrap();
        let mut documents = Vec::new();
        for (i, hostile) in HOSTILE.into_iter().enumerate() {
            documents.push(add(&mut case, &format!("hostile/{i}/{hostile}"), hostile, hostile));
        }
        for (i, odd) in ODD.into_iter().enumerate() {
            documents.push(add(&mut case, &format!("odd/{i}.txt"), "Le Courrier de Vastrel", odd));
        }
        drop(case);
        let settings = Settings {
            case: file,
            address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            hosts: Vec::new(),
            token: TOKEN.to_owned(),
            read_only: false,
            clock: || WHEN.to_owned(),
            author: "Analyste".to_owned(),
        };
        let server = serve(settings).unwrap();
        let base = server.address().trim_end_matches('/').to_owned();
        std::thread::spawn(move || server.run());
        Self { folder, base, documents }
    }

    /// The id of a claim of a document.
    pub fn claim(&self, document: usize) -> String {
        let case = Case::open(&self.folder.path().join("<b>case.selon")).unwrap();
        let id = case.document_line(&self.documents[document]).unwrap().unwrap().id;
        case.reading(&id).unwrap().claims[0].id.to_string()
    }

    /// Paths of one page of each kind.
    pub fn pages(&self) -> Vec<String> {
        let mut pages: Vec<String> = [
            "/",
            "/articles",
            "/disputes",
            "/sources",
            "/timeline",
            "/matrix",
            "/review",
            "/search?q=vastrel",
            "/nothing",
        ]
        .map(str::to_owned)
        .to_vec();
        pages.extend(self.documents.iter().map(|id| format!("/article/{id}")));
        pages.push(format!("/claim/{}", self.claim(0)));
        pages.push(format!("/claim/{}", self.claim(10)));
        pages.push("/outlet/Le%20Courrier%20de%20Vastrel".to_owned());
        pages.push("/source/radio-vastrel".to_owned());
        pages
    }
}

/// Adds an article in which a radio has it from `words` that somebody did something.
fn add(case: &mut Case, doc: &str, outlet: &str, words: &str) -> String {
    let text = format!(
        "Titre {words}\n\nSelon Radio Vastrel, {words} affirme que {words} aurait attaqué le pont de Vastrel. \
         Il dément.\n"
    );
    let text = Text::new(text);
    let find = |from: &str, what: &str| {
        let start = text.as_str().find(from).unwrap() + from.find(what).unwrap();
        let start = text.char_of(start as u32).unwrap();
        vec![CharSpan::new(start, start + what.chars().count() as u32)]
    };
    let outer = format!("{words} affirme que {words} aurait attaqué le pont de Vastrel");
    let inner = format!("{words} aurait attaqué le pont de Vastrel");
    let clause = format!("que {inner}");
    let attribution = |source, cue, content, parent, stance, hedged, source_kind| Attribution {
        source,
        cue,
        content,
        parent,
        kind: Kind::Indirect,
        stance,
        hedged,
        source_kind,
        rule: "reporting-clause",
    };
    let attributions = vec![
        attribution(
            find("Radio Vastrel", "Radio Vastrel"),
            find("Selon", "Selon"),
            find(&outer, &outer),
            None,
            Stance::Asserts,
            true,
            SourceKind::Outlet,
        ),
        attribution(
            find(&outer, words),
            find("affirme", "affirme"),
            find(&clause, &inner),
            Some(0),
            Stance::Denies,
            false,
            SourceKind::Official,
        ),
    ];
    let voice = |span, kind, attribution| Voice { span, mention: None, kind, attribution };
    let claim = Claim {
        attribution: Some(1),
        span: find(&clause, &inner),
        predicate: Predicate {
            span: find("aurait attaqué", "aurait attaqué"),
            lemma: "attaquer".to_owned(),
            event: Some(Event::Assault),
        },
        agent: None,
        patient: None,
        recipient: None,
        place: None,
        time: None,
        quantities: Vec::new(),
        polarity: Polarity::Affirmed,
        modality: Modality::Hedged,
        voices: vec![
            voice(Vec::new(), SourceKind::Outlet, None),
            voice(find("Radio Vastrel", "Radio Vastrel"), SourceKind::Outlet, Some(0)),
            voice(find(&outer, words), SourceKind::Official, Some(1)),
        ],
        evidence: Vec::new(),
    };
    let extraction = Extraction { attributions, mentions: Vec::new(), claims: vec![claim] };
    let mut article = Article::new(text.clone(), Sha256::of(text.as_str().as_bytes()));
    article.language = Some("fr");
    article.outlet = Some(Found { value: outlet.to_owned(), span: None });
    article.title = Some(Found { value: format!("Titre {words}"), span: None });
    article.published = Some(Published {
        from: "2022-05-16".to_owned(),
        to: "2022-05-16".to_owned(),
        span: None,
        source: DateSource::Declared,
        element: String::new(),
    });
    article.body = vec![text.span()];
    let reading = Reading::of(doc, &article, Ok(&extraction));
    let run = Run {
        started: WHEN.to_owned(),
        program: "selon 0.1.0".to_owned(),
        model: "none".to_owned(),
        lexicon: "none".to_owned(),
    };
    case.add(&run, &reading, text.as_str().as_bytes(), WHEN).unwrap();
    reading.document.id.to_string()
}
