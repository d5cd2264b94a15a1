//! The record as data: JSON and CSV, feeds, streams. Each handler carries its description for `/openapi.json`.

pub mod changes;
pub mod counts;
pub mod decisions;
pub mod documents;
pub mod events;
pub mod feed;
pub mod geojson;
pub mod health;
pub mod list;
pub mod mentions;
pub mod search;
pub mod situation;
pub mod states;
