//! Counts that were asked for before. The index never changes, so they stay right as long as it is there.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows that are kept of all counts, and of one.
const MOST: usize = 50_000;
const MOST_OF_ONE: usize = 20_000;

/// The counts at hand, by what was asked.
#[derive(Debug)]
pub struct Known<T>(Mutex<Kept<T>>);

#[derive(Debug)]
struct Kept<T> {
    counts: HashMap<String, Arc<[T]>>,
    rows: usize,
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(Mutex::new(Kept { counts: HashMap::new(), rows: 0 }))
    }
}

impl<T> Known<T> {
    /// The counts of a question: those at hand, else those that `count` gives.
    pub fn of<E>(&self, key: String, count: impl FnOnce() -> Result<Vec<T>, E>) -> Result<Arc<[T]>, E> {
        if let Some(found) = self.0.lock().unwrap_or_else(PoisonError::into_inner).counts.get(&key) {
            return Ok(Arc::clone(found));
        }
        let counts: Arc<[T]> = count()?.into();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // An empty count takes room too.
        let rows = counts.len() + 1;
        if rows <= MOST_OF_ONE {
            if kept.rows + rows > MOST {
                kept.counts.clear();
                kept.rows = 0;
            }
            kept.rows += rows;
            kept.counts.insert(key, Arc::clone(&counts));
        }
        Ok(counts)
    }
}
