//! An event mention: one event as asserted at one place of one document. Every field is written; when read, one that
//! is missing is as if it were unknown.

use serde::{Deserialize, Serialize};

/// Words of the document and where they stand, in code points.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct TextSpan {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// The sentence that asserts the event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SentenceSpan {
    /// Its number in the document, from 0.
    pub index: usize,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Its words.
    pub text: String,
}

/// The words that express the event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Trigger {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Dictionary form of the head word.
    pub lemma: String,
}

/// Whether the event happened, as far as the text says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The text asserts it.
    #[default]
    Actual,
    /// Reported only as somebody's claim that it happened.
    Alleged,
    /// Announced or expected.
    Future,
    /// Long past when the document was published.
    Historical,
    /// Possible, wanted, conditional.
    Hypothetical,
    /// The text says that it did not happen.
    Negated,
}

/// What the sentence says of an ongoing activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// It begins.
    Start,
    /// It goes on.
    Continue,
    /// It is interrupted.
    Suspend,
    /// It goes on after an interruption.
    Resume,
    /// It is over.
    End,
}

/// Somebody cited for the event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Source {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
}

/// An actor or recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Actor {
    /// The words as they stand ("they").
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Who it is, however it was spelt.
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

/// Where the event took place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Place {
    /// The words; `None` when the place follows from the document, not from words of the sentence.
    pub text: Option<String>,
    /// First code point.
    pub start: Option<usize>,
    /// One past the last code point.
    pub end: Option<usize>,
    /// Name in the gazetteer.
    pub name: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-level division.
    pub admin1: Option<String>,
    /// WGS84 degrees north.
    pub lat: Option<f64>,
    /// WGS84 degrees east.
    pub lon: Option<f64>,
    /// site, city, admin2, admin1, country or region.
    pub precision: Option<String>,
    /// in, near or border.
    pub relation: Option<String>,
}

/// When the event took place: an interval of days, with the words that say so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct DateValue {
    /// The words; `None` when the date follows from the publication date.
    pub text: Option<String>,
    /// First code point.
    pub start: Option<usize>,
    /// One past the last code point.
    pub end: Option<usize>,
    /// TIMEX3 value.
    pub timex: Option<String>,
    /// First day, ISO 8601.
    pub from: Option<String>,
    /// Last day, inclusive.
    pub to: Option<String>,
    /// day, week, month, year, range, …; `published` when it is the publication date.
    pub precision: Option<String>,
}

/// A number given in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Count {
    /// At least.
    pub min: Option<u64>,
    /// At most.
    pub max: Option<u64>,
    /// The words.
    pub text: String,
}

/// Numbers given of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Counts {
    /// Dead.
    pub killed: Option<Count>,
    /// Wounded.
    pub injured: Option<Count>,
    /// Kidnapped or taken captive.
    pub abducted: Option<Count>,
    /// Arrested.
    pub arrested: Option<Count>,
    /// Troops moved.
    pub troops: Option<Count>,
    /// How many events the mention stands for ("dozens of attacks").
    pub events: Option<Count>,
}

/// How one mention relates to another of the same document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    /// It answers the other ("in response to").
    RespondsTo,
    /// It retaliates for the other.
    InRetaliationFor,
    /// It came after the other.
    After,
    /// It supports the side that the other is done for ("in solidarity with").
    InSupportOf,
    /// The other interrupted it.
    Interrupts,
}

/// A relation to another mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Link {
    /// What relation.
    pub kind: LinkKind,
    /// Id of the other mention.
    pub mention: String,
    /// The words that say so.
    pub cue: String,
}

/// What coded a mention.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct CoderInfo {
    /// Version of Masudi.
    pub version: String,
    /// Language and name of the model.
    pub model: String,
    /// Hash of the data files.
    pub lexicon: String,
}

/// One event as asserted at one place of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Mention {
    /// Content hash of document, sentence, trigger and type.
    pub id: String,
    /// The document's id.
    pub doc: String,
    /// The document's publication date.
    pub published: Option<String>,
    /// The sentence that asserts it.
    pub sentence: SentenceSpan,
    /// The words that express it.
    pub trigger: Trigger,
    /// One of PLOVER's event types.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Mode of the type.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Quad class.
    pub quad: String,
    /// PLOVER score, -10 to 10.
    pub score: Option<f32>,
    /// CAMEO code, a string.
    pub cameo: Option<String>,
    /// Phase of an ongoing activity.
    pub phase: Option<Phase>,
    /// Whether it happened.
    pub status: Status,
    /// Who is cited for it.
    pub attribution: Vec<Source>,
    /// Who did it.
    pub actors: Vec<Actor>,
    /// To whom.
    pub recipients: Vec<Actor>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub date: Option<DateValue>,
    /// Numbers given.
    pub counts: Counts,
    /// Relations to other mentions.
    pub links: Vec<Link>,
    /// Probability that the type is right, 0 to 1; docs say on what it was calibrated.
    pub confidence: f32,
    /// The frame that coded it.
    pub rule: String,
    /// What coded it.
    pub coder: CoderInfo,
}
