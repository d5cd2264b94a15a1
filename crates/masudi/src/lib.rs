//! The engine: loads what the stages need once, and wires them.
//!
//! In: data files, then any number of annotated documents. Out: the public record's layers and event
//! mentions.
//!
//! What this crate does not do: it decides nothing; every decision is a stage's. Times are not wired
//! yet.

mod dateline;
mod deployments;
mod engine;
pub mod examples;
mod explain;
mod layers;
mod mentions;

pub use engine::{CodedDocument, Engine, EngineError};
