//! What those who share a question say: their answers, and whether they are rivals.
//!
//! The verdict is a function of the set of what is given: its order does not matter.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Answer, Side};
use super::{Note, Question, Topic};

/// Facts of one question that are compared; of more, the first by the ids of their claims, which are digests: a fair
/// sample that is the same whatever the order they came in.
pub const MOST_FACTS: usize = 400;

/// Days between two reports of what happens again and again in one place, within which they may mean one event.
/// Tolls of one event are reported for about a week; chosen by hand, not measured.
const SAME_EVENT_DAYS: i64 = 10;

/// Days between dates of what happens once; farther apart it is taken for another event of the kind.
const SAME_DATE_DAYS: i64 = 400;

/// A fact of some article.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Id of the claim.
    pub claim: String,
    /// Id of the document.
    pub document: String,
    /// The outlet; the document's path where none is known.
    pub outlet: String,
    /// Who says it, inside the document; empty for the article itself.
    pub voice: String,
    /// The writer keeps a distance.
    pub is_hedged: bool,
    /// What it says.
    pub answer: Answer,
    /// The words that say it.
    pub words: String,
    /// The day of the event, else of publication, as [`super::Moment::day`] counts.
    pub day: Option<i64>,
    /// How it came to the question.
    pub note: Note,
}

/// One answer and who gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedAnswer {
    /// The answer, as its widest supported form: the words most give.
    pub value: String,
    /// An example of it, for comparing.
    pub answer: Answer,
    /// Indices of what was given, sorted by claim.
    pub given: Vec<usize>,
}

/// What a question comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Tells several events of one question apart: the first day; empty where there is one.
    pub part: String,
    /// The answers, rivals of each other.
    pub answers: Vec<JudgedAnswer>,
    /// How much hangs on it: what is shown first.
    pub weight: u32,
    /// Documents with an answer.
    pub n_documents: usize,
    /// Outlets with an answer.
    pub n_outlets: usize,
    /// Voices that the answers end in: each counts once, whoever relays it.
    pub n_voices: usize,
}

/// What an analyst decided about two claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// They say the same: one answer, whatever their words.
    Same,
    /// They do not say the same: two answers.
    Different,
    /// It cannot be told: neither one answer nor rivals.
    Unsure,
}

/// What analysts decided about pairs of claims, whichever way round they are named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rulings {
    pairs: BTreeMap<(String, String), Ruling>,
}

impl Rulings {
    /// Adds what was decided about two claims; the last word counts.
    pub fn insert(&mut self, a: &str, b: &str, ruling: Ruling) {
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        self.pairs.insert((a.to_owned(), b.to_owned()), ruling);
    }

    /// What was decided about two claims.
    pub fn of(&self, a: &str, b: &str) -> Option<Ruling> {
        if self.pairs.is_empty() {
            return None;
        }
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        self.pairs.get(&(a.to_owned(), b.to_owned())).copied()
    }

    /// Claims that were judged with `claim`, and how.
    pub fn partners<'a>(&'a self, claim: &'a str) -> impl Iterator<Item = (&'a str, Ruling)> + 'a {
        self.pairs.iter().filter_map(move |((a, b), ruling)| match (a == claim, b == claim) {
            (true, _) => Some((b.as_str(), *ruling)),
            (_, true) => Some((a.as_str(), *ruling)),
            _ => None,
        })
    }
}

/// The disputes of a question: none where all agree, where one voice alone speaks, or where nothing is comparable.
/// What analysts decided about pairs of its claims goes before what their answers say.
pub fn judge(question: &Question, given: &[Given], rulings: &Rulings) -> Vec<Verdict> {
    let mut order: Vec<usize> = (0..given.len()).collect();
    order.sort_by(|a, b| {
        let key = |given: &Given| (given.claim.clone(), given.words.clone());
        key(&given[*a]).cmp(&key(&given[*b]))
    });
    order.truncate(MOST_FACTS);
    let windows = windows(question, given, order);
    let one_event = windows.len() == 1;
    let verdicts = windows.into_iter().filter_map(|window| {
        let part = window
            .first()
            .filter(|_| !one_event)
            .and_then(|_| window.iter().filter_map(|at| given[*at].day).min().map(|day| day.to_string()));
        verdict(question, given, rulings, &window, part.unwrap_or_default())
    });
    verdicts.collect()
}

/// What may be about one event: all, or those whose days are near each other.
fn windows(question: &Question, given: &[Given], order: Vec<usize>) -> Vec<Vec<usize>> {
    let gap = match question.topic {
        Topic::Count if !question.year.is_empty() => SAME_EVENT_DAYS,
        Topic::Doer | Topic::Cause => SAME_EVENT_DAYS,
        Topic::Date => SAME_DATE_DAYS,
        _ => return vec![order],
    };
    let day = |at: &usize| match (&given[*at].answer, question.topic) {
        (Answer::Time(when), Topic::Date) => when.day(),
        _ => given[*at].day,
    };
    // What has no day may be of any time: it is compared only where nothing has one.
    let (mut dated, undated): (Vec<_>, Vec<_>) = order.into_iter().partition(|at| day(at).is_some());
    if dated.is_empty() {
        return vec![undated];
    }
    dated.sort_by_key(|at| (day(at), given[*at].claim.clone()));
    let mut windows: Vec<Vec<usize>> = Vec::new();
    let mut last = i64::MIN;
    for at in dated {
        let here = day(&at).unwrap_or_default();
        if windows.is_empty() || here.saturating_sub(last) > gap {
            windows.push(Vec::new());
        }
        last = here;
        if let Some(window) = windows.last_mut() {
            window.push(at);
        }
    }
    if question.topic == Topic::Date {
        // A month without a year meets whatever year the others tell.
        if let [window] = windows.as_mut_slice() {
            window.extend(undated);
        } else {
            windows.push(undated);
        }
    }
    windows
}

fn verdict(
    question: &Question,
    given: &[Given],
    rulings: &Rulings,
    window: &[usize],
    part: String,
) -> Option<Verdict> {
    let mut clusters = clusters(given, rulings, window);
    // Only answers that some other answer contradicts, said by somebody else.
    let rivals: Vec<bool> =
        clusters.iter().map(|a| clusters.iter().any(|b| are_rivals(given, rulings, a, b))).collect();
    let mut kept = rivals.into_iter();
    clusters.retain(|_| kept.next().unwrap_or(false));
    let clusters = only_comparable(given, clusters);
    if clusters.len() < 2 {
        return None;
    }
    let all: Vec<usize> = clusters.iter().flatten().copied().collect();
    let count =
        |of: &dyn Fn(&Given) -> String| all.iter().map(|at| of(&given[*at])).collect::<BTreeSet<_>>().len();
    let n_documents = count(&|given| given.document.clone());
    let n_outlets = count(&|given| given.outlet.clone());
    let n_voices =
        count(&|given| if given.voice.is_empty() { given.outlet.clone() } else { given.voice.clone() });
    // One article alone names many backers and many addressees without contradicting itself.
    if matches!(question.topic, Topic::Backing) && n_documents < 2 {
        return None;
    }
    let mut answers: Vec<JudgedAnswer> =
        clusters.into_iter().map(|cluster| judged(question, given, cluster)).collect();
    sort(&mut answers);
    let weight = stakes(question) * (n_outlets + n_voices) as u32 + answers.len() as u32;
    Some(Verdict { part, answers, weight, n_documents, n_outlets, n_voices })
}

/// Puts together what can hold together.
fn clusters(given: &[Given], rulings: &Rulings, window: &[usize]) -> Vec<Vec<usize>> {
    let mut order = window.to_vec();
    // What says most comes first, so that a vague number joins an exact one and not the other way round.
    order.sort_by(|a, b| {
        let width = |at: usize| match &given[at].answer {
            Answer::Number(number) => (number.width(), number.min),
            _ => (0.0, 0.0),
        };
        let (a_width, b_width) = (width(*a), width(*b));
        a_width
            .0
            .total_cmp(&b_width.0)
            .then(a_width.1.total_cmp(&b_width.1))
            .then_with(|| (&given[*a].claim, &given[*a].words).cmp(&(&given[*b].claim, &given[*b].words)))
    });
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for at in order {
        let ruling = |other: &usize| rulings.of(&given[at].claim, &given[*other].claim);
        let is_apart = |cluster: &Vec<usize>| {
            cluster.iter().any(|other| matches!(ruling(other), Some(Ruling::Different | Ruling::Unsure)))
        };
        let is_one = |cluster: &Vec<usize>| cluster.iter().any(|other| ruling(other) == Some(Ruling::Same));
        let fits = |cluster: &Vec<usize>| {
            !is_apart(cluster)
                && cluster.iter().all(|other| {
                    let (a, b) = (&given[at].answer, &given[*other].answer);
                    is_comparable(a, b) && a.agrees(b) && is_same_kind(a, b)
                })
        };
        let place = clusters
            .iter()
            .position(|cluster| is_one(cluster) && !is_apart(cluster))
            .or_else(|| clusters.iter().position(fits));
        match place {
            Some(place) => clusters[place].push(at),
            None => clusters.push(vec![at]),
        }
    }
    clusters
}

/// *not X* agrees with *Y*, and is another answer all the same.
fn is_same_kind(a: &Answer, b: &Answer) -> bool {
    match (a, b) {
        (Answer::Party { key: a, is_so: x, .. }, Answer::Party { key: b, is_so: y, .. }) => a == b && x == y,
        _ => true,
    }
}

/// Numbers of soldiers and of civilians are not.
fn is_comparable(a: &Answer, b: &Answer) -> bool {
    match (a, b) {
        (Answer::Number(a), Answer::Number(b)) => a.is_comparable(b),
        _ => true,
    }
}

/// True where somebody contradicts somebody else.
fn are_rivals(given: &[Given], rulings: &Rulings, a: &[usize], b: &[usize]) -> bool {
    // One claim that gives both answers holds both to be true.
    if a.iter().any(|x| b.iter().any(|y| given[*x].claim == given[*y].claim)) {
        return false;
    }
    let who = |at: usize| (&given[at].document, &given[at].voice);
    a.iter().any(|x| {
        b.iter().any(|y| {
            let (one, other) = (&given[*x].answer, &given[*y].answer);
            is_comparable(one, other)
                && !one.agrees(other)
                && who(*x) != who(*y)
                && given[*x].claim != given[*y].claim
                && !matches!(
                    rulings.of(&given[*x].claim, &given[*y].claim),
                    Some(Ruling::Same | Ruling::Unsure)
                )
        })
    })
}

/// Of numbers, the largest set of clusters that count the same.
fn only_comparable(given: &[Given], clusters: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let Some(largest) = clusters.iter().max_by_key(|cluster| (cluster.len(), std::cmp::Reverse(cluster[0])))
    else {
        return clusters;
    };
    let example = given[largest[0]].answer.clone();
    clusters
        .into_iter()
        .filter(|cluster| cluster.iter().any(|at| is_comparable(&given[*at].answer, &example)))
        .collect()
}

fn judged(question: &Question, given: &[Given], mut cluster: Vec<usize>) -> JudgedAnswer {
    cluster.sort_by(|a, b| given[*a].claim.cmp(&given[*b].claim));
    let answer = given[cluster[0]].answer.clone();
    let value = match &answer {
        Answer::Party { is_so, .. } => {
            let names = cluster.iter().filter_map(|at| match &given[*at].answer {
                Answer::Party { name, .. } => Some(name.as_str()),
                _ => None,
            });
            let name = commonest(names);
            if *is_so { name } else { format!("{}{name}", super::text::NOT.0) }
        }
        Answer::Side(side) => super::text::side(question, *side).to_owned(),
        Answer::Number(_) | Answer::Time(_) => commonest(cluster.iter().map(|at| given[*at].words.as_str())),
    };
    // Only the report is dated: shown as such.
    let value = match cluster.iter().all(|at| given[*at].note == Note::TimeOfReport) {
        true => format!("{value}{}", super::text::OF_REPORT.0),
        false => value,
    };
    JudgedAnswer { value, answer, given: cluster }
}

/// The value that comes most; of several the shortest, then the first in the alphabet.
fn commonest<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let mut values: Vec<&str> = values.collect();
    values.sort_unstable();
    let runs = values.chunk_by(|a, b| a == b);
    let best =
        runs.min_by_key(|run| (std::cmp::Reverse(run.len()), run[0].chars().count(), run[0].to_owned()));
    best.map_or_else(String::new, |run| run[0].to_owned())
}

/// Numbers and dates by size, others by how many say so.
fn sort(answers: &mut [JudgedAnswer]) {
    answers.sort_by(|a, b| {
        let order = match (&a.answer, &b.answer) {
            (Answer::Number(x), Answer::Number(y)) => x.min.total_cmp(&y.min).then(x.max.total_cmp(&y.max)),
            (Answer::Time(x), Answer::Time(y)) => x.cmp(y),
            (Answer::Side(x), Answer::Side(y)) => (*x == Side::No).cmp(&(*y == Side::No)),
            _ => b.given.len().cmp(&a.given.len()),
        };
        order.then_with(|| a.value.cmp(&b.value))
    });
}

/// How much hangs on a question of this kind: lives before alliances before the rest.
fn stakes(question: &Question) -> u32 {
    match (question.topic, question.act.as_str()) {
        (Topic::Count, "die" | "injure" | "miss") | (Topic::Doer | Topic::Cause, _) => 6,
        (Topic::Relation | Topic::Backing, _) => 5,
        (Topic::Count, "leave" | "displace" | "detain") | (Topic::Partner, _) => 4,
        (Topic::Office | Topic::Date | Topic::Destination, _) => 3,
        (Topic::Service | Topic::Fact, _) => 2,
        (Topic::Count, _) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::{Number, QuestionKind};

    fn question(topic: Topic) -> Question {
        Question {
            kind: QuestionKind::HowMany,
            topic,
            act: "leave".to_owned(),
            event: None,
            about: Vec::new(),
            unit: String::new(),
            year: String::new(),
        }
    }

    fn given(claim: &str, document: &str, voice: &str, answer: Answer) -> Given {
        Given {
            claim: claim.to_owned(),
            document: document.to_owned(),
            outlet: document.to_owned(),
            voice: voice.to_owned(),
            is_hedged: false,
            words: format!("{answer:?}"),
            answer,
            day: None,
            note: Note::Own,
        }
    }

    fn number(min: f64, max: f64) -> Answer {
        Answer::Number(Number { min, max, unit: "combattant".to_owned() })
    }

    fn sizes(verdict: &Verdict) -> Vec<usize> {
        verdict.answers.iter().map(|answer| answer.given.len()).collect()
    }

    #[test]
    fn numbers_conflict_only_where_their_intervals_do_not_meet() {
        let facts = [
            given("c1", "a", "", number(120.0, 120.0)),
            given("c2", "b", "", number(200.0, 999.0)),
            given("c3", "c", "", number(2000.0, 9999.0)),
            given("c4", "d", "", number(4000.0, 4000.0)),
        ];
        let verdicts = judge(&question(Topic::Count), &facts, &Rulings::default());
        assert_eq!(sizes(&verdicts[0]), [1, 1, 2]);
        let holding =
            [given("c1", "a", "", number(61.0, f64::INFINITY)), given("c2", "b", "", number(75.0, 75.0))];
        assert!(judge(&question(Topic::Count), &holding, &Rulings::default()).is_empty());
    }

    #[test]
    fn one_voice_of_one_article_does_not_dispute_itself() {
        let alone = [given("c1", "a", "x", number(1.0, 1.0)), given("c2", "a", "x", number(9.0, 9.0))];
        assert!(judge(&question(Topic::Count), &alone, &Rulings::default()).is_empty());
        let two = [given("c1", "a", "x", number(1.0, 1.0)), given("c2", "a", "y", number(9.0, 9.0))];
        assert_eq!(judge(&question(Topic::Count), &two, &Rulings::default()).len(), 1);
    }

    #[test]
    fn the_order_of_facts_does_not_count() {
        let party = |key: &str, is_so| Answer::Party { key: key.to_owned(), name: key.to_owned(), is_so };
        let mut facts: Vec<_> = ["x", "y", "x", "z"]
            .iter()
            .enumerate()
            .map(|(n, key)| given(&format!("c{n}"), &format!("d{n}"), "", party(key, n != 2)))
            .collect();
        let shown = |facts: &[Given]| {
            let verdicts = judge(&question(Topic::Backing), facts, &Rulings::default());
            let claims = |answer: &JudgedAnswer| -> Vec<_> {
                answer.given.iter().map(|at| facts[*at].claim.clone()).collect()
            };
            verdicts
                .iter()
                .flat_map(|verdict| {
                    verdict.answers.iter().map(|answer| (answer.value.clone(), claims(answer)))
                })
                .collect::<Vec<_>>()
        };
        let first = shown(&facts);
        assert!(!first.is_empty());
        for _ in 0..facts.len() {
            facts.rotate_left(1);
            assert_eq!(shown(&facts), first);
        }
        facts.reverse();
        assert_eq!(shown(&facts), first);
    }

    #[test]
    fn tolls_of_far_days_are_of_two_events() {
        let on = |claim: &str, document: &str, day, n| Given {
            day: Some(day),
            ..given(claim, document, "", number(n, n))
        };
        let mut question = question(Topic::Count);
        question.year = "2019".to_owned();
        assert!(
            judge(&question, &[on("c1", "a", 100, 12.0), on("c2", "b", 250, 40.0)], &Rulings::default())
                .is_empty()
        );
        assert_eq!(
            judge(&question, &[on("c1", "a", 100, 12.0), on("c2", "b", 101, 40.0)], &Rulings::default())
                .len(),
            1
        );
    }
    #[test]
    fn what_an_analyst_decided_about_two_claims_goes_before_their_answers() {
        let facts =
            [given("c1", "a", "", number(120.0, 120.0)), given("c2", "b", "", number(4000.0, 4000.0))];
        let ruled = |ruling| {
            let mut rulings = Rulings::default();
            rulings.insert("c2", "c1", ruling);
            judge(&question(Topic::Count), &facts, &rulings).len()
        };
        assert_eq!(ruled(Ruling::Different), 1);
        assert_eq!(ruled(Ruling::Same), 0);
        assert_eq!(ruled(Ruling::Unsure), 0);
    }
}
