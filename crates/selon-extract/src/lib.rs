//! Who is said to say what, and what is claimed, in one article.

mod record;

pub use record::{
    Attribution, Claim, Event, Evidence, EvidenceKind, Extraction, Kind, Mention, MentionKind, Modality,
    Polarity, Predicate, Quantity, Role, SourceKind, Stance, Time, Voice,
};
