//! One file for each format of inputs.

pub(crate) mod conllu;
pub(crate) mod csv;
pub(crate) mod feed;
pub(crate) mod html;
pub(crate) mod json;
pub mod jsonl;
pub(crate) mod parquet;
mod parquet_pages;
pub(crate) mod press;
pub(crate) mod sitemap;
pub(crate) mod text;
pub(crate) mod warc;
