//! Fetching from a real server on the loopback interface.

#![allow(clippy::unwrap_used)]

mod feeds;
mod misbehaving;
mod server;
