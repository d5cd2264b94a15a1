//! Classes of words that filters name, and single words as classes of their own.
//!
//! In: the names and words of `classes.toml`, and words that a filter asks for by themselves (`=siege`). Out: [`Classes`]: the
//! classes of a word, by number, so that matching compares no text. What this module does not do: it knows no frame.

use crate::words::{WordMap, WordSet};
use smol_str::{SmolStr, format_smolstr};

/// A class of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClassId(u32);

/// All classes of one language.
#[derive(Clone, Debug, Default)]
pub(super) struct Classes {
    ids: WordMap<SmolStr, ClassId>,
    names: Vec<SmolStr>,
    /// The classes of a lemma, or of a name of several words ("tear gas").
    of_lemma: WordMap<SmolStr, Vec<ClassId>>,
    /// Last words of such names.
    names_end: WordSet,
}

impl Classes {
    /// Adds words to a class, which need not be there yet.
    pub(super) fn add(&mut self, name: SmolStr, lemmas: Vec<SmolStr>) {
        let class = self.id(name);
        for lemma in lemmas {
            if let Some((_, last)) = lemma.rsplit_once(' ') {
                self.names_end.insert(last.into());
            }
            let classes = self.of_lemma.entry(lemma).or_default();
            if !classes.contains(&class) {
                classes.push(class);
            }
        }
    }

    /// The class that has but this word, named `=word`.
    pub(super) fn of_word(&mut self, word: &str) -> ClassId {
        let name = format_smolstr!("={word}");
        self.add(name.clone(), vec![word.into()]);
        self.id(name)
    }

    fn id(&mut self, name: SmolStr) -> ClassId {
        let next = ClassId(self.names.len() as u32);
        *self.ids.entry(name).or_insert_with_key(|name| {
            self.names.push(name.clone());
            next
        })
    }

    /// The class of a name.
    pub(super) fn get(&self, name: &str) -> Option<ClassId> {
        self.ids.get(name).copied()
    }

    /// The name of a class.
    pub(super) fn name(&self, class: ClassId) -> &str {
        self.names.get(class.0 as usize).map_or("", SmolStr::as_str)
    }

    /// The classes of a lemma or of a name of several words.
    pub(super) fn of(&self, lemma: &str) -> &[ClassId] {
        self.of_lemma.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Whether some name of several words ends so.
    pub(super) fn ends_name(&self, word: &str) -> bool {
        self.names_end.contains(word)
    }
}
