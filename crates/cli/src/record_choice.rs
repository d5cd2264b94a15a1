//! The option that says which record a command works with.

use crate::outcome::Outcome;
use masudi_store::Store;
use std::path::PathBuf;

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
        self.read()?;
        self.open()
    }

    /// Opens it for reading. Errors: said.
    pub fn read(&self) -> Result<Store, Outcome> {
        Store::open_read_only(&self.db).map_err(Outcome::nothing)
    }
}
