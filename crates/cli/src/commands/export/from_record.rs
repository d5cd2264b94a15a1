//! Events and mentions of a record, read by pages.

use super::Ended;
use masudi_export::{Exporter, Report, Telling, Told};
use masudi_store::{EventQuery, Order, Paging, Store, StoredMention};
use std::collections::HashMap;
use std::path::Path;

/// Rows read at once.
const BATCH: usize = 500;
/// Documents of which what is needed is kept at hand: events that follow one another are told by the same ones.
const REPORTS: usize = 4096;

/// Writes what the conditions hold of. Out: how many failed, which is none.
pub fn write(db: &Path, words: &[String], mentions: bool, exporter: &mut Exporter) -> Result<usize, Ended> {
    let query = EventQuery::from_words(words.iter().map(String::as_str)).map_err(Box::new)?;
    let store = Store::open_read_only(db).map_err(Box::new)?;
    let mut record = Record { store, reports: HashMap::new() };
    if mentions {
        record.mentions(&query, exporter)?
    } else {
        record.events(db, &query, exporter)?
    }
    Ok(0)
}

struct Record {
    store: Store,
    reports: HashMap<String, Report>,
}

impl Record {
    fn events(&mut self, db: &Path, query: &EventQuery, exporter: &mut Exporter) -> Result<(), Ended> {
        let db = db.display();
        match self.store.reconciled_revision().map_err(Box::new)? {
            None => {
                return Err(Ended::Failed(format!(
                    "{db}: no events were made of the mentions yet; run `masudi reconcile --db {db}`, or export the \
                     mentions with --mentions"
                )));
            }
            Some(revision) if revision != self.store.mentions_revision().map_err(Box::new)? => {
                eprintln!(
                    "masudi: {db}: mentions changed since events were made of them; `masudi reconcile --db {db}` makes them anew"
                );
            }
            Some(_) => {}
        }
        let mut paging = Paging { order: Order::Oldest, after: None, most: BATCH };
        loop {
            let page = self.store.events(query, &paging).map_err(Box::new)?;
            for row in page.rows {
                let mentions = self.store.mentions_of_event(&row.event.id).map_err(Box::new)?;
                let tellings = mentions.into_iter().map(|mention| self.telling(mention)).collect::<Result<_, _>>()?;
                exporter.write(&Told { event: row.event, tellings })?;
            }
            let Some(next) = page.next else { return Ok(()) };
            paging.after = Some(next);
        }
    }

    fn mentions(&mut self, query: &EventQuery, exporter: &mut Exporter) -> Result<(), Ended> {
        let mut paging = Paging { order: Order::Oldest, after: None, most: BATCH };
        loop {
            let page = self.store.mentions(query, &paging).map_err(Box::new)?;
            for row in page.rows {
                let Telling { mention, report } = self.telling(row)?;
                exporter.write(&Told::alone(mention, report))?;
            }
            let Some(next) = page.next else { return Ok(()) };
            paging.after = Some(next);
        }
    }

    fn telling(&mut self, stored: StoredMention) -> Result<Telling, Ended> {
        let mention = stored.mention;
        if !self.reports.contains_key(&mention.doc) {
            if self.reports.len() == REPORTS {
                self.reports.clear();
            }
            if let Some(found) = self.store.document(&mention.doc).map_err(Box::new)? {
                self.reports.insert(mention.doc.clone(), Report::from(&found.document));
            }
        }
        let report = self.reports.get(&mention.doc).cloned();
        Ok(Telling { mention, report })
    }
}
