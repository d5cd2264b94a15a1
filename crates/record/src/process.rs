//! A process: a negotiation, ceasefire, withdrawal or agreement, and how it stands.

use crate::{Days, Party, Place, TextSpan};
use serde::{Deserialize, Serialize};

/// What kind of process it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProcessKind {
    /// Talks.
    #[default]
    Negotiation,
    /// A truce.
    Ceasefire,
    /// Forces leave.
    Withdrawal,
    /// A treaty, accord or deal.
    Agreement,
}

/// A step of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProcessPhase {
    /// Somebody offers or asks for it.
    Proposed,
    /// It has begun.
    Started,
    /// It is interrupted.
    Suspended,
    /// It goes on after an interruption.
    Resumed,
    /// Those at the head met.
    LeadersMet,
    /// The parties agree.
    Agreed,
    /// It is signed.
    Signed,
    /// A parliament or people confirms it.
    Ratified,
    /// It is carried out.
    Implemented,
    /// A party is said to have broken it.
    Violated,
    /// It has failed.
    Collapsed,
}

/// Words of a document that a value comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Evidence {
    /// The document's id.
    pub doc: String,
    /// Number of the sentence, from 0.
    pub sentence: usize,
    /// The words of the sentence, with their place in the document.
    pub words: TextSpan,
    /// The mention that says so, where it is one.
    pub mention: Option<String>,
}

/// One step in the history of a process.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PhaseChange {
    /// The step.
    pub phase: ProcessPhase,
    /// When.
    pub date: Option<Days>,
    /// The event that it is, where there is one.
    pub event: Option<String>,
    /// Where it is said.
    pub evidence: Vec<Evidence>,
}

/// What a text names as deciding an outcome: a factor to be weighed, a condition to be met, what the talks aim at, by when,
/// and what they are about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Factor {
    /// Content hash.
    pub id: String,
    /// The factor in the text's own words; they stand in the sentence of `evidence`.
    pub text: String,
    /// `factor`, `condition`, `aim`, `deadline` or `subject`.
    pub kind: String,
    /// Who names it.
    pub named_by: Vec<Party>,
    /// Countries that its sentence speaks of, ISO 3166-1 alpha-3.
    pub countries: Vec<String>,
    /// The days of a deadline.
    pub date: Option<Days>,
    /// Publication date of the document.
    pub published: Option<String>,
    /// Where it is said; `mention` is the event whose outcome it decides.
    pub evidence: Evidence,
}

/// A claim with its speaker.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Statement {
    /// Content hash.
    pub id: String,
    /// Who says it.
    pub speaker: Option<crate::Actor>,
    /// The words that say that it is said ("denied").
    pub cue: TextSpan,
    /// What is said.
    pub content: TextSpan,
    /// claim, denial, confirmation or demand.
    pub kind: String,
    /// Mentions of events within the content.
    pub mentions: Vec<String>,
    /// Publication date of the document.
    pub published: Option<String>,
    /// The document's id.
    pub doc: String,
    /// Number of the sentence, from 0.
    pub sentence: usize,
    /// The sentence.
    pub quote: TextSpan,
}

/// A negotiation, ceasefire, withdrawal or agreement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Process {
    /// Stable id.
    pub id: String,
    /// What kind.
    pub kind: ProcessKind,
    /// A name made of parties and subject.
    pub name: String,
    /// Who takes part.
    pub parties: Vec<Party>,
    /// What it is about, in a text's words.
    pub subject: Option<String>,
    /// Where it is held.
    pub venue: Option<Place>,
    /// Its steps, in order of time.
    pub history: Vec<PhaseChange>,
    /// The step that it stands at.
    pub state: Option<ProcessPhase>,
    /// What it is to reach.
    pub aim: Option<Factor>,
    /// When it is to end.
    pub deadline: Option<Days>,
    /// What the parties name as deciding its outcome.
    pub factors: Vec<Factor>,
    /// Ids of its events.
    pub events: Vec<String>,
    /// Ids of the withdrawals that carry out what was agreed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub carried_out_by: Vec<String>,
}
