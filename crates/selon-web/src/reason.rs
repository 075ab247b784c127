//! Why what looks like several is counted once, and why something waits for an analyst, in the page's language.

use selon_case::{Differing, Doubt, Folded, NameDoubt, Reason as NameReason, Why};
use selon_link::origin::{Ground, Reason, ReuseKind};

use crate::Lang;
use crate::draw::dispute::{THROUGH, origin_name};
use crate::html::{isolated, shown};
use crate::ui::Ui;

/// The reason as a line.
pub fn worded(ui: &Ui, reason: &Reason) -> String {
    if let Reason::OneRelay { relay, origins } = reason {
        return one_relay(ui, relay, origins);
    }
    match ui.lang {
        Lang::En => reason.to_string(),
        Lang::Fr => french(reason),
    }
}

/// A name that counting made in English of a voice and who reports it, in French. No word of it is ever glued to
/// one before it (*de le*, *à le*): names of articles come with their own.
fn named(name: &str) -> String {
    let ui = Ui { lang: Lang::Fr, ..Ui::default() };
    origin_name(&ui, name, "")
}

fn french(reason: &Reason) -> String {
    match reason {
        Reason::Text { name, source_name, kind, ground, n_words, share, .. } => {
            let does = match (kind, ground) {
                (ReuseKind::Translation, Some(_)) => "traduit",
                (ReuseKind::Translation, None) => "traduit, ou est traduit par,",
                (ReuseKind::Excerpt, Some(_)) => "reprend un passage paru chez",
                (_, Some(_)) => "reprend le texte paru chez",
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
            format!("{name} {does} {source_name} ({n_words} mots, {share}\u{a0}% du sien, {ground})")
        }
        Reason::Credit { name, credited, .. } => format!("{name} crédite {credited} pour l’ensemble"),
        Reason::SameVoice { voice, articles } => {
            format!("{} ont la même source\u{a0}: {}", list(articles), named(voice))
        }
        Reason::SameOutlet { outlet } => format!("plusieurs articles où {outlet} parle en son nom propre"),
        Reason::Cited { name, outlet, from: None } => {
            format!("{name} a pour source {}, déjà compté", named(outlet))
        }
        Reason::Cited { name, outlet, from: Some(from) } => {
            format!("{name} a pour source {}, qui a pour source {}", named(outlet), named(from))
        }
        Reason::Quotation { articles, voice } if voice.is_empty() => {
            format!("{} citent les mêmes mots", list(articles))
        }
        Reason::Quotation { articles, voice } => {
            format!("{} citent les mêmes mots, que dit {}", list(articles), named(voice))
        }
        Reason::Anonymous { relay, voices } => {
            let voices: Vec<String> = voices.iter().map(|voice| named(voice)).collect();
            format!("voix anonymes que {relay} est seul à rapporter\u{a0}: {}", list(&voices))
        }
        Reason::Held { artefact, holder } => format!("{artefact}\u{a0}: détenu par {holder}"),
        Reason::Circular { outlets } => {
            format!("en cercle\u{a0}: {} le tiennent l’un de l’autre", list(outlets))
        }
        Reason::OneRelay { relay, origins } => {
            one_relay(&Ui { lang: Lang::Fr, ..Ui::default() }, relay, origins)
        }
    }
}

/// Who alone hands origins on. What is said in that voice itself, and that the others come through it, is not said
/// again of each.
fn one_relay(ui: &Ui, relay: &str, origins: &[String]) -> String {
    let through = format!("{THROUGH}{relay}");
    let others = origins.iter().filter(|origin| *origin != relay);
    let others: Vec<String> =
        others.map(|origin| origin_name(ui, origin.strip_suffix(&through).unwrap_or(origin), "")).collect();
    let others = if others.is_empty() { origins.to_vec() } else { others };
    let joined = joined(&others, ui.t("reason.and"));
    let words = ui.with("reason.one_relay", relay).replacen("{}", &joined, 1);
    let speaks_itself = origins.len() > 1 && origins.iter().any(|origin| origin == relay);
    if speaks_itself { format!("{words}{}", ui.t("reason.and_itself")) } else { words }
}

/// *a*, *a et b*, *a, b et c*.
fn list(words: &[String]) -> String {
    joined(words, "et")
}

fn joined(words: &[String], and: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{} {and} {last}", init.join(", ")),
    }
}

/// Why something waits, as a line; empty where what is asked says it.
pub fn asked(ui: &Ui, doubt: Doubt, why: &Why) -> String {
    match why {
        Why::TakenForOne { reason, differing } => {
            let ground = match reason {
                NameReason::Surname => ui.t("review.why.only_bearer"),
                reason => ui.word("name_reason", reason.as_str()),
            };
            format!("{} {}", ui.with("review.why.joined", ground), differ(ui, differing))
        }
        Why::LeftApart { doubt, differing } => {
            let near = match doubt {
                NameDoubt::NearlyAlike => ui.t("review.why.nearly_alike"),
                NameDoubt::OtherKind => ui.t("review.why.other_kind"),
                NameDoubt::SeveralBearers => ui.t("review.why.several_bearers"),
            };
            format!("{} {}", ui.with("review.why.apart", near), differ(ui, differing))
        }
        Why::SharedText { kind: ReuseKind::Translation, .. } => ui.t("review.why.translation").to_owned(),
        Why::SharedText { n_words, share, .. } => {
            let words = ui.n("words", n_words);
            ui.with("review.why.shared", words).replacen("{}", &ui.number(share), 1)
        }
        Why::Question { .. } if doubt == Doubt::Dispute => String::new(),
        Why::Question { french, english } => {
            let question = if ui.lang == Lang::Fr { french } else { english };
            ui.with("review.why.question", isolated(question))
        }
        Why::Grave { event } if event.is_empty() => String::new(),
        Why::Grave { event } => ui.with("review.why.grave", ui.word("event", event)),
    }
}

/// In which words two names differ.
fn differ(ui: &Ui, differing: &Differing) -> String {
    let quoted = |words: &[String]| ui.quoted(&words.join(" "));
    match (differing.first.as_slice(), differing.second.as_slice()) {
        ([], []) => String::new(),
        ([], words) | (words, []) => ui.with("review.why.more", quoted(words)),
        (first, second) => ui.with("review.why.differ", quoted(first)).replacen("{}", &quoted(second), 1),
    }
}

/// A name as HTML, with those of its words marked whose folded spellings are among `differing`.
pub fn with_differing(name: &str, differing: &[String]) -> String {
    let mut html = String::with_capacity(name.len() + 32);
    for word in name.split_inclusive(char::is_whitespace) {
        let folded = Folded::new(word);
        let differs = folded.as_str().split(' ').any(|folded| differing.iter().any(|other| other == folded));
        let (letters, gap) = word.split_at(word.trim_end().len());
        html.push_str(if differs { "<b class=\"differs\">" } else { "" });
        html.push_str(&shown(letters));
        html.push_str(if differs { "</b>" } else { "" });
        html.push_str(&shown(gap));
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collapses_are_told_in_whole_french() {
        let cited = Reason::Cited {
            name: "Le Cri".to_owned(),
            outlet: "le site Sentinelle".to_owned(),
            from: Some("an unnamed voice, through Sentinelle".to_owned()),
        };
        assert_eq!(
            worded(&ui(Lang::Fr), &cited),
            "Le Cri a pour source le site Sentinelle, qui a pour source une voix sans nom, par Sentinelle"
        );
        assert!(worded(&ui(Lang::En), &cited).contains("through Sentinelle"));
    }

    #[test]
    fn a_relay_is_not_named_again_with_each_that_it_hands_on() {
        let origins = ["Des documents, through Press", "Press", "an unnamed voice, through Press"];
        let relay =
            Reason::OneRelay { relay: "Press".to_owned(), origins: origins.map(str::to_owned).to_vec() };
        assert_eq!(
            worded(&ui(Lang::Fr), &relay),
            "Press est seul à rapporter Des documents et une voix sans nom, et parle aussi en son nom propre"
        );
        assert_eq!(
            worded(&ui(Lang::En), &relay),
            "Press alone reports Des documents and a voice without a name, and speaks for itself as well"
        );
    }

    fn ui(lang: Lang) -> Ui {
        Ui { lang, ..Ui::default() }
    }

    #[test]
    fn why_two_names_are_asked_about_is_told_in_both_languages() {
        let differing = Differing { first: vec!["khalil".to_owned()], second: vec!["khalid".to_owned()] };
        let apart = Why::LeftApart { doubt: NameDoubt::NearlyAlike, differing: differing.clone() };
        let told =
            |lang, why: &Why| asked(&ui(lang), Doubt::SameEntity, why).replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(
            told(Lang::En, &apart),
            "Left apart, and yet near: spelt almost alike. What differs: “khalil” and “khalid”."
        );
        assert_eq!(
            told(Lang::Fr, &apart),
            "Laissés à part, et pourtant proches\u{a0}: graphies presque pareilles. Ce qui diffère\u{a0}: «\u{a0}khalil\u{a0}» et \
             «\u{a0}khalid\u{a0}»."
        );
        let joined = Why::TakenForOne {
            reason: NameReason::Surname,
            differing: Differing { first: vec!["tibor".to_owned()], second: Vec::new() },
        };
        assert_eq!(
            told(Lang::En, &joined),
            "Taken for one and the same: only one in this case bears the surname. What one of the two has more: “tibor”."
        );
        let question = Why::Question { french: "Qui ?".to_owned(), english: "Who?".to_owned() };
        assert_eq!(asked(&ui(Lang::Fr), Doubt::Dispute, &question), "");
        assert!(asked(&ui(Lang::Fr), Doubt::Claim, &question).contains("Qui ?"));
        let grave = Why::Grave { event: "ASSAULT".to_owned() };
        assert!(asked(&ui(Lang::Fr), Doubt::Claim, &grave).ends_with("attaque."));
    }

    #[test]
    fn words_that_differ_are_marked_in_the_name_as_it_is_written() {
        let marked = with_differing("Khalil <Ostren>", &["khalil".to_owned()]);
        assert_eq!(marked, "<b class=\"differs\">Khalil</b> &lt;Ostren&gt;");
        assert_eq!(with_differing("Khalid Ostren", &[]), "Khalid Ostren");
    }
}
