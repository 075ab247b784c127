//! `selon sources`: who is said to say something, and how often.

use anyhow::Result;
use selon_case::{Case, SourceRow};
use serde::Serialize;

use crate::Ended;
use crate::cli::table::TableArgs;
use crate::out::Out;

#[derive(Serialize)]
struct Record<'a> {
    name: &'a str,
    kinds: Vec<&'a str>,
    attributions: u64,
    hedged: u64,
    stances: serde_json::Map<String, serde_json::Value>,
    docs: &'a [String],
}

/// Runs the command.
pub fn run(args: TableArgs) -> Result<Ended> {
    let case = Case::open(&args.case.file)?;
    let sources = case.sources(&args.filter.into_filter())?;
    let mut out = Out::new();
    if args.json {
        for source in &sources {
            out.json(&Record {
                name: &source.name,
                kinds: source.kinds.iter().map(|(kind, _)| kind.as_str()).collect(),
                attributions: source.n_attributions,
                hedged: source.n_hedged,
                stances: source.stances.iter().map(|(stance, n)| (stance.clone(), (*n).into())).collect(),
                docs: &source.docs,
            })?;
        }
    } else {
        let rows: Vec<[String; 6]> = sources.iter().map(row).collect();
        out.table(["said", "hedged", "documents", "kind", "stances", "source"], &rows)?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn row(source: &SourceRow) -> [String; 6] {
    let kinds: Vec<_> = source.kinds.iter().map(|(kind, _)| kind.as_str()).collect();
    let stances: Vec<_> = source
        .stances
        .iter()
        .map(|(stance, n)| if *n == 1 { stance.clone() } else { format!("{stance} {n}") })
        .collect();
    let name = if source.name.is_empty() { "(nobody is named)" } else { &source.name };
    [
        source.n_attributions.to_string(),
        source.n_hedged.to_string(),
        source.docs.len().to_string(),
        kinds.join(", "),
        stances.join(", "),
        name.to_owned(),
    ]
}
