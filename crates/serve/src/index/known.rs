//! Counts that were asked for before. The index never changes, so they stay right as long as it is there.

use masudi_store::{CountQuery, CountRow};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows that are kept of all counts, and of one.
const MOST: usize = 200_000;
const MOST_OF_ONE: usize = 20_000;

#[derive(Debug, Default)]
struct Kept {
    counts: HashMap<String, Arc<[CountRow]>>,
    rows: usize,
}

/// The counts at hand.
#[derive(Debug, Default)]
pub struct Known(Mutex<Kept>);

impl Known {
    /// The counts of a question: those at hand, else those that `count` gives.
    pub fn of(&self, query: &CountQuery, count: impl FnOnce() -> Option<Vec<CountRow>>) -> Option<Arc<[CountRow]>> {
        let key = format!("{:?} {:?} {}", query.bucket, query.by, query.events);
        if let Some(found) = self.0.lock().unwrap_or_else(PoisonError::into_inner).counts.get(&key) {
            return Some(Arc::clone(found));
        }
        let counts: Arc<[CountRow]> = count()?.into();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // An empty count takes room too.
        let rows = counts.len() + 1;
        if rows <= MOST_OF_ONE {
            if kept.rows + rows > MOST {
                *kept = Kept::default();
            }
            kept.rows += rows;
            kept.counts.insert(key, Arc::clone(&counts));
        }
        Some(counts)
    }
}
