//! The words of a document, looked up once: their numbers in the vocabulary and their classes.
//!
//! In: a document and the lexicon. Out: pieces (a hyphenated token has several) and the classes of every token.

use masudi_doc::{Doc, SmolStr, TokenIdx};
use masudi_lexicon::actors::spelling::fold;
use masudi_lexicon::actors::{ActorLexicon, Classes, WordClass, WordId};

/// One word of a token.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'a> {
    pub token: u32,
    pub id: WordId,
    pub folded: SmolStr,
    pub written: &'a str,
    /// Punctuation that no name spans.
    pub barrier: bool,
    pub capital: bool,
}

/// All words of a document.
pub(crate) struct Words<'a> {
    pub pieces: Vec<Piece<'a>>,
    /// First piece of each token, and one past the last.
    first: Vec<u32>,
    classes: Vec<Classes>,
}

impl<'a> Words<'a> {
    pub fn new(doc: &'a Doc, lexicon: &ActorLexicon) -> Self {
        let n = doc.len();
        let mut out =
            Self { pieces: Vec::with_capacity(n), first: Vec::with_capacity(n + 1), classes: Vec::with_capacity(n) };
        let mut lower = String::new();
        for token in 0..n as u32 {
            let written = doc.word(TokenIdx(token));
            out.first.push(out.pieces.len() as u32);
            if !written.is_empty() && written.bytes().all(|b| b.is_ascii_alphanumeric()) {
                lower.clear();
                lower.extend(written.bytes().map(|b| char::from(b.to_ascii_lowercase())));
                out.push(doc, lexicon, token, &lower, written);
            } else {
                let folded = fold(written);
                for piece in folded.split_whitespace() {
                    out.push(doc, lexicon, token, piece, written);
                }
                if folded.trim().is_empty() && !matches!(written, "-" | "'" | "’" | "‘" | "`" | "–") {
                    let folded = SmolStr::default();
                    out.pieces.push(Piece {
                        token,
                        id: WordId::UNKNOWN,
                        folded,
                        written,
                        barrier: true,
                        capital: false,
                    });
                }
            }
            let pieces = &out.pieces[out.first[token as usize] as usize..];
            let class = match pieces {
                [one] if !one.barrier => lexicon.classes(doc.language(), one.id),
                _ => Classes::default(),
            };
            out.classes.push(class);
        }
        out.first.push(out.pieces.len() as u32);
        out
    }

    fn push(&mut self, doc: &Doc, lexicon: &ActorLexicon, token: u32, folded: &str, written: &'a str) {
        let id = lexicon.word(folded);
        let capital = written.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
        debug_assert!((token as usize) < doc.len());
        self.pieces.push(Piece { token, id, folded: folded.into(), written, barrier: false, capital });
    }

    /// Whether the token is a word of the class.
    pub fn is(&self, at: TokenIdx, class: WordClass) -> bool {
        self.classes[at.get()].has(class)
    }

    /// The classes of a token.
    pub fn classes(&self, at: TokenIdx) -> Classes {
        self.classes[at.get()]
    }

    /// The pieces of a token, as positions.
    pub fn of(&self, at: TokenIdx) -> std::ops::Range<usize> {
        self.first[at.get()] as usize..self.first[at.get() + 1] as usize
    }

    /// The only word of a token, folded; empty when it has none or several.
    pub fn folded(&self, at: TokenIdx) -> &str {
        match &self.pieces[self.of(at)] {
            [one] => &one.folded,
            _ => "",
        }
    }

    /// The number of the only word of a token.
    pub fn id(&self, at: TokenIdx) -> WordId {
        match &self.pieces[self.of(at)] {
            [one] => one.id,
            _ => WordId::UNKNOWN,
        }
    }
}
