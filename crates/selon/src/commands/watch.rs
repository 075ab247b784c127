//! `selon watch`: feeds, read again and again until it is stopped.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use selon_case::Case;
use selon_page::container::Columns;

use super::add::add;
use crate::Ended;
use crate::cli::input::WatchArgs;
use crate::inputs;
use crate::model::Model;
use crate::out::Out;
use crate::web::Web;

/// How often it is looked whether to stop.
const STEP: Duration = Duration::from_millis(100);

/// Runs the command.
pub fn run(args: WatchArgs) -> Result<Ended> {
    let model = Model::named(&args.model.name)?;
    let mut case = Case::open_or_create(&args.case.file)?;
    let stopped = Arc::new(AtomicBool::new(false));
    let stop = stopped.clone();
    ctrlc::set_handler(move || stop.store(true, Ordering::Relaxed)).context("cannot wait for Ctrl-C")?;
    let web = Web::new(&args.fetch, case.fetches()?);
    let columns = Columns::default();
    let mut out = Out::new();
    let mut ended = Ended::Done;
    for round in 1.. {
        let begun = Instant::now();
        let known: HashSet<String> = case.known_pages()?.into_iter().map(|(doc, _)| doc).collect();
        web.pass_over(known);
        let inputs = inputs::expand(&args.feeds);
        let is_stopped = || stopped.load(Ordering::Relaxed);
        let pieces = inputs::pieces(inputs, &columns, inputs::tidy, Some(web.clone()));
        let tally =
            add(&mut case, &model, pieces.take_while(|_| !is_stopped()), &mut |news| news.tell(&mut out))?;
        case.note_fetches(&web.take_fetched())?;
        ended = if tally.n_failed == 0 { Ended::Done } else { Ended::SomeFailed };
        eprintln!(
            "selon: round {round}: {} added, {} unchanged, {} failed",
            tally.n_added, tally.n_unchanged, tally.n_failed
        );
        if is_stopped() || args.rounds.is_some_and(|rounds| round >= rounds) {
            break;
        }
        let pause = Duration::from_secs(60 * args.every);
        while begun.elapsed() < pause && !is_stopped() {
            thread::sleep(STEP);
        }
        if is_stopped() {
            break;
        }
    }
    Ok(ended)
}
