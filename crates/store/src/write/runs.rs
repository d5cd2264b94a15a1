//! Runs: what coded, with which models, data and settings.

use crate::{Store, StoreError};
use rusqlite::{OptionalExtension, Transaction, params};

/// A run, within its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RunNumber(pub i64);

/// What a run does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RunKind {
    /// It adds documents.
    #[default]
    Ingest,
    /// It codes those that are there anew.
    Recode,
}

/// A run that begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewRun {
    /// What it does.
    pub kind: RunKind,
    /// Version of Masudi.
    pub version: String,
    /// Names and versions of the language models, joined with `; `.
    pub models: String,
    /// Hash of the data files; empty when nothing is coded.
    pub lexicon: String,
    /// Settings, as JSON.
    pub settings: String,
    /// When it began (ISO 8601, UTC).
    pub started: String,
}

impl Store {
    /// Takes back that a run began; for one that changed nothing. Errors: [`StoreError`], also when rows are of it.
    pub fn drop_run(&mut self, run: RunNumber) -> Result<(), StoreError> {
        self.writing(|transaction| transaction.execute("DELETE FROM runs WHERE number = ?1", [run.0]).map(drop))
    }

    /// Writes down that a run begins. Errors: [`StoreError`].
    pub fn begin_run(&mut self, run: &NewRun) -> Result<RunNumber, StoreError> {
        self.writing(|transaction| insert(transaction, run))
    }

    /// Writes down that a run has ended. Errors: [`StoreError`].
    pub fn end_run(&mut self, run: RunNumber, ended: &str) -> Result<(), StoreError> {
        self.writing(|t| t.execute("UPDATE runs SET ended = ?2 WHERE number = ?1", params![run.0, ended]).map(drop))
    }
}

pub(super) fn insert(transaction: &Transaction<'_>, run: &NewRun) -> rusqlite::Result<RunNumber> {
    let kind = match run.kind {
        RunKind::Ingest => "ingest",
        RunKind::Recode => "recode",
    };
    transaction.execute(
        "INSERT INTO runs (kind, version, models, lexicon, settings, started) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![kind, run.version, run.models, run.lexicon, run.settings, run.started],
    )?;
    Ok(RunNumber(transaction.last_insert_rowid()))
}

/// A run that codes anew with the same coder and was interrupted.
pub(super) fn interrupted(transaction: &Transaction<'_>, run: &NewRun) -> rusqlite::Result<Option<RunNumber>> {
    let sql = "SELECT number FROM runs WHERE kind = 'recode' AND ended IS NULL AND version = ?1 AND models = ?2 \
               AND lexicon = ?3 AND settings = ?4 ORDER BY number DESC LIMIT 1";
    let same = params![run.version, run.models, run.lexicon, run.settings];
    transaction.query_row(sql, same, |row| row.get(0).map(RunNumber)).optional()
}
