//! What the words around a trigger say of its number and its day.

use masudi_lexicon::event_words::{EventWords, Kind};
use masudi_record::Mention;

/// How many happenings a noun tells, by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    /// "the attack"
    One,
    /// "attacks", which may be one happening or many
    Several,
}

/// How far before a plural the words stand that say that it sums up many, at most.
const REACH: usize = 4;
/// Words before a verb among which the one stands that says that it came before ("had already been").
const AUXILIARIES: usize = 3;
/// Words between a rank and its noun, at most ("the first such drone attack").
const RANKED: usize = 4;

/// The number of a noun; `None` of verbs, as far as their form tells.
pub(crate) fn number(words: &EventWords, mention: &Mention) -> Option<Number> {
    let (text, lemma) = (mention.trigger.text.to_lowercase(), mention.trigger.lemma.to_lowercase());
    if text == lemma {
        return Some(Number::One);
    }
    let plural = text.ends_with('s') && !words.is(Kind::One, &lemma);
    let behind = between(mention, mention.trigger.end, mention.sentence.end);
    let next = behind.split_whitespace().next().unwrap_or("");
    let noun = !next.starts_with(char::is_alphanumeric) || words.is(Kind::Behind, next.trim_matches(','));
    (plural && noun).then_some(Number::Several)
}

/// Whether the words before a plural say that it sums up what happened again and again ("a series of attacks").
pub(crate) fn is_repeated(words: &EventWords, mention: &Mention) -> bool {
    let before = between(mention, mention.sentence.start, mention.trigger.start).to_lowercase();
    before.rsplit(is_break).filter(|word| !word.is_empty()).take(REACH).any(|word| words.is(Kind::Repeated, word))
}

/// Whether the trigger names what lasts for months or years ("the war in Gaza").
pub(crate) fn is_lasting(words: &EventWords, mention: &Mention) -> bool {
    words.is(Kind::Lasting, &mention.trigger.lemma.to_lowercase())
}

/// Whether the mention tells again what its sentence told ("…, the first attack on the mission since May").
pub(crate) fn is_told_again(words: &EventWords, mention: &Mention) -> bool {
    let before = between(mention, mention.sentence.start, mention.trigger.start).to_lowercase();
    let Some((_, phrase)) = before.rsplit_once([',', '–', '—']) else { return false };
    let phrase: Vec<&str> = phrase.split(is_break).filter(|word| !word.is_empty()).collect();
    let known = phrase.first().is_some_and(|word| words.is(Kind::Known, word));
    known && phrase.len() <= RANKED + 1 && phrase[1..].iter().take(2).any(|word| words.is(Kind::Rank, word))
}

/// Whether the words for the day stand in a later sentence.
pub(crate) fn is_dated_behind(mention: &Mention) -> bool {
    let start = mention.date.as_ref().and_then(|date| date.start);
    mention.sentence.end > mention.sentence.start && start.is_some_and(|start| start >= mention.sentence.end)
}

/// Code points behind a sentence within which words may still date it: the first sentence of a report dates its headline.
const NEXT: usize = 300;

/// Whether the words for the day stand far behind the sentence: they date what is told there.
pub(crate) fn is_dated_far_behind(mention: &Mention) -> bool {
    let start = mention.date.as_ref().and_then(|date| date.start).unwrap_or(0);
    is_dated_behind(mention) && (start > mention.sentence.end + NEXT || mention.sentence.index > 0)
}

/// Whether the words for the day tell its distance from what was told before ("a day earlier").
pub(crate) fn is_dated_by_distance(words: &EventWords, mention: &Mention) -> bool {
    let text = mention.date.as_ref().and_then(|date| date.text.as_deref()).unwrap_or("").to_lowercase();
    text.split(is_break).any(|word| words.is(Kind::Distance, word))
}

/// Whether the words for the day stand in another sentence, or in another clause of this one.
pub(crate) fn is_dated_elsewhere(words: &EventWords, mention: &Mention) -> bool {
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
    let text = between(mention, from, to).to_lowercase();
    // "the answer to the attack of Sunday": the day is that of the noun before "of".
    if !before && text.trim_end().ends_with(" of") && text.trim() != "of" {
        return true;
    }
    let mut between: Vec<&str> = text.split(is_break).filter(|word| !word.is_empty()).collect();
    // "agreed on Thursday to hold talks": the day stands with the verb before.
    if before && between.first() == Some(&"to") {
        return true;
    }
    // "attacks since October": the word right before a time belongs to it.
    if !before {
        between.pop();
    }
    between.iter().any(|word| words.is(Kind::Clause, word) || (before && *word == "that"))
}

/// Whether its sentence tells it as what came before the news ("the rebels had seized the airfield"), in its own voice.
pub(crate) fn is_told_as_earlier(words: &EventWords, mention: &Mention) -> bool {
    let before = between(mention, mention.sentence.start, mention.trigger.start).to_lowercase();
    let mut before = before.rsplit(is_break).filter(|word| !word.is_empty());
    let had = before.by_ref().take(AUXILIARIES).any(|word| words.is(Kind::Earlier, word));
    had && !before.any(|word| words.is(Kind::Clause, word) || word == "that")
}

/// Where in the document words of the sentence say that one thing came after another.
pub(crate) fn turns(words: &EventWords, mention: &Mention) -> Vec<usize> {
    let text = mention.sentence.text.to_lowercase();
    let (mut turns, mut word, mut start) = (Vec::new(), String::new(), 0);
    for (at, c) in text.chars().chain([' ']).enumerate() {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        if words.is(Kind::Turn, &word) {
            turns.push(mention.sentence.start + start);
        }
        word.clear();
        start = at + 1;
    }
    turns
}

fn is_break(c: char) -> bool {
    !c.is_alphanumeric()
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

    fn words() -> EventWords {
        EventWords::load(&masudi_lexicon::DataFiles::built_in()).unwrap()
    }

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
        assert_eq!(number(&words(), &mention("The attack hurt nobody.", "attack", "attack")), Some(Number::One));
        assert_eq!(
            number(&words(), &mention("It answered attacks on its ships.", "attacks", "attack")),
            Some(Number::Several)
        );
        assert_eq!(number(&words(), &mention("The navy attacks two boats.", "attacks", "attack")), None);
        assert_eq!(number(&words(), &mention("The talks were short.", "talks", "talk")), None);
    }

    #[test]
    fn what_happens_again_and_again_is_told_by_the_words_before() {
        assert!(is_repeated(&words(), &mention("A series of raids on villages began.", "raids", "raid")));
        assert!(!is_repeated(&words(), &mention("He condemned the raids on villages.", "raids", "raid")));
    }

    #[test]
    fn a_word_that_parts_two_deeds_stands_where_it_stands() {
        assert_eq!(turns(&words(), &mention("They left, après tout, after a raid.", "raid", "raid")), [111, 123]);
    }

    #[test]
    fn a_day_dates_the_noun_that_it_stands_with() {
        let dated = |sentence: &str, trigger: &str, day: &str| {
            let mut mention = mention(sentence, trigger, trigger);
            let start = 100 + sentence.find(day).unwrap_or(400);
            let text = Some(day.to_owned());
            mention.date = Some(masudi_record::DateValue {
                text,
                start: Some(start),
                end: Some(start + day.len()),
                ..Default::default()
            });
            mention
        };
        let answer = "The strikes were its answer to the attack of May 4.";
        assert!(is_dated_elsewhere(&words(), &dated(answer, "strikes", "May 4")));
        assert!(!is_dated_elsewhere(&words(), &dated(answer, "attack", "May 4")));
        let mut headline = dated("Strikes kill sixteen", "Strikes", "Friday");
        assert!(is_dated_behind(&headline) && is_dated_far_behind(&headline));
        headline.date.as_mut().unwrap().start = Some(headline.sentence.end + 80);
        assert!(is_dated_behind(&headline) && !is_dated_far_behind(&headline));
    }

    #[test]
    fn what_came_before_the_news_is_told_with_had() {
        let earlier = |sentence, trigger| is_told_as_earlier(&words(), &mention(sentence, trigger, trigger));
        assert!(earlier("The rebels had seized the airfield on Friday.", "seized"));
        assert!(!earlier("They said that they had seized the airfield.", "seized"));
        assert!(!earlier("The rebels seized what they had.", "seized"));
    }

    #[test]
    fn what_is_told_again_stands_behind_its_sentence() {
        let again = |sentence, trigger| is_told_again(&words(), &mention(sentence, trigger, trigger));
        assert!(again("Shells fell on the port on Sunday, the first attack on it since May.", "attack"));
        assert!(again("Two men were shot, the deadliest such attack this year.", "attack"));
        assert!(!again("Shells fell on the port, and the attack went on.", "attack"));
        assert!(!again("The first attack came at dawn.", "attack"));
    }
}
