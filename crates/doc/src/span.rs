//! Offsets and indices as types, so that a byte is never taken for a token.

use std::ops::Range;

/// A half-open range of UTF-8 byte offsets into [`Doc::text`](crate::Doc::text).
///
/// ```
/// let span = masudi_doc::ByteSpan::new(4, 8);
/// assert_eq!(span.slice("The army left."), "army");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ByteSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl ByteSpan {
    /// A span from `start` to `end`; an end before the start is moved up to it.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end.max(start) as u32 }
    }

    /// The bytes of `text` this span covers; empty where the span does not fit the text.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// Index of a token in its document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TokenIdx(pub u32);

impl TokenIdx {
    /// The index as a position in a slice.
    pub fn get(self) -> usize {
        self.0 as usize
    }
}

impl From<usize> for TokenIdx {
    fn from(at: usize) -> Self {
        Self(at as u32)
    }
}

/// Index of a sentence in its document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SentIdx(pub u32);

impl SentIdx {
    /// The index as a position in a slice.
    pub fn get(self) -> usize {
        self.0 as usize
    }
}

/// A half-open range of tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TokenSpan {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
}

impl TokenSpan {
    /// A span from `start` to `end`; an end before the start is moved up to it.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end.max(start) as u32 }
    }

    /// As a range of positions.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The tokens in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = TokenIdx> {
        (self.start..self.end).map(TokenIdx)
    }

    /// Whether the token lies in the span.
    pub fn has(self, token: TokenIdx) -> bool {
        self.start <= token.0 && token.0 < self.end
    }

    /// Whether the two spans share a token.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Number of tokens.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}
