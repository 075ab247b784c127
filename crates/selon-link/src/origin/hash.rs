//! Hashes that are the same on every machine and in every version: they are stored.

/// Scatters the bits of a number (the finaliser of SplitMix64; Steele, Lea, Flood 2014).
pub(crate) fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// FNV-1a over bytes, scattered.
pub(crate) struct Hasher;

impl Hasher {
    pub(crate) fn of(bytes: &[u8]) -> u64 {
        let fold = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        mix(bytes.iter().fold(0xcbf2_9ce4_8422_2325, fold))
    }
}
