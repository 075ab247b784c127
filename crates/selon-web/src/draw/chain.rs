//! A claim's chain, from the outlet to the voice closest to the fact.
//!
//! A stop for each voice on one line from top to bottom. The piece of line below a voice tells how it passes
//! on what follows: solid where it asserts, broken where the writer keeps a distance, with a cross where it
//! denies. Below the last voice stands what is claimed.

use super::{Svg, lines};
use crate::html::isolated;
use crate::ui::Ui;
use crate::views::{ClaimView, VoiceView};

/// Narrow enough for a telephone, so that it is drawn at its own size everywhere.
const WIDTH: f64 = 340.0;
/// From one voice to the next, where both lines of it are one line long.
const STEP: f64 = 62.0;
/// One line more.
const LINE: f64 = 18.0;
/// The line, from the left.
const RAIL: f64 = 16.0;
/// Characters of a line at the sizes of the style sheet: of words, of a name, of a note.
const CHARS: (usize, usize, usize) = (38, 34, 44);

/// The drawing.
pub fn chain(ui: &Ui, claim: &ClaimView) -> String {
    let words = lines(&claim.words, CHARS.0, 8);
    let mut svg = Svg::default();
    let mut y = 20.0;
    for (i, voice) in claim.chain.iter().enumerate() {
        let next = claim.chain.get(i + 1);
        let (style, is_denied) = passes_on(next);
        let names = lines(&name(ui, voice), CHARS.1, 2);
        let notes = lines(&note(ui, voice), CHARS.2, 3);
        let step = STEP + LINE * (names.len() + notes.len()).saturating_sub(2) as f64;
        svg.line((RAIL, y), (RAIL, y + step), style);
        if is_denied {
            let middle = y + step / 2.0;
            svg.line((RAIL - 6.0, middle - 6.0), (RAIL + 6.0, middle + 6.0), "cross");
            svg.line((RAIL - 6.0, middle + 6.0), (RAIL + 6.0, middle - 6.0), "cross");
        }
        svg.push(&format!("<circle cx=\"{RAIL}\" cy=\"{y:.1}\" r=\"7\" class=\"stop {}\"/>", stop(voice)));
        let href = match i {
            0 => Some(claim.document.href()),
            _ => voice.href(),
        };
        if let Some(href) = &href {
            svg.link(href, &name(ui, voice));
        }
        let mut below = y + 5.0;
        for line in &names {
            svg.text(RAIL + 20.0, below, "name", line);
            below += LINE;
        }
        if href.is_some() {
            svg.end_link();
        }
        for line in &notes {
            svg.text(RAIL + 20.0, below + 1.0, "note", line);
            below += LINE;
        }
        y += step;
    }
    svg.push(&format!(
        "<rect x=\"{}\" y=\"{:.1}\" width=\"14\" height=\"14\" class=\"end\"/>",
        RAIL - 7.0,
        y - 7.0
    ));
    for (i, line) in words.iter().enumerate() {
        svg.text(RAIL + 20.0, y + 5.0 + 21.0 * i as f64, "words", line);
    }
    let height = y + 21.0 * words.len() as f64 + 4.0;
    svg.finish("chain", (WIDTH, height), ui.t("chain.title"), &told(ui, claim))
}

/// How the line to `next` is drawn, and whether it denies.
fn passes_on(next: Option<&VoiceView>) -> (&'static str, bool) {
    match next {
        Some(voice) if voice.hedged => ("rail broken", voice.denies()),
        Some(voice) => ("rail", voice.denies()),
        None => ("rail", false),
    }
}

fn stop(voice: &VoiceView) -> &'static str {
    match voice.kind.as_str() {
        "anonymous" | "group" | "unknown" => "hollow",
        _ => "full",
    }
}

/// A voice's name; words for where nobody is named.
pub fn name(ui: &Ui, voice: &VoiceView) -> String {
    if voice.name.trim().is_empty() { ui.t("nobody").to_owned() } else { voice.name.clone() }
}

/// What is told of a voice: kind, cue, stance, distance.
fn note(ui: &Ui, voice: &VoiceView) -> String {
    let mut notes = vec![ui.word("source_kind", &voice.kind).to_owned()];
    if voice.attribution.is_some() {
        if !voice.cue.is_empty() {
            notes.push(ui.quoted(&voice.cue));
        }
        notes.push(ui.word("stance", &voice.stance).to_owned());
    }
    if voice.hedged {
        notes.push(ui.t("hedged").to_owned());
    }
    notes.join(" · ")
}

/// The chain in words.
fn told(ui: &Ui, claim: &ClaimView) -> String {
    let voices =
        claim.chain.iter().map(|voice| format!("{} ({})", isolated(&name(ui, voice)), note(ui, voice)));
    let voices: Vec<String> = voices.collect();
    format!("{} → {}", voices.join(" → "), isolated(&claim.words))
}
