//! What parser and entity recogniser share: actions, and scores of a state.

use crate::kernel::Packed;
use crate::network::Network;
use crate::{LoadError, Package, msgpack};
use smol_str::SmolStr;

/// Actions of a component, in the order of its output rows: number and label.
pub(crate) fn moves(package: &Package, component: &str) -> Result<Vec<(u8, SmolStr)>, LoadError> {
    let file = format!("{component}/moves");
    let value = msgpack::read(&file, &package.read(&file)?)?;
    let damaged = || LoadError::damaged(&file, "a table of moves", "something else");
    let text = msgpack::get(&value, "moves").and_then(msgpack::text).ok_or_else(damaged)?;
    let json: serde_json::Value =
        serde_json::from_str(text).map_err(|e| LoadError::damaged(&file, "JSON", e.to_string()))?;
    let mut actions: Vec<(u8, Vec<(i64, String)>)> = Vec::new();
    for (action, labels) in json.as_object().ok_or_else(damaged)? {
        let action = action.parse().map_err(|_| damaged())?;
        let labels = labels.as_object().ok_or_else(damaged)?;
        let mut list: Vec<(i64, String)> = labels.iter().map(|(l, f)| (f.as_i64().unwrap_or(0), l.clone())).collect();
        list.sort_by(|a, b| b.cmp(a));
        actions.push((action, list));
    }
    actions.sort_by_key(|(action, _)| *action);
    let ner = component == "ner";
    let mut out: Vec<(u8, SmolStr)> = Vec::new();
    let mut late: Vec<(i64, String, u8)> = Vec::new();
    let mut add = |action: u8, label: &str| {
        let skip = ner && (action == 0 || (action == 5 && !label.is_empty()));
        if !skip && !out.iter().any(|(a, l)| *a == action && l == label) {
            out.push((action, label.into()));
        }
    };
    for (action, list) in &actions {
        for (frequency, label) in list {
            if *frequency < 0 {
                late.push((*frequency, label.clone(), *action));
            } else {
                add(*action, label);
            }
        }
    }
    late.sort_by(|a, b| (b.0, &b.1, a.2).cmp(&(a.0, &a.1, b.2)));
    for (_, label, action) in late {
        add(action, &label);
    }
    Ok(out)
}

/// The scoring network of a transition system.
#[derive(Debug)]
pub(crate) struct Scorer {
    lower: Packed,
    features: Packed,
    /// One row of `slots × hidden` for a missing token.
    missing: Vec<f32>,
    bias: Vec<f32>,
    upper: Packed,
    slots: usize,
    hidden: usize,
    pieces: usize,
}

/// Features of all tokens of one document, ready to be summed.
#[derive(Debug)]
pub(crate) struct Prepared {
    rows: Vec<f32>,
    stride: usize,
}

/// Buffers that are used again for every state.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    sum: Vec<f32>,
    hidden: Vec<f32>,
    pub(crate) scores: Vec<f32>,
}

impl Scorer {
    /// Takes the network out of a component's model. Errors: [`LoadError`].
    pub(crate) fn new(network: &Network, actions: usize) -> Result<Self, LoadError> {
        let file = &network.file;
        let node = network.one("precomputable_affine")?;
        let (w, b, pad) = (network.param(node, "W")?, network.param(node, "b")?, network.param(node, "pad")?);
        let [slots, hidden, pieces, inputs] = w.dims::<4>(file, "W of precomputable_affine")?;
        let block = hidden * pieces;
        let mut linears = Vec::new();
        for node in network.all("linear") {
            linears.push((network.param(node, "W")?, network.param(node, "b")?));
        }
        let [(uw, ub), (lw, lb)] = linears[..] else {
            return Err(LoadError::damaged(file, "two linear layers", linears.len().to_string()));
        };
        let [outputs, upper_inputs] = uw.dims::<2>(file, "W of the upper linear layer")?;
        let [lower_outputs, lower_inputs] = lw.dims::<2>(file, "W of the lower linear layer")?;
        let fits = outputs == actions
            && upper_inputs == hidden
            && lower_outputs == inputs
            && b.data.len() == block
            && pad.data.len() == slots * block
            && ub.data.len() == outputs
            && lb.data.len() == lower_outputs
            && block % 16 == 0;
        if !fits {
            return Err(LoadError::damaged(file, format!("layers that fit {actions} actions"), "other shapes"));
        }
        // Piece-major within each slot, so that the maxout is an element-wise maximum of blocks.
        let piece_major = |o: usize| (o % block % hidden) * pieces + o % block / hidden + o / block * block;
        Ok(Self {
            lower: Packed::new(&lw.data, &lb.data, lower_inputs, lower_outputs, |o| o),
            features: Packed::new(&w.data, &[], inputs, slots * block, piece_major),
            missing: (0..slots * block).map(|o| pad.data[piece_major(o)]).collect(),
            bias: (0..block).map(|o| b.data[piece_major(o)]).collect(),
            upper: Packed::new(&uw.data, &ub.data, hidden, outputs, |o| o),
            slots,
            hidden,
            pieces,
        })
    }

    pub(crate) fn inputs(&self) -> usize {
        self.lower.inputs
    }

    pub(crate) fn slots(&self) -> usize {
        self.slots
    }

    pub(crate) fn prepare(&self, vectors: &[f32], tokens: usize) -> Prepared {
        let (mut low, mut rows) = (Vec::new(), Vec::new());
        self.lower.multiply(vectors, self.lower.inputs, tokens, &mut low);
        self.features.multiply(&low, self.lower.stride(), tokens, &mut rows);
        Prepared { rows, stride: self.features.stride() }
    }

    /// Scores of all actions in a state, given the token in each slot.
    pub(crate) fn score(&self, prepared: &Prepared, slots: &[Option<usize>], buffers: &mut Buffers) {
        let block = self.hidden * self.pieces;
        buffers.sum.clear();
        buffers.sum.resize(block, 0.0);
        for (slot, token) in slots.iter().enumerate() {
            let row = match token {
                Some(i) => &prepared.rows[i * prepared.stride + slot * block..][..block],
                None => &self.missing[slot * block..][..block],
            };
            for (sum, v) in buffers.sum.iter_mut().zip(row) {
                *sum += v;
            }
        }
        for (sum, b) in buffers.sum.iter_mut().zip(&self.bias) {
            *sum += b;
        }
        buffers.hidden.clear();
        buffers.hidden.extend_from_slice(&buffers.sum[..self.hidden]);
        for piece in 1..self.pieces {
            for (h, v) in buffers.hidden.iter_mut().zip(&buffers.sum[piece * self.hidden..]) {
                *h = h.max(*v);
            }
        }
        self.upper.multiply(&buffers.hidden, self.hidden, 1, &mut buffers.scores);
    }
}
