//! The events in memory, column by column, to choose and count by: an answer over a million of them takes milliseconds.
//!
//! In: the record. Out: the same pages and counts as the store gives; a test compares them. Words of sentences and ids of
//! documents are looked up in the record, and the index knows which events the mentions found there tell. About 120 bytes an
//! event. Events change only when they are reconciled, so the index is made anew then, and not while documents come in.

mod build;
mod cells;
mod column;
mod count;
mod current;
mod dyads;
mod known;
mod record;
mod rows;
mod select;
mod tellers;
#[cfg(test)]
mod tests;
mod worded;

pub use current::Indexes;
pub use dyads::DyadCount;
pub use record::Record;

use column::{Column, Wide};
use std::collections::HashMap;

/// The columns. Rows are in order of day and id, those without a day first.
#[derive(Debug, Default)]
pub struct Index {
    /// The last change of events that it knows.
    pub sequence: u64,
    /// Whether it can answer at all.
    usable: bool,
    numbers: Vec<u32>,
    /// Rows by the number of their event.
    by_number: Vec<(u32, u32)>,
    /// Days as `20240415`; 0 for none.
    first: Vec<u32>,
    last: Vec<u32>,
    /// Rows that last longer than a month or have no first day, and rows that end before they begin; few.
    long: Vec<u32>,
    backward: Vec<u32>,
    types: Column,
    modes: Column,
    quads: Column,
    phases: Column,
    statuses: Column,
    places: Column<Wide>,
    countries: Column,
    /// Not a number where there is none.
    scores: Vec<f32>,
    confidences: Vec<f32>,
    outlets: Vec<u16>,
    disputed: Vec<bool>,
    /// Numbers of the points where they are placed, however exactly; 0 for none.
    points: Vec<u32>,
    point_list: Vec<(f64, f64)>,
    /// Rows by context, and by outlet in lower case.
    contexts: HashMap<String, Vec<u32>>,
    sources: HashMap<String, Vec<u32>>,
    tellers: tellers::Tellers,
    worded: worded::Worded,
    /// Numbers of the towns and sites; 0 for none.
    spots: Vec<u32>,
    spot_list: Vec<Spot>,
    spot_numbers: HashMap<String, u32>,
    actors: Parties,
    recipients: Parties,
    /// Names of countries of parties; number 0 is none.
    party_countries: Vec<String>,
    /// The place of each of those countries in alphabetical order, and the country at each place.
    party_order: Vec<u16>,
    party_names: Vec<u16>,
    counts: known::Known<masudi_store::CountRow>,
    dyads: known::Known<DyadCount>,
}

/// A town or site that events are known to.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Its name.
    pub name: String,
    /// Its country; empty when not known.
    pub country: String,
    /// Degrees.
    pub lat: f64,
    pub lon: f64,
    /// Whether they are only near it.
    pub near: bool,
}

/// Those who take part in one role.
#[derive(Debug, Default)]
struct Parties {
    /// Rows by what somebody is called: `i` id, `n` name in lower case, `c` country, `k` code.
    called: HashMap<(char, String), Vec<u32>>,
    /// The distinct countries of row `n` are those from `starts[n]` to `starts[n + 1]`.
    starts: Vec<u32>,
    countries: Vec<u16>,
}

/// Up to so many events the index is made while a request waits.
const SMALL: usize = 50_000;

impl Index {
    /// Whether what has come to the record is looked at for each request.
    pub fn is_small(&self) -> bool {
        self.len() <= SMALL
    }

    /// Events of the index.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }
}
