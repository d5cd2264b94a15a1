//! A batch of documents while the pipeline runs over it.

use crate::lexeme::Lexeme;
use masudi_doc::{Entity, Upos};
use smol_str::SmolStr;
use std::ops::Range;
use std::sync::Arc;

/// A token while the pipeline runs.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    pub(crate) lexeme: Arc<Lexeme>,
    /// Id of the norm: the lexeme's, or that of the special case it came from.
    pub(crate) norm: u64,
    pub(crate) tag: SmolStr,
    pub(crate) morph: SmolStr,
    pub(crate) lemma: Option<SmolStr>,
    pub(crate) dep: SmolStr,
    /// Counted in the document, as are the two below.
    pub(crate) head: u32,
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) pos: Upos,
    pub(crate) space_after: bool,
    /// 1 opens a sentence, -1 does not, 0 unknown.
    pub(crate) sent_start: i8,
}

/// Documents that go through the components together.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    pub(crate) tokens: Vec<Work>,
    /// The tokens of each document, in order and without gaps; none for an empty text.
    pub(crate) documents: Vec<Range<usize>>,
    /// Entities of each document, their tokens counted in the document.
    pub(crate) entities: Vec<Vec<Entity>>,
}

impl Work {
    pub(crate) fn new(lexeme: Arc<Lexeme>, norm: Option<u64>) -> Self {
        Self {
            norm: norm.unwrap_or(lexeme.norm),
            lexeme,
            tag: SmolStr::default(),
            morph: SmolStr::default(),
            lemma: None,
            dep: SmolStr::default(),
            head: 0,
            left: 0,
            right: 0,
            pos: Upos::Unset,
            space_after: false,
            sent_start: 0,
        }
    }
}
