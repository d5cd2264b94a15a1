//! The rows of all tables of one name below `ontology/`, with the place of each for messages.

use crate::{DataError, DataFiles, tsv};
use smol_str::SmolStr;

/// Where a row stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// Path under `data/`.
    pub file: SmolStr,
    /// 1-based.
    pub line: usize,
}

impl At {
    /// A fault of this row.
    pub(super) fn error(&self, expected: impl Into<String>, found: impl Into<String>) -> DataError {
        DataError::line(&self.file, self.line, expected, found)
    }

    /// A fault unless the condition holds.
    pub(super) fn require(&self, holds: bool, expected: &str, found: Option<&str>) -> Result<(), DataError> {
        if holds { Ok(()) } else { Err(self.error(expected, found.unwrap_or_default())) }
    }

    /// A name that must not be empty.
    pub(super) fn name(&self, what: &str, field: &str) -> Result<SmolStr, DataError> {
        self.require(!field.is_empty(), what, Some(field))?;
        Ok(field.into())
    }

    /// A number, or `None` for an empty field. Errors: no number, or outside -10 to 10.
    pub(super) fn score(&self, field: &str) -> Result<Option<f32>, DataError> {
        if field.is_empty() {
            return Ok(None);
        }
        match field.parse::<f32>() {
            Ok(score) if (-10.0..=10.0).contains(&score) => Ok(Some(score)),
            _ => Err(self.error("a number from -10 to 10", field)),
        }
    }
}

/// Calls `take` with every row of every file of that name, files in order of their paths.
pub(super) fn each(
    files: &DataFiles,
    name: &str,
    columns: &[&str],
    mut take: impl FnMut(At, &[&str]) -> Result<(), DataError>,
) -> Result<(), DataError> {
    let of_name = |path: &String| path.rsplit('/').next() == Some(name);
    for file in files.list("ontology", name).into_iter().filter(of_name) {
        let text = files.read(&file)?;
        for row in tsv::rows(&file, &text, columns)? {
            take(At { file: file.as_str().into(), line: row.line }, &row.fields)?;
        }
    }
    Ok(())
}
