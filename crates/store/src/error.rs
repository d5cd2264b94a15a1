//! Why the record could not be read or written, and what to do.

use rusqlite::ErrorCode;

/// A failure of the record.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    #[error("{0}: expected a record, but found no file; `masudi ingest --db {0} INPUT...` makes one")]
    Missing(String),
    /// It is another kind of file.
    #[error("{0}: expected a record of Masudi, but found another file; nothing of it was changed")]
    NotARecord(String),
    /// It was written by a later version.
    #[error(
        "{file}: expected schema version {known} at most, but found {found}: it was written by a later Masudi; use that one"
    )]
    TooNew {
        /// The file.
        file: String,
        /// Its schema version.
        found: i64,
        /// The last that this program knows.
        known: i64,
    },
    /// It is to be read only, and its schema is an earlier one.
    #[error(
        "{file}: its schema version {found} must be raised to {known} first: open it for writing once, as `masudi db vacuum` does"
    )]
    TooOld {
        /// The file.
        file: String,
        /// Its schema version.
        found: i64,
        /// The one needed.
        known: i64,
    },
    /// The disk is full; what was acknowledged is kept.
    #[error("{0}: the disk is full; what was acknowledged is kept: make room and run the same command again")]
    Full(String),
    /// It cannot be written.
    #[error("{0}: the file or its folder cannot be written; nothing was changed")]
    ReadOnly(String),
    /// It cannot be opened, or not be made.
    #[error("{0}: the file cannot be opened: its folder is not there, or it or its folder cannot be written")]
    CannotOpen(String),
    /// Another program wrote for longer than this one waited.
    #[error("{0}: another program is writing to it and did not end in time; run the same command again")]
    Busy(String),
    /// A question was broken off: by whoever asked it, or because it needs more work than it may.
    #[error(
        "the question would look at too much of the record: ask for fewer days, or with a rarer word, party, place or outlet"
    )]
    TooMuch,
    /// So many words begin with what was asked for that not all of them are looked for.
    #[error(
        "{beginning}*: expected at most {most} words of the record that begin so, but found more: give more letters of it"
    )]
    ManyWords {
        /// Its letters, as the indexes of words have them.
        beginning: String,
        /// Words that are looked for.
        most: usize,
    },
    /// Its bytes are damaged.
    #[error(
        "{file}: the file is damaged ({why}); `masudi db check` says where; go back to a copy made by `masudi db backup`"
    )]
    Damaged {
        /// The file.
        file: String,
        /// What SQLite says.
        why: String,
    },
    /// Something written in it is no longer understood.
    #[error("{file}: {what} cannot be understood: {why}; `masudi db check` reads all of it")]
    Content {
        /// The file.
        file: String,
        /// Which row.
        what: String,
        /// What is wrong.
        why: String,
    },
    /// Anything else that SQLite says.
    #[error("{file}: {why}")]
    Sqlite {
        /// The file.
        file: String,
        /// What SQLite says.
        why: rusqlite::Error,
    },
}

impl StoreError {
    /// What an error of SQLite means for a user of `file`.
    pub(crate) fn of(file: &str, error: rusqlite::Error) -> Self {
        let file = file.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full(file),
            Some(ErrorCode::ReadOnly) => Self::ReadOnly(file),
            Some(ErrorCode::CannotOpen) => Self::CannotOpen(file),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(file),
            Some(ErrorCode::NotADatabase) => Self::NotARecord(file),
            Some(ErrorCode::OperationInterrupted) => Self::TooMuch,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { file, why: error.to_string() },
            _ => Self::Sqlite { file, why: error },
        }
    }
}
