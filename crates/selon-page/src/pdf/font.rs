//! Fonts of a PDF: which letters the bytes of a shown string stand for, and how wide each is.
//!
//! Letters come, in this order, from the font's `ToUnicode` map, from the names of its glyphs (`Encoding` with
//! `Differences`), and from its base encoding. A code that none of them knows is U+FFFD and counted. Widths that a font
//! does not state (the fourteen standard fonts need not) are estimated by the kind of letter: they only decide
//! where a gap is a space.
//!
//! Cost: 256 look-ups a font of one byte a code, once.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, dictionary};

use super::cmap::ToUnicode;

/// The largest `ToUnicode` map or character set that is read, in bytes; that of 65,536 glyphs has about one million.
const MAX_MAP_BYTES: usize = 4 << 20;

/// Widths of composite fonts, in ranges, that are kept.
const MAX_WIDTHS: usize = 70_000;

/// What is put where no letter is known.
const UNKNOWN: &str = "\u{fffd}";

/// A font.
#[derive(Debug)]
pub(crate) struct Font {
    /// Two bytes a code, else one.
    is_wide: bool,
    /// Codes are UTF-16.
    is_utf16: bool,
    to_unicode: ToUnicode,
    /// Letters by code, for fonts of one byte a code.
    letters: Vec<String>,
    /// First code, last code, width, in thousandths of the size; sorted.
    widths: Vec<(u32, u32, f32)>,
    /// Of codes without one of their own, where the font states it.
    default_width: Option<f32>,
    /// What a width is multiplied with: that of the glyphs' own space for fonts that are drawn.
    scale: f32,
}

/// One code of a string.
#[derive(Debug)]
pub(crate) struct Glyph {
    pub(crate) letters: String,
    /// In units of the size.
    pub(crate) width: f32,
    /// True for the one byte that word spacing counts for.
    pub(crate) is_space_code: bool,
}

/// Letters of glyph names, as far as they were asked for.
pub(crate) type Names = HashMap<Vec<u8>, String>;

impl Font {
    /// Reads a font dictionary.
    pub(crate) fn read(doc: &Document, dict: &Dictionary, names: &mut Names) -> Self {
        let subtype = dict.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let is_wide = subtype == b"Type0";
        let to_unicode = dict.get_deref(b"ToUnicode", doc).and_then(Object::as_stream);
        let to_unicode = to_unicode.and_then(|map| map.get_plain_content_with_limit(MAX_MAP_BYTES));
        let to_unicode = to_unicode.map(|map| ToUnicode::read(&map)).unwrap_or_default();
        let encoding = dict.get_deref(b"Encoding", doc).ok();
        let encoding_name = encoding.and_then(|encoding| encoding.as_name().ok()).unwrap_or_default();
        let is_utf16 = is_wide && [&b"UCS2"[..], b"UTF16"].iter().any(|kind| contains(encoding_name, kind));
        let letters = if is_wide { Vec::new() } else { letters(doc, encoding, subtype, names) };
        let (widths, default_width) = if is_wide { wide_widths(doc, dict) } else { widths(doc, dict) };
        let matrix = dict.get_deref(b"FontMatrix", doc).and_then(Object::as_array);
        let matrix = matrix.ok().and_then(|matrix| matrix.first()?.as_float().ok());
        let scale = matrix.filter(|_| subtype == b"Type3").unwrap_or(0.001).abs();
        Self { is_wide, is_utf16, to_unicode, letters, widths, default_width, scale }
    }

    /// A font that nothing is known of.
    pub(crate) fn unknown() -> Self {
        let mut names = Names::new();
        Self::read(&Document::new(), &dictionary! { "Subtype" => "TrueType" }, &mut names)
    }

    /// The codes of a string.
    pub(crate) fn glyphs<'a>(&'a self, string: &'a [u8]) -> impl Iterator<Item = Glyph> + 'a {
        string.chunks(if self.is_wide { 2 } else { 1 }).map(|bytes| {
            let code = bytes.iter().fold(0, |sum, byte| (sum << 8) | u32::from(*byte));
            let letters = self.letters_of(code);
            let width = self.width_of(code, &letters);
            Glyph { letters, width, is_space_code: bytes == b" " }
        })
    }

    fn letters_of(&self, code: u32) -> String {
        let mapped = self.to_unicode.letters(code).filter(|letters| !letters.is_empty() && letters != "\0");
        let coded = || self.letters.get(code as usize).filter(|letters| !letters.is_empty()).cloned();
        let utf16 = || char::from_u32(code).filter(|_| self.is_utf16).map(String::from);
        let letters = mapped.or_else(coded).or_else(utf16).unwrap_or_else(|| UNKNOWN.to_owned());
        if letters.chars().any(|c| matches!(c, '\u{fb00}'..='\u{fb06}')) { spread(&letters) } else { letters }
    }

    fn width_of(&self, code: u32, letters: &str) -> f32 {
        let behind = self.widths.partition_point(|range| range.0 <= code);
        let stated = self.widths[..behind].last().filter(|range| code <= range.1).map(|range| range.2);
        match stated.or(self.default_width) {
            Some(width) => width * self.scale,
            None => letters.chars().map(usual_width).sum(),
        }
    }
}

/// Ligatures as the letters that they are.
fn spread(letters: &str) -> String {
    let spread = |c: char| match c {
        '\u{fb00}' => "ff".to_owned(),
        '\u{fb01}' => "fi".to_owned(),
        '\u{fb02}' => "fl".to_owned(),
        '\u{fb03}' => "ffi".to_owned(),
        '\u{fb04}' => "ffl".to_owned(),
        '\u{fb05}' | '\u{fb06}' => "st".to_owned(),
        c => c.to_string(),
    };
    letters.chars().map(spread).collect()
}

/// The width of a letter in most text faces, in units of the size.
fn usual_width(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' => 0.25,
        ' ' | 't' | 'f' | 'r' | '-' | '(' | ')' | '\u{a0}' => 0.3,
        'm' | 'w' | 'M' | 'W' | '—' | '…' => 0.85,
        c if c.is_uppercase() => 0.68,
        _ => 0.53,
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

/// The letters of the 256 codes of a simple font.
fn letters(doc: &Document, encoding: Option<&Object>, subtype: &[u8], names: &mut Names) -> Vec<String> {
    let dict = encoding.and_then(|encoding| encoding.as_dict().ok());
    let named = encoding.and_then(|encoding| encoding.as_name().ok());
    let base = named.or_else(|| dict?.get(b"BaseEncoding").and_then(Object::as_name).ok());
    let usual: &[u8] = if subtype == b"TrueType" { b"WinAnsiEncoding" } else { b"StandardEncoding" };
    let mut letters = base_letters(doc, base.unwrap_or(usual));
    let differences = dict.and_then(|dict| dict.get_deref(b"Differences", doc).ok()?.as_array().ok());
    let mut code = 0usize;
    for entry in differences.into_iter().flatten() {
        match entry {
            Object::Integer(number) => code = usize::try_from(*number).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(letters) = letters.get_mut(code) {
                    *letters = letters_of_name(doc, name, names);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    letters
}

fn base_letters(doc: &Document, base: &[u8]) -> Vec<String> {
    let font = dictionary! { "Type" => "Font", "Encoding" => Object::Name(base.to_vec()) };
    let Ok(encoding) = font.get_font_encoding_with_limit(doc, MAX_MAP_BYTES) else { return Vec::new() };
    (0..=255u8).map(|code| encoding.bytes_to_string(&[code]).unwrap_or_default()).collect()
}

/// The letters that a glyph name stands for: those of the Adobe glyph list, and `uni00E9`, `u1F600`, `f_i`, `a.sc`.
fn letters_of_name(doc: &Document, name: &[u8], names: &mut Names) -> String {
    if let Some(letters) = names.get(name) {
        return letters.clone();
    }
    let whole = name.split(|byte| *byte == b'.').next().unwrap_or_default();
    let parts = whole.split(|byte| *byte == b'_');
    let letters: String = parts.filter_map(|part| letters_of_part(doc, part)).collect();
    names.insert(name.to_vec(), letters.clone());
    letters
}

fn letters_of_part(doc: &Document, name: &[u8]) -> Option<String> {
    // The library knows the list, and tells it through a font that has this name alone.
    let differences = vec![Object::Integer(0), Object::Name(name.to_vec())];
    let encoding = dictionary! { "Type" => "Encoding", "Differences" => differences };
    let font = dictionary! { "Type" => "Font", "Encoding" => encoding };
    let listed = font.get_font_encoding_with_limit(doc, MAX_MAP_BYTES).ok()?.bytes_to_string(&[0]).ok();
    let listed = listed.filter(|letters| !letters.is_empty());
    let numbered = || {
        let name = std::str::from_utf8(name).ok()?;
        let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
        let is_number = (4..=6).contains(&digits.len());
        let code = u32::from_str_radix(digits, 16).ok().filter(|_| is_number)?;
        char::from_u32(code).map(String::from)
    };
    listed.or_else(numbered)
}

type Widths = (Vec<(u32, u32, f32)>, Option<f32>);

/// The widths that a simple font states.
fn widths(doc: &Document, dict: &Dictionary) -> Widths {
    let stated = dict.get_deref(b"Widths", doc).and_then(Object::as_array);
    let first = dict.get_deref(b"FirstChar", doc).and_then(Object::as_i64).unwrap_or(0);
    let Ok(stated) = stated else { return (Vec::new(), None) };
    let widths = stated.iter().take(256).enumerate().filter_map(|(n, width)| {
        let code = u32::try_from(first).ok()?.checked_add(n as u32)?;
        let width = doc.dereference(width).ok()?.1.as_float().ok()?;
        Some((code, code, width))
    });
    let descriptor = dict.get_deref(b"FontDescriptor", doc).and_then(Object::as_dict);
    let missing = descriptor.and_then(|font| font.get_deref(b"MissingWidth", doc)).and_then(Object::as_float);
    (widths.collect(), missing.ok())
}

/// The widths that a composite font states, `[code [width …] first last width …]`.
fn wide_widths(doc: &Document, dict: &Dictionary) -> Widths {
    let descendant = || -> Option<&Dictionary> {
        let fonts = dict.get_deref(b"DescendantFonts", doc).ok()?.as_array().ok()?;
        doc.dereference(fonts.first()?).ok()?.1.as_dict().ok()
    };
    let Some(font) = descendant() else { return (Vec::new(), Some(1000.0)) };
    let default = font.get_deref(b"DW", doc).and_then(Object::as_float).unwrap_or(1000.0);
    let stated = font.get_deref(b"W", doc).and_then(Object::as_array).map_or(&[][..], |widths| widths);
    let at =
        |n: usize| stated.get(n).and_then(|object| doc.dereference(object).ok()).map(|(_, object)| object);
    let code = |n: usize| at(n)?.as_float().ok().map(|code| code as u32);
    let (mut widths, mut n) = (Vec::new(), 0);
    while let Some(first) = code(n).filter(|_| widths.len() < MAX_WIDTHS) {
        match at(n + 1) {
            Some(Object::Array(list)) => {
                let list = list.iter().take(MAX_WIDTHS).enumerate();
                widths.extend(list.filter_map(|(idx, width)| {
                    let code = first.checked_add(idx as u32)?;
                    Some((code, code, doc.dereference(width).ok()?.1.as_float().ok()?))
                }));
                n += 2;
            }
            Some(_) => {
                let (Some(last), Some(width)) = (code(n + 1), at(n + 2).and_then(|w| w.as_float().ok()))
                else {
                    break;
                };
                widths.push((first, last, width));
                n += 3;
            }
            None => break,
        }
    }
    widths.sort_by_key(|range| range.0);
    (widths, Some(default))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_by_name_and_by_encoding() {
        let doc = Document::new();
        let differences: Vec<Object> = vec![
            65.into(),
            "eacute".into(),
            "fi".into(),
            "uni0153".into(),
            "g42".into(),
            "f_l".into(),
            "a.sc".into(),
        ];
        let encoding = dictionary! { "BaseEncoding" => "WinAnsiEncoding", "Differences" => differences };
        let font = dictionary! { "Subtype" => "Type1", "Encoding" => encoding };
        let font = Font::read(&doc, &font, &mut Names::new());
        let letters: Vec<String> = font.glyphs(b"ABCDEFG\xe9").map(|glyph| glyph.letters).collect();
        assert_eq!(letters, ["é", "fi", "œ", UNKNOWN, "fl", "a", "G", "é"]);
    }

    #[test]
    fn widths_of_composite_fonts() {
        let widths: Vec<Object> =
            vec![3.into(), vec![Object::from(250), 500.into()].into(), 10.into(), 20.into(), 600.into()];
        let descendant = dictionary! { "DW" => 900, "W" => widths };
        let fonts: Vec<Object> = vec![descendant.into()];
        let font =
            dictionary! { "Subtype" => "Type0", "Encoding" => "Identity-H", "DescendantFonts" => fonts };
        let font = Font::read(&Document::new(), &font, &mut Names::new());
        let width = |code: u8| font.glyphs(&[0, code]).map(|glyph| glyph.width).sum::<f32>();
        for (code, expected) in [(3, 0.25), (4, 0.5), (5, 0.9), (15, 0.6), (21, 0.9)] {
            assert!((width(code) - expected).abs() < 1e-6, "{code}");
        }
    }
}
