//! The table `posting`: writing documents' words into it, and reading the places of a term.
//!
//! Terms are words (folded, at most [`LONGEST`] letters of each), their beginnings of up to [`BEGINNINGS`] letters behind
//! `>`, pairs of short words that stand behind each other (*de la*: both are everywhere, so the full-text index would look
//! at every place for a phrase that is nowhere), and marks to narrow by behind `#`. What is gone stays in the table and
//! stands under `-` as well.
//!
//! Cost: a document of four hundred different words writes some eight hundred rows, all of the last chunk. Reading one
//! term of one chunk takes two microseconds, so 0.6 ms of a million claims.

use std::collections::BTreeMap;

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::places::{Places, chunk_of};

/// Letters of the beginnings that are terms of their own; longer ones are looked for among the words.
pub(super) const BEGINNINGS: usize = 3;

/// Letters of a word that count.
const LONGEST: usize = 40;

/// The term of what is gone.
pub(super) const GONE: &str = "-";

type Result<T> = std::result::Result<T, rusqlite::Error>;

/// The term of a mark.
pub(super) fn mark(mark: &str) -> String {
    format!("#{mark}")
}

/// True for the term of a mark.
pub(super) fn is_mark(term: &str) -> bool {
    term.starts_with('#')
}

/// The term of a word, of which a very long one gives its beginning.
pub(super) fn word(word: &str) -> &str {
    word.char_indices().nth(LONGEST).map_or(word, |(end, _)| &word[..end])
}

/// The term of all words that begin with `word`, where there is one.
fn beginning(word: &str) -> Option<String> {
    (word.chars().count() <= BEGINNINGS).then(|| format!(">{word}"))
}

/// The term of two words that stand behind each other, where both are short.
pub(super) fn pair(first: &str, second: &str) -> Option<String> {
    let is_short = |word: &str| word.chars().count() <= BEGINNINGS;
    (is_short(first) && is_short(second)).then(|| format!("{first} {second}"))
}

/// Rows on their way into the table.
#[derive(Default)]
pub(super) struct Rows {
    chunk: i64,
    terms: BTreeMap<String, Vec<u16>>,
}

impl Rows {
    /// Adds the words and marks of a place; `text` is folded. Places come in order.
    pub(super) fn add(&mut self, connection: &Connection, place: i64, text: &str, marks: &str) -> Result<()> {
        let (chunk, place) = chunk_of(place);
        if chunk != self.chunk {
            self.write(connection)?;
            self.chunk = chunk;
        }
        let mut before = None;
        for term in text.split(' ').filter(|term| !term.is_empty()) {
            let term = word(term);
            if let Some(pair) = before.and_then(|before| pair(before, term)) {
                self.note(&pair, place);
            }
            before = Some(term);
            if self.note(term, place) {
                for (at, c) in term.char_indices().take(BEGINNINGS) {
                    self.note(&format!(">{}", &term[..at + c.len_utf8()]), place);
                }
            }
        }
        marks.split_whitespace().for_each(|of_place| {
            self.note(&mark(of_place), place);
        });
        Ok(())
    }

    /// Notes that `term` stands at `place`; false where that was known.
    fn note(&mut self, term: &str, place: u16) -> bool {
        match self.terms.get_mut(term) {
            Some(places) if places.last() == Some(&place) => return false,
            Some(places) => places.push(place),
            None => {
                self.terms.insert(term.to_owned(), vec![place]);
            }
        }
        true
    }

    /// Writes what was added.
    pub(super) fn write(&mut self, connection: &Connection) -> Result<()> {
        let mut statement = connection.prepare_cached(include_str!("../../sql/search/add_posting.sql"))?;
        for (term, places) in std::mem::take(&mut self.terms) {
            let mut set = Places::NONE;
            places.into_iter().for_each(|place| set.insert(place));
            statement
                .execute(named_params! { ":chunk": self.chunk, ":term": term, ":places": set.to_bytes() })?;
        }
        Ok(())
    }
}

/// Notes that `n` places from `first` on are gone.
pub(super) fn forget(connection: &Connection, first: i64, n: i64) -> Result<()> {
    let mut rows = Rows::default();
    for place in first..first + n {
        let (chunk, place) = chunk_of(place);
        if chunk != rows.chunk {
            rows.write(connection)?;
            rows.chunk = chunk;
        }
        rows.note(GONE, place);
    }
    rows.write(connection)
}

/// What SQL needs of sets.
pub(crate) fn add_functions(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("joined_places", 2, flags, |context| {
        let mut set = Places::NONE;
        for i in 0..2 {
            set.add_bytes(context.get_raw(i).as_blob().unwrap_or_default());
        }
        Ok(set.to_bytes())
    })
}

/// The places that one term has in a chunk.
pub(super) fn places_of(connection: &Connection, chunk: i64, term: &str) -> Result<Places> {
    const SQL: &str = "SELECT places FROM posting WHERE chunk = ?1 AND term = ?2";
    let mut places = Places::NONE;
    connection
        .prepare_cached(SQL)?
        .query_row((chunk, term), |row| {
            places.add_bytes(row.get_ref(0)?.as_blob().unwrap_or_default());
            Ok(())
        })
        .optional()?;
    Ok(places)
}

/// The places in a chunk of words that begin with `word`, itself among them.
pub(super) fn places_of_beginning(connection: &Connection, chunk: i64, word: &str) -> Result<Places> {
    if let Some(term) = beginning(word) {
        return places_of(connection, chunk, &term);
    }
    const SQL: &str = "SELECT places FROM posting WHERE chunk = ?1 AND term >= ?2 AND term < ?3";
    let mut places = Places::NONE;
    let mut statement = connection.prepare_cached(SQL)?;
    let mut rows = statement.query((chunk, word, format!("{word}\u{10ffff}")))?;
    while let Some(row) = rows.next()? {
        places.add_bytes(row.get_ref(0)?.as_blob().unwrap_or_default());
    }
    Ok(places)
}

/// The number behind that of the last chunk.
pub(super) fn n_chunks(connection: &Connection) -> Result<i64> {
    const SQL: &str = "SELECT coalesce(max(chunk) + 1, 0) FROM posting";
    connection.prepare_cached(SQL)?.query_row([], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::places::CHUNK;

    #[test]
    fn words_and_their_beginnings_are_found_chunk_by_chunk() {
        let connection = Connection::open_in_memory().unwrap();
        add_functions(&connection).unwrap();
        connection.execute_batch(include_str!("../../sql/schema/015_postings.sql")).unwrap();
        let mut rows = Rows::default();
        rows.add(&connection, CHUNK - 1, "le prefet le nie", "claim").unwrap();
        rows.write(&connection).unwrap();
        let mut rows = Rows::default();
        rows.add(&connection, CHUNK - 2, "prefecture", "article").unwrap();
        rows.add(&connection, CHUNK, "le prelat", "article lfr").unwrap();
        rows.write(&connection).unwrap();
        forget(&connection, CHUNK - 1, 2).unwrap();
        assert_eq!(n_chunks(&connection).unwrap(), 2);
        let word =
            |chunk, term: &str| places_of(&connection, chunk, term).unwrap().last_first().collect::<Vec<_>>();
        let begins = |chunk, word: &str| {
            places_of_beginning(&connection, chunk, word).unwrap().last_first().collect::<Vec<_>>()
        };
        assert_eq!(word(0, "le"), [4095]);
        assert_eq!((word(0, "le nie"), word(0, "prefet le")), (vec![4095], vec![]));
        assert_eq!(word(1, "le"), [0]);
        assert_eq!(word(0, "prefe"), [0_u16; 0]);
        assert_eq!(begins(0, "prefe"), [4095, 4094]);
        assert_eq!(begins(0, "pre"), [4095, 4094]);
        assert_eq!(begins(1, "p"), [0]);
        assert_eq!(word(1, &mark("lfr")), [0]);
        assert_eq!((word(0, GONE), word(1, GONE)), (vec![4095], vec![0]));
        assert_eq!(super::word(&"a".repeat(90)).len(), LONGEST);
    }
}
