//! Lines that stand around an article and are none of it.
//!
//! In: `data/lang/LANG/residue.tsv` of every language. Out: [`Residue`], which says of a line what it is. All languages
//! count in every text: a page of one language is often framed in another.

use crate::{DataError, DataFiles, tsv};
use std::collections::HashSet;

/// A line that begins as residue does is residue only up to this length, in characters.
const SHORT: usize = 240;
/// No label is longer, in bytes.
const LABEL: usize = 40;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// A line of the frame.
    Line,
    /// A heading after which nothing of the article follows.
    Rest,
}

/// The lines of all languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Residue {
    lines: HashSet<String>,
    rests: HashSet<String>,
    starts: Vec<String>,
    labels: Vec<String>,
}

impl Residue {
    /// Reads the lines of all languages. Errors: [`DataError`] with file and line.
    ///
    /// ```
    /// use masudi_lexicon::{DataFiles, residue::{Framing, Residue}};
    /// let residue = Residue::load(&DataFiles::built_in()).unwrap();
    /// assert_eq!(residue.of("Print this article"), Some(Framing::Line));
    /// assert_eq!(residue.of("READ MORE: Talks about the bridge end"), Some(Framing::Line));
    /// assert_eq!(residue.of("Related articles:"), Some(Framing::Rest));
    /// assert_eq!(residue.of("Shares fell after the talks."), None);
    /// ```
    pub fn load(files: &DataFiles) -> Result<Self, DataError> {
        let mut out = Self::default();
        for path in files.list("lang", "/residue.tsv") {
            let text = files.read(&path)?;
            let mut seen = HashSet::new();
            for row in tsv::rows(&path, &text, &["kind", "words"])? {
                let wrong = |expected: &str, found: &str| DataError::line(&path, row.line, expected, found);
                let words = row.fields[1];
                if words.is_empty() || words.to_lowercase() != words {
                    return Err(wrong("words in lower case", words));
                }
                if !seen.insert(row.fields.clone()) {
                    return Err(wrong("each line once", words));
                }
                let words = words.to_owned();
                match row.fields[0] {
                    "line" => drop(out.lines.insert(words)),
                    "rest" => drop(out.rests.insert(words)),
                    "start" => out.starts.push(words),
                    "label" => out.labels.push(words),
                    other => return Err(wrong("line, start, rest or label", other)),
                }
            }
        }
        Ok(out)
    }

    /// How many lines, beginnings, headings and labels there are.
    pub fn len(&self) -> usize {
        self.lines.len() + self.rests.len() + self.starts.len() + self.labels.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The line without a label before what it names, such as "Source:"; the same line where there is none.
    ///
    /// ```
    /// # use masudi_lexicon::{DataFiles, residue::Residue};
    /// let residue = Residue::load(&DataFiles::built_in()).unwrap();
    /// assert_eq!(residue.behind_label("Source: example.org"), "example.org");
    /// ```
    pub fn behind_label<'l>(&self, line: &'l str) -> &'l str {
        let line = line.trim();
        let Some((label, rest)) = line.split_once(':') else { return line };
        let known = label.len() <= LABEL && self.labels.contains(&label.to_lowercase());
        if known { rest.trim() } else { line }
    }

    /// What a line is; `None` for a line of the article.
    pub fn of(&self, line: &str) -> Option<Framing> {
        let line = line.trim();
        if line.chars().nth(SHORT).is_some() {
            return None;
        }
        let lower = line.to_lowercase();
        let plain = lower.trim_end_matches([':', '.', '!', '…', ' ']);
        if self.rests.contains(plain) || self.rests.contains(lower.as_str()) {
            return Some(Framing::Rest);
        }
        let begins = self.starts.iter().any(|start| lower.starts_with(start.as_str()));
        (self.lines.contains(plain) || begins).then_some(Framing::Line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_every_language_are_known_and_long_ones_are_let_be() {
        let residue = Residue::load(&DataFiles::built_in()).unwrap();
        assert_eq!(residue.of(" Lea también: El puente sigue cerrado "), Some(Framing::Line));
        assert_eq!(residue.of("Das könnte Sie auch interessieren"), Some(Framing::Rest));
        assert_eq!(residue.of(&format!("Read more: {}", "the talks ".repeat(40))), None);
        for sentence in
            ["Photographers were let in.", "He read more of the letter.", "", "Comments by the minister drew anger."]
        {
            assert_eq!(residue.of(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn faults_are_named_with_their_line() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("lang/en")).unwrap();
        for (row, said) in
            [("line\tShare", "lower case"), ("word\tshare", "line, start, rest or label"), ("line\ta\nline\ta", "once")]
        {
            std::fs::write(folder.path().join("lang/en/residue.tsv"), format!("kind\twords\n{row}\n")).unwrap();
            let error = Residue::load(&DataFiles::from_folder(folder.path())).unwrap_err().to_string();
            assert!(error.contains("residue.tsv") && error.contains(said), "{error}");
        }
    }
}
