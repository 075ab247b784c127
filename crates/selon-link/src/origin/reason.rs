//! Why what looks like several is counted once, as data and as a line.

use std::fmt;

use super::{Ground, ReuseKind};

/// Claims that are counted once, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collapse {
    /// Ids of the claims, sorted.
    pub claims: Vec<String>,
    /// Why.
    pub reason: Reason,
}

/// Why. Articles are named by their outlet, else by their file; [`fmt::Display`] gives the line in English.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// An article runs the text of another.
    Text {
        /// Id of the document.
        document: String,
        /// Its name.
        name: String,
        /// Id of the other document.
        source: String,
        /// Its name.
        source_name: String,
        /// Copy, excerpt or translation.
        kind: ReuseKind,
        /// What tells who has it from whom; `None` where nothing does.
        ground: Option<Ground>,
        /// Number of words that they share; 0 where an analyst says that they do.
        n_words: u32,
        /// Their share of the document's words, in percent.
        share: u8,
    },
    /// An article credits an outlet for all of it.
    Credit {
        /// Id of the document.
        document: String,
        /// Its name.
        name: String,
        /// Whom it credits.
        credited: String,
    },
    /// Articles have it from the same voice.
    SameVoice {
        /// The voice.
        voice: String,
        /// Names of the articles, sorted.
        articles: Vec<String>,
    },
    /// Articles of the same outlet, in its own voice.
    SameOutlet {
        /// The outlet.
        outlet: String,
    },
    /// An article has it from an outlet whose own article is among those counted.
    Cited {
        /// Name of the article.
        name: String,
        /// The outlet.
        outlet: String,
        /// Where that has it from, where it is not its own.
        from: Option<String>,
    },
    /// The same words, quoted by several.
    Quotation {
        /// Names of the articles, sorted.
        articles: Vec<String>,
        /// Who is quoted.
        voice: String,
    },
    /// Unnamed voices that one relay alone reports.
    Anonymous {
        /// The relay.
        relay: String,
        /// The voices' words, sorted.
        voices: Vec<String>,
    },
    /// A recording, picture or paper, and who holds it.
    Held {
        /// Its words.
        artefact: String,
        /// Who holds it.
        holder: String,
    },
    /// Outlets that have it from each other.
    Circular {
        /// Their names, sorted.
        outlets: Vec<String>,
    },
    /// Several origins that only one relay reports.
    OneRelay {
        /// The relay.
        relay: String,
        /// The origins' names, sorted.
        origins: Vec<String>,
    },
}

impl Reason {
    /// A stable name of the kind of reason.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Credit { .. } => "credit",
            Self::SameVoice { .. } => "same_voice",
            Self::SameOutlet { .. } => "same_outlet",
            Self::Cited { .. } => "cited",
            Self::Quotation { .. } => "quotation",
            Self::Anonymous { .. } => "anonymous",
            Self::Held { .. } => "held",
            Self::Circular { .. } => "circular",
            Self::OneRelay { .. } => "one_relay",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { name, source_name, n_words: 0, .. } => {
                write!(f, "{name} and {source_name} are one text: an analyst judged so")
            }
            Self::Text { name, source_name, kind, ground, n_words, share, .. } => {
                let does = match (kind, ground) {
                    (ReuseKind::Translation, Some(_)) => "translates",
                    (ReuseKind::Translation, None) => "is a translation of, or translated by,",
                    (ReuseKind::Excerpt, Some(_)) => "takes a passage from",
                    (_, Some(_)) => "runs the text of",
                    (ReuseKind::Excerpt, None) => "shares a passage with",
                    (_, None) => "shares its text with",
                };
                write!(f, "{name} {does} {source_name} ({n_words} words, {share} % of it")?;
                match ground {
                    Some(Ground::Credit) => write!(f, "; it credits it)"),
                    Some(Ground::Citation) => write!(f, "; it names it as a source)"),
                    Some(Ground::Date) => write!(f, "; published later)"),
                    Some(Ground::Containment) => write!(f, "; the other has all of it and more)"),
                    None => write!(f, "; which came first is not known)"),
                }
            }
            Self::Credit { name, credited, .. } => write!(f, "{name} credits {credited} for all of it"),
            Self::SameVoice { voice, articles } => {
                write!(f, "{} have it from {voice}", list(articles))
            }
            Self::SameOutlet { outlet } => write!(f, "several articles of {outlet} in its own voice"),
            Self::Cited { name, outlet, from: None } => {
                write!(f, "{name} has it from {outlet}, which is counted already")
            }
            Self::Cited { name, outlet, from: Some(from) } => {
                write!(f, "{name} has it from {outlet}, which has it from {from}")
            }
            Self::Quotation { articles, voice } if voice.is_empty() => {
                write!(f, "{} quote the same words", list(articles))
            }
            Self::Quotation { articles, voice } => {
                write!(f, "{} quote the same words of {voice}", list(articles))
            }
            Self::Anonymous { relay, voices } => {
                write!(f, "unnamed voices that only {relay} reports: {}", list(voices))
            }
            Self::Held { artefact, holder } => write!(f, "{artefact}: held by {holder}"),
            Self::Circular { outlets } => write!(f, "circular: {} have it from each other", list(outlets)),
            Self::OneRelay { relay, origins } => {
                write!(f, "{relay} alone reports {}", list(origins))
            }
        }
    }
}

/// *a*, *a and b*, *a, b and c*.
fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}
