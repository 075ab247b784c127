//! The features of a word that rules ask for, read once from the pipeline's `Number=Plur|Person=3|…`.
//!
//! Most words have none or two; asking the string for each feature in turn costs more than the rest of the
//! view of a token.

/// Features as flags. A word of two values (`Gender=Fem,Masc`) has its first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Morph(u32);

impl Morph {
    pub(crate) const FINITE: Self = Self(1);
    pub(crate) const INFINITIVE: Self = Self(1 << 1);
    pub(crate) const PARTICIPLE: Self = Self(1 << 2);
    pub(crate) const PRESENT: Self = Self(1 << 3);
    pub(crate) const PAST: Self = Self(1 << 4);
    pub(crate) const IMPERFECT: Self = Self(1 << 5);
    pub(crate) const FUTURE: Self = Self(1 << 6);
    pub(crate) const CONDITIONAL: Self = Self(1 << 7);
    pub(crate) const SUBJUNCTIVE: Self = Self(1 << 8);
    pub(crate) const IMPERATIVE: Self = Self(1 << 9);
    pub(crate) const PLURAL: Self = Self(1 << 10);
    pub(crate) const SINGULAR: Self = Self(1 << 11);
    pub(crate) const FEMININE: Self = Self(1 << 12);
    pub(crate) const MASCULINE: Self = Self(1 << 13);
    pub(crate) const FIRST: Self = Self(1 << 14);
    pub(crate) const SECOND: Self = Self(1 << 15);
    pub(crate) const THIRD: Self = Self(1 << 16);

    /// Reads spaCy's string.
    pub(crate) fn of(features: &str) -> Self {
        let mut flags = 0;
        if features.is_empty() {
            return Self(flags);
        }
        for feature in features.split('|') {
            let Some((name, values)) = feature.split_once('=') else { continue };
            let value = values.split_once(',').map_or(values, |(first, _)| first);
            flags |= match (name, value) {
                ("Number", "Sing") => Self::SINGULAR.0,
                ("Number", "Plur") => Self::PLURAL.0,
                ("Gender", "Masc") => Self::MASCULINE.0,
                ("Gender", "Fem") => Self::FEMININE.0,
                ("Person", "1") => Self::FIRST.0,
                ("Person", "2") => Self::SECOND.0,
                ("Person", "3") => Self::THIRD.0,
                ("VerbForm", "Fin") => Self::FINITE.0,
                ("VerbForm", "Inf") => Self::INFINITIVE.0,
                ("VerbForm", "Part") => Self::PARTICIPLE.0,
                ("Tense", "Pres") => Self::PRESENT.0,
                ("Tense", "Past") => Self::PAST.0,
                ("Tense", "Imp") => Self::IMPERFECT.0,
                ("Tense", "Fut") => Self::FUTURE.0,
                ("Mood", "Cnd") => Self::CONDITIONAL.0,
                ("Mood", "Sub") => Self::SUBJUNCTIVE.0,
                ("Mood", "Imp") => Self::IMPERATIVE.0,
                _ => 0,
            };
        }
        Self(flags)
    }

    /// The word has `feature`.
    pub(crate) fn has(self, feature: Self) -> bool {
        self.0 & feature.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Morph;

    #[test]
    fn features_are_read() {
        let morph =
            Morph::of("Gender=Fem,Masc|Mood=Cnd|Number=Plur|Number[psor]=Sing|Tense=Pres|VerbForm=Fin");
        for feature in [Morph::FEMININE, Morph::CONDITIONAL, Morph::PLURAL, Morph::PRESENT, Morph::FINITE] {
            assert!(morph.has(feature), "{feature:?}");
        }
        for feature in [Morph::SINGULAR, Morph::MASCULINE, Morph::IMPERFECT, Morph::THIRD] {
            assert!(!morph.has(feature), "{feature:?}");
        }
        assert_eq!(Morph::of(""), Morph::default());
    }
}
