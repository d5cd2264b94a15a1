//! Words beside numbers: what an event's figures count, and how force levels are told.
//!
//! In: `data/coding/LANG/figures.toml`. Out: [`Figures`].

use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::HashSet;

/// Words that say what a number counts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// Verbs whose object is counted.
    pub verbs: HashSet<SmolStr>,
    /// Verbs whose subject is counted.
    pub subjects: HashSet<SmolStr>,
    /// Nouns whose of-phrase is counted.
    pub nouns: HashSet<SmolStr>,
    /// Adjectives that complete what is counted ("left twelve dead").
    pub adjectives: HashSet<SmolStr>,
}

/// Words that tell of force levels.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// Troops stand somewhere.
    pub stand: HashSet<SmolStr>,
    /// Their number was raised.
    pub raised: HashSet<SmolStr>,
    /// Their number was cut.
    pub cut: HashSet<SmolStr>,
    /// Nouns that stand for a force: "its military presence".
    pub presence: HashSet<SmolStr>,
    /// The figure is approximate.
    pub approximate: HashSet<SmolStr>,
    /// The figure is a lower bound.
    pub least: HashSet<SmolStr>,
    /// The figure is an upper bound.
    pub most: HashSet<SmolStr>,
}

/// All of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// Dead.
    pub killed: Counted,
    /// Wounded.
    pub injured: Counted,
    /// Kidnapped or taken captive.
    pub abducted: Counted,
    /// Arrested.
    pub arrested: Counted,
    /// Troops moved.
    pub troops: Counted,
    /// Force levels.
    pub levels: Levels,
}
