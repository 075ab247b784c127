//! Where claims come from: who copied, translated, credits or cites whom, and what is left when the copies are
//! counted once.
//!
//! Three steps, each of its own use:
//!
//! 1. **Shared text.** Each document's body is cut into words ([`Words`]) and keyed ([`Signature`]); documents that
//!    share keys are compared word by word, or sentence by sentence where their languages differ. What comes out is
//!    a [`Reuse`]: a copy, an excerpt, a translation, or the same quotation of a third party, with the passages on
//!    both sides, and who has it from whom where credits, citations, dates or containment tell.
//! 2. **Chains.** A claim's voices, from the article to the one closest to the fact ([`Chain`]).
//! 3. **Counting.** [`count`] follows chains to their ends through copies and cited outlets, and says of any set of
//!    claims on how many articles, outlets and independent origins it rests. Each collapse has a [`Reason`] that
//!    reads as one line.
//!
//! A claim is only as copied as its own words: two articles that share a paragraph on the background are
//! independent in what they say elsewhere. Two articles that quote the same statement are no copies of each other;
//! what they quote is one origin.

mod align;
mod bridge;
mod chain;
mod circle;
mod compare;
mod count;
mod groups;
mod hash;
mod index;
mod memory;
mod outlet;
mod reason;
mod reuse;
mod shingle;
mod translate;
mod words;

pub use chain::{Chain, ChainClaim, ChainVoice, hull};
pub use circle::{Circle, Citation, MOST_CITATIONS, circles};
pub use compare::{Side, compare};
pub use count::{Independence, Origin, OriginCount, OriginKind, Shelf, count};
pub use index::{HUBS, NewText, Posting, TextStore, add_texts, number_of, remove_text};
pub use memory::MemoryTexts;
pub use outlet::{credits_translator, outlet_key};
pub use reason::{Collapse, Reason};
pub use reuse::{ArticleCard, Ground, Passage, Reuse, ReuseKind};
pub use shingle::{Key, KeyKind, Signature};
pub use words::{Words, short as short_language};
