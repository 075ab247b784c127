//! `kill -9` while articles are added: every article that was reported is in the case, whole.

mod common;

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use common::{ARTICLE, Place};
use selon_case::{Case, Filter};

#[test]
fn what_was_reported_as_added_is_there_after_a_kill() {
    let place = Place::new();
    for i in 0..300 {
        place.file(&format!("in/{i:03}.txt"), format!("{ARTICLE}\nNuméro {i}.\n"));
    }
    // Killed at different moments, each time going on from what the last left.
    let mut n_reported = 0;
    for n_lines in [1, 5, 17] {
        let mut child =
            place.command(&["add", "in"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut reported = Vec::new();
        while reported.len() < n_lines {
            let line = lines.next().unwrap().unwrap();
            if let Some(added) = line.strip_prefix("added        ") {
                reported.push(added.split(':').next().unwrap().to_owned());
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What was written before the kill and not read yet counts as reported, too.
        reported.extend(lines.map_while(Result::ok).filter_map(|line| {
            let added = line.strip_prefix("added        ")?;
            Some(added.split(':').next()?.to_owned())
        }));
        n_reported += reported.len();
        let case = Case::open(&place.path("case.selon")).unwrap();
        let rows = case.documents(&Filter::default()).unwrap();
        for doc in &reported {
            let row = rows.iter().find(|row| row.document.doc == *doc).unwrap_or_else(|| panic!("{doc}"));
            let reading = case.reading(&row.document.id).unwrap();
            assert!(reading.attributions.len() >= 3, "{doc} is whole");
        }
        assert!(rows.len() >= n_reported);
    }
    let rest = place.run(&["add", "in"]);
    assert!(rest.err.contains("0 failed"), "{}", rest.err);
    let case = Case::open(&place.path("case.selon")).unwrap();
    assert_eq!(case.documents(&Filter::default()).unwrap().len(), 300);
}
