//! What documents are asked for.

use super::events::fill;
use super::{QueryError, Question, Term, days, words, yes_or_no};

/// What documents are asked for. What is set must hold all together; lists mean any of their values.
///
/// ```
/// use masudi_store::DocumentQuery;
/// let query = DocumentQuery::from_words(["source=Example Times", "from=2024", "air base"]).unwrap();
/// assert_eq!(query.sources, ["Example Times"]);
/// assert_eq!(query.text[0].words, "air base");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentQuery {
    /// Words that stand in title or text; all of them.
    pub text: Vec<Term>,
    /// Outlets.
    pub sources: Vec<String>,
    /// ISO 639-1 codes.
    pub languages: Vec<String>,
    /// First day of publication (ISO 8601).
    pub from: Option<String>,
    /// Last day of publication.
    pub to: Option<String>,
    /// Whether it repeats another document.
    pub duplicate: Option<bool>,
}

impl DocumentQuery {
    /// The keys that a question may have, with what their values are.
    pub const HELP: &str = "\
Words, and \"phrases\" in quotation marks, stand in title or text; word* may go on. Values joined with commas: any of them.
  source=OUTLET, language=en, duplicate=no
  from=, to=, on=   day of publication: 2024-04-15, 2024-04, 2024; on=2024-03..2024-05";

    /// Reads the pairs of a web address. Errors: [`QueryError`] with what was expected.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, QueryError> {
        Self::of_pairs(pairs)
    }

    /// Reads the words of a command line, each of which is one condition. Errors: [`QueryError`] with what was expected.
    pub fn from_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Self, QueryError> {
        Self::of_words(words)
    }
}

impl Question for DocumentQuery {
    const KEYS: &'static [&'static str] = &["duplicate", "from", "language", "on", "source", "text", "to"];

    fn look_for(&mut self, term: Term) -> Result<(), QueryError> {
        super::text::push(&mut self.text, term)
    }

    fn set(&mut self, key: &'static str, value: &str) -> Result<(), QueryError> {
        match key {
            "text" => Term::all(value)?.into_iter().try_for_each(|term| self.look_for(term))?,
            "source" => self.sources.extend(words::values(value)?),
            "language" => self.languages.extend(words::values(value)?),
            "from" => fill(key, &mut self.from, days::days(key, value)?.0)?,
            "to" => fill(key, &mut self.to, days::days(key, value)?.1)?,
            "on" => {
                let (first, last) = days::days(key, value)?;
                fill(key, &mut self.from, first)?;
                fill(key, &mut self.to, last)?;
            }
            _ => {
                let duplicate = yes_or_no(key, value)?;
                fill(key, &mut self.duplicate, duplicate)?;
            }
        }
        Ok(())
    }
}
