//! The formats, one file each.

mod delimited;
mod geojson;
mod json_lines;
mod parquet_rows;

pub(crate) use delimited::Delimited;
pub(crate) use geojson::GeoJson;
pub(crate) use json_lines::JsonLines;
pub(crate) use parquet_rows::ParquetRows;
