//! Files of one JSON object a line, each fault with file and line.

use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// What can be wrong with a run or with gold data.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// A file could not be read.
    #[error("{path}: {source}")]
    Read {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line is not as its format has it.
    #[error("{path}:{line}: expected {expected}, but found {found}")]
    Line {
        /// The file.
        path: PathBuf,
        /// 1-based.
        line: usize,
        /// What the format asks for.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// A folder or file is in none of the gold formats.
    #[error(
        "{0}: expected gold: a folder with articles.jsonl and events.jsonl, a file of sentences with source, target and \
         type, a file of mentions as masudi code prints them, or documents with timexes or toponyms"
    )]
    Format(PathBuf),
}

/// The objects of a file with their lines (1-based); blank lines are passed over.
///
/// Errors: [`EvalError::Read`], [`EvalError::Line`].
pub fn rows<T: DeserializeOwned>(path: &Path, expected: &str) -> Result<Vec<(usize, T)>, EvalError> {
    let text = std::fs::read_to_string(path).map_err(|source| EvalError::Read { path: path.to_owned(), source })?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| match serde_json::from_str(line) {
            Ok(row) => Ok((at + 1, row)),
            Err(error) => Err(EvalError::Line {
                path: path.to_owned(),
                line: at + 1,
                expected: expected.to_owned(),
                found: error.to_string(),
            }),
        })
        .collect()
}
