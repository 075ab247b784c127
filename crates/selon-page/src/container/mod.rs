//! Files that hold many pages, and files that hold one in a wrapping: what comes out, one page at a time.
//!
//! [`open`] looks at the first bytes of a file and says what it is: a page by itself, or a container, which is read as an
//! iterator of [`Event`]s. One format is one file of this module:
//!
//! | format | told by | an item is |
//! | --- | --- | --- |
//! | gzip, Zstandard | their first bytes | what is inside: any of the others |
//! | WARC 1.x | `WARC/1` | a response, resource or conversion record |
//! | zip with WARC files (WACZ) or pages | `PK` | each of their records; each page |
//! | MHTML | its mail headers | the page that was saved |
//! | RSS, Atom, JSON Feed | their first element or field | an entry |
//! | sitemap | its first element | an address: nothing to read here |
//! | JSON Lines, JSON lists | a brace or bracket | an object with a text |
//! | CSV, TSV | a header that names a text | a row |
//!
//! An item has the bytes of a page, what the container says of it ([`Hints`]), an address or `container#record` to call
//! it by, and its place in the container. What cannot be read is a [`Fault`] with its place, and the next item follows.
//!
//! Memory: one item, at most [`MAX_ITEM_BYTES`], and 64 KB ahead; a container may have any size. Feeds, saved pages and
//! sitemaps are read whole, at most [`MAX_WHOLE_BYTES`].

mod archive;
mod columns;
mod digest;
mod feed;
mod http;
mod inflate;
mod json;
mod mime;
mod sitemap;
mod sniff;
mod stream;
mod table;
mod warc;

use std::io::{Read, Seek};

use crate::{Input, Warning};

pub use columns::{Columns, ColumnsError};
use inflate::{Inflate, Packing};
use sniff::Kind;
use stream::Stream;

/// The largest page that is taken out of a container. The largest news page seen has a hundredth of it.
pub const MAX_ITEM_BYTES: usize = 64 << 20;

/// The largest feed, sitemap or saved page.
pub const MAX_WHOLE_BYTES: usize = 256 << 20;

/// The largest page by itself.
const MAX_PAGE_BYTES: usize = 1 << 30;

/// Bytes that are looked at to tell what a file is.
const SNIFF_BYTES: usize = 16 * 1024;

/// What a container says of a page, all of it as given there but for dates, which are ISO 8601.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Its address.
    pub address: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Who signs.
    pub byline: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// The medium.
    pub outlet: Option<String>,
    /// `text/html; charset=utf-8`.
    pub content_type: Option<String>,
    /// When it was fetched or saved.
    pub retrieved: Option<String>,
}

impl Hints {
    /// The same for [`crate::read`]; `doc` is the name that the page goes by where it has no address.
    pub fn input<'a>(&'a self, doc: &'a str) -> Input<'a> {
        Input {
            name: Some(self.address.as_deref().unwrap_or(doc)),
            title: self.title.as_deref(),
            published: self.published.as_deref(),
            byline: self.byline.as_deref(),
            language: self.language.as_deref(),
            outlet: self.outlet.as_deref(),
            content_type: self.content_type.as_deref(),
            retrieved: self.retrieved.as_deref(),
        }
    }
}

/// Where something stands in a container: in bytes of the file where it has a compressed member of its own or is not
/// compressed, else in bytes of what is inside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// First byte.
    pub offset: u64,
    /// Bytes.
    pub length: u64,
}

/// One page out of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its address, else the container's name, `#` and [`Item::record`].
    pub doc: String,
    /// Which record of the container: a line, a row, a file in an archive, `byte 4711`.
    pub record: String,
    /// The page.
    pub bytes: Vec<u8>,
    /// What the container says of it.
    pub hints: Hints,
    /// Where it stands.
    pub place: Place,
    /// What could not be read as it should.
    pub warnings: Vec<Warning>,
    /// True where these bytes are only part of what stands at its address: the entry of a feed.
    pub is_extract: bool,
}

/// Something in a container that could not be read; the rest was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A stable name, `warc-length`.
    pub name: &'static str,
    /// Which record, where it is one's.
    pub record: Option<String>,
    /// What happened, for people, with the place.
    pub message: String,
}

/// An address that a container names and has no page for: a line of a sitemap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub address: String,
    /// What the container says of the page there.
    pub hints: Hints,
    /// True where it leads to another sitemap.
    pub is_sitemap: bool,
}

/// What comes out of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A page.
    Item(Box<Item>),
    /// An address without a page.
    Link(Box<Link>),
    /// Something that could not be read.
    Fault(Fault),
    /// Something worth knowing, by which nothing is lost.
    Note(Fault),
}

/// Where a file is read from.
pub enum Source {
    /// A file on a disk, or bytes in memory.
    Seekable(Box<dyn ReadSeek>),
    /// What comes through a pipe.
    Stream(Box<dyn Read + Send>),
}

/// What can be read at any place.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// What a file is.
pub enum Opened {
    /// One page, by itself.
    Page(Vec<u8>),
    /// Something with pages in it.
    Container(Box<dyn Iterator<Item = Event> + Send>),
}

/// Opens the file that is called `name`. `columns` says which fields of lines and rows are what, beyond the names that
/// are known; where it names any, a file that may be a table is one.
///
/// ```
/// use selon_page::container::{Columns, Event, Opened, Source, open};
///
/// let lines = "{\"url\": \"https://a.example/1\", \"text\": \"Un.\"}\n{\"text\": \"Deux.\"}\n";
/// let source = Source::Stream(Box::new(lines.as_bytes()));
/// let Opened::Container(events) = open("a.jsonl", source, &Columns::default()) else { panic!() };
/// let docs: Vec<_> = events
///     .map(|event| match event {
///         Event::Item(item) => item.doc,
///         other => panic!("{other:?}"),
///     })
///     .collect();
/// assert_eq!(docs, ["https://a.example/1", "a.jsonl#2"]);
/// ```
pub fn open(name: &str, source: Source, columns: &Columns) -> Opened {
    open_within(name, source, columns, 0)
}

/// [`open`], for what lies in an archive at this depth.
fn open_within(name: &str, source: Source, columns: &Columns, depth: usize) -> Opened {
    let reader: Box<dyn Read + Send> = match source {
        Source::Seekable(mut file) => {
            let mut start = [0; 4];
            let n = read_full(&mut file, &mut start);
            if let Err(error) = file.rewind() {
                return Opened::Container(fault("unreadable", format!("cannot be read: {error}")));
            }
            if sniff::is_zip(&start[..n]) {
                return archive::open(name, file, columns, depth);
            }
            file
        }
        Source::Stream(stream) => stream,
    };
    let inflate = Inflate::open(reader);
    let packing = inflate.packing();
    let mut stream = Stream::new(inflate);
    let bare = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(name);
    let kind = sniff::kind_of(bare, stream.peek(SNIFF_BYTES), columns);
    let name = name.to_owned();
    match kind {
        Kind::Warc => Opened::Container(Box::new(warc::Records::new(name, stream))),
        Kind::Lines => Opened::Container(Box::new(json::Lines::new(name, stream, columns.clone()))),
        Kind::Json => Opened::Container(Box::new(json::Values::new(name, stream, columns.clone()))),
        Kind::Table { delimiter } => {
            Opened::Container(Box::new(table::Rows::new(name, stream, delimiter, columns.clone())))
        }
        Kind::Feed => whole(name, stream, "feed", |name, bytes| feed::read(&name, &bytes)),
        Kind::Sitemap => whole(name, stream, "sitemap", |name, bytes| sitemap::read(&name, &bytes)),
        Kind::Mime => whole(name, stream, "saved page", |name, bytes| mime::read(&name, &bytes)),
        Kind::Zip => match stream.rest(MAX_WHOLE_BYTES) {
            Some(bytes) => archive::open(&name, Box::new(std::io::Cursor::new(bytes)), columns, depth),
            None => {
                Opened::Container(fault("too-large", too_large("zip archive in a pipe", MAX_WHOLE_BYTES)))
            }
        },
        Kind::Page => page(name, stream, packing),
    }
}

/// A page by itself, perhaps compressed.
fn page(name: String, mut stream: Stream, packing: Packing) -> Opened {
    let Some(bytes) = stream.rest(MAX_PAGE_BYTES) else {
        return Opened::Container(fault("too-large", too_large("page", MAX_PAGE_BYTES)));
    };
    let faults = stream.take_faults();
    if packing == Packing::Plain && faults.is_empty() {
        return Opened::Page(bytes);
    }
    let length = bytes.len() as u64;
    let warnings = faults.iter().map(|fault| Warning { name: fault.name, message: fault.message.clone() });
    let item = Item {
        doc: name,
        record: String::new(),
        hints: Hints::default(),
        place: Place { offset: 0, length },
        warnings: warnings.collect(),
        is_extract: false,
        bytes,
    };
    let events: Vec<Event> = if item.bytes.is_empty() {
        faults.into_iter().map(Event::Fault).collect()
    } else {
        vec![Event::Item(Box::new(item))]
    };
    Opened::Container(Box::new(events.into_iter()))
}

/// Something that has to be read whole.
fn whole(
    name: String,
    mut stream: Stream,
    what: &str,
    read: impl FnOnce(String, Vec<u8>) -> Vec<Event>,
) -> Opened {
    let Some(bytes) = stream.rest(MAX_WHOLE_BYTES) else {
        return Opened::Container(fault("too-large", too_large(what, MAX_WHOLE_BYTES)));
    };
    let mut events: Vec<Event> = stream.take_faults().into_iter().map(Event::Fault).collect();
    events.extend(read(name, bytes));
    Opened::Container(Box::new(events.into_iter()))
}

fn fault(name: &'static str, message: String) -> Box<dyn Iterator<Item = Event> + Send> {
    Box::new(std::iter::once(Event::Fault(Fault { name, record: None, message })))
}

fn too_large(what: &str, max: usize) -> String {
    format!("expected a {what} of at most {max} bytes, found more")
}

/// Fills `buffer` as far as there is something.
fn read_full(reader: &mut dyn ReadSeek, buffer: &mut [u8]) -> usize {
    let mut n = 0;
    while n < buffer.len() {
        match reader.read(&mut buffer[n..]) {
            Ok(0) | Err(_) => break,
            Ok(n_read) => n += n_read,
        }
    }
    n
}

/// The name of a record of a container.
fn name_of(container: &str, record: &str) -> String {
    format!("{container}#{record}")
}

/// The address as it is, where it is one that pages have.
fn web_address(address: &str) -> Option<String> {
    let address = address.trim();
    let rest = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"))?;
    let is_one =
        !rest.is_empty() && !address.contains(char::is_whitespace) && !address.contains(char::is_control);
    is_one.then(|| address.to_owned())
}
