//! Place names found in a document, resolved to a gazetteer.

use crate::{Iso3, TokenSpan};
use smol_str::SmolStr;

/// How finely a place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlacePrecision {
    /// A building, base or other point.
    Site,
    /// A populated place.
    City,
    /// A second-level division (district, county).
    Admin2,
    /// A first-level division (province, state, governorate).
    Admin1,
    /// A country.
    Country,
    /// A region, sea, river, continent.
    Region,
}

impl PlacePrecision {
    /// The name used in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            PlacePrecision::Site => "site",
            PlacePrecision::City => "city",
            PlacePrecision::Admin2 => "admin2",
            PlacePrecision::Admin1 => "admin1",
            PlacePrecision::Country => "country",
            PlacePrecision::Region => "region",
        }
    }
}

/// How the event's place relates to the named place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PlaceRelation {
    /// In or at it.
    #[default]
    In,
    /// Near it, or a direction or distance from it.
    Near,
    /// On its border.
    Border,
}

impl PlaceRelation {
    /// The name used in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            PlaceRelation::In => "in",
            PlaceRelation::Near => "near",
            PlaceRelation::Border => "border",
        }
    }
}

/// One meaning a name can have.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceCandidate {
    /// Canonical name.
    pub name: SmolStr,
    /// GeoNames id, where the source gives one.
    pub geonames: Option<u32>,
    /// Country it lies in; `None` for what spans countries or lies at sea.
    pub country: Option<Iso3>,
    /// Name of the first-level division.
    pub admin1: Option<SmolStr>,
    /// WGS84 degrees north.
    pub lat: f64,
    /// WGS84 degrees east.
    pub lon: f64,
    /// How fine it is.
    pub precision: PlacePrecision,
    /// Inhabitants, 0 when unknown.
    pub population: u64,
    /// Score given by resolution, higher is better; comparable within one reference only.
    pub score: f32,
}

/// One place name in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRef {
    /// Its tokens, without preposition or direction words.
    pub tokens: TokenSpan,
    /// What it means; `None` when recognition is sure and resolution is not.
    pub resolved: Option<PlaceCandidate>,
    /// The other meanings that were weighed, best first, at most a handful.
    pub candidates: Vec<PlaceCandidate>,
    /// How an event there relates to it.
    pub relation: PlaceRelation,
    /// True where the name acts ("Washington said", "the Kremlin"), so that it does not locate.
    pub acts: bool,
    /// What recognised it, for explanations.
    pub rule: SmolStr,
}
