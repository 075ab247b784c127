//! The command line of what a case shows: `selon documents`, `claims`, `sources`, `disputes`, `entities`, `trace`, `diff`
//! and `export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use selon_case::Filter;
use selon_extract::Event;

use super::CaseArg;

/// `selon diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// A document: its path or address, or the beginning of its id
    #[arg(value_name = "DOC")]
    pub doc: String,
    /// Number of the earlier version
    #[arg(value_name = "A")]
    pub before: Option<u32>,
    /// Number of the later version
    #[arg(value_name = "B", requires = "before")]
    pub after: Option<u32>,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
    /// Print a record as JSON
    #[arg(long)]
    pub json: bool,
}

/// `selon documents`, `claims` and `sources`.
#[derive(Debug, Args)]
pub struct TableArgs {
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Print records as JSON Lines
    #[arg(long)]
    pub json: bool,
}

/// `selon disputes`.
#[derive(Debug, Args)]
pub struct DisputesArgs {
    #[allow(missing_docs)]
    #[command(flatten)]
    pub table: TableArgs,
    /// List circular reporting instead: outlets that name each other for one and the same thing
    #[arg(long, conflicts_with_all = ["about", "by", "event", "since", "until", "doc", "all_versions"])]
    pub circular: bool,
}

/// Arguments of `selon entities`.
#[derive(Debug, Args)]
pub struct EntitiesArgs {
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
    /// The id of one entity, or its beginning: shows all its names and why they are its
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// Words of one of its names, without case and accents, each the beginning of a word
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    /// What it is
    #[arg(long = "type", value_name = "TYPE", value_parser = entity_types())]
    pub kind: Option<String>,
    /// ISO 3166-1 alpha-2 of the country that it belongs to or lies in
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    /// Part of the path of a document that names it, or the beginning of the document's id
    #[arg(long, value_name = "PART")]
    pub doc: Option<String>,
    /// Those without a name, too, that one document knows by description alone
    #[arg(long)]
    pub described: bool,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Show each name with its reasons
    #[arg(long)]
    pub why: bool,
    /// Print records as JSON Lines
    #[arg(long)]
    pub json: bool,
}

fn entity_types() -> clap::builder::PossibleValuesParser {
    selon_case::EntityType::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().into()
}

/// What narrows a table.
#[derive(Debug, Args)]
pub struct FilterArgs {
    /// Words of what is said, without case and accents, each the beginning of a word: a claim's clause, what a
    /// source says, a document's text
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    /// Words of who says it: a voice of the chain, a source; of a document its outlet, byline or credit
    #[arg(long, value_name = "WORDS")]
    pub by: Option<String>,
    /// Type of event: a claim's own; of documents and sources, of a claim that they make
    #[arg(long, value_name = "TYPE", ignore_case = true, value_parser = event_names())]
    pub event: Option<String>,
    /// Published on this day or later: 2022, 2022-05 or 2022-05-13; documents without a date do not pass
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    pub since: Option<String>,
    /// Published on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub until: Option<String>,
    /// Part of a document's path, or the beginning of its id
    #[arg(long, value_name = "PART")]
    pub doc: Option<String>,
    /// Versions that a newer one replaces, too
    #[arg(long)]
    pub all_versions: bool,
}

impl FilterArgs {
    /// The filter of the case.
    pub fn into_filter(self) -> Filter {
        Filter {
            about: self.about,
            by: self.by,
            event: self.event,
            since: self.since,
            until: self.until,
            doc: self.doc,
            all_versions: self.all_versions,
        }
    }
}

pub(super) fn event_names() -> clap::builder::PossibleValuesParser {
    Event::ALL.iter().map(|event| event.as_str()).collect::<Vec<_>>().into()
}

fn first_day(date: &str) -> Result<String, String> {
    day(date, "-01-01")
}

fn last_day(date: &str) -> Result<String, String> {
    day(date, "-12-31")
}

/// `date` with the month and day it lacks.
fn day(date: &str, rest: &str) -> Result<String, String> {
    let has_shape = |c: (usize, char)| if matches!(c.0, 4 | 7) { c.1 == '-' } else { c.1.is_ascii_digit() };
    if !matches!(date.len(), 4 | 7 | 10) || !date.char_indices().all(has_shape) {
        return Err("expected a date like 2022, 2022-05 or 2022-05-13".to_owned());
    }
    Ok(format!("{date}{}", &rest[date.len() - 4..]))
}

/// `selon trace`.
#[derive(Debug, Args)]
pub struct TraceArgs {
    /// Id of a claim or attribution, or its beginning
    #[arg(value_name = "ID")]
    pub id: String,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
    /// Print the chain as one JSON object
    #[arg(long)]
    pub json: bool,
}

/// `selon export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The format
    #[arg(value_name = "FORMAT")]
    pub format: Format,
    /// The folder to write to; made where it is missing
    #[arg(long, value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    pub to: PathBuf,
    /// Versions that a newer one replaces, too
    #[arg(long)]
    pub all_versions: bool,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
}

/// A format to export to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// documents, entities, attributions, claims and disputes, each a file of JSON Lines
    Jsonl,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_filled_up() {
        assert_eq!(first_day("2022-05").unwrap(), "2022-05-01");
        assert_eq!(last_day("2022").unwrap(), "2022-12-31");
        assert!(first_day("mai 2022").is_err());
    }
}
