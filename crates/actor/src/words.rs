//! The words of a document, looked up once: their numbers in the vocabulary and their classes.
//!
//! In: a document and the lexicon. Out: pieces (a hyphenated token has several) and the classes of every token.

use masudi_doc::{Doc, TokenIdx};
use masudi_lexicon::actors::spelling::fold;
use masudi_lexicon::actors::{ActorLexicon, Classes, WordClass, WordId};

/// One word of a token.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'a> {
    pub token: u32,
    pub id: WordId,
    /// Its folded letters, in [`Words::letters`].
    letters: (u32, u32),
    pub written: &'a str,
    /// Punctuation that no name spans.
    pub barrier: bool,
    pub capital: bool,
}

/// All words of a document.
pub(crate) struct Words<'a> {
    pub pieces: Vec<Piece<'a>>,
    /// The folded letters of all pieces.
    letters: String,
    /// First piece of each token, and one past the last.
    first: Vec<u32>,
    classes: Vec<Classes>,
}

impl<'a> Words<'a> {
    pub fn new(doc: &'a Doc, lexicon: &ActorLexicon) -> Self {
        let n = doc.len();
        let mut out = Self {
            pieces: Vec::with_capacity(n),
            first: Vec::with_capacity(n + 1),
            classes: Vec::with_capacity(n),
            letters: String::with_capacity(doc.text().len()),
        };
        for token in 0..n as u32 {
            let written = doc.word(TokenIdx(token));
            out.first.push(out.pieces.len() as u32);
            if !written.is_empty() && written.bytes().all(|b| b.is_ascii_alphanumeric()) {
                let from = out.letters.len();
                out.letters.push_str(written);
                out.letters[from..].make_ascii_lowercase();
                out.push(lexicon, token, from, written);
            } else {
                let folded = fold(written);
                for piece in folded.split_whitespace() {
                    let from = out.letters.len();
                    out.letters.push_str(piece);
                    out.push(lexicon, token, from, written);
                }
                if folded.trim().is_empty() && !matches!(written, "-" | "'" | "’" | "‘" | "`" | "–") {
                    out.pieces.push(Piece {
                        token,
                        id: WordId::UNKNOWN,
                        letters: (0, 0),
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

    fn push(&mut self, lexicon: &ActorLexicon, token: u32, from: usize, written: &'a str) {
        let id = lexicon.word(&self.letters[from..]);
        let capital = match written.as_bytes().first() {
            Some(b) if b.is_ascii_alphabetic() => b.is_ascii_uppercase(),
            _ => written.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase),
        };
        self.pieces.push(Piece {
            token,
            id,
            letters: (from as u32, self.letters.len() as u32),
            written,
            barrier: false,
            capital,
        });
    }

    /// The folded letters of a piece.
    pub fn letters(&self, piece: &Piece) -> &str {
        &self.letters[piece.letters.0 as usize..piece.letters.1 as usize]
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
            [one] => self.letters(one),
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
