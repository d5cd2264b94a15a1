//! What is known of a word before its neighbours are: its mixed embedding and its share in the first window layer.
//!
//! A record is a pure function of the word's features, so it is computed once and kept. The memory is bounded: words
//! are kept in two generations, and when the younger one is full the older one is dropped. Words that are met again in
//! the older one move up, so frequent words stay.

use crate::hash::Mixer;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::{Arc, RwLock};

/// Records of a generation. A record of the shipped models is 3.8 kB, so a network keeps at most 46 MB.
const GENERATION: usize = 6_000;

/// Feature values of a word, in the order of the network's tables.
pub(super) type Key = Box<[u64]>;

pub(super) type Map<V> = HashMap<Key, V, BuildHasherDefault<Mixer>>;

#[derive(Debug, Default)]
struct Generations {
    young: Map<Arc<[f32]>>,
    old: Map<Arc<[f32]>>,
}

/// Records of one network, shared by all threads.
#[derive(Debug, Default)]
pub(super) struct Records {
    generations: RwLock<Generations>,
}

impl Records {
    /// The records of some words: `None` where one must be computed.
    pub(super) fn find(&self, keys: &[Key]) -> Vec<Option<Arc<[f32]>>> {
        let mut out = vec![None; keys.len()];
        let mut aged = Vec::new();
        if let Ok(known) = self.generations.read() {
            for (at, key) in keys.iter().enumerate() {
                out[at] = known.young.get(key).cloned();
                if out[at].is_none()
                    && let Some(record) = known.old.get(key)
                {
                    out[at] = Some(record.clone());
                    aged.push(at);
                }
            }
        }
        self.keep(aged.into_iter().filter_map(|at| Some((&keys[at], out[at].clone()?))));
        out
    }

    /// Keeps records for later.
    pub(super) fn keep<'a>(&self, records: impl Iterator<Item = (&'a Key, Arc<[f32]>)>) {
        let mut records = records.peekable();
        if records.peek().is_none() {
            return;
        }
        let Ok(mut known) = self.generations.write() else { return };
        for (key, record) in records {
            if known.young.len() >= GENERATION {
                known.old = std::mem::take(&mut known.young);
            }
            known.young.insert(key.clone(), record);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_bounded_and_words_in_use_stay() {
        let records = Records::default();
        let key = |i: usize| -> Key { Box::new([i as u64, 7]) };
        for i in 0..4 * GENERATION {
            records.keep([(&key(i), Arc::from([i as f32]))].into_iter());
            assert_eq!(records.find(&[key(0)])[0].as_deref(), Some(&[0.0f32][..]), "in use after {i}");
        }
        let known = records.generations.read().unwrap();
        assert!(known.young.len() + known.old.len() <= 2 * GENERATION);
        drop(known);
        assert!(records.find(&[key(1)])[0].is_none());
    }
}
