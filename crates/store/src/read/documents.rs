//! Documents, by id, by query, and by their words.

use super::expression::Texts;
use super::page::{Order, Page, Paging};
use super::walk::Walk;
use crate::{DocumentQuery, Store, StoreError};
use masudi_record::{Document, DuplicateOf};
use rusqlite::{OptionalExtension, Row};
use std::collections::HashMap;

/// A document as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDocument {
    /// Its number: rises in the order in which documents were kept.
    pub number: i64,
    /// The document.
    pub document: Document,
    /// Whether it has been coded.
    pub coded: bool,
}

/// A document that was searched for.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundDocument {
    /// The document, without its text.
    pub document: Document,
    /// Words around what was found, what was found between `[` and `]`; the beginning where no words were asked for.
    pub snippet: String,
    /// How many mentions were coded of it.
    pub mentions: u64,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// The documents of a page, the most fitting first.
    pub documents: Vec<FoundDocument>,
    /// Whether more of those that were ranked come after them.
    pub more: bool,
    /// Whether there are earlier documents that were not ranked: a question with days finds them.
    pub cut: bool,
}

/// Documents that a search by words ranks.
const RANKED: usize = 2000;

/// Columns of `documents t` that make a document.
pub(crate) const COLUMNS: &str = "t.number, t.json, t.text, t.coded IS NOT NULL, t.duplicate_of, t.similarity";

impl Store {
    /// A document by its id. Errors: [`StoreError`].
    pub fn document(&self, id: &str) -> Result<Option<StoredDocument>, StoreError> {
        let sql = &format!("SELECT {COLUMNS} FROM documents t WHERE t.id = ?1");
        let row = self.connection.prepare_cached(sql).and_then(|mut s| s.query_row([id], raw).optional());
        self.at(row)?.map(|row| self.stored(row)).transpose()
    }

    /// Documents, each with its text. A page may hold fewer than were asked for, even none, and more may come: so long as it
    /// has a next one.
    ///
    /// Errors: [`StoreError`].
    pub fn documents(&self, query: &DocumentQuery, paging: &Paging) -> Result<Page<StoredDocument>, StoreError> {
        let (found, next) = self.walk(&Walk::documents(query), paging)?;
        let sql = format!("SELECT {COLUMNS} FROM documents t WHERE t.number = ?1");
        let mut statement = self.at(self.connection.prepare_cached(&sql))?;
        let mut rows = Vec::with_capacity(found.len());
        for cursor in found {
            let row = self.at(statement.query_row([cursor.number], raw).optional())?;
            rows.extend(row.map(|row| self.stored(row)).transpose()?);
        }
        Ok(Page { rows, next })
    }

    /// Documents by their words: of the latest 2,000 that answer those first whose title has the words, then the latest;
    /// the latest first where no words are asked for.
    ///
    /// Errors: [`StoreError`].
    pub fn search(&self, query: &DocumentQuery, skip: usize, most: usize) -> Result<Search, StoreError> {
        let end = skip.saturating_add(most);
        let walk = Walk::documents(query);
        let candidates = if query.text.is_empty() { end } else { RANKED };
        let (mut found, next) = self.walk(&walk, &Paging { order: Order::Newest, after: None, most: candidates })?;
        if !query.text.is_empty() {
            // A word of the title says more than one of the text.
            let titles = self.rows_with(Texts::Documents, &query.text, None)?.titled;
            found.sort_by_key(|cursor| !titles.has(cursor.number));
        }
        let page = found.get(skip..end.min(found.len())).unwrap_or_default();
        let documents = self.shown(query, page.iter().map(|cursor| cursor.number))?;
        Ok(Search { documents, more: end < found.len(), cut: next.is_some() && !query.text.is_empty() })
    }

    /// Documents by their numbers, as a search shows them.
    fn shown(
        &self,
        query: &DocumentQuery,
        numbers: impl Iterator<Item = i64>,
    ) -> Result<Vec<FoundDocument>, StoreError> {
        let numbers: Vec<i64> = numbers.collect();
        let snippets = match query.text.is_empty() {
            true => HashMap::new(),
            false => self.at(self.snippets(&crate::query::fts(&query.text), &numbers))?,
        };
        let sql = "SELECT t.json, substr(t.text, 1, 160), (SELECT count(*) FROM mentions m WHERE m.document = t.number) \
                   FROM documents t WHERE t.number = ?1";
        let mut statement = self.at(self.connection.prepare_cached(sql))?;
        let mut out = Vec::with_capacity(numbers.len());
        for number in numbers {
            let row = statement.query_row([number], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?))
            });
            // Nobody takes a document away between the two; but who knows.
            let Some((json, beginning, mentions)) = self.at(row.optional())? else { continue };
            let document = self.parse(&format!("document number {number}"), &json)?;
            let snippet = snippets.get(&number).unwrap_or(&beginning);
            let snippet = snippet.split_whitespace().collect::<Vec<_>>().join(" ");
            out.push(FoundDocument { document, snippet, mentions: mentions.cast_unsigned() });
        }
        Ok(out)
    }

    /// Words around what was found, in an index of these documents alone: in the index of all, each of them would be looked
    /// for among all rows with the words.
    fn snippets(&self, words: &str, numbers: &[i64]) -> rusqlite::Result<HashMap<i64, String>> {
        self.connection.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.shown USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2')",
        )?;
        // Nothing of it is kept: it ends without a commit.
        let transaction = self.connection.unchecked_transaction()?;
        {
            let mut add = transaction.prepare_cached(
                "INSERT INTO temp.shown (rowid, title, text) SELECT number, title, text FROM documents WHERE number = ?1",
            )?;
            numbers.iter().try_for_each(|number| add.execute([number]).map(drop))?;
        }
        let mut statement = transaction.prepare_cached(
            "SELECT rowid, snippet(shown, -1, '[', ']', '…', 24) FROM temp.shown WHERE shown MATCH ?1",
        )?;
        statement.query_map([words], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    }

    /// Other outlets, addresses and days at which the same text was seen: each with outlet, address, day of publication
    /// where known.
    ///
    /// Errors: [`StoreError`].
    #[allow(clippy::type_complexity)]
    pub fn sightings(&self, id: &str) -> Result<Vec<(Option<String>, Option<String>, Option<String>)>, StoreError> {
        let sql = "SELECT nullif(s.source, ''), nullif(s.url, ''), nullif(s.published, '') FROM sightings s \
                   JOIN documents d ON d.number = s.document WHERE d.id = ?1";
        let rows = self.connection.prepare_cached(sql).and_then(|mut statement| {
            statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
        });
        self.at(rows)
    }

    pub(crate) fn stored(&self, raw: Raw) -> Result<StoredDocument, StoreError> {
        let Raw { number, json, text, coded, duplicate_of } = raw;
        let document: Document = self.parse(&format!("document number {number}"), &json)?;
        Ok(StoredDocument { number, document: Document { text, duplicate_of, ..document }, coded })
    }
}

/// A row of [`COLUMNS`].
pub(crate) struct Raw {
    number: i64,
    json: String,
    text: String,
    coded: bool,
    duplicate_of: Option<DuplicateOf>,
}

/// Reads a row of [`COLUMNS`].
pub(crate) fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    let of = row.get::<_, Option<String>>(4)?.zip(row.get::<_, Option<f32>>(5)?);
    let duplicate_of = of.map(|(document, similarity)| DuplicateOf { document, similarity });
    Ok(Raw { number: row.get(0)?, json: row.get(1)?, text: row.get(2)?, coded: row.get(3)?, duplicate_of })
}
