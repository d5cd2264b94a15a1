//! Documents, by id, by query, and by their words.

use super::page::{Page, Paging, limit};
use super::walk::Walk;
use crate::query::conditions::Conditions;
use crate::{DocumentQuery, Store, StoreError};
use masudi_record::{Document, DuplicateOf};
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

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

/// Documents that a search by words ranks.
pub const RANKED: usize = 2000;

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

    /// Documents by their words, the most fitting of the latest [`RANKED`] that have them first; the latest first where no
    /// words are asked for.
    ///
    /// Errors: [`StoreError`].
    pub fn search(&self, query: &DocumentQuery, skip: usize, most: usize) -> Result<Vec<FoundDocument>, StoreError> {
        let numbers = self.found(query, skip, most)?;
        let count = "(SELECT count(*) FROM mentions m WHERE m.document = t.number)";
        let words = (!query.text.is_empty()).then(|| crate::query::fts(&query.text));
        let sql = match words {
            Some(_) => format!(
                "SELECT t.json, snippet(document_text, -1, '[', ']', '…', 24), {count} FROM document_text \
                 JOIN documents t ON t.number = document_text.rowid WHERE document_text.rowid = ?1 AND document_text MATCH ?2"
            ),
            None => format!(
                "SELECT t.json, substr(t.text, 1, 160), {count} FROM documents t WHERE t.number = ?1 AND ?2 IS NULL"
            ),
        };
        let mut statement = self.at(self.connection.prepare_cached(&sql))?;
        let mut out = Vec::with_capacity(numbers.len());
        for number in numbers {
            let row = statement.query_row(params![number, words], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?))
            });
            // Nobody takes a document away between the two; but who knows.
            let Some((json, snippet, mentions)) = self.at(row.optional())? else { continue };
            let document = self.parse(&format!("document number {number}"), &json)?;
            let snippet = snippet.split_whitespace().collect::<Vec<_>>().join(" ");
            out.push(FoundDocument { document, snippet, mentions: mentions.cast_unsigned() });
        }
        Ok(out)
    }

    /// Numbers of the documents that are asked for, in order.
    fn found(&self, query: &DocumentQuery, skip: usize, most: usize) -> Result<Vec<i64>, StoreError> {
        let (most, skip) = (limit(most), limit(skip));
        let mut conditions = Conditions::of_documents(&DocumentQuery { text: Vec::new(), ..query.clone() });
        let plain = conditions.values.is_empty() && query.duplicate.is_none();
        let from = if query.text.is_empty() {
            "t.number FROM documents t"
        } else {
            let words = rusqlite::types::Value::from(crate::query::fts(&query.text));
            // Ranking looks at each match: at the latest ones only, so that a frequent word costs no more than a rare one.
            let latest = format!(
                "document_text MATCH ? AND document_text.rowid >= (SELECT min(rowid) FROM (SELECT rowid FROM document_text \
                 WHERE document_text MATCH ? ORDER BY rowid DESC LIMIT {RANKED}))"
            );
            conditions.add(latest, [words.clone(), words]);
            match plain {
                true => "document_text.rowid FROM document_text",
                false => "t.number FROM document_text JOIN documents t ON t.number = document_text.rowid",
            }
        };
        let order = match (query.text.is_empty(), plain) {
            (true, _) => "ifnull(t.published, '') DESC, t.number DESC",
            // A word of the title says more than one of the text.
            (false, true) => "bm25(document_text, 4.0, 1.0), document_text.rowid",
            (false, false) => "bm25(document_text, 4.0, 1.0), t.number",
        };
        let sql = format!("SELECT {from} {} ORDER BY {order} LIMIT {most} OFFSET {skip}", conditions.clause());
        let numbers = self.connection.prepare_cached(&sql).and_then(|mut statement| {
            statement.query_map(params_from_iter(&conditions.values), |row| row.get(0))?.collect()
        });
        self.at(numbers)
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
