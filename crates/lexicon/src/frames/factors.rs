//! Words by which a text names what decides an outcome.
//!
//! In: `data/coding/LANG/factors.toml`. Out: [`FactorCues`].

use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::HashSet;

/// A word with a preposition before what an outcome depends on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DependCue {
    /// Verbs and adjectives, by lemma.
    pub words: HashSet<SmolStr>,
    /// Prepositions.
    pub prepositions: HashSet<SmolStr>,
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
    pub strict: HashSet<SmolStr>,
    /// A condition where the main clause tells an event to come.
    pub open: HashSet<SmolStr>,
    /// A condition where the main clause is negated.
    pub negated: HashSet<SmolStr>,
}

/// Words of aims.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AimCues {
    /// Nouns: "the objective is to".
    pub nouns: HashSet<SmolStr>,
    /// Verbs: "aimed at".
    pub verbs: HashSet<SmolStr>,
}

/// Words of deadlines.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineCues {
    /// Prepositions before the day.
    pub prepositions: HashSet<SmolStr>,
    /// Nouns with a day.
    pub nouns: HashSet<SmolStr>,
}

/// All of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactorCues {
    /// Verbs whose object is weighed.
    pub weigh: HashSet<SmolStr>,
    /// Nouns that a list of factors spells out.
    pub points: HashSet<SmolStr>,
    /// Nouns that a list of conditions spells out.
    pub conditions: HashSet<SmolStr>,
    /// Verbs that show that what is weighed decides something.
    pub decide: HashSet<SmolStr>,
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
    pub subjects: HashSet<SmolStr>,
    /// Verbs whose object talks are about.
    pub discuss: HashSet<SmolStr>,
}
