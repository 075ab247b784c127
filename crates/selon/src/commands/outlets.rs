//! `selon outlets`: who owns what, as data; and what a case knows better.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use selon_case::{Case, Filter, Folded};
use selon_page::{OutletBook, OutletKind, OwnOutlet};
use serde::Serialize;

use crate::Ended;
use crate::cli::input::{OutletArgs, OutletsArgs, OutletsCommand};
use crate::clock::now;
use crate::out::Out;

/// An outlet and what is known of it. No field is a grade.
#[derive(Debug, Serialize)]
pub struct OutletRecord {
    name: String,
    domains: Vec<String>,
    aliases: Vec<String>,
    country: Option<String>,
    owner: Option<String>,
    kinds: Vec<&'static str>,
    source: Option<String>,
    year: Option<String>,
}

impl OutletRecord {
    /// The record of an outlet.
    pub fn of(outlet: OwnOutlet) -> Self {
        let known = |word: String| Some(word).filter(|word| !word.is_empty());
        Self {
            name: outlet.name,
            domains: outlet.domains,
            aliases: outlet.aliases,
            country: known(outlet.country),
            owner: known(outlet.owner),
            kinds: outlet.kinds.iter().map(|kind| kind.name()).collect(),
            source: known(outlet.reference),
            year: known(outlet.year),
        }
    }
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    outlet: OutletRecord,
    documents: u64,
}

/// Runs the command.
pub fn run(args: OutletsArgs) -> Result<Ended> {
    match args.command {
        None => list(&args),
        Some(OutletsCommand::Add(outlet)) => put(outlet, false),
        Some(OutletsCommand::Edit(outlet)) => put(outlet, true),
    }
}

fn list(args: &OutletsArgs) -> Result<Ended> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut book = OutletBook::default();
    // The list that ships can be looked at without a case.
    if args.case.file.exists() || !args.all {
        let case = Case::open(&args.case.file)?;
        book = OutletBook::new(case.outlets()?);
        for row in case.documents(&Filter::default())? {
            if let Some(outlet) = row.document.outlet {
                let name = book.by_name(&outlet.value).map_or(outlet.value, |known| known.name);
                *counts.entry(name).or_default() += 1;
            }
        }
    }
    let mut names: Vec<String> = counts.keys().cloned().collect();
    if args.all {
        names.extend(book.own().iter().map(|outlet| outlet.name.clone()));
        names.extend(selon_page::outlets().iter().map(|outlet| outlet.name.to_owned()));
    }
    names.sort_by_key(|name| (name.to_lowercase(), name.clone()));
    names.dedup();
    let wanted = args.about.as_deref().map(Folded::new);
    let mut out = Out::new();
    let mut cells = Vec::new();
    for name in names {
        let outlet =
            book.by_name(&name).unwrap_or_else(|| OwnOutlet { name: name.clone(), ..OwnOutlet::default() });
        let words = [
            &outlet.name,
            &outlet.owner,
            &outlet.country,
            &outlet.aliases.join(" "),
            &outlet.domains.join(" "),
        ];
        let words = words.map(String::as_str).join(" ");
        if wanted.as_ref().is_some_and(|wanted| !Folded::new(&words).has_words(wanted)) {
            continue;
        }
        let documents = counts.get(&name).copied().unwrap_or(0);
        let row = Row { outlet: OutletRecord::of(outlet), documents };
        if args.json {
            out.json(&row)?;
        } else {
            let shown = |word: &Option<String>| word.clone().unwrap_or_else(|| "–".to_owned());
            let outlet = row.outlet;
            let looked_up =
                [outlet.source.clone(), outlet.year.clone()].into_iter().flatten().collect::<Vec<_>>();
            cells.push([
                outlet.name,
                documents.to_string(),
                shown(&outlet.country),
                if outlet.kinds.is_empty() { "–".to_owned() } else { outlet.kinds.join(", ") },
                shown(&outlet.owner),
                if looked_up.is_empty() { "–".to_owned() } else { looked_up.join(", ") },
            ]);
        }
    }
    if !args.json {
        out.table(["outlet", "documents", "country", "kind", "owner", "as told by"], &cells)?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// Adds an outlet to the case, or changes what the case knows of one.
fn put(args: OutletArgs, is_edit: bool) -> Result<Ended> {
    let mut case = Case::open_or_create(&args.case.file)?;
    let book = OutletBook::new(case.outlets()?);
    let mut outlet = match (book.by_name(&args.name), is_edit) {
        (Some(outlet), true) => outlet,
        (None, false) => OwnOutlet { name: args.name.clone(), ..OwnOutlet::default() },
        (Some(outlet), false) => {
            bail!("{} is known; `selon outlets edit` changes what is known of it", outlet.name)
        }
        (None, true) => bail!("no outlet is called {}; `selon outlets add` adds one", args.name),
    };
    for (list, given) in [(&mut outlet.domains, args.domain), (&mut outlet.aliases, args.alias)] {
        if !given.is_empty() {
            *list = given;
        }
    }
    for domain in &mut outlet.domains {
        let bare = domain.split_once("://").map_or(domain.as_str(), |(_, rest)| rest);
        let bare = bare.split('/').next().unwrap_or_default();
        *domain = bare.strip_prefix("www.").unwrap_or(bare).to_lowercase();
    }
    let fields = [
        (&mut outlet.country, args.country),
        (&mut outlet.owner, args.owner),
        (&mut outlet.reference, args.source),
        (&mut outlet.year, args.year),
    ];
    for (field, given) in fields {
        if let Some(given) = given {
            *field = given;
        }
    }
    if !args.kind.is_empty() {
        outlet.kinds = args.kind.iter().filter_map(|kind| OutletKind::from_name(kind)).collect();
    }
    if outlet.reference.is_empty() && (!outlet.owner.is_empty() || !outlet.kinds.is_empty()) {
        bail!("expected where owner and kind can be looked up: --source, and the --year that they are of");
    }
    if outlet.domains.iter().chain(&outlet.aliases).any(|word| word.contains('|') || word.trim().is_empty()) {
        bail!("expected domains and names without |, one a flag");
    }
    case.put_outlet(&outlet, &now())?;
    eprintln!("selon: {}: {} is kept", args.case.file.display(), outlet.name);
    Ok(Ended::Done)
}
