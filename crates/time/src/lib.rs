//! Time expressions: recognised by rules that are data, normalised to TIMEX3 values and intervals.
//!
//! In: an annotated document and the day it was published. Out: [`TimeRef`](masudi_doc::TimeRef)s.
//!
//! What this crate does not do: it reads no file and no clock; it does not say which event a time belongs to.

mod calendars;
mod compiled;
mod dates;
mod document_date;
mod holiday;
mod interval;
mod matcher;
mod number;
mod page;
mod point;
mod quantity;
mod relative;
mod resolver;
mod scan;
mod slots;
mod story;
mod tense;

pub use document_date::date_in_url;
pub use resolver::{Settings, TimeResolver};
pub use story::Style;
