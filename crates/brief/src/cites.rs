//! The sentences that a brief cites, numbered in the order in which they are first cited.

use crate::lines::one_line;
use masudi_record::{CitedSentence, Document, Evidence, Mention, Status};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Numbers sentences.
pub(crate) struct Cites<'a> {
    documents: HashMap<&'a str, &'a Document>,
    mentions: HashMap<&'a str, &'a Mention>,
    sentences: HashMap<(&'a str, usize), &'a str>,
    /// Where the first event of a sentence stands.
    first: HashMap<(&'a str, usize), usize>,
    numbers: HashMap<(String, usize), usize>,
    pub(crate) sources: Vec<CitedSentence>,
}

impl<'a> Cites<'a> {
    pub(crate) fn new(documents: &'a [Document], mentions: &'a [Mention]) -> Self {
        let mut first: HashMap<(&str, usize), usize> = HashMap::new();
        for mention in mentions {
            let at = first.entry((&mention.doc, mention.sentence.index)).or_insert(usize::MAX);
            *at = (*at).min(mention.trigger.start);
        }
        Self {
            first,
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

    /// How much a mention is what its sentence is about: 2 in a headline or lead, 1 further down, 0 where the sentence
    /// tells something else first.
    fn rank(&self, mention: &Mention) -> usize {
        let first = self.first.get(&(mention.doc.as_str(), mention.sentence.index)).copied();
        match (first, mention.sentence.index) {
            (Some(at), _) if at < mention.trigger.start => 0,
            (_, 0 | 1) => 2,
            _ => 1,
        }
    }

    /// The highest rank among some mentions.
    pub(crate) fn prominence(&self, ids: &[String]) -> usize {
        ids.iter().filter_map(|id| self.mention(id)).map(|m| self.rank(m)).max().unwrap_or(0)
    }

    /// The sentence that tells an event best, with how many events it tells before it: one that is about it, in a
    /// headline or lead, and short; of what happened again and again one that says how often.
    pub(crate) fn best<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Option<(usize, String)> {
        let weight = |m: &&Mention| {
            let text = &m.sentence.text;
            let often = m.counts.events.is_some();
            (
                Reverse(often),
                Reverse(self.rank(m)),
                Reverse(m.status == Status::Actual),
                text.len(),
                text.clone(),
                m.doc.clone(),
            )
        };
        let best = ids.filter_map(|id| self.mention(id)).min_by_key(weight)?;
        let before = usize::from(self.rank(best) == 0);
        Some((before, one_line(&best.sentence.text)))
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
                words: one_line(words),
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

    /// Numbers of the sentences of some mentions, each once; at most `most`: rather what tells it as done than what
    /// announces it.
    pub(crate) fn mentions(&mut self, ids: &[String], most: usize) -> Vec<usize> {
        let mut cited: Vec<&Mention> = ids.iter().filter_map(|id| self.mention(id)).collect();
        cited.sort_by_key(|m| m.status == Status::Future);
        let mut out = Vec::new();
        for m in cited.into_iter().take(most) {
            out.push(self.sentence(&m.doc, m.sentence.index, &m.sentence.text));
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}
