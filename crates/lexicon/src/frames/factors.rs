//! Words by which a text names what decides an outcome.
//!
//! In: `data/coding/LANG/factors.toml`. Out: [`FactorCues`].

use crate::words::WordSet;
use serde::Deserialize;
use smol_str::SmolStr;

/// A word with a preposition before what an outcome depends on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DependCue {
    /// Verbs and adjectives, by lemma.
    pub words: WordSet,
    /// Prepositions.
    pub prepositions: WordSet,
    /// What follows is a `factor` or a `condition`.
    pub kind: DependKind,
}

/// What an outcome depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DependKind {
    /// Something to be weighed.
    Factor,
    /// Something to be met.
    Condition,
}

/// Conjunctions of a condition, in lower case; of two words where the first is "only", "on" or "as".
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionMarks {
    /// Always a condition.
    pub strict: WordSet,
    /// A condition where the main clause tells an event to come.
    pub open: WordSet,
    /// A condition where the main clause is negated.
    pub negated: WordSet,
}

/// Words of aims.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AimCues {
    /// Nouns: "the objective is to".
    pub nouns: WordSet,
    /// Verbs: "aimed at".
    pub verbs: WordSet,
}

/// Words of deadlines.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineCues {
    /// Prepositions before the day.
    pub prepositions: WordSet,
    /// Nouns with a day.
    pub nouns: WordSet,
}

/// All of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactorCues {
    /// Verbs whose object is weighed.
    pub weigh: WordSet,
    /// Nouns that a list of factors spells out.
    pub points: WordSet,
    /// Nouns that a list of conditions spells out.
    pub conditions: WordSet,
    /// Verbs that show that what is weighed decides something.
    pub decide: WordSet,
    /// Words that open a list.
    pub openers: Vec<SmolStr>,
    /// Words of dependence.
    pub depend: Vec<DependCue>,
    /// Conjunctions.
    pub marks: ConditionMarks,
    /// Aims.
    pub aims: AimCues,
    /// Deadlines.
    pub deadlines: DeadlineCues,
    /// Prepositions before what talks are about.
    pub subjects: WordSet,
    /// Verbs whose object talks are about.
    pub discuss: WordSet,
}
