//! Who is said to say what, and what is claimed, in one article.

mod attribution;
mod claims;
mod conjugation;
mod context;
mod lexicon;
mod mention;
mod parse;
mod phrase;
mod quantity;
mod quotes;
mod record;
pub mod rules;
mod time;

use selon_page::Article;
use selon_spacy::Doc;

pub use record::{
    Attribution, Claim, Event, Evidence, EvidenceKind, Extraction, Kind, Mention, MentionKind, Modality,
    Polarity, Predicate, Quantity, Role, SourceKind, Stance, Time, Voice,
};

/// Reads an article whose body was parsed line by line into one [`Doc`].
pub fn extract(article: &Article, doc: &Doc) -> Extraction {
    let context = context::Context::new(parse::Parse::new(doc), &lexicon::FRENCH);
    let attributions = attribution::find_attributions(&context);
    let (mentions, claims) = claims::find_claims(article, doc, &attributions);
    Extraction { attributions, mentions, claims }
}

/// The attributions of a document alone.
pub fn find_attributions(doc: &Doc) -> Vec<Attribution> {
    let context = context::Context::new(parse::Parse::new(doc), &lexicon::FRENCH);
    attribution::find_attributions(&context)
}
