//! Words that change the event they govern: light verbs, aspect, status, report.

use super::parse;
use crate::words::{WordMap, WordSet};
use crate::{DataError, DataFiles};
use serde::Deserialize;
use smol_str::SmolStr;

/// What a status operator makes of the event it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// It is expected or planned.
    Future,
    /// It is wanted, possible or conditional.
    Hypothetical,
    /// It did not happen.
    Negated,
    /// It is claimed.
    Alleged,
    /// It happened ("managed to").
    Actual,
}

/// A word that gives the event it governs a status.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusOperator {
    /// What it does.
    pub effect: Effect,
    /// Verbs, nouns and adjectives, by lemma.
    pub words: Vec<SmolStr>,
}

/// A verb that says whose deed an event was ("blamed on Mali").
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ascription {
    /// Verbs, by lemma.
    pub words: Vec<SmolStr>,
    /// Role of the doer: a preposition, or `agent`.
    pub role: SmolStr,
    /// What it says of the event's reality.
    pub effect: Effect,
}

/// A word that says which phase of an activity is meant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aspect {
    /// start, continue, suspend, resume or end.
    pub phase: SmolStr,
    /// Verbs, by lemma.
    pub words: Vec<SmolStr>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OperatorFile {
    light: Vec<SmolStr>,
    occur: Vec<SmolStr>,
    undergo: Vec<SmolStr>,
    report: Vec<SmolStr>,
    claim: Vec<SmolStr>,
    #[serde(default)]
    hearsay: Vec<SmolStr>,
    #[serde(default)]
    nobody: Vec<SmolStr>,
    future_modals: Vec<SmolStr>,
    hypothetical_modals: Vec<SmolStr>,
    past_future_modals: Vec<SmolStr>,
    guess_modals: Vec<SmolStr>,
    purposive: Vec<SmolStr>,
    conditional_marks: Vec<SmolStr>,
    according_to: Vec<SmolStr>,
    object_control: Vec<SmolStr>,
    without: Vec<SmolStr>,
    states: Vec<SmolStr>,
    status: Vec<StatusOperator>,
    aspect: Vec<Aspect>,
    ascribe: Vec<Ascription>,
}

/// All operator words of one language.
#[derive(Clone, Debug, Default)]
pub struct Operators {
    /// Verbs that only carry a noun ("carry out", "conduct", "hold").
    pub light: WordSet,
    /// Verbs that say a nominal event happened ("take place", "occur").
    pub occur: WordSet,
    /// Verbs whose subject suffers the event of their object or phrase ("survived", "brace for").
    pub undergo: WordSet,
    /// Verbs of report that leave the status as it is ("say").
    pub report: WordSet,
    /// Verbs of report that make it a claim ("allege").
    pub claim: WordSet,
    /// Verbs that in the passive pass on what is not known for sure ("is said to have").
    pub hearsay: WordSet,
    /// Words that, as subject, object or before one, say that there was none ("nobody", "no").
    pub nobody: WordSet,
    /// Auxiliaries of the future.
    pub future_modals: WordSet,
    /// Auxiliaries of possibility.
    pub hypothetical_modals: WordSet,
    /// Auxiliaries of the future in the past ("would").
    pub past_future_modals: WordSet,
    /// Auxiliaries that with "have" guess at the past ("may have").
    pub guess_modals: WordSet,
    /// Verbs whose infinitive of purpose was done ("called to congratulate").
    pub purposive: WordSet,
    /// Conjunctions of condition.
    pub conditional_marks: WordSet,
    /// Words that name a source ("according").
    pub according_to: WordSet,
    /// Verbs whose object is the subject of their infinitive ("order").
    pub object_control: WordSet,
    /// Prepositions before what was not done ("without").
    pub without: WordSet,
    /// Verbs whose participle tells of a state ("deployed", "based").
    pub states: WordSet,
    /// Status words.
    pub status: WordMap<SmolStr, Effect>,
    /// Phase words.
    pub aspect: WordMap<SmolStr, SmolStr>,
    /// Verbs that say whose deed an event was.
    pub ascribe: WordMap<SmolStr, Ascription>,
}

impl Operators {
    /// The words by which a verb of several words is an operator, in no order.
    pub(super) fn verbs(&self) -> impl Iterator<Item = &SmolStr> {
        let sets = [&self.light, &self.occur, &self.report, &self.claim, &self.object_control];
        sets.into_iter().flatten().chain(self.status.keys()).chain(self.aspect.keys())
    }

    /// Reads the operator words of one language.
    pub(super) fn load(files: &DataFiles, path: &str) -> Result<Self, DataError> {
        let file: OperatorFile = parse(path, &files.read(path)?)?;
        let set = |words: Vec<SmolStr>| words.into_iter().collect::<WordSet>();
        Ok(Self {
            light: set(file.light),
            occur: set(file.occur),
            undergo: set(file.undergo),
            report: set(file.report),
            claim: set(file.claim),
            hearsay: set(file.hearsay),
            nobody: set(file.nobody),
            future_modals: set(file.future_modals),
            hypothetical_modals: set(file.hypothetical_modals),
            past_future_modals: set(file.past_future_modals),
            guess_modals: set(file.guess_modals),
            purposive: set(file.purposive),
            conditional_marks: set(file.conditional_marks),
            according_to: set(file.according_to),
            object_control: set(file.object_control),
            without: set(file.without),
            states: set(file.states),
            status: file.status.into_iter().flat_map(|op| op.words.into_iter().map(move |w| (w, op.effect))).collect(),
            aspect: file
                .aspect
                .into_iter()
                .flat_map(|a| a.words.into_iter().map(move |w| (w, a.phase.clone())))
                .collect(),
            ascribe: file
                .ascribe
                .into_iter()
                .flat_map(|a| a.words.clone().into_iter().map(move |w| (w, a.clone())))
                .collect(),
        })
    }
}
