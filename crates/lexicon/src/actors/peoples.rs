//! Peoples that live in more states than one, or have none: "Kurdish", "Tuareg", "Rohingya".
//!
//! In: `lexicon/peoples.tsv`. Out: their names and the states in question; the text decides which.

use crate::{DataError, DataFiles, tsv};
use masudi_doc::{Iso3, SmolStr};

/// One row of `lexicon/peoples.tsv`.
#[derive(Clone, Debug)]
pub struct People {
    /// Short English name.
    pub name: SmolStr,
    /// Adjectives, all languages.
    pub adjectives: Vec<SmolStr>,
    /// Nouns for its members, all languages.
    pub demonyms: Vec<SmolStr>,
    /// States where it lives, the likeliest first; one alone when that is clear.
    pub countries: Vec<Iso3>,
}

/// Reads the table; none when it is missing. Errors: header, or a code that is none.
pub fn read(files: &DataFiles) -> Result<Vec<People>, DataError> {
    const FILE: &str = "lexicon/peoples.tsv";
    if !files.list("lexicon", ".tsv").iter().any(|f| f == FILE) {
        return Ok(Vec::new());
    }
    let text = files.read(FILE)?;
    let items = |field: &str| tsv::list(field).map(SmolStr::new).collect::<Vec<_>>();
    let mut out = Vec::new();
    for row in tsv::rows(FILE, &text, &["name", "adjectives", "demonyms", "countries", "note"])? {
        let f = &row.fields;
        let countries = tsv::list(f[3])
            .map(|c| Iso3::new(c).ok_or_else(|| DataError::line(FILE, row.line, "ISO 3166-1 alpha-3 codes", c)))
            .collect::<Result<Vec<_>, _>>()?;
        out.push(People { name: f[0].into(), adjectives: items(f[1]), demonyms: items(f[2]), countries });
    }
    Ok(out)
}
