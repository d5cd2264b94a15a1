//! Words that say which happening a mention of an event tells: its number, its day, whether it was spoken of before.
//!
//! In: `data/lang/LANG/event_words.tsv` of every language, and the names of months and days of their time tables. Out:
//! [`EventWords`], which says of a word whether it is of a [`Kind`]. All languages count in every text. What it does not do:
//! it reads no text.

use crate::time::Tables;
use crate::{DataError, DataFiles, tsv};
use std::collections::HashSet;

/// What a word says of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It lasts for months or years ("war").
    Lasting,
    /// It tells what an attack did, not the attack ("wound").
    Outcome,
    /// It tells that a place was taken ("capture"): what tells it from others is the place.
    Taking,
    /// It tells of a known deed that somebody did it ("claim").
    Owned,
    /// It stands for any happening of its kind ("incident").
    General,
    /// Its plural is one happening ("talks").
    One,
    /// It marks what follows as spoken of before ("the").
    Known,
    /// It ends the phrase of a noun, looking back from it ("of").
    New,
    /// Before a plural: it sums up what happened again and again ("series").
    Repeated,
    /// Before a noun that tells again what its sentence told ("the first attack since").
    Rank,
    /// Of a time told by its distance from what was told before ("a day earlier").
    Distance,
    /// It begins another clause, or tells who spoke ("when", "said").
    Clause,
    /// Between two deeds of which one came after the other ("before").
    Turn,
    /// Before a verb: what it tells came before the news ("had").
    Earlier,
    /// Behind a plural noun, hardly behind a verb of the same form ("against").
    Behind,
    /// It says nothing of what a report is about ("also").
    Common,
    /// The name of a month or day of the week.
    Calendar,
}

/// Kinds as the files name them; those of the calendar stand in the time tables.
const KINDS: [(&str, Kind); 16] = [
    ("lasting", Kind::Lasting),
    ("outcome", Kind::Outcome),
    ("taking", Kind::Taking),
    ("owned", Kind::Owned),
    ("general", Kind::General),
    ("one", Kind::One),
    ("known", Kind::Known),
    ("new", Kind::New),
    ("repeated", Kind::Repeated),
    ("rank", Kind::Rank),
    ("distance", Kind::Distance),
    ("clause", Kind::Clause),
    ("turn", Kind::Turn),
    ("earlier", Kind::Earlier),
    ("behind", Kind::Behind),
    ("common", Kind::Common),
];

/// The words of all languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventWords {
    /// By the number of the kind.
    words: [HashSet<String>; KINDS.len() + 1],
}

impl EventWords {
    /// Reads the words of all languages. Errors: [`DataError`] with file and line.
    ///
    /// ```
    /// use masudi_lexicon::{DataFiles, event_words::{EventWords, Kind}};
    /// let words = EventWords::load(&DataFiles::built_in()).unwrap();
    /// assert!(words.is(Kind::Lasting, "war") && words.is(Kind::Lasting, "guerre"));
    /// assert!(words.is(Kind::Calendar, "february") && !words.is(Kind::Calendar, "envoy"));
    /// ```
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        let mut out = Self::default();
        for path in files.list("lang", "/event_words.tsv") {
            let text = files.read(&path)?;
            let mut seen = HashSet::new();
            for row in tsv::rows(&path, &text, &["kind", "word"])? {
                let wrong = |expected: &str, found: &str| DataError::line(&path, row.line, expected, found);
                let (name, word) = (row.fields[0], row.fields[1]);
                if word.is_empty() || word.to_lowercase() != word || !word.chars().all(char::is_alphanumeric) {
                    return Err(wrong("one word in lower case", word));
                }
                if !seen.insert((name, word)) {
                    return Err(wrong("each word once of a kind", word));
                }
                let kind = KINDS.iter().find(|(known, _)| *known == name);
                let (_, kind) = kind.ok_or_else(|| wrong(&KINDS.map(|(known, _)| known).join(", "), name))?;
                out.words[*kind as usize].insert(word.to_owned());
            }
        }
        for path in files.list("lang", "/time/tables.toml") {
            let tables = Tables::parse(&path, &files.read(&path)?)?;
            for name in ["MONTH", "WEEKDAY"] {
                let mut values = HashSet::new();
                // The first way to say a value is its whole name.
                let whole = tables.get(name).iter().filter(|entry| values.insert(&entry.value));
                out.words[Kind::Calendar as usize].extend(whole.map(|entry| entry.words.join(" ")));
            }
        }
        Ok(out)
    }

    /// Whether a word is of a kind. `word` in lower case; lemmas of nouns and verbs.
    pub fn is(&self, kind: Kind, word: &str) -> bool {
        self.words[kind as usize].contains(word)
    }

    /// How many words there are, each counted with each of its kinds.
    pub fn len(&self) -> usize {
        self.words.iter().map(HashSet::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_words_and_the_calendar_is_that_of_the_time_tables() {
        let words = EventWords::load(&DataFiles::built_in()).unwrap();
        for (name, kind) in KINDS {
            assert!(!words.words[kind as usize].is_empty(), "{name}");
        }
        assert!(words.is(Kind::Calendar, "février") && words.is(Kind::Calendar, "sunday"));
        assert!(!words.is(Kind::Outcome, "attack") && words.is(Kind::General, "attack"));
    }

    #[test]
    fn faults_are_named_with_their_line() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("lang/en")).unwrap();
        for (row, said) in [
            ("turn\tAfter", "lower case"),
            ("moon\tafter", "lasting"),
            ("turn\tx\nturn\tx", "once"),
            ("new\tof a", "one"),
        ] {
            std::fs::write(folder.path().join("lang/en/event_words.tsv"), format!("kind\tword\n{row}\n")).unwrap();
            let error = EventWords::load(&DataFiles::from_folder(folder.path())).unwrap_err().to_string();
            assert!(error.contains("event_words.tsv") && error.contains(said), "{error}");
        }
    }
}
