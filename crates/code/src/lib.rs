//! From syntax to events: propositions, frames, factuality, arguments.
//!
//! In: a [`Doc`](masudi_doc::Doc) with its times, places and actors, and the coding frames of its language. Out:
//! events as spans of tokens ([`CodedEvent`]), each with the frame that coded it.
//!
//! What this crate does not do: it runs no model, resolves no name and writes no public format.
//!
//! The steps: [`proposition`] undoes passives, relatives, control and coordination; [`matcher`] tries the frames on
//! each proposition, with [`lookups`] of what they ask again and again; [`embedding`] composes operators with the event they
//! govern; [`likeness`] reads what no frame fits by its [`traits`]; [`factuality`] says whether it happened; [`arguments`] finds actors and recipients; [`circumstances`] finds place
//! and time; [`coder`] runs them in order. Beside the events stand the force levels ([`deployments`]), what is named as
//! deciding an outcome ([`factors`]) and who says what ([`statements`]).

pub mod amounts;
pub mod arguments;
pub(crate) mod assembly;
pub mod circumstances;
pub mod coder;
mod confidence;
pub mod contexts;
pub(crate) mod control;
pub mod counts;
mod days;
pub mod deployments;
mod doers;
pub mod embedding;
pub mod event;
pub mod factors;
pub mod factuality;
pub(crate) mod generic;
mod known;
pub mod likeness;
pub mod links;
pub mod lookups;
pub(crate) mod lower;
pub mod matcher;
pub(crate) mod merging;
pub mod modes;
mod moods;
pub mod nominal;
mod partisan;
pub mod proposition;
mod reattached;
pub mod recurrence;
mod restyled;
pub(crate) mod since_then;
pub mod statements;
pub mod traits;
pub mod trial;
pub(crate) mod turning;
pub(crate) mod understood;
pub mod verbal;

pub use coder::{Coded, Coder, Layers};
pub use deployments::CodedDeployment;
pub use event::{CodedEvent, CountedDays, Origin};
pub use factors::CodedFactor;
pub use likeness::Likely;
pub use matcher::Refusal;
pub use proposition::{Kind, Proposition, Propositions, Role};
pub use statements::CodedStatement;
pub use traits::{Slot, Traits};
pub use trial::Trial;
