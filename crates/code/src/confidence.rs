//! How sure a mention is: the chance that its type is right.
//!
//! In: the prior that the author of a frame gave it. Out: a probability. Authors judge their frames by the sentences that
//! they think of; the two weights, fitted on annotated articles by `scripts/calibrate`, set this right.

use masudi_lexicon::frames::{ConfidenceWeights, Frame};

/// The chance, between 0.02 and 0.98, that an event that the frame codes has the type that it was given.
pub(crate) fn of(weights: &ConfidenceWeights, frame: &Frame) -> f32 {
    let prior = frame.confidence.clamp(0.05, 0.95);
    let sum = weights.bias + weights.prior * (prior / (1.0 - prior)).ln();
    (1.0 / (1.0 + (-sum).exp())).clamp(0.02, 0.98)
}
