//! CAMEO codes with Goldstein values and what they are in this ontology.

use super::Ontology;
use super::table::each;
use crate::{DataError, DataFiles};
use smol_str::SmolStr;

/// A CAMEO code.
#[derive(Clone, Debug, PartialEq)]
pub struct CameoCode {
    /// Two to four digits, as text: leading zeros count.
    pub code: SmolStr,
    /// CAMEO's name of it.
    pub name: String,
    /// Goldstein value, -10 to 10; `None` where none is published.
    pub goldstein: Option<f32>,
    /// Event type; `None` where the ontology has none.
    pub event_type: Option<SmolStr>,
    /// Mode of the type.
    pub mode: Option<SmolStr>,
    /// Contexts.
    pub contexts: Vec<SmolStr>,
    /// Whether contexts may pick this code for a type and mode.
    pub refines: bool,
    /// Why it differs from the published crosswalk.
    pub note: String,
}

impl CameoCode {
    /// The first two digits.
    pub fn root(&self) -> &str {
        self.code.get(..2).unwrap_or(&self.code)
    }
}

pub(super) fn read(files: &DataFiles, out: &mut Ontology) -> Result<(), DataError> {
    let columns = ["code", "name", "goldstein", "type", "mode", "contexts", "refines", "note"];
    each(files, "cameo.tsv", &columns, |at, f| {
        let digits = (2..=4).contains(&f[0].len()) && f[0].bytes().all(|b| b.is_ascii_digit());
        at.require(digits, "two to four digits", Some(f[0]))?;
        at.require(!out.cameo.contains_key(f[0]), "a code that no other row defines", Some(f[0]))?;
        at.require(f[3].is_empty() || out.event_type(f[3]).is_some(), "a type of types.tsv", Some(f[3]))?;
        at.require(f[4].is_empty() || out.mode(f[3], f[4]).is_some(), "a mode of the type in modes.tsv", Some(f[4]))?;
        at.require(matches!(f[6], "yes" | ""), "yes or nothing in refines", Some(f[6]))?;
        let contexts = out.context_list(&at, f[5])?;
        at.require(f[6].is_empty() || !contexts.is_empty(), "contexts by which it refines", Some(f[5]))?;
        out.cameo.insert(
            f[0].into(),
            CameoCode {
                code: f[0].into(),
                name: f[1].to_owned(),
                goldstein: at.score(f[2])?,
                event_type: (!f[3].is_empty()).then(|| f[3].into()),
                mode: (!f[4].is_empty()).then(|| f[4].into()),
                contexts,
                refines: f[6] == "yes",
                note: f[7].to_owned(),
            },
        );
        Ok(())
    })
}
