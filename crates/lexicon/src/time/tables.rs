//! Words for values: month names, units, number words, cue words.
//!
//! In: `tables.toml`, one TOML table a class, `value = ["word", "two words"]`. Out: entries by table name. A word that
//! is written with a capital in the file needs one in the text. What this does not do: it knows no grammar.

use super::{fold, pieces};
use crate::DataError;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// One way to say a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its words, folded.
    pub words: Vec<SmolStr>,
    /// Whether the text must begin with a capital.
    pub capital: bool,
    /// What it stands for.
    pub value: SmolStr,
}

/// All tables of a language.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    by_name: BTreeMap<SmolStr, Vec<Entry>>,
}

impl Tables {
    /// Reads the file. Errors: [`DataError::Toml`], or [`DataError::Line`] for an empty word.
    pub fn parse(file: &str, text: &str) -> Result<Self, DataError> {
        let raw: BTreeMap<String, BTreeMap<String, Vec<String>>> = toml::from_str(text)
            .map_err(|source| DataError::Toml { file: file.to_owned(), source: Box::new(source) })?;
        let mut by_name = BTreeMap::new();
        for (name, values) in raw {
            let mut entries = Vec::new();
            for (value, words) in values {
                for word in words {
                    let cut = pieces(&word);
                    if cut.is_empty() {
                        let line = text.lines().position(|l| l.contains(&format!("[{name}]"))).unwrap_or(0) + 1;
                        return Err(DataError::line(file, line, "a word or phrase", word));
                    }
                    entries.push(Entry {
                        words: cut.iter().map(|p| fold(p.slice(&word)).into()).collect(),
                        capital: word.chars().next().is_some_and(char::is_uppercase),
                        value: value.as_str().into(),
                    });
                }
            }
            by_name.insert(SmolStr::from(name), entries);
        }
        Ok(Self { by_name })
    }

    /// The entries of a table; empty when there is no such table.
    pub fn get(&self, name: &str) -> &[Entry] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether the table exists.
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// All tables, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&SmolStr, &[Entry])> {
        self.by_name.iter().map(|(name, entries)| (name, entries.as_slice()))
    }
}
