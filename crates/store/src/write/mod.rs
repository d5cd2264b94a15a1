//! What is written: runs, documents with what was coded of them, events, decisions.

mod decisions;
mod documents;
mod duplicates;
mod parts;
mod recode;
mod reconciled;
mod runs;

pub use documents::{NewDocument, Put};
pub use recode::{Recoding, Todo};
pub use runs::{NewRun, RunKind, RunNumber};
