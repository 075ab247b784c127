//! What many articles say together: who is meant, where claims come from, and what they answer.
//!
//! In go [`Document`]s: an article's text and what was extracted from it. Out come entities under all their
//! names, origins behind chains of copies, and questions with their rival answers. Every link has a reason
//! that can be shown.
//!
//! Linking is a function of the set of documents: their order does not matter. Documents meet only through
//! keys (of names, of shared text, of what a claim is about), so that one more article costs what it touches.
//! What must be found again by key is asked of traits that an outer crate implements; this crate knows no
//! storage, no bytes and no grammar, and asks no clock.

mod document;
pub mod entity;
pub mod origin;
pub mod question;

pub use document::{Credit, Document};
