//! Why something waits for an analyst: data that each reader's language has words for. [`Display`](fmt::Display) is
//! English.

use std::fmt;

use selon_link::entity::{Doubt as NameDoubt, Reason};
use selon_link::origin::ReuseKind;

/// Why something waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Two names were taken for one.
    TakenForOne {
        /// On which ground.
        reason: Reason,
        /// What differs.
        differing: Differing,
    },
    /// Two names were left apart, and are near each other.
    LeftApart {
        /// How near.
        doubt: NameDoubt,
        /// What differs.
        differing: Differing,
    },
    /// Two texts were taken for one on thin grounds.
    SharedText {
        /// How the one stands in the other.
        kind: ReuseKind,
        /// Words that they share.
        n_words: u32,
        /// The same in percent of the first.
        share: u32,
    },
    /// Answers to a question exclude each other, or a claim is one of these.
    Question {
        /// The question in French.
        french: String,
        /// The question in English.
        english: String,
    },
    /// A claim of an event that readers act on first.
    Grave {
        /// PLOVER's word for it.
        event: String,
    },
}

/// The words of two names that the other one has not, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differing {
    /// Of the first.
    pub first: Vec<String>,
    /// Of the second.
    pub second: Vec<String>,
}

impl Why {
    /// What differs, of two names.
    pub fn differing(&self) -> Option<&Differing> {
        match self {
            Self::TakenForOne { differing, .. } | Self::LeftApart { differing, .. } => Some(differing),
            _ => None,
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TakenForOne { reason, differing } => {
                let ground = match reason {
                    Reason::Surname => "the only bearer of the last name",
                    Reason::OtherSpelling => "another spelling",
                    reason => reason.as_str(),
                };
                write!(f, "taken for one: {ground}; {differing}")
            }
            Self::LeftApart { doubt, differing } => {
                write!(f, "left apart: {}; {differing}", doubt.as_str())
            }
            Self::SharedText { kind, n_words, share } => {
                write!(f, "taken for a {}: {n_words} words, {share} percent of the first", kind.as_str())
            }
            Self::Question { french, .. } => f.write_str(french),
            Self::Grave { event } => f.write_str(event),
        }
    }
}

impl fmt::Display for Differing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |words: &[String]| match words {
            [] => "nothing".to_owned(),
            words => format!("“{}”", words.join(" ")),
        };
        write!(f, "they differ in {} and {}", quoted(&self.first), quoted(&self.second))
    }
}
