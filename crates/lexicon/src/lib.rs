//! Everything Masudi knows that is not code: ontology, coding frames, actors, places, time words.
//!
//! In: the files under `data/`, built into the binary, and optionally a user's folder laid over them. Out: typed,
//! checked tables. What this crate does not do: it reads no text of the news and decides nothing; a data file is read
//! here and nowhere else.

pub mod actors;
pub mod country_codes;
pub mod data_files;
pub mod error;
pub mod event_words;
pub mod frame_template;
pub mod frames;
pub mod numbers;
pub mod ontology;
pub mod petrarch;
pub mod place;
pub mod published;
pub mod residue;
pub mod time;
pub mod tsv;
pub mod verb_forms;
pub mod word_vectors;
pub mod words;

pub use data_files::DataFiles;
pub use error::DataError;
pub use word_vectors::WordVectors;
