//! The ontology: event types, modes, contexts, sectors, quad classes, intensity scores, CAMEO codes.
//!
//! In: every `types.tsv`, `modes.tsv`, `contexts.tsv`, `sectors.tsv` and `cameo.tsv` below `data/ontology/`. Out: an
//! [`Ontology`] to look things up in. A user's folder extends it with files of its own below `ontology/` and replaces
//! a built-in file with one of the same path.
//!
//! What this module does not do: it finds no context in a text; it holds the words for that ([`ContextCues`]).

mod cameo;
mod cues;
mod frame_check;
mod mode;
mod sector;
mod table;
mod types;

pub use cameo::CameoCode;
pub use cues::{ContextCue, ContextCues, Scope};
pub use frame_check::check_coding;
pub use mode::Mode;
pub use sector::{Sector, SectorKind};
pub use types::{EventType, Quad};

use crate::{DataError, DataFiles};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A context that events can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Name, such as `human_rights`.
    pub name: SmolStr,
    /// What it is, in a sentence.
    pub definition: String,
}

/// The whole ontology, checked: every name that a table uses is defined in another.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    /// In the order of the files.
    pub types: Vec<EventType>,
    /// In the order of the files.
    pub modes: Vec<Mode>,
    /// In the order of the files.
    pub contexts: Vec<Context>,
    /// In the order of the files.
    pub sectors: Vec<Sector>,
    /// By code.
    pub cameo: BTreeMap<SmolStr, CameoCode>,
}

impl Ontology {
    /// Reads and checks the tables.
    ///
    /// Errors: [`DataError`] with file and line.
    ///
    /// ```
    /// use masudi_lexicon::{DataFiles, ontology::{Ontology, Quad}};
    /// let ontology = Ontology::load(&DataFiles::built_in()).unwrap();
    /// assert_eq!(ontology.quad("ASSAULT"), Some(Quad::MaterialConflict));
    /// assert_eq!(ontology.score("ASSAULT", Some("drone")), Some(-9.5));
    /// assert_eq!(ontology.cameo_of("CONSULT", Some("visit"), &[]), Some("042"));
    /// assert_eq!(ontology.plover_of("1831"), Some(("ASSAULT", Some("suicide-attack"))));
    /// ```
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        let mut out = Self::default();
        types::read(files, &mut out)?;
        table::each(files, "contexts.tsv", &["context", "definition"], |at, fields| {
            if out.context(fields[0]).is_some() {
                return Err(at.error("a context that no other row defines", fields[0]));
            }
            out.contexts.push(Context { name: at.name("a context", fields[0])?, definition: fields[1].to_owned() });
            Ok(())
        })?;
        mode::read(files, &mut out)?;
        sector::read(files, &mut out)?;
        cameo::read(files, &mut out)?;
        for event_type in &out.types {
            let known = event_type.cameo.as_ref().is_none_or(|code| out.cameo.contains_key(code));
            event_type.at.require(known, "a code of cameo.tsv", event_type.cameo.as_deref())?;
        }
        for mode in &out.modes {
            let known = mode.cameo.as_ref().is_none_or(|code| out.cameo.contains_key(code));
            mode.at.require(known, "a code of cameo.tsv", mode.cameo.as_deref())?;
        }
        Ok(out)
    }

    /// The type of a name.
    pub fn event_type(&self, name: &str) -> Option<&EventType> {
        self.types.iter().find(|t| t.name == name)
    }

    /// The mode of a type.
    pub fn mode(&self, event_type: &str, mode: &str) -> Option<&Mode> {
        self.modes.iter().find(|m| m.event_type == event_type && m.name == mode)
    }

    /// The modes of a type; none for a type without.
    pub fn modes_of<'a>(&'a self, event_type: &'a str) -> impl Iterator<Item = &'a Mode> {
        self.modes.iter().filter(move |m| m.event_type == event_type)
    }

    /// The context of a name.
    pub fn context(&self, name: &str) -> Option<&Context> {
        self.contexts.iter().find(|c| c.name == name)
    }

    /// The sector of a code.
    pub fn sector(&self, code: &str) -> Option<&Sector> {
        self.sectors.iter().find(|s| s.code == code)
    }

    /// The quad class of a type; `None` for a type that is not defined.
    pub fn quad(&self, event_type: &str) -> Option<Quad> {
        self.event_type(event_type).map(|t| t.quad)
    }

    /// The intensity of a type and mode, -10 (conflict) to 10 (cooperation): the mode's, else the type's.
    pub fn score(&self, event_type: &str, mode: Option<&str>) -> Option<f32> {
        let of_mode = mode.and_then(|mode| self.mode(event_type, mode)?.score);
        of_mode.or_else(|| self.event_type(event_type).map(|t| t.score))
    }

    /// The CAMEO code that stands for a type and mode: the mode's, else the type's. Where contexts single one finer code
    /// out among those that `cameo.tsv` marks `refines`, that one.
    ///
    /// ```
    /// use masudi_lexicon::{DataFiles, ontology::Ontology};
    /// let ontology = Ontology::load(&DataFiles::built_in()).unwrap();
    /// assert_eq!(ontology.cameo_of("AID", None, &["military"]), Some("072"));
    /// assert_eq!(ontology.cameo_of("AID", None, &["military", "economic"]), Some("070"));
    /// ```
    pub fn cameo_of(&self, event_type: &str, mode: Option<&str>, contexts: &[&str]) -> Option<&str> {
        let of_mode = mode.and_then(|mode| self.mode(event_type, mode)?.cameo.as_deref());
        let usual = of_mode.or_else(|| self.event_type(event_type)?.cameo.as_deref())?;
        let mut finer = self.cameo.values().filter(|code| {
            code.refines
                && code.event_type.as_deref() == Some(event_type)
                && code.mode.as_deref() == mode
                && code.contexts.iter().all(|c| contexts.contains(&c.as_str()))
        });
        match (finer.next(), finer.next()) {
            (Some(one), None) => Some(&one.code),
            _ => Some(usual),
        }
    }

    /// The type and mode of a CAMEO code; `None` where PLOVER has no type for it (01, public statements) or no code is
    /// so written. A code with more digits than the table has counts as the one it refines.
    pub fn plover_of(&self, code: &str) -> Option<(&str, Option<&str>)> {
        let row = self.cameo_code(code)?;
        Some((row.event_type.as_deref()?, row.mode.as_deref()))
    }

    /// The CAMEO code of the table, or the one that it refines ("1951" is read as "195").
    pub fn cameo_code(&self, code: &str) -> Option<&CameoCode> {
        (2..=code.len()).rev().find_map(|n| self.cameo.get(code.get(..n)?))
    }

    /// The contexts that a mode by itself brings.
    pub fn contexts_of_mode(&self, event_type: &str, mode: Option<&str>) -> &[SmolStr] {
        mode.and_then(|mode| self.mode(event_type, mode)).map_or(&[], |m| &m.contexts)
    }

    /// The contexts that an actor of a sector by itself brings.
    pub fn contexts_of_sector(&self, code: &str) -> &[SmolStr] {
        self.sector(code).map_or(&[], |s| &s.contexts)
    }

    /// Reads a list of contexts joined with `;`. Errors: one that no table defines.
    fn context_list(&self, at: &table::At, field: &str) -> Result<Vec<SmolStr>, DataError> {
        crate::tsv::list(field)
            .map(|name| match self.context(name) {
                Some(context) => Ok(context.name.clone()),
                None => Err(at.error("a context of contexts.tsv", name)),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
