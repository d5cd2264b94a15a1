//! A reconciler filled from files or from a record.

use masudi_eval::jsonl;
use masudi_reconcile::stories::{self, Text};
use masudi_reconcile::{Reconciler, Reported};
use masudi_record::{Document, Factor, Mention};
use masudi_store::{DocumentQuery, EventQuery, Order, Page, Paging, Store, StoreError};
use std::collections::BTreeMap;
use std::path::Path;

/// Rows read at once.
const BATCH: usize = 2000;

/// What a record holds of events: mentions reconciled by the decisions of its users, and what else is made of them.
pub struct Filled {
    /// Settled when events are asked for.
    pub reconciler: Reconciler,
    /// All mentions.
    pub mentions: Vec<Mention>,
    /// All factors.
    pub factors: Vec<Factor>,
    /// The revision of the mentions, read before them.
    pub revision: i64,
}

/// Fills a reconciler from a record. Errors: of the record.
pub fn of_record(store: &Store) -> Result<Filled, StoreError> {
    let revision = store.mentions_revision()?;
    let mentions = all(|paging| store.mentions(&EventQuery::default(), paging))?;
    let mentions: Vec<Mention> = mentions.into_iter().map(|row| row.mention).collect();
    let factors = all(|paging| store.factors(&EventQuery::default(), paging))?;
    let mut reconciler = Reconciler::default();
    reconciler.add(reported(mentions.clone(), &documents(store)?));
    reconciler.decide(store.decisions()?.into_iter().map(|(_, decision)| decision).collect());
    Ok(Filled { reconciler, mentions, factors, revision })
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

/// Mentions with what their documents say of them; those of documents that are not at hand come as they are.
pub fn reported(mentions: Vec<Mention>, documents: &[Document]) -> Vec<Reported> {
    let mut of_document: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    for mention in mentions {
        of_document.entry(mention.doc.clone()).or_default().push(mention);
    }
    let mut all = Vec::new();
    for (document, story) in documents.iter().zip(stories::names(&texts(documents))) {
        let mentions = of_document.remove(&document.id).unwrap_or_default();
        all.extend(Reported::all(mentions, document).map(|told| Reported { story: Some(story.clone()), ..told }));
    }
    let left = of_document.into_values().flatten();
    all.extend(left.map(|mention| Reported { mention, ..Reported::default() }));
    all
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
