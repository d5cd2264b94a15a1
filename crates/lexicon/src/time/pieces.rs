//! Text cut into the small pieces that time patterns are written over: runs of letters, runs of digits, single signs.
//!
//! In: any text. Out: its pieces with byte offsets. Pieces are finer than tokens ("1990s" is two, "mid-October"
//! three), so that a pattern does not depend on how a model's tokeniser cuts. What this does not do: it drops white
//! space, keeping only how much stood before each piece.

use std::borrow::Cow;

/// What a piece consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// Letters.
    Word,
    /// Decimal digits (ASCII).
    Digits,
    /// One other character.
    Sign,
}

/// White space before a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// None: it touches the piece before.
    None,
    /// White space with at most one line break.
    Space,
    /// A blank line.
    Paragraph,
}

/// One piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it consists of.
    pub kind: PieceKind,
    /// White space before it.
    pub gap: Gap,
}

impl Piece {
    /// Its text.
    pub fn slice<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// Cuts a text.
///
/// ```
/// use masudi_lexicon::time::pieces;
/// let text = "mid-1990s";
/// let words: Vec<&str> = pieces(text).iter().map(|p| p.slice(text)).collect();
/// assert_eq!(words, ["mid", "-", "1990", "s"]);
/// ```
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(text.len() / 5 + 4);
    let mut breaks = 0;
    let mut spaced = true;
    let mut open = false;
    for (at, c) in text.char_indices() {
        let kind = if c.is_ascii_digit() {
            PieceKind::Digits
        } else if c.is_alphabetic() {
            PieceKind::Word
        } else if c.is_whitespace() {
            spaced = true;
            breaks += u32::from(c == '\n');
            open = false;
            continue;
        } else if ('\u{300}'..='\u{36f}').contains(&c) {
            PieceKind::Word
        } else {
            PieceKind::Sign
        };
        let end = (at + c.len_utf8()) as u32;
        match out.last_mut() {
            Some(last) if open && kind != PieceKind::Sign && last.kind == kind => last.end = end,
            _ => {
                let gap = match (spaced, breaks) {
                    (false, _) => Gap::None,
                    (true, 0 | 1) => Gap::Space,
                    (true, _) => Gap::Paragraph,
                };
                out.push(Piece { start: at as u32, end, kind, gap });
            }
        }
        (open, spaced, breaks) = (true, false, 0);
    }
    out
}

/// The form in which words are compared: lower case, one kind of apostrophe and hyphen.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    match word {
        "\u{2019}" | "\u{2018}" | "\u{02bc}" => Cow::Borrowed("'"),
        "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2212}" => Cow::Borrowed("-"),
        _ => Cow::Owned(word.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_tell_paragraphs_from_lines() {
        let gaps: Vec<Gap> = pieces("a b\nc\n\nd-e").iter().map(|p| p.gap).collect();
        assert_eq!(gaps, [Gap::Space, Gap::Space, Gap::Space, Gap::Paragraph, Gap::None, Gap::None]);
    }

    #[test]
    fn folds_case_and_apostrophes() {
        assert_eq!(fold("AOÛT"), "août");
        assert_eq!(fold("\u{2019}"), "'");
    }
}
