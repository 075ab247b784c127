//! `selon completions`, and the reference that `docs/commands.md` is made of.

use anyhow::Result;
use clap::{Command, CommandFactory};

use crate::Ended;
use crate::cli::{Cli, CompletionsArgs};
use crate::out::Out;

/// Writes the completion script of a shell.
pub fn completions(args: CompletionsArgs) -> Result<Ended> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "selon", &mut script);
    let mut out = Out::new();
    out.bytes(&script)?;
    out.flush()?;
    Ok(Ended::Done)
}

/// Writes the reference.
pub fn run() -> Result<Ended> {
    let mut program = Cli::command();
    program.build();
    let mut out = Out::new();
    out.line("# Commands\n")?;
    out.line(
        "Made by `selon manual`; a test compares it with the program. `selon help COMMAND` prints the same.",
    )?;
    describe(&mut out, &program)?;
    out.flush()?;
    Ok(Ended::Done)
}

fn describe(out: &mut Out, command: &Command) -> Result<()> {
    for subcommand in command.get_subcommands().filter(|c| !c.is_hide_set() && c.get_name() != "help") {
        let mut subcommand = subcommand.clone().term_width(100);
        let name = subcommand.get_bin_name().unwrap_or_default().to_owned();
        out.line(format_args!("\n## {name}\n\n```text"))?;
        let help = subcommand.render_long_help().to_string();
        for line in help.trim_end().lines() {
            out.line(line.trim_end())?;
        }
        out.line("```")?;
        describe(out, &subcommand)?;
    }
    Ok(())
}
