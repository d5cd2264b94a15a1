//! Matrix product with packed weights, and layer normalisation over a maxout.
//!
//! The product runs on AVX2 and FMA where the machine has them and on plain code elsewhere: the same body, compiled
//! twice, chosen at run time. Sums are taken in the order of the inputs, so a row's result does not depend on its
//! neighbours.

const WIDTH: usize = 16;
const ROWS: usize = 6;

/// A weight matrix `[outputs × inputs]` with its bias, packed in panels of 16 outputs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Packed {
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    panels: Vec<f32>,
    bias: Vec<f32>,
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
        let mut panels = vec![0.0; count * inputs * WIDTH];
        let mut padded = vec![0.0; count * WIDTH];
        for o in 0..outputs {
            let from = order(o);
            padded[o] = bias.get(from).copied().unwrap_or(0.0);
            for i in 0..inputs {
                panels[(o / WIDTH * inputs + i) * WIDTH + o % WIDTH] = weights[from * inputs + i];
            }
        }
        Self { inputs, outputs, panels, bias: padded }
    }

    /// Columns of a result row: the outputs rounded up to a whole panel.
    pub(crate) fn stride(&self) -> usize {
        self.bias.len()
    }

    /// `out[r] = W · a[r * lda ..][..inputs] + b` for each of `rows`; rows of `a` may overlap.
    pub(crate) fn multiply(&self, a: &[f32], lda: usize, rows: usize, out: &mut Vec<f32>) {
        out.clear();
        out.resize(rows * self.stride(), 0.0);
        if rows == 0 {
            return;
        }
        assert!(a.len() >= (rows - 1) * lda + self.inputs, "rows of the input lie in the input");
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            // SAFETY: the features were just detected.
            unsafe { wide(self, a, lda, rows, out) };
            return;
        }
        body(self, a, lda, rows, out, |x, w, sum| x * w + sum);
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
unsafe fn wide(packed: &Packed, a: &[f32], lda: usize, rows: usize, out: &mut [f32]) {
    body(packed, a, lda, rows, out, f32::mul_add);
}

#[inline(always)]
fn body(
    packed: &Packed,
    a: &[f32],
    lda: usize,
    rows: usize,
    out: &mut [f32],
    add: impl Fn(f32, f32, f32) -> f32 + Copy,
) {
    let stride = packed.stride();
    let mut first = 0;
    while first < rows {
        let block = (rows - first).min(48);
        for (p, panel) in packed.panels.chunks_exact(packed.inputs * WIDTH).enumerate() {
            let mut r = first;
            while r < first + block {
                let n = (first + block - r).min(ROWS);
                if n == ROWS {
                    tile::<ROWS>(packed, panel, p, a, lda, r, stride, out, add);
                    r += ROWS;
                } else {
                    tile::<1>(packed, panel, p, a, lda, r, stride, out, add);
                    r += 1;
                }
            }
        }
        first += block;
    }
}

#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "one tile of one product; a struct would only rename the arguments")]
fn tile<const N: usize>(
    packed: &Packed,
    panel: &[f32],
    p: usize,
    a: &[f32],
    lda: usize,
    row: usize,
    stride: usize,
    out: &mut [f32],
    add: impl Fn(f32, f32, f32) -> f32 + Copy,
) {
    let mut sums = [[0.0f32; WIDTH]; N];
    let inputs: [&[f32]; N] = std::array::from_fn(|r| &a[(row + r) * lda..][..packed.inputs]);
    for (i, weights) in panel.chunks_exact(WIDTH).enumerate() {
        for r in 0..N {
            let x = inputs[r][i];
            for c in 0..WIDTH {
                sums[r][c] = add(x, weights[c], sums[r][c]);
            }
        }
    }
    let bias = &packed.bias[p * WIDTH..][..WIDTH];
    for r in 0..N {
        let to = &mut out[(row + r) * stride + p * WIDTH..][..WIDTH];
        for c in 0..WIDTH {
            to[c] = sums[r][c] + bias[c];
        }
    }
}

/// Maxout over `pieces` blocks of `gain.len()` values, then layer normalisation, into `out`.
pub(crate) fn maxout_norm(values: &[f32], pieces: usize, gain: &[f32], shift: &[f32], out: &mut [f32]) {
    let n = gain.len();
    out[..n].copy_from_slice(&values[..n]);
    for piece in 1..pieces {
        for (best, value) in out[..n].iter_mut().zip(&values[piece * n..][..n]) {
            *best = best.max(*value);
        }
    }
    let mean = out[..n].iter().sum::<f32>() / n as f32;
    let variance = out[..n].iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / n as f32 + 1e-8;
    let scale = 1.0 / variance.sqrt();
    for ((v, g), b) in out[..n].iter_mut().zip(gain).zip(shift) {
        *v = (*v - mean) * scale * g + b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_paths_give_the_product() {
        let (inputs, outputs, rows) = (37, 21, 13);
        let w: Vec<f32> = (0..inputs * outputs).map(|i| ((i * 7919) % 101) as f32 / 50.0 - 1.0).collect();
        let b: Vec<f32> = (0..outputs).map(|i| i as f32).collect();
        let a: Vec<f32> = (0..inputs * rows).map(|i| ((i * 104_729) % 97) as f32 / 48.0 - 1.0).collect();
        let packed = Packed::new(&w, &b, inputs, outputs, |o| o);
        let mut fast = Vec::new();
        packed.multiply(&a, inputs, rows, &mut fast);
        let mut plain = vec![0.0; rows * packed.stride()];
        body(&packed, &a, inputs, rows, &mut plain, |x, w, sum| x * w + sum);
        for r in 0..rows {
            for o in 0..outputs {
                let want: f64 = (0..inputs).map(|i| f64::from(a[r * inputs + i]) * f64::from(w[o * inputs + i])).sum();
                let want = want + f64::from(b[o]);
                for got in [fast[r * packed.stride() + o], plain[r * packed.stride() + o]] {
                    assert!((f64::from(got) - want).abs() < 1e-4, "row {r} output {o}: {got} for {want}");
                }
            }
        }
    }
}
