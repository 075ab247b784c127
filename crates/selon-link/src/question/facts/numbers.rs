//! How many: numbers with what is counted, what it did or underwent, and where.

use selon_extract::Quantity;
use selon_text::CharSpan;

use super::super::answer::Number;
use super::super::lexicon::Act;
use super::super::party::Party;
use super::super::words::singular;
use super::super::{Answer, Note, Topic};
use super::{NEAR, NEIGHBOURS, Reader};

/// Classes of `units.tsv` that count people.
const PEOPLE: &[&str] = &["anybody", "fighter", "soldier", "civilian", "worker", "child", "woman"];

/// Units of time, distance and weight: they measure and do not count.
const MEASURES: &[&str] = &[
    "an",
    "annee",
    "mois",
    "moi",
    "semaine",
    "jour",
    "journee",
    "heure",
    "minute",
    "seconde",
    "siecle",
    "fois",
    "foi",
    "kilometre",
    "km",
    "metre",
    "m",
    "mm",
    "cm",
    "hectare",
    "tonne",
    "kilo",
    "kg",
    "litre",
    "degre",
    "h",
    "page",
    "article",
    "ligne",
    "chapitre",
    "point",
    "sans",
    "moins",
];

impl Reader<'_> {
    pub(super) fn numbers(&mut self, at: usize) {
        let quantities = self.claims[at].claim.quantities.clone();
        for quantity in quantities.iter().take(8) {
            self.number(at, quantity, Note::Own);
        }
        if quantities.is_empty()
            && self.claims[at].act == Some(Act::Leave)
            && let Some(quantity) = self.quantity_beside(at)
        {
            self.number(at, &quantity, Note::NumberBeside);
        }
    }

    /// The number of those who leave, out of the clause that lets them or agrees with them.
    fn quantity_beside(&self, at: usize) -> Option<Quantity> {
        let agent = self.claims[at].claim.agent.as_ref().map(|role| role.span.clone()).unwrap_or_default();
        let others = self.neighbours(at).filter(|other| *other < at);
        let found = others.filter_map(|other| {
            let other = &self.claims[other];
            let is_matrix = matches!(other.act, Some(Act::Let | Act::Deal));
            let quantity = other.claim.quantities.iter().find(|quantity| self.counts_people(quantity))?;
            let is_agent = agent.iter().any(|span| quantity.span.iter().any(|part| span.contains(*part)));
            (is_agent || is_matrix).then(|| quantity.clone())
        });
        found.last()
    }

    fn unit(&self, quantity: &Quantity) -> Option<String> {
        if let Some(unit) = &quantity.unit {
            return super::words(unit).last().map(|word| singular(&word.word));
        }
        None
    }

    fn counts_people(&self, quantity: &Quantity) -> bool {
        self.unit(quantity).is_some_and(|unit| PEOPLE.contains(&self.class(&unit)))
    }

    /// The class of a noun; an ending like *-iste* or *-eur* names people.
    fn class<'u>(&self, unit: &'u str) -> &'u str {
        let class = self.lexicon.unit(unit);
        // « blessées », « tuées ».
        let masculine = unit.strip_suffix('e').map(|stem| self.lexicon.unit(stem)).unwrap_or(unit);
        if class == unit && PEOPLE.contains(&masculine) {
            masculine
        } else if class == unit && ["iste", "ien", "ais"].iter().any(|ending| unit.ends_with(ending)) {
            "fighter"
        } else {
            class
        }
    }

    fn number(&mut self, at: usize, quantity: &Quantity, note: Note) {
        if quantity.min.is_none() && quantity.max.is_none() || self.is_refused(quantity) {
            return;
        }
        let seen = &self.claims[at];
        // « rien n'étaye le bilan de quarante morts » gives no number.
        if seen.is_denied() {
            return;
        }
        let (unit, nested) = match self.unit(quantity) {
            Some(unit) => (unit, None),
            None => match self.counted_noun(at) {
                Some((unit, nested)) => (unit, nested),
                None => return,
            },
        };
        if MEASURES.contains(&unit.as_str()) || unit.len() < 2 {
            return;
        }
        let class = self.class(&unit).to_owned();
        let is_people = PEOPLE.contains(&class.as_str());
        let own = nested.map(|nested| &self.claims[nested]).unwrap_or(seen);
        let act = match act_of_unit(&unit) {
            Some(act) => Some(act),
            None => match own.act {
                Some(Act::Count | Act::Deal) | None => self.act_inside(at),
                act => act,
            },
        };
        let answer = Number {
            min: quantity.min.unwrap_or(0.0),
            max: quantity.max.unwrap_or(f64::INFINITY),
            unit: unit.clone(),
        };
        let origin = own.origin.clone();
        let place = own.place.clone().or_else(|| seen.place.clone());
        let (about, act, year, note) = match act {
            Some(Act::Leave | Act::Let) if is_people => {
                let inside = self.neighbours(at).find_map(|other| {
                    let other = &self.claims[other];
                    (other.act == Some(Act::Leave)).then(|| other.origin.clone()).flatten()
                });
                let (origin, note) = match origin.or(inside) {
                    Some(origin) => (origin, note),
                    None => match self.origin_before(at) {
                        Some(origin) => (origin, Note::PlaceBefore),
                        None => return,
                    },
                };
                (vec![origin], Act::Leave.as_str().to_owned(), String::new(), note)
            }
            Some(act @ (Act::Die | Act::Injure | Act::Miss | Act::Detain | Act::Displace | Act::Protest))
                if is_people =>
            {
                let (place, note) = match place {
                    Some(place) => (place, note),
                    None => match self.place_of_event(at, act) {
                        Some(place) => (place, Note::PlaceBefore),
                        None => return,
                    },
                };
                let year = self.year(at);
                // Nothing says when, and where only by guess: it may be of any event anywhere.
                if year.is_empty() && note == Note::PlaceBefore && self.deed.is_none() {
                    return;
                }
                (vec![place], act.as_str().to_owned(), year, note)
            }
            Some(Act::Fight | Act::Leave | Act::Let | Act::Count) | None if is_people => return,
            act => {
                let holds = |span: &[CharSpan]| {
                    span.iter().any(|span| quantity.span.iter().any(|part| span.contains(*part)))
                };
                let claim = seen.claim;
                let roles = [
                    (&claim.agent, &seen.agents),
                    (&claim.patient, &seen.patients),
                    (&claim.recipient, &seen.recipients),
                ];
                let mut about: Vec<Party> = roles
                    .into_iter()
                    .filter(|(role, _)| role.as_ref().is_some_and(|role| !holds(&role.span)))
                    .filter_map(|(_, parties)| parties.first().cloned())
                    .collect();
                about.extend(place);
                if !about.iter().any(super::is_named) {
                    return;
                }
                let act =
                    act.map_or_else(|| super::fold(&claim.predicate.lemma), |act| act.as_str().to_owned());
                (about, act, self.year(at), note)
            }
        };
        let mut question = self.question(at, Topic::Count, &act, about);
        question.unit = if is_people { "people".to_owned() } else { class };
        question.year = year;
        self.add(at, question, Answer::Number(answer), quantity.span.clone(), note);
    }

    /// `des milliers, et non des centaines`: the second is what it is not.
    fn is_refused(&self, quantity: &Quantity) -> bool {
        let Some(first) = quantity.span.first() else { return true };
        let before = CharSpan::new(first.start.saturating_sub(14), first.start);
        let words = self.words_in(before);
        words.iter().rev().take(2).any(|word| matches!(word.word.as_str(), "non" | "pas"))
    }

    /// `le nombre de X qui …`: what a bare number counts, and the claim inside that says what they did.
    fn counted_noun(&self, at: usize) -> Option<(String, Option<usize>)> {
        let agent = self.claims[at].claim.agent.as_ref()?;
        let words = super::words(&self.document.words(&agent.span));
        let number =
            words.iter().position(|word| matches!(word.word.as_str(), "nombre" | "bilan" | "total"))?;
        let noun = words[number + 1..].iter().find(|word| !super::super::words::is_small(&word.word))?;
        let nested = self.neighbours(at).find(|other| {
            let other = &self.claims[*other];
            matches!(
                other.act,
                Some(Act::Leave | Act::Let | Act::Die | Act::Injure | Act::Detain | Act::Displace)
            )
        });
        Some((singular(&noun.word), nested))
    }

    /// What the people of a count or an agreement did, as a clause of the same sentence says.
    fn act_inside(&self, at: usize) -> Option<Act> {
        self.neighbours(at).find_map(|other| {
            self.claims[other]
                .act
                .filter(|act| matches!(act, Act::Leave | Act::Die | Act::Injure | Act::Detain))
        })
    }

    /// Where an event is said to have been a little before; else what the article is about.
    fn place_of_event(&self, at: usize, act: Act) -> Option<Party> {
        let sentence = self.claims[at].sentence;
        let near = self.claims[..at].iter().rev().take(NEIGHBOURS * 2);
        let near = near.take_while(|seen| seen.sentence + NEAR >= sentence).find_map(|seen| {
            seen.place.clone().filter(|_| seen.act == Some(act) || seen.act == Some(Act::Explode))
        });
        // What the article is about goes before what it mentions on the way, unless the deed itself stood elsewhere.
        let is_of_deed = self.deed.is_some() && self.main_place.is_some();
        if is_of_deed { self.main_place.clone().or(near) } else { near.or_else(|| self.main_place.clone()) }
    }
}

/// Nouns that say what befell those they count: *onze morts*, *trente blessées*.
pub(super) fn act_of_unit(unit: &str) -> Option<Act> {
    // « blessée », « tuée », « morte ».
    let stem = unit.strip_suffix('e').unwrap_or(unit);
    let stem = stem.strip_suffix('e').unwrap_or(stem);
    match stem {
        "mort" | "tue" | "tu" | "deces" | "depouill" | "cadavr" | "cercueil" | "victim" => Some(Act::Die),
        "bless" => Some(Act::Injure),
        "disparu" => Some(Act::Miss),
        "evacu" | "deplac" => Some(Act::Displace),
        "arrestation" | "interpellation" | "arret" | "interpell" => Some(Act::Detain),
        "manifestant" => Some(Act::Protest),
        _ => None,
    }
}
