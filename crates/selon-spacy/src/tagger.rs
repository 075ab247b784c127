//! One class a token: the morphologizer and the tagger.
//!
//! Follows `spacy/pipeline/morphologizer.pyx` and `tagger.pyx`. The class with the greatest score wins, the first of
//! equals; scores are not normalised, for the order stays the same.

use crate::doc::{Label, Labels, Pos};
use crate::error::LoadError;
use crate::kernel::{Packed, Rows};
use crate::model::ModelFile;
use crate::package::PackageFile;

/// What a class says of a token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Class {
    pub tag: Label,
    pub pos: Pos,
    pub morph: Label,
}

/// The output layer and the meaning of its classes.
#[derive(Debug)]
pub(crate) struct Classifier {
    output: Packed,
    pub classes: Vec<Class>,
}

/// Symbol number of the first part of speech; [`Pos::ALL`] has it at 1.
const FIRST_POS: u64 = 84;

/// The classes of `morphologizer/cfg`: the keys of `labels_morph` in order.
///
/// # Errors
/// Where the settings are not as the format asks.
pub(crate) fn morphologizer_classes(cfg: &PackageFile, labels: &mut Labels) -> Result<Vec<Class>, LoadError> {
    let json = cfg.json()?;
    let wrong = |field: &str, expected: &str| LoadError::format(cfg.path(), field, expected, "another value");
    if json.get("extend").and_then(serde_json::Value::as_bool) == Some(true) {
        return Err(LoadError::unsupported(cfg.path(), "a morphologizer that extends features (extend)"));
    }
    let morphs = json.get("labels_morph").and_then(|map| map.as_object());
    let morphs = morphs.ok_or_else(|| wrong("labels_morph", "a map of labels"))?;
    let poses = json.get("labels_pos").and_then(|map| map.as_object());
    let poses = poses.ok_or_else(|| wrong("labels_pos", "a map of labels"))?;
    let mut classes = Vec::with_capacity(morphs.len());
    for (label, morph) in morphs {
        let morph = morph.as_str().ok_or_else(|| wrong(label, "a string of features"))?;
        let symbol = poses.get(label).and_then(serde_json::Value::as_u64).unwrap_or(FIRST_POS - 1);
        let pos = symbol.checked_sub(FIRST_POS - 1).and_then(|at| Pos::ALL.get(at as usize));
        let pos = *pos.ok_or_else(|| wrong(label, "the symbol number of a part of speech"))?;
        let class = Class { tag: Label::default(), pos, morph: labels.intern(morph) };
        classes.push(class);
    }
    Ok(classes)
}

/// The classes of `tagger/cfg`: its `labels` in order.
///
/// # Errors
/// Where the settings are not as the format asks.
pub(crate) fn tagger_classes(cfg: &PackageFile, labels: &mut Labels) -> Result<Vec<Class>, LoadError> {
    let json = cfg.json()?;
    let wrong = || LoadError::format(cfg.path(), "labels", "a list of tags", "another value");
    let tags = json.get("labels").and_then(|list| list.as_array()).ok_or_else(wrong)?;
    let class = |tag: &serde_json::Value| {
        let tag = labels.intern(tag.as_str()?);
        Some(Class { tag, pos: Pos::None, morph: Label::default() })
    };
    tags.iter().map(class).collect::<Option<_>>().ok_or_else(wrong)
}

impl Classifier {
    /// Finds the output layer in a model file.
    ///
    /// # Errors
    /// Where its shape does not fit the classes or the encoder.
    pub(crate) fn read(model: &ModelFile, width: usize, classes: Vec<Class>) -> Result<Self, LoadError> {
        let layer = model.reference("softmax")?;
        let weights = model.tensor(layer, "W", &[Some(classes.len()), Some(width)])?.to_vec();
        let bias = model.tensor(layer, "b", &[Some(classes.len())])?.to_vec();
        let output = Packed::new(width, classes.len(), |o, i| weights[o * width + i], |o| bias[o]);
        Ok(Self { output, classes })
    }

    /// Calls `each` with the token and class number of every row that has a token.
    pub(crate) fn classify(
        &self,
        tokens: &[u32],
        rows: Rows,
        products: &mut Vec<f32>,
        mut each: impl FnMut(u32, Class),
    ) {
        let width = self.output.width();
        products.resize((rows.n * width).max(products.len()), 0.0);
        self.output.product(rows, products);
        for (&token, scores) in tokens.iter().zip(products.chunks_exact(width)) {
            if token == crate::lexeme::NONE {
                continue;
            }
            let mut best = 0;
            for (class, &score) in scores[..self.classes.len()].iter().enumerate() {
                if score > scores[best] {
                    best = class;
                }
            }
            each(token, self.classes[best]);
        }
    }
}
