//! The record over HTTP: pages for people, the same as JSON and CSV for scripts.
//!
//! In: the file of a record, opened for reading only, and requests. Out: answers; each page has its `.json` and `.csv` twin,
//! described in `/openapi.json`. What it does not do: it codes nothing, fetches nothing and asks no other host.

mod api;
mod app;
mod assets;
mod briefs;
mod chart;
mod decide;
mod http;
mod index;
mod listen;
mod openapi;
mod pages;
mod question;
mod readers;
mod renewal;
mod routes;
mod settings;
mod table;
mod words;

pub use listen::{ServeError, Server};
pub use renewal::Renewer;
pub use settings::{Settings, SettingsError};
