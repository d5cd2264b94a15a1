//! Sets and maps of the words of data files, quick to ask.
//!
//! In: words of our own tables as keys. Out: the collections of the standard library with [`WordHasher`]. What they do not
//! do: withstand keys that somebody chose to collide; a text only asks, and what it brings is never put in.

use smol_str::SmolStr;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A quick hash for short words; the tables are our own, so nobody can feed it collisions that matter.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        const FACTOR: u64 = 0x51_7c_c1_b7_27_22_0a_95;
        let mut mix = |word: u64| self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(FACTOR);
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            mix(chunk.try_into().map_or(0, u64::from_le_bytes));
        }
        let rest = chunks.remainder();
        if !rest.is_empty() {
            mix(rest.iter().rev().fold(rest.len() as u64, |w, &b| (w << 8) | u64::from(b)));
        }
    }

    fn write_u32(&mut self, n: u32) {
        self.write(&n.to_le_bytes());
    }
}

/// A hash map with [`WordHasher`].
pub type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// A set of words.
pub type WordSet = HashSet<SmolStr, BuildHasherDefault<WordHasher>>;
