//! An event to compare: of a run or of gold data, in the same shape.

use masudi_record::{Actor, Mention, Status};
use std::collections::BTreeSet;

/// One event in one sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// The document's id.
    pub doc: String,
    /// Number of the gold's sentence that it stands in; `None` when in none of them.
    pub sentence: Option<usize>,
    /// The words that express it.
    pub trigger: String,
    /// Event type.
    pub event_type: String,
    /// Mode.
    pub mode: Option<String>,
    /// Status, as the record writes it.
    pub status: Option<String>,
    /// Countries of its actors.
    pub actors: BTreeSet<String>,
    /// Countries of its recipients.
    pub recipients: BTreeSet<String>,
    /// Day, month, year or interval (`from/to`).
    pub date: Option<String>,
    /// Country of its place.
    pub place: Option<String>,
    /// Gold only: whether a careful analyst would certainly code it.
    pub core: bool,
    /// Runs only: probability that the type is right; `None` when the run says none.
    pub confidence: Option<f64>,
    /// Runs only: the frame that coded it.
    pub rule: String,
    /// Words of the actors, for reading.
    pub actor_words: Vec<String>,
    /// Words of the recipients, for reading.
    pub recipient_words: Vec<String>,
}

impl Item {
    /// From a mention of the record, in a given sentence of the gold.
    pub fn of_mention(mention: &Mention, sentence: Option<usize>) -> Self {
        let countries = |actors: &[Actor]| actors.iter().filter_map(|a| known(&a.country)).collect();
        let words = |actors: &[Actor]| actors.iter().map(|a| a.text.clone()).collect();
        Self {
            doc: mention.doc.clone(),
            sentence,
            trigger: mention.trigger.text.clone(),
            event_type: mention.event_type.clone(),
            mode: mention.mode.clone(),
            status: Some(status(mention.status).to_owned()),
            actors: countries(&mention.actors),
            recipients: countries(&mention.recipients),
            date: mention.date.as_ref().and_then(|d| d.from.clone()),
            place: mention.place.as_ref().and_then(|p| p.country.clone()),
            core: false,
            // A single-precision 0.7 is a little less than the 0.7 that was written.
            confidence: (mention.confidence > 0.0).then(|| (f64::from(mention.confidence) * 1e6).round() / 1e6),
            rule: mention.rule.clone(),
            actor_words: words(&mention.actors),
            recipient_words: words(&mention.recipients),
        }
    }
}

/// A value that is there and not empty.
pub(crate) fn known(value: &Option<String>) -> Option<String> {
    value.clone().filter(|v| !v.is_empty())
}

/// A status as the record writes it.
fn status(status: Status) -> &'static str {
    match status {
        Status::Actual => "actual",
        Status::Alleged => "alleged",
        Status::Future => "future",
        Status::Historical => "historical",
        Status::Hypothetical => "hypothetical",
        Status::Negated => "negated",
    }
}
