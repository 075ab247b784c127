//! Trained spaCy v3 pipelines run in pure Rust, with spaCy's own output.

mod doc;
pub mod json;

pub use doc::{Doc, DocBuilder, EntIob, Entity, Label, Labels, Pos, Token, TokenFields};
