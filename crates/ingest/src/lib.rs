//! From bytes to documents: pages, feeds, archives of the web, exports of press databases, plain text, JSON and tables,
//! compressed or not, cleaned, each with a stable id.
//!
//! In: files, directories, patterns, standard input. Out: [`masudi_record::Document`]s one at a time, or errors that name
//! file and line.
//!
//! What this crate does not do: it fetches nothing, and annotates nothing.

mod archive;
pub mod clean;
mod compressed;
mod dateline;
pub mod dates;
pub mod document;
mod expand;
pub mod feed;
mod follow;
mod format;
pub mod formats;
mod gzip;
mod http;
pub mod input_error;
pub mod inputs;
mod lines;
pub mod page;
mod pending;
pub mod sitemap;
mod zstd;

pub use clean::Cleaner;
pub use document::{PublishedError, published};
pub use follow::{Complete, Follow};
pub use formats::jsonl::JsonLines;
pub use input_error::InputError;
pub use inputs::{Inputs, Settings};
pub use page::{About, PageError, Pages};
pub use pending::Pending;
