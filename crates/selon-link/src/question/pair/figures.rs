//! Numbers and dates of two sentences.

use super::align::{Alignment, is_time};
use super::{Comparison, Reason, SAME_ALL_ELSE, Sentence};
use crate::question::answer::Number;
use crate::question::words::fold;

/// A number with the word that it counts.
struct Figure {
    number: Number,
    /// The counted word.
    of: usize,
    text: String,
}

/// Other numbers of the same thing, or another date of the same event.
pub fn conflict(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    let alike = alike_but_figures(a, b, alignment);
    if alike < SAME_ALL_ELSE || alignment.lacks_names(a, b) {
        return None;
    }
    if let Some(found) = date(a, b, alignment) {
        return Some(found);
    }
    for one in figures(a) {
        for other in figures(b) {
            let same_thing = alignment.first_meets(one.of, other.of)
                || a.lemmas[one.of] == b.lemmas[other.of]
                || alignment.first_meets(a.head(one.of), b.head(other.of)) && a.words[one.of].pos == "NUM";
            if !same_thing
                || one.number.meets(&other.number)
                || alignment.parallel_left(a, b, verb_of(a, one.of), verb_of(b, other.of))
            {
                continue;
            }
            // What was counted may have another measure: *60 % ont guéri*, *15 % ont souffert*.
            let (x, y) = (verb_of(a, one.of), verb_of(b, other.of));
            let same_verb = alignment.first_meets(x, y) || alignment.opposites().any(|pair| pair == (x, y));
            if same_verb || alike >= 0.9 {
                return Some(Comparison::conflict(Reason::Number, one.text, other.text));
            }
        }
    }
    None
}

fn verb_of(sentence: &Sentence<'_>, mut at: usize) -> usize {
    for _ in 0..8 {
        if sentence.words[at].pos == "VERB" || sentence.head(at) == at {
            return at;
        }
        at = sentence.head(at);
    }
    at
}

/// How much of the shorter sentence, figures and times left out, the other has.
fn alike_but_figures(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> f64 {
    let share = |sentence: &Sentence<'_>, is_met: &dyn Fn(usize) -> bool| {
        let words: Vec<_> = (0..sentence.words.len())
            .filter(|at| {
                sentence.is_content[*at] && sentence.words[*at].pos != "NUM" && !is_time(sentence, *at)
            })
            .collect();
        if words.is_empty() {
            return 0.0;
        }
        words.iter().filter(|at| is_met(**at)).count() as f64 / words.len() as f64
    };
    let of_a = share(a, &|at| alignment.of_first(at).is_some());
    let of_b = share(b, &|at| alignment.of_second(at).is_some());
    of_a.max(of_b).min(of_a.min(of_b) + 0.25)
}

fn date(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    let times = |sentence: &Sentence<'_>| -> Vec<usize> {
        (0..sentence.words.len()).filter(|at| is_time(sentence, *at)).collect()
    };
    let (of_a, of_b) = (times(a), times(b));
    // Months against months, years against years: what is not told does not conflict.
    let is_year =
        |sentence: &Sentence<'_>, at: usize| sentence.lemmas[at].chars().all(|c| c.is_ascii_digit());
    for x in &of_a {
        for y in &of_b {
            if is_year(a, *x) != is_year(b, *y)
                || kind(&a.lemmas[*x]) != kind(&b.lemmas[*y])
                || a.lemmas[*x] == b.lemmas[*y]
            {
                continue;
            }
            let met = of_a.iter().any(|other| a.lemmas[*other] == b.lemmas[*y])
                || of_b.iter().any(|other| b.lemmas[*other] == a.lemmas[*x]);
            let (p, q) = (verb_of(a, *x), verb_of(b, *y));
            let same_verb = alignment.first_meets(p, q);
            if !met
                && same_verb
                && a.negations.is_denied(p) == b.negations.is_denied(q)
                && is_once(&a.lemmas[p])
            {
                return Some(Comparison::conflict(
                    Reason::Date,
                    a.words[*x].text.clone(),
                    b.words[*y].text.clone(),
                ));
            }
        }
    }
    None
}

/// Days of the week tell several dates apart, of what is done again and again.
fn is_once(lemma: &str) -> bool {
    !matches!(lemma, "autoriser" | "interdire" | "recevoir" | "neiger" | "pleuvoir")
}

fn kind(lemma: &str) -> u8 {
    match lemma {
        "lundi" | "mardi" | "mercredi" | "jeudi" | "vendredi" | "samedi" | "dimanche" => 1,
        _ if lemma.chars().all(|c| c.is_ascii_digit()) => 2,
        "matin" | "soir" | "hier" | "demain" | "aujourd hui" => 3,
        _ => 4,
    }
}

/// The numbers of a sentence.
fn figures(sentence: &Sentence<'_>) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.words.len() {
        let first = at;
        at += 1;
        if is_time(sentence, first) {
            continue;
        }
        let collective = collective(&fold(&sentence.words[first].text));
        let (value, last) = match (run(sentence, first), collective) {
            (Some((value, last)), _) => (value, last),
            (None, Some((min, _))) => (min, first),
            (None, None) => continue,
        };
        at = last + 1;
        let (mut min, mut max) = (value, collective.map_or(value, |(_, max)| max));
        let before: Vec<String> =
            sentence.words[first.saturating_sub(3)..first].iter().map(|word| fold(&word.text)).collect();
        let has = |wanted: &str| before.iter().any(|word| word == wanted);
        if has("plus") || has("moins") && has("au") || has("depasser") {
            max = f64::INFINITY;
        } else if has("moins") || has("jusqu") || has("maximum") {
            min = 0.0;
        } else if has("environ") || has("pres") || has("quelque") || has("presque") {
            (min, max) = (value * 0.9, value * 1.1);
        }
        let of = counted(sentence, last);
        let unit = sentence.lemmas[of].clone();
        let text: Vec<&str> = sentence.words[first..=last].iter().map(|word| word.text.as_str()).collect();
        found.push(Figure { number: Number { min, max, unit }, of, text: text.join(" ") });
    }
    // « aucun civil » is none.
    for at in 0..sentence.words.len() {
        if matches!(fold(&sentence.words[at].text).as_str(), "aucun" | "aucune") {
            let of = sentence.head(at);
            let number = Number { min: 0.0, max: 0.0, unit: sentence.lemmas[of].clone() };
            found.push(Figure { number, of, text: sentence.words[at].text.clone() });
        }
    }
    found
}

/// The number that begins at a word, and its last word: *trois cent mille*, *deux millions*, *30 000*.
fn run(sentence: &Sentence<'_>, first: usize) -> Option<(f64, usize)> {
    const MOST_WORDS: usize = 8;
    let mut last = None;
    let (mut total, mut open) = (0.0, 0.0);
    let mut at = first;
    while at < sentence.words.len().min(first + MOST_WORDS) {
        let text = &sentence.words[at].text;
        let folded = fold(text);
        let digits = text.chars().all(|c| c.is_ascii_digit());
        // « 30 000 »: three digits behind figures go on.
        if digits
            && text.len() == 3
            && at > first
            && sentence.words[at - 1].text.chars().all(|c| c.is_ascii_digit())
        {
            open = open * 1000.0 + text.parse::<f64>().ok()?;
        } else if digits && at > first {
            break;
        } else if matches!(folded.as_str(), "million" | "millions" | "milliard" | "milliards")
            && last.is_some()
        {
            let unit = if folded.starts_with("milliard") { 1e9 } else { 1e6 };
            total = (total + f64::max(open, 0.0)).max(1.0) * unit;
            open = 0.0;
        } else if folded == "et" && last.is_some() {
            // « vingt et un »: only where a number follows.
            let next = sentence.words.get(at + 1).map(|word| fold(&word.text)).unwrap_or_default();
            if !matches!(next.as_str(), "un" | "une" | "onze") {
                break;
            }
            at += 1;
            continue;
        } else if matches!(folded.as_str(), "un" | "une") && last.is_some() && at == last.unwrap_or(at) + 2 {
            open += 1.0;
        } else {
            let mut parts = folded.split(' ').map(|part| (part, number(text, part)));
            let is_number = number(text, &folded).is_some() || parts.all(|(_, value)| value.is_some());
            if !is_number {
                break;
            }
            let values: Vec<f64> = match number(text, &folded) {
                Some(value) => vec![value],
                None => folded.split(' ').filter_map(|part| number(part, part)).collect(),
            };
            for value in values {
                if value == 1000.0 && !digits {
                    total += f64::max(open, 1.0) * 1000.0;
                    open = 0.0;
                } else if value == 100.0 && !digits && open > 0.0 {
                    open *= 100.0;
                } else {
                    open += value;
                }
            }
        }
        last = Some(at);
        at += 1;
    }
    last.map(|last| (total + open, last))
}

/// The word that a number counts: the noun it hangs on, or behind *de*.
fn counted(sentence: &Sentence<'_>, at: usize) -> usize {
    if matches!(sentence.words[at].pos.as_str(), "NOUN") {
        if let Some(of) = sentence.children(at).find(|child| sentence.dep(*child) == "nmod") {
            return of;
        }
        return at;
    }
    let head = sentence.head(at);
    if head == at { at } else { head }
}

/// `centaine`: what it stands for, least and most.
fn collective(word: &str) -> Option<(f64, f64)> {
    let range = match word {
        "douzaine" => (11.0, 13.0),
        "dizaine" => (8.0, 12.0),
        "quinzaine" => (13.0, 17.0),
        "vingtaine" => (17.0, 23.0),
        "trentaine" => (27.0, 33.0),
        "quarantaine" => (36.0, 44.0),
        "cinquantaine" => (45.0, 55.0),
        "soixantaine" => (55.0, 65.0),
        "centaine" => (85.0, 115.0),
        "dizaines" => (20.0, 99.0),
        "centaines" => (200.0, 999.0),
        "millier" => (850.0, 1150.0),
        "milliers" => (2000.0, 9999.0),
        _ => return None,
    };
    Some(range)
}

/// Figures and number words.
fn number(text: &str, folded: &str) -> Option<f64> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{202f}').collect();
        return plain.replace(',', ".").parse().ok();
    }
    let value = match folded {
        "deux" => 2,
        "trois" => 3,
        "quatre" => 4,
        "cinq" => 5,
        "six" => 6,
        "sept" => 7,
        "huit" => 8,
        "neuf" => 9,
        "dix" => 10,
        "onze" => 11,
        "douze" => 12,
        "treize" => 13,
        "quatorze" => 14,
        "quinze" => 15,
        "seize" => 16,
        "vingt" => 20,
        "trente" => 30,
        "quarante" => 40,
        "cinquante" => 50,
        "soixante" => 60,
        "cent" | "cents" => 100,
        "mille" => 1000,
        _ => return None,
    };
    Some(f64::from(value))
}
