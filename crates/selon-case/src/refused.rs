//! Why a judgement is refused: it says nothing that can be done. Each reason is a value, so that whoever shows it can
//! word it in the reader's language; the words here are English.

/// Why a judgement is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// An undoing that does not say what it takes back.
    #[error("an undoing names the judgement that it takes back")]
    UndoesNothing,
    /// An undoing of an undoing.
    #[error("an undoing cannot be undone; judge again")]
    UndoesUndoing,
    /// The judgement with this id was taken back before.
    #[error("{0} was undone before")]
    UndoneBefore(String),
    /// The author has no judgement that could be taken back.
    #[error("there is no judgement of yours to take back")]
    NothingToUndo,
    /// There is no judgement with this id.
    #[error("there is no judgement {0}")]
    NoJudgement(String),
    /// Several judgements have ids that begin so.
    #[error("several judgements begin with {0}")]
    SeveralJudgements(String),
    /// There is no dispute with this id.
    #[error("there is no dispute {0}")]
    NoDispute(String),
    /// Nothing is judged.
    #[error("expected a name or an id, found nothing")]
    NothingNamed,
    /// A pair without its other one.
    #[error("expected two names or ids, found one")]
    OneNamed,
    /// A verdict on one thing that names two.
    #[error("expected one id to accept or reject, found two")]
    TwoNamed,
    /// The two are spelt the same.
    #[error("the two are spelt the same but for case, accents and punctuation")]
    SpeltTheSame,
    /// A name or a grade is missing.
    #[error("expected a value, found none")]
    NoValue,
    /// Nobody judges.
    #[error("expected who judges, found nothing")]
    NoAuthor,
    /// Something else than a name is split or renamed.
    #[error("only names are split or renamed")]
    NotAName,
    /// Something else than a claim is moved.
    #[error("only claims are moved")]
    NotAClaim,
    /// Something else than a source is graded.
    #[error("only a source is graded")]
    NotASource,
    /// An attribution or a dispute cannot be one of a pair.
    #[error("only names, claims and documents are the same or different; accept or reject it")]
    NoPair,
    /// Names and documents are judged in pairs.
    #[error(
        "expected same, different or unsure of two; only claims, attributions and disputes are accepted or rejected"
    )]
    OnlyPairs,
    /// A source is graded and nothing else.
    #[error("a source is graded; whether two names are one is judged by the names")]
    OnlyGraded,
}

impl Refused {
    /// The id that it is about; empty where it is about none.
    pub fn id(&self) -> &str {
        match self {
            Self::UndoneBefore(id)
            | Self::NoJudgement(id)
            | Self::SeveralJudgements(id)
            | Self::NoDispute(id) => id,
            _ => "",
        }
    }
}
