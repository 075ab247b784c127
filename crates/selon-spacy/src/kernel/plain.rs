//! The products without special instructions.

use super::{LANES, Lane, PANEL, Packed, Rows};

/// The columns of one panel for one row.
fn panel_row(weights: &[Lane], bias: &[Lane], row: &[f32]) -> [[f32; LANES]; 3] {
    let mut sums = [bias[0].0, bias[1].0, bias[2].0];
    for (&input, lanes) in row.iter().zip(weights.as_chunks::<3>().0) {
        for (sum, lane) in sums.iter_mut().zip(lanes) {
            for (sum, &weight) in sum.iter_mut().zip(&lane.0) {
                *sum += input * weight;
            }
        }
    }
    sums
}

fn for_each(packed: &Packed, rows: Rows, mut each: impl FnMut(usize, usize, [[f32; LANES]; 3])) {
    let per_panel = packed.n_in * 3;
    for i in 0..rows.n {
        let row = &rows.numbers[i * rows.stride..][..packed.n_in];
        for panel in 0..packed.n_panels {
            let weights = &packed.weights[panel * per_panel..(panel + 1) * per_panel];
            each(i, panel, panel_row(weights, &packed.bias[panel * 3..], row));
        }
    }
}

pub(super) fn product(packed: &Packed, rows: Rows, out: &mut [f32]) {
    let width = packed.width();
    for_each(packed, rows, |i, panel, sums| {
        out[i * width + panel * PANEL..][..PANEL].copy_from_slice(sums.as_flattened());
    });
}

pub(super) fn product_max(packed: &Packed, rows: Rows, out: &mut [f32]) {
    let width = packed.n_panels * LANES;
    for_each(packed, rows, |i, panel, [a, b, c]| {
        let out = &mut out[i * width + panel * LANES..][..LANES];
        for (l, out) in out.iter_mut().enumerate() {
            *out = a[l].max(b[l]).max(c[l]);
        }
    });
}
