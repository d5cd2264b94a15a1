//! From mentions to one record: events, and the stories that documents tell.
//!
//! In: mentions with their outlet and the document that theirs repeats ([`Reported`]), and the decisions of users. Out:
//! events ([`Reconciler::events`]) with every source kept, what each rests on ([`Reconciler::explain`]), and groups of
//! documents that report the same happening ([`stories`]).
//!
//! The record is a function of the set of mentions and of the list of decisions alone: neither the order in which the
//! mentions came nor how they were split into batches changes it. [`Reconciler`] makes all events at once; [`go_on`] makes
//! the same of mentions and blocks that are kept elsewhere, and reads only those that a batch touches.
//!
//! What this crate does not do: it codes no text, keeps nothing on disk, asks no clock. It merges no two happenings that
//! are reported for different certain days, unless a user says so.

mod aggregates;
mod bars;
mod blocking;
mod blocks;
pub mod chains;
mod cluster;
mod consensus;
mod corrections;
mod counts;
mod days;
mod decisions;
mod disputes;
mod evidence;
mod explain;
mod families;
mod features;
mod grounds;
mod grouping;
mod links;
mod names;
mod onward;
mod packed;
mod phrases;
mod places;
pub mod processes;
mod reconciler;
mod reported;
mod score;
mod sides;
pub mod stories;
mod wording;

pub use bars::Bar;
pub use blocking::Place;
pub use corrections::type_correction;
pub use explain::{Apart, Explanation, Membership, Reason};
pub use grounds::Ground;
pub use links::link;
pub use names::Names;
pub use onward::{Kept, Remade, Standing, go_on, standings};
pub use reconciler::Reconciler;
pub use reported::Reported;
