//! The products with AVX-512: eight rows by forty-eight columns in registers.

use std::arch::x86_64::{
    __m512, _mm512_fmadd_ps, _mm512_load_ps, _mm512_max_ps, _mm512_set1_ps, _mm512_storeu_ps,
};

use super::{LANES, PANEL, Packed, Rows};

/// Rows in registers at a time.
const TILE: usize = 8;

/// Rows that go through one panel before the next: their inputs stay in the first-level cache.
const BLOCK: usize = 64;

/// # Safety
/// The processor has AVX-512F, and [`Packed::check`] holds for the arguments.
#[target_feature(enable = "avx512f")]
pub(super) unsafe fn product(packed: &Packed, rows: Rows, out: &mut [f32]) {
    let width = packed.width();
    let out = out.as_mut_ptr();
    // SAFETY: as for this function; each tile writes a panel's width at a row of `out`, which `check` has room for.
    unsafe {
        for_each_tile(packed, rows, |row, panel, sums| {
            for (group, &sum) in sums.iter().enumerate() {
                _mm512_storeu_ps(out.add(row * width + panel * PANEL + group * LANES), sum);
            }
        });
    }
}

/// # Safety
/// The processor has AVX-512F, and [`Packed::check`] holds for the arguments.
#[target_feature(enable = "avx512f")]
pub(super) unsafe fn product_max(packed: &Packed, rows: Rows, out: &mut [f32]) {
    let width = packed.n_panels * LANES;
    let out = out.as_mut_ptr();
    // SAFETY: as above, with a third of the width.
    unsafe {
        for_each_tile(packed, rows, |row, panel, [a, b, c]| {
            _mm512_storeu_ps(out.add(row * width + panel * LANES), _mm512_max_ps(_mm512_max_ps(a, b), c));
        });
    }
}

/// Calls `each` with row, panel and the panel's columns.
///
/// # Safety
/// As [`product`].
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn for_each_tile(packed: &Packed, rows: Rows, mut each: impl FnMut(usize, usize, [__m512; 3])) {
    let mut first = 0;
    while first < rows.n {
        let end = (first + BLOCK).min(rows.n);
        for panel in 0..packed.n_panels {
            let mut row = first;
            // SAFETY: `row + TILE <= end <= rows.n` for whole tiles, single rows for the rest.
            unsafe {
                while row + TILE <= end {
                    let sums = tile::<TILE>(packed, rows, row, panel);
                    (0..TILE).for_each(|i| each(row + i, panel, sums[i]));
                    row += TILE;
                }
                while row < end {
                    each(row, panel, tile::<1>(packed, rows, row, panel)[0]);
                    row += 1;
                }
            }
        }
        first = end;
    }
}

/// The columns of one panel for `N` rows from `row` on.
///
/// # Safety
/// As [`product`], and `row + N <= rows.n`.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn tile<const N: usize>(packed: &Packed, rows: Rows, row: usize, panel: usize) -> [[__m512; 3]; N] {
    // SAFETY: `check` has shown that row `row + N - 1` lies in `rows.numbers`, that there are `n_in * 3` lanes of weights
    // a panel and three of bias; lanes are aligned to 64 bytes.
    unsafe {
        let mut weights = packed.weights.as_ptr().add(panel * packed.n_in * 3).cast::<f32>();
        let bias = packed.bias.as_ptr().add(panel * 3).cast::<f32>();
        let bias =
            [_mm512_load_ps(bias), _mm512_load_ps(bias.add(LANES)), _mm512_load_ps(bias.add(2 * LANES))];
        let mut sums = [bias; N];
        let input = rows.numbers.as_ptr().add(row * rows.stride);
        for k in 0..packed.n_in {
            let w = [
                _mm512_load_ps(weights),
                _mm512_load_ps(weights.add(LANES)),
                _mm512_load_ps(weights.add(2 * LANES)),
            ];
            weights = weights.add(PANEL);
            for (i, sums) in sums.iter_mut().enumerate() {
                let x = _mm512_set1_ps(*input.add(i * rows.stride + k));
                sums[0] = _mm512_fmadd_ps(x, w[0], sums[0]);
                sums[1] = _mm512_fmadd_ps(x, w[1], sums[1]);
                sums[2] = _mm512_fmadd_ps(x, w[2], sums[2]);
            }
        }
        sums
    }
}
