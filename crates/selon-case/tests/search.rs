//! What is added can be found, counted and leafed through; what is replaced cannot.

mod common;

use common::{TEXT, reading, run};
use selon_case::{Case, Found, Hit, HitKind, Search, Slice, Stretch, Tally};

const WHEN: &str = "2022-05-16T08:00:00Z";

fn case(folder: &tempfile::TempDir, articles: &[(&str, &str)]) -> Case {
    let mut case = Case::open_or_create(&folder.path().join("c.selon")).unwrap();
    for (doc, text) in articles {
        case.add(&run(WHEN), &reading(doc, text), text.as_bytes(), WHEN).unwrap();
    }
    case
}

fn search(case: &Case, words: &str) -> Found {
    case.search(&Search { words: words.to_owned(), most: 20, ..Search::default() }).unwrap()
}

fn kinds(found: &Found) -> Vec<HitKind> {
    let kind = |hit: &Hit| match hit {
        Hit::Article { .. } => HitKind::Article,
        Hit::Claim(_) => HitKind::Claim,
    };
    let mut kinds: Vec<_> = found.hits.iter().map(kind).collect();
    kinds.sort();
    kinds
}

#[test]
fn words_are_found_without_accents_and_by_their_beginning() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(&folder, &[("a.txt", TEXT)]);
    for words in [
        "emissaire",
        "ÉMISSAIRE",
        "émiss",
        "ém",
        "émi re",
        "rencontré generaux",
        "« deux généraux »",
        "« émissaire »",
    ] {
        assert_eq!(kinds(&search(&case, words)), [HitKind::Article, HitKind::Claim], "{words}");
    }
    assert_eq!(kinds(&search(&case, "vastrel")), [HitKind::Article]);
    for words in ["missaire", "\"généraux deux\"", "« émi »", "zè", "zèbre", "!!!", "émissaire zèbre"]
    {
        assert_eq!(search(&case, words).hits.len(), 0, "{words}");
    }
    let found = search(&case, "gazette");
    assert_eq!(found.sources[0].name, "la Gazette");
    let Hit::Claim(claim) = &search(&case, "rencontre").hits[0] else { panic!("the claim is ranked first") };
    assert_eq!(
        claim.voices.iter().map(|voice| voice.name.as_str()).collect::<Vec<_>>(),
        ["La Lettre", "la Gazette"]
    );
    assert!(claim.voices[1].hedged);
}

#[test]
fn what_is_typed_is_never_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(&folder, &[("a.txt", TEXT)]);
    for words in [
        "\"",
        "a OR",
        "NEAR(",
        "words : x",
        "^a",
        "-",
        "*",
        "a AND NOT b",
        "«",
        "\0",
        "e\u{301}missaire",
        "🤣",
    ] {
        search(&case, words);
    }
}

#[test]
fn facets_narrow() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(&folder, &[("a.txt", TEXT), ("b.txt", TEXT)]);
    let all = search(&case, "");
    assert_eq!((all.n_hits, all.n_ranked, all.is_counted), (4, 4, true));
    assert_eq!(all.facets.kinds, [("article".to_owned(), 2), ("claim".to_owned(), 2)]);
    assert_eq!(all.facets.events, [("CONSULT".to_owned(), 2)]);
    assert_eq!(all.facets.years, [("2022".to_owned(), 4)]);
    let narrowed = |change: fn(&mut Search)| {
        let mut search = Search { most: 20, ..Search::default() };
        change(&mut search);
        case.search(&search).unwrap().n_hits
    };
    assert_eq!(narrowed(|search| search.event = Some("CONSULT".to_owned())), 2);
    assert_eq!(narrowed(|search| search.event = Some("ACCUSE".to_owned())), 0);
    assert_eq!(narrowed(|search| search.outlet = Some("LA LETTRE".to_owned())), 4);
    assert_eq!(narrowed(|search| search.when = Some("2022-05".to_owned())), 4);
    assert_eq!(narrowed(|search| search.when = Some("2021".to_owned())), 0);
    assert_eq!(narrowed(|search| search.modality = Some("hedged".to_owned())), 2);
    assert_eq!(narrowed(|search| search.kind = Some(HitKind::Article)), 2);
    assert_eq!(narrowed(|search| search.language = Some("fr".to_owned())), 4);
}

/// Everything that is counted, so that two cases can be compared.
fn counts(case: &Case) -> Vec<Vec<(String, u64)>> {
    let all = [
        Tally::Documents,
        Tally::Attributions,
        Tally::Claims,
        Tally::Outlets,
        Tally::Languages,
        Tally::Published,
        Tally::Events,
        Tally::Modalities,
        Tally::Happened,
    ];
    all.into_iter().map(|what| case.tally_in_order(what).unwrap()).collect()
}

#[test]
fn a_new_version_takes_the_place_of_the_old_one() {
    let [one, two] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let changed = TEXT.replace("Pourparlers", "Négociations");
    let changed = format!("{changed}\nPourparlers à Vastrel");
    let replaced = case(&one, &[("a.txt", TEXT), ("b.txt", TEXT), ("a.txt", &changed)]);
    let fresh = case(&two, &[("b.txt", TEXT), ("a.txt", &changed)]);
    assert_eq!(counts(&replaced), counts(&fresh));
    assert_eq!(search(&replaced, "emissaire").n_hits, 4);
    assert_eq!(search(&replaced, "négociations").n_hits, 1);
    let sources = |case: &Case| case.source_lines(Slice { skip: 0, most: 9 }).unwrap();
    assert_eq!(sources(&replaced), sources(&fresh));
    let said = replaced.said_by("LA GAZETTE", Slice { skip: 0, most: 9 }).unwrap();
    assert_eq!(said.len(), 2);
    let lines = replaced.document_lines(None, &Stretch::default(), Slice { skip: 0, most: 9 }).unwrap();
    assert_eq!(lines.iter().map(|line| line.version).max(), Some(2));
    assert_eq!(lines.len(), 2);
}

#[test]
fn an_older_file_is_made_findable() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.selon");
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/schema-1.sqlite"), &file).unwrap();
    let case = Case::open(&file).unwrap();
    assert_eq!(search(&case, "emissaire").n_hits, 2);
    assert_eq!(case.count(Tally::Documents).unwrap(), 1);
}

#[test]
fn time_is_leafed_through_in_its_order() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(&folder, &[("a.txt", TEXT)]);
    let slice = Slice { skip: 0, most: 9 };
    assert_eq!(case.claims_by_time(&Stretch::default(), slice).unwrap().len(), 1);
    let later = Stretch { from: Some("2022-05-17".to_owned()), to: None };
    assert_eq!(case.claims_by_time(&later, slice).unwrap().len(), 0);
}
