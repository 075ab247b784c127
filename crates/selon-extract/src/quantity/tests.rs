use super::*;

/// Reads the first quantity: text, bounds, approximate, unit.
fn check(line: &str, text: &str, min: Option<f64>, max: Option<f64>, approximate: bool, unit: Option<&str>) {
    let found = find_quantities(line, 0, &[]);
    let first = found.iter().find(|q| slice(line, q.span) == text);
    let first = first.unwrap_or_else(|| {
        panic!(
            "expected {text:?} in {line:?}, found {:?}",
            found.iter().map(|q| slice(line, q.span)).collect::<Vec<_>>()
        )
    });
    assert_eq!((first.min, first.max), (min, max), "{line}");
    assert_eq!(first.approximate, approximate, "{line}");
    assert_eq!(first.unit.as_deref(), unit, "{line}");
}

fn slice(line: &str, span: CharSpan) -> String {
    line.chars().skip(span.start as usize).take(span.len() as usize).collect()
}

#[test]
fn reads_digits() {
    check(
        "Il y avait 4 000 personnes.",
        "4 000 personnes",
        Some(4000.0),
        Some(4000.0),
        false,
        Some("personnes"),
    );
    check("On compte 1.800 civils tués.", "1.800 civils", Some(1800.0), Some(1800.0), false, Some("civils"));
    check(
        "40\u{a0}000 articles",
        "40\u{a0}000 articles",
        Some(40000.0),
        Some(40000.0),
        false,
        Some("articles"),
    );
    check("soit 2,5 tonnes", "2,5 tonnes", Some(2.5), Some(2.5), false, Some("tonnes"));
    check("pas plus de 2 % du total", "pas plus de 2 %", None, Some(2.0), false, Some("%"));
    check("1,2 million d’euros", "1,2 million d’euros", Some(1.2e6), Some(1.2e6), false, Some("euros"));
}

#[test]
fn reads_words_and_collectives() {
    check(
        "une vingtaine de soldats",
        "une vingtaine de soldats",
        Some(20.0),
        Some(20.0),
        true,
        Some("soldats"),
    );
    check(
        "des centaines de combattants",
        "des centaines de combattants",
        Some(200.0),
        Some(999.0),
        true,
        Some("combattants"),
    );
    check(
        "des milliers de civils",
        "des milliers de civils",
        Some(2000.0),
        Some(9999.0),
        true,
        Some("civils"),
    );
    check(
        "des dizaines de milliers de réfugiés",
        "des dizaines de milliers de réfugiés",
        Some(20000.0),
        Some(99999.0),
        true,
        Some("réfugiés"),
    );
    check("dix-huit membres", "dix-huit membres", Some(18.0), Some(18.0), false, Some("membres"));
    check(
        "deux mille trois cents hommes",
        "deux mille trois cents hommes",
        Some(2300.0),
        Some(2300.0),
        false,
        Some("hommes"),
    );
    check(
        "quatre-vingt-dix camions",
        "quatre-vingt-dix camions",
        Some(90.0),
        Some(90.0),
        false,
        Some("camions"),
    );
    check("vingt et un morts", "vingt et un morts", Some(21.0), Some(21.0), false, Some("morts"));
    check(
        "des « centaines  » de combattants",
        "des « centaines  » de combattants",
        Some(200.0),
        Some(999.0),
        true,
        Some("combattants"),
    );
}

#[test]
fn reads_modifiers_and_ranges() {
    check("Plus de 60 soldats sont morts", "Plus de 60 soldats", Some(61.0), None, false, Some("soldats"));
    check("moins de 30 blessés", "moins de 30 blessés", None, Some(29.0), false, Some("blessés"));
    check("au moins 12 blessés", "au moins 12 blessés", Some(12.0), None, false, Some("blessés"));
    check("Quelque 120 hommes", "Quelque 120 hommes", Some(120.0), Some(120.0), true, Some("hommes"));
    check("entre 20 et 30 camions", "entre 20 et 30 camions", Some(20.0), Some(30.0), false, Some("camions"));
    check(
        "de 200 à 300 manifestants",
        "de 200 à 300 manifestants",
        Some(200.0),
        Some(300.0),
        false,
        Some("manifestants"),
    );
    check(
        "2 à 3 millions de francs",
        "2 à 3 millions de francs",
        Some(2e6),
        Some(3e6),
        false,
        Some("francs"),
    );
    check(
        "4 000 personnes, tous sauf 500 étaient armés",
        "tous sauf 500",
        Some(3500.0),
        Some(3500.0),
        true,
        None,
    );
}

#[test]
fn leaves_look_alikes_alone() {
    for line in [
        "le G7",
        "un F-16",
        "le M23",
        "à 21h15",
        "le 3e bataillon",
        "un homme",
        "la quarantaine",
        "4G",
        "le journaliste de France 2 Paul Vernay",
    ] {
        assert_eq!(find_quantities(line, 0, &[]), [], "{line}");
    }
    assert_eq!(find_quantities("en 2016", 0, &[CharSpan::new(0, 7)]), []);
}
