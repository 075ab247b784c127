//! `selon demo`: a case of the corpus that ships with the program, and a first look around in it.

use std::io::IsTerminal;
use std::path::Path;

use anyhow::Result;
use selon_case::{Case, Claim, Filter, Reading, RecordId};
use selon_extract::Modality;
use selon_page::container::Columns;
use selon_page::{OutletKind, OwnOutlet};

use super::add::{News, add};
use super::trace::Chain;
use super::{claims, count, documents, progress_bar};
use crate::cli::DemoArgs;
use crate::clock::now;
use crate::inputs::{self, Input, Source};
use crate::model::Model;
use crate::out::{Out, Style};
use crate::{Ended, complain};

macro_rules! articles {
    ($($name:literal,)+) => {
        &[$(($name, include_bytes!(concat!("../../demo/", $name)))),+]
    };
}

/// The corpus: names and bytes. `demo/README.md` tells what each shows.
const ARTICLES: &[(&str, &[u8])] = articles![
    "01-mersovie-presse.txt",
    "02-halcord-newswire.txt",
    "03-agence-poltrane.txt",
    "04-voix-des-mersoves.txt",
    "05-gazette-outre-dulve.txt",
    "06-tele-mersove-info.txt",
    "07-dulveactu.txt",
    "08-sentinelle-mersove.txt",
    "09-cri-d-orbena.txt",
    "10-observatoire-batellerie.txt",
    "11-brenovar-ledger.txt",
    "12-notes-wrong-bank.txt",
];

/// The corpus's outlets, eight cells a line as in the list that ships.
const OUTLETS: &str = include_str!("../../demo/outlets.tsv");

/// Hedged claims that are shown.
const N_HEDGED: usize = 5;

/// Disputes that are shown.
const N_DISPUTES: usize = 6;

/// Runs the command.
pub fn run(args: DemoArgs) -> Result<Ended> {
    let model = Model::named(&args.model.name)?;
    let mut case = Case::open_or_create(&args.file)?;
    for outlet in own_outlets() {
        case.put_outlet(&outlet, &now())?;
    }
    let inputs = ARTICLES
        .iter()
        .map(|(name, bytes)| Input { doc: format!("demo/{name}"), from: Source::Bundled(bytes) })
        .collect();
    let bar = progress_bar(ARTICLES.len(), "articles");
    let columns = Columns::default();
    let pieces = inputs::pieces(inputs, &columns, str::to_owned, None);
    add(&mut case, &model, pieces, &mut |news| {
        match &news {
            News::Settled(_) => bar.inc(1),
            News::Failed(doc, message) | News::Warned(doc, message) => {
                bar.suspend(|| complain(doc, message));
            }
        }
        Ok(())
    })?;
    bar.finish_and_clear();
    let mut out = Out::new();
    show(&mut out, &case, &args.file)?;
    out.flush()?;
    // In a pipe and in continuous integration nobody opens a browser.
    let is_watched = std::io::stdout().is_terminal() && std::env::var_os("CI").is_none();
    if args.no_serve || !is_watched {
        return Ok(Ended::Done);
    }
    drop((out, case));
    println!();
    super::serve::demo(&args.file)
}

fn own_outlets() -> impl Iterator<Item = OwnOutlet> {
    let list = |cell: &str| cell.split('|').filter(|item| !item.is_empty()).map(str::to_owned).collect();
    OUTLETS.lines().filter(|line| !line.starts_with('#')).filter_map(move |line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [domains, name, aliases, country, owner, kinds, reference, year] = cells[..] else { return None };
        Some(OwnOutlet {
            name: name.to_owned(),
            domains: list(domains),
            aliases: list(aliases),
            country: country.to_owned(),
            owner: owner.to_owned(),
            kinds: kinds.split('|').filter_map(OutletKind::from_name).collect(),
            reference: reference.to_owned(),
            year: year.to_owned(),
        })
    })
}

fn show(out: &mut Out, case: &Case, file: &Path) -> Result<()> {
    let filter = Filter { doc: Some("demo/".to_owned()), ..Filter::default() };
    let rows = case.documents(&filter)?;
    let n_attributions: u32 = rows.iter().map(|row| row.n_attributions).sum();
    let n_claims: u32 = rows.iter().map(|row| row.n_claims).sum();
    out.line(format_args!(
        "{}: {}, {}, {}. Twelve invented articles on one explosion in a river port.",
        file.display(),
        count(rows.len() as u64, "document"),
        count(n_attributions, "attribution"),
        count(n_claims, "claim"),
    ))?;
    heading(out, "The articles")?;
    documents::print(out, &rows)?;

    let mut longest: Option<(Reading, Claim)> = None;
    let mut most = (0, false, false);
    let mut hedged = Vec::new();
    case.for_each_claim(&filter, |reading, claim| {
        let chain = Chain::of(reading, &RecordId::Claim(claim.id.clone()));
        let worth = (chain.len(), chain.is_hedged(), chain.ends_in_another());
        if worth > most {
            most = worth;
            longest = Some((reading.clone(), claim.clone()));
        }
        if claim.modality == Modality::Hedged {
            hedged.push(claims::row(reading, claim));
        }
        anyhow::Ok(())
    })?;
    if let Some((reading, claim)) = &longest {
        heading(out, "The longest chain, voice by voice")?;
        Chain::of(reading, &RecordId::Claim(claim.id.clone())).print(out)?;
    }
    if !hedged.is_empty() {
        let n_hedged = hedged.len() as u64;
        heading(out, &format!("{} from which the writer keeps a distance", count(n_hedged, "claim")))?;
        hedged.truncate(N_HEDGED);
        out.table(claims::HEADINGS, &hedged)?;
    }
    let disputes = case.disputes(&filter)?;
    if !disputes.is_empty() {
        heading(out, &format!("{} with rival answers", count(disputes.len() as u64, "question")))?;
        for dispute in disputes.iter().take(N_DISPUTES) {
            out.line("")?;
            super::disputes::print(out, dispute)?;
        }
    }
    heading(out, "Where next")?;
    let case = if file.as_os_str() == "demo.selon" {
        "--case demo.selon".to_owned()
    } else {
        format!("--case {}", file.display())
    };
    for (command, what) in [
        (format!("selon serve {case}"), "the reading room, in a browser"),
        (format!("selon disputes {case}"), "who says the opposite"),
        (format!("selon claims {case} --about drone"), "who says what about a word"),
        (format!("selon sources {case}"), "who is said to say something, and how often"),
        (format!("selon trace {case} ID"), "any claim's chain"),
        (format!("selon export jsonl {case} --to out"), "everything as JSON Lines"),
        ("selon add FILE…".to_owned(), "your own articles, into case.selon"),
    ] {
        out.line(format_args!("  {command:48}  {}", out.paint(Style::Faint, what)))?;
    }
    Ok(())
}

fn heading(out: &mut Out, words: &str) -> Result<()> {
    out.line("")?;
    out.line(out.paint(Style::Strong, words))
}

#[cfg(test)]
mod tests {
    use selon_page::OutletBook;
    use selon_text::Text;

    use super::*;

    #[test]
    fn every_article_has_an_outlet_of_the_list() {
        let book = OutletBook::new(own_outlets().collect());
        for (name, bytes) in ARTICLES {
            let found = book.in_head(&Text::new(std::str::from_utf8(bytes).unwrap()));
            let outlet = found.and_then(|found| book.by_name(&found.value));
            let outlet = outlet.unwrap_or_else(|| panic!("{name}"));
            assert!(outlet.domains[0].ends_with(".example") && !outlet.kinds.is_empty(), "{name}");
        }
    }

    #[test]
    fn the_whole_corpus_is_bundled() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/demo");
        let mut names: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".txt"))
            .collect();
        names.sort();
        assert_eq!(names, ARTICLES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
}
