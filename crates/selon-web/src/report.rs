//! One page that can be sent: a dispute or a claim with everything that it rests on, as HTML that opens anywhere
//! or as Markdown.
//!
//! It holds no script, loads nothing and links to nothing but its own parts: whoever receives it has the question,
//! the answers, the chains, the words, how independence was counted, and the hashes to check all that by. Each
//! document is read through the case, so that every anchor was compared with its text.

use std::collections::BTreeSet;
use std::fmt::Write;

use askama::Template;
use selon_case::Case;

use crate::Lang;
use crate::assets::STYLE;
use crate::draw::chain::chain;
use crate::draw::dispute::drawing;
use crate::pages::PageError;
use crate::pages::claim::ClaimFull;
use crate::pages::dispute::{AnswerView, DisputeView, meetings, of_claim, view};
use crate::ui::Ui;
use crate::views::VoiceView;

/// What is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The dispute with this id.
    Dispute(String),
    /// The claim with this id.
    Claim(String),
}

/// A document that the report rests on.
struct DocumentRow {
    doc: String,
    title: String,
    outlet: String,
    published: String,
    version: u32,
    added: String,
    sha256: String,
    text_sha256: String,
    run: String,
}

/// A report, ready to be written.
#[derive(Template)]
#[template(path = "report.html")]
pub struct Report {
    ui: Ui,
    title: String,
    claim: Option<ClaimFull>,
    chain: String,
    disputes: Vec<(DisputeView, String)>,
    documents: Vec<DocumentRow>,
    made: String,
    style: &'static str,
}

impl Report {
    /// Reads what is reported; `None` where the case has no such dispute or claim. `made` is when, ISO 8601.
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn of(case: &Case, lang: Lang, subject: &Subject, made: &str) -> Result<Option<Self>, PageError> {
        let case_name = case.file().file_name().map(|name| name.to_string_lossy().into_owned());
        let ui = Ui { lang, case_name: case_name.unwrap_or_default(), ..Ui::default() };
        let (title, claim, disputes) = match subject {
            Subject::Dispute(id) => {
                let Some(dispute) = view(case, &ui, id)? else { return Ok(None) };
                (dispute.question.clone(), None, vec![dispute])
            }
            Subject::Claim(id) => {
                let Some((document, _)) = case.claim_place(id)? else { return Ok(None) };
                let reading = case.reading(&document)?;
                let Some(claim) = reading.claims.iter().find(|claim| claim.id.as_str() == id) else {
                    return Ok(None);
                };
                let disputes =
                    of_claim(case, &ui, &claim.id)?.into_iter().map(|(dispute, _)| dispute).collect();
                (claim.words.words.clone(), Some(ClaimFull::of(&reading, claim)), disputes)
            }
        };
        let mut documents: BTreeSet<String> = disputes
            .iter()
            .flat_map(|dispute: &DisputeView| &dispute.answers)
            .flat_map(|answer| answer.claims.iter().map(|claim| claim.document.clone()))
            .collect();
        documents.extend(claim.iter().map(|full| full.claim.document.id.clone()));
        let mut rows = Vec::new();
        for id in documents {
            let Some(line) = case.document_line(&id)? else { continue };
            let reading = case.reading(&line.id)?;
            let stored = reading.document.stored.as_ref();
            let published = line.published.as_ref();
            rows.push(DocumentRow {
                title: line.title.unwrap_or_default(),
                outlet: line.outlet.unwrap_or_default(),
                published: published.map(|(from, to)| ui.dates(Some(from), Some(to))).unwrap_or_default(),
                doc: line.doc,
                version: line.version,
                added: stored.map(|stored| stored.added.clone()).unwrap_or_default(),
                sha256: reading.document.sha256.to_string(),
                text_sha256: reading.document.text_sha256.to_string(),
                run: case
                    .run_of(&line.id)?
                    .map(|run| format!("{} · {} · {}", run.program, run.model, run.lexicon))
                    .unwrap_or_default(),
            });
        }
        rows.sort_by(|a, b| a.doc.cmp(&b.doc));
        Ok(Some(Self {
            chain: claim.as_ref().map(|full| chain(&ui, &full.claim)).unwrap_or_default(),
            disputes: disputes
                .into_iter()
                .map(|dispute| {
                    let drawn = drawing(&ui, &dispute.question, &meetings(&dispute));
                    (dispute, drawn)
                })
                .collect(),
            title,
            claim,
            documents: rows,
            made: made.to_owned(),
            style: STYLE,
            ui,
        }))
    }

    /// One HTML file that holds all it needs. The drawings' links, which lead into the reading room, are taken out.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn html(&self) -> Result<String, PageError> {
        Ok(unlinked(&self.render()?))
    }

    /// Markdown, with the same parts in the same order.
    pub fn markdown(&self) -> String {
        let ui = &self.ui;
        let mut text = format!("# {}\n\n", plain(&self.title));
        let mut line = |words: String| {
            text.push_str(&words);
            text.push('\n');
        };
        if let Some(full) = &self.claim {
            line(format!("## {}\n", ui.t("chain.title")));
            for (i, voice) in full.claim.chain.iter().enumerate() {
                line(format!("{}. {}", i + 1, plain(&voiced(ui, voice))));
            }
            line(format!("\n> {}\n", plain(&full.claim.words)));
            line(format!("## {}\n", ui.t("claim.evidence")));
            if full.evidence.is_empty() {
                line(ui.t("claim.evidence.none").to_owned());
            }
            for evidence in &full.evidence {
                line(format!("* {}: {}", ui.word("evidence", evidence.kind), plain(&evidence.words)));
            }
            line(String::new());
        }
        for (dispute, _) in &self.disputes {
            if self.claim.is_some() {
                line(format!("## {} {}\n", ui.t("claim.dispute"), plain(&dispute.question)));
            }
            for answer in &dispute.answers {
                line(format!("### {}\n", plain(&answer.value)));
                line(rests(ui, answer));
                line(String::new());
                for claim in &answer.claims {
                    let mut chain = vec![claim.outlet_or_doc()];
                    let nobody = ui.t("nobody");
                    chain.extend(
                        claim.chain.iter().map(|voice| if voice.is_empty() { nobody } else { voice }),
                    );
                    let hedged = if claim.hedged { format!(" ({})", ui.t("hedged")) } else { String::new() };
                    let (chain, words) = (plain(&chain.join(" › ")), plain(&claim.words));
                    line(format!("* {chain}: « {words} »{hedged} · {}", plain(&claim.id)));
                }
                for origin in &answer.origins.origins {
                    let name = crate::draw::dispute::origin_name(ui, &origin.name, origin.kind);
                    line(format!("* {}: {}", ui.t("report.origin"), plain(&name)));
                }
                for collapse in &answer.origins.collapses {
                    line(format!("* {}: {}", ui.t("report.once"), plain(collapse)));
                }
                line(String::new());
            }
        }
        line(format!("## {}\n", ui.t("report.documents")));
        for row in &self.documents {
            let told = [plain(&row.title), plain(&row.outlet), row.published.clone()];
            let told = told.into_iter().filter(|words| !words.is_empty());
            let told: Vec<String> = told.chain([ui.with("version", row.version)]).collect();
            line(format!("* {} · {}", plain(&row.doc), told.join(" · ")));
            line(format!("  * SHA-256 {}", row.sha256));
            line(format!("  * {} {}", ui.t("claim.text"), row.text_sha256));
            if !row.run.is_empty() {
                line(format!("  * {}", plain(&row.run)));
            }
        }
        line(format!("\n{} {}. {}", ui.t("report.made"), ui.date(&self.made), ui.t("promise")));
        text
    }
}

fn rests(ui: &Ui, answer: &AnswerView) -> String {
    let origins = &answer.origins;
    format!(
        "{}, {}, **{}**",
        ui.n("articles", origins.articles),
        ui.n("outlets", origins.outlets),
        ui.n("origins", origins.independent)
    )
}

fn voiced(ui: &Ui, voice: &VoiceView) -> String {
    let name = crate::draw::chain::name(ui, voice);
    let hedged = if voice.hedged { format!(", {}", ui.t("hedged")) } else { String::new() };
    let stance = if voice.stance.is_empty() {
        String::new()
    } else {
        format!(", {}", ui.word("stance", &voice.stance))
    };
    format!("{name} ({}{stance}{hedged})", ui.word("source_kind", &voice.kind))
}

/// Text that Markdown takes for nothing but text, on one line.
fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !shown.is_empty() {
            shown.push(' ');
        }
        for c in word.chars() {
            if c.is_ascii_punctuation()
                && !matches!(c, '.' | ',' | ';' | ':' | '\'' | '"' | '?' | '/' | '%' | '(' | ')')
            {
                shown.push('\\');
            }
            if c.is_control() {
                write!(shown, "⟨U+{:04X}⟩", u32::from(c)).expect("writing to a string");
            } else {
                shown.push(c);
            }
        }
    }
    shown
}

/// The page without the tags of its links.
fn unlinked(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<a ").into_iter().chain(rest.find("</a>")).min() {
        kept.push_str(&rest[..start]);
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markdown_and_no_link_stays() {
        assert_eq!(plain("# a *b*\n<c> [d](e)"), "\\# a \\*b\\* \\<c\\> \\[d\\](e)");
        assert_eq!(unlinked("<p><a href=\"/x\">y</a> &lt;a z</p>"), "<p>y &lt;a z</p>");
    }
}
