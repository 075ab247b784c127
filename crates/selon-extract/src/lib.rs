//! Who is said to say what, and what is claimed, in one article.
//!
//! In go an [`Article`] and its body as a [`Doc`], parsed line by line; out come an [`Extraction`]:
//!
//! - **attributions**: source, cue and content as spans of scalar values of the article's text, nested, with stance,
//!   hedge, kind of source and the rule that fired. [`rules`] says of each rule what it finds and what it passes by.
//! - **mentions**: names, descriptions and pronouns, each with the first mention of its chain.
//! - **claims**: clauses as predicate and roles, with polarity, modality, time, quantities, evidence, and the voices
//!   that they come through.
//!
//! The scheme of attributions is PARC3's and PolNeAR's triple, extended by nesting and hedging. Language is data: the
//! word lists stand under `lang/`, one language a folder, French for now.
//!
//! The work is linear in tokens. Rules look at the tokens of one sentence, and back over a bounded number of them; the
//! tree is walked from a word to its root or down one subtree. An article costs a small part of what its parse costs.
//!
//! This crate knows one article. It knows no other articles, no storage, no clock and no file.

mod attribution;
mod claims;
mod conjugation;
mod context;
mod lexicon;
mod mention;
mod morph;
mod parse;
mod phrase;
mod quantity;
mod quotes;
mod record;
mod righted;
pub mod rules;
mod time;

use selon_page::Article;
use selon_spacy::Doc;

pub use lexicon::{KnownState, known_states, lexicon_version};
pub use record::{
    Attribution, Claim, Event, Evidence, EvidenceKind, Extraction, Kind, Mention, MentionKind, Modality,
    Polarity, Predicate, Quantity, Role, SourceKind, Stance, Time, Voice,
};

/// Reads an article whose body was parsed line by line into one [`Doc`] over its whole text.
///
/// Nothing is found where the document has no tokens, as in the lines that are no part of the body.
pub fn extract(article: &Article, doc: &Doc) -> Extraction {
    let attributions = find_attributions(doc);
    let (mentions, claims) = claims::find_claims(article, doc, &attributions);
    Extraction { attributions, mentions, claims }
}

/// The attributions of a document alone, in text order.
pub fn find_attributions(doc: &Doc) -> Vec<Attribution> {
    let context = context::Context::new(parse::Parse::new(doc), &lexicon::FRENCH);
    attribution::find_attributions(&context)
}
