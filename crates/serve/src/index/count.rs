//! Counts of rows, by span of time and by what they are.

use super::Index;
use super::cells::{Cells, Tally};
use super::column::Column;
use super::rows::Rows;
use super::select::written;
use crate::chart::axis;
use masudi_store::{Bucket, CountQuery, CountRow, Dimension, EventQuery, StoreError};
use std::cmp::Reverse;

/// Counts of one answer.
pub(super) const MOST: usize = 100_000;

#[derive(Clone, Copy, Default)]
struct Cell {
    count: u64,
    score: f64,
    scored: u64,
}

impl Tally for Cell {
    fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// The cells that a row counts in; kept from row to row, so that nothing is allocated for one.
#[derive(Default)]
struct Scratch {
    cells: Vec<usize>,
    before: Vec<usize>,
    values: Vec<usize>,
}

impl Index {
    /// Counts rows. Errors: [`StoreError::TooMuch`] when there are more counts than anybody reads.
    pub fn count(&self, rows: &Rows, query: &CountQuery) -> Result<Vec<CountRow>, StoreError> {
        let sizes: Vec<usize> = query.by.iter().map(|by| self.values(*by)).collect();
        let number = sizes.iter().try_fold(1_usize, |all, size| all.checked_mul(*size)).ok_or(StoreError::TooMuch)?;
        let mut counts: Cells<Cell> = Cells::new(number);
        let mut out = Vec::new();
        let mut within: Option<(u32, Option<String>)> = None;
        let mut at = Scratch::default();
        for row in rows.iter() {
            // Rows are in order of days, so a span of time ends where the next begins.
            let day = self.first[row];
            if within.as_ref().is_none_or(|(last, _)| *last != day) {
                let bucket = bucket(query.bucket, day);
                if let Some((_, before)) = within.take()
                    && before != bucket
                {
                    self.drain(&mut counts, before, query, &sizes, &mut out);
                }
                within = Some((day, bucket));
            }
            at.cells.clear();
            at.cells.push(0);
            for (by, size) in query.by.iter().zip(&sizes) {
                self.cells(*by, row, *size, &mut at);
            }
            let score = self.scores[row];
            for cell in &at.cells {
                let count = counts.at(*cell);
                count.count += 1;
                if !score.is_nan() {
                    count.score += f64::from(score);
                    count.scored += 1;
                }
            }
            if out.len() + counts.used() > MOST {
                return Err(StoreError::TooMuch);
            }
        }
        if let Some((_, bucket)) = within {
            self.drain(&mut counts, bucket, query, &sizes, &mut out);
        }
        Ok(out)
    }

    /// Counts at once what the first readers of a view ask for.
    pub(super) fn prepare(&self) {
        if !self.usable {
            return;
        }
        let all = Rows::all(self.len());
        let views = [
            (None, Dimension::Country),
            (None, Dimension::Actor),
            (None, Dimension::Recipient),
            (None, Dimension::Type),
            (Some(Bucket::Year), Dimension::Quad),
            (Some(Bucket::Month), Dimension::Quad),
        ];
        for (bucket, by) in views {
            let query = CountQuery { bucket, by: vec![by], ..CountQuery::default() };
            // What cannot be counted is said to who asks for it.
            let _ = self.counts.of(super::record::key(&query), || self.count(&all, &query));
        }
        for bucket in [None, Some(Bucket::Year), Some(Bucket::Month)] {
            let query = super::record::dyads(&EventQuery::default(), bucket);
            let _ = self.dyads.of(super::record::key(&query), || self.pairs(&all, bucket));
        }
    }

    /// How many values a dimension has, with none.
    fn values(&self, by: Dimension) -> usize {
        let parties = self.party_countries.len().max(1);
        match by {
            Dimension::Dyad => parties * parties,
            Dimension::Actor | Dimension::Recipient => parties,
            other => self.column(other).map_or(1, |column| column.values.len() + 1),
        }
    }

    fn column(&self, by: Dimension) -> Option<&Column> {
        match by {
            Dimension::Type => Some(&self.types),
            Dimension::Mode => Some(&self.modes),
            Dimension::Quad => Some(&self.quads),
            Dimension::Status => Some(&self.statuses),
            Dimension::Country => Some(&self.countries),
            Dimension::Actor | Dimension::Recipient | Dimension::Dyad => None,
        }
    }

    /// The cells of a row, once one more dimension is kept apart.
    fn cells(&self, by: Dimension, row: usize, size: usize, at: &mut Scratch) {
        if let Some(column) = self.column(by) {
            let value = usize::from(column.rows[row]);
            at.cells.iter_mut().for_each(|cell| *cell = *cell * size + value);
            return;
        }
        let (actors, recipients) = (self.actors.countries_of(row), self.recipients.countries_of(row));
        let parties = self.party_countries.len();
        let number = |country: &u16| usize::from(*country);
        at.values.clear();
        match by {
            Dimension::Actor => at.values.extend(actors.iter().map(number)),
            Dimension::Recipient => at.values.extend(recipients.iter().map(number)),
            _ => {
                // A pair of which one is unknown is unknown.
                let pair = |a: usize, r: usize| if a == 0 || r == 0 { 0 } else { a * parties + r };
                for actor in actors {
                    at.values.extend(recipients.iter().map(|recipient| pair(number(actor), number(recipient))));
                }
            }
        }
        match at.values.as_mut_slice() {
            [] => at.values.push(0),
            [_] => {}
            several => {
                several.sort_unstable();
                at.values.dedup();
            }
        }
        std::mem::swap(&mut at.cells, &mut at.before);
        at.cells.clear();
        for cell in &at.before {
            at.cells.extend(at.values.iter().map(|value| cell * size + value));
        }
    }

    /// Writes down what was counted in a span of time.
    fn drain(
        &self,
        counts: &mut Cells<Cell>,
        bucket: Option<String>,
        query: &CountQuery,
        sizes: &[usize],
        out: &mut Vec<CountRow>,
    ) {
        let span = out.len();
        counts.drain(|cell, Cell { count, score, scored }| {
            let mut rest = cell;
            let mut values: Vec<Option<String>> = Vec::with_capacity(sizes.len());
            for (by, size) in query.by.iter().zip(sizes).rev() {
                values.push(self.value(*by, rest % size));
                rest /= size;
            }
            values.reverse();
            let score = (scored > 0).then(|| score / scored as f64);
            out.push(CountRow { bucket: bucket.clone(), values, count, score });
        });
        self.order(&mut out[span..]);
    }

    fn value(&self, by: Dimension, number: usize) -> Option<String> {
        let country = |number: usize| self.party_countries.get(number).filter(|name| !name.is_empty());
        let parties = self.party_countries.len().max(1);
        match by {
            Dimension::Actor | Dimension::Recipient => country(number).cloned(),
            Dimension::Dyad => Some(format!("{}>{}", country(number / parties)?, country(number % parties)?)),
            other => self.column(other)?.values.get(number.checked_sub(1)?).cloned(),
        }
    }

    /// The most first; of the same number by their values, those without one first.
    fn order(&self, rows: &mut [CountRow]) {
        rows.sort_by(|a, b| (Reverse(a.count), &a.values).cmp(&(Reverse(b.count), &b.values)));
    }
}

impl super::Parties {
    /// The distinct countries of a row.
    pub(super) fn countries_of(&self, row: usize) -> &[u16] {
        &self.countries[self.starts[row] as usize..self.starts[row + 1] as usize]
    }
}

/// The span of time that a day lies in, as the store writes it.
fn bucket(bucket: Option<Bucket>, day: u32) -> Option<String> {
    if day == 0 {
        return None;
    }
    let text = written(day);
    Some(match bucket? {
        Bucket::Day => text,
        Bucket::Week => {
            let date = axis::day(&text)?;
            axis::later(date, -i64::from(date.weekday().to_monday_zero_offset()))?.to_string()
        }
        Bucket::Month => text.get(..7)?.to_owned(),
        Bucket::Year => text.get(..4)?.to_owned(),
    })
}
