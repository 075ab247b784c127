//! `selon read`: attributions and claims of each article, without a case.

use anyhow::Result;
use selon_case::{Attribution, Claim, Reading};

use super::{explain, short_id};
use crate::cli::PathsArg;
use crate::cli::input::{Only, ReadArgs};
use crate::inputs::{self, PageBytes, Piece, What};
use crate::model::Model;
use crate::out::{Out, Style};
use crate::parallel::in_order;
use crate::reading::{self, Failure, Page};
use crate::records::{AttributionRecord, ClaimRecord, no_entity};
use crate::visible::wrap;
use crate::{Ended, complain};

/// Runs the command.
pub fn run(args: ReadArgs) -> Result<Ended> {
    let model = Model::named(&args.model.name)?;
    if args.explain {
        return each_page(&args.paths, explain::read, |out, page| explain::print(out, &page, &model));
    }
    let read = |doc: &str, page: &PageBytes| reading::read(doc, page, &model);
    each_page(&args.paths, read, |out, page| print_page(out, &args, page, &model))
}

/// Reads the inputs side by side and prints them in their order.
///
/// # Errors
/// Those of `print` that are for all. What fails for one page is said, and told by the status.
pub(super) fn each_page<P: Send>(
    paths: &PathsArg,
    read: impl Fn(&str, &PageBytes) -> Result<P, Failure> + Sync,
    mut print: impl FnMut(&mut Out, P) -> Result<(), Failure>,
) -> Result<Ended> {
    let mut out = Out::new();
    let mut ended = Ended::Done;
    let work = |piece: Piece| {
        let read = match &piece.what {
            What::Page(page) => read(&piece.doc, page).map(Some),
            What::Unchanged => Ok(None),
            What::Failed(reason) => Err(Failure::Page(reason.clone())),
            What::Note(note) => {
                complain(&piece.doc, note);
                Ok(None)
            }
        };
        (read, piece.doc)
    };
    let pieces = inputs::pieces(inputs::expand(&paths.paths), &paths.columns, str::to_owned, None);
    in_order(pieces, work, |(read, doc)| {
        match read.and_then(|page| page.map_or(Ok(()), |page| print(&mut out, page))) {
            Err(Failure::All(error)) => return Err(error),
            Err(Failure::Page(message)) => {
                complain(&doc, &message);
                ended = Ended::SomeFailed;
            }
            Ok(()) => {}
        }
        out.flush()
    })?;
    Ok(ended)
}

fn print_page(out: &mut Out, args: &ReadArgs, page: Page, model: &Model) -> Result<(), Failure> {
    let document = &page.reading().document;
    for warning in &document.warnings {
        complain(&document.doc, &format!("{}: {}", warning.name, warning.message));
    }
    if !args.json {
        print_heading(out, page.reading()).map_err(Failure::All)?;
    }
    page.for_each_section(model, |reading| print_findings(out, args, reading))?;
    if args.json { Ok(()) } else { out.line("").map_err(Failure::All) }
}

fn print_findings(out: &mut Out, args: &ReadArgs, reading: &Reading) -> Result<()> {
    let has_attributions = args.only != Some(Only::Claims);
    let has_claims = args.only != Some(Only::Attributions);
    if args.json {
        for attribution in reading.attributions.iter().filter(|_| has_attributions) {
            out.json(&AttributionRecord::of(&reading.document.doc, attribution))?;
        }
        for claim in reading.claims.iter().filter(|_| has_claims) {
            out.json(&ClaimRecord::of(reading, claim, &|mention| no_entity(mention)))?;
        }
        return Ok(());
    }
    if has_attributions {
        for attribution in reading.attributions.iter().filter(|attribution| attribution.parent.is_none()) {
            print_attribution(out, reading, attribution, 1)?;
        }
    }
    if has_claims {
        for claim in &reading.claims {
            print_claim(out, reading, claim)?;
        }
    }
    Ok(())
}

pub(super) fn print_heading(out: &mut Out, reading: &Reading) -> Result<()> {
    let document = &reading.document;
    let title = document.title.as_ref().map_or("(no title)", |title| title.value.as_str());
    out.line(out.paint(Style::Strong, title))?;
    let mut facts = vec![document.doc.clone()];
    facts.extend(super::documents::facts(document));
    out.line(out.paint(Style::Faint, &facts.join(" · ")))
}

fn print_attribution(
    out: &mut Out,
    reading: &Reading,
    attribution: &Attribution,
    depth: usize,
) -> Result<()> {
    let indent = "  ".repeat(depth);
    out.line(format_args!("{indent}{}", super::trace::voice_line(out, attribution)))?;
    out.line(format_args!("{indent}  {}", super::trace::voice_notes(out, reading, attribution)))?;
    let columns = out.prose_columns().saturating_sub(2 * depth + 2).max(20);
    for line in wrap(&super::trace::quoted(&attribution.content.words), columns) {
        out.line(format_args!("{indent}  {}", out.paint(Style::Plain, &line)))?;
    }
    for inner in reading.attributions.iter().filter(|inner| inner.parent.as_ref() == Some(&attribution.id)) {
        print_attribution(out, reading, inner, depth + 1)?;
    }
    Ok(())
}

fn print_claim(out: &mut Out, reading: &Reading, claim: &Claim) -> Result<()> {
    let facts = super::trace::claim_facts(claim).join(" · ");
    let id = out.paint(Style::Faint, short_id(claim.id.as_str()));
    let line = claim.words.hull().map_or(0, |hull| reading.line_of(hull.start));
    out.line(format_args!("  {id}  {}", out.paint(Style::Faint, &format!("line {line} · {facts}"))))?;
    for line in wrap(&claim.words.words, out.prose_columns().saturating_sub(4)) {
        out.line(format_args!("    {}", out.paint(Style::Plain, &line)))?;
    }
    Ok(())
}
