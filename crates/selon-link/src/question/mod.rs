//! Questions and disputes: claims that answer one question stand together, and rival answers are a dispute.
//!
//! Three steps, each a function of its own:
//!
//! | step | module | gives |
//! | --- | --- | --- |
//! | what an article's claims answer | [`facts_of`] | [`Fact`]s: a [`Question`] and an [`Answer`] for a claim |
//! | what those who share a question's key say | [`judge`] | [`Verdict`]: answers, and whether they are rivals |
//! | a question as a sentence | [`Question::text`] | French or English |
//!
//! **A question** is a kind (who, how many, whether, when, where, why), what is done ([`Act`], coarser than a lemma:
//! *quitter*, *fuir* and *évacuation* are one), and about whom, as [`Party`]s that are the same in all articles. Claims
//! meet by the key made of these, never by a pass over all.
//!
//! **Answers conflict** only where they are comparable: numbers of the same things whose intervals do not meet, dates
//! of one event, the same act by another agent, affirmed against denied, fighting against working together, leaving
//! office against staying. What one voice says twice in one article is one answer, never a dispute. A hedge is shown
//! and denies nothing; whoever denies a claim stands on the other side of it.
//!
//! **Cost.** An article's facts cost a bounded number of steps a claim; a verdict costs at most [`MOST_FACTS`] facts.

mod answer;
mod facts;
mod judge;
mod lexicon;
pub mod pair;
mod party;
mod phrase;
mod sentence;
mod text;
mod words;

pub use answer::{Answer, Moment, Number, Side};
pub use facts::facts_of;
pub use judge::{Given, JudgedAnswer, MOST_FACTS, Ruling, Rulings, Verdict, judge};
pub use lexicon::Act;
pub use party::{Party, PartyKind};
pub use text::{Language, in_english};

use selon_extract::Event;
use selon_text::CharSpan;

/// What is known of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityFacts {
    /// Its id, the same in every article.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// `person`, `group`, `state`, `organisation`, `outlet`, `place`, `artefact` or `other`.
    pub kind: String,
    /// ISO 3166-1 alpha-2, of a state.
    pub country: Option<String>,
}

/// Which entity the mentions of one article refer to; whoever links names implements it.
pub trait Names {
    /// The entity of a mention, which is the one that stands for its referent.
    fn entity(&self, mention: usize) -> Option<EntityFacts>;
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuestionKind {
    /// Who did it, with whom, who is behind it.
    Who,
    /// How many.
    HowMany,
    /// Is it so.
    Whether,
    /// When.
    When,
    /// Where, where to.
    Where,
    /// Why, by what.
    Why,
}

impl QuestionKind {
    /// All kinds.
    pub const ALL: &'static [Self] =
        &[Self::Who, Self::HowMany, Self::Whether, Self::When, Self::Where, Self::Why];

    /// The word as it leaves the program.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::HowMany => "how_many",
            Self::Whether => "whether",
            Self::When => "when",
            Self::Where => "where",
            Self::Why => "why",
        }
    }

    /// The kind that is spelt so.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }
}

/// Which of a kind of question: what the answers are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Do two parties fight or work together? About: the two.
    Relation,
    /// Who supports, arms or deals with a group? About: the group.
    Backing,
    /// Who did it? About: what it was done to.
    Doer,
    /// With whom was it agreed? About: one side, and a place.
    Partner,
    /// How many did it, or underwent it? About: where, or who.
    Count,
    /// When was it? About: who, where.
    Date,
    /// Where did they go? About: who, from where.
    Destination,
    /// Must they go or may they stay? About: who.
    Office,
    /// Do they work for somebody? About: who, for whom.
    Service,
    /// Was it so? About: agent, patient.
    Fact,
    /// What caused it? About: where.
    Cause,
}

impl Topic {
    /// All topics.
    pub const ALL: &'static [Self] = &[
        Self::Relation,
        Self::Backing,
        Self::Doer,
        Self::Partner,
        Self::Count,
        Self::Date,
        Self::Destination,
        Self::Office,
        Self::Service,
        Self::Fact,
        Self::Cause,
    ];

    /// The word in keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Relation => "relation",
            Self::Backing => "backing",
            Self::Doer => "doer",
            Self::Partner => "partner",
            Self::Count => "count",
            Self::Date => "date",
            Self::Destination => "destination",
            Self::Office => "office",
            Self::Service => "service",
            Self::Fact => "fact",
            Self::Cause => "cause",
        }
    }

    /// What kind of question it is.
    pub fn kind(self) -> QuestionKind {
        match self {
            Self::Backing | Self::Doer | Self::Partner => QuestionKind::Who,
            Self::Relation | Self::Office | Self::Service | Self::Fact => QuestionKind::Whether,
            Self::Count => QuestionKind::HowMany,
            Self::Date => QuestionKind::When,
            Self::Destination => QuestionKind::Where,
            Self::Cause => QuestionKind::Why,
        }
    }

    /// The topic that is spelt so.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|topic| topic.as_str() == name)
    }
}

/// What several claims may answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Question {
    /// Who, how many, …
    pub kind: QuestionKind,
    /// Which of the kind.
    pub topic: Topic,
    /// What is done: an [`Act`]'s name, or a lemma.
    pub act: String,
    /// Event type, where the act has one.
    pub event: Option<Event>,
    /// About whom or what, in the order of the topic.
    pub about: Vec<Party>,
    /// What is counted: a class of `units.tsv`, or a noun. Empty elsewhere.
    pub unit: String,
    /// A year, for what happens again and again in one place. Empty elsewhere.
    pub year: String,
}

impl Question {
    /// What claims meet by: the same in all articles.
    pub fn key(&self) -> String {
        let mut key = [self.topic.as_str(), &self.act, &self.unit, &self.year].join("|");
        for party in &self.about {
            key.push('|');
            key.push_str(&party.key);
        }
        key
    }
}

/// One claim's answer to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Index of the claim in the article's extraction.
    pub claim: usize,
    /// What it answers.
    pub question: Question,
    /// What it says.
    pub answer: Answer,
    /// The words that say it.
    pub span: Vec<CharSpan>,
    /// Who says it, inside its article: the same for the same voice.
    pub voice: String,
    /// The day of the event, else of publication, as [`Moment::day`] counts.
    pub day: Option<i64>,
    /// Why the claim stands here, where that is not plain from its own words.
    pub note: Note,
}

/// How a claim came to its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Note {
    /// Its own words say all.
    Own,
    /// The place is that of the last such event in the article.
    PlaceBefore,
    /// The number stands in a clause beside it.
    NumberBeside,
    /// The time is that of the report in the same sentence.
    TimeOfReport,
    /// The origin of weapons stands for their supplier.
    OriginOfGoods,
    /// Who fights is told by the clause around.
    AgentAround,
}

impl Note {
    /// All notes.
    pub const ALL: &'static [Self] = &[
        Self::Own,
        Self::PlaceBefore,
        Self::NumberBeside,
        Self::TimeOfReport,
        Self::OriginOfGoods,
        Self::AgentAround,
    ];

    /// The word as it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::PlaceBefore => "place-before",
            Self::NumberBeside => "number-beside",
            Self::TimeOfReport => "time-of-report",
            Self::OriginOfGoods => "origin-of-goods",
            Self::AgentAround => "agent-around",
        }
    }

    /// The note that is spelt so.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|note| note.as_str() == name)
    }

    /// The reason in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Own => "its own words say so",
            Self::PlaceBefore => "place taken over from the last such event of the article",
            Self::NumberBeside => "number taken from the clause beside it",
            Self::TimeOfReport => "time of the report in the same sentence",
            Self::OriginOfGoods => "origin of the goods stands for who supplies them",
            Self::AgentAround => "agent taken from the clause around it",
        }
    }
}
