//! A trained pipeline: which components there are, and what passes between them.

use std::path::Path;
use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;
use selon_text::{ByteSpan, Text};

use crate::config::Config;
use crate::doc::{Doc, Labels};
use crate::encoder::Encoder;
use crate::error::LoadError;
use crate::lemmatizer::Lemmatizer;
use crate::lexeme::LexemeSource;
use crate::model::ModelFile;
use crate::msgpack::Reader;
use crate::ner::EntityRecogniser;
use crate::package::{PackageFile, find_model};
use crate::parser::Parser;
use crate::ruler::Ruler;
use crate::tagger::{Classifier, morphologizer_classes, tagger_classes};
use crate::tokenizer::Tokenizer;
use crate::transition::check_settings;
use crate::vectors::Vectors;
use crate::worker::Worker;

/// A trained spaCy pipeline, ready to annotate. It may be shared between threads.
///
/// ```no_run
/// use selon_spacy::{Pipeline, Text};
///
/// let pipeline = Pipeline::load("models/fr_core_news_md-3.8.0".as_ref())?;
/// let doc = pipeline.annotate(&Text::new("Le maire a démissionné, selon la radio."));
/// for token in doc.tokens() {
///     println!("{} {} {} → {}", token.text(), token.pos().as_str(), token.dep(), token.head().text());
/// }
/// # Ok::<(), selon_spacy::LoadError>(())
/// ```
pub struct Pipeline {
    name: String,
    version: String,
    lang: String,
    pub(crate) labels: Arc<Labels>,
    pub(crate) source: LexemeSource,
    pub(crate) tokenizer: Tokenizer,
    pub(crate) encoders: Vec<Encoder>,
    pub(crate) morphologizer: Option<(usize, Classifier)>,
    pub(crate) tagger: Option<(usize, Classifier)>,
    pub(crate) parser: Option<(usize, Parser)>,
    pub(crate) ruler: Option<Ruler>,
    pub(crate) lemmatizer: Option<Lemmatizer>,
    pub(crate) ner: Option<(usize, EntityRecogniser)>,
    workers: Mutex<Vec<Worker>>,
}

/// The components that are run, in the order in which they are.
const ORDER: [&str; 7] =
    ["tok2vec", "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "ner"];

impl Pipeline {
    /// Loads a model directory, or the first found in the folder `path` (a package as it is installed or unzipped).
    ///
    /// # Errors
    /// Where there is no model, a file is damaged, or the pipeline asks for what is not supported.
    pub fn load(path: &Path) -> Result<Self, LoadError> {
        let dir = &find_model(path)?;
        let meta_file = PackageFile::open(dir, "meta.json")?;
        let meta = meta_file.json()?;
        let string = |key: &str| {
            let value = meta.get(key).and_then(serde_json::Value::as_str);
            value.ok_or_else(|| LoadError::format(meta_file.path(), key, "a string", "another value"))
        };
        let (lang, name, version) = (string("lang")?, string("name")?, string("version")?);
        let config_file = PackageFile::open(dir, "config.cfg")?;
        let components = Components::read(&Config::parse(config_file.text()?), &config_file)?;
        let mut labels = Labels::default();
        let vectors = Vectors::open(dir)?;
        let vector_width = vectors.width;
        let mut source = LexemeSource::new(read_norms(dir)?, vectors);
        let tokenizer = Tokenizer::open(dir, &mut source)?;
        let mut encoders = Encoders { dir, vector_width, list: Vec::new() };
        if components.has("tok2vec") {
            let model = ModelFile::read(PackageFile::open(dir, "tok2vec/model")?)?;
            encoders.list.push(Encoder::read(&model, vector_width)?);
        }
        let classifier = |component: &str, labels: &mut Labels, encoders: &mut Encoders| {
            if !components.has(component) {
                return Ok(None);
            }
            let cfg = PackageFile::open(dir, &format!("{component}/cfg"))?;
            let classes = match component {
                "tagger" => tagger_classes(&cfg, labels)?,
                _ => morphologizer_classes(&cfg, labels)?,
            };
            let (model, encoder) = encoders.of(component)?;
            let width = encoders.list[encoder].width;
            Ok::<_, LoadError>(Some((encoder, Classifier::read(&model, width, classes)?)))
        };
        let tagger = classifier("tagger", &mut labels, &mut encoders)?;
        let morphologizer = classifier("morphologizer", &mut labels, &mut encoders)?;
        let mut parser = None;
        if components.has("parser") {
            check_settings(&PackageFile::open(dir, "parser/cfg")?)?;
            let (model, encoder) = encoders.of("parser")?;
            let moves = PackageFile::open(dir, "parser/moves")?;
            let width = encoders.list[encoder].width;
            parser = Some((encoder, Parser::read(&model, &moves, width, &mut labels)?));
        }
        let mut ner = None;
        if components.has("ner") {
            check_settings(&PackageFile::open(dir, "ner/cfg")?)?;
            let (model, encoder) = encoders.of("ner")?;
            let moves = PackageFile::open(dir, "ner/moves")?;
            let width = encoders.list[encoder].width;
            ner = Some((encoder, EntityRecogniser::read(&model, &moves, width, &mut labels)?));
        }
        let mut ruler = None;
        if components.has("attribute_ruler") {
            let (rules, words) = Ruler::open(dir, &mut labels)?;
            source.ruler_words = words;
            ruler = Some(rules);
        }
        let mut lemmatizer = None;
        if components.has("lemmatizer") {
            lemmatizer = Some(Lemmatizer::open(dir, lang, &components.lemmatizer_mode)?);
        }
        if labels.is_full() {
            return Err(LoadError::format(dir, "the labels", "fewer than 65,536", "more"));
        }
        Ok(Self {
            name: name.to_owned(),
            version: version.to_owned(),
            lang: lang.to_owned(),
            labels: Arc::new(labels),
            source,
            tokenizer,
            encoders: encoders.list,
            morphologizer,
            tagger,
            parser,
            ruler,
            lemmatizer,
            ner,
            workers: Mutex::default(),
        })
    }

    /// The pipeline's name with its language, as in `fr_core_news_md`.
    pub fn name(&self) -> String {
        format!("{}_{}", self.lang, self.name)
    }

    /// The package's version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The language's code, as in `fr`.
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// Annotates a text.
    pub fn annotate(&self, text: &Text) -> Doc {
        self.annotate_parts(text, &[ByteSpan::new(0, text.as_str().len() as u32)])
    }

    /// Annotates each of `parts` as if it were a text of its own, into one document. What lies between the parts has no
    /// tokens; heads and entities stay within their part.
    ///
    /// # Panics
    /// Where the parts are not sorted and disjoint, or one begins or ends inside a character.
    pub fn annotate_parts(&self, text: &Text, parts: &[ByteSpan]) -> Doc {
        self.with_worker(|worker| worker.annotate(self, &[(text, parts)]).remove(0))
    }

    /// Lends a worker's memory to `work`: one that was used before if there is one.
    pub(crate) fn with_worker<T>(&self, work: impl FnOnce(&mut Worker) -> T) -> T {
        let kept = self.workers.lock().ok().and_then(|mut workers| workers.pop());
        let mut worker = kept.unwrap_or_default();
        let result = work(&mut worker);
        if let Ok(mut workers) = self.workers.lock() {
            workers.push(worker);
        }
        result
    }
}

impl std::fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pipeline({} {})", self.name(), self.version)
    }
}

/// The encoders found so far: the shared one first, then those that components have for themselves.
struct Encoders<'a> {
    dir: &'a Path,
    vector_width: usize,
    list: Vec<Encoder>,
}

impl Encoders<'_> {
    /// A component's model, and the number of the encoder that it listens to.
    fn of(&mut self, component: &str) -> Result<(ModelFile, usize), LoadError> {
        let model = ModelFile::read(PackageFile::open(self.dir, &format!("{component}/model"))?)?;
        let listens = model.named("tok2vec-listener").next().is_some();
        if listens && self.list.is_empty() {
            return Err(LoadError::missing(model.file().path(), component, "tok2vec"));
        }
        let encoder = if listens { 0 } else { self.list.len() };
        if !listens {
            self.list.push(Encoder::read(&model, self.vector_width)?);
        }
        Ok((model, encoder))
    }
}

/// `vocab/lookups.bin`: norms of words, by string id.
fn read_norms(dir: &Path) -> Result<FxHashMap<u64, Box<str>>, LoadError> {
    let mut norms = FxHashMap::default();
    if !dir.join("vocab/lookups.bin").exists() {
        return Ok(norms);
    }
    let file = PackageFile::open(dir, "vocab/lookups.bin")?;
    let mut reader = Reader::new(file.bytes());
    for _ in 0..reader.map().map_err(file.wrong("the map"))? {
        let table = reader.str().map_err(file.wrong("the map"))?;
        let wrong = file.wrong(table);
        if table != "lexeme_norm" {
            reader.skip().map_err(wrong)?;
            continue;
        }
        for _ in 0..reader.map().map_err(&wrong)? {
            let id = reader.uint().map_err(&wrong)?;
            norms.insert(id, reader.str().map_err(&wrong)?.into());
        }
    }
    Ok(norms)
}

/// What `config.cfg` says is to be run.
struct Components {
    names: Vec<String>,
    lemmatizer_mode: String,
}

/// Registered functions that this crate stands for: where they are used, and which.
const FUNCTIONS: [(&str, &[&str]); 7] = [
    ("model", &["spacy.Tok2Vec.v2", "spacy.Tagger.v2", "spacy.TransitionBasedParser.v2"]),
    ("model.embed", &["spacy.MultiHashEmbed.v2"]),
    ("model.encode", &["spacy.MaxoutWindowEncoder.v2"]),
    ("model.tok2vec", &["spacy.Tok2Vec.v2", "spacy.Tok2VecListener.v1"]),
    ("model.tok2vec.embed", &["spacy.MultiHashEmbed.v2"]),
    ("model.tok2vec.encode", &["spacy.MaxoutWindowEncoder.v2"]),
    ("model.upstream", &[]),
];

impl Components {
    fn read(config: &Config, file: &PackageFile) -> Result<Self, LoadError> {
        let list = |key: &str| config.strings("nlp", key);
        let pipeline = list("pipeline").ok_or_else(|| {
            LoadError::format(file.path(), "nlp.pipeline", "a list of component names", "another value")
        })?;
        let disabled = list("disabled").unwrap_or_default();
        if let Some(tokenizer) = config.function("nlp.tokenizer", "@tokenizers")
            && tokenizer != "spacy.Tokenizer.v1"
        {
            return Err(LoadError::unsupported(file.path(), format!("the tokenizer {tokenizer}")));
        }
        let mut names: Vec<String> = Vec::new();
        let mut lemmatizer_mode = String::new();
        for name in pipeline.into_iter().filter(|name| !disabled.contains(name)) {
            let section = format!("components.{name}");
            let factory = config.str(&section, "factory").unwrap_or("");
            let Some(rank) = ORDER.iter().position(|known| *known == factory && *known == name) else {
                let what = format!("the component {name} (factory {factory:?})");
                return Err(LoadError::unsupported(file.path(), what));
            };
            // The runner has one order; a pipeline in another could differ in what a component sees.
            let later =
                names.iter().find(|other| ORDER.iter().position(|known| known == *other) > Some(rank));
            if let Some(later) = later {
                return Err(LoadError::unsupported(
                    file.path(),
                    format!("the component {name} behind {later}"),
                ));
            }
            check_functions(config, file, &section)?;
            if name == "lemmatizer" {
                lemmatizer_mode = config.str(&section, "mode").unwrap_or("lookup").to_owned();
                let tagged = |names: &[String]| {
                    names.iter().any(|name| name == "morphologizer")
                        || names.iter().any(|name| name == "tagger")
                            && names.iter().any(|name| name == "attribute_ruler")
                };
                if lemmatizer_mode == "rule" && !tagged(&names) {
                    let needs = "a morphologizer, or a tagger and an attribute_ruler,";
                    return Err(LoadError::missing(file.path(), &name, needs));
                }
                if config.get(&section, "overwrite").and_then(serde_json::Value::as_bool) == Some(true) {
                    return Err(LoadError::unsupported(file.path(), "a lemmatizer that overwrites lemmas"));
                }
            }
            let listens = config.function(&format!("{section}.model.tok2vec"), "@architectures")
                == Some("spacy.Tok2VecListener.v1");
            if listens && !names.iter().any(|name| name == "tok2vec") {
                return Err(LoadError::missing(file.path(), &name, "tok2vec"));
            }
            names.push(name);
        }
        Ok(Self { names, lemmatizer_mode })
    }

    fn has(&self, component: &str) -> bool {
        self.names.iter().any(|name| name == component)
    }
}

/// Refuses architectures that are not those of [`FUNCTIONS`].
fn check_functions(config: &Config, file: &PackageFile, section: &str) -> Result<(), LoadError> {
    for (inner, known) in FUNCTIONS {
        let section = format!("{section}.{inner}");
        if let Some(name) = config.function(&section, "@architectures")
            && !known.contains(&name)
        {
            return Err(LoadError::unsupported(file.path(), format!("the architecture {name} in {section}")));
        }
    }
    let model = format!("{section}.model");
    let flag = |key: &str| config.get(&model, key).and_then(serde_json::Value::as_bool);
    if flag("use_upper") == Some(false) {
        return Err(LoadError::unsupported(file.path(), format!("use_upper = false in {model}")));
    }
    if flag("extra_state_tokens") == Some(true) {
        return Err(LoadError::unsupported(file.path(), format!("extra_state_tokens = true in {model}")));
    }
    Ok(())
}
