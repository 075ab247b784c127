//! When: the dates of what happens once.

use selon_extract::{EvidenceKind, SourceKind};

use super::super::answer::Moment;
use super::super::lexicon::Act;
use super::super::party::Party;
use super::super::{Answer, Note, Topic};
use super::{NEAR, NEIGHBOURS, Reader, moment};

/// Months as they are written, folded.
const MONTHS: &[&str] = &[
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

impl Reader<'_> {
    pub(super) fn times(&mut self, at: usize) {
        let seen = &self.claims[at];
        let found = match seen.act {
            Some(Act::Date) => self.dated(at),
            Some(act) => self.once(at, act).map(|about| (about, act)),
            None => None,
        };
        let Some((about, act)) = found else { return };
        let own = moment(seen.claim).or_else(|| self.month(at));
        let span = seen.claim.time.as_ref().map(|time| time.span.clone());
        let (when, span, note) = match (own, span) {
            (Some(when), Some(span)) => (when, span, Note::Own),
            _ => match self.time_of_report(at) {
                Some((when, span)) => (when, span, Note::TimeOfReport),
                None => return,
            },
        };
        let question = self.question(at, Topic::Date, act.as_str(), about);
        self.add(at, question, Answer::Time(when), span, note);
    }

    /// About whom and what, for an act that happens once to them.
    fn once(&self, at: usize, act: Act) -> Option<Vec<Party>> {
        let seen = &self.claims[at];
        if seen.is_denied() {
            return None;
        }
        match act {
            Act::Leave => {
                let who = self.leaver(at)?;
                let origin = seen.origin.clone().or_else(|| self.origin_before(at))?;
                Some(vec![who, origin])
            }
            Act::Explode => Some(vec![seen.place.clone().or_else(|| self.main_place.clone())?]),
            Act::Die | Act::Detain | Act::Release | Act::StepDown => {
                let whom = [&seen.patients, &seen.agents].into_iter().flatten();
                let whom = whom.into_iter().find(|party| party.kind == super::PartyKind::Person)?;
                Some(vec![whom.clone()])
            }
            Act::Seize => {
                let who = seen.agents.iter().find(|party| party.is_actor())?;
                let place = seen.claim.patient.as_ref().and_then(|role| self.parties.place_of(&role.span))?;
                Some(vec![who.clone(), place])
            }
            Act::Deal => {
                let mut parties: Vec<_> = seen
                    .agents
                    .iter()
                    .chain(&seen.patients)
                    .filter(|party| party.is_actor())
                    .cloned()
                    .collect();
                parties.sort();
                parties.dedup();
                (parties.len() == 2).then_some(parties)
            }
            _ => None,
        }
    }

    /// `la vidéo daterait de juin`: the date of what the video shows.
    fn dated(&self, at: usize) -> Option<(Vec<Party>, Act)> {
        let seen = &self.claims[at];
        let words = super::words(&self.document.words(&seen.claim.agent.as_ref()?.span));
        let is_picture = words.iter().any(|word| {
            matches!(
                word.word.as_str(),
                "video" | "videos" | "image" | "images" | "photo" | "photos" | "enregistrement" | "film"
            )
        });
        if !is_picture {
            return None;
        }
        let shown = self.claims.iter().enumerate().skip(at.saturating_sub(NEIGHBOURS)).take(2 * NEIGHBOURS);
        let mut shown: Vec<_> = shown
            .filter(|(_, other)| {
                other.act == Some(Act::Leave) && other.sentence.abs_diff(seen.sentence) <= NEAR
            })
            .filter_map(|(n, other)| {
                Some((other.sentence.abs_diff(seen.sentence), n, self.once(n, Act::Leave)?))
            })
            .collect();
        shown.sort_by_key(|(distance, n, _)| (*distance, *n));
        shown.into_iter().next().map(|(_, _, about)| (about, Act::Leave))
    }

    /// A month without a year: *début juin*.
    fn month(&self, at: usize) -> Option<Moment> {
        let time = self.claims[at].claim.time.as_ref()?;
        if time.from.is_some() || time.to.is_some() {
            return None;
        }
        let words = super::words(&self.document.words(&time.span));
        let place = words.iter().position(|word| MONTHS.contains(&word.word.as_str()))?;
        let month = MONTHS.iter().position(|month| *month == words[place].word)? + 1;
        let day = place
            .checked_sub(1)
            .and_then(|before| words[before].word.parse::<u32>().ok())
            .filter(|day| (1..=31).contains(day));
        let (from, to) = match day {
            Some(day) => (day, day),
            None if words.iter().any(|word| word.word == "debut") => (1, 12),
            None if words.iter().any(|word| word.word == "fin") => (18, 31),
            None => (1, 31),
        };
        Some(Moment { from: format!("-{month:02}-{from:02}"), to: format!("-{month:02}-{to:02}") })
    }

    /// The time of the clause that reports it, in the same sentence: *En juin, X a publié une vidéo qui montre …*.
    fn time_of_report(&self, at: usize) -> Option<(Moment, Vec<selon_text::CharSpan>)> {
        let seen = &self.claims[at];
        let is_reported = seen.claim.voices.len() > 1
            || seen
                .claim
                .evidence
                .iter()
                .any(|evidence| matches!(evidence.kind, EvidenceKind::Video | EvidenceKind::Photo));
        let is_of_picture = seen
            .claim
            .voices
            .iter()
            .any(|voice| voice.kind == SourceKind::Image || voice.kind == SourceKind::Outlet);
        if !is_reported || !is_of_picture {
            return None;
        }
        self.neighbours(at).find_map(|other| {
            let other = &self.claims[other];
            let is_before = other.hull.start <= seen.hull.start;
            let when = moment(other.claim).filter(|_| is_before && other.act != Some(Act::Leave))?;
            Some((when, other.claim.time.as_ref()?.span.clone()))
        })
    }
}
