//! Tables as tab-separated text: a header line, `#` comments, blank lines, no quoting.
//!
//! In: the text of a file and the columns it must have, in order. Out: its rows with their line numbers. A row may
//! leave trailing columns out; they are empty.

use crate::DataError;

/// One row of a table.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// 1-based line in the file.
    pub line: usize,
    /// The fields, trimmed, as many as the header has columns.
    pub fields: Vec<&'a str>,
}

/// Reads a table whose header must be exactly `columns`.
///
/// Errors: [`DataError::Line`] for another header or for a row with too many fields.
///
/// ```
/// let rows = masudi_lexicon::tsv::rows("t.tsv", "iso3\tname\nIRQ\tIraq\n", &["iso3", "name"]).unwrap();
/// assert_eq!(rows[0].fields, ["IRQ", "Iraq"]);
/// ```
pub fn rows<'a>(file: &str, text: &'a str, columns: &[&str]) -> Result<Vec<Row<'a>>, DataError> {
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let header = lines.next().map(|(n, line)| (n, line.split('\t').map(str::trim).collect::<Vec<_>>()));
    match header {
        Some((_, names)) if names == columns => {}
        Some((n, names)) => {
            return Err(DataError::line(file, n, format!("the header {}", columns.join(" ")), names.join(" ")));
        }
        None => return Err(DataError::line(file, 1, format!("the header {}", columns.join(" ")), "")),
    }
    lines
        .map(|(line, text)| {
            let mut fields: Vec<&str> = text.split('\t').map(str::trim).collect();
            if fields.len() > columns.len() {
                return Err(DataError::line(file, line, format!("{} columns", columns.len()), text));
            }
            fields.resize(columns.len(), "");
            Ok(Row { line, fields })
        })
        .collect()
}

/// The items of a field that holds a list joined with `;`, trimmed, empty ones left out.
pub fn list(field: &str) -> impl Iterator<Item = &str> {
    field.split(';').map(str::trim).filter(|item| !item.is_empty())
}
