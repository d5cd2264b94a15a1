//! The record as its users meet it.
#![allow(missing_docs, clippy::unwrap_used)]

mod bounds;
mod compat;
mod documents;
mod events;
mod going_on;
mod opening;
mod questions;
mod sample;
