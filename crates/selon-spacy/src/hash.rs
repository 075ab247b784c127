//! The two hashes that spaCy's numbers hang on: string ids and embedding rows.
//!
//! Follows `spacy/strings.pyx` (`hash_string`, `SYMBOLS_BY_STR`), Austin Appleby's `MurmurHash64A`, and
//! thinc's `MurmurHash3_x86_128_uint64` (`thinc/backends/numpy_ops.pyx`), which is not the published
//! MurmurHash3 of eight bytes: it mixes the seed in another place.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Names whose id is a small number and no hash, as `name number` lines (`spacy/symbols.pyx`).
const SYMBOLS: &str = include_str!("data/symbols.txt");

/// The longest name in [`SYMBOLS`], in bytes; checked by a test.
const LONGEST_SYMBOL: usize = 17;

static SYMBOL_IDS: LazyLock<FxHashMap<&str, u64>> = LazyLock::new(|| {
    SYMBOLS
        .lines()
        .filter_map(|line| line.rsplit_once(' '))
        .map(|(s, n)| (s, n.parse().unwrap_or(0)))
        .collect()
});

/// spaCy's id of a string: 0 for none, a symbol's number, else the hash of its UTF-8 bytes.
pub(crate) fn string_id(string: &str) -> u64 {
    if string.is_empty() {
        return 0;
    }
    if string.len() <= LONGEST_SYMBOL
        && string.is_ascii()
        && let Some(&id) = SYMBOL_IDS.get(string)
    {
        return id;
    }
    murmur64a(string.as_bytes(), 1)
}

/// `MurmurHash64A`, the 64-bit variant of MurmurHash2.
pub(crate) fn murmur64a(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut h = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let (words, rest) = bytes.as_chunks::<8>();
    for &word in words {
        let mut k = u64::from_le_bytes(word).wrapping_mul(M);
        k ^= k >> 47;
        h = (h ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        h = (h ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    h = (h ^ (h >> 47)).wrapping_mul(M);
    h ^ (h >> 47)
}

/// The four hashes that choose an id's rows in an embedding table.
pub(crate) fn embedding_hashes(id: u64, seed: u32) -> [u32; 4] {
    fn finish(mut x: u64) -> u64 {
        x = (x ^ (x >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        x = (x ^ (x >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        x ^ (x >> 33)
    }
    let seed = u64::from(seed);
    let mut h1 =
        id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f) ^ seed ^ 8;
    let mut h2 = seed ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    h1 = finish(h1);
    h2 = finish(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values printed by `spacy.strings.hash_string` and `nlp.vocab.strings`.
    #[test]
    fn string_ids_are_spacys() {
        let cases = [
            ("", 0),
            ("a", 11901859001352538922),
            ("le", 13361843836202591494),
            ("Macron", 13258500330337895705),
            ("aujourd'hui", 9478438274351682003),
            ("é", 16256712947286012828),
            ("Xxxxx", 16072095006890171862),
            ("X", 101),
        ];
        for (string, id) in cases {
            assert_eq!(string_id(string), id, "{string:?}");
        }
    }

    /// Values of thinc's `hash` operation.
    #[test]
    fn embedding_hashes_are_thincs() {
        assert_eq!(embedding_hashes(0, 12), [3628889788, 3483432925, 485828337, 1486234390]);
        assert_eq!(embedding_hashes(1, 12), [2938686206, 2291508213, 2246688320, 3554967022]);
        assert_eq!(embedding_hashes(string_id("le"), 8), [636765490, 476316241, 3102631883, 714474361]);
    }

    #[test]
    fn every_symbol_is_found() {
        assert_eq!(SYMBOL_IDS.len(), 456);
        assert!(SYMBOL_IDS.keys().all(|name| name.is_ascii() && name.len() <= LONGEST_SYMBOL));
    }
}
