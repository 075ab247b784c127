//! Zip archives: web archives (WACZ 1.1, which is WARC files in a zip) and pages that were zipped.
//!
//! Of a WACZ the files under `archive/` are read; of any other zip each file that is a page or a container. Office
//! documents and books are zips as well, and no pages: they are named and left.
//!
//! Bombs are stopped: each file is opened on the way, at most [`MAX_RATIO`] times what it takes up once it is large, and
//! archives in archives are opened [`MAX_DEPTH`] deep.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::Crc;
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::columns::Columns;
use super::inflate::BOMB;
use super::{Event, Fault, Item, Opened, Place, ReadSeek, Source, fault, name_of, open_within};

/// How many times its size a file in an archive may swell. The largest that text was seen to do is thirty.
const MAX_RATIO: u64 = 200;

/// Bytes below which nothing is a bomb.
const FREE_BYTES: u64 = 64 << 20;

/// An archive in an archive is opened, one in that is not.
const MAX_DEPTH: usize = 2;

/// A directory of an archive has no more entries.
const MAX_FILES: usize = 1_000_000;

/// What tells that a zip is a document of another program.
const OTHERS: &[(&str, &str)] = &[
    ("[Content_Types].xml", "an office document (docx, xlsx, pptx)"),
    ("META-INF/container.xml", "a book (epub)"),
    ("META-INF/manifest.xml", "an office document (odt, ods)"),
    ("META-INF/MANIFEST.MF", "a Java program"),
];

/// Opens the archive `name`.
pub(crate) fn open(name: &str, file: Box<dyn ReadSeek>, columns: &Columns, depth: usize) -> Opened {
    if depth >= MAX_DEPTH {
        let message = format!("an archive in an archive in an archive is not opened ({name})");
        return Opened::Container(fault("zip-nested", message));
    }
    let mut archive = match ZipArchive::new(file) {
        Ok(archive) => archive,
        Err(error) => {
            return Opened::Container(fault("zip-broken", format!("expected a zip archive, found {error}")));
        }
    };
    if archive.len() > MAX_FILES {
        let message = format!("expected at most {MAX_FILES} files in an archive, found {}", archive.len());
        return Opened::Container(fault("zip-broken", message));
    }
    let is_there = |wanted: &str| archive.index_for_name(wanted).is_some();
    if let Some((_, what)) = OTHERS.iter().find(|(file, _)| is_there(file)) {
        return Opened::Container(fault(
            "not-a-page",
            format!("expected pages in a zip archive, found {what}"),
        ));
    }
    let is_wacz =
        is_there("datapackage.json") && archive.file_names().any(|name| name.starts_with("archive/"));
    let mut files = Vec::new();
    for nth in 0..archive.len() {
        let Ok(entry) = archive.by_index_raw(nth) else { continue };
        let file = entry.name().to_owned();
        if entry.is_dir() || is_hidden(&file) || is_wacz && !file.starts_with("archive/") {
            continue;
        }
        let method = (!entry.encrypted()).then(|| entry.compression());
        let stored =
            Place { offset: entry.data_start().unwrap_or_default(), length: entry.compressed_size() };
        files.push(Packed { name: file, method, stored, crc: entry.crc32() });
    }
    files.sort_by(|a, b| b.name.cmp(&a.name));
    let shared = Arc::new(Mutex::new(archive.into_inner()));
    let columns = columns.clone();
    Opened::Container(Box::new(Files {
        name: name.to_owned(),
        shared,
        left: files,
        open: None,
        columns,
        depth,
    }))
}

fn is_hidden(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.split('/').any(|step| step.starts_with('.'))
}

/// The archive's file, which one member after the other is read from.
type Shared = Arc<Mutex<Box<dyn ReadSeek>>>;

/// One file as the directory of the archive has it.
struct Packed {
    name: String,
    /// How it is compressed; `None` where it is encrypted.
    method: Option<CompressionMethod>,
    /// Where its bytes stand.
    stored: Place,
    crc: u32,
}

/// The files of an archive, one behind the other.
struct Files {
    name: String,
    shared: Shared,
    /// The last is the next.
    left: Vec<Packed>,
    /// Out of the file that is open.
    open: Option<Box<dyn Iterator<Item = Event> + Send>>,
    columns: Columns,
    depth: usize,
}

impl Iterator for Files {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.open.as_mut().and_then(Iterator::next) {
                return Some(event);
            }
            let file = self.left.pop()?;
            let section =
                Section { shared: self.shared.clone(), at: file.stored.offset, left: file.stored.length };
            let reader: Box<dyn Read + Send> = match file.method {
                Some(CompressionMethod::Stored) => Box::new(section),
                Some(CompressionMethod::Deflated) => Box::new(DeflateDecoder::new(section)),
                other => {
                    let how =
                        other.map_or("encrypted".to_owned(), |method| format!("compressed by {method}"));
                    let message = format!("{} in the archive is {how}, which is not read here", file.name);
                    return Some(Event::Fault(Fault {
                        name: "zip-method",
                        record: Some(file.name),
                        message,
                    }));
                }
            };
            self.open = Some(self.begin(file, reader));
        }
    }
}

impl Files {
    /// Opens one file.
    fn begin(&self, file: Packed, reader: Box<dyn Read + Send>) -> Box<dyn Iterator<Item = Event> + Send> {
        let max = FREE_BYTES.max(file.stored.length.saturating_mul(MAX_RATIO));
        let whole = name_of(&self.name, &file.name);
        let checked = Checked { reader, n_bytes: 0, max, crc: Crc::new(), expected: file.crc };
        let source = Source::Stream(Box::new(checked));
        match open_within(&whole, source, &self.columns, self.depth + 1) {
            Opened::Page(bytes) => {
                let item = Item {
                    doc: whole,
                    record: file.name,
                    bytes,
                    hints: super::Hints::default(),
                    place: file.stored,
                    warnings: Vec::new(),
                    is_extract: false,
                };
                Box::new(std::iter::once(Event::Item(Box::new(item))))
            }
            Opened::Container(events) => events,
        }
    }
}

/// A part of the archive's file.
struct Section {
    shared: Shared,
    at: u64,
    left: u64,
}

impl Read for Section {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let mut file = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let n = file.read(&mut buffer[..n])?;
        self.at += n as u64;
        self.left -= n as u64;
        Ok(n)
    }
}

/// A file as it comes out, up to a size, and whether it is what went in.
struct Checked {
    reader: Box<dyn Read + Send>,
    n_bytes: u64,
    max: u64,
    crc: Crc,
    expected: u32,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.n_bytes > self.max {
            let message = format!("{BOMB} more than {MAX_RATIO} times");
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        let n = self.reader.read(buffer)?;
        self.n_bytes += n as u64;
        self.crc.update(&buffer[..n]);
        if n == 0 && !buffer.is_empty() && self.crc.sum() != self.expected {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "its checksum does not fit"));
        }
        Ok(n)
    }
}
