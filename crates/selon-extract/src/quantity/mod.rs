//! Quantities: how many, with bounds and the noun that is counted.
//!
//! **What it finds.** Numbers in digits (`40 000`, `1.800`, `2,5`) and words (`dix-huit`, `deux mille`), their
//! multiples (`3 millions`, `1,2 milliard`), collectives (`une vingtaine`, `des centaines`, `des dizaines de
//! milliers`), percentages, ranges (`entre 20 et 30`, `de 20 à 30`, `200 à 300`), and what goes before them:
//! `environ`, `quelque`, `près de`, `plus de`, `moins de`, `au moins`, `au plus`, `jusqu’à`, `tous sauf`.
//!
//! **Why.** Numbers are what reports of one event contradict each other in. `plus de 60` is no 60: the bounds
//! say what the words allow, and `approximate` that they are rough.
//!
//! **Bounds.** `120` is 120..120; `plus de 60` 61..open; `au moins 60` 60..open; `moins de 60` open..59;
//! `des dizaines` 20..99, `des centaines` 200..999, `des milliers` 2000..9999, as the plural of the collective
//! has it; `tous sauf 500` is the total named before it in the sentence less 500.
//!
//! **Look-alikes.** Years and dates (the caller passes the places of times, which are left out), `un` and
//! `une` as articles, numbers inside names (`G7`, `F-16`, `M23`), hours (`21h15`), ordinals.
//!
//! The reader needs no parse: it reads the words of one line, once, from left to right.

mod number;

use selon_text::CharSpan;

use crate::quantity::number::{Figure, figure_at};
use crate::time::words::{Word, words};

/// A quantity of a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FoundQuantity {
    /// Modifier, number and counted noun.
    pub span: CharSpan,
    /// The number alone.
    pub number: CharSpan,
    /// Least value.
    pub min: Option<f64>,
    /// Greatest value.
    pub max: Option<f64>,
    /// The words say that the figure is rough.
    pub approximate: bool,
    /// The word that is counted, or `%`.
    pub unit: Option<String>,
}

/// The whole number that begins at word `i`, and the word behind it.
pub(crate) fn whole_number_at(words: &[Word], i: usize) -> Option<(i64, usize)> {
    let (figure, end) = figure_at(words, i)?;
    let whole = figure.min == figure.max && figure.min.fract() == 0.0 && !figure.rough;
    whole.then_some((figure.min as i64, end))
}

/// How the words before a number move its bounds.
#[derive(Clone, Copy, PartialEq)]
enum Bound {
    About,
    Over,
    AtLeast,
    Under,
    AtMost,
}

/// Words before a number, without accents removed; the longest that fits is taken.
const BEFORE: &[(&[&str], Bound)] = &[
    (&["plus", "de"], Bound::Over),
    (&["plus", "d"], Bound::Over),
    (&["davantage", "que"], Bound::Over),
    (&["au", "delà", "de"], Bound::Over),
    (&["pas", "plus", "de"], Bound::AtMost),
    (&["pas", "plus", "d"], Bound::AtMost),
    (&["bien", "plus", "de"], Bound::Over),
    (&["pas", "moins", "de"], Bound::AtLeast),
    (&["pas", "moins", "d"], Bound::AtLeast),
    (&["moins", "de"], Bound::Under),
    (&["moins", "d"], Bound::Under),
    (&["au", "moins"], Bound::AtLeast),
    (&["au", "minimum"], Bound::AtLeast),
    (&["minimum"], Bound::AtLeast),
    (&["au", "bas", "mot"], Bound::AtLeast),
    (&["au", "plus"], Bound::AtMost),
    (&["tout", "au", "plus"], Bound::AtMost),
    (&["au", "maximum"], Bound::AtMost),
    (&["maximum"], Bound::AtMost),
    (&["jusqu", "à"], Bound::AtMost),
    (&["environ"], Bound::About),
    (&["quelque"], Bound::About),
    (&["quelques"], Bound::About),
    (&["près", "de"], Bound::About),
    (&["près", "d"], Bound::About),
    (&["autour", "de"], Bound::About),
    (&["aux", "alentours", "de"], Bound::About),
    (&["de", "l", "ordre", "de"], Bound::About),
    (&["à", "peu", "près"], Bound::About),
    (&["presque"], Bound::About),
    (&["approximativement"], Bound::About),
    (&["grosso", "modo"], Bound::About),
    (&["pratiquement"], Bound::About),
    (&["quasiment"], Bound::About),
    (&["à", "peine"], Bound::About),
];

/// Words that are no counted noun.
const NO_UNIT: &[&str] = &[
    "et", "ou", "à", "a", "au", "aux", "en", "dans", "par", "pour", "sur", "qui", "que", "dont", "sont",
    "ont", "est", "avec", "selon", "contre", "mais", "étaient", "avaient", "était", "avait", "depuis",
    "puis", "se", "s", "ne", "le", "la", "les", "ces", "ce", "cette", "sous", "vers", "entre", "où", "ainsi",
    "soit", "environ", "fois", "il", "elle", "ils",
];

/// Adjectives that stand between a number and the noun it counts.
const BETWEEN: &[&str] = &[
    "autres",
    "nouveaux",
    "nouvelles",
    "jeunes",
    "petits",
    "petites",
    "grands",
    "grandes",
    "anciens",
    "anciennes",
    "premiers",
    "premières",
    "derniers",
    "dernières",
    "bons",
    "bonnes",
    "longs",
    "longues",
    "seuls",
    "seules",
    "autre",
    "nouveau",
    "nouvelle",
    "jeune",
    "petit",
    "petite",
    "grand",
    "grande",
    "ancien",
    "ancienne",
    "vieux",
    "différents",
    "différentes",
    "principaux",
    "principales",
    "présumés",
    "présumées",
];

/// The quantities of `line`, whose first scalar value has the offset `base`; nothing that touches `times`.
pub(crate) fn find_quantities(line: &str, base: u32, times: &[CharSpan]) -> Vec<FoundQuantity> {
    let words = words(line, base);
    let mut found: Vec<FoundQuantity> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        match quantity_at(&words, i, &found) {
            Some((quantity, end)) if !times.iter().any(|time| time.overlaps(quantity.number)) => {
                found.push(quantity);
                i = end;
            }
            Some((_, end)) => i = end,
            None => i += 1,
        }
    }
    found
}

/// The quantity whose number begins at word `i`, and the word behind it.
fn quantity_at(words: &[Word], i: usize, earlier: &[FoundQuantity]) -> Option<(FoundQuantity, usize)> {
    let (mut low, mut end) = figure_at(words, i)?;
    let mut high = low;
    let mut first = i;
    let mut percent = false;
    let is = |at: usize, text: &str| words.get(at).is_some_and(|word| word.lower == text);
    let is_percent = |at: usize| {
        if is(at, "%") {
            Some(at + 1)
        } else if is(at, "pour") && (is(at + 1, "cent") || is(at + 1, "cents")) {
            Some(at + 2)
        } else {
            None
        }
    };
    if let Some(behind) = is_percent(end) {
        (percent, end) = (true, behind);
    }
    // A range: `20 à 30`, `20-30`, `20 ou 30`, `entre 20 et 30`.
    let before = i.checked_sub(1).map_or("", |at| words[at].lower.as_str());
    let joint = words.get(end).map_or("", |word| word.lower.as_str());
    let joins = match joint {
        "à" | "-" | "–" => true,
        "ou" => high.min < 100.0,
        "et" => before == "entre",
        _ => false,
    };
    if joins
        && let Some((other, behind)) = figure_at(words, end + 1)
        && other.max > low.min
        && !other.of_thousands
    {
        // `2 à 3 millions`: the multiple counts for both.
        if other.multiple > 1.0 && low.multiple == 1.0 && low.max < 1000.0 {
            low = low.times(other.multiple);
        }
        (high, end) = (other, behind);
        if let Some(behind) = is_percent(end) {
            (percent, end) = (true, behind);
        }
        if matches!(before, "entre" | "de") {
            first = i - 1;
        }
    }
    let mut approximate = low.rough || high.rough;
    let (mut min, mut max) = (Some(low.min), Some(high.max));
    if let Some((start, bound)) = bound_before(words, first) {
        first = start;
        let whole = |value: f64| if value.fract() == 0.0 && !percent { 1.0 } else { 0.0 };
        match bound {
            Bound::About => approximate = true,
            Bound::Over => (min, max) = (Some(low.min + whole(low.min)), None),
            Bound::AtLeast => max = None,
            Bound::Under => (min, max) = (None, Some(high.max - whole(high.max))),
            Bound::AtMost => min = None,
        }
    }
    let sauf = first >= 2
        && matches!(words[first - 1].lower.as_str(), "sauf" | "excepté")
        && matches!(words[first - 2].lower.as_str(), "tous" | "toutes");
    if sauf {
        first -= 2;
        approximate = true;
        let total = earlier.iter().rev().find_map(|known| known.max.filter(|&total| total > high.max));
        (min, max) = match total {
            Some(total) => (Some(total - high.max), Some(total - low.min)),
            None => (None, None),
        };
    }
    let number = CharSpan::new(words[i].span.start, words[end - 1].span.end);
    let (unit, end) = unit_at(words, end, percent);
    // A bare number without a noun and without a modifier is a list number or a score.
    if unit.is_none() && first == i && low.max < 10.0 {
        return None;
    }
    let span = CharSpan::new(words[first].span.start, words[end - 1].span.end);
    Some((FoundQuantity { span, number, min, max, approximate, unit }, end))
}

/// The modifier that ends just before word `i`: where it begins and what it does.
fn bound_before(words: &[Word], i: usize) -> Option<(usize, Bound)> {
    let fits = |pattern: &[&str]| {
        i >= pattern.len()
            && words[i - pattern.len()..i].iter().zip(pattern).all(|(word, text)| word.lower == *text)
    };
    let longest = BEFORE.iter().filter(|(pattern, _)| fits(pattern)).max_by_key(|(pattern, _)| pattern.len());
    longest.map(|&(pattern, bound)| (i - pattern.len(), bound))
}

/// The noun counted by a number that ends before word `end`, and the word behind the noun.
fn unit_at(words: &[Word], mut end: usize, percent: bool) -> (Option<String>, usize) {
    if percent {
        return (Some("%".to_owned()), end);
    }
    let behind_number = end;
    let mut quoted = false;
    while let Some(word) = words.get(end) {
        let text = word.lower.as_str();
        if matches!(text, "»" | "«" | "\"" | "”" | "“") {
            quoted = true;
        } else if !(matches!(text, "de" | "d" | "des" | "du") && (quoted || end <= behind_number)
            || BETWEEN.contains(&text))
        {
            break;
        }
        end += 1;
    }
    match words.get(end) {
        Some(word)
            if word.lower.chars().all(|c| c.is_alphabetic() || c == '-')
                && !NO_UNIT.contains(&word.lower.as_str()) =>
        {
            (Some(word.lower.clone()), end + 1)
        }
        Some(word) if matches!(word.lower.as_str(), "$" | "€" | "£" | "°") => {
            (Some(word.lower.clone()), end + 1)
        }
        _ => (None, behind_number),
    }
}

impl Figure {
    fn times(self, factor: f64) -> Self {
        Self { min: self.min * factor, max: self.max * factor, multiple: factor, ..self }
    }
}

#[cfg(test)]
mod tests;
