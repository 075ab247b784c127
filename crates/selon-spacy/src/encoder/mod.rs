//! From tokens to context-aware rows of numbers: spaCy's `Tok2Vec.v2` layer.
//!
//! Follows `spacy/ml/models/tok2vec.py` (`MultiHashEmbed`, `MaxoutWindowEncoder`) and thinc's `HashEmbed`, `Maxout`,
//! `LayerNorm`, `expand_window`, `residual` and `with_array`. Everything up to the first convolution depends on the
//! word type alone and is kept per type ([`FeatureCache`]): the mixed embedding, and its products with the left, middle
//! and right part of the first convolution's weights, so that this layer becomes three additions.

mod cache;

use crate::error::LoadError;
use crate::hash::embedding_hashes;
use crate::kernel::{self, LANES, Norm, Packed, Rows, Triple, maxout_row};
use crate::lexeme::{Column, LexemeSource, Lexicon, NONE};
use crate::model::{Layer, ModelFile, Tensor};
use crate::tokenizer::Tok;
use cache::FeatureCache;

/// Pieces of every maxout layer in the encoder.
const PIECES: usize = 3;

/// Rows that go through all layers together: with its neighbours, what fits the second-level cache.
const SEGMENT: usize = 448;

/// A `Tok2Vec.v2` layer.
#[derive(Debug)]
pub(crate) struct Encoder {
    tables: Vec<Table>,
    /// Projection of the static vectors; `None` where the pipeline has none.
    static_vectors: Option<Packed>,
    mix: Packed,
    mix_norm: Norm,
    /// Products of one row with the left, middle and right weights of the first convolution.
    first: Packed,
    /// Bias of the first convolution, in packed order.
    first_bias: Vec<f32>,
    first_norm: Norm,
    /// What is kept of a padding row: zeros.
    nothing: Vec<f32>,
    /// The other convolutions.
    layers: Vec<(Packed, Norm)>,
    pub width: usize,
    /// Zero rows between documents: as many as layers, so that nothing leaks.
    pad: usize,
    /// The tables ask for [`Column::Spacy`]: a type with and without space behind it differ.
    spacy: bool,
}

/// A hashed embedding table, in its mapped file.
#[derive(Debug)]
struct Table {
    column: Column,
    seed: u32,
    n_rows: usize,
    rows: crate::package::Bytes,
}

impl Encoder {
    /// Finds the encoder's layers in a model file.
    ///
    /// # Errors
    /// Where a layer is missing, has another shape than its neighbours ask for, or is of a kind that is not
    /// supported.
    pub(crate) fn read(model: &ModelFile, vector_width: usize) -> Result<Self, LoadError> {
        let path = model.file().path();
        let need = |name: &'static str| {
            let expected = format!("a layer {name}");
            let found = model.named(name).next();
            found.ok_or_else(|| LoadError::format(path, "nodes", &expected, "none"))
        };
        let columns = model.attr_strings(need("extract_features")?, "columns")?;
        let mut tables = Vec::new();
        let mut width = None;
        for layer in model.named("hashembed") {
            let rows = model.tensor(layer, "E", &[None, width])?;
            width = Some(rows.shape[1]);
            let column = model.attr_uint(layer, "column")? as usize;
            let name = columns.get(column).ok_or_else(|| {
                LoadError::format(path, "attrs.column", &format!("a number below {}", columns.len()), column)
            })?;
            let column = Column::from_name(name)
                .ok_or_else(|| LoadError::unsupported(path, format!("an embedding of {name}")))?;
            let seed = model.attr_uint(layer, "seed")? as u32;
            tables.push(Table { column, seed, n_rows: rows.shape[0], rows: rows.data.clone() });
        }
        need("hashembed")?;
        let width = width.unwrap_or(0);
        if width % LANES != 0 {
            return Err(LoadError::unsupported(
                path,
                format!("an encoder of width {width}, no multiple of {LANES}"),
            ));
        }
        let static_vectors = match model.named("static_vectors").next() {
            None => None,
            Some(layer) => {
                let tensor = model.tensor(layer, "W", &[Some(width), Some(vector_width)])?;
                let weights = tensor.to_vec();
                Some(Packed::new(vector_width, width, |o, i| weights[o * vector_width + i], |_| 0.0))
            }
        };
        let n_embedded = width * (tables.len() + usize::from(static_vectors.is_some()));
        let mut maxouts = model.named("maxout");
        let mut norms = model.named("layernorm");
        let mut layer = |n_in: usize| -> Result<(MaxoutWeights, Norm), LoadError> {
            let (maxout, norm) = (maxouts.next(), norms.next());
            let found = || LoadError::format(path, "nodes", "as many maxout as layernorm layers", "fewer");
            let (maxout, norm) = (maxout.ok_or_else(found)?, norm.ok_or_else(found)?);
            Ok((read_maxout(model, maxout, n_in, width)?, read_norm(model, norm, width)?))
        };
        let (mix, mix_norm) = layer(n_embedded)?;
        let depth = model.named("maxout").count() - 1;
        for window in model.named("expand_window") {
            let size = model.attr_uint(window, "window_size")?;
            if size != 1 {
                return Err(LoadError::unsupported(path, format!("an encoder with window size {size}")));
            }
        }
        let windows = model.named("expand_window").count();
        if depth == 0 || windows != depth {
            let expected = format!("{depth} expand_window layers, and at least one");
            return Err(LoadError::format(path, "nodes", &expected, windows));
        }
        let (first, first_norm) = layer(3 * width)?;
        let part = |column: usize| (column / (width * PIECES), maxout_row(column % (width * PIECES)));
        let first_products = Packed::new(
            width,
            3 * width * PIECES,
            |column, input| {
                let (side, row) = part(column);
                first.weights[row * 3 * width + side * width + input]
            },
            |_| 0.0,
        );
        let first_bias = (0..width * PIECES).map(|column| first.bias[maxout_row(column)]).collect();
        let mut layers = Vec::new();
        for _ in 1..depth {
            let (maxout, norm) = layer(3 * width)?;
            layers.push((Packed::maxout(3 * width, width, &maxout.weights, &maxout.bias), norm));
        }
        Ok(Self {
            spacy: tables.iter().any(|table| table.column == Column::Spacy),
            tables,
            static_vectors,
            mix: Packed::maxout(n_embedded, width, &mix.weights, &mix.bias),
            mix_norm,
            first: first_products,
            first_bias,
            first_norm,
            nothing: vec![0.0; width * (1 + 3 * PIECES)],
            layers,
            width,
            pad: depth,
        })
    }

    /// Numbers kept for a word type: the mixed embedding, and three products for the first convolution.
    fn kept(&self) -> usize {
        self.width * (1 + 3 * PIECES)
    }

    /// Encodes `parts`, ranges of `tokens` that know nothing of each other. `sink` gets the rows of one segment after
    /// the other: the token of each row ([`NONE`] for padding) and the rows.
    pub(crate) fn encode(
        &self,
        tokens: &[Tok],
        parts: &[std::ops::Range<usize>],
        lexicon: &Lexicon,
        source: &LexemeSource,
        scratch: &mut EncoderScratch,
        mut sink: impl FnMut(&[u32], Rows),
    ) {
        let EncoderScratch { cache, rows, slots, x, y, row: scratch_row } = scratch;
        rows.clear();
        rows.resize(self.pad, NONE);
        for part in parts {
            rows.extend(part.clone().map(|token| token as u32));
            rows.resize(rows.len() + self.pad, NONE);
        }
        let width = self.width;
        let mut first_row = 0;
        while first_row < rows.len() {
            let end_row = (first_row + SEGMENT).min(rows.len());
            // Each layer spoils one row at a cut: begin and end `pad` rows further out.
            let low = first_row.saturating_sub(self.pad);
            let high = (end_row + self.pad).min(rows.len());
            let segment = &rows[low..high];
            cache.fill(self, segment, tokens, lexicon, source, slots);
            // A zero row before and behind stands for what lies beyond the array; all others are overwritten.
            let n = segment.len();
            for buffer in [&mut *x, &mut *y] {
                buffer.resize(((n + 2) * width).max(buffer.len()), 0.0);
                buffer[..width].fill(0.0);
                buffer[(n + 1) * width..(n + 2) * width].fill(0.0);
            }
            self.first_layer(slots, cache, &mut x[width..(n + 1) * width], scratch_row);
            for (packed, norm) in &self.layers {
                let inner = width..(n + 1) * width;
                packed.product_max(Rows { numbers: x, stride: width, n }, &mut y[inner.clone()]);
                kernel::add_normalised(norm, &y[inner.clone()], &mut x[inner]);
            }
            let start = (1 + first_row - low) * width;
            let n = end_row - first_row;
            sink(&rows[first_row..end_row], Rows { numbers: &x[start..start + n * width], stride: width, n });
            first_row = end_row;
        }
    }

    /// The first convolution, from what is kept per type; padding rows are zero before it.
    fn first_layer(&self, slots: &[u32], cache: &FeatureCache, x: &mut [f32], scratch: &mut Vec<f32>) {
        let (width, side) = (self.width, self.width * PIECES);
        scratch.resize(width, 0.0);
        let kept = |i: usize| match slots.get(i) {
            Some(&slot) if slot != NONE => cache.kept(slot, self.kept()),
            _ => &self.nothing,
        };
        for (i, row) in x.chunks_exact_mut(width).enumerate() {
            let middle = kept(i);
            let part = |n: usize| width + n * side..width + (n + 1) * side;
            let (left, right) = (if i == 0 { &self.nothing[..] } else { kept(i - 1) }, kept(i + 1));
            let products = Triple { left: &left[part(0)], middle: &middle[part(1)], right: &right[part(2)] };
            row.copy_from_slice(&middle[..width]);
            kernel::add_first(&self.first_norm, &self.first_bias, products, scratch, row);
        }
    }

    /// Concatenated embeddings of a word type.
    fn embed(&self, lexeme: u32, space_after: bool, lexicon: &Lexicon, out: &mut [f32]) {
        for (table, out) in self.tables.iter().zip(out.chunks_exact_mut(self.width)) {
            let id = lexicon.column(table.column, lexeme, space_after);
            out.fill(0.0);
            for hash in embedding_hashes(id, table.seed) {
                let start = hash as usize % table.n_rows * self.width * 4;
                let row = table.rows[start..start + self.width * 4].as_chunks::<4>().0;
                out.iter_mut().zip(row).for_each(|(sum, &bytes)| *sum += f32::from_le_bytes(bytes));
            }
        }
    }
}

struct MaxoutWeights {
    weights: Vec<f32>,
    bias: Vec<f32>,
}

fn read_maxout(
    model: &ModelFile,
    layer: &Layer,
    n_in: usize,
    n_out: usize,
) -> Result<MaxoutWeights, LoadError> {
    let weights: &Tensor = model.tensor(layer, "W", &[Some(n_out), None, Some(n_in)])?;
    if weights.shape[1] != PIECES {
        let what = format!("maxout layers of {} pieces", weights.shape[1]);
        return Err(LoadError::unsupported(model.file().path(), what));
    }
    let bias = model.tensor(layer, "b", &[Some(n_out), Some(PIECES)])?;
    Ok(MaxoutWeights { weights: weights.to_vec(), bias: bias.to_vec() })
}

fn read_norm(model: &ModelFile, layer: &Layer, width: usize) -> Result<Norm, LoadError> {
    let gain = model.tensor(layer, "G", &[Some(width)])?.to_vec();
    let bias = model.tensor(layer, "b", &[Some(width)])?.to_vec();
    Ok(Norm { gain, bias })
}

/// A worker's memory for one encoder.
#[derive(Debug, Default)]
pub(crate) struct EncoderScratch {
    cache: FeatureCache,
    /// Token of each row.
    rows: Vec<u32>,
    /// Cache slot of each row of the segment.
    slots: Vec<u32>,
    x: Vec<f32>,
    y: Vec<f32>,
    row: Vec<f32>,
}

impl EncoderScratch {
    /// Forgets all word types, whose numbers are about to change.
    pub(crate) fn clear(&mut self) {
        self.cache.clear();
    }
}
