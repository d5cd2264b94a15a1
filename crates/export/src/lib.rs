//! The record in the layouts that other people's scripts read.
//!
//! In: events, each with the mentions that tell it and what is known of their documents ([`Told`]). Out: rows of a
//! [`Profile`] (its columns, documented one by one) in a [`Format`], and a [`Summary`] of what the layout has no room for.
//! Rows are written as they come: memory does not grow with their number; [`record`] reads them from a store by pages. The
//! same event has the same ids on every run. What it does not do: it merges nothing, and fills no column by guessing; what
//! is unknown stays empty.

mod cell;
mod exporter;
mod format;
mod formats;
mod fragment;
mod grid;
mod number;
mod profile;
mod profiles;
pub mod record;
mod tables;
mod told;
mod view;

pub use cell::{Cell, Kind};
pub use exporter::{ExportError, Exporter, Summary};
pub use format::Format;
pub use fragment::text_fragment;
pub use grid::prio_grid;
pub use number::number;
pub use profile::{Column, Loss, Profile, Reason, profile};
pub use profiles::PROFILES;
pub use record::RecordError;
pub use tables::Tables;
pub use told::{Report, Telling, Told};
pub use view::View;
