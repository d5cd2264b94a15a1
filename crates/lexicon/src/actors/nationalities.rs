//! Adjectives of nationality of languages other than English, added to the states.
//!
//! In: `lang/LANG/actor/nationalities.tsv`, masculine and feminine singular. Out: the same states with their
//! adjectives, plurals formed.

use super::Country;
use crate::{DataError, DataFiles, tsv};
use masudi_doc::{Lang, SmolStr};

/// Adds the adjectives of a language. Errors: header, or a state that the table of states does not have.
pub fn read_into(files: &DataFiles, language: Lang, countries: &mut [Country]) -> Result<(), DataError> {
    let file = format!("lang/{language}/actor/nationalities.tsv");
    if !files.list(&format!("lang/{language}/actor"), ".tsv").contains(&file) {
        return Ok(());
    }
    let text = files.read(&file)?;
    for row in tsv::rows(&file, &text, &["iso3", "adjectives", "note"])? {
        let country = countries
            .iter_mut()
            .find(|c| c.iso3.as_str() == row.fields[0])
            .ok_or_else(|| DataError::line(&file, row.line, "a code of lexicon/countries.tsv", row.fields[0]))?;
        for adjective in tsv::list(row.fields[1]) {
            country.adjectives.push(adjective.into());
            if !adjective.ends_with(['s', 'x']) {
                country.adjectives.push(SmolStr::from(format!("{adjective}s")));
            }
        }
    }
    Ok(())
}
