//! The rows of a package of vectors of words, read as a stream straight out of its .tgz file.
//!
//! In: a .tgz file whose `package/NAME.json` says `dimensions` and, in order of frequency, `vectors`: for each word its numbers,
//! then their norm and an index. Out: [`WordRows`] of the most frequent plain words. Nothing is unpacked to a file, no name in
//! the archive is opened, and what is kept in memory is the rows alone. Refused: more than 512 MiB, rows of another length.

use crate::ModelError;
use flate2::read::GzDecoder;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

/// How many words are kept: beyond these they are rare, and names.
const WORDS: usize = 60_000;
/// No package we know comes near these; a file that does is not one.
const MAX_BYTES: u64 = 512 << 20;
const MAX_DIMENSIONS: usize = 1_000;
/// Numbers of a row after those of its dimensions: the norm and an index.
const AFTER: usize = 2;

/// Rows of numbers of the most frequent plain words (a to z, apostrophe, hyphen), at most 60,000, the most frequent first.
///
/// Each row is divided by its own length; then the mean of all is taken from each, so that what all words share does not count.
#[derive(Clone, Debug, PartialEq)]
pub struct WordRows {
    /// Package and version, or file and hash.
    pub name: String,
    /// Length of each row.
    pub dimensions: usize,
    /// Words and their rows.
    pub rows: Vec<(String, Vec<f32>)>,
}

/// Reads the rows of `tgz`; errors call it `shown`.
///
/// Errors: [`ModelError::Archive`] says what is wrong with the file.
pub(crate) fn read(tgz: &Path, shown: &Path, name: String) -> Result<WordRows, ModelError> {
    let refuse = |expected: &str, found: String| ModelError::Archive {
        path: shown.to_owned(),
        expected: expected.to_owned(),
        found,
    };
    let whole = |e: io::Error| refuse("a whole .tgz file", e.to_string());
    let file = File::open(tgz).map_err(ModelError::io(tgz))?;
    let mut archive = tar::Archive::new(Limited { inner: GzDecoder::new(BufReader::new(file)), left: MAX_BYTES });
    let mut found = None;
    // Raw: no entry may say the name or size of another.
    for entry in archive.entries().map_err(whole)?.raw(true) {
        let entry = entry.map_err(whole)?;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type().is_file() && is_table(&path) {
            let table = table(BufReader::with_capacity(1 << 16, entry))
                .map_err(|e| refuse("vectors of words as JSON", format!("{path}: {e}")))?;
            found = Some((path, table));
            break;
        }
    }
    let Some((path, mut table)) = found else {
        return Err(refuse("a package of vectors of words, with package/NAME.json", "none".to_owned()));
    };
    // To its end, so that the checksum of the whole is looked at.
    io::copy(&mut archive.into_inner(), &mut io::sink()).map_err(whole)?;
    if table.rows.is_empty() {
        return Err(refuse("vectors of words", format!("{path}: no word of the letters a to z")));
    }
    centre(&mut table);
    Ok(WordRows { name, dimensions: table.dimensions, rows: table.rows })
}

/// Whether the entry is the package's own JSON file, not npm's description of it.
fn is_table(path: &str) -> bool {
    let inner = path.strip_prefix("package/").unwrap_or_default();
    inner.ends_with(".json") && !inner.contains('/') && inner != "package.json"
}

/// Whether a word is of letters a to z, apostrophes and hyphens, with a letter.
fn is_plain(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'' || b == b'-')
        && word.bytes().any(|b| b.is_ascii_lowercase())
}

/// Takes the mean of all rows from each.
fn centre(table: &mut Table) {
    let mut mean = vec![0.0f64; table.dimensions];
    for (_, row) in &table.rows {
        mean.iter_mut().zip(row).for_each(|(sum, number)| *sum += f64::from(*number));
    }
    let rows = table.rows.len() as f64;
    for (_, row) in &mut table.rows {
        row.iter_mut().zip(&mean).for_each(|(number, sum)| *number -= (sum / rows) as f32);
    }
}

/// What is kept of the JSON file.
#[derive(Default)]
struct Table {
    dimensions: usize,
    rows: Vec<(String, Vec<f32>)>,
}

fn table(from: impl Read) -> serde_json::Result<Table> {
    let mut json = serde_json::Deserializer::from_reader(from);
    let table = json.deserialize_map(TableVisitor)?;
    json.end()?;
    Ok(table)
}

struct TableVisitor;

impl<'de> Visitor<'de> for TableVisitor {
    type Value = Table;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with dimensions and then vectors")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table, A::Error> {
        let mut table = Table::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "dimensions" if table.dimensions == 0 => {
                    table.dimensions = map.next_value()?;
                    if !(1..=MAX_DIMENSIONS).contains(&table.dimensions) {
                        return Err(A::Error::custom(format!(
                            "expected 1 to {MAX_DIMENSIONS} dimensions, but found {}",
                            table.dimensions
                        )));
                    }
                }
                "vectors" if table.dimensions == 0 => return Err(A::Error::missing_field("dimensions")),
                "vectors" if table.rows.is_empty() => map.next_value_seed(Rows(&mut table))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(table)
    }
}

/// The object of words and rows, added to the table.
struct Rows<'t>(&'t mut Table);

impl<'de> DeserializeSeed<'de> for Rows<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of words, each with its numbers")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(word) = map.next_key::<String>()? {
            if self.0.rows.len() == WORDS || !is_plain(&word) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let mut row = map.next_value_seed(Row(self.0.dimensions))?;
            let length = row.iter().map(|number| f64::from(*number).powi(2)).sum::<f64>().sqrt();
            // A row of noughts points nowhere.
            if length > 0.0 {
                row.iter_mut().for_each(|number| *number = (f64::from(*number) / length) as f32);
                self.0.rows.push((word, row));
            }
        }
        Ok(())
    }
}

/// A row of so many dimensions, without what comes after them.
struct Row(usize);

impl<'de> DeserializeSeed<'de> for Row {
    type Value = Vec<f32>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Vec<f32>, D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Row {
    type Value = Vec<f32>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} numbers", self.0 + AFTER)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Vec<f32>, A::Error> {
        let mut row = Vec::with_capacity(self.0 + AFTER);
        while let Some(number) = numbers.next_element::<f32>()? {
            if row.len() == self.0 + AFTER {
                return Err(A::Error::invalid_length(row.len() + 1, &self));
            }
            if !number.is_finite() {
                return Err(A::Error::custom("expected numbers that four bytes can hold"));
            }
            row.push(number);
        }
        if row.len() != self.0 + AFTER {
            return Err(A::Error::invalid_length(row.len(), &self));
        }
        row.truncate(self.0);
        Ok(row)
    }
}

/// A reader that fails where more comes than it may.
struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| io::Error::other("more than 512 MiB in it"))?;
        Ok(read)
    }
}
