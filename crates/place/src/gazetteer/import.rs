//! Builds the gazetteer from a GeoNames dump that the user has (`allCountries.zip` or one country's).
//!
//! In: the zip. Out: the file. The dump is streamed twice (names of divisions, then places) and never held as a whole;
//! what is kept: populated places with known inhabitants or a seat of government, divisions of the first and second
//! level, islands, ranges, lakes, seas, airports and bases. Memory is bounded by what is kept.

use super::{Builder, Entry, GazetteerError};
use masudi_doc::PlacePrecision;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Reads `dump` and writes `target`; the number of places kept.
///
/// Errors: [`GazetteerError::Source`] when the zip or a line of it does not read, [`GazetteerError::Io`].
pub fn import(dump: &Path, target: &Path) -> Result<usize, GazetteerError> {
    let mut divisions: HashMap<String, String> = HashMap::new();
    each_row(dump, |row| {
        if row[7] == "ADM1" {
            divisions.insert(format!("{}.{}", row[8], row[10]), row[1].to_owned());
        }
    })?;
    let mut builder = Builder::default();
    each_row(dump, |row| {
        let population = row[14].parse::<u64>().unwrap_or(0).min(u64::from(u32::MAX)) as u32;
        let (Some(precision), Ok(lat), Ok(lon)) = (kept(row[6], row[7], population), row[4].parse(), row[5].parse())
        else {
            return;
        };
        builder.add(&Entry {
            name: row[1].to_owned(),
            alternates: row[3].split(',').filter(|a| !a.is_empty()).map(str::to_owned).collect(),
            geonames: row[0].parse().unwrap_or(0),
            iso2: row[8].to_owned(),
            admin1: divisions.get(&format!("{}.{}", row[8], row[10])).cloned().unwrap_or_default(),
            lat,
            lon,
            precision,
            population,
        });
    })?;
    builder.write(target)
}

/// Which precision a feature gets; `None` for what is left out.
fn kept(class: &str, code: &str, population: u32) -> Option<PlacePrecision> {
    match (class, code) {
        ("P", _) => (population > 0 || code.starts_with("PPLA") || code == "PPLC").then_some(PlacePrecision::City),
        ("A", "ADM1") => Some(PlacePrecision::Admin1),
        ("A", "ADM2") => Some(PlacePrecision::Admin2),
        ("T", "ISL" | "ISLS" | "MTS" | "PEN" | "DSRT") | ("H", "LK" | "SEA" | "STRT" | "GULF") => {
            Some(PlacePrecision::Region)
        }
        ("S", "AIRP" | "AIRB") | ("L", "MILB") => Some(PlacePrecision::Site),
        _ => None,
    }
}

fn each_row(dump: &Path, mut take: impl FnMut(&[&str])) -> Result<(), GazetteerError> {
    let io = |source| GazetteerError::Io { path: dump.to_owned(), source };
    let fault = |what: String| GazetteerError::Source { package: dump.display().to_string(), what };
    let mut zip = zip::ZipArchive::new(File::open(dump).map_err(io)?).map_err(|e| fault(e.to_string()))?;
    let names = zip.file_names().filter_map(Result::ok).map(|name| name.into_owned());
    let name = names.into_iter().find(|n| n.ends_with(".txt") && !n.starts_with("readme"));
    let name = name.ok_or_else(|| fault("expected a .txt table in the zip, but found none".to_owned()))?;
    let file = zip.by_name(&name).map_err(|e| fault(e.to_string()))?;
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(io)?;
        let row: Vec<&str> = line.split('\t').collect();
        if row.len() < 15 {
            return Err(fault(format!(
                "line {}: expected 19 tab-separated columns, but found {}",
                number + 1,
                row.len()
            )));
        }
        take(&row);
    }
    Ok(())
}
