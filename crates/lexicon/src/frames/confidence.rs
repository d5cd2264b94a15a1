//! Weights of the confidence of a mention.

use super::parse;
use crate::{DataError, DataFiles};
use serde::Deserialize;

/// Terms of a logistic function from the prior of a frame to the chance that a mention is right.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfidenceWeights {
    /// Always added.
    pub bias: f32,
    /// Times the logit of the frame's prior.
    pub prior: f32,
}

impl Default for ConfidenceWeights {
    /// Those that leave a prior as it is.
    fn default() -> Self {
        Self { bias: 0.0, prior: 1.0 }
    }
}

impl ConfidenceWeights {
    /// The weights of one language; where nobody fitted any, those that change nothing. Errors: [`DataError`].
    pub(super) fn load(files: &DataFiles, folder: &str) -> Result<Self, DataError> {
        match files.list(folder, "confidence.toml").first() {
            Some(path) => parse(path, &files.read(path)?),
            None => Ok(Self::default()),
        }
    }
}
