//! What a case promises: what is added is there, whole, once, and anchored.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{TEXT, article, reading, run};
use selon_case::{
    Added, Case, CaseError, EntityFilter, EntityType, Filter, NotRead, Reading, RecordId, Status,
};
use tempfile::TempDir;

const MONDAY: &str = "2022-05-16T08:00:00Z";
const TUESDAY: &str = "2022-05-17T08:00:00Z";

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.selon");
    (folder, file)
}

fn add(case: &mut Case, doc: &str, text: &str, when: &str) -> Added {
    case.add(&run(when), &reading(doc, text), text.as_bytes(), when).unwrap()
}

fn only_reading(case: &Case) -> Reading {
    let rows = case.documents(&Filter::default()).unwrap();
    assert_eq!(rows.len(), 1);
    case.reading(&rows[0].document.id).unwrap()
}

#[test]
fn a_reading_comes_back_as_it_went_in() {
    let (_folder, file) = folder();
    let mut case = Case::open_or_create(&file).unwrap();
    let added = add(&mut case, "a.txt", TEXT, MONDAY);
    assert_eq!(added, Added::New { copy_of: None });
    let mut back = only_reading(&Case::open(&file).unwrap());
    let stored = back.document.stored.take().unwrap();
    assert_eq!((stored.version, stored.replaces), (1, None));
    assert_eq!(stored.added, MONDAY);
    assert_eq!(back, reading("a.txt", TEXT));
    assert_eq!(case.page(&back.document.id).unwrap(), TEXT.as_bytes());
}

#[test]
fn adding_twice_leaves_the_same_bytes() {
    let (_folder, file) = folder();
    let mut case = Case::open_or_create(&file).unwrap();
    add(&mut case, "a.txt", TEXT, MONDAY);
    case.finish_run(&run(MONDAY), MONDAY).unwrap();
    let before = fs::read(&file).unwrap();
    assert_eq!(add(&mut case, "a.txt", TEXT, TUESDAY), Added::Unchanged { version: 1 });
    case.finish_run(&run(TUESDAY), TUESDAY).unwrap();
    drop(case);
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn the_same_inputs_give_the_same_file() {
    let files = [folder(), folder()];
    for (_, file) in &files {
        let mut case = Case::open_or_create(file).unwrap();
        add(&mut case, "a.txt", TEXT, MONDAY);
        add(&mut case, "b.txt", TEXT, MONDAY);
        case.add_failure(&run(MONDAY), "c.bin", "expected plain text, found a zero byte").unwrap();
    }
    assert_eq!(fs::read(&files[0].1).unwrap(), fs::read(&files[1].1).unwrap());
}

#[test]
fn a_changed_file_keeps_both_versions() {
    let (_folder, file) = folder();
    let mut case = Case::open_or_create(&file).unwrap();
    add(&mut case, "a.txt", TEXT, MONDAY);
    let changed = format!("{TEXT}\nMis à jour.\n");
    assert_eq!(add(&mut case, "a.txt", &changed, TUESDAY), Added::NewVersion { version: 2 });
    // The first state again is nothing new.
    assert_eq!(add(&mut case, "a.txt", TEXT, TUESDAY), Added::Unchanged { version: 1 });

    let all = Filter { all_versions: true, ..Filter::default() };
    let rows = case.documents(&all).unwrap();
    let versions: Vec<_> = rows
        .iter()
        .map(|row| {
            let stored = row.document.stored.as_ref().unwrap();
            (stored.version, row.newest, stored.added.as_str(), stored.replaces.clone())
        })
        .collect();
    let first = rows[0].document.id.clone();
    assert_eq!(versions, [(1, false, MONDAY, None), (2, true, TUESDAY, Some(first))]);
    assert_eq!(case.documents(&Filter::default()).unwrap().len(), 1);
    assert_eq!(case.page(&rows[0].document.id).unwrap(), TEXT.as_bytes());
    assert_eq!(case.page(&rows[1].document.id).unwrap(), changed.as_bytes());
}

#[test]
fn a_copy_under_another_path_is_kept_and_said() {
    let (_folder, file) = folder();
    let mut case = Case::open_or_create(&file).unwrap();
    add(&mut case, "a.txt", TEXT, MONDAY);
    let copy_of = Some("a.txt".to_owned());
    assert_eq!(add(&mut case, "b.txt", TEXT, MONDAY), Added::New { copy_of });
    let rows = case.documents(&Filter::default()).unwrap();
    assert_eq!(rows.iter().map(|row| row.n_copies).collect::<Vec<_>>(), [1, 1]);
    assert_ne!(rows[0].document.id, rows[1].document.id);
}

#[test]
fn bytes_that_are_not_the_text_are_kept_beside_it() {
    let (_folder, file) = folder();
    let mut case = Case::open_or_create(&file).unwrap();
    let mut page = article(TEXT);
    let bytes = b"Pourparlers \xe0 Vastrel";
    page.sha256 = selon_text::Sha256::of(bytes);
    let reading = Reading::of("a.txt", &page, Err(NotRead::NotFrench));
    case.add(&run(MONDAY), &reading, bytes, MONDAY).unwrap();
    let back = only_reading(&case);
    assert_eq!(back.document.status, Status::NotFrench);
    assert_eq!(case.page(&back.document.id).unwrap(), bytes);
}

#[test]
fn a_document_that_is_not_committed_leaves_no_trace() {
    let (_folder, file) = folder();
    let mut case = Case::open_or_create(&file).unwrap();
    let reading = reading("a.txt", TEXT);
    let mut adding = case.begin(&run(MONDAY), &reading, TEXT.as_bytes(), MONDAY).unwrap();
    adding.append(&reading).unwrap();
    drop(adding);
    assert!(case.documents(&Filter::default()).unwrap().is_empty());
    assert_eq!(add(&mut case, "a.txt", TEXT, MONDAY), Added::New { copy_of: None });
}

#[test]
fn an_anchor_that_no_longer_fits_is_refused() {
    let (_folder, file) = folder();
    let mut case = Case::open_or_create(&file).unwrap();
    add(&mut case, "a.txt", TEXT, MONDAY);
    let id = case.documents(&Filter::default()).unwrap()[0].document.id.clone();
    let tampered = rusqlite::Connection::open(&file).unwrap();
    tampered.execute("UPDATE attribution SET source_at = '[[3,9]]'", []).unwrap();
    let error = case.reading(&id).unwrap_err();
    assert!(matches!(&error, CaseError::Broken { record, .. } if record.starts_with('a')), "{error}");
    tampered.execute_batch("DROP TRIGGER text_never_changes; UPDATE text SET text = text || '.'").unwrap();
    let error = case.reading(&id).unwrap_err();
    assert!(error.to_string().contains("a text with SHA-256"), "{error}");
}

#[test]
fn a_stored_text_cannot_be_changed() {
    let (_folder, file) = folder();
    add(&mut Case::open_or_create(&file).unwrap(), "a.txt", TEXT, MONDAY);
    let shell = rusqlite::Connection::open(&file).unwrap();
    let error = shell.execute("UPDATE text SET text = ''", []).unwrap_err();
    assert!(error.to_string().contains("a stored text never changes"), "{error}");
}

#[test]
fn claims_and_sources_are_found_by_their_words() {
    let (_folder, file) = folder();
    let mut case = Case::open_or_create(&file).unwrap();
    add(&mut case, "a.txt", TEXT, MONDAY);
    let count = |filter: Filter| {
        let mut n_claims = 0;
        case.for_each_claim(&filter, |_, _| {
            n_claims += 1;
            Ok::<_, CaseError>(())
        })
        .unwrap();
        n_claims
    };
    let text = |words: &str| Some(words.to_owned());
    assert_eq!(count(Filter { about: text("EMISSAIRE generaux"), ..Filter::default() }), 1);
    assert_eq!(count(Filter { about: text("ministre"), ..Filter::default() }), 0);
    assert_eq!(count(Filter { by: text("gazette"), ..Filter::default() }), 1);
    assert_eq!(count(Filter { by: text("lettre"), ..Filter::default() }), 1);
    assert_eq!(count(Filter { event: text("CONSULT"), ..Filter::default() }), 1);
    assert_eq!(
        count(Filter { since: text("2022-05-16"), until: text("2022-05-16"), ..Filter::default() }),
        1
    );
    assert_eq!(count(Filter { since: text("2022-05-17"), ..Filter::default() }), 0);
    assert_eq!(count(Filter { doc: text("a.tx"), ..Filter::default() }), 1);
    let sources = case.sources(&Filter::default()).unwrap();
    let names: Vec<_> = sources.iter().map(|source| (source.name.as_str(), source.n_hedged)).collect();
    assert_eq!(names, [("l’émissaire", 0), ("la Gazette", 1)], "a pronoun counts for what it refers to");
}

#[test]
fn records_are_found_by_the_beginning_of_their_id() {
    let (_folder, file) = folder();
    let mut case = Case::open_or_create(&file).unwrap();
    add(&mut case, "a.txt", TEXT, MONDAY);
    let claim = only_reading(&case).claims[0].id.clone();
    let found = case.records_by_id(&claim.as_str()[..6]).unwrap();
    assert_eq!(found[0].0, RecordId::Claim(claim));
    assert_eq!(case.records_by_id("a").unwrap().len(), 2);
    assert!(case.records_by_id("d").unwrap().is_empty());
}

#[test]
fn names_that_are_spelt_alike_are_one_entity() {
    let (_folder, file) = folder();
    let mut case = Case::open_or_create(&file).unwrap();
    add(&mut case, "a.txt", TEXT, MONDAY);
    add(&mut case, "b.txt", &format!("{TEXT}."), MONDAY);
    case.link(&mut |_| ()).unwrap();
    let entities = case.entities(&EntityFilter::default()).unwrap();
    let names: Vec<_> = entities.iter().map(|entity| (entity.name.as_str(), entity.kind)).collect();
    assert!(
        names.contains(&("Vastrel", EntityType::Place))
            && names.contains(&("Gazette", EntityType::Organisation)),
        "{names:?}"
    );
    for row in entities {
        let entity = case.entity(&row.id).unwrap().unwrap();
        assert_eq!(entity.names[0].docs, ["a.txt", "b.txt"]);
        assert_eq!(case.documents_naming(&row.id).unwrap().len(), 2);
    }
}

#[test]
fn the_views_answer() {
    let (_folder, file) = folder();
    add(&mut Case::open_or_create(&file).unwrap(), "a.txt", TEXT, MONDAY);
    let shell = rusqlite::Connection::open(&file).unwrap();
    let one = |sql: &str| shell.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(one("SELECT said_by FROM v_claims"), "la Gazette");
    assert_eq!(one("SELECT agent FROM v_claims"), "l’émissaire");
    assert_eq!(one("SELECT group_concat(voice, ' > ') FROM v_chains"), "La Lettre > la Gazette");
    assert_eq!(one("SELECT within FROM v_attributions WHERE within IS NOT NULL"), "la Gazette");
    assert_eq!(one("SELECT credits FROM v_documents"), "Agence X");
    assert_eq!(one("SELECT text FROM v_pages"), TEXT);
    let spans = "SELECT group_concat(field, ' ') FROM (SELECT DISTINCT field FROM v_spans
                 WHERE words = 'deux généraux' ORDER BY field)";
    assert_eq!(one(spans), "patient quantity");
}

#[test]
fn what_is_no_case_is_refused_by_name() {
    let (folder, file) = folder();
    let message = |path: &Path| Case::open(path).unwrap_err().to_string();
    assert!(message(&file).contains("found nothing"));
    assert!(message(folder.path()).contains("found a folder"));
    fs::write(&file, "").unwrap();
    assert!(message(&file).contains("found an empty file"));
    fs::write(&file, "not a database, but long enough to be looked at as one").unwrap();
    assert!(message(&file).contains("found a file of another kind"));
    fs::remove_file(&file).unwrap();
    rusqlite::Connection::open(&file).unwrap().execute_batch("CREATE TABLE other (x)").unwrap();
    assert!(message(&file).contains("an SQLite database of another program"));
    assert!(Case::open_or_create(&file).is_err(), "nor is it written to");
}

#[test]
fn a_newer_schema_is_refused() {
    let (_folder, file) = folder();
    drop(Case::open_or_create(&file).unwrap());
    let shell = rusqlite::Connection::open(&file).unwrap();
    shell.pragma_update(None, "user_version", 99).unwrap();
    let error = Case::open(&file).unwrap_err();
    assert!(matches!(error, CaseError::NewerSchema { found: 99, .. }), "{error}");
    assert!(error.to_string().contains("a newer selon wrote this file"));
}

#[test]
fn at_rest_a_case_is_one_file() {
    let (folder, file) = folder();
    let mut case = Case::open_or_create(&file).unwrap();
    add(&mut case, "a.txt", TEXT, MONDAY);
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["a.selon"]);
    let copy = folder.path().join("copy.selon");
    fs::copy(&file, &copy).unwrap();
    assert_eq!(only_reading(&Case::open(&copy).unwrap()), only_reading(&case));
}

/// Waits as long as a user would: ten seconds.
#[test]
fn a_file_that_another_program_holds_is_named() {
    let (_folder, file) = folder();
    add(&mut Case::open_or_create(&file).unwrap(), "a.txt", TEXT, MONDAY);
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let error = Case::open(&file).unwrap_err();
    assert!(matches!(error, CaseError::Locked { .. }), "{error}");
    assert!(error.to_string().contains("a.selon is in use by another program"), "{error}");
}

#[test]
fn two_programs_take_turns() {
    let (_folder, file) = folder();
    let mut first = Case::open_or_create(&file).unwrap();
    add(&mut first, "a.txt", TEXT, MONDAY);
    let mut second = Case::open(&file).unwrap();
    add(&mut second, "b.txt", TEXT, MONDAY);
    add(&mut first, "c.txt", TEXT, MONDAY);
    assert_eq!(second.documents(&Filter::default()).unwrap().len(), 3);
}
