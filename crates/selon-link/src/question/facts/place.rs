//! Where it was: the place that a clause tells, and the place that an article is about.
//!
//! | words | where |
//! | --- | --- |
//! | `au port fluvial de Vastrel`, `dans la région de Vastrel`, `près de Vastrel` | Vastrel |
//! | `entendue jusqu'à Brine` | not Brine: that far it was heard |
//! | `ont dit à Halcord` | not Halcord: whom they told |
//! | `à l'hôpital du Gué`, `rue des Haleurs` | nowhere that a question could be about |
//! | `VASTREL, 13 mai (AMP) –` | a dateline says where the reporter is |
//!
//! An article is about the place that its headline names, that stands behind what happened, or that it names most.

use selon_extract::Claim;
use selon_text::CharSpan;

use super::super::lexicon::{Act, Lexicon};
use super::super::party::{Parties, Party};
use super::super::words::{Word, words};
use crate::Document;

/// Lines of an article that are looked at for what it is about.
const LINES: usize = 12;

/// Words before a name that may lead to it.
const REACH: usize = 8;

/// What a headline, and a name behind what happened, count for against a bare mention.
const HEADLINE: usize = 3;
const BEHIND_EVENT: usize = 2;

/// The first named place in a clause that words for *there* lead to.
pub(super) fn place_in(document: &Document, parties: &Parties<'_>, claim: &Claim) -> Option<Party> {
    claim.span.iter().find_map(|span| {
        let text = document.text.slice(*span)?;
        let words = words(text);
        let mut names = parties.names_in(*span).take(16);
        names.find_map(|(named, mention)| {
            let n_before = words.partition_point(|word| span.start + word.start < named.start);
            let leads = leads_there(&words[..n_before], &|from, to| {
                let between = CharSpan::new(span.start + from, span.start + to);
                document.text.slice(between).unwrap_or_default().to_owned()
            });
            (leads && parties.is_place(mention)).then(|| parties.place(mention)).flatten()
        })
    })
}

/// True where the words before a name say that something is there: *à*, *dans l'incendie du port de*.
fn leads_there(before: &[Word], text: &dyn Fn(u32, u32) -> String) -> bool {
    const THERE: &[&str] = &["a", "au", "aux", "dans", "sur", "en", "pres", "vers", "contre"];
    let Some(last) = before.last() else { return false };
    let mut nearest = before.iter().rev().take(REACH).enumerate();
    let Some((distance, there)) = nearest.find(|(_, word)| THERE.contains(&word.word.as_str())) else {
        return false;
    };
    let at = before.len() - 1 - distance;
    let lead = at.checked_sub(1).map_or("", |at| before[at].word.as_str());
    if lead == "jusqu" || there.word == "a" && is_told(lead) {
        return false;
    }
    let chain: Vec<&str> = before[at + 1..].iter().map(|word| word.word.as_str()).collect();
    if chain.is_empty() || chain == ["de"] && there.word == "pres" {
        return true;
    }
    let links = |word: &str| matches!(word, "de" | "du" | "d" | "des");
    let is_joined =
        chain.last().is_some_and(|word| links(word) || matches!(*word, "la" | "l" | "le" | "les"));
    let is_whole = !text(there.end, last.end).contains([',', ';', ':', '(', ')', '.', '«', '»', '–', '—']);
    let has_link = chain.iter().any(|word| links(word));
    is_whole && is_joined && (has_link || chain.len() == 1) && !is_facility(&chain)
}

/// `l'hôpital du Gué`: the name is that of a house or street, not of a town; `l'hôpital de Vastrel` is in Vastrel.
fn is_facility(chain: &[&str]) -> bool {
    const FACILITIES: &[&str] = &[
        "hopital",
        "clinique",
        "ecole",
        "lycee",
        "rue",
        "place",
        "avenue",
        "boulevard",
        "hotel",
        "pont",
        "caserne",
        "stade",
        "eglise",
        "mosquee",
        "cafe",
        "restaurant",
        "cinema",
        "theatre",
        "station",
        "parc",
        "immeuble",
    ];
    let (article, chain) = match chain {
        [chain @ .., "de", "la" | "l" | "les"] => (true, chain),
        [chain @ .., "du" | "des" | "la" | "le" | "les" | "l"] => (true, chain),
        [chain @ .., _] => (false, chain),
        [] => return false,
    };
    article && chain.last().is_some_and(|noun| FACILITIES.contains(noun))
}

/// `ont indiqué à X`.
fn is_told(word: &str) -> bool {
    const TOLD: &[&str] = &[
        "dit", "indique", "declare", "confie", "affirme", "raconte", "explique", "assure", "precise",
        "annonce", "repondu", "revele", "confirme", "ecrit", "adresse", "adresses", "parle", "remis",
        "transmis",
    ];
    TOLD.contains(&word)
}

/// False where the words before a place say that it was not there: *jusqu'à Brine*, *depuis Brine*, *vers Brine*.
pub(super) fn stands_at(document: &Document, place: &[CharSpan]) -> bool {
    const BEFORE: u32 = 12;
    let Some(first) = place.first() else { return false };
    let text = document.text.slice(CharSpan::new(first.start.saturating_sub(BEFORE), first.start));
    let before = words(text.unwrap_or_default());
    let own = words(document.text.slice(*first).unwrap_or_default());
    let is_far = |word: &Word| word.word == "jusqu";
    !before.iter().rev().take(2).any(is_far) && !own.iter().take(1).any(is_far)
}

/// The headline, wherever it stands, and the lines of the body.
pub(super) fn first_lines(document: &Document) -> Vec<CharSpan> {
    let text = document.text.as_str();
    let title =
        document.title.as_deref().map(str::trim).filter(|title| !title.is_empty()).and_then(|title| {
            let start = text.find(title)?;
            let from = text[..start].chars().count() as u32;
            Some(CharSpan::new(from, from + title.chars().count() as u32))
        });
    let is_title = |line: &CharSpan| title.is_some_and(|title| title.contains(*line) || line.contains(title));
    let body = document.body.iter().filter(|line| !is_title(line)).copied();
    title.into_iter().chain(body).collect()
}

/// The place that an article is about.
pub(super) fn main_place(document: &Document, parties: &Parties<'_>, lexicon: &Lexicon) -> Option<Party> {
    let mut counts: Vec<(Party, usize)> = Vec::new();
    for (nth, line) in first_lines(document).iter().take(LINES).enumerate() {
        let text = document.text.slice(*line).unwrap_or_default();
        let words = words(text);
        let is_headline = nth == 0;
        for (named, mention) in parties.names_in(*line).take(64) {
            // « Explosion de X », « Port de X » as one name.
            let first = words.iter().find(|word| line.start + word.start >= named.start);
            let is_of_place = first.is_some_and(|word| {
                is_event(lexicon, &word.word)
                    || matches!(
                        word.word.as_str(),
                        "port" | "gare" | "aeroport" | "ville" | "prison" | "quartier"
                    )
            });
            let inside = if is_of_place { parties.place_inside(mention) } else { None };
            if inside.is_none() && !parties.is_place(mention) {
                continue;
            }
            let n_before = words.partition_point(|word| line.start + word.start < named.start);
            let shown = document.text.slice(named).unwrap_or_default();
            let is_dateline = n_before == 0
                && (shown.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
                    || text
                        .chars()
                        .skip(named.len() as usize)
                        .take(40)
                        .any(|c| matches!(c, '–' | '—' | '|')));
            let before = &words[n_before.saturating_sub(REACH)..n_before];
            // « La Gazette de X » is a paper.
            let is_outlet = before.iter().rev().take(3).any(|word| {
                matches!(
                    word.word.as_str(),
                    "gazette"
                        | "journal"
                        | "tribune"
                        | "voix"
                        | "courrier"
                        | "echo"
                        | "cri"
                        | "site"
                        | "agence"
                )
            });
            let is_told = before.last().is_some_and(|word| word.word == "a")
                && before.iter().rev().nth(1).is_some_and(|word| is_told(&word.word));
            if is_outlet || is_told || before.iter().rev().take(2).any(|word| word.word == "jusqu") {
                continue;
            }
            let is_behind = inside.is_some() || before.iter().any(|word| is_event(lexicon, &word.word));
            let opens = n_before == 0 && text.chars().skip(named.len() as usize).take(3).any(|c| c == ':');
            let weight = match (is_dateline && !is_headline, is_headline) {
                (true, _) => 0,
                (_, true) if is_behind || opens => HEADLINE + BEHIND_EVENT,
                (_, true) => HEADLINE,
                _ if is_behind => 1 + BEHIND_EVENT,
                _ => 1,
            };
            let Some(place) = parties.place(inside.unwrap_or(mention)) else { continue };
            match counts.iter_mut().find(|(known, _)| known.key == place.key) {
                Some((_, n)) => *n += weight,
                None => counts.push((place, weight)),
            }
        }
    }
    // The first of several that are named as often; towns before countries.
    let rank = |(place, n): &(Party, usize)| (!place.key.starts_with("s:"), *n);
    let most = counts.iter().map(rank).max()?;
    counts.into_iter().find(|counted| rank(counted) == most).map(|(place, _)| place)
}

/// Words for what happens somewhere.
fn is_event(lexicon: &Lexicon, word: &str) -> bool {
    matches!(
        lexicon.act_of_word(word),
        Some(Act::Explode | Act::Die | Act::Fight | Act::Injure | Act::Protest | Act::Seize | Act::Leave)
    ) || matches!(
        word,
        "catastrophe"
            | "drame"
            | "victime"
            | "victimes"
            | "bilan"
            | "massacre"
            | "seisme"
            | "inondation"
            | "crue"
            | "accident"
    )
}
