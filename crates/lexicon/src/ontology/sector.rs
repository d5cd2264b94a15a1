//! Sectors of actors.

use super::Ontology;
use super::table::each;
use crate::{DataError, DataFiles};
use smol_str::SmolStr;

/// What kind of sector it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SectorKind {
    /// Bears power or arms.
    State,
    /// Neither.
    Society,
    /// Stands where a country would.
    International,
    /// An older code; [`Sector::reads_as`] says which one it is now.
    Older,
}

/// A sector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sector {
    /// Three letters.
    pub code: SmolStr,
    /// What kind it is.
    pub kind: SectorKind,
    /// For older codes, the one it is now.
    pub reads_as: Option<SmolStr>,
    /// Contexts that an actor of it by itself brings.
    pub contexts: Vec<SmolStr>,
    /// What it is, in a sentence.
    pub definition: String,
}

pub(super) fn read(files: &DataFiles, out: &mut Ontology) -> Result<(), DataError> {
    each(files, "sectors.tsv", &["sector", "kind", "reads_as", "contexts", "definition"], |at, f| {
        at.require(out.sector(f[0]).is_none(), "a sector that no other row defines", Some(f[0]))?;
        let kind = match f[1] {
            "state" => SectorKind::State,
            "society" => SectorKind::Society,
            "international" => SectorKind::International,
            "older" => SectorKind::Older,
            other => return Err(at.error("state, society, international or older", other)),
        };
        at.require(
            (kind == SectorKind::Older) == out.sector(f[2]).is_some(),
            "a sector defined above in reads_as, for the kind older only",
            Some(f[2]),
        )?;
        out.sectors.push(Sector {
            code: at.name("a sector", f[0])?,
            kind,
            reads_as: (!f[2].is_empty()).then(|| f[2].into()),
            contexts: out.context_list(&at, f[3])?,
            definition: f[4].to_owned(),
        });
        Ok(())
    })
}
