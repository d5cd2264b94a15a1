//! Token vectors: hashed features, a mixing layer and four window layers with residuals.
//!
//! Shape: tokens in, `[tokens × width]` out. Each document is padded with as many zero rows before and behind as there
//! are window layers; the layers run on those rows as well.

use crate::hash::embed_keys;
use crate::kernel::{Packed, maxout_norm};
use crate::msgpack::{self, Tensor};
use crate::network::Network;
use crate::work::Work;
use crate::{LoadError, Package};
use std::collections::HashMap;

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

#[derive(Debug)]
struct Layer {
    weights: Packed,
    pieces: usize,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

/// Static word vectors of a model, by word id.
#[derive(Debug)]
pub(crate) struct Vectors {
    rows: HashMap<u64, usize>,
    width: usize,
    data: Vec<f32>,
}

/// The token-to-vector network of one component.
#[derive(Debug)]
pub(crate) struct Tok2Vec {
    tables: Vec<Table>,
    /// Static vectors already projected, by word id.
    projected: Option<(HashMap<u64, usize>, Vec<f32>)>,
    mixer: Layer,
    windows: Vec<Layer>,
    pub(crate) width: usize,
}

impl Vectors {
    /// Reads the model's static vectors; `None` for a model without. Errors: [`LoadError`].
    pub(crate) fn read(package: &Package) -> Result<Option<Self>, LoadError> {
        const KEYS: &str = "vocab/key2row";
        const DATA: &str = "vocab/vectors";
        let bytes = package.read(DATA)?;
        let damaged = |found: &str| LoadError::damaged(DATA, "a .npy matrix of <f4 in C order", found.to_owned());
        if !bytes.starts_with(b"\x93NUMPY") || bytes.len() < 12 {
            return Err(damaged("another header"));
        }
        let (from, length) = if bytes[6] == 1 {
            (10, usize::from(u16::from_le_bytes([bytes[8], bytes[9]])))
        } else {
            (12, u32::from_le_bytes([bytes[8], bytes[9], bytes[10], bytes[11]]) as usize)
        };
        let header = bytes.get(from..from + length).and_then(|h| std::str::from_utf8(h).ok());
        let header = header.ok_or_else(|| damaged("a truncated header"))?;
        let shape = header.split_once("'shape':").and_then(|(_, rest)| rest.split_once('(')?.1.split_once(')'));
        let dims: Vec<usize> =
            shape.map(|(s, _)| s.split(',').filter_map(|d| d.trim().parse().ok()).collect()).unwrap_or_default();
        let [count, width] = dims[..] else { return Err(damaged(header)) };
        if count == 0 || width == 0 {
            return Ok(None);
        }
        let body = &bytes[from + length..];
        if !header.contains("<f4")
            || header.contains("'fortran_order': True")
            || count.checked_mul(width * 4) != Some(body.len())
        {
            return Err(damaged(header));
        }
        let data = body.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let keys = msgpack::read(KEYS, &package.read(KEYS)?)?;
        let rows = keys
            .as_map()
            .into_iter()
            .flatten()
            .filter_map(|(k, v)| Some((k.as_u64()?, v.as_u64()? as usize)))
            .filter(|(_, row)| *row < count)
            .collect();
        Ok(Some(Self { rows, width, data }))
    }
}

fn layer(network: &Network, weights: (&Tensor, &Tensor), norm: (&Tensor, &Tensor)) -> Result<Layer, LoadError> {
    let file = &network.file;
    let [outputs, pieces, inputs] = weights.0.dims::<3>(file, "W of maxout")?;
    if weights.1.data.len() != outputs * pieces || norm.0.data.len() != outputs || norm.1.data.len() != outputs {
        return Err(LoadError::damaged(file, "bias and norm that fit the weights", "other shapes"));
    }
    // Piece-major, so that the maxout is an element-wise maximum of blocks.
    let order = |o: usize| (o % outputs) * pieces + o / outputs;
    Ok(Layer {
        weights: Packed::new(&weights.0.data, &weights.1.data, inputs, outputs * pieces, order),
        pieces,
        gain: norm.0.data.clone(),
        shift: norm.1.data.clone(),
    })
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
            layers.push(layer(network, weights, (network.param(norm, "G")?, network.param(norm, "b")?))?);
        }
        if layers.is_empty() {
            return Err(LoadError::damaged(file, "maxout layers", "none"));
        }
        let windows = layers.split_off(1);
        let mixer = layers.remove(0);
        let width = mixer.gain.len();
        let projected = match network.all("static_vectors").next() {
            Some(node) => {
                let w = network.param(node, "W")?;
                let [outputs, inputs] = w.dims::<2>(file, "W of static_vectors")?;
                let vectors = vectors.filter(|v| v.width == inputs && outputs == width).ok_or_else(|| {
                    LoadError::damaged("vocab/vectors", format!("vectors of width {inputs}"), "none that fit")
                })?;
                let packed = Packed::new(&w.data, &[], inputs, outputs, |o| o);
                let mut out = Vec::new();
                packed.multiply(&vectors.data, inputs, vectors.data.len() / inputs, &mut out);
                Some((vectors.rows.clone(), out))
            }
            None => None,
        };
        let inputs = (tables.len() + usize::from(projected.is_some())) * width;
        let fits = tables.iter().all(|t| t.data.len() == t.rows * width)
            && mixer.weights.inputs == inputs
            && width % 16 == 0
            && windows.iter().all(|l| l.weights.inputs == 3 * width && l.gain.len() == width);
        if !fits {
            return Err(LoadError::damaged(file, "layers whose widths fit together", "others"));
        }
        Ok(Self { tables, projected, mixer, windows, width })
    }

    /// Vectors of the tokens, row by row.
    pub(crate) fn vectors(&self, tokens: &[Work]) -> Vec<f32> {
        let (n, width, pad) = (tokens.len(), self.width, self.windows.len());
        let inputs = self.mixer.weights.inputs;
        let mut features = vec![0.0f32; n * inputs];
        for (token, row) in tokens.iter().zip(features.chunks_exact_mut(inputs)) {
            let mut blocks = row.chunks_exact_mut(width);
            for (table, block) in self.tables.iter().zip(&mut blocks) {
                let value = match table.feature {
                    Feature::Norm => token.norm,
                    Feature::Prefix => token.lexeme.prefix,
                    Feature::Suffix => token.lexeme.suffix,
                    Feature::Shape => token.lexeme.shape,
                    Feature::Space => u64::from(token.space_after),
                    Feature::IsSpace => u64::from(token.lexeme.is_space),
                    Feature::Lower => crate::hash::string_id(&token.lexeme.lower),
                    Feature::Orth => token.lexeme.orth,
                };
                for key in embed_keys(value, table.seed) {
                    let from = key as usize % table.rows * width;
                    for (sum, v) in block.iter_mut().zip(&table.data[from..from + width]) {
                        *sum += v;
                    }
                }
            }
            if let (Some((rows, data)), Some(block)) = (&self.projected, blocks.next())
                && let Some(row) = rows.get(&token.lexeme.orth)
            {
                block.copy_from_slice(&data[row * width..][..width]);
            }
        }
        // One zero row, the padding, the tokens, the padding, one zero row: windows are overlapping rows of this.
        let rows = n + 2 * pad;
        let mut x = vec![0.0f32; (rows + 2) * width];
        let mut y = Vec::new();
        self.mixer.weights.multiply(&features, inputs, n, &mut y);
        let stride = self.mixer.weights.stride();
        for i in 0..n {
            let out = &mut x[(i + pad + 1) * width..][..width];
            maxout_norm(&y[i * stride..], self.mixer.pieces, &self.mixer.gain, &self.mixer.shift, out);
        }
        let mut change = vec![0.0f32; width];
        for layer in &self.windows {
            layer.weights.multiply(&x, width, rows, &mut y);
            let stride = layer.weights.stride();
            for r in 0..rows {
                maxout_norm(&y[r * stride..], layer.pieces, &layer.gain, &layer.shift, &mut change);
                for (v, c) in x[(r + 1) * width..][..width].iter_mut().zip(&change) {
                    *v += c;
                }
            }
        }
        x[(pad + 1) * width..][..n * width].to_vec()
    }
}
