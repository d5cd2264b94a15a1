//! The engine: loads what the stages need once, and wires them.
//!
//! In: data files, then any number of annotated documents. Out: the public record's layers.
//!
//! What this crate does not do: it decides nothing; every decision is a stage's. Places and actors are wired so far.

mod engine;
mod layers;

pub use engine::{Engine, EngineError};
