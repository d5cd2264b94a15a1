//! What a layout is: its columns, how missing values are written, which events it has no place for, and what it drops.

use crate::{Cell, Format, Kind, PROFILES, View};

/// A column.
pub struct Column {
    /// Its name, as readers of the layout expect it.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What the value means, with its unit; where the layout's own meaning cannot be met, what stands there instead.
    pub about: &'static str,
    /// The value for an event.
    pub value: fn(&View) -> Cell,
}

/// Why a layout has no row for an event.
pub struct Reason {
    /// In words that follow "events that": "have no date".
    pub about: &'static str,
    /// Whether it is so.
    pub holds: fn(&View) -> bool,
}

/// Something that an event has and the layout has no column for.
pub struct Loss {
    /// In words that follow "events that": "have a phase".
    pub about: &'static str,
    /// Whether the event has it.
    pub has: fn(&View) -> bool,
}

/// A layout.
pub struct Profile {
    /// The name by which it is asked for.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub about: &'static str,
    /// The format in which it is usually read.
    pub usual: Format,
    /// Whether delimited files begin with the names of the columns.
    pub header: bool,
    /// How delimited files write an unknown value.
    pub missing: &'static str,
    /// Whether there is a row for each mention; else for each event.
    pub by_mention: bool,
    /// In the order in which readers expect them.
    pub columns: &'static [Column],
    /// Events left out.
    pub leaves_out: &'static [Reason],
    /// What is lost of the others.
    pub loses: &'static [Loss],
}

/// The layout of a name.
pub fn profile(name: &str) -> Option<&'static Profile> {
    PROFILES.iter().copied().find(|profile| profile.name == name)
}

/// A column of text.
pub(crate) const fn text(name: &'static str, about: &'static str, value: fn(&View) -> Cell) -> Column {
    Column { name, kind: Kind::Text, about, value }
}

/// A column of whole numbers.
pub(crate) const fn whole(name: &'static str, about: &'static str, value: fn(&View) -> Cell) -> Column {
    Column { name, kind: Kind::Integer, about, value }
}

/// A column of numbers.
pub(crate) const fn real(name: &'static str, about: &'static str, value: fn(&View) -> Cell) -> Column {
    Column { name, kind: Kind::Real, about, value }
}
