//! A document as it is read and kept.

use serde::{Deserialize, Serialize};

/// One news text with what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Document {
    /// Content hash, stable across runs, or the id that the input gave.
    pub id: String,
    /// Outlet or feed.
    #[serde(default)]
    pub source: Option<String>,
    /// Where it was published.
    #[serde(default)]
    pub url: Option<String>,
    /// Headline.
    #[serde(default)]
    pub title: Option<String>,
    /// Author line.
    #[serde(default)]
    pub byline: Option<String>,
    /// Place and agency at the start of the text.
    #[serde(default)]
    pub dateline: Option<String>,
    /// ISO date, or date and time with zone; `None` when unknown: relative dates then stay unresolved.
    #[serde(default)]
    pub published: Option<String>,
    /// ISO 639-1 code; detected when not given.
    #[serde(default)]
    pub language: Option<String>,
    /// The cleaned text that all offsets count in.
    pub text: String,
    /// Where it was read from.
    #[serde(default)]
    pub origin: Option<Origin>,
    /// The document it repeats.
    #[serde(default)]
    pub duplicate_of: Option<DuplicateOf>,
}

/// Where a document was read from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Origin {
    /// File, or `-` for standard input.
    #[serde(default)]
    pub file: Option<String>,
    /// Line of a JSONL file (1-based), byte offset, or WARC record id.
    #[serde(default)]
    pub offset: Option<String>,
    /// When it was fetched (ISO 8601).
    #[serde(default)]
    pub retrieved: Option<String>,
}

/// A document that this one repeats.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DuplicateOf {
    /// Its id.
    pub document: String,
    /// Estimated Jaccard similarity of their shingles, 0 to 1.
    pub similarity: f32,
}
