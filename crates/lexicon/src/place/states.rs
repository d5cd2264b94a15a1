//! What the table of states adds to the places: full names of countries, seats of government, peoples.

use super::entry::{PlaceEntry, PlaceKind};
use crate::actors::countries;
use crate::{DataError, DataFiles};
use masudi_doc::{Iso3, SmolStr};

/// Adds names and seats to `entries`; the peoples. A seat that no table places stands where the capital does.
pub(super) fn read(files: &DataFiles, entries: &mut Vec<PlaceEntry>) -> Result<Vec<(SmolStr, Iso3)>, DataError> {
    let mut peoples = Vec::new();
    for country in countries::read(files)? {
        let named = |e: &PlaceEntry, name: &str| e.name == name || e.aliases.iter().any(|a| a == name);
        for name in country.names {
            let known = entries.iter().any(|e| named(e, &name));
            let of = |e: &&mut PlaceEntry| e.kind == PlaceKind::Country && e.iso3 == Some(country.iso3);
            if let Some(entry) = entries.iter_mut().find(of).filter(|_| !known) {
                entry.aliases.push(name);
            }
        }
        for (seat, _) in country.seats {
            let capital = entries.iter().find(|e| e.capital && e.iso3 == Some(country.iso3));
            if let Some(capital) = capital.filter(|_| !entries.iter().any(|e| named(e, &seat))) {
                let mut site = capital.clone();
                site.name = seat;
                site.aliases.clear();
                (site.kind, site.feature, site.population) = (PlaceKind::Site, "government".into(), 0);
                (site.capital, site.radius_km) = (false, 10.0);
                entries.push(site);
            }
        }
        for name in country.adjectives.into_iter().chain(country.demonyms) {
            if !peoples.contains(&(name.clone(), country.iso3)) {
                peoples.push((name, country.iso3));
            }
        }
    }
    Ok(peoples)
}
