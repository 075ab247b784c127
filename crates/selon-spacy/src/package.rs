//! A model directory: finding it, and mapping its files.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use memmap2::Mmap;

use crate::error::LoadError;
use crate::msgpack::Unexpected;

/// How many folders deep a model directory is looked for: `<site>/<package>/<package>-<version>`.
const MAX_DEPTH: usize = 2;

/// The directory that holds `meta.json` and `config.cfg`: `path` itself or the first below it.
///
/// # Errors
/// Where there is none.
pub(crate) fn find_model(path: &Path) -> Result<PathBuf, LoadError> {
    find_within(path, MAX_DEPTH).ok_or_else(|| LoadError::NoModel { path: path.to_owned() })
}

fn find_within(path: &Path, depth: usize) -> Option<PathBuf> {
    if path.join("config.cfg").is_file() && path.join("meta.json").is_file() {
        return Some(path.to_owned());
    }
    if depth == 0 {
        return None;
    }
    let mut inner: Vec<PathBuf> = std::fs::read_dir(path)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|p| p.is_dir())
        .collect();
    inner.sort();
    inner.iter().find_map(|path| find_within(path, depth - 1))
}

/// A file of the package, mapped.
#[derive(Clone, Debug)]
pub(crate) struct PackageFile {
    path: Arc<Path>,
    map: Option<Arc<Mmap>>,
}

impl PackageFile {
    /// Maps `name` of the model directory `dir`.
    ///
    /// # Errors
    /// Where it cannot be opened or mapped.
    pub(crate) fn open(dir: &Path, name: &str) -> Result<Self, LoadError> {
        let path = dir.join(name);
        match Self::map(&path) {
            Ok(map) => Ok(Self { path: path.into(), map }),
            Err(source) => Err(LoadError::Io { path, source }),
        }
    }

    fn map(path: &Path) -> io::Result<Option<Arc<Mmap>>> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        if metadata.len() == 0 {
            return Ok(None);
        }
        // SAFETY: the map is only read. Model files are written once, by rename, and never changed in place;
        // a person who cuts one short under a running program gets SIGBUS, as with any mapped file.
        let map = unsafe { Mmap::map(&file)? };
        Ok(Some(Arc::new(map)))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.map.as_ref().map_or(&[], |map| map)
    }

    /// The whole file as UTF-8 text.
    pub(crate) fn text(&self) -> Result<&str, LoadError> {
        std::str::from_utf8(self.bytes())
            .map_err(|error| LoadError::format(&self.path, "the text", "UTF-8", format!("{error}")))
    }

    /// The whole file as JSON.
    pub(crate) fn json(&self) -> Result<serde_json::Value, LoadError> {
        serde_json::from_slice(self.bytes())
            .map_err(|error| LoadError::format(&self.path, "the text", "JSON", format!("{error}")))
    }

    /// Names the file and `field` in what a msgpack reader says.
    pub(crate) fn wrong<'a>(&'a self, field: &'a str) -> impl Fn(Unexpected) -> LoadError + 'a {
        move |unexpected| LoadError::format(&self.path, field, unexpected.expected, &unexpected)
    }

    /// A piece of the file that outlives the borrow.
    pub(crate) fn piece(&self, range: Range<usize>) -> Bytes {
        Bytes { file: self.clone(), range }
    }
}

/// A piece of a mapped file.
#[derive(Clone, Debug)]
pub(crate) struct Bytes {
    file: PackageFile,
    range: Range<usize>,
}

impl std::ops::Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.file.bytes()[self.range.clone()]
    }
}
