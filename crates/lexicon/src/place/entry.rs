//! One known place, and the tables it comes from.

use crate::{DataError, DataFiles, tsv};
use masudi_doc::Iso3;
use smol_str::SmolStr;

/// Which table a place comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceKind {
    /// A country or territory.
    Country,
    /// A first-level division, or a de facto one.
    Division,
    /// A populated place.
    City,
    /// A region, sea, river, range, island.
    Region,
    /// A building, base, camp, crossing.
    Site,
}

impl PlaceKind {
    /// All kinds, in the order of [`PlaceData::entries`](super::PlaceData::entries).
    pub const ALL: [PlaceKind; 5] =
        [PlaceKind::Country, PlaceKind::Division, PlaceKind::City, PlaceKind::Region, PlaceKind::Site];

    fn file(self) -> &'static str {
        match self {
            PlaceKind::Country => "lexicon/places/countries.tsv",
            PlaceKind::Division => "lexicon/places/divisions.tsv",
            PlaceKind::City => "lexicon/places/cities.tsv",
            PlaceKind::Region => "lexicon/places/regions.tsv",
            PlaceKind::Site => "lexicon/places/sites.tsv",
        }
    }

    fn columns(self) -> &'static [&'static str] {
        match self {
            PlaceKind::Country => {
                &["iso3", "iso2", "name", "aliases", "lat", "lon", "radius_km", "population", "capital"]
            }
            PlaceKind::Division => {
                &["name", "aliases", "abbreviations", "iso3", "lat", "lon", "radius_km", "population"]
            }
            PlaceKind::City => &["name", "aliases", "iso3", "admin1", "lat", "lon", "population"],
            PlaceKind::Region => &["name", "aliases", "kind", "iso3", "lat", "lon", "radius_km"],
            PlaceKind::Site => &["name", "aliases", "kind", "iso3", "admin1", "lat", "lon"],
        }
    }
}

/// A place with its names.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceEntry {
    /// Canonical name.
    pub name: SmolStr,
    /// Other names that mean it.
    pub aliases: Vec<SmolStr>,
    /// Names that mean it only after "City, ".
    pub abbreviations: Vec<SmolStr>,
    /// Which table it comes from.
    pub kind: PlaceKind,
    /// Finer kind of regions and sites ("sea", "military"); a country's capital; empty otherwise.
    pub feature: SmolStr,
    /// Country; `None` for what spans countries or lies at sea.
    pub iso3: Option<Iso3>,
    /// The countries it spans, where the table names several ("SYR;IRQ"); empty otherwise.
    pub spans: Vec<Iso3>,
    /// ISO 3166-1 alpha-2, countries only; empty otherwise.
    pub iso2: SmolStr,
    /// First-level division it lies in, where known.
    pub admin1: Option<SmolStr>,
    /// WGS84 degrees north.
    pub lat: f64,
    /// WGS84 degrees east.
    pub lon: f64,
    /// Rough radius in kilometres; a few for cities and sites.
    pub radius_km: f64,
    /// Inhabitants, 0 when unknown.
    pub population: u64,
    /// True for a country's capital.
    pub capital: bool,
}

pub(super) fn read(files: &DataFiles, kind: PlaceKind, out: &mut Vec<PlaceEntry>) -> Result<(), DataError> {
    let (file, columns) = (kind.file(), kind.columns());
    let text = files.read(file)?;
    for row in tsv::rows(file, &text, columns)? {
        let field = |name: &str| columns.iter().position(|c| *c == name).map_or("", |i| row.fields[i]);
        let number = |name: &str, low: f64, high: f64| -> Result<f64, DataError> {
            let text = field(name);
            if text.is_empty() {
                return Ok(0.0);
            }
            let value = text.parse::<f64>().ok().filter(|v| (low..=high).contains(v));
            value.ok_or_else(|| DataError::line(file, row.line, format!("{name} from {low} to {high}"), text))
        };
        if field("name").is_empty() || field("lat").is_empty() || field("lon").is_empty() {
            return Err(DataError::line(file, row.line, "a name, lat and lon", row.fields.join(" ")));
        }
        let mut spans = Vec::new();
        for code in tsv::list(field("iso3")) {
            let known = Iso3::new(code);
            spans.push(known.ok_or_else(|| DataError::line(file, row.line, "an ISO 3166-1 alpha-3 code", code))?);
        }
        let iso3 = if spans.len() == 1 { spans.pop() } else { None };
        let name = field("name").split(" (").next().unwrap_or("");
        let capital = kind == PlaceKind::City && is_capital(out, iso3, name);
        out.push(PlaceEntry {
            name: name.into(),
            aliases: tsv::list(field("aliases")).map(SmolStr::from).collect(),
            abbreviations: tsv::list(field("abbreviations")).map(SmolStr::from).collect(),
            kind,
            feature: if kind == PlaceKind::Country { field("capital").into() } else { field("kind").into() },
            iso3,
            spans,
            iso2: field("iso2").into(),
            admin1: Some(field("admin1")).filter(|a| !a.is_empty()).map(SmolStr::from),
            lat: number("lat", -90.0, 90.0)?,
            lon: number("lon", -180.0, 180.0)?,
            radius_km: number("radius_km", 0.0, 8000.0)?.max(if kind == PlaceKind::City { 10.0 } else { 1.0 }),
            population: number("population", 0.0, 1e10)? as u64,
            capital,
        });
    }
    Ok(())
}

fn is_capital(before: &[PlaceEntry], iso3: Option<Iso3>, name: &str) -> bool {
    before.iter().take_while(|e| e.kind == PlaceKind::Country).any(|c| c.iso3 == iso3 && c.feature == name)
}
