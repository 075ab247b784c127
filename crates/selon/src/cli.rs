//! The command line: every command, flag, default and help text.

pub mod input;
pub mod judge;
pub mod table;
pub mod web;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use selon_page::container::Columns;

use self::input::{AddArgs, AnnotateArgs, CompareArgs, OutletsArgs, ReadArgs, ScreenArgs, WatchArgs};
use self::table::{DiffArgs, DisputesArgs, EntitiesArgs, ExportArgs, TableArgs, TraceArgs};

/// Shows who says what in the news, from whom they have it, and on what evidence
///
/// Selon reads news articles and shows, claim by claim and pinned to the exact words: who says it, from
/// whom they have it, on what evidence, and how far the writer keeps a distance. It gives no truth score.
///
/// Results go to standard output, everything else to standard error. The exit status is 0 when all was
/// done, 1 when some inputs failed (each is named, the others are kept), 2 when the command line is wrong.
#[derive(Debug, Parser)]
#[command(name = "selon", version, after_long_help = "Start with: selon demo", propagate_version = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a case of the small invented corpus that ships with the program, and show what is in it
    ///
    /// Twelve invented articles on one contested event. On a terminal, the reading room is served afterwards, until
    /// Ctrl-C. A second run changes nothing.
    #[command(after_long_help = "\
Examples:
  selon demo
  selon demo --case look.selon --no-serve")]
    Demo(DemoArgs),

    /// Print tokens, sentences and entities, as spaCy's Doc.to_json() has them
    ///
    /// One JSON object a text, one a line: text, ents, sents, and tokens with id, start, end, tag, pos, morph,
    /// lemma, dep and head. Offsets are Unicode scalar values. spaCy's Doc.from_json reads each line.
    #[command(after_long_help = "\
Examples:
  selon annotate article.txt | jq -r '.tokens[] | [.lemma, .pos] | @tsv'
  echo 'Le maire a démissionné.' | selon annotate -
  selon annotate --jsonl < texts.jsonl > docs.jsonl")]
    Annotate(AnnotateArgs),

    /// Print the attributions and claims of each article, without a case
    #[command(after_long_help = "\
Examples:
  selon read article.txt
  selon read --explain article.txt
  selon read --only attributions --json articles/ > attributions.jsonl
  selon read report.pdf --json | jq .content_text")]
    Read(ReadArgs),

    /// Read articles into a case file
    ///
    /// One article is one transaction: what is reported as added is on the disk. What is in the case already is
    /// not read twice; a file that has changed is kept beside its earlier version.
    #[command(after_long_help = "\
Examples:
  selon add articles/
  selon add --case port.selon 2022-05-*.txt
  selon add crawl.warc.gz dump.jsonl.zst 'archive/*.csv'
  selon add https://…/article.html https://…/rss.xml")]
    Add(AddArgs),

    /// List the documents of a case
    #[command(after_long_help = "\
Examples:
  selon documents
  selon documents --since 2022-05-15 --json | jq -r .title
  selon documents --by 'Press TV' --all-versions")]
    Documents(TableArgs),

    /// List the claims of a case
    ///
    /// One line a claim: its id, who makes it last in the chain, the type of event, how it is marked, and its
    /// words. `selon trace ID` shows a claim's whole chain.
    #[command(after_long_help = "\
Examples:
  selon claims --about délégation
  selon claims --by gouverneur --event ACCUSE
  selon claims --about 'raqqa quitter' --json | jq -r .predicate.lemma")]
    Claims(TableArgs),

    /// List who is said to say something, and how often
    #[command(after_long_help = "\
Examples:
  selon sources
  selon sources --about armes
  selon sources --json | jq -r 'select(.hedged > 0) | .name'")]
    Sources(TableArgs),

    /// List people, groups, states, organisations, media and places that the case names, under all their names
    ///
    /// With ID, the id of one or as many of its first characters as tell it from others: all its names, where they
    /// stand, and why each stands for it. Only the newest version of each document counts. Places: GeoNames, CC BY 4.0.
    #[command(after_long_help = "\
Examples:
  selon entities --type group
  selon entities --about raqqa --why
  selon entities e3f9a1
  selon entities --json | jq -r 'select(.place) | [.name, .place.lat, .place.lon] | @tsv'")]
    Entities(EntitiesArgs),

    /// List the questions to which the case has rival answers, the most consequential first
    ///
    /// Each answer with the claims that give it: who says so, through whom, how it is marked, on what evidence, and
    /// how many articles, outlets and independent origins it has. Whatever is not comparable does not conflict.
    /// With --circular: outlets that have one and the same thing from each other.
    #[command(after_long_help = "\
Examples:
  selon disputes
  selon disputes --about accord
  selon disputes --json | jq -r .question.text
  selon disputes --circular")]
    Disputes(DisputesArgs),

    /// Show which claims, sources and disputes of a case a text touches
    ///
    /// The text is read and not kept: which of its claims the case has already, who says what cannot hold with them,
    /// which of its sources are known, and which disputes it takes part in.
    #[command(after_long_help = "\
Examples:
  selon screen draft.txt
  selon screen --case port.selon report.pdf
  selon screen --json incoming/ | jq 'select(.disputes != [])'")]
    Screen(ScreenArgs),

    /// Tell whether two sentences contradict each other
    ///
    /// Takes lines of JSON objects with two sentences, "a" and "b"; one line comes out for each, in the same order:
    /// `verdict` (contradiction, agreement, none), `reason` (negation, opposite, number, date, name, roles) and the
    /// `words` of both sentences that it rests on. A line that is no such object is named on standard error and comes
    /// out as `null`. French only.
    #[command(after_long_help = "\
Examples:
  selon compare pairs.jsonl | jq -r .verdict
  selon compare --pair 'Le pont est ouvert.' 'Le pont est fermé.'
  jq -c '{a: .premise, b: .hypothesis}' corpus.jsonl | selon compare -")]
    Compare(CompareArgs),

    /// Search articles and claims, without regard to case and accents
    ///
    /// All words must be there, each as the beginning of a word. Each claim that is found comes with its chain, from
    /// the outlet to the voice closest to the fact.
    #[command(after_long_help = "\
Examples:
  selon search delegation raqqa
  selon search '« appui logistique »' --only claims
  selon search frontière --event ACCUSE --when 2022-05 --json | jq -c .chain")]
    Search(web::SearchArgs),

    /// Open the reading room in a browser on this machine
    ///
    /// Prints the address and answers until it is ended. Nothing is fetched from elsewhere, and nobody else can reach
    /// it unless --address says so.
    #[command(after_long_help = "\
Examples:
  selon serve
  selon serve --case port.selon --read-only
  selon serve --address 192.168.1.20 --host desk.example")]
    Serve(web::ServeArgs),

    /// Write one page about a dispute or a claim that can be sent
    ///
    /// Question, answers, chains, words, how independence was counted, versions and hashes, in one file that opens
    /// anywhere and loads nothing.
    #[command(after_long_help = "\
Examples:
  selon report --dispute q3f9a1 --to dispute.html
  selon report --claim c3f9a1 --to claim.md --language fr")]
    Report(web::ReportArgs),

    /// Show the chain of one claim or attribution, from the article to the voice closest to the fact
    ///
    /// ID is the id of a claim or attribution, or as many of its first characters as tell it from others;
    /// `selon claims` lists ids.
    #[command(after_long_help = "\
Examples:
  selon claims --about délégation
  selon trace c3f9a1")]
    Trace(TraceArgs),

    /// Judge what the program decided: the analyst has the last word
    ///
    /// A judgement is kept for good with its author, time and reason, survives every new reading, and can be taken
    /// back. Names are given as they are written, claims and attributions by their ids.
    #[command(after_long_help = "\
Examples:
  selon judge same 'Deir ez-Zor' 'Deir Ezzor' --reason 'one town'
  selon judge reject c3f9a1 --reason 'a question, not a claim'
  selon judge reliability 'La Gazette' --value C --author 'A. Diallo'
  selon judge undo j81fa2")]
    Judge(judge::JudgeArgs),

    /// Work through what waits for a judgement, by keyboard, the most consequential first
    ///
    /// y yes, n no, u cannot be told, j next, k back, z undo, ? help, q quit. Each judgement is in the case as soon as
    /// its key is pressed. Away from a terminal the keys are read from standard input.
    #[command(after_long_help = "\
Examples:
  selon review --author 'A. Diallo'
  selon review --list
  echo 'yynjq' | selon review --author 'A. Diallo'")]
    Review(judge::ReviewArgs),

    /// List the judgements that were made, newest first
    #[command(after_long_help = "\
Examples:
  selon judgements
  selon judgements --holding --json | jq -r .author")]
    Judgements(judge::JudgementsArgs),

    /// Show what changed between two versions of a page: claims that came, went or changed, and lines
    ///
    /// Claims are compared by what they say, not by where they stand. Without numbers the newest version is compared
    /// with the one before it.
    #[command(after_long_help = "\
Examples:
  selon documents --all-versions
  selon diff article.txt
  selon diff https://… 1 3 --json | jq '.changed[].fields'")]
    Diff(DiffArgs),

    /// Read feeds and the pages that they lead to, again and again until it is stopped
    ///
    /// Each round asks each feed for what is new, with what its server needs to say that nothing is; pages that are in
    /// the case are not fetched again. One request at a time, with pauses. Ctrl-C ends it between two pages.
    #[command(after_long_help = "\
Examples:
  selon watch https://…/rss.xml
  selon watch --case port.selon --every 30 https://…/rss.xml https://…/atom.xml")]
    Watch(WatchArgs),

    /// List the outlets of a case, with who owns them; add outlets, or correct what is known of one
    ///
    /// Country, owner and kind are data, each with where it can be looked up and the year that it is of; they are no
    /// grade. What a case adds or corrects is kept in it, and holds for what is read afterwards.
    #[command(after_long_help = "\
Examples:
  selon outlets
  selon outlets --all --about agence
  selon outlets add 'Le Fanal' --domain le-fanal.example --country FR --kind private --source 'its imprint' --year 2022
  selon outlets edit 'Le Fanal' --owner 'Port & Mer SA' --source 'trade register' --year 2023")]
    Outlets(OutletsArgs),

    /// Write a case in another format
    #[command(after_long_help = "\
Examples:
  selon export jsonl --to out/
  jq -r .predicate.lemma out/claims.jsonl | sort | uniq -c | sort -rn")]
    Export(ExportArgs),

    /// List the trained pipelines, or fetch one
    ///
    /// A pipeline that is missing is fetched on first use. SELON_MODELS names another folder for them than the
    /// user's cache folder.
    #[command(after_long_help = "\
Examples:
  selon model list
  selon model fetch
  SELON_MODELS=/srv/models selon model fetch fr_core_news_sm")]
    Model(ModelArgs),

    /// Print a script that completes this program's commands in a shell
    #[command(after_long_help = "\
Examples:
  selon completions bash > ~/.local/share/bash-completion/completions/selon
  selon completions fish > ~/.config/fish/completions/selon.fish")]
    Completions(CompletionsArgs),

    /// Print the reference of all commands as Markdown
    #[command(hide = true)]
    Manual,
}

/// Which case file.
#[derive(Debug, Args)]
pub struct CaseArg {
    /// The case file
    #[arg(
        long = "case",
        value_name = "FILE",
        env = "SELON_CASE",
        hide_env_values = true,
        default_value = "case.selon",
        value_hint = ValueHint::FilePath
    )]
    pub file: PathBuf,
}

/// Which pipeline.
#[derive(Debug, Args)]
pub struct ModelArg {
    /// The trained pipeline: a name out of `selon model list`, or a folder with a spaCy model
    #[arg(long = "model", value_name = "NAME", default_value = crate::model::DEFAULT)]
    pub name: String,
}

/// What to read.
#[derive(Debug, Args)]
pub struct PathsArg {
    /// Files, folders (with all that lies below them, but for hidden files), patterns, and `-` for standard input
    ///
    /// What a file is is told by its content: plain text, Markdown, PDF, saved pages (HTML, MHTML), WARC and WACZ, RSS,
    /// Atom and JSON Feed, JSON Lines, CSV; each perhaps compressed by gzip or Zstandard.
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// What the fields of JSON Lines and the columns of CSV are called, where their names do not tell: text=body,url=link
    ///
    /// Fields: text, url, date, title, author, language, outlet, retrieved.
    #[arg(long, value_name = "FIELD=NAME,…", default_value = "", hide_default_value = true)]
    pub columns: Columns,
}

/// `selon demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// The case file
    #[arg(
        long = "case",
        value_name = "FILE",
        env = "SELON_CASE",
        hide_env_values = true,
        default_value = "demo.selon",
        value_hint = ValueHint::FilePath
    )]
    pub file: PathBuf,
    #[allow(missing_docs)]
    #[command(flatten)]
    pub model: ModelArg,
    /// Do not serve the reading room afterwards; it is served only where standard output is a terminal
    #[arg(long)]
    pub no_serve: bool,
}

/// `selon model`.
#[derive(Debug, Args)]
pub struct ModelArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ModelCommand,
}

/// What `selon model` does.
#[derive(Debug, Subcommand)]
pub enum ModelCommand {
    /// Fetch a pipeline into the cache folder, unless it is there
    Fetch {
        /// Its name
        #[arg(value_name = "NAME", default_value = crate::model::DEFAULT)]
        name: String,
    },
    /// List the pipelines that this program knows, and whether they are there
    List {
        /// Print records as JSON Lines
        #[arg(long)]
        json: bool,
    },
}

/// `selon completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
