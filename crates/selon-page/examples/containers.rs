//! What a file holds: `cargo run --release -p selon-page --example containers -- FILE` prints a line for each page in it
//! and what could not be read; with `--count` only how many, and the most memory that was used (Linux). `-` is standard
//! input.

use std::fs::File;

use selon_page::container::{Columns, Event, Opened, Source, open};

fn main() -> std::io::Result<()> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let is_count = args.first().is_some_and(|arg| arg == "--count");
    for name in args.drain(usize::from(is_count)..) {
        let source = match name.as_str() {
            "-" => Source::Stream(Box::new(std::io::stdin())),
            _ => Source::Seekable(Box::new(File::open(&name)?)),
        };
        let Opened::Container(events) = open(&name, source, &Columns::default()) else {
            println!("{name}: a page by itself");
            continue;
        };
        let (mut n_items, mut n_bytes, mut n_faults) = (0u64, 0u64, 0u64);
        for event in events {
            match event {
                Event::Item(item) => {
                    n_items += 1;
                    n_bytes += item.bytes.len() as u64;
                    if !is_count {
                        println!(
                            "{} at {}+{}: {} bytes",
                            item.doc,
                            item.place.offset,
                            item.place.length,
                            item.bytes.len()
                        );
                    }
                }
                Event::Fault(fault) => {
                    n_faults += 1;
                    println!("{}: {}", fault.name, fault.message);
                }
                event if !is_count => println!("{event:?}"),
                _ => {}
            }
        }
        println!("{name}: {n_items} pages, {n_bytes} bytes, {n_faults} faults");
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(line) = status.lines().find(|line| line.starts_with("VmHWM")).filter(|_| is_count) {
        println!("{line}");
    }
    Ok(())
}
