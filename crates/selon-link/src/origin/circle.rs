//! Circular reporting: outlets that have one and the same thing from each other.
//!
//! A claims that something is so and names B for it; B claims the same and names A. Neither has anything of its own,
//! and each looks confirmed. Longer circles count, too. That two outlets name each other on different matters is no
//! circle: the claims must share most of their words.
//!
//! **Cost.** Linear in the citations, but for pairs of claims of two outlets that can reach each other, of which each
//! outlet has [`MOST_CITATIONS`] at most.

use std::collections::{BTreeMap, BTreeSet};

use selon_text::fold;

/// Citations of an outlet inside a circle that are compared with those of the outlet it names; of more, the first by
/// the ids of their claims, which are digests.
pub const MOST_CITATIONS: usize = 200;

/// Content words that two claims on one matter share at least …
const SHARED_WORDS: usize = 3;
/// … and their share of the words of the shorter claim. Chosen by hand on invented pairs.
const SHARED: f64 = 0.4;

/// A claim for which an article names another outlet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// Id of the claim.
    pub claim: String,
    /// Id of the document.
    pub document: String,
    /// The document's outlet.
    pub outlet: String,
    /// The outlet that it names.
    pub cited: String,
    /// The claim's words.
    pub words: String,
}

/// Outlets that have one thing from each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Circle {
    /// Their names, sorted.
    pub outlets: Vec<String>,
    /// The citations that close it, by outlet and claim.
    pub citations: Vec<Citation>,
}

/// The circles among `citations`, those with the most outlets first.
pub fn circles(citations: &[Citation]) -> Vec<Circle> {
    let keyed: BTreeSet<(String, String, &Citation)> = citations
        .iter()
        .map(|citation| (super::outlet_key(&citation.outlet), super::outlet_key(&citation.cited), citation))
        .filter(|(outlet, cited, _)| outlet != cited)
        .collect();
    let numbers: BTreeMap<&str, usize> = {
        let names: BTreeSet<&str> =
            keyed.iter().flat_map(|(outlet, cited, _)| [outlet.as_str(), cited.as_str()]).collect();
        names.into_iter().zip(0..).collect()
    };
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); numbers.len()];
    for (outlet, cited, _) in &keyed {
        edges[numbers[outlet.as_str()]].push(numbers[cited.as_str()]);
    }
    let part = components(&edges);
    let mut by_outlet: BTreeMap<usize, Vec<Node<'_>>> = BTreeMap::new();
    for (outlet, cited, citation) in &keyed {
        let (outlet, cited) = (numbers[outlet.as_str()], numbers[cited.as_str()]);
        if part[outlet] == part[cited] {
            let node = Node { outlet, cited, citation, words: content(&citation.words) };
            by_outlet.entry(outlet).or_default().push(node);
        }
    }
    let mut nodes: Vec<Node<'_>> = Vec::new();
    let mut places: BTreeMap<usize, std::ops::Range<usize>> = BTreeMap::new();
    for (outlet, mut of_outlet) in by_outlet {
        of_outlet.sort_by(|a, b| a.citation.claim.cmp(&b.citation.claim));
        of_outlet.truncate(MOST_CITATIONS);
        places.insert(outlet, nodes.len()..nodes.len() + of_outlet.len());
        nodes.extend(of_outlet);
    }
    let follow = |node: &Node<'_>| -> Vec<usize> {
        let others = places.get(&node.cited).cloned().unwrap_or_default();
        others.filter(|other| is_one_matter(&node.words, &nodes[*other].words)).collect()
    };
    let edges: Vec<Vec<usize>> = nodes.iter().map(follow).collect();
    let part = components(&edges);
    let mut circles: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, part) in part.iter().enumerate() {
        circles.entry(*part).or_default().push(node);
    }
    let mut found: Vec<Circle> = circles
        .into_values()
        .filter(|members| members.iter().map(|&node| nodes[node].outlet).collect::<BTreeSet<_>>().len() > 1)
        .map(|members| {
            let of = |node: &usize| nodes[*node].citation.clone();
            let names: BTreeMap<usize, String> =
                members.iter().map(|node| (nodes[*node].outlet, of(node).outlet)).collect();
            let mut outlets: Vec<String> = names.into_values().collect();
            outlets.sort();
            let mut citations: Vec<Citation> = members.iter().map(of).collect();
            citations.sort_by(|a, b| (&a.outlet, &a.claim).cmp(&(&b.outlet, &b.claim)));
            Circle { outlets, citations }
        })
        .collect();
    found.sort_by(|a, b| b.outlets.len().cmp(&a.outlets.len()).then_with(|| a.cmp(b)));
    found
}

struct Node<'a> {
    outlet: usize,
    cited: usize,
    citation: &'a Citation,
    words: BTreeSet<String>,
}

/// Longer words, without the ending of plurals.
fn content(words: &str) -> BTreeSet<String> {
    let folded = fold(words);
    let long = folded.split(' ').filter(|word| word.chars().count() >= 4);
    long.map(|word| word.trim_end_matches('s').to_owned()).collect()
}

fn is_one_matter(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let n_shared = a.intersection(b).count();
    n_shared >= SHARED_WORDS && n_shared as f64 >= SHARED * a.len().min(b.len()) as f64
}

/// For each node of a directed graph, the number of its strongly connected component (Tarjan 1972), without recursion.
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let n = edges.len();
    let (mut order, mut low, mut part) = (vec![UNSEEN; n], vec![0; n], vec![UNSEEN; n]);
    let (mut n_seen, mut n_parts) = (0, 0);
    let mut stack = Vec::new();
    for root in 0..n {
        if order[root] != UNSEEN {
            continue;
        }
        let mut open: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some(&(node, nth)) = open.last() {
            if nth == 0 {
                (order[node], low[node]) = (n_seen, n_seen);
                n_seen += 1;
                stack.push(node);
            }
            if let Some(&next) = edges[node].get(nth) {
                if let Some(last) = open.last_mut() {
                    last.1 += 1;
                }
                if order[next] == UNSEEN {
                    open.push((next, 0));
                } else if part[next] == UNSEEN {
                    low[node] = low[node].min(order[next]);
                }
                continue;
            }
            open.pop();
            if let Some(&(above, _)) = open.last() {
                low[above] = low[above].min(low[node]);
            }
            if low[node] == order[node] {
                while let Some(member) = stack.pop() {
                    part[member] = n_parts;
                    if member == node {
                        break;
                    }
                }
                n_parts += 1;
            }
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citation(claim: &str, outlet: &str, cited: &str, words: &str) -> Citation {
        let owned = |text: &str| text.to_owned();
        Citation {
            claim: owned(claim),
            document: format!("d {claim}"),
            outlet: owned(outlet),
            cited: owned(cited),
            words: owned(words),
        }
    }

    const DRONE: &str = "un drone vastrien a survolé le quai avant l'explosion";

    #[test]
    fn who_has_it_from_each_other_is_a_circle() {
        let found = circles(&[
            citation("c1", "Radio Vastrel", "Le Veilleur", DRONE),
            citation(
                "c2",
                "Le Veilleur",
                "Radio Vastrel",
                "un drone vastrien était au-dessus du quai avant l'explosion",
            ),
            citation("c3", "Gazette de Brine", "Le Veilleur", DRONE),
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].outlets, ["Le Veilleur", "Radio Vastrel"]);
        assert_eq!(found[0].citations.len(), 2);
    }

    #[test]
    fn three_make_a_circle_and_a_line_does_not() {
        let mut three = vec![
            citation("c1", "Radio Vastrel", "Le Veilleur", DRONE),
            citation("c2", "Le Veilleur", "Gazette de Brine", DRONE),
        ];
        assert!(circles(&three).is_empty());
        three.push(citation("c3", "Gazette de Brine", "Radio Vastrel", DRONE));
        assert_eq!(circles(&three)[0].outlets.len(), 3);
        three.reverse();
        assert_eq!(circles(&three)[0].citations.len(), 3);
    }

    #[test]
    fn other_matters_close_no_circle() {
        let found = circles(&[
            citation("c1", "Radio Vastrel", "Le Veilleur", DRONE),
            citation(
                "c2",
                "Le Veilleur",
                "Radio Vastrel",
                "le ministre des Transports a démissionné mardi soir",
            ),
        ]);
        assert!(found.is_empty(), "{found:?}");
    }
}
