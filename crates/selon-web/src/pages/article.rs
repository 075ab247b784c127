//! An article: its text as it arrived, with who is said to say what beside the words.

use std::collections::HashMap;

use askama::Template;
use selon_case::{Anchor, Case, DocumentId, Published, Reading};
use selon_text::CharSpan;
use serde::Serialize;

use super::{Answer, PageError, answer};
use crate::ask::Ask;
use crate::mark::{depths, part};
use crate::ui::Ui;
use crate::views::{ClaimView, DocumentView, Span, VoiceView, chain_to, spans};

/// Documents in the list of those that share text.
const N_SHARED: usize = 30;

/// Entities in the list of whom the article names.
const ENTITIES: u32 = 60;

#[derive(Template, Serialize)]
#[template(path = "article.html")]
struct ArticlePage {
    #[serde(skip)]
    ui: Ui,
    document: DocumentView,
    meta: Meta,
    part: usize,
    n_parts: usize,
    /// What of the text is shown, in scalar values.
    shown: Span,
    #[serde(skip)]
    lines: Vec<LineView>,
    text: String,
    body: Vec<Span>,
    boilerplate: Vec<Span>,
    attributions: Vec<AttributionView>,
    claims: Vec<ArticleClaim>,
    versions: Vec<VersionView>,
    copies: Vec<DocumentView>,
    reuse: Vec<ReuseView>,
    entities: Vec<EntityName>,
}

/// Whom the article names.
#[derive(Serialize)]
struct EntityName {
    id: String,
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    mentions: u64,
}

struct LineView {
    html: String,
    notes: Vec<usize>,
    is_boilerplate: bool,
}

/// What the page tells of itself, with where it was found.
#[derive(Serialize)]
struct Meta {
    rows: Vec<MetaRow>,
    sha256: String,
    text_sha256: String,
    encoding: String,
    run: Option<RunView>,
    warnings: Vec<(String, String)>,
}

#[derive(Serialize)]
struct MetaRow {
    field: &'static str,
    value: String,
    /// Where it stands in the text; `None`: elsewhere on the page, in its address or its file's name.
    span: Option<Span>,
    found: String,
}

#[derive(Serialize)]
struct RunView {
    started: String,
    program: String,
    model: String,
    lexicon: String,
}

#[derive(Serialize)]
struct AttributionView {
    number: usize,
    id: String,
    parent: Option<String>,
    depth: usize,
    chain: Vec<VoiceView>,
    source: String,
    source_at: Vec<Span>,
    cue: String,
    cue_at: Vec<Span>,
    content: String,
    content_at: Vec<Span>,
    kind: String,
    stance: String,
    hedged: bool,
    source_kind: String,
    rule: String,
}

#[derive(Serialize)]
struct ArticleClaim {
    #[serde(flatten)]
    claim: ClaimView,
    span: Vec<Span>,
    /// Number of the attribution that holds it.
    number: Option<usize>,
}

#[derive(Serialize)]
struct VersionView {
    document: DocumentView,
    added: String,
    is_this: bool,
}

#[derive(Serialize)]
struct ReuseView {
    kind: &'static str,
    other: DocumentView,
    /// This document has it from the other one.
    is_taken: bool,
    ground: Option<&'static str>,
    n_words: u32,
}

/// The page.
pub fn page(case: &Case, ask: &Ask, id: &str) -> Result<Answer, PageError> {
    let line = case.document_line(id)?.ok_or(PageError::Missing)?;
    let reading = case.reading(&line.id)?;
    let wanted = wanted(&reading, ask.get("mark").unwrap_or_default());
    let number = ask.get("part").and_then(|part| part.parse().ok()).unwrap_or(1);
    let part = part(&reading, number, &wanted);
    let all_depths = depths(&reading);
    let is_here = |anchor: &Anchor| anchor.at.iter().any(|span| span.overlaps(part.span));
    let number_of: HashMap<&str, usize> = (1..)
        .zip(&reading.attributions)
        .map(|(number, attribution)| (attribution.id.as_str(), number))
        .collect();
    let attributions = (1..).zip(&reading.attributions).filter(|(_, attribution)| {
        is_here(&attribution.cue) || is_here(&attribution.source) || is_here(&attribution.content)
    });
    let attributions: Vec<AttributionView> = attributions
        .map(|(number, attribution)| AttributionView {
            number,
            id: attribution.id.to_string(),
            parent: attribution.parent.as_ref().map(|parent| parent.to_string()),
            depth: all_depths[number - 1],
            chain: chain_to(&reading, attribution),
            source: attribution.source.words.clone(),
            source_at: spans(&attribution.source.at),
            cue: attribution.cue.words.clone(),
            cue_at: spans(&attribution.cue.at),
            content: attribution.content.words.clone(),
            content_at: spans(&attribution.content.at),
            kind: attribution.kind.as_str().to_owned(),
            stance: attribution.stance.as_str().to_owned(),
            hedged: attribution.hedged,
            source_kind: attribution.source_kind.as_str().to_owned(),
            rule: attribution.rule.clone(),
        })
        .collect();
    let place_of: HashMap<usize, usize> =
        attributions.iter().enumerate().map(|(place, attribution)| (attribution.number, place)).collect();
    let claims = reading.claims.iter().filter(|claim| is_here(&claim.words));
    let claims: Vec<ArticleClaim> = claims
        .map(|claim| ArticleClaim {
            claim: ClaimView::of(&reading, claim),
            span: spans(&claim.words.at),
            number: claim.attribution.as_ref().and_then(|id| number_of.get(id.as_str())).copied(),
        })
        .collect();
    let lines = part.lines.into_iter().map(|line| LineView {
        html: line.html,
        notes: line.begins.iter().filter_map(|index| place_of.get(&(index + 1)).copied()).collect(),
        is_boilerplate: line.is_boilerplate,
    });
    let versions = case.versions(&line.id)?.into_iter().map(|(version, added)| VersionView {
        is_this: version.id == line.id,
        document: version.into(),
        added,
    });
    answer(&ArticlePage {
        document: DocumentView::of(&reading),
        meta: meta(case, ask, &reading)?,
        part: part.number,
        n_parts: part.n_parts,
        shown: [part.span.start, part.span.end],
        text: reading.text.slice(part.span).unwrap_or_default().to_owned(),
        body: spans(&inside(&reading.document.body, part.span)),
        boilerplate: spans(&inside(&reading.document.boilerplate, part.span)),
        lines: lines.collect(),
        attributions,
        claims,
        versions: versions.collect(),
        copies: case.copies(&line.id)?.into_iter().map(Into::into).collect(),
        reuse: reuse(case, &line.id)?,
        entities: case
            .named_in(&line.id, ENTITIES)?
            .into_iter()
            .map(|named| EntityName {
                id: named.id.to_string(),
                name: named.name,
                kind: named.kind.as_str(),
                mentions: named.n_mentions,
            })
            .collect(),
        ui: ask.ui.clone(),
    })
}

/// The page's bytes as they came, to be saved and never shown: they may be anything.
pub fn bytes(case: &Case, id: &str) -> Result<Answer, PageError> {
    let line = case.document_line(id)?.ok_or(PageError::Missing)?;
    let bytes = case.page(&line.id)?;
    Ok(Answer::File { content_type: "application/octet-stream", name: format!("{}.bin", line.id), bytes })
}

fn inside(all: &[CharSpan], part: CharSpan) -> Vec<CharSpan> {
    all.iter().copied().filter(|span| span.overlaps(part)).collect()
}

/// The words that the address asks to be marked: a claim's, an attribution's content, or a range.
fn wanted(reading: &Reading, mark: &str) -> Vec<CharSpan> {
    if let Some(claim) = reading.claims.iter().find(|claim| claim.id.as_str() == mark) {
        return claim.words.at.clone();
    }
    if let Some(attribution) = reading.attributions.iter().find(|attribution| attribution.id.as_str() == mark)
    {
        let parts = [&attribution.content, &attribution.cue, &attribution.source];
        return parts
            .into_iter()
            .find(|part| !part.is_empty())
            .map(|part| part.at.clone())
            .unwrap_or_default();
    }
    let range = mark.split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    let range = range.filter(|(start, end)| start < end && *end <= reading.text.n_chars());
    range.map(|(start, end)| CharSpan::new(start, end)).into_iter().collect()
}

fn meta(case: &Case, ask: &Ask, reading: &Reading) -> Result<Meta, PageError> {
    let document = &reading.document;
    let ui = &ask.ui;
    let mut rows = Vec::new();
    let place = |at: Option<CharSpan>| {
        let span = at.map(|span| [span.start, span.end]);
        let found = match at {
            Some(at) => ui.with("meta.line", reading.line_of(at.start)),
            None => ui.t("meta.elsewhere").to_owned(),
        };
        (span, found)
    };
    for (field, named) in
        [("outlet", &document.outlet), ("title", &document.title), ("byline", &document.byline)]
    {
        if let Some(named) = named {
            let (span, found) = place(named.at);
            rows.push(MetaRow { field, value: named.value.clone(), span, found });
        }
    }
    if let Some(Published { from, to, at, source, element }) = &document.published {
        let (span, found) = place(*at);
        let found = element.as_ref().map_or(found, |element| format!("<{element}>"));
        let found = format!("{found}, {}", ui.word("date", source.as_str()));
        rows.push(MetaRow { field: "published", value: ui.dates(Some(from), Some(to)), span, found });
    }
    for date in &document.other_dates {
        let (span, found) = place(date.words.hull());
        let value = format!("{} ({})", ui.dates(Some(&date.from), Some(&date.to)), date.words.words);
        rows.push(MetaRow { field: "other_date", value, span, found });
    }
    for credit in &document.credits {
        let (span, found) = place(credit.line.hull());
        let value = format!("{} ({})", credit.credited, credit.line.words);
        rows.push(MetaRow { field: "credit", value, span, found });
    }
    rows.push(MetaRow { field: "doc", value: document.doc.clone(), span: None, found: String::new() });
    if let Some(language) = &document.language {
        let value = ui.word("language", language).to_owned();
        rows.push(MetaRow { field: "language", value, span: None, found: String::new() });
    }
    let run = case.run_of(&document.id)?;
    Ok(Meta {
        rows,
        sha256: document.sha256.to_string(),
        text_sha256: document.text_sha256.to_string(),
        encoding: document.encoding.clone(),
        run: run.map(|run| RunView {
            started: run.started,
            program: run.program,
            model: run.model,
            lexicon: run.lexicon,
        }),
        warnings: document
            .warnings
            .iter()
            .map(|warning| (warning.name.clone(), warning.message.clone()))
            .collect(),
    })
}

fn reuse(case: &Case, id: &DocumentId) -> Result<Vec<ReuseView>, PageError> {
    let mut shared = Vec::new();
    for reuse in case.most_reuse_of(id, N_SHARED)? {
        let is_taken = reuse.document == id.as_str();
        let Some(other) = case.document_line(reuse.partner(id.as_str()))? else { continue };
        shared.push(ReuseView {
            kind: reuse.kind.as_str(),
            other: other.into(),
            is_taken,
            ground: reuse.ground.map(|ground| ground.as_str()),
            n_words: reuse.n_words,
        });
    }
    Ok(shared)
}

impl ArticlePage {
    fn note(&self, at: &usize) -> &AttributionView {
        &self.attributions[*at]
    }
}
