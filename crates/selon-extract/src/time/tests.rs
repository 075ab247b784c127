use super::*;

fn slice(line: &str, span: CharSpan) -> String {
    line.chars().skip(span.start as usize).take(span.len() as usize).collect()
}

/// Reads `text` in `line`, published on 2017-12-22 (a Friday), looking back.
fn check(line: &str, text: &str, from: Option<&str>, to: Option<&str>) {
    check_in(line, text, from, to, Direction::Past);
}

fn check_in(line: &str, text: &str, from: Option<&str>, to: Option<&str>, direction: Direction) {
    let found = find_times(line, 0);
    let words: Vec<_> = found.iter().map(|time| slice(line, time.span)).collect();
    let time = found.iter().find(|time| slice(line, time.span) == text);
    let time = time.unwrap_or_else(|| panic!("expected {text:?} in {line:?}, found {words:?}"));
    let anchor = Anchor::of_published("2017-12-22", "2017-12-22");
    let (a, b) = resolve(&time.expr, anchor, direction);
    assert_eq!((a.as_deref(), b.as_deref()), (from, to), "{line}: {:?}", time.expr);
}

fn day(line: &str, text: &str, day: &str) {
    check(line, text, Some(day), Some(day));
}

#[test]
fn reads_dates() {
    day("Le 13 novembre 2017, la chaîne a parlé.", "Le 13 novembre 2017", "2017-11-13");
    day("une patrouille le 13 avril dans", "le 13 avril", "2017-04-13");
    day("lundi 1er mai 2017", "lundi 1er mai 2017", "2017-05-01");
    day("le 12/03/2021 à midi", "le 12/03/2021", "2021-03-12");
    day("paru le 2016-02-29.", "le 2016-02-29", "2016-02-29");
    check("du 3 au 5 mai 2018", "du 3 au 5 mai 2018", Some("2018-05-03"), Some("2018-05-05"));
    check("les 3 et 4 mai 2018", "les 3 et 4 mai 2018", Some("2018-05-03"), Some("2018-05-04"));
    check("Depuis le 30 septembre, Moscou", "Depuis le 30 septembre", Some("2017-09-30"), None);
}

#[test]
fn reads_months_and_years() {
    check("En novembre, elles", "En novembre", Some("2017-11-01"), Some("2017-11-30"));
    check(
        "En juin de cette année, le journal",
        "En juin de cette année",
        Some("2017-06-01"),
        Some("2017-06-30"),
    );
    check("En juin 2014, il", "En juin 2014", Some("2014-06-01"), Some("2014-06-30"));
    check("début juin", "début juin", Some("2017-06-01"), Some("2017-06-10"));
    check("Fin 2019, le comité", "Fin 2019", Some("2019-09-01"), Some("2019-12-31"));
    check("En 2016, on", "En 2016", Some("2016-01-01"), Some("2016-12-31"));
    check("à l’été 2014", "à l’été 2014", Some("2014-06-01"), Some("2014-08-31"));
    check("dans les années 1990", "dans les années 1990", Some("1990-01-01"), Some("1999-12-31"));
    check(
        "entre juillet 2014 et novembre 2017",
        "entre juillet 2014 et novembre 2017",
        Some("2014-07-01"),
        Some("2017-11-30"),
    );
    check(
        "entre juillet et novembre 2015",
        "entre juillet et novembre 2015",
        Some("2015-07-01"),
        Some("2015-11-30"),
    );
    check("l’invasion de l’Irak en 2003 :", "en 2003", Some("2003-01-01"), Some("2003-12-31"));
    check("au premier trimestre 2018", "au premier trimestre 2018", Some("2018-01-01"), Some("2018-03-31"));
    check("avant 2011, elle", "avant 2011", None, Some("2011-12-31"));
}

#[test]
fn reads_relative_times() {
    day("Hier, il", "Hier", "2017-12-21");
    day("jeudi soir, il", "jeudi soir", "2017-12-21");
    day("il y a trois jours", "il y a trois jours", "2017-12-19");
    check("le mois dernier", "le mois dernier", Some("2017-11-01"), Some("2017-11-30"));
    check("La semaine dernière, on", "La semaine dernière", Some("2017-12-11"), Some("2017-12-17"));
    check("Pas plus tard que ce mois-ci, un", "ce mois-ci", Some("2017-12-01"), Some("2017-12-31"));
    check("cette semaine « le marché »", "cette semaine", Some("2017-12-18"), Some("2017-12-24"));
    check(
        "dans la nuit de lundi à mardi",
        "dans la nuit de lundi à mardi",
        Some("2017-12-18"),
        Some("2017-12-19"),
    );
    check("Au cours des dernières années, nous", "Au cours des dernières années", None, Some("2017-12-22"));
    check("ces trois derniers mois", "ces trois derniers mois", Some("2017-09-22"), Some("2017-12-22"));
    check("depuis trois ans", "depuis trois ans", Some("2014-01-01"), None);
    check("depuis quelques semaines", "depuis quelques semaines", None, None);
    check("il y a peu", "il y a peu", None, None);
    check("d’ici la fin de l’année", "d’ici la fin de l’année", Some("2017-12-22"), Some("2017-12-31"));
    check("plus d’un mois après le début", "plus d’un mois après", None, None);
    check("l’an dernier", "l’an dernier", Some("2016-01-01"), Some("2016-12-31"));
}

#[test]
fn looks_ahead_where_the_clause_does() {
    check_in("à la mi-janvier", "à la mi-janvier", Some("2018-01-10"), Some("2018-01-20"), Direction::Future);
    check("à la mi-janvier", "à la mi-janvier", Some("2017-01-10"), Some("2017-01-20"));
    check_in("lundi, il ira", "lundi", Some("2017-12-25"), Some("2017-12-25"), Direction::Future);
}

#[test]
fn leaves_look_alikes_alone() {
    let nothing: &[&str] = &[
        "4 000 combattants",
        "il a été pris",
        "on a compté 2000 morts",
        "trois jours de marche",
        "la fin de Daech",
        "le début de l’offensive",
        "une semaine difficile",
    ];
    for line in nothing {
        assert_eq!(find_times(line, 0), [], "{line}");
    }
}

#[test]
fn keeps_words_without_an_anchor() {
    let found = find_times("le mois dernier", 0);
    assert_eq!(resolve(&found[0].expr, Anchor::default(), Direction::Past), (None, None));
}

/// Every word that the reader knows, in front of what may follow it, and all lines of the cases.
#[test]
fn no_time_begins_with_a_word_that_is_not_listed() {
    const READER: [&str; 3] =
        [include_str!("read/mod.rs"), include_str!("read/date.rs"), include_str!("read/relative.rs")];
    let known = READER.iter().flat_map(|file| file.split('"').skip(1).step_by(2));
    let behind =
        ["", "13 mai 2017", "trois jours plus tard", "semaine dernière", "années 90", "2014", "lundi"];
    let mut lines: Vec<String> =
        known.flat_map(|words| behind.map(|behind| format!("{words} {behind}"))).collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    for kind in std::fs::read_dir(folder).unwrap() {
        for file in std::fs::read_dir(kind.unwrap().path()).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            lines.extend(text.lines().map(str::to_owned));
        }
    }
    assert!(lines.len() > 2000, "{}", lines.len());
    for line in &lines {
        assert_eq!(find_times(line, 0), read::read_times(line, 0, |_| true), "{line}");
    }
}
