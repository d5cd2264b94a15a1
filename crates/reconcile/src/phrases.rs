//! What the words around a trigger say of its number and its day.

use masudi_record::Mention;

/// How many happenings a noun tells, by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    /// "the attack"
    One,
    /// "attacks", which may be one happening or many
    Several,
}

/// Words behind a plural noun that no verb of the same form has behind it in the middle of a sentence.
const BEHIND_NOUN: [&str; 25] = [
    "on", "against", "by", "since", "that", "which", "in", "and", "at", "as", "from", "near", "over", "between",
    "after", "were", "was", "are", "had", "have", "has", "began", "came", "followed", "killed",
];
/// Words of plural form for one happening.
const PLURAL_OF_ONE: [&str; 3] = ["talk", "negotiation", "election"];
/// Words before a plural that sums up several happenings, and how far before it they stand at most.
const REPEATED: [&str; 14] = [
    "repeated",
    "series",
    "wave",
    "waves",
    "spate",
    "numerous",
    "countless",
    "daily",
    "frequent",
    "recurring",
    "dozens",
    "scores",
    "répétées",
    "série",
];
const REACH: usize = 4;
/// Nouns of what lasts for months or years.
const LASTING: [&str; 12] = [
    "war",
    "conflict",
    "campaign",
    "offensive",
    "insurgency",
    "occupation",
    "blockade",
    "siege",
    "crisis",
    "guerre",
    "conflit",
    "crise",
];
/// Words that begin another clause, or tell who spoke: a day beyond them is most likely that clause's.
const BOUNDS: [&str; 42] = [
    "said",
    "says",
    "say",
    "told",
    "announced",
    "reported",
    "according",
    "stated",
    "added",
    "confirmed",
    "after",
    "before",
    "when",
    "while",
    "since",
    "until",
    "as",
    "who",
    "whose",
    "dit",
    "déclaré",
    "annoncé",
    "affirmé",
    "selon",
    "indiqué",
    "après",
    "avant",
    "quand",
    "lorsque",
    "depuis",
    "qui",
    "dont",
    "whom",
    "hours",
    "because",
    "and",
    "response",
    "retaliation",
    "answer",
    "following",
    "despite",
    "amid",
];

/// Words between two deeds of which one came after the other.
const TURNS: [&str; 10] =
    ["after", "before", "following", "followed", "later", "retaliation", "response", "après", "avant", "suivi"];

/// The number of a noun; `None` of verbs, as far as their form tells.
pub(crate) fn number(mention: &Mention) -> Option<Number> {
    let (text, lemma) = (mention.trigger.text.to_lowercase(), mention.trigger.lemma.to_lowercase());
    if text == lemma {
        return Some(Number::One);
    }
    let plural = text.ends_with('s') && !PLURAL_OF_ONE.contains(&lemma.as_str());
    let behind = between(mention, mention.trigger.end, mention.sentence.end);
    let next = behind.split_whitespace().next().unwrap_or("");
    let noun = !next.starts_with(char::is_alphanumeric) || BEHIND_NOUN.contains(&next.trim_matches(','));
    (plural && noun).then_some(Number::Several)
}

/// Whether the words before a plural say that it sums up what happened again and again ("a series of attacks").
pub(crate) fn is_repeated(mention: &Mention) -> bool {
    let before = between(mention, mention.sentence.start, mention.trigger.start).to_lowercase();
    let words = before.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(REACH).any(|word| REPEATED.contains(&word))
}

/// Whether the trigger names what lasts for months or years ("the war in Gaza").
pub(crate) fn is_lasting(mention: &Mention) -> bool {
    LASTING.contains(&mention.trigger.lemma.to_lowercase().as_str())
}

/// Whether the words for the day stand in another sentence, or in another clause of this one.
pub(crate) fn is_dated_elsewhere(mention: &Mention) -> bool {
    let sentence = &mention.sentence;
    let Some(date) = &mention.date else { return false };
    let Some(start) = date.start.filter(|_| sentence.end > sentence.start) else { return false };
    if start < sentence.start || start >= sentence.end {
        return true;
    }
    let before = start < mention.trigger.start;
    let (from, to) = match before {
        true => (date.end.unwrap_or(start), mention.trigger.start),
        false => (mention.trigger.end, start),
    };
    let words = between(mention, from, to).to_lowercase();
    let mut words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // "attacks since October": the word right before a time belongs to it.
    if !before {
        words.pop();
    }
    words.iter().any(|word| BOUNDS.contains(word) || (before && *word == "that"))
}

/// Where in the document words of the sentence say that one thing came after another.
pub(crate) fn turns(mention: &Mention) -> Vec<usize> {
    let text = mention.sentence.text.to_lowercase();
    let (mut turns, mut word, mut start) = (Vec::new(), String::new(), 0);
    for (at, c) in text.chars().chain([' ']).enumerate() {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        if TURNS.contains(&word.as_str()) {
            turns.push(mention.sentence.start + start);
        }
        word.clear();
        start = at + 1;
    }
    turns
}

/// The words of the sentence between two offsets of the document.
fn between(mention: &Mention, from: usize, to: usize) -> &str {
    let text = &mention.sentence.text;
    let at = |offset: usize| {
        let place = offset.saturating_sub(mention.sentence.start);
        text.char_indices().nth(place).map_or(text.len(), |(at, _)| at)
    };
    let (from, to) = (at(from), at(to));
    &text[from..to.max(from)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(sentence: &str, trigger: &str, lemma: &str) -> Mention {
        let mut mention = Mention::default();
        let start = sentence.find(trigger).unwrap_or(0);
        (mention.sentence.start, mention.sentence.end) = (100, 100 + sentence.len());
        mention.sentence.text = sentence.to_owned();
        (mention.trigger.start, mention.trigger.end) = (100 + start, 100 + start + trigger.len());
        (mention.trigger.text, mention.trigger.lemma) = (trigger.to_owned(), lemma.to_owned());
        mention
    }

    #[test]
    fn the_form_of_a_noun_tells_its_number() {
        assert_eq!(number(&mention("The attack hurt nobody.", "attack", "attack")), Some(Number::One));
        assert_eq!(number(&mention("It answered attacks on its ships.", "attacks", "attack")), Some(Number::Several));
        assert_eq!(number(&mention("The navy attacks two boats.", "attacks", "attack")), None);
        assert_eq!(number(&mention("The talks were short.", "talks", "talk")), None);
    }

    #[test]
    fn what_happens_again_and_again_is_told_by_the_words_before() {
        assert!(is_repeated(&mention("A series of raids on villages began.", "raids", "raid")));
        assert!(!is_repeated(&mention("He condemned the raids on villages.", "raids", "raid")));
    }

    #[test]
    fn a_word_that_parts_two_deeds_stands_where_it_stands() {
        assert_eq!(turns(&mention("They left, après tout, after a raid.", "raid", "raid")), [111, 123]);
    }
}
