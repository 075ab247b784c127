//! Texts that never change, and places in them with the unit in the type.
//!
//! Three units meet in Selon: bytes (Rust strings), Unicode scalar values (spaCy, the records that
//! leave the program) and UTF-16 units (browsers). A place is a [`ByteSpan`] or a [`CharSpan`], and the
//! one becomes the other only through the [`Text`] that it lies in.
//!
//! ```
//! use selon_text::{CharSpan, Text};
//!
//! let text = Text::new("À Raqqa, rien.");
//! let span = CharSpan::new(2, 7);
//! assert_eq!(text.slice(span), Some("Raqqa"));
//! assert_eq!(text.to_bytes(span).unwrap().start, 3);
//! ```
//!
//! [`word_set!`] makes the enumerations whose values have one spelling everywhere.
//!
//! This crate knows no format, no language and no storage.

mod fold;
mod span;
mod text;
mod words;

pub use fold::fold;
pub use span::{ByteSpan, CharSpan};
pub use text::{Sha256, Text};
