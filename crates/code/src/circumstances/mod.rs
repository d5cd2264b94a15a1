//! Where and when: the place and the time of an event, from its own clause first.
//!
//! In: an event's predicate and the places and times of its sentence. Out: which of them belong to it. A place or time
//! counts by the path from it up to the predicate ([`ties`]). What this module does not do: it resolves no name and
//! computes no date.

mod apart;
mod set_off;
mod supposed;
pub(crate) mod telling;
pub(crate) mod ties;
mod when;
mod whereabouts;

pub(crate) use apart::count_apart;
pub(crate) use supposed::suppose;
pub(crate) use telling::{is_background, is_of_main_clause, is_simple_past, is_simple_present};
pub(crate) use ties::head_of;
pub(crate) use when::{is_arranged, is_bound, is_by_the_way, is_near_span, is_present_year, time};
pub(crate) use whereabouts::place;
pub use whereabouts::{Setting, setting_of};
