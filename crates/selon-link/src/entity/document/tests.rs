//! Small articles with their mentions, and whom they name.

use std::collections::BTreeMap;
use std::sync::Arc;

use selon_extract::{Extraction, Mention, MentionKind};
use selon_text::{CharSpan, Text};

use super::names_of;
use crate::Document;

/// An article with names and the labels that the pipeline gives them, in text order.
fn document(text: &str, names: &[(&str, &str)]) -> Document {
    let mut mentions = Vec::new();
    let mut from = 0;
    for (name, label) in names {
        let at = from + text[from..].find(name).unwrap_or_else(|| panic!("{name} in {text}"));
        from = at + name.len();
        let start = text[..at].chars().count() as u32;
        let span = vec![CharSpan::new(start, start + name.chars().count() as u32)];
        mentions.push(Mention {
            span,
            kind: MentionKind::Name,
            antecedent: None,
            label: (*label).to_owned(),
        });
    }
    let n = mentions.len();
    Document {
        id: "d".to_owned(),
        doc: "d.txt".to_owned(),
        outlet: None,
        outlets: Arc::default(),
        title: None,
        language: None,
        published: None,
        credits: Vec::new(),
        body: vec![CharSpan::new(0, text.chars().count() as u32)],
        text: Text::new(text),
        extraction: Extraction { mentions, ..Extraction::default() },
        claim_ids: Vec::new(),
        mention_ids: (0..n).map(|nth| format!("m{nth}")).collect(),
    }
}

/// Type and forms of each, sorted.
fn named(document: &Document) -> Vec<String> {
    let names = names_of(document);
    let shown = |named: &super::Named| {
        let forms: Vec<&str> = named.forms.iter().map(|form| form.text.as_str()).collect();
        format!("{}: {}", named.kind.as_str(), forms.join(" = "))
    };
    let mut shown: Vec<String> = names.named.iter().map(shown).collect();
    shown.sort();
    shown
}

#[test]
fn names_are_read_as_readers_do() {
    type Case = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);
    let cases: &[Case] = &[
        (
            "Le ministre de l’Intérieur Tibor Halvessian a parlé.",
            &[("Intérieur Tibor Halvessian", "PER")],
            &["person: Tibor Halvessian"],
        ),
        ("Le ministère de la Santé se tait.", &[("Santé", "ORG")], &[]),
        ("Le ministre des Affaires étrangères du Front.", &[("Affaires étrangères du Front", "MISC")], &[]),
        (
            "Me Dounia Velvrek plaide. Ensuite, Me Velvrek se rassoit.",
            &[("Me Dounia Velvrek", "PER"), ("Me Velvrek", "PER")],
            &["person: Dounia Velvrek = Velvrek"],
        ),
        ("Ruggero Di Marvo est là.", &[("Ruggero Di", "PER")], &["person: Ruggero Di Marvo"]),
        ("Elle est montée à bord de la Svelna.", &[("Svelna", "PER")], &["artefact: Svelna"]),
        ("Le cargo Svelna a coulé.", &[("Svelna", "PER")], &["artefact: Svelna"]),
        ("L’ami de Svelna a coulé.", &[("Svelna", "PER")], &["person: Svelna"]),
        (
            "Le Musée lunaire de Kalvane ouvre. Le Musée lunaire est plein.",
            &[("Musée lunaire de Kalvane", "ORG"), ("Musée lunaire", "ORG")],
            &["organisation: Musée lunaire de Kalvane = Musée lunaire"],
        ),
        ("Approche exigeante. C’est une approche neuve.", &[("Approche exigeante", "LOC")], &[]),
        ("Le maire de Santa Brenza est sorti.", &[("Santa Brenza", "PER")], &["place: Santa Brenza"]),
        ("Les habitants de Santa Brenza ont fui.", &[("Santa Brenza", "LOC")], &["place: Santa Brenza"]),
        ("Le frère de Santa Brenza est sorti.", &[("Santa Brenza", "PER")], &["person: Santa Brenza"]),
        ("Selon la WARA, rien ne va.", &[("WARA", "LOC")], &["place: WARA"]),
    ];
    for (text, mentions, wanted) in cases {
        assert_eq!(named(&document(text, mentions)), *wanted, "{text}");
    }
}

#[test]
fn outlets_of_the_case_are_known_under_all_their_names() {
    let outlets = [("fanal de velk", "Le Fanal de Velk"), ("fanal", "Le Fanal de Velk")];
    let outlets: BTreeMap<String, String> =
        outlets.map(|(key, name)| (key.to_owned(), name.to_owned())).into_iter().collect();
    let text = "Le Fanal de Velk écrit. D’après le journal Fanal, il pleut.";
    let article = document(text, &[("Fanal de Velk", "PER"), ("journal Fanal", "ORG")]);
    assert_eq!(named(&Document { outlets: Arc::new(outlets), ..article }), ["outlet: Fanal de Velk = Fanal"]);
}
