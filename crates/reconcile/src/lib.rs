//! From mentions to events, stories and processes.

pub mod processes;
