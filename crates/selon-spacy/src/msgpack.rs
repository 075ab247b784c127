//! Reading msgpack in place: a cursor that borrows strings and never allocates.
//!
//! spaCy's files mix string and binary keys for the same thing (msgpack-numpy writes binary ones), so
//! [`Reader::str`] takes both. Lengths are checked against what is left of the file before anything is
//! done with them.

/// Nesting deeper than this is damage, not data.
const MAX_DEPTH: usize = 64;

/// What was expected where, and what was there.
#[derive(Debug)]
pub(crate) struct Unexpected {
    pub expected: &'static str,
    pub at: usize,
    pub found: Found,
}

/// The byte or end that was there instead.
#[derive(Debug)]
pub(crate) enum Found {
    End,
    Marker(u8),
    BadUtf8,
    TooDeep,
}

impl std::fmt::Display for Unexpected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.found {
            Found::End => write!(f, "the end of the file (byte {})", self.at),
            Found::Marker(marker) => write!(f, "marker 0x{marker:02x} at byte {}", self.at),
            Found::BadUtf8 => write!(f, "invalid UTF-8 at byte {}", self.at),
            Found::TooDeep => write!(f, "nesting deeper than {MAX_DEPTH} at byte {}", self.at),
        }
    }
}

type Result<T> = std::result::Result<T, Unexpected>;

/// A place in msgpack bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The cursor's place in bytes from the start.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// A cursor elsewhere in the same bytes.
    pub(crate) fn seek(&self, at: usize) -> Self {
        Self { bytes: self.bytes, at }
    }

    fn unexpected(&self, expected: &'static str) -> Unexpected {
        let found = self.bytes.get(self.at).map_or(Found::End, |&marker| Found::Marker(marker));
        Unexpected { expected, at: self.at, found }
    }

    fn marker(&mut self, expected: &'static str) -> Result<u8> {
        let &marker = self.bytes.get(self.at).ok_or_else(|| self.unexpected(expected))?;
        self.at += 1;
        Ok(marker)
    }

    fn take(&mut self, n: usize, expected: &'static str) -> Result<&'a [u8]> {
        let end = self.at.checked_add(n).filter(|&end| end <= self.bytes.len());
        let end = end.ok_or(Unexpected { expected, at: self.bytes.len(), found: Found::End })?;
        let bytes = &self.bytes[self.at..end];
        self.at = end;
        Ok(bytes)
    }

    /// A big-endian number of `n` bytes.
    fn number(&mut self, n: usize, expected: &'static str) -> Result<u64> {
        Ok(self.take(n, expected)?.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }

    /// A length that what is left of the file can hold, `per_item` bytes an item at least.
    fn length(&mut self, n: usize, per_item: usize, expected: &'static str) -> Result<usize> {
        let length = self.number(n, expected)? as usize;
        self.fits(length, per_item, expected)
    }

    fn fits(&self, length: usize, per_item: usize, expected: &'static str) -> Result<usize> {
        let left = self.bytes.len() - self.at;
        if length.checked_mul(per_item).is_none_or(|needed| needed > left) {
            return Err(Unexpected { expected, at: self.bytes.len(), found: Found::End });
        }
        Ok(length)
    }

    /// The number of pairs of a map, whose keys and values follow.
    pub(crate) fn map(&mut self) -> Result<usize> {
        let start = self.at;
        match self.marker("a map")? {
            marker @ 0x80..=0x8f => self.fits(usize::from(marker & 0x0f), 2, "a map"),
            0xde => self.length(2, 2, "a map"),
            0xdf => self.length(4, 2, "a map"),
            _ => Err(self.seek(start).unexpected("a map")),
        }
    }

    /// The number of items of a list, which follow.
    pub(crate) fn list(&mut self) -> Result<usize> {
        let start = self.at;
        match self.marker("a list")? {
            marker @ 0x90..=0x9f => self.fits(usize::from(marker & 0x0f), 1, "a list"),
            0xdc => self.length(2, 1, "a list"),
            0xdd => self.length(4, 1, "a list"),
            _ => Err(self.seek(start).unexpected("a list")),
        }
    }

    /// A string or binary value.
    pub(crate) fn bin(&mut self) -> Result<&'a [u8]> {
        let start = self.at;
        let expected = "a string";
        let length = match self.marker(expected)? {
            marker @ 0xa0..=0xbf => usize::from(marker & 0x1f),
            0xc4 | 0xd9 => self.number(1, expected)? as usize,
            0xc5 | 0xda => self.number(2, expected)? as usize,
            0xc6 | 0xdb => self.number(4, expected)? as usize,
            _ => return Err(self.seek(start).unexpected(expected)),
        };
        self.take(length, expected)
    }

    /// A string or binary value that is UTF-8.
    pub(crate) fn str(&mut self) -> Result<&'a str> {
        let start = self.at;
        let bytes = self.bin()?;
        std::str::from_utf8(bytes).map_err(|_| Unexpected {
            expected: "a string",
            at: start,
            found: Found::BadUtf8,
        })
    }

    /// A number that is no less than zero.
    pub(crate) fn uint(&mut self) -> Result<u64> {
        let start = self.at;
        let expected = "a number that is no less than zero";
        match self.marker(expected)? {
            marker @ 0x00..=0x7f => Ok(u64::from(marker)),
            0xcc => self.number(1, expected),
            0xcd => self.number(2, expected),
            0xce => self.number(4, expected),
            0xcf => self.number(8, expected),
            marker @ 0xd0..=0xd3 => {
                let n = 1 << (marker - 0xd0);
                let number = self.number(n, expected)?;
                let negative = number >> (n * 8 - 1) & 1 == 1;
                if negative { Err(self.seek(start).unexpected(expected)) } else { Ok(number) }
            }
            _ => Err(self.seek(start).unexpected(expected)),
        }
    }

    /// A whole number; `None` for nil.
    pub(crate) fn int(&mut self) -> Result<i64> {
        let start = self.at;
        let expected = "a whole number";
        match self.marker(expected)? {
            marker @ 0xe0..=0xff => Ok(i64::from(marker as i8)),
            marker @ 0xd0..=0xd3 => {
                let n = 1u32 << (marker - 0xd0);
                let unused = 64 - 8 * n;
                Ok((self.number(n as usize, expected)? << unused) as i64 >> unused)
            }
            _ => {
                self.at = start;
                i64::try_from(self.uint()?).map_err(|_| self.seek(start).unexpected(expected))
            }
        }
    }

    /// True or false.
    pub(crate) fn bool(&mut self) -> Result<bool> {
        let start = self.at;
        match self.marker("true or false")? {
            0xc2 => Ok(false),
            0xc3 => Ok(true),
            _ => Err(self.seek(start).unexpected("true or false")),
        }
    }

    /// Passes over nil, and says whether it was there.
    pub(crate) fn nil(&mut self) -> bool {
        let is_nil = self.bytes.get(self.at) == Some(&0xc0);
        self.at += usize::from(is_nil);
        is_nil
    }

    /// True where a string or binary value comes next.
    pub(crate) fn at_str(&self) -> bool {
        matches!(self.bytes.get(self.at), Some(0xa0..=0xbf | 0xc4..=0xc6 | 0xd9..=0xdb))
    }

    /// True where a map comes next.
    pub(crate) fn at_map(&self) -> bool {
        matches!(self.bytes.get(self.at), Some(0x80..=0x8f | 0xde | 0xdf))
    }

    /// True where true or false comes next.
    pub(crate) fn at_bool(&self) -> bool {
        matches!(self.bytes.get(self.at), Some(0xc2 | 0xc3))
    }

    /// Passes over one value of any kind.
    pub(crate) fn skip(&mut self) -> Result<()> {
        self.skip_within(MAX_DEPTH)
    }

    fn skip_within(&mut self, depth: usize) -> Result<()> {
        let expected = "a value";
        if depth == 0 {
            return Err(Unexpected { expected, at: self.at, found: Found::TooDeep });
        }
        let start = self.at;
        let &marker = self.bytes.get(start).ok_or_else(|| self.unexpected(expected))?;
        match marker {
            0x80..=0x8f | 0xde | 0xdf => {
                for _ in 0..2 * self.map()? {
                    self.skip_within(depth - 1)?;
                }
            }
            0x90..=0x9f | 0xdc | 0xdd => {
                for _ in 0..self.list()? {
                    self.skip_within(depth - 1)?;
                }
            }
            0xa0..=0xbf | 0xc4..=0xc6 | 0xd9..=0xdb => {
                self.bin()?;
            }
            _ => {
                self.at += 1;
                let n = match marker {
                    0x00..=0x7f | 0xe0..=0xff | 0xc0 | 0xc2 | 0xc3 => 0,
                    0xcc | 0xd0 => 1,
                    0xcd | 0xd1 => 2,
                    0xca | 0xce | 0xd2 => 4,
                    0xcb | 0xcf | 0xd3 => 8,
                    0xd4..=0xd8 => 1 + (1 << (marker - 0xd4)),
                    0xc7..=0xc9 => self.number(1 << (marker - 0xc7), expected)? as usize + 1,
                    _ => return Err(self.seek(start).unexpected(expected)),
                };
                self.take(n, expected)?;
            }
        }
        Ok(())
    }
}
