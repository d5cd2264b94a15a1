//! The formats of files.

use crate::formats::{Delimited, GeoJson, JsonLines, ParquetRows};
use crate::{Cell, ExportError, Profile};
use std::io::Write;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, quoted where needed (RFC 4180), UTF-8.
    Csv,
    /// Tab-separated, never quoted, UTF-8.
    Tsv,
    /// Apache Parquet, Snappy.
    Parquet,
    /// One feature collection (RFC 7946); an event that is not known to a town has no geometry.
    GeoJson,
    /// One JSON object a line; unknown values are null.
    JsonLines,
}

impl Format {
    /// All, in the order in which they are offered.
    pub const ALL: [Format; 5] = [Format::Csv, Format::Tsv, Format::Parquet, Format::GeoJson, Format::JsonLines];

    /// Its name, which is also the ending of its files.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Parquet => "parquet",
            Format::GeoJson => "geojson",
            Format::JsonLines => "jsonl",
        }
    }

    /// The format of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Media type, for HTTP.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8",
            Format::Tsv => "text/tab-separated-values; charset=utf-8",
            Format::Parquet => "application/vnd.apache.parquet",
            Format::GeoJson => "application/geo+json",
            Format::JsonLines => "application/jsonl",
        }
    }

    pub(crate) fn writer<'w, W: Write + Send + 'w>(
        self,
        profile: &'static Profile,
        out: W,
    ) -> Result<Box<dyn Rows + 'w>, ExportError> {
        Ok(match self {
            Format::Csv => Box::new(Delimited::csv(profile, out)?),
            Format::Tsv => Box::new(Delimited::tsv(profile, out)?),
            Format::Parquet => Box::new(ParquetRows::new(profile, out)?),
            Format::GeoJson => Box::new(GeoJson::new(profile, out)?),
            Format::JsonLines => Box::new(JsonLines::new(profile, out)),
        })
    }
}

/// What is written besides the columns where a format has a place for it.
pub(crate) struct RowHead<'a> {
    /// Id of event or mention.
    pub id: &'a str,
    /// Degrees north, east.
    pub point: Option<(f64, f64)>,
}

/// A file that takes rows.
pub(crate) trait Rows {
    /// Writes one row.
    fn row(&mut self, head: &RowHead, cells: Vec<Cell>) -> Result<(), ExportError>;
    /// Hands on what is complete, where the format has such a thing.
    fn flush(&mut self) -> Result<(), ExportError> {
        Ok(())
    }
    /// Ends the file. Out: the number of values that were changed so that a spreadsheet does not run them.
    fn finish(self: Box<Self>) -> Result<usize, ExportError>;
}
