//! Which rows a question asks for, and a page of them.

use super::{Column, Index, Parties};
use crate::words;
use masudi_store::{Cursor, EventQuery, Order, Paging};
use std::ops::Range;

/// A set of rows.
pub struct Rows(Vec<u64>);

impl Rows {
    fn all(length: usize) -> Self {
        let mut bits = vec![u64::MAX; length.div_ceil(64)];
        if let Some(last) = bits.last_mut().filter(|_| !length.is_multiple_of(64)) {
            *last = (1 << (length % 64)) - 1;
        }
        Self(bits)
    }

    fn of<'a>(length: usize, lists: impl IntoIterator<Item = &'a Vec<u32>>) -> Self {
        let mut bits = vec![0_u64; length.div_ceil(64)];
        for row in lists.into_iter().flatten() {
            bits[*row as usize / 64] |= 1 << (row % 64);
        }
        Self(bits)
    }

    fn and(&mut self, other: &Self) {
        for (bits, others) in self.0.iter_mut().zip(&other.0) {
            *bits &= others;
        }
    }

    /// Keeps the rows of which `holds` is true.
    fn retain(&mut self, holds: impl Fn(usize) -> bool) {
        for (word, bits) in self.0.iter_mut().enumerate() {
            if *bits == u64::MAX {
                // Without branches, which a processor does several rows of at once.
                *bits = (0..64).fold(0, |kept, bit| kept | (u64::from(holds(word * 64 + bit)) << bit));
                continue;
            }
            let mut left = *bits;
            while left != 0 {
                let bit = left.trailing_zeros();
                left &= left - 1;
                if !holds(word * 64 + bit as usize) {
                    *bits &= !(1 << bit);
                }
            }
        }
    }

    fn has(&self, row: usize) -> bool {
        (self.0[row / 64] >> (row % 64)) & 1 == 1
    }

    fn set(&mut self, rows: &[u32]) {
        for row in rows {
            self.0[*row as usize / 64] |= 1 << (row % 64);
        }
    }

    fn clear(&mut self, rows: Range<usize>) {
        self.within(rows, |bits, mask, _| *bits &= !mask);
    }

    /// Keeps the rows of a range of which `holds` is true, and all others.
    fn retain_in(&mut self, rows: Range<usize>, holds: impl Fn(usize) -> bool) {
        self.within(rows, |bits, mask, first| {
            let mut left = *bits & mask;
            while left != 0 {
                let bit = left.trailing_zeros();
                left &= left - 1;
                if !holds(first + bit as usize) {
                    *bits &= !(1 << bit);
                }
            }
        });
    }

    /// Takes out those of some rows, from a row on, of which `holds` is not true.
    fn retain_few(&mut self, from: usize, some: &[u32], holds: impl Fn(usize) -> bool) {
        for row in some.iter().map(|row| *row as usize).filter(|row| *row >= from && !holds(*row)) {
            self.0[row / 64] &= !(1 << (row % 64));
        }
    }

    /// Hands over each word of a range with the mask of its rows and the number of its first.
    fn within(&mut self, rows: Range<usize>, mut each: impl FnMut(&mut u64, u64, usize)) {
        let Range { start, end } = rows;
        if start >= end {
            return;
        }
        for word in start / 64..=(end - 1) / 64 {
            let first = word * 64;
            let low = u64::MAX << start.saturating_sub(first).min(63);
            let above = (first + 64).saturating_sub(end);
            each(&mut self.0[word], low & (u64::MAX >> above), first);
        }
    }

    /// The rows, the first first.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(word, bits)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(word * 64 + bit)
            })
        })
    }

    /// The rows, the last first.
    fn backwards(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().rev().flat_map(|(word, bits)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| 63 - left.leading_zeros() as usize)?;
                left &= !(1 << bit);
                Some(word * 64 + bit)
            })
        })
    }
}

impl Index {
    /// The rows that a question asks for; `None` when only the store can tell.
    pub fn select(&self, query: &EventQuery) -> Option<Rows> {
        if !self.usable {
            return None;
        }
        let EventQuery { text, contexts, area, sources, documents, .. } = query;
        if !(text.is_empty() && contexts.is_empty() && area.is_none() && sources.is_empty() && documents.is_empty()) {
            return None;
        }
        let mut rows = Rows::all(self.len());
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
        self.within_days(&mut rows, query)?;
        let lower: Vec<String> = query.places.iter().map(|place| place.to_ascii_lowercase()).collect();
        let phases: Vec<String> = query.phases.iter().map(words::name).collect();
        let statuses: Vec<String> = query.statuses.iter().map(words::name).collect();
        for (column, values) in [
            (&self.types, &query.types),
            (&self.modes, &query.modes),
            (&self.quads, &query.quads),
            (&self.phases, &phases),
            (&self.statuses, &statuses),
            (&self.places, &lower),
            (&self.countries, &query.countries),
        ] {
            column.keep(&mut rows, values);
        }
        if let Some(least) = query.confidence {
            rows.retain(|row| self.confidences[row] >= least);
        }
        if let Some(least) = query.outlets {
            rows.retain(|row| self.outlets[row] >= least);
        }
        if let Some(disputed) = query.disputed {
            rows.retain(|row| self.disputed[row] == disputed);
        }
        Some(rows)
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
        let after = paging.after.as_ref().map(|cursor| (cursor.day.as_str(), cursor.number));
        let key = |row: usize| (written(self.first[row]), self.numbers[row]);
        let mut numbers = Vec::with_capacity(paging.most.min(1024));
        let mut last = None;
        let mut take = |row: usize| {
            if numbers.len() == paging.most {
                return false;
            }
            numbers.push(self.numbers[row]);
            last = Some(row);
            true
        };
        let newest = paging.order == Order::Newest;
        let beyond = |row: usize| {
            after.is_none_or(|(day, number)| {
                let (of, own) = key(row);
                if newest { (of.as_str(), own) < (day, number) } else { (of.as_str(), own) > (day, number) }
            })
        };
        // Rows are in order: those before the cursor are passed over at once.
        let start = self.start(after);
        let more = if newest {
            rows.backwards().skip_while(|row| *row >= start.1).filter(|row| beyond(*row)).find(|row| !take(*row))
        } else {
            rows.iter().skip_while(|row| *row < start.0).filter(|row| beyond(*row)).find(|row| !take(*row))
        };
        let next = more.and(last).map(|row| {
            let (day, number) = key(row);
            Cursor { day, number }
        });
        (numbers, next)
    }

    /// The first row that may come after a cursor, and one past the last that may come before it.
    fn start(&self, after: Option<(&str, i64)>) -> (usize, usize) {
        let Some((day, _)) = after else { return (0, self.len()) };
        let Some(day) = super::build::day(day) else { return (0, self.len()) };
        (self.first.partition_point(|first| *first < day), self.first.partition_point(|first| *first <= day))
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

impl Column {
    /// Keeps the rows that have one of the values; all when none is asked for.
    fn keep(&self, rows: &mut Rows, values: &[String]) {
        if values.is_empty() {
            return;
        }
        let mut asked = vec![false; self.values.len() + 1];
        for number in values.iter().filter_map(|value| self.numbers.get(value)) {
            asked[*number as usize] = true;
        }
        rows.retain(|row| asked[self.rows[row] as usize]);
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
