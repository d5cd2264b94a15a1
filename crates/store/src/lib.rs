//! The record in one file: an SQLite database with all that was read, coded and made of it.
//!
//! In: documents with what was coded of them, events and processes, decisions of users. Out: the same by typed queries
//! ([`EventQuery`]), page by page, and counts. What a call of writing gave back is on the disk: it outlives a kill and
//! a power cut. Readers never wait for a writer. Several programs may write to one file; they take turns.
//!
//! What this crate does not do: it codes nothing, makes no events but those that reconciling goes on with, reads no clock (times are given to it), and
//! makes no SQL of users' words.

pub mod error;
pub mod query;
pub mod read;
mod schema;
mod sql;
mod store;
pub mod write;

pub use error::StoreError;
pub use query::{DocumentQuery, EventQuery, QueryError, Term};
pub use read::counts::{Bucket, CountQuery, CountRow, Dimension};
pub use read::page::{Cursor, CursorError, Order, Page, Paging};
pub use read::{
    EventColumns, FoundDocument, KnownWords, PartyColumns, RowSet, Search, Stats, StoredDecision, StoredDocument,
    StoredEvent, StoredMention,
};
pub use store::{Interrupt, Store};
pub use write::{Making, NewDocument, NewRun, Put, Recoding, RunKind, RunNumber, Todo};
