//! Trained spaCy v3 pipelines run in pure Rust, with spaCy's own output.

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
