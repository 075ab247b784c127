//! Addresses as inputs: pages, and the pages that feeds and sitemaps lead to.
//!
//! What is fetched is a page like any other, under the address that was asked for, with the time and what the server said
//! of it. An entry of a feed is read from its own page; where that cannot be had, what the feed itself holds of it is
//! read, with a warning.

use std::collections::{HashMap, HashSet};
use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use selon_case::Fetch;
use selon_fetch::{Answer, FetchError, Fetched, Fetcher, Settings, Validators};
use selon_page::Warning;
use selon_page::container::{self, Columns, Event, Hints, Item, Opened};

use crate::cli::input::FetchArgs;
use crate::clock::now;
use crate::inputs::{PageBytes, Piece, What, piece};

/// The web, as one run of the program sees it.
#[derive(Clone)]
pub struct Web {
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    fetcher: Fetcher,
    /// What was fetched in earlier runs.
    known: HashMap<String, Fetch>,
    /// What was fetched in this one.
    fetched: Vec<Fetch>,
    /// Pages that feeds lead to and that are not fetched again.
    passed_over: HashSet<String>,
}

impl Web {
    /// The web with these settings, and what the case knows of it.
    pub fn new(args: &FetchArgs, known: HashMap<String, Fetch>) -> Self {
        let settings = Settings {
            allow_private: args.allow_private,
            pause: Duration::from_secs_f32(args.pause.max(0.0)),
            max_bytes: args.max_size << 20,
            timeout: Duration::from_secs(args.timeout),
            ..Settings::default()
        };
        let fetcher = Fetcher::new(settings);
        let shared = Shared { fetcher, known, fetched: Vec::new(), passed_over: HashSet::new() };
        Self { shared: Arc::new(Mutex::new(shared)) }
    }

    /// Leaves these pages alone where feeds lead to them.
    pub fn pass_over(&self, addresses: HashSet<String>) {
        self.lock().passed_over = addresses;
    }

    /// What was fetched since this was asked last.
    pub fn take_fetched(&self) -> Vec<Fetch> {
        std::mem::take(&mut self.lock().fetched)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, address: &str) -> Result<Answer, FetchError> {
        let mut shared = self.lock();
        let known = shared.known.get(address);
        let validators = known.map_or_else(Validators::default, |fetch| Validators {
            etag: fetch.etag.clone(),
            last_modified: fetch.last_modified.clone(),
        });
        let answer = shared.fetcher.get(address, &validators)?;
        if let Answer::Page(page) = &answer {
            let fetch = Fetch {
                address: address.to_owned(),
                etag: page.validators.etag.clone(),
                last_modified: page.validators.last_modified.clone(),
                fetched: now(),
            };
            shared.known.insert(address.to_owned(), fetch.clone());
            shared.fetched.push(fetch);
        }
        Ok(answer)
    }

    /// The page at `address`, or the pages that what stands there leads to.
    pub fn pieces(&self, address: String, columns: &Columns) -> Box<dyn Iterator<Item = Piece> + Send> {
        let one = |what| Box::new(std::iter::once(Piece { doc: address.clone(), what }));
        let page = match self.get(&address) {
            Err(error) => return one(What::Failed(error.to_string())),
            Ok(Answer::NotModified) => return one(What::Unchanged),
            Ok(Answer::Page(page)) => page,
        };
        let hints = hints_of(&address, &page);
        let source = container::Source::Seekable(Box::new(Cursor::new(page.bytes)));
        match container::open(&address, source, columns) {
            Opened::Page(bytes) => {
                one(What::Page(Box::new(PageBytes { bytes, hints, ..PageBytes::default() })))
            }
            Opened::Container(events) => {
                let web = self.clone();
                Box::new(events.filter_map(move |event| web.follow(&address, event)))
            }
        }
    }

    /// The page that something in a container leads to.
    fn follow(&self, container: &str, event: Event) -> Option<Piece> {
        match event {
            Event::Item(item) if item.is_extract && item.hints.address.is_some() => {
                self.entry(container, *item)
            }
            Event::Link(link) if link.is_sitemap => {
                let note = "a sitemap of its own; give its address to read it".to_owned();
                Some(Piece { doc: link.address, what: What::Note(note) })
            }
            Event::Link(link) => {
                if self.lock().passed_over.contains(&link.address) {
                    return None;
                }
                let what = match self.get(&link.address) {
                    Ok(Answer::NotModified) => What::Unchanged,
                    Ok(Answer::Page(page)) => linked(&link.address, page, link.hints),
                    Err(error) => What::Failed(error.to_string()),
                };
                Some(Piece { doc: link.address, what })
            }
            event => piece(container, event),
        }
    }

    fn entry(&self, container: &str, mut item: Item) -> Option<Piece> {
        let address = item.hints.address.clone()?;
        if self.lock().passed_over.contains(&address) {
            return None;
        }
        let what = match self.get(&address) {
            Ok(Answer::NotModified) => What::Unchanged,
            Ok(Answer::Page(page)) => linked(&address, page, item.hints),
            Err(error) => {
                let message = format!("{error}; read from the feed, which may hold only its beginning");
                item.warnings.push(Warning { name: "not-fetched", message });
                item.hints.retrieved = Some(now());
                return piece(container, Event::Item(Box::new(item)));
            }
        };
        Some(Piece { doc: address, what })
    }
}

fn hints_of(address: &str, page: &Fetched) -> Hints {
    Hints {
        address: Some(address.to_owned()),
        content_type: page.content_type.clone(),
        retrieved: Some(now()),
        ..Hints::default()
    }
}

/// A page with what the feed or sitemap that leads to it says of it.
fn linked(address: &str, page: Fetched, said: Hints) -> What {
    let own = hints_of(address, &page);
    let hints =
        Hints { address: own.address, content_type: own.content_type, retrieved: own.retrieved, ..said };
    What::Page(Box::new(PageBytes { bytes: page.bytes, hints, ..PageBytes::default() }))
}
