//! A document while the pipeline runs over it.

use crate::lexeme::Lexeme;
use smol_str::SmolStr;
use std::sync::Arc;

/// A token while the pipeline runs.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    pub(crate) lexeme: Arc<Lexeme>,
    /// Id of the norm: the lexeme's, or that of the special case it came from.
    pub(crate) norm: u64,
    pub(crate) space_after: bool,
    pub(crate) tag: SmolStr,
    pub(crate) pos: SmolStr,
    pub(crate) morph: SmolStr,
    pub(crate) lemma: Option<SmolStr>,
    pub(crate) head: usize,
    pub(crate) dep: SmolStr,
    /// 1 opens a sentence, -1 does not, 0 unknown.
    pub(crate) sent_start: i8,
    /// Entity label, and whether it opens the entity.
    pub(crate) entity: Option<(SmolStr, bool)>,
    pub(crate) left: usize,
    pub(crate) right: usize,
}

impl Work {
    pub(crate) fn new(lexeme: Arc<Lexeme>, norm: Option<u64>) -> Self {
        Self {
            norm: norm.unwrap_or(lexeme.norm),
            lexeme,
            space_after: false,
            tag: SmolStr::default(),
            pos: SmolStr::default(),
            morph: SmolStr::default(),
            lemma: None,
            head: 0,
            dep: SmolStr::default(),
            sent_start: 0,
            entity: None,
            left: 0,
            right: 0,
        }
    }
}
