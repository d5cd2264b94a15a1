//! Every word that a name, a role or a word class needs, as a number, so that a text's words are looked up once.

use crate::words::WordMap;
use smol_str::SmolStr;

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
    ids: WordMap<SmolStr, u32>,
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
