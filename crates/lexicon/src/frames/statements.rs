//! Verbs by which somebody is said to deny, confirm or demand.
//!
//! In: `data/coding/LANG/statements.toml`. Out: [`StatementCues`].

use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::HashSet;

/// Verbs by what they make of what is said.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementCues {
    /// It is denied.
    pub denial: HashSet<SmolStr>,
    /// It is confirmed.
    pub confirmation: HashSet<SmolStr>,
    /// It is demanded.
    pub demand: HashSet<SmolStr>,
    /// It is denied where their object is one of `accusations`.
    pub rejects: HashSet<SmolStr>,
    /// Nouns of what is said against somebody.
    pub accusations: HashSet<SmolStr>,
    /// Verbs by which somebody owns up to one of `deeds`.
    pub owns: HashSet<SmolStr>,
    /// Nouns of what somebody owns up to.
    pub deeds: HashSet<SmolStr>,
}
