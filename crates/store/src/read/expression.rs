//! What FTS5 is asked for the words of a question, so that its work has a bound.
//!
//! In: terms. Out: an expression without beginnings of words, which FTS5 would join from all words that begin so, however many
//! rows have them: each stands as the words that the index has, of which there may be some number.

use crate::query::Term;
use crate::{Store, StoreError};
use rusqlite::{OptionalExtension, params};

/// Words that one beginning may stand for.
pub(crate) const ENDINGS: usize = 100;

/// Texts whose words are indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Texts {
    /// The sentences of mentions.
    Sentences,
    /// Titles and texts of documents.
    Documents,
}

impl Texts {
    /// The index of their words.
    pub(crate) fn index(self) -> &'static str {
        match self {
            Self::Sentences => "mention_text",
            Self::Documents => "document_text",
        }
    }

    /// The table that the index is of.
    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Sentences => "mentions",
            Self::Documents => "documents",
        }
    }
}

/// What FTS5 is asked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Expression {
    /// For the rows that have all the terms.
    pub(crate) all: String,
    /// For those that have one word of them, word by word.
    pub(crate) words: Vec<String>,
}

impl Store {
    /// What FTS5 is asked for some terms; `None` where no text can have them.
    ///
    /// Errors: [`StoreError::ManyWords`] where more than [`ENDINGS`] words begin as one of them does.
    pub(crate) fn expression(&self, texts: Texts, terms: &[Term]) -> Result<Option<Expression>, StoreError> {
        let (mut all, mut words) = (Vec::new(), Vec::new());
        for term in terms {
            let tokens = self.tokens(&term.words)?;
            let Some((last, first)) = tokens.split_last() else { return Ok(None) };
            let endings = if term.prefix { self.endings(texts, last)? } else { vec![last.clone()] };
            if endings.is_empty() {
                return Ok(None);
            }
            words.extend(first.iter().map(|word| format!("\"{word}\"")));
            words.push(any_of(&[], &endings));
            all.push(any_of(first, &endings));
        }
        let all = all.join(" AND ");
        Ok(Some(Expression { all, words }))
    }

    /// The words of a text as the indexes have them: without case and accents.
    fn tokens(&self, text: &str) -> Result<Vec<String>, StoreError> {
        if text.is_ascii() {
            let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
            return Ok(words.map(str::to_ascii_lowercase).collect());
        }
        let tokens = (|| {
            // Of other letters only the tokenizer itself knows; what it makes of a text is seen in an index of that text alone.
            self.connection.execute_batch(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.asked USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2'); \
                 CREATE VIRTUAL TABLE IF NOT EXISTS temp.asked_words USING fts5vocab (temp, asked, instance); \
                 DELETE FROM temp.asked;",
            )?;
            self.connection.prepare_cached("INSERT INTO temp.asked (words) VALUES (?1)")?.execute([text])?;
            let mut statement = self.connection.prepare_cached("SELECT term FROM temp.asked_words ORDER BY offset")?;
            statement.query_map([], |row| row.get(0))?.collect()
        })();
        self.at(tokens)
    }

    /// The words of an index that begin so.
    fn endings(&self, texts: Texts, beginning: &str) -> Result<Vec<String>, StoreError> {
        let index = texts.index();
        let make =
            format!("CREATE VIRTUAL TABLE IF NOT EXISTS temp.{index}_words USING fts5vocab (main, {index}, instance)");
        self.at(self.connection.execute_batch(&make))?;
        let sql = format!("SELECT term FROM temp.{index}_words WHERE term >= ?1 LIMIT 1");
        let mut statement = self.at(self.connection.prepare_cached(&sql))?;
        let (mut found, mut from) = (Vec::new(), beginning.to_owned());
        // From word to word, without a look at the rows of any.
        while let Some(word) = self.at(statement.query_row(params![from], |row| row.get::<_, String>(0)).optional())? {
            if !word.starts_with(beginning) {
                break;
            }
            if found.len() == ENDINGS {
                return Err(StoreError::ManyWords { beginning: beginning.to_owned(), most: ENDINGS });
            }
            // No word has a control character, so nothing lies between.
            from = format!("{word}\u{1}");
            found.push(word);
        }
        Ok(found)
    }
}

/// Words one after the other, the last of which is one of several. They are words of an index, which have no quotation mark.
fn any_of(first: &[String], endings: &[String]) -> String {
    let phrase = |last: &String| {
        let words: Vec<&str> = first.iter().chain([last]).map(String::as_str).collect();
        format!("\"{}\"", words.join(" "))
    };
    format!("({})", endings.iter().map(phrase).collect::<Vec<_>>().join(" OR "))
}
