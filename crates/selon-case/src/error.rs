//! Why a case file cannot do what was asked.

use std::path::PathBuf;

use crate::{Judgement, Refused};

/// Names the file, what was expected and what was found.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// There is no such file.
    #[error("expected a case file at {}, found nothing (`selon add` makes one)", .file.display())]
    Missing {
        /// The case file.
        file: PathBuf,
    },
    /// The file is something else.
    #[error("expected a case file at {}, found {found}", .file.display())]
    NotACase {
        /// The file.
        file: PathBuf,
        /// What it is instead.
        found: String,
    },
    /// A newer program wrote the file.
    #[error(
        "expected schema {known} or older in {}, found {found}: a newer selon wrote this file",
        .file.display()
    )]
    NewerSchema {
        /// The case file.
        file: PathBuf,
        /// The file's schema.
        found: usize,
        /// The newest schema that this program knows.
        known: usize,
    },
    /// An older program wrote the file, and it must stay as it is.
    #[error(
        "expected schema {known} in {}, found {found}: an older selon wrote this file, and to read it is to bring it \
         up to date, which read-only mode does not; any command that only lists, as `selon documents`, does",
        .file.display()
    )]
    OlderSchema {
        /// The case file.
        file: PathBuf,
        /// The file's schema.
        found: usize,
        /// The schema that this program reads.
        known: usize,
    },
    /// Another program holds the file.
    #[error(
        "{} is in use by another program (waited {waited} seconds for it)",
        .file.display()
    )]
    Locked {
        /// The case file.
        file: PathBuf,
        /// Seconds.
        waited: u64,
    },
    /// What is stored does not fit the text that it is anchored in.
    #[error("expected {expected} in {record} of {}, found {found}", .file.display())]
    Broken {
        /// The case file.
        file: PathBuf,
        /// The record's id.
        record: String,
        /// What should be there.
        expected: String,
        /// What is there.
        found: String,
    },
    /// A judgement says nothing that can be done.
    #[error("{0}")]
    Judgement(Refused),
    /// Somebody else judged the same matter in the meantime.
    #[error("{}", overtaken(.by))]
    Overtaken {
        /// What holds now; `None` where what was seen has been taken back.
        by: Option<Box<Judgement>>,
    },
    /// SQLite refused.
    #[error("{} could not be used", .file.display())]
    Sqlite {
        /// The case file.
        file: PathBuf,
        /// SQLite's reason.
        #[source]
        cause: rusqlite::Error,
    },
    /// The schema could not be brought to this program's.
    #[error("the schema of {} could not be upgraded", .file.display())]
    Upgrade {
        /// The case file.
        file: PathBuf,
        /// The reason.
        #[source]
        cause: rusqlite_migration::Error,
    },
}

fn overtaken(by: &Option<Box<Judgement>>) -> String {
    match by {
        Some(by) => format!(
            "{} judged this in the meantime: {} ({}); look again before you overrule it",
            by.author,
            by.verb.as_str(),
            by.made
        ),
        None => "the judgement that was seen has been taken back in the meantime; look again".to_owned(),
    }
}
