//! One token and its annotations.

use crate::{ByteSpan, TokenIdx, Upos};
use smol_str::SmolStr;

/// A token as spaCy would give it. Whitespace beyond one space is a token of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text.
    pub span: ByteSpan,
    /// Whether one space follows that belongs to no token.
    pub space_after: bool,
    /// Dictionary form.
    pub lemma: SmolStr,
    /// Fine-grained tag of the model (Penn Treebank for English; empty for French).
    pub tag: SmolStr,
    /// Universal part of speech.
    pub pos: Upos,
    /// Universal features, `Feat=Val` joined with `|`; empty when none.
    pub morph: SmolStr,
    /// The token this one depends on; itself for a root.
    pub head: TokenIdx,
    /// Dependency label as the model names it (ClearNLP for English, Universal Dependencies for French).
    pub dep: SmolStr,
    /// Whether it opens a sentence.
    pub sent_start: bool,
}
