//! Shared text and origins, measured on a generated collection of which the truth is known.

mod collection;

use std::collections::{BTreeMap, HashMap};

use collection::truth::{self, Pair};
use collection::{Article, Collection};
use proptest::prelude::*;
use selon_link::Document;
use selon_link::origin::{ArticleCard, Chain, MemoryTexts, OriginCount, Reuse, Side, count};

fn card(document: &Document) -> ArticleCard {
    ArticleCard {
        id: document.id.clone(),
        doc: document.doc.clone(),
        outlet: document.outlet.clone(),
        published: document.published.clone(),
        credits: document.credits.iter().map(|credit| credit.credited.clone()).collect(),
    }
}

fn linked(documents: &[Document], batch: usize) -> MemoryTexts {
    let mut texts = MemoryTexts::new();
    for documents in documents.chunks(batch) {
        texts.add(documents.iter().map(Side::of).collect());
    }
    for document in documents {
        texts.put_card(card(document));
    }
    texts
}

struct Figures {
    precision: f64,
    recall: f64,
    exact: f64,
    exact_origins: f64,
    /// Of pairs of claims of two articles: those told apart that are, and those that are and are told apart.
    apart: Share,
    /// Those that are taken for one and are, and the other way round.
    joined: Share,
}

#[derive(Clone, Copy, Debug, Default)]
struct Share {
    n_right: usize,
    n_told: usize,
    n_true: usize,
}

impl Share {
    fn add(&mut self, is_told: bool, is_true: bool) {
        self.n_right += usize::from(is_told && is_true);
        self.n_told += usize::from(is_told);
        self.n_true += usize::from(is_true);
    }

    fn precision(self) -> f64 {
        self.n_right as f64 / self.n_told.max(1) as f64
    }

    fn recall(self) -> f64 {
        self.n_right as f64 / self.n_true.max(1) as f64
    }
}

/// Groups of origins of which no two share the only way to them, by claim.
fn groups_of(counted: &OriginCount) -> HashMap<&str, usize> {
    let mut group: Vec<usize> = (0..counted.origins.len()).collect();
    for a in 0..group.len() {
        for b in 0..a {
            let shares = |relay: &String| counted.origins[b].only_through.contains(relay);
            if group[a] != group[b] && counted.origins[a].only_through.iter().any(shares) {
                let (from, to) = (group[a].max(group[b]), group[a].min(group[b]));
                group.iter_mut().filter(|group| **group == from).for_each(|group| *group = to);
            }
        }
    }
    let claims = counted.origins.iter().zip(group);
    claims
        .flat_map(|(origin, group)| origin.claims.iter().map(move |claim| (claim.as_str(), group)))
        .collect()
}

fn measure(n_articles: usize, seed: u64, is_told: bool) -> Figures {
    let collection = Collection::new(n_articles, seed);
    let documents: Vec<Document> = collection.articles.iter().map(Article::document).collect();
    let numbers: HashMap<&str, usize> =
        documents.iter().enumerate().map(|(number, document)| (document.id.as_str(), number)).collect();
    let mut texts = linked(&documents, 100);
    let truth = truth::pairs(&collection);
    let (mut n_right, mut n_wrong, mut kinds) = (0, 0, BTreeMap::<String, usize>::new());
    let mut found: HashMap<(usize, usize), &Reuse> = HashMap::new();
    for reuse in texts.reuses().filter(|reuse| reuse.kind.is_syndication()) {
        let (a, b) = (numbers[reuse.document.as_str()], numbers[reuse.other.as_str()]);
        let pair = (a.min(b), a.max(b));
        found.insert(pair, reuse);
        match truth.get(&pair).unwrap_or(&Pair::Apart) {
            Pair::Syndicated => n_right += 1,
            Pair::Open => {}
            Pair::Apart => {
                n_wrong += 1;
                *kinds.entry(format!("wrong {}", reuse.kind.as_str())).or_default() += 1;
                if is_told && n_wrong < 4 {
                    let passage = reuse.passages[0];
                    let of =
                        |id: &str, at| documents[numbers[id]].text.slice(at).unwrap_or_default().to_owned();
                    println!(
                        "WRONG {reuse:?}\n  {}\n  {}",
                        of(&reuse.document, passage.at),
                        of(&reuse.other, passage.other_at)
                    );
                }
            }
        }
    }
    let mut n_missed = 0;
    for (pair, _) in truth.iter().filter(|(_, truth)| **truth == Pair::Syndicated) {
        if !found.contains_key(pair) {
            n_missed += 1;
            let is_translation = collection.articles[pair.0].english != collection.articles[pair.1].english;
            *kinds.entry(format!("missed, translation: {is_translation}")).or_default() += 1;
            if is_told && n_missed < 6 && (!is_translation || n_missed < 3) {
                let (a, b) = (&documents[pair.0], &documents[pair.1]);
                println!("MISSED\n{}\n---\n{}\n", a.text.as_str(), b.text.as_str());
            }
        }
    }
    let (mut n_sets, mut n_exact, mut n_exact_origins) = (0, 0, 0);
    let (mut apart, mut joined) = (Share::default(), Share::default());
    for set in truth::sets(&collection).iter().filter(|set| set.claims.len() > 1) {
        let chains: Vec<Chain> = set
            .claims
            .iter()
            .map(|&(number, nth)| {
                let document = &documents[number];
                let names = document.names();
                Chain::of(document, nth, &|mention| (names.get(&document.referent(mention)).cloned(), None))
            })
            .collect();
        let Ok(counted) = count(&chains, &mut texts);
        let told = groups_of(&counted);
        for a in 0..chains.len() {
            for b in (0..a).filter(|b| chains[a].document != chains[*b].document) {
                let is_told = told.get(chains[a].claim.as_str()) != told.get(chains[b].claim.as_str());
                let is_true = set.groups[a] != set.groups[b];
                apart.add(is_told, is_true);
                joined.add(!is_told, !is_true);
            }
        }
        // Each claim counts, as in the issue: a set of ten is ten claims with the right count, or ten without.
        let n_claims = set.claims.len();
        n_sets += n_claims;
        n_exact_origins += n_claims * usize::from(counted.origins.len() == set.n_origins);
        if counted.n_independent == set.n_independent {
            n_exact += n_claims;
        } else {
            let fact = documents[set.claims[0].0].extraction.claims[set.claims[0].1].predicate.lemma.clone();
            let more = counted.n_independent > set.n_independent;
            *kinds.entry(format!("count of {fact} too high: {more}")).or_default() += n_claims;
            if is_told && kinds.len() < 12 && n_claims < 8 {
                println!("COUNT {} for {} {:#?}", counted.n_independent, set.n_independent, counted);
            }
        }
    }
    if is_told {
        println!("{kinds:#?} right {n_right} wrong {n_wrong} missed {n_missed} claims {n_sets}");
    }
    let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
    Figures {
        precision: share(n_right, n_right + n_wrong),
        recall: share(n_right, n_right + n_missed),
        exact: share(n_exact, n_sets),
        exact_origins: share(n_exact_origins, n_sets),
        apart,
        joined,
    }
}

/// Articles in the test; `SELON_ARTICLES=1000` measures on a thousand, `SELON_TELL=1` shows what went wrong.
const N_ARTICLES: usize = 250;

/// Share of pairs of claims whose independence must be told rightly, either way.
const LEAST_PAIRS: f64 = 0.95;

/// The floors of the issue, on two collections; nothing was tuned on the second.
#[test]
fn copies_are_found_and_origins_counted() {
    let told = std::env::var("SELON_ARTICLES").ok().and_then(|n| n.parse().ok());
    for seed in [1, 2] {
        let figures = measure(told.unwrap_or(N_ARTICLES), seed, std::env::var_os("SELON_TELL").is_some());
        let Figures { precision, recall, exact, exact_origins, apart, joined } = figures;
        println!(
            "seed {seed}: precision {precision:.4} recall {recall:.4} counts {exact:.4}, {exact_origins:.4}"
        );
        println!(
            "seed {seed}: of {} pairs of claims told independent {:.4} are, of {} that are {:.4} are told; joined {:.4} of {}, {:.4} of {}",
            apart.n_told,
            apart.precision(),
            apart.n_true,
            apart.recall(),
            joined.precision(),
            joined.n_told,
            joined.recall(),
            joined.n_true,
        );
        for share in [apart, joined] {
            assert!(share.precision() >= LEAST_PAIRS && share.recall() >= LEAST_PAIRS, "pairs {share:?}");
        }
        assert!(precision >= 0.98, "precision {precision}");
        assert!(recall >= 0.95, "recall {recall}");
        assert!(exact >= 0.95, "independent origins {exact}");
        assert!(exact_origins >= 0.95, "origins {exact_origins}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// The order in which articles come, in how large batches, and what was there in between change nothing.
    #[test]
    fn order_changes_nothing(seed in 0_u64..1000, batch in 1_usize..40, order in any::<u64>()) {
        let collection = Collection::new(40, seed);
        let documents: Vec<Document> = collection.articles.iter().map(Article::document).collect();
        // A text that more run than a key has hubs.
        let mut many: Vec<Document> = (0..45)
            .map(|nth| Document { id: format!("copy {nth}"), ..documents[0].clone() })
            .collect();
        many.extend(documents);
        let expected: Vec<Reuse> = linked(&many, 1000).reuses().cloned().collect();
        let mut shuffled = many.clone();
        let mut dice = collection::world::Dice(order);
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, dice.below(at + 1));
        }
        let n_passing = dice.below(40);
        let mut texts = MemoryTexts::new();
        let passing: Vec<Side> = (0..n_passing)
            .map(|nth| Side { id: format!("passing {nth}"), ..Side::of(&many[nth]) })
            .collect();
        let ids: Vec<String> = passing.iter().map(|side| side.id.clone()).collect();
        let (front, back) = shuffled.split_at(dice.below(shuffled.len()));
        for documents in front.chunks(batch) {
            texts.add(documents.iter().map(Side::of).collect());
        }
        texts.add(passing);
        for documents in back.chunks(batch) {
            texts.add(documents.iter().map(Side::of).collect());
        }
        for id in ids {
            texts.remove(&id);
        }
        let found: Vec<Reuse> = texts.reuses().cloned().collect();
        prop_assert_eq!(found, expected);
    }
}
