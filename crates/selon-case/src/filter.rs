//! What people narrow a table by.

/// All that is `None` lets everything pass. Words are compared without case and accents, each as the
/// beginning of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of what is said: a claim's clause, an attribution's content, a document's text.
    pub about: Option<String>,
    /// Words of who says it: a voice, a source; of a document, its outlet, byline or a credit.
    pub by: Option<String>,
    /// PLOVER type of a claim; of a document or source, one that has such a claim.
    pub event: Option<String>,
    /// Published on this day or later, ISO 8601; documents without a date do not pass.
    pub since: Option<String>,
    /// Published on this day or earlier.
    pub until: Option<String>,
    /// Part of the document's path, or the beginning of its id.
    pub doc: Option<String>,
    /// Versions that a newer one replaces, too.
    pub all_versions: bool,
}
