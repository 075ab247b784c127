//! What the user named on the command line, as pages to read: folders are walked in order, links followed, patterns
//! expanded, and containers (archives, feeds, tables) opened page by page on the way.

use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::{Component, Path, PathBuf};

use selon_case::Container;
use selon_page::Warning;
use selon_page::container::{self, Columns, Event, Hints, Opened};
use walkdir::WalkDir;

use crate::web::Web;

/// Why an address is not read where no network call was asked for.
const NOT_FETCHED: &str = "an address; `selon add` and `selon watch` fetch pages";

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
    /// The web.
    Address(String),
    /// The program itself.
    Bundled(&'static [u8]),
    /// Nowhere: the reason why not, without the path.
    Nowhere(String),
}

/// One page, or why there is none.
#[derive(Debug)]
pub struct Piece {
    /// The path or address that it goes by.
    pub doc: String,
    /// The page.
    pub what: What,
}

/// What became of an input, or of one record in it.
#[derive(Debug)]
pub enum What {
    /// A page.
    Page(Box<PageBytes>),
    /// A page that is as it was when it was fetched before.
    Unchanged,
    /// It could not be read; the reason.
    Failed(String),
    /// Something worth telling, by which nothing is lost.
    Note(String),
}

/// The bytes of a page, and what is known of it beside them.
#[derive(Debug, Default)]
pub struct PageBytes {
    /// As they came.
    pub bytes: Vec<u8>,
    /// What a container or a server says of it.
    pub hints: Hints,
    /// What it was taken out of.
    pub container: Option<Container>,
    /// What could not be read as it should, before it was looked into.
    pub warnings: Vec<Warning>,
}

/// The pages of `inputs`, in order, opened as they are asked for. `name` says what an input goes by; addresses are
/// fetched from `web`, where there is one.
pub fn pieces<'a>(
    inputs: Vec<Input>,
    columns: &'a Columns,
    name: impl Fn(&str) -> String + Send + 'a,
    web: Option<Web>,
) -> impl Iterator<Item = Piece> + Send + 'a {
    inputs.into_iter().flat_map(move |input| match (&input.from, &web) {
        (Source::Address(address), Some(web)) => web.pieces(address.clone(), columns),
        _ => open(&input, name(&input.doc), columns),
    })
}

/// The pages of one input.
fn open(input: &Input, doc: String, columns: &Columns) -> Box<dyn Iterator<Item = Piece> + Send> {
    let source = match &input.from {
        Source::Stdin => container::Source::Stream(Box::new(io::stdin())),
        Source::File(path) => match File::open(path).and_then(is_no_folder) {
            Ok(file) => container::Source::Seekable(Box::new(file)),
            Err(error) => return one(doc, What::Failed(reason(&error))),
        },
        Source::Bundled(bytes) => container::Source::Seekable(Box::new(Cursor::new(*bytes))),
        Source::Address(_) => return one(doc, What::Failed(NOT_FETCHED.to_owned())),
        Source::Nowhere(reason) => return one(doc, What::Failed(reason.clone())),
    };
    pieces_of(doc, container::open(&input.doc, source, columns))
}

/// The pages of something that was opened.
pub fn pieces_of(doc: String, opened: Opened) -> Box<dyn Iterator<Item = Piece> + Send> {
    match opened {
        Opened::Page(bytes) => one(doc, What::Page(Box::new(PageBytes { bytes, ..PageBytes::default() }))),
        Opened::Container(events) => Box::new(Pieces { doc, events, n_links: 0, has_ended: false }),
    }
}

/// The pages of a container, and a word about the addresses that it names and has no pages for.
struct Pieces {
    doc: String,
    events: Box<dyn Iterator<Item = Event> + Send>,
    n_links: u64,
    has_ended: bool,
}

impl Iterator for Pieces {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        while !self.has_ended {
            match self.events.next() {
                Some(Event::Link(_)) => self.n_links += 1,
                Some(event) => return piece(&self.doc, event),
                None => self.has_ended = true,
            }
        }
        let n_links = std::mem::take(&mut self.n_links);
        (n_links > 0).then(|| {
            let note =
                format!("names {n_links} addresses of pages and has no page; give addresses to fetch them");
            Piece { doc: self.doc.clone(), what: What::Note(note) }
        })
    }
}

fn one(doc: String, what: What) -> Box<dyn Iterator<Item = Piece> + Send> {
    Box::new(std::iter::once(Piece { doc, what }))
}

/// What something out of a container is, for those who read pages.
pub fn piece(container: &str, event: Event) -> Option<Piece> {
    let of = |record: Option<String>| match record {
        Some(record) => format!("{container}#{record}"),
        None => container.to_owned(),
    };
    match event {
        Event::Item(item) => {
            let place = Container {
                name: container.to_owned(),
                offset: item.place.offset,
                length: item.place.length,
            };
            let page = PageBytes {
                bytes: item.bytes,
                hints: item.hints,
                container: Some(place),
                warnings: item.warnings,
            };
            Some(Piece { doc: item.doc, what: What::Page(Box::new(page)) })
        }
        Event::Link(link) => Some(Piece {
            doc: link.address,
            what: What::Note(
                "named here, not fetched: pages are fetched when their addresses are given".to_owned(),
            ),
        }),
        Event::Fault(fault) => Some(Piece {
            doc: of(fault.record),
            what: What::Failed(format!("{}: {}", fault.name, fault.message)),
        }),
        Event::Note(note) => {
            Some(Piece { doc: of(note.record), what: What::Note(format!("{}: {}", note.name, note.message)) })
        }
    }
}

/// A folder opens as a file does, and cannot be read.
fn is_no_folder(file: File) -> io::Result<File> {
    let metadata = file.metadata()?;
    if metadata.is_dir() { Err(io::Error::from(io::ErrorKind::IsADirectory)) } else { Ok(file) }
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
            Source::Address(_) => return Err(NOT_FETCHED.to_owned()),
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
        } else if let Some(address) = address(path) {
            inputs.push(Input { doc: address.clone(), from: Source::Address(address) });
        } else if path.is_dir() {
            walk(path, &mut inputs);
        } else if let Some(matches) = pattern(path) {
            for path in matches {
                if path.is_dir() {
                    walk(&path, &mut inputs);
                } else {
                    inputs.push(Input { doc: name(&path), from: Source::File(path) });
                }
            }
        } else {
            inputs.push(Input { doc: name(path), from: Source::File(path.clone()) });
        }
    }
    inputs
}

/// The address that was given in place of a path.
fn address(path: &Path) -> Option<String> {
    let address = path.to_str()?;
    let start = address.get(..8)?.to_ascii_lowercase();
    (start == "https://" || start.starts_with("http://")).then(|| address.to_owned())
}

/// The files that a pattern with `*`, `?` or `[…]` names, in order; `None` where there is a file of that name, it is no
/// pattern, or nothing fits it.
fn pattern(path: &Path) -> Option<Vec<PathBuf>> {
    let words = path.to_str().filter(|words| words.contains(['*', '?', '[']) && !path.exists())?;
    let found: Vec<PathBuf> = glob::glob(words).ok()?.filter_map(Result::ok).collect();
    (!found.is_empty()).then_some(found)
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
    if doc.contains("://") {
        return doc.to_owned();
    }
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
        assert_eq!(tidy("https://a.example/./b"), "https://a.example/./b");
        assert_eq!(tidy("/x/./a.txt"), "/x/a.txt");
    }
}
