//! Judgements are kept in order, replaced by newer ones, taken back by undoing, and never lost.

mod common;

use common::{TEXT, reading, run};
use selon_case::{Case, CaseError, JudgedKind, Matter, NewJudgement, Verb};

fn case(folder: &tempfile::TempDir) -> Case {
    let mut case = Case::open_or_create(&folder.path().join("a.selon")).unwrap();
    let when = "2022-05-16T08:00:00Z";
    case.add(&run(when), &reading("a.txt", TEXT), TEXT.as_bytes(), when).unwrap();
    case
}

fn names(subject: &str, object: &str) -> Matter {
    Matter { kind: JudgedKind::Name, subject: subject.to_owned(), object: Some(object.to_owned()) }
}

fn new(verb: Verb, matter: &Matter) -> NewJudgement {
    NewJudgement {
        verb,
        matter: matter.clone(),
        words: Default::default(),
        value: None,
        author: "Ana".to_owned(),
        made: "2022-05-17T09:00:00Z".to_owned(),
        reason: "same port".to_owned(),
    }
}

#[test]
fn a_pair_is_one_matter_whichever_way_round_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut case = case(&folder);
    let matter = names("Vastrél", "VASTREL-SUR-MER");
    let made = case.judge(&new(Verb::Same, &matter), None).unwrap();
    assert_eq!((made.subject.as_str(), made.object.as_str()), ("vastrel", "vastrel sur mer"));
    assert_eq!(made.subject_words, "Vastrél");
    let turned = names("vastrel sur mer", "vastrel");
    assert_eq!(case.standing(&turned, Verb::Different).unwrap().unwrap().id, made.id);
    let different = case.judge(&new(Verb::Different, &turned), Some(&made.id)).unwrap();
    let standing = case.standing_judgements(JudgedKind::Name).unwrap();
    assert_eq!(standing, [different]);
    assert_eq!(case.judgements(None, None).unwrap().len(), 2);
    assert_eq!(case.judgements(Some(JudgedKind::Name), Some("Vastrel")).unwrap().len(), 2);
}

#[test]
fn undoing_brings_back_what_held_before_and_stays_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let mut case = case(&folder);
    let matter = names("Vastrel", "Vastra");
    let first = case.judge(&new(Verb::Same, &matter), None).unwrap();
    let second = case.judge(&new(Verb::Different, &matter), Some(&first.id)).unwrap();
    let last = case.last_judgement_of("Ana").unwrap().unwrap();
    assert_eq!(last, second.id);
    let undone = case.undo(&last, "Ben", "2022-05-18T09:00:00Z", "").unwrap();
    assert_eq!(case.standing(&matter, Verb::Same).unwrap().unwrap().id, first.id);
    assert!(matches!(case.undo(&second.id, "Ben", "", ""), Err(CaseError::Judgement(_))));
    assert!(matches!(case.undo(&undone.id, "Ben", "", ""), Err(CaseError::Judgement(_))));
    let log = case.judgements(None, None).unwrap();
    assert_eq!(log.iter().map(|judgement| judgement.holds).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!(log[0].undoes.as_ref(), Some(&second.id));
}

#[test]
fn a_judgement_that_was_overtaken_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut mine = case(&folder);
    let mut other = Case::open(&folder.path().join("a.selon")).unwrap();
    let matter = names("Vastrel", "Vastra");
    let first = mine.judge(&new(Verb::Same, &matter), None).unwrap();
    match other.judge(&new(Verb::Different, &matter), None) {
        Err(error @ CaseError::Overtaken { .. }) => {
            assert!(error.to_string().starts_with("Ana judged this in the meantime: same"));
        }
        found => panic!("{found:?}"),
    }
    other.judge(&new(Verb::Unsure, &matter), Some(&first.id)).unwrap();
}

#[test]
fn what_says_nothing_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut case = case(&folder);
    let source = Matter { kind: JudgedKind::Source, subject: "Gazette".to_owned(), object: None };
    let refused = [
        new(Verb::Same, &names("Vastrel", "VASTREL")),
        new(Verb::Same, &Matter { object: None, ..names("Vastrel", "") }),
        new(Verb::Same, &names(" ", "Vastra")),
        new(Verb::Reliability, &source),
        new(Verb::Rename, &source),
        new(Verb::Move, &names("a", "b")),
        NewJudgement { author: " ".to_owned(), ..new(Verb::Same, &names("a", "b")) },
    ];
    for judgement in refused {
        assert!(matches!(case.judge(&judgement, None), Err(CaseError::Judgement(_))), "{judgement:?}");
    }
    let grade = NewJudgement { value: Some("C".to_owned()), ..new(Verb::Reliability, &source) };
    assert_eq!(case.judge(&grade, None).unwrap().value.as_deref(), Some("C"));
    assert_eq!(case.judgements(None, None).unwrap().len(), 1);
}

#[test]
fn no_row_of_the_log_can_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let mut case = case(&folder);
    case.judge(&new(Verb::Same, &names("a", "b")), None).unwrap();
    drop(case);
    let file = rusqlite::Connection::open(folder.path().join("a.selon")).unwrap();
    for sql in ["UPDATE judgement SET author = 'x'", "DELETE FROM judgement"] {
        assert!(file.execute(sql, []).is_err(), "{sql}");
    }
}
