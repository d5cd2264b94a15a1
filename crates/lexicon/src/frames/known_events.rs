//! Well-known happenings of the past with their days and countries, for mentions that give none.
//!
//! In: `data/coding/LANG/known_events.tsv`, where the language has one; its head says what the columns are. Out: [`KnownEvents`],
//! found by the word that tells them. What it does not do: it reads no text.

use crate::actors::dates::day;
use crate::{DataError, DataFiles, tsv};
use masudi_doc::{Civil, Iso3, Lang, TimePrecision};
use smol_str::SmolStr;
use std::collections::{HashMap, HashSet};

/// No happening of the file lies before this year.
const FIRST_YEAR: i16 = 1945;

/// One happening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownEvent {
    /// What it is called.
    pub name: SmolStr,
    /// Its first day.
    pub from: Civil,
    /// Its last day, inclusive.
    pub to: Civil,
    /// How fine the first day is.
    pub precision: TimePrecision,
    /// The country where it was; `None` where there are several or none.
    pub country: Option<Iso3>,
    /// Names in lower case of which one alternative must stand beside the word, each with all its parts; empty where the word says
    /// it alone. Hyphens are blanks.
    pub with: Vec<Vec<SmolStr>>,
    /// Names that must not.
    pub without: Vec<SmolStr>,
}

/// The happenings of one language, found by lemmas.
#[derive(Clone, Debug, Default)]
pub struct KnownEvents {
    events: Vec<KnownEvent>,
    words: HashMap<SmolStr, Vec<usize>>,
}

impl KnownEvents {
    /// Reads the table of a language. Errors: [`DataError`] with file and line.
    ///
    /// ```
    /// use masudi_lexicon::{DataFiles, frames::KnownEvents};
    /// let known = KnownEvents::load(&DataFiles::built_in(), masudi_doc::Lang::En).unwrap();
    /// let invasion = known.told_by("invasion").find(|e| e.name == "Invasion of Kuwait").unwrap();
    /// assert_eq!(invasion.from.to_string(), "1990-08-02");
    /// ```
    pub fn load(files: &DataFiles, language: Lang) -> Result<Self, DataError> {
        let path = format!("coding/{language}/known_events.tsv");
        if !files.list(&format!("coding/{language}"), "known_events.tsv").contains(&path) {
            return Ok(Self::default());
        }
        let text = files.read(&path)?;
        let mut out = Self::default();
        let mut names = HashSet::new();
        for row in tsv::rows(&path, &text, &["name", "from", "to", "iso3", "words", "with", "without"])? {
            let wrong = |expected: &str, found: &str| DataError::line(&path, row.line, expected, found);
            if row.fields[0].is_empty() || !names.insert(row.fields[0]) {
                return Err(wrong("a name, each once", row.fields[0]));
            }
            if row.fields[4..].iter().any(|field| field.to_lowercase() != **field) {
                return Err(wrong("words and names in lower case", &row.fields[4..].join(" ")));
            }
            let event = read(&row).map_err(|expected| wrong(expected, &row.fields.join(" ")))?;
            let words: HashSet<&str> = tsv::list(row.fields[4]).collect();
            if words.is_empty() {
                return Err(wrong("at least one word that tells it", ""));
            }
            for word in words {
                out.words.entry(word.into()).or_default().push(out.events.len());
            }
            out.events.push(event);
        }
        Ok(out)
    }

    /// The happenings that a lemma can tell, in the order of the file.
    pub fn told_by(&self, lemma: &str) -> impl Iterator<Item = &KnownEvent> {
        self.words.get(lemma).into_iter().flatten().map(|at| &self.events[*at])
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }
}

/// A row's happening; what was expected, where the row is wrong.
fn read(row: &tsv::Row<'_>) -> Result<KnownEvent, &'static str> {
    let date = |text: &str, last: bool| day(text, last).ok_or("a date such as 2014, 2014-03 or 2014-03-18");
    let [name, from, to, iso3, _, with, without] = row.fields[..] else { return Err("seven columns") };
    let first = date(from, false)?;
    let last = date(if to.is_empty() { from } else { to }, true)?;
    if first > last || first.year < FIRST_YEAR {
        return Err("a last day not before the first, and a year from 1945");
    }
    let country = if iso3.is_empty() { None } else { Some(Iso3::new(iso3).ok_or("three capital letters or nothing")?) };
    let precision = match from.len() {
        4 => TimePrecision::Year,
        7 => TimePrecision::Month,
        _ => TimePrecision::Day,
    };
    let plain = |name: &str| SmolStr::from(name.replace('-', " ").trim());
    let with = tsv::list(with).map(|names| names.split('+').map(plain).collect()).collect();
    let without = tsv::list(without).map(plain).collect();
    Ok(KnownEvent { name: name.into(), from: first, to: last, precision, country, with, without })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country_codes::CountryCodes;

    #[test]
    fn the_table_is_large_and_names_real_countries() {
        let files = DataFiles::built_in();
        let known = KnownEvents::load(&files, Lang::En).unwrap();
        assert!(known.len() > 300 && KnownEvents::load(&files, Lang::Fr).unwrap().is_empty());
        let codes = CountryCodes::load(&files).unwrap();
        for event in &known.events {
            assert!(event.country.is_none_or(|c| codes.get(c.as_str()).is_some()), "{}", event.name);
        }
        let coup = known.told_by("coup").find(|e| e.name == "Coup attempt in Turkey").unwrap();
        assert_eq!((coup.from.to_string(), coup.to.to_string()), ("2016-07-15".into(), "2016-07-16".into()));
    }

    #[test]
    fn faults_are_named_with_their_line() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("coding/en")).unwrap();
        let head = "name\tfrom\tto\tiso3\twords\twith\twithout\n";
        for (row, said) in [
            ("A\t2014-13\t\t\twar\t\t", "2014-03-18"),
            ("A\t2014\t2013\t\twar\t\t", "not before"),
            ("A\t1812\t\t\twar\t\t", "1945"),
            ("A\t2014\t\tirq\twar\t\t", "capital"),
            ("A\t2014\t\t\t\tiraq\t", "word"),
            ("A\t2014\t\t\twar\tIraq\t", "lower case"),
            ("A\t2014\t\t\twar\t\t\nA\t2015\t\t\twar\t\t", "once"),
        ] {
            std::fs::write(folder.path().join("coding/en/known_events.tsv"), format!("{head}{row}\n")).unwrap();
            let error = KnownEvents::load(&DataFiles::from_folder(folder.path()), Lang::En).unwrap_err().to_string();
            assert!(error.contains("known_events.tsv") && error.contains(said), "{error}");
        }
    }
}
