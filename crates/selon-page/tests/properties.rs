//! What holds of any bytes: no panic, spans in order inside the text, and cost that grows with the page.

use std::time::Instant;

use proptest::prelude::*;
use selon_page::{Article, DayOrder, Input, find_dates, outlet_by_domain, outlet_by_name, read};

/// Lines that pages are made of, to be shuffled.
const LINES: &[&str] = &[
    "",
    "",
    "***",
    "International",
    "Commentaires",
    "Lire aussi",
    "Lire aussi : Le port rouvre",
    "Partager",
    "Facebook",
    "Par Lise Arvan",
    "Par",
    "Publié le 3 mars 2021 à 14h05",
    "Jeudi, 28 Mars 2024",
    "31/02/2021",
    "www.example.org",
    "presstv.ir",
    "Source : Le Fanal",
    "Traduction SLT",
    "(AFP)",
    "© 2021 Zérane Matin. Tous droits réservés.",
    "Le port de Valdombre rouvre",
    "Il est mort mardi.",
    "Laisser un commentaire",
    "Articles similaires",
    "« » ( ) : |",
    "Le port de Valdombre a rouvert mercredi, en présence d’une trentaine de dockers et de quelques élus du canton.",
    "VALDOMBRE, 12 février 2020 (AFP) - Un docker de 34 ans est mort mercredi dans l'effondrement d'un quai du port.",
    "# Titre",
    "[Accueil](https://example.org) | [Contact",
    "\u{feff}",
    "🤣",
    "ß ŒÆ İ ﬁ",
    "12:",
    "à 25h61",
    "-",
];

fn check(article: &Article) {
    let mut marks: Vec<_> = article.body.iter().chain(&article.boilerplate).copied().collect();
    marks.sort();
    assert!(marks.windows(2).all(|pair| pair[0].end <= pair[1].start), "marks do not overlap");
    assert!(article.body.is_sorted() && article.boilerplate.is_sorted());
    let credits = article.credits.iter().flat_map(|credit| [credit.span, credit.name]);
    let found = [&article.title, &article.byline, &article.outlet].into_iter().flatten();
    for span in
        marks.iter().copied().chain(credits).chain(article.other_dates.iter().filter_map(|date| date.span))
    {
        assert!(article.text.slice(span).is_some_and(|words| !words.is_empty()));
    }
    for (span, value) in found.filter_map(|found| Some((found.span?, &found.value))) {
        assert!(article.text.slice(span).is_some() && !value.is_empty());
    }
    for title in article.title.iter().chain(&article.byline) {
        assert_eq!(title.span.and_then(|span| article.text.slice(span)), Some(title.value.as_str()));
    }
    assert!(article.reading().collect::<Vec<_>>().is_sorted());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(article) = read(&bytes, &Input::default()) {
            check(&article);
        }
    }

    #[test]
    fn any_text(text in "\\PC{0,400}", name in "\\PC{0,40}") {
        if let Ok(article) = read(text.as_bytes(), &Input { name: Some(&name), retrieved: Some(&name), ..Input::default() }) {
            prop_assert_eq!(article.text.as_str(), text);
            check(&article);
        }
        outlet_by_domain(&name);
        outlet_by_name(&name);
    }

    #[test]
    fn any_page(lines in proptest::collection::vec(proptest::sample::select(LINES), 0..60), crlf in any::<bool>()) {
        let text = lines.join(if crlf { "\r\n" } else { "\n" });
        if let Ok(article) = read(text.as_bytes(), &Input { name: Some("https://example.org/2020/13/41/"), retrieved: None, ..Input::default() }) {
            prop_assert_eq!(article.text.as_str(), text);
            check(&article);
        }
    }

    #[test]
    fn any_date(line in "([0-9]{1,4}|mars|Déc\\.|jeudi|le|à|h|T|:|/|-|\\.| |pm|publié le|é){0,14}") {
        for order in [DayOrder::DayFirst, DayOrder::MonthFirst, DayOrder::Unknown] {
            for date in find_dates(&line, order) {
                prop_assert!(line.get(date.range.clone()).is_some() && line.get(date.labelled_range).is_some());
                prop_assert!(date.from <= date.to);
            }
        }
    }
}

/// Pages that are all of one kind of line, each ten times as long: ten times the time, not a hundred.
#[test]
fn cost_is_linear() {
    let whole_page = LINES.join("\n") + "\n";
    let lines =
        LINES.iter().map(|line| line.to_string() + "\n").chain([whole_page, "mot ".repeat(50) + "\n"]);
    for line in lines.filter(|line| line.trim().len() > 1) {
        let paragraph =
            "Le port a rouvert mercredi, en présence d’une trentaine de dockers et d’élus.\n".repeat(9);
        let seconds = |n_times: usize| {
            let page = paragraph.clone() + &line.repeat(n_times) + &paragraph;
            let start = Instant::now();
            let article = read(page.as_bytes(), &Input::default()).unwrap();
            assert_eq!(article.text.as_str().len(), page.len());
            start.elapsed().as_secs_f64()
        };
        let (small, large) = (seconds(2_000), seconds(20_000));
        assert!(large < 40.0 * small.max(0.005), "{small} s and {large} s for {line:?}");
    }
}
