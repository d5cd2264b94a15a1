//! State records: dated, sourced figures of how things stand.

use crate::{Factor, Place, Statement, TextSpan};
use serde::{Deserialize, Serialize};

/// A force level: how many of whose troops stand where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Deployment {
    /// Content hash.
    pub id: String,
    /// The document's id.
    pub doc: String,
    /// Number of the sentence, from 0.
    pub sentence: usize,
    /// The words of the sentence.
    pub quote: TextSpan,
    /// Country of the force, ISO 3166-1 alpha-3.
    pub actor: Option<String>,
    /// The words that name the force ("American soldiers").
    pub unit: TextSpan,
    /// At least.
    pub min: u64,
    /// At most.
    pub max: Option<u64>,
    /// Whether the text says "around", "some" or the like.
    pub approximate: bool,
    /// The words of the figure.
    pub count: TextSpan,
    /// Host place.
    pub place: Option<Place>,
    /// Day for which it is given (ISO 8601): the one that the text names, else that of publication.
    pub as_of: Option<String>,
    /// Whether it is a level still to be reached ("will cut its force to 1,500").
    pub planned: bool,
    /// raised, cut or none.
    pub change: Option<String>,
}

/// One line of `masudi code --states`: what a document tells beside its events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "record", rename_all = "kebab-case")]
pub enum StateRecord {
    /// A force level.
    Deployment(Deployment),
    /// What is named as deciding an outcome.
    Factor(Factor),
    /// A claim with its speaker.
    Statement(Statement),
}
