//! Event types and quad classes.

use super::Ontology;
use super::table::{At, each};
use crate::{DataError, DataFiles};
use smol_str::SmolStr;

/// Words or deeds, for or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Quad {
    /// Words for.
    VerbalCooperation,
    /// Deeds for.
    MaterialCooperation,
    /// Words against.
    VerbalConflict,
    /// Deeds against.
    MaterialConflict,
}

impl Quad {
    /// All four, in the order of their numbers 1 to 4.
    pub const ALL: [Quad; 4] =
        [Quad::VerbalCooperation, Quad::MaterialCooperation, Quad::VerbalConflict, Quad::MaterialConflict];

    /// As it is written in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Quad::VerbalCooperation => "verbal-cooperation",
            Quad::MaterialCooperation => "material-cooperation",
            Quad::VerbalConflict => "verbal-conflict",
            Quad::MaterialConflict => "material-conflict",
        }
    }

    /// 1 to 4, as event data sets number it.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}

/// An event type.
#[derive(Clone, Debug, PartialEq)]
pub struct EventType {
    /// Name, such as `CONSULT`.
    pub name: SmolStr,
    /// Its quad class.
    pub quad: Quad,
    /// Intensity, -10 to 10.
    pub score: f32,
    /// Whether an event without a recipient is none.
    pub needs_recipient: bool,
    /// The CAMEO code that stands for it.
    pub cameo: Option<SmolStr>,
    /// What it is, in a sentence.
    pub definition: String,
    /// Where it is defined.
    pub at: At,
}

pub(super) fn read(files: &DataFiles, out: &mut Ontology) -> Result<(), DataError> {
    each(files, "types.tsv", &["type", "quad", "score", "needs_recipient", "cameo", "definition"], |at, f| {
        let name = at.name("a type", f[0])?;
        if let Some(other) = out.event_type(&name) {
            let expected = format!(
                "a type that no other row defines (see {}:{}; to change it, lay a file of that path over it)",
                other.at.file, other.at.line
            );
            return Err(at.error(expected, f[0]));
        }
        let Some(quad) = Quad::ALL.into_iter().find(|quad| quad.as_str() == f[1]) else {
            return Err(at.error(Quad::ALL.map(Quad::as_str).join(", "), f[1]));
        };
        let Some(score) = at.score(f[2])? else { return Err(at.error("a number from -10 to 10", "")) };
        at.require(matches!(f[3], "yes" | ""), "yes or nothing in needs_recipient", Some(f[3]))?;
        out.types.push(EventType {
            name,
            quad,
            score,
            needs_recipient: f[3] == "yes",
            cameo: (!f[4].is_empty()).then(|| f[4].into()),
            definition: f[5].to_owned(),
            at,
        });
        Ok(())
    })?;
    match out.types.is_empty() {
        true => Err(DataError::Missing("ontology/*/types.tsv".to_owned())),
        false => Ok(()),
    }
}
