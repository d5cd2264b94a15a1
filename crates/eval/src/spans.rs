//! Gold of single layers: time expressions and places, and what `masudi annotate` says of the same documents.

use serde::Deserialize;
use std::collections::HashMap;

/// A document with its time expressions.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TimesDocument {
    /// Its id.
    pub id: String,
    /// Day of publication.
    #[serde(default)]
    pub dct: Option<String>,
    /// Its words.
    pub text: String,
    /// TIMEX3 expressions.
    pub timexes: Vec<Timex>,
}

/// A time expression, of gold or of a run.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Timex {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// DATE, TIME, DURATION or SET.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// TIMEX3 value.
    #[serde(default)]
    pub value: Option<String>,
}

/// A document with its places.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PlacesDocument {
    /// Its id.
    pub id: String,
    /// Day of publication.
    #[serde(default)]
    pub date: Option<String>,
    /// Its words.
    pub text: String,
    /// Its toponyms.
    #[serde(alias = "places", alias = "annotations")]
    pub toponyms: Vec<Toponym>,
}

/// A place, of gold or of a run.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Toponym {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// WGS84 degrees north.
    #[serde(default)]
    pub lat: Option<f64>,
    /// WGS84 degrees east.
    #[serde(default)]
    pub lon: Option<f64>,
}

/// What a run says of one document; the other layers of `masudi annotate` are passed over.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Annotation {
    /// The document's id.
    pub doc: String,
    /// Time expressions.
    #[serde(default)]
    pub timex: Vec<Timex>,
    /// Places.
    #[serde(default)]
    pub places: Vec<Toponym>,
}

/// Annotations by document; the last of one document counts.
pub fn by_document(annotations: &[Annotation]) -> HashMap<&str, &Annotation> {
    annotations.iter().map(|a| (a.doc.as_str(), a)).collect()
}
