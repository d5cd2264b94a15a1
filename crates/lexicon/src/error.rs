//! What can be wrong with a data file.

use std::path::PathBuf;

/// A fault in a data file, with the place where it stands.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// The file is in neither the user's folder nor the built-in data.
    #[error("data file {0} not found")]
    Missing(String),
    /// The file could not be read.
    #[error("{path}: {source}")]
    Read {
        /// The file on disk.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not UTF-8 text.
    #[error("{0}: expected UTF-8 text")]
    Encoding(String),
    /// A line is not as the format has it.
    #[error("{file}:{line}: expected {expected}, but found \"{found}\"")]
    Line {
        /// Path under `data/`.
        file: String,
        /// 1-based.
        line: usize,
        /// What the format asks for.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// A TOML file does not parse or does not fit its schema.
    #[error("{file}: {source}")]
    Toml {
        /// Path under `data/`.
        file: String,
        /// Parser's message, with line and column.
        source: Box<toml::de::Error>,
    },
}

impl DataError {
    /// A fault in one line.
    pub fn line(file: &str, line: usize, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self::Line { file: file.to_owned(), line, expected: expected.into(), found: found.into() }
    }
}
