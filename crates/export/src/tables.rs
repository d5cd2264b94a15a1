//! The tables that layouts look codes up in.

use masudi_lexicon::country_codes::{CountryCode, CountryCodes};
use masudi_lexicon::ontology::{Ontology, Quad, SectorKind};
use masudi_lexicon::{DataError, DataFiles};

/// Codes of countries, and of events.
pub struct Tables {
    countries: CountryCodes,
    ontology: Ontology,
}

impl Tables {
    /// Reads them. Errors: of the data files.
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        Ok(Self { countries: CountryCodes::load(files)?, ontology: Ontology::load(files)? })
    }

    /// A country in all systems.
    pub fn country(&self, iso3: &str) -> Option<&CountryCode> {
        self.countries.get(iso3)
    }

    /// Name of a CAMEO code.
    pub fn cameo_name(&self, code: &str) -> Option<&str> {
        self.ontology.cameo.get(code).map(|code| code.name.as_str())
    }

    /// Goldstein value of a CAMEO code, -10 to 10.
    pub fn goldstein(&self, code: &str) -> Option<f32> {
        self.ontology.cameo.get(code)?.goldstein
    }

    /// Number of a quad class, 1 to 4.
    pub fn quad_number(&self, quad: &str) -> Option<u8> {
        Quad::ALL.into_iter().find(|q| q.as_str() == quad).map(Quad::number)
    }

    /// Whether a sector stands where a country would: organisations of states, the United Nations and the like.
    pub fn is_international(&self, sector: &str) -> bool {
        self.ontology.sectors.iter().any(|s| s.code == sector && s.kind == SectorKind::International)
    }
}
