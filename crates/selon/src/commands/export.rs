//! `selon export jsonl`: a case as files of JSON Lines.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use selon_case::{Case, Filter};
use serde::Serialize;

use crate::Ended;
use crate::cli::table::{ExportArgs, Format};
use crate::records::{AttributionRecord, ClaimRecord, DisputeRecord, DocumentRecord, EntityRecord};

/// Runs the command.
pub fn run(args: ExportArgs) -> Result<Ended> {
    let Format::Jsonl = args.format;
    let case = Case::open(&args.case.file)?;
    let filter = Filter { all_versions: args.all_versions, ..Filter::default() };
    fs::create_dir_all(&args.to).with_context(|| format!("cannot make the folder {}", args.to.display()))?;
    let mut documents = Lines::create(&args.to, "documents.jsonl")?;
    let mut attributions = Lines::create(&args.to, "attributions.jsonl")?;
    let mut claims = Lines::create(&args.to, "claims.jsonl")?;
    for row in case.documents(&filter)? {
        let reading = case.reading(&row.document.id)?;
        documents.line(&DocumentRecord::of(&reading.document, reading.text.as_str()))?;
        for attribution in &reading.attributions {
            attributions.line(&AttributionRecord::of(&reading.document.doc, attribution))?;
        }
        let entity_of = case.entities_of(&row.document.id)?;
        let entity = |mention: &_| entity_of.get(mention);
        for claim in &reading.claims {
            claims.line(&ClaimRecord::of(&reading, claim, &entity))?;
        }
    }
    let mut entity_lines = Lines::create(&args.to, "entities.jsonl")?;
    case.for_each_entity(|entity| entity_lines.line(&EntityRecord::of(entity)))?;
    let mut disputes = Lines::create(&args.to, "disputes.jsonl")?;
    for dispute in case.disputes(&Filter::default())? {
        disputes.line(&DisputeRecord::of(&dispute))?;
    }
    for lines in [documents, attributions, claims, entity_lines, disputes] {
        lines.finish()?;
    }
    Ok(Ended::Done)
}

/// A file of JSON Lines, with its name for errors.
struct Lines {
    path: PathBuf,
    writer: BufWriter<File>,
}

impl Lines {
    fn create(folder: &Path, name: &str) -> Result<Self> {
        let path = folder.join(name);
        let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self { path, writer: BufWriter::new(file) })
    }

    fn line(&mut self, record: &impl Serialize) -> Result<()> {
        serde_json::to_writer(&mut self.writer, record)
            .map_err(std::io::Error::from)
            .and_then(|()| self.writer.write_all(b"\n"))
            .with_context(|| format!("cannot write {}", self.path.display()))
    }

    fn finish(mut self) -> Result<()> {
        self.writer.flush().with_context(|| format!("cannot write {}", self.path.display()))
    }
}
