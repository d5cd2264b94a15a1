//! States and disputed territories: names, adjectives, demonyms, capitals, seats of government.

use crate::{DataError, DataFiles, tsv};
use masudi_doc::{Iso3, SmolStr};

/// One row of `lexicon/countries.tsv`.
#[derive(Clone, Debug)]
pub struct Country {
    /// ISO 3166-1 alpha-3, or an own code that begins with X.
    pub iso3: Iso3,
    /// ISO 3166-1 numeric, three digits.
    pub numeric: Option<SmolStr>,
    /// Short English name.
    pub name: SmolStr,
    /// Other names.
    pub names: Vec<SmolStr>,
    /// Adjectives of nationality.
    pub adjectives: Vec<SmolStr>,
    /// Nouns for its people, singular and plural.
    pub demonyms: Vec<SmolStr>,
    /// Capital, as a metonym of the government.
    pub capitals: Vec<SmolStr>,
    /// Seats of government with their sectors.
    pub seats: Vec<(SmolStr, SmolStr)>,
}

/// Reads the table. Errors: a missing file, another header, a code or sector that is none.
pub fn read(files: &DataFiles) -> Result<Vec<Country>, DataError> {
    const FILE: &str = "lexicon/countries.tsv";
    const COLUMNS: [&str; 10] =
        ["iso3", "iso2", "numeric", "name", "names", "adjectives", "demonyms", "capital", "seats", "note"];
    let text = files.read(FILE)?;
    let items = |field: &str| tsv::list(field).map(SmolStr::new).collect::<Vec<_>>();
    let mut out = Vec::new();
    for row in tsv::rows(FILE, &text, &COLUMNS)? {
        let f = &row.fields;
        let iso3 = Iso3::new(f[0])
            .ok_or_else(|| DataError::line(FILE, row.line, "three capital letters of ISO 3166-1", f[0]))?;
        let mut seats = Vec::new();
        for seat in tsv::list(f[8]) {
            let (name, sector) = match seat.strip_suffix(']').and_then(|s| s.split_once('[')) {
                Some((name, sector)) => (name, sector),
                None => (seat, "GOV"),
            };
            if !super::entries::SECTORS.contains(&sector) {
                return Err(DataError::line(FILE, row.line, "a PLOVER sector in brackets", seat));
            }
            seats.push((name.into(), sector.into()));
        }
        out.push(Country {
            iso3,
            numeric: (!f[2].is_empty()).then(|| f[2].into()),
            name: f[3].into(),
            names: items(f[4]),
            adjectives: items(f[5]),
            demonyms: items(f[6]),
            capitals: items(f[7]),
            seats,
        });
    }
    Ok(out)
}
