//! Which mention tells which event, to answer questions of sentences and documents.
//!
//! Mentions come in and are coded anew while the index stays as it is; those that came since it was made are learned one after
//! the other, beside the requests.

use masudi_store::{Store, StoreError};
use std::sync::{PoisonError, RwLock};

/// Rows of the index by the number of the mention that tells them.
#[derive(Debug, Default)]
pub struct Tellers(RwLock<Told>);

#[derive(Debug, Default)]
struct Told {
    /// One more than the row that a mention tells; 0 for none.
    rows: Vec<u32>,
    /// Further rows of those that tell several.
    more: Vec<(i64, u32)>,
    /// The last mention that it knows, and the last of those that tell an event.
    last: i64,
    last_that_tells: i64,
}

impl Tellers {
    /// Looks which events the mentions tell that it does not know yet. Errors: of the store.
    pub fn learn(&self, store: &Store, row_of: impl Fn(i64) -> Option<u32>) -> Result<(), StoreError> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).last;
        let last = store.last_mention()?;
        if last <= known {
            return Ok(());
        }
        let mut found = Vec::new();
        store.tellings(known, |mention, event| {
            found.extend(row_of(event).map(|row| (mention, row)));
        })?;
        let mut told = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let length = usize::try_from(last).unwrap_or(0) + 1;
        let longer = length.saturating_sub(told.rows.len());
        told.rows.reserve_exact(longer);
        told.rows.resize(length, 0);
        for (mention, row) in found {
            match usize::try_from(mention).ok().and_then(|at| told.rows.get_mut(at)) {
                Some(place) if *place == 0 => *place = row + 1,
                Some(_) => told.more.push((mention, row)),
                // It came in between, and is learned the next time.
                None => continue,
            }
            told.last_that_tells = told.last_that_tells.max(mention);
        }
        told.more.sort_unstable();
        told.last = last;
        Ok(())
    }

    /// The last mention that tells an event.
    pub fn last_that_tells(&self) -> i64 {
        self.0.read().unwrap_or_else(PoisonError::into_inner).last_that_tells
    }

    /// Gives the rows that mentions tell which `mentions` gives; what `mentions` says of them all.
    pub fn rows<T>(&self, mentions: impl FnOnce(&mut dyn FnMut(i64)) -> T, mut give: impl FnMut(u32)) -> T {
        let told = self.0.read().unwrap_or_else(PoisonError::into_inner);
        mentions(&mut |mention| {
            let row = usize::try_from(mention).ok().and_then(|at| told.rows.get(at)).copied().unwrap_or(0);
            if row > 0 {
                give(row - 1);
            }
            let first = told.more.partition_point(|(other, _)| *other < mention);
            told.more.iter().skip(first).take_while(|(other, _)| *other == mention).for_each(|(_, row)| give(*row));
        })
    }
}
