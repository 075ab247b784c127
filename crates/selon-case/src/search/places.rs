//! Sets of places: a bit for each place of a chunk.
//!
//! A chunk has [`CHUNK`] places. A term that few places have is stored as a list of them, else as the bits; either way a
//! row stays below a fifth of a page of the file. That chunks and not the whole case are sets keeps the cost of adding
//! a document to the rows of the last chunk, as the lists of containers do in Roaring bitmaps (Chambi et al., 2016).

/// Places of a chunk.
pub(crate) const CHUNK: i64 = 4096;

const WORDS: usize = CHUNK as usize / 64;

/// Bytes of a set as bits.
const AS_BITS: usize = CHUNK as usize / 8;

/// A set of places of one chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Places([u64; WORDS]);

impl Places {
    /// None.
    pub(crate) const NONE: Self = Self([0; WORDS]);

    /// Adds a place, counted from the chunk's first.
    pub(crate) fn insert(&mut self, place: u16) {
        if let Some(word) = self.0.get_mut(usize::from(place) / 64) {
            *word |= 1 << (place % 64);
        }
    }

    /// True where the place is in it.
    pub(crate) fn has(&self, place: u16) -> bool {
        self.0.get(usize::from(place) / 64).is_some_and(|word| word & (1 << (place % 64)) != 0)
    }

    /// True where no place is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Number of places.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Those in both.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
        self
    }

    /// Those in either.
    pub(crate) fn or(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
        self
    }

    /// Those that are not in `other`.
    pub(crate) fn minus(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= !b);
        self
    }

    /// The places, the last first.
    pub(crate) fn last_first(&self) -> impl Iterator<Item = u16> {
        self.0.iter().enumerate().rev().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = 63_u32.checked_sub(left.leading_zeros())?;
                left &= !(1 << bit);
                Some((at * 64) as u16 + bit as u16)
            })
        })
    }

    /// As it is stored.
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let n = self.len();
        if 2 * n < AS_BITS {
            let mut places: Vec<u16> = self.last_first().collect();
            places.reverse();
            return places.into_iter().flat_map(u16::to_be_bytes).collect();
        }
        self.0.into_iter().flat_map(u64::to_be_bytes).collect()
    }

    /// Adds what is stored; bytes that are no set add what can be read of them.
    pub(crate) fn add_bytes(&mut self, bytes: &[u8]) {
        if bytes.len() == AS_BITS {
            for (word, bytes) in self.0.iter_mut().zip(bytes.as_chunks::<8>().0) {
                *word |= u64::from_be_bytes(*bytes);
            }
        } else {
            bytes.as_chunks::<2>().0.iter().for_each(|place| self.insert(u16::from_be_bytes(*place)));
        }
    }
}

/// The chunk of a place, and where in it.
pub(crate) fn chunk_of(place: i64) -> (i64, u16) {
    (place.div_euclid(CHUNK), place.rem_euclid(CHUNK) as u16)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_set_is_the_places_that_were_put_in(
            places in proptest::collection::btree_set(0..CHUNK as u16, 0..600),
            others in proptest::collection::btree_set(0..CHUNK as u16, 0..40),
        ) {
            let of = |places: &std::collections::BTreeSet<u16>| {
                let mut set = Places::NONE;
                places.iter().for_each(|place| set.insert(*place));
                set
            };
            let (set, other) = (of(&places), of(&others));
            let bytes = set.to_bytes();
            prop_assert!(bytes.len() <= AS_BITS);
            let mut back = Places::NONE;
            back.add_bytes(&bytes);
            prop_assert_eq!(back, set);
            prop_assert_eq!(set.len(), places.len());
            prop_assert!(set.last_first().eq(places.iter().rev().copied()));
            prop_assert_eq!(set.and(&other), of(&(&places & &others)));
            prop_assert_eq!(set.or(&other), of(&(&places | &others)));
            prop_assert_eq!(set.minus(&other), of(&(&places - &others)));
        }
    }
}
