//! What became of events from one reconciliation to the next.

use serde::{Deserialize, Serialize};

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum ChangeKind {
    /// It is new; `others` are the events that its mentions come from.
    Added,
    /// Something of it changed.
    Changed,
    /// It is gone; its mentions are now told of the one event in `others`.
    Merged,
    /// Mentions of it are now told of the new events in `others`; it may be left with the rest.
    Split,
    /// It is gone, and so are its mentions.
    Withdrawn,
}

/// One change of one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Change {
    /// Rises with every change of a record, from 1; it is never given twice.
    pub sequence: u64,
    /// When it was written down (ISO 8601, UTC); never before the change that precedes it.
    pub at: String,
    /// What became of it.
    pub kind: ChangeKind,
    /// Id of the event.
    pub event: String,
    /// Ids of other events that take part in the change.
    pub others: Vec<String>,
}
