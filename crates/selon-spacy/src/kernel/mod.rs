//! Products of a row-major matrix with packed weights.
//!
//! Every output is one chain of multiply-adds over the inputs in order, begun with the bias. So a row's result
//! depends on that row alone: not on how many rows are computed with it, nor on where they stand.

mod plain;

/// Numbers in a lane group: the unit that weights are packed by.
pub(crate) const LANES: usize = 16;

/// Columns in a panel: three lane groups, which a maxout of three pieces reduces to one.
pub(crate) const PANEL: usize = 3 * LANES;

/// Sixteen numbers on a cache line of their own.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub(crate) struct Lane(pub [f32; LANES]);

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
        plain::product(self, rows, out);
    }

    /// The same with the greater of the three pieces of each output; rows of `out` are a third as long.
    pub(crate) fn product_max(&self, rows: Rows, out: &mut [f32]) {
        self.check(rows, out.len(), self.n_panels * LANES);
        plain::product_max(self, rows, out);
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
