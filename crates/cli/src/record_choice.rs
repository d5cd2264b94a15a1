//! The option that says which record a command works with.

use crate::outcome::Outcome;
use masudi_store::{Store, StoreError};
use std::path::{Path, PathBuf};

/// The record.
#[derive(clap::Args)]
pub struct RecordChoice {
    /// The record: one SQLite file
    #[arg(long, value_name = "FILE")]
    pub db: PathBuf,
}

impl RecordChoice {
    /// Opens it for writing; makes it where there is none. Errors: said.
    pub fn open(&self) -> Result<Store, Outcome> {
        Store::open(&self.db).map_err(Outcome::nothing)
    }

    /// Opens it for writing when it is there. Errors: said.
    pub fn open_existing(&self) -> Result<Store, Outcome> {
        existing(&self.db).map_err(Outcome::nothing)
    }

    /// Opens it for reading. Errors: said.
    pub fn read(&self) -> Result<Store, Outcome> {
        Store::open_read_only(&self.db).map_err(Outcome::nothing)
    }
}

/// Opens a record for writing that is there; one of an earlier version is raised. Errors: of the record; then none is made.
pub fn existing(db: &Path) -> Result<Store, StoreError> {
    match Store::open_read_only(db) {
        Ok(_) | Err(StoreError::TooOld { .. }) => Store::open(db),
        Err(error) => Err(error),
    }
}

/// Opens a record of which events are wanted, or mentions, for reading; says when events are older than mentions.
///
/// Errors: it cannot be read, or has no events yet; said.
pub fn with_events(db: &Path, mentions: bool) -> Result<Store, Outcome> {
    let store = Store::open_read_only(db).map_err(Outcome::nothing)?;
    let db = db.display();
    if mentions {
        return Ok(store);
    }
    match store.reconciled_revision().map_err(Outcome::nothing)? {
        None => Err(Outcome::nothing(format!(
            "{db}: no events were made of the mentions yet; run `masudi reconcile --db {db}`, or ask for mentions with --mentions"
        ))),
        Some(revision) => {
            if revision != store.mentions_revision().map_err(Outcome::nothing)? {
                eprintln!(
                    "masudi: {db}: mentions changed since events were made of them; `masudi reconcile --db {db}` makes them anew"
                );
            }
            Ok(store)
        }
    }
}
