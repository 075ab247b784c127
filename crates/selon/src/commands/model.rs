//! `selon model`: which pipelines there are, and fetching one.

use anyhow::{Context, Result};
use selon_spacy::fetch;
use serde::Serialize;

use crate::Ended;
use crate::cli::{ModelArgs, ModelCommand};
use crate::model::{ensure, models_dir};
use crate::out::Out;

#[derive(Serialize)]
struct Record<'a> {
    name: &'a str,
    version: &'a str,
    language: &'a str,
    bytes: u64,
    license: &'a str,
    sha256: &'a str,
    folder: Option<String>,
}

/// Runs the command.
pub fn run(args: ModelArgs) -> Result<Ended> {
    let mut out = Out::new();
    match args.command {
        ModelCommand::Fetch { name } => {
            let known = fetch::find(&name)
                .with_context(|| format!("expected a pipeline out of `selon model list`, found {name}"))?;
            out.line(ensure(known)?.display())?;
        }
        ModelCommand::List { json } => list(&mut out, json)?,
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn list(out: &mut Out, json: bool) -> Result<()> {
    let models_dir = models_dir()?;
    let mut rows = Vec::new();
    for known in fetch::known() {
        let folder = known.is_in(&models_dir).then(|| known.dir(&models_dir).display().to_string());
        if json {
            out.json(&Record {
                name: known.name,
                version: known.version,
                language: known.lang,
                bytes: known.size,
                license: known.license,
                sha256: known.sha256,
                folder,
            })?;
            continue;
        }
        rows.push([
            known.name.to_owned(),
            known.version.to_owned(),
            format!("{} MB", known.size.div_ceil(1_000_000)),
            known.license.to_owned(),
            known.about.to_owned(),
            folder.unwrap_or_else(|| "not here; fetched on first use".to_owned()),
        ]);
    }
    if json { Ok(()) } else { out.table(["name", "version", "size", "licence", "what", "where"], &rows) }
}
