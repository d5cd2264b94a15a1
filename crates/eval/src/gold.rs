//! Gold data in its formats, told apart by what stands in them.
//!
//! - **Articles**: a folder with `articles.jsonl` (`id`, `date`, `sentences`) and `events.jsonl` (`doc`, `sent`,
//!   `trigger`, `type`, `mode`, `actors`, `recipients`, `place`, `date`, `status`, `core`), hand annotation by sentence.
//! - **Marked sentences**: a file of `id`, `text`, `source`, `target`, `type`: one answer a sentence ([`MarkedSentence`]).
//! - **Mentions**: a file of mentions as `masudi code` prints them, coded or corrected by hand. A mention needs `doc`,
//!   `sentence` (its offsets, or its index alone), `trigger.text` and `type`; whatever else is missing counts as unknown.
//! - **Times** and **places**: a file of documents (`id`, `text`) with `timexes` or `toponyms` ([`crate::spans`]); a run on
//!   them is what `masudi annotate` prints.

use crate::item::known;
use crate::jsonl::{EvalError, rows};
use crate::marked::MarkedSentence;
use crate::spans::{PlacesDocument, TimesDocument};
use crate::{Item, Verdict, matching};
use masudi_record::Mention;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// A document of the gold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoldDocument {
    /// Its id.
    pub id: String,
    /// Publication date.
    pub published: Option<String>,
    /// Its sentences in order: first code point, one past the last, words.
    pub sentences: Vec<(usize, usize, String)>,
    /// Numbers of the sentences in the record, where it counts by them rather than by offsets.
    pub(crate) indices: Option<Vec<usize>>,
}

impl GoldDocument {
    /// The sentences joined by blanks: the text that their offsets count in.
    pub fn text(&self) -> String {
        let sentences: Vec<&str> = self.sentences.iter().map(|s| s.2.as_str()).collect();
        sentences.join(" ")
    }

    /// The sentence in which a mention's trigger stands.
    fn sentence_of(&self, mention: &Mention) -> Option<usize> {
        match &self.indices {
            Some(indices) => indices.iter().position(|i| *i == mention.sentence.index),
            None => {
                let at = mention.trigger.start;
                self.sentences.iter().position(|(start, end, _)| (*start..*end).contains(&at))
            }
        }
    }
}

/// Gold data.
#[derive(Clone, Debug, PartialEq)]
pub enum Gold {
    /// Events by sentence: articles or mentions.
    Events {
        /// In the order of the file.
        documents: Vec<GoldDocument>,
        /// In the order of the file.
        events: Vec<Item>,
    },
    /// Sentences with one answer each.
    Marked(Vec<MarkedSentence>),
    /// Time expressions.
    Times(Vec<TimesDocument>),
    /// Places.
    Places(Vec<PlacesDocument>),
}

#[derive(Deserialize)]
struct Article {
    id: String,
    #[serde(default)]
    date: Option<String>,
    sentences: Vec<String>,
}

#[derive(Deserialize)]
struct Event {
    doc: String,
    sent: usize,
    trigger: String,
    #[serde(rename = "type")]
    event_type: String,
    mode: Option<String>,
    actors: Option<Vec<Party>>,
    recipients: Option<Vec<Party>>,
    place: Option<Place>,
    date: Option<String>,
    status: Option<String>,
    #[serde(default)]
    core: bool,
}

#[derive(Deserialize)]
struct Party {
    text: Option<String>,
    country: Option<String>,
}

#[derive(Deserialize)]
struct Place {
    country: Option<String>,
}

impl Gold {
    /// Reads gold data from a folder or file. A folder without the two files of articles must hold one `.jsonl` file.
    ///
    /// Errors: [`EvalError`] with file and line, or that the format is none of the three.
    pub fn read(path: &Path) -> Result<Self, EvalError> {
        if path.is_dir() {
            let (articles, events) = (path.join("articles.jsonl"), path.join("events.jsonl"));
            if articles.is_file() && events.is_file() {
                return read_articles(&articles, &events);
            }
            return Self::read(&only_file(path).ok_or_else(|| EvalError::Format(path.to_owned()))?);
        }
        let first: Vec<(usize, Value)> = rows(path, "a JSON object")?;
        let has = |keys: &[&str]| first.first().is_some_and(|(_, row)| keys.iter().all(|key| row.get(key).is_some()));
        if has(&["id", "text", "source", "target", "type"]) {
            let sentences = rows(path, "a marked sentence (id, text, source, target, type)")?;
            return Ok(Self::Marked(sentences.into_iter().map(|(_, sentence)| sentence).collect()));
        }
        if has(&["doc", "trigger", "type"]) {
            return read_mentions(path);
        }
        if has(&["id", "text", "timexes"]) {
            let documents = rows(path, "a document with timexes (start, end, type, value)")?;
            return Ok(Self::Times(documents.into_iter().map(|(_, document)| document).collect()));
        }
        if ["toponyms", "places", "annotations"].iter().any(|key| has(&["id", "text", key])) {
            let documents = rows(path, "a document with toponyms (start, end, lat, lon)")?;
            return Ok(Self::Places(documents.into_iter().map(|(_, document)| document).collect()));
        }
        Err(EvalError::Format(path.to_owned()))
    }

    /// Ids of the documents (or marked sentences) that the gold covers.
    pub fn ids(&self) -> Vec<&str> {
        match self {
            Gold::Events { documents, .. } => documents.iter().map(|d| d.id.as_str()).collect(),
            Gold::Marked(sentences) => sentences.iter().map(|s| s.id.as_str()).collect(),
            Gold::Times(documents) => documents.iter().map(|d| d.id.as_str()).collect(),
            Gold::Places(documents) => documents.iter().map(|d| d.id.as_str()).collect(),
        }
    }

    /// Adds documents that were looked at and hold no event, by id: what a run finds there is a false alarm.
    pub fn add_documents(&mut self, ids: impl IntoIterator<Item = String>) {
        if let Gold::Events { documents, .. } = self {
            let there: BTreeSet<String> = documents.iter().map(|d| d.id.clone()).collect();
            let new = ids.into_iter().filter(|id| !there.contains(id));
            documents.extend(new.map(|id| GoldDocument { id, ..GoldDocument::default() }));
        }
    }
}

/// The mentions of a run that stand in the documents of the gold, each in its sentence.
pub fn located(documents: &[GoldDocument], mentions: &[Mention]) -> Vec<Item> {
    let by_id: HashMap<&str, &GoldDocument> = documents.iter().map(|d| (d.id.as_str(), d)).collect();
    mentions.iter().filter_map(|m| Some(Item::of_mention(m, by_id.get(m.doc.as_str())?.sentence_of(m)))).collect()
}

/// Compares events, keeping the verdicts on some documents only.
pub fn compare_some<'a>(predicted: &'a [Item], gold: &'a [Item], keep: impl Fn(&str) -> bool) -> Vec<Verdict<'a>> {
    let mut verdicts = matching::compare(predicted, gold);
    verdicts.retain(|verdict| match verdict {
        Verdict::Pair { gold: item, .. } | Verdict::Miss(item) | Verdict::FalseAlarm(item) => keep(&item.doc),
    });
    verdicts
}

/// Reads the mentions of a run. Errors: a line that is no mention, or lacks its document, trigger or type.
pub fn read_run(path: &Path) -> Result<Vec<Mention>, EvalError> {
    let mentions: Vec<(usize, Mention)> = rows(path, "a mention as masudi code prints it")?;
    for (line, mention) in &mentions {
        let fields = [("doc", &mention.doc), ("trigger.text", &mention.trigger.text), ("type", &mention.event_type)];
        if let Some((name, _)) = fields.iter().find(|(_, value)| value.is_empty()) {
            let (path, expected) = (path.to_owned(), format!("a mention with {name}"));
            return Err(EvalError::Line { path, line: *line, expected, found: "none".to_owned() });
        }
    }
    Ok(mentions.into_iter().map(|(_, mention)| mention).collect())
}

fn only_file(folder: &Path) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let mut files = files.filter(|path| path.extension().is_some_and(|e| e == "jsonl"));
    let first = files.next()?;
    files.next().is_none().then_some(first)
}

fn read_articles(articles: &Path, events: &Path) -> Result<Gold, EvalError> {
    let documents: Vec<GoldDocument> = rows::<Article>(articles, "an article (id, date, sentences)")?
        .into_iter()
        .map(|(_, article)| {
            let mut at = 0;
            let sentences = article.sentences.into_iter().map(|text| {
                let (start, end) = (at, at + text.chars().count());
                at = end + 1;
                (start, end, text)
            });
            let sentences = sentences.collect();
            GoldDocument { id: article.id, published: known(&article.date), sentences, indices: None }
        })
        .collect();
    let countries = |parties: &Option<Vec<Party>>| -> BTreeSet<String> {
        parties.iter().flatten().filter_map(|p| known(&p.country)).collect()
    };
    let words = |parties: &Option<Vec<Party>>| -> Vec<String> {
        parties.iter().flatten().filter_map(|p| known(&p.text)).collect()
    };
    let events = rows::<Event>(events, "an event (doc, sent, trigger, type, ...)")?
        .into_iter()
        .map(|(_, event)| Item {
            sentence: Some(event.sent),
            actors: countries(&event.actors),
            recipients: countries(&event.recipients),
            actor_words: words(&event.actors),
            recipient_words: words(&event.recipients),
            doc: event.doc,
            trigger: event.trigger,
            event_type: event.event_type,
            mode: event.mode,
            status: event.status,
            date: event.date,
            place: event.place.and_then(|p| p.country),
            core: event.core,
            ..Item::default()
        })
        .collect();
    Ok(Gold::Events { documents, events })
}

fn read_mentions(path: &Path) -> Result<Gold, EvalError> {
    let mentions = read_run(path)?;
    let mut documents: Vec<GoldDocument> = Vec::new();
    let mut by_id: BTreeMap<&str, Vec<&Mention>> = BTreeMap::new();
    for mention in &mentions {
        by_id.entry(&mention.doc).or_default().push(mention);
    }
    for (id, of_document) in by_id {
        let by_index = of_document.iter().any(|m| m.sentence.end == 0);
        let mut sentences: BTreeMap<(usize, usize, usize), &str> = BTreeMap::new();
        for mention in of_document {
            let s = &mention.sentence;
            let key = if by_index { (0, 0, s.index) } else { (s.start, s.end, 0) };
            sentences.entry(key).or_insert(&s.text);
        }
        documents.push(GoldDocument {
            id: id.to_owned(),
            published: None,
            indices: by_index.then(|| sentences.keys().map(|key| key.2).collect()),
            sentences: sentences.into_iter().map(|((start, end, _), text)| (start, end, text.to_owned())).collect(),
        });
    }
    // A gold mention may mark no place for its trigger; its sentence is then the one that it names.
    let events = mentions
        .iter()
        .filter_map(|m| {
            let document = documents.iter().find(|d| d.id == m.doc)?;
            let named = |(start, end, _): &(usize, usize, String)| (*start, *end) == (m.sentence.start, m.sentence.end);
            let sentence = match &document.indices {
                Some(_) => document.sentence_of(m),
                None => document.sentences.iter().position(named),
            };
            Some(Item::of_mention(m, sentence))
        })
        .collect();
    Ok(Gold::Events { documents, events })
}

#[cfg(test)]
mod tests;
