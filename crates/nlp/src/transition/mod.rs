//! What parser and entity recogniser share: actions, and scores of a state.
//!
//! In: token vectors. A state names a token, or none, for each of its slots; each token's share in each slot is one row
//! of a product, the sum of the rows makes the hidden layer, and that makes the scores of the actions.

mod moves;
mod rows;

use crate::LoadError;
use crate::kernel::{Packed, hidden_layer};
use crate::network::Network;
pub(crate) use moves::moves;
pub(crate) use rows::Rows;

/// No token in a slot.
pub(crate) const NONE: u32 = u32::MAX;

/// The scoring network of a transition system.
#[derive(Debug)]
pub(crate) struct Scorer {
    pub(crate) lower: Packed,
    pub(crate) features: Packed,
    /// One row of `slots × block` for a missing token.
    missing: Vec<f32>,
    bias: Vec<f32>,
    pub(crate) upper: Packed,
    /// Weights row by row, and biases, for single actions.
    upper_rows: (Vec<f32>, Vec<f32>),
    slots: usize,
    pub(crate) hidden: usize,
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
            upper_rows: (uw.data.clone(), ub.data.clone()),
            missing: (0..slots * block).map(|o| pad.data[piece_major(o)]).collect(),
            bias: (0..block).map(|o| b.data[piece_major(o)]).collect(),
            upper: Packed::new(&uw.data, &ub.data, hidden, outputs, |o| o),
            slots,
            hidden,
        })
    }

    pub(crate) fn inputs(&self) -> usize {
        self.lower.inputs
    }

    pub(crate) fn slots(&self) -> usize {
        self.slots
    }

    /// Values of a token's share in one slot.
    pub(crate) fn block(&self) -> usize {
        self.bias.len()
    }

    /// The share of a missing token in a slot.
    pub(crate) fn missing(&self, slot: usize) -> &[f32] {
        &self.missing[slot * self.block()..][..self.block()]
    }

    /// The features of one slot alone.
    pub(crate) fn slot(&self, slot: usize) -> Packed {
        self.features.part(slot * self.block(), self.block())
    }

    /// The hidden layer of a state from its rows. `sum` is working space of `block()` values.
    pub(crate) fn hidden(&self, rows: &[&[f32]], sum: &mut [f32], out: &mut [f32]) {
        hidden_layer(rows, &self.bias, sum, out);
    }

    /// The score of one action.
    pub(crate) fn score_one(&self, hidden: &[f32], action: usize) -> f32 {
        let row = &self.upper_rows.0[action * self.hidden..][..self.hidden];
        let mut lanes = [0.0f32; 8];
        for (w, h) in row.chunks(8).zip(hidden.chunks(8)) {
            for ((lane, w), h) in lanes.iter_mut().zip(w).zip(h) {
                *lane += w * h;
            }
        }
        lanes.iter().sum::<f32>() + self.upper_rows.1[action]
    }

    /// The network of some of the actions.
    pub(crate) fn some_actions(&self, actions: &[usize]) -> Packed {
        let (weights, bias) = &self.upper_rows;
        Packed::new(weights, bias, self.hidden, actions.len(), |o| actions[o])
    }
}
