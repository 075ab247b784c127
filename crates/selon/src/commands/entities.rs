//! `selon entities`: whom the case names, under which names, and why these are one.

use anyhow::{Result, bail};
use selon_case::{Case, Entity, EntityFilter, EntityRow, EntityType, NameReason};

use super::{count, file_name, short_id};
use crate::Ended;
use crate::cli::table::EntitiesArgs;
use crate::out::{Out, Style};
use crate::records::EntityRecord;

/// Other names that a table shows.
const N_NAMES: usize = 5;

/// Runs the command.
pub fn run(args: EntitiesArgs) -> Result<Ended> {
    let case = Case::open(&args.case.file)?;
    let rows = match &args.id {
        Some(prefix) => vec![by_id(&case, prefix)?],
        None => case.entities(&EntityFilter {
            about: args.about,
            kind: args.kind.as_deref().and_then(EntityType::from_name),
            country: args.country.map(|code| code.to_uppercase()),
            doc: args.doc,
            described: args.described,
            limit: args.limit.unwrap_or(u32::MAX),
            offset: 0,
        })?,
    };
    let mut out = Out::new();
    let mut table: Vec<[String; 7]> = Vec::new();
    let with_reasons = args.why || args.id.is_some();
    for (n, row) in rows.iter().enumerate() {
        let Some(entity) = case.entity(&row.id)? else { continue };
        if args.json {
            out.json(&EntityRecord::of(&entity))?;
        } else if with_reasons {
            if n > 0 {
                out.line("")?;
            }
            print(&mut out, &entity)?;
        } else {
            table.push(line(&entity));
        }
    }
    if !args.json && !with_reasons {
        out.table(["id", "mentions", "documents", "type", "country", "name", "other names"], &table)?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn by_id(case: &Case, prefix: &str) -> Result<EntityRow> {
    let mut found = case.entities_by_id(prefix)?;
    if let Some(exact) = found.iter().position(|row| row.id.as_str() == prefix) {
        return Ok(found.swap_remove(exact));
    }
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => bail!(
            "expected the id of an entity in {}, found none that begins with {prefix}",
            case.file().display()
        ),
        _ => {
            let ids: Vec<&str> = found.iter().take(8).map(|row| row.id.as_str()).collect();
            bail!("expected one id, found several that begin with {prefix}: {}", ids.join(", "))
        }
    }
}

fn line(entity: &Entity) -> [String; 7] {
    let row = &entity.row;
    let others: Vec<&str> =
        entity.names.iter().map(|name| name.text.as_str()).filter(|name| *name != row.name).collect();
    let mut names = others[..others.len().min(N_NAMES)].join(", ");
    if others.len() > N_NAMES {
        names += " …";
    }
    [
        short_id(row.id.as_str()).to_owned(),
        row.n_mentions.to_string(),
        row.n_documents.to_string(),
        row.kind.as_str().to_owned(),
        row.country.clone().unwrap_or_else(|| "–".to_owned()),
        row.name.clone(),
        names,
    ]
}

/// One entity with its names and their reasons.
fn print(out: &mut Out, entity: &Entity) -> Result<()> {
    let row = &entity.row;
    out.line(out.paint(Style::Strong, &row.name))?;
    let mut facts = vec![row.id.as_str().to_owned(), row.kind.as_str().to_owned()];
    facts.extend(row.country.clone());
    facts.push(count(row.n_mentions, "mention"));
    facts.push(count(row.n_documents, "document"));
    if let Some(place) = row.place {
        facts.push(format!("{:.4}, {:.4}", place.lat, place.lon));
        facts.extend(place.geonames.map(|id| format!("GeoNames {id}")));
    }
    out.line(out.paint(Style::Faint, &facts.join(" · ")))?;
    for name in &entity.names {
        let counts =
            format!("{} in {}", count(name.count, "time"), count(name.docs.len() as u64, "document"));
        out.line(format_args!(
            "  ▪ {}  {}",
            out.paint(Style::Voice, &name.text),
            out.paint(Style::Faint, &counts)
        ))?;
        for reason in &name.reasons {
            out.line(format_args!("      {}", why(reason)))?;
        }
    }
    for link in &entity.links {
        out.line(format_args!("  {} = {}: {}", link.a, link.b, link.reason.as_str()))?;
    }
    Ok(())
}

fn why(reason: &NameReason) -> String {
    let mut words = reason.reason.as_str().to_owned();
    if !reason.detail.is_empty() {
        words += &format!(": {}", reason.detail);
    }
    if let Some(because) = &reason.because {
        words += &format!(" « {} »", because.words);
    }
    words + &format!(" ({})", file_name(&reason.doc))
}
