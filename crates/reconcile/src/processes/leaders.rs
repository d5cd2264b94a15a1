//! Who stands at the head of a state or government, as the texts call them, and whether such people met.

use super::steps::has_word;
use masudi_lexicon::frames::ProcessWords;
use masudi_record::{Actor, Mention};
use std::collections::{BTreeSet, HashMap};

/// Persons whom some mention calls president, prime minister or the like.
pub(super) struct Leaders {
    ids: BTreeSet<String>,
    words: ProcessWords,
}

impl Leaders {
    /// Those of a record: a person counts who is called so more often than by a lesser title.
    pub(super) fn of(words: &ProcessWords, mentions: &[Mention]) -> Self {
        let mut called: HashMap<&str, i64> = HashMap::new();
        for actor in mentions.iter().flat_map(|m| m.actors.iter().chain(&m.recipients)) {
            let Some(id) = actor.id.as_deref().filter(|_| is_person(actor)) else { continue };
            match title(words, &actor.text) {
                Some(true) => *called.entry(id).or_default() += 1,
                Some(false) => *called.entry(id).or_default() -= 1,
                None => {}
            }
        }
        let ids = called.into_iter().filter(|(_, n)| *n > 0).map(|(id, _)| id.to_owned()).collect();
        Self { ids, words: words.clone() }
    }

    /// Whether the mention tells of a meeting of heads of two countries, or of one with the other country.
    pub(super) fn meet(&self, mention: &Mention) -> bool {
        let all = || mention.actors.iter().chain(&mention.recipients);
        let heads: BTreeSet<&str> = all().filter(|a| self.is_head(a)).filter_map(|a| a.country.as_deref()).collect();
        let countries: BTreeSet<&str> = all().filter_map(|a| a.country.as_deref()).collect();
        let visit = mention.mode.as_deref() == Some("visit");
        heads.len() >= 2 || (visit && heads.len() == 1 && countries.len() == 2)
    }

    fn is_head(&self, actor: &Actor) -> bool {
        actor.id.as_deref().is_some_and(|id| self.ids.contains(id)) || title(&self.words, &actor.text) == Some(true)
    }
}

/// A person's id has its country or office before a dot; a state's has none, and groups and bodies say what they are.
fn is_person(actor: &Actor) -> bool {
    actor.id.as_deref().and_then(|id| id.split_once('.')).is_some_and(|(kind, _)| kind.len() == 3 || kind == "person")
}

/// What words call somebody: at the head, below it, or neither.
fn title(words: &ProcessWords, text: &str) -> Option<bool> {
    let text = text.to_lowercase();
    if words.not_heads.iter().any(|t| has_word(&text, t)) {
        return Some(false);
    }
    words.heads.iter().any(|t| has_word(&text, t)).then_some(true)
}
