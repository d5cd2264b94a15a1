//! An event: one happening, told by many mentions. Merging never drops a mention; where sources differ, every value is
//! kept with those who give it.

use crate::{LinkKind, Phase, Place, Status};
use serde::{Deserialize, Serialize};

/// Somebody who takes part: who it is, without the words of one mention.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Party {
    /// Who it is, or the words where nobody known is meant.
    pub name: Option<String>,
    /// Stable identifier of the lexicon.
    pub id: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// Country and sector, or the group's own code.
    pub code: Option<String>,
}

/// First and last day, inclusive, ISO 8601.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Days {
    /// First day.
    pub from: Option<String>,
    /// Last day, inclusive.
    pub to: Option<String>,
    /// day, week, month, year, range, …; `published` when it is a publication date.
    pub precision: Option<String>,
}

/// What the sources say of a number: the least and the most of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct CountRange {
    /// The lowest figure given.
    pub low: Option<u64>,
    /// The figure held best: the latest one of the most sources.
    pub best: Option<u64>,
    /// The highest figure given.
    pub high: Option<u64>,
}

/// Numbers of an event, over its sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct EventCounts {
    /// Dead.
    pub killed: Option<CountRange>,
    /// Wounded.
    pub injured: Option<CountRange>,
    /// Kidnapped or taken captive.
    pub abducted: Option<CountRange>,
    /// Arrested.
    pub arrested: Option<CountRange>,
    /// Troops moved.
    pub troops: Option<CountRange>,
    /// How many happenings an aggregate stands for ("dozens of attacks").
    pub events: Option<CountRange>,
}

/// One value of a disputed field, and who gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct DisputedValue {
    /// The value, as words.
    pub value: String,
    /// Outlets or cited persons that give it.
    pub sources: Vec<String>,
    /// Ids of the mentions that give it.
    pub mentions: Vec<String>,
}

/// A field on which the sources disagree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Dispute {
    /// Name of the field: `actors`, `status`, `counts.killed`, …
    pub field: String,
    /// The values, the best supported first.
    pub values: Vec<DisputedValue>,
}

/// How an event relates to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EventLinkKind {
    /// It answers the other.
    RespondsTo,
    /// It is one of the happenings that the other sums up.
    PartOf,
    /// It interrupts the other.
    Interrupts,
    /// It came after the other, as a source says.
    Follows,
    /// Both belong to one negotiation, ceasefire, withdrawal or agreement.
    SameProcess,
}

impl EventLinkKind {
    /// The relation of events that a relation of mentions stands for.
    pub fn of(kind: LinkKind) -> Self {
        match kind {
            LinkKind::RespondsTo | LinkKind::InRetaliationFor | LinkKind::InSupportOf => Self::RespondsTo,
            LinkKind::After => Self::Follows,
            LinkKind::Interrupts => Self::Interrupts,
        }
    }
}

/// A relation to another event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EventLink {
    /// What relation.
    pub kind: EventLinkKind,
    /// Id of the other event.
    pub event: String,
    /// Ids of the mentions that say so; empty where it follows from the dates and parties.
    pub mentions: Vec<String>,
}

/// One happening.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Event {
    /// Stable id, derived from its mentions; never given to another event.
    pub id: String,
    /// One of the ontology's event types.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Mode of the type.
    pub mode: Option<String>,
    /// Contexts of any mention.
    pub contexts: Vec<String>,
    /// Quad class.
    pub quad: String,
    /// PLOVER score, -10 to 10.
    pub score: Option<f32>,
    /// CAMEO code, a string.
    pub cameo: Option<String>,
    /// Phase of an ongoing activity.
    pub phase: Option<Phase>,
    /// Who did it.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub date: Option<Days>,
    /// Numbers over the sources.
    pub counts: EventCounts,
    /// Whether it happened.
    pub status: Status,
    /// Ids of all its mentions, in order of publication.
    pub mentions: Vec<String>,
    /// Distinct outlets.
    pub sources: Vec<String>,
    /// How many reports tell it in words of their own: reprints and sentences taken over count once.
    pub reports: usize,
    /// Publication date of the first document that tells it.
    pub first_seen: Option<String>,
    /// Publication date of the last document that tells it.
    pub last_seen: Option<String>,
    /// Fields on which sources disagree.
    pub disputed: Vec<Dispute>,
    /// Relations to other events.
    pub links: Vec<EventLink>,
    /// Probability that it is an event of this type, 0 to 1.
    pub confidence: f32,
}
