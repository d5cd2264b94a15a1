//! Words beside numbers: what an event's figures count, and how force levels are told.
//!
//! In: `data/coding/LANG/figures.toml`. Out: [`Figures`].

use crate::words::WordSet;
use serde::Deserialize;

/// Words that say what a number counts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// Verbs whose object is counted.
    pub verbs: WordSet,
    /// Verbs whose subject is counted.
    pub subjects: WordSet,
    /// Nouns whose of-phrase is counted.
    pub nouns: WordSet,
    /// Adjectives that complete what is counted ("left twelve dead").
    pub adjectives: WordSet,
}

/// Words that tell of force levels.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// Troops stand somewhere.
    pub stand: WordSet,
    /// Their number was raised.
    pub raised: WordSet,
    /// Their number was cut.
    pub cut: WordSet,
    /// Nouns that stand for a force: "its military presence".
    pub presence: WordSet,
    /// The figure is approximate.
    pub approximate: WordSet,
    /// The figure is a lower bound.
    pub least: WordSet,
    /// The figure is an upper bound.
    pub most: WordSet,
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
