//! Events and mentions of a record, read by pages and handed over as they come: memory does not grow with the record.

use crate::{ExportError, Exporter, Report, Telling, Told};
use masudi_record::Event;
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

/// What is asked for of a record.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The conditions.
    pub query: EventQuery,
    /// Mentions, each as an event of its own, instead of events made of them.
    pub mentions: bool,
    /// In what order.
    pub order: Order,
    /// So many at most; all when not given.
    pub limit: Option<usize>,
}

/// Writes the events of a record that a question asks for, the earliest first. Errors: [`RecordError`].
pub fn events(store: &Store, query: &EventQuery, exporter: &mut Exporter) -> Result<(), RecordError> {
    let wanted = Wanted { query: query.clone(), order: Order::Oldest, ..Wanted::default() };
    each(store, &wanted, |told| Ok(exporter.write(told)?))
}

/// Hands over the events or mentions that are wanted, one at a time. Errors: of the record, or what `take` says; then it ends.
pub fn each<E: From<StoreError>>(
    store: &Store,
    wanted: &Wanted,
    mut take: impl FnMut(&Told) -> Result<(), E>,
) -> Result<(), E> {
    let mut reports = Reports { store, known: HashMap::new() };
    let mut left = wanted.limit.unwrap_or(usize::MAX);
    let mut paging = Paging { order: wanted.order, after: None, most: left.min(BATCH) };
    while left > 0 {
        let (told, next) = if wanted.mentions {
            let page = store.mentions(&wanted.query, &paging)?;
            let told = page.rows.into_iter().map(|row| reports.alone(row));
            (told.collect::<Result<Vec<_>, StoreError>>()?, page.next)
        } else {
            let page = store.events(&wanted.query, &paging)?;
            let told = page.rows.into_iter().map(|row| reports.told(row.event));
            (told.collect::<Result<Vec<_>, StoreError>>()?, page.next)
        };
        told.iter().take(left).try_for_each(&mut take)?;
        left = left.saturating_sub(told.len());
        let Some(next) = next else { break };
        paging.after = Some(next);
    }
    Ok(())
}

/// What is known of documents.
struct Reports<'s> {
    store: &'s Store,
    known: HashMap<String, Report>,
}

impl Reports<'_> {
    fn told(&mut self, event: Event) -> Result<Told, StoreError> {
        let mentions = self.store.mentions_of_event(&event.id)?;
        let tellings = mentions.into_iter().map(|mention| self.telling(mention)).collect::<Result<_, _>>()?;
        Ok(Told { event, tellings })
    }

    fn alone(&mut self, stored: StoredMention) -> Result<Told, StoreError> {
        let Telling { mention, report } = self.telling(stored)?;
        Ok(Told::alone(mention, report))
    }

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
