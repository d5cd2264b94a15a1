//! A document as the matcher sees it: pieces with word numbers, each with the token it stands in.

use crate::compiled::{Compiled, WordId};
use masudi_doc::{Doc, TokenIdx, TokenSpan};
use masudi_lexicon::time::{Gap, Piece, PieceKind, Tag, fold, pieces};

/// One document's pieces.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    pub doc: &'a Doc,
    pub pieces: Vec<Piece>,
    pub words: Vec<WordId>,
    tokens: Vec<u32>,
}

impl<'a> Page<'a> {
    pub(crate) fn new(doc: &'a Doc, compiled: &Compiled) -> Self {
        let pieces = pieces(doc.text());
        let mut words = Vec::with_capacity(pieces.len());
        let mut tokens = Vec::with_capacity(pieces.len());
        let mut token = 0;
        for piece in &pieces {
            words.push(match piece.kind {
                PieceKind::Digits => crate::compiled::UNKNOWN,
                _ => compiled.look_up(&fold(piece.slice(doc.text()))),
            });
            while doc.tokens().get(token).is_some_and(|t| t.span.end <= piece.start) {
                token += 1;
            }
            tokens.push(token as u32);
        }
        Self { doc, pieces, words, tokens }
    }

    pub(crate) fn text(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |piece| piece.slice(self.doc.text()))
    }

    pub(crate) fn kind(&self, at: usize) -> Option<PieceKind> {
        self.pieces.get(at).map(|piece| piece.kind)
    }

    /// Whether the piece touches the one before it.
    pub(crate) fn glued(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.gap == Gap::None)
    }

    /// Whether a pattern can go on to this piece: no blank line before it.
    pub(crate) fn goes_on(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.gap != Gap::Paragraph)
    }

    /// The token a piece stands in.
    pub(crate) fn token(&self, at: usize) -> Option<TokenIdx> {
        self.tokens.get(at).map(|&t| TokenIdx(t)).filter(|t| t.get() < self.doc.len())
    }

    /// The tokens that pieces `start..end` stand in.
    pub(crate) fn span(&self, start: usize, end: usize) -> Option<TokenSpan> {
        let first = self.token(start)?;
        let last = self.token(end.checked_sub(1)?)?;
        Some(TokenSpan::new(first.get(), last.get() + 1))
    }

    /// Whether the piece's token has one of the tags. Where nothing is known, `unknown` is the answer.
    pub(crate) fn tagged(&self, at: usize, tags: &[Tag], unknown: bool) -> bool {
        if tags.is_empty() {
            return true;
        }
        let Some(token) = self.token(at) else { return unknown };
        let (pos, fine) = (self.doc.pos(token), self.doc.tag(token));
        if pos == masudi_doc::Upos::Unset && fine.is_empty() {
            return unknown;
        }
        tags.iter().any(|tag| match tag {
            Tag::Pos(wanted) => *wanted == pos,
            Tag::Fine(wanted) => wanted == fine,
        })
    }
}
