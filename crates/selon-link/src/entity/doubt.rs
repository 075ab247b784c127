//! Names that an analyst may want to look at: left apart, and so near each other that they could be one.
//!
//! | doubt | example |
//! | --- | --- |
//! | [`Doubt::NearlyAlike`] | *Khalil Ostren*, *Khalid Ostren*; *Sarvane*, *Survane* |
//! | [`Doubt::OtherKind`] | *Halvess*, a person in one article and a place in another |
//! | [`Doubt::SeveralBearers`] | *Halvessian* alone, where the case knows two of that name |
//!
//! Names of other consonants never meet here: they are in no block together, and whoever asks takes the pairs of a
//! block. Cost of a pair: some edit distances of words.

use super::EntityType;
use super::compare::{alike, nearly_alike, person_words, same_word};
use super::group::BlockName;

/// Why two names that were left apart may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// One word is spelt almost alike.
    NearlyAlike,
    /// Spelt alike, and taken for different kinds of things.
    OtherKind,
    /// A last name that several bear.
    SeveralBearers,
}

impl Doubt {
    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NearlyAlike => "spelt almost alike",
            Self::OtherKind => "spelt alike, taken for different kinds of things",
            Self::SeveralBearers => "a last name that several bear",
        }
    }
}

/// Why two names of a block that were left apart may be one; the same whichever comes first.
pub fn doubt(block: &str, a: &BlockName, b: &BlockName) -> Option<Doubt> {
    let of_persons = block.starts_with("last ");
    let both = |kind| a.kind == kind && b.kind == kind;
    let n_words = |name: &BlockName| person_words(&name.key).len();
    if of_persons {
        if !both(EntityType::Person) {
            return None;
        }
        if (n_words(a) == 1) != (n_words(b) == 1) {
            let (x, y) = (person_words(&a.key), person_words(&b.key));
            let is_same = matches!((x.last(), y.last()), (Some(x), Some(y)) if same_word(x, y));
            return is_same.then_some(Doubt::SeveralBearers);
        }
        return nearly_alike(&a.key, &b.key, EntityType::Person).then_some(Doubt::NearlyAlike);
    }
    if a.kind == b.kind {
        let is_near = !both(EntityType::Person) && nearly_alike(&a.key, &b.key, a.kind);
        return is_near.then_some(Doubt::NearlyAlike);
    }
    alike(&a.key, &b.key, EntityType::Other).then_some(Doubt::OtherKind)
}

/// The words of each name that the other has not: what differs, in view.
pub fn differing_words<'n>(a: &'n str, b: &'n str) -> (Vec<&'n str>, Vec<&'n str>) {
    let words = |name: &'n str| -> Vec<&'n str> { name.split(' ').filter(|word| !word.is_empty()).collect() };
    let (of_a, of_b) = (words(a), words(b));
    let only = |mine: &[&'n str], theirs: &[&'n str]| {
        mine.iter().filter(|word| !theirs.contains(word)).copied().collect::<Vec<_>>()
    };
    (only(&of_a, &of_b), only(&of_b, &of_a))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(kind: EntityType, keys: &[&str]) -> Vec<BlockName> {
        keys.iter().map(|key| BlockName { key: (*key).to_owned(), kind }).collect()
    }

    fn found(block: &str, names: &[BlockName]) -> Vec<Doubt> {
        let pairs = names.iter().enumerate().flat_map(|(at, a)| names[at + 1..].iter().map(move |b| (a, b)));
        pairs.filter_map(|(a, b)| doubt(block, a, b)).collect()
    }

    #[test]
    fn what_is_nearly_one_is_asked_about() {
        let bearers = names(EntityType::Person, &["halvessian", "orsola halvessian", "tibor halvessian"]);
        assert_eq!(found("last hlvsn", &bearers), [Doubt::SeveralBearers, Doubt::SeveralBearers]);
        let mut kinds = names(EntityType::Place, &["halvess"]);
        kinds.extend(names(EntityType::Person, &["halves"]));
        assert_eq!(found("whole hlvs", &kinds), [Doubt::OtherKind]);
        assert!(found("whole hm", &names(EntityType::Place, &["brigade 55", "brigade 93"])).is_empty());
    }

    #[test]
    fn words_that_both_have_are_not_in_the_way() {
        assert_eq!(differing_words("tibor halvessian", "t halvessian"), (vec!["tibor"], vec!["t"]));
    }
}
