//! The command line of what is read: `selon read`, `add`, `watch`, `screen`, `compare`, `annotate` and `outlets`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::{CaseArg, ModelArg, PathsArg};

/// `selon annotate`.
#[derive(Debug, Args)]
pub struct AnnotateArgs {
    /// Files, folders (with all that lies below them, but for hidden files), and `-` for standard input
    #[arg(value_name = "FILE", required_unless_present = "jsonl", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Take lines of JSON objects with a "text" on standard input
    ///
    /// One line comes out for each that goes in, in the same order; other fields than "text" are not passed
    /// on. A line that is no such object is named on standard error and comes out as `null`.
    #[arg(long, conflicts_with = "paths")]
    pub jsonl: bool,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub model: ModelArg,
}

/// `selon read`.
#[derive(Debug, Args)]
pub struct ReadArgs {
    #[allow(missing_docs)]
    #[command(flatten)]
    pub paths: PathsArg,
    /// Print only these
    #[arg(long, value_name = "KIND")]
    pub only: Option<Only>,
    /// Print records as JSON Lines
    #[arg(long)]
    pub json: bool,
    /// Show why each attribution is one: its words, the rule that found it, and the parse it was found in
    ///
    /// The parse is that of the sentence of the cue, a token a row: which part it belongs to, text, lemma, part of
    /// speech, dependency label and head. docs/rules.md has a page for each rule.
    #[arg(long, conflicts_with_all = ["json", "only"])]
    pub explain: bool,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub model: ModelArg,
}

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// Who is said to say what
    Attributions,
    /// Clauses read as predicate and roles
    Claims,
}

/// How pages are fetched.
#[derive(Clone, Debug, Args)]
pub struct FetchArgs {
    /// Fetch from private networks and this machine, too
    #[arg(long, help_heading = "Fetching")]
    pub allow_private: bool,
    /// Seconds between two requests to one host, at least; a host may ask for more
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0, help_heading = "Fetching")]
    pub pause: f32,
    /// Largest page, in mebibytes
    #[arg(long, value_name = "MIB", default_value_t = 32, value_parser = clap::value_parser!(u64).range(1..=1024), help_heading = "Fetching")]
    pub max_size: u64,
    /// Seconds that one request may take
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600), help_heading = "Fetching")]
    pub timeout: u64,
}

/// `selon watch`.
#[derive(Debug, Args)]
pub struct WatchArgs {
    /// Addresses of feeds, sitemaps or pages
    #[arg(value_name = "FEED", required = true, value_hint = ValueHint::Url)]
    pub feeds: Vec<PathBuf>,
    /// Minutes from the beginning of one round to that of the next
    #[arg(long, value_name = "MINUTES", default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..=10_080))]
    pub every: u64,
    /// Stop after so many rounds
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub rounds: Option<u64>,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub fetch: FetchArgs,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub model: ModelArg,
}

/// `selon outlets`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct OutletsArgs {
    /// What to do, where it is not to list them.
    #[command(subcommand)]
    pub command: Option<OutletsCommand>,
    /// All that are known, not only those of the case's documents
    #[arg(long)]
    pub all: bool,
    /// Words of name, owner, country or domain
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
    /// Print records as JSON Lines
    #[arg(long)]
    pub json: bool,
}

/// What can be done with outlets.
#[derive(Debug, Subcommand)]
pub enum OutletsCommand {
    /// Add an outlet to the case
    Add(OutletArgs),
    /// Change what the case knows of an outlet; what is not given stays
    Edit(OutletArgs),
}

/// An outlet, as an analyst describes it.
#[derive(Debug, Args)]
pub struct OutletArgs {
    /// Its name
    #[arg(value_name = "NAME")]
    pub name: String,
    /// A domain of its pages; may be given several times
    #[arg(long, value_name = "DOMAIN")]
    pub domain: Vec<String>,
    /// Another name or spelling; may be given several times
    #[arg(long, value_name = "NAME")]
    pub alias: Vec<String>,
    /// The country that it is based in, ISO 3166-1: FR
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    /// Who owns it
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
    /// What kind of medium it is; may be given several times
    #[arg(long, value_name = "KIND", value_parser = ["state-owned", "state-funded", "party", "private", "agency", "ngo", "blog-platform"])]
    pub kind: Vec<String>,
    /// Where owner and kind can be looked up
    #[arg(long, value_name = "WORDS")]
    pub source: Option<String>,
    /// The year that the facts are of
    #[arg(long, value_name = "YEAR")]
    pub year: Option<String>,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
}

/// `selon add`.
#[derive(Debug, Args)]
pub struct AddArgs {
    #[allow(missing_docs)]
    #[command(flatten)]
    pub fetch: FetchArgs,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub paths: PathsArg,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub model: ModelArg,
}

/// `selon screen`.
#[derive(Debug, Args)]
pub struct ScreenArgs {
    #[allow(missing_docs)]
    #[command(flatten)]
    pub paths: PathsArg,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
    /// Print one JSON object a text
    #[arg(long)]
    pub json: bool,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub model: ModelArg,
}

/// `selon compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Files of JSON Lines, and `-` for standard input
    #[arg(value_name = "FILE", required_unless_present = "pair", value_hint = ValueHint::FilePath)]
    pub paths: Vec<PathBuf>,
    /// Two sentences
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "paths")]
    pub pair: Vec<String>,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub model: ModelArg,
}
