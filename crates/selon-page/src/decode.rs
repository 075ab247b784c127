//! Bytes to text: which encoding, what was replaced, and what is no text at all.
//!
//! The order of belief: a byte order mark; valid UTF-8; UTF-16 without a mark, by the places of its zero
//! bytes; UTF-8 with few wrong bytes, which are replaced; else what `chardetng`, Firefox's detector, says.
//! Whatever is not plain UTF-8 comes with the warning `invalid-utf8`, which names the encoding and the first
//! byte that is not UTF-8; `replaced-characters` counts what could not be decoded.
//!
//! Of UTF-8 nothing is changed: a byte order mark stays in the text as U+FEFF and line ends stay as they
//! are, so that offsets are those of Python's `open(path, newline="", encoding="utf-8").read()`. The mark of
//! UTF-16 is not part of the text, as in Python's `utf-16`.
//!
//! Cost: linear; valid UTF-8 is read once and copied once.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::{PageError, Warning};

/// Wrong bytes are taken for damage in a UTF-8 text, not for another encoding, where there are at least this
/// many right sequences of several bytes to each. A Latin-1 text has next to none: two accented letters in
/// a row that happen to be a sequence.
const RIGHT_FOR_ONE_WRONG: usize = 4;

/// Bytes that are looked at for UTF-16 without a mark, and for what a signature leaves open.
const SAMPLE: usize = 64 * 1024;

/// Fewer zero bytes than this show no pattern.
const MIN_ZEROS: usize = 4;

/// A text decoded, and how.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    pub(crate) warnings: Vec<Warning>,
}

/// Decodes `bytes`, or says what they are instead of text. `tld` is the last label of the page's domain,
/// which tells the detector what is likely.
pub(crate) fn decode(bytes: &[u8], tld: Option<&str>) -> Result<Decoded, PageError> {
    if bytes.is_empty() {
        return Err(PageError::Empty);
    }
    if let Some(found) = known_format(bytes) {
        return Err(PageError::Format { found });
    }
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).filter(|&e| e != UTF_8);
    let utf16 = marked.or_else(|| unmarked_utf16(bytes));
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0).filter(|_| utf16.is_none()) {
        return Err(PageError::Binary { offset });
    }
    let decoded = match (utf16, std::str::from_utf8(bytes)) {
        (Some(utf16), utf8) => {
            let first_bad = utf8.err().map_or(0, |e| e.valid_up_to());
            decode_as(utf16, bytes, first_bad)
        }
        (None, Ok(text)) => Decoded { text: text.to_owned(), encoding: UTF_8.name(), warnings: Vec::new() },
        (None, Err(error)) => {
            let first_bad = error.valid_up_to();
            let encoding = if is_damaged_utf8(bytes) { UTF_8 } else { detect(bytes, tld) };
            decode_as(encoding, bytes, first_bad)
        }
    };
    if let Some(offset) = decoded.text.bytes().position(|byte| byte == 0) {
        return Err(PageError::Binary { offset });
    }
    if u32::try_from(decoded.text.len()).is_err() {
        return Err(PageError::TooLarge { n_bytes: decoded.text.len() });
    }
    if decoded.text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(PageError::Blank { n_bytes: bytes.len() });
    }
    Ok(decoded)
}

/// Decodes a page of HTML. `declared` are the labels that it is said to have, the most trusted first: of the
/// transport, then of the page itself. What the bytes show beats what is declared: bytes that are UTF-8 are
/// read as such, and bytes that are not, never.
pub(crate) fn decode_html(bytes: &[u8], declared: &[&str], tld: Option<&str>) -> Result<Decoded, PageError> {
    if bytes.is_empty() {
        return Err(PageError::Empty);
    }
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).filter(|&e| e != UTF_8);
    let utf16 = marked.or_else(|| unmarked_utf16(bytes));
    let mut known = declared.iter().filter_map(|label| Encoding::for_label(label.trim().as_bytes()));
    let declared = known.next();
    // Declared in bytes that are no UTF-16, UTF-16 cannot be it.
    let usable = declared.filter(|&e| e != UTF_16LE && e != UTF_16BE);
    let utf8 = std::str::from_utf8(bytes);
    let is_escaped = usable == Some(encoding_rs::ISO_2022_JP) && bytes.contains(&0x1b);
    let first_bad = utf8.err().map_or(0, |error| error.valid_up_to());
    let mut decoded = match (utf16, utf8) {
        (Some(utf16), _) => decode_as(utf16, bytes, first_bad),
        (None, Ok(text)) if !is_escaped => {
            Decoded { text: text.to_owned(), encoding: UTF_8.name(), warnings: Vec::new() }
        }
        _ => {
            let usable = usable.filter(|&encoding| encoding != UTF_8);
            let encoding = match usable {
                Some(encoding) => encoding,
                None if is_damaged_utf8(bytes) => UTF_8,
                None => detect(bytes, tld),
            };
            decode_as(encoding, bytes, first_bad)
        }
    };
    if let Some(declared) = declared {
        // An encoding that was declared and that the bytes have is no surprise.
        if declared.name() == decoded.encoding && declared != UTF_8 {
            decoded.warnings.retain(|warning| warning.name != "invalid-utf8");
        }
        if declared.name() != decoded.encoding && !decoded.text.is_ascii() {
            let message = format!("declared as {}, read as {}", declared.name(), decoded.encoding);
            decoded.warnings.push(Warning { name: "wrong-charset", message });
        }
    }
    Ok(decoded)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], first_bad: usize) -> Decoded {
    let (text, n_replaced) = if encoding == UTF_8 {
        let n_replaced = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
        (String::from_utf8_lossy(bytes), n_replaced)
    } else {
        // A mark of the encoding itself is taken off, as `Encoding::for_bom` found it.
        let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
        let n_replaced = if had_errors { text.matches('\u{fffd}').count() } else { 0 };
        (text, n_replaced)
    };
    let mut warnings = vec![Warning {
        name: "invalid-utf8",
        message: format!(
            "expected UTF-8, found 0x{:02X} at byte {first_bad}; read as {}",
            bytes.get(first_bad).copied().unwrap_or_default(),
            encoding.name()
        ),
    }];
    if n_replaced > 0 {
        warnings.push(Warning {
            name: "replaced-characters",
            message: format!("what is not {} is shown as U+FFFD, in {n_replaced} places", encoding.name()),
        });
    }
    Decoded { text: Cow::into_owned(text), encoding: encoding.name(), warnings }
}

/// True where right sequences of several bytes outnumber the wrong bytes clearly.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut n_right, mut n_wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_right += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        n_wrong += usize::from(!chunk.invalid().is_empty());
    }
    n_right >= n_wrong * RIGHT_FOR_ONE_WRONG
}

fn detect(bytes: &[u8], tld: Option<&str>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The detector panics on a label with capitals or dots.
    let tld = tld.filter(|tld| tld.bytes().all(|byte| byte.is_ascii_lowercase()));
    detector.guess(tld.map(str::as_bytes), Utf8Detection::Deny)
}

/// UTF-16 of a European text has a zero byte in nearly every pair, always on the same side.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut n_zeros = [0usize; 2];
    for (idx, _) in sample.iter().enumerate().filter(|(_, byte)| **byte == 0) {
        n_zeros[idx % 2] += 1;
    }
    let enough = (sample.len() / 2 * 7 / 10).max(MIN_ZEROS);
    match n_zeros {
        [0, odd] if odd >= enough => Some(UTF_16LE),
        [even, 0] if even >= enough => Some(UTF_16BE),
        _ => None,
    }
}

/// The format that the first bytes are the signature of, where it is not plain text.
pub(crate) fn known_format(bytes: &[u8]) -> Option<&'static str> {
    const AT_START: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a zip archive (docx, odt, epub and xlsx files are such)"),
        (b"PK\x05\x06", "an empty zip archive"),
        (b"\x1f\x8b", "gzip-compressed data"),
        (b"\x28\xb5\x2f\xfd", "Zstandard-compressed data"),
        (b"BZh", "bzip2-compressed data"),
        (b"\xfd7zXZ\0", "xz-compressed data"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"Rar!\x1a\x07", "a RAR archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF87a", "a GIF image"),
        (b"GIF89a", "a GIF image"),
        (b"II*\0", "a TIFF image"),
        (b"MM\0*", "a TIFF image"),
        (b"\x7fELF", "an ELF program"),
        (b"\xcf\xfa\xed\xfe", "a Mach-O program"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
        (b"{\\rtf", "an RTF document"),
        (b"OggS", "an Ogg recording"),
        (b"ID3", "an MP3 recording"),
        (b"WARC/1.", "a WARC archive"),
    ];
    if let Some((_, found)) = AT_START.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        // These two are also how a text may begin.
        let may_be_text = matches!(*found, "an MP3 recording" | "bzip2-compressed data");
        return (!may_be_text || bytes[..bytes.len().min(SAMPLE)].contains(&0)).then_some(found);
    }
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => return Some("a WebP image"),
        (Some(b"RIFF"), _, Some(b"WAVE" | b"AVI ")) => return Some("a recording (RIFF)"),
        (_, Some(b"ftyp"), _) if bytes[0] == 0 => return Some("an MP4 recording"),
        (Some([b'M', b'Z', ..]), ..) if bytes[..bytes.len().min(SAMPLE)].contains(&0) => {
            return Some("a Windows program");
        }
        _ => {}
    }
    let start: Vec<u8> = bytes
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace() || b"\xef\xbb\xbf".contains(byte))
        .take(14)
        .map(u8::to_ascii_lowercase)
        .collect();
    if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") {
        return Some("an HTML page");
    }
    start.starts_with(b"<?xml").then_some("an XML document")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Decoded {
        decode(bytes, None).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn utf8_is_not_touched() {
        let bytes = "\u{feff}Un\r\ndeux\rtrois\n".as_bytes();
        let decoded = decoded(bytes);
        assert_eq!(decoded.text.as_bytes(), bytes);
        assert_eq!((decoded.encoding, decoded.warnings.len()), ("UTF-8", 0));
    }

    #[test]
    fn latin_1_is_detected_and_said_so() {
        let bytes = b"L'arm\xe9e a d\xe9menti l'information relay\xe9e mardi.";
        let decoded = decoded(bytes);
        assert_eq!(decoded.text, "L'armée a démenti l'information relayée mardi.");
        assert_eq!(decoded.encoding, "windows-1252");
        assert_eq!(decoded.warnings[0].name, "invalid-utf8");
        assert_eq!(decoded.warnings[0].message, "expected UTF-8, found 0xE9 at byte 5; read as windows-1252");
    }

    #[test]
    fn one_wrong_byte_does_not_spoil_a_utf8_text() {
        let mut bytes = "L’armée a démenti l’information relayée mardi à Zérane.".as_bytes().to_vec();
        bytes.extend_from_slice(b" \xff fin");
        let decoded = decoded(&bytes);
        assert!(decoded.text.ends_with("Zérane. \u{fffd} fin"));
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!(decoded.warnings[1].message, "what is not UTF-8 is shown as U+FFFD, in 1 places");
    }

    #[test]
    fn utf16_with_and_without_its_mark() {
        let units: Vec<u8> = "Déjà vu".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&units).text, "Déjà vu");
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(units).collect();
        assert_eq!(decoded(&marked).text, "Déjà vu");
        assert_eq!(decoded(&marked).encoding, "UTF-16LE");
    }

    #[test]
    fn what_is_no_text_is_named() {
        let error = |bytes: &[u8]| decode(bytes, None).err().map(|error| error.to_string());
        for (bytes, message) in [
            (&b"%PDF-1.7 ..."[..], "expected plain text, found a PDF document"),
            (b"", "expected a text, found an empty file"),
            (b" \n\xc2\xa0\n", "expected a text, found only white space (5 bytes)"),
            (b"abc\0def", "expected plain text, found a zero byte at byte 3"),
            (b"\xe9t\xe9 \0", "expected plain text, found a zero byte at byte 4"),
            (b"\n<!DOCTYPE html><p>", "expected plain text, found an HTML page"),
            (b"\x7fELF\x02\x01", "expected plain text, found an ELF program"),
        ] {
            assert_eq!(error(bytes).as_deref(), Some(message));
        }
        assert_eq!(error(b"BZh, dit-il."), None);
    }
}
