use std::io;
use std::path::{Path, PathBuf};

/// Why a model directory is no pipeline that this crate runs.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// A file cannot be opened or mapped.
    #[error("cannot read {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// No model directory.
    #[error("expected a spaCy model directory (with meta.json and config.cfg) at {path}, found none")]
    NoModel {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A file does not hold what its format asks for.
    #[error("expected {expected} in {field} of {path}, found {found}")]
    Format {
        /// The file.
        path: PathBuf,
        /// The part of the file, as its format names it.
        field: String,
        /// What the format asks for.
        expected: String,
        /// What is there.
        found: String,
    },
    /// The package is sound and asks for something that this crate does not do.
    #[error("{path} asks for {what}, which is not supported")]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// What it asks for, by spaCy's name.
        what: String,
    },
    /// A component needs another that is not there or stands behind it.
    #[error("the component {component} of {path} needs {needs} before it")]
    Missing {
        /// The file.
        path: PathBuf,
        /// The component that is there.
        component: String,
        /// What it needs.
        needs: String,
    },
}

impl LoadError {
    pub(crate) fn format(path: &Path, field: &str, expected: &str, found: impl ToString) -> Self {
        Self::Format {
            path: path.to_owned(),
            field: field.to_owned(),
            expected: expected.to_owned(),
            found: found.to_string(),
        }
    }

    pub(crate) fn unsupported(path: &Path, what: impl Into<String>) -> Self {
        Self::Unsupported { path: path.to_owned(), what: what.into() }
    }

    pub(crate) fn missing(path: &Path, component: &str, needs: &str) -> Self {
        Self::Missing { path: path.to_owned(), component: component.to_owned(), needs: needs.to_owned() }
    }
}
