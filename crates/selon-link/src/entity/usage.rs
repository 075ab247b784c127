//! Does a place name stand for who governs there?
//!
//! `Damas a accusé …`, `les troupes de Damas`, `négocier avec Moscou` speak of governments; `la banlieue de Damas`,
//! `à Moscou`, `bombarder Damas` of towns. The words right before tell first, then the claims and attributions that
//! the mention takes part in; what neither tells follows the clear uses of the same name in the article, else it is
//! a place.

use selon_extract::Event;
use selon_text::CharSpan;

use super::known::Known;
use super::words::{Word, words};
use crate::Document;

/// How a name of a place is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Usage {
    Actor,
    Place,
    Unclear,
}

/// Prepositions of place.
const LOCATIVE: &[&str] = &[
    "en", "dans", "vers", "depuis", "sur", "chez", "jusqu", "via", "in", "at", "into", "near", "pres",
    "hors", "proche",
];
/// Prepositions that take somebody who acts.
const ACTING: &[&str] =
    &["par", "avec", "entre", "selon", "contre", "envers", "pour", "by", "with", "between", "against"];
/// Words for parts of a land or town, with the directions.
const PARTS: &[&str] = &[
    "nord",
    "sud",
    "est",
    "ouest",
    "centre",
    "interieur",
    "frontiere",
    "frontieres",
    "territoire",
    "sol",
    "long",
    "route",
    "aeroport",
    "rue",
    "rues",
    "ciel",
    "environs",
    "alentours",
    "peripherie",
    "banlieue",
    "faubourgs",
    "abords",
    "large",
    "cote",
    "cotes",
    "population",
    "habitants",
    "peuple",
    "est-a",
    "liberation",
    "reprise",
    "prise",
    "chute",
    "siege",
    "bataille",
    "invasion",
    "reconstruction",
    "avenir",
    "carte",
    "north",
    "south",
    "east",
    "west",
    "parts",
    "rest",
    "pans",
    "etendues",
    "surface",
    "zones",
    "zone",
    "regions",
    "villes",
    "provinces",
    "direction",
];

/// How mention `mention` of `document` is used.
pub(crate) fn usage(document: &Document, mention: usize, facts: &Facts) -> Usage {
    let Some(span) = document.extraction.mentions[mention].span.first() else { return Usage::Unclear };
    let known = Known::lists();
    let own = words(document.text.slice(*span).unwrap_or_default());
    let before: Vec<Word> = before(document, *span);
    // A mention may take in the words that join it: `ville où Washington`.
    let mut left: Vec<&Word> = before.iter().collect();
    left.extend(own.iter().take(super::words::n_before(&own)));
    while left
        .last()
        .is_some_and(|word| matches!(word.folded.as_str(), "la" | "le" | "les" | "l" | "the" | "ou"))
    {
        left.pop();
    }
    let word =
        |back: usize| left.len().checked_sub(back).map(|at| left[at].folded.as_str()).unwrap_or_default();
    if LOCATIVE.contains(&word(1)) {
        return Usage::Place;
    }
    if ACTING.contains(&word(1)) && !(word(1) == "contre" && own.len() == 1 && facts.is_struck(mention)) {
        return Usage::Actor;
    }
    if facts.acts(mention) {
        return Usage::Actor;
    }
    if matches!(word(1), "de" | "du" | "d" | "des" | "of") {
        let noun = word(2);
        if PARTS.contains(&noun) || known.noun(noun).is_some_and(|types| types.contains(&"place")) {
            return Usage::Place;
        }
        if known.institution(noun).is_some() || known.noun(noun).is_some_and(|types| types.contains(&"state"))
        {
            return Usage::Actor;
        }
        if matches!(
            noun,
            "soutien"
                | "appui"
                | "allie"
                | "allies"
                | "position"
                | "strategie"
                | "politique"
                | "accord"
                | "aide"
                | "part"
                | "role"
                | "sponsors"
                | "porte"
                | "retrait"
                | "demande"
                | "menaces"
                | "sanctions"
                | "ambassadeur"
                | "ambassade"
        ) {
            return Usage::Actor;
        }
    }
    if matches!(word(1), "a" | "au" | "aux") {
        return Usage::Place;
    }
    if followed_by_allies(document, *span) {
        return Usage::Actor;
    }
    Usage::Unclear
}

/// `Washington et ses alliés`.
fn followed_by_allies(document: &Document, span: CharSpan) -> bool {
    let rest = CharSpan::new(span.end, (span.end + 12).min(document.text.n_chars()));
    let next = words(document.text.slice(rest).unwrap_or_default());
    matches!(&next[..], [and, own, ..] if matches!(and.folded.as_str(), "et" | "and") && matches!(own.folded.as_str(), "ses" | "leurs" | "its" | "their"))
}

/// The few words before a span, in its sentence.
fn before(document: &Document, span: CharSpan) -> Vec<Word> {
    /// Letters that are looked at.
    const REACH: u32 = 40;
    let start = span.start.saturating_sub(REACH);
    let text = document.text.slice(CharSpan::new(start, span.start)).unwrap_or_default();
    let tail = text.rsplit(['.', ';', ':', '!', '?', '\n', '»', '«', '(', ',']).next().unwrap_or_default();
    words(tail)
}

/// What claims and attributions say of mentions.
pub(crate) struct Facts {
    acting: Vec<bool>,
    struck: Vec<bool>,
}

impl Facts {
    pub fn of(document: &Document) -> Self {
        let extraction = &document.extraction;
        let n = extraction.mentions.len();
        let mut facts = Self { acting: vec![false; n], struck: vec![false; n] };
        for claim in &extraction.claims {
            for role in [&claim.agent, &claim.recipient].into_iter().flatten() {
                if let Some(mention) = role.mention.filter(|&mention| mention < n) {
                    facts.acting[mention] = true;
                }
            }
            if let Some(mention) = claim.patient.as_ref().and_then(|role| role.mention).filter(|&m| m < n) {
                match claim.predicate.event {
                    Some(Event::Assault) => facts.struck[mention] = true,
                    Some(_) => facts.acting[mention] = true,
                    None => {}
                }
            }
            for voice in &claim.voices {
                if let Some(mention) = voice.mention.filter(|&mention| mention < n) {
                    facts.acting[mention] = true;
                }
            }
        }
        for attribution in &extraction.attributions {
            for (mention, found) in extraction.mentions.iter().enumerate() {
                if found.span == attribution.source {
                    facts.acting[mention] = true;
                }
            }
        }
        facts
    }

    pub fn acts(&self, mention: usize) -> bool {
        self.acting[mention]
    }

    pub fn is_struck(&self, mention: usize) -> bool {
        self.struck[mention]
    }
}
