//! What is done number by number: layer normalisation, maxout, sums of rows.
//!
//! Written once, without intrinsics, and compiled for each kind of processor. No two operations become one, so that
//! results are the same on all.

use super::{Instructions, LANES};

/// A layer normalisation.
#[derive(Debug)]
pub(crate) struct Norm {
    pub gain: Vec<f32>,
    pub bias: Vec<f32>,
}

/// What the variance is shielded from zero by (thinc's `_get_moments`).
const EPSILON: f32 = 1e-8;

/// The three rows of products that make a row of the first convolution.
#[derive(Clone, Copy)]
pub(crate) struct Triple<'a> {
    pub left: &'a [f32],
    pub middle: &'a [f32],
    pub right: &'a [f32],
}

macro_rules! per_processor {
    ($(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),*) = $body:ident) => {
        $(#[$doc])*
        pub(crate) fn $name($($arg: $type),*) {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f,avx512vl")]
                fn avx512($($arg: $type),*) {
                    $body($($arg),*)
                }
                #[target_feature(enable = "avx2")]
                fn avx2($($arg: $type),*) {
                    $body($($arg),*)
                }
                match Instructions::of_this_processor() {
                    // SAFETY: the processor has the instructions.
                    Instructions::Avx512 => return unsafe { avx512($($arg),*) },
                    // SAFETY: as above.
                    Instructions::Avx2 => return unsafe { avx2($($arg),*) },
                    Instructions::Plain => {}
                }
            }
            $body($($arg),*)
        }
    };
}

per_processor! {
    /// Adds the normalised rows of `new` to those of `old`.
    add_normalised(norm: &Norm, new: &[f32], old: &mut [f32]) = add_normalised_body
}

per_processor! {
    /// One row of the first convolution: `out += norm(maxout(bias + left + middle + right))`, in packed order.
    add_first(norm: &Norm, bias: &[f32], products: Triple, scratch: &mut [f32], out: &mut [f32]) = add_first_body
}

#[inline(always)]
fn add_normalised_body(norm: &Norm, new: &[f32], old: &mut [f32]) {
    let width = norm.gain.len();
    for (new, old) in new.chunks_exact(width).zip(old.chunks_exact_mut(width)) {
        add_row(norm, new, old);
    }
}

#[inline(always)]
fn add_first_body(norm: &Norm, bias: &[f32], products: Triple, scratch: &mut [f32], out: &mut [f32]) {
    let lanes = |row| <[f32]>::as_chunks::<LANES>(row).0;
    let (bias, left, middle, right) =
        (lanes(bias), lanes(products.left), lanes(products.middle), lanes(products.right));
    for (panel, max) in scratch.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
        for l in 0..LANES {
            let piece = |p: usize| {
                let at = panel * 3 + p;
                bias[at][l] + left[at][l] + middle[at][l] + right[at][l]
            };
            max[l] = piece(0).max(piece(1)).max(piece(2));
        }
    }
    add_row(norm, scratch, out);
}

#[inline(always)]
fn add_row(norm: &Norm, new: &[f32], old: &mut [f32]) {
    let n = new.len() as f32;
    let mean = sum_of(new, |number| number) / n;
    let variance = sum_of(new, |number| (number - mean) * (number - mean)) / n;
    let factor = 1.0 / (variance + EPSILON).sqrt();
    for (((old, &new), &gain), &bias) in old.iter_mut().zip(new).zip(&norm.gain).zip(&norm.bias) {
        *old += (new - mean) * factor * gain + bias;
    }
}

/// A sum in sixteen interleaved parts.
#[inline(always)]
fn sum_of(row: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0f32; LANES];
    for numbers in row.as_chunks::<LANES>().0 {
        for l in 0..LANES {
            sums[l] += f(numbers[l]);
        }
    }
    let mut half = LANES / 2;
    while half > 0 {
        for l in 0..half {
            sums[l] += sums[l + half];
        }
        half /= 2;
    }
    sums[0]
}
