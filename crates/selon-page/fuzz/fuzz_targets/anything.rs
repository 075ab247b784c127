//! Any bytes, opened and told from each other by their content: gzip, zip and Zstandard among them.
#![no_main]

use std::io::Cursor;

use selon_page::container::{Columns, Opened, Source, open};

const STARTS: &[&[u8]] = &[b"", b"\x1f\x8b\x08\0\0\0\0\0\0\x03", b"PK\x03\x04", b"\x28\xb5\x2f\xfd"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let file = [STARTS[usize::from(*first) % STARTS.len()], rest].concat();
    if let Opened::Container(events) = open("a", Source::Seekable(Box::new(Cursor::new(file))), &Columns::default()) {
        events.for_each(drop);
    }
});
