//! Chunks whose tokens are known, shared by all threads.
//!
//! A chunk's tokens depend on nothing else, and most chunks of a text were met before. The memory is bounded; past that
//! it starts anew.

use super::Proto;
use smol_str::SmolStr;
use std::collections::HashMap;
use std::sync::{RwLock, RwLockReadGuard};

/// Chunks that are remembered.
const MOST: usize = 100_000;
/// Longer chunks are seldom met again.
const LONGEST: usize = 64;
/// Chunks after which others may write.
const TURN: usize = 2_000;

type Chunks = HashMap<SmolStr, Box<[Proto]>>;

/// The memory of one tokenizer.
#[derive(Debug, Default)]
pub(super) struct Memory(RwLock<Chunks>);

/// The memory while one text is read: what all know, and what this text added.
#[derive(Debug)]
pub(super) struct Session<'a> {
    memory: &'a Memory,
    known: Option<RwLockReadGuard<'a, Chunks>>,
    fresh: Chunks,
    turn: usize,
}

impl Memory {
    pub(super) fn open(&self) -> Session<'_> {
        Session { memory: self, known: self.0.read().ok(), fresh: Chunks::new(), turn: 0 }
    }
}

impl Session<'_> {
    /// Hands the tokens of a chunk to `place`, from memory or newly made by `split`.
    pub(super) fn chunk(&mut self, s: &str, split: impl FnOnce() -> Vec<Proto>, place: impl FnOnce(&[Proto])) {
        self.turn += 1;
        if self.turn == TURN {
            self.share();
            self.known = self.memory.0.read().ok();
        }
        let known = self.known.as_ref().and_then(|known| known.get(s)).or_else(|| self.fresh.get(s));
        if let Some(protos) = known {
            return place(protos);
        }
        let protos = split();
        place(&protos);
        if s.len() <= LONGEST {
            self.fresh.insert(s.into(), protos.into());
        }
    }

    fn share(&mut self) {
        self.turn = 0;
        self.known = None;
        if self.fresh.is_empty() {
            return;
        }
        if let Ok(mut all) = self.memory.0.write() {
            if all.len() + self.fresh.len() > MOST {
                all.clear();
            }
            all.extend(self.fresh.drain());
        }
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        self.share();
    }
}
