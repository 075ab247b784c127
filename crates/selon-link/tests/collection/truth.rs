//! What is true of a generated collection, counted from where each sentence was first written.

#![allow(clippy::type_complexity)] // Tables that live for one function.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use selon_extract::SourceKind;

use super::{Article, Collection, Said};

/// Words of one text in both articles, from which on one has it from the other.
const LEAST_WORDS: usize = 25;

/// Sentences of a translation that can be told from chance.
const LEAST_SENTENCES: usize = 4;

/// What two articles are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {
    Syndicated,
    Apart,
    /// They share too little for anybody to tell.
    Open,
}

/// Pairs of articles that share a sentence, by numbers; all others are apart.
pub fn pairs(collection: &Collection) -> HashMap<(usize, usize), Pair> {
    let mut by_sentence: BTreeMap<(usize, usize), Vec<(usize, usize, bool)>> = BTreeMap::new();
    for article in &collection.articles {
        for sentence in article.paragraphs.iter().flatten() {
            let n_words = sentence.words.0.split(' ').count() - sentence.n_quoted;
            let here = (article.number, n_words, sentence.is_quoted);
            by_sentence.entry(sentence.first).or_default().push(here);
        }
    }
    let mut shared: HashMap<(usize, usize), (usize, usize)> = HashMap::new();
    for articles in
        by_sentence.iter().filter(|(first, _)| first.0 < usize::MAX / 2).map(|(_, articles)| articles)
    {
        for (i, (b, n_words, is_quoted)) in articles.iter().enumerate() {
            for (a, _, other_is_quoted) in &articles[..i] {
                // Who quotes what another quotes has it from neither.
                let n_words = if *is_quoted && *other_is_quoted { 0 } else { *n_words };
                let sum = shared.entry((*a.min(b), *a.max(b))).or_default();
                *sum = (sum.0 + n_words, sum.1 + 1);
            }
        }
    }
    shared
        .into_iter()
        .filter(|((a, b), _)| a != b)
        .map(|((a, b), (n_words, n_sentences))| {
            let (x, y) = (&collection.articles[a], &collection.articles[b]);
            let n_all = |article: &Article| article.paragraphs.iter().flatten().count();
            let is_enough = if x.english == y.english {
                n_words >= LEAST_WORDS
            } else {
                n_sentences >= LEAST_SENTENCES && 10 * n_sentences >= 6 * n_all(x).min(n_all(y))
            };
            ((a, b), if is_enough { Pair::Syndicated } else { Pair::Open })
        })
        .collect()
}

/// The claims of one fact of one event, and on how many origins they rest.
pub struct Set {
    /// Number of the article, and of the claim in it.
    pub claims: Vec<(usize, usize)>,
    pub n_origins: usize,
    pub n_independent: usize,
    /// Of each claim, the number of the group of origins that it rests on: two groups are independent.
    pub groups: Vec<usize>,
}

/// All sets of claims that answer one question.
pub fn sets(collection: &Collection) -> Vec<Set> {
    let mut by_fact: BTreeMap<(usize, &str), Vec<(usize, usize, usize, &Said)>> = BTreeMap::new();
    for article in collection.articles.iter().filter(|article| !article.english) {
        let said = article.paragraphs.iter().flatten().filter(|sentence| sentence.said.is_some());
        for (nth, sentence) in said.enumerate() {
            let Some(said) = &sentence.said else { continue };
            let claim = (article.number, nth, sentence.first.0, said);
            by_fact.entry((said.event, said.fact)).or_default().push(claim);
        }
    }
    by_fact.into_values().map(|claims| set(collection, &claims)).collect()
}

fn set(collection: &Collection, claims: &[(usize, usize, usize, &Said)]) -> Set {
    let own = |article: &Article| article.outlet.clone().unwrap_or_else(|| article.id());
    // Whose text it is: the outlet that it was first written for, or whom that credits.
    let base = |first: usize| {
        let article = &collection.articles[first];
        article.credits.first().cloned().unwrap_or_else(|| own(article))
    };
    let mut ends: Vec<String> = Vec::new();
    let mut relays: Vec<BTreeSet<String>> = Vec::new();
    for (number, _, first, said) in claims {
        let here = own(&collection.articles[*number]);
        let mut on_the_way = BTreeSet::from([base(*first)]);
        let end = match &said.voice {
            Some((name, SourceKind::Outlet)) if *name == here => base(*first),
            Some((name, SourceKind::Outlet)) => {
                on_the_way.insert(name.clone());
                name.clone()
            }
            Some((_, SourceKind::Anonymous)) => format!("unnamed through {}", base(*first)),
            Some((name, _)) => name.clone(),
            None => base(*first),
        };
        ends.push(end);
        relays.push(on_the_way);
    }
    // Outlets that have it from each other, or from a third.
    let by_base: BTreeMap<String, BTreeSet<String>> =
        claims.iter().zip(&ends).fold(BTreeMap::new(), |mut map, ((_, _, first, _), end)| {
            map.entry(base(*first)).or_insert_with(BTreeSet::new).insert(end.clone());
            map
        });
    let follow = |end: &String| {
        let mut met = vec![end.clone()];
        let mut here = end;
        while let Some(next) = by_base.get(here).filter(|ends| ends.len() == 1).and_then(|ends| ends.first())
        {
            if next == here {
                break;
            }
            if let Some(at) = met.iter().position(|known| known == next) {
                met.drain(..at);
                met.sort();
                return format!("circle of {}", met.join(" and "));
            }
            met.push(next.clone());
            here = next;
        }
        here.clone()
    };
    let followed: Vec<String> = claims
        .iter()
        .zip(&ends)
        .map(|((.., said), end)| {
            let is_cited = matches!(&said.voice, Some((_, SourceKind::Outlet)));
            if is_cited { follow(end) } else { end.clone() }
        })
        .collect();
    let mut only: BTreeMap<&String, BTreeSet<String>> = BTreeMap::new();
    for (end, relays) in followed.iter().zip(&relays) {
        let mut relays = relays.clone();
        relays.insert(end.clone());
        only.entry(end).and_modify(|only| *only = &*only & &relays).or_insert(relays);
    }
    // Origins that share an only relay are joined until none do.
    let mut groups: Vec<BTreeSet<String>> = Vec::new();
    for relays in only.values() {
        let mut joined = relays.clone();
        groups.retain(|group| {
            let touches = !group.is_disjoint(&joined);
            if touches {
                joined.extend(group.iter().cloned());
            }
            !touches
        });
        groups.push(joined);
    }
    let groups_of = followed
        .iter()
        .map(|end| {
            groups.iter().position(|group| group.contains(end) || !only[end].is_disjoint(group)).unwrap_or(0)
        })
        .collect();
    Set {
        groups: groups_of,
        claims: claims.iter().map(|(number, nth, ..)| (*number, *nth)).collect(),
        n_origins: only.len(),
        n_independent: groups.len(),
    }
}
