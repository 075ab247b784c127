//! Why what looks like several is counted once, in the page's language.

use selon_link::origin::{Ground, Reason, ReuseKind};

use crate::Lang;
use crate::ui::Ui;

/// The reason as a line.
pub fn worded(ui: &Ui, reason: &Reason) -> String {
    match ui.lang {
        Lang::En => reason.to_string(),
        Lang::Fr => french(reason),
    }
}

fn french(reason: &Reason) -> String {
    match reason {
        Reason::Text { name, source_name, kind, ground, n_words, share, .. } => {
            let does = match (kind, ground) {
                (ReuseKind::Translation, Some(_)) => "traduit",
                (ReuseKind::Translation, None) => "est une traduction de, ou traduit par,",
                (ReuseKind::Excerpt, Some(_)) => "reprend un passage de",
                (_, Some(_)) => "reprend le texte de",
                (ReuseKind::Excerpt, None) => "partage un passage avec",
                (_, None) => "partage son texte avec",
            };
            let ground = match ground {
                Some(Ground::Credit) => "il le crédite",
                Some(Ground::Citation) => "il le nomme comme source",
                Some(Ground::Date) => "publié plus tard",
                Some(Ground::Containment) => "l’autre le contient, et davantage",
                None => "lequel fut le premier n’est pas connu",
            };
            format!("{name} {does} {source_name} ({n_words} mots, {share} % du sien ; {ground})")
        }
        Reason::Credit { name, credited, .. } => format!("{name} crédite {credited} pour l’ensemble"),
        Reason::SameVoice { voice, articles } => format!("{} le tiennent de {voice}", list(articles)),
        Reason::SameOutlet { outlet } => format!("plusieurs articles de {outlet}, de sa propre voix"),
        Reason::Cited { name, outlet, from: None } => {
            format!("{name} le tient de {outlet}, déjà compté")
        }
        Reason::Cited { name, outlet, from: Some(from) } => {
            format!("{name} le tient de {outlet}, qui le tient de {from}")
        }
        Reason::Quotation { articles, voice } if voice.is_empty() => {
            format!("{} citent les mêmes mots", list(articles))
        }
        Reason::Quotation { articles, voice } => {
            format!("{} citent les mêmes mots de {voice}", list(articles))
        }
        Reason::Anonymous { relay, voices } => {
            format!("voix anonymes que {relay} est seul à rapporter : {}", list(voices))
        }
        Reason::Held { artefact, holder } => format!("{artefact} : détenu par {holder}"),
        Reason::Circular { outlets } => format!("en cercle : {} le tiennent l’un de l’autre", list(outlets)),
        Reason::OneRelay { relay, origins } => format!("{relay} est seul à rapporter {}", list(origins)),
    }
}

/// *a*, *a et b*, *a, b et c*.
fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{} et {last}", init.join(", ")),
    }
}
