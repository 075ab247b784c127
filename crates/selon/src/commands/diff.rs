//! `selon diff`: what became of a page's claims and lines between two versions.

use anyhow::{Result, bail};
use selon_case::{Case, Claim, DocumentRow, Filter, Reading, compare};
use serde::Serialize;

use super::{count, short_id};
use crate::Ended;
use crate::cli::table::DiffArgs;
use crate::out::{Out, Style};
use crate::records::{ClaimRecord, no_entity};

/// Two versions compared, as a record.
#[derive(Serialize)]
struct DiffRecord<'a> {
    doc: &'a str,
    before: VersionRecord<'a>,
    after: VersionRecord<'a>,
    same: usize,
    came: Vec<ClaimRecord<'a>>,
    went: Vec<ClaimRecord<'a>>,
    changed: Vec<ChangedRecord<'a>>,
    lines: Vec<LineRecord<'a>>,
}

#[derive(Serialize)]
struct VersionRecord<'a> {
    id: &'a str,
    version: u32,
    added: &'a str,
    retrieved: Option<&'a str>,
    sha256: String,
}

#[derive(Serialize)]
struct ChangedRecord<'a> {
    fields: Vec<&'static str>,
    before: ClaimRecord<'a>,
    after: ClaimRecord<'a>,
}

#[derive(Serialize)]
struct LineRecord<'a> {
    change: &'static str,
    text: &'a str,
}

/// Runs the command.
pub fn run(args: DiffArgs) -> Result<Ended> {
    let case = Case::open(&args.case.file)?;
    let versions = versions_of(&case, &args.doc)?;
    let numbers: Vec<u32> = versions.iter().map(version).collect();
    let newest = numbers.last().copied().unwrap_or(1);
    let (a, b) = match (args.before, args.after) {
        (Some(a), Some(b)) => (a, b),
        (Some(a), None) => (a, newest),
        _ => (newest.saturating_sub(1), newest),
    };
    let doc = &versions[0].document.doc;
    let find = |wanted: u32| match versions.iter().find(|row| version(row) == wanted) {
        Some(row) => Ok(case.reading(&row.document.id)?),
        None if numbers.len() == 1 => bail!("{doc} has one version, and nothing to compare it with"),
        None => {
            let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
            bail!("{doc} has no version {wanted}; it has {}", numbers.join(", "))
        }
    };
    let (before, after) = (find(a)?, find(b)?);
    let mut out = Out::new();
    if args.json {
        print_json(&mut out, &before, &after)?
    } else {
        print(&mut out, &before, &after)?
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn version(row: &DocumentRow) -> u32 {
    row.document.stored.as_ref().map_or(1, |stored| stored.version)
}

/// All versions of the page that a path, an address, or an id names, oldest first.
fn versions_of(case: &Case, wanted: &str) -> Result<Vec<DocumentRow>> {
    let filter = |doc: &str| Filter { doc: Some(doc.to_owned()), all_versions: true, ..Filter::default() };
    let rows = case.documents(&filter(wanted))?;
    let is_exact = rows.iter().any(|row| row.document.doc == wanted);
    let mut docs: Vec<&str> =
        rows.iter().map(|row| row.document.doc.as_str()).filter(|doc| !is_exact || *doc == wanted).collect();
    docs.dedup();
    match docs[..] {
        [] => bail!("no document is called {wanted}; `selon documents` lists them"),
        [doc] => {
            let mut rows: Vec<_> =
                case.documents(&filter(doc))?.into_iter().filter(|row| row.document.doc == doc).collect();
            rows.sort_by_key(version);
            Ok(rows)
        }
        [first, second, ..] => {
            bail!(
                "{wanted} names {}: {first}, {second} …; give more of it",
                count(docs.len() as u64, "document")
            )
        }
    }
}

fn print_json(out: &mut Out, before: &Reading, after: &Reading) -> Result<()> {
    let found = compare(before, after);
    let before_of = |nth: usize| ClaimRecord::of(before, &before.claims[nth], &|mention| no_entity(mention));
    let after_of = |nth: usize| ClaimRecord::of(after, &after.claims[nth], &|mention| no_entity(mention));
    out.json(&DiffRecord {
        doc: &after.document.doc,
        before: version_record(before),
        after: version_record(after),
        same: found.n_same,
        came: found.came.iter().map(|nth| after_of(*nth)).collect(),
        went: found.went.iter().map(|nth| before_of(*nth)).collect(),
        changed: found
            .changed
            .iter()
            .map(|changed| ChangedRecord {
                fields: changed.fields.clone(),
                before: before_of(changed.before),
                after: after_of(changed.after),
            })
            .collect(),
        lines: found
            .lines
            .iter()
            .map(|line| LineRecord { change: if line.is_new { "came" } else { "went" }, text: &line.words })
            .collect(),
    })
}

fn version_record(reading: &Reading) -> VersionRecord<'_> {
    let document = &reading.document;
    let stored = document.stored.as_ref();
    VersionRecord {
        id: document.id.as_str(),
        version: stored.map_or(1, |stored| stored.version),
        added: stored.map_or("", |stored| &stored.added),
        retrieved: document.retrieved.as_deref(),
        sha256: document.sha256.to_string(),
    }
}

fn print(out: &mut Out, before: &Reading, after: &Reading) -> Result<()> {
    let found = compare(before, after);
    out.line(out.paint(Style::Strong, &after.document.doc))?;
    for (sign, reading) in [("-", before), ("+", after)] {
        let record = version_record(reading);
        let retrieved = record.retrieved.map(|when| format!(", retrieved {when}")).unwrap_or_default();
        let line = format!("{sign} version {}, added {}{retrieved}", record.version, record.added);
        out.line(out.paint(Style::Faint, &line))?;
    }
    let n = |n: usize| count(n as u64, "claim");
    out.line(format_args!(
        "{} came, {} went, {} changed, {} stayed",
        n(found.came.len()),
        found.went.len(),
        found.changed.len(),
        found.n_same
    ))?;
    for changed in &found.changed {
        out.line("")?;
        let fields = changed.fields.join(", ").replace('_', " ");
        out.line(out.paint(Style::Faint, &format!("changed: {fields}")))?;
        print_claim(out, "-", before, &before.claims[changed.before])?;
        print_claim(out, "+", after, &after.claims[changed.after])?;
    }
    for (heading, sign, reading, claims) in
        [("went", "-", before, &found.went), ("came", "+", after, &found.came)]
    {
        if !claims.is_empty() {
            out.line("")?;
            out.line(out.paint(Style::Faint, heading))?;
            for nth in claims {
                print_claim(out, sign, reading, &reading.claims[*nth])?;
            }
        }
    }
    if !found.lines.is_empty() {
        out.line("")?;
        out.line(out.paint(Style::Faint, "lines"))?;
        for line in &found.lines {
            let sign = if line.is_new { "+" } else { "-" };
            out.line(format_args!("{sign} {}", out.paint(Style::Plain, &line.words)))?;
        }
    }
    Ok(())
}

fn print_claim(out: &mut Out, sign: &str, reading: &Reading, claim: &Claim) -> Result<()> {
    let id = out.paint(Style::Faint, short_id(claim.id.as_str()));
    let said_by = super::claims::said_by(reading, claim);
    let how = format!("{said_by} · {} · {}", claim.polarity.as_str(), claim.modality.as_str());
    out.line(format_args!("{sign} {id}  {}", out.paint(Style::Plain, &claim.words.words)))?;
    out.line(format_args!("             {}", out.paint(Style::Faint, &how)))
}
