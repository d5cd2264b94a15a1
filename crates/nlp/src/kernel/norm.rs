//! What follows a product: sums of projections, maxout over pieces, layer normalisation, residuals.
//!
//! In: rows of `pieces × width` values, piece after piece. Out: rows of `width` values.

use super::has_avx2;

/// Compiles a function twice and takes the AVX2 version where the machine has it.
macro_rules! on_both_paths {
    ($(#[$doc:meta])* fn $name:ident / $plain:ident / $wide:ident ($($arg:ident: $type:ty),*) $body:block) => {
        $(#[$doc])*
        #[inline]
        pub(crate) fn $name($($arg: $type),*) {
            #[cfg(target_arch = "x86_64")]
            if has_avx2() {
                // SAFETY: the features were just detected.
                return unsafe { $wide($($arg),*) };
            }
            $plain($($arg),*)
        }

        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma")]
        unsafe fn $wide($($arg: $type),*) {
            $plain($($arg),*)
        }

        #[inline(always)]
        fn $plain($($arg: $type),*) $body
    };
}

/// Gain and shift of a layer normalisation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Norm {
    pub(crate) gain: Vec<f32>,
    pub(crate) shift: Vec<f32>,
}

on_both_paths! {
    /// One row: the sum of `rows`, maxout over pieces, normalised, plus `residual`.
    fn add_rows / add_rows_plain / add_rows_avx2(rows: [&[f32]; 4], norm: &Norm, residual: &[f32], out: &mut [f32]) {
        let width = out.len();
        maxout(out, rows[0].len() / width, |piece| {
            let [a, b, c, d] = rows.map(|row| &row[piece * width..][..width]);
            move |i| (a[i] + b[i]) + (c[i] + d[i])
        });
        normalise(norm, residual, out);
    }
}

on_both_paths! {
    /// Two neighbouring rows from the four products of a pair (see [`pair_inputs`]); the bias is in `m[1]`.
    fn combine_pair / combine_pair_plain / combine_pair_avx2(
        m: [&[f32]; 4], norm: &Norm, residual: &[f32], out: &mut [f32]
    ) {
        let width = norm.gain.len();
        let pieces = m[0].len() / width;
        let (first, second) = out.split_at_mut(width);
        maxout(first, pieces, |piece| {
            let [a, b, c, _] = m.map(|row| &row[piece * width..][..width]);
            move |i| (a[i] + b[i]) + c[i]
        });
        normalise(norm, &residual[..width], first);
        if second.len() == width {
            maxout(second, pieces, |piece| {
                let [_, b, c, d] = m.map(|row| &row[piece * width..][..width]);
                move |i| (b[i] - c[i]) - d[i]
            });
            normalise(norm, &residual[width..], second);
        }
    }
}

on_both_paths! {
    /// The four inputs from which the products of two neighbouring windows of three rows are made: four rows `d` in,
    /// `d0 − d2`, `d1 + d2`, `d2 − d1` and `d1 − d3` out.
    ///
    /// With weights `g0`, `(g0 + g1 + g2) / 2`, `(g0 − g1 + g2) / 2` and `g2` these give both windows in four products
    /// of one row instead of six (Winograd's F(2, 3)).
    fn pair_inputs / pair_inputs_plain / pair_inputs_avx2(d: [&[f32]; 4], out: [&mut [f32]; 4]) {
        let width = d[0].len();
        let [a, b, c, e] = d.map(|row| &row[..width]);
        let [w, x, y, z] = out.map(|row| &mut row[..width]);
        for i in 0..width {
            w[i] = a[i] - c[i];
            x[i] = b[i] + c[i];
            y[i] = c[i] - b[i];
            z[i] = b[i] - e[i];
        }
    }
}

on_both_paths! {
    /// A state's hidden layer: the sum of `rows` and `bias`, maxout over pieces. `sum` is working space as long as the
    /// bias, which is a multiple of 16.
    fn hidden_layer / hidden_layer_plain / hidden_layer_avx2(
        rows: &[&[f32]], bias: &[f32], sum: &mut [f32], out: &mut [f32]
    ) {
        for (at, (total, bias)) in sum.chunks_exact_mut(16).zip(bias.chunks_exact(16)).enumerate() {
            let mut lanes = [0.0f32; 16];
            lanes.copy_from_slice(bias);
            for row in rows {
                for (lane, v) in lanes.iter_mut().zip(&row[at * 16..][..16]) {
                    *lane += v;
                }
            }
            total.copy_from_slice(&lanes);
        }
        let width = out.len();
        let sum = &*sum;
        maxout(out, sum.len() / width, |piece| {
            let row = &sum[piece * width..][..width];
            move |i| row[i]
        });
    }
}

/// Element-wise maximum over pieces; `value(piece)(i)` is element `i` of a piece.
#[inline(always)]
fn maxout<F: Fn(usize) -> f32>(out: &mut [f32], pieces: usize, value: impl Fn(usize) -> F) {
    let first = value(0);
    for (i, best) in out.iter_mut().enumerate() {
        *best = first(i);
    }
    for piece in 1..pieces {
        let next = value(piece);
        for (i, best) in out.iter_mut().enumerate() {
            let v = next(i);
            *best = if v > *best { v } else { *best };
        }
    }
}

/// Layer normalisation in place, then the residual. Sums run in eight lanes, so that they round alike on both paths.
#[inline(always)]
fn normalise(norm: &Norm, residual: &[f32], row: &mut [f32]) {
    let n = row.len();
    let mean = lanes(row, |v| v) / n as f32;
    let variance = lanes(row, |v| (v - mean) * (v - mean)) / n as f32 + 1e-8;
    let scale = 1.0 / variance.sqrt();
    let (gain, shift, residual) = (&norm.gain[..n], &norm.shift[..n], &residual[..n]);
    for i in 0..n {
        row[i] = (row[i] - mean) * scale * gain[i] + shift[i] + residual[i];
    }
}

#[inline(always)]
fn lanes(row: &[f32], value: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0f32; 8];
    for chunk in row.chunks_exact(8) {
        for (sum, v) in sums.iter_mut().zip(chunk) {
            *sum += value(*v);
        }
    }
    let [a, b, c, d, e, f, g, h] = sums;
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(n: usize, seed: usize) -> Vec<f32> {
        (0..n).map(|i| (((i + seed) * 7919) % 1013) as f32 / 500.0 - 1.0).collect()
    }

    #[test]
    fn a_pair_is_two_windows() {
        let (width, pieces) = (16, 3);
        let weights: Vec<Vec<f32>> = (0..3).map(|k| row(width * pieces * width, 31 * k)).collect();
        let d: Vec<Vec<f32>> = (0..4).map(|k| row(width, 1000 + 77 * k)).collect();
        let norm = Norm { gain: row(width, 5), shift: row(width, 6) };
        let product = |w: &[f32], x: &[f32]| -> Vec<f32> {
            w.chunks(width).map(|w| w.iter().zip(x).map(|(w, x)| w * x).sum()).collect()
        };
        let mut inputs = vec![vec![0.0; width]; 4];
        let [a, b, c, e] = inputs.get_disjoint_mut([0, 1, 2, 3]).unwrap().map(|v| &mut v[..]);
        pair_inputs([&d[0], &d[1], &d[2], &d[3]], [a, b, c, e]);
        let [g0, g1, g2] = [&weights[0], &weights[1], &weights[2]];
        let plus: Vec<f32> = (0..g0.len()).map(|i| (g0[i] + g1[i] + g2[i]) / 2.0).collect();
        let minus: Vec<f32> = (0..g0.len()).map(|i| (g0[i] - g1[i] + g2[i]) / 2.0).collect();
        let m: Vec<Vec<f32>> = [g0, &plus, &minus, g2].iter().zip(&inputs).map(|(w, x)| product(w, x)).collect();
        let residual = row(2 * width, 9);
        let mut pair = vec![0.0; 2 * width];
        combine_pair([&m[0], &m[1], &m[2], &m[3]], &norm, &residual, &mut pair);
        let zero = vec![0.0; width * pieces];
        for k in 0..2 {
            let [a, b, c] = [product(g0, &d[k]), product(g1, &d[k + 1]), product(g2, &d[k + 2])];
            let mut out = vec![0.0; width];
            add_rows_plain([&a, &b, &c, &zero], &norm, &residual[k * width..][..width], &mut out);
            for (got, want) in pair[k * width..].iter().zip(&out) {
                assert!((got - want).abs() < 1e-4, "{got} for {want}");
            }
        }
    }

    #[test]
    fn a_hidden_layer_is_the_larger_of_its_pieces() {
        let (a, b, bias) = (row(32, 1), row(32, 2), row(32, 3));
        let (mut sum, mut out) = (vec![0.0; 32], vec![0.0; 16]);
        hidden_layer(&[&a, &b], &bias, &mut sum, &mut out);
        for i in 0..16 {
            let piece = |p: usize| bias[p * 16 + i] + a[p * 16 + i] + b[p * 16 + i];
            assert_eq!(out[i], piece(0).max(piece(1)));
        }
    }
}
