//! CSV and TSV: a header that names the columns, and an article a row.
//!
//! A row with too few or too many cells is read as far as it goes, with the warning `ragged-row`; where its text is
//! missing it is named and left out. Cells may be quoted and hold line ends. Bytes that are not UTF-8 are handed on as
//! they are; the reader of the page decodes them.
//!
//! Cost: linear. Memory: one row.

use std::io::{self, Read};

use csv::{ByteRecord, ReaderBuilder};

use super::columns::{Columns, Field};
use super::stream::Stream;
use super::{Event, Fault, Item, MAX_ITEM_BYTES, Place, name_of};
use crate::Warning;

/// The rows of a table.
pub(crate) struct Rows {
    name: String,
    reader: csv::Reader<RowByRow>,
    columns: Columns,
    mapped: Option<Vec<(Field, usize)>>,
    n_columns: usize,
    n_rows: u64,
    faults: Vec<Fault>,
    has_ended: bool,
}

impl Rows {
    pub(crate) fn new(name: String, stream: Stream, delimiter: u8, columns: Columns) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            // A quotation mark in the middle of a cell is one; only at its beginning does it open a quoted cell.
            .buffer_capacity(64 * 1024)
            .from_reader(RowByRow { stream, left: MAX_ITEM_BYTES });
        Self {
            name,
            reader,
            columns,
            mapped: None,
            n_columns: 0,
            n_rows: 0,
            faults: Vec::new(),
            has_ended: false,
        }
    }

    fn header(&mut self, row: &ByteRecord) -> Option<Fault> {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| {
                String::from_utf8_lossy(cell.strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell)).trim().to_owned()
            })
            .collect();
        let names: Vec<&str> = cells.iter().map(String::as_str).collect();
        let mapped = self.columns.map(&names);
        self.n_columns = names.len();
        let has_text = mapped.iter().any(|(field, _)| *field == Field::Text);
        self.mapped = Some(mapped);
        (!has_text).then(|| {
            self.has_ended = true;
            let wanted = self.columns.text_name();
            let found = names.join(", ");
            let message =
                format!("expected a column “{wanted}”, found {found}; --columns text=NAME names another");
            Fault { name: "no-text", record: None, message }
        })
    }

    fn row(&mut self, row: &ByteRecord) -> Option<Event> {
        let position = row.position();
        let (offset, line) = position.map_or((0, 0), |position| (position.byte(), position.line()));
        let length = self.reader.position().byte() - offset;
        if row.iter().all(|cell| cell.trim_ascii().is_empty()) {
            return None;
        }
        self.n_rows += 1;
        let record = self.n_rows.to_string();
        let at = format!("row {record}, line {line}, byte {offset}");
        let fault = |name, message| Some(Event::Fault(Fault { name, record: Some(record.clone()), message }));
        if length > MAX_ITEM_BYTES as u64 {
            let message = format!(
                "expected a row of at most {MAX_ITEM_BYTES} bytes, found {length}; is a quotation mark not closed? ({at})"
            );
            return fault("too-large", message);
        }
        let mut warnings = Vec::new();
        if row.len() != self.n_columns {
            let message = format!("expected {} cells, found {} ({at})", self.n_columns, row.len());
            warnings.push(Warning { name: "ragged-row", message });
        }
        let mapped = self.mapped.as_deref().unwrap_or_default();
        let (texts, others): (Vec<_>, Vec<_>) = mapped.iter().partition(|(field, _)| *field == Field::Text);
        let text =
            texts.first().and_then(|(_, nth)| row.get(*nth)).filter(|text| !text.trim_ascii().is_empty());
        let Some(text) = text else {
            let ragged = warnings.first().map(|w| format!("; {}", w.message)).unwrap_or_default();
            let message = format!(
                "expected words in the column “{}”, found none ({at}){ragged}",
                self.columns.text_name()
            );
            return fault("no-text", message);
        };
        let cells: Vec<String> = row.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        let (_, hints) = Columns::read_mapped(&others, |nth| cells.get(nth).map(String::as_str));
        Some(Event::Item(Box::new(Item {
            doc: hints.address.clone().unwrap_or_else(|| name_of(&self.name, &record)),
            record,
            bytes: text.to_vec(),
            hints,
            place: Place { offset, length },
            warnings,
            is_extract: false,
        })))
    }
}

/// The bytes of one row, at most so many: a quotation mark that is not closed makes all that follows one cell.
struct RowByRow {
    stream: Stream,
    left: usize,
}

impl Read for RowByRow {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = buffer.len().min(self.left);
        let n = self.stream.read(&mut buffer[..n])?;
        self.left -= n;
        Ok(n)
    }
}

impl Iterator for Rows {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(fault) = self.faults.pop() {
                return Some(Event::Fault(fault));
            }
            if self.has_ended {
                return None;
            }
            let mut row = ByteRecord::new();
            self.reader.get_mut().left = MAX_ITEM_BYTES;
            match self.reader.read_byte_record(&mut row) {
                Ok(true) => {}
                Ok(false) => self.has_ended = true,
                Err(error) => {
                    self.has_ended = true;
                    self.faults.push(Fault {
                        name: "table-broken",
                        record: None,
                        message: error.to_string(),
                    });
                }
            }
            self.faults.extend(self.reader.get_mut().stream.take_faults());
            if self.reader.get_ref().left == 0 {
                self.has_ended = true;
                let (byte, line) = row.position().map_or((0, 0), |at| (at.byte(), at.line()));
                let message = format!(
                    "expected a row of at most {MAX_ITEM_BYTES} bytes, found more at line {line}, byte {byte}; is a quotation \
                     mark not closed there? what follows is not read"
                );
                self.faults.push(Fault { name: "too-large", record: None, message });
            }
            if self.has_ended {
                continue;
            }
            if self.mapped.is_none() {
                let fault = self.header(&row);
                self.faults.extend(fault);
            } else if let Some(event) = self.row(&row) {
                return Some(event);
            }
        }
    }
}
