//! A coded event, still in tokens.

use crate::counts::EventCounts;
use crate::links::EventLink;
use masudi_doc::{Civil, Iso3, TimePrecision, TokenIdx};
use masudi_record::{Phase, Status};
use smol_str::SmolStr;

/// Where the time of an event comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Words of its own sentence.
    #[default]
    Words,
    /// Another mention of the same event, or the event that it is a part of.
    Retold,
    /// The story before it.
    Carried,
    /// It is well known when it was.
    Known,
}

/// Days that no words of the text name: reckoned by a length of time from another day ("two days after rebels captured the town"), or
/// those of a well-known happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedDays {
    /// First day.
    pub from: Civil,
    /// Last day, inclusive.
    pub to: Civil,
    /// How fine they are.
    pub precision: TimePrecision,
}

/// One event as one proposition asserts it.
#[derive(Clone, Debug, PartialEq)]
pub struct CodedEvent {
    /// Trigger words, in order; the first is not always the head.
    pub trigger: Vec<TokenIdx>,
    /// Head of the trigger.
    pub head: TokenIdx,
    /// Event type of the ontology.
    pub event_type: SmolStr,
    /// Mode of the type.
    pub mode: Option<SmolStr>,
    /// Phase of an ongoing activity.
    pub phase: Option<Phase>,
    /// Whether it happened.
    pub status: Status,
    /// Head words of the actors.
    pub actors: Vec<TokenIdx>,
    /// Head words of the recipients.
    pub recipients: Vec<TokenIdx>,
    /// Index of its place among the document's places.
    pub place: Option<usize>,
    /// The country it must be in where no words say.
    pub country: Option<Iso3>,
    /// Index of its time among the document's times.
    pub time: Option<usize>,
    /// Where its time comes from.
    pub origin: Origin,
    /// Its days where they are counted from another event's, the length of time is then at `time`, or well known.
    pub counted: Option<CountedDays>,
    /// The well-known happening that it is.
    pub known: Option<SmolStr>,
    /// Done on the ground, or words about such a deed ("promised to withdraw").
    pub on_ground: bool,
    /// Told as background: without a time its date is unknown, not the publication's.
    pub background: bool,
    /// Numbers given of it.
    pub counts: EventCounts,
    /// Relations to other events of the document.
    pub links: Vec<EventLink>,
    /// Who is cited for it.
    pub source: Option<TokenIdx>,
    /// The frame that coded it.
    pub rule: SmolStr,
    /// Chance that the type is right, 0 to 1.
    pub confidence: f32,
}
