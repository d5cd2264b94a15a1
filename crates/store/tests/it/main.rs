//! The record as its users meet it.
#![allow(missing_docs, clippy::unwrap_used)]

mod documents;
mod events;
mod sample;
