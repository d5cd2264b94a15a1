//! Which rows have some words.
//!
//! In: the words of a question. Out: the numbers of the rows that have them all, in order. Those who ask again and again keep
//! what they found in memory: the text of a row never changes and no number comes twice, so only rows that came since are
//! looked at. However frequent the words are, so many rows are looked at and no more.

use super::expression::{Expression, Texts};
use super::page::limit;
use super::row_set::RowSet;
use crate::query::{Term, fts};
use crate::{Store, StoreError};
use rusqlite::params;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows that some words may be found in.
const FOUND: usize = 400_000;
/// Rows, times the words asked for, that may be gone through whatever the words are; as multiples of what may be found.
const GONE_THROUGH: usize = 20;
/// How rare one of the words must be in a larger record, step by step, as parts of the rows that may be found.
const RARE: [usize; 3] = [400, 8, 1];
/// Bytes of memory for what is kept: the rows of some hundreds of frequent words among millions.
const KEPT: usize = 32 << 20;

/// Rows by the words that they have, for several connections to one record.
#[derive(Debug)]
pub struct KnownWords {
    most: usize,
    /// How often somebody said that there may be more rows; `None` when every question looks.
    said: Option<AtomicU64>,
    kept: Mutex<Kept>,
}

impl Default for KnownWords {
    fn default() -> Self {
        Self::with_most(FOUND)
    }
}

#[derive(Debug, Default)]
struct Kept {
    by_words: HashMap<(Texts, String), Entry>,
    /// Rises with every question.
    clock: u64,
}

/// What is known of some words. Who looks for them holds the lock, and whoever asks meanwhile waits for the answer.
#[derive(Debug)]
struct Entry {
    known: Arc<Mutex<Known>>,
    /// Bytes that it had when last seen.
    size: usize,
    used: u64,
}

/// Rows that have some words, and those of them whose titles have them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    pub(crate) rows: Arc<RowSet>,
    pub(crate) titled: Arc<RowSet>,
}

#[derive(Debug, Default)]
struct Known {
    found: Found,
    /// Whether there are more than may be found; then there are none.
    too_many: bool,
    /// The last row that was looked at.
    last: i64,
    /// What had been said of more rows by then.
    said: Option<u64>,
}

impl Kept {
    /// Those that were used longest ago make room.
    fn make_room(&mut self) {
        // Words that nothing has take room too.
        while self.by_words.values().map(|entry| entry.size + 400).sum::<usize>() > KEPT {
            let oldest = self.by_words.iter().min_by_key(|(_, entry)| entry.used).map(|(key, _)| key.clone());
            let Some(oldest) = oldest else { return };
            self.by_words.remove(&oldest);
        }
    }
}

impl KnownWords {
    /// For words that so many rows have at most; a question for more is refused. 400,000 by default.
    pub fn with_most(rows: usize) -> Self {
        Self { most: rows, said: None, kept: Mutex::default() }
    }

    /// For many questions while somebody writes: whether rows have come is looked at after [`look_again`](Self::look_again)
    /// only, once for each question.
    pub fn patient() -> Self {
        Self { said: Some(AtomicU64::new(0)), ..Self::default() }
    }

    /// Says that there may be more rows.
    pub fn look_again(&self) {
        if let Some(said) = &self.said {
            said.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn of(&self, key: &(Texts, String)) -> Arc<Mutex<Known>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clock += 1;
        let used = kept.clock;
        if let Some(entry) = kept.by_words.get_mut(key) {
            entry.used = used;
            return Arc::clone(&entry.known);
        }
        let known = Arc::default();
        kept.by_words.insert(key.clone(), Entry { known: Arc::clone(&known), size: 0, used });
        kept.make_room();
        known
    }

    /// Notes how many bytes are kept of some words.
    fn keep(&self, key: &(Texts, String), size: usize) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = kept.by_words.get_mut(key) {
            entry.size = size;
        }
        kept.make_room();
    }
}

impl Store {
    /// Shares what is known of words with the other connections that were given the same.
    pub fn share_words(&mut self, words: &Arc<KnownWords>) {
        self.words = Arc::clone(words);
    }

    /// The numbers of the mentions whose sentences have some words: of all there are, so far as [`KnownWords`] looks for new
    /// ones, or of those up to a number at least.
    ///
    /// Errors: [`StoreError::TooMuch`] for words that too many sentences have, [`StoreError::ManyWords`].
    pub fn mentions_with(&self, text: &[Term], up_to: Option<i64>) -> Result<Arc<RowSet>, StoreError> {
        Ok(self.rows_with(Texts::Sentences, text, up_to)?.rows)
    }

    /// The rows that have some words. Errors, and what is looked for: as of [`Store::mentions_with`].
    pub(crate) fn rows_with(&self, texts: Texts, text: &[Term], up_to: Option<i64>) -> Result<Found, StoreError> {
        let key = (texts, fts(text));
        let known = self.words.of(&key);
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        let said = self.words.said.as_ref().map(|said| said.load(Ordering::Relaxed));
        let look = match up_to {
            Some(up_to) => known.last < up_to,
            None => said.is_none() || known.said != said,
        };
        if !known.too_many && look {
            // Asked before they are looked for: what comes meanwhile is looked at again the next time.
            let last = self.last_row(texts.table())?;
            if known.last < last {
                self.learn(&mut known, texts, text, last)?;
                self.words.keep(&key, known.found.rows.bytes() + known.found.titled.bytes());
            }
            known.said = said;
        }
        if known.too_many { Err(StoreError::TooMuch) } else { Ok(known.found.clone()) }
    }

    /// Looks at the rows up to `last` that were not looked at.
    fn learn(&self, known: &mut Known, texts: Texts, text: &[Term], last: i64) -> Result<(), StoreError> {
        if let Some(expression) = self.expression(texts, text)? {
            if !self.is_bounded(texts, &expression, last - known.last)? {
                known.too_many = true;
                return Ok(());
            }
            let Found { rows, titled } = &mut known.found;
            let room = (self.words.most + 1).saturating_sub(rows.len());
            self.add_rows_after(texts, &expression.all, (known.last, room), rows)?;
            if texts == Texts::Documents {
                self.add_rows_after(texts, &format!("{{title}} : ({})", expression.all), (known.last, room), titled)?;
            }
            if rows.len() > self.words.most {
                *known = Known { too_many: true, ..Known::default() };
                return Ok(());
            }
        }
        known.last = last;
        Ok(())
    }

    /// Adds the rows after a number, so many at most.
    fn add_rows_after(
        &self,
        texts: Texts,
        expression: &str,
        (after, most): (i64, usize),
        numbers: &mut Arc<RowSet>,
    ) -> Result<(), StoreError> {
        let index = texts.index();
        let sql = format!("SELECT rowid FROM {index} WHERE {index} MATCH ?1 AND rowid > ?2 ORDER BY rowid LIMIT ?3");
        let added = self.connection.prepare_cached(&sql).and_then(|mut statement| {
            let mut rows = statement.query(params![expression, after, limit(most)])?;
            while let Some(row) = rows.next()? {
                Arc::make_mut(numbers).push(row.get(0)?);
            }
            Ok(())
        });
        self.at(added)
    }

    /// Whether it can be looked for in so many rows: they are not too many for so many words, or one of the words is rare, as
    /// FTS5 goes from row to row of the rarest.
    fn is_bounded(&self, texts: Texts, expression: &Expression, rows: i64) -> Result<bool, StoreError> {
        let (words, most) = (&expression.words, self.words.most);
        let work = GONE_THROUGH * most;
        if words.len() < 2 || usize::try_from(rows).unwrap_or(0).saturating_mul(words.len()) <= work {
            return Ok(true);
        }
        let index = texts.index();
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ?1 LIMIT ?2)");
        let mut statement = self.at(self.connection.prepare_cached(&sql))?;
        let mut counted = 0;
        for rare in RARE.map(|part| most / part) {
            for word in words {
                let found: i64 = self.at(statement.query_row(params![word, limit(rare + 1)], |row| row.get(0)))?;
                if found <= limit(rare) {
                    return Ok(true);
                }
                counted += rare;
                if counted > work / 2 {
                    return Ok(false);
                }
            }
        }
        Ok(false)
    }

    /// The number that the last row of a table of ours has; 0 when there is none.
    fn last_row(&self, table: &'static str) -> Result<i64, StoreError> {
        let sql = format!("SELECT ifnull(max(number), 0) FROM {table}");
        let last =
            self.connection.prepare_cached(&sql).and_then(|mut statement| statement.query_row([], |row| row.get(0)));
        self.at(last)
    }

    /// The number that the last mention has; 0 when there is none. Errors: [`StoreError`].
    pub fn last_mention(&self) -> Result<i64, StoreError> {
        self.last_row("mentions")
    }
}
