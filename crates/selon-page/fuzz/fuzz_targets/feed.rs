//! Any bytes behind the beginning of a feed, a sitemap or a saved page.
#![no_main]

use std::io::Cursor;

use selon_page::container::{Columns, Opened, Source, open};

const STARTS: &[&str] = &[
    "<rss version=\"2.0\"><channel>",
    "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
    "{\"version\": \"https://jsonfeed.org/version/1.1\", ",
    "<urlset>",
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let file = [STARTS[usize::from(*first) % STARTS.len()].as_bytes(), rest].concat();
    if let Opened::Container(events) = open("a.xml", Source::Seekable(Box::new(Cursor::new(file))), &Columns::default()) {
        events.for_each(drop);
    }
});
