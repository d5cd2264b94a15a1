//! The sentences that a brief cites, numbered in the order in which they are first cited.

use masudi_record::{CitedSentence, Document, Evidence, Mention};
use std::collections::HashMap;

/// Numbers sentences.
pub(crate) struct Cites<'a> {
    documents: HashMap<&'a str, &'a Document>,
    mentions: HashMap<&'a str, &'a Mention>,
    sentences: HashMap<(&'a str, usize), &'a str>,
    numbers: HashMap<(String, usize), usize>,
    pub(crate) sources: Vec<CitedSentence>,
}

impl<'a> Cites<'a> {
    pub(crate) fn new(documents: &'a [Document], mentions: &'a [Mention]) -> Self {
        Self {
            documents: documents.iter().map(|d| (d.id.as_str(), d)).collect(),
            mentions: mentions.iter().map(|m| (m.id.as_str(), m)).collect(),
            sentences: mentions
                .iter()
                .map(|m| ((m.doc.as_str(), m.sentence.index), m.sentence.text.as_str()))
                .collect(),
            numbers: HashMap::new(),
            sources: Vec::new(),
        }
    }

    pub(crate) fn mention(&self, id: &str) -> Option<&'a Mention> {
        self.mentions.get(id).copied()
    }

    /// The number of a sentence; `words` are used where no mention has the whole of it.
    pub(crate) fn sentence(&mut self, doc: &str, sentence: usize, words: &str) -> usize {
        let next = self.sources.len() + 1;
        let number = *self.numbers.entry((doc.to_owned(), sentence)).or_insert(next);
        if number == next {
            let document = self.documents.get(doc);
            let words = self.sentences.get(&(doc, sentence)).copied().unwrap_or(words);
            self.sources.push(CitedSentence {
                doc: doc.to_owned(),
                sentence,
                words: words.split_whitespace().collect::<Vec<_>>().join(" "),
                source: document.and_then(|d| d.source.clone()),
                title: document.and_then(|d| d.title.clone()),
                url: document.and_then(|d| d.url.clone()),
                published: document.and_then(|d| d.published.clone()),
            });
        }
        number
    }

    /// Numbers of the sentences of some evidence, each once; at most `most`.
    pub(crate) fn evidence(&mut self, evidence: &[Evidence], most: usize) -> Vec<usize> {
        let mut out = Vec::new();
        for e in evidence.iter().take(most) {
            out.push(self.sentence(&e.doc, e.sentence, &e.words.text));
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Numbers of the sentences of some mentions, each once; at most `most`.
    pub(crate) fn mentions(&mut self, ids: &[String], most: usize) -> Vec<usize> {
        let mut out = Vec::new();
        for id in ids {
            if let Some(m) = self.mention(id).filter(|_| out.len() < most) {
                out.push(self.sentence(&m.doc, m.sentence.index, &m.sentence.text));
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}
