//! What an encoder computes from word types alone, for the types last in use.

use super::Encoder;
use crate::kernel::{self, Rows};
use crate::lexeme::{LexemeSource, Lexicon, NONE};
use crate::tokenizer::Tok;

/// Word types whose features are kept: 4,096 at 3,840 bytes are 16 MB an encoder and worker.
const N_SLOTS: usize = 4096;

/// What an encoder computes from word types alone, for the types in use.
///
/// Slots are given out round robin, skipping those used since the hand last came by, and never one that the
/// segment at work needs.
#[derive(Debug, Default)]
pub(super) struct FeatureCache {
    /// Slot of a type (twice its lexeme, plus one with a space behind it).
    slot_of: Vec<u32>,
    /// Type in each slot.
    owners: Vec<u32>,
    /// Number of the segment that used each slot last, and whether it was used since the hand came by.
    used: Vec<(u32, bool)>,
    kept: Vec<f32>,
    hand: usize,
    segment: u32,
    missing: Vec<u32>,
    embedded: Vec<f32>,
    vectors: Vec<f32>,
    products: Vec<f32>,
}

impl FeatureCache {
    pub(super) fn clear(&mut self) {
        self.slot_of.clear();
        self.owners.clear();
        self.used.clear();
        self.kept.clear();
        self.hand = 0;
    }

    pub(super) fn kept(&self, slot: u32, n: usize) -> &[f32] {
        &self.kept[slot as usize * n..][..n]
    }

    /// Finds or computes the features of all rows of a segment and writes their slots.
    pub(super) fn fill(
        &mut self,
        encoder: &Encoder,
        rows: &[u32],
        tokens: &[Tok],
        lexicon: &Lexicon,
        source: &LexemeSource,
        slots: &mut Vec<u32>,
    ) {
        self.segment = self.segment.wrapping_add(1);
        self.slot_of.resize(lexicon.len() * 2, NONE);
        self.missing.clear();
        slots.clear();
        for &row in rows {
            if row == NONE {
                slots.push(NONE);
                continue;
            }
            let token = &tokens[row as usize];
            let kind = token.lexeme * 2 + u32::from(encoder.spacy && token.space_after);
            let mut slot = self.slot_of[kind as usize];
            if slot == NONE {
                slot = self.free_slot(encoder.kept());
                self.slot_of[kind as usize] = slot;
                self.owners[slot as usize] = kind;
                self.missing.push(slot);
            }
            self.used[slot as usize] = (self.segment, true);
            slots.push(slot);
        }
        if !self.missing.is_empty() {
            self.compute(encoder, lexicon, source);
        }
    }

    fn free_slot(&mut self, n_kept: usize) -> u32 {
        if self.owners.len() < N_SLOTS {
            self.owners.push(NONE);
            self.used.push((0, false));
            self.kept.resize(self.owners.len() * n_kept, 0.0);
            return self.owners.len() as u32 - 1;
        }
        loop {
            let slot = self.hand;
            self.hand = (self.hand + 1) % N_SLOTS;
            let (segment, used) = &mut self.used[slot];
            if *segment != self.segment && !std::mem::take(used) {
                self.slot_of[self.owners[slot] as usize] = NONE;
                return slot as u32;
            }
        }
    }

    /// Computes the features of the missing types, all together.
    fn compute(&mut self, encoder: &Encoder, lexicon: &Lexicon, source: &LexemeSource) {
        let n = self.missing.len();
        let width = encoder.width;
        let n_embedded = encoder.mix.n_in();
        self.embedded.clear();
        self.embedded.resize(n * n_embedded, 0.0);
        for (&slot, out) in self.missing.iter().zip(self.embedded.chunks_exact_mut(n_embedded)) {
            let kind = self.owners[slot as usize];
            encoder.embed(kind / 2, kind % 2 == 1, lexicon, out);
        }
        if let Some(projection) = &encoder.static_vectors {
            let vector_width = source.vectors.width;
            self.vectors.clear();
            self.vectors.resize(n * vector_width, 0.0);
            let row_of = |slot: u32| lexicon.get(self.owners[slot as usize] / 2).vector;
            for (&slot, out) in self.missing.iter().zip(self.vectors.chunks_exact_mut(vector_width)) {
                if row_of(slot) != NONE {
                    source.vectors.copy_row(row_of(slot), out);
                }
            }
            self.products.clear();
            self.products.resize(n * projection.width(), 0.0);
            projection.product(Rows { numbers: &self.vectors, stride: vector_width, n }, &mut self.products);
            // A word without vector has zeros here: the projection of zeros, for it has no bias.
            let projected = self.products.chunks_exact(projection.width());
            for (out, projected) in self.embedded.chunks_exact_mut(n_embedded).zip(projected) {
                out[n_embedded - width..].copy_from_slice(&projected[..width]);
            }
        }
        self.products.clear();
        self.products.resize(n * width, 0.0);
        encoder.mix.product_max(Rows { numbers: &self.embedded, stride: n_embedded, n }, &mut self.products);
        let mixed = &mut self.embedded;
        mixed.clear();
        mixed.resize(n * width, 0.0);
        kernel::add_normalised(&encoder.mix_norm, &self.products, mixed);
        let n_products = encoder.first.width();
        self.products.clear();
        self.products.resize(n * n_products, 0.0);
        encoder.first.product(Rows { numbers: mixed, stride: width, n }, &mut self.products);
        let results = mixed.chunks_exact(width).zip(self.products.chunks_exact(n_products));
        for (&slot, (mixed, products)) in self.missing.iter().zip(results) {
            let kept = &mut self.kept[slot as usize * encoder.kept()..][..encoder.kept()];
            kept[..width].copy_from_slice(mixed);
            kept[width..].copy_from_slice(&products[..encoder.kept() - width]);
        }
    }
}
