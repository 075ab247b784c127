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
    /// A part of it, in hundredths.
    is_share: bool,
    text: String,
}

/// *214 morts*, *37 personnes sont mortes*.
fn counts_dead(sentence: &Sentence<'_>, figure: &Figure) -> bool {
    const DEAD: &[&str] = &["mort", "deces", "tue", "victime"];
    const DYING: &[&str] = &["mourir", "mort", "perir", "deceder", "tuer", "succomber"];
    let of = sentence.lemmas[figure.of].as_str();
    let verb = sentence.lemmas[verb_of(sentence, figure.of)].as_str();
    DEAD.contains(&of) || are_people(of) && DYING.contains(&verb)
}

/// Words for anybody.
fn are_people(lemma: &str) -> bool {
    matches!(lemma, "personne" | "manifestant" | "participant" | "gens" | "habitant" | "individu" | "civil")
}

/// Other numbers of the same thing, or another date of the same event.
pub fn conflict(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> Option<Comparison> {
    let alike = alike_but_figures(a, b, alignment);
    if alike < SAME_ALL_ELSE || alignment.lacks_names(a, b) || other_place(a, b, alignment) {
        return None;
    }
    let (of_a, of_b) = (figures(a), figures(b));
    if counts_of_other_times(a, b, alignment, &of_a, &of_b) {
        return None;
    }
    if let Some(found) = date(a, b, alignment) {
        return Some(found);
    }
    for one in &of_a {
        for other in &of_b {
            let deaths = counts_dead(a, one) && counts_dead(b, other);
            let measures = measures(&a.lemmas[one.of], &b.lemmas[other.of]);
            let meets = match measures {
                Some((unit, other_unit)) => one.number.times(unit).meets(&other.number.times(other_unit)),
                None => one.number.meets(&other.number),
            };
            let same_thing = measures.is_some()
                || alignment.first_meets(one.of, other.of)
                || a.lemmas[one.of] == b.lemmas[other.of]
                || deaths
                || one.is_share && other.is_share
                || are_people(&a.lemmas[one.of]) && are_people(&b.lemmas[other.of])
                || alignment.first_meets(a.head(one.of), b.head(other.of)) && a.words[one.of].pos == "NUM";
            // « 80 % » and « un quart » are shares, « 80 habitants » are none.
            if !same_thing
                || one.is_share != other.is_share
                || meets
                || is_part(a, b, alignment, one, other)
                || alignment.parallel_left(a, b, verb_of(a, one.of), verb_of(b, other.of))
            {
                continue;
            }
            // What was counted may have another measure: *60 % ont guéri*, *15 % ont souffert*.
            let (x, y) = (verb_of(a, one.of), verb_of(b, other.of));
            // « compte 30 000 habitants », « en comptait 45 000 »: then and now.
            let tense = |sentence: &Sentence<'_>, at: usize, tense: &str| {
                sentence.words[at].morph.contains(tense) && sentence.words[at].morph.contains("Fin")
            };
            if tense(a, x, "Tense=Imp") && tense(b, y, "Tense=Pres")
                || tense(a, x, "Tense=Pres") && tense(b, y, "Tense=Imp")
            {
                continue;
            }
            let same_verb = alignment.first_meets(x, y) || alignment.opposites().any(|pair| pair == (x, y));
            if same_verb || deaths || alike >= 0.9 {
                return Some(Comparison::conflict(Reason::Number, one.text.clone(), other.text.clone()));
            }
        }
    }
    None
}

/// *en 2009, 60 000 morts*, *en 2010, 45 000 morts*: what is counted anew each time.
fn counts_of_other_times(
    a: &Sentence<'_>,
    b: &Sentence<'_>,
    alignment: &Alignment,
    of_a: &[Figure],
    of_b: &[Figure],
) -> bool {
    let left_a = (0..a.words.len()).any(|at| is_time(a, at) && alignment.of_first(at).is_none());
    let left_b = (0..b.words.len()).any(|at| is_time(b, at) && alignment.of_second(at).is_none());
    let differ = |one: &Figure, other: &Figure| {
        a.lemmas[one.of] == b.lemmas[other.of] && !is_time(a, one.of) && !one.number.meets(&other.number)
    };
    left_a && left_b && of_a.iter().any(|one| of_b.iter().any(|other| differ(one, other)))
}

/// *50 millions de doses*, *10 millions de doses du vaccin X*: the lesser number is of a part.
fn is_part(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment, one: &Figure, other: &Figure) -> bool {
    let narrows = |sentence: &Sentence<'_>, of: usize, met: &dyn Fn(usize) -> bool| {
        let head = sentence.head(of);
        let is_counted = matches!(sentence.words[head].pos.as_str(), "NOUN" | "NUM");
        let tops = [Some(of), is_counted.then_some(head)];
        tops.into_iter().flatten().any(|top| {
            sentence.children(top).any(|child| {
                child != of
                    && matches!(sentence.dep(child), "nmod" | "amod" | "acl")
                    && sentence.is_content[child]
                    && !met(child)
            })
        })
    };
    let of_a = narrows(a, one.of, &|at| alignment.of_first(at).is_some());
    let of_b = narrows(b, other.of, &|at| alignment.of_second(at).is_some());
    of_a && !of_b && one.number.max < other.number.min || of_b && !of_a && other.number.max < one.number.min
}

/// What two measures of one kind are in the same unit, where they are not of the same.
fn measures(one: &str, other: &str) -> Option<(f64, f64)> {
    const KINDS: &[&[(&str, f64)]] = &[
        &[("millimetre", 0.001), ("centimetre", 0.01), ("metre", 1.0), ("kilometre", 1000.0)],
        &[("gramme", 0.001), ("kilo", 1.0), ("kilogramme", 1.0), ("tonne", 1000.0)],
        &[
            ("minute", 1.0),
            ("heure", 60.0),
            ("jour", 1440.0),
            ("semaine", 10_080.0),
            ("mois", 43_800.0),
            ("an", 525_600.0),
        ],
    ];
    let size =
        |kind: &[(&str, f64)], of: &str| kind.iter().find(|(unit, _)| *unit == of).map(|(_, size)| *size);
    let found = KINDS.iter().find_map(|kind| Some((size(kind, one)?, size(kind, other)?)))?;
    (one != other).then_some(found)
}

impl Number {
    fn times(&self, by: f64) -> Self {
        Self { min: self.min * by, max: self.max * by, unit: self.unit.clone() }
    }
}

/// *dans la capitale*, *à X*: both say where, and not the same.
fn other_place(a: &Sentence<'_>, b: &Sentence<'_>, alignment: &Alignment) -> bool {
    const PLACES: &[&str] = &[
        "capitale",
        "ville",
        "region",
        "province",
        "village",
        "pays",
        "quartier",
        "departement",
        "commune",
        "ile",
        "nord",
        "sud",
        "est",
        "ouest",
    ];
    let left = |sentence: &Sentence<'_>, taken: &dyn Fn(usize) -> bool| {
        (1..sentence.words.len()).any(|at| {
            let is_place =
                sentence.words[at].pos == "PROPN" || PLACES.contains(&sentence.lemmas[at].as_str());
            let before = sentence.words[at.saturating_sub(2)..at].iter();
            let leads = before
                .map(|word| fold(&word.text))
                .any(|word| matches!(word.as_str(), "a" | "au" | "aux" | "en" | "dans"));
            is_place && leads && !taken(at)
        })
    };
    left(a, &|at| alignment.of_first(at).is_some()) && left(b, &|at| alignment.of_second(at).is_some())
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

/// The verb of what a date dates; *c'est en 1998 que la ville a été prise*.
fn dated(sentence: &Sentence<'_>, at: usize) -> usize {
    let verb = verb_of(sentence, at);
    if sentence.words[verb].pos == "VERB" {
        return verb;
    }
    let is_cleft = fold(&sentence.words[0].text) == "c";
    let behind = (at + 1..sentence.words.len()).find(|next| sentence.words[*next].pos == "VERB");
    behind.filter(|_| is_cleft).unwrap_or(verb)
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
            let (p, q) = (dated(a, *x), dated(b, *y));
            let same_verb = alignment.first_meets(p, q);
            // « depuis 1900 », « depuis 1990 »: two stretches of time, of which much can be true.
            if is_stretch(a, *x) && is_stretch(b, *y) && is_year(a, *x) {
                continue;
            }
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

fn is_stretch(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.words[at.saturating_sub(2)..at]
        .iter()
        .any(|word| matches!(fold(&word.text).as_str(), "depuis" | "entre" | "jusqu"))
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
        if is_time(sentence, first) || is_fraction(sentence, first) {
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
        let is_share = share_unit(sentence, last).is_some();
        let of = share_unit(sentence, last).map_or(of, |unit| behind_share(sentence, unit).unwrap_or(of));
        let unit = sentence.lemmas[of].clone();
        let text: Vec<&str> = sentence.words[first..=last].iter().map(|word| word.text.as_str()).collect();
        found.push(Figure { number: Number { min, max, unit }, of, is_share, text: text.join(" ") });
    }
    found.extend(fractions(sentence));
    // « aucun civil » is none.
    for at in 0..sentence.words.len() {
        if matches!(fold(&sentence.words[at].text).as_str(), "aucun" | "aucune") {
            let of = sentence.head(at);
            let number = Number { min: 0.0, max: 0.0, unit: sentence.lemmas[of].clone() };
            found.push(Figure { number, of, is_share: false, text: sentence.words[at].text.clone() });
        }
    }
    found
}

/// Words that a number in hundredths stands before.
fn share_unit(sentence: &Sentence<'_>, last: usize) -> Option<usize> {
    let next = last + 1;
    let word = sentence.words.get(next)?;
    (word.text == "%" || matches!(fold(&word.text).as_str(), "pourcent" | "pour cent")).then_some(next)
}

/// *80 % des habitants*: what it is a part of.
fn behind_share(sentence: &Sentence<'_>, unit: usize) -> Option<usize> {
    let behind = unit + 1..sentence.words.len().min(unit + 5);
    behind.into_iter().find(|at| sentence.words[*at].pos == "NOUN")
}

/// Names of parts in hundredths, *moitié*, *tiers*, *quart*.
fn part_of(folded: &str) -> Option<f64> {
    match folded {
        "moitie" => Some(50.0),
        "tiers" => Some(100.0 / 3.0),
        "quart" | "quarts" => Some(25.0),
        "cinquieme" | "cinquiemes" => Some(20.0),
        "dixieme" | "dixiemes" => Some(10.0),
        _ => None,
    }
}

/// The number of parts, *trois quarts*, or the article before one.
fn is_fraction(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = sentence.words.get(at + 1).map(|word| fold(&word.text)).unwrap_or_default();
    part_of(&next).is_some()
}

fn fractions(sentence: &Sentence<'_>) -> Vec<Figure> {
    let text = |at: usize| fold(&sentence.words[at].text);
    let mut found = Vec::new();
    // « neuf patients sur dix ».
    for at in 2..sentence.words.len().saturating_sub(1) {
        if text(at) != "sur" {
            continue;
        }
        let value =
            |at: usize| number(&sentence.words[at].text, &text(at)).or((text(at) == "un").then_some(1.0));
        let counted = (at.saturating_sub(3)..at).rev().find_map(|first| Some((first, value(first)?)));
        let (Some((first, of)), Some(all)) = (counted, value(at + 1)) else { continue };
        let Some(noun) = (first + 1..at).find(|at| sentence.words[*at].pos == "NOUN") else { continue };
        if of <= all && all <= 100.0 && all > 1.0 {
            let share = 100.0 * of / all;
            let unit = sentence.lemmas[noun].clone();
            let number = Number { min: share - 5.0, max: share + 5.0, unit };
            found.push(Figure { number, of: noun, is_share: true, text: sentence.words[first].text.clone() });
        }
    }
    for at in 1..sentence.words.len() {
        let Some(part) = part_of(&text(at)) else { continue };
        // « dans un tiers des cas », « le tiers-monde », « quart de finale ».
        let Some(of) = behind_share(sentence, at).filter(|of| text(*of) != "finale") else { continue };
        let times = match text(at - 1).as_str() {
            "un" | "une" | "la" | "le" | "d" | "du" => 1.0,
            word => match number(word, word) {
                Some(value) => value,
                None => continue,
            },
        };
        let value = part * times;
        let before: Vec<String> =
            sentence.words[at.saturating_sub(4)..at].iter().map(|word| fold(&word.text)).collect();
        let has = |wanted: &str| before.iter().any(|word| word == wanted);
        let (min, max) = if has("plus") {
            (value, f64::INFINITY)
        } else if has("moins") {
            (0.0, value)
        } else {
            // A part is said of what is about it.
            (value - 5.0, value + 5.0)
        };
        let unit = sentence.lemmas[of].clone();
        let number = Number { min, max, unit };
        found.push(Figure { number, of, is_share: true, text: sentence.words[at].text.clone() });
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
