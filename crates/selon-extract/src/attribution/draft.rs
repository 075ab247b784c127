//! An attribution as a rule proposes it, in tokens.

use crate::context::Run;
use crate::lexicon::Class;
use crate::parse::Tok;
use crate::record::Stance;

/// Who a draft is attributed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// The whole phrase.
    pub run: Run,
    /// Its head word.
    pub head: Tok,
}

/// A proposal.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub source: Option<Source>,
    /// Tokens of the cue, in order; may be empty.
    pub cue: Vec<Tok>,
    /// The word that the cue turns on, where there is one.
    pub cue_head: Option<Tok>,
    /// Runs of the content, in order, not yet trimmed.
    pub content: Vec<Run>,
    pub stance: Stance,
    /// The cue itself keeps a distance.
    pub hedged: bool,
    pub class: Option<Class>,
    pub rule: &'static str,
}
