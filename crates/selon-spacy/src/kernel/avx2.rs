//! The products with AVX2 and FMA: six rows by sixteen columns in registers, lane group by lane group.

use std::arch::x86_64::{
    __m256, _mm256_fmadd_ps, _mm256_load_ps, _mm256_max_ps, _mm256_set1_ps, _mm256_storeu_ps,
};

use super::{LANES, PANEL, Packed, Rows};

/// Rows in registers at a time.
const TILE: usize = 6;

/// Rows that go through one panel before the next.
const BLOCK: usize = 60;

/// Half a lane group.
const HALF: usize = LANES / 2;

/// # Safety
/// The processor has AVX2 and FMA, and [`Packed::check`] holds for the arguments.
#[target_feature(enable = "avx2,fma")]
pub(super) unsafe fn product(packed: &Packed, rows: Rows, out: &mut [f32]) {
    let width = packed.width();
    let out = out.as_mut_ptr();
    // SAFETY: as for this function; each call writes a lane group at a row of `out`, which `check` has room for.
    unsafe {
        for_each_tile(packed, rows, |row, panel, group, sums| {
            let out = out.add(row * width + panel * PANEL + group * LANES);
            _mm256_storeu_ps(out, sums[0]);
            _mm256_storeu_ps(out.add(HALF), sums[1]);
        });
    }
}

/// # Safety
/// The processor has AVX2 and FMA, and [`Packed::check`] holds for the arguments.
#[target_feature(enable = "avx2,fma")]
pub(super) unsafe fn product_max(packed: &Packed, rows: Rows, out: &mut [f32]) {
    let width = packed.n_panels * LANES;
    let out = out.as_mut_ptr();
    // SAFETY: as above, with a third of the width; groups of a row come in order, so that what is read was written.
    unsafe {
        for_each_tile(packed, rows, |row, panel, group, mut sums| {
            let out = out.add(row * width + panel * LANES);
            if group > 0 {
                sums[0] = _mm256_max_ps(std::arch::x86_64::_mm256_loadu_ps(out), sums[0]);
                sums[1] = _mm256_max_ps(std::arch::x86_64::_mm256_loadu_ps(out.add(HALF)), sums[1]);
            }
            _mm256_storeu_ps(out, sums[0]);
            _mm256_storeu_ps(out.add(HALF), sums[1]);
        });
    }
}

/// Calls `each` with row, panel, lane group and the group's columns.
///
/// # Safety
/// As [`product`].
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn for_each_tile(packed: &Packed, rows: Rows, mut each: impl FnMut(usize, usize, usize, [__m256; 2])) {
    let mut first = 0;
    while first < rows.n {
        let end = (first + BLOCK).min(rows.n);
        for panel in 0..packed.n_panels {
            for group in 0..3 {
                let mut row = first;
                // SAFETY: `row + TILE <= end <= rows.n` for whole tiles, single rows for the rest.
                unsafe {
                    while row + TILE <= end {
                        let sums = tile::<TILE>(packed, rows, row, panel, group);
                        (0..TILE).for_each(|i| each(row + i, panel, group, sums[i]));
                        row += TILE;
                    }
                    while row < end {
                        each(row, panel, group, tile::<1>(packed, rows, row, panel, group)[0]);
                        row += 1;
                    }
                }
            }
        }
        first = end;
    }
}

/// The columns of one lane group for `N` rows from `row` on.
///
/// # Safety
/// As [`product`], and `row + N <= rows.n`.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn tile<const N: usize>(
    packed: &Packed,
    rows: Rows,
    row: usize,
    panel: usize,
    group: usize,
) -> [[__m256; 2]; N] {
    // SAFETY: `check` has shown that row `row + N - 1` lies in `rows.numbers`, that there are `n_in * 3` lanes of weights
    // a panel and three of bias; lanes are aligned to 64 bytes.
    unsafe {
        let mut weights = packed.weights.as_ptr().add(panel * packed.n_in * 3 + group).cast::<f32>();
        let bias = packed.bias.as_ptr().add(panel * 3 + group).cast::<f32>();
        let mut sums = [[_mm256_load_ps(bias), _mm256_load_ps(bias.add(HALF))]; N];
        let input = rows.numbers.as_ptr().add(row * rows.stride);
        for k in 0..packed.n_in {
            let w = [_mm256_load_ps(weights), _mm256_load_ps(weights.add(HALF))];
            weights = weights.add(PANEL);
            for (i, sums) in sums.iter_mut().enumerate() {
                let x = _mm256_set1_ps(*input.add(i * rows.stride + k));
                sums[0] = _mm256_fmadd_ps(x, w[0], sums[0]);
                sums[1] = _mm256_fmadd_ps(x, w[1], sums[1]);
            }
        }
        sums
    }
}
