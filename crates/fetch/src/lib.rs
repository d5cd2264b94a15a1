//! Feeds and pages of the network, fetched politely, within bounds, and from nowhere that they should not come from.
//!
//! In: a file that names feeds (`feeds.toml`), and what an earlier run remembers. Out: the bytes of feeds and pages, one at a
//! time, with where and when they were got; and what to remember.
//!
//! What this crate does not do: it keeps no cookies and sends no credentials, follows no redirect that it has not
//! checked, runs nothing of a page, and codes nothing.
//!
//! It is the one library that reads a clock (for delays and deadlines): the day and hour that it writes down are given by
//! its caller.

pub mod address;
pub mod config;
pub mod destination;
mod error;
pub mod manners;
pub mod memory;
mod robots;
pub mod transfer;
pub mod watch;

pub use config::{Config, ConfigError, Feed};
pub use error::FetchError;
pub use manners::Visitor;
pub use memory::Memory;
pub use transfer::{Answer, Bounds, Client, Fetched, Known};
pub use watch::{Visit, Watch};
