//! `selon trace`: one chain as a tree, from the article to the voice closest to the fact.

use anyhow::{Result, bail};
use selon_case::{Anchor, AnswerClaim, Attribution, Case, Claim, Company, Reading, RecordId};
use selon_extract::Modality;
use serde::Serialize;

use super::claims::{first_of, marks};
use super::{documents, short_id};
use crate::Ended;
use crate::cli::table::TraceArgs;
use crate::out::{Out, Style};
use crate::records::{AttributionRecord, ClaimRecord};
use crate::visible::wrap;

/// What is shown of a chain.
pub struct Chain<'a> {
    reading: &'a Reading,
    /// From the outermost attribution to the innermost.
    attributions: Vec<&'a Attribution>,
    /// What the chain leads to, where it is a claim.
    claim: Option<&'a Claim>,
}

/// Runs the command.
pub fn run(args: TraceArgs) -> Result<Ended> {
    let case = Case::open(&args.case.file)?;
    let found = case.records_by_id(&args.id)?;
    let (record, document) = match found.as_slice() {
        [one] => one,
        [] => bail!(
            "expected the id of a claim or attribution in {}, found none that begins with {}",
            args.case.file.display(),
            args.id
        ),
        several => match several.iter().find(|(record, _)| record.as_str() == args.id) {
            Some(exact) => exact,
            None => bail!("expected one id, found several that begin with {}: {}", args.id, list(several)),
        },
    };
    let reading = case.reading(document)?;
    let chain = Chain::of(&reading, record);
    let companies = match record {
        RecordId::Claim(id) => case.company_of(id)?,
        RecordId::Attribution(_) => Vec::new(),
    };
    let mut out = Out::new();
    if args.json {
        let entity_of = case.entities_of(document)?;
        let entity = |mention: &_| entity_of.get(mention);
        out.json(&ChainRecord {
            doc: &reading.document.doc,
            outlet: reading.document.outlet.as_ref().map(|outlet| outlet.value.as_str()),
            chain: chain
                .attributions
                .iter()
                .map(|attribution| AttributionRecord::of(&reading.document.doc, attribution))
                .collect(),
            claim: chain.claim.map(|claim| ClaimRecord::of(&reading, claim, &entity)),
            company: companies.iter().map(CompanyRecord::of).collect(),
        })?;
    } else {
        chain.print(&mut out)?;
        for company in &companies {
            out.line("")?;
            super::screen::print_company(&mut out, "   ", company)?;
        }
    }
    out.flush()?;
    Ok(Ended::Done)
}

#[derive(Serialize)]
struct ChainRecord<'a> {
    doc: &'a str,
    outlet: Option<&'a str>,
    chain: Vec<AttributionRecord<'a>>,
    claim: Option<ClaimRecord<'a>>,
    company: Vec<CompanyRecord<'a>>,
}

#[derive(Serialize)]
struct CompanyRecord<'a> {
    question: Option<&'a str>,
    dispute: Option<&'a str>,
    same: Vec<&'a str>,
    against: Vec<&'a str>,
}

impl<'a> CompanyRecord<'a> {
    fn of(company: &'a Company) -> Self {
        let ids = |claims: &'a [AnswerClaim]| claims.iter().map(|claim| claim.claim.as_str()).collect();
        Self {
            question: Some(company.french.as_str()).filter(|text| !text.is_empty()),
            dispute: company.dispute.as_ref().map(|id| id.as_str()),
            same: ids(&company.same),
            against: ids(&company.against),
        }
    }
}

fn list(records: &[(RecordId, selon_case::DocumentId)]) -> String {
    let ids: Vec<_> = records.iter().take(8).map(|(record, _)| record.as_str()).collect();
    let more = if records.len() > ids.len() { " …" } else { "" };
    ids.join(", ") + more
}

impl<'a> Chain<'a> {
    /// The chain that leads to a record of `reading`.
    pub fn of(reading: &'a Reading, record: &RecordId) -> Self {
        match record {
            RecordId::Claim(id) => {
                let claim = reading.claims.iter().find(|claim| claim.id == *id);
                let mut attributions: Vec<&Attribution> = claim
                    .iter()
                    .flat_map(|claim| &claim.voices)
                    .filter_map(|voice| reading.attribution(voice.attribution.as_ref()?))
                    .collect();
                if attributions.is_empty() {
                    let innermost = claim.and_then(|claim| claim.attribution.as_ref());
                    attributions = innermost.map_or(Vec::new(), |id| ancestors(reading, id));
                }
                Self { reading, attributions, claim }
            }
            RecordId::Attribution(id) => Self { reading, attributions: ancestors(reading, id), claim: None },
        }
    }

    /// Number of voices between the article and the claim.
    pub fn len(&self) -> usize {
        self.attributions.len()
    }

    /// True where a writer or a voice keeps a distance somewhere on the way.
    pub fn is_hedged(&self) -> bool {
        self.attributions.iter().any(|attribution| attribution.hedged)
            || self.claim.is_some_and(|claim| claim.modality == Modality::Hedged)
    }

    /// True where the claim is about somebody else than the voice closest to it.
    pub fn ends_in_another(&self) -> bool {
        self.claim.is_some_and(|claim| claim.agent.is_some() && !self.speaks_of_itself(claim))
    }

    /// The tree.
    pub fn print(&self, out: &mut Out) -> Result<()> {
        let document = &self.reading.document;
        if let Some(title) = &document.title {
            out.line(out.paint(Style::Strong, &title.value))?;
        }
        let mut facts = vec![document.doc.clone()];
        facts.extend(documents::facts(document));
        out.line(out.paint(Style::Faint, &facts.join(" · ")))?;
        let mut indent = String::new();
        for attribution in &self.attributions {
            let is_innermost =
                self.attributions.last().is_some_and(|innermost| innermost.id == attribution.id);
            out.line(format_args!("{indent}│"))?;
            out.line(format_args!("{indent}└─ {}", voice_line(out, attribution)))?;
            indent.push_str("   ");
            let bar = if is_innermost && self.claim.is_none() { ' ' } else { '│' };
            out.line(format_args!("{indent}{bar} {}", voice_notes(out, self.reading, attribution)))?;
            self.print_words(out, &format!("{indent}{bar} "), &attribution.content)?;
        }
        match self.claim {
            Some(claim) => self.print_claim(out, claim, &indent),
            None => self.print_claims_inside(out, &indent),
        }
    }

    /// Words in quotation marks, wrapped; of a long content only its two ends.
    fn print_words(&self, out: &mut Out, indent: &str, words: &Anchor) -> Result<()> {
        let words = quoted(&shortened(&words.words));
        let columns = out.prose_columns().saturating_sub(indent.chars().count()).max(20);
        for line in wrap(&words, columns) {
            out.line(format_args!("{indent}{}", out.paint(Style::Plain, &line)))?;
        }
        Ok(())
    }

    /// The claim at the end of the chain, under whoever is said to have done it: heard itself or not.
    fn print_claim(&self, out: &mut Out, claim: &Claim, indent: &str) -> Result<()> {
        let predicate = out.paint(Style::Strong, &claim.predicate.words);
        let mut notes = claim_facts(claim);
        let heading = match &claim.agent {
            Some(_) if self.speaks_of_itself(claim) => {
                notes.insert(0, "of itself".to_owned());
                predicate
            }
            Some(agent) => {
                notes.insert(0, "agent of the claim, not heard itself".to_owned());
                format!("{} · {predicate}", out.paint(Style::Voice, &agent.words.words))
            }
            None => predicate,
        };
        notes.extend(claim.words.hull().map(|hull| format!("line {}", self.reading.line_of(hull.start))));
        out.line(format_args!("{indent}│"))?;
        out.line(format_args!("{indent}└▸ {heading}"))?;
        let inner = format!("{indent}   ");
        out.line(format_args!("{inner}{}", paint_notes(out, &notes)))?;
        self.print_words(out, &inner, &claim.words)?;
        self.print_table(out, claim, &inner)
    }

    /// What the claim says, a line for each part, and what it rests on.
    fn print_table(&self, out: &mut Out, claim: &Claim, indent: &str) -> Result<()> {
        let mut rows: Vec<(&str, String)> = Vec::new();
        for (role, words) in claim.roles() {
            let words = &words.words.words;
            rows.push((role, words.clone()));
        }
        if let Some(time) = &claim.time {
            rows.push(("time", time.words.words.clone() + &interval(time)));
        }
        for quantity in &claim.quantities {
            rows.push(("quantity", quantity.words.words.clone() + &bounds(quantity)));
        }
        for evidence in &claim.evidence {
            rows.push(("evidence", format!("{}: {}", evidence.kind.as_str(), evidence.words.words)));
        }
        if claim.evidence.is_empty() {
            rows.push(("evidence", "none given".to_owned()));
        }
        if self.attributions.is_empty() {
            rows.push(("source", "none given: the article says it in its own voice".to_owned()));
        }
        rows.push(("id", claim.id.to_string()));
        out.line("")?;
        for (name, value) in rows {
            let name = out.paint(Style::Faint, &format!("{name:9}"));
            out.line(format_args!("{indent}{name}  {}", out.paint(Style::Plain, &value)))?;
        }
        Ok(())
    }

    fn print_claims_inside(&self, out: &mut Out, indent: &str) -> Result<()> {
        let Some(innermost) = self.attributions.last() else { return Ok(()) };
        for claim in &self.reading.claims {
            if claim.attribution.as_ref() == Some(&innermost.id) {
                let id = out.paint(Style::Faint, short_id(claim.id.as_str()));
                out.line(format_args!("{indent}  {id}  {}", out.paint(Style::Plain, &claim.words.words)))?;
            }
        }
        Ok(())
    }

    /// True where the agent of the claim is the voice closest to it.
    fn speaks_of_itself(&self, claim: &Claim) -> bool {
        let (Some(agent), Some(innermost)) = (&claim.agent, self.attributions.last()) else { return false };
        let referent = |mention| first_of(self.reading, mention);
        let of_agent = agent.mention.as_ref().and_then(referent);
        let voice = claim.voices.last().and_then(|voice| voice.mention.as_ref()).and_then(referent);
        agent.words.at == innermost.source.at || (of_agent.is_some() && of_agent == voice)
    }
}

/// An attribution's source and cue: *le journal Asharq alAwsat · rapporte*.
pub fn voice_line(out: &Out, attribution: &Attribution) -> String {
    let source = match attribution.source.words.as_str() {
        "" => "(nobody is named)",
        words => words,
    };
    let mut line = out.paint(Style::Voice, source);
    if !attribution.source.words.contains(&attribution.source_name) {
        line += &out.paint(Style::Faint, &format!(" = {}", attribution.source_name));
    }
    if !attribution.cue.is_empty() {
        line = format!("{line} · {}", out.paint(Style::Strong, &attribution.cue.words));
    }
    line
}

/// How a source stands to what it says, and where: *outlet, asserts, hedged …, line 17*.
pub fn voice_notes(out: &Out, reading: &Reading, attribution: &Attribution) -> String {
    let mut notes = vec![attribution.source_kind.as_str().to_owned(), attribution.stance.as_str().to_owned()];
    if attribution.kind != selon_extract::Kind::Indirect {
        notes.push(format!("{} speech", attribution.kind.as_str()));
    }
    if attribution.hedged {
        notes.push("hedged".to_owned());
    }
    let hull = attribution.source.hull().or(attribution.cue.hull()).or(attribution.content.hull());
    notes.extend(hull.map(|hull| format!("line {}", reading.line_of(hull.start))));
    paint_notes(out, &notes)
}

fn paint_notes(out: &Out, notes: &[String]) -> String {
    let paint = |note: &String| match note.as_str() {
        "hedged" => out.paint(Style::Hedge, "hedged: the writer keeps a distance"),
        note => out.paint(Style::Faint, note),
    };
    notes.iter().map(paint).collect::<Vec<_>>().join(" · ")
}

/// Type of event and marks of a claim.
pub fn claim_facts(claim: &Claim) -> Vec<String> {
    let mut facts: Vec<String> = claim.event.iter().map(|event| event.as_str().to_owned()).collect();
    facts.extend(marks(claim).into_iter().map(str::to_owned));
    facts
}

fn ancestors<'a>(reading: &'a Reading, id: &selon_case::AttributionId) -> Vec<&'a Attribution> {
    let mut chain: Vec<&Attribution> = Vec::new();
    let mut next = reading.attribution(id);
    while let Some(attribution) = next.filter(|next| !chain.iter().any(|met| met.id == next.id)) {
        chain.push(attribution);
        next = attribution.parent.as_ref().and_then(|parent| reading.attribution(parent));
    }
    chain.reverse();
    chain
}

/// In French quotation marks, where it does not stand in some already.
pub fn quoted(words: &str) -> String {
    if is_quoted(words) { words.to_owned() } else { format!("« {words} »") }
}

/// True where the first and the last character are one pair of quotation marks.
fn is_quoted(words: &str) -> bool {
    let mut depth = 0;
    for (i, c) in words.char_indices() {
        match c {
            '«' | '“' => depth += 1,
            '»' | '”' => depth -= 1,
            _ => {}
        }
        let is_last = i + c.len_utf8() == words.len();
        if depth == 0 || is_last {
            return depth == 0 && is_last && i > 0;
        }
    }
    false
}

/// Both ends of what is too long to read in a tree.
fn shortened(words: &str) -> String {
    const ENDS: usize = 280;
    let n_chars = words.chars().count();
    if n_chars <= 2 * ENDS + 40 {
        return words.to_owned();
    }
    let head: String = words.chars().take(ENDS).collect();
    let tail: String = words.chars().skip(n_chars - ENDS).collect();
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(head, _)| head);
    let tail = tail.split_once(' ').map_or(tail.as_str(), |(_, tail)| tail);
    format!("{head} […] {tail}")
}

fn interval(time: &selon_case::AnchoredTime) -> String {
    match (&time.from, &time.to) {
        (Some(from), Some(to)) if from == to => format!("  ({from})"),
        (None, None) => String::new(),
        (from, to) => {
            let end = |end: &Option<String>| end.clone().unwrap_or_else(|| "…".to_owned());
            format!("  ({} to {})", end(from), end(to))
        }
    }
}

/// The bounds of a quantity: *(120)*, *(2000 to 9999)*, *(61 or more)*.
pub fn bounds(quantity: &selon_case::Quantity) -> String {
    let about = if quantity.approximate { "about " } else { "" };
    match (quantity.min, quantity.max) {
        (Some(min), Some(max)) if min == max => format!("  ({about}{min})"),
        (Some(min), Some(max)) => format!("  ({about}{min} to {max})"),
        (Some(min), None) => format!("  ({about}{min} or more)"),
        (None, Some(max)) => format!("  ({about}{max} or fewer)"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_are_put_where_none_enclose_all() {
        assert_eq!(quoted("« un marché »"), "« un marché »");
        assert_eq!(quoted("« un » marché"), "« « un » marché »");
        assert_eq!(quoted("« un » et « deux »"), "« « un » et « deux » »");
        assert_eq!(quoted("un marché"), "« un marché »");
    }

    #[test]
    fn long_words_keep_both_ends() {
        let words = "le début ".repeat(50) + &"la fin ".repeat(50);
        let short = shortened(&words);
        assert!(short.starts_with("le début") && short.contains(" […] ") && short.ends_with("la fin "));
        assert_eq!(shortened("bref"), "bref");
    }
}
