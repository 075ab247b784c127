//! `selon review`: the judgements that wait, most consequential first, one at a time.
//!
//! On a terminal each key acts at once; elsewhere keys are read from standard input, one character each, so that
//! the same work can be scripted.

use std::io::{self, BufRead, IsTerminal};

use anyhow::{Context, Result};
use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use selon_case::{Case, CaseError, Doubt, JudgementId, NewJudgement, ReviewItem, Verb};
use serde::Serialize;

use super::{count, judge, short_id};
use crate::cli::judge::ReviewArgs;
use crate::clock::now;
use crate::out::{Out, Style};
use crate::visible::wrap;
use crate::{Ended, complain};

/// What the keys do.
const KEYS: &str = "y yes   n no   u cannot be told   j next   k back   z undo   ? help   q quit";

/// The same at length.
const HELP: &[&str] = &[
    "y  yes: the two are one, or the program is right",
    "n  no: they are not, or it is wrong",
    "u  it was looked at and cannot be told",
    "j  the next one, without a judgement",
    "k  the one before",
    "z  take back the last judgement of this review",
    "q  quit; what was judged is kept",
];

/// A waiting judgement as it leaves the program.
#[derive(Serialize)]
struct ItemRecord<'a> {
    question: String,
    kind: &'static str,
    subject: &'a str,
    object: Option<&'a str>,
    sides: Vec<SideRecord<'a>>,
    reason: String,
    weight: u64,
}

#[derive(Serialize)]
struct SideRecord<'a> {
    name: &'a str,
    words: Vec<WordsRecord<'a>>,
}

#[derive(Serialize)]
struct WordsRecord<'a> {
    doc: &'a str,
    text: &'a str,
}

impl<'a> ItemRecord<'a> {
    fn of(item: &'a ReviewItem) -> Self {
        Self {
            question: item.question(),
            kind: item.matter.kind.as_str(),
            subject: &item.matter.subject,
            object: item.matter.object.as_deref(),
            sides: item
                .sides
                .iter()
                .map(|side| SideRecord {
                    name: &side.name,
                    words: side.words.iter().map(|(doc, text)| WordsRecord { doc, text }).collect(),
                })
                .collect(),
            reason: item.reason.to_string(),
            weight: item.weight,
        }
    }
}

/// Runs the command.
pub fn run(args: ReviewArgs) -> Result<Ended> {
    let mut case = Case::open(&args.case.file)?;
    let items = case.review_queue(args.most)?;
    let mut out = Out::new();
    if args.json {
        for item in &items {
            out.json(&ItemRecord::of(item))?;
        }
        out.flush()?;
        return Ok(Ended::Done);
    }
    if args.list {
        let rows: Vec<[String; 3]> = items.iter().map(row).collect();
        out.table(["claims", "why", "question"], &rows)?;
        out.flush()?;
        return Ok(Ended::Done);
    }
    if items.is_empty() {
        eprintln!("selon: {}: nothing waits for a judgement", args.case.file.display());
        return Ok(Ended::Done);
    }
    let author = judge::author(&args.author)?;
    let keys = Keys::new();
    let mut review = Review { case: &mut case, author, items, at: 0, made: Vec::new() };
    let n_made = review.work_through(keys, &mut out)?;
    if n_made > 0 {
        case.link(&mut |_| ())?;
    }
    eprintln!("selon: {}: {} made", args.case.file.display(), count(n_made as u64, "judgement"));
    Ok(Ended::Done)
}

fn row(item: &ReviewItem) -> [String; 3] {
    [item.weight.to_string(), item.reason.to_string(), item.question()]
}

struct Review<'a> {
    case: &'a mut Case,
    author: String,
    items: Vec<ReviewItem>,
    at: usize,
    /// The judgements of this review, with the place of their items.
    made: Vec<(JudgementId, usize)>,
}

impl Review<'_> {
    /// Asks until there is nothing more to ask; gives back how many judgements stand.
    fn work_through(&mut self, mut keys: Keys, out: &mut Out) -> Result<usize> {
        loop {
            let is_end = self.at == self.items.len();
            if is_end {
                out.line(out.paint(Style::Faint, "that was all: z takes the last judgement back, q ends"))?;
                out.flush()?;
            } else {
                self.show(out)?;
            }
            let Some(key) = keys.next()? else { break };
            match key {
                'y' | 'n' | 'u' | 'j' if is_end => {}
                'y' | 'n' | 'u' => self.judge(key, out)?,
                'j' => self.at += 1,
                'k' => self.at = self.at.saturating_sub(1),
                'z' => self.undo(out)?,
                '?' => {
                    for line in HELP {
                        out.line(line)?;
                    }
                }
                'q' => break,
                other => out.line(out.paint(Style::Faint, &format!("{other} does nothing; ? helps")))?,
            }
            out.flush()?;
        }
        Ok(self.made.len())
    }

    fn show(&self, out: &mut Out) -> Result<()> {
        let item = &self.items[self.at];
        let columns = out.prose_columns();
        let place = format!(
            "{} of {} · {}",
            self.at + 1,
            self.items.len(),
            count(item.weight, if item.doubt == Doubt::SameEntity { "mention" } else { "claim" })
        );
        out.line("")?;
        out.line(out.paint(Style::Faint, &place))?;
        for line in wrap(&item.question(), columns) {
            out.line(out.paint(Style::Strong, &line))?;
        }
        for line in wrap(&item.reason.to_string(), columns - 2) {
            out.line(format!("  {}", out.paint(Style::Plain, &line)))?;
        }
        for side in &item.sides {
            out.line("")?;
            out.line(format!("  {}", out.paint(Style::Voice, &side.name)))?;
            for (doc, words) in &side.words {
                for line in wrap(words, columns - 4) {
                    out.line(format!("    {}", out.paint(Style::Plain, &line)))?;
                }
                out.line(format!("    {}", out.paint(Style::Faint, doc)))?;
            }
        }
        if let Some(standing) = self.case.standing(&item.matter, item.yes)? {
            out.line(out.paint(Style::Hedge, &format!("judged: {}", judge::sentence(&standing))))?;
        }
        out.line(out.paint(Style::Faint, KEYS))?;
        out.flush()
    }

    fn judge(&mut self, key: char, out: &mut Out) -> Result<()> {
        let item = &self.items[self.at];
        let verb = match key {
            'y' => item.yes,
            'n' => item.no,
            _ => Verb::Unsure,
        };
        let seen = self.case.standing(&item.matter, verb)?.map(|standing| standing.id);
        let name = |i: usize| item.sides.get(i).map(|side| side.name.clone()).unwrap_or_default();
        let new = NewJudgement {
            verb,
            matter: item.matter.clone(),
            words: (name(0), name(1)),
            value: None,
            author: self.author.clone(),
            made: now(),
            reason: String::new(),
        };
        match self.case.judge(&new, seen.as_ref()) {
            Ok(made) => {
                out.line(out.paint(Style::Plain, &judge::sentence(&made)))?;
                self.made.push((made.id, self.at));
                self.at += 1;
            }
            Err(error @ (CaseError::Overtaken { .. } | CaseError::Judgement(_))) => {
                complain(&item.question(), &error.to_string());
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    fn undo(&mut self, out: &mut Out) -> Result<()> {
        let Some((id, at)) = self.made.pop() else {
            return out.line(out.paint(Style::Faint, "nothing to undo in this review"));
        };
        self.case.undo(&id, &self.author, &now(), "")?;
        self.at = at;
        out.line(out.paint(Style::Plain, &format!("{} is taken back", short_id(id.as_str()))))
    }
}

/// Keys from a terminal or from standard input.
enum Keys {
    Terminal,
    Input(Box<dyn Iterator<Item = io::Result<char>>>),
}

impl Keys {
    fn new() -> Self {
        if io::stdin().is_terminal() && io::stdout().is_terminal() {
            return Keys::Terminal;
        }
        let lines = io::stdin().lock().lines();
        let keys = lines.flat_map(|line| match line {
            Ok(line) => line.chars().filter(|c| !c.is_whitespace()).map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        });
        Keys::Input(Box::new(keys))
    }

    /// The next key, or `None` where there are no more.
    fn next(&mut self) -> Result<Option<char>> {
        match self {
            Keys::Input(keys) => Ok(keys.next().transpose()?),
            Keys::Terminal => {
                enable_raw_mode().context("the terminal gives no single keys")?;
                let key = wait_for_key();
                disable_raw_mode()?;
                key
            }
        }
    }
}

fn wait_for_key() -> Result<Option<char>> {
    loop {
        let Event::Key(key) = read()? else { continue };
        if key.kind == KeyEventKind::Release {
            continue;
        }
        return Ok(match key.code {
            KeyCode::Char('c' | 'd') if key.modifiers.contains(KeyModifiers::CONTROL) => None,
            KeyCode::Char(c) => Some(c),
            KeyCode::Down | KeyCode::Right => Some('j'),
            KeyCode::Up | KeyCode::Left => Some('k'),
            KeyCode::Esc => None,
            _ => continue,
        });
    }
}
