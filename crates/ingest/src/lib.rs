//! From bytes to documents: plain text and JSONL, cleaned, each with a stable id.
//!
//! In: text, or lines of JSON. Out: [`masudi_record::Document`]s, or an error that names file and line.
//!
//! What this crate does not do: it opens no file, detects no language, and reads no HTML, feeds or archives yet.

pub mod clean;
pub mod document;
pub mod jsonl;

pub use clean::clean;
pub use document::{PublishedError, from_text, published};
pub use jsonl::{JsonLines, LineError};
