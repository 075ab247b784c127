//! A page that can be sent: all that a dispute or a claim rests on is there, in both languages, and nothing of an
//! article is markup.

mod common;

use common::{HOSTILE, Place};
use selon_web::{Lang, Report, Subject};

const MADE: &str = "2022-05-17T09:00:00Z";

fn reports(place: &Place, subject: &Subject, lang: Lang) -> (String, String) {
    let report = Report::of(&place.case(), lang, subject, MADE).unwrap().expect("a report");
    (report.html().unwrap(), report.markdown())
}

#[test]
fn a_dispute_can_be_sent_with_all_that_it_rests_on() {
    let place = Place::new();
    let id = place.dispute();
    let (html, markdown) = reports(&place, &Subject::Dispute(id.clone()), Lang::Fr);
    let hashes: Vec<String> =
        [html.as_str(), &markdown].iter().map(|page| page.matches("SHA-256").count().to_string()).collect();
    assert_eq!(hashes, ["7", "7"], "three documents, each by its bytes and by its text, and how to check");
    for page in [&html, &markdown] {
        for wanted in [
            &id,
            "2 réponses",
            "3 articles",
            "Anna Kolm",
            "Iver Stahl",
            "16\u{a0}mai 2022",
            "Comment vérifier",
        ] {
            assert!(page.contains(wanted), "{wanted}: {page}");
        }
        for english in ["through", "counted", "claims", "no source"] {
            let words = page.split("</style>").last().unwrap();
            assert!(!words.contains(english), "{english}: {words}");
        }
    }
    assert!(!html.contains("<a ") && !html.contains("<script"), "{html}");
    assert!(HOSTILE.iter().filter(|words| words.contains('<')).all(|words| !html.contains(words)));
    let (_, english) = reports(&place, &Subject::Dispute(id), Lang::En);
    assert!(english.contains("2 answers") && english.contains("Where the chains end:"), "{english}");
    // Each origin of an answer stands in a list of its own.
    assert!(english.contains("\n* Anna Kolm\n"), "{english}");
}

#[test]
fn a_claim_can_be_sent_and_no_id_stands_twice() {
    let place = Place::new();
    let case = place.case();
    let line = case.dispute_line(&place.dispute()).unwrap().unwrap();
    let dispute = case.dispute_uncounted(&line.id).unwrap().unwrap();
    let claims = dispute.answers.iter().flat_map(|answer| &answer.claims);
    let claim = claims.into_iter().find(|claim| claim.words.starts_with("120")).unwrap();
    let (html, markdown) = reports(&place, &Subject::Claim(claim.claim.to_string()), Lang::En);
    assert!(markdown.contains("Claim c") && markdown.contains("**120 soldats"), "{markdown}");
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let once: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), once.len(), "{ids:?}");
    assert!(Report::of(&place.case(), Lang::En, &Subject::Claim("c0".to_owned()), MADE).unwrap().is_none());
}

#[test]
fn what_would_turn_a_line_is_shown_in_a_report() {
    let place = Place::new();
    let odd = HOSTILE.len() + common::ODD.len() - 1;
    let (html, markdown) = reports(&place, &Subject::Claim(place.claim(odd)), Lang::En);
    assert!(markdown.contains("⟨U+202E⟩") && !markdown.contains('\u{202e}'), "{markdown}");
    let heading = html.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap();
    assert!(heading.contains("⟨U+202E⟩") && !heading.contains('\u{202e}'), "{heading}");
}
