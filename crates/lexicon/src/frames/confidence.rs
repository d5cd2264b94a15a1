//! Weights of the confidence of a mention.

use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::HashMap;

/// What raises and lowers the chance that a mention is right: terms of a logistic function.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfidenceWeights {
    /// Always added.
    pub bias: f32,
    /// Times the logit of the frame's prior.
    pub prior: f32,
    /// For each condition of the frame.
    pub condition: f32,
    /// Where the mention has no actor.
    pub no_actor: f32,
    /// Where it has no recipient.
    pub no_recipient: f32,
    /// Where the frame knows nouns only.
    pub noun: f32,
    /// Where the event is alleged.
    pub alleged: f32,
    /// Where it lies ahead.
    pub future: f32,
    /// By event type.
    pub types: HashMap<SmolStr, f32>,
}
