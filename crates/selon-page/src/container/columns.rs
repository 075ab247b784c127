//! Which field of a line or row is what: by the names that data sets use (`data/columns.tsv`), or as the user says.
//!
//! Names are compared without case and without what joins their words: `Date_Published` is `datepublished`. Fields
//! inside an object are looked for too, one level down (`warc_headers.warc-target-uri`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::container::Hints;
use crate::hints::iso_date;

/// What a field may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Text,
    Address,
    Date,
    Title,
    Author,
    Language,
    Outlet,
    Retrieved,
}

const FIELDS: &[(&str, Field)] = &[
    ("text", Field::Text),
    ("url", Field::Address),
    ("date", Field::Date),
    ("title", Field::Title),
    ("author", Field::Author),
    ("language", Field::Language),
    ("outlet", Field::Outlet),
    ("retrieved", Field::Retrieved),
];

/// Names that the user gives to fields: `text=body,url=link`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    given: BTreeMap<Field, String>,
}

/// A mapping that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsError {
    /// A part without `=`.
    #[error("expected FIELD=NAME, found {0}")]
    Shape(String),
    /// A field that there is not.
    #[error("expected one of text, url, date, title, author, language, outlet, retrieved, found {0}")]
    Field(String),
}

impl std::str::FromStr for Columns {
    type Err = ColumnsError;

    fn from_str(mapping: &str) -> Result<Self, ColumnsError> {
        let mut given = BTreeMap::new();
        for part in mapping.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (field, name) = part.split_once('=').ok_or_else(|| ColumnsError::Shape(part.to_owned()))?;
            let known = FIELDS.iter().find(|(known, _)| *known == field.trim());
            let (_, field) = known.ok_or_else(|| ColumnsError::Field(field.to_owned()))?;
            given.insert(*field, name.trim().to_owned());
        }
        Ok(Self { given })
    }
}

static NAMES: LazyLock<Vec<(Field, Vec<&str>)>> = LazyLock::new(|| {
    let rows = include_str!("../../data/columns.tsv").lines().filter(|row| !row.starts_with('#'));
    let read = |row: &'static str| {
        let (field, names) = row.split_once('\t')?;
        let (_, field) = FIELDS.iter().find(|(known, _)| *known == field)?;
        Some((*field, names.split(' ').collect()))
    };
    rows.filter_map(read).collect()
});

/// A name without case and joints.
fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || *c == '.').flat_map(char::to_lowercase).collect()
}

impl Columns {
    /// For each field the first of `names` that is it: an index.
    pub(crate) fn map(&self, names: &[&str]) -> Vec<(Field, usize)> {
        let bare_names: Vec<String> = names.iter().map(|name| bare(name)).collect();
        let find = |(field, known): &(Field, Vec<&str>)| {
            let nth = match self.given.get(field) {
                Some(given) => names.iter().position(|name| name == given),
                None => known.iter().find_map(|known| {
                    bare_names.iter().position(|name| name == known || name.rsplit('.').next() == Some(known))
                }),
            };
            nth.map(|nth| (*field, nth))
        };
        NAMES.iter().filter_map(find).collect()
    }

    /// The name that a text should have, for messages.
    pub(crate) fn text_name(&self) -> &str {
        self.given.get(&Field::Text).map_or("text", String::as_str)
    }

    /// The text of a record with these fields, and what else it says.
    pub(crate) fn read(&self, fields: &[(&str, &str)]) -> (Option<String>, Hints) {
        let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        let mapped = self.map(&names);
        Self::read_mapped(&mapped, |nth| fields.get(nth).map(|(_, value)| *value))
    }

    pub(crate) fn read_mapped<'a>(
        mapped: &[(Field, usize)],
        value: impl Fn(usize) -> Option<&'a str>,
    ) -> (Option<String>, Hints) {
        let mut hints = Hints::default();
        let mut text = None;
        for (field, nth) in mapped {
            let Some(value) = value(*nth).filter(|value| !value.trim().is_empty()) else { continue };
            let word = Some(value.trim().to_owned());
            match field {
                Field::Text => text = Some(value.to_owned()),
                Field::Address => hints.address = super::web_address(value),
                Field::Date => hints.published = iso_date(value),
                Field::Title => hints.title = word,
                Field::Author => hints.byline = word,
                Field::Language => hints.language = word,
                Field::Outlet => hints.outlet = word,
                Field::Retrieved => hints.retrieved = iso_date(value),
            }
        }
        (text, hints)
    }
}

/// True where a row of cells names a text and one thing more, or what the user named.
pub(crate) fn is_header(cells: &[&str], columns: &Columns) -> bool {
    let mapped = columns.map(cells);
    let has_text = mapped.iter().any(|(field, _)| *field == Field::Text);
    // One word cells only: a sentence with commas is no header.
    let is_told = mapped.len() > 1 || columns.given.contains_key(&Field::Text);
    has_text && is_told && cells.iter().all(|cell| cell.len() < 60 && !cell.contains(". "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_their_names() {
        let columns = Columns::default();
        let found = |names: &[&str]| {
            let mut found = columns.map(names);
            found.sort();
            found
                .into_iter()
                .map(|(field, nth)| format!("{field:?}={}", names[nth]))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            found(&["id", "URL", "Date_Published", "text"]),
            "Text=text Address=URL Date=Date_Published"
        );
        assert_eq!(
            found(&["content", "warc_headers.warc-target-uri"]),
            "Text=content Address=warc_headers.warc-target-uri"
        );
        assert_eq!(found(&["text", "content"]), "Text=text", "the first of the list, not of the row");
        assert_eq!(found(&["context", "curl"]), "");
    }

    #[test]
    fn the_user_has_the_last_word() {
        let columns: Columns = "text=body, url=link".parse().unwrap();
        let (text, hints) = columns.read(&[("text", "non"), ("body", "oui"), ("link", "https://a.example/")]);
        assert_eq!(text.as_deref(), Some("oui"));
        assert_eq!(hints.address.as_deref(), Some("https://a.example/"));
        assert_eq!("text".parse::<Columns>(), Err(ColumnsError::Shape("text".to_owned())));
        assert_eq!("body=text".parse::<Columns>(), Err(ColumnsError::Field("body".to_owned())));
    }
}
