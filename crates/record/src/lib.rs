//! The public record: what Masudi writes down and other people's scripts read.
//!
//! In: nothing; these are the shapes. Out: their JSON, fixed here and nowhere else, so that the format changes on
//! purpose only. Every value carries the words it came from. Unknown is `null`, never an empty string. Offsets count
//! Unicode code points in the document's cleaned text, half-open. Dates are ISO 8601; countries ISO 3166-1 alpha-3;
//! coordinates WGS84 degrees.

pub mod brief;
pub mod change;
pub mod coded;
pub mod decision;
pub mod document;
pub mod event;
pub mod layers;
pub mod mention;
pub mod process;
pub mod situation;
pub mod state;
pub mod story;

pub use brief::{
    Brief, BriefLine, BriefProcess, CitedSentence, FactorTrend, LevelPoint, LevelSeries, NamedFactor, Period, Trend,
};
pub use change::{Change, ChangeKind};
pub use coded::CodedDocument;
pub use decision::{Anchor, Correction, Decision};
pub use document::{Document, DuplicateOf, Origin};
pub use event::{CountRange, Days, Dispute, DisputedValue, Event, EventCounts, EventLink, EventLinkKind, Party};
pub use layers::{EntityLayer, Layers, PlaceLayer, PropositionLayer, TimexLayer, TokenLayer};
pub use mention::{
    Actor, CoderInfo, Count, Counts, DateValue, Link, LinkKind, Mention, Phase, Place, SentenceSpan, Source, Status,
    TextSpan, Trigger,
};
pub use process::{Evidence, Factor, PhaseChange, Process, ProcessKind, ProcessPhase, Statement};
pub use situation::Situation;
pub use state::{Deployment, StateRecord};
pub use story::Story;
