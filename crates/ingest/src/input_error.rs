//! Why an input, or a part of it, gave no document.

use std::fmt::{self, Display};

/// What is wrong, and where. The rest of the inputs is read all the same.
///
/// ```
/// let error = masudi_ingest::InputError::at("a.jsonl", 3, "a JSON object", "a number");
/// assert_eq!(error.to_string(), "a.jsonl:3: expected a JSON object, but found a number");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    /// Name of the file as it was given or found; `-` for standard input.
    pub input: String,
    /// 1-based; `None` when the whole file is meant.
    pub line: Option<usize>,
    /// What should be there, with what to do where that is known.
    pub expected: String,
    /// What is.
    pub found: String,
}

impl InputError {
    /// An error of a whole input.
    pub fn of(input: &str, expected: impl Display, found: impl Display) -> Self {
        Self { input: input.to_owned(), line: None, expected: expected.to_string(), found: found.to_string() }
    }

    /// An error of a whole input that says itself what was expected and what was found.
    pub(crate) fn because(input: &str, error: impl Display) -> Self {
        let said = error.to_string();
        let said = said.strip_prefix("expected ").unwrap_or(&said);
        let (expected, found) = said.split_once(", but found ").unwrap_or((said, "none"));
        Self::of(input, expected, found)
    }

    /// An error at a line, counted from 1.
    pub fn at(input: &str, line: usize, expected: impl Display, found: impl Display) -> Self {
        Self { line: Some(line), ..Self::of(input, expected, found) }
    }
}

impl Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.input)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": expected {}, but found {}", self.expected, self.found)
    }
}

impl std::error::Error for InputError {}
