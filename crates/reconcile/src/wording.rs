//! What the words of a mention say about which event it means.

use crate::features::hash;
use crate::phrases::number;
use masudi_record::Mention;

/// Words of at least this many letters say what a sentence is about.
const LONG: usize = 4;
/// Letters that a noun and its verb share at the beginning ("acquisition", "acquire").
const ROOT: usize = 5;
/// Words for what an attack did, not for the attack.
const OUTCOMES: [&str; 20] = [
    "kill",
    "wound",
    "injure",
    "hurt",
    "die",
    "death",
    "dead",
    "casualty",
    "destroy",
    "damage",
    "maim",
    "perish",
    "toll",
    "claim",
    "tuer",
    "blesser",
    "mort",
    "mourir",
    "décès",
    "détruire",
];
/// Words that stand for any happening of their kind.
const GENERAL: [&str; 11] = [
    "attack",
    "assault",
    "incident",
    "violence",
    "operation",
    "meeting",
    "talk",
    "agreement",
    "deal",
    "attaque",
    "accord",
];
/// Words that mark what follows as known to the reader.
const DEFINITE: [&str; 16] = [
    "the", "that", "this", "these", "those", "its", "his", "their", "le", "la", "les", "ce", "cet", "cette", "ces", "l",
];
/// Words between such a word and the trigger, at most ("the deadly drone attack").
const BETWEEN: usize = 3;
/// Words that end the phrase which a trigger stands in, looking back.
const ENDS: [&str; 14] = ["a", "an", "of", "in", "on", "to", "for", "by", "with", "and", "was", "were", "un", "une"];

/// Hashes of the longer words of a sentence in lower case, in order.
pub(crate) fn words(sentence: &str) -> Vec<u32> {
    let tokens = sentence.split(|c: char| !c.is_alphanumeric());
    let mut words: Vec<u32> = tokens.filter(|w| w.chars().count() >= LONG).map(hash).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The beginning of a lemma.
pub(crate) fn root(lemma: &str) -> &str {
    lemma.char_indices().nth(ROOT).map_or(lemma, |(end, _)| &lemma[..end])
}

/// Whether a lemma may stand for another word for the same.
pub(crate) fn is_general(lemma: &str) -> bool {
    GENERAL.contains(&lemma)
}

/// Whether a lemma tells what an attack did.
pub(crate) fn is_outcome(lemma: &str) -> bool {
    OUTCOMES.contains(&lemma)
}

/// Whether the trigger is a noun and the words before it say that the event was spoken of.
pub(crate) fn is_definite(mention: &Mention) -> bool {
    if number(mention).is_none() {
        return false;
    }
    let Some(before) = mention.trigger.start.checked_sub(mention.sentence.start) else { return false };
    let text = &mention.sentence.text;
    let end = text.char_indices().nth(before).map_or(text.len(), |(at, _)| at);
    let words = text[..end].rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words.take(BETWEEN + 1) {
        let word = word.to_lowercase();
        if DEFINITE.contains(&word.as_str()) {
            return true;
        }
        if ENDS.contains(&word.as_str()) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_record::{SentenceSpan, Trigger};

    fn definite(before: &str, after: &str) -> bool {
        is_definite(&Mention {
            sentence: SentenceSpan { start: 40, text: format!("{before}{after}"), ..SentenceSpan::default() },
            trigger: Trigger { start: 40 + before.chars().count(), ..Trigger::default() },
            ..Mention::default()
        })
    }

    #[test]
    fn an_event_that_was_spoken_of_is_told_from_a_new_one() {
        assert!(definite("Jordan condemned the ", "attack."));
        assert!(definite("It came after the deadly drone ", "attack."));
        assert!(definite("Après l'", "attaque."));
        assert!(!definite("A drone ", "attack killed three."));
        assert!(!definite("The army spoke of an ", "attack."));
        assert!(!definite("", "Attacks went on."));
    }

    #[test]
    fn a_noun_and_its_verb_share_a_root() {
        assert_eq!(root("acquisition"), root("acquire"));
        assert_eq!((root("war"), root("été")), ("war", "été"));
    }
}
