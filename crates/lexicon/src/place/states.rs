//! What the table of states adds to the places: full names of countries, seats of government, peoples.

use super::entry::{PlaceEntry, PlaceKind};
use crate::actors::countries;
use crate::{DataError, DataFiles};
use masudi_doc::{Iso3, SmolStr};
use std::collections::HashSet;

/// Adds names and seats to `entries`; the peoples. A seat that no table places stands where the capital does.
pub(super) fn read(files: &DataFiles, entries: &mut Vec<PlaceEntry>) -> Result<Vec<(SmolStr, Iso3)>, DataError> {
    let mut peoples = Vec::new();
    let known: HashSet<SmolStr> = entries.iter().flat_map(|e| e.aliases.iter().chain([&e.name])).cloned().collect();
    let mut seen: HashSet<(SmolStr, Iso3)> = HashSet::new();
    for country in countries::read(files)? {
        for name in country.names {
            let of = |e: &&mut PlaceEntry| e.kind == PlaceKind::Country && e.iso3 == Some(country.iso3);
            if let Some(entry) = entries.iter_mut().find(of).filter(|_| !known.contains(&name)) {
                entry.aliases.push(name);
            }
        }
        for (seat, _) in country.seats {
            let capital = entries.iter().find(|e| e.capital && e.iso3 == Some(country.iso3));
            if let Some(capital) = capital.filter(|_| !known.contains(&seat)) {
                let mut site = capital.clone();
                site.name = seat;
                site.aliases.clear();
                (site.kind, site.feature, site.population) = (PlaceKind::Site, "government".into(), 0);
                (site.capital, site.radius_km) = (false, 10.0);
                entries.push(site);
            }
        }
        for name in country.adjectives.into_iter().chain(country.demonyms) {
            if seen.insert((name.clone(), country.iso3)) {
                peoples.push((name, country.iso3));
            }
        }
    }
    Ok(peoples)
}
