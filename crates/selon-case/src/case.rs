//! Opening and upgrading the file.
//!
//! The journal is SQLite's rollback journal with `synchronous = EXTRA`: at rest a case is one file that can
//! be copied, and a commit returns only after the file and the folder that held the journal have reached the
//! disk. A process that is killed leaves at most a journal beside the file, which the next opening rolls
//! back; what was committed before is whole.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use rusqlite_migration::{M, Migrations, SchemaVersion};

use crate::search::{add_functions, index_all};
use crate::{CaseError, Folded};

/// What the file's header says it is: `Selo`.
const APPLICATION_ID: i64 = 0x5365_6c6f;

/// Seconds to wait for another program to let go of the file; a commit of one article takes milliseconds.
const WAIT_SECONDS: u64 = 10;

/// The steps from an empty file to the newest schema, one a file.
const STEPS: &[&str] = &[
    include_str!("../sql/schema/001_case.sql"),
    include_str!("../sql/schema/002_linked.sql"),
    include_str!("../sql/schema/003_judgements.sql"),
    include_str!("../sql/schema/004_page_marks.sql"),
    include_str!("../sql/schema/005_questions.sql"),
    include_str!("../sql/schema/006_search.sql"),
    include_str!("../sql/schema/007_origins.sql"),
    include_str!("../sql/schema/008_containers.sql"),
    include_str!("../sql/schema/009_web.sql"),
    include_str!("../sql/schema/010_entities.sql"),
    include_str!("../sql/schema/011_stale_answers.sql"),
    include_str!("../sql/schema/012_places.sql"),
    include_str!("../sql/schema/013_link_stages.sql"),
    include_str!("../sql/schema/014_days.sql"),
    include_str!("../sql/schema/015_postings.sql"),
    include_str!("../sql/schema/016_accusations.sql"),
    include_str!("../sql/schema/017_place_names.sql"),
    include_str!("../sql/schema/018_names_by_size.sql"),
    include_str!("../sql/schema/019_far_leaves.sql"),
    include_str!("../sql/schema/020_hubs.sql"),
];

/// The schema that this program writes: the number of files in `sql/schema`.
pub const SCHEMA: usize = STEPS.len();

static MIGRATIONS: LazyLock<Migrations<'static>> =
    LazyLock::new(|| Migrations::new(STEPS.iter().map(|step| M::up(step)).collect()));

/// A case file, open.
#[derive(Debug)]
pub struct Case {
    pub(crate) connection: Connection,
    pub(crate) file: PathBuf,
}

impl Case {
    /// Opens a case file that is there, and brings its schema up to [`SCHEMA`].
    ///
    /// # Errors
    /// Where there is none, it is something else, a newer program wrote it, or another program holds it.
    pub fn open(file: &Path) -> Result<Self, CaseError> {
        let is_empty = std::fs::metadata(file).map(|metadata| metadata.len() == 0);
        match is_empty {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(CaseError::Missing { file: file.to_owned() })
            }
            Ok(true) => Err(CaseError::NotACase { file: file.to_owned(), found: "an empty file".to_owned() }),
            _ => Self::open_with(file, OpenFlags::empty()),
        }
    }

    /// Opens a case file that is there and has the schema [`SCHEMA`]; one of an older program is left as it is.
    ///
    /// # Errors
    /// As [`Case::open`], and where its schema is older.
    pub fn open_current(file: &Path) -> Result<Self, CaseError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        // Whatever is wrong with the file, opening it tells better.
        if let Ok(connection) = Connection::open_with_flags(file, flags)
            && let Ok(SchemaVersion::Inside(found)) = MIGRATIONS.current_version(&connection)
            && found.get() < SCHEMA
            && connection.query_row("PRAGMA application_id", [], |row| row.get(0)) == Ok(APPLICATION_ID)
        {
            return Err(CaseError::OlderSchema { file: file.to_owned(), found: found.get(), known: SCHEMA });
        }
        Self::open(file)
    }

    /// Opens a case file, and makes it where there is none.
    ///
    /// # Errors
    /// As [`Case::open`], and where the file cannot be made.
    pub fn open_or_create(file: &Path) -> Result<Self, CaseError> {
        Self::open_with(file, OpenFlags::SQLITE_OPEN_CREATE)
    }

    fn open_with(file: &Path, flags: OpenFlags) -> Result<Self, CaseError> {
        if file.is_dir() {
            return Err(CaseError::NotACase { file: file.to_owned(), found: "a folder".to_owned() });
        }
        let flags = flags | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(file, flags).map_err(|cause| sqlite_error(file, cause))?;
        let mut case = Self { connection, file: file.to_owned() };
        case.prepare().map_err(|cause| sqlite_error(file, cause))?;
        case.upgrade()?;
        Ok(case)
    }

    /// The same file over a connection of its own that only reads, for another thread; it waits for whoever writes
    /// as long as `patience`.
    pub(crate) fn beside(&self, patience: Duration) -> Result<Self, CaseError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = || {
            let connection = Connection::open_with_flags(&self.file, flags)?;
            let case = Self { connection, file: self.file.clone() };
            case.prepare()?;
            case.connection.busy_timeout(patience)?;
            Ok(case)
        };
        open().map_err(|cause| sqlite_error(&self.file, cause))
    }

    /// The file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    fn prepare(&self) -> Result<(), rusqlite::Error> {
        self.connection.busy_timeout(Duration::from_secs(WAIT_SECONDS))?;
        self.connection.set_prepared_statement_cache_capacity(256);
        // Kibibytes, negative by SQLite's convention: the indices of one article stay in memory until it is whole.
        self.connection.pragma_update(None, "cache_size", -64 * 1024)?;
        self.connection.pragma_update(None, "foreign_keys", true)?;
        self.connection.pragma_update(None, "synchronous", "EXTRA")?;
        // Plans do not depend on what is bound; else SQLite makes a new one each time that a LIMIT is bound, which
        // was a fifth of the cost of linking.
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        add_functions(&self.connection)?;
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        self.connection.create_scalar_function("has_words", 2, flags, |context| {
            let Some(text) = context.get::<Option<String>>(0)? else { return Ok(false) };
            let wanted = context.get_or_create_aux(1, |value| value.as_str().map(Folded::new))?;
            Ok(Folded::new(&text).has_words(&wanted))
        })?;
        self.connection.create_scalar_function("folded", 1, flags, |context| {
            Ok(context.get::<Option<String>>(0)?.map(|text| Folded::new(&text).as_str().to_owned()))
        })
    }

    fn upgrade(&mut self) -> Result<(), CaseError> {
        let not_a_case =
            |found: &str| CaseError::NotACase { file: self.file.clone(), found: found.to_owned() };
        let number = |pragma: &str| {
            self.connection
                .query_row(pragma, [], |row| row.get::<_, i64>(0))
                .map_err(|cause| sqlite_error(&self.file, cause))
        };
        let application = number("PRAGMA application_id")?;
        let n_tables = number("SELECT count(*) FROM sqlite_schema")?;
        if application != APPLICATION_ID && (application != 0 || n_tables != 0) {
            return Err(not_a_case("an SQLite database of another program"));
        }
        let version =
            MIGRATIONS.current_version(&self.connection).map_err(|cause| upgrade_error(&self.file, cause))?;
        match version {
            SchemaVersion::Inside(found) if found.get() == SCHEMA => return Ok(()),
            SchemaVersion::Outside(found) => {
                let (file, found) = (self.file.clone(), found.get());
                return Err(CaseError::NewerSchema { file, found, known: SCHEMA });
            }
            _ => {}
        }
        MIGRATIONS.to_latest(&mut self.connection).map_err(|cause| upgrade_error(&self.file, cause))?;
        index_all(&mut self.connection).map_err(|cause| sqlite_error(&self.file, cause))?;
        self.compare_anew()?;
        self.accuse_anew()
    }

    /// Reads all that `read` asks for as the case stands at one moment, whatever others write meanwhile. The file is
    /// locked once and not for each question, which takes half the time of a page that asks many.
    ///
    /// # Errors
    /// Where the file cannot be read, and those of `read`.
    pub fn at_once<T, E: From<CaseError>>(&self, read: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let begin =
            || self.connection.is_autocommit().then(|| self.connection.unchecked_transaction()).transpose();
        // Ends where it goes out of scope; nothing was written.
        let _moment = begin().map_err(|cause| self.error(cause))?;
        read()
    }

    pub(crate) fn error(&self, cause: rusqlite::Error) -> CaseError {
        sqlite_error(&self.file, cause)
    }
}

pub(crate) fn sqlite_error(file: &Path, cause: rusqlite::Error) -> CaseError {
    let file = file.to_owned();
    match cause.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            CaseError::Locked { file, waited: WAIT_SECONDS }
        }
        Some(ErrorCode::NotADatabase) => {
            CaseError::NotACase { file, found: "a file of another kind".to_owned() }
        }
        _ => CaseError::Sqlite { file, cause },
    }
}

fn upgrade_error(file: &Path, cause: rusqlite_migration::Error) -> CaseError {
    match cause {
        rusqlite_migration::Error::RusqliteError { err, .. } => sqlite_error(file, err),
        cause => CaseError::Upgrade { file: file.to_owned(), cause },
    }
}
