//! `selon screen`: which known claims, sources and disputes does a text touch? Nothing is stored.

use anyhow::Result;
use selon_case::{AnswerClaim, Case, Company, Reading, Screened};
use serde::Serialize;

use super::disputes::said_by;
use super::{count, short_id};
use crate::cli::input::ScreenArgs;
use crate::inputs::PageBytes;
use crate::model::Model;
use crate::out::{Out, Style};
use crate::visible::wrap;
use crate::{Ended, reading};

/// Claims that are shown on either side; the rest is counted.
const N_CLAIMS: usize = 3;

#[derive(Serialize)]
struct Record<'a> {
    doc: &'a str,
    claims: Vec<ClaimRecord<'a>>,
    sources: Vec<SourceRecord<'a>>,
    disputes: Vec<&'a str>,
}

#[derive(Serialize)]
struct ClaimRecord<'a> {
    text: &'a str,
    question: &'a str,
    dispute: Option<&'a str>,
    same: Vec<&'a str>,
    against: Vec<&'a str>,
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    name: &'a str,
    attributions: u64,
}

/// Runs the command.
pub fn run(args: ScreenArgs) -> Result<Ended> {
    let case = Case::open(&args.case.file)?;
    let model = Model::named(&args.model.name)?;
    let read = |doc: &str, page: &PageBytes| reading::read(doc, page, &model);
    super::read::each_page(&args.paths, read, |out, page| {
        page.for_each_section(&model, |reading| {
            let screened = case.screen(reading)?;
            print(out, args.json, &case, reading, &screened)
        })
    })
}

fn print(out: &mut Out, json: bool, case: &Case, reading: &Reading, screened: &Screened) -> Result<()> {
    if json {
        return out.json(&record(reading, screened));
    }
    super::read::print_heading(out, reading)?;
    if screened.claims.is_empty() && screened.sources.is_empty() {
        return out.line("  touches nothing that the case has");
    }
    for claim in &screened.claims {
        let words = &reading.claims[claim.claim].words.words;
        for line in wrap(&super::trace::quoted(words), out.prose_columns().saturating_sub(2).max(20)) {
            out.line(format_args!("  {}", out.paint(Style::Plain, &line)))?;
        }
        print_company(out, "    ", &claim.company)?;
    }
    if !screened.sources.is_empty() {
        let names: Vec<_> = screened
            .sources
            .iter()
            .map(|(name, n)| format!("{name} ({})", count(*n, "attribution")))
            .collect();
        out.line(format_args!("  {} {}", out.paint(Style::Faint, "known sources:"), names.join(", ")))?;
    }
    for id in &screened.disputes {
        let Some(dispute) = case.dispute(id)? else { continue };
        let line = format!("{}  {}", short_id(id.as_str()), dispute.question.french);
        out.line(format_args!("  {} {line}", out.paint(Style::Faint, "dispute:")))?;
    }
    Ok(())
}

/// Who says the same, and who says what cannot hold with it.
pub fn print_company(out: &mut Out, indent: &str, company: &Company) -> Result<()> {
    if !company.french.is_empty() {
        out.line(format_args!("{indent}{}", out.paint(Style::Faint, &company.french)))?;
    }
    for (word, claims) in [("says the same", &company.same), ("says otherwise", &company.against)] {
        for claim in claims.iter().take(N_CLAIMS) {
            print_claim(out, indent, word, claim)?;
        }
        if claims.len() > N_CLAIMS {
            let more = format!("and {} more", claims.len() - N_CLAIMS);
            out.line(format_args!("{indent}{}", out.paint(Style::Faint, &more)))?;
        }
    }
    Ok(())
}

fn print_claim(out: &mut Out, indent: &str, word: &str, claim: &AnswerClaim) -> Result<()> {
    let facts = format!("{word} · {} · {}", short_id(claim.claim.as_str()), said_by(claim));
    out.line(format_args!("{indent}{}", out.paint(Style::Faint, &facts)))?;
    let columns = out.prose_columns().saturating_sub(indent.len() + 2).max(20);
    for line in wrap(&super::trace::quoted(&claim.words), columns) {
        out.line(format_args!("{indent}  {}", out.paint(Style::Plain, &line)))?;
    }
    Ok(())
}

fn record<'a>(reading: &'a Reading, screened: &'a Screened) -> Record<'a> {
    let ids = |claims: &'a [AnswerClaim]| claims.iter().map(|claim| claim.claim.as_str()).collect();
    Record {
        doc: &reading.document.doc,
        claims: screened
            .claims
            .iter()
            .map(|claim| ClaimRecord {
                text: &reading.claims[claim.claim].words.words,
                question: &claim.company.french,
                dispute: claim.company.dispute.as_ref().map(|id| id.as_str()),
                same: ids(&claim.company.same),
                against: ids(&claim.company.against),
            })
            .collect(),
        sources: screened.sources.iter().map(|(name, n)| SourceRecord { name, attributions: *n }).collect(),
        disputes: screened.disputes.iter().map(|id| id.as_str()).collect(),
    }
}
