//! `selon documents`: what is in a case.

use anyhow::Result;
use selon_case::{Case, Document, DocumentRow, Published, Status};
use selon_page::{DateSource, OutletBook};
use serde::Serialize;

use super::outlets::OutletRecord;
use super::short_id;
use crate::Ended;
use crate::cli::table::TableArgs;
use crate::out::Out;
use crate::records::DocumentRecord;

/// A document with what the case knows of it beyond the page.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    document: DocumentRecord<'a>,
    version: u32,
    newest: bool,
    added: &'a str,
    attributions: u32,
    claims: u32,
    copies: u32,
    outlet_facts: Option<OutletRecord>,
}

/// Runs the command.
pub fn run(args: TableArgs) -> Result<Ended> {
    let case = Case::open(&args.case.file)?;
    let rows = case.documents(&args.filter.into_filter())?;
    let mut out = Out::new();
    if args.json {
        let book = OutletBook::new(case.outlets()?);
        for row in &rows {
            let reading = case.reading(&row.document.id)?;
            let stored = row.document.stored.as_ref();
            out.json(&Row {
                document: DocumentRecord::of(&row.document, reading.text.as_str()),
                version: stored.map_or(1, |stored| stored.version),
                newest: row.newest,
                added: stored.map_or("", |stored| &stored.added),
                attributions: row.n_attributions,
                claims: row.n_claims,
                copies: row.n_copies,
                outlet_facts: row
                    .document
                    .outlet
                    .as_ref()
                    .and_then(|outlet| book.by_name(&outlet.value))
                    .map(OutletRecord::of),
            })?;
        }
    } else {
        print(&mut out, &rows)?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// The table.
pub fn print(out: &mut Out, rows: &[DocumentRow]) -> Result<()> {
    let cells: Vec<[String; 8]> = rows
        .iter()
        .map(|row| {
            let document = &row.document;
            let published = document.published.as_ref();
            [
                short_id(document.id.as_str()).to_owned(),
                document.doc.clone(),
                published.map_or_else(|| "–".to_owned(), moments),
                document.outlet.as_ref().map_or("–", |outlet| &outlet.value).to_owned(),
                row.n_attributions.to_string(),
                row.n_claims.to_string(),
                notes(row),
                document.title.as_ref().map_or("–", |title| &title.value).to_owned(),
            ]
        })
        .collect();
    out.table(["id", "document", "published", "outlet", "said", "claims", "notes", "title"], &cells)
}

/// A date as precise as it is known: *2021-03-03*, *2021-03-04..2021-04-03* where day and month may be swapped.
fn moments(published: &Published) -> String {
    if published.from == published.to {
        published.from.clone()
    } else {
        format!("{}..{}", published.from, published.to)
    }
}

fn notes(row: &DocumentRow) -> String {
    let mut notes = Vec::new();
    if row.document.status == Status::NotFrench {
        notes.push(format!("{}: only kept", row.document.language.as_deref().unwrap_or("?")));
    }
    if let Some(stored) = row.document.stored.as_ref().filter(|stored| stored.version > 1 || !row.newest) {
        notes.push(format!("version {}{}", stored.version, if row.newest { "" } else { ", replaced" }));
    }
    let guessed = row.document.published.as_ref().filter(|published| published.source == DateSource::Guessed);
    if let Some(published) = guessed {
        notes.push(format!("date guessed from {}", published.element.as_deref().unwrap_or("the page")));
    }
    if row.n_copies > 0 {
        notes.push(super::count(row.n_copies, "copy").replace("copys", "copies"));
    }
    let credits: Vec<_> = row.document.credits.iter().map(|credit| credit.credited.as_str()).collect();
    if !credits.is_empty() {
        notes.push(format!("credits {}", credits.join(", ")));
    }
    notes.join("; ")
}

/// What a page tells of itself, or that it does not.
pub fn facts(document: &Document) -> Vec<String> {
    let mut facts = vec![
        document.outlet.as_ref().map_or("no outlet named".to_owned(), |outlet| outlet.value.clone()),
        document.published.as_ref().map_or("no date".to_owned(), |published| {
            if published.from == published.to {
                published.from.clone()
            } else {
                format!("{} to {}", published.from, published.to)
            }
        }),
    ];
    if let Some(byline) = &document.byline {
        facts.push(format!("by {}", byline.value));
    }
    facts.extend(document.credits.iter().map(|credit| format!("credits {}", credit.credited)));
    if document.status == Status::NotFrench {
        let language = document.language.as_deref().unwrap_or("unknown");
        facts.push(format!("not read: its language is {language}, not French"));
    }
    facts
}
