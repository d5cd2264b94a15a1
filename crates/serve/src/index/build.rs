//! From the record to columns.

use super::column::Column;
use super::{Index, Parties, Spot};
use masudi_store::{EventColumns, Store, StoreError};
use std::collections::HashMap;

impl Index {
    /// Reads all events. Where the record has a day that is none, which only the store can compare, the index is of no use.
    ///
    /// Errors: of the store.
    pub fn read(store: &Store) -> Result<Self, StoreError> {
        let mut index = Self { sequence: store.last_sequence()?, ..Self::default() };
        let mut whole = true;
        // Numbers of rows are far from this wide.
        store.event_order(|number| {
            whole &= u32::try_from(number).is_ok();
            index.numbers.push(u32::try_from(number).unwrap_or(0));
        })?;
        index.by_number = index.numbers.iter().copied().zip(0..).collect();
        index.by_number.sort_unstable();
        index.resize();
        let mut points: HashMap<(u64, u64), u32> = HashMap::new();
        store.event_columns(|event| {
            // One that came in between is of the next index.
            let Some(row) = row_of(&index.by_number, event.number) else { return };
            let at = row as usize;
            let days = (day(event.from), day(event.to));
            whole &= days.0.is_some() && days.1.is_some();
            (index.first[at], index.last[at]) = (days.0.unwrap_or(0), days.1.unwrap_or(0));
            index.types.set(row, event.event_type);
            index.modes.set(row, event.mode);
            index.quads.set(row, event.quad);
            index.phases.set(row, event.phase);
            index.statuses.set(row, event.status);
            index.places.set(row, &event.place.to_ascii_lowercase());
            index.countries.set(row, event.country);
            index.scores[at] = event.score.map_or(f32::NAN, |score| score as f32);
            index.confidences[at] = event.confidence as f32;
            index.outlets[at] = u16::try_from(event.outlets).unwrap_or(u16::MAX);
            index.disputed[at] = event.disputed;
            index.spots[at] = index.spot(&event);
            index.points[at] = event.point.map_or(0, |(lat, lon)| {
                *points.entry((lat.to_bits(), lon.to_bits())).or_insert_with(|| {
                    index.point_list.push((lat, lon));
                    index.point_list.len() as u32
                })
            });
            let contexts: Vec<String> = match event.contexts {
                "" | "[]" => Vec::new(),
                contexts => serde_json::from_str(contexts).unwrap_or_default(),
            };
            contexts.into_iter().for_each(|context| note(&mut index.contexts, context, row));
        })?;
        index.contexts.values_mut().for_each(|list| *list = in_order(std::mem::take(list)));
        index.list_odd_days();
        let columns = [&index.types, &index.modes, &index.quads, &index.phases, &index.statuses, &index.countries];
        if !whole || columns.iter().any(|column| column.full) {
            return Ok(Self { sequence: index.sequence, ..Self::default() });
        }
        index.usable = true;
        let mut countries: Column<u32> = Column::default();
        let mut of_rows = [Vec::new(), Vec::new()];
        store.party_columns(|party| {
            let Some(row) = row_of(&index.by_number, party.event) else { return };
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
        let mut order: Vec<usize> = (0..index.party_countries.len()).collect();
        order.sort_by_key(|number| &index.party_countries[*number]);
        index.party_order = vec![0; order.len()];
        for (place, number) in order.into_iter().enumerate() {
            index.party_order[number] = u16::try_from(place).unwrap_or(0);
            index.party_names.push(u16::try_from(number).unwrap_or(0));
        }
        index.learn(store)?;
        index.list_sources(store)?;
        index.prepare();
        Ok(index)
    }

    /// Learns which events the mentions tell that came since the last time. Errors: of the store.
    pub fn learn(&self, store: &Store) -> Result<(), StoreError> {
        match self.usable {
            true => self.tellers.learn(store, |event| row_of(&self.by_number, event)),
            false => Ok(()),
        }
    }

    /// Lists the events of each outlet: those that mentions of its documents tell.
    fn list_sources(&mut self, store: &Store) -> Result<(), StoreError> {
        let mut names: Column<u32> = Column::default();
        let mut of_document: Vec<u32> = Vec::new();
        store.document_outlets(|document, source| {
            let Ok(at) = usize::try_from(document) else { return };
            if of_document.len() <= at {
                of_document.resize(at + 1, 0);
            }
            of_document[at] = names.number(&source.to_ascii_lowercase());
        })?;
        let mut lists: Vec<Vec<u32>> = vec![Vec::new(); names.values.len() + 1];
        let tellers = &self.tellers;
        store.mention_documents(|mention, document| {
            let at = usize::try_from(document).unwrap_or(usize::MAX);
            let source = of_document.get(at).copied().unwrap_or(0) as usize;
            if source > 0 {
                tellers.rows(|give| give(mention), |row| lists[source].push(row));
            }
        })?;
        let named = names.values.into_iter().zip(lists.into_iter().skip(1));
        self.sources = named.map(|(name, list)| (name, in_order(list))).collect();
        Ok(())
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

    /// Makes room for all rows.
    fn resize(&mut self) {
        self.numbers.shrink_to_fit();
        let rows = self.numbers.len();
        self.types.resize(rows);
        self.modes.resize(rows);
        self.quads.resize(rows);
        self.phases.resize(rows);
        self.statuses.resize(rows);
        self.places.resize(rows);
        self.countries.resize(rows);
        (self.first, self.last) = (vec![0; rows], vec![0; rows]);
        (self.scores, self.confidences) = (vec![f32::NAN; rows], vec![0.0; rows]);
        (self.outlets, self.disputed) = (vec![0; rows], vec![false; rows]);
        (self.spots, self.points) = (vec![0; rows], vec![0; rows]);
    }

    /// Lists the rows whose days are not those of a short time.
    fn list_odd_days(&mut self) {
        for (row, (first, last)) in (0..).zip(self.first.iter().zip(&self.last)) {
            // As 20240415 and 20240515 differ by a hundred a month lies between days, less within a month.
            if *first == 0 || *last >= first + 100 {
                self.long.push(row);
            }
            if *last > 0 && last < first {
                self.backward.push(row);
            }
        }
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

/// The row of an event.
pub(super) fn row_of(by_number: &[(u32, u32)], event: i64) -> Option<u32> {
    let event = u32::try_from(event).ok()?;
    let at = by_number.binary_search_by_key(&event, |(number, _)| *number).ok()?;
    Some(by_number[at].1)
}

/// Adds a row to a list, where it is not the last already.
fn note(lists: &mut HashMap<String, Vec<u32>>, value: String, row: u32) {
    let list = lists.entry(value).or_default();
    if list.last() != Some(&row) {
        list.push(row);
    }
}

/// Each row once, in order, and no room for more.
fn in_order(mut rows: Vec<u32>) -> Vec<u32> {
    rows.sort_unstable();
    rows.dedup();
    rows.shrink_to_fit();
    rows
}

impl Parties {
    fn note(&mut self, kind: char, value: &str, row: u32) {
        self.called.entry((kind, value.to_owned())).or_default().push(row);
    }

    /// Puts rows in order, and the countries of each row together.
    fn settle(&mut self, mut of_rows: Vec<(u32, u16)>, rows: usize) {
        for found in self.called.values_mut() {
            *found = in_order(std::mem::take(found));
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
