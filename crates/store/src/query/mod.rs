//! What is asked for: typed queries, and the words that people and addresses ask with.
//!
//! In: words such as `type=ASSAULT actor=IRN near=36.19,44.01,50 from=2024-01 "air base"`, or the pairs of a web address.
//! Out: an [`EventQuery`] or [`DocumentQuery`]. No word of a user becomes SQL: each becomes a value.

mod area;
pub(crate) mod conditions;
mod days;
mod documents;
mod events;
mod looked_for;
mod text;
mod words;

pub use area::Area;
pub use documents::DocumentQuery;
pub use events::EventQuery;
pub use text::Term;
pub(crate) use text::fts;

/// A question that makes no sense, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// A key that is none.
    #[error("expected one of {known}, but found \"{found}\"")]
    Key {
        /// The key.
        found: String,
        /// Those there are.
        known: String,
    },
    /// A value that its key cannot have.
    #[error("{key}: expected {expected}, but found \"{found}\"")]
    Value {
        /// The key.
        key: &'static str,
        /// What it takes.
        expected: &'static str,
        /// The value.
        found: String,
    },
    /// A key that may stand once stands again.
    #[error("{0}: expected once, but found again; several values are joined with a comma")]
    Again(&'static str),
    /// A quotation mark without its partner.
    #[error("expected a closing \" after: {0}")]
    Quote(String),
    /// More words than are looked for at once, those of phrases counted.
    #[error("text: expected at most {most} words in all, but found more")]
    ManyWords {
        /// The limit.
        most: usize,
    },
    /// More than is looked for at once.
    #[error("expected at most {most} values, but found more")]
    TooMany {
        /// The limit.
        most: usize,
    },
}

/// A question that is put together from keys with their values, and from words.
pub(crate) trait Question: Default {
    /// The keys, in order.
    const KEYS: &'static [&'static str];
    /// Takes a key, one of [`KEYS`](Self::KEYS), with its value.
    fn set(&mut self, key: &'static str, value: &str) -> Result<(), QueryError>;
    /// Takes a word or phrase. Errors: there are too many.
    fn look_for(&mut self, term: Term) -> Result<(), QueryError>;

    fn of_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, QueryError> {
        let mut query = Self::default();
        for (key, value) in pairs {
            query.set(known(Self::KEYS, key)?, value)?;
        }
        Ok(query)
    }

    fn of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Self, QueryError> {
        let mut query = Self::default();
        for word in words {
            match words::pair(word) {
                Some((key, value)) => query.set(known(Self::KEYS, key)?, value)?,
                None => query.look_for(Term::phrase(word)?)?,
            }
        }
        Ok(query)
    }
}

/// The key of a pair among the known ones.
pub(crate) fn known(keys: &[&'static str], found: &str) -> Result<&'static str, QueryError> {
    let lower = found.to_ascii_lowercase();
    keys.iter()
        .find(|key| **key == lower)
        .copied()
        .ok_or_else(|| QueryError::Key { found: found.to_owned(), known: keys.join(", ") })
}

fn yes_or_no(key: &'static str, value: &str) -> Result<bool, QueryError> {
    match value {
        "yes" | "true" | "1" => Ok(true),
        "no" | "false" | "0" => Ok(false),
        _ => Err(refuse(key, "yes or no", value)),
    }
}

pub(crate) fn refuse(key: &'static str, expected: &'static str, found: &str) -> QueryError {
    QueryError::Value { key, expected, found: found.to_owned() }
}
