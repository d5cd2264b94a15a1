//! A native runtime for spaCy's CNN pipelines.
//!
//! In: an unmodified spaCy v3 package (a directory, an installed package or a wheel) and text. Out: a
//! [`Doc`](masudi_doc::Doc) with the tokens, tags, lemmas, heads, labels, sentences and entities that spaCy gives.
//!
//! What this crate does not do: it trains nothing, downloads nothing, and knows no events.

mod chars;
mod config;
mod detect;
mod error;
mod hash;
mod kernel;
mod lemmatizer;
mod lexeme;
mod msgpack;
mod ner;
mod network;
mod package;
mod parser;
mod pipeline;
mod ruler;
mod symbols;
mod tagger;
mod tok2vec;
mod tokenizer;
mod transition;
mod work;

pub use detect::detect_language;
pub use error::LoadError;
pub use package::Package;
pub use pipeline::Pipeline;
