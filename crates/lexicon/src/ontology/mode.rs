//! Modes of event types.

use super::Ontology;
use super::table::{At, each};
use crate::{DataError, DataFiles};
use smol_str::SmolStr;

/// A mode of a type: how it was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Mode {
    /// The type.
    pub event_type: SmolStr,
    /// Name, such as `drone`; unique within the type.
    pub name: SmolStr,
    /// Intensity, -10 to 10; `None` where the type's stands.
    pub score: Option<f32>,
    /// The CAMEO code that stands for type and mode.
    pub cameo: Option<SmolStr>,
    /// Contexts that it by itself brings.
    pub contexts: Vec<SmolStr>,
    /// What it is, in a sentence.
    pub definition: String,
    /// Where it is defined.
    pub at: At,
}

pub(super) fn read(files: &DataFiles, out: &mut Ontology) -> Result<(), DataError> {
    each(files, "modes.tsv", &["type", "mode", "score", "cameo", "contexts", "definition"], |at, f| {
        at.require(out.event_type(f[0]).is_some(), "a type of types.tsv", Some(f[0]))?;
        at.require(out.mode(f[0], f[1]).is_none(), "a mode that its type does not have yet", Some(f[1]))?;
        out.modes.push(Mode {
            event_type: f[0].into(),
            name: at.name("a mode", f[1])?,
            score: at.score(f[2])?,
            cameo: (!f[3].is_empty()).then(|| f[3].into()),
            contexts: out.context_list(&at, f[4])?,
            definition: f[5].to_owned(),
            at,
        });
        Ok(())
    })
}
