//! `selon disputes`: questions with rival answers, the most consequential first.

use anyhow::Result;
use selon_case::{AnswerClaim, Case, Dispute, DisputeAnswer};
use serde::Serialize;

use super::{count, file_name, short_id};
use crate::Ended;
use crate::cli::table::DisputesArgs;
use crate::out::{Out, Style};
use crate::records::DisputeRecord;
use crate::visible::{visible, width, wrap};

/// Claims that are shown of one answer; the rest is counted.
const N_CLAIMS: usize = 4;

/// Outlets that have one thing from each other, as they leave the program.
#[derive(Serialize)]
struct CircleRecord<'a> {
    outlets: &'a [String],
    citations: Vec<CitationRecord<'a>>,
}

#[derive(Serialize)]
struct CitationRecord<'a> {
    outlet: &'a str,
    cited: &'a str,
    claim: &'a str,
    text: &'a str,
}

/// Runs the command.
pub fn run(args: DisputesArgs) -> Result<Ended> {
    let (args, circular) = (args.table, args.circular);
    let case = Case::open(&args.case.file)?;
    if circular {
        return list_circles(&case, args.json);
    }
    let disputes = case.disputes(&args.filter.into_filter())?;
    let mut out = Out::new();
    for (n, dispute) in disputes.iter().enumerate() {
        if args.json {
            out.json(&DisputeRecord::of(dispute))?;
            continue;
        }
        if n > 0 {
            out.line("")?;
        }
        print(&mut out, dispute)?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn list_circles(case: &Case, json: bool) -> Result<Ended> {
    let mut out = Out::new();
    for (n, circle) in case.circles()?.iter().enumerate() {
        if json {
            out.json(&CircleRecord {
                outlets: &circle.outlets,
                citations: circle
                    .citations
                    .iter()
                    .map(|citation| CitationRecord {
                        outlet: &citation.outlet,
                        cited: &citation.cited,
                        claim: &citation.claim,
                        text: &citation.words,
                    })
                    .collect(),
            })?;
            continue;
        }
        if n > 0 {
            out.line("")?;
        }
        let heading = format!("{} have it from each other", circle.outlets.join(", "));
        lines(&mut out, Style::Strong, &heading, ("", ""))?;
        for citation in &circle.citations {
            let id = out.paint(Style::Faint, short_id(&citation.claim));
            let step = format!("{} › {}", citation.outlet, citation.cited);
            beside(
                &mut out,
                &format!("  {id}  "),
                4 + width(short_id(&citation.claim)),
                Style::Voice,
                &step,
            )?;
            lines(&mut out, Style::Plain, &super::trace::quoted(&citation.words), ("    ", "    "))?;
        }
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// A dispute with its answers side by side.
pub fn print(out: &mut Out, dispute: &Dispute) -> Result<()> {
    lines(out, Style::Strong, &dispute.question.french, ("", ""))?;
    let mut facts = vec![
        short_id(dispute.id.as_str()).to_owned(),
        dispute.question.kind.as_str().replace('_', " "),
        count(dispute.answers.len() as u64, "answer"),
        count(dispute.n_documents, "document"),
    ];
    facts.extend(dispute.question.event.map(|event| event.as_str().to_owned()));
    lines(out, Style::Faint, &facts.join(" · "), ("", ""))?;
    for answer in &dispute.answers {
        print_answer(out, answer)?;
    }
    Ok(())
}

fn print_answer(out: &mut Out, answer: &DisputeAnswer) -> Result<()> {
    let counts = format!(
        "{}, {}, {}",
        count(answer.documents.len() as u64, "article"),
        count(answer.outlets.len() as u64, "outlet"),
        count(answer.origins.n_independent as u64, "independent origin"),
    );
    if width(&visible(&answer.value)) + 6 + width(&counts) <= out.prose_columns() {
        let value = out.paint(Style::Voice, &answer.value);
        out.line(format_args!("  ▪ {value}  {}", out.paint(Style::Faint, &counts)))?;
    } else {
        lines(out, Style::Voice, &answer.value, ("  ▪ ", "    "))?;
        lines(out, Style::Faint, &counts, ("    ", "    "))?;
    }
    for claim in answer.claims.iter().take(N_CLAIMS) {
        let id = short_id(claim.claim.as_str());
        let margin = format!("    {}  ", out.paint(Style::Faint, id));
        beside(out, &margin, 6 + width(id), Style::Faint, &said_by(claim))?;
        lines(out, Style::Plain, &super::trace::quoted(&claim.words), ("      ", "      "))?;
    }
    if answer.claims.len() > N_CLAIMS {
        let more = format!("and {} more", answer.claims.len() - N_CLAIMS);
        out.line(format_args!("    {}", out.paint(Style::Faint, &more)))?;
    }
    Ok(())
}

/// Words in lines as wide as the terminal, behind `margins`: that of the first line, and that of the others.
fn lines(out: &mut Out, style: Style, words: &str, margins: (&str, &str)) -> Result<()> {
    beside(out, margins.0, width(margins.1), style, words)
}

/// Words in lines as wide as the terminal: the first behind `first`, the others below it, `indent` columns in.
fn beside(out: &mut Out, first: &str, indent: usize, style: Style, words: &str) -> Result<()> {
    let columns = out.prose_columns().saturating_sub(indent).max(20);
    let below = " ".repeat(indent);
    for (nth, line) in wrap(&visible(words), columns).iter().enumerate() {
        let margin = if nth == 0 { first } else { &below };
        out.line(format_args!("{margin}{}", out.paint(style, line)))?;
    }
    Ok(())
}

/// Who says it, how it is marked, and on what: *a.txt › la Gazette · hedged · video*.
pub fn said_by(claim: &AnswerClaim) -> String {
    let mut chain = vec![file_name(&claim.doc).to_owned()];
    chain.extend(
        claim.chain.iter().map(|voice| if voice.is_empty() { "?".to_owned() } else { voice.clone() }),
    );
    let mut facts = vec![chain.join(" › ")];
    facts.extend(claim.is_hedged.then(|| "hedged".to_owned()));
    facts.extend(claim.is_denied.then(|| "denied".to_owned()));
    facts.extend((claim.modality == selon_extract::Modality::Intended).then(|| "intended".to_owned()));
    facts.extend(claim.evidence.iter().cloned());
    if claim.reason != "its own words say so" {
        facts.push(claim.reason.to_owned());
    }
    facts.join(" · ")
}
