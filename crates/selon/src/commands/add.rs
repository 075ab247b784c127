//! `selon add`: articles into a case file, one article a transaction.

use std::path::Path;

use anyhow::Result;
use selon_case::{Added, Case, CaseError, Document, Run, Status};
use selon_page::OutletBook;
use selon_text::Sha256;

use super::{count, progress_count};
use crate::cli::input::AddArgs;
use crate::clock::now;
use crate::inputs::{self, Input, PageBytes, Piece, What};
use crate::model::Model;
use crate::out::Out;
use crate::parallel::in_order;
use crate::reading::{self, Failure, Page};
use crate::visible::visible;
use crate::web::Web;
use crate::{Ended, complain};

/// What became of one input.
enum Outcome {
    /// The case has it.
    Unchanged,
    /// It was read.
    Read(Box<Page>, Box<PageBytes>),
    /// Something worth telling.
    Note(String),
    /// It could not be read.
    Failed(Failure),
}

/// Hears of what happens while articles are added.
pub type Report<'a> = dyn FnMut(News<'_>) -> Result<()> + 'a;

/// What there is to tell while articles are added.
pub enum News<'a> {
    /// An article is on the disk, or was there.
    Settled(String),
    /// An input could not be read; its path and the reason.
    Failed(&'a str, String),
    /// Something could not be read as it should; the path and what.
    Warned(&'a str, String),
}

impl News<'_> {
    /// Tells it: what is settled on standard output, the rest on standard error.
    ///
    /// # Errors
    /// Where standard output cannot be written.
    pub fn tell(&self, out: &mut Out) -> Result<()> {
        match self {
            News::Settled(line) => {
                out.line(visible(line))?;
                out.flush()
            }
            News::Failed(doc, message) | News::Warned(doc, message) => {
                complain(doc, message);
                Ok(())
            }
        }
    }
}

/// How many inputs came to what.
#[derive(Default)]
pub struct Tally {
    /// New documents, new versions among them.
    pub n_added: u64,
    /// Documents that were there.
    pub n_unchanged: u64,
    /// Inputs that failed.
    pub n_failed: u64,
}

/// Runs the command.
pub fn run(args: AddArgs) -> Result<Ended> {
    let model = Model::named(&args.model.name)?;
    let mut case = Case::open_or_create(&args.case.file)?;
    let inputs: Vec<Input> = inputs::expand(&args.paths.paths)
        .into_iter()
        .filter(|input| !is_the_case(input, &args.case.file))
        .collect();
    let bar = progress_count("articles");
    let mut out = Out::new();
    let web = Web::new(&args.fetch, case.fetches()?);
    let pieces = inputs::pieces(inputs, &args.paths.columns, inputs::tidy, Some(web.clone()));
    let tally = add(&mut case, &model, pieces, &mut |news| {
        bar.suspend(|| news.tell(&mut out))?;
        bar.inc(u64::from(!matches!(news, News::Warned(..))));
        Ok(())
    })?;
    case.note_fetches(&web.take_fetched())?;
    bar.finish_and_clear();
    eprintln!(
        "selon: {}: {} added, {} unchanged, {} failed",
        args.case.file.display(),
        tally.n_added,
        tally.n_unchanged,
        tally.n_failed
    );
    Ok(if tally.n_failed == 0 { Ended::Done } else { Ended::SomeFailed })
}

/// Reads `pieces` on all cores and adds them in order. `report` hears of an article after it is on the disk.
///
/// # Errors
/// Where the case cannot be written or no pipeline is to be had, and those of `report`.
pub fn add(
    case: &mut Case,
    model: &Model,
    pieces: impl Iterator<Item = Piece> + Send,
    report: &mut Report<'_>,
) -> Result<Tally> {
    let run = this_run(model)?;
    let known = case.known_pages()?;
    let book = OutletBook::new(case.outlets()?);
    let work = |piece: Piece| {
        let doc = piece.doc;
        let outcome = match piece.what {
            What::Unchanged => Outcome::Unchanged,
            What::Failed(reason) => Outcome::Failed(Failure::Page(reason)),
            What::Note(note) => Outcome::Note(note),
            What::Page(page) if known.contains(&(doc.clone(), Sha256::of(&page.bytes))) => Outcome::Unchanged,
            What::Page(page) => match reading::read(&doc, &page, model) {
                Ok(mut read) => {
                    read.name_outlet(&book);
                    Outcome::Read(Box::new(read), page)
                }
                Err(failure) => Outcome::Failed(failure),
            },
        };
        (doc, outcome)
    };
    let mut tally = Tally::default();
    let fail = |case: &mut Case, tally: &mut Tally, doc: &str, message: String, report: &mut Report<'_>| {
        tally.n_failed += 1;
        case.add_failure(&run, doc, &message)?;
        report(News::Failed(doc, message))
    };
    in_order(pieces, work, |(doc, outcome)| match outcome {
        Outcome::Failed(Failure::All(error)) => Err(error),
        Outcome::Failed(Failure::Page(message)) => fail(case, &mut tally, &doc, message, report),
        Outcome::Note(note) => report(News::Warned(&doc, note)),
        Outcome::Unchanged => {
            tally.n_unchanged += 1;
            report(News::Settled(format!("unchanged    {doc}")))
        }
        Outcome::Read(page, came) => {
            let document = page.reading().document.clone();
            for warning in &document.warnings {
                report(News::Warned(&doc, format!("{}: {}", warning.name, warning.message)))?;
            }
            match keep(case, &run, model, *page, &came.bytes) {
                Ok(kept) => {
                    match kept.added {
                        Added::Unchanged { .. } => tally.n_unchanged += 1,
                        _ => tally.n_added += 1,
                    }
                    report(News::Settled(describe(&document, &kept)))
                }
                Err(Failure::All(error)) => Err(error),
                Err(Failure::Page(message)) => fail(case, &mut tally, &doc, message, report),
            }
        }
    })?;
    case.link(&mut |_| ())?;
    case.finish_run(&run, &now())?;
    Ok(tally)
}

fn this_run(model: &Model) -> Result<Run> {
    Ok(Run {
        started: now(),
        program: format!("selon {}", env!("CARGO_PKG_VERSION")),
        model: model.identity()?,
        lexicon: crate::reading::lexicon(),
    })
}

/// What adding one page came to.
struct Kept {
    added: Added,
    n_attributions: usize,
    n_claims: usize,
}

fn keep(case: &mut Case, run: &Run, model: &Model, page: Page, bytes: &[u8]) -> Result<Kept, Failure> {
    let all = |error: CaseError| Failure::All(error.into());
    let mut adding = case.begin(run, page.reading(), bytes, &now()).map_err(all)?;
    let (mut n_attributions, mut n_claims) = (0, 0);
    page.for_each_section(model, |reading| {
        n_attributions += reading.attributions.len();
        n_claims += reading.claims.len();
        Ok(adding.append(reading)?)
    })?;
    Ok(Kept { added: adding.commit().map_err(all)?, n_attributions, n_claims })
}

fn describe(document: &Document, kept: &Kept) -> String {
    let doc = &document.doc;
    let found = match document.status {
        Status::NotFrench => {
            let language = document.language.as_deref().unwrap_or("unknown");
            format!("kept, not read: its language is {language}, not French")
        }
        Status::Read => format!(
            "{}, {}",
            count(kept.n_attributions as u64, "attribution"),
            count(kept.n_claims as u64, "claim")
        ),
    };
    match &kept.added {
        Added::New { copy_of: None } => format!("added        {doc}: {found}"),
        Added::New { copy_of: Some(other) } => format!("added        {doc}: {found}; same bytes as {other}"),
        Added::NewVersion { version } => format!("new version  {doc}: version {version}, {found}"),
        Added::Unchanged { .. } => format!("unchanged    {doc}"),
    }
}

/// The case file itself and its journal, where a folder holds them beside the articles.
fn is_the_case(input: &Input, case: &Path) -> bool {
    let inputs::Source::File(path) = &input.from else { return false };
    let journal = format!("{}-journal", case.display());
    let is_same =
        |other: &Path| matches!((path.canonicalize(), other.canonicalize()), (Ok(a), Ok(b)) if a == b);
    is_same(case) || is_same(Path::new(&journal))
}
