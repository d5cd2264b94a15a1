//! Codes of countries in the systems that data sets use, side by side.
//!
//! In: `lexicon/country_codes.tsv` and the ISO columns of `lexicon/countries.tsv`. Out: [`CountryCodes`] by ISO 3166-1
//! alpha-3. It says nothing of names of a country in texts; `actors` does.

use crate::{DataError, DataFiles, tsv};
use std::collections::{BTreeMap, BTreeSet};

/// One country in all systems; `None` where a system has no code for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountryCode {
    /// Short English name.
    pub name: String,
    /// ISO 3166-1 numeric, three digits as text: leading zeros count.
    pub numeric: Option<String>,
    /// Correlates of War.
    pub cow: Option<u16>,
    /// Gleditsch and Ward.
    pub gwno: Option<u16>,
    /// FIPS 10-4, two letters.
    pub fips: Option<String>,
}

/// All countries, by ISO 3166-1 alpha-3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountryCodes {
    by_iso3: BTreeMap<String, CountryCode>,
}

impl CountryCodes {
    /// Reads and checks the tables.
    ///
    /// Errors: [`DataError`] for a missing file, another header, a country that `countries.tsv` has not, a code that is
    /// none of its system, and a code that two countries have.
    ///
    /// ```
    /// use masudi_lexicon::{DataFiles, country_codes::CountryCodes};
    /// let codes = CountryCodes::load(&DataFiles::built_in()).unwrap();
    /// let sudan = codes.get("SDN").unwrap();
    /// assert_eq!((sudan.cow, sudan.numeric.as_deref(), sudan.fips.as_deref()), (Some(625), Some("729"), Some("SU")));
    /// ```
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        const FILE: &str = "lexicon/country_codes.tsv";
        let mut by_iso3 = countries(files)?;
        let text = files.read(FILE)?;
        let mut taken: BTreeSet<(&str, &str)> = BTreeSet::new();
        let mut rows: BTreeSet<&str> = BTreeSet::new();
        for row in tsv::rows(FILE, &text, &["iso3", "cow", "gwno", "fips", "note"])? {
            let f = &row.fields;
            let refuse = |expected: &str, found: &str| DataError::line(FILE, row.line, expected, found);
            let country = by_iso3.get_mut(f[0]).ok_or_else(|| refuse("a country of countries.tsv", f[0]))?;
            if !rows.insert(f[0]) {
                return Err(refuse("one row a country", f[0]));
            }
            for (system, code) in [("cow", f[1]), ("gwno", f[2]), ("fips", f[3])] {
                if !code.is_empty() && !taken.insert((system, code)) {
                    return Err(refuse(&format!("a {system} code that no other country has"), code));
                }
            }
            let number = |code: &str| match code {
                "" => Ok(None),
                code => match code.parse() {
                    Ok(number @ 2..=999) => Ok(Some(number)),
                    _ => Err(refuse("a number from 2 to 999", code)),
                },
            };
            country.cow = number(f[1])?;
            country.gwno = number(f[2])?;
            let letters = f[3].len() == 2 && f[3].bytes().all(|b| b.is_ascii_uppercase());
            if !(f[3].is_empty() || letters) {
                return Err(refuse("two capital letters of FIPS 10-4", f[3]));
            }
            country.fips = letters.then(|| f[3].to_owned());
        }
        Ok(Self { by_iso3 })
    }

    /// The codes of a country.
    pub fn get(&self, iso3: &str) -> Option<&CountryCode> {
        self.by_iso3.get(iso3)
    }

    /// Number of countries.
    pub fn len(&self) -> usize {
        self.by_iso3.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_iso3.is_empty()
    }
}

/// Name and numeric code of the countries of the actor lexicon.
fn countries(files: &DataFiles) -> Result<BTreeMap<String, CountryCode>, DataError> {
    let read = crate::actors::countries::read(files)?;
    let code = |country: &crate::actors::Country| CountryCode {
        name: country.name.to_string(),
        numeric: country.numeric.as_ref().map(ToString::to_string),
        ..CountryCode::default()
    };
    Ok(read.iter().map(|country| (country.iso3.to_string(), code(country))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_with_an_iso_number_has_what_the_other_systems_have() {
        let codes = CountryCodes::load(&DataFiles::built_in()).unwrap();
        // Both systems of states number their members; FIPS 10-4 has these and territories.
        let with = |has: fn(&CountryCode) -> bool| codes.by_iso3.values().filter(|c| has(c)).count();
        assert_eq!(
            (with(|c| c.cow.is_some()), with(|c| c.gwno.is_some()), with(|c| c.fips.is_some())),
            (195, 197, 246)
        );
        for (iso3, code) in &codes.by_iso3 {
            assert!(code.cow.is_none() || code.numeric.is_some() || iso3.starts_with('X'), "{iso3}");
            assert!(code.gwno.is_none() || code.fips.is_some() || iso3.starts_with('X'), "{iso3}");
        }
        let yemen = codes.get("YEM").unwrap();
        assert_eq!((yemen.cow, yemen.gwno), (Some(679), Some(678)));
    }

    #[test]
    fn two_countries_with_one_code_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("lexicon")).unwrap();
        let write = |text: &str| std::fs::write(folder.path().join("lexicon/country_codes.tsv"), text).unwrap();
        let files = DataFiles::with_overlay(folder.path());
        let error = || CountryCodes::load(&files).unwrap_err().to_string();
        write("iso3\tcow\tgwno\tfips\tnote\nIRQ\t645\t645\tIZ\nIRN\t645\t630\tIR\n");
        assert!(error().contains("country_codes.tsv:3") && error().contains("no other country"), "{}", error());
        write("iso3\tcow\tgwno\tfips\tnote\nIRQ\t645\t645\tirq\n");
        assert!(error().contains("two capital letters"), "{}", error());
    }
}
