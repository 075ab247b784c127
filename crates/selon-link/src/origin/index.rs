//! Which documents are compared: those that share keys, found without a pass over the case.
//!
//! A key that many documents share (a slogan, a statement that everybody quotes, a text that hundreds run) would make
//! all pairs of them. So of the documents of a key the first [`HUBS`], in the order of their numbers, which are hashes,
//! are compared with all the others, and these with none but them. Up to that many copies are compared all with all;
//! of more, each with the same few, and all are joined through these. Which pairs are compared depends on the set of
//! documents alone: where a document becomes one of the first, pairs that the one had whose place it takes are looked
//! at again, and where one of the first is taken out, so are those of the one that moves up.
//!
//! A pair is compared where the keys that they share weigh [`LEAST_WEIGHT`]: two runs of own words, one that
//! is quoted in one of them, or, between languages, one of names and numbers.
//!
//! Cost of adding a document: its keys (about 80 for 500 words) times a look-up of [`HUBS`], and a comparison for each of
//! the first documents that it shares text with, which are the same for most of its keys. Of the *n* documents of a key
//! one in *n* / [`HUBS`] becomes one of the first itself and is compared with all: [`HUBS`] comparisons on average, and as
//! many pairs looked at again. Documents that are added in the order of their numbers take nobody's place.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::hash::Hasher;
use super::shingle::{KeyKind, Signature};
use super::{Reuse, ReuseKind, Side, compare};

/// Documents of a key that are compared with all others of it.
pub const HUBS: usize = 12;

/// Weight of shared keys from which on a pair is compared.
const LEAST_WEIGHT: u32 = 2;

/// Pairs that are compared before what they share is kept.
const PAIRS: usize = 1024;

/// The number of a document in the index: a hash of its id.
pub fn number_of(id: &str) -> i64 {
    Hasher::of(id.as_bytes()) as i64
}

/// A document among those of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    /// The document's number.
    pub number: i64,
    /// What the key is of there.
    pub kind: KeyKind,
}

/// A document on its way into the index.
#[derive(Clone, Copy, Debug)]
pub struct NewText<'a> {
    /// Its number.
    pub number: i64,
    /// Its id.
    pub id: &'a str,
    /// Its keys.
    pub signature: &'a Signature,
}

/// Where keys, texts and what was found are kept.
pub trait TextStore {
    /// What goes wrong.
    type Error;

    /// The first documents of key `hash` in the order of their numbers: at most `most`, or all.
    ///
    /// # Errors
    /// Where they cannot be read.
    fn first(&mut self, hash: u64, most: Option<usize>) -> Result<Vec<Posting>, Self::Error>;

    /// Keeps documents and their keys.
    ///
    /// # Errors
    /// Where they cannot be written.
    fn insert(&mut self, texts: &[NewText<'_>]) -> Result<(), Self::Error>;

    /// Forgets a document and its keys.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn remove(&mut self, number: i64, signature: &Signature) -> Result<(), Self::Error>;

    /// A document as it is compared; whom it credits and cites may be left out.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn side(&mut self, number: i64) -> Result<Option<Arc<Side>>, Self::Error>;

    /// A document as it is compared, with whom it credits and cites. Asked of those that share text, which are few of
    /// those that are compared.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn whole_side(&mut self, number: i64) -> Result<Option<Arc<Side>>, Self::Error>;

    /// The two letters of a document's language, empty where it is not known: as in its words, but asked of many
    /// documents whose words are not needed.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn language(&mut self, number: i64) -> Result<Option<String>, Self::Error>;

    /// Numbers of the documents that share text with this one.
    ///
    /// # Errors
    /// Where they cannot be read.
    fn partners(&mut self, number: i64) -> Result<Vec<i64>, Self::Error>;

    /// Puts what two documents share in place of what was kept for the two; none takes it back.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn put(&mut self, a: i64, b: i64, reuses: &[Reuse]) -> Result<(), Self::Error>;
}

/// Adds documents to a store, and compares them with those that it holds. All of `sides` must be new to it.
///
/// # Errors
/// Those of the store.
pub fn add_texts<S: TextStore>(store: &mut S, sides: &[Arc<Side>]) -> Result<(), S::Error> {
    let signatures = signatures(sides);
    let new: Vec<NewText<'_>> = sides
        .iter()
        .zip(&signatures)
        .map(|(side, signature)| NewText { number: number_of(&side.id), id: &side.id, signature })
        .collect();
    let meetings = meetings(store, &new)?;
    store.insert(&new)?;
    let mut candidates: Vec<(i64, i64)> = Vec::new();
    for ((a, b), weight) in meetings.weights {
        if weight.is_enough(|| are_in_two_languages(store, a, b))? {
            candidates.push((a, b));
        }
    }
    candidates.sort_unstable();
    for pairs in candidates.chunks(PAIRS) {
        compare_pairs(store, pairs)?;
    }
    let driven_apart: Vec<(i64, i64)> = meetings.driven_apart.into_iter().collect();
    for of_one in driven_apart.chunk_by(|a, b| a.0 == b.0) {
        let a = of_one[0].0;
        let partners: BTreeSet<i64> = store.partners(a)?.into_iter().collect();
        let others: Vec<i64> = of_one.iter().map(|(_, b)| *b).filter(|b| partners.contains(b)).collect();
        if others.is_empty() {
            continue;
        }
        for (b, meets) in others.iter().zip(do_meet(store, a, &others)?) {
            if !meets {
                store.put(a, *b, &[])?;
            }
        }
    }
    Ok(())
}

/// What new documents change among the documents of their keys.
#[derive(Default)]
struct Meetings {
    /// Pairs with a new document that are to be compared where their keys weigh enough, smaller number first.
    weights: HashMap<(i64, i64), Weight>,
    /// Pairs of older documents that no longer meet at a key.
    driven_apart: BTreeSet<(i64, i64)>,
}

/// Looks up the keys of documents that are not in the store yet, in the order of the keys, so that a store is read from
/// its front to its back.
fn meetings<S: TextStore>(store: &mut S, new: &[NewText<'_>]) -> Result<Meetings, S::Error> {
    let of_text = |text: &NewText<'_>| {
        let number = text.number;
        text.signature
            .keys
            .iter()
            .map(move |key| (key.hash, Posting { number, kind: key.kind }))
            .collect::<Vec<_>>()
    };
    let mut postings: Vec<(u64, Posting)> = new.iter().flat_map(of_text).collect();
    postings.sort_unstable();
    let mut meetings = Meetings::default();
    for of_key in postings.chunk_by(|(a, _), (b, _)| a == b) {
        let hash = of_key[0].0;
        let former = store.first(hash, Some(HUBS))?;
        if former.is_empty() && of_key.len() == 1 {
            continue;
        }
        let mut hubs: Vec<(Posting, bool)> = former.iter().map(|posting| (*posting, false)).collect();
        hubs.extend(of_key.iter().map(|(_, posting)| (*posting, true)));
        hubs.sort_unstable();
        let behind = hubs.split_off(hubs.len().min(HUBS));
        let takes_place = hubs.iter().any(|(_, is_new)| *is_new);
        // Older documents that are neither among the first nor were.
        let mut older = Vec::new();
        if takes_place && former.len() == HUBS {
            older = store.first(hash, None)?.split_off(HUBS);
        }
        for (nth, (hub, is_new)) in hubs.iter().enumerate() {
            for (other, _) in hubs[nth + 1..].iter().chain(&behind).filter(|(_, other)| *is_new || *other) {
                meetings.weights.entry(pair(hub.number, other.number)).or_default().add(hub, other);
            }
            for other in older.iter().filter(|_| *is_new) {
                meetings.weights.entry(pair(hub.number, other.number)).or_default().add(hub, other);
            }
        }
        let displaced: Vec<i64> =
            behind.iter().filter(|(_, is_new)| !is_new).map(|(posting, _)| posting.number).collect();
        for (nth, a) in displaced.iter().enumerate() {
            let others = displaced[nth + 1..].iter().copied().chain(older.iter().map(|other| other.number));
            meetings.driven_apart.extend(others.map(|b| pair(*a, b)));
        }
    }
    Ok(meetings)
}

fn are_in_two_languages<S: TextStore>(store: &mut S, a: i64, b: i64) -> Result<bool, S::Error> {
    let (Some(a), Some(b)) = (store.language(a)?, store.language(b)?) else { return Ok(false) };
    Ok(a != b)
}

/// Whether each of `others` meets a document of the store at keys that weigh enough for the two to be compared.
/// Keys are looked up until all do: copies show it within a few.
fn do_meet<S: TextStore>(store: &mut S, number: i64, others: &[i64]) -> Result<Vec<bool>, S::Error> {
    let Some(side) = store.side(number)? else { return Ok(vec![false; others.len()]) };
    let own = Signature::of(&side.words);
    let kind_of: HashMap<u64, KeyKind> = own.keys.iter().map(|key| (key.hash, key.kind)).collect();
    let mut hubs: HashMap<u64, Vec<Posting>> = HashMap::new();
    let mut found = Vec::with_capacity(others.len());
    for &other in others {
        let signature = store.side(other)?.map(|other| Signature::of(&other.words)).unwrap_or_default();
        let mut weight = Weight::default();
        let mut is_enough = false;
        for key in &signature.keys {
            let Some(&kind) = kind_of.get(&key.hash) else { continue };
            let first = match hubs.entry(key.hash) {
                Entry::Occupied(first) => first.into_mut(),
                Entry::Vacant(place) => place.insert(store.first(key.hash, Some(HUBS))?),
            };
            if !first.iter().any(|posting| posting.number == number || posting.number == other) {
                continue;
            }
            weight.add(&Posting { number, kind }, &Posting { number: other, kind: key.kind });
            is_enough = weight.is_enough(|| are_in_two_languages(store, number, other))?;
            if is_enough {
                break;
            }
        }
        found.push(is_enough);
    }
    Ok(found)
}

/// Takes a document out of the store, with all that it shares. `side` is as it was added.
///
/// # Errors
/// Those of the store.
pub fn remove_text<S: TextStore>(store: &mut S, side: &Side) -> Result<(), S::Error> {
    let number = number_of(&side.id);
    let signature = Signature::of(&side.words);
    for partner in store.partners(number)? {
        store.put(number, partner, &[])?;
    }
    // Pairs of the one that moves up to the first.
    let mut moved_up: BTreeSet<(i64, i64)> = BTreeSet::new();
    for key in &signature.keys {
        let first = store.first(key.hash, Some(HUBS + 1))?;
        if first.len() <= HUBS || first[HUBS].number <= number {
            continue;
        }
        let behind = store.first(key.hash, None)?.split_off(HUBS + 1);
        moved_up.extend(behind.iter().map(|other| pair(first[HUBS].number, other.number)));
    }
    store.remove(number, &signature)?;
    let moved_up: Vec<(i64, i64)> = moved_up.into_iter().collect();
    for of_one in moved_up.chunk_by(|a, b| a.0 == b.0) {
        let a = of_one[0].0;
        let others: Vec<i64> = of_one.iter().map(|(_, b)| *b).collect();
        for (b, meets) in others.iter().zip(do_meet(store, a, &others)?) {
            if meets {
                compare_pair(store, a, *b)?;
            }
        }
    }
    Ok(())
}

/// Signatures, on two threads where there are many.
fn signatures(sides: &[Arc<Side>]) -> Vec<Signature> {
    on_two_threads(sides, |sides| sides.iter().map(|side| Signature::of(&side.words)).collect())
}

/// Compares pairs of which nothing is kept yet on two threads, and keeps what they share in their order.
fn compare_pairs<S: TextStore>(store: &mut S, pairs: &[(i64, i64)]) -> Result<(), S::Error> {
    let mut sides: Vec<(Arc<Side>, Arc<Side>)> = Vec::with_capacity(pairs.len());
    let mut known: Vec<(i64, i64)> = Vec::with_capacity(pairs.len());
    for (a, b) in pairs {
        if let (Some(x), Some(y)) = (store.side(*a)?, store.side(*b)?) {
            sides.push((x, y));
            known.push((*a, *b));
        }
    }
    let of = |sides: &[(Arc<Side>, Arc<Side>)]| sides.iter().map(|(x, y)| compare(x, y)).collect::<Vec<_>>();
    let reuses = on_two_threads(&sides, of);
    for ((a, b), reuses) in known.into_iter().zip(&reuses).filter(|(_, reuses)| !reuses.is_empty()) {
        put(store, a, b, reuses)?;
    }
    Ok(())
}

/// The results of both halves, one half on a thread of its own where there is much to do.
fn on_two_threads<T: Sync, U: Send>(all: &[T], of: impl Fn(&[T]) -> Vec<U> + Sync) -> Vec<U> {
    let (front, back) = all.split_at(all.len() / 2);
    if front.len() < 32 {
        return of(all);
    }
    std::thread::scope(|scope| {
        let back = scope.spawn(|| of(back));
        let mut found = of(front);
        found.extend(back.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        found
    })
}

fn compare_pair<S: TextStore>(store: &mut S, a: i64, b: i64) -> Result<(), S::Error> {
    if let (Some(x), Some(y)) = (store.side(a)?, store.side(b)?) {
        put(store, a, b, &compare(&x, &y))?;
    }
    Ok(())
}

/// Keeps what two documents share. Who has it from whom is told by all that is known of them.
fn put<S: TextStore>(store: &mut S, a: i64, b: i64, reuses: &[Reuse]) -> Result<(), S::Error> {
    if reuses.iter().any(|reuse| reuse.kind.is_syndication())
        && let (Some(x), Some(y)) = (store.whole_side(a)?, store.whole_side(b)?)
    {
        return store.put(a, b, &towards_hubs(compare(&x, &y)));
    }
    store.put(a, b, &towards_hubs(reuses.to_vec()))
}

/// Shared quotations are told of the document with the greater number, so that those of one document lead to the
/// first of its keys: few, and in the same place for all that share a key.
fn towards_hubs(mut reuses: Vec<Reuse>) -> Vec<Reuse> {
    for reuse in &mut reuses {
        let is_open = reuse.kind == ReuseKind::Quotation && reuse.ground.is_none();
        if is_open && number_of(&reuse.document) < number_of(&reuse.other) {
            *reuse = reuse.clone().turned();
        }
    }
    reuses
}

fn pair(a: i64, b: i64) -> (i64, i64) {
    (a.min(b), a.max(b))
}

/// What the keys weigh that two documents share.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    of_words: u32,
    of_facts: u32,
}

impl Weight {
    fn add(&mut self, a: &Posting, b: &Posting) {
        match (a.kind, b.kind) {
            (KeyKind::Facts, KeyKind::Facts) => self.of_facts += 1,
            (KeyKind::Facts, _) | (_, KeyKind::Facts) => {}
            (KeyKind::Own, KeyKind::Own) => self.of_words += 1,
            // Quotations are short.
            _ => self.of_words += 2,
        }
    }

    /// Names and numbers count between languages only.
    fn is_enough<E>(self, are_in_two_languages: impl FnOnce() -> Result<bool, E>) -> Result<bool, E> {
        if self.of_words >= LEAST_WEIGHT {
            return Ok(true);
        }
        if self.of_facts == 0 {
            return Ok(false);
        }
        are_in_two_languages()
    }
}
