//! What must hold of any text and any spans.

mod common;

use common::run;
use proptest::prelude::*;
use selon_case::{Added, Case, Filter, Reading};
use selon_extract::{Attribution, Extraction, Kind, SourceKind, Stance};
use selon_text::{CharSpan, Sha256, Text};

const WHEN: &str = "2022-05-16T08:00:00Z";

fn article(text: &str) -> selon_page::Article {
    let text = Text::new(text);
    let sha256 = Sha256::of(text.as_str().as_bytes());
    selon_page::Article { body: vec![text.span()], ..selon_page::Article::new(text, sha256) }
}

/// A text and attributions anywhere in it, in any order, some of them the same.
fn text_and_attributions() -> impl Strategy<Value = (String, Vec<Attribution>)> {
    let text = "\\PC{1,60}[\n\u{301}🤣é«»]{0,4}\\PC{0,20}";
    text.prop_flat_map(|text| {
        let n_chars = text.chars().count() as u32;
        let span = (0..=n_chars, 0..=n_chars).prop_map(|(a, b)| CharSpan::new(a.min(b), a.max(b)));
        let spans = proptest::collection::vec(span, 0..4);
        let attribution =
            (spans.clone(), spans.clone(), spans).prop_map(|(source, cue, content)| Attribution {
                source,
                cue,
                content,
                parent: None,
                kind: Kind::Indirect,
                stance: Stance::Asserts,
                hedged: false,
                source_kind: SourceKind::Unknown,
                rule: "any",
            });
        (Just(text), proptest::collection::vec(attribution, 0..6))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_spans_come_back_in_order_and_once((text, attributions) in text_and_attributions()) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("any.selon");
        let article = article(&text);
        let extraction = Extraction { attributions, ..Extraction::default() };
        let reading = Reading::of("any.txt", &article, Ok(&extraction));
        let mut case = Case::open_or_create(&file).unwrap();
        case.add(&run(WHEN), &reading, text.as_bytes(), WHEN).unwrap();
        let before = std::fs::read(&file).unwrap();
        let again = case.add(&run(WHEN), &reading, text.as_bytes(), WHEN).unwrap();
        prop_assert_eq!(again, Added::Unchanged { version: 1 });
        prop_assert_eq!(std::fs::read(&file).unwrap(), before);
        let id = case.documents(&Filter::default()).unwrap()[0].document.id.clone();
        let back = case.reading(&id).unwrap();
        prop_assert_eq!(back.text.as_str(), text.as_str());
        prop_assert_eq!(&back.attributions, &reading.attributions);
        for (back, put) in back.attributions.iter().zip(&extraction.attributions) {
            prop_assert_eq!(&back.content.at, &put.content);
        }
    }
}
