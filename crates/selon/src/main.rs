//! The program: it only wires. What it reads, finds and keeps is the other crates' business; here are the
//! command line, the tables and trees that people see, and the records that leave as JSON Lines.

mod cli;
mod clock;
mod commands;
mod inputs;
mod model;
mod out;
mod parallel;
mod reading;
mod records;
mod sections;
mod visible;
mod web;

use std::io;
use std::process::ExitCode;

use anyhow::{Error, Result};
use clap::Parser;

use crate::cli::{Cli, Command};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// All was done.
    Done,
    /// Some inputs failed; each was named.
    SomeFailed,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::SomeFailed) => ExitCode::from(1),
        // Whoever read the output has seen enough, as `head` does.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("selon: {}", visible::visible(&format!("{error:#}")));
            ExitCode::from(1)
        }
    }
}

fn run(command: Command) -> Result<Ended> {
    match command {
        Command::Demo(args) => commands::demo::run(args),
        Command::Annotate(args) => commands::annotate::run(args),
        Command::Read(args) => commands::read::run(args),
        Command::Add(args) => commands::add::run(args),
        Command::Documents(args) => commands::documents::run(args),
        Command::Claims(args) => commands::claims::run(args),
        Command::Compare(args) => commands::compare::run(args),
        Command::Disputes(args) => commands::disputes::run(args),
        Command::Screen(args) => commands::screen::run(args),
        Command::Entities(args) => commands::entities::run(args),
        Command::Sources(args) => commands::sources::run(args),
        Command::Search(args) => commands::search::run(args),
        Command::Serve(args) => commands::serve::run(args),
        Command::Report(args) => commands::report::run(args),
        Command::Trace(args) => commands::trace::run(args),
        Command::Judge(args) => commands::judge::run(args),
        Command::Review(args) => commands::review::run(args),
        Command::Judgements(args) => commands::judge::list(args),
        Command::Diff(args) => commands::diff::run(args),
        Command::Watch(args) => commands::watch::run(args),
        Command::Outlets(args) => commands::outlets::run(args),
        Command::Export(args) => commands::export::run(args),
        Command::Model(args) => commands::model::run(args),
        Command::Completions(args) => commands::manual::completions(args),
        Command::Manual => commands::manual::run(),
    }
}

fn is_broken_pipe(error: &Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// Names an input that failed, or something that is odd about it.
fn complain(doc: &str, message: &str) {
    eprintln!("selon: {}: {}", visible::visible(doc), visible::visible(message));
}
