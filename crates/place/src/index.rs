//! What a name can mean: candidates from the data files and from the gazetteer, merged.

use crate::gazetteer::Hit;
use crate::spelling::skeleton;
use crate::{Gazetteer, name_key};
use masudi_doc::{Iso3, PlaceCandidate, PlacePrecision};
use masudi_lexicon::place::{Cues, PlaceData, PlaceEntry, PlaceKind};
use masudi_lexicon::words::WordMap;
use std::collections::HashSet;
use xxhash_rust::xxh3::xxh3_64;

/// From this prior on a name of the gazetteer is surely a place: a town of 100,000.
pub(crate) const SURE: f32 = 6.0;
/// How much less a part of what spans countries weighs than the whole.
const PART: f32 = 0.4;

/// A candidate with what the resolver weighs before it looks at the document.
#[derive(Clone, Debug)]
pub(crate) struct Sense {
    pub place: PlaceCandidate,
    /// Rough radius in kilometres.
    pub radius_km: f32,
    /// From the data files, so sure to be a place by this name.
    pub own: bool,
    pub prior: f32,
    /// A capital or a well-known site: it is named for who sits there more often than for the land around it.
    pub seat: bool,
}

/// All names known.
#[derive(Debug)]
pub(crate) struct Index {
    entries: Vec<PlaceEntry>,
    names: Names,
    abbreviations: WordMap<String, u32>,
    iso: WordMap<[u8; 2], Iso3>,
    peoples: WordMap<String, Iso3>,
    countries: WordMap<Iso3, u32>,
    capitals: WordMap<Iso3, u32>,
    gazetteer: Option<Gazetteer>,
    pub cues: Cues,
}

/// The names of the data files, by the hash of their key, and the most words of a name that begins with a word.
/// The hash stands for the key: with some ten thousand names, two of them share 64 bits once in 10^11 builds.
#[derive(Debug, Default)]
struct Names {
    senses: WordMap<u64, Vec<(u32, bool)>>,
    longest: WordMap<u64, u8>,
    /// By skeleton: the entry, or `None` where several have it.
    spellings: WordMap<String, Option<u32>>,
}

impl Names {
    fn add(&mut self, name: &str, entry: usize, primary: bool) {
        let key = name_key(name);
        let senses = self.senses.entry(xxh3_64(key.as_bytes())).or_default();
        if !senses.iter().any(|(e, _)| *e == entry as u32) {
            senses.push((entry as u32, primary));
        }
        if let Some(skeleton) = skeleton(&key) {
            let one = self.spellings.entry(skeleton).or_insert(Some(entry as u32));
            if *one != Some(entry as u32) {
                *one = None;
            }
        }
        let mut words = key.split(' ');
        let longest = self.longest.entry(xxh3_64(words.next().unwrap_or("").as_bytes())).or_default();
        *longest = (*longest).max(1 + words.count() as u8);
    }

    fn get(&self, key: &str) -> &[(u32, bool)] {
        self.senses.get(&xxh3_64(key.as_bytes())).map_or(&[], Vec::as_slice)
    }
}

const DIVISION_TAILS: [&str; 7] =
    [" Governorate", " Province", " Oblast", " State", " Region", " Prefecture", " Department"];
const MOST_SENSES: usize = 24;

impl Index {
    pub fn new(data: &PlaceData, gazetteer: Option<Gazetteer>) -> Self {
        let mut names = Names::default();
        let mut abbreviations = WordMap::default();
        let (mut countries, mut capitals) = (WordMap::default(), WordMap::default());
        let divisions: HashSet<&str> =
            data.entries.iter().filter(|e| e.kind == PlaceKind::Division).map(|e| e.name.as_str()).collect();
        for (at, entry) in data.entries.iter().enumerate() {
            names.add(&entry.name, at, true);
            entry.aliases.iter().for_each(|alias| names.add(alias, at, true));
            if entry.kind == PlaceKind::Division
                && let Some(base) = DIVISION_TAILS.iter().find_map(|tail| entry.name.strip_suffix(tail))
            {
                names.add(base, at, false);
            }
            if entry.kind == PlaceKind::City
                && let Some(base) = entry.name.strip_suffix(" City")
                && divisions.contains(base)
            {
                names.add(base, at, true);
            }
            for abbreviation in &entry.abbreviations {
                let dot = if abbreviation.contains('.') { "." } else { "" };
                abbreviations.insert(name_key(abbreviation) + dot, at as u32);
            }
            if let Some(iso3) = entry.iso3 {
                if entry.kind == PlaceKind::Country {
                    countries.entry(iso3).or_insert(at as u32);
                } else if entry.capital {
                    capitals.entry(iso3).or_insert(at as u32);
                }
            }
        }
        let iso2 = |e: &PlaceEntry| <[u8; 2]>::try_from(e.iso2.as_bytes()).ok();
        let iso = data.entries.iter().filter_map(|e| Some((iso2(e)?, e.iso3?))).collect();
        let mut peoples = WordMap::default();
        for (name, iso3) in &data.peoples {
            peoples.entry(name_key(name)).or_insert(*iso3);
        }
        let (entries, cues) = (data.entries.clone(), data.cues.clone());
        Self { entries, names, abbreviations, iso, peoples, countries, capitals, gazetteer, cues }
    }

    /// The division an abbreviation means after "City, "; its key ends in a full stop where the abbreviation has any.
    pub fn abbreviation(&self, key: &str) -> Option<Sense> {
        self.abbreviations.get(key).map(|&at| self.own(at, true))
    }

    /// Whether a place stands for its government: a country, or its capital.
    pub fn is_state(&self, place: &PlaceCandidate) -> bool {
        let capital = || {
            let at = place.country.and_then(|iso3| self.capitals.get(&iso3))?;
            self.entries.get(*at as usize).map(|e| e.name == place.name)
        };
        place.precision == PlacePrecision::Country || capital() == Some(true)
    }

    /// The country whose people or adjective this is ("syrian").
    pub fn people(&self, key: &str) -> Option<Iso3> {
        self.peoples.get(key).copied()
    }

    /// The meaning of a country's own name, or of its capital's.
    pub fn country(&self, iso3: Iso3, capital: bool) -> Option<Sense> {
        let table = if capital { &self.capitals } else { &self.countries };
        table.get(&iso3).map(|&at| self.own(at, true))
    }

    /// The one known place that other spellings of a key mean.
    pub fn respelled(&self, key: &str) -> Option<Sense> {
        let at = (*self.names.spellings.get(&skeleton(key)?)?)?;
        Some(self.own(at, true))
    }

    /// Whether a key names a division or country of the data files.
    pub fn is_coarse(&self, key: &str) -> bool {
        let kind = |at: &u32| self.entries.get(*at as usize).map(|e| e.kind);
        let coarse = |at: &u32| matches!(kind(at), Some(PlaceKind::Country | PlaceKind::Division));
        !key.is_empty() && self.names.get(key).iter().any(|(at, _)| coarse(at))
    }

    /// Whether the data files know a key.
    pub fn is_own(&self, key: &str) -> bool {
        !key.is_empty() && !self.names.get(key).is_empty()
    }

    /// The most words of a name that begins with the first word of `key`; 0 when there is none.
    pub fn longest(&self, key: &str) -> usize {
        let first = key.split(' ').next().unwrap_or("");
        let own = self.names.longest.get(&xxh3_64(first.as_bytes())).copied().unwrap_or(0);
        self.gazetteer.as_ref().map_or(0, |g| g.longest(key)).max(own.into())
    }

    /// Everything a name can mean, own entries first; empty when nobody knows it.
    pub fn senses(&self, key: &str) -> Vec<Sense> {
        let mut out: Vec<Sense> = Vec::new();
        for &(at, primary) in self.names.get(key) {
            let sense = self.own(at, primary);
            for iso3 in self.entries.get(at as usize).map_or(&[][..], |e| &e.spans) {
                let mut part = sense.clone();
                part.place.country = Some(*iso3);
                part.prior -= PART;
                out.push(part);
            }
            out.push(sense);
        }
        let Some(gazetteer) = &self.gazetteer else { return out };
        let mut more: Vec<(f32, Hit)> =
            gazetteer.hits(key).filter_map(|hit| Some((listed_prior(&hit)?, hit))).collect();
        more.sort_by(|a, b| b.0.total_cmp(&a.0));
        more.truncate(MOST_SENSES + out.len());
        for sense in more.into_iter().filter_map(|(prior, hit)| self.listed(gazetteer, &hit, prior)) {
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
            PlaceKind::City => (PlacePrecision::City, 1.8 + size + if entry.capital { 1.2 } else { 0.0 }),
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
        let seat = entry.capital || entry.kind == PlaceKind::Site;
        Sense { place, radius_km: entry.radius_km as f32, own: true, prior, seat }
    }

    fn listed(&self, gazetteer: &Gazetteer, hit: &Hit, prior: f32) -> Option<Sense> {
        let record = gazetteer.record(hit.id, hit.alternate)?;
        let iso2 = <[u8; 2]>::try_from(record.iso2.as_bytes()).unwrap_or_default();
        let place = PlaceCandidate {
            name: record.name,
            geonames: record.geonames,
            country: self.iso.get(&iso2).copied(),
            admin1: record.admin1,
            lat: record.lat,
            lon: record.lon,
            precision: record.precision,
            population: u64::from(record.population),
            score: 0.0,
        };
        let radius_km = if record.precision == PlacePrecision::Admin1 { 60.0 } else { 10.0 };
        Some(Sense { place, radius_km, own: false, prior, seat: false })
    }
}

/// What a place of the gazetteer weighs before anything of the document is known; `None` for what is not taken from it.
fn listed_prior(hit: &Hit) -> Option<f32> {
    let prior = match hit.precision {
        PlacePrecision::Admin1 => 6.0,
        PlacePrecision::Admin2 => 4.6,
        PlacePrecision::Country => return None,
        _ => 1.0 + (hit.population as f32 + 30.0).log10(),
    };
    Some(prior - if hit.alternate { 1.6 } else { 0.0 })
}

/// Great-circle distance, in kilometres.
pub(crate) fn km(a: &PlaceCandidate, b: &PlaceCandidate) -> f64 {
    let (p, q) = (a.lat.to_radians(), b.lat.to_radians());
    let (dp, dl) = (q - p, (b.lon - a.lon).to_radians());
    let h = (dp / 2.0).sin().powi(2) + p.cos() * q.cos() * (dl / 2.0).sin().powi(2);
    12742.0 * h.clamp(0.0, 1.0).sqrt().asin()
}
