//! `selon report`: one page about a dispute or a claim, in a file that can be sent.

use anyhow::{Context, Result, bail};
use selon_case::{Case, RecordId};
use selon_web::{Lang, Report, Subject};

use crate::Ended;
use crate::cli::web::{ReportArgs, ReportFormat, ReportLanguage};
use crate::clock::now;
use crate::out::Out;

/// Runs the command.
pub fn run(args: ReportArgs) -> Result<Ended> {
    let case = Case::open(&args.case.file)?;
    let subject = match (&args.dispute, &args.claim) {
        (Some(id), _) => Subject::Dispute(one(id, "dispute", disputes(&case, id)?)?),
        (None, Some(id)) => Subject::Claim(one(id, "claim", claims(&case, id)?)?),
        (None, None) => bail!("expected --dispute or --claim"),
    };
    let lang = match args.language {
        ReportLanguage::En => Lang::En,
        ReportLanguage::Fr => Lang::Fr,
    };
    let report = Report::of(&case, lang, &subject, &now())?.context("there is no such dispute or claim")?;
    let is_markdown = match args.format {
        Some(format) => format == ReportFormat::Markdown,
        None => args.to.extension().is_some_and(|ending| ending == "md"),
    };
    let page = if is_markdown { report.markdown() } else { report.html()? };
    if args.to.as_os_str() == "-" {
        let mut out = Out::new();
        out.bytes(page.as_bytes())?;
        out.flush()?;
    } else {
        std::fs::write(&args.to, page).with_context(|| format!("cannot write {}", args.to.display()))?;
    }
    Ok(Ended::Done)
}

fn disputes(case: &Case, id: &str) -> Result<Vec<String>> {
    Ok(case.disputes_by_id(id)?.iter().map(ToString::to_string).collect())
}

fn claims(case: &Case, id: &str) -> Result<Vec<String>> {
    let found = case.records_by_id(id)?;
    let claims = found.iter().filter(|(record, _)| matches!(record, RecordId::Claim(_)));
    Ok(claims.map(|(record, _)| record.as_str().to_owned()).collect())
}

fn one(id: &str, what: &str, found: Vec<String>) -> Result<String> {
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => bail!("expected the id of a {what}, found none that begins with {id}"),
        several if several.iter().any(|found| found == id) => Ok(id.to_owned()),
        several => bail!("expected one id, found several that begin with {id}: {}", several.join(", ")),
    }
}
