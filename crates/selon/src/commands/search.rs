//! `selon search`: full text over articles and claims, with the chain of each hit.

use anyhow::Result;
use selon_case::{Case, ClaimLine, DocumentLine, Hit, HitKind, Search};
use serde::Serialize;

use super::short_id;
use crate::Ended;
use crate::cli::web::{Found, SearchArgs};
use crate::out::{Out, Style};
use crate::visible::wrap;

/// Runs the command.
pub fn run(args: SearchArgs) -> Result<Ended> {
    let case = Case::open(&args.case.file)?;
    let kind = args.only.map(|only| match only {
        Found::Articles => HitKind::Article,
        Found::Claims => HitKind::Claim,
    });
    let found = case.search(&Search {
        words: args.words.join(" "),
        kind,
        event: args.event,
        outlet: args.outlet,
        when: args.when,
        most: args.most,
        ..Search::default()
    })?;
    let mut out = Out::new();
    for hit in &found.hits {
        match hit {
            _ if args.json => out.json(&HitRecord::of(hit))?,
            Hit::Claim(claim) => print_claim(&mut out, claim)?,
            Hit::Article { document, excerpt } => print_article(&mut out, document, excerpt)?,
        }
    }
    out.flush()?;
    if !args.json {
        let least = if found.is_counted { "" } else { "at least " };
        let newest = if found.n_ranked < found.n_hits {
            format!("; the newest {} of them were put in order", found.n_ranked)
        } else {
            String::new()
        };
        eprintln!("{} of {least}{} hits shown{newest}", found.hits.len(), found.n_hits);
    }
    Ok(Ended::Done)
}

fn print_claim(out: &mut Out, claim: &ClaimLine) -> Result<()> {
    let id = out.paint(Style::Faint, short_id(claim.id.as_str()));
    out.line(format_args!("{id}  {}", out.paint(Style::Strong, &chain(claim).join(" › "))))?;
    let mut marks: Vec<&str> = claim.event.iter().map(String::as_str).collect();
    marks.extend((claim.polarity == "denied").then_some("denied"));
    marks.extend((claim.modality != "asserted").then_some(claim.modality.as_str()));
    let marks = if marks.is_empty() { String::new() } else { format!("  ({})", marks.join(", ")) };
    print_words(out, &format!("{}{marks}", claim.words))
}

fn print_article(out: &mut Out, document: &DocumentLine, excerpt: &str) -> Result<()> {
    let id = out.paint(Style::Faint, short_id(document.id.as_str()));
    let name = document.title.as_deref().unwrap_or(&document.doc);
    let mut facts = vec![document.doc.as_str()];
    facts.extend(document.outlet.as_deref());
    facts.extend(document.published.as_ref().map(|(from, _)| from.as_str()));
    let facts = out.paint(Style::Faint, &facts.join(" · "));
    out.line(format_args!("{id}  {}  {facts}", out.paint(Style::Strong, name)))?;
    print_words(out, excerpt)
}

fn print_words(out: &mut Out, words: &str) -> Result<()> {
    let words = out.paint(Style::Plain, words);
    for line in wrap(&words, out.prose_columns().saturating_sub(11).max(20)) {
        out.line(format_args!("           {line}"))?;
    }
    Ok(())
}

/// The voices, from the outlet (or the path) to the one closest to the fact.
fn chain(claim: &ClaimLine) -> Vec<&str> {
    let outlet = claim.document.outlet.as_deref().unwrap_or(super::file_name(&claim.document.doc));
    let behind = claim.voices.iter().filter(|voice| voice.attribution.is_some());
    let name = |voice: &'_ selon_case::VoiceLine| voice.name.is_empty();
    std::iter::once(outlet)
        .chain(behind.map(|voice| if name(voice) { "(nobody is named)" } else { voice.name.as_str() }))
        .collect()
}

#[derive(Serialize)]
struct HitRecord<'a> {
    kind: &'static str,
    id: &'a str,
    doc: &'a str,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    published: Option<&'a str>,
    text: &'a str,
    event: Option<&'a str>,
    polarity: Option<&'a str>,
    modality: Option<&'a str>,
    chain: Vec<&'a str>,
}

impl<'a> HitRecord<'a> {
    fn of(hit: &'a Hit) -> Self {
        let (kind, document) = match hit {
            Hit::Claim(claim) => ("claim", &claim.document),
            Hit::Article { document, .. } => ("article", document),
        };
        let record = Self {
            kind,
            id: document.id.as_str(),
            doc: &document.doc,
            outlet: document.outlet.as_deref(),
            title: document.title.as_deref(),
            published: document.published.as_ref().map(|(from, _)| from.as_str()),
            text: "",
            event: None,
            polarity: None,
            modality: None,
            chain: Vec::new(),
        };
        match hit {
            Hit::Article { excerpt, .. } => Self { text: excerpt, ..record },
            Hit::Claim(claim) => Self {
                id: claim.id.as_str(),
                text: &claim.words,
                event: claim.event.as_deref(),
                polarity: Some(&claim.polarity),
                modality: Some(&claim.modality),
                chain: chain(claim),
                ..record
            },
        }
    }
}
