//! All that one question is answered from: what a record holds, or the part of it that was asked for.

use crate::{Deployment, Document, Event, Factor, Mention, Process, Statement};

/// What a record holds of a situation. The order of the rows does not matter.
#[derive(Clone, Debug, Default)]
pub struct Situation {
    /// Documents; their texts may be left out.
    pub documents: Vec<Document>,
    /// Mentions, at least those of the events.
    pub mentions: Vec<Mention>,
    /// Events.
    pub events: Vec<Event>,
    /// Processes.
    pub processes: Vec<Process>,
    /// Force levels.
    pub deployments: Vec<Deployment>,
    /// Factors.
    pub factors: Vec<Factor>,
    /// Statements.
    pub statements: Vec<Statement>,
}
