//! Which documents are compared: those that share keys, found without a pass over the case.
//!
//! A key that many documents share (a slogan, a statement that everybody quotes, a text that hundreds run) would make
//! all pairs of them. So a document is compared only with its [`NEIGHBOURS`] neighbours on either side among the
//! documents of a key, in the order of their numbers, which are hashes. Up to that many copies are compared all with
//! all; of more, each with some, and all are joined through chains. Which pairs are compared depends on the set of
//! documents alone: when a document comes between two others, pairs that it drives apart are looked at again, and when
//! one is taken out, so are those that close up.
//!
//! A pair is compared where the keys that they share weigh [`LEAST_WEIGHT`]: two runs of own words, one that
//! is quoted in one of them, or, between languages, one of names and numbers.
//!
//! Cost of adding a document: its keys (about 80 for 500 words) times a look-up of at most twice [`NEIGHBOURS`], and a
//! comparison for each document that it shares text with. Where it comes between documents that share text, the keys
//! of each of these are looked up once; documents that are added in the order of their numbers come between none.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::hash::Hasher;
use super::shingle::{Key, KeyKind, Signature};
use super::{Reuse, Side, compare};

/// Documents of a key on either side of one that are compared with it.
pub const NEIGHBOURS: usize = 8;

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

    /// The documents of key `hash` around document `number`, that one left out: at most `most` below, the nearest first,
    /// and at most `most` above, the nearest first.
    ///
    /// # Errors
    /// Where they cannot be read.
    fn around(
        &mut self,
        hash: u64,
        number: i64,
        most: usize,
    ) -> Result<(Vec<Posting>, Vec<Posting>), Self::Error>;

    /// The number of the last document, or one above it.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn last(&mut self) -> Result<Option<i64>, Self::Error>;

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
    // In order of keys, so that a store is read and written from its front to its back.
    let mut postings: Vec<(Key, usize)> = new
        .iter()
        .enumerate()
        .flat_map(|(at, text)| text.signature.keys.iter().map(move |key| (*key, at)))
        .collect();
    postings.sort_unstable();
    // Behind all others they come between none.
    let last = store.last()?;
    let driven_apart = if new.iter().all(|text| Some(text.number) > last) {
        BTreeSet::new()
    } else {
        former_neighbours(store, &new, &postings)?
    };
    store.insert(&new)?;
    let mut weights: Vec<HashMap<i64, Weight>> = vec![HashMap::new(); new.len()];
    for (key, at) in &postings {
        let (below, above) = store.around(key.hash, new[*at].number, NEIGHBOURS)?;
        for posting in below.iter().chain(&above) {
            weights[*at].entry(posting.number).or_default().add(key, posting);
        }
    }
    let mut candidates: Vec<(i64, i64)> = Vec::new();
    for (at, weights) in weights.into_iter().enumerate() {
        for (other, weight) in weights {
            if weight.is_enough(&sides[at], || store.language(other))? {
                candidates.push(pair(new[at].number, other));
            }
        }
    }
    candidates.sort_unstable();
    candidates.dedup();
    for pairs in candidates.chunks(PAIRS) {
        compare_pairs(store, pairs)?;
    }
    let driven_apart: Vec<(i64, i64)> = driven_apart.into_iter().collect();
    for of_one in driven_apart.chunk_by(|a, b| a.0 == b.0) {
        let a = of_one[0].0;
        let partners: BTreeSet<i64> = store.partners(a)?.into_iter().collect();
        let others: Vec<i64> = of_one.iter().map(|(_, b)| *b).filter(|b| partners.contains(b)).collect();
        if others.is_empty() {
            continue;
        }
        for (b, is_near) in others.iter().zip(are_near(store, a, &others)?) {
            if !is_near {
                store.put(a, *b, &[])?;
            }
        }
    }
    Ok(())
}

/// Whether each of `others` still shares enough keys with a document of the store as its neighbour to be compared with
/// it. The keys that they share are looked up until all do: copies show it within a few.
fn are_near<S: TextStore>(store: &mut S, number: i64, others: &[i64]) -> Result<Vec<bool>, S::Error> {
    let Some(side) = store.side(number)? else { return Ok(vec![false; others.len()]) };
    let mut weights: HashMap<i64, Weight> = HashMap::new();
    let mut open: HashSet<i64> = others.iter().copied().collect();
    let mut theirs: HashSet<u64> = HashSet::new();
    for other in others {
        let signature = store.side(*other)?.map(|other| Signature::of(&other.words)).unwrap_or_default();
        theirs.extend(signature.keys.iter().map(|key| key.hash));
    }
    for key in Signature::of(&side.words).keys.iter().filter(|key| theirs.contains(&key.hash)) {
        if open.is_empty() {
            break;
        }
        let (below, above) = store.around(key.hash, number, NEIGHBOURS)?;
        for posting in below.iter().chain(&above).filter(|posting| others.contains(&posting.number)) {
            let weight = weights.entry(posting.number).or_default();
            weight.add(key, posting);
            if weight.is_enough(&side, || store.language(posting.number))? {
                open.remove(&posting.number);
            }
        }
    }
    Ok(others.iter().map(|other| !open.contains(other)).collect())
}

/// Pairs that are neighbours before the new documents come between them, for keys where that may drive them apart.
fn former_neighbours<S: TextStore>(
    store: &mut S,
    new: &[NewText<'_>],
    postings: &[(Key, usize)],
) -> Result<BTreeSet<(i64, i64)>, S::Error> {
    let mut pairs = BTreeSet::new();
    for of_key in postings.chunk_by(|(a, _), (b, _)| a.hash == b.hash) {
        for (key, at) in of_key {
            let (below, above) = store.around(key.hash, new[*at].number, NEIGHBOURS)?;
            // All of them stay neighbours of all.
            if below.len() + above.len() + of_key.len() <= NEIGHBOURS + 1 {
                break;
            }
            for (i, a) in below.iter().enumerate() {
                // Those that stay near enough though all the new documents come between are not driven apart.
                let stay = (NEIGHBOURS - i).saturating_sub(of_key.len());
                for b in above.iter().take(NEIGHBOURS - i).skip(stay) {
                    pairs.insert(pair(a.number, b.number));
                }
            }
        }
    }
    Ok(pairs)
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
    let mut closed_up: BTreeSet<(i64, i64)> = BTreeSet::new();
    for key in &signature.keys {
        let (below, above) = store.around(key.hash, number, NEIGHBOURS)?;
        for (i, a) in below.iter().enumerate() {
            // With the document between them they were one place further apart.
            if let Some(b) = (NEIGHBOURS - 1).checked_sub(i).and_then(|j| above.get(j)) {
                closed_up.insert(pair(a.number, b.number));
            }
        }
    }
    store.remove(number, &signature)?;
    let closed_up: Vec<(i64, i64)> = closed_up.into_iter().collect();
    for of_one in closed_up.chunk_by(|a, b| a.0 == b.0) {
        let a = of_one[0].0;
        let others: Vec<i64> = of_one.iter().map(|(_, b)| *b).collect();
        for (b, is_near) in others.iter().zip(are_near(store, a, &others)?) {
            if is_near {
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
        return store.put(a, b, &compare(&x, &y));
    }
    store.put(a, b, reuses)
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
    fn add(&mut self, key: &Key, posting: &Posting) {
        match (key.kind, posting.kind) {
            (KeyKind::Facts, KeyKind::Facts) => self.of_facts += 1,
            (KeyKind::Facts, _) | (_, KeyKind::Facts) => {}
            (KeyKind::Own, KeyKind::Own) => self.of_words += 1,
            // Quotations are short.
            _ => self.of_words += 2,
        }
    }

    /// Names and numbers count between languages only.
    fn is_enough<E>(
        self,
        side: &Side,
        language: impl FnOnce() -> Result<Option<String>, E>,
    ) -> Result<bool, E> {
        if self.of_words >= LEAST_WEIGHT {
            return Ok(true);
        }
        if self.of_facts == 0 {
            return Ok(false);
        }
        Ok(language()?.is_some_and(|language| language != side.words.language))
    }
}
