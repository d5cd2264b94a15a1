//! From the record to columns.

use super::{Column, Index, Parties, Spot};
use masudi_store::{EventColumns, Store, StoreError};

impl Index {
    /// Reads all events. Where the record has a day that is none, which only the store can compare, the index is of no use.
    ///
    /// Errors: of the store.
    pub fn read(store: &Store) -> Result<Self, StoreError> {
        let mut index = Self { sequence: store.last_sequence()?, ..Self::default() };
        let mut whole = true;
        store.event_columns(|event| {
            let days = (day(event.from), day(event.to));
            whole &= days.0.is_some() && days.1.is_some();
            let (first, last) = (days.0.unwrap_or(0), days.1.unwrap_or(0));
            let row = index.numbers.len() as u32;
            // As 20240415 and 20240515 differ by a hundred a month lies between days, less within a month.
            if first == 0 || last >= first + 100 {
                index.long.push(row);
            }
            if last > 0 && last < first {
                index.backward.push(row);
            }
            index.numbers.push(event.number);
            index.first.push(first);
            index.last.push(last);
            index.types.push(event.event_type);
            index.modes.push(event.mode);
            index.quads.push(event.quad);
            index.phases.push(event.phase);
            index.statuses.push(event.status);
            index.places.push(&event.place.to_ascii_lowercase());
            index.countries.push(event.country);
            index.scores.push(event.score.map_or(f32::NAN, |score| score as f32));
            index.confidences.push(event.confidence as f32);
            index.outlets.push(event.outlets);
            index.disputed.push(event.disputed);
            let spot = index.spot(&event);
            index.spots.push(spot);
        })?;
        if !whole {
            return Ok(Self { sequence: index.sequence, ..Self::default() });
        }
        index.usable = true;
        let mut row_of: Vec<(i64, u32)> = index.numbers.iter().copied().zip(0..).collect();
        row_of.sort_unstable();
        let mut countries = Column::default();
        let mut of_rows = [Vec::new(), Vec::new()];
        store.party_columns(|party| {
            let Ok(at) = row_of.binary_search_by_key(&party.event, |(number, _)| *number) else { return };
            let row = row_of[at].1;
            let (side, of_rows) = if party.actor {
                (&mut index.actors, &mut of_rows[0])
            } else {
                (&mut index.recipients, &mut of_rows[1])
            };
            let name = party.name.to_ascii_lowercase();
            for (kind, value) in [('i', party.id), ('n', &name), ('c', party.country), ('k', party.code)] {
                if !value.is_empty() {
                    side.note(kind, value, row);
                }
            }
            // More countries than there are in the world have no number of their own.
            of_rows.push((row, u16::try_from(countries.number(party.country)).unwrap_or(0)));
        })?;
        let rows = index.numbers.len();
        let [actors, recipients] = of_rows;
        index.actors.settle(actors, rows);
        index.recipients.settle(recipients, rows);
        index.party_countries = std::iter::once(String::new()).chain(countries.values).collect();
        index.shrink();
        Ok(index)
    }

    /// The number of the town or site that an event is known to; 0 for none.
    fn spot(&mut self, event: &EventColumns<'_>) -> u32 {
        let exact = matches!(event.precision, "site" | "city") && !event.place.is_empty();
        let Some((lat, lon)) = event.point.filter(|_| exact) else { return 0 };
        let near = !matches!(event.relation, "" | "in");
        let key = format!("{}\t{}\t{near}", event.country, event.place);
        if let Some(number) = self.spot_numbers.get(&key) {
            return *number;
        }
        let (name, country) = (event.place.to_owned(), event.country.to_owned());
        self.spot_list.push(Spot { name, country, lat, lon, near });
        let number = self.spot_list.len() as u32;
        self.spot_numbers.insert(key, number);
        number
    }

    fn shrink(&mut self) {
        self.numbers.shrink_to_fit();
        self.first.shrink_to_fit();
        self.last.shrink_to_fit();
        self.scores.shrink_to_fit();
        self.confidences.shrink_to_fit();
        self.outlets.shrink_to_fit();
        self.disputed.shrink_to_fit();
    }
}

/// `2024-04-15` as 20240415, nothing as 0; `None` for anything else.
pub(super) fn day(text: &str) -> Option<u32> {
    if text.is_empty() {
        return Some(0);
    }
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let mut digits = bytes.iter().enumerate().filter(|(at, _)| !matches!(at, 4 | 7));
    digits.try_fold(0, |n, (_, byte)| byte.is_ascii_digit().then(|| n * 10 + u32::from(byte - b'0')))
}

impl Column {
    fn push(&mut self, value: &str) {
        let number = self.number(value);
        self.rows.push(number);
    }

    /// The number of a value, which gets one when it has none.
    fn number(&mut self, value: &str) -> u32 {
        if value.is_empty() {
            return 0;
        }
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        self.values.push(value.to_owned());
        let number = self.values.len() as u32;
        self.numbers.insert(value.to_owned(), number);
        number
    }
}

impl Parties {
    fn note(&mut self, kind: char, value: &str, row: u32) {
        self.called.entry((kind, value.to_owned())).or_default().push(row);
    }

    /// Puts rows in order, and the countries of each row together.
    fn settle(&mut self, mut of_rows: Vec<(u32, u16)>, rows: usize) {
        for found in self.called.values_mut() {
            found.sort_unstable();
            found.dedup();
            found.shrink_to_fit();
        }
        of_rows.sort_unstable();
        of_rows.dedup();
        self.starts = Vec::with_capacity(rows + 1);
        self.countries = of_rows.iter().map(|(_, country)| *country).collect();
        let mut at = 0;
        for row in 0..rows as u32 {
            self.starts.push(at as u32);
            while of_rows.get(at).is_some_and(|(of, _)| *of == row) {
                at += 1;
            }
        }
        self.starts.push(at as u32);
    }
}
