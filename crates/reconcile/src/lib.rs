//! From mentions to events, stories and processes.
