//! Mentions, each with whence it comes.

use super::page::{Page, Paging};
use super::walk::Walk;
use crate::{EventQuery, Store, StoreError};
use masudi_record::Mention;
use rusqlite::{OptionalExtension, Row};

/// A mention as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredMention {
    /// Its number: rises in the order in which mentions were kept.
    pub number: i64,
    /// The mention.
    pub mention: Mention,
    /// Outlet of its document.
    pub source: Option<String>,
    /// Title of its document.
    pub title: Option<String>,
    /// Id of the document that its document repeats.
    pub duplicate_of: Option<String>,
}

const COLUMNS: &str = "t.number, t.json, d.source, d.title, d.duplicate_of";

impl Store {
    /// Mentions. A page may hold fewer than were asked for, even none, and more may come: so long as it has a next one.
    ///
    /// Errors: [`StoreError`].
    pub fn mentions(&self, query: &EventQuery, paging: &Paging) -> Result<Page<StoredMention>, StoreError> {
        let (found, next) = self.walk(&Walk::mentions(query), paging)?;
        let sql =
            format!("SELECT {COLUMNS} FROM mentions t JOIN documents d ON d.number = t.document WHERE t.number = ?1");
        let mut statement = self.at(self.connection.prepare_cached(&sql))?;
        let mut rows = Vec::with_capacity(found.len());
        for cursor in found {
            let row = self.at(statement.query_row([cursor.number], raw).optional())?;
            rows.extend(row.map(|row| self.stored_mention(row)).transpose()?);
        }
        Ok(Page { rows, next })
    }

    /// The mentions of an event, in order of publication; of one day by the id of their document, in order of its text. Errors: [`StoreError`].
    pub fn mentions_of_event(&self, id: &str) -> Result<Vec<StoredMention>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM events e JOIN event_mentions em ON em.event = e.number \
             JOIN mentions t ON t.id = em.mention JOIN documents d ON d.number = t.document WHERE e.id = ?1 \
             ORDER BY ifnull(d.published, ''), d.id, t.number"
        );
        self.some_mentions(&sql, id)
    }

    /// The mentions of a document, in order of its text. Errors: [`StoreError`].
    pub fn mentions_of_document(&self, id: &str) -> Result<Vec<StoredMention>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM documents d JOIN mentions t ON t.document = d.number WHERE d.id = ?1 ORDER BY t.number"
        );
        self.some_mentions(&sql, id)
    }

    /// A mention by its id. Errors: [`StoreError`].
    pub fn mention(&self, id: &str) -> Result<Option<StoredMention>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM mentions t JOIN documents d ON d.number = t.document WHERE t.id = ?1 LIMIT 1"
        );
        Ok(self.some_mentions(&sql, id)?.into_iter().next())
    }

    fn some_mentions(&self, sql: &str, id: &str) -> Result<Vec<StoredMention>, StoreError> {
        let rows = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_map([id], raw)?.collect::<rusqlite::Result<Vec<_>>>());
        self.at(rows)?.into_iter().map(|row| self.stored_mention(row)).collect()
    }

    fn stored_mention(&self, row: Raw) -> Result<StoredMention, StoreError> {
        let (number, json, source, title, duplicate_of) = row;
        let mention = self.parse(&format!("mention number {number}"), &json)?;
        Ok(StoredMention { number, mention, source, title, duplicate_of })
    }
}

type Raw = (i64, String, Option<String>, Option<String>, Option<String>);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}
