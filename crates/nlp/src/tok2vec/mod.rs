//! Token vectors: hashed features, a mixing layer and window layers with residuals.
//!
//! In: the tokens of a batch of documents. Out: one vector a token. What depends on a word alone is computed once and
//! remembered (`records`); the window layers run over many documents at a time (`windows`).

mod records;
mod static_vectors;
mod windows;

use crate::LoadError;
use crate::hash::{embed_keys, string_id};
use crate::kernel::{Norm, Packed, add_rows};
use crate::msgpack::{self, Tensor};
use crate::network::Network;
use crate::work::Work;
use records::{Key, Map, Records};
pub(crate) use static_vectors::Vectors;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use windows::{FirstWindow, Part, Space, Window};

/// Tokens of a document that are computed together; a longer document is taken in stretches.
const STRETCH: usize = 512;

#[derive(Debug)]
enum Feature {
    Norm,
    Prefix,
    Suffix,
    Shape,
    Space,
    IsSpace,
    Lower,
    Orth,
}

#[derive(Debug)]
struct Table {
    feature: Feature,
    seed: u32,
    rows: usize,
    data: Vec<f32>,
}

/// A maxout layer as the model holds it, its outputs piece after piece.
#[derive(Debug)]
struct Layer {
    weights: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
    norm: Norm,
}

/// The token-to-vector network of one component.
#[derive(Debug)]
pub(crate) struct Tok2Vec {
    tables: Vec<Table>,
    /// Static vectors already projected, by word id.
    projected: Option<(HashMap<u64, usize>, Vec<f32>)>,
    mixer: Packed,
    mixer_norm: Norm,
    first: FirstWindow,
    later: Vec<Window>,
    pub(crate) width: usize,
    records: Records,
}

impl Layer {
    fn new(network: &Network, weights: (&Tensor, &Tensor), norm: (&Tensor, &Tensor)) -> Result<Self, LoadError> {
        let file = &network.file;
        let [width, pieces, inputs] = weights.0.dims::<3>(file, "W of maxout")?;
        let outputs = width * pieces;
        let fits = [weights.1.data.len() == outputs, norm.0.data.len() == width, norm.1.data.len() == width];
        if fits.contains(&false) || outputs == 0 || inputs == 0 {
            return Err(LoadError::damaged(file, "bias and norm that fit the weights", "other shapes"));
        }
        // Piece-major, so that the maxout is an element-wise maximum of blocks.
        let order = |o: usize| (o % width) * pieces + o / width;
        Ok(Self {
            weights: (0..outputs).flat_map(|o| &weights.0.data[order(o) * inputs..][..inputs]).copied().collect(),
            bias: (0..outputs).map(|o| weights.1.data[order(o)]).collect(),
            inputs,
            norm: Norm { gain: norm.0.data.clone(), shift: norm.1.data.clone() },
        })
    }

    fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// The weights of some inputs: `[outputs × width]`.
    fn columns(&self, from: usize, width: usize) -> Vec<f32> {
        self.weights.chunks_exact(self.inputs).flat_map(|row| &row[from..from + width]).copied().collect()
    }
}

impl Tok2Vec {
    /// Takes the network out of a component's model. Errors: [`LoadError`].
    pub(crate) fn new(network: &Network, vectors: Option<&Vectors>) -> Result<Self, LoadError> {
        let file = &network.file;
        let columns = network.attr(network.one("extract_features")?, "columns")?;
        let columns: Vec<&str> = columns.as_array().into_iter().flatten().filter_map(msgpack::text).collect();
        let mut tables: Vec<(u64, Table)> = Vec::new();
        for node in network.all("hashembed") {
            let e = network.param(node, "E")?;
            let [rows, width] = e.dims::<2>(file, "E of hashembed")?;
            let number = |name: &str| {
                network
                    .attr(node, name)?
                    .as_u64()
                    .ok_or_else(|| LoadError::damaged(file, format!("a number {name}"), "none"))
            };
            let (column, seed) = (number("column")?, number("seed")?);
            let feature = match columns.get(column as usize).copied() {
                Some("NORM") => Feature::Norm,
                Some("PREFIX") => Feature::Prefix,
                Some("SUFFIX") => Feature::Suffix,
                Some("SHAPE") => Feature::Shape,
                Some("SPACY") => Feature::Space,
                Some("IS_SPACE") => Feature::IsSpace,
                Some("LOWER") => Feature::Lower,
                Some("ORTH") => Feature::Orth,
                other => {
                    let what = format!("feature {}", other.unwrap_or("without a name"));
                    return Err(LoadError::Unsupported { file: file.clone(), what });
                }
            };
            if rows == 0 || width == 0 {
                return Err(LoadError::damaged(file, "an embedding table", "an empty one"));
            }
            tables.push((column, Table { feature, seed: seed as u32, rows, data: e.data.clone() }));
        }
        tables.sort_by_key(|(column, _)| *column);
        let tables: Vec<Table> = tables.into_iter().map(|(_, t)| t).collect();
        let mut layers = Vec::new();
        for (maxout, norm) in network.all("maxout").zip(network.all("layernorm")) {
            let weights = (network.param(maxout, "W")?, network.param(maxout, "b")?);
            layers.push(Layer::new(network, weights, (network.param(norm, "G")?, network.param(norm, "b")?))?);
        }
        let [mixer, first, later @ ..] = &layers[..] else {
            return Err(LoadError::damaged(file, "a mixing layer and window layers", layers.len().to_string()));
        };
        let width = mixer.norm.gain.len();
        let projected =
            network.all("static_vectors").next().map(|node| project(network, node, vectors, width)).transpose()?;
        let inputs = (tables.len() + usize::from(projected.is_some())) * width;
        let fits = tables.iter().all(|t| t.data.len() == t.rows * width)
            && mixer.inputs == inputs
            && width % 16 == 0
            && layers[1..].iter().all(|l| l.inputs == 3 * width && l.norm.gain.len() == width);
        if !fits {
            return Err(LoadError::damaged(file, "layers whose widths fit together", "others"));
        }
        Ok(Self {
            tables,
            projected,
            mixer: Packed::new(&mixer.weights, &mixer.bias, inputs, mixer.outputs(), |o| o),
            mixer_norm: mixer.norm.clone(),
            first: FirstWindow::new(first),
            later: later.iter().map(Window::new).collect(),
            width,
            records: Records::default(),
        })
    }

    /// Vectors of the tokens of a batch, row by row; `documents` are their ranges, in order and without gaps.
    pub(crate) fn vectors(&self, tokens: &[Work], documents: &[Range<usize>]) -> Vec<f32> {
        let (keys, word_of) = self.words(tokens);
        let known = self.records.find(&keys);
        let missing: Vec<usize> = (0..keys.len()).filter(|i| known[*i].is_none()).collect();
        let length = self.width + self.first.shares.stride();
        let computed = self.compute(&missing.iter().map(|i| &keys[*i]).collect::<Vec<_>>());
        let mut records: Vec<&[f32]> = known.iter().map(|r| r.as_deref().unwrap_or(&[])).collect();
        for (record, at) in computed.chunks_exact(length).zip(&missing) {
            records[*at] = record;
        }
        let of_token: Vec<&[f32]> = word_of.iter().map(|w| records[*w as usize]).collect();
        let mut out = vec![0.0; tokens.len() * self.width];
        let mut space = Space::default();
        let (mut group, mut size) = (Vec::new(), 0);
        for document in documents {
            for start in document.clone().step_by(STRETCH) {
                let part = Part { tokens: start..document.end.min(start + STRETCH), document: document.clone() };
                size += part.tokens.len();
                group.push(part);
                if size >= STRETCH {
                    windows::run(&self.first, &self.later, &group, &of_token, &mut space, &mut out);
                    (size, group) = (0, Vec::new());
                }
            }
        }
        windows::run(&self.first, &self.later, &group, &of_token, &mut space, &mut out);
        let fresh = computed.chunks_exact(length).zip(&missing);
        self.records.keep(fresh.map(|(record, at)| (&keys[*at], Arc::from(record))));
        out
    }

    /// The distinct words of a batch by their features, and which of them each token is.
    fn words(&self, tokens: &[Work]) -> (Vec<Key>, Vec<u32>) {
        let mut numbers: Map<u32> = Map::default();
        let mut keys: Vec<Key> = Vec::new();
        let mut key = vec![0u64; self.tables.len() + usize::from(self.projected.is_some())];
        let mut word_of = Vec::with_capacity(tokens.len());
        for token in tokens {
            for (value, table) in key.iter_mut().zip(&self.tables) {
                *value = match table.feature {
                    Feature::Norm => token.norm,
                    Feature::Prefix => token.lexeme.prefix,
                    Feature::Suffix => token.lexeme.suffix,
                    Feature::Shape => token.lexeme.shape,
                    Feature::Space => u64::from(token.space_after),
                    Feature::IsSpace => u64::from(token.lexeme.is_space),
                    Feature::Lower => string_id(&token.lexeme.lower),
                    Feature::Orth => token.lexeme.orth,
                };
            }
            if let (Some((rows, _)), Some(last)) = (&self.projected, key.last_mut()) {
                *last = rows.get(&token.lexeme.orth).map_or(u64::MAX, |row| *row as u64);
            }
            word_of.push(match numbers.get(&key[..]) {
                Some(number) => *number,
                None => {
                    let number = keys.len() as u32;
                    keys.push(key.clone().into());
                    numbers.insert(key.clone().into(), number);
                    number
                }
            });
        }
        (keys, word_of)
    }

    /// Records of words: the mixed embedding, then the word's shares in the first window layer.
    fn compute(&self, keys: &[&Key]) -> Vec<f32> {
        let (n, width) = (keys.len(), self.width);
        let inputs = self.mixer.inputs;
        let mut features = vec![0.0f32; n * inputs];
        for (key, row) in keys.iter().zip(features.chunks_exact_mut(inputs)) {
            let mut blocks = row.chunks_exact_mut(width);
            for ((table, value), block) in self.tables.iter().zip(key.iter()).zip(blocks.by_ref()) {
                for hash in embed_keys(*value, table.seed) {
                    let from = hash as usize % table.rows * width;
                    for (sum, v) in block.iter_mut().zip(&table.data[from..from + width]) {
                        *sum += v;
                    }
                }
            }
            if let (Some((_, data)), Some(row)) = (&self.projected, key.last()) {
                let known = usize::try_from(*row).ok().and_then(|row| data.get(row.checked_mul(width)?..));
                if let (Some(vector), Some(block)) = (known, blocks.next()) {
                    block.copy_from_slice(&vector[..width]);
                }
            }
        }
        let mut mixed = Vec::new();
        self.mixer.multiply_into(&features, inputs, n, &mut mixed);
        let stride = self.mixer.stride();
        let zero = vec![0.0; stride.max(width)];
        let mut rows = vec![0.0; n * width];
        for (sums, out) in mixed.chunks_exact(stride).zip(rows.chunks_exact_mut(width)) {
            add_rows([sums, &zero[..stride], &zero[..stride], &zero[..stride]], &self.mixer_norm, &zero[..width], out);
        }
        let mut shares = Vec::new();
        self.first.shares.multiply_into(&rows, width, n, &mut shares);
        let block = self.first.shares.stride();
        let mut out = Vec::with_capacity(n * (width + block));
        for (row, shares) in rows.chunks_exact(width).zip(shares.chunks_exact(block)) {
            out.extend_from_slice(row);
            out.extend_from_slice(shares);
        }
        out
    }
}

type Projected = (HashMap<u64, usize>, Vec<f32>);

/// Static vectors after the layer that brings them to the network's width.
fn project(
    network: &Network,
    node: &crate::network::Node,
    vectors: Option<&Vectors>,
    width: usize,
) -> Result<Projected, LoadError> {
    let w = network.param(node, "W")?;
    let [outputs, inputs] = w.dims::<2>(&network.file, "W of static_vectors")?;
    let vectors = vectors
        .filter(|v| v.width == inputs && outputs == width && width.is_multiple_of(16))
        .ok_or_else(|| LoadError::damaged("vocab/vectors", format!("vectors of width {inputs}"), "none that fit"))?;
    let mut out = Vec::new();
    Packed::new(&w.data, &[], inputs, outputs, |o| o).multiply_into(
        &vectors.data,
        inputs,
        vectors.data.len() / inputs,
        &mut out,
    );
    Ok((vectors.rows.clone(), out))
}
