//! The annotated articles: texts, what people marked in them, and a fingerprint of it all.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use selon_extract::Attribution;
use selon_text::CharSpan;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::attributions::Marked;

/// The sets that are measured, by their folders below `gold`.
pub const SETS: [&str; 2] = ["fr", "seeds"];

/// One article with its marks.
pub struct Annotated {
    /// The text's file name.
    pub doc: String,
    /// The text's bytes as they came.
    pub bytes: Vec<u8>,
    /// What people marked in it.
    pub attributions: Vec<Marked>,
}

/// The articles of a set, and the files that they were read from.
pub fn read_set(shared: &Path, set: &str, files: &mut BTreeSet<PathBuf>) -> Result<Vec<Annotated>> {
    let folder = shared.join("gold").join(set);
    let entries = fs::read_dir(&folder).with_context(|| format!("expected a folder {}", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let mut articles = Vec::new();
    for path in paths {
        let in_file = || format!("in {}", path.display());
        let gold: Value = serde_json::from_slice(&fs::read(&path)?).with_context(in_file)?;
        files.insert(path.clone());
        let Some(attributions) = gold["attributions"].as_array() else { continue };
        let doc = gold["doc"].as_str().context("expected the name of a text").with_context(in_file)?;
        // The seeds' texts lie apart from their annotation.
        let text = [folder.join(doc), shared.join(set).join(doc)].into_iter().find(|text| text.is_file());
        let Some(text) = text else { bail!("expected the text {doc} beside {}", path.display()) };
        let attributions: Result<_> = attributions.iter().map(read_marked).collect();
        articles.push(Annotated {
            doc: doc.to_owned(),
            bytes: fs::read(&text)?,
            attributions: attributions.with_context(in_file)?,
        });
        files.insert(text);
    }
    if articles.is_empty() {
        bail!("expected annotated articles in {}", folder.display());
    }
    Ok(articles)
}

fn read_marked(mark: &Value) -> Result<Marked> {
    let chars = |name: &str| -> Result<BTreeSet<u32>> {
        let mut chars = BTreeSet::new();
        for span in mark[name].as_array().into_iter().flatten() {
            let end = |i: usize| span[i].as_u64().and_then(|end| u32::try_from(end).ok());
            let (Some(start), Some(end)) = (end(0), end(1)) else { bail!("expected a span, found {span}") };
            chars.extend(start..end);
        }
        Ok(chars)
    };
    let word = |name: &str| mark[name].as_str().unwrap_or_default().to_owned();
    Ok(Marked {
        id: word("id"),
        parent: mark["parent"].as_str().map(str::to_owned),
        source: chars("source")?,
        cue: chars("cue")?,
        content: chars("content")?,
        fields: [
            word("kind"),
            word("stance"),
            mark["hedged"].as_bool().unwrap_or(false).to_string(),
            word("source_kind"),
        ],
    })
}

/// What the program found, in the same shape.
pub fn marked(found: &[Attribution]) -> Vec<Marked> {
    let chars = |spans: &[CharSpan]| spans.iter().flat_map(|span| span.start..span.end).collect();
    let mark = |(number, a): (usize, &Attribution)| Marked {
        id: number.to_string(),
        parent: a.parent.map(|parent| parent.to_string()),
        source: chars(&a.source),
        cue: chars(&a.cue),
        content: chars(&a.content),
        fields: [
            a.kind.as_str().to_owned(),
            a.stance.as_str().to_owned(),
            a.hedged.to_string(),
            a.source_kind.as_str().to_owned(),
        ],
    };
    found.iter().enumerate().map(mark).collect()
}

/// SHA-256 over paths and bytes of the files, in the order of their paths.
pub fn fingerprint(shared: &Path, files: &BTreeSet<PathBuf>) -> Result<String> {
    let mut hash = Sha256::new();
    for file in files {
        let name = file.strip_prefix(shared).unwrap_or(file).to_string_lossy().replace('\\', "/");
        let bytes = fs::read(file)?;
        for part in [name.as_bytes(), &bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
