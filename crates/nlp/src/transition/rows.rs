//! The shares of a batch's tokens in the slots of a state, computed when they are first needed.
//!
//! Stretches of tokens are computed together. Only the stretches in use lately are kept, so that memory does not grow
//! with the text; a token far back that is needed again is computed again.

use super::{NONE, Scorer};

/// Tokens in a stretch.
const STRETCH: usize = 48;
/// Stretches that are kept: at least one for each slot of a state.
const KEPT: usize = 16;

/// The rows of one batch.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    low: Vec<f32>,
    tokens: usize,
    /// Which buffer holds a stretch, or [`NONE`].
    place: Vec<u32>,
    /// Which stretch a buffer holds, and when it was last used.
    held: Vec<(u32, u64)>,
    data: Vec<f32>,
    clock: u64,
}

impl Rows {
    /// Starts on a batch.
    pub(crate) fn start(&mut self, scorer: &Scorer, vectors: &[f32], tokens: usize) {
        scorer.lower.multiply_into(vectors, scorer.lower.inputs, tokens, &mut self.low);
        self.tokens = tokens;
        self.place.clear();
        self.place.resize(tokens.div_ceil(STRETCH), NONE);
        self.held.clear();
        self.clock = 0;
    }

    /// Makes sure that a token's row is there, until as many others as a state has slots were asked for.
    #[inline]
    pub(crate) fn ensure(&mut self, scorer: &Scorer, token: usize) {
        let stretch = token / STRETCH;
        self.clock += 1;
        match self.held.get_mut(self.place[stretch] as usize) {
            Some((_, used)) => *used = self.clock,
            None => self.compute(scorer, stretch),
        }
    }

    fn compute(&mut self, scorer: &Scorer, stretch: usize) {
        let size = STRETCH * scorer.features.stride();
        let buffer = if self.held.len() < KEPT {
            self.held.push((NONE, 0));
            self.data.resize(self.data.len().max(self.held.len() * size), 0.0);
            self.held.len() - 1
        } else {
            let oldest = self.held.iter().enumerate().min_by_key(|(_, (_, used))| *used);
            oldest.map_or(0, |(at, _)| at)
        };
        if let Some(place) = self.place.get_mut(self.held[buffer].0 as usize) {
            *place = NONE;
        }
        self.held[buffer] = (stretch as u32, self.clock);
        self.place[stretch] = buffer as u32;
        let first = stretch * STRETCH;
        let rows = STRETCH.min(self.tokens - first);
        let stride = scorer.lower.stride();
        scorer.features.multiply(&self.low[first * stride..], stride, rows, &mut self.data[buffer * size..][..size]);
    }

    /// A token's share in a slot, after [`Rows::ensure`]; the share of a missing one for [`NONE`].
    #[inline]
    pub(crate) fn share<'a>(&'a self, scorer: &'a Scorer, token: u32, slot: usize) -> &'a [f32] {
        if token == NONE {
            return scorer.missing(slot);
        }
        let (stretch, inner) = (token as usize / STRETCH, token as usize % STRETCH);
        let row = self.place[stretch] as usize * STRETCH + inner;
        &self.data[row * scorer.features.stride() + slot * scorer.block()..][..scorer.block()]
    }
}
