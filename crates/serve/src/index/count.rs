//! Counts of rows, by span of time and by what they are.

use super::select::{Rows, written};
use super::{Column, Index};
use crate::chart::axis;
use masudi_store::{Bucket, CountQuery, CountRow, Dimension};
use std::cmp::Reverse;

/// Cells of one span of time; for more the store counts.
const MOST_CELLS: usize = 1 << 20;

#[derive(Clone, Copy, Default)]
struct Cell {
    count: u64,
    score: f64,
    scored: u64,
}

/// The cells that a row counts in; kept from row to row, so that nothing is allocated for one.
#[derive(Default)]
struct Scratch {
    cells: Vec<usize>,
    before: Vec<usize>,
    values: Vec<usize>,
}

impl Index {
    /// Counts rows; `None` when there are too many values to keep apart.
    pub fn count(&self, rows: &Rows, query: &CountQuery) -> Option<Vec<CountRow>> {
        let sizes: Vec<usize> = query.by.iter().map(|by| self.values(*by)).collect();
        let cells = sizes.iter().try_fold(1_usize, |all, size| all.checked_mul(*size).filter(|n| *n <= MOST_CELLS))?;
        let mut counts = vec![Cell::default(); cells];
        let mut touched: Vec<usize> = Vec::new();
        let mut out = Vec::new();
        let mut span = 0;
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
                    self.drain(&mut counts, &mut touched, before, query, &sizes, &mut out);
                    self.order(&mut out[span..]);
                    span = out.len();
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
                let count = &mut counts[*cell];
                if count.count == 0 {
                    touched.push(*cell);
                }
                count.count += 1;
                if !score.is_nan() {
                    count.score += f64::from(score);
                    count.scored += 1;
                }
            }
        }
        if let Some((_, bucket)) = within {
            self.drain(&mut counts, &mut touched, bucket, query, &sizes, &mut out);
            self.order(&mut out[span..]);
        }
        Some(out)
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
            let value = column.rows[row] as usize;
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

    fn drain(
        &self,
        counts: &mut [Cell],
        touched: &mut Vec<usize>,
        bucket: Option<String>,
        query: &CountQuery,
        sizes: &[usize],
        out: &mut Vec<CountRow>,
    ) {
        for cell in touched.drain(..) {
            let Cell { count, score, scored } = std::mem::take(&mut counts[cell]);
            let mut rest = cell;
            let mut values: Vec<Option<String>> = Vec::with_capacity(sizes.len());
            for (by, size) in query.by.iter().zip(sizes).rev() {
                values.push(self.value(*by, rest % size));
                rest /= size;
            }
            values.reverse();
            let score = (scored > 0).then(|| score / scored as f64);
            out.push(CountRow { bucket: bucket.clone(), values, count, score });
        }
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
    fn countries_of(&self, row: usize) -> &[u16] {
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
