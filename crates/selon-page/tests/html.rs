//! Pages of HTML: invented ones, hostile ones, and what holds of any.

use std::time::Instant;

use proptest::prelude::*;
use selon_page::{Article, DateKind, DateSource, Format, Input, PageError, read, read_html};
use selon_text::CharSpan;

/// A page as news sites make them: menu, headline, standfirst, body, related articles, comments.
const PAGE: &str = r##"<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Le port de Valdombre rouvre | Le Fanal du Nord</title>
<link rel="canonical" href="/2021/03/03/port-valdombre.html">
<meta property="og:site_name" content="Le Fanal du Nord">
<meta property="article:published_time" content="2021-03-03T14:05:00+01:00">
<meta property="article:modified_time" content="2021-03-04T08:00:00+01:00">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Le port de Valdombre rouvre",
"datePublished":"2021-03-03T14:05:00+01:00","author":{"@type":"Person","name":"Lise Arvan"}}</script>
<style>p{color:red}</style></head><body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/monde">Monde</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>Le port de Valdombre rouvre</h1>
<p class="meta">Par <span class="author">Lise Arvan</span> | Publié le 3 mars 2021 à 14h05</p>
<div class="article-body">
<p>Le port de Valdombre a rouvert mercredi&nbsp;matin, a annoncé la mairie dans un communiqué, après six semaines de
travaux et deux reports, en présence d’une trentaine de dockers.</p>
<figure><img src="port.jpg" alt="Le port"><figcaption>Le quai nord du port, en février. Photo J. Vau</figcaption></figure>
<p>Selon <a href="https://littoral.example/depeche">l’Agence du Littoral</a>, les travaux ont co&ucirc;t&eacute; quatre millions
de couronnes, soit le double de ce que le conseil municipal avait voté en mai.</p>
<h2>Un chantier contesté</h2>
<p>Les pêcheurs de la rade avaient bloqué l’entrée du chenal pendant trois jours en janvier. Ils demandaient que les
travaux commencent après la saison, ce que la mairie a toujours refusé.</p>
</div></article>
<aside class="related"><h3>Lire aussi</h3><ul><li><a href="/a">La criée déménage à Port-Sorel</a></li>
<li><a href="/b">Le phare sera repeint</a></li><li><a href="/c">Une grue en panne</a></li></ul></aside>
<section id="comments"><h3>Commentaires</h3><form><textarea>x</textarea><button>Publier</button></form></section></main>
<footer>© 2021 Le Fanal du Nord. Tous droits réservés.</footer><script>var x = "caché";</script></body></html>"##;

fn article(page: &str) -> Article {
    read_html(page.as_bytes(), &Input::default()).unwrap()
}

fn lines(article: &Article, spans: &[CharSpan]) -> Vec<String> {
    spans.iter().map(|span| article.text.slice(*span).unwrap().to_owned()).collect()
}

#[test]
fn a_news_page_is_read_whole() {
    let input =
        Input { name: Some("https://fanal.example/2021/03/03/port-valdombre.html?x=1"), ..Input::default() };
    let article = read(PAGE.as_bytes(), &input).unwrap();
    assert_eq!((article.format, article.language), (Format::Html, Some("fr")));
    assert_eq!(article.canonical.as_deref(), Some("https://fanal.example/2021/03/03/port-valdombre.html"));
    let title = article.title.as_ref().unwrap();
    assert_eq!(
        (title.value.as_str(), title.span.and_then(|span| article.text.slice(span))),
        ("Le port de Valdombre rouvre", Some("Le port de Valdombre rouvre"))
    );
    assert_eq!(article.byline.as_ref().unwrap().value, "Lise Arvan");
    assert_eq!(article.outlet.as_ref().unwrap().value, "Le Fanal du Nord");
    let published = article.published.as_ref().unwrap();
    assert_eq!((published.from.as_str(), published.source), ("2021-03-03T14:05", DateSource::Declared));
    assert_eq!(published.element, "json-ld NewsArticle.datePublished");
    assert_eq!(published.span.and_then(|span| article.text.slice(span)), Some("3 mars 2021 à 14h05"));
    let others: Vec<_> = article.other_dates.iter().map(|date| (date.kind, date.from.as_str())).collect();
    assert_eq!(others, [(DateKind::Update, "2021-03-04T08:00")]);
    let body = lines(&article, &article.body);
    assert_eq!(body.len(), 4, "{body:#?}");
    assert!(body[0].starts_with("Le port de Valdombre a rouvert mercredi\u{a0}matin"));
    assert_eq!(body[2], "Un chantier contesté");
    assert_eq!(lines(&article, &article.captions), ["Le quai nord du port, en février. Photo J. Vau"]);
    let link = &article.links[0];
    assert_eq!(
        (article.text.slice(link.span), link.href.as_str()),
        (Some("l’Agence du Littoral"), "https://littoral.example/depeche")
    );
    assert_eq!(article.links.len(), 1);
    let boilerplate = lines(&article, &article.boilerplate);
    for line in ["Accueil", "Lire aussi", "La criée déménage à Port-Sorel", "Commentaires"] {
        assert!(boilerplate.iter().any(|other| other == line), "{line} in {boilerplate:#?}");
    }
    assert!(!article.text.as_str().contains("caché"));
}

#[test]
fn words_lead_back_to_the_page() {
    let article = article(PAGE);
    let at = |words: &str| {
        let byte = article.text.as_str().find(words).unwrap() as u32;
        let start = article.text.char_of(byte).unwrap();
        let span = CharSpan::new(start, start + words.chars().count() as u32);
        let source = article.source_of(span);
        source.iter().map(|place| &PAGE[place.range()]).collect::<Vec<_>>()
    };
    assert_eq!(at("communiqué"), ["communiqué"]);
    assert_eq!(at("travaux ont coûté quatre"), ["travaux ont co&ucirc;t&eacute; quatre"]);
    assert_eq!(at("Selon l’Agence"), ["Selon ", "l’Agence"]);
    assert_eq!(at("mercredi\u{a0}matin"), ["mercredi&nbsp;matin"]);
}

#[test]
fn the_encoding_is_what_the_bytes_are() {
    let text = "<p>Le maire a démenti l’information dans la soirée, à la préfecture.</p>".replace('’', "'");
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let page =
        |charset: &str, body: &[u8]| [format!("<html><meta charset={charset}>").as_bytes(), body].concat();
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(format!("<html>{text}").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (bytes, encoding, warning) in [
        (page("iso-8859-1", &latin), "windows-1252", None),
        (page("utf-8", text.as_bytes()), "UTF-8", None),
        // Declarations that are not so.
        (page("iso-8859-1", text.as_bytes()), "UTF-8", Some("wrong-charset")),
        (page("utf-8", &latin), "windows-1252", Some("wrong-charset")),
        (page("utf-16", text.as_bytes()), "UTF-8", Some("wrong-charset")),
        (page("no-such-thing", text.as_bytes()), "UTF-8", None),
        (utf16, "UTF-16LE", Some("invalid-utf8")),
    ] {
        let article = read(&bytes, &Input::default()).unwrap();
        assert!(article.text.as_str().contains("a démenti l'information"), "{encoding}");
        assert_eq!(article.encoding, encoding);
        let has = |name: &str| article.warnings.iter().any(|found| found.name == name);
        assert!(
            warning.is_none_or(has) && (warning.is_some() || article.warnings.is_empty()),
            "{:?}",
            article.warnings
        );
    }
    let sent = Input { content_type: Some("text/html; charset=windows-1251"), ..Input::default() };
    let article = read(
        "<p>Мэр опроверг сообщение.</p>"
            .chars()
            .map(|c| if c.is_ascii() { c as u8 } else { (c as u32 - 0x410 + 0xc0) as u8 })
            .collect::<Vec<u8>>()
            .as_slice(),
        &sent,
    )
    .unwrap();
    assert_eq!(article.text.as_str(), "Мэр опроверг сообщение.");
}

#[test]
fn what_is_html_and_what_is_not() {
    let format = |bytes: &str, name: Option<&str>| {
        read(bytes.as_bytes(), &Input { name, ..Input::default() }).unwrap().format
    };
    for (bytes, name, expected) in [
        ("<!DOCTYPE html><p>a", None, Format::Html),
        ("\u{feff}\n<!-- saved --><HTML><p>a", None, Format::Html),
        ("<?xml version='1.0'?><html><p>a", None, Format::Html),
        ("<p>a", Some("a.html"), Format::Html),
        ("<div>a", Some("https://example.org/"), Format::Html),
        ("<p>a", Some("a.txt"), Format::Text),
        ("Le port <b>rouvre</b>", Some("a.html"), Format::Text),
        ("<3 le port", None, Format::Text),
    ] {
        assert_eq!(format(bytes, name), expected, "{bytes}");
    }
}

/// Pages that are made to fail: each is read, or refused by name, in a time that grows with its size.
#[test]
fn hostile_pages() {
    let paragraph = "<p>Le port a rouvert mercredi, en présence d’une trentaine de dockers et de quelques élus du canton.</p>";
    let deep = |tag: &str, n: usize| {
        format!("<html>{}{paragraph}{}", format!("<{tag}>").repeat(n), format!("</{tag}>").repeat(n))
    };
    for (name, page, warning) in [
        ("nested blocks", deep("div", 20_000), Some("deep-nesting")),
        ("nested bold", deep("b", 20_000), Some("deep-nesting")),
        ("nested tables", deep("table><tr><td", 5_000), Some("deep-nesting")),
        ("nested lists", deep("ul><li", 5_000), Some("deep-nesting")),
        ("never closed", format!("<html>{paragraph}{}", "<div><p><b><a>".repeat(5_000)), None),
        ("stray ends", format!("<html>{}{paragraph}", "</div></b></td></p>".repeat(20_000)), None),
        ("one comment", format!("<html>{paragraph}<!--{}", "<p>x".repeat(50_000)), None),
        ("half comments", format!("<html>{paragraph}{}", "<!-- ->".repeat(50_000)), None),
        ("open tag", format!("<html>{paragraph}<a {}", "b=\"c\" ".repeat(50_000)), None),
        ("open quote", format!("<html>{paragraph}<a b=\"{}", "c ".repeat(50_000)), None),
        ("ampersands", format!("<html>{paragraph}<p>{}</p>", "&".repeat(100_000)), None),
        ("attributes", format!("<html>{paragraph}<p {}>x</p>", "a ".repeat(50_000)), None),
        (
            "classes",
            format!("<html><div class=\"{}\">{paragraph}</div>", "related-post ".repeat(20_000)),
            None,
        ),
        ("one word", format!("<html>{paragraph}<p>{}</p>", "x".repeat(500_000)), None),
        (
            "attributes of as many names",
            format!(
                "<html>{paragraph}<p {}>x</p>",
                (0..100_000).map(|n| format!("a{n} ")).collect::<String>()
            ),
            None,
        ),
        (
            "attributes of as many bodies",
            format!(
                "<html>{paragraph}{}",
                (0..20_000).map(|n| format!("<body a{n}><html b{n}>")).collect::<String>()
            ),
            None,
        ),
        (
            "dates",
            format!("<html><h1>Le port</h1>{}{paragraph}", "<div>Publié le 3 mars 2021</div>".repeat(50_000)),
            None,
        ),
        (
            "times",
            format!(
                "<html><h1>Le port</h1>{}{paragraph}",
                "<time datetime=2021-03-03>3</time> ".repeat(50_000)
            ),
            None,
        ),
        ("zero bytes", format!("<html>{}", paragraph.replace(' ', " \0")), None),
    ] {
        let start = Instant::now();
        let article =
            read_html(page.as_bytes(), &Input::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(article.text.as_str().contains("trentaine de dockers") || name == "zero bytes", "{name}");
        check(&article);
        if let Some(warning) = warning {
            let found = article.warnings.iter().find(|found| found.name == warning);
            assert!(
                found.is_some_and(|found| found.message.contains("at byte")),
                "{name}: {:?}",
                article.warnings
            );
        }
        assert!(start.elapsed().as_secs() < 60, "{name}: {:?}", start.elapsed());
    }
}

#[test]
fn a_hundred_megabytes_of_nested_tags() {
    let page = "<html><p>Le port a rouvert mercredi.</p>".to_owned() + &"<div>".repeat(20_000_000);
    let start = Instant::now();
    let article = read_html(page.as_bytes(), &Input::default()).unwrap();
    assert!(article.text.as_str().starts_with("Le port"));
    let names: Vec<&str> = article.warnings.iter().map(|warning| warning.name).collect();
    assert!(names.contains(&"page-cut") && names.contains(&"deep-nesting"), "{names:?}");
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}

#[test]
fn pages_without_text_are_refused_by_name() {
    let scripts = "<html><head><script>var a = 1;</script></head><body><div id=app></div><script src=x></script></body></html>";
    let error = read(scripts.as_bytes(), &Input::default()).unwrap_err();
    assert!(matches!(error, PageError::NoText { .. }));
    assert!(error.to_string().starts_with("expected a page with text, found "), "{error}");
    assert!(matches!(read_html(b"", &Input::default()), Err(PageError::Empty)));
    assert!(matches!(read_html(b"<html>", &Input::default()), Err(PageError::NoText { .. })));
}

fn check(article: &Article) {
    let mut marks: Vec<_> =
        article.body.iter().chain(&article.boilerplate).chain(&article.captions).copied().collect();
    marks.sort();
    assert!(marks.windows(2).all(|pair| pair[0].end <= pair[1].start), "marks do not overlap");
    assert!(article.body.is_sorted() && article.boilerplate.is_sorted());
    let credits = article.credits.iter().flat_map(|credit| [credit.span, credit.name]);
    let dates = article
        .other_dates
        .iter()
        .filter_map(|date| date.span)
        .chain(article.published.iter().filter_map(|date| date.span));
    let named = [&article.title, &article.byline, &article.outlet]
        .into_iter()
        .flatten()
        .filter_map(|found| found.span);
    let links = article.links.iter().map(|link| link.span);
    for span in marks.into_iter().chain(credits).chain(dates).chain(named).chain(links) {
        assert!(article.text.slice(span).is_some_and(|words| !words.is_empty()), "{span:?}");
    }
    let mut last = (0, 0);
    for run in &article.runs {
        assert!(
            last.0 <= run.text.start
                && last.1 <= run.source.start
                && !run.text.is_empty()
                && !run.source.is_empty(),
            "{run:?}"
        );
        last = (run.text.end, run.source.end);
    }
    assert!(last.0 <= article.text.n_chars());
}

/// Pieces that pages are made of, to be shuffled.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div class='related'>",
    "<div>",
    "</div>",
    "<h1>",
    "</h1>",
    "<b>",
    "</b>",
    "<a href='/x'>",
    "</a>",
    "<br>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<ul>",
    "<li>",
    "</ul>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<figcaption>",
    "<time datetime='2021-03-03'>",
    "<span class=author>",
    "</span>",
    "<svg>",
    "</svg>",
    "<blockquote>",
    "<q",
    ">",
    "<meta property='article:published_time' content='2021-03-03'>",
    "<title>",
    "</title>",
    "<p hidden>",
    "&amp;",
    "&#x80;",
    "&nbsp;",
    "&shy;",
    " ",
    "\n",
    "\t",
    "é",
    "🤣",
    "\0",
    "Par Lise Arvan",
    "Publié le 3 mars 2021",
    "Source : Le Fanal",
    "Lire aussi : le port",
    "Le port de Valdombre a rouvert mercredi, en présence d’une trentaine de dockers et de quelques élus du canton.",
    "***",
    "(AFP)",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..80)) {
        let page = pieces.concat();
        if let Ok(article) = read_html(page.as_bytes(), &Input { name: Some("https://example.org/2020/13/41/"), ..Input::default() }) {
            check(&article);
            for run in article.runs.iter().filter(|run| run.verbatim) {
                prop_assert_eq!(article.text.slice(run.text), page.get(run.source.range()));
            }
            let again = read_html(page.as_bytes(), &Input::default()).unwrap();
            prop_assert_eq!(again.text, article.text);
        }
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let page = [b"<html><p>", bytes.as_slice()].concat();
        if let Ok(article) = read_html(&page, &Input::default()) {
            check(&article);
        }
        let _ = read(&bytes, &Input { name: Some("a.html"), content_type: Some("text/html; charset=\""), ..Input::default() });
    }
}
