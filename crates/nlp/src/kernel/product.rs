//! Matrix products with packed weights.
//!
//! In: rows of inputs, which may overlap. Out: rows of `stride()` outputs, bias included. Each output is one chain of
//! multiply-adds in the order of the inputs.

use super::has_avx2;

/// Outputs in a panel.
const WIDTH: usize = 16;
/// Rows of inputs in a tile: 6 × 16 sums fill twelve of the sixteen vector registers.
const ROWS: usize = 6;
/// Rows of inputs that stay in the first-level cache while the panels pass.
const BLOCK: usize = 48;

/// Sixteen weights on a cache line of their own.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Line([f32; WIDTH]);

/// A weight matrix `[outputs × inputs]` with its bias, packed in panels of 16 outputs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Packed {
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    panels: Vec<Line>,
    bias: Vec<Line>,
}

impl Packed {
    /// Packs row-major weights; output `o` of the packed matrix is row `order(o)` of the weights.
    pub(crate) fn new(
        weights: &[f32],
        bias: &[f32],
        inputs: usize,
        outputs: usize,
        order: impl Fn(usize) -> usize,
    ) -> Self {
        let count = outputs.div_ceil(WIDTH);
        let mut panels = vec![Line::default(); count * inputs];
        let mut padded = vec![Line::default(); count];
        for o in 0..outputs {
            let from = order(o);
            padded[o / WIDTH].0[o % WIDTH] = bias.get(from).copied().unwrap_or(0.0);
            for i in 0..inputs {
                panels[o / WIDTH * inputs + i].0[o % WIDTH] = weights[from * inputs + i];
            }
        }
        Self { inputs, outputs, panels, bias: padded }
    }

    /// The same matrix with some of its outputs only; both bounds are multiples of 16.
    pub(crate) fn part(&self, first: usize, outputs: usize) -> Self {
        let panels = first / WIDTH..(first + outputs) / WIDTH;
        Self {
            inputs: self.inputs,
            outputs,
            panels: self.panels[panels.start * self.inputs..panels.end * self.inputs].to_vec(),
            bias: self.bias[panels].to_vec(),
        }
    }

    /// Columns of a result row: the outputs rounded up to a whole panel.
    pub(crate) fn stride(&self) -> usize {
        self.bias.len() * WIDTH
    }

    /// `out[r] = W · a[r * lda ..][..inputs] + b` for each of `rows`, where `out` has `rows × stride()` values; rows of
    /// `a` may overlap.
    pub(crate) fn multiply(&self, a: &[f32], lda: usize, rows: usize, out: &mut [f32]) {
        if rows == 0 {
            return;
        }
        assert!(a.len() >= (rows - 1) * lda + self.inputs, "rows of the input lie in the input");
        assert!(out.len() >= rows * self.stride(), "the output holds all rows");
        #[cfg(target_arch = "x86_64")]
        if has_avx2() {
            // SAFETY: the features were just detected; the bounds were just checked.
            unsafe { avx2::multiply(self, a, lda, rows, out) };
            return;
        }
        self.multiply_plain(a, lda, rows, out);
    }

    /// The same, into a vector that is made as long as it must be.
    pub(crate) fn multiply_into(&self, a: &[f32], lda: usize, rows: usize, out: &mut Vec<f32>) {
        let length = rows * self.stride();
        if out.len() < length {
            out.resize(length, 0.0);
        }
        out.truncate(length);
        self.multiply(a, lda, rows, out);
    }

    fn multiply_plain(&self, a: &[f32], lda: usize, rows: usize, out: &mut [f32]) {
        let stride = self.stride();
        for first in (0..rows).step_by(BLOCK) {
            for (p, panel) in self.panels.chunks_exact(self.inputs.max(1)).enumerate() {
                for row in first..rows.min(first + BLOCK) {
                    let mut sums = self.bias[p].0;
                    for (weights, x) in panel.iter().zip(&a[row * lda..]) {
                        for (sum, w) in sums.iter_mut().zip(&weights.0) {
                            *sum += x * w;
                        }
                    }
                    out[row * stride + p * WIDTH..][..WIDTH].copy_from_slice(&sums);
                }
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::{BLOCK, Line, Packed, ROWS, WIDTH};
    use std::arch::x86_64::{
        _mm256_broadcast_ss, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_setzero_ps, _mm256_storeu_ps,
    };

    /// SAFETY: needs AVX2 and FMA, and slices as long as [`Packed::multiply`] asserts.
    #[target_feature(enable = "avx2,fma")]
    pub(super) unsafe fn multiply(packed: &Packed, a: &[f32], lda: usize, rows: usize, out: &mut [f32]) {
        let (k, stride, count) = (packed.inputs, packed.stride(), packed.bias.len());
        let (a, out) = (a.as_ptr(), out.as_mut_ptr());
        let (panels, bias) = (packed.panels.as_ptr(), packed.bias.as_ptr());
        // SAFETY: every row index is below `rows` and every panel index below `count`.
        unsafe {
            if rows == 1 {
                return one_row(panels, bias, k, count, a, out);
            }
            let mut first = 0;
            while first < rows {
                let end = rows.min(first + BLOCK);
                for p in 0..count {
                    let (panel, bias) = (panels.add(p * k), bias.add(p));
                    let mut r = first;
                    while r < end {
                        let (from, to) = (a.add(r * lda), out.add(r * stride + p * WIDTH));
                        match end - r {
                            1 => tile::<1>(panel, bias, k, from, lda, to, stride),
                            2 => tile::<2>(panel, bias, k, from, lda, to, stride),
                            3 => tile::<3>(panel, bias, k, from, lda, to, stride),
                            4 => tile::<4>(panel, bias, k, from, lda, to, stride),
                            5 => tile::<5>(panel, bias, k, from, lda, to, stride),
                            _ => tile::<ROWS>(panel, bias, k, from, lda, to, stride),
                        }
                        r += ROWS;
                    }
                }
                first = end;
            }
        }
    }

    /// `N` rows by one panel. SAFETY: as above, for the rows and the panel that the pointers stand at.
    #[inline]
    #[target_feature(enable = "avx2,fma")]
    unsafe fn tile<const N: usize>(
        panel: *const Line,
        bias: *const Line,
        k: usize,
        a: *const f32,
        lda: usize,
        out: *mut f32,
        stride: usize,
    ) {
        // SAFETY: the caller's pointers cover `N` rows of `k` inputs, `k` lines and `N` rows of one panel.
        unsafe {
            let bias = bias.cast::<f32>();
            let mut sums = [[_mm256_loadu_ps(bias), _mm256_loadu_ps(bias.add(8))]; N];
            for i in 0..k {
                let line = panel.add(i).cast::<f32>();
                let (low, high) = (_mm256_loadu_ps(line), _mm256_loadu_ps(line.add(8)));
                for (r, sum) in sums.iter_mut().enumerate() {
                    let x = _mm256_broadcast_ss(&*a.add(r * lda + i));
                    sum[0] = _mm256_fmadd_ps(x, low, sum[0]);
                    sum[1] = _mm256_fmadd_ps(x, high, sum[1]);
                }
            }
            for (r, sum) in sums.iter().enumerate() {
                _mm256_storeu_ps(out.add(r * stride), sum[0]);
                _mm256_storeu_ps(out.add(r * stride + 8), sum[1]);
            }
        }
    }

    /// One row by all panels, four at a time so that enough chains of additions run side by side.
    #[target_feature(enable = "avx2,fma")]
    unsafe fn one_row(panels: *const Line, bias: *const Line, k: usize, count: usize, a: *const f32, out: *mut f32) {
        // SAFETY: panel indices stay below `count`.
        unsafe {
            let mut p = 0;
            while p < count {
                let (panel, bias, to) = (panels.add(p * k), bias.add(p), out.add(p * WIDTH));
                match count - p {
                    1 => across::<1>(panel, bias, k, a, to),
                    2 => across::<2>(panel, bias, k, a, to),
                    3 => across::<3>(panel, bias, k, a, to),
                    _ => across::<4>(panel, bias, k, a, to),
                }
                p += 4;
            }
        }
    }

    #[inline]
    #[target_feature(enable = "avx2,fma")]
    unsafe fn across<const N: usize>(panel: *const Line, bias: *const Line, k: usize, a: *const f32, out: *mut f32) {
        // SAFETY: the caller's pointers cover `N` panels of `k` lines.
        unsafe {
            let mut sums = [[_mm256_setzero_ps(); 2]; N];
            for (p, sum) in sums.iter_mut().enumerate() {
                let bias = bias.add(p).cast::<f32>();
                *sum = [_mm256_loadu_ps(bias), _mm256_loadu_ps(bias.add(8))];
            }
            for i in 0..k {
                let x = _mm256_broadcast_ss(&*a.add(i));
                for (p, sum) in sums.iter_mut().enumerate() {
                    let line = panel.add(p * k + i).cast::<f32>();
                    sum[0] = _mm256_fmadd_ps(x, _mm256_loadu_ps(line), sum[0]);
                    sum[1] = _mm256_fmadd_ps(x, _mm256_loadu_ps(line.add(8)), sum[1]);
                }
            }
            for (p, sum) in sums.iter().enumerate() {
                _mm256_storeu_ps(out.add(p * WIDTH), sum[0]);
                _mm256_storeu_ps(out.add(p * WIDTH + 8), sum[1]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_paths_give_the_product_for_any_number_of_rows() {
        let (inputs, outputs) = (37, 85);
        let w: Vec<f32> = (0..inputs * outputs).map(|i| ((i * 7919) % 101) as f32 / 50.0 - 1.0).collect();
        let b: Vec<f32> = (0..outputs).map(|i| i as f32).collect();
        let packed = Packed::new(&w, &b, inputs, outputs, |o| o);
        for rows in (1..15).chain([47, 48, 49, 100]) {
            let a: Vec<f32> = (0..inputs * rows).map(|i| ((i * 104_729) % 97) as f32 / 48.0 - 1.0).collect();
            let mut fast = Vec::new();
            packed.multiply_into(&a, inputs, rows, &mut fast);
            let mut plain = vec![0.0; rows * packed.stride()];
            packed.multiply_plain(&a, inputs, rows, &mut plain);
            for r in 0..rows {
                for o in 0..outputs {
                    let pairs = a[r * inputs..].iter().zip(&w[o * inputs..]).take(inputs);
                    let want = pairs.map(|(a, w)| f64::from(*a) * f64::from(*w)).sum::<f64>() + f64::from(b[o]);
                    for got in [fast[r * packed.stride() + o], plain[r * packed.stride() + o]] {
                        assert!((f64::from(got) - want).abs() < 1e-4, "row {r} output {o}: {got} for {want}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_row_does_not_depend_on_the_number_of_rows() {
        let (inputs, outputs, rows) = (96, 112, 53);
        let w: Vec<f32> = (0..inputs * outputs).map(|i| ((i * 7919) % 1013) as f32 / 997.0).collect();
        let a: Vec<f32> = (0..inputs * rows).map(|i| ((i * 104_729) % 1019) as f32 / 983.0).collect();
        let packed = Packed::new(&w, &[], inputs, outputs, |o| o);
        let (mut all, mut one) = (Vec::new(), Vec::new());
        packed.multiply_into(&a, inputs, rows, &mut all);
        for r in 0..rows {
            packed.multiply_into(&a[r * inputs..], inputs, 1, &mut one);
            assert_eq!(one[..], all[r * packed.stride()..][..packed.stride()]);
        }
    }
}
