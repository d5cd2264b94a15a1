//! The index as the record is now.
//!
//! A small record's is made when the first request needs it. A large one's takes seconds: it is made beside, and requests
//! are answered by the one before until it is there.

use super::Index;
use masudi_store::{Store, StoreError};
use std::sync::{Arc, Mutex, PoisonError};

/// The index at hand.
#[derive(Debug, Default)]
pub struct Indexes {
    current: Mutex<Option<Arc<Index>>>,
    /// One is made at a time.
    making: Mutex<()>,
}

impl Indexes {
    /// The index for a request on this connection. Errors: of the store.
    pub fn of(&self, store: &Store) -> Result<Arc<Index>, StoreError> {
        match self.now() {
            Some(index) if !index.is_small() => Ok(index),
            Some(index) if index.sequence == store.last_sequence()? => {
                index.learn(store)?;
                Ok(index)
            }
            _ => self.renew(store),
        }
    }

    /// Makes the index anew when the events have changed. Errors: of the store.
    pub fn renew(&self, store: &Store) -> Result<Arc<Index>, StoreError> {
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = self.now()
            && index.sequence == store.last_sequence()?
        {
            index.learn(store)?;
            return Ok(index);
        }
        let index = Arc::new(Index::read(store)?);
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&index));
        Ok(index)
    }

    /// The last change of events that answers know.
    pub fn sequence(&self) -> u64 {
        self.now().map_or(0, |index| index.sequence)
    }

    fn now(&self) -> Option<Arc<Index>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
