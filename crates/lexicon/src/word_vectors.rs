//! Vectors of words: words of like use have like vectors.
//!
//! In: rows of numbers, or the compact file that [`WordVectors::bytes`] made of them. Out: [`WordVectors`]: a word's row, and sums
//! of rows. Numbers are kept in one byte each, with a scale for each word. What this module does not do: it fetches nothing.
//!
//! The file, little-endian: `MSDWVEC1`; length of the name (u32) and name; dimensions (u32); words (u32); length of the words (u32) and
//! the words, one a line, in order of frequency; a scale (f32) for each; then the numbers (i8), row by row.

use crate::words::WordMap;
use smol_str::SmolStr;

const MAGIC: &[u8; 8] = b"MSDWVEC1";

/// Vectors of the words of a language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WordVectors {
    name: String,
    dimensions: usize,
    rows: WordMap<SmolStr, u32>,
    scales: Vec<f32>,
    numbers: Vec<i8>,
}

/// Why a file of vectors does not read: what was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {0}; install the vectors again")]
pub struct VectorsError(&'static str);

impl WordVectors {
    /// Vectors from rows of numbers, the most frequent word first; rows of another length and words seen before are passed over.
    ///
    /// ```
    /// use masudi_lexicon::WordVectors;
    /// let rows = [("raid", vec![0.5, -1.0]), ("attack", vec![0.25, -0.5])];
    /// let vectors = WordVectors::new("small 1.0", 2, rows.into_iter());
    /// let mut sum = [0.0; 2];
    /// vectors.add(vectors.row("attack").unwrap(), 1.0, &mut sum);
    /// assert!((sum[1] + 0.5f32).abs() < 0.01);
    /// assert_eq!(WordVectors::parse(&vectors.bytes()).unwrap(), vectors);
    /// ```
    pub fn new<W: AsRef<str>>(name: &str, dimensions: usize, rows: impl Iterator<Item = (W, Vec<f32>)>) -> Self {
        let mut out = Self { name: name.to_owned(), dimensions, ..Self::default() };
        for (word, numbers) in rows {
            let word = word.as_ref();
            if numbers.len() != dimensions || !is_word(word) || out.rows.contains_key(word) {
                continue;
            }
            let largest = numbers.iter().fold(0.0f32, |most, n| most.max(n.abs()));
            let scale = if largest > 0.0 { largest / 127.0 } else { 1.0 };
            out.rows.insert(word.into(), out.scales.len() as u32);
            out.scales.push(scale);
            out.numbers.extend(numbers.iter().map(|n| (n / scale).round() as i8));
        }
        out
    }

    /// Package and version that they came from.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many words have a row.
    pub fn words(&self) -> usize {
        self.scales.len()
    }

    /// Length of a row.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The row of a word.
    pub fn row(&self, word: &str) -> Option<u32> {
        self.rows.get(word).copied()
    }

    /// Adds a row so many times to a sum of rows; a row that is not there adds nothing.
    pub fn add(&self, row: u32, times: f32, sum: &mut [f32]) {
        let from = row as usize * self.dimensions;
        let Some(scale) = self.scales.get(row as usize) else { return };
        let Some(numbers) = self.numbers.get(from..from + self.dimensions) else { return };
        for (sum, number) in sum.iter_mut().zip(numbers) {
            *sum += times * scale * f32::from(*number);
        }
    }

    /// The compact file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut words: Vec<(&u32, &SmolStr)> = self.rows.iter().map(|(word, row)| (row, word)).collect();
        words.sort_unstable();
        let words = words.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>().join("\n");
        let mut out = MAGIC.to_vec();
        let number = |n: usize, out: &mut Vec<u8>| out.extend((n as u32).to_le_bytes());
        number(self.name.len(), &mut out);
        out.extend(self.name.as_bytes());
        number(self.dimensions, &mut out);
        number(self.scales.len(), &mut out);
        number(words.len(), &mut out);
        out.extend(words.as_bytes());
        out.extend(self.scales.iter().flat_map(|scale| scale.to_le_bytes()));
        out.extend(self.numbers.iter().map(|n| *n as u8));
        out
    }

    /// Reads the compact file. Errors: what was expected and is not there.
    pub fn parse(bytes: &[u8]) -> Result<Self, VectorsError> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(VectorsError("a file of word vectors"))?;
        let mut take = |length: usize| {
            let (taken, left) = rest.split_at_checked(length).ok_or(VectorsError("a whole file of word vectors"))?;
            rest = left;
            Ok(taken)
        };
        let length = |bytes: &[u8]| bytes.try_into().map_or(0, u32::from_le_bytes) as usize;
        let text =
            |bytes: &[u8]| std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| VectorsError("words in UTF-8"));
        let named = length(take(4)?);
        let name = text(take(named)?)?;
        let (dimensions, count, spelled) = (length(take(4)?), length(take(4)?), length(take(4)?));
        let words = text(take(spelled)?)?;
        let scales = take(count.saturating_mul(4))?.chunks_exact(4);
        let scales: Vec<f32> = scales.map(|n| n.try_into().map_or(0.0, f32::from_le_bytes)).collect();
        let numbers = take(count.saturating_mul(dimensions))?.iter().map(|n| *n as i8).collect();
        if !rest.is_empty() {
            return Err(VectorsError("the end of the file after the last row"));
        }
        let words = words.split_terminator('\n');
        let rows: WordMap<SmolStr, u32> = words.clone().zip(0..).map(|(word, row)| (word.into(), row)).collect();
        if rows.len() != count || words.clone().count() != count || !words.clone().all(is_word) {
            return Err(VectorsError("as many different words as rows of numbers"));
        }
        if !scales.iter().all(|scale| scale.is_finite()) {
            return Err(VectorsError("finite scales"));
        }
        Ok(Self { name, dimensions, rows, scales, numbers })
    }
}

/// Whether it may stand on a line of the file.
fn is_word(word: &str) -> bool {
    !word.is_empty() && !word.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_cut_short_is_an_error() {
        let whole = WordVectors::new("a 1", 3, [("raid", vec![1.0, 2.0, 3.0])].into_iter()).bytes();
        for length in 0..whole.len() {
            assert!(WordVectors::parse(&whole[..length]).is_err(), "{length}");
        }
        assert!(WordVectors::parse(&whole).is_ok());
        assert!(WordVectors::parse(&[&whole[..], b"x"].concat()).is_err(), "nor may more come");
    }

    #[test]
    fn a_file_of_other_words_than_rows_is_an_error() {
        let rows = [("raid", vec![1.0]), ("tea", vec![2.0])];
        let whole = WordVectors::new("a 1", 1, rows.into_iter()).bytes();
        let at = whole.windows(8).position(|bytes| bytes == b"raid\ntea").unwrap();
        for words in [b"raid\nrai", b"raid tea", b"ra\nd\ntea", b"\naid\ntea", b"tea\ntea\n", b"ra\nt\nt\na"] {
            let mut file = whole.clone();
            file[at..at + 8].copy_from_slice(words);
            assert_eq!(WordVectors::parse(&file).is_ok(), words == b"raid\nrai", "{words:?}");
        }
    }

    #[test]
    fn a_row_that_is_not_there_adds_nothing() {
        for dimensions in [0, 2] {
            WordVectors::new("a 1", dimensions, std::iter::empty::<(&str, _)>()).add(0, 1.0, &mut [0.0; 2]);
        }
    }

    #[test]
    fn rows_of_another_length_are_passed_over() {
        let rows = [("raid", vec![1.0]), ("raid", vec![1.0, 2.0]), ("raid", vec![3.0, 4.0])];
        let vectors = WordVectors::new("a 1", 2, rows.into_iter());
        let mut sum = [0.0; 2];
        vectors.add(vectors.row("raid").unwrap(), 1.0, &mut sum);
        assert!((sum[0] - 1.0).abs() < 0.02 && (sum[1] - 2.0).abs() < 0.02);
        vectors.add(7, 1.0, &mut sum);
    }
}
