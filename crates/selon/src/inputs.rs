//! What the user named on the command line, as files to read: folders are walked in order, links followed.

use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The path as given, `-` for standard input; for a file in a folder, the folder as given and the way in it.
    pub doc: String,
    /// Where to read it.
    pub from: Source,
}

/// Where to read an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// The program itself.
    Bundled(&'static [u8]),
    /// Nowhere: the reason why not, without the path.
    Nowhere(String),
}

impl Input {
    /// The bytes.
    ///
    /// # Errors
    /// The reason, without the path.
    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        let read = match &self.from {
            Source::Stdin => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
            Source::File(path) => fs::read(path),
            Source::Bundled(bytes) => Ok(bytes.to_vec()),
            Source::Nowhere(reason) => return Err(reason.clone()),
        };
        read.map_err(|error| reason(&error))
    }
}

/// All files that `paths` name: files as they are, folders with all that lies below them in order of their
/// names, hidden files left out, links followed. What cannot be reached is in the list with its reason.
pub fn expand(paths: &[PathBuf]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input { doc: "-".to_owned(), from: Source::Stdin });
        } else if path.is_dir() {
            walk(path, &mut inputs);
        } else {
            inputs.push(Input { doc: name(path), from: Source::File(path.clone()) });
        }
    }
    inputs
}

fn walk(folder: &Path, inputs: &mut Vec<Input>) {
    let is_shown = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(is_shown) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if entry.file_type().is_file() => {
                inputs.push(Input { doc: name(entry.path()), from: Source::File(entry.into_path()) });
            }
            Ok(entry) => {
                let reason = "expected a file, found a device, socket or pipe".to_owned();
                inputs.push(Input { doc: name(entry.path()), from: Source::Nowhere(reason) });
            }
            Err(error) => {
                let doc = error.path().map_or_else(|| name(folder), name);
                inputs.push(Input { doc, from: Source::Nowhere(walk_reason(&error)) });
            }
        }
    }
}

fn walk_reason(error: &walkdir::Error) -> String {
    if let Some(ancestor) = error.loop_ancestor() {
        return format!("a link that leads back to {}, not followed", name(ancestor));
    }
    let is_link = error.path().is_some_and(Path::is_symlink);
    match error.io_error() {
        Some(error) if is_link && error.kind() == io::ErrorKind::NotFound => "a link to nothing".to_owned(),
        Some(error) => reason(error),
        None => error.to_string(),
    }
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => error.to_string(),
    }
}

fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The path under which a case keeps a document: as given, without `.` steps and doubled slashes, so that
/// `./a.txt` and `a.txt` are one.
pub fn tidy(doc: &str) -> String {
    let steps = Path::new(doc).components().filter(|step| !matches!(step, Component::CurDir));
    let path: PathBuf = steps.collect();
    if path.as_os_str().is_empty() { doc.to_owned() } else { name(&path) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_has_one_path() {
        assert_eq!(tidy("./seeds//a.txt"), "seeds/a.txt");
        assert_eq!(tidy("../a.txt"), "../a.txt");
        assert_eq!(tidy("-"), "-");
        assert_eq!(tidy("/x/./a.txt"), "/x/a.txt");
    }
}
