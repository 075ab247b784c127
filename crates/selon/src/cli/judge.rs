//! The command line of judgements: `selon judge`, `judgements` and `review`.

use clap::{Args, ValueEnum};
use selon_case::{JudgedKind, Verb};

use super::CaseArg;

/// Who judges.
#[derive(Debug, Args)]
pub struct AuthorArg {
    /// Who judges; without it SELON_AUTHOR, else the user's name
    #[arg(long = "author", value_name = "NAME", env = "SELON_AUTHOR", hide_env_values = true)]
    pub name: Option<String>,
}

impl AuthorArg {
    /// The name, or `None` where nothing tells it.
    pub fn name(&self) -> Option<String> {
        let user = || std::env::var("USER").or_else(|_| std::env::var("LOGNAME")).ok();
        self.name.clone().or_else(user).filter(|name| !name.trim().is_empty())
    }
}

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum VerbArg {
    /// Two names are one entity, two claims say the same, two documents are one text
    Same,
    /// They are not
    Different,
    /// It was looked at and cannot be told
    Unsure,
    /// The program is right about a claim, attribution or dispute
    Accept,
    /// The program is wrong about it
    Reject,
    /// An entity is to be called otherwise (needs --value)
    Rename,
    /// A name does not belong to its entity
    Split,
    /// A claim belongs to another dispute
    Move,
    /// A grade for a source, in your own scale (needs --value)
    Reliability,
    /// An earlier judgement is taken back
    Undo,
}

impl From<VerbArg> for Verb {
    fn from(verb: VerbArg) -> Self {
        match verb {
            VerbArg::Same => Verb::Same,
            VerbArg::Different => Verb::Different,
            VerbArg::Unsure => Verb::Unsure,
            VerbArg::Accept => Verb::Accept,
            VerbArg::Reject => Verb::Reject,
            VerbArg::Rename => Verb::Rename,
            VerbArg::Split => Verb::Split,
            VerbArg::Move => Verb::Move,
            VerbArg::Reliability => Verb::Reliability,
            VerbArg::Undo => Verb::Undo,
        }
    }
}

/// `selon judge`.
#[derive(Debug, Args)]
pub struct JudgeArgs {
    /// What is decided
    #[arg(value_name = "VERB")]
    pub verb: VerbArg,
    /// A name, or the id of a claim, attribution, dispute, document or judgement, or its beginning
    #[arg(value_name = "SUBJECT")]
    pub subject: String,
    /// The other one, or where it is moved to
    #[arg(value_name = "OBJECT")]
    pub object: Option<String>,
    /// The new name, or the grade
    #[arg(long, value_name = "WORDS")]
    pub value: Option<String>,
    /// Why
    #[arg(long, value_name = "WORDS", default_value = "")]
    pub reason: String,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub author: AuthorArg,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
}

/// `selon judgements`.
#[derive(Debug, Args)]
pub struct JudgementsArgs {
    /// Only those on this kind of thing
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Option<JudgedKind>,
    /// Only those that hold: neither taken back nor replaced
    #[arg(long)]
    pub holding: bool,
    /// Print records as JSON Lines
    #[arg(long)]
    pub json: bool,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
}

fn kind(name: &str) -> Result<JudgedKind, String> {
    JudgedKind::from_name(name).ok_or_else(|| {
        let known: Vec<_> = JudgedKind::ALL.iter().map(|kind| kind.as_str()).collect();
        format!("expected one of {}", known.join(", "))
    })
}

/// `selon review`.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// Print what is waiting, most consequential first, and ask nothing
    #[arg(long)]
    pub list: bool,
    /// Print records as JSON Lines, and ask nothing
    #[arg(long)]
    pub json: bool,
    /// How many at most
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub most: usize,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub author: AuthorArg,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub case: CaseArg,
}
