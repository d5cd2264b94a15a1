//! The terms of documents with their weights: words by their stem, names, and pairs of names that stand together.

use crate::features::hash;
use masudi_lexicon::event_words::{EventWords, Kind};
use std::collections::{BTreeMap, HashMap};

/// How much more often a name counts than a word.
const NAME: f32 = 2.0;
/// Power of the inverse document frequency: rare terms tell stories apart.
const RARE: f32 = 1.5;

/// A document as a vector of length 1: hashes of its terms, in order, with their weights.
#[derive(Clone, Debug, Default)]
pub(super) struct Weighed {
    pub terms: Vec<(u32, f32)>,
}

impl Weighed {
    /// Cosine of two documents: 0 to 1.
    pub fn cosine(&self, other: &Self) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while i < self.terms.len() && j < other.terms.len() {
            let ((a, x), (b, y)) = (self.terms[i], other.terms[j]);
            if a == b {
                sum += x * y;
            }
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        sum
    }
}

/// The vectors of texts, in their order. Terms of a single document are left out: they make it like no other.
pub(super) fn weigh<'a>(texts: impl Iterator<Item = &'a str>, words: &EventWords) -> Vec<Weighed> {
    let counts: Vec<BTreeMap<u32, f32>> = texts.map(|text| counted(text, words)).collect();
    let mut documents: HashMap<u32, u32> = HashMap::new();
    for counts in &counts {
        for term in counts.keys() {
            *documents.entry(*term).or_default() += 1;
        }
    }
    let n = counts.len() as f32;
    let weighed = |counts: BTreeMap<u32, f32>| {
        let weight = |term: u32, count: f32| {
            let of = documents[&term];
            let rare = ((n + 1.0) / of as f32).ln().powf(RARE);
            (of > 1).then(|| (term, (1.0 + count.ln()) * rare))
        };
        let mut terms: Vec<(u32, f32)> = counts.into_iter().filter_map(|(t, c)| weight(t, c)).collect();
        let length = terms.iter().map(|(_, w)| w * w).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        terms.iter_mut().for_each(|(_, w)| *w /= length);
        Weighed { terms }
    };
    counts.into_iter().map(weighed).collect()
}

/// How often each term stands in a text.
fn counted(text: &str, words: &EventWords) -> BTreeMap<u32, f32> {
    let mut counts = BTreeMap::new();
    let mut before: Option<String> = None;
    for word in tokens(text) {
        let lower = word.to_lowercase();
        if words.is(Kind::Common, &lower) {
            before = None;
            continue;
        }
        let named = word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let stem = if named { lower.as_str() } else { stem(&lower) };
        *counts.entry(hash(stem)).or_default() += 1.0;
        if named {
            *counts.entry(hash(&format!("name {lower}"))).or_default() += NAME;
            if let Some(before) = before {
                *counts.entry(hash(&format!("names {before} {lower}"))).or_default() += NAME;
            }
        }
        before = named.then_some(lower);
    }
    counts
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let breaks = |c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '-' | '.' | ','));
    text.split(breaks).map(|word| word.trim_matches(['\'', '-', '.', ','])).filter(|word| !word.is_empty())
}

/// A word without the ending of its plural or tense, roughly.
fn stem(word: &str) -> &str {
    let endings = ["es", "s", "ing", "ed"];
    endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() >= 3)).unwrap_or(word)
}

/// The words that texts write with a capital, by the hash of their name term.
pub(super) fn names<'a>(texts: impl Iterator<Item = &'a str>, words: &EventWords) -> HashMap<u32, String> {
    let named = |word: &&str| word.starts_with(char::is_uppercase) && !words.is(Kind::Common, &word.to_lowercase());
    let all = texts.flat_map(|text| tokens(text).filter(named));
    all.map(|word| (hash(&format!("name {}", word.to_lowercase())), word.to_owned())).collect()
}

/// The names that weigh most in some documents together.
pub(super) fn weightiest<'a>(
    documents: impl Iterator<Item = &'a Weighed>,
    names: &HashMap<u32, String>,
    n: usize,
) -> Vec<String> {
    let mut sums: BTreeMap<u32, f32> = BTreeMap::new();
    for (term, weight) in documents.flat_map(|document| &document.terms) {
        *sums.entry(*term).or_default() += weight;
    }
    let mut named: Vec<(f32, &String)> = sums.into_iter().filter_map(|(t, w)| Some((w, names.get(&t)?))).collect();
    named.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    named.into_iter().take(n).map(|(_, name)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_more_than_words_and_common_words_nothing() {
        let texts = ["The envoy met Rahmani in Tashkent.", "Rahmani left Tashkent.", "The envoy left."];
        let words = EventWords::load(&masudi_lexicon::DataFiles::built_in()).unwrap();
        let documents = weigh(texts.into_iter(), &words);
        let likeness = documents[0].cosine(&documents[1]);
        assert!(likeness > documents[0].cosine(&documents[2]), "{likeness}");
        assert!((documents[0].cosine(&documents[0]) - 1.0).abs() < 1e-5);
    }
}
