//! Where the chains of rival answers meet: answers on the left, then the outlets that give them, the voices that hand
//! them on, and on the right the origins that all goes back to.
//!
//! Stops of one name in one column are one. What more than one answer comes through is drawn strong: the rivals have
//! it from one voice. Each column is ordered by where its stops are reached from, so that few lines cross.

use std::collections::{BTreeMap, BTreeSet};

use selon_case::Folded;

use super::{Svg, lines};
use crate::html::isolated;
use crate::ui::Ui;

/// An answer and the ways its claims came.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// The answer.
    pub answer: String,
    /// How many claims give it.
    pub n_claims: usize,
    /// Of each claim the outlet, the voices that hand it on, and the origin.
    pub ways: Vec<Way>,
}

/// The way of one claim.
#[derive(Clone, Debug)]
pub struct Way {
    pub outlet: String,
    pub relays: Vec<String>,
    /// Key, name and kind of the origin.
    pub origin: (String, String, &'static str),
}

/// How counting names whom nobody else reports: by who does, in English.
pub const THROUGH: &str = ", through ";
/// What it calls a voice that has no name.
const UNNAMED: &str = "an unnamed voice";
/// From one stop to the one below.
const STEP: f64 = 46.0;
/// From one line of a name to the next.
const LINE: f64 = 18.0;
/// Room for what the columns are called.
const TOP: f64 = 30.0;
/// Between the names of a column and the stops of the next.
const GAP: f64 = 52.0;
/// Pixels of a letter of a name at the sizes of the style sheet.
const LETTER: f64 = 8.7;
/// Letters of a line of a name, and lines of it.
const CHARS: (usize, usize) = (20, 2);
/// Columns of voices that hand on; what comes behind is left out of the drawing, and the chains tell it.
const RELAYS: usize = 2;
/// Stops of a column; the page lists all.
const MOST: usize = 24;

struct Stop {
    name: String,
    note: String,
    is_hollow: bool,
    /// Answers that come through it.
    answers: BTreeSet<usize>,
    y: f64,
}

type Place = (usize, usize);

/// The drawing.
pub fn drawing(ui: &Ui, question: &str, answers: &[Meeting]) -> String {
    let n_relays =
        answers.iter().flat_map(|answer| &answer.ways).map(|way| way.relays.len()).max().unwrap_or(0);
    let last = 2 + n_relays.min(RELAYS);
    let mut columns: Vec<Vec<Stop>> = (0..=last).map(|_| Vec::new()).collect();
    let mut known: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let mut ties: BTreeMap<(Place, Place), BTreeSet<usize>> = BTreeMap::new();
    for (number, answer) in answers.iter().enumerate() {
        let note = ui.n("claims", answer.n_claims as u64);
        columns[0].push(Stop::new(answer.answer.clone(), note, false));
        columns[0][number].answers.insert(number);
        for way in &answer.ways {
            let mut at: Place = (0, number);
            let mut stops = vec![(1, way.outlet.clone(), false, key(&way.outlet))];
            for (i, relay) in way.relays.iter().take(RELAYS).enumerate() {
                let name = if relay.trim().is_empty() { ui.t("nobody") } else { relay };
                stops.push((2 + i, name.to_owned(), relay.trim().is_empty(), key(name)));
            }
            let (origin, name, kind) = &way.origin;
            let is_hollow = matches!(*kind, "anonymous" | "no_source_given");
            stops.push((last, origin_name(ui, name, kind), is_hollow, origin.clone()));
            for (column, name, is_hollow, key) in stops {
                let next = match known.get(&(column, key.clone())) {
                    Some(next) => *next,
                    None if columns[column].len() >= MOST => break,
                    None => {
                        columns[column].push(Stop::new(name, String::new(), is_hollow));
                        known.insert((column, key), columns[column].len() - 1);
                        columns[column].len() - 1
                    }
                };
                let stop = &mut columns[column][next];
                stop.answers.insert(number);
                ties.entry((at, (column, next))).or_default().insert(number);
                at = (column, next);
            }
        }
    }
    if columns[last].is_empty() {
        return String::new();
    }
    let tallest = columns.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let height = TOP + STEP * tallest as f64 + 8.0;
    let mut place_of: Vec<Vec<f64>> = Vec::new();
    for (column, stops) in columns.iter_mut().enumerate() {
        let mut order: Vec<usize> = (0..stops.len()).collect();
        if column > 0 {
            let middle = |at: usize| {
                // A tie may skip columns of voices: what it comes from is looked for where it is.
                let from =
                    ties.keys().filter(|(_, to)| *to == (column, at)).map(|((c, i), _)| place_of[*c][*i]);
                let (n, sum) = from.fold((0.0, 0.0), |(n, sum), y| (n + 1.0, sum + y));
                if n > 0.0 { sum / n } else { 0.0 }
            };
            let middles: Vec<f64> = (0..order.len()).map(middle).collect();
            order.sort_by(|a, b| middles[*a].total_cmp(&middles[*b]));
        }
        let step = (height - TOP) / order.len().max(1) as f64;
        let mut places = vec![0.0; order.len()];
        for (nth, at) in order.into_iter().enumerate() {
            places[at] = TOP + step * (nth as f64 + 0.5);
            stops[at].y = places[at];
        }
        place_of.push(places);
    }
    let mut lefts = Vec::new();
    let mut x = 12.0;
    for column in &columns {
        lefts.push(x);
        x += column.iter().map(Stop::width).fold(0.0, f64::max) + GAP;
    }
    let width = x - GAP + 12.0;
    let mut svg = Svg::default();
    for (column, words) in [(0, "dispute.answers"), (1, "dispute.outlets"), (last, "dispute.origins")] {
        svg.text(lefts[column] - 6.0, 14.0, "note", ui.t(words));
    }
    if last > 2 {
        svg.text(lefts[2] - 6.0, 14.0, "note", ui.t("dispute.relays"));
    }
    for (((from, i), (to, j)), answers) in &ties {
        let (start, end) = (&columns[*from][*i], &columns[*to][*j]);
        let (x1, x2) = (lefts[*from] + start.width() + 6.0, lefts[*to] - 9.0);
        let bend = (x1 + x2) / 2.0;
        let class = if answers.len() > 1 || end.answers.len() > 1 { "tie shared" } else { "tie" };
        svg.push(&format!(
            "<path d=\"M{x1:.1} {:.1}C{bend:.1} {:.1} {bend:.1} {:.1} {x2:.1} {:.1}\" class=\"{class}\"/>",
            start.y, start.y, end.y, end.y
        ));
    }
    for (column, left) in columns.iter().zip(&lefts) {
        for stop in column {
            let shape = if stop.is_hollow { "hollow" } else { "full" };
            let strong = if stop.answers.len() > 1 { " shared" } else { "" };
            svg.push(&format!(
                "<circle cx=\"{left:.1}\" cy=\"{:.1}\" r=\"6\" class=\"stop {shape}{strong}\"/>",
                stop.y
            ));
            let names = stop.lines();
            let mut y = stop.y + 5.0 - LINE / 2.0 * (names.len() as f64 - 1.0);
            for line in &names {
                svg.text(left + 12.0, y, "name", line);
                y += LINE;
            }
            if !stop.note.is_empty() {
                svg.text(left + 12.0, y - 3.0, "note", &stop.note);
            }
        }
    }
    svg.finish("dispute", (width, height), question, &told(ui, answers))
}

/// The ways of one answer, in words.
#[derive(Clone, Debug)]
pub struct Ways {
    /// The answer.
    pub answer: String,
    /// Of each way its stops from the outlet to the origin, and whether rivals come through them as well.
    pub ways: Vec<Vec<(String, bool)>>,
}

/// What the drawing shows, as lists: for screens that it is too wide for.
pub fn ways(ui: &Ui, answers: &[Meeting]) -> Vec<Ways> {
    let stops = |way: &Way| {
        let named = std::iter::once(&way.outlet).chain(&way.relays);
        let mut stops: Vec<(String, String)> = named
            .map(|name| if name.trim().is_empty() { ui.t("nobody").to_owned() } else { name.clone() })
            .map(|name| (key(&name), name))
            .collect();
        let (origin, name, kind) = &way.origin;
        let name = origin_name(ui, name, kind);
        // An outlet that says it of itself is one stop.
        if stops.len() > 1 || !name.starts_with(&way.outlet) {
            stops.push((origin.clone(), name));
        } else {
            stops = vec![(origin.clone(), name)];
        }
        stops
    };
    let of_answers: Vec<BTreeSet<Vec<(String, String)>>> =
        answers.iter().map(|answer| answer.ways.iter().map(stops).collect()).collect();
    let mut n_answers: BTreeMap<&str, usize> = BTreeMap::new();
    for ways in &of_answers {
        let keys: BTreeSet<&str> = ways.iter().flatten().map(|(key, _)| key.as_str()).collect();
        keys.into_iter().for_each(|key| *n_answers.entry(key).or_default() += 1);
    }
    let is_shared = |key: &str| n_answers.get(key).is_some_and(|n| *n > 1);
    let of_answer = |(answer, ways): (&Meeting, &BTreeSet<Vec<(String, String)>>)| Ways {
        answer: answer.answer.clone(),
        ways: ways
            .iter()
            .take(MOST)
            .map(|way| way.iter().map(|(key, name)| (name.clone(), is_shared(key))).collect())
            .collect(),
    };
    answers.iter().zip(&of_answers).map(of_answer).collect()
}

impl Stop {
    fn new(name: String, note: String, is_hollow: bool) -> Self {
        Self { name, note, is_hollow, answers: BTreeSet::new(), y: 0.0 }
    }

    /// How far it and its name reach to the right.
    fn width(&self) -> f64 {
        let letters = |words: &str, letter: f64| words.chars().count() as f64 * letter;
        let widest = self.lines().iter().map(|line| letters(line, LETTER)).fold(0.0, f64::max);
        12.0 + widest.max(letters(&self.note, LETTER * 0.85))
    }

    /// Its name in lines.
    fn lines(&self) -> Vec<String> {
        lines(&self.name, CHARS.0, CHARS.1)
    }
}

fn key(name: &str) -> String {
    Folded::new(name).as_str().to_owned()
}

fn told(ui: &Ui, answers: &[Meeting]) -> String {
    let way = |way: &Way| {
        let mut names = vec![way.outlet.clone()];
        names.extend(way.relays.iter().cloned());
        let (_, name, kind) = &way.origin;
        names.push(origin_name(ui, name, kind));
        names.retain(|name| !name.trim().is_empty());
        names.iter().map(|name| isolated(name)).collect::<Vec<_>>().join(" → ")
    };
    let answer = |answer: &Meeting| {
        let ways: BTreeSet<String> = answer.ways.iter().map(way).collect();
        format!(
            "{}{} {}",
            isolated(&answer.answer),
            ui.colon(),
            ways.into_iter().collect::<Vec<_>>().join("; ")
        )
    };
    answers.iter().map(answer).collect::<Vec<_>>().join(". ")
}

/// An origin's name; what it is where it has none of its own.
pub fn origin_name(ui: &Ui, name: &str, kind: &str) -> String {
    let name = match name.split_once(THROUGH) {
        None if name == UNNAMED => ui.t("origin.unnamed").to_owned(),
        Some((who, relay)) => {
            let who = if who == UNNAMED { ui.t("origin.unnamed") } else { who };
            format!("{who}, {} {relay}", ui.t("origin.through"))
        }
        None => name.to_owned(),
    };
    match kind {
        "no_source_given" => format!("{name} ({})", ui.t("origin.no_source_given")),
        "anonymous" => format!("{name} ({})", ui.t("origin.anonymous")),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(outlet: &str, relays: &[&str], origin: &str) -> Way {
        Way {
            outlet: outlet.to_owned(),
            relays: relays.iter().map(|relay| (*relay).to_owned()).collect(),
            origin: (origin.to_owned(), origin.to_owned(), "voice"),
        }
    }

    #[test]
    fn what_rivals_share_is_strong() {
        let meeting = |answer: &str, ways| Meeting { answer: answer.to_owned(), n_claims: 1, ways };
        let answers = [
            meeting("<b>120", vec![way("A", &["Radio"], "Préfet")]),
            meeting("4000", vec![way("B", &["radio"], "Milice"), way("C", &[], "Milice")]),
        ];
        let svg = drawing(&Ui::default(), "?", &answers);
        assert!(!svg.contains("<b>"), "{svg}");
        // The radio is one stop that both come through; the militia has two ways and one answer.
        assert_eq!(svg.matches("stop full shared").count(), 1, "{svg}");
        assert_eq!(svg.matches("tie shared").count(), 2, "{svg}");
        assert_eq!(svg.matches("<circle").count(), 2 + 3 + 1 + 2);
        assert_eq!(drawing(&Ui::default(), "?", &[meeting("x", Vec::new())]), "");
        let shared: Vec<Vec<bool>> = ways(&Ui::default(), &answers)
            .iter()
            .flat_map(|ways| &ways.ways)
            .map(|way| way.iter().map(|(_, shared)| *shared).collect())
            .collect();
        assert_eq!(shared, [vec![false, true, false], vec![false, true, false], vec![false, false]]);
    }
}
