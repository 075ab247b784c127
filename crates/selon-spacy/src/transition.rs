//! What the parser and the entity recogniser share: named moves, and the network that scores them.
//!
//! Follows `spacy/ml/tb_framework.py`, `spacy/ml/parser_model.pyx` (`predict_states`, `sum_state_features`) and
//! `spacy/pipeline/_parser_internals/transition_system.pyx` (the order of moves).

use crate::error::LoadError;
use crate::kernel::{LANES, Packed, Rows};
use crate::model::ModelFile;
use crate::msgpack::Reader;
use crate::package::PackageFile;

/// Rows of the feature table that are kept at a time: 4 MB for the parser's eight features.
const RING: usize = 1024;

/// Rows that are computed together when the table advances.
const BLOCK: usize = 64;

/// A move as the model file names it: the number of its action, and its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    pub action: usize,
    pub label: String,
}

/// Reads `moves` of a component's folder, in class order: by action, then by frequency, then by label, both falling.
/// Labels with a frequency below zero, added after training, come behind all others.
///
/// # Errors
/// Where the file is damaged.
pub(crate) fn read_moves(file: &PackageFile) -> Result<Vec<Move>, LoadError> {
    let mut reader = Reader::new(file.bytes());
    let mut json = None;
    for _ in 0..reader.map().map_err(file.wrong("the map"))? {
        match reader.str().map_err(file.wrong("the map"))? {
            "moves" => json = Some(reader.str().map_err(file.wrong("moves"))?),
            _ => reader.skip().map_err(file.wrong("the map"))?,
        }
    }
    let wrong = |expected: &str, found: String| LoadError::format(file.path(), "moves", expected, found);
    let json = json.ok_or_else(|| wrong("a string", "nothing".into()))?;
    let actions: serde_json::Value =
        serde_json::from_str(json).map_err(|error| wrong("JSON", error.to_string()))?;
    let actions = actions.as_object().ok_or_else(|| wrong("an object of actions", json.into()))?;
    let mut moves = Vec::new();
    for (action, labels) in actions {
        let number: usize = action.parse().map_err(|_| wrong("the number of an action", action.clone()))?;
        let labels =
            labels.as_object().ok_or_else(|| wrong("labels with frequencies", labels.to_string()))?;
        for (label, frequency) in labels {
            let frequency =
                frequency.as_i64().ok_or_else(|| wrong("a frequency", format!("{frequency} for {label}")))?;
            moves.push((frequency < 0, number, std::cmp::Reverse((frequency, label.clone()))));
        }
    }
    // Labels added later keep the order of their falling frequencies: -1, -2 …
    moves.sort_by(|a, b| match (a.0, b.0) {
        (true, true) => a.2.0.0.cmp(&b.2.0.0).reverse().then(a.1.cmp(&b.1)),
        _ => a.cmp(b),
    });
    Ok(moves.into_iter().map(|(_, action, std::cmp::Reverse((_, label)))| Move { action, label }).collect())
}

/// Refuses what the component's settings ask for beyond greedy search.
///
/// # Errors
/// Where they ask for a beam.
pub(crate) fn check_settings(cfg: &PackageFile) -> Result<(), LoadError> {
    let json = cfg.json()?;
    let beam_width = json.get("beam_width").and_then(serde_json::Value::as_u64).unwrap_or(1);
    if beam_width > 1 {
        return Err(LoadError::unsupported(cfg.path(), format!("beam search (beam_width {beam_width})")));
    }
    if json.get("learn_tokens").and_then(serde_json::Value::as_bool) == Some(true) {
        return Err(LoadError::unsupported(cfg.path(), "learn_tokens"));
    }
    Ok(())
}

/// The network: encoder rows are narrowed, each feature slot adds its product of the row, a maxout of two pieces,
/// then one score a move.
#[derive(Debug)]
pub(crate) struct Scorer {
    narrow: Packed,
    lower: Packed,
    /// Per feature slot what an absent token adds, and per hidden unit the bias: piece 0, then piece 1.
    pad: Vec<f32>,
    bias: Vec<f32>,
    upper: Packed,
    n_hidden: usize,
    n_features: usize,
    pub n_moves: usize,
}

/// Pieces of the hidden layer.
const PIECES: usize = 2;

impl Scorer {
    /// Finds the layers in a model file.
    ///
    /// # Errors
    /// Where a layer is missing or its shape does not fit `width`, `n_features` or `n_moves`.
    pub(crate) fn read(
        model: &ModelFile,
        width: usize,
        n_features: usize,
        n_moves: usize,
    ) -> Result<Self, LoadError> {
        let path = model.file().path();
        let lower_layer = model.reference("lower")?;
        let upper_layer = model.reference("upper")?;
        let narrow_layer = model.named("linear").find(|layer| layer.index != upper_layer.index);
        let narrow_layer =
            narrow_layer.ok_or_else(|| LoadError::format(path, "nodes", "a linear layer below", "none"))?;
        let narrow = model.tensor(narrow_layer, "W", &[None, Some(width)])?;
        let n_narrow = narrow.shape[0];
        let lower = model.tensor(lower_layer, "W", &[Some(n_features), None, None, Some(n_narrow)])?;
        let n_hidden = lower.shape[1];
        if lower.shape[2] != PIECES || n_hidden % LANES != 0 {
            let what = format!("a hidden layer of {n_hidden} units of {} pieces", lower.shape[2]);
            return Err(LoadError::unsupported(path, what));
        }
        let pad =
            model.tensor(lower_layer, "pad", &[Some(1), Some(n_features), Some(n_hidden), Some(PIECES)])?;
        let bias = model.tensor(lower_layer, "b", &[Some(n_hidden), Some(PIECES)])?.to_vec();
        let upper = model.tensor(upper_layer, "W", &[Some(n_moves), Some(n_hidden)])?.to_vec();
        let upper_bias = model.tensor(upper_layer, "b", &[Some(n_moves)])?.to_vec();
        let narrow_bias = model.tensor(narrow_layer, "b", &[Some(n_narrow)])?.to_vec();
        let (narrow, lower, pad) = (narrow.to_vec(), lower.to_vec(), pad.to_vec());
        // Feature by feature, piece 0 of all units, then piece 1.
        let part = |column: usize| {
            let (feature, rest) = (column / (n_hidden * PIECES), column % (n_hidden * PIECES));
            (feature * n_hidden + rest % n_hidden) * PIECES + rest / n_hidden
        };
        let n_columns = n_features * n_hidden * PIECES;
        Ok(Self {
            narrow: Packed::new(width, n_narrow, |o, i| narrow[o * width + i], |o| narrow_bias[o]),
            lower: Packed::new(n_narrow, n_columns, |c, i| lower[part(c) * n_narrow + i], |_| 0.0),
            pad: (0..n_columns).map(|column| pad[part(column)]).collect(),
            bias: (0..n_hidden * PIECES).map(|column| bias[part(column)]).collect(),
            upper: Packed::new(n_hidden, n_moves, |o, i| upper[o * n_hidden + i], |o| upper_bias[o]),
            n_hidden,
            n_features,
            n_moves,
        })
    }

    /// Narrows encoder rows into `out`, one row of [`Scorer::narrow_width`] numbers a token of `rows`.
    pub(crate) fn narrow(&self, tokens: &[u32], rows: Rows, products: &mut Vec<f32>, out: &mut [f32]) {
        let (from, to) = (self.narrow.width(), self.narrow_width());
        products.resize((rows.n * from).max(products.len()), 0.0);
        self.narrow.product(rows, products);
        for (&token, product) in tokens.iter().zip(products.chunks_exact(from)) {
            if let Some(out) = out.get_mut(token as usize * to..).and_then(|out| out.get_mut(..to)) {
                out.copy_from_slice(&product[..to]);
            }
        }
    }

    /// Numbers a token that [`Scorer::narrow`] writes.
    pub(crate) fn narrow_width(&self) -> usize {
        self.lower.n_in()
    }

    /// Scores the moves of a state: `features` are token numbers, or -1.
    pub(crate) fn score<'a>(
        &self,
        narrow: &[f32],
        features: &[i32],
        scratch: &'a mut ScorerScratch,
    ) -> &'a [f32] {
        let n = self.n_hidden * PIECES;
        let ScorerScratch { table, hidden, sums, scores } = scratch;
        sums.clear();
        sums.resize(n, 0.0);
        for (slot, &token) in features.iter().enumerate().take(self.n_features) {
            let part = slot * n..(slot + 1) * n;
            let numbers = match usize::try_from(token) {
                Ok(token) => &table.row(self, narrow, token)[part],
                Err(_) => &self.pad[part],
            };
            sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
        }
        sums.iter_mut().zip(&self.bias).for_each(|(sum, bias)| *sum += bias);
        let (piece_0, piece_1) = sums.split_at(self.n_hidden);
        hidden.clear();
        hidden.extend(piece_0.iter().zip(piece_1).map(|(a, b)| a.max(*b)));
        scores.resize(self.upper.width(), 0.0);
        self.upper.product(Rows { numbers: hidden, stride: self.n_hidden, n: 1 }, scores);
        &scores[..self.n_moves]
    }
}

/// A worker's memory for one scorer.
#[derive(Debug, Default)]
pub(crate) struct ScorerScratch {
    table: FeatureTable,
    hidden: Vec<f32>,
    sums: Vec<f32>,
    scores: Vec<f32>,
}

impl ScorerScratch {
    /// Begins a new document.
    pub(crate) fn begin(&mut self) {
        self.table.tags.clear();
        self.table.tags.resize(RING, usize::MAX);
        self.table.next = 0;
    }
}

/// The products of tokens' rows with all feature slots, for the tokens around the one at work. Rows come by the block
/// as the state moves through the text; one that was overwritten and is asked for again is computed alone.
#[derive(Debug, Default)]
struct FeatureTable {
    rows: Vec<f32>,
    tags: Vec<usize>,
    /// The first token that no block has reached.
    next: usize,
}

impl FeatureTable {
    fn row(&mut self, scorer: &Scorer, narrow: &[f32], token: usize) -> &[f32] {
        let width = scorer.lower.width();
        if self.tags[token % RING] != token {
            self.compute(scorer, narrow, token);
        }
        &self.rows[token % RING * width..][..width]
    }

    #[cold]
    fn compute(&mut self, scorer: &Scorer, narrow: &[f32], token: usize) {
        let (width, n_narrow) = (scorer.lower.width(), scorer.narrow_width());
        self.rows.resize(RING * width, 0.0);
        let (first, n) = if token >= self.next {
            let first = token - token % BLOCK;
            (first, BLOCK.min(narrow.len() / n_narrow - first))
        } else {
            (token, 1)
        };
        self.next = self.next.max(first + n);
        let rows = Rows { numbers: &narrow[first * n_narrow..], stride: n_narrow, n };
        scorer.lower.product(rows, &mut self.rows[first % RING * width..][..n * width]);
        for token in first..first + n {
            self.tags[token % RING] = token;
        }
    }
}
