//! What an article's claims answer.
//!
//! | file | questions |
//! | --- | --- |
//! | `sides` | do they fight or work together, who backs them, whom do they serve, go or stay, was it so |
//! | `numbers` | how many |
//! | `times` | when |
//! | `places` | where to, with whom it was agreed |
//! | `doers` | who did it |
//! | `blame` | who is behind it, as accusations and denials have it |
//! | `causes` | what caused it |
//! | `goods` | whose weapons they are |
//!
//! What a claim leaves open is taken from what stands near it, and the fact's [`Note`] says so: a departure without a
//! place leaves the place that the last departure left, if that stands at most [`NEAR`] sentences before.

mod blame;
mod causes;
mod doers;
mod goods;
mod numbers;
mod place;
mod places;
mod sides;
mod times;

use std::collections::BTreeSet;

use selon_extract::{Claim, Event, Modality, Polarity, SourceKind};
use selon_text::CharSpan;

use super::answer::{Answer, Moment};
use super::lexicon::{Act, Lexicon};
use super::party::{Parties, Party, PartyKind};
use super::sentence::{sentence_of, sentences};
use super::words::{fold, words};
use super::{Fact, Names, Note, Question};
use crate::Document;
use place::{main_place, place_in, stands_at};

/// Sentences that a place is carried on.
const NEAR: usize = 6;

/// Claims before and behind a claim that are looked at for what it leaves open.
const NEIGHBOURS: usize = 24;

/// What the claims of `document` answer, in text order. `names` tells who is meant by each mention.
pub fn facts_of(document: &Document, names: &dyn Names) -> Vec<Fact> {
    let mut reader = Reader::new(document, names);
    for at in 0..reader.claims.len() {
        reader.read(at);
    }
    reader.facts
}

/// A claim with its parties.
struct Seen<'a> {
    claim: &'a Claim,
    /// From the first word of the clause to the last.
    hull: CharSpan,
    sentence: usize,
    act: Option<Act>,
    agents: Vec<Party>,
    patients: Vec<Party>,
    recipients: Vec<Party>,
    /// The named place of the place role.
    place: Option<Party>,
    /// What is left, where the act is leaving.
    origin: Option<Party>,
}

impl Seen<'_> {
    fn is_denied(&self) -> bool {
        self.claim.polarity == Polarity::Denied
    }
}

struct Reader<'a> {
    document: &'a Document,
    parties: Parties<'a>,
    lexicon: &'static Lexicon,
    claims: Vec<Seen<'a>>,
    main_place: Option<Party>,
    /// What happened there, where the first lines name it.
    deed: Option<Act>,
    /// Keys of those who have been accused of it so far.
    accused: BTreeSet<String>,
    /// Keys of those who fight or are fought in the article.
    fighters: BTreeSet<String>,
    facts: Vec<Fact>,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document, names: &'a dyn Names) -> Self {
        let parties = Parties::new(document, names);
        let lexicon = Lexicon::french();
        let starts = sentences(document);
        let seen = |claim: &'a Claim| {
            let start = claim.span.iter().map(|span| span.start).min().unwrap_or(0);
            let end = claim.span.iter().map(|span| span.end).max().unwrap_or(start);
            let of = |role: &Option<selon_extract::Role>| {
                role.as_ref().map_or(Vec::new(), |role| parties.of_role(role))
            };
            let place_of = |role: &Option<selon_extract::Role>| parties.place_of(&role.as_ref()?.span);
            let act = match lexicon.act(&claim.predicate.lemma, claim.predicate.event) {
                None | Some(Act::Help)
                    if fold(&claim.predicate.lemma) == "evacuer"
                        && claim.predicate.event != Some(Event::Aid) =>
                {
                    Some(evacuation(claim, place_of(&claim.patient)))
                }
                act => act,
            };
            let origin = match act {
                Some(Act::Leave) => place_of(&claim.patient),
                _ => None,
            };
            let role = claim.place.as_ref().filter(|role| stands_at(document, &role.span));
            let place = role.and_then(|role| parties.place_of(&role.span)).or_else(|| match act {
                Some(Act::Go | Act::Leave | Act::Help | Act::Let) => None,
                // « sont morts à X »: the parse may take the place for whom it is done to.
                _ => place_of(&claim.recipient).or_else(|| place_in(document, &parties, claim)),
            });
            Seen {
                claim,
                hull: CharSpan::new(start, end),
                sentence: sentence_of(&starts, start),
                act,
                agents: of(&claim.agent),
                patients: of(&claim.patient),
                recipients: of(&claim.recipient),
                place,
                origin,
            }
        };
        let claims: Vec<_> = document.extraction.claims.iter().map(seen).collect();
        let main_place = main_place(document, &parties, lexicon);
        let deed = blame::deed_of(document, lexicon);
        let fights = claims.iter().filter(|seen| seen.act == Some(Act::Fight));
        let fighters = fights
            .flat_map(|seen| seen.agents.iter().chain(&seen.patients))
            .map(|party| party.key.clone())
            .collect();
        Self {
            document,
            parties,
            lexicon,
            claims,
            main_place,
            deed,
            accused: BTreeSet::new(),
            fighters,
            facts: Vec::new(),
        }
    }

    fn read(&mut self, at: usize) {
        self.sides(at);
        self.numbers(at);
        self.times(at);
        self.places(at);
        self.doers(at);
        self.blame(at);
        self.causes(at);
        self.goods(at);
    }

    /// Adds a fact, unless the claim has given the same answer to the same question.
    fn add(&mut self, at: usize, question: Question, answer: Answer, span: Vec<CharSpan>, note: Note) {
        let voice = self.voice(at);
        self.add_said(at, question, answer, span, note, voice);
    }

    /// Adds a fact that the article has from `voice`, whoever the claim's chain ends in.
    fn add_said(
        &mut self,
        at: usize,
        question: Question,
        answer: Answer,
        span: Vec<CharSpan>,
        note: Note,
        voice: String,
    ) {
        let n_before = self.facts.len();
        let of_claim = self.facts[..n_before].iter().rev().take_while(|fact| fact.claim == at);
        if of_claim.take(64).any(|fact| fact.question == question && fact.answer == answer) {
            return;
        }
        let day = self.day(at);
        self.facts.push(Fact { claim: at, question, answer, span, voice, day, note });
    }

    /// Who says it: the same words for the same voice of this article.
    fn voice(&self, at: usize) -> String {
        let Some(voice) = self.claims[at].claim.voices.last().filter(|voice| voice.attribution.is_some())
        else {
            return String::new();
        };
        match voice.mention {
            Some(mention) => {
                let referent = self.document.referent(mention);
                fold(&self.document.words(&self.document.extraction.mentions[referent].span))
            }
            None => fold(&self.document.words(&voice.span)),
        }
    }

    /// True where the claim says that something is the case, was, or will be. Documents and pictures cannot ask.
    fn is_said(&self, at: usize) -> bool {
        let claim = self.claims[at].claim;
        match claim.modality {
            Modality::Asserted | Modality::Hedged | Modality::Intended => true,
            Modality::Asked => claim.attribution.is_some_and(|attribution| {
                let kind = self.document.extraction.attributions[attribution].source_kind;
                matches!(kind, SourceKind::Document | SourceKind::Image | SourceKind::Intercept)
            }),
            _ => false,
        }
    }

    /// Claims that stand near `at` in the same sentence, itself left out.
    fn neighbours(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let from = at.saturating_sub(NEIGHBOURS);
        let to = (at + NEIGHBOURS + 1).min(self.claims.len());
        let sentence = self.claims[at].sentence;
        (from..to).filter(move |other| *other != at && self.claims[*other].sentence == sentence)
    }

    /// Who leaves: of a departure that is let or agreed, the one who is let go, whatever the parse says.
    fn leaver(&self, at: usize) -> Option<Party> {
        let matrix = self.neighbours(at).filter(|other| *other < at).find_map(|other| {
            let other = &self.claims[other];
            if !matches!(other.act, Some(Act::Let | Act::Deal)) {
                return None;
            }
            let told = other.recipients.iter().chain(&other.patients);
            told.into_iter().find(|party| party.is_group()).cloned()
        });
        matrix.or_else(|| self.claims[at].agents.iter().find(|party| party.is_actor()).cloned())
    }

    /// The place that the last departure before `at` left, if it is near.
    fn origin_before(&self, at: usize) -> Option<Party> {
        let sentence = self.claims[at].sentence;
        self.claims[..at]
            .iter()
            .rev()
            .take(NEIGHBOURS * 2)
            .take_while(|seen| seen.sentence + NEAR >= sentence)
            .find_map(|seen| seen.origin.clone())
    }

    /// The year of the claim's time, else of publication.
    fn year(&self, at: usize) -> String {
        let time = self.claims[at].claim.time.as_ref().and_then(|time| time.from.clone().or(time.to.clone()));
        let date = time.or_else(|| self.document.published.as_ref().map(|(from, _)| from.clone()));
        date.and_then(|date| date.get(..4).map(str::to_owned)).unwrap_or_default()
    }

    /// The day of the claim's time, else of publication.
    fn day(&self, at: usize) -> Option<i64> {
        let own = moment(self.claims[at].claim);
        let published = || {
            let (from, to) = self.document.published.as_ref()?;
            Moment::new(from, to)
        };
        own.or_else(published)?.day()
    }

    fn words_in(&self, span: CharSpan) -> Vec<super::words::Word> {
        words(self.document.text.slice(span).unwrap_or_default())
    }

    fn question(&self, at: usize, topic: super::Topic, act: &str, about: Vec<Party>) -> Question {
        Question {
            kind: topic.kind(),
            topic,
            act: act.to_owned(),
            event: self.claims[at].claim.predicate.event,
            about,
            unit: String::new(),
            year: String::new(),
        }
    }
}

/// `évacuer` a place is leaving it; people, moving them; of a named place and nobody else, leaving.
fn evacuation(claim: &Claim, place: Option<Party>) -> Act {
    if place.is_some() && claim.quantities.is_empty() { Act::Leave } else { Act::Displace }
}

/// True for nouns that say what befell those they count: *morts*, *blessés*.
pub(super) fn tells_act(noun: &str) -> bool {
    numbers::act_of_unit(&super::words::singular(&fold(noun))).is_some()
}

/// The claim's own time as days.
fn moment(claim: &Claim) -> Option<Moment> {
    let time = claim.time.as_ref()?;
    let from = time.from.as_ref().or(time.to.as_ref())?;
    let to = time.to.as_ref().or(time.from.as_ref())?;
    Moment::new(from, to)
}

fn is_named(party: &Party) -> bool {
    !matches!(party.kind, PartyKind::Thing)
}
