//! The lemmatizer's word lists, looked up in the bytes of the model's file.
//!
//! In: `lemmatizer/lookups/lookups.bin`. Out: answers by part of speech and word. The French lists hold half a million
//! words; they are indexed where they stand instead of being copied, so that loading takes little time and memory.

use super::FILE;
use crate::hash::{IdMap, murmur64a};
use crate::msgpack::Cursor;
use crate::{LoadError, Package};
use smol_str::SmolStr;
use std::collections::HashMap;

/// The lists of one model; parts of speech go by their string ids.
#[derive(Debug, Default)]
pub(super) struct Tables {
    bytes: Vec<u8>,
    index: Words,
    exceptions: Words,
    rules: HashMap<u64, Vec<(SmolStr, SmolStr)>>,
    /// Where a word's list of lemmas stands, by word id.
    lookup: IdMap<u32>,
    parts: Vec<u64>,
}

/// Words of several parts of speech, as places in the file, by a hash of both.
#[derive(Debug, Default)]
struct Words {
    places: IdMap<u32>,
    /// Words whose hash another word has too.
    others: Vec<(u64, u32)>,
}

impl Words {
    fn key(part: u64, word: &str) -> u64 {
        murmur64a(word.as_bytes()) ^ part.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    fn add(&mut self, part: u64, word: &str, place: usize) {
        let key = Self::key(part, word);
        if let Some(other) = self.places.insert(key, place as u32) {
            self.others.push((key, other));
        }
    }

    /// A cursor behind the word, if the list has it.
    fn find<'a>(&self, bytes: &'a [u8], part: u64, word: &str) -> Option<Cursor<'a>> {
        let key = Self::key(part, word);
        let here = |place: u32| {
            let mut cursor = Cursor::new(bytes, place as usize);
            (cursor.text() == Some(word)).then_some(cursor)
        };
        let found = here(*self.places.get(&key)?);
        found.or_else(|| self.others.iter().filter(|(other, _)| *other == key).find_map(|(_, place)| here(*place)))
    }
}

impl Tables {
    /// Reads the file. Errors: [`LoadError`].
    pub(super) fn read(package: &Package) -> Result<Self, LoadError> {
        let bytes = package.read(FILE)?;
        let mut out = Self::default();
        if bytes.len() > u32::MAX as usize || out.scan(&bytes).is_none() {
            return Err(LoadError::damaged(FILE, "tables of words", "something else"));
        }
        out.bytes = bytes;
        Ok(out)
    }

    fn scan(&mut self, bytes: &[u8]) -> Option<()> {
        let mut cursor = Cursor::new(bytes, 0);
        for _ in 0..cursor.map()? {
            match cursor.text()? {
                "lemma_index" => {
                    for _ in 0..cursor.map()? {
                        let part = cursor.unsigned()?;
                        self.parts.push(part);
                        let count = cursor.array()?;
                        self.index.places.reserve(count.min(bytes.len() / 2));
                        for _ in 0..count {
                            let place = cursor.at();
                            self.index.add(part, cursor.text()?, place);
                        }
                    }
                }
                "lemma_exc" => {
                    for _ in 0..cursor.map()? {
                        let part = cursor.unsigned()?;
                        self.parts.push(part);
                        let count = cursor.map()?;
                        self.exceptions.places.reserve(count.min(bytes.len() / 2));
                        for _ in 0..count {
                            let place = cursor.at();
                            self.exceptions.add(part, cursor.text()?, place);
                            cursor.skip()?;
                        }
                    }
                }
                "lemma_rules" => {
                    for _ in 0..cursor.map()? {
                        let part = cursor.unsigned()?;
                        self.parts.push(part);
                        let rules = self.rules.entry(part).or_default();
                        for _ in 0..cursor.array()? {
                            let words = list(&mut cursor)?;
                            if let [old, new] = &words[..] {
                                rules.push((old.clone(), new.clone()));
                            }
                        }
                    }
                }
                "lemma_lookup" => {
                    let count = cursor.map()?;
                    self.lookup.reserve(count.min(bytes.len() / 4));
                    for _ in 0..count {
                        let word = cursor.unsigned()?;
                        self.lookup.insert(word, cursor.at() as u32);
                        cursor.skip()?;
                    }
                }
                _ => cursor.skip()?,
            }
        }
        Some(())
    }

    /// Whether any list or rule is for this part of speech.
    pub(super) fn knows(&self, part: u64) -> bool {
        self.parts.contains(&part)
    }

    /// Whether a word is a dictionary form.
    pub(super) fn is_form(&self, part: u64, word: &str) -> bool {
        self.index.find(&self.bytes, part, word).is_some()
    }

    /// The lemmas of an irregular word; none for a regular one.
    pub(super) fn exceptions(&self, part: u64, word: &str) -> Vec<SmolStr> {
        self.exceptions.find(&self.bytes, part, word).and_then(|mut cursor| list(&mut cursor)).unwrap_or_default()
    }

    /// Endings and what replaces them, in order.
    pub(super) fn rules(&self, part: u64) -> &[(SmolStr, SmolStr)] {
        self.rules.get(&part).map_or(&[], Vec::as_slice)
    }

    /// The lemma of a word whatever its part of speech, by its id.
    pub(super) fn lookup(&self, word: u64) -> Option<SmolStr> {
        let cursor = Cursor::new(&self.bytes, *self.lookup.get(&word)? as usize);
        let (mut one, mut many) = (cursor, cursor);
        one.text().map(SmolStr::from).or_else(|| list(&mut many)?.into_iter().next())
    }
}

/// An array of strings; other values in it are left out.
fn list(cursor: &mut Cursor<'_>) -> Option<Vec<SmolStr>> {
    let mut out = Vec::new();
    for _ in 0..cursor.array()? {
        let mut word = *cursor;
        if let Some(text) = word.text() {
            out.push(text.into());
        }
        cursor.skip()?;
    }
    Some(out)
}
