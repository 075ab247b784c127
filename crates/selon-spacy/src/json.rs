//! Documents in the shape of spaCy's `Doc.to_json()`, which `Doc.from_json` reads.
//!
//! One object a text: `text`; `ents` and `sents` with `start` and `end`; `tokens` with `id`, `start`, `end`,
//! `tag`, `pos`, `morph`, `lemma`, `dep`, `head`. All offsets are Unicode scalar values of `text`.

use std::sync::Arc;

use selon_text::{CharSpan, Text};
use serde::{Deserialize, Serialize};

use crate::doc::{Doc, DocBuilder, EntIob, Labels, Pos, TokenFields};

/// The object.
#[derive(Debug, Serialize, Deserialize)]
pub struct DocJson {
    /// The text as it came.
    pub text: String,
    /// Entities.
    pub ents: Vec<EntJson>,
    /// Sentences.
    pub sents: Vec<SentJson>,
    /// Tokens.
    pub tokens: Vec<TokenJson>,
}

/// An entity: half-open range of scalar values and its type.
#[derive(Debug, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct EntJson {
    pub start: u32,
    pub end: u32,
    pub label: String,
}

/// A sentence: half-open range of scalar values.
#[derive(Debug, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct SentJson {
    pub start: u32,
    pub end: u32,
}

/// A token; `id` and `head` are token indices.
#[derive(Debug, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct TokenJson {
    pub id: u32,
    pub start: u32,
    pub end: u32,
    pub tag: String,
    pub pos: String,
    pub morph: String,
    pub lemma: String,
    pub dep: String,
    pub head: u32,
}

/// Why an object is no document.
#[derive(Debug, thiserror::Error)]
#[error("expected {expected} in token {token}, found {found}")]
pub struct DocJsonError {
    expected: &'static str,
    token: usize,
    found: String,
}

impl From<&Doc> for DocJson {
    fn from(doc: &Doc) -> Self {
        let span = |first: usize, last: usize| (doc.token(first).chars().start, doc.token(last).chars().end);
        Self {
            text: doc.text().as_str().to_owned(),
            ents: doc
                .entities()
                .map(|ent| {
                    let (start, end) = span(ent.tokens.start, ent.tokens.end - 1);
                    EntJson { start, end, label: ent.label.to_owned() }
                })
                .collect(),
            sents: doc
                .sentences()
                .map(|sent| {
                    let (start, end) = span(sent.start, sent.end - 1);
                    SentJson { start, end }
                })
                .collect(),
            tokens: doc
                .tokens()
                .map(|token| TokenJson {
                    id: token.i() as u32,
                    start: token.chars().start,
                    end: token.chars().end,
                    tag: token.tag().to_owned(),
                    pos: token.pos().as_str().to_owned(),
                    morph: token.morph().to_owned(),
                    lemma: token.lemma().to_owned(),
                    dep: token.dep().to_owned(),
                    head: token.head().i() as u32,
                })
                .collect(),
        }
    }
}

impl DocJson {
    /// The document that the object describes. Norms are lower-cased text, for the object has none.
    ///
    /// # Errors
    /// Names the first token whose place, part of speech or head does not fit.
    pub fn into_doc(self) -> Result<Doc, DocJsonError> {
        let text = Text::new(self.text);
        let mut labels = Labels::default();
        let n_tokens = self.tokens.len();
        let mut fields = Vec::with_capacity(n_tokens);
        for (i, token) in self.tokens.iter().enumerate() {
            let wrong = |expected, found: String| DocJsonError { expected, token: i, found };
            let chars = CharSpan { start: token.start, end: token.end };
            let bytes = (chars.start < chars.end).then(|| text.to_bytes(chars)).flatten();
            let bytes = bytes
                .ok_or_else(|| wrong("a place in the text", format!("{}..{}", token.start, token.end)))?;
            if token.head as usize >= n_tokens {
                return Err(wrong("a head below the number of tokens", token.head.to_string()));
            }
            let next = self.tokens.get(i + 1).map_or(text.n_chars(), |next| next.start);
            let in_ent = |ent: &&EntJson| ent.start <= token.start && token.end <= ent.end;
            let ent = self.ents.iter().find(in_ent);
            fields.push(TokenFields {
                bytes,
                chars,
                space_after: next > token.end && text.as_str()[bytes.end as usize..].starts_with(' '),
                pos: Pos::from_name(&token.pos)
                    .ok_or_else(|| wrong("a part of speech", token.pos.clone()))?,
                tag: labels.intern(&token.tag),
                morph: labels.intern(&token.morph),
                dep: labels.intern(&token.dep),
                head: token.head,
                sent_start: self.sents.iter().any(|sent| sent.start == token.start),
                ent_iob: ent
                    .map_or(EntIob::O, |e| if e.start == token.start { EntIob::B } else { EntIob::I }),
                ent_type: labels.intern(ent.map_or("", |e| &e.label)),
                ..TokenFields::default()
            });
        }
        let mut builder = DocBuilder::new(text.clone(), Arc::new(labels));
        for (fields, token) in fields.into_iter().zip(&self.tokens) {
            builder.push(fields, &token.lemma, &text.as_str()[fields.bytes.range()].to_lowercase());
        }
        Ok(builder.finish())
    }
}
