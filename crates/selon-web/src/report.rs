//! One page that can be sent: a dispute or a claim with everything that it rests on, as HTML that opens anywhere
//! or as Markdown.
//!
//! It holds no script, loads nothing and links to nothing but its own parts: whoever receives it has the question,
//! the answers, the chains, the words, how independence was counted, and the hashes to check all that by. Each
//! document is read through the case, so that every anchor was compared with its text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use askama::Template;
use selon_case::{Case, JudgedKind};

use crate::Lang;
use crate::assets::STYLE;
use crate::draw::chain::chain;
use crate::draw::dispute::drawing;
use crate::pages::PageError;
use crate::pages::claim::ClaimFull;
use crate::pages::dispute::{AnswerView, DisputeView, meetings, of_claim, view};
use crate::pages::review::{JudgementView, standing_of};
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
    /// When the page was fetched; empty for files.
    retrieved: String,
    /// The claims that stand in it, in text order, each where it stands.
    claims: Vec<ClaimFull>,
}

/// A report, ready to be written.
#[derive(Template)]
#[template(path = "report.html")]
pub struct Report {
    ui: Ui,
    title: String,
    /// What is reported, by its id and what it counts.
    about: String,
    claim: Option<ClaimFull>,
    chain: String,
    disputes: Vec<(DisputeView, String)>,
    /// What an analyst judged of the subject.
    seen: Option<JudgementView>,
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
                let Some(dispute) = view(case, &ui, id, usize::MAX)? else { return Ok(None) };
                (dispute.question.clone(), None, vec![dispute])
            }
            Subject::Claim(id) => {
                let Some((document, _)) = case.claim_place(id)? else { return Ok(None) };
                let reading = case.reading(&document)?;
                let Some(claim) = reading.claims.iter().find(|claim| claim.id.as_str() == id) else {
                    return Ok(None);
                };
                let disputes = of_claim(case, &ui, &claim.id, usize::MAX)?
                    .into_iter()
                    .map(|(dispute, _)| dispute)
                    .collect();
                (claim.words.words.clone(), Some(ClaimFull::of(&reading, claim)), disputes)
            }
        };
        let (kind, id) = match subject {
            Subject::Dispute(id) => (JudgedKind::Dispute, id),
            Subject::Claim(id) => (JudgedKind::Claim, id),
        };
        let seen = standing_of(case, kind, id)?;
        let about = match (subject, disputes.first()) {
            (Subject::Dispute(_), Some(dispute)) => format!(
                "{} {} · {} · {} · {}",
                ui.t("dispute.kicker"),
                dispute.id,
                ui.n("answers", dispute.answers.len()),
                ui.n("articles", dispute.documents),
                ui.n("outlets", dispute.outlets)
            ),
            _ => format!("{} {id}", ui.t("claim.kicker")),
        };
        let mut documents: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let answers = disputes.iter().flat_map(|dispute: &DisputeView| &dispute.answers);
        for other in answers.flat_map(|answer| &answer.claims) {
            documents.entry(other.document.clone()).or_default().insert(other.id.clone());
        }
        if let Some(full) = &claim {
            documents.entry(full.claim.document.id.clone()).or_default().insert(full.claim.id.clone());
        }
        let mut rows = Vec::new();
        for (id, wanted) in documents {
            let Some(line) = case.document_line(&id)? else { continue };
            let reading = case.reading(&line.id)?;
            let stored = reading.document.stored.as_ref();
            let published = line.published.as_ref();
            let claims = reading.claims.iter().filter(|claim| wanted.contains(claim.id.as_str()));
            rows.push(DocumentRow {
                claims: claims.map(|claim| ClaimFull::of(&reading, claim)).collect(),
                retrieved: reading.document.retrieved.as_deref().map(|at| ui.date(at)).unwrap_or_default(),
                title: line.title.unwrap_or_default(),
                outlet: line.outlet.unwrap_or_else(|| ui.t("outlet.unknown").to_owned()),
                published: published
                    .map(|(from, to)| ui.dates(Some(from), Some(to)))
                    .unwrap_or_else(|| ui.t("date.none").to_owned()),
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
                .zip(1..)
                .map(|(dispute, nth)| {
                    let drawn = drawing(&ui, &dispute.question, &meetings(&dispute));
                    // Several may stand on one page, and their parts go by ids.
                    let drawn = drawn.replace("\"dispute-", &format!("\"dispute-{nth}-"));
                    (dispute, drawn)
                })
                .collect(),
            title,
            about,
            claim,
            seen,
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
        // Words in their place have an id where a page has one such place; here there are many.
        Ok(unlinked(&self.render()?).replace("<mark id=\"mark\">", "<mark>"))
    }

    /// Markdown, with the same parts in the same order.
    pub fn markdown(&self) -> String {
        let ui = &self.ui;
        let (open, close) = ui.quotes();
        let mut text = format!("# {}\n\n", plain(&self.title));
        let mut line = |words: String| {
            text.push_str(&words);
            text.push('\n');
        };
        line(format!("{} · {}\n", plain(&self.about), plain(&ui.case_name)));
        if let Some(seen) = &self.seen {
            let told = [&seen.author, &ui.date(&seen.made), &seen.reason].map(|words| plain(words));
            let told: Vec<String> = told.into_iter().filter(|words| !words.is_empty()).collect();
            line(format!(
                "{}{} {} · {}\n",
                ui.t("review.judged"),
                ui.colon(),
                ui.word("verb", seen.verb),
                told.join(" · ")
            ));
        }
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
                let kind = ui.word("evidence", evidence.kind);
                line(format!("* {kind}{} {}", ui.colon(), plain(&evidence.words)));
            }
            line(String::new());
        }
        for (dispute, _) in &self.disputes {
            if self.claim.is_some() {
                line(format!("## {} {}\n", ui.t("claim.dispute"), plain(&dispute.question)));
            }
            for answer in &dispute.answers {
                answered(ui, answer, &mut line);
            }
        }
        line(format!("## {}\n", ui.t("report.documents")));
        for row in &self.documents {
            let told = [plain(&row.title), plain(&row.outlet), row.published.clone()];
            let told = told.into_iter().filter(|words| !words.is_empty());
            let told: Vec<String> = told.chain([ui.with("version", row.version)]).collect();
            line(format!("* {} · {}", plain(&row.doc), told.join(" · ")));
            for full in &row.claims {
                line(format!("  * {}", plain(&full.place(ui))));
                for paragraph in &full.context {
                    line(format!("    > {}", marked(paragraph)));
                }
                for evidence in &full.evidence {
                    let kind = ui.word("evidence", evidence.kind);
                    let what = format!("{}{}", ui.t("claim.evidence"), ui.colon());
                    line(format!("    * {what} {kind}, {open}{}{close}", plain(&evidence.words)));
                }
            }
            if !row.retrieved.is_empty() {
                line(format!("  * {} {}", ui.t("report.retrieved"), row.retrieved));
            }
            line(format!("  * SHA-256 {}", row.sha256));
            line(format!("  * {} {}", ui.t("claim.text"), row.text_sha256));
            if !row.run.is_empty() {
                line(format!("  * {}", plain(&row.run)));
            }
        }
        line(format!("\n## {}\n", ui.t("report.check")));
        line(format!("{}\n", ui.t("report.check.independence")));
        line(format!("{}\n", ui.t("report.check.words")));
        line(format!("\n{} {}. {}", ui.t("report.made"), ui.date(&self.made), ui.t("promise")));
        text
    }
}

/// An answer in Markdown: what it rests on, who says it, where the chains end, and what was counted once.
fn answered(ui: &Ui, answer: &AnswerView, line: &mut impl FnMut(String)) {
    let (open, close) = ui.quotes();
    let origins = &answer.origins;
    line(format!("### {}\n", plain(&answer.value)));
    line(format!("{}\n", rests(ui, answer)));
    line(format!("{}{}\n", ui.t("report.claims"), ui.colon()));
    for claim in &answer.claims {
        let nobody = ui.t("nobody");
        let mut chain = vec![claim.outlet_or_doc()];
        chain.extend(claim.chain.iter().map(|voice| if voice.is_empty() { nobody } else { voice }));
        let mut marks: Vec<&str> = Vec::new();
        marks.extend(claim.hedged.then(|| ui.t("hedged")));
        marks.extend(claim.denied.then(|| ui.word("modality", "denied")));
        marks.extend(claim.evidence.iter().map(|kind| ui.word("evidence", kind)));
        marks.extend(claim.note(ui));
        let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
        let (chain, words) = (plain(&chain.join(" › ")), plain(&claim.words));
        line(format!("* {chain}{} {open}{words}{close}{marks} · {}", ui.colon(), plain(&claim.id)));
    }
    if answer.n_claims > answer.claims.len() {
        line(format!("* {}", ui.with("dispute.more", answer.n_claims - answer.claims.len())));
    }
    line(format!("\n{}{}\n", ui.t("report.origins"), ui.colon()));
    for origin in &origins.origins {
        let only = match origin.relays() {
            None => String::new(),
            Some(relays) => format!(" ({} {})", ui.t("origins.only_through"), plain(&relays)),
        };
        let indent = if origin.is_within { "  " } else { "" };
        line(format!("{indent}* {}{only}", plain(&origin.shown(ui))));
    }
    if !origins.is_all {
        line(format!("* {}", ui.t("origins.some")));
    }
    if !origins.collapses.is_empty() {
        line(format!("\n{}{}\n", ui.n("collapses", origins.collapses.len()), ui.colon()));
        for collapse in &origins.collapses {
            line(format!("* {}", plain(collapse)));
        }
    }
    line(String::new());
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
            // What would steer the line is shown: nothing in plain text holds it in.
            if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
                write!(shown, "⟨U+{:04X}⟩", u32::from(c)).expect("writing to a string");
            } else {
                shown.push(c);
            }
        }
    }
    shown
}

/// A paragraph of [`ClaimFull::context`] in Markdown, with the claim's words strong.
fn marked(html: &str) -> String {
    let mut shown = String::new();
    for piece in html.split_inclusive(['<', '>']) {
        match piece.strip_suffix('>') {
            Some(tag) if tag == "/mark" || tag == "mark" || tag.starts_with("mark ") => shown.push_str("**"),
            Some(_) => {}
            None => {
                let text = piece.strip_suffix('<').unwrap_or(piece);
                let text = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#13;", " ")]
                    .into_iter()
                    .fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
                    .replace("&amp;", "&");
                // A space at either end of a piece is part of the line.
                let space = |is_there: bool| if is_there { " " } else { "" };
                shown.push_str(space(text.starts_with(char::is_whitespace)));
                shown.push_str(&plain(&text));
                shown.push_str(space(text.ends_with(char::is_whitespace) && !text.trim().is_empty()));
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
        let shown = marked("Selon <mark id=\"mark\">l&#39;<b>*</b> &lt;b&gt;</mark> il");
        assert_eq!(shown, "Selon **l'\\* \\<b\\>** il");
        assert_eq!(unlinked("<p><a href=\"/x\">y</a> &lt;a z</p>"), "<p>y &lt;a z</p>");
    }
}
