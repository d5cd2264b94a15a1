//! Verbs by which somebody is said to deny, confirm or demand.
//!
//! In: `data/coding/LANG/statements.toml`. Out: [`StatementCues`].

use crate::words::WordSet;
use serde::Deserialize;

/// Verbs by what they make of what is said.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementCues {
    /// It is denied.
    pub denial: WordSet,
    /// It is confirmed.
    pub confirmation: WordSet,
    /// It is demanded.
    pub demand: WordSet,
    /// It is denied where their object is one of `accusations`.
    pub rejects: WordSet,
    /// Nouns of what is said against somebody.
    pub accusations: WordSet,
    /// Verbs by which somebody owns up to one of `deeds`.
    pub owns: WordSet,
    /// Nouns of what somebody owns up to.
    pub deeds: WordSet,
}
