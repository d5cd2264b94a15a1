//! The events that sentences with some words tell, for those who ask again.
//!
//! In: words. Out: rows of the index. A mention tells what it tells and the index never changes, so that only mentions are looked
//! at that came since the last time; where none of them tells an event, none is.

use super::rows::Rows;
use super::tellers::Tellers;
use masudi_store::{Store, StoreError, Term};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Questions that are kept, of a bit an event each.
const MOST: usize = 64;

/// The rows at hand, by their words, each with the last mention that was looked at.
#[derive(Debug, Default)]
pub struct Worded(Mutex<HashMap<String, (Arc<Rows>, i64)>>);

impl Worded {
    /// The rows, of so many, that sentences with some words tell. Errors: as of [`Store::mentions_with`].
    pub fn rows(&self, text: &[Term], tellers: &Tellers, store: &Store, length: usize) -> Result<Rows, StoreError> {
        let key = text.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let (mut rows, seen) = match known {
            Some((rows, seen)) => (Rows::clone(&rows), seen),
            None => (Rows::none(length), 0),
        };
        let last = tellers.last_that_tells();
        if seen < last {
            let found = store.mentions_with(text, Some(last))?;
            tellers.rows(|give| found.after(seen).for_each(give), |row| rows.add(row));
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() >= MOST {
                kept.clear();
            }
            kept.insert(key, (Arc::new(rows.clone()), last));
        }
        Ok(rows)
    }
}
