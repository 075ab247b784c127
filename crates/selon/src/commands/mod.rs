//! One file a command.

pub mod add;
pub mod annotate;
pub mod claims;
pub mod compare;
pub mod demo;
pub mod diff;
pub mod disputes;
pub mod documents;
pub mod entities;
pub mod explain;
pub mod export;
pub mod judge;
pub mod manual;
pub mod model;
pub mod outlets;
pub mod read;
pub mod report;
pub mod review;
pub mod screen;
pub mod search;
pub mod serve;
pub mod sources;
pub mod trace;
pub mod watch;

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error; hidden where that is no terminal.
fn progress_bar(n: usize, what: &str) -> ProgressBar {
    if !io::stderr().is_terminal() || n < 2 {
        return ProgressBar::hidden();
    }
    let template = format!("{{bar:40}} {{pos}} of {{len}} {what}, {{eta}} left");
    let style = ProgressStyle::with_template(&template);
    ProgressBar::new(n as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// A count on standard error, where it is not known how many there will be.
fn progress_count(what: &str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template(&format!("{{spinner}} {{pos}} {what}, {{elapsed}}"));
    ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}

/// `1 claim`, `2 claims`.
fn count(n: impl Into<u64>, noun: &str) -> String {
    let n = n.into();
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// As much of an id as tables show; commands take any beginning that names one record.
fn short_id(id: &str) -> &str {
    id.get(..9).unwrap_or(id)
}

/// The part of a path that tells files apart: the last.
fn file_name(doc: &str) -> &str {
    doc.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(doc)
}
