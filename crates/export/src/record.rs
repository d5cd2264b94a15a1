//! Events and mentions of a record, read by pages and written as they come: memory does not grow with the record.

use crate::{ExportError, Exporter, Report, Telling, Told};
use masudi_store::{EventQuery, Order, Paging, Store, StoreError, StoredMention};
use std::collections::HashMap;

/// Rows read at once.
const BATCH: usize = 500;
/// Documents of which what is needed is kept at hand: events that follow one another are told by the same ones.
const REPORTS: usize = 4096;

/// Why a record was not written to its end.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The record could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The output could not be written.
    #[error(transparent)]
    Export(#[from] ExportError),
}

/// Writes the events of a record that a question asks for, the earliest first. Errors: [`RecordError`].
pub fn events(store: &Store, query: &EventQuery, exporter: &mut Exporter) -> Result<(), RecordError> {
    let mut reports = Reports { store, known: HashMap::new() };
    let mut paging = Paging { order: Order::Oldest, after: None, most: BATCH };
    loop {
        let page = store.events(query, &paging)?;
        for row in page.rows {
            let mentions = store.mentions_of_event(&row.event.id)?;
            let tellings = mentions.into_iter().map(|mention| reports.telling(mention)).collect::<Result<_, _>>()?;
            exporter.write(&Told { event: row.event, tellings })?;
        }
        let Some(next) = page.next else { return Ok(()) };
        paging.after = Some(next);
    }
}

/// Writes the mentions of a record that a question asks for, each as an event of its own, the earliest first.
///
/// Errors: [`RecordError`].
pub fn mentions(store: &Store, query: &EventQuery, exporter: &mut Exporter) -> Result<(), RecordError> {
    let mut reports = Reports { store, known: HashMap::new() };
    let mut paging = Paging { order: Order::Oldest, after: None, most: BATCH };
    loop {
        let page = store.mentions(query, &paging)?;
        for row in page.rows {
            let Telling { mention, report } = reports.telling(row)?;
            exporter.write(&Told::alone(mention, report))?;
        }
        let Some(next) = page.next else { return Ok(()) };
        paging.after = Some(next);
    }
}

/// What is known of documents.
struct Reports<'s> {
    store: &'s Store,
    known: HashMap<String, Report>,
}

impl Reports<'_> {
    fn telling(&mut self, stored: StoredMention) -> Result<Telling, StoreError> {
        let mention = stored.mention;
        if !self.known.contains_key(&mention.doc) {
            if self.known.len() == REPORTS {
                self.known.clear();
            }
            if let Some(found) = self.store.document(&mention.doc)? {
                self.known.insert(mention.doc.clone(), Report::from(&found.document));
            }
        }
        let report = self.known.get(&mention.doc).cloned();
        Ok(Telling { mention, report })
    }
}
