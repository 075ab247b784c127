//! Which words of one sentence say what words of the other say.

use super::vocabulary::{are_opposites, likeness};
use super::{Sentence, Slot};

/// Pairs of words, each word in one pair at most.
pub struct Alignment {
    first: Vec<Option<usize>>,
    second: Vec<Option<usize>>,
    opposites: Vec<(usize, usize)>,
}

/// Words less alike than this are not aligned.
const LEAST: f64 = 0.65;

impl Alignment {
    /// Aligns content words, the most alike first; of several as alike those with the same label, then the nearest.
    pub fn new(a: &Sentence<'_>, b: &Sentence<'_>) -> Self {
        let mut found = Vec::new();
        let mut opposites = Vec::new();
        for x in 0..a.words.len() {
            for y in 0..b.words.len() {
                if !(a.is_content[x] && b.is_content[y]) && a.lemmas[x] != b.lemmas[y] {
                    continue;
                }
                if are_opposites(&a.lemmas[x], &b.lemmas[y]) {
                    opposites.push((x, y));
                    continue;
                }
                let alike = likeness(&a.lemmas[x], &b.lemmas[y]);
                if alike >= LEAST {
                    let same_label = a.words[x].dep == b.words[y].dep;
                    found.push((alike + if same_label { 0.05 } else { 0.0 }, x, y));
                }
            }
        }
        found.sort_by(|p, q| {
            q.0.total_cmp(&p.0).then((p.1.abs_diff(p.2), p.1, p.2).cmp(&(q.1.abs_diff(q.2), q.1, q.2)))
        });
        let mut alignment =
            Self { first: vec![None; a.words.len()], second: vec![None; b.words.len()], opposites };
        for (_, x, y) in found {
            if alignment.first[x].is_none() && alignment.second[y].is_none() {
                alignment.first[x] = Some(y);
                alignment.second[y] = Some(x);
            }
        }
        alignment.opposites.retain(|(x, y)| alignment.first[*x].is_none() && alignment.second[*y].is_none());
        alignment
    }

    /// The word of the second that says what `at` says.
    pub fn of_first(&self, at: usize) -> Option<usize> {
        self.first[at]
    }

    /// The word of the first that says what `at` says.
    pub fn of_second(&self, at: usize) -> Option<usize> {
        self.second[at]
    }

    /// True where the two words say the same.
    pub fn first_meets(&self, x: usize, y: usize) -> bool {
        self.first[x] == Some(y)
    }

    /// Pairs that cannot both be true.
    pub fn opposites(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.opposites.iter().copied()
    }

    /// True where some are.
    pub fn has_opposites(&self) -> bool {
        !self.opposites.is_empty()
    }

    /// Share of the first's content that the second has; opposites count as spoken of.
    pub fn covered_first(&self, a: &Sentence<'_>) -> f64 {
        covered(&a.is_content, |at| self.first[at].is_some() || self.opposites.iter().any(|(x, _)| *x == at))
    }

    /// Share of the second's content that the first has.
    pub fn covered_second(&self, b: &Sentence<'_>) -> f64 {
        covered(&b.is_content, |at| self.second[at].is_some() || self.opposites.iter().any(|(_, y)| *y == at))
    }

    /// Content of the first that the second lacks.
    pub fn left_first(&self, a: &Sentence<'_>) -> Vec<usize> {
        (0..a.words.len()).filter(|at| a.is_content[*at] && self.first[*at].is_none()).collect()
    }

    /// Content of the second that the first lacks.
    pub fn left_second(&self, b: &Sentence<'_>) -> Vec<usize> {
        (0..b.words.len()).filter(|at| b.is_content[*at] && self.second[*at].is_none()).collect()
    }

    /// Aligned words that predicate something: verbs, and what stands with a copula.
    pub fn predicates(&self, a: &Sentence<'_>, b: &Sentence<'_>) -> Vec<(usize, usize)> {
        let is_predicate = |sentence: &Sentence<'_>, at: usize| {
            sentence.words[at].pos == "VERB"
                || sentence.head(at) == at
                || sentence.children(at).any(|child| sentence.words[child].dep == "cop")
        };
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (x, y) in self.first.iter().enumerate().filter_map(|(x, y)| Some((x, (*y)?))) {
            let denied = a.negations.is_denied(x) || b.negations.is_denied(y);
            let helps =
                |sentence: &Sentence<'_>, at: usize| matches!(sentence.lemmas[at].as_str(), "etre" | "avoir");
            if helps(a, x) || helps(b, y) {
                continue;
            }
            if denied || is_predicate(a, x) && is_predicate(b, y) {
                pairs.push((x, y));
            }
        }
        pairs
    }

    /// True where both predicates have a participant in one place that is not the other's: *pas de mercure*.
    pub fn other_thing(&self, a: &Sentence<'_>, b: &Sentence<'_>, x: usize, y: usize) -> bool {
        let met =
            |sentence: &Sentence<'_>, top: usize, is: &dyn Fn(Slot) -> bool, taken: &[Option<usize>]| {
                let of_slot = sentence
                    .children(top)
                    .filter(|child| sentence.is_content[*child] && sentence.slot(*child).is_some_and(is));
                of_slot.map(|child| taken[child].is_some()).collect::<Vec<_>>()
            };
        let differ = |is: &dyn Fn(Slot) -> bool| {
            let (of_a, of_b) = (met(a, x, is, &self.first), met(b, y, is, &self.second));
            !of_a.is_empty()
                && !of_b.is_empty()
                && !of_a.iter().any(|met| *met)
                && !of_b.iter().any(|met| *met)
        };
        self.parallel_left(a, b, x, y)
            || differ(&|slot| slot == Slot::Agent)
            || differ(&|slot| slot != Slot::Agent)
            || self.lacks_names(a, b)
            || self.other_time(a, b)
    }

    /// True where the next noun behind both words, or the last before both, is one that the other sentence lacks:
    /// *livre des munitions*, *livre des chars*. Read off the words, for parses of short sentences err.
    pub fn parallel_left(&self, a: &Sentence<'_>, b: &Sentence<'_>, x: usize, y: usize) -> bool {
        const REACH: usize = 6;
        let is_noun = |sentence: &Sentence<'_>, at: usize| {
            sentence.is_content[at] && matches!(sentence.words[at].pos.as_str(), "NOUN" | "PROPN")
        };
        let behind = |sentence: &Sentence<'_>, at: usize| {
            (at + 1..sentence.words.len().min(at + 1 + REACH)).find(|next| is_noun(sentence, *next))
        };
        let before = |sentence: &Sentence<'_>, at: usize| {
            (at.saturating_sub(REACH)..at).rev().find(|next| is_noun(sentence, *next))
        };
        let both_left = |p: Option<usize>, q: Option<usize>| {
            let (Some(p), Some(q)) = (p, q) else { return false };
            let is_opposite = self.opposites.contains(&(p, q));
            self.first[p].is_none() && self.second[q].is_none() && !is_opposite
        };
        both_left(behind(a, x), behind(b, y)) || both_left(before(a, x), before(b, y))
    }

    /// True where a noun that both sentences have stands near both words: they are said of the same.
    pub fn share_neighbour(&self, a: &Sentence<'_>, b: &Sentence<'_>, x: usize, y: usize) -> bool {
        const REACH: usize = 8;
        let near = |sentence: &Sentence<'_>, at: usize| {
            at.saturating_sub(REACH)..sentence.words.len().min(at + REACH + 1)
        };
        near(a, x).any(|p| {
            let is_noun = matches!(a.words[p].pos.as_str(), "NOUN" | "PROPN" | "NUM" | "ADJ" | "VERB");
            p != x
                && is_noun
                && a.is_content[p]
                && self.first[p].is_some_and(|q| q != y && near(b, y).contains(&q))
        })
    }

    /// True where each sentence names somebody or something that the other does not.
    pub fn lacks_names(&self, a: &Sentence<'_>, b: &Sentence<'_>) -> bool {
        let is_name = |sentence: &Sentence<'_>, at: &usize| {
            sentence.is_name(*at) || super::vocabulary::is_demonym(sentence, *at)
        };
        self.left_first(a).iter().any(|at| is_name(a, at))
            && self.left_second(b).iter().any(|at| is_name(b, at))
    }

    /// True where both tell a time, and not the same: *avait interdit … dimanche*, *en janvier*.
    pub fn other_time(&self, a: &Sentence<'_>, b: &Sentence<'_>) -> bool {
        let left_a: Vec<_> =
            (0..a.words.len()).filter(|at| is_time(a, *at) && self.first[*at].is_none()).collect();
        let left_b: Vec<_> =
            (0..b.words.len()).filter(|at| is_time(b, *at) && self.second[*at].is_none()).collect();
        let before = |sentence: &Sentence<'_>| {
            sentence.words.iter().any(|word| {
                word.morph.contains("Tense=Imp") && matches!(word.dep.as_str(), "aux:tense" | "aux")
            })
        };
        !left_a.is_empty() && !left_b.is_empty() || before(a) != before(b)
    }

    /// True where what both opposites are said of is the same: their subject, or all that stands with them.
    pub fn speak_of_one(&self, a: &Sentence<'_>, b: &Sentence<'_>, x: usize, y: usize) -> bool {
        let topic = |sentence: &Sentence<'_>, at: usize| topic(sentence, at);
        let (of_a, of_b) = (topic(a, x), topic(b, y));
        let met = match (of_a, of_b) {
            (Some(p), Some(q)) => {
                if !self.first_meets(p, q) {
                    // An opposite pair in the topic itself is told by the words around.
                    return false;
                }
                // What narrows the topic must not differ: *le prix du pain*, *le prix du riz*.
                let narrow = |sentence: &Sentence<'_>, top: usize, taken: &[Option<usize>]| {
                    sentence
                        .children(top)
                        .filter(|child| {
                            matches!(sentence.dep(*child), "nmod" | "amod" | "appos")
                                && sentence.is_content[*child]
                        })
                        .map(|child| taken[child].is_some())
                        .collect::<Vec<_>>()
                };
                let (n_a, n_b) = (narrow(a, p, &self.first), narrow(b, q, &self.second));
                let differs = !n_a.is_empty()
                    && !n_b.is_empty()
                    && !n_a.iter().any(|met| *met)
                    && !n_b.iter().any(|met| *met);
                !differs
            }
            _ => false,
        };
        met && !self.lacks_names(a, b) && !self.parallel_left(a, b, x, y)
    }
}

/// What a word is said of: the subject of its verb, the noun that it stands with.
fn topic(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let mut here = at;
    for _ in 0..4 {
        let subject = sentence.children(here).find(|child| sentence.words[*child].dep.starts_with("nsubj"));
        if subject.is_some() && subject != Some(at) {
            return subject.filter(|subject| sentence.words[*subject].pos != "PRON" || here != at);
        }
        if matches!(sentence.dep(here), "amod") {
            return Some(sentence.head(here));
        }
        let head = sentence.head(here);
        if head == here || sentence.words[here].dep.starts_with("nsubj") {
            break;
        }
        here = head;
    }
    // A parse without a subject: the last noun before.
    (0..at).rev().find(|before| {
        sentence.is_content[*before] && matches!(sentence.words[*before].pos.as_str(), "NOUN" | "PROPN")
    })
}

fn covered(is_content: &[bool], is_met: impl Fn(usize) -> bool) -> f64 {
    let n = is_content.iter().filter(|is| **is).count();
    if n == 0 {
        return 0.0;
    }
    let met = (0..is_content.len()).filter(|at| is_content[*at] && is_met(*at)).count();
    met as f64 / n as f64
}

/// True for days, months and years.
pub fn is_time(sentence: &Sentence<'_>, at: usize) -> bool {
    const TIMES: &[&str] = &[
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "hier",
        "demain",
        "aujourd hui",
        "matin",
        "soir",
        "hiver",
        "printemps",
        "automne",
    ];
    let lemma = sentence.lemmas[at].as_str();
    let is_year = lemma.len() == 4 && lemma.parse::<u32>().is_ok_and(|year| (1000..2100).contains(&year));
    TIMES.contains(&lemma) || is_year
}
