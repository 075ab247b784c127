//! `selon read --explain`: for each attribution its words, the rule that found it, and the parse it was found in.

use std::ops::Range;

use selon_case::{NotRead, Reading};
use selon_extract::{Attribution, Extraction, rules};
use selon_page::Article;
use selon_spacy::{CharSpan, Doc, Pos};

use super::read::print_heading;
use crate::inputs::PageBytes;
use crate::model::Model;
use crate::out::{Out, Style};
use crate::reading::{self, Failure};
use crate::sections::{self, SECTION_CHARS};

/// What stands where an attribution has no source or cue.
const NONE: &str = "(none)";

/// A page; the article where it is to be parsed.
pub struct Page {
    reading: Reading,
    article: Option<Article>,
}

/// Reads a page.
///
/// # Errors
/// Where the bytes are no article.
pub fn read(doc: &str, page: &PageBytes) -> Result<Page, Failure> {
    let article = reading::article(doc, page)?;
    if article.language.is_some_and(|language| language != "fr") {
        return Ok(Page {
            reading: reading::records(doc, page, &article, Err(NotRead::NotFrench)),
            article: None,
        });
    }
    let reading = reading::records(doc, page, &article, Ok(&Extraction::default()));
    Ok(Page { reading, article: Some(article) })
}

/// Parses a page and prints it, a section at a time.
///
/// # Errors
/// Where there is no pipeline to read it with, or nothing can be written.
pub fn print(out: &mut Out, page: &Page, model: &Model) -> Result<(), Failure> {
    print_heading(out, &page.reading).map_err(Failure::All)?;
    if let Some(article) = &page.article {
        for lines in sections::split(article, SECTION_CHARS) {
            let (parse, found) = reading::parse(model, &sections::section(article, &lines).1)?;
            for attribution in &found.attributions {
                print_attribution(out, &parse, attribution).map_err(Failure::All)?;
            }
        }
    }
    out.line("").map_err(Failure::All)
}

fn print_attribution(out: &mut Out, parse: &Doc, attribution: &Attribution) -> anyhow::Result<()> {
    let finds = rules::find(attribution.rule).map_or("", |rule| rule.finds);
    out.line("")?;
    out.line(format_args!(
        "{}  {}",
        out.paint(Style::Strong, attribution.rule),
        out.paint(Style::Faint, finds)
    ))?;
    for (part, spans) in parts(attribution) {
        out.line(format_args!("  {part:<8} {}", out.paint(Style::Plain, &words(parse, spans))))?;
    }
    out.line("")?;
    let rows = sentence_of(parse, attribution).filter(|&i| parse.token(i).pos() != Pos::SPACE).map(|i| {
        let token = parse.token(i);
        let part = parts(attribution)
            .into_iter()
            .find(|(_, spans)| spans.iter().any(|span| span.overlaps(token.chars())));
        [
            part.map_or("", |(part, _)| part).to_owned(),
            token.text().to_owned(),
            token.lemma().to_owned(),
            token.pos().as_str().to_owned(),
            token.dep().to_owned(),
            if token.is_root() { String::new() } else { token.head().text().to_owned() },
        ]
    });
    let rows: Vec<_> = rows.collect();
    out.table(["part", "text", "lemma", "pos", "dep", "head"], &rows)
}

fn parts(attribution: &Attribution) -> [(&'static str, &[CharSpan]); 3] {
    [("source", &attribution.source), ("cue", &attribution.cue), ("content", &attribution.content)]
}

fn words(parse: &Doc, spans: &[CharSpan]) -> String {
    let pieces: Vec<&str> = spans.iter().filter_map(|span| parse.text().slice(*span)).collect();
    if pieces.is_empty() { NONE.to_owned() } else { pieces.join(" … ") }
}

/// The tokens of the sentence that the cue stands in; where there is none, the content.
fn sentence_of(parse: &Doc, attribution: &Attribution) -> Range<usize> {
    let at = attribution.cue.first().or(attribution.content.first()).map_or(0, |span| span.start);
    parse.sentences().find(|sentence| parse.token(sentence.end - 1).chars().end > at).unwrap_or(0..0)
}
