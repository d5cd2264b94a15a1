//! A reconciler filled from files or from a record.

use masudi_eval::jsonl;
use masudi_lexicon::DataFiles;
use masudi_lexicon::event_words::EventWords;
use masudi_reconcile::stories::{self, Text};
use masudi_reconcile::{Reconciler, Reported};
use masudi_record::{Document, Event, Factor, Mention};
use masudi_store::{DocumentQuery, EventQuery, Order, Page, Paging, Store, StoreError};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

/// Rows read at once.
const BATCH: usize = 2000;

/// What a record holds of events: mentions reconciled by the decisions of its users, and what else is made of them.
pub struct Filled {
    /// Settled when events are asked for.
    pub reconciler: Reconciler,
    /// All mentions.
    pub mentions: Vec<Mention>,
}

/// Fills a reconciler from a record. Errors: sentences for the user.
pub fn of_record(store: &Store) -> Result<Filled, String> {
    let said = |e: StoreError| e.to_string();
    let words = Arc::new(event_words()?);
    let mentions = mentions(store).map_err(said)?;
    let documents = documents(store).map_err(said)?;
    let mut reconciler = Reconciler::new(words.clone());
    reconciler.add(reported(&mentions, &documents, &story_of(&documents, &words), &words));
    let decisions = store.decisions().map_err(said)?;
    reconciler.decide(decisions.into_iter().map(|(_, decision)| decision).collect());
    Ok(Filled { reconciler, mentions })
}

/// All mentions of a record. Errors: of the record.
pub fn mentions(store: &Store) -> Result<Vec<Mention>, StoreError> {
    let rows = all(|paging| store.mentions(&EventQuery::default(), paging))?;
    Ok(rows.into_iter().map(|row| row.mention).collect())
}

/// All events of a record. Errors: of the record.
pub fn events(store: &Store) -> Result<Vec<Event>, StoreError> {
    let rows = all(|paging| store.events(&EventQuery::default(), paging))?;
    Ok(rows.into_iter().map(|row| row.event).collect())
}

/// All factors of a record. Errors: of the record.
pub fn factors(store: &Store) -> Result<Vec<Factor>, StoreError> {
    all(|paging| store.factors(&EventQuery::default(), paging))
}

/// All documents of a record. Errors: of the record.
pub fn documents(store: &Store) -> Result<Vec<Document>, StoreError> {
    let rows = all(|paging| store.documents(&DocumentQuery::default(), paging))?;
    Ok(rows.into_iter().map(|row| row.document).collect())
}

fn all<T>(page: impl Fn(&Paging) -> Result<Page<T>, StoreError>) -> Result<Vec<T>, StoreError> {
    let mut paging = Paging { order: Order::Recorded, after: None, most: BATCH };
    let mut rows = Vec::new();
    loop {
        let page = page(&paging)?;
        rows.extend(page.rows);
        let Some(next) = page.next else { return Ok(rows) };
        paging.after = Some(next);
    }
}

/// Mentions with what their documents say of them, one after the other; those of documents that are not at hand come as
/// they are. `stories`: as [`story_of`] gives them.
pub fn reported<'a>(
    mentions: &'a [Mention],
    documents: &'a [Document],
    stories: &'a BTreeMap<String, String>,
    words: &'a EventWords,
) -> impl Iterator<Item = Reported> + 'a {
    let mut of_document: HashMap<&str, Vec<&Mention>> = HashMap::new();
    for mention in mentions {
        of_document.entry(&mention.doc).or_default().push(mention);
    }
    let at_hand: HashSet<&str> = documents.iter().map(|d| d.id.as_str()).collect();
    let left = mentions.iter().filter(move |mention| !at_hand.contains(mention.doc.as_str()));
    let told = documents.iter().flat_map(move |document| {
        let mentions = of_document.remove(document.id.as_str()).unwrap_or_default();
        let story = stories.get(&document.id);
        let all = Reported::all(mentions.into_iter().cloned(), document, words);
        all.map(move |told| Reported { story: story.cloned(), ..told })
    });
    told.chain(left.map(|mention| Reported { mention: mention.clone(), ..Reported::default() }))
}

/// The story of each document, by its id.
pub fn story_of(documents: &[Document], words: &EventWords) -> BTreeMap<String, String> {
    documents.iter().map(|d| d.id.clone()).zip(stories::names(&texts(documents), words)).collect()
}

/// The words of events that are built in. Errors: sentences for the user.
pub fn event_words() -> Result<EventWords, String> {
    EventWords::load(&DataFiles::built_in()).map_err(|e| e.to_string())
}

/// Documents as stories are made of them.
pub fn texts(documents: &[Document]) -> Vec<Text<'_>> {
    documents.iter().map(|d| Text { id: &d.id, published: d.published.as_deref(), text: &d.text }).collect()
}

/// The objects of a file of JSON lines. Errors: with file and line.
pub fn objects<T: serde::de::DeserializeOwned>(path: &Path, expected: &str) -> Result<Vec<T>, String> {
    let rows = jsonl::rows(path, expected).map_err(|e| e.to_string())?;
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}
