//! Which reports tell an event in words of their own.
//!
//! A reprint of a document, and a sentence taken over word for word, repeat what was said once; two reports of one outlet
//! are two, but one voice where their numbers differ (the later holds).

use crate::reported::Reported;
use std::collections::HashMap;

/// A voice for each mention, given with the hash of its sentence: equal numbers mean the same words. Shape: one a mention.
pub(crate) fn voices<'a>(mentions: impl ExactSizeIterator<Item = (&'a Reported, u64)>) -> Vec<usize> {
    let mut voice: Vec<usize> = (0..mentions.len()).collect();
    let mut of_root: HashMap<&str, usize> = HashMap::new();
    let mut of_sentence: HashMap<u64, usize> = HashMap::new();
    for (at, (reported, sentence)) in mentions.enumerate() {
        let root = reported.duplicate_of.as_deref().unwrap_or(&reported.mention.doc);
        for other in [*of_root.entry(root).or_insert(at), *of_sentence.entry(sentence).or_insert(at)] {
            let (a, b) = (find(&voice, at), find(&voice, other));
            voice[a.max(b)] = a.min(b);
        }
    }
    (0..voice.len()).map(|at| find(&voice, at)).collect()
}

fn find(voice: &[usize], mut at: usize) -> usize {
    while voice[at] != at {
        at = voice[at];
    }
    at
}

/// How many voices there are.
pub(crate) fn count(voices: &[usize]) -> usize {
    voices.iter().enumerate().filter(|(at, voice)| at == *voice).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use masudi_record::Mention;

    #[test]
    fn reprints_and_sentences_taken_over_count_once() {
        let report = |doc: &str, duplicate_of: Option<&str>| Reported {
            mention: Mention { doc: doc.to_owned(), ..Mention::default() },
            duplicate_of: duplicate_of.map(str::to_owned),
            ..Reported::default()
        };
        let (a, reprint, own, taken) =
            (report("a", None), report("b", Some("a")), report("c", None), report("d", None));
        let voices = voices([(&a, 1), (&reprint, 2), (&own, 3), (&taken, 3)].into_iter());
        assert_eq!((voices.as_slice(), count(&voices)), ([0, 0, 2, 2].as_slice(), 2));
    }
}
