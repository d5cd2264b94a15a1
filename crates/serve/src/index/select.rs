//! Which rows a question asks for, and a page of them.

use super::build::row_of;
use super::column::{Column, Width};
use super::rows::Rows;
use super::{Index, Parties};
use crate::words;
use masudi_store::{Cursor, EventQuery, Order, Paging, Store, StoreError};
use std::collections::HashMap;

impl Index {
    /// The rows that a question asks for; `None` when only the store can tell.
    ///
    /// Errors: of the store; [`StoreError::TooMuch`] for words that half of all sentences have.
    pub fn select(&self, query: &EventQuery, store: &Store) -> Result<Option<Rows>, StoreError> {
        if !self.usable {
            return Ok(None);
        }
        let mut rows = match self.told(query, store)? {
            Some(rows) => rows,
            None => Rows::all(self.len()),
        };
        let lower = |names: &[String]| names.iter().map(|name| name.to_ascii_lowercase()).collect::<Vec<_>>();
        if !query.sources.is_empty() {
            rows.and(&Rows::of(self.len(), listed(&self.sources, &lower(&query.sources))));
        }
        for group in &query.contexts {
            rows.and(&Rows::of(self.len(), listed(&self.contexts, group)));
        }
        // The fewest rows first: what parties take part in is listed.
        for group in &query.actors {
            rows.and(&Rows::of(self.len(), self.actors.of(group)));
        }
        for group in &query.recipients {
            rows.and(&Rows::of(self.len(), self.recipients.of(group)));
        }
        for group in &query.parties {
            let lists = self.actors.of(group).into_iter().chain(self.recipients.of(group));
            rows.and(&Rows::of(self.len(), lists));
        }
        if self.within_days(&mut rows, query).is_none() {
            return Ok(None);
        }
        if let Some(area) = query.area {
            let mut inside: Vec<bool> = self.point_list.iter().map(|at| area.holds(*at)).collect();
            inside.insert(0, false);
            rows.retain(|row| inside[self.points[row] as usize]);
        }
        let phases: Vec<String> = query.phases.iter().map(words::name).collect();
        let statuses: Vec<String> = query.statuses.iter().map(words::name).collect();
        for (column, values) in [
            (&self.types, &query.types),
            (&self.modes, &query.modes),
            (&self.quads, &query.quads),
            (&self.phases, &phases),
            (&self.statuses, &statuses),
            (&self.countries, &query.countries),
        ] {
            column.keep(&mut rows, values);
        }
        self.places.keep(&mut rows, &lower(&query.places));
        if let Some(least) = query.confidence {
            rows.retain(|row| self.confidences[row] >= least);
        }
        if let Some(least) = query.outlets {
            rows.retain(|row| u32::from(self.outlets[row]) >= least);
        }
        if let Some(disputed) = query.disputed {
            rows.retain(|row| self.disputed[row] == disputed);
        }
        Ok(Some(rows))
    }

    /// The rows that sentences with the words of a question, and its documents, tell; `None` when it has neither.
    fn told(&self, query: &EventQuery, store: &Store) -> Result<Option<Rows>, StoreError> {
        let mut told = None;
        if !query.text.is_empty() {
            told = Some(self.worded.rows(&query.text, &self.tellers, store, self.len())?);
        }
        if !query.documents.is_empty() {
            let mut rows = Rows::none(self.len());
            let look = |give: &mut dyn FnMut(i64)| store.mentions_of_documents(&query.documents, give);
            self.tellers.rows(look, |row| rows.add(row))?;
            if let Some(told) = &told {
                rows.and(told);
            }
            told = Some(rows);
        }
        Ok(told)
    }

    /// Keeps what lies within the days asked for; `None` for a day that is none.
    ///
    /// Rows are in order of their first days, and few last long: so most are kept or left out without a look at them.
    fn within_days(&self, rows: &mut Rows, query: &EventQuery) -> Option<()> {
        let day = |text: &Option<String>| text.as_deref().map(|text| super::build::day(text).filter(|day| *day > 0));
        let or = |one: u32, other: u32| if one > 0 { one } else { other };
        let undated = self.first.partition_point(|first| *first == 0);
        if let Some(from) = day(&query.from) {
            let from = from?;
            let near = self.first.partition_point(|first| *first < two_months_before(from)).max(undated);
            let late = self.long.iter().take_while(|row| (**row as usize) < near);
            let late = late.filter(|row| {
                rows.has(**row as usize) && or(self.last[**row as usize], self.first[**row as usize]) >= from
            });
            let late: Vec<u32> = late.copied().collect();
            rows.clear(0..near);
            rows.set(&late);
            let begun = self.first.partition_point(|first| *first < from);
            rows.retain_in(near..begun, |row| or(self.last[row], self.first[row]) >= from);
            rows.retain_few(begun, &self.backward, |row| self.last[row] >= from);
        }
        if let Some(to) = day(&query.to) {
            let to = to?;
            rows.clear(self.first.partition_point(|first| *first <= to)..self.len());
            rows.retain_in(0..undated, |row| (1..=to).contains(&self.last[row]));
        }
        Some(())
    }

    /// Numbers of the events of a page, and where the next one begins.
    pub fn page(&self, rows: &Rows, paging: &Paging) -> (Vec<i64>, Option<Cursor>) {
        let mut found = match (paging.order, &paging.after) {
            (Order::Recorded, after) => {
                let after = after.as_ref().map_or(0, |cursor| cursor.number);
                let first = self.by_number.partition_point(|(number, _)| i64::from(*number) <= after);
                let found = self.by_number[first..].iter().map(|(_, row)| *row as usize);
                some(found.filter(|row| rows.has(*row)), paging.most)
            }
            // Rows are in order: those before the cursor are passed over at once.
            (Order::Newest, after) => {
                let end = after.as_ref().map_or(self.len(), |cursor| self.around(cursor).0);
                some(rows.backwards().skip_while(|row| *row >= end), paging.most)
            }
            (Order::Oldest, after) => {
                let start = after.as_ref().map_or(0, |cursor| self.around(cursor).1);
                some(rows.iter().skip_while(|row| *row < start), paging.most)
            }
        };
        let more = found.len() > paging.most;
        found.truncate(paging.most);
        let next = found.last().filter(|_| more).map(|row| {
            let day = if paging.order == Order::Recorded { String::new() } else { written(self.first[*row]) };
            Cursor { day, number: i64::from(self.numbers[*row]) }
        });
        (found.into_iter().map(|row| i64::from(self.numbers[row])).collect(), next)
    }

    /// One past the last row before a cursor, and the first after it: where its row is gone from its day, all of that day
    /// comes again.
    fn around(&self, cursor: &Cursor) -> (usize, usize) {
        let Some(day) = super::build::day(&cursor.day) else { return (self.len(), 0) };
        match row_of(&self.by_number, cursor.number).map(|row| row as usize) {
            Some(row) if self.first[row] == day => (row, row + 1),
            _ => (self.first.partition_point(|first| *first <= day), self.first.partition_point(|first| *first < day)),
        }
    }
}

/// A day about two months before another, both as 20240415.
fn two_months_before(day: u32) -> u32 {
    let (year, month) = (day / 10_000, day / 100 % 100);
    let (year, month) = if month > 2 { (year, month - 2) } else { (year.saturating_sub(1), month + 10) };
    year * 10_000 + month * 100
}

/// 20240415 as `2024-04-15`; nothing for none.
pub(super) fn written(day: u32) -> String {
    match day {
        0 => String::new(),
        day => format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100),
    }
}

/// One more than `most` of some rows, which says whether there are more.
fn some(rows: impl Iterator<Item = usize>, most: usize) -> Vec<usize> {
    rows.take(most.saturating_add(1)).collect()
}

/// The lists of some values.
fn listed<'a>(lists: &'a HashMap<String, Vec<u32>>, values: &[String]) -> Vec<&'a Vec<u32>> {
    values.iter().filter_map(|value| lists.get(value)).collect()
}

impl<N: Width> Column<N> {
    /// Keeps the rows that have one of the values; all when none is asked for.
    fn keep(&self, rows: &mut Rows, values: &[String]) {
        if values.is_empty() {
            return;
        }
        let mut asked = vec![false; self.values.len() + 1];
        for number in values.iter().filter_map(|value| self.numbers.get(value)) {
            asked[*number as usize] = true;
        }
        rows.retain(|row| asked[self.rows[row].number()]);
    }
}

impl Parties {
    /// The rows of those who are called one of `names`, by id, name, country or code.
    fn of(&self, names: &[String]) -> Vec<&Vec<u32>> {
        let keys = names.iter().flat_map(|name| {
            let upper = name.to_uppercase();
            [('i', name.clone()), ('n', name.to_ascii_lowercase()), ('c', upper.clone()), ('k', upper)]
        });
        keys.filter_map(|key| self.called.get(&key)).collect()
    }
}
