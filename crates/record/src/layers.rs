//! The layers beneath the events, as `masudi annotate` prints them: one JSON object a document.

use serde::{Deserialize, Serialize};

/// All layers of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layers {
    /// The document's id.
    pub doc: String,
    /// ISO 639-1 code.
    pub language: String,
    /// The text that all offsets count in.
    pub text: String,
    /// Start and end of each sentence, in code points.
    pub sentences: Vec<(usize, usize)>,
    /// spaCy's tokens, whitespace tokens included.
    pub tokens: Vec<TokenLayer>,
    /// Named entities.
    pub entities: Vec<EntityLayer>,
    /// Time expressions.
    pub timex: Vec<TimexLayer>,
    /// Places.
    pub places: Vec<PlaceLayer>,
    /// References to actors.
    pub actors: Vec<crate::Actor>,
    /// Predicates with their roles.
    pub propositions: Vec<PropositionLayer>,
}

/// One token.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenLayer {
    /// Its words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub pos: String,
    /// Tag as the model names it.
    pub tag: String,
    /// Universal features.
    pub morph: String,
    /// Index of its head in the document; its own for a root.
    pub head: usize,
    /// Dependency label as the model names it.
    pub dep: String,
    /// "B-GPE", "I-GPE" or "O".
    pub ent: String,
}

/// One named entity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityLayer {
    /// Its words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Label as the model names it.
    pub label: String,
}

/// One time expression (TIMEX3).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimexLayer {
    /// Its words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3 value; `None` when an anchor is missing.
    pub value: Option<String>,
    /// TIMEX3 mod.
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// First day.
    pub from: Option<String>,
    /// Last day, inclusive.
    pub to: Option<String>,
}

/// One place name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlaceLayer {
    /// Its words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Name in the gazetteer.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// WGS84 degrees north.
    pub lat: Option<f64>,
    /// WGS84 degrees east.
    pub lon: Option<f64>,
    /// site, city, admin2, admin1, country or region.
    pub precision: Option<String>,
}

/// One predicate with its roles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PropositionLayer {
    /// Words of the predicate.
    pub predicate: crate::TextSpan,
    /// Dictionary form with its particle ("carry out").
    pub lemma: String,
    /// Role name and words.
    pub roles: Vec<(String, crate::TextSpan)>,
    /// Words around it by the slot they stand in ("agent", "near").
    pub words: Vec<(String, String)>,
    /// What holds of it, such as `tag:VBD` or `known:ASSAULT`.
    pub marks: Vec<String>,
    /// The frame that fits it, where one does.
    pub rule: Option<String>,
}
