//! Reads case files. Their format is described in `cases/attributions/README.md`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use selon_extract::{Kind, SourceKind, Stance};

/// The characters of a span, by number.
pub type Chars = BTreeSet<u32>;

/// One construction: a case file.
pub struct CaseFile {
    /// The file's name without its ending.
    pub name: String,
    /// In the order of the file.
    pub cases: Vec<Case>,
}

/// A text with its answer.
pub struct Case {
    /// What the case is about.
    pub name: String,
    /// The text, one paragraph a line.
    pub text: String,
    /// All attributions of the text.
    pub expected: Vec<Expected>,
}

/// An attribution as the case file writes it.
pub struct Expected {
    /// Index in [`Case::expected`].
    pub parent: Option<usize>,
    /// Whom it is attributed to.
    pub source: Chars,
    /// The words that attribute.
    pub cue: Chars,
    /// What is attributed.
    pub content: Chars,
    /// Direct, indirect or mixed.
    pub kind: Kind,
    /// How the source stands to the content.
    pub stance: Stance,
    /// The writer keeps a distance.
    pub hedged: bool,
    /// What kind of source it is.
    pub source_kind: SourceKind,
}

/// The case files of a folder in the order of their names; a message for each line that cannot be read.
pub fn read_folder(folder: &Path) -> (Vec<CaseFile>, Vec<String>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a folder entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let content = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let cases = read_cases(&content, &name, &mut problems);
        files.push(CaseFile { name, cases });
    }
    (files, problems)
}

/// The cases of one file.
fn read_cases(content: &str, file: &str, problems: &mut Vec<String>) -> Vec<Case> {
    let mut cases = Vec::new();
    for block in content.split("\n== ").skip(1) {
        let (name, body) = block.split_once('\n').unwrap_or((block, ""));
        let lines: Vec<&str> = body.lines().filter(|line| !line.trim().is_empty()).collect();
        let n_text = lines.iter().position(|line| line.starts_with('>')).unwrap_or(lines.len());
        let mut problem = |what: String| problems.push(format!("{file}: {name}: {what}"));
        let (text, answer) = lines.split_at(n_text);
        let text = text.join("\n");
        if text.is_empty() || answer.is_empty() {
            problem("expected a text and lines that begin with `>`".to_owned());
        }
        if cases.iter().any(|case: &Case| case.name == name.trim()) {
            problem("expected a name of its own, found it twice".to_owned());
        }
        let mut expected: Vec<Expected> = Vec::new();
        // The latest attribution at each depth.
        let mut open: Vec<usize> = Vec::new();
        for line in answer {
            let words = line.trim_start_matches('>');
            let depth = line.len() - words.len();
            if words.trim() == "none" && answer.len() == 1 {
                continue;
            }
            if depth == 0 || depth > open.len() + 1 {
                problem(format!("expected at most {} `>`, found `{line}`", open.len() + 1));
                continue;
            }
            open.truncate(depth - 1);
            match read_expected(words, &text, open.last().copied()) {
                Ok(attribution) => {
                    open.push(expected.len());
                    expected.push(attribution);
                }
                Err(what) => problem(what),
            }
        }
        cases.push(Case { name: name.trim().to_owned(), text, expected });
    }
    cases
}

/// Reads `source | cue | content | kind stance [hedged] source_kind`.
fn read_expected(line: &str, text: &str, parent: Option<usize>) -> Result<Expected, String> {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let [source, cue, content, properties] = fields[..] else {
        return Err(format!("expected four fields, found {} in `{line}`", fields.len()));
    };
    let mut words: Vec<&str> = properties.split_whitespace().collect();
    let n_words = words.len();
    words.retain(|word| *word != "hedged");
    let hedged = words.len() < n_words;
    let [kind, stance, source_kind] = words[..] else {
        return Err(format!("expected kind, stance and source kind, found `{properties}`"));
    };
    Ok(Expected {
        parent,
        source: locate(source, text)?,
        cue: locate(cue, text)?,
        content: locate(content, text)?,
        kind: Kind::from_name(kind).ok_or_else(|| format!("expected a kind, found `{kind}`"))?,
        stance: Stance::from_name(stance).ok_or_else(|| format!("expected a stance, found `{stance}`"))?,
        hedged,
        source_kind: SourceKind::from_name(source_kind)
            .ok_or_else(|| format!("expected a source kind, found `{source_kind}`"))?,
    })
}

/// The characters that `field` names: pieces joined by ` … `, each sought behind the one before.
fn locate(field: &str, text: &str) -> Result<Chars, String> {
    let mut chars = Chars::new();
    if field == "-" {
        return Ok(chars);
    }
    let text: Vec<char> = text.chars().collect();
    let pieces: Vec<Piece> = field.split(" … ").map(Piece::read).collect();
    let mut behind = 0;
    for (index, piece) in pieces.iter().enumerate() {
        let places: Vec<usize> = piece.places(&text).filter(|place| *place >= behind).collect();
        let place = match (piece.number, &places[..]) {
            (_, []) => return Err(format!("expected words of the text, found `{field}`")),
            (Some(number), places) => places.get(number - 1).copied(),
            (None, [place]) => Some(*place),
            // Behind another piece the next one is meant, before one the last.
            (None, [place, ..]) if index > 0 => Some(*place),
            (None, places) => match pieces.get(1) {
                Some(next) => {
                    let bound = next.places(&text).next_back_if_single();
                    bound.and_then(|bound| places.iter().copied().rfind(|place| *place < bound))
                }
                None => None,
            },
        };
        let Some(place) = place else {
            return Err(format!(
                "expected words that stand once, found `{field}`: say which with {{}} or #2"
            ));
        };
        behind = place + piece.chars.len();
        chars.extend(piece.marked.iter().map(|offset| (place + offset) as u32));
    }
    Ok(chars)
}

/// Words of a span: `a-t-{il}` means the marked part of the words, `ville #2` their second place.
struct Piece {
    chars: Vec<char>,
    marked: Vec<usize>,
    number: Option<usize>,
}

impl Piece {
    fn read(piece: &str) -> Self {
        let numbered =
            piece.rsplit_once(" #").and_then(|(words, number)| Some((words, number.parse().ok()?)));
        let (words, number) = numbered.map_or((piece, None), |(words, number)| (words, Some(number)));
        let (mut chars, mut marked, mut is_marked) = (Vec::new(), Vec::new(), false);
        for char in words.trim().chars() {
            match char {
                '{' => is_marked = true,
                '}' => is_marked = false,
                _ => {
                    if is_marked {
                        marked.push(chars.len());
                    }
                    chars.push(char);
                }
            }
        }
        if marked.is_empty() {
            marked = (0..chars.len()).collect();
        }
        Self { chars, marked, number }
    }

    /// Where the words stand as whole words.
    fn places<'a>(&'a self, text: &'a [char]) -> impl DoubleEndedIterator<Item = usize> + 'a {
        let n = self.chars.len();
        let in_word = |a: Option<&char>, b: Option<&char>| {
            a.is_some_and(|char| char.is_alphanumeric()) && b.is_some_and(|char| char.is_alphanumeric())
        };
        (0..(text.len() + 1).saturating_sub(n)).filter(move |&place| {
            let words = &text[place..place + n];
            let before = place.checked_sub(1).and_then(|index| text.get(index));
            words == self.chars
                && !in_word(before, words.first())
                && !in_word(words.last(), text.get(place + n))
        })
    }
}

/// The only item of an iterator.
trait Single: Iterator + Sized {
    fn next_back_if_single(mut self) -> Option<Self::Item> {
        let item = self.next()?;
        self.next().is_none().then_some(item)
    }
}

impl<I: Iterator> Single for I {}
