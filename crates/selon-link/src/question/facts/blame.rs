//! Who is behind it, as accusations and denials have it: *X accuse Y d'avoir fait exploser le port*, *Y dément*.
//!
//! Only for what an article is about, and what its first lines name: an explosion, a fire, a sinking, a massacre at a
//! place. An accusation counts where its words are about that, or where nothing else follows (*X accuse Y.*); *X
//! accuse Y d'entreposer des armes* is another matter. Whoever is accused and denies says that it was not he.

use selon_extract::{Event, Polarity};
use selon_text::CharSpan;

use super::super::lexicon::{Act, Lexicon};
use super::super::party::Party;
use super::super::words::{Word, singular, words};
use super::super::{Answer, Note, Topic};
use super::Reader;
use crate::Document;

/// Lines of an article that tell what it is about.
const LINES: usize = 10;

/// Words behind the accused that say of what.
const CHARGE: usize = 14;

/// What is laid on somebody.
const BLAMES: &[&str] = &["faute", "responsabilite", "blame"];

/// What is sent back to whom it came from.
const SENT_BACK: &[&str] = &["accusation", "faute", "responsabilite", "blame"];

/// Nouns for something that somebody is to blame for.
const DEEDS: &[&str] = &[
    "catastrophe",
    "drame",
    "massacre",
    "tragedie",
    "carnage",
    "responsabilite",
    "responsable",
    "auteur",
    "faute",
    "origine",
    "tuerie",
    "crime",
    "deflagration",
    "desastre",
    "accusation",
];

/// What happened, where the first lines of an article name it.
pub(super) fn deed_of(document: &Document, lexicon: &Lexicon) -> Option<Act> {
    super::place::first_lines(document).iter().take(LINES).find_map(|line| {
        let words = words(document.text.slice(*line)?);
        words.iter().find_map(|word| is_deed(lexicon, &word.word).then_some(Act::Explode))
    })
}

fn is_deed(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.act_of_word(word) == Some(Act::Explode)
        || matches!(singular(word).as_str(), "massacre" | "tuerie" | "carnage" | "catastrophe")
}

impl Reader<'_> {
    /// The question who is behind what the article is about, where there is one.
    pub(super) fn deed_question(&self, at: usize, topic: Topic) -> Option<super::Question> {
        let (act, place) = (self.deed?, self.main_place.clone()?);
        let mut question = self.question(at, topic, act.as_str(), vec![place]);
        question.year =
            self.document.published.as_ref().and_then(|(from, _)| from.get(..4)).unwrap_or("").to_owned();
        Some(question)
    }

    pub(super) fn blame(&mut self, at: usize) {
        let seen = &self.claims[at];
        if self.deed.is_none() || self.main_place.is_none() || !self.is_said(at) {
            return;
        }
        let lemma = super::fold(&seen.claim.predicate.lemma);
        let is_sent_back = lemma == "rejeter" && self.is_of_blame(at, BLAMES);
        // « dénonce les accusations sans preuves »: whoever does so accuses nobody of what happened.
        if self.is_against_accusation(at, &lemma) {
            return self.denial(at);
        }
        if seen.claim.predicate.event == Some(Event::Accuse) && !lemma.contains("plaindre")
            || is_accusing(&lemma)
            || is_sent_back
        {
            self.accusation(at, &lemma);
        } else if is_denying(&lemma) && seen.claim.polarity == Polarity::Affirmed {
            self.denial(at);
        }
    }

    /// The object is one of `blames`: `rejeter la faute sur Y` accuses, `rejeter l'accusation` denies.
    fn is_of_blame(&self, at: usize, blames: &[&str]) -> bool {
        let role = self.claims[at].claim.patient.as_ref();
        role.is_some_and(|role| {
            let words = words(&self.document.words(&role.span));
            words.iter().any(|word| blames.contains(&singular(&word.word).as_str()))
        })
    }

    fn is_against_accusation(&self, at: usize, lemma: &str) -> bool {
        const AGAINST: &[&str] = &[
            "denoncer",
            "condamner",
            "fustiger",
            "deplorer",
            "regretter",
            "balayer",
            "qualifier",
            "refuter",
        ];
        let first = lemma.split(' ').next().unwrap_or_default();
        let told = self.claims[at].claim.patient.as_ref().map(|role| words(&self.document.words(&role.span)));
        AGAINST.contains(&first)
            && (lemma.contains("accusation")
                || told.is_some_and(|words| {
                    words.iter().take(4).any(|word| {
                        matches!(singular(&word.word).as_str(), "accusation" | "allegation" | "insinuation")
                    })
                }))
    }

    fn accusation(&mut self, at: usize, lemma: &str) {
        let seen = &self.claims[at];
        if seen.is_denied() {
            return;
        }
        let accuser = seen.agents.first().cloned();
        // « renvoyer l'accusation à Y »: of whatever else is sent back, nothing follows.
        if matches!(lemma, "renvoyer" | "rejeter" | "reporter") && !self.is_of_blame(at, SENT_BACK) {
            return;
        }
        // « imputer le drame à Y », « rejeter la faute sur Y »: the accused stands behind.
        let turned =
            ["imput", "attribu", "rejet", "renvoy", "report"].iter().any(|stem| lemma.starts_with(stem));
        let before = if turned { &[][..] } else { &seen.patients[..] };
        let named = before.iter().chain(&seen.recipients).find(|party| may_be_blamed(party)).cloned();
        let Some(accused) = named.or_else(|| self.blamed_behind(at)) else { return };
        if accuser.as_ref().is_some_and(|accuser| accuser.key == accused.key) || !self.is_charge(at) {
            return;
        }
        let Some(question) = self.deed_question(at, Topic::Doer) else { return };
        self.accused.insert(accused.key.clone());
        let seen = &self.claims[at];
        let patient = seen.claim.patient.iter().chain(&seen.claim.recipient).flat_map(|role| &role.span);
        let end = patient.map(|span| span.end).fold(seen.hull.end, u32::max);
        let span = vec![CharSpan::new(seen.hull.start, end)];
        let voice = accuser.map_or_else(|| self.voice(at), |accuser| accuser.key);
        let answer = Answer::Party { key: accused.key, name: accused.name, is_so: true };
        self.add_said(at, question, answer, span, Note::Own, voice);
    }

    /// The first actor that is named behind *à*, *sur*, *contre* or the verb itself.
    fn blamed_behind(&self, at: usize) -> Option<Party> {
        let seen = &self.claims[at];
        let from = seen.claim.predicate.span.last()?.end;
        let sentence_end = (seen.hull.end + 60).min(self.document.text.n_chars());
        let reach = CharSpan::new(from.min(sentence_end), sentence_end);
        let text = self.document.text.slice(reach).unwrap_or_default();
        let stop = text.find(['.', ';', '\n']).unwrap_or(text.len());
        let n = text[..stop].chars().count() as u32;
        let words = words(&text[..stop]);
        let lead = words
            .iter()
            .position(|word| matches!(word.word.as_str(), "a" | "au" | "aux" | "sur" | "contre" | "cause"))?;
        let start = reach.start + words.get(lead + 1)?.start;
        let end = (reach.start + n).min(start + 80);
        let end = end.max(start);
        let found = self.parties.of_span(&[CharSpan::new(start, end)], None).into_iter().find(may_be_blamed);
        // « à l'incurie de l'armée »: whose it is.
        found.or_else(|| {
            let mut behind = words[lead + 1..].iter().skip(1).zip(words[lead + 2..].iter().skip(1)).take(6);
            let (_, next) =
                behind.find(|(word, _)| matches!(word.word.as_str(), "de" | "du" | "d" | "des"))?;
            let span = CharSpan::new((reach.start + next.start).min(end), end);
            self.parties.of_span(&[span], None).into_iter().find(may_be_blamed)
        })
    }

    /// True where the accusation is about what the article is about.
    fn is_charge(&self, at: usize) -> bool {
        let seen = &self.claims[at];
        let end = (seen.hull.end + 90).min(self.document.text.n_chars());
        let text = self.document.text.slice(CharSpan::new(seen.hull.start, end)).unwrap_or_default();
        let n_own = seen.hull.end - seen.hull.start;
        let words: Vec<Word> = words(text);
        let n_inside = words.partition_point(|word| word.start < n_own);
        let behind: Vec<&Word> = words.iter().take(n_inside + CHARGE).collect();
        let stop = text.char_indices().skip(n_own as usize).find(|(_, c)| matches!(c, '.' | ';' | '\n'));
        let stop = stop.map_or(u32::MAX, |(byte, _)| text[..byte].chars().count() as u32);
        let within: Vec<&Word> = behind.iter().copied().filter(|word| word.start < stop).collect();
        let is_about = within.iter().any(|word| {
            is_deed(self.lexicon, &word.word)
                || DEEDS.contains(&singular(&word.word).as_str())
                || self.lexicon.act_of_word(&word.word) == Some(Act::Explode)
        });
        // « d'entreposer des roquettes »: of something else.
        let is_of_other = within.windows(2).any(is_other_act);
        is_about || !is_of_other && within.len() <= n_inside + 4
    }

    fn denial(&mut self, at: usize) {
        const WHAT: &[&str] = &[
            "implication",
            "accusation",
            "responsabilite",
            "role",
            "participation",
            "insinuation",
            "allegation",
            "lien",
            "faits",
            "attaque",
            "attentat",
        ];
        let seen = &self.claims[at];
        let Some(denier) = seen.agents.iter().find(|party| self.accused.contains(&party.key)).cloned() else {
            return;
        };
        let object = seen.claim.patient.as_ref().map(|role| words(&self.document.words(&role.span)));
        let is_about = object.is_none_or(|words| {
            // « nie tout », and not « nie tout ciblage ethnique ».
            let is_all = matches!(&words[..], [one] if matches!(one.word.as_str(), "tout" | "toute"));
            words.is_empty()
                || is_all
                || words.iter().any(|word| {
                    WHAT.contains(&singular(&word.word).as_str()) || is_deed(self.lexicon, &word.word)
                })
        });
        if !is_about {
            return;
        }
        let Some(question) = self.deed_question(at, Topic::Doer) else { return };
        let span = seen.claim.span.clone();
        let voice = denier.key.clone();
        let answer = Answer::Party { key: denier.key, name: denier.name, is_so: false };
        self.add_said(at, question, answer, span, Note::Own, voice);
    }
}

/// Whoever acts, and a power that the article leaves without a state: *l'armée*.
fn may_be_blamed(party: &Party) -> bool {
    const POWERS: &[&str] = &[
        "w:armee",
        "w:gouvernement",
        "w:regime",
        "w:police",
        "w:rebelle",
        "w:separatiste",
        "w:insurge",
        "w:milice",
    ];
    party.is_actor() || POWERS.contains(&party.key.as_str())
}

fn is_accusing(lemma: &str) -> bool {
    const ACCUSING: &[&str] = &[
        "accuser",
        "imputer",
        "attribuer",
        "incriminer",
        "mettre cause",
        "mettre en cause",
        "blamer",
        "rejeter faute",
        "rejeter la faute",
        "rejeter la responsabilite",
        "rejeter responsabilite",
        "renvoyer",
        "reporter",
        "pointer doigt",
        "pointer du doigt",
        "designer",
    ];
    ACCUSING.contains(&lemma)
}

fn is_denying(lemma: &str) -> bool {
    let first = lemma.split(' ').next().unwrap_or_default();
    matches!(first, "nier" | "dementir" | "refuter" | "recuser" | "contester" | "rejeter" | "opposer")
}

/// `d'entreposer`: two words that name an act which somebody is accused of, other than what the article is about.
pub(super) fn is_other_act(pair: &[&Word]) -> bool {
    matches!(pair[0].word.as_str(), "d" | "de") && is_infinitive(&pair[1].word) && pair[1].word != "avoir"
}

fn is_infinitive(word: &str) -> bool {
    word.len() > 3 && ["er", "ir", "oir", "re"].iter().any(|ending| word.ends_with(ending))
}
