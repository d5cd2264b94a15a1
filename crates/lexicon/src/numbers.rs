//! Number words of a language.
//!
//! In: `data/lang/LANG/numbers.tsv`. Out: [`NumberWords`], which reads a run of words as an amount.

use crate::words::WordMap;
use crate::{DataError, DataFiles, tsv};
use masudi_doc::Lang;
use smol_str::SmolStr;

/// What a number word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Unit,
    Times,
    Least,
}

/// An amount as the words give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// At least so many.
    pub min: u64,
    /// At most so many; `None` when the words leave it open ("dozens").
    pub max: Option<u64>,
}

/// All number words of one language.
#[derive(Clone, Debug, Default)]
pub struct NumberWords(WordMap<SmolStr, (Kind, u64)>);

impl NumberWords {
    /// Reads the words of a language. Errors: [`DataError`] with file and line.
    ///
    /// ```
    /// use masudi_lexicon::{DataFiles, numbers::NumberWords};
    /// let words = NumberWords::load(&DataFiles::built_in(), masudi_doc::Lang::En).unwrap();
    /// let read = |text: &str| words.read(text.split(' ')).map(|a| (a.min, a.max));
    /// assert_eq!(read("2,500"), Some((2500, Some(2500))));
    /// assert_eq!(read("two hundred and fifty"), Some((250, Some(250))));
    /// assert_eq!(read("tens of thousands"), Some((20_000, None)));
    /// assert_eq!(read("3.5 million"), Some((3_500_000, Some(3_500_000))));
    /// assert_eq!(read("several"), Some((3, None)));
    /// assert_eq!(read("green"), None);
    /// ```
    pub fn load(files: &DataFiles, language: Lang) -> Result<Self, DataError> {
        let path = format!("lang/{language}/numbers.tsv");
        let text = files.read(&path)?;
        let mut out = WordMap::default();
        for row in tsv::rows(&path, &text, &["word", "kind", "value"])? {
            let wrong = |expected: &str, found: &str| DataError::line(&path, row.line, expected, found);
            let kind = match row.fields[1] {
                "unit" => Kind::Unit,
                "times" => Kind::Times,
                "least" => Kind::Least,
                other => return Err(wrong("unit, times or least", other)),
            };
            let value = row.fields[2].parse().map_err(|_| wrong("a whole number", row.fields[2]))?;
            out.insert(row.fields[0].into(), (kind, value));
        }
        Ok(Self(out))
    }

    /// Whether a word is a number, in digits or letters.
    pub fn is_number(&self, word: &str) -> bool {
        digits(word).is_some() || self.0.contains_key(word.to_lowercase().as_str())
    }

    /// The amount of a run of words; `None` if one of them is no number word. "and", "of" and hyphens join.
    pub fn read<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Option<Amount> {
        let (mut total, mut group, mut open, mut any) = (0.0_f64, 0.0_f64, false, false);
        for word in words.into_iter().flat_map(|w| w.split('-')).filter(|w| !matches!(*w, "and" | "of" | "a" | "")) {
            if let Some(value) = digits(word) {
                group += value;
                any = true;
                continue;
            }
            let &(kind, value) = self.0.get(word.to_lowercase().as_str())?;
            let value = value as f64;
            any = true;
            match kind {
                Kind::Unit => group += value,
                // "tens of thousands": a plural means two of its kind at least, so half its value multiplies.
                Kind::Least if open => group *= value / 2.0,
                Kind::Times if value < 1000.0 => group = group.max(1.0) * value,
                Kind::Times => {
                    total += group.max(1.0) * value;
                    group = 0.0;
                }
                Kind::Least => {
                    group += value;
                    open = true;
                }
            }
        }
        let sum = total + group;
        (any && sum.is_finite() && sum < 1e15).then(|| Amount { min: sum as u64, max: (!open).then_some(sum as u64) })
    }
}

/// A number in digits, with commas or spaces between thousands and an English decimal point.
fn digits(word: &str) -> Option<f64> {
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    let shaped =
        plain.starts_with(|c: char| c.is_ascii_digit()) && plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    shaped.then(|| plain.parse().ok()).flatten()
}
