//! The names that a document is about: what tells one story from another before anything of it is coded.

use crate::features::hash;
use crate::sides::common;
use masudi_lexicon::event_words::{EventWords, Kind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Names kept of a document, the most frequent ones.
const KEPT: usize = 24;

/// The names of a document, as hashes; shared by its mentions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// In order, to be compared.
    sorted: Arc<[u32]>,
    /// The most frequent first.
    ranked: Arc<[u32]>,
}

impl Names {
    /// The names in a text: words with a capital that it never writes without.
    ///
    /// ```
    /// use masudi_lexicon::{DataFiles, event_words::EventWords};
    /// use masudi_reconcile::Names;
    /// let words = EventWords::load(&DataFiles::built_in()).unwrap();
    /// let one = Names::of("Talks between Iraq and Washington went on. The talks in Baghdad were short, Iraq said.", &words);
    /// let other = Names::of("In Baghdad, Iraq and Washington met again.", &words);
    /// let third = Names::of("Voters in Senegal chose a president.", &words);
    /// assert!(one.likeness(&other) > one.likeness(&third));
    /// ```
    pub fn of(text: &str, words: &EventWords) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut plain: BTreeSet<&str> = BTreeSet::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2) {
            match word.chars().next().is_some_and(char::is_uppercase) {
                true => *counts.entry(word.to_lowercase()).or_default() += 1,
                false => _ = plain.insert(word),
            }
        }
        counts.retain(|word, _| !plain.contains(word.as_str()) && !words.is(Kind::Calendar, word));
        let mut ranked: Vec<(usize, u32)> = counts.into_iter().map(|(word, n)| (n, hash(&word))).collect();
        ranked.sort_by(|a, b| b.cmp(a));
        ranked.truncate(KEPT);
        let ranked: Arc<[u32]> = ranked.into_iter().map(|(_, word)| word).collect();
        let mut sorted = ranked.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        Self { sorted: sorted.into(), ranked }
    }

    /// Share of the names that two documents have in common: 0 to 1; 0 where one has none.
    pub fn likeness(&self, other: &Self) -> f32 {
        let both = common(&self.sorted, &other.sorted);
        let fewer = self.sorted.len().min(other.sorted.len());
        if fewer == 0 { 0.0 } else { both as f32 / (self.sorted.len() + other.sorted.len() - both) as f32 }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// The most frequent ones.
    pub(crate) fn first(&self, n: usize) -> &[u32] {
        &self.ranked[..n.min(self.ranked.len())]
    }
}
