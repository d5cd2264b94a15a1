//! Mode cues: words in or beside a trigger that fix the mode of an event.
//!
//! In: `data/coding/LANG/modes.toml`. Out: [`ModeCues`], in the order of the file: the first cue that is found wins.

use super::parse;
use crate::words::{WordMap, WordSet};
use crate::{DataError, DataFiles};
use serde::Deserialize;
use smol_str::SmolStr;

/// Where the words of a cue are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CuePlace {
    /// The trigger's own words and what modifies them ("drone strike").
    Trigger,
    /// What it was done with or by ("with mortars", "by a car bomb", "warplanes struck").
    Instrument,
    /// What it was done to ("deployed tanks").
    Patient,
    /// The actor.
    Actor,
    /// The recipient.
    Recipient,
    /// What is asked, refused or announced to be done: the verb of the clause with its objects ("to let ambulances pass"),
    /// or what follows "for".
    Clause,
    /// Anywhere in the sentence.
    Sentence,
}

/// One cue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeCue {
    /// Event type that it is for.
    #[serde(rename = "type")]
    pub event_type: SmolStr,
    /// The mode it gives.
    pub mode: SmolStr,
    /// Words or pairs of words, in lower case, as lemma or as they stand. None: whatever stands there will do.
    pub words: WordSet,
    /// Where they are looked for.
    #[serde(rename = "where")]
    pub places: Vec<CuePlace>,
}

/// All mode cues of one language, by event type.
#[derive(Clone, Debug, Default)]
pub struct ModeCues(WordMap<SmolStr, Vec<ModeCue>>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModeFile {
    cue: Vec<ModeCue>,
}

impl ModeCues {
    /// Reads the cues of one language.
    pub(super) fn load(files: &DataFiles, path: &str) -> Result<Self, DataError> {
        let file: ModeFile = parse(path, &files.read(path)?)?;
        let mut out: WordMap<SmolStr, Vec<ModeCue>> = WordMap::default();
        for cue in file.cue {
            out.entry(cue.event_type.clone()).or_default().push(cue);
        }
        Ok(Self(out))
    }

    /// The cues of a type, in the order in which they are to be tried.
    pub fn of_type(&self, event_type: &str) -> &[ModeCue] {
        self.0.get(event_type).map_or(&[], Vec::as_slice)
    }

    /// All cues.
    pub fn iter(&self) -> impl Iterator<Item = &ModeCue> {
        self.0.values().flatten()
    }
}
