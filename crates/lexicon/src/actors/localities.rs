//! Towns, divisions and regions as evidence of the country in which a text happens.
//!
//! In: the tables of places. Out: a country for each name that means one country only, or mostly. Nothing is located.

use crate::place::{PlaceData, PlaceKind};
use crate::{DataError, DataFiles};
use masudi_doc::{Iso3, SmolStr};
use std::collections::HashMap;

/// Names with the country they point to. Errors: those of the tables of places.
pub fn read(files: &DataFiles) -> Result<Vec<(SmolStr, Iso3)>, DataError> {
    let mut best: HashMap<SmolStr, (u64, Iso3, bool)> = HashMap::new();
    for entry in PlaceData::load(files)?.entries {
        let Some(country) = entry.iso3.filter(|_| matches!(entry.kind, PlaceKind::City | PlaceKind::Division)) else {
            continue;
        };
        for name in std::iter::once(&entry.name).chain(&entry.aliases).filter(|n| n.chars().count() > 2) {
            let size = entry.population.max(1);
            let known = best.entry(name.clone()).or_insert((size, country, true));
            if known.1 == country {
                known.0 = known.0.max(size);
            } else if size > known.0 {
                *known = (size, country, size / 10 > known.0);
            } else {
                known.2 &= known.0 / 10 > size;
            }
        }
    }
    let mut out: Vec<_> = best.into_iter().filter(|(_, (_, _, clear))| *clear).map(|(n, (_, c, _))| (n, c)).collect();
    out.sort();
    Ok(out)
}
