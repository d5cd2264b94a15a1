//! What the function words of a language are in the words of the coder's rules, which are English.
//!
//! In: `data/coding/LANG/function_words.tsv`, where the language has one. Out: [`FunctionWords`]; empty for English.

use crate::words::WordMap;
use crate::{DataError, DataFiles, tsv};
use masudi_doc::Lang;
use smol_str::SmolStr;

/// Function words, by form or lemma in lower case.
#[derive(Clone, Debug, Default)]
pub struct FunctionWords(WordMap<SmolStr, SmolStr>);

impl FunctionWords {
    /// Reads the table of a language. Errors: [`DataError`] with file and line.
    pub(super) fn load(files: &DataFiles, language: Lang) -> Result<Self, DataError> {
        let path = format!("coding/{language}/function_words.tsv");
        if !files.list(&format!("coding/{language}"), "function_words.tsv").contains(&path) {
            return Ok(Self::default());
        }
        let text = files.read(&path)?;
        let rows = tsv::rows(&path, &text, &["word", "english"])?;
        let entry = |row: tsv::Row<'_>| match row.fields[..] {
            [word, english] if !word.is_empty() && !english.is_empty() => Ok((word.into(), english.into())),
            _ => Err(DataError::line(&path, row.line, "a word and what it is in English", row.fields.join(" "))),
        };
        Ok(Self(rows.into_iter().map(entry).collect::<Result<_, _>>()?))
    }

    /// Whether the rules read the language as it is.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a form or lemma is in English.
    pub fn get(&self, word: &str) -> Option<&SmolStr> {
        self.0.get(word)
    }
}
