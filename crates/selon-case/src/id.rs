//! Ids that are made from what they name, so that the same reading gives the same ids everywhere.
//!
//! An id is a letter for the kind of record and 16 hexadecimal digits: the first half of a SHA-256 over the
//! parts that make the record what it is, each part behind its length. A million records share an id with
//! a chance of one in forty million.

use std::fmt;

use selon_text::Sha256;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $letter:literal,)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The id as it is stored and shown.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            // Not every kind of id is both made and read back.
            #[allow(dead_code)]
            pub(crate) fn stored(id: String) -> Self {
                Self(id)
            }

            #[allow(dead_code)]
            pub(crate) fn of(parts: &[&str]) -> Self {
                Self(digest($letter, parts))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// A document: its path or address, and the SHA-256 of its bytes.
    DocumentId = "d",
    /// An attribution: its document and its three spans.
    AttributionId = "a",
    /// A mention: its document and its span.
    MentionId = "m",
    /// A claim: its document, its span, and the spans of predicate, agent and patient.
    ClaimId = "c",
    /// An entity: its type and its names.
    EntityId = "e",
    /// A judgement: its place in the log and all that it says.
    JudgementId = "j",
    /// A dispute: its question's key.
    DisputeId = "q",
    /// A run: its beginning and the versions of program, model and lexicon.
    RunId = "r",
}

fn digest(letter: &str, parts: &[&str]) -> String {
    let mut bytes = letter.as_bytes().to_vec();
    for part in parts {
        bytes.extend((part.len() as u64).to_le_bytes());
        bytes.extend(part.as_bytes());
    }
    format!("{letter}{}", &Sha256::of(&bytes).to_string()[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(DocumentId::of(&["ab", "c"]), DocumentId::of(&["a", "bc"]));
        assert_eq!(ClaimId::of(&["a"]).as_str().len(), 17);
    }
}
