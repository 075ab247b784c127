use selon_spacy::json::DocJson;
fn main() {
    for path in std::env::args().skip(1) {
        let json: DocJson = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let doc = json.into_doc().unwrap();
        let name = std::path::Path::new(&path).file_stem().unwrap().to_string_lossy().into_owned();
        let spans = |s: &[selon_text::CharSpan]| s.iter().map(|s| [s.start, s.end]).collect::<Vec<_>>();
        for (i, a) in selon_extract::find_attributions(&doc).iter().enumerate() {
            println!("{}", serde_json::json!({"doc": format!("{name}.txt"), "id": format!("a{i}"), "parent": a.parent.map(|p| format!("a{p}")),
              "source": spans(&a.source), "cue": spans(&a.cue), "content": spans(&a.content), "kind": a.kind.as_str(), "stance": a.stance.as_str(),
              "hedged": a.hedged, "source_kind": a.source_kind.as_str(), "rule": a.rule}));
        }
    }
}
