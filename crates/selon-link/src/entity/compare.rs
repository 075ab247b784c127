//! Are two names spellings of one?
//!
//! Words are compared as rows of sounds ([`super::skeleton::sounds`]) with costs for what transcriptions do:
//! a vowel written or not costs little, `a` for `i` (Hassan, Hassen) some, `a` for `u` (Khamenei, Khomeini)
//! much, another consonant most. Names are compared word by word:
//! - **persons**: the last words must be one, and the first ones; what stands between may be missing on one side
//!   (`Zine el-Abidine Ben Ali`, `Zine Ben Ali`), a first name may be an initial. One word alone is never a
//!   whole name here: whether `Halvessian` is `Tibor Halvessian` depends on who else is called so
//!   ([`super::group`]).
//! - **places, groups, organisations**: all words, in order, articles aside; `Tal Tamar`, `Tell Tamer`.
//!
//! Numbers must be equal (`brigade 55`, `brigade 93`). Cost: the product of the lengths of two words.

use super::EntityType;
use super::skeleton::{is_article, skeleton, sounds, without_article};

/// The dearest a word may be for each sound of the longer spelling. Measured on the tuning half of
/// `data/bench/name_pairs.tsv`.
const WORD_COST: f32 = 0.13;
/// The dearest a short word may be.
const SHORT_COST: f32 = 0.5;
/// A letter too much or two letters changed about are a slip in words of this many letters.
const SLIP_LETTERS: usize = 6;

/// Words that nearly are one have at least so many letters, and differ at most by so many times what spellings do.
/// Chosen so that the look-alikes of the bench that cost an analyst a second look come up, and few others.
const NEAR_LETTERS: usize = 4;
const NEAR_FACTOR: f32 = 2.0;

/// Words in front of a person's name that are no part of it.
const TITLES: &[&str] = &[
    "m",
    "mm",
    "mme",
    "mlle",
    "me",
    "mr",
    "mrs",
    "ms",
    "dr",
    "docteur",
    "pr",
    "professeur",
    "general",
    "colonel",
    "lieutenant",
    "capitaine",
    "commandant",
    "major",
    "amiral",
    "marechal",
    "sergent",
    "president",
    "presidente",
    "ministre",
    "premier",
    "cheikh",
    "sheikh",
    "cheik",
    "sheik",
    "ayatollah",
    "imam",
    "mollah",
    "mullah",
    "hadj",
    "sayyed",
    "sayed",
    "emir",
    "prince",
    "princesse",
    "roi",
    "reine",
    "king",
    "queen",
    "sultan",
    "pape",
    "pope",
    "mgr",
    "monseigneur",
    "senateur",
    "senator",
    "depute",
    "gouverneur",
    "governor",
    "ambassadeur",
    "ambassador",
    "juge",
    "maitre",
    "sir",
    "lord",
    "captain",
    "admiral",
    "chancelier",
    "secretaire",
    "ex",
    "ancien",
    "feu",
];

/// True where folded names `a` and `b` are spellings of one name of a `kind` of entity.
pub(crate) fn alike(a: &str, b: &str, kind: EntityType) -> bool {
    if a == b {
        return true;
    }
    if kind == EntityType::Person { persons(&person_words(a), &person_words(b)) } else { things(a, b) }
}

/// The words of a person's name without titles and articles.
pub(crate) fn person_words(folded: &str) -> Vec<&str> {
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let skipped = words.iter().take_while(|word| TITLES.contains(word)).count();
    let named = if skipped < words.len() { &words[skipped..] } else { &words[..] };
    let kept: Vec<&str> = named.iter().copied().filter(|word| !is_article(word)).collect();
    if kept.is_empty() { named.to_vec() } else { kept }
}

fn persons(a: &[&str], b: &[&str]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let ([first, .., last], [long_first, .., long_last]) = (short, long) else {
        return match (short, long) {
            ([one], [other]) => same_word(one, other),
            // `Abdelfattah`, `Abdel Fattah`.
            _ => same_glued(a, b),
        };
    };
    if same_word(last, long_last) && same_first(first, long_first) {
        // What stands between: each word of the shorter name in the longer one, in order.
        let mut rest = &long[1..long.len() - 1];
        return short[1..short.len() - 1].iter().all(|word| {
            match rest.iter().position(|other| same_first(word, other)) {
                Some(at) => {
                    rest = &rest[at + 1..];
                    true
                }
                None => false,
            }
        }) || same_glued(a, b);
    }
    // Family name first.
    if short.len() == 2 && long.len() == 2 && same_word(first, long_last) && same_word(last, long_first) {
        return true;
    }
    same_glued(a, b)
}

/// `J.` for `Jean`, or the same name.
fn same_first(a: &str, b: &str) -> bool {
    if a.len() == 1 || b.len() == 1 {
        return a.as_bytes().first() == b.as_bytes().first();
    }
    same_word(a, b)
}

fn same_glued(a: &[&str], b: &[&str]) -> bool {
    let (glued, other) = (a.concat(), b.concat());
    a.len() != b.len() && same_sounds(&glued, &other) && glued.as_bytes().first() == other.as_bytes().first()
}

fn things(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let kept: Vec<String> = name.split(' ').filter(|word| !is_article(word)).map(str::to_owned).collect();
        if kept.is_empty() { name.split(' ').map(str::to_owned).collect() } else { kept }
    };
    let (a, b) = (words(a), words(b));
    if a.len() == b.len() {
        return a.iter().zip(&b).all(|(a, b)| same_word(a, b));
    }
    // `Deyru’z Zor`, `Deir Ezzor`: the article hangs on one word or the other.
    let numbers = |words: &[String]| words.iter().any(|word| word.bytes().any(|c| c.is_ascii_digit()));
    !numbers(&a)
        && !numbers(&b)
        && a.len().abs_diff(b.len()) == 1
        && a.iter().chain(&b).all(|word| word.len() <= 12)
        && skeleton(&a.join(" ")) == skeleton(&b.join(" "))
        && same_sounds(&a.concat(), &b.concat())
}

/// True where two words are spellings of one.
pub(crate) fn same_word(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if a.bytes().chain(b.bytes()).any(|c| c.is_ascii_digit()) {
        return false;
    }
    let (bare_a, bare_b) = (without_article(a), without_article(b));
    same_sounds(bare_a, bare_b) || is_slip(bare_a, bare_b)
}

/// True where two names are no spellings of one, and one word more or less would make them some: what an analyst
/// may want to look at.
pub(crate) fn nearly_alike(a: &str, b: &str, kind: EntityType) -> bool {
    let words = |name| match kind {
        EntityType::Person => person_words(name),
        _ => name.split(' ').filter(|word| !is_article(word)).collect(),
    };
    let (a, b): (Vec<&str>, Vec<&str>) = (words(a), words(b));
    if a.len() != b.len() || a.is_empty() {
        return false;
    }
    let other: Vec<_> = a.iter().zip(&b).filter(|(a, b)| !same_word(a, b)).collect();
    match &other[..] {
        [(a, b)] => {
            let has_digit = a.bytes().chain(b.bytes()).any(|c| c.is_ascii_digit());
            a.len().min(b.len()) >= NEAR_LETTERS && !has_digit && within(a, b, NEAR_FACTOR)
        }
        _ => false,
    }
}

fn same_sounds(a: &str, b: &str) -> bool {
    within(a, b, 1.0)
}

/// True where turning one word into the other costs at most `factor` times what spellings of one may differ by.
fn within(a: &str, b: &str, factor: f32) -> bool {
    let (a, b) = (sounds(a), sounds(b));
    let longer = a.len().max(b.len());
    if a.len().min(b.len()) < 3 {
        return a == b;
    }
    cost(&a, &b) <= factor * (WORD_COST * longer as f32).max(SHORT_COST)
}

/// One letter changed about with its neighbour in a long word: `Daech`, `Deach`.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() || a.len() < SLIP_LETTERS - 1 {
        return false;
    }
    let different: Vec<usize> = (0..a.len()).filter(|&at| a[at] != b[at]).collect();
    matches!(different[..], [i, j] if j == i + 1 && a[i] == b[j] && a[j] == b[i])
}

/// The cost of turning one row of sounds into the other.
fn cost(a: &[char], b: &[char]) -> f32 {
    let width = b.len() + 1;
    let mut table = vec![0.0_f32; (a.len() + 1) * width];
    for j in 1..=b.len() {
        table[j] = table[j - 1] + missing(b[j - 1], j == b.len());
    }
    for i in 1..=a.len() {
        table[i * width] = table[(i - 1) * width] + missing(a[i - 1], i == a.len());
        for j in 1..=b.len() {
            let changed = table[(i - 1) * width + j - 1] + change(a[i - 1], b[j - 1]);
            let without_a = table[(i - 1) * width + j] + missing(a[i - 1], i == a.len());
            let without_b = table[i * width + j - 1] + missing(b[j - 1], j == b.len());
            table[i * width + j] = changed.min(without_a).min(without_b);
        }
    }
    table[table.len() - 1]
}

fn is_vowel(sound: char) -> bool {
    matches!(sound, 'a' | 'i' | 'u')
}

fn missing(sound: char, last: bool) -> f32 {
    match sound {
        'i' | 'a' if last => 0.4,
        'a' | 'i' | 'u' => 0.5,
        'h' => 0.25,
        _ => 1.2,
    }
}

fn change(a: char, b: char) -> f32 {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    match (a, b) {
        _ if a == b => 0.0,
        ('a', 'i') => 0.3,
        ('i', 'u') => 0.6,
        ('a', 'u') => 1.0,
        _ if is_vowel(a) != is_vowel(b) => 1.5,
        ('s', 'z') | ('S', 's') | ('S', 'j') | ('d', 't') | ('k', 'j') | ('j', 'k') | ('d', 'z') => 0.6,
        ('b', 'p') | ('f', 'v') | ('b', 'v') => 0.6,
        _ => 1.2,
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::folded_name;
    use super::*;

    fn same(a: &str, b: &str, kind: EntityType) -> bool {
        alike(&folded_name(a), &folded_name(b), kind)
    }

    #[test]
    fn spellings_of_one_name_are_alike() {
        for (a, b) in [("Tal Tamar", "Tell Tamer"), ("Hassaké", "Al-Hasakah"), ("Deir Eizor", "Deyru’z Zor")]
        {
            assert!(same(a, b, EntityType::Place), "{a} / {b}");
        }
        for (a, b) in
            [("Tibor Halvessian", "T. Halvessian"), ("Abdel Fattah al-Orbeni", "Abdelfattah el Orbeni")]
        {
            assert!(same(a, b, EntityType::Person), "{a} / {b}");
        }
    }

    #[test]
    fn look_alikes_are_not() {
        for (a, b) in [("Hama", "Homs"), ("Khamenei", "Khomeini"), ("brigade 55", "brigade 93")] {
            assert!(!same(a, b, EntityType::Other), "{a} / {b}");
        }
        assert!(!same("Hafez al-Orbeni", "Bachar al-Orbeni", EntityType::Person));
        assert!(!same("Halvessian", "Tibor Halvessian", EntityType::Person));
    }
}
