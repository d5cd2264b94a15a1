//! All that was coded of one document.

use crate::{Deployment, Factor, Mention, StateRecord, Statement};
use serde::{Deserialize, Serialize};

/// What was coded of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CodedDocument {
    /// Event mentions, in order of their triggers.
    pub mentions: Vec<Mention>,
    /// Force levels, in order of their figures.
    pub deployments: Vec<Deployment>,
    /// What parties name as deciding an outcome, in order of the text.
    pub factors: Vec<Factor>,
    /// Claims with their speakers, in order of the text.
    pub statements: Vec<Statement>,
}

impl CodedDocument {
    /// What it tells beside its events: force levels, factors, statements.
    pub fn states(&self) -> impl Iterator<Item = StateRecord> {
        let deployments = self.deployments.iter().cloned().map(StateRecord::Deployment);
        let factors = self.factors.iter().cloned().map(StateRecord::Factor);
        deployments.chain(factors).chain(self.statements.iter().cloned().map(StateRecord::Statement))
    }
}
