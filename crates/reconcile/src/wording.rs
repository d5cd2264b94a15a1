//! What the words of a mention say about which event it means.

use crate::features::hash;
use crate::phrases::number;
use masudi_lexicon::event_words::{EventWords, Kind};
use masudi_record::Mention;

/// Words of at least this many letters say what a sentence is about.
const LONG: usize = 4;
/// Letters that a noun and its verb share at the beginning ("acquisition", "acquire").
const ROOT: usize = 5;
/// Words between one that marks it as known and the trigger, at most ("the deadly drone attack").
const BETWEEN: usize = 3;

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

/// Whether the trigger is a noun and the words before it say that the event was spoken of.
pub(crate) fn is_definite(words: &EventWords, mention: &Mention) -> bool {
    // "claimed the attack"
    if words.is(Kind::Owned, &mention.trigger.lemma.to_lowercase()) && mention.event_type == "ASSAULT" {
        return true;
    }
    if number(words, mention).is_none() {
        return false;
    }
    let Some(before) = mention.trigger.start.checked_sub(mention.sentence.start) else { return false };
    let text = &mention.sentence.text;
    let end = text.char_indices().nth(before).map_or(text.len(), |(at, _)| at);
    let before = text[..end].rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in before.take(BETWEEN + 1) {
        let word = word.to_lowercase();
        if words.is(Kind::Known, &word) {
            return true;
        }
        if words.is(Kind::New, &word) {
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
        let words = EventWords::load(&masudi_lexicon::DataFiles::built_in()).unwrap();
        let mention = Mention {
            sentence: SentenceSpan { start: 40, text: format!("{before}{after}"), ..SentenceSpan::default() },
            trigger: Trigger { start: 40 + before.chars().count(), ..Trigger::default() },
            ..Mention::default()
        };
        is_definite(&words, &mention)
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
