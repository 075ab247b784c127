//! The entity recogniser: greedy BILUO moves, one a token.
//!
//! Follows `spacy/pipeline/_parser_internals/ner.pyx`. An entity neither begins at the last token of a sentence or on
//! white space, nor crosses the start of a sentence.

use crate::doc::{EntIob, Label, Labels};
use crate::error::LoadError;
use crate::model::ModelFile;
use crate::package::PackageFile;
use crate::transition::{Move, Scorer, ScorerScratch, read_moves};

/// Tokens whose rows the network sees: the one at work, the first and the last of the open entity.
const N_FEATURES: usize = 3;

const ABSENT: i32 = -1;

/// Actions by their numbers in the moves file; 0, "missing", is for training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Begin = 1,
    In = 2,
    Last = 3,
    Unit = 4,
    Out = 5,
}

/// A trained entity recogniser.
#[derive(Debug)]
pub(crate) struct EntityRecogniser {
    pub scorer: Scorer,
    classes: Vec<(Action, Label)>,
}

impl EntityRecogniser {
    pub(crate) fn read(
        model: &ModelFile,
        moves: &PackageFile,
        width: usize,
        labels: &mut Labels,
    ) -> Result<Self, LoadError> {
        let mut classes = Vec::new();
        for Move { action, label } in read_moves(moves)? {
            let action = match action {
                0 => continue,
                1 => Action::Begin,
                2 => Action::In,
                3 => Action::Last,
                4 => Action::Unit,
                5 => Action::Out,
                _ => return Err(LoadError::format(moves.path(), "moves", "an action below 6", action)),
            };
            classes.push((action, labels.intern(&label)));
        }
        if classes.is_empty() {
            return Err(LoadError::format(moves.path(), "moves", "at least one move", "none"));
        }
        let scorer = Scorer::read(model, width, N_FEATURES, classes.len())?;
        Ok(Self { scorer, classes })
    }

    /// Marks the entities of a text whose tokens' narrowed rows are `narrow`.
    pub(crate) fn mark(
        &self,
        narrow: &[f32],
        is_space: impl Fn(usize) -> bool,
        sent_start: impl Fn(usize) -> bool,
        scratch: &mut ScorerScratch,
        mut each: impl FnMut(usize, EntIob, Label),
    ) {
        let n = narrow.len() / self.scorer.narrow_width();
        scratch.begin();
        let mut open: Option<(usize, Label)> = None;
        for i in 0..n {
            let before = if open.is_some() { i as i32 - 1 } else { ABSENT };
            let first = open.map_or(ABSENT, |(first, _)| first as i32);
            let may_go_on = i + 1 < n && !sent_start(i + 1);
            let space = is_space(i);
            let scores = self.scorer.score(narrow, &[i as i32, first, before], scratch);
            let mut best: Option<(Action, Label, f32)> = None;
            for (&score, &(action, label)) in scores.iter().zip(&self.classes) {
                let valid = match (action, open) {
                    (Action::Begin, None) => may_go_on && !space && label != Label::default(),
                    (Action::Unit, None) => !space && label != Label::default(),
                    (Action::Out, None) => true,
                    (Action::In, Some((_, of))) => may_go_on && label == of,
                    (Action::Last, Some((_, of))) => label == of,
                    _ => false,
                };
                if valid && best.is_none_or(|(.., best)| score > best) {
                    best = Some((action, label, score));
                }
            }
            match best {
                Some((Action::Begin, label, _)) => {
                    open = Some((i, label));
                    each(i, EntIob::B, label);
                }
                Some((Action::Unit, label, _)) => each(i, EntIob::B, label),
                Some((Action::In, label, _)) => each(i, EntIob::I, label),
                Some((Action::Last, label, _)) => {
                    open = None;
                    each(i, EntIob::I, label);
                }
                _ => {
                    open = None;
                    each(i, EntIob::O, Label::default());
                }
            }
        }
    }
}
