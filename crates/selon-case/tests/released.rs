//! A small case file of every released schema is kept, opened and upgraded.
//!
//! `SELON_WRITE_SCHEMA=1 cargo test -p selon-case --test released` writes the file of the current schema, when a
//! version with it is released; a file that is there is never written again.

mod common;

use std::fs;
use std::path::PathBuf;

use common::{TEXT, reading, run};
use selon_case::{Case, CaseError, Filter, SCHEMA};

fn kept(schema: usize) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/schemas/schema-{schema}.sqlite"))
}

#[test]
fn every_released_schema_opens() {
    if std::env::var_os("SELON_WRITE_SCHEMA").is_some() && !kept(SCHEMA).exists() {
        let mut case = Case::open_or_create(&kept(SCHEMA)).unwrap();
        let when = "2022-05-16T08:00:00Z";
        case.add(&run(when), &reading("a.txt", TEXT), TEXT.as_bytes(), when).unwrap();
        case.add_failure(&run(when), "b.bin", "expected plain text, found a zero byte at byte 0").unwrap();
        case.finish_run(&run(when), when).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let released: Vec<_> = (1..=SCHEMA).filter(|schema| kept(*schema).exists()).collect();
    assert!(released.contains(&1));
    for schema in released {
        let file = folder.path().join(format!("{schema}.selon"));
        fs::copy(kept(schema), &file).unwrap();
        let before = fs::read(&file).unwrap();
        if schema < SCHEMA {
            let error = Case::open_current(&file).unwrap_err();
            assert!(matches!(error, CaseError::OlderSchema { found, .. } if found == schema), "{error}");
            assert_eq!(fs::read(&file).unwrap(), before, "schema {schema}");
        }
        let case = Case::open(&file).unwrap();
        let rows = case.documents(&Filter::default()).unwrap();
        let mut back = case.reading(&rows[0].document.id).unwrap();
        back.document.stored = None;
        assert_eq!(back, reading("a.txt", TEXT), "schema {schema}");
        assert_eq!(case.failures().unwrap().len(), 1);
        Case::open_current(&file).unwrap();
    }
}
