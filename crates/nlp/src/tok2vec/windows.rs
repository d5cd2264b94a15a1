//! The window layers: each row takes its neighbours in, with a residual.
//!
//! In: records of words (see `records`). Out: one vector a token. Each document has `depth` rows of zeros before and
//! behind its tokens, and the layers run on those as well; only the rows that a token's vector depends on are computed.

use super::Layer;
use crate::kernel::{Norm, Packed, add_rows, combine_pair, pair_inputs};
use std::ops::Range;

/// Pairs of rows whose inputs stay in the first-level cache while the weights pass.
const PAIRS: usize = 48;

/// The first layer, taken apart into the shares of the word before, the word itself and the word behind.
#[derive(Debug)]
pub(super) struct FirstWindow {
    /// `[3 × pieces × width]` outputs of one word: to the row behind it, its own, to the row before it.
    pub(super) shares: Packed,
    pub(super) block: usize,
    bias: Vec<f32>,
    zero: Vec<f32>,
    norm: Norm,
}

/// A later layer, as the four products that give two neighbouring rows.
#[derive(Debug)]
pub(super) struct Window {
    products: [Packed; 4],
    norm: Norm,
}

/// Tokens of one document that are computed together: all of them, or a stretch of a long document.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Tokens whose vectors are wanted, counted in the whole batch.
    pub(super) tokens: Range<usize>,
    /// All tokens of their document.
    pub(super) document: Range<usize>,
}

/// Working space that is used again for every group of parts.
#[derive(Debug, Default)]
pub(super) struct Space {
    rows: Vec<f32>,
    next: Vec<f32>,
    inputs: [Vec<f32>; 4],
    products: [Vec<f32>; 4],
}

impl FirstWindow {
    pub(super) fn new(layer: &Layer) -> Self {
        let (width, block) = (layer.norm.gain.len(), layer.outputs());
        let mut rows = Vec::with_capacity(3 * block * width);
        for share in 0..3 {
            rows.extend(layer.columns(share * width, width));
        }
        Self {
            shares: Packed::new(&rows, &[], width, 3 * block, |o| o),
            block,
            bias: layer.bias.clone(),
            zero: vec![0.0; block],
            norm: layer.norm.clone(),
        }
    }
}

impl Window {
    pub(super) fn new(layer: &Layer) -> Self {
        let (width, block) = (layer.norm.gain.len(), layer.outputs());
        let [before, own, behind] = [0, 1, 2].map(|share| layer.columns(share * width, width));
        let half = |sign: f64| -> Vec<f32> {
            let sum = |i: usize| (f64::from(before[i]) + sign * f64::from(own[i]) + f64::from(behind[i])) / 2.0;
            (0..before.len()).map(|i| sum(i) as f32).collect()
        };
        let pack = |weights: &[f32], bias: &[f32]| Packed::new(weights, bias, width, block, |o| o);
        Self {
            products: [pack(&before, &[]), pack(&half(1.0), &layer.bias), pack(&half(-1.0), &[]), pack(&behind, &[])],
            norm: layer.norm.clone(),
        }
    }
}

/// Computes the vectors of some parts. `records[i]` is the record of token `i`; `out` has a row for each token.
pub(super) fn run(
    first: &FirstWindow,
    later: &[Window],
    parts: &[Part],
    records: &[&[f32]],
    space: &mut Space,
    out: &mut [f32],
) {
    let width = first.norm.gain.len();
    let margin = later.len();
    let total: usize = parts.iter().map(|p| p.tokens.len() + 2 * margin).sum();
    space.rows.resize(total * width, 0.0);
    space.next.resize(total * width, 0.0);
    let mut base = 0;
    for part in parts {
        let count = part.tokens.len() + 2 * margin;
        for r in 0..count {
            // The token of this row, were there one: rows before the first and behind the last token are zeros.
            let record = |shift: usize| {
                let at = (part.tokens.start + r + shift).checked_sub(margin + 1)?;
                part.document.contains(&at).then(|| records[at])
            };
            let share = |shift: usize, which: usize| {
                record(shift).map_or(&first.zero[..], |k| &k[width + which * first.block..][..first.block])
            };
            let sums = [share(0, 0), share(1, 1), share(2, 2), &first.bias];
            let residual = record(1).map_or(&first.zero[..width], |k| &k[..width]);
            add_rows(sums, &first.norm, residual, &mut space.rows[(base + r) * width..][..width]);
        }
        base += count;
    }
    for (l, window) in later.iter().enumerate() {
        // (row of the first of the two in the buffer, whether there are two)
        let mut pairs: Vec<(usize, bool)> = Vec::with_capacity(total / 2 + parts.len());
        let mut base = 0;
        for part in parts {
            let count = part.tokens.len() + 2 * margin;
            let rows = base + l + 1..base + count - l - 1;
            pairs.extend(rows.clone().step_by(2).map(|r| (r, r + 1 < rows.end)));
            base += count;
        }
        for group in pairs.chunks(PAIRS) {
            layer(window, group, width, space);
        }
        std::mem::swap(&mut space.rows, &mut space.next);
    }
    let mut base = 0;
    for part in parts {
        let n = part.tokens.len() * width;
        out[part.tokens.start * width..][..n].copy_from_slice(&space.rows[(base + margin) * width..][..n]);
        base += part.tokens.len() + 2 * margin;
    }
}

/// One layer over some pairs of rows, from `space.rows` to `space.next`.
fn layer(window: &Window, pairs: &[(usize, bool)], width: usize, space: &mut Space) {
    for v in &mut space.inputs {
        v.resize(PAIRS * width, 0.0);
    }
    let [a, b, c, d] = &mut space.inputs;
    for (k, (r, two)) in pairs.iter().enumerate() {
        let row = |i: usize| &space.rows[(r + i - 1) * width..][..width];
        let input = [row(0), row(1), row(2), if *two { row(3) } else { row(2) }];
        let at = k * width..(k + 1) * width;
        pair_inputs(input, [&mut a[at.clone()], &mut b[at.clone()], &mut c[at.clone()], &mut d[at]]);
    }
    for ((packed, input), product) in window.products.iter().zip(&space.inputs).zip(&mut space.products) {
        packed.multiply_into(input, width, pairs.len(), product);
    }
    let stride = window.products[0].stride();
    for (k, (r, two)) in pairs.iter().enumerate() {
        let [a, b, c, d] = &space.products;
        let m = [a, b, c, d].map(|p| &p[k * stride..][..stride]);
        let at = r * width..(r + 1 + usize::from(*two)) * width;
        combine_pair(m, &window.norm, &space.rows[at.clone()], &mut space.next[at]);
    }
}
