//! Sets of rows, a bit each.

use std::ops::Range;

/// A set of rows.
#[derive(Clone, Debug)]
pub struct Rows(Vec<u64>);

impl Rows {
    /// All rows of so many.
    pub fn all(length: usize) -> Self {
        let mut bits = vec![u64::MAX; length.div_ceil(64)];
        if let Some(last) = bits.last_mut().filter(|_| !length.is_multiple_of(64)) {
            *last = (1 << (length % 64)) - 1;
        }
        Self(bits)
    }

    /// The rows of some lists.
    pub fn of<'a>(length: usize, lists: impl IntoIterator<Item = &'a Vec<u32>>) -> Self {
        let mut rows = Self::none(length);
        lists.into_iter().for_each(|list| rows.set(list));
        rows
    }

    /// None of so many rows.
    pub fn none(length: usize) -> Self {
        Self(vec![0; length.div_ceil(64)])
    }

    /// Keeps the rows that another set has too.
    pub fn and(&mut self, other: &Self) {
        for (bits, others) in self.0.iter_mut().zip(&other.0) {
            *bits &= others;
        }
    }

    /// Keeps the rows of which `holds` is true.
    pub fn retain(&mut self, holds: impl Fn(usize) -> bool) {
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

    /// Whether a row is of the set.
    pub fn has(&self, row: usize) -> bool {
        (self.0[row / 64] >> (row % 64)) & 1 == 1
    }

    /// Adds rows.
    pub fn set(&mut self, rows: &[u32]) {
        rows.iter().for_each(|row| self.add(*row));
    }

    /// Adds a row.
    pub fn add(&mut self, row: u32) {
        self.0[row as usize / 64] |= 1 << (row % 64);
    }

    /// Takes the rows of a range away.
    pub fn clear(&mut self, rows: Range<usize>) {
        self.within(rows, |bits, mask, _| *bits &= !mask);
    }

    /// Keeps the rows of a range of which `holds` is true, and all others.
    pub fn retain_in(&mut self, rows: Range<usize>, holds: impl Fn(usize) -> bool) {
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
    pub fn retain_few(&mut self, from: usize, some: &[u32], holds: impl Fn(usize) -> bool) {
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
    pub fn backwards(&self) -> impl Iterator<Item = usize> {
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
