//! What linking is told of one article.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use selon_extract::{Extraction, Mention, MentionKind};
use selon_text::{CharSpan, Text};

/// A line of a page that credits somebody for all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Whom it credits.
    pub credited: String,
    /// The line, in scalar values of the text.
    pub span: CharSpan,
}

/// An article and what was extracted from it. Spans are scalar values of `text`.
#[derive(Clone, Debug)]
pub struct Document {
    /// What tells it from all others, the same each time the same bytes come under the same path.
    pub id: String,
    /// The path or address as given.
    pub doc: String,
    /// The medium that published it, where the page or its address tells.
    pub outlet: Option<String>,
    /// Outlets of the case's own list: folded name ([`crate::entity::place_name_key`]) → the name that is shown.
    pub outlets: Arc<BTreeMap<String, String>>,
    /// The headline.
    pub title: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// First and last moment of publication, ISO 8601, as precise as the page states them.
    pub published: Option<(String, String)>,
    /// Credits of the whole page.
    pub credits: Vec<Credit>,
    /// The whole text.
    pub text: Text,
    /// Paragraphs and headings of the article, one span a line, in text order.
    pub body: Vec<CharSpan>,
    /// Attributions, mentions and claims. Rules' names may be missing.
    pub extraction: Extraction,
    /// Ids of the claims, index by index.
    pub claim_ids: Vec<String>,
    /// Ids of the mentions, index by index.
    pub mention_ids: Vec<String>,
}

impl Document {
    /// The words at `spans`; ranges that do not touch are joined by a space.
    pub fn words(&self, spans: &[CharSpan]) -> String {
        let mut words = String::new();
        for (i, &span) in spans.iter().enumerate() {
            if i > 0 && spans[i - 1].end != span.start {
                words.push(' ');
            }
            words.push_str(self.text.slice(span).unwrap_or_default());
        }
        words
    }

    /// Index of the mention that stands for the referent of `mention`: the head of its chain.
    pub fn referent(&self, mention: usize) -> usize {
        let mentions: &[Mention] = &self.extraction.mentions;
        let mut head = mention;
        // A chain that runs in a circle ends after every mention was met.
        for _ in 0..mentions.len() {
            match mentions[head].antecedent {
                Some(antecedent) if antecedent != head => head = antecedent,
                _ => break,
            }
        }
        head
    }

    /// What the text calls each referent that it names: the first name of the chain, by the chain's head.
    pub fn names(&self) -> HashMap<usize, String> {
        let mut names = HashMap::new();
        for (at, mention) in self.extraction.mentions.iter().enumerate() {
            if mention.kind == MentionKind::Name {
                names.entry(self.referent(at)).or_insert_with(|| self.words(&mention.span));
            }
        }
        names
    }
}
