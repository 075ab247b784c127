//! One number, in digits or words, or a collective.

use crate::time::words::Word;

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Figure {
    /// Least value.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
    /// A collective: the figure is rough by itself.
    pub rough: bool,
    /// `million`, `milliard` behind the digits, else 1.
    pub multiple: f64,
    /// `milliers`, `centaines`: never the second half of a range.
    pub of_thousands: bool,
}

impl Figure {
    fn exact(value: f64) -> Self {
        Self { min: value, max: value, rough: false, multiple: 1.0, of_thousands: false }
    }
}

/// The number that begins at word `i`, and the word behind it.
pub(crate) fn figure_at(words: &[Word], i: usize) -> Option<(Figure, usize)> {
    collective_at(words, i).or_else(|| {
        let (value, end) = digits_at(words, i).or_else(|| spelt_at(words, i))?;
        let multiple = match words.get(end).map(|word| word.lower.as_str()) {
            Some("million" | "millions") => 1e6,
            Some("milliard" | "milliards") => 1e9,
            Some("mille") if words[i].is_number() => 1e3,
            _ => 1.0,
        };
        let end = if multiple > 1.0 { end + 1 } else { end };
        Some((Figure { multiple, ..Figure::exact(value * multiple) }, end))
    })
}

/// Digits with thousands separated by spaces or points and a decimal comma.
fn digits_at(words: &[Word], i: usize) -> Option<(f64, usize)> {
    let word = words.get(i)?;
    if !word.is_number() || glued(words, i) {
        return None;
    }
    let mut digits = word.lower.clone();
    let mut end = i + 1;
    let three = |at: usize| {
        words.get(at).filter(|word| word.lower.len() == 3 && word.is_number()).map(|word| word.lower.as_str())
    };
    let adjacent = |at: usize| words.get(at).is_some_and(|word| word.span.start == words[at - 1].span.end);
    if word.lower.len() <= 3 && word.lower != "0" {
        loop {
            if let Some(group) = three(end).filter(|_| words[end].span.start == words[end - 1].span.end + 1) {
                digits.push_str(group);
                end += 1;
            } else if words.get(end).is_some_and(|word| word.lower == ".")
                && adjacent(end)
                && let Some(group) = three(end + 1).filter(|_| adjacent(end + 1))
            {
                digits.push_str(group);
                end += 2;
            } else {
                break;
            }
        }
    }
    let mut value: f64 = digits.parse().ok()?;
    let decimal = |at: usize| {
        let mark = words.get(at)?;
        let part = words.get(at + 1)?;
        let fits =
            matches!(mark.lower.as_str(), "," | ".") && adjacent(at) && adjacent(at + 1) && part.is_number();
        fits.then_some(part.lower.as_str())
    };
    if let Some(part) = decimal(end) {
        value = format!("{digits}.{part}").parse().ok()?;
        end += 2;
    }
    let behind = words.get(end);
    let hour = behind.is_some_and(|word| matches!(word.lower.as_str(), "h" | "heures" | "heure"))
        && i > 0
        && matches!(words[i - 1].lower.as_str(), "à" | "vers" | "h");
    let ordinal = behind.is_some_and(|word| {
        matches!(word.lower.as_str(), "e" | "er" | "ème" | "eme" | "re" | "ère" | "è" | "ième" | "h" | "°")
            && word.span.start == words[end - 1].span.end
    });
    // What is glued on is a name (`4G`, `M23`) or an address.
    let named = behind.is_some_and(|word| {
        word.span.start == words[end - 1].span.end
            && word.lower.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '@' | '_'))
    });
    // `France 2`, `Radio 1`: part of a name, where no counted noun follows.
    let channel = value < 100.0
        && i > 1
        && words[i - 1].capital
        && words[i - 1].span.end + 1 == words[i].span.start
        && behind.is_none_or(|word| {
            word.capital || !word.lower.chars().all(char::is_alphabetic) && word.lower != "%"
        });
    (!hour && !ordinal && !named && !channel).then_some((value, end))
}

/// The digits at `i` belong to a word before them: `G7`, `F-16`.
fn glued(words: &[Word], i: usize) -> bool {
    let Some(before) = i.checked_sub(1).map(|at| &words[at]) else { return false };
    let touches = |a: &Word, b: &Word| a.span.end == b.span.start;
    if !touches(before, &words[i]) {
        return false;
    }
    before.lower.chars().all(char::is_alphanumeric)
        || matches!(before.lower.as_str(), "-" | "/" | "." | ",")
            && i >= 2
            && touches(&words[i - 2], before)
            && words[i - 2].lower.chars().all(char::is_alphanumeric)
            && !(before.lower == "-" && words[i - 2].is_number())
}

/// A number in words: `dix-huit`, `quatre-vingt-dix`, `deux mille trois cents`.
fn spelt_at(words: &[Word], i: usize) -> Option<(f64, usize)> {
    let first = small(&words.get(i)?.lower)?;
    if first == 1.0 {
        // `un` counts only where a multiple follows.
        let next = words.get(i + 1)?.lower.as_str();
        return matches!(next, "million" | "milliard").then_some((1.0, i + 1));
    }
    let (mut total, mut part) = (0.0, 0.0);
    let mut at = i;
    let mut end = i;
    while let Some(word) = words.get(at) {
        match word.lower.as_str() {
            "-" if at > i => {}
            "et" if at > i
                && words.get(at + 1).is_some_and(|w| matches!(w.lower.as_str(), "un" | "une" | "onze"))
                && part >= 20.0 => {}
            "mille" => {
                total += if part == 0.0 { 1.0 } else { part } * 1000.0;
                part = 0.0;
                end = at + 1;
            }
            "cent" | "cents" => {
                // `pour cent` is a percentage, no hundred.
                if at > i && words[at - 1].lower == "pour" {
                    break;
                }
                part = if part == 0.0 { 100.0 } else { part * 100.0 };
                end = at + 1;
            }
            "vingt" | "vingts" if part == 4.0 => {
                part = 80.0;
                end = at + 1;
            }
            text => match small(text) {
                Some(value) if value < 20.0 && (part == 0.0 || part % 20.0 == 0.0 || part % 10.0 == 0.0) => {
                    part += value;
                    end = at + 1;
                }
                Some(value) if part == 0.0 || part % 100.0 == 0.0 => {
                    part += value;
                    end = at + 1;
                }
                _ => break,
            },
        }
        at += 1;
    }
    Some((total + part, end)).filter(|_| end > i)
}

fn small(word: &str) -> Option<f64> {
    Some(match word {
        "un" | "une" => 1.0,
        "deux" => 2.0,
        "trois" => 3.0,
        "quatre" => 4.0,
        "cinq" => 5.0,
        "six" => 6.0,
        "sept" => 7.0,
        "huit" => 8.0,
        "neuf" => 9.0,
        "dix" => 10.0,
        "onze" => 11.0,
        "douze" => 12.0,
        "treize" => 13.0,
        "quatorze" => 14.0,
        "quinze" => 15.0,
        "seize" => 16.0,
        "vingt" => 20.0,
        "trente" => 30.0,
        "quarante" => 40.0,
        "cinquante" => 50.0,
        "soixante" => 60.0,
        "septante" => 70.0,
        "quatre-vingts" | "huitante" | "octante" => 80.0,
        "nonante" => 90.0,
        "cent" | "cents" => 100.0,
        "mille" => 1000.0,
        _ => return None,
    })
}

/// The value of one of the collective.
fn collective(word: &str) -> Option<f64> {
    Some(match word {
        "huitaine" | "huitaines" => 8.0,
        "dizaine" | "dizaines" => 10.0,
        "douzaine" | "douzaines" => 12.0,
        "quinzaine" | "quinzaines" => 15.0,
        "vingtaine" | "vingtaines" => 20.0,
        "trentaine" => 30.0,
        "quarantaine" => 40.0,
        "cinquantaine" => 50.0,
        "soixantaine" => 60.0,
        "centaine" | "centaines" => 100.0,
        "millier" | "milliers" => 1000.0,
        "million" | "millions" => 1e6,
        "milliard" | "milliards" => 1e9,
        _ => return None,
    })
}

/// `une vingtaine`, `des centaines`, `plusieurs milliers`, `des dizaines de milliers`, `trois douzaines`.
fn collective_at(words: &[Word], i: usize) -> Option<(Figure, usize)> {
    let word = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let quoted = |at: usize| if matches!(word(at), "«" | "\"" | "“") { at + 1 } else { at };
    let (article, at) = match word(i) {
        article @ ("une" | "un" | "des" | "plusieurs" | "quelques" | "de" | "les" | "aux" | "ces"
        | "cette" | "d" | "la") => (article, quoted(i + 1)),
        text if text.ends_with("aines") || text == "milliers" => ("", i),
        _ => return None,
    };
    let base = collective(word(at))?;
    let name = word(at);
    let mut end = at + 1;
    // `un million`, `la quarantaine` (an age or an isolation) are read elsewhere or not at all.
    if (name.starts_with("million") || name.starts_with("milliard")) && !name.ends_with('s')
        || matches!(article, "la" | "cette")
    {
        return None;
    }
    let mut factor = 1.0;
    let next = if matches!(word(end), "de" | "d") { end + 1 } else { end };
    if next > end && matches!(word(next), "milliers" | "millions" | "milliards") {
        factor = collective(word(next))?;
        end = next + 1;
    }
    let plural = name.ends_with('s');
    let figure = if plural {
        Figure {
            min: 2.0 * base * factor,
            max: 10.0 * base * factor - 1.0,
            rough: true,
            multiple: 1.0,
            of_thousands: true,
        }
    } else {
        Figure { rough: true, of_thousands: true, ..Figure::exact(base * factor) }
    };
    Some((figure, end))
}
