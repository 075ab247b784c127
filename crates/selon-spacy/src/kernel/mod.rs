//! Products of a row-major matrix with packed weights.
//!
//! Every output is one chain of multiply-adds over the inputs in order, begun with the bias. So a row's result
//! depends on that row alone: not on how many rows are computed with it, nor on where they stand. With AVX2 and
//! AVX-512 multiply and add are one rounding and results are the same to the bit; without them they are two.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod plain;
mod rowwise;

pub(crate) use rowwise::{Norm, Triple, add_first, add_normalised};

/// Numbers in a lane group: the unit that weights are packed by.
pub(crate) const LANES: usize = 16;

/// Columns in a panel: three lane groups, which a maxout of three pieces reduces to one.
pub(crate) const PANEL: usize = 3 * LANES;

/// Sixteen numbers on a cache line of their own.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub(crate) struct Lane(pub [f32; LANES]);

/// What the products are computed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Instructions {
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Plain,
}

impl Instructions {
    /// The best that this processor has. The standard library remembers what it asked the processor.
    fn of_this_processor() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f") {
                return Self::Avx512;
            }
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                return Self::Avx2;
            }
        }
        Self::Plain
    }
}

/// Weights of a layer, laid out panel by panel: for each input, the panel's columns.
#[derive(Debug)]
pub(crate) struct Packed {
    n_in: usize,
    n_panels: usize,
    weights: Vec<Lane>,
    bias: Vec<Lane>,
}

/// Rows of numbers inside a larger buffer: row `i` begins at `i * stride`. Rows may overlap.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub numbers: &'a [f32],
    pub stride: usize,
    pub n: usize,
}

impl Packed {
    /// Packs `n_out` columns of `n_in` weights; `weight(column, input)` and `bias(column)` give the numbers.
    pub(crate) fn new(
        n_in: usize,
        n_out: usize,
        weight: impl Fn(usize, usize) -> f32,
        bias: impl Fn(usize) -> f32,
    ) -> Self {
        let n_panels = n_out.div_ceil(PANEL);
        let lane = |first: usize, number: &dyn Fn(usize) -> f32| {
            Lane(std::array::from_fn(|l| if first + l < n_out { number(first + l) } else { 0.0 }))
        };
        let mut weights = Vec::with_capacity(n_panels * n_in * 3);
        let mut bias_lanes = Vec::with_capacity(n_panels * 3);
        for panel in 0..n_panels {
            let groups = (0..3).map(|group| panel * PANEL + group * LANES);
            for input in 0..n_in {
                weights.extend(groups.clone().map(|first| lane(first, &|column| weight(column, input))));
            }
            bias_lanes.extend(groups.map(|first| lane(first, &bias)));
        }
        Self { n_in, n_panels, weights, bias: bias_lanes }
    }

    /// Packs a maxout layer of three pieces: weights `(n_out, 3, n_in)`, bias `(n_out, 3)`.
    pub(crate) fn maxout(n_in: usize, n_out: usize, weights: &[f32], bias: &[f32]) -> Self {
        Self::new(
            n_in,
            n_out * 3,
            |column, input| weights[maxout_row(column) * n_in + input],
            |column| bias[maxout_row(column)],
        )
    }

    /// Numbers in a row of input.
    pub(crate) fn n_in(&self) -> usize {
        self.n_in
    }

    /// Numbers in a row of [`Packed::product`]'s output: the columns, filled up to whole panels.
    pub(crate) fn width(&self) -> usize {
        self.n_panels * PANEL
    }

    /// `out[row] = bias + weights · rows[row]`, rows of `out` being [`Packed::width`] long.
    pub(crate) fn product(&self, rows: Rows, out: &mut [f32]) {
        self.check(rows, out.len(), self.width());
        match Instructions::of_this_processor() {
            // SAFETY: the processor has the instructions, and the arguments are checked.
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512 => unsafe { avx512::product(self, rows, out) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => unsafe { avx2::product(self, rows, out) },
            Instructions::Plain => plain::product(self, rows, out),
        }
    }

    /// The same with the greater of the three pieces of each output; rows of `out` are a third as long.
    pub(crate) fn product_max(&self, rows: Rows, out: &mut [f32]) {
        self.check(rows, out.len(), self.n_panels * LANES);
        match Instructions::of_this_processor() {
            // SAFETY: the processor has the instructions, and the arguments are checked.
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512 => unsafe { avx512::product_max(self, rows, out) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => unsafe { avx2::product_max(self, rows, out) },
            Instructions::Plain => plain::product_max(self, rows, out),
        }
    }

    /// The kernels index without bounds: what they read and write must lie in the slices.
    fn check(&self, rows: Rows, out_len: usize, out_width: usize) {
        let last = rows.n.checked_sub(1).map_or(0, |last| last * rows.stride + self.n_in);
        assert!(last <= rows.numbers.len(), "rows end behind their buffer");
        assert!(rows.n * out_width <= out_len, "no room for the product");
        assert_eq!(self.weights.len(), self.n_panels * self.n_in * 3);
        assert_eq!(self.bias.len(), self.n_panels * 3);
    }
}

/// Where column `column` of a packed maxout layer stands in the layer's own order, output by output.
pub(crate) fn maxout_row(column: usize) -> usize {
    let (panel, in_panel) = (column / PANEL, column % PANEL);
    let (piece, lane) = (in_panel / LANES, in_panel % LANES);
    (panel * LANES + lane) * 3 + piece
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers between -1 and 1 that look like chance.
    fn numbers(n: usize, seed: u64) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 40) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..n).map(|_| next()).collect()
    }

    /// Every kind of kernel against sums in double precision, for odd numbers of rows and columns, rows overlapping.
    #[test]
    fn kernels_agree_with_plain_sums() {
        for (n_in, n_out, n_rows, stride) in
            [(288, 288, 77, 96), (64, 48, 1, 64), (96, 197, 13, 96), (300, 96, 8, 300)]
        {
            let weights = numbers(n_in * n_out, 1);
            let bias = numbers(n_out, 2);
            let input = numbers((n_rows - 1) * stride + n_in, 3);
            let packed = Packed::new(n_in, n_out, |o, i| weights[o * n_in + i], |o| bias[o]);
            let rows = Rows { numbers: &input, stride, n: n_rows };
            let mut outs = vec![vec![0f32; n_rows * packed.width()]; 3];
            let mut maxima = vec![vec![0f32; n_rows * packed.width() / 3]; 3];
            plain::product(&packed, rows, &mut outs[0]);
            plain::product_max(&packed, rows, &mut maxima[0]);
            #[cfg(target_arch = "x86_64")]
            // SAFETY: the features are asked for, and the buffers are as `check` wants them.
            unsafe {
                if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                    avx2::product(&packed, rows, &mut outs[1]);
                    avx2::product_max(&packed, rows, &mut maxima[1]);
                }
                if is_x86_feature_detected!("avx512f") {
                    avx512::product(&packed, rows, &mut outs[2]);
                    avx512::product_max(&packed, rows, &mut maxima[2]);
                    assert_eq!((&outs[1], &maxima[1]), (&outs[2], &maxima[2]), "one rounding, one result");
                }
            }
            for (out, maxima) in outs.iter().zip(&maxima).filter(|(out, _)| out.iter().any(|&x| x != 0.0)) {
                for row in 0..n_rows {
                    let product = |o: usize| {
                        let terms = (0..n_in)
                            .map(|i| f64::from(weights[o * n_in + i]) * f64::from(input[row * stride + i]));
                        f64::from(bias[o]) + terms.sum::<f64>()
                    };
                    for o in 0..n_out {
                        assert!((f64::from(out[row * packed.width() + o]) - product(o)).abs() < 1e-4);
                    }
                    let panels =
                        out[row * packed.width()..][..packed.width()].chunks_exact(PANEL).enumerate();
                    for (panel, columns) in panels {
                        for l in 0..LANES {
                            let max = columns[l].max(columns[l + LANES]).max(columns[l + 2 * LANES]);
                            assert_eq!(maxima[row * packed.width() / 3 + panel * LANES + l], max);
                        }
                    }
                }
            }
        }
    }
}
