//! Indexes over the tables: persons by the spelling of their names, role phrases by their head noun.

use super::Role;
use super::spelling::Key;
use super::vocabulary::{Vocabulary, WordId};
use crate::words::{WordHasher, WordMap};
use std::collections::HashSet;
use std::hash::BuildHasherDefault;

/// Persons by the spelling keys of their names.
#[derive(Clone, Debug, Default)]
pub struct Spellings {
    by_frame: WordMap<String, Vec<(u32, Vec<Key>)>>,
    first: HashSet<String, BuildHasherDefault<WordHasher>>,
}

impl Spellings {
    /// Adds a name of a person; one of a single word is left out.
    pub(super) fn add(&mut self, keys: Vec<Key>, at: u32) {
        if keys.len() > 1 {
            self.first.insert(keys[0].frame.clone());
            self.by_frame.entry(frame(&keys.iter().collect::<Vec<_>>())).or_default().push((at, keys));
        }
    }

    /// Whether any name begins with a word spelt so.
    pub fn begins(&self, key: &Key) -> bool {
        self.first.contains(&key.frame)
    }

    /// The persons whose name can be spelt so; articles have no key and are left out by the caller.
    pub fn find(&self, keys: &[&Key]) -> Vec<usize> {
        if keys.len() < 2 {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (at, other) in self.by_frame.get(&frame(keys)).into_iter().flatten() {
            if keys.iter().zip(other).all(|(a, b)| a.meets(b)) && !out.contains(&(*at as usize)) {
                out.push(*at as usize);
            }
        }
        out
    }
}

fn frame(keys: &[&Key]) -> String {
    keys.iter().map(|k| k.frame.as_str()).collect::<Vec<_>>().join(" ")
}

/// One form of a role noun.
#[derive(Clone, Debug)]
pub struct RolePhrase {
    /// Its words.
    pub words: Vec<WordId>,
    /// Which of them is the head noun.
    pub head: usize,
    /// Which role it names.
    pub role: usize,
}

/// The role nouns of a language by their head noun, the longest phrases first.
#[derive(Clone, Debug, Default)]
pub struct RoleIndex {
    roles: Vec<Role>,
    by_head: WordMap<u32, Vec<RolePhrase>>,
}

impl RoleIndex {
    pub(super) fn new(roles: Vec<Role>, vocabulary: &mut Vocabulary) -> Self {
        let mut by_head: WordMap<u32, Vec<RolePhrase>> = WordMap::default();
        for (at, role) in roles.iter().enumerate() {
            for form in &role.forms {
                let words: Vec<WordId> = form.split(' ').map(|w| vocabulary.intern(w)).collect();
                let head = role.head.min(words.len() - 1);
                by_head.entry(words[head].0).or_default().push(RolePhrase { words, head, role: at });
            }
        }
        for phrases in by_head.values_mut() {
            phrases.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        }
        Self { roles, by_head }
    }

    /// The phrases whose head noun is the word.
    pub fn with_head(&self, word: WordId) -> &[RolePhrase] {
        self.by_head.get(&word.0).map_or(&[], Vec::as_slice)
    }

    /// The role of a phrase.
    pub fn role(&self, phrase: &RolePhrase) -> &Role {
        &self.roles[phrase.role]
    }

    /// The role that exactly these words name.
    pub fn exact(&self, words: &[WordId]) -> Option<&Role> {
        let mut all = words.iter().flat_map(|w| self.with_head(*w));
        all.find(|p| p.words == words).map(|p| self.role(p))
    }

    /// All roles, in the order of the table.
    pub fn all(&self) -> &[Role] {
        &self.roles
    }
}
