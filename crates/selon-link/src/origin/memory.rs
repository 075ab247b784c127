//! A store in memory, for tests, for generated collections, and for linking a folder without a case.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::rc::Rc;
use std::sync::Arc;

use super::index::{NewText, Posting, TextStore, add_texts, number_of, remove_text};
use super::shingle::Signature;
use super::{ArticleCard, Reuse, ReuseKind, Shelf, Side};

/// Documents, their keys, and what they share.
#[derive(Clone, Debug, Default)]
pub struct MemoryTexts {
    keys: HashMap<u64, BTreeMap<i64, Posting>>,
    sides: BTreeMap<i64, Arc<Side>>,
    shared: BTreeMap<(i64, i64), Vec<Reuse>>,
    partners: HashMap<i64, BTreeSet<i64>>,
    cards: HashMap<String, ArticleCard>,
}

impl MemoryTexts {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds documents that are new to it, in one go.
    pub fn add(&mut self, sides: Vec<Side>) {
        let sides: Vec<Arc<Side>> = sides.into_iter().map(Arc::new).collect();
        for side in &sides {
            self.sides.insert(number_of(&side.id), side.clone());
        }
        let Ok(()) = add_texts(self, &sides);
    }

    /// Takes a document out.
    pub fn remove(&mut self, id: &str) {
        let number = number_of(id);
        if let Some(side) = self.sides.get(&number).cloned() {
            let Ok(()) = remove_text(self, &side);
            self.sides.remove(&number);
        }
    }

    /// What counting is told of a document.
    pub fn put_card(&mut self, card: ArticleCard) {
        self.cards.insert(card.id.clone(), card);
    }

    /// All that documents share, in order of the two numbers.
    pub fn reuses(&self) -> impl Iterator<Item = &Reuse> {
        self.shared.values().flatten()
    }
}

impl TextStore for MemoryTexts {
    type Error = Infallible;

    fn first(&mut self, hash: u64, most: Option<usize>) -> Result<Vec<Posting>, Infallible> {
        let postings = self.keys.get(&hash).into_iter().flat_map(BTreeMap::values).copied();
        Ok(postings.take(most.unwrap_or(usize::MAX)).collect())
    }

    fn insert(&mut self, texts: &[NewText<'_>]) -> Result<(), Infallible> {
        for NewText { number, signature, .. } in texts {
            for key in &signature.keys {
                let posting = Posting { number: *number, kind: key.kind };
                self.keys.entry(key.hash).or_default().insert(*number, posting);
            }
        }
        Ok(())
    }

    fn remove(&mut self, number: i64, signature: &Signature) -> Result<(), Infallible> {
        for key in &signature.keys {
            if let Some(postings) = self.keys.get_mut(&key.hash) {
                postings.remove(&number);
            }
        }
        Ok(())
    }

    fn side(&mut self, number: i64) -> Result<Option<Arc<Side>>, Infallible> {
        Ok(self.sides.get(&number).cloned())
    }

    fn whole_side(&mut self, number: i64) -> Result<Option<Arc<Side>>, Infallible> {
        self.side(number)
    }

    fn language(&mut self, number: i64) -> Result<Option<String>, Infallible> {
        Ok(self.sides.get(&number).map(|side| side.words.language.clone()))
    }

    fn partners(&mut self, number: i64) -> Result<Vec<i64>, Infallible> {
        Ok(self.partners.get(&number).into_iter().flatten().copied().collect())
    }

    fn put(&mut self, a: i64, b: i64, reuses: &[Reuse]) -> Result<(), Infallible> {
        let key = (a.min(b), a.max(b));
        if reuses.is_empty() {
            self.shared.remove(&key);
            for (one, other) in [(a, b), (b, a)] {
                self.partners.entry(one).or_default().remove(&other);
            }
        } else {
            self.shared.insert(key, reuses.to_vec());
            for (one, other) in [(a, b), (b, a)] {
                self.partners.entry(one).or_default().insert(other);
            }
        }
        Ok(())
    }
}

impl Shelf for MemoryTexts {
    type Error = Infallible;

    fn card(&mut self, document: &str) -> Result<Option<ArticleCard>, Infallible> {
        Ok(self.cards.get(document).cloned())
    }

    fn reuse_of(&mut self, document: &str) -> Result<Vec<Rc<Reuse>>, Infallible> {
        let number = number_of(document);
        let partners = self.partners.get(&number).into_iter().flatten();
        let shared = partners.flat_map(|&other| &self.shared[&pair(number, other)]);
        let is_followed = |reuse: &&Reuse| reuse.kind != ReuseKind::Quotation || reuse.document == document;
        Ok(shared.filter(is_followed).cloned().map(Rc::new).collect())
    }
}

fn pair(a: i64, b: i64) -> (i64, i64) {
    (a.min(b), a.max(b))
}
