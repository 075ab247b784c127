//! The case: what was read from many articles, in one SQLite file.
//!
//! In come an article and what was extracted from it; out come records whose ids are made from what they
//! name and whose words are anchored in a text that never changes. [`Reading::of`] makes the records without
//! any file; [`Case::add`] keeps them, one article a transaction; the other methods of [`Case`] give back
//! what people ask for. `docs/case-file.md` describes the file for those who open it with other tools.
//!
//! ```
//! use selon_case::{Anchor, Folded};
//! use selon_text::{CharSpan, Text};
//!
//! let text = Text::new("À Raqqa, rien.");
//! let anchor = Anchor::new(&text, &[CharSpan::new(2, 7)]).unwrap();
//! assert_eq!(anchor.words, "Raqqa");
//! assert!(Folded::new("La délégation de Raqqa").has_words(&Folded::new("delegation raqqa")));
//! ```
//!
//! Only this crate knows the schema. It asks no clock (times are arguments), opens no page and knows no
//! grammar: how articles are read and claims are found is settled before it is called.

mod about;
mod accusations;
mod browse;
mod case;
mod entities;
mod error;
mod fetches;
mod filter;
mod fold;
mod id;
mod judgement;
mod link;
mod load;
mod outlets;
mod places;
mod reading;
mod record;
mod refused;
mod review;
mod search;
mod store;
mod tables;
mod versions;

pub use about::{EntityClaim, EntityClaims, EntityForm, NamedEntity, PartOfClaim, Speaker};
pub use accusations::{AccusationMatrix, Accuser, Accusing, EVENTS as ACCUSING_EVENTS, KeyedParty, Party};
pub use browse::{
    ClaimLine, Counted, DisputeLine, DocumentLine, RunLine, SaidLine, Slice, SourceLine, Stretch, Tally,
    VoiceLine,
};
pub use case::{Case, SCHEMA};
pub use entities::{Entity, EntityFilter, EntityName, EntityRow, NameLink, NameReason};
pub use error::CaseError;
pub use fetches::Fetch;
pub use filter::Filter;
pub use fold::Folded;
pub use id::{AttributionId, ClaimId, DisputeId, DocumentId, EntityId, JudgementId, MentionId, RunId};
pub use judgement::{JudgedKind, Judgement, Matter, NewJudgement, Verb};
pub use link::company::{Company, Screened, ScreenedClaim};
pub use link::questions::{AnswerClaim, AskedQuestion, Dispute, DisputeAnswer, QuestionParty};
pub use places::{CountryLine, PlaceLine, RivalPlace, RivalPlaces};
pub use reading::{NotRead, Reading};
pub use record::{
    Anchor, AnchoredTime, Attribution, Claim, Container, Credit, Document, Evidence, Link, Mention, Named,
    OtherDate, Published, Quantity, Role, Status, Stored, Voice, Warning,
};
pub use refused::Refused;
pub use review::{Differing, Doubt, ReviewItem, ReviewSide, Why};
pub use search::{Facets, Found, Hit, HitKind, LOOKED_AT, Search};
pub use selon_link::entity::{Doubt as NameDoubt, EntityType, Place, Reason};
pub use selon_link::origin::{Circle, Citation};
pub use selon_page::{OutletBook, OutletKind, OwnOutlet};
pub use store::{Added, Adding, Run};
pub use tables::{DocumentRow, RecordId, SourceRow};
pub use versions::{ChangedClaim, ChangedLine, Comparison, compare};
