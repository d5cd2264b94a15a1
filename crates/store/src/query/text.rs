//! Words that a text is to have.
//!
//! In: `drone "air base" evacuat*`. Out: terms, all of which must stand in the text, and the search expression of FTS5
//! for them, in which every term is a quoted string.

use super::{QueryError, refuse, words};
use std::fmt;

/// Letters that a word must have before it may go on: with fewer, half of all words would be looked for.
const LEAST_OF_PREFIX: usize = 3;
/// Terms of one question.
const MOST_TERMS: usize = 20;
/// Words of all terms of one question together.
const MOST_WORDS: usize = 40;

/// One thing that a text must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// A word, or several that stand one after the other. Case and accents do not matter.
    pub words: String,
    /// Whether the last word may go on.
    pub prefix: bool,
}

impl Term {
    /// One term: a word or phrase, `*` at its end when the word may go on.
    fn parse(piece: &str) -> Result<Self, QueryError> {
        let (piece, prefix) = match piece.strip_suffix('*') {
            Some(piece) => (piece, true),
            None => (piece, false),
        };
        let inner = piece.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(piece);
        let plain = inner.replace(|c: char| c.is_control() || c == '"', " ");
        let words: Vec<&str> = plain.split_whitespace().collect();
        if !plain.contains(char::is_alphanumeric) {
            return Err(refuse("text", "a word with a letter or digit", piece));
        }
        let last = words.last().map_or(0, |word| word.chars().filter(|c| c.is_alphanumeric()).count());
        if prefix && last < LEAST_OF_PREFIX {
            return Err(refuse("text", "three letters at least before *", piece));
        }
        Ok(Self { words: words.join(" "), prefix })
    }

    /// How many words it has, as they are taken apart for the index.
    fn count(&self) -> usize {
        self.words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count()
    }

    /// The terms of a text: words, and phrases in quotation marks.
    pub(super) fn all(text: &str) -> Result<Vec<Self>, QueryError> {
        words::split(text)?.into_iter().map(Self::parse).collect()
    }

    /// One phrase, whatever it holds.
    pub(super) fn phrase(text: &str) -> Result<Self, QueryError> {
        Self::parse(text)
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"{}", self.words, if self.prefix { "*" } else { "" })
    }
}

/// Adds a term to those of a question.
pub(super) fn push(terms: &mut Vec<Term>, term: Term) -> Result<(), QueryError> {
    if terms.len() == MOST_TERMS {
        return Err(QueryError::TooMany { most: MOST_TERMS });
    }
    if terms.iter().chain([&term]).map(Term::count).sum::<usize>() > MOST_WORDS {
        return Err(QueryError::ManyWords { most: MOST_WORDS });
    }
    terms.push(term);
    Ok(())
}

/// The expression of FTS5 that all terms together are.
pub(crate) fn fts(terms: &[Term]) -> String {
    terms.iter().map(ToString::to_string).collect::<Vec<_>>().join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_of_the_search_engine_are_words() {
        let terms = Term::all("drone \"air base\" evacuat* NEAR(a title:x - OR ^b").unwrap_err();
        assert!(terms.to_string().contains("letter or digit"), "{terms}");
        let terms = Term::all("drone \"air base\" evacuat* NEAR(a title:x OR ^b").unwrap();
        assert_eq!(
            fts(&terms),
            "\"drone\" AND \"air base\" AND \"evacuat\"* AND \"NEAR(a\" AND \"title:x\" AND \"OR\" AND \"^b\""
        );
        assert_eq!(Term::phrase("a\u{0}b \"c").unwrap().words, "a b c");
    }
}
