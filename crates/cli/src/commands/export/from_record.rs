//! Events and mentions of a record.

use super::Ended;
use masudi_export::{Exporter, RecordError, record};
use masudi_store::{EventQuery, Store};
use std::path::Path;

/// Writes what the conditions hold of. Out: how many failed, which is none.
pub fn write(db: &Path, words: &[String], mentions: bool, exporter: &mut Exporter) -> Result<usize, Ended> {
    let query = EventQuery::from_words(words.iter().map(String::as_str)).map_err(Box::new)?;
    let store = Store::open_read_only(db).map_err(Box::new)?;
    if mentions {
        record::mentions(&store, &query, exporter)?;
    } else {
        up_to_date(&store, db)?;
        record::events(&store, &query, exporter)?;
    }
    Ok(0)
}

impl From<RecordError> for Ended {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Export(error) => error.into(),
            RecordError::Store(error) => Self::Failed(error.to_string()),
        }
    }
}

/// Says when the events are not those of the mentions. Errors: nobody has made events.
fn up_to_date(store: &Store, db: &Path) -> Result<(), Ended> {
    let db = db.display();
    match store.reconciled_revision().map_err(Box::new)? {
        None => {
            return Err(Ended::Failed(format!(
                "{db}: no events were made of the mentions yet; run `masudi reconcile --db {db}`, or export the \
                 mentions with --mentions"
            )));
        }
        Some(revision) if revision != store.mentions_revision().map_err(Box::new)? => {
            eprintln!(
                "masudi: {db}: mentions changed since events were made of them; `masudi reconcile --db {db}` makes them anew"
            );
        }
        Some(_) => {}
    }
    Ok(())
}
