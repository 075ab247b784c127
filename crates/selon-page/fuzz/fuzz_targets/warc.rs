//! Any bytes behind the beginning of a WARC record: nothing panics, and places lie in the file.
#![no_main]

use std::io::Cursor;

use selon_page::container::{Columns, Event, Opened, Source, open};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let file = [&b"WARC/1.0\r\n"[..], bytes].concat();
    let len = file.len() as u64;
    let Opened::Container(events) = open("a.warc", Source::Seekable(Box::new(Cursor::new(file))), &Columns::default())
    else {
        panic!("what begins so is an archive");
    };
    for event in events {
        if let Event::Item(item) = event {
            assert!(item.place.offset + item.place.length <= len);
        }
    }
});
