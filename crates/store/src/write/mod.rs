//! What is written: runs, documents with what was coded of them, events, decisions.

mod decisions;
mod documents;
mod duplicates;
mod going_on;
mod keeping;
mod parts;
mod recode;
mod reconciled;
mod relinked;
mod runs;

pub use documents::{NewDocument, Put};
pub use going_on::Making;
pub use recode::{Recoding, Todo};
pub use runs::{NewRun, RunKind, RunNumber};
