//! Words of the lines that say when a text was written: names of months and what stands beside a date.
//!
//! In: `data/lang/LANG/published.tsv` of every language. Out: [`PublicationWords`]. All languages count in every text, as an
//! export of one language holds articles of another. What this does not do: it reads no date, and knows nothing of
//! times in sentences, which [`time`](crate::time) has.

use crate::{DataError, DataFiles, tsv};
use std::collections::HashSet;

/// The words of all languages, in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicationWords {
    /// How names of months begin, January first.
    months: [Vec<String>; 12],
    ordinals: HashSet<String>,
    between: HashSet<String>,
    beside: HashSet<String>,
}

impl PublicationWords {
    /// Reads the words of all languages. Errors: [`DataError`] with file and line.
    ///
    /// ```
    /// use masudi_lexicon::{DataFiles, published::PublicationWords};
    /// let words = PublicationWords::load(&DataFiles::built_in()).unwrap();
    /// assert_eq!(words.month("août"), Some(8));
    /// assert_eq!(words.month("monday"), None);
    /// assert!(words.is_ordinal("th") && words.is_between("de") && words.is_beside("monday"));
    /// ```
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        let mut out = Self::default();
        for path in files.list("lang", "/published.tsv") {
            let text = files.read(&path)?;
            let mut seen = HashSet::new();
            for row in tsv::rows(&path, &text, &["kind", "words"])? {
                let wrong = |expected: &str, found: &str| DataError::line(&path, row.line, expected, found);
                let [kind, word] = [row.fields[0], row.fields[1]];
                if word.is_empty() || word.to_lowercase() != word || !word.chars().all(char::is_alphabetic) {
                    return Err(wrong("one word in lower case", word));
                }
                if !seen.insert(row.fields.clone()) {
                    return Err(wrong("each line once", word));
                }
                out.put(kind, word).ok_or_else(|| wrong("01 to 12, ordinal, between or beside", kind))?;
            }
        }
        Ok(out)
    }

    fn put(&mut self, kind: &str, word: &str) -> Option<()> {
        let word = word.to_owned();
        match kind {
            "ordinal" => drop(self.ordinals.insert(word)),
            "between" => drop(self.between.insert(word)),
            "beside" => drop(self.beside.insert(word)),
            month => {
                let number = Some(month).filter(|month| month.len() == 2)?.parse::<usize>().ok()?;
                self.months.get_mut(number.checked_sub(1)?)?.push(word);
            }
        }
        Some(())
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        let months: usize = self.months.iter().map(Vec::len).sum();
        months + self.ordinals.len() + self.between.len() + self.beside.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the month, 1 to 12, as whose name a word in lower case begins.
    pub fn month(&self, word: &str) -> Option<i8> {
        let begins = |names: &Vec<String>| names.iter().any(|name| word.starts_with(name.as_str()));
        self.months.iter().zip(1..).find_map(|(names, number)| begins(names).then_some(number))
    }

    /// Whether `ending` may stand behind the number of a day, as in "15th".
    pub fn is_ordinal(&self, ending: &str) -> bool {
        self.ordinals.contains(ending)
    }

    /// Whether a word may stand between the parts of a date, as in "15 de abril de 2024".
    pub fn is_between(&self, word: &str) -> bool {
        self.between.contains(word)
    }

    /// Whether a line that is nothing but a date may hold the word too, as "Monday" or "published".
    pub fn is_beside(&self, word: &str) -> bool {
        self.beside.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_names_all_months() {
        let files = DataFiles::built_in();
        let paths = files.list("lang", "/published.tsv");
        assert!(paths.len() > 1);
        for path in paths {
            let text = files.read(&path).unwrap();
            for month in 1..=12 {
                assert!(text.contains(&format!("\n{month:02}\t")), "{path}: no name of month {month}");
            }
        }
    }

    #[test]
    fn no_word_begins_as_two_months_do() {
        let words = PublicationWords::load(&DataFiles::built_in()).unwrap();
        for (at, names) in words.months.iter().enumerate() {
            for name in names {
                assert_eq!(words.month(name), i8::try_from(at + 1).ok(), "{name}");
            }
        }
    }

    #[test]
    fn a_wrong_row_is_an_error_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("lang/en")).unwrap();
        for (row, said) in [
            ("13\tsmarch", "01 to 12"),
            ("1\tjan", "01 to 12"),
            ("day\tx", "01 to 12"),
            ("01\tJan", "lower case"),
            ("beside\ttwo words", "one word"),
            ("01\tjan\n01\tjan", "each line once"),
        ] {
            std::fs::write(folder.path().join("lang/en/published.tsv"), format!("kind\twords\n{row}\n")).unwrap();
            let error = PublicationWords::load(&DataFiles::from_folder(folder.path())).unwrap_err().to_string();
            assert!(error.contains("published.tsv") && error.contains(said), "{error}");
        }
    }
}
