//! Words that tie one event to another of the same document.
//!
//! In: `data/coding/LANG/links.toml`. Out: [`LinkCue`]s, in the order of the file.

use crate::words::WordSet;
use serde::Deserialize;
use smol_str::SmolStr;

/// The words of one kind of link.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkCue {
    /// Kind of link, as the record names it.
    pub kind: SmolStr,
    /// Nouns between two prepositions: "in response to".
    #[serde(default)]
    pub nouns: WordSet,
    /// Verbs whose object or for-phrase is the other event: "retaliated for".
    #[serde(default)]
    pub verbs: WordSet,
    /// Prepositions before the other event: "following".
    #[serde(default)]
    pub prepositions: WordSet,
    /// Conjunctions before the clause of the other event: "when".
    #[serde(default)]
    pub marks: WordSet,
}

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkFile {
    pub(super) link: Vec<LinkCue>,
}
