//! Words by which mentions of events are steps of a negotiation, ceasefire, withdrawal or agreement.
//!
//! In: `data/coding/LANG/processes.toml`. Out: [`ProcessWords`].

use super::parse;
use crate::words::WordSet;
use crate::{DataError, DataFiles};
use masudi_doc::Lang;
use serde::Deserialize;
use smol_str::SmolStr;

/// Nouns of what a process is, in lower case as they stand in a sentence.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcessNouns {
    /// Talks.
    pub talks: Vec<SmolStr>,
    /// A truce.
    pub ceasefire: Vec<SmolStr>,
    /// A treaty or deal.
    pub agreement: Vec<SmolStr>,
    /// Forces leave.
    pub withdrawal: Vec<SmolStr>,
}

/// Trigger lemmas of steps.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepWords {
    /// Somebody offers it.
    pub proposed: WordSet,
    /// The parties agree.
    pub agreed: WordSet,
    /// The parties make known together what they agreed.
    pub announced: WordSet,
    /// It is signed.
    pub signed: WordSet,
    /// It is confirmed.
    pub ratified: WordSet,
    /// It is carried out.
    pub implemented: WordSet,
    /// It is broken.
    pub violated: WordSet,
    /// It has failed.
    pub collapsed: WordSet,
}

/// All of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcessWords {
    /// Words that say that talks are only now to begin.
    pub begin: WordSet,
    /// Words that say a round is the first.
    pub first: Vec<SmolStr>,
    /// Words before a trigger that say it has not come to it.
    pub not_yet: Vec<SmolStr>,
    /// Words between an agreement and what it is about.
    pub about: WordSet,
    /// Bodies that are set up for talks or for what they agree on.
    pub bodies: Vec<SmolStr>,
    /// Words that say that such a body is set up.
    pub set_up: Vec<SmolStr>,
    /// Words that say that only a part is meant.
    pub part: Vec<SmolStr>,
    /// Words that do not tell one subject from another.
    pub common: WordSet,
    /// Titles of those at the head.
    pub heads: Vec<SmolStr>,
    /// Titles that hold such a word and are not at the head.
    pub not_heads: Vec<SmolStr>,
    /// Nouns.
    pub nouns: ProcessNouns,
    /// Steps.
    pub steps: StepWords,
}

pub(super) fn path(language: Lang) -> String {
    format!("coding/{language}/processes.toml")
}

impl ProcessWords {
    /// The words of all languages together: a record holds reports of several.
    ///
    /// Errors: [`DataError`] with file and line.
    pub fn of_all(files: &DataFiles) -> Result<Self, DataError> {
        let mut out = Self::default();
        for language in super::Frames::languages(files) {
            out.join(Self::load(files, language)?);
        }
        Ok(out)
    }

    fn join(&mut self, other: Self) {
        self.begin.extend(other.begin);
        self.first.extend(other.first);
        self.not_yet.extend(other.not_yet);
        self.about.extend(other.about);
        self.bodies.extend(other.bodies);
        self.set_up.extend(other.set_up);
        self.part.extend(other.part);
        self.common.extend(other.common);
        self.heads.extend(other.heads);
        self.not_heads.extend(other.not_heads);
        self.nouns.talks.extend(other.nouns.talks);
        self.nouns.ceasefire.extend(other.nouns.ceasefire);
        self.nouns.agreement.extend(other.nouns.agreement);
        self.nouns.withdrawal.extend(other.nouns.withdrawal);
        let pairs = [
            (&mut self.steps.proposed, other.steps.proposed),
            (&mut self.steps.agreed, other.steps.agreed),
            (&mut self.steps.announced, other.steps.announced),
            (&mut self.steps.signed, other.steps.signed),
            (&mut self.steps.ratified, other.steps.ratified),
            (&mut self.steps.implemented, other.steps.implemented),
            (&mut self.steps.violated, other.steps.violated),
            (&mut self.steps.collapsed, other.steps.collapsed),
        ];
        for (own, more) in pairs {
            own.extend(more);
        }
    }

    /// Reads the words of one language. Errors: [`DataError`] with file and line.
    pub fn load(files: &DataFiles, language: Lang) -> Result<Self, DataError> {
        let path = path(language);
        parse(&path, &files.read(&path)?)
    }
}
