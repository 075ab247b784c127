//! Static word vectors: a NumPy array of rows and a map from string ids to rows.
//!
//! Follows `spacy/vectors.pyx` (mode `default`). Both files stay mapped: of the map, which is msgpack, only a table
//! of places is built.

use std::path::Path;

use crate::error::LoadError;
use crate::hash::string_id;
use crate::msgpack::Reader;
use crate::package::{Bytes, PackageFile};
use crate::tables::IdTable;

/// The word vectors of a pipeline; there may be none.
#[derive(Debug, Default)]
pub(crate) struct Vectors {
    /// Numbers a row.
    pub width: usize,
    rows: Option<Bytes>,
    n_rows: usize,
    keys: Option<IdTable>,
}

impl Vectors {
    /// Maps `vocab/vectors` and `vocab/key2row` of the model directory.
    ///
    /// # Errors
    /// Where a file is damaged or the vectors are of a kind that is not supported.
    pub(crate) fn open(dir: &Path) -> Result<Self, LoadError> {
        let cfg_path = dir.join("vocab/vectors.cfg");
        if cfg_path.exists() {
            let cfg = PackageFile::open(dir, "vocab/vectors.cfg")?;
            let json = cfg.json()?;
            match json.get("mode").and_then(|mode| mode.as_str()) {
                None | Some("default") => {}
                Some(mode) => return Err(LoadError::unsupported(cfg.path(), format!("{mode} vectors"))),
            }
        }
        if !dir.join("vocab/vectors").exists() {
            return Ok(Self::default());
        }
        let file = PackageFile::open(dir, "vocab/vectors")?;
        let (n_rows, width, start) = read_npy_header(&file)?;
        if n_rows == 0 || width == 0 {
            return Ok(Self::default());
        }
        let n_bytes = n_rows.checked_mul(width).and_then(|n| n.checked_mul(4));
        let end = n_bytes.and_then(|n| n.checked_add(start)).filter(|&end| end <= file.bytes().len());
        let Some(end) = end else {
            let found = format!("{} bytes", file.bytes().len());
            return Err(LoadError::format(
                file.path(),
                "the array",
                &format!("{n_rows} rows of {width} numbers"),
                found,
            ));
        };
        let rows = file.piece(start..end);
        let mut vectors = Self { width, rows: Some(rows), n_rows, keys: None };
        vectors.read_keys(&PackageFile::open(dir, "vocab/key2row")?)?;
        Ok(vectors)
    }

    fn read_keys(&mut self, file: &PackageFile) -> Result<(), LoadError> {
        let n_rows = self.n_rows as u64;
        let keys = IdTable::read(file, "the map", &mut Reader::new(file.bytes()), |reader| {
            let row = reader.uint().map_err(file.wrong("the map"))?;
            if row < n_rows {
                return Ok(());
            }
            Err(LoadError::format(file.path(), "the map", &format!("a row below {n_rows}"), row))
        })?;
        self.keys = Some(keys);
        Ok(())
    }

    /// The row of the word, if it has one.
    pub(crate) fn row(&self, text: &str) -> Option<u32> {
        Some(self.keys.as_ref()?.get(string_id(text))?.uint().ok()? as u32)
    }

    /// Copies a row into `out`, which is [`Vectors::width`] long.
    pub(crate) fn copy_row(&self, row: u32, out: &mut [f32]) {
        let Some(rows) = &self.rows else { return };
        let start = row as usize * self.width * 4;
        let numbers = rows[start..start + self.width * 4].as_chunks::<4>().0;
        for (out, &bytes) in out.iter_mut().zip(numbers) {
            *out = f32::from_le_bytes(bytes);
        }
    }
}

/// Rows, columns and the start of the data of a two-dimensional little-endian `f32` array (`numpy/lib/format.py`).
fn read_npy_header(file: &PackageFile) -> Result<(usize, usize, usize), LoadError> {
    let wrong = |expected: &str, found: &str| LoadError::format(file.path(), "the header", expected, found);
    let bytes = file.bytes();
    if !bytes.starts_with(b"\x93NUMPY") || bytes.len() < 12 {
        return Err(wrong("a NumPy array", "another format"));
    }
    let (length, start) = match bytes[6] {
        1 => (usize::from(u16::from_le_bytes([bytes[8], bytes[9]])), 10),
        _ => (u32::from_le_bytes([bytes[8], bytes[9], bytes[10], bytes[11]]) as usize, 12),
    };
    let header =
        bytes.get(start..start + length).ok_or_else(|| wrong("a whole header", "the end of the file"))?;
    let header = std::str::from_utf8(header).map_err(|_| wrong("text", "other bytes"))?;
    if !header.contains("'<f4'") || !header.contains("'fortran_order': False") {
        return Err(wrong("'<f4' in C order", header));
    }
    let shape = header.split_once("'shape': (").and_then(|(_, rest)| rest.split_once(')'));
    let mut lengths = shape.map_or("", |(shape, _)| shape).split(',').map(|n| n.trim().parse::<usize>());
    match (lengths.next(), lengths.next()) {
        (Some(Ok(n_rows)), Some(Ok(width))) => Ok((n_rows, width, start + length)),
        _ => Err(wrong("a shape of two lengths", header)),
    }
}
