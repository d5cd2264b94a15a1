//! The record as data: JSON and CSV, feeds, streams, exports; and what is written. Each handler carries its description for
//! `/openapi.json`.

pub mod actors;
pub mod brief;
pub mod changes;
pub mod counts;
pub mod decisions;
pub mod documents;
pub mod export;
pub mod feed;
pub mod geojson;
pub mod health;
pub mod ingest;
pub mod list;
pub mod lists;
pub mod mentions;
pub mod places;
pub mod search;
pub mod situation;
pub mod timeline;
