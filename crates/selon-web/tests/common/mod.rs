//! A case of invented articles, made by hand, in a room of its own.

#![allow(dead_code)] // Each test file uses some of it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use selon_case::{Case, EntityFilter, Reading, Run, Slice};
use selon_extract::{
    Attribution, Claim, Event, Extraction, Kind, Mention, MentionKind, Modality, Polarity, Predicate,
    Quantity, Role, SourceKind, Stance, Voice,
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
pub const ODD: [&str; 6] = [
    "le préfet 🤣👩‍👩‍👧",
    "l’e\u{301}missaire",
    "الناطق باسم",
    "דובר הצבא",
    "𝒳 de la 𠜎",
    "le \u{202e}tefér\u{202c} des anticonstitutionnellementanticonstitutionnellementanticonstitutionnellement",
];

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
        Self::open(false)
    }

    /// The same, perhaps only to be read.
    pub fn open(read_only: bool) -> Self {
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
        add_count(&mut case, "bilan/1.txt", "Agence de Vastrel", "Anna Kolm", 120);
        add_count(&mut case, "bilan/2.txt", HOSTILE[0], "Iver Stahl", 4000);
        add_count(&mut case, "bilan/3.txt", "La Gazette de Brin", "Anna Kolm", 120);
        case.link(&mut |_| ()).unwrap();
        drop(case);
        let settings = Settings {
            case: file,
            address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            hosts: Vec::new(),
            token: TOKEN.to_owned(),
            read_only,
            clock: || WHEN.to_owned(),
            author: "Analyste".to_owned(),
            log: |_| (),
        };
        let server = serve(settings).unwrap();
        let base = server.address().trim_end_matches('/').to_owned();
        std::thread::spawn(move || server.run());
        Self { folder, base, documents }
    }

    /// The id of a claim of a document.
    pub fn claim(&self, document: usize) -> String {
        let case = self.case();
        let id = case.document_line(&self.documents[document]).unwrap().unwrap().id;
        case.reading(&id).unwrap().claims[0].id.to_string()
    }

    /// The dispute about the dead.
    pub fn dispute(&self) -> String {
        let case = self.case();
        let lines = case.dispute_lines(Slice { skip: 0, most: 1 }).unwrap();
        lines.first().expect("a dispute").id.to_string()
    }

    /// The case, opened once more.
    pub fn case(&self) -> Case {
        Case::open(&self.folder.path().join("<b>case.selon")).unwrap()
    }

    /// Changes a stored text behind the case's back, so that nothing fits it any more.
    pub fn damage(&self) {
        let file = rusqlite::Connection::open(self.folder.path().join("<b>case.selon")).unwrap();
        file.execute_batch("DROP TRIGGER text_never_changes; UPDATE text SET text = 'x' || text").unwrap();
    }

    /// Ids of the entities, the most often named first.
    pub fn entities(&self) -> Vec<String> {
        let case = self.case();
        let rows = case.entities(&EntityFilter::default()).unwrap();
        rows.iter().map(|row| row.id.to_string()).collect()
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
            "/matrix?of=ASSAULT&from=--",
            "/map",
            "/map?box=-180,-58,180,84",
            "/entities",
            "/entities?type=place",
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
        for id in self.entities() {
            pages.push(format!("/entity/{id}"));
        }
        pages.push(format!("/dispute/{}", self.dispute()));
        pages.push(format!("/map?place={}", self.entities()[0]));
        pages
    }
}

/// Adds an article in which a radio has it from `words` that somebody did something.
fn add(case: &mut Case, doc: &str, outlet: &str, words: &str) -> String {
    let text = format!(
        "Titre {words}\n\nSelon Radio Vastrel, {words} affirme que {words} aurait attaqué le pont de Vastrel. \
         Il dément. Le pont de Vastrel est à Tombouctou.\n"
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
            if outlet == words { Stance::Asserts } else { Stance::Denies },
            false,
            SourceKind::Official,
        ),
    ];
    let mention = |span, label: &str| Mention {
        span,
        kind: MentionKind::Name,
        antecedent: None,
        label: label.to_owned(),
    };
    let mentions = vec![
        mention(find("Radio Vastrel", "Radio Vastrel"), "ORG"),
        mention(find(&outer, words), "PER"),
        mention(find("Tombouctou", "Tombouctou"), "LOC"),
        mention(find(&clause, words), "PER"),
        mention(find("Vastrel est", "Vastrel"), "LOC"),
    ];
    let role = |span, mention| Some(Role { span, mention: Some(mention) });
    let voice = |span, mention, kind, attribution| Voice { span, mention, kind, attribution };
    let claim = Claim {
        attribution: Some(1),
        span: find(&clause, &inner),
        predicate: Predicate {
            span: find("aurait attaqué", "aurait attaqué"),
            lemma: "attaquer".to_owned(),
            event: Some(Event::Assault),
        },
        agent: role(find("Radio Vastrel", "Radio Vastrel"), 0),
        patient: role(find("Vastrel est", "Vastrel"), 4),
        recipient: None,
        place: role(find("Tombouctou", "Tombouctou"), 2),
        time: None,
        quantities: Vec::new(),
        polarity: Polarity::Affirmed,
        modality: Modality::Hedged,
        voices: vec![
            voice(Vec::new(), None, SourceKind::Outlet, None),
            voice(find("Radio Vastrel", "Radio Vastrel"), Some(0), SourceKind::Outlet, Some(0)),
            voice(find(&outer, words), Some(1), SourceKind::Official, Some(1)),
        ],
        evidence: Vec::new(),
    };
    let extraction = Extraction { attributions, mentions, claims: vec![claim] };
    put(case, doc, outlet, &format!("Titre {words}"), text, &extraction)
}

/// Adds an article in which `voice` counts the dead of one town.
fn add_count(case: &mut Case, doc: &str, outlet: &str, voice: &str, n: u32) -> String {
    let text = Text::new(format!("Bilan\n\nSelon {voice}, {n} soldats sont morts à Tombouctou.\n"));
    let find = |what: &str| {
        let start = text.char_of(text.as_str().find(what).unwrap() as u32).unwrap();
        vec![CharSpan::new(start, start + what.chars().count() as u32)]
    };
    let content = format!("{n} soldats sont morts à Tombouctou");
    let counted = format!("{n} soldats");
    let mention = |span, label: &str| Mention {
        span,
        kind: MentionKind::Name,
        antecedent: None,
        label: label.to_owned(),
    };
    let attribution = Attribution {
        source: find(voice),
        cue: find("Selon"),
        content: find(&content),
        parent: None,
        kind: Kind::Indirect,
        stance: Stance::Asserts,
        hedged: false,
        source_kind: SourceKind::Person,
        rule: "source-phrase",
    };
    let claim = Claim {
        attribution: Some(0),
        span: find(&content),
        predicate: Predicate { span: find("sont morts"), lemma: "mourir".to_owned(), event: None },
        agent: Some(Role { span: find(&counted), mention: None }),
        patient: None,
        recipient: None,
        place: Some(Role { span: find("Tombouctou"), mention: Some(1) }),
        time: None,
        quantities: vec![Quantity {
            span: find(&counted),
            min: Some(f64::from(n)),
            max: Some(f64::from(n)),
            approximate: false,
            unit: Some("soldats".to_owned()),
        }],
        polarity: Polarity::Affirmed,
        modality: Modality::Asserted,
        voices: vec![
            Voice { span: Vec::new(), mention: None, kind: SourceKind::Outlet, attribution: None },
            Voice { span: find(voice), mention: Some(0), kind: SourceKind::Person, attribution: Some(0) },
        ],
        evidence: Vec::new(),
    };
    let mentions = vec![mention(find(voice), "PER"), mention(find("Tombouctou"), "LOC")];
    let extraction = Extraction { attributions: vec![attribution], mentions, claims: vec![claim] };
    put(case, doc, outlet, "Bilan", text, &extraction)
}

/// Adds an article with what was found in it.
fn put(case: &mut Case, doc: &str, outlet: &str, title: &str, text: Text, extraction: &Extraction) -> String {
    let mut article = Article::new(text.clone(), Sha256::of(text.as_str().as_bytes()));
    article.language = Some("fr");
    article.outlet = Some(Found { value: outlet.to_owned(), span: None });
    article.title = Some(Found { value: title.to_owned(), span: None });
    article.published = Some(Published {
        from: "2022-05-16".to_owned(),
        to: "2022-05-16".to_owned(),
        span: None,
        source: DateSource::Declared,
        element: String::new(),
    });
    article.body = vec![text.span()];
    let reading = Reading::of(doc, &article, Ok(extraction));
    let run = Run {
        started: WHEN.to_owned(),
        program: "selon 0.1.0".to_owned(),
        model: "none".to_owned(),
        lexicon: "none".to_owned(),
    };
    case.add(&run, &reading, text.as_str().as_bytes(), WHEN).unwrap();
    reading.document.id.to_string()
}
