//! What Masudi itself knows of places: countries, divisions, cities, regions, sites, and the words around their names.
//!
//! In: the tables under `data/lexicon/places/` and the names of states, peoples and seats of government in
//! `data/lexicon/countries.tsv`. Out: [`PlaceData`], checked. It resolves nothing; that is the place
//! stage's work.

mod cues;
mod entry;
mod states;

pub use cues::{CueKind, Cues};
pub use entry::{PlaceEntry, PlaceKind};

use crate::{DataError, DataFiles};
use masudi_doc::{Iso3, SmolStr};

/// All places the data files know, and the cue words.
#[derive(Clone, Debug, Default)]
pub struct PlaceData {
    /// In the order countries, divisions, cities, regions, sites.
    pub entries: Vec<PlaceEntry>,
    /// Words that stand around place names.
    pub cues: Cues,
    /// Adjectives of nationality and nouns for peoples ("Syrian", "Syrians"), with their country.
    pub peoples: Vec<(SmolStr, Iso3)>,
}

impl PlaceData {
    /// Reads and checks the tables.
    ///
    /// Errors: [`DataError`] with file and line.
    ///
    /// ```
    /// let data = masudi_lexicon::place::PlaceData::load(&masudi_lexicon::DataFiles::built_in()).unwrap();
    /// assert!(data.entries.iter().any(|e| e.name == "Baghdad"));
    /// ```
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        let mut entries = Vec::new();
        for kind in PlaceKind::ALL {
            entry::read(files, kind, &mut entries)?;
        }
        let peoples = states::read(files, &mut entries)?;
        Ok(Self { entries, cues: Cues::load(files)?, peoples })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_load_and_cover_every_capital() {
        let data = PlaceData::load(&DataFiles::built_in()).unwrap();
        assert!(data.entries.len() > 1800);
        let irq = data.entries.iter().find(|e| e.kind == PlaceKind::Country && e.name == "Iraq").unwrap();
        assert_eq!(irq.iso3.map(|c| c.to_string()).as_deref(), Some("IRQ"));
        assert!(data.cues.has(CueKind::Border, "border"));
        assert!(data.peoples.iter().any(|(name, iso3)| name == "Iraqi" && iso3.as_str() == "IRQ"));
        let named = |name: &str| data.entries.iter().find(|e| e.name == name || e.aliases.iter().any(|a| a == name));
        assert_eq!(named("Republic of Iraq").map(|e| e.name.as_str()), Some("Iraq"));
        assert_eq!(named("Casa Rosada").map(|e| e.kind), Some(PlaceKind::Site));
    }

    #[test]
    fn cities_lie_near_their_countries() {
        let data = PlaceData::load(&DataFiles::built_in()).unwrap();
        let countries: Vec<_> = data.entries.iter().filter(|e| e.kind == PlaceKind::Country).collect();
        for city in data.entries.iter().filter(|e| e.kind == PlaceKind::City) {
            let country = countries.iter().find(|c| c.iso3 == city.iso3);
            let country = country.unwrap_or_else(|| panic!("{} has a country we do not list", city.name));
            let (dlat, mut dlon) = ((city.lat - country.lat).abs(), (city.lon - country.lon).abs());
            dlon = dlon.min(360.0 - dlon) * country.lat.to_radians().cos();
            let km = dlat.hypot(dlon) * 111.0;
            assert!(km < country.radius_km * 2.6 + 120.0, "{} lies {km:.0} km from {}", city.name, country.name);
        }
    }
}
