//! What a name can mean: candidates from the data files and from the gazetteer, merged.

use crate::{Gazetteer, name_key};
use masudi_doc::{Iso3, PlaceCandidate, PlacePrecision};
use masudi_lexicon::place::{Cues, PlaceData, PlaceEntry, PlaceKind};
use std::collections::HashMap;

/// A candidate with what the resolver weighs before it looks at the document.
#[derive(Clone, Debug)]
pub(crate) struct Sense {
    pub place: PlaceCandidate,
    /// From the data files, so sure to be a place by this name.
    pub own: bool,
    pub prior: f32,
}

/// All names known.
#[derive(Debug)]
pub(crate) struct Index {
    entries: Vec<PlaceEntry>,
    names: HashMap<String, Vec<(u32, bool)>>,
    abbreviations: HashMap<String, u32>,
    iso: HashMap<String, Iso3>,
    gazetteer: Option<Gazetteer>,
    pub cues: Cues,
}

const DIVISION_TAILS: [&str; 7] =
    [" Governorate", " Province", " Oblast", " State", " Region", " Prefecture", " Department"];
const MOST_SENSES: usize = 24;

impl Index {
    pub fn new(data: &PlaceData, gazetteer: Option<Gazetteer>) -> Self {
        let mut names: HashMap<String, Vec<(u32, bool)>> = HashMap::new();
        let mut abbreviations = HashMap::new();
        for (at, entry) in data.entries.iter().enumerate() {
            let mut add = |name: &str, primary: bool| {
                let senses = names.entry(name_key(name)).or_default();
                if !senses.iter().any(|(e, _)| *e == at as u32) {
                    senses.push((at as u32, primary));
                }
            };
            add(&entry.name, true);
            entry.aliases.iter().for_each(|alias| add(alias, true));
            if entry.kind == PlaceKind::Division
                && let Some(base) = DIVISION_TAILS.iter().find_map(|tail| entry.name.strip_suffix(tail))
            {
                add(base, false);
            }
            if entry.kind == PlaceKind::City
                && let Some(base) = entry.name.strip_suffix(" City")
                && data.entries.iter().any(|e| e.kind == PlaceKind::Division && e.name == base)
            {
                add(base, true);
            }
            for abbreviation in &entry.abbreviations {
                let dot = if abbreviation.contains('.') { "." } else { "" };
                abbreviations.insert(name_key(abbreviation) + dot, at as u32);
            }
        }
        let iso = data
            .entries
            .iter()
            .filter_map(|e| Some((e.iso2.to_string(), e.iso3?)).filter(|(iso2, _)| !iso2.is_empty()))
            .collect();
        Self { entries: data.entries.clone(), names, abbreviations, iso, gazetteer, cues: data.cues.clone() }
    }

    /// The division an abbreviation means after "City, "; its key ends in a full stop where the abbreviation has any.
    pub fn abbreviation(&self, key: &str) -> Option<Sense> {
        self.abbreviations.get(key).map(|&at| self.own(at, true))
    }

    /// Everything a name can mean, own entries first; empty when nobody knows it.
    pub fn senses(&self, key: &str) -> Vec<Sense> {
        let mut out: Vec<Sense> =
            self.names.get(key).into_iter().flatten().map(|&(at, primary)| self.own(at, primary)).collect();
        let Some(gazetteer) = &self.gazetteer else { return out };
        let mut more: Vec<Sense> = gazetteer.find(key).filter_map(|record| self.listed(&record)).collect();
        more.sort_by(|a, b| b.prior.total_cmp(&a.prior));
        for sense in more {
            let twin = out.iter().position(|o| {
                o.own
                    && o.place.country == sense.place.country
                    && (o.place.precision == sense.place.precision || o.place.precision == PlacePrecision::Country)
                    && km(&o.place, &sense.place) < 60.0
            });
            match twin {
                Some(at) => {
                    let twin = &mut out[at];
                    if twin.place.precision == sense.place.precision {
                        twin.place.geonames = twin.place.geonames.or(sense.place.geonames);
                    }
                }
                None if out.len() < MOST_SENSES => out.push(sense),
                None => {}
            }
        }
        out
    }

    fn own(&self, at: u32, primary: bool) -> Sense {
        let entry = &self.entries[at as usize];
        let size = (entry.population as f32 + 10.0).log10();
        let (precision, prior) = match entry.kind {
            PlaceKind::Country => (PlacePrecision::Country, 7.0 + size * 0.5),
            PlaceKind::Division => (PlacePrecision::Admin1, if primary { 3.2 } else { 1.5 } + size * 0.9),
            PlaceKind::City => (PlacePrecision::City, 1.5 + size * 1.2 + if entry.capital { 1.2 } else { 0.0 }),
            PlaceKind::Region => (PlacePrecision::Region, 9.0),
            PlaceKind::Site => (PlacePrecision::Site, 7.5),
        };
        let place = PlaceCandidate {
            name: entry.name.clone(),
            geonames: None,
            country: entry.iso3,
            admin1: if entry.kind == PlaceKind::Division { Some(entry.name.clone()) } else { entry.admin1.clone() },
            lat: entry.lat,
            lon: entry.lon,
            precision,
            population: entry.population,
            score: 0.0,
        };
        Sense { place, own: true, prior }
    }

    fn listed(&self, record: &crate::gazetteer::Record) -> Option<Sense> {
        let country = self.iso.get(record.iso2.as_str()).copied();
        let size = (record.population as f32 + 30.0).log10();
        let prior = match record.precision {
            PlacePrecision::Admin1 => 6.0,
            PlacePrecision::Admin2 => 4.6,
            PlacePrecision::Country => return None,
            _ => 1.0 + size * 1.2,
        } - if record.alternate { 1.6 } else { 0.0 };
        let place = PlaceCandidate {
            name: record.name.clone(),
            geonames: record.geonames,
            country,
            admin1: record.admin1.clone(),
            lat: record.lat,
            lon: record.lon,
            precision: record.precision,
            population: u64::from(record.population),
            score: 0.0,
        };
        Some(Sense { place, own: false, prior })
    }
}

/// Great-circle distance, in kilometres.
pub(crate) fn km(a: &PlaceCandidate, b: &PlaceCandidate) -> f64 {
    let (p, q) = (a.lat.to_radians(), b.lat.to_radians());
    let (dp, dl) = (q - p, (b.lon - a.lon).to_radians());
    let h = (dp / 2.0).sin().powi(2) + p.cos() * q.cos() * (dl / 2.0).sin().powi(2);
    12742.0 * h.clamp(0.0, 1.0).sqrt().asin()
}
