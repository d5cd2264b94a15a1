//! What is counted within one span of time, cell by cell.

use std::collections::HashMap;

/// Cells that are laid out side by side; of more only those with something in them are kept.
const MOST: usize = 1 << 20;

/// A count, which is empty at first.
pub trait Tally: Copy + Default {
    /// Whether nothing was counted.
    fn is_empty(&self) -> bool;
}

/// The cells.
#[derive(Debug)]
pub struct Cells<T> {
    dense: Vec<T>,
    sparse: HashMap<usize, T>,
    used: Vec<usize>,
}

impl<T: Tally> Cells<T> {
    /// So many cells, all of them empty.
    pub fn new(number: usize) -> Self {
        let dense = if number <= MOST { vec![T::default(); number] } else { Vec::new() };
        Self { dense, sparse: HashMap::new(), used: Vec::new() }
    }

    /// A cell, in which something must be counted now.
    pub fn at(&mut self, cell: usize) -> &mut T {
        let tally = match self.dense.get_mut(cell) {
            Some(tally) => tally,
            None => self.sparse.entry(cell).or_default(),
        };
        if tally.is_empty() {
            self.used.push(cell);
        }
        tally
    }

    /// How many cells are not empty.
    pub fn used(&self) -> usize {
        self.used.len()
    }

    /// Gives all that are not empty, and empties them.
    pub fn drain(&mut self, mut give: impl FnMut(usize, T)) {
        for cell in self.used.drain(..) {
            match self.dense.get_mut(cell) {
                Some(tally) => give(cell, std::mem::take(tally)),
                None => give(cell, self.sparse.remove(&cell).unwrap_or_default()),
            }
        }
    }
}
