//! Claims whose words stand in several documents, through passages that those share.
//!
//! A node is a span of a document. From each claim's span the passages that cover it lead to the same words in other
//! documents, and on from there. Two relations come out: *the same words* (copies, excerpts, shared quotations: what
//! is claimed there is one and the same utterance), and *the same article's text* (copies, excerpts, translations:
//! one of the articles has it from the other).
//!
//! Copies are followed as far as they go. A quotation is followed one step, to the documents with which all that share
//! it were compared: two claims that quote the same words meet there.
//!
//! A place is carried over in proportion, so that on the way through many documents it may drift from one clause to the
//! next. So documents are gone through by the number of steps, and where a claim's words have been found in a document
//! they are not looked for in it again.
//!
//! Cost: each node follows the shared passages of its document once, however many claims lead there. A place that was
//! looked for before is found by itself, so that what many copies share is compared once and not once a copy.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::rc::Rc;

use selon_text::CharSpan;

use super::count::Shelf;
use super::{Chain, Reuse, ReuseKind};

/// Nodes that are followed at most, for one set of claims; beyond, claims stand for themselves. A set of claims in
/// the largest group of copies of the generated case of 100,000 articles needs some hundreds.
const MOST_NODES: usize = 20_000;

/// A span is the same place as another where this share of their union is in both …
const SAME: f64 = 0.6;

/// The claims' words, followed through all documents.
pub(crate) struct Groups {
    nodes: Vec<(String, CharSpan)>,
    of_document: HashMap<String, Here>,
    /// The node of each chain.
    of_chain: Vec<usize>,
    words: Sets,
    texts: Sets,
    /// What is reached from one claim, whichever the relation.
    reached: Sets,
    /// Syndications that were followed: from, to, and what they share.
    steps: Vec<(usize, usize, Rc<Reuse>)>,
}

/// The nodes of one document.
#[derive(Default)]
struct Here {
    nodes: Vec<usize>,
    /// The node of each place that was looked for: the first that is the same stays so.
    known: HashMap<(u32, u32), usize>,
}

impl Groups {
    pub(crate) fn of<S: Shelf>(chains: &[Chain], shelf: &mut S) -> Result<Self, S::Error> {
        let mut groups = Self {
            nodes: Vec::new(),
            of_document: HashMap::new(),
            of_chain: Vec::new(),
            words: Sets::default(),
            texts: Sets::default(),
            reached: Sets::default(),
            steps: Vec::new(),
        };
        let mut shared: HashMap<String, Vec<Rc<Reuse>>> = HashMap::new();
        let mut waiting = VecDeque::new();
        for chain in chains {
            let node = groups.node(&chain.document, chain.at, &mut waiting);
            groups.of_chain.push(node);
        }
        // Nodes that only a quotation leads to.
        let mut ends: HashSet<usize> = HashSet::new();
        while let Some(node) = waiting.pop_front() {
            if ends.contains(&node) {
                continue;
            }
            let (document, at) = groups.nodes[node].clone();
            if !shared.contains_key(&document) {
                shared.insert(document.clone(), shelf.reuse_of(&document)?);
            }
            for reuse in shared[&document].clone() {
                let Some(there) = reuse.map(&document, at) else { continue };
                if groups.nodes.len() >= MOST_NODES {
                    break;
                }
                let partner = reuse.partner(&document);
                if groups.is_found_elsewhere(node, partner, there) {
                    continue;
                }
                let n_before = groups.nodes.len();
                let next = groups.node(partner, there, &mut waiting);
                groups.reached.join(node, next);
                if reuse.kind == ReuseKind::Quotation {
                    if next == n_before {
                        ends.insert(next);
                    }
                } else if ends.remove(&next) {
                    waiting.push_back(next);
                }
                if reuse.kind != ReuseKind::Translation {
                    groups.words.join(node, next);
                }
                if reuse.kind.is_syndication() {
                    groups.texts.join(node, next);
                    groups.steps.push((node, next, reuse));
                }
            }
        }
        groups.join_overlapping();
        Ok(groups)
    }

    /// Whether what is followed from a node has been found in a document already, at another place.
    fn is_found_elsewhere(&mut self, node: usize, document: &str, at: CharSpan) -> bool {
        let Some(here) = self.of_document.get(document) else { return false };
        let from = self.reached.root(node);
        let mut is_elsewhere = false;
        for &other in &here.nodes {
            if is_same(self.nodes[other].1, at) {
                return false;
            }
            is_elsewhere |= self.reached.root(other) == from;
        }
        is_elsewhere
    }

    /// The node at this place, made where there is none.
    fn node(&mut self, document: &str, at: CharSpan, waiting: &mut VecDeque<usize>) -> usize {
        if !self.of_document.contains_key(document) {
            self.of_document.insert(document.to_owned(), Here::default());
        }
        let Some(here) = self.of_document.get_mut(document) else { return 0 };
        if let Some(&node) = here.known.get(&(at.start, at.end)) {
            return node;
        }
        if let Some(&node) = here.nodes.iter().find(|&&node| is_same(self.nodes[node].1, at)) {
            here.known.insert((at.start, at.end), node);
            return node;
        }
        let node = self.nodes.len();
        here.nodes.push(node);
        here.known.insert((at.start, at.end), node);
        self.nodes.push((document.to_owned(), at));
        self.words.grow();
        self.texts.grow();
        self.reached.grow();
        waiting.push_back(node);
        node
    }

    /// A clause and the sentence around it are one text, though not one utterance.
    fn join_overlapping(&mut self) {
        for here in self.of_document.values_mut() {
            here.nodes.sort_by_key(|&node| (self.nodes[node].1.start, node));
            for (i, &a) in here.nodes.iter().enumerate() {
                let end = self.nodes[a].1.end;
                let meeting = |b: &&usize| self.nodes[**b].1.start < end;
                for &b in here.nodes[i + 1..].iter().take_while(meeting) {
                    let (a_at, b_at) = (self.nodes[a].1, self.nodes[b].1);
                    let shared = a_at.end.min(b_at.end).saturating_sub(a_at.start.max(b_at.start));
                    if f64::from(shared) >= SAME * f64::from(a_at.len().min(b_at.len())) && shared > 0 {
                        self.texts.join(a, b);
                    }
                }
            }
        }
    }

    /// For each chain, the number of the utterance that it is.
    pub(crate) fn utterances(&mut self) -> Vec<usize> {
        self.of_chain.iter().map(|&node| self.words.root(node)).collect()
    }

    /// For each chain, the text that it stands in: the documents that share it, and who has it from whom.
    pub(crate) fn texts(&mut self) -> Vec<Rc<SharedText>> {
        let mut by_root: BTreeMap<usize, SharedText> = BTreeMap::new();
        for node in 0..self.nodes.len() {
            let text = by_root.entry(self.texts.root(node)).or_default();
            text.documents.insert(self.nodes[node].0.clone());
        }
        for (from, _, reuse) in &self.steps {
            let text = by_root.entry(self.texts.root(*from)).or_default();
            let key = (reuse.document.clone(), reuse.other.clone());
            text.reuses.insert(key, reuse.clone());
        }
        let by_root: BTreeMap<usize, Rc<SharedText>> =
            by_root.into_iter().map(|(root, text)| (root, Rc::new(text))).collect();
        self.of_chain.iter().map(|&node| by_root[&self.texts.root(node)].clone()).collect()
    }
}

/// One article's text, or a piece of it, in all documents that run it.
#[derive(Clone, Debug, Default)]
pub(crate) struct SharedText {
    /// Ids.
    pub(crate) documents: BTreeSet<String>,
    /// What pairs of them share, by document and other.
    pub(crate) reuses: BTreeMap<(String, String), Rc<Reuse>>,
}

impl SharedText {
    /// The documents that have it from none of the others.
    pub(crate) fn roots(&self) -> Vec<&String> {
        let told: BTreeSet<&str> = self
            .reuses
            .values()
            .filter(|reuse| reuse.ground.is_some())
            .map(|reuse| reuse.document.as_str())
            .collect();
        let roots: Vec<_> =
            self.documents.iter().filter(|document| !told.contains(document.as_str())).collect();
        if roots.is_empty() { self.documents.iter().collect() } else { roots }
    }

    /// What a document shares with the one that it has the text from, else with any.
    pub(crate) fn source_of(&self, document: &str) -> Option<&Reuse> {
        let rank = |reuse: &&Rc<Reuse>| {
            let is_known = reuse.ground.is_some() && reuse.document == document;
            (!is_known, reuse.ground, reuse.kind, std::cmp::Reverse(reuse.n_words), reuse.other.clone())
        };
        let with = |reuse: &&Rc<Reuse>| {
            reuse.document == document || (reuse.ground.is_none() && reuse.other == document)
        };
        self.reuses.values().filter(with).min_by_key(rank).map(|reuse| &**reuse)
    }
}

fn is_same(a: CharSpan, b: CharSpan) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let either = a.end.max(b.end) - a.start.min(b.start);
    a == b || f64::from(shared) >= SAME * f64::from(either)
}

/// Disjoint sets of numbers; the smallest member stands for its set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sets {
    parents: Vec<usize>,
}

impl Sets {
    pub(crate) fn with(n: usize) -> Self {
        Self { parents: (0..n).collect() }
    }

    pub(crate) fn grow(&mut self) {
        self.parents.push(self.parents.len());
    }

    pub(crate) fn root(&mut self, mut at: usize) -> usize {
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }

    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::super::{ArticleCard, Ground, Passage};
    use super::*;

    /// What documents share, by the document that it is told of.
    struct Shared(Vec<Reuse>);

    impl Shelf for Shared {
        type Error = Infallible;

        fn card(&mut self, _: &str) -> Result<Option<ArticleCard>, Infallible> {
            Ok(None)
        }

        fn reuse_of(&mut self, document: &str) -> Result<Vec<Rc<Reuse>>, Infallible> {
            let is_followed = |reuse: &&Reuse| {
                reuse.document == document || reuse.kind.is_syndication() && reuse.other == document
            };
            Ok(self.0.iter().filter(is_followed).cloned().map(Rc::new).collect())
        }
    }

    fn reuse(document: &str, other: &str, kind: ReuseKind, at: (u32, u32), other_at: (u32, u32)) -> Reuse {
        Reuse {
            document: document.to_owned(),
            other: other.to_owned(),
            kind,
            ground: kind.is_syndication().then_some(Ground::Date),
            n_words: 30,
            share: 50,
            other_share: 50,
            passages: vec![Passage {
                at: CharSpan::new(at.0, at.1),
                other_at: CharSpan::new(other_at.0, other_at.1),
            }],
        }
    }

    fn chain(document: &str, at: (u32, u32)) -> Chain {
        Chain {
            claim: format!("claim of {document}"),
            document: document.to_owned(),
            at: CharSpan::new(at.0, at.1),
            voices: Vec::new(),
            held: false,
        }
    }

    fn groups(chains: &[Chain], shared: Vec<Reuse>) -> Groups {
        let Ok(groups) = Groups::of(chains, &mut Shared(shared));
        groups
    }

    #[test]
    fn words_are_found_once_in_a_document_however_far_they_drift() {
        // Each carries a place on a little too far, and the last leads back to the first.
        let name = |nth: usize| format!("d{:02}", nth % 20);
        let shared = (0..20)
            .map(|nth| reuse(&name(nth), &name(nth + 1), ReuseKind::Copy, (0, 1000), (0, 1080)))
            .collect();
        let mut found = groups(&[chain("d00", (400, 440))], shared);
        assert_eq!(found.nodes.len(), 20);
        assert_eq!(found.texts()[0].documents.len(), 20);
    }

    #[test]
    fn claims_that_quote_the_same_words_meet_in_the_first_documents_that_do() {
        let quoted = |document: &str| reuse(document, "hub", ReuseKind::Quotation, (100, 200), (300, 400));
        let chains = [chain("a", (100, 200)), chain("b", (100, 200)), chain("c", (500, 600))];
        let mut shared = vec![quoted("a"), quoted("b"), quoted("c")];
        // What the hub quotes besides is no matter of those who quote it.
        shared.push(reuse("hub", "further", ReuseKind::Quotation, (300, 400), (0, 100)));
        let mut found = groups(&chains, shared);
        let utterances = found.utterances();
        assert_eq!(utterances[0], utterances[1]);
        assert_ne!(utterances[0], utterances[2]);
        assert!(!found.of_document.contains_key("further"));
    }
}
