//! Words in lower case, without an allocation where they are so already or short.

use smol_str::{SmolStr, StrExt};
use std::fmt;
use std::ops::Deref;

/// A word in lower case.
#[derive(Clone, Debug)]
pub(crate) enum Lower<'w> {
    /// As it stands in the text.
    Same(&'w str),
    /// Made so.
    Made(SmolStr),
}

/// The word in lower case.
pub(crate) fn lower(word: &str) -> Lower<'_> {
    if !word.is_ascii() {
        Lower::Made(word.to_lowercase().into())
    } else if word.bytes().any(|b| b.is_ascii_uppercase()) {
        Lower::Made(word.to_ascii_lowercase_smolstr())
    } else {
        Lower::Same(word)
    }
}

impl Deref for Lower<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Lower::Same(word) => word,
            Lower::Made(word) => word,
        }
    }
}

impl From<Lower<'_>> for SmolStr {
    fn from(word: Lower<'_>) -> Self {
        match word {
            Lower::Same(word) => word.into(),
            Lower::Made(word) => word,
        }
    }
}

impl fmt::Display for Lower<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl PartialEq for Lower<'_> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl PartialEq<&str> for Lower<'_> {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}
