//! The command line of the reading room: `selon search`, `serve` and `report`.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::CaseArg;
use super::judge::AuthorArg;

/// `selon search`.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Words, all of which must be there, each the beginning of a word; between quotation marks in this order
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    /// Only articles, or only claims
    #[arg(long, value_name = "KIND")]
    pub only: Option<Found>,
    /// Type of event of a claim
    #[arg(long, value_name = "TYPE", ignore_case = true, value_parser = super::table::event_names())]
    pub event: Option<String>,
    /// The outlet's name
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Published in this year or month: 2022 or 2022-05
    #[arg(long, value_name = "DATE")]
    pub when: Option<String>,
    /// Hits at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub most: usize,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
    /// Print records as JSON Lines
    #[arg(long)]
    pub json: bool,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Found {
    /// Texts of articles
    Articles,
    /// Claims
    Claims,
}

/// `selon serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
    /// The port; 0 takes a free one
    #[arg(long, value_name = "PORT", default_value_t = PORT)]
    pub port: u16,
    /// The address to listen on; one that others can reach asks them for the token that is printed
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub address: IpAddr,
    /// Another name under which this machine is reached, where --address is not 127.0.0.1
    #[arg(long = "host", value_name = "NAME")]
    pub hosts: Vec<String>,
    /// Let nothing be changed
    #[arg(long)]
    pub read_only: bool,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub author: AuthorArg,
}

/// The port of the reading room.
pub const PORT: u16 = 7351;

/// `selon report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Id of a dispute, or its beginning
    #[arg(long, value_name = "ID", required_unless_present = "claim", conflicts_with = "claim")]
    pub dispute: Option<String>,
    /// Id of a claim, or its beginning
    #[arg(long, value_name = "ID")]
    pub claim: Option<String>,
    /// The file to write; `-` for standard output. Its name's ending chooses the format, `.html` or `.md`
    #[arg(long, value_name = "FILE", default_value = "-", value_hint = ValueHint::FilePath)]
    pub to: PathBuf,
    /// The format, where the file's name does not tell
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ReportFormat>,
    /// The language of what stands around the articles' words
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub language: ReportLanguage,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
}

/// A format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// One file that opens in any browser
    Html,
    /// Text for editors
    Markdown,
}

/// A language of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportLanguage {
    /// English
    En,
    /// French
    Fr,
}
