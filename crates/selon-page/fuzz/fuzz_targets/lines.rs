//! Any bytes as JSON Lines, as a list of objects and as a table: items have words, and places lie in the file.
#![no_main]

use std::io::Cursor;

use selon_page::container::{Columns, Event, Opened, Source, open};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let starts = [("a.jsonl", ""), ("a.json", "[{\"text\":"), ("a.csv", "title,text,url\n"), ("a.tsv", "text\tdate\n")];
    for (name, start) in starts {
        let file = [start.as_bytes(), bytes].concat();
        let len = file.len() as u64;
        let Opened::Container(events) = open(name, Source::Seekable(Box::new(Cursor::new(file))), &Columns::default())
        else {
            continue;
        };
        for event in events {
            if let Event::Item(item) = event {
                assert!(item.place.offset + item.place.length <= len, "{name}");
                assert!(!item.doc.is_empty());
            }
        }
    }
});
