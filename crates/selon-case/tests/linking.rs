//! What linking finds is a function of the set of articles: not of the order in which they come, nor of when they
//! are linked, nor of what was there before and has been replaced.

#[path = "../../selon-link/tests/collection/mod.rs"]
mod collection;
mod common;
#[path = "../examples/newsroom/mod.rs"]
mod newsroom;

use std::path::{Path, PathBuf};

use collection::Collection;
use collection::world::Dice;
use common::run;
use newsroom::{SMALL, reading};
use selon_case::{Case, CaseError, DocumentId, EntityFilter, Filter};

const WHEN: &str = "2022-05-16T08:00:00Z";

/// Articles of a collection.
const N_ARTICLES: usize = 14;

/// Collections, and orders of each.
const N_SEEDS: u64 = 10;

/// A folder in memory where there is one: every article that is added waits for the disk.
fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap()
}

struct Making<'a> {
    collection: &'a Collection,
    case: Case,
}

impl<'a> Making<'a> {
    fn new(collection: &'a Collection, file: PathBuf) -> Self {
        Self { collection, case: Case::open_or_create(&file).unwrap() }
    }

    /// Adds article `text` under the path of article `at`.
    fn add(&mut self, at: usize, text: usize) {
        let doc = format!("{at}.txt");
        let reading = reading(&self.collection.articles[text], text, &doc, &SMALL);
        self.case.add(&run(WHEN), &reading, reading.text.as_str().as_bytes(), WHEN).unwrap();
    }

    fn link(&mut self) {
        self.case.link(&mut |_| ()).unwrap();
    }

    /// All that linking found, line by line.
    fn found(&self) -> Vec<String> {
        let case = &self.case;
        let mut lines = Vec::new();
        let filter = EntityFilter { described: true, ..EntityFilter::default() };
        for row in case.entities(&filter).unwrap() {
            lines.push(format!("{:#?}", case.entity(&row.id).unwrap().unwrap()));
        }
        for row in case.documents(&Filter::default()).unwrap() {
            let id: DocumentId = row.document.id;
            lines.push(format!("{id} {:?}", case.reuse_of(&id).unwrap()));
        }
        case.for_each_claim(&Filter::default(), |reading, claim| {
            let company = case.company_of(&claim.id)?;
            lines.push(format!("{} {} {company:?}", reading.document.id, claim.id));
            Ok::<(), CaseError>(())
        })
        .unwrap();
        lines
            .extend(case.disputes(&Filter::default()).unwrap().iter().map(|dispute| format!("{dispute:#?}")));
        lines
    }
}

fn shuffled(dice: &mut Dice) -> Vec<usize> {
    let mut order: Vec<usize> = (0..N_ARTICLES).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, dice.below(at + 1));
    }
    order
}

/// The first lines that differ, so that a failure can be read.
fn assert_same(found: &[String], expected: &[String], what: &str) {
    let differs = found.iter().zip(expected).find(|(a, b)| a != b);
    if let Some((found, expected)) = differs {
        panic!("{what}: expected\n{expected}\nfound\n{found}");
    }
    assert_eq!(found.len(), expected.len(), "{what}");
}

#[test]
fn the_order_of_articles_does_not_count() {
    let folder = folder();
    let file = |name: &str| folder.path().join(name);
    let mut n_disputes = 0;
    let mut n_reuses = 0;
    for seed in 0..N_SEEDS {
        let mut dice = Dice(seed);
        let collection = Collection::new(N_ARTICLES, seed);
        let mut at_once = Making::new(&collection, file(&format!("{seed}.selon")));
        for at in 0..N_ARTICLES {
            at_once.add(at, at);
        }
        at_once.link();
        let expected = at_once.found();
        n_disputes += at_once.case.disputes(&Filter::default()).unwrap().len();
        n_reuses += expected.iter().filter(|line| line.contains("Reuse {")).count();

        let mut one_by_one = Making::new(&collection, file(&format!("{seed}-one.selon")));
        for at in shuffled(&mut dice) {
            one_by_one.add(at, at);
            one_by_one.link();
        }
        assert_same(&one_by_one.found(), &expected, &format!("seed {seed}, one by one"));

        let mut with_versions = Making::new(&collection, file(&format!("{seed}-versions.selon")));
        for at in shuffled(&mut dice) {
            if dice.chance(40) {
                with_versions.add(at, dice.below(N_ARTICLES));
            }
            if dice.chance(50) {
                with_versions.link();
            }
        }
        for at in shuffled(&mut dice) {
            with_versions.add(at, at);
            if dice.chance(20) {
                with_versions.link();
            }
        }
        with_versions.link();
        assert_same(&with_versions.found(), &expected, &format!("seed {seed}, with versions"));
    }
    // A property of nothing holds too easily.
    assert!(n_disputes >= 20 && n_reuses >= 40, "{n_disputes} disputes, {n_reuses} reuses");
}
