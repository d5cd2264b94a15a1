//! The engine: loads what the stages need once, and wires them.
//!
//! In: data files, then any number of annotated documents. Out: the public record's layers, event mentions, force levels,
//! factors and statements.
//!
//! What this crate does not do: it decides nothing; every decision is a stage's.

mod dateline;
mod deployments;
mod engine;
pub mod examples;
mod explain;
mod factors;
mod forms;
mod layers;
mod mentions;

pub use engine::{AT_ONCE, Engine, EngineError};
