//! Base forms, by rules, exceptions and look-up.
//!
//! Follows `spacy/pipeline/lemmatizer.py`, `spacy/lang/fr/lemmatizer.py` and `spacy/lang/en/lemmatizer.py`. The tables stay in
//! their mapped file.

use std::path::Path;

use crate::chars::{all_alpha, lower};
use crate::doc::Pos;
use crate::error::LoadError;
use crate::hash::string_id;
use crate::msgpack::Reader;
use crate::package::PackageFile;
use crate::tables::{FormTable, IdTable};

/// How a language lemmatises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// The look-up table alone.
    Lookup,
    /// `FrenchLemmatizer`.
    French,
    /// `EnglishLemmatizer`: the general rules, after base forms are let through.
    English,
}

/// The tables of one part of speech.
#[derive(Debug, Default)]
struct PosTables {
    index: Option<FormTable>,
    exceptions: Option<FormTable>,
    /// Old suffix, new suffix, in order.
    rules: Vec<(Box<str>, Box<str>)>,
}

/// A trained pipeline's lemmatizer.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    mode: Mode,
    lookup: Option<IdTable>,
    by_pos: Vec<PosTables>,
}

impl Lemmatizer {
    /// Reads `lemmatizer/lookups/lookups.bin` of the model directory.
    ///
    /// # Errors
    /// Where the file is damaged or the mode is not supported for the language.
    pub(crate) fn open(dir: &Path, lang: &str, mode: &str) -> Result<Self, LoadError> {
        let file = PackageFile::open(dir, "lemmatizer/lookups/lookups.bin")?;
        let mode = match (mode, lang) {
            ("lookup", _) => Mode::Lookup,
            ("rule", "fr") => Mode::French,
            ("rule", "en") => Mode::English,
            _ => {
                let what = format!("a lemmatizer of mode {mode} for the language {lang}");
                return Err(LoadError::unsupported(file.path(), what));
            }
        };
        let by_pos = Pos::ALL.iter().map(|_| PosTables::default()).collect();
        let mut lemmatizer = Self { mode, lookup: None, by_pos };
        let mut reader = Reader::new(file.bytes());
        for _ in 0..reader.map().map_err(file.wrong("the map"))? {
            let table = reader.str().map_err(file.wrong("the map"))?;
            if table == "lemma_lookup" {
                let skip = |reader: &mut Reader| reader.skip().map_err(file.wrong(table));
                lemmatizer.lookup = Some(IdTable::read(&file, table, &mut reader, skip)?);
            } else {
                lemmatizer.read_table(table, &mut reader, &file)?;
            }
        }
        Ok(lemmatizer)
    }

    fn read_table(&mut self, table: &str, reader: &mut Reader, file: &PackageFile) -> Result<(), LoadError> {
        let wrong = file.wrong(table);
        for _ in 0..reader.map().map_err(&wrong)? {
            let id = reader.uint().map_err(&wrong)?;
            let pos = Pos::ALL.into_iter().find(|pos| string_id(&pos.as_str().to_lowercase()) == id);
            let Some(tables) = pos.map(|pos| &mut self.by_pos[pos as usize]) else {
                reader.skip().map_err(&wrong)?;
                continue;
            };
            match table {
                "lemma_index" => tables.index = Some(FormTable::read(file, table, reader)?),
                "lemma_exc" => tables.exceptions = Some(FormTable::read(file, table, reader)?),
                "lemma_rules" => {
                    for _ in 0..reader.list().map_err(&wrong)? {
                        let n_parts = reader.list().map_err(&wrong)?;
                        if n_parts != 2 {
                            return Err(LoadError::format(file.path(), table, "two suffixes", n_parts));
                        }
                        let old = reader.str().map_err(&wrong)?.into();
                        tables.rules.push((old, reader.str().map_err(&wrong)?.into()));
                    }
                }
                _ => reader.skip().map_err(&wrong)?,
            }
        }
        Ok(())
    }

    /// True where the lemma depends on the features too.
    pub(crate) fn reads_morph(&self) -> bool {
        self.mode == Mode::English
    }

    /// Writes the lemma of a word into `lemma`.
    pub(crate) fn lemmatize(&self, text: &str, pos: Pos, morph: &str, lemma: &mut String) {
        match self.mode {
            Mode::Lookup => lemma.push_str(self.looked_up(text).unwrap_or(text)),
            _ if matches!(pos, Pos::None | Pos::EOL | Pos::SPACE) => lemma.push_str(&lower(text)),
            Mode::French => self.french(text, pos, lemma),
            Mode::English => self.english(text, pos, morph, lemma),
        }
    }

    fn looked_up(&self, form: &str) -> Option<&str> {
        first_string(self.lookup.as_ref()?.get(string_id(form))?)
    }

    fn french(&self, text: &str, pos: Pos, lemma: &mut String) {
        use Pos::{ADJ, ADP, ADV, AUX, CCONJ, DET, NOUN, PRON, PUNCT, SCONJ, VERB};
        if !matches!(pos, NOUN | VERB | ADJ | ADP | ADV | AUX | CCONJ | DET | PRON | PUNCT | SCONJ) {
            lemma.push_str(self.looked_up(text).unwrap_or(text));
            return;
        }
        let tables = &self.by_pos[pos as usize];
        let text = &*lower(text);
        if tables.has(text) {
            lemma.push_str(text);
            return;
        }
        if let Some(listed) =
            tables.exceptions.as_ref().and_then(|table| table.get(text)).and_then(first_string)
        {
            lemma.push_str(listed);
            return;
        }
        let mut unknown = None;
        for (old, new) in &tables.rules {
            let Some(form) = with_suffix(text, old, new) else { continue };
            if tables.has(&form) || !all_alpha(&form) {
                lemma.push_str(&form);
                return;
            }
            unknown.get_or_insert(form);
        }
        lemma.push_str(unknown.as_deref().unwrap_or_else(|| self.looked_up(text).unwrap_or(text)));
    }

    fn english(&self, original: &str, pos: Pos, morph: &str, lemma: &mut String) {
        let text = &*lower(original);
        let tables = &self.by_pos[pos as usize];
        if is_english_base_form(pos, morph) {
            lemma.push_str(text);
            return;
        }
        if tables.index.is_none() && tables.exceptions.is_none() && tables.rules.is_empty() {
            lemma.push_str(if pos == Pos::PROPN { original } else { text });
            return;
        }
        let mut forms: Vec<String> = Vec::new();
        let mut unknown = None;
        for (old, new) in &tables.rules {
            let Some(form) = with_suffix(text, old, new) else { continue };
            if tables.has(&form) {
                forms.insert(0, form);
            } else if !all_alpha(&form) {
                forms.push(form);
            } else {
                unknown.get_or_insert(form);
            }
        }
        if let Some(mut reader) = tables.exceptions.as_ref().and_then(|table| table.get(text)) {
            for _ in 0..reader.list().unwrap_or(0) {
                let Ok(form) = reader.str() else { break };
                if !forms.iter().any(|known| known == form) {
                    forms.insert(0, form.to_owned());
                }
            }
        }
        lemma.push_str(forms.first().or(unknown.as_ref()).map_or(original, String::as_str));
    }
}

impl PosTables {
    fn has(&self, form: &str) -> bool {
        self.index.as_ref().is_some_and(|index| index.contains(form))
    }
}

/// `text` with its suffix `old` replaced; `None` where it has another suffix or nothing would be left.
fn with_suffix(text: &str, old: &str, new: &str) -> Option<String> {
    let stem = text.strip_suffix(old)?;
    let form = [stem, new].concat();
    (!form.is_empty()).then_some(form)
}

/// A string, or the first of a list of strings.
fn first_string(mut reader: Reader<'_>) -> Option<&str> {
    if reader.at_str() {
        return reader.str().ok();
    }
    (reader.list().ok()? > 0).then_some(())?;
    reader.str().ok()
}

/// Forms that are their own lemma (`EnglishLemmatizer.is_base_form`).
fn is_english_base_form(pos: Pos, morph: &str) -> bool {
    let feature = |name: &str| {
        let mut features = morph.split('|').filter_map(|feature| feature.split_once('='));
        features.find(|(key, _)| *key == name).map(|(_, value)| value)
    };
    match (feature("VerbForm"), feature("Degree")) {
        (Some("Inf" | "None"), _) | (_, Some("Pos")) => true,
        _ if pos == Pos::NOUN => feature("Number") == Some("Sing"),
        (Some("Fin"), _) if pos == Pos::VERB => {
            feature("Tense") == Some("Pres") && feature("Number").is_none()
        }
        _ => false,
    }
}
