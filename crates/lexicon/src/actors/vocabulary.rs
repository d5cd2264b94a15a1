//! Every word that a name, a role or a word class needs, as a number, so that a text's words are looked up once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A word of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that no table has.
    pub const UNKNOWN: WordId = WordId(u32::MAX);

    /// As a position in a slice; past every slice when unknown.
    pub fn get(self) -> usize {
        self.0 as usize
    }
}

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

/// Folded words and their numbers.
///
/// ```
/// use masudi_lexicon::actors::{Vocabulary, WordId};
/// let mut words = Vocabulary::default();
/// let army = words.intern("army");
/// assert_eq!((words.get("army"), words.get("navy")), (army, WordId::UNKNOWN));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    ids: WordMap<Box<str>, u32>,
}

impl Vocabulary {
    /// The number of a folded word, a new one when it has none yet.
    pub fn intern(&mut self, folded: &str) -> WordId {
        if let Some(&id) = self.ids.get(folded) {
            return WordId(id);
        }
        let id = self.ids.len() as u32;
        self.ids.insert(folded.into(), id);
        WordId(id)
    }

    /// The number of a folded word; [`WordId::UNKNOWN`] when no table has it.
    pub fn get(&self, folded: &str) -> WordId {
        self.ids.get(folded).map_or(WordId::UNKNOWN, |&id| WordId(id))
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}
