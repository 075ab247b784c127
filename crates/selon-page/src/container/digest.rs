//! The digests that archives state of their records: `sha1:` in Base32 or hexadecimal, `sha256:`.

use selon_text::Sha256;
use sha1::{Digest, Sha1};

/// Whether bytes are what a digest says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    Right,
    Wrong,
    /// An algorithm or form that is not known here.
    Unknown,
}

/// Compares `bytes` with the digest `stated`.
pub(crate) fn check(stated: &str, bytes: &[u8]) -> Check {
    let Some((algorithm, value)) = stated.trim().split_once(':') else { return Check::Unknown };
    let found: Vec<u8> = match &*algorithm.to_ascii_lowercase().replace('-', "") {
        "sha1" => Sha1::digest(bytes).to_vec(),
        "sha256" => Sha256::of(bytes).0.to_vec(),
        _ => return Check::Unknown,
    };
    let value = value.trim_end_matches('=');
    let stated = if value.len() == found.len() * 2 { from_hex(value) } else { from_base32(value) };
    match stated {
        Some(stated) if stated == found => Check::Right,
        Some(stated) if stated.len() == found.len() => Check::Wrong,
        _ => Check::Unknown,
    }
}

fn from_hex(value: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = value.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
    Some(digits?.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// Base32 of RFC 4648, without padding.
fn from_base32(value: &str) -> Option<Vec<u8>> {
    let (mut bits, mut n_bits) = (0u32, 0);
    let mut bytes = Vec::new();
    for c in value.bytes() {
        let digit = match c.to_ascii_uppercase() {
            c @ b'A'..=b'Z' => c - b'A',
            c @ b'2'..=b'7' => c - b'2' + 26,
            _ => return None,
        };
        bits = bits << 5 | u32::from(digit);
        n_bits += 5;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((bits >> n_bits) as u8);
            bits &= (1 << n_bits) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_in_the_forms_that_archives_use() {
        // The digests of no bytes at all: FIPS 180-4, RFC 6234.
        for stated in [
            "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
            "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "SHA-256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ] {
            assert_eq!(check(stated, b""), Check::Right, "{stated}");
            assert_eq!(check(stated, b"x"), Check::Wrong, "{stated}");
        }
        assert_eq!(check("md5:d41d8cd98f00b204e9800998ecf8427e", b""), Check::Unknown);
        assert_eq!(check("sha1:nonsense!", b""), Check::Unknown);
    }
}
